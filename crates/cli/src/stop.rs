//! Ctrl-C, and the signals by which systems end a program (SIGTERM, SIGHUP).
//!
//! A run that looks for itself whether it is to stop ends with what it has; everything else ends at once, as does a run that is asked
//! twice. Files that are not whole yet are taken away first.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::failure::Failure;

static STOPPED: AtomicBool = AtomicBool::new(false);
static WATCHED: AtomicUsize = AtomicUsize::new(0);
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Hears the signals from now on.
pub fn listen() {
    hold_back();
    // Where the system has none, a program is ended without a word.
    let _ = ctrlc::set_handler(ask);
}

/// A run begun with `nohup` is to outlive its terminal; and a file that is longer than the user may write is an error of the write, which
/// takes its temporary file away, and no reason to be killed. All threads that come later are like this one.
#[cfg(target_os = "linux")]
fn hold_back() {
    use nix::sys::signal::{SigSet, Signal};
    let _ = SigSet::from(Signal::SIGXFSZ).thread_block();
    const HANGUP: u64 = 1;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    if ignored & HANGUP != 0 {
        let _ = SigSet::from(Signal::SIGHUP).thread_block();
    }
}

#[cfg(not(target_os = "linux"))]
fn hold_back() {}

/// Asks to stop.
pub fn ask() {
    let again = STOPPED.swap(true, Ordering::SeqCst);
    if again || WATCHED.load(Ordering::SeqCst) == 0 {
        // Held until the end: nothing new begins.
        let unfinished = unfinished();
        unfinished.iter().for_each(|path| drop(fs::remove_file(path)));
        std::process::exit(i32::from(Failure::STOPPED));
    }
}

/// Whether somebody asked to stop.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// As long as it is there, somebody looks at [`stopped`] and ends by himself.
#[derive(Debug)]
pub struct Watched(());

impl Watched {
    /// From now on.
    pub fn new() -> Self {
        WATCHED.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        WATCHED.fetch_sub(1, Ordering::SeqCst);
    }
}

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is to be taken away when the program is asked to stop.
pub fn begun(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    let mut unfinished = unfinished();
    let file = make()?;
    unfinished.insert(file.path().to_owned());
    Ok(file)
}

/// Such a file goes to its place; a stop waits for it.
pub fn placed(file: &Path, rename: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let mut unfinished = unfinished();
    unfinished.remove(file);
    rename()
}
