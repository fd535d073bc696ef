//! The committed seeds of the fuzz targets, through the program: what once broke stays mended.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::mutated::ended;
use crate::root;

#[path = "../../../../fuzz/src/commands.rs"]
mod commands;

/// Files of a folder of seeds, in the order of their names.
fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = root().join("fuzz/seeds").join(target);
    let mut found: Vec<PathBuf> = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).collect();
    found.sort();
    assert!(!found.is_empty(), "no seed in {}", folder.display());
    found
}

/// What is wrong with how a command on a seed ended.
fn complaint(seed: &Path, words: &[&str]) -> Option<String> {
    let (code, printed, said) = ended(words);
    let raw = printed.contains('\u{1b}') || said.contains('\u{1b}');
    let json = words.contains(&"json") && code == 0 && serde_json::from_str::<serde_json::Value>(&printed).is_err();
    let wrong =
        !(0..=2).contains(&code) || said.contains("bug of detente") || raw || json || code == 2 && said.is_empty();
    wrong.then(|| format!("{}: {} (exit {code})\n{said}", seed.display(), words.join(" ")))
}

/// All on the machine's cores; every complaint.
fn all<T: Sync>(of: &[T], work: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut found = Vec::new();
        while let Some(one) = of.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(work(one));
        }
        found
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..thread::available_parallelism().map_or(2, usize::from)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

#[test]
fn files_of_other_programs_reach_their_results_or_a_reason() {
    let pairs: Vec<(&commands::Target, PathBuf)> = commands::TARGETS
        .iter()
        .flat_map(|target| seeds(target.name).into_iter().map(move |seed| (target, seed)))
        .collect();
    let wrong = all(&pairs, |(target, seed)| {
        // A folder of its own, so that commands on a whole folder of data see this file alone.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(seed.file_name().unwrap());
        fs::copy(seed, &file).unwrap();
        let (file, folder) = (file.to_string_lossy(), folder.path().to_string_lossy());
        let fill = |word: &&'static str| -> String {
            match *word {
                "FILE" => file.clone().into_owned(),
                "FOLDER" => folder.clone().into_owned(),
                word => word.to_owned(),
            }
        };
        let filled = target.commands.iter().map(|words| words.iter().map(fill).collect::<Vec<String>>());
        filled.filter_map(|words| complaint(seed, &words.iter().map(String::as_str).collect::<Vec<_>>())).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of a seed of cases by name: each begins behind a line `=== NAME`.
fn files_of(seed: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mark = b"=== ";
    let mut starts: Vec<usize> =
        seed.windows(mark.len()).enumerate().filter(|(_, part)| *part == mark).map(|(at, _)| at).collect();
    starts.push(seed.len());
    let part = |pair: &[usize]| {
        let part = &seed[pair[0] + mark.len()..pair[1]];
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..end]).trim().to_owned();
        (name, part.get(end + 1..).unwrap_or_default().to_vec())
    };
    starts.windows(2).map(part).collect()
}

#[test]
fn cases_reach_their_report_or_every_reason() {
    let seeds = seeds("case");
    let wrong = all(&seeds, |seed| {
        let folder = tempfile::tempdir().unwrap();
        for part in ["", "scenarios", "sources"] {
            let from = root().join("crates/cli/tests/cases/strait").join(part);
            fs::create_dir_all(folder.path().join(part)).unwrap();
            for entry in fs::read_dir(from).unwrap().flatten().filter(|entry| entry.path().is_file()) {
                fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).unwrap();
            }
        }
        for (name, bytes) in files_of(&fs::read(seed).unwrap()) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let case = folder.path().to_string_lossy().into_owned();
        let mut words: Vec<Vec<&str>> =
            ["full", "concise", "json"].map(|format| vec!["check", case.as_str(), "--format", format]).to_vec();
        words.push(vec!["run", &case, "--draws", "2", "-q", "--format", "json"]);
        words.iter().filter_map(|words| complaint(seed, words)).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
