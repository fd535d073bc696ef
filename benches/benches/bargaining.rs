//! Bargaining on one thread: the spatial challenge model by size, and many runs of a small one.

use detente_bargain::{Actors, smp};
use detente_chance::Stream;

use crate::timed;

pub fn bargaining() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        // Of equal size as the runs of the peer that were timed: 3.04 s and 7.15 s of CPU there.
        for (actors, dims, turns, note) in [
            (27, 6, 29, "; KTAB 3.04 s"),
            (40, 1, 20, "; KTAB 7.15 s"),
            (80, 1, 13, "; KTAB not finished in 300 s"),
            (160, 1, 13, ""),
        ] {
            sized(actors, dims, turns, note);
        }
        many();
    });
}

/// Actors at random, saliences adding up to 90 % at most.
fn at_random(actors: usize, dims: usize, draw: u64) -> Actors {
    let numbers = |name: &str, count: usize, scale: f64| -> Vec<f64> {
        let stream = Stream::new(draw, name);
        (0..count as u64).map(|place| scale * stream.uniform(place)).collect()
    };
    let capability = numbers("capability", actors, 100.0);
    let salience = numbers("salience", actors * dims, 0.9 / dims as f64);
    Actors::new(capability, numbers("position", actors * dims, 1.0), salience).unwrap()
}

/// Exactly so many turns.
fn params(turns: usize) -> smp::Params {
    smp::Params { min_turns: turns, max_turns: turns, ..smp::Params::default() }
}

fn sized(actors: usize, dims: usize, turns: usize, note: &str) {
    let world = at_random(actors, dims, 1);
    let params = params(turns);
    let seconds = timed(|| smp::run(&world, &params, 1, 0, smp::Detail::Positions).unwrap());
    println!(
        "| spatial challenge model, {actors} actors, {dims} dimension(s), {turns} turns, one thread{note} | {seconds:.6} |"
    );
}

fn many() {
    let params = params(30);
    let start = std::time::Instant::now();
    for draw in 0..10_000 {
        let world = at_random(15, 2, draw);
        std::hint::black_box(smp::run(&world, &params, 1, draw, smp::Detail::Positions).unwrap());
    }
    println!(
        "| 10,000 runs of the spatial challenge model, 15 actors, 2 dimensions, 30 turns, one thread | {:.3} |",
        start.elapsed().as_secs_f64()
    );
}
