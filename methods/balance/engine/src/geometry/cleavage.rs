//! The cleavage box of four actors: a main cleavage, a cross-cutting one, and four tails that rebuild the six lengths
//! exactly (mathematics: Bandelt and Dress 1992; delta: Holland, Huber, Dress and Moulton 2002).

use serde::Serialize;

use crate::network::{pair_index, pairs};

/// The six pairs of a quartet in the order of its lengths.
pub const QUARTET_PAIRS: [(usize, usize); 6] = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
/// The three ways to split a quartet in two pairs, named by the partner of actor 0.
pub const SPLITS: [usize; 3] = [1, 2, 3];

/// How four actors are divided.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CleavageBox {
    /// Partner of actor 0 on its side of the main cleavage.
    pub main: usize,
    /// Partner of actor 0 on its side of the cross-cutting cleavage.
    pub cross: usize,
    /// Width of the main cleavage, at least that of the cross-cutting one.
    pub alpha: f64,
    /// Width of the cross-cutting cleavage.
    pub beta: f64,
    /// 0 for one clean cleavage, 1 for a square; `None` when there is no cleavage at all (a star).
    pub delta: Option<f64>,
    /// What is left of each actor's distance to all others; negative when a triangle inequality fails.
    pub tails: [f64; 4],
    /// Triangle inequalities that fail ("friend of a friend is far").
    pub triangle_violations: usize,
}

impl CleavageBox {
    /// The box of four actors from their six lengths (0 or more), in the order of [`QUARTET_PAIRS`]: a main cleavage, a cross-cutting one and
    /// four tails rebuild the lengths exactly (Bandelt and Dress 1992; Holland and others 2002).
    pub fn of(lengths: [f64; 6]) -> Self {
        let l = |a: usize, b: usize| lengths[pair_index(4, a, b)];
        let mut sums = SPLITS.map(|partner| {
            let [x, y] = others(partner);
            (l(0, partner) + l(x, y), partner)
        });
        sums.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let [(a, main), (b, cross), (c, _)] = sums;
        let tails = std::array::from_fn(|i| {
            let [j, k, m] = the_rest(i);
            [(j, k), (j, m), (k, m)]
                .map(|(j, k)| (l(i, j) + l(i, k) - l(j, k)) / 2.0)
                .into_iter()
                .fold(f64::INFINITY, f64::min)
        });
        Self {
            main,
            cross,
            alpha: (c - a) / 2.0,
            beta: (c - b) / 2.0,
            delta: delta([a, b, c]),
            tails,
            triangle_violations: violations(l),
        }
    }
}

/// The two actors of a quartet that are neither 0 nor `partner`.
fn others(partner: usize) -> [usize; 2] {
    match partner {
        1 => [2, 3],
        2 => [1, 3],
        _ => [1, 2],
    }
}

fn the_rest(actor: usize) -> [usize; 3] {
    match actor {
        0 => [1, 2, 3],
        1 => [0, 2, 3],
        2 => [0, 1, 3],
        _ => [0, 1, 2],
    }
}

/// How many of a quartet's inequalities fail: it is looked at in every draw, so nothing is kept of them.
fn violations(l: impl Fn(usize, usize) -> f64) -> usize {
    QUARTET_PAIRS
        .iter()
        .map(|&(a, b)| (0..4).filter(|&k| k != a && k != b && l(a, k) + l(k, b) < l(a, b) - NOTHING).count())
        .sum()
}

/// A triangle inequality that fails: two actors are farther from one another than the way over a third is long, so that a friend of a
/// friend is far.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Detour {
    /// The two actors.
    pub ends: (usize, usize),
    /// The third.
    pub over: usize,
    /// By how much the way over it is shorter, above 0.
    pub shorter: f64,
}

/// The triangle inequalities that fail among all actors, and how many there are: three for every three actors whose lengths are all known.
/// `length(a, b)` with a < b. O(n^3).
pub fn detours(size: usize, length: impl Fn(usize, usize) -> Option<f64>) -> (Vec<Detour>, usize) {
    let (mut found, mut looked_at) = (Vec::new(), 0);
    for (a, b) in pairs(size) {
        for over in (0..size).filter(|over| *over != a && *over != b) {
            let leg = |end: usize| length(end.min(over), end.max(over));
            if let (Some(straight), Some(one), Some(other)) = (length(a, b), leg(a), leg(b)) {
                looked_at += 1;
                let shorter = straight - (one + other);
                if one + other < straight - NOTHING {
                    found.push(Detour { ends: (a, b), over, shorter });
                }
            }
        }
    }
    (found, looked_at)
}

/// Differences of lengths below this are rounding.
const NOTHING: f64 = 1e-12;

/// Mean delta over every quartet whose six lengths are known and that has a cleavage; `None` without one.
/// `length(a, b)` with a < b. O(n^4).
pub fn mean_delta(size: usize, length: impl Fn(usize, usize) -> Option<f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0usize);
    for_each_delta(size, length, |_, delta| {
        sum += delta;
        count += 1;
    });
    (count > 0).then(|| sum / count as f64)
}

/// The same for each actor, over the quartets that hold it (Holland and others 2002): where it is high, the cleavages that it stands in cross.
pub fn mean_delta_by_actor(size: usize, length: impl Fn(usize, usize) -> Option<f64>) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0usize); size];
    for_each_delta(size, length, |actors, delta| {
        for actor in actors {
            sums[actor].0 += delta;
            sums[actor].1 += 1;
        }
    });
    sums.into_iter().map(|(sum, count)| (count > 0).then(|| sum / count as f64)).collect()
}

/// Lengths in a table, NaN where one is not known; of a quartet only the three sums that its delta is made of.
fn for_each_delta(size: usize, length: impl Fn(usize, usize) -> Option<f64>, mut told: impl FnMut([usize; 4], f64)) {
    let table: Vec<f64> = pairs(size).map(|(a, b)| length(a, b).unwrap_or(f64::NAN)).collect();
    let at = |a: usize, b: usize| table[pair_index(size, a, b)];
    for (a, b) in pairs(size).filter(|&(a, b)| !at(a, b).is_nan()) {
        for c in (b + 1..size).filter(|&c| !(at(a, c) + at(b, c)).is_nan()) {
            for d in c + 1..size {
                let sums = [at(a, b) + at(c, d), at(a, c) + at(b, d), at(a, d) + at(b, c)];
                if let Some(delta) = delta(sums) {
                    told([a, b, c, d], delta);
                }
            }
        }
    }
}

/// From the three ways to pair four actors off, each with the sum of its two lengths: `None` without a cleavage or where a length is not known.
fn delta(sums: [f64; 3]) -> Option<f64> {
    let [x, y, z] = sums;
    let (least, greatest) = (x.min(y).min(z), x.max(y).max(z));
    let middle = x.max(y).min(x.min(y).max(z));
    let known = !(x + y + z).is_nan();
    (known && greatest - least > NOTHING).then(|| (greatest - middle) / (greatest - least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_star_has_no_cleavage() {
        let star = CleavageBox::of([0.5; 6]);
        assert_eq!((star.alpha, star.beta, star.delta, star.tails), (0.0, 0.0, None, [0.25; 4]));
    }

    /// Three points on a line with the middle one far off the others, and a fourth of which one length is not known.
    #[test]
    fn a_friend_of_a_friend_who_is_far_is_named() {
        let length = |a: usize, b: usize| {
            [None, Some(0.2), Some(0.9), Some(0.3), Some(0.5), Some(0.6), None][match (a, b) {
                (0, 1) => 1,
                (0, 2) => 2,
                (1, 2) => 3,
                (0, 3) => 4,
                (1, 3) => 5,
                _ => 6,
            }]
        };
        let (found, looked_at) = detours(4, length);
        assert_eq!((found.len(), looked_at), (1, 6));
        assert_eq!((found[0].ends, found[0].over), ((0, 2), 1));
        assert!((found[0].shorter - 0.4).abs() < 1e-12);
        assert_eq!((mean_delta(4, length), mean_delta_by_actor(4, length)), (None, vec![None; 4]));
    }

    /// Deltas and detours of five actors by the definitions, quartet by quartet and permutation by permutation.
    fn by_definition(lengths: &[f64], held: Option<usize>) -> Option<f64> {
        let at = |a: usize, b: usize| lengths[pair_index(5, a, b)];
        let mut deltas = Vec::new();
        for left_out in 0..5 {
            let [a, b, c, d]: [usize; 4] =
                (0..5).filter(|actor| *actor != left_out).collect::<Vec<_>>().try_into().unwrap();
            let mut sums = [at(a, b) + at(c, d), at(a, c) + at(b, d), at(a, d) + at(b, c)];
            sums.sort_by(f64::total_cmp);
            if sums[2] - sums[0] > 1e-12 && held != Some(left_out) {
                deltas.push((sums[2] - sums[1]) / (sums[2] - sums[0]));
            }
        }
        (!deltas.is_empty()).then(|| deltas.iter().sum::<f64>() / deltas.len() as f64)
    }

    proptest! {
        #[test]
        fn deltas_and_detours_are_what_the_definitions_say(lengths in proptest::collection::vec(0.0..1.0f64, 10)) {
            let at = |a: usize, b: usize| Some(lengths[pair_index(5, a, b)]);
            let near = |one: Option<f64>, other: Option<f64>| one.zip(other).map_or(one == other, |(a, b)| (a - b).abs() < 1e-12);
            prop_assert!(near(mean_delta(5, at), by_definition(&lengths, None)));
            for (actor, found) in mean_delta_by_actor(5, at).into_iter().enumerate() {
                prop_assert!(near(found, by_definition(&lengths, Some(actor))));
            }
            let (found, looked_at) = detours(5, at);
            let mut slow = 0;
            for a in 0..5 {
                for b in (0..5).filter(|b| *b != a) {
                    for c in (0..5).filter(|c| *c != a && *c != b) {
                        let l = |x: usize, y: usize| lengths[pair_index(5, x, y)];
                        slow += usize::from(l(a, b) > l(a, c) + l(c, b) + 1e-12);
                    }
                }
            }
            // Each pair was looked at from both of its ends.
            prop_assert_eq!((2 * found.len(), looked_at), (slow, 30));
        }

        #[test]
        fn the_box_rebuilds_the_lengths(lengths in proptest::array::uniform6(0.0..1.0f64)) {
            let found = CleavageBox::of(lengths);
            let side = |partner: usize, i: usize| i == 0 || i == partner;
            for (place, &(i, j)) in QUARTET_PAIRS.iter().enumerate() {
                let across = |partner| f64::from(u8::from(side(partner, i) != side(partner, j)));
                let rebuilt = found.tails[i] + found.tails[j] + found.alpha * across(found.main) + found.beta * across(found.cross);
                prop_assert!((rebuilt - lengths[place]).abs() < 1e-12);
            }
            prop_assert!(found.delta.is_none_or(|delta| (0.0..=1.0).contains(&delta)));
            prop_assert_eq!(found.tails.iter().any(|tail| *tail < -1e-12), found.triangle_violations > 0);
        }

        #[test]
        fn longer_tails_leave_the_cleavages(lengths in proptest::array::uniform6(0.0..1.0f64), tails in proptest::array::uniform4(0.0..1.0f64)) {
            let mut longer = lengths;
            for (place, &(i, j)) in QUARTET_PAIRS.iter().enumerate() {
                longer[place] += tails[i] + tails[j];
            }
            let (one, other) = (CleavageBox::of(lengths), CleavageBox::of(longer));
            prop_assert!((one.alpha - other.alpha).abs() < 1e-12 && (one.beta - other.beta).abs() < 1e-12);
        }
    }
}
