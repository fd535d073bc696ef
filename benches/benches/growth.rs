//! How the time of a proof grows with the number of ties: planted networks of two blocs, written as a table and as a picture.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use detente_balance::frustration::{Budget, Scope, Warm, alternatives, frustration_until, optima};
use detente_balance::{SignedNetwork, Steps, Tie};
use detente_chance::Stream;

/// Ties of the networks measured; two ties an actor, one in twenty against the blocs.
const SIZES: [usize; 6] = [300, 1_000, 3_000, 10_000, 30_000, 100_000];

/// Two blocs of `actors` with `ties` drawn at random, `noise` of them against the blocs; `real` weights lie in [0.1, 0.9], others are 1.
fn planted(actors: usize, ties: usize, noise: f64, real: bool) -> SignedNetwork {
    let stream = Stream::new(ties as u64, "planted");
    let mut drawn = (0u64..).map(|place| stream.uniform(place));
    let mut next = || drawn.next().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(ties);
    while list.len() < ties {
        let (a, b) = ((next() * actors as f64) as usize, (next() * actors as f64) as usize);
        if a != b && seen.insert((a.min(b), a.max(b))) {
            let close = (a % 2 == b % 2) != (next() < noise);
            let size = if real { 0.1 + 0.8 * next() } else { 1.0 };
            list.push(Tie { a, b, weight: if close { size } else { -size } });
        }
    }
    SignedNetwork::new(actors, list).unwrap_or_else(|error| panic!("{error}"))
}

/// Actors, ties, share of hostile ties and pull of busy actors: the sizes of three gene and cell networks of the literature, whose data
/// are not at hand, with kernels of about the size told of those (112/371, 160/507, 68/243).
const HUBS: [(usize, usize, f64, f64); 3] = [(329, 779, 0.45, 1.6), (678, 1_425, 0.45, 1.6), (690, 1_078, 0.08, 1.6)];
/// Networks drawn of each.
const DRAWN: u64 = 9;

/// Every actor tied to one before it, then further ties, ends taken by degree to the power `pull`; signs at random.
#[allow(clippy::disallowed_methods, reason = "a measured network need not be the same to the last bit everywhere")]
fn hubs((actors, ties, hostile, pull): (usize, usize, f64, f64), number: u64) -> SignedNetwork {
    let stream = Stream::new(number, "hubs");
    let mut drawn = (0u64..).map(|place| stream.uniform(place));
    let mut next = || drawn.next().unwrap_or_default();
    let mut degree = vec![1.0f64; actors];
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(ties);
    while list.len() < ties {
        let newcomer = list.len() + 1;
        let (a, among) =
            if newcomer < actors { (newcomer, newcomer) } else { ((next() * actors as f64) as usize, actors) };
        let pulls: Vec<f64> = degree[..among].iter().map(|degree| degree.powf(pull)).collect();
        let mut left = next() * pulls.iter().sum::<f64>();
        let b = pulls.iter().position(|pull| {
            left -= pull;
            left <= 0.0
        });
        let b = b.unwrap_or(among - 1);
        if a != b && seen.insert((a.min(b), a.max(b))) {
            degree[a] += 1.0;
            degree[b] += 1.0;
            list.push(Tie { a, b, weight: if next() < hostile { -1.0 } else { 1.0 } });
        }
    }
    SignedNetwork::new(actors, list).unwrap_or_else(|error| panic!("{error}"))
}

/// Networks of hubs, two blocs: the index with proof, and best divisions and margin on top.
pub fn networks_of_hubs() {
    for shape in HUBS {
        let (mut index, mut more, mut proven) = (Vec::new(), Vec::new(), 0);
        for number in 0..DRAWN {
            let network = hubs(shape, number);
            let start = Instant::now();
            let found = frustration_until(&network, false, Budget::default(), &Steps::endless());
            index.push(start.elapsed().as_secs_f64());
            proven += usize::from(found.proven);
            let start = Instant::now();
            let several = optima(&network, &found.certificate, &Steps::endless()).is_some_and(|all| all.count > 1);
            alternatives(&network, &found.certificate, several, Scope::Margin, &Steps::endless());
            more.push(start.elapsed().as_secs_f64());
        }
        let (actors, ties, ..) = shape;
        println!(
            "| {DRAWN} networks of hubs, {actors} actors, {ties} ties ({proven} proven), index with proof: {} |",
            told(index)
        );
        println!("| the same, best divisions and margin on top: {} |", told(more));
    }
}

/// Median and worst as cells of a table.
fn told(mut seconds: Vec<f64>) -> String {
    seconds.sort_by(f64::total_cmp);
    format!("median, worst | {:.3}, {:.3}", seconds[seconds.len() / 2], seconds[seconds.len() - 1])
}

/// Prints the rows of the table and writes the picture.
pub fn growth() {
    let mut points = Vec::new();
    for ties in SIZES {
        let network = planted(ties / 2, ties, 0.05, false);
        let start = Instant::now();
        let found = frustration_until(
            &network,
            false,
            Budget::default(),
            &Steps::until(u64::MAX, &|| start.elapsed().as_secs() >= 60),
        );
        let seconds = start.elapsed().as_secs_f64();
        let told = if found.proven { "proven".to_owned() } else { format!("{} to {}", found.lower, found.upper) };
        println!("| planted network of {ties} ties, index {} ({told}) | {seconds:.4} |", found.upper);
        points.push((ties as f64, seconds));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runs/growth.svg");
    fs::write(&path, picture(&points)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Draws of one network of 60 actors from a warm start.
pub fn draws_of_sixty() {
    const DRAWS: u64 = 200;
    let network = planted(60, 300, 0.12, true);
    let warm = Warm::of(&network, &Steps::endless());
    let start = Instant::now();
    let mut proven = 0;
    for draw in 0..DRAWS {
        let stream = Stream::new(draw, "shift");
        let shift = |(place, tie): (usize, &Tie)| Tie {
            weight: tie.weight + 0.6 * (stream.uniform(place as u64) - 0.5),
            ..*tie
        };
        let ties = network.ties().iter().enumerate().map(shift).collect();
        let drawn = SignedNetwork::new(60, ties).unwrap_or_else(|error| panic!("{error}"));
        proven += u64::from(
            warm.frustration(&drawn, Budget { nodes: 20, packings: 2, ..Budget::default() }, &Steps::endless()).proven,
        );
    }
    let each = start.elapsed().as_secs_f64() / DRAWS as f64;
    println!(
        "| one draw of 60 actors and 300 ties from a warm start ({proven} of {DRAWS} proven), one thread | {each:.5} |"
    );
}

/// Both axes logarithmic.
#[allow(clippy::disallowed_methods, reason = "a picture need not be the same to the last bit everywhere")]
fn picture(points: &[(f64, f64)]) -> String {
    let (width, height, margin) = (640.0, 400.0, 60.0);
    let span = |value: f64, low: f64, high: f64| (value.log10() - low) / (high - low);
    let x = |ties: f64| margin + (width - 2.0 * margin) * span(ties, 2.0, 5.3);
    let y = |seconds: f64| height - margin - (height - 2.0 * margin) * span(seconds.max(1e-4), -4.0, 2.0);
    let mut marks = String::new();
    let text = |marks: &mut String, x: f64, y: f64, anchor: &str, text: &str| {
        let _ = write!(marks, "<text x='{x:.1}' y='{y:.1}' text-anchor='{anchor}'>{text}</text>");
    };
    for power in 2..=5 {
        text(
            &mut marks,
            x(10f64.powi(power)),
            height - margin + 20.0,
            "middle",
            &format!("{}", 10u64.pow(power as u32)),
        );
    }
    for power in -4..=2 {
        let level = y(10f64.powi(power));
        let _ = write!(
            marks,
            "<line x1='{margin}' x2='{:.1}' y1='{level:.1}' y2='{level:.1}' stroke='#ddd'/>",
            width - margin
        );
        text(&mut marks, margin - 8.0, level + 4.0, "end", &format!("{} s", 10f64.powi(power)));
    }
    let line: Vec<String> =
        points.iter().map(|(ties, seconds)| format!("{:.1},{:.1}", x(*ties), y(*seconds))).collect();
    let _ = write!(marks, "<polyline points='{}' fill='none' stroke='#0b5fa5' stroke-width='2'/>", line.join(" "));
    for (ties, seconds) in points {
        let _ = write!(marks, "<circle cx='{:.1}' cy='{:.1}' r='4' fill='#0b5fa5'/>", x(*ties), y(*seconds));
    }
    text(
        &mut marks,
        width / 2.0,
        height - 14.0,
        "middle",
        "ties of a planted network (two an actor, 5 % against the blocs)",
    );
    text(&mut marks, margin, 30.0, "start", "time to the proven index with two blocs, one thread");
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='12'>\
         <rect width='100%' height='100%' fill='white'/>{marks}</svg>\n"
    )
}
