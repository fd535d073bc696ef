//! `make bench`: the whole case as a user runs it, and the engines by size. Prints a table in Markdown.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod bargaining;
mod conflicts;
mod dynamics;
mod growth;
mod record;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use detente_assess::session::{Depth, Settings};
use detente_assess::{Session, Silent};
use detente_balance::frustration::{Budget, Scope, alternatives, frustration_until, optima};
use detente_balance::{SignedNetwork, Steps, Tie, pairs, two_blocs};
use detente_case::{Case, Files, load};
use detente_chance::{Estimate, Sampler, Shape, Stream};

fn main() {
    if std::env::args().any(|word| word == "conflicts") {
        return conflicts::conflicts();
    }
    if std::env::args().any(|word| word == "bargaining") {
        return bargaining::bargaining();
    }
    if std::env::args().any(|word| word == "record") {
        return record::record();
    }
    if std::env::args().any(|word| word == "dynamics") {
        dynamics::dynamics();
        return whole_case();
    }
    println!("| measurement | seconds |\n|---|---|");
    if std::env::args().any(|word| word == "balance") {
        return balance();
    }
    draws();
    balance();
    conflicts::conflicts();
    bargaining::bargaining();
    dynamics::dynamics();
    record::record();
    whole_case();
}

fn balance() {
    search();
    states();
    growth::draws_of_sixty();
    growth::networks_of_hubs();
    growth::growth();
}

/// The fastest of three runs, in seconds.
fn timed<T>(mut work: impl FnMut() -> T) -> f64 {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn draws() {
    let sampler = Sampler::new(Estimate::new(-0.5, 0.1, 0.9, Shape::Pert).unwrap());
    let stream = Stream::new(1, "bench");
    let seconds = timed(|| (0..1_000_000u64).map(|draw| sampler.quantile(stream.uniform(draw))).sum::<f64>());
    println!("| 1,000,000 PERT draws, one thread | {seconds:.3} |");
}

fn search() {
    for size in [7, 12, 16, 20, 22] {
        let stream = Stream::new(size as u64, "network");
        let ties =
            pairs(size).enumerate().map(|(i, (a, b))| Tie { a, b, weight: stream.uniform(i as u64) - 0.5 }).collect();
        let network = SignedNetwork::new(size, ties).unwrap();
        let seconds = timed(|| two_blocs(&network).unwrap());
        println!("| all two-bloc partitions of {size} actors, every pair tied, one thread | {seconds:.6} |");
    }
}

/// The windows of states of 1946-1999, where they are at hand (they may not be passed on): index with proof, and all optima.
fn states() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/balance/cow_windows.csv");
    let Ok(rows) = fs::read_to_string(path) else {
        println!("| windows of states | skipped: not at hand |");
        return;
    };
    let mut windows: BTreeMap<&str, (BTreeMap<&str, usize>, Vec<Tie>)> = BTreeMap::new();
    for row in rows.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (names, ties) = windows.entry(cells[0]).or_default();
        let mut place = |name| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        let (a, b) = (place(cells[1]), place(cells[2]));
        ties.push(Tie { a, b, weight: cells[3].parse().unwrap() });
    }
    let networks: Vec<SignedNetwork> =
        windows.into_values().map(|(names, ties)| SignedNetwork::new(names.len(), ties).unwrap()).collect();
    for (name, any_blocs) in [("two blocs", false), ("any number of blocs", true)] {
        let (mut seconds, mut counted) = (Vec::new(), Vec::new());
        let mut proven = 0;
        for network in &networks {
            let solve = || frustration_until(network, any_blocs, Budget::default(), &Steps::endless());
            let found = solve();
            proven += usize::from(found.proven && found.certificate.check(network).is_ok());
            seconds.push(timed(solve));
            counted.push(timed(|| {
                let several = optima(network, &found.certificate, &Steps::endless()).is_some_and(|all| all.count > 1);
                alternatives(network, &found.certificate, several, Scope::Margin, &Steps::endless())
            }));
        }
        for (what, mut seconds) in [("index with proof", seconds), ("all optima and the margin on top", counted)] {
            seconds.sort_by(f64::total_cmp);
            let (median, worst) = (seconds[seconds.len() / 2], seconds[seconds.len() - 1]);
            let all = networks.len();
            println!("| {all} windows of states, {name} ({proven} certified), {what}: median | {median:.4} |");
            println!("| the same, worst | {worst:.4} |");
        }
    }
}

fn whole_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/northeast-asia-2001");
    let mut files = Files::default();
    for sub in ["", "scenarios/", "sources/"] {
        for entry in fs::read_dir(folder.join(sub)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            files.insert(
                format!("{sub}{}", entry.file_name().to_string_lossy()),
                fs::read_to_string(entry.path()).unwrap(),
            );
        }
    }
    println!("| load and check the case | {:.4} |", timed(|| load(&files)));
    let settings = Settings { draws: Some(10_000), seed: Some(2001), as_of: None, horizon: Some(10) };
    let session = Session::open(&files, settings).unwrap();
    let scenarios = session.scenarios(&[]).unwrap();
    let count = scenarios.len();
    let seconds = timed(|| session.run(&scenarios, Depth::Whole, &Silent).unwrap());
    println!("| baseline and {count} scenarios × 10,000 draws, all cores | {seconds:.3} |");
    for (part, keep) in PARTS {
        let mut alone = load(&files);
        keep(&mut alone.case);
        let session = Session::of(alone, settings).unwrap();
        let seconds = timed(|| session.run(&[], Depth::Findings, &Silent).unwrap());
        println!(
            "| baseline, {part} alone, 10,000 draws, all cores: {:.0} draws a second | {seconds:.3} |",
            10_000.0 / seconds
        );
    }
    if let Some(peak) = peak() {
        println!("| peak memory of this process | {peak} |");
    }
}

type Part = (&'static str, fn(&mut Case));

/// Cases with one engine's parts left, so that the next slow part is visible.
const PARTS: [Part; 4] = [
    ("balance and geometry", |case| {
        case.issues.clear();
        case.positions.clear();
        case.conflicts.clear();
        case.factors.clear();
        case.links.clear();
    }),
    ("bargaining", |case| {
        case.views.clear();
        case.conflicts.clear();
        case.factors.clear();
        case.links.clear();
    }),
    ("conflicts", |case| {
        case.views.clear();
        case.issues.clear();
        case.positions.clear();
        case.links.clear();
    }),
    ("factors", |case| {
        case.views.clear();
        case.issues.clear();
        case.positions.clear();
        case.conflicts.clear();
    }),
];

/// Peak resident memory, where the system tells it.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|rest| rest.trim().to_owned())
}
