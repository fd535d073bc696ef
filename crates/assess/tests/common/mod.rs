//! Shipped cases from the disk, and cases that are asked.

// Not every test needs everything.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use detente_assess::session::Settings;
use detente_assess::{Session, WhatIf};
use detente_case::{Case, Files, Loaded};

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

/// A case that is asked.
pub fn session(case: &Case, settings: Settings) -> Session {
    Session::of(Loaded { case: case.clone(), findings: Vec::new() }, settings).unwrap()
}

/// So many draws from a seed.
pub fn draws(draws: u32, seed: u64) -> Settings {
    Settings { draws: Some(draws), seed: Some(seed), ..Settings::default() }
}

/// Every scenario of a case.
pub fn every_scenario(case: &Case) -> Vec<WhatIf> {
    case.scenarios.iter().map(WhatIf::from).collect()
}
