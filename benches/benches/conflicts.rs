//! Conflicts by size, on one thread: options with one owner each, every state ranked differently.

use detente_chance::Stream;
use detente_conflict::{Answers, Bits, Concept, Direction, Formula, Lever, Space, rank, stability};
use detente_method_conflict::{ConflictInput, PreferenceInput, StatementInput, doubt};

use crate::timed;

const CLASSIC: [Concept; 4] = [Concept::Nash, Concept::Gmr, Concept::Smr, Concept::Seq];

pub fn conflicts() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        for (options, dms) in [(12, 4), (16, 4), (20, 4)] {
            sized(options, dms, &[], Direction::Both, "");
        }
        let rule = |a: usize, b: usize| Formula::all([(a, true), (b, true)]).unwrap();
        sized(
            20,
            4,
            &[rule(0, 7), rule(3, 12), rule(9, 19)],
            Direction::Both,
            ", three states in eight pairs ruled out",
        );
        sized(20, 4, &[], Direction::OnOnly, ", every fifth option irreversible");
        sized(24, 6, &[], Direction::Both, "");
    });
    draws();
}

/// Every state gets a rank of its own, at random.
fn ranks(states: usize, dm: usize) -> Vec<u32> {
    let stream = Stream::new(dm as u64, "ranks");
    let keys: Vec<f64> = (0..states as u64).map(|state| stream.uniform(state)).collect();
    rank::by_numbers(&keys)
}

fn sized(options: usize, dms: usize, rules: &[Formula], fifth: Direction, more: &str) {
    let lever = |option: usize| Lever {
        owners: 1 << (option * dms / options),
        direction: if option % 5 == 4 { fifth } else { Direction::Both },
    };
    let space = Space::of_options(dms, (0..options).map(lever).collect(), rules, 3_000).unwrap();
    let ranks: Vec<Vec<u32>> = (0..dms).map(|dm| ranks(space.states(), dm)).collect();
    let once = options > 20;
    let work = || stability(&space, &ranks, &CLASSIC, Answers::AnySequence);
    let seconds = if once { single(work) } else { timed(work) };
    let each = 1e9 * seconds / space.states() as f64;
    println!(
        "| conflict of {options} options and {dms} decision makers ({} states){more}, Nash, GMR, SMR and SEQ, one thread ({each:.0} ns a state) | {seconds:.6} |",
        space.states()
    );
}

fn single<T>(work: impl FnOnce() -> T) -> f64 {
    let start = std::time::Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}

/// 36 states, four decision makers: 100,000 draws of uncertain statements in uncertain order.
fn draws() {
    let owners = [0, 1, 2, 2, 3, 3, 3];
    let levers = owners.iter().map(|dm| Lever { owners: 1 << dm, direction: Direction::Both }).collect();
    let rule = |parts: &[usize]| Formula::all(parts.iter().map(|option| (*option, true))).unwrap();
    let rules = [rule(&[4, 5]), rule(&[4, 6]), rule(&[5, 6]), rule(&[2, 3]), rule(&[1, 5]), rule(&[1, 6])];
    let space = Space::of_options(4, levers, &rules, 100).unwrap();
    let stream = Stream::new(3, "statements");
    let statement = |dm: usize, number: usize| StatementInput {
        text: String::new(),
        states: Bits::of(space.states(), |state| stream.uniform((dm * 1000 + number * 100 + state) as u64) < 0.5),
        why: String::new(),
        probability: 0.8,
        counts: true,
        path: String::new(),
        basis: None,
        claims: Vec::new(),
    };
    let input = ConflictInput {
        id: String::new(),
        title: String::new(),
        text: String::new(),
        question: String::new(),
        decision_makers: (0..4).map(|dm| dm.to_string()).collect(),
        options: Vec::new(),
        labels: Vec::new(),
        preferences: (0..4)
            .map(|dm| PreferenceInput::Statements((0..6).map(|number| statement(dm, number)).collect()))
            .collect(),
        status_quo: Some(0),
        space,
    };
    let arcs = input.space.arcs().unwrap();
    let before = cpu_seconds();
    let seconds = single(|| doubt(&input, &arcs, &Concept::ALL, 100_000, 1, 0.3, &detente_assess::Silent));
    let cpu = cpu_seconds() - before;
    println!(
        "| 100,000 draws of a conflict of {} states and 4 decision makers, six concepts and what is reached ({cpu:.2} s of CPU) | {seconds:.3} |",
        input.space.states()
    );
}

/// Processor time of this process.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|x| x.parse::<f64>().ok()).sum();
    ticks / 100.0
}
