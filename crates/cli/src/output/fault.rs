//! A hook of the tests: fails or holds at a step of writing, in builds with debug assertions alone.
//!
//! `DETENTE_FAULT=fail:N` lets the N-th step of the process fail as a full disk does, `hold:N` stops there for good (after a line
//! `holding` on stderr), so that a test can send a signal to a process that is known to be in that step. `stop:SCENARIO` asks a run to
//! stop, as Ctrl-C does, when it comes to that scenario (to the end of the scenarios with an empty name).

use std::io;

#[cfg(debug_assertions)]
fn asked(what: &str) -> Option<String> {
    Some(std::env::var("DETENTE_FAULT").ok()?.strip_prefix(what)?.to_owned())
}

/// Whether a run is to be asked to stop when it comes to a scenario.
#[cfg(debug_assertions)]
pub fn stops_at(scenario: &str) -> bool {
    asked("stop:").is_some_and(|at| at == scenario)
}

#[cfg(not(debug_assertions))]
pub fn stops_at(_: &str) -> bool {
    false
}

/// A step of writing.
#[cfg(debug_assertions)]
pub fn step() -> io::Result<()> {
    use std::io::Write;
    use std::sync::atomic::{AtomicUsize, Ordering};
    static STEP: AtomicUsize = AtomicUsize::new(0);
    let here = Some((STEP.fetch_add(1, Ordering::SeqCst) + 1).to_string());
    if asked("fail:") == here {
        return Err(io::Error::from(io::ErrorKind::StorageFull));
    }
    if asked("hold:") == here {
        let _ = writeln!(io::stderr(), "holding");
        loop {
            std::thread::park();
        }
    }
    Ok(())
}

#[cfg(not(debug_assertions))]
pub fn step() -> io::Result<()> {
    Ok(())
}
