//! Finished scenarios of runs that were stopped, so that the same command goes on from them.
//!
//! They lie in the cache folder of the user, where nobody else may read them, under a digest of all that they hang on: the program, the
//! case, the options and the changes. Each begins with the digest of the rest: what cannot be read, was altered, or is of anything else,
//! is as if it were not there. A run that comes to its end takes them away.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use detente_assess::{Options, WhatIf};
use detente_case::Files;
use detente_results::FinishedScenario;
use sha2::{Digest, Sha256};

use crate::output::{self, Ready};

/// A run this long keeps every scenario as it is finished; a shorter one only when it is stopped.
const LONG: Duration = Duration::from_secs(10);
/// Runs whose scenarios are kept at most.
const RUNS: usize = 8;

/// Where the finished scenarios of one run are kept, and those of a run before it that were found there.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    start: Instant,
    found: Mutex<BTreeMap<PathBuf, FinishedScenario>>,
}

impl Kept {
    /// The place for a run of a case with these options; `None` where the system names no cache folder.
    pub fn of(files: &Files, options: &Options) -> Option<Self> {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        add(env!("CARGO_PKG_VERSION"));
        // Another build of the same version may compute something else.
        let program = env::current_exe().and_then(fs::metadata);
        add(&format!("{:?}", program.and_then(|program| Ok((program.len(), program.modified()?))).ok()));
        // A scenario is known by its changes, not by the file that they stand in.
        for (name, text) in files.iter().filter(|(name, _)| !name.starts_with("scenarios/")) {
            add(name);
            add(text);
        }
        add(&format!("{} {} {:?} {}", options.draws, options.seed, options.as_of, options.horizon));
        Some(Self { folder: cache()?.join(hex(hash)), start: Instant::now(), found: Mutex::default() })
    }

    fn file(&self, what_if: &WhatIf) -> PathBuf {
        self.folder.join(format!("{}.json", hex(Sha256::new().chain_update(format!("{what_if:?}")))))
    }

    /// Reads what was kept of these scenarios, and says of how many.
    pub fn read(&self, what_ifs: &[WhatIf]) -> usize {
        let found: BTreeMap<PathBuf, FinishedScenario> =
            what_ifs.iter().filter_map(|what_if| Some((self.file(what_if), self.load(what_if)?))).collect();
        let count = found.len();
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        count
    }

    /// The result of a scenario that was read, to be taken once.
    pub fn take(&self, what_if: &WhatIf) -> Option<FinishedScenario> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.file(what_if))
    }

    /// The result of a scenario, where it was kept whole.
    fn load(&self, what_if: &WhatIf) -> Option<FinishedScenario> {
        let whole = fs::read_to_string(self.file(what_if)).ok()?;
        let (sum, text) = whole.split_once('\n')?;
        let found: FinishedScenario = serde_json::from_str(text).ok().filter(|_| sum == self.sum(text))?;
        let changes = what_if.changes.iter().map(|change| change.change.timed(change.period));
        (found.result.title == what_if.title && changes.eq(found.result.changes.iter().cloned())).then_some(found)
    }

    /// Keeps a result, and says whether it is kept; a disk that is full or read-only costs no more than the time to compute it again.
    pub fn keep(&self, what_if: &WhatIf, result: &FinishedScenario) -> bool {
        let text = serde_json::to_string(result).unwrap_or_default();
        let whole = format!("{}\n{text}", self.sum(&text));
        let write =
            || Ready::private(&self.file(what_if), |out| out.write_all(whole.as_bytes())).and_then(Ready::place);
        output::make_folder(&self.folder, true).and_then(|()| write()).is_ok()
    }

    /// What stands before a text that was kept here: of the text, and of the run that it belongs to.
    fn sum(&self, text: &str) -> String {
        hex(Sha256::new().chain_update(self.folder.as_os_str().as_encoded_bytes()).chain_update(text))
    }

    /// A scenario is finished.
    pub fn finished(&self, what_if: &WhatIf, result: &FinishedScenario) {
        if self.start.elapsed() > LONG {
            self.keep(what_if, result);
        }
    }

    /// The run has come to its end: what it kept is not needed any more, nor is that of the oldest runs.
    pub fn clear(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        let Some(above) = self.folder.parent() else { return };
        let mut others: Vec<(std::time::SystemTime, PathBuf)> = fs::read_dir(above)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        others.sort();
        for (_, old) in others.iter().rev().skip(RUNS) {
            let _ = fs::remove_dir_all(old);
        }
    }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of the user's caches, as each system names it.
fn cache() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let own = named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA"));
    let own = own.or_else(|| named("HOME").map(|home| home.join(Path::new(".cache"))));
    own.map(|folder| folder.join("detente").join("runs"))
}
