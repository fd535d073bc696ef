//! The data of the methods; not part of the repository.

use std::path::{Path, PathBuf};

/// A file of the folder, or the folder itself for an empty name; without it, a word on stderr that the test is skipped.
pub fn data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/record").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent (data sets that may not be shipped)", path.display());
    None
}
