//! Shipped cases from the disk.

use std::fs;
use std::path::{Path, PathBuf};

use detente_case::Files;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name)
}

/// The files of a case.
pub fn files(name: &str) -> Files {
    let mut files = Files::default();
    for sub in ["", "scenarios/", "sources/"] {
        for entry in fs::read_dir(folder(name).join(sub)).into_iter().flatten().flatten() {
            if entry.file_type().unwrap().is_file() {
                let file = format!("{sub}{}", entry.file_name().to_string_lossy());
                files.insert(file, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    files
}
