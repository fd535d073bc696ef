//! One writer at a time in a case: what is read, changed and written back must not change in between.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use crate::failure::Failure;
use crate::output;

/// The lock of a case, until it is dropped or the process ends in whatever way. It leaves nothing behind.
#[derive(Debug)]
pub struct Lock {
    _held: Option<File>,
}

impl Lock {
    /// Waits until nobody else writes into the case.
    ///
    /// # Errors
    /// A case that cannot be opened.
    pub fn of(case: &Path) -> Result<Self, Failure> {
        let refuse = |error: &io::Error| Failure::input(format!("cannot lock `{}`: {error}", case.display()));
        let file = held(case).map_err(|error| refuse(&error))?;
        let taken = match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                output::tell("another process writes into the case; waiting for it");
                file.lock()
            }
            Err(TryLockError::Error(error)) => Err(error),
            Ok(()) => Ok(()),
        };
        match taken {
            Ok(()) => Ok(Self { _held: Some(file) }),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                output::tell(
                    "note: this file system has no locks; do not write into the case from two processes at once",
                );
                Ok(Self { _held: None })
            }
            Err(error) => Err(refuse(&error)),
        }
    }
}

/// The folder itself can be locked, and no file of it is touched.
#[cfg(unix)]
fn held(case: &Path) -> io::Result<File> {
    File::open(case)
}

/// Folders cannot be opened here; a file of the system's folder for such stands for the case.
#[cfg(not(unix))]
fn held(case: &Path) -> io::Result<File> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hash = DefaultHasher::new();
    case.canonicalize()?.hash(&mut hash);
    File::create(std::env::temp_dir().join(format!("detente-{:016x}.lock", hash.finish())))
}
