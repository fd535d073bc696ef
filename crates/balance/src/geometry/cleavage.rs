//! The cleavage box of four actors: a main cleavage, a cross-cutting one, and four tails that rebuild the six lengths
//! exactly (mathematics: Bandelt and Dress 1992; delta: Holland, Huber, Dress and Moulton 2002).

use serde::Serialize;

use crate::network::pair_index;

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
    /// The box of six lengths in the order of [`QUARTET_PAIRS`].
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
            delta: (c - a > 1e-12).then(|| (c - b) / (c - a)),
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

fn violations(l: impl Fn(usize, usize) -> f64) -> usize {
    QUARTET_PAIRS
        .iter()
        .map(|&(a, b)| (0..4).filter(|&k| k != a && k != b && l(a, k) + l(k, b) < l(a, b) - 1e-12).count())
        .sum()
}

/// Mean delta over every quartet whose six lengths are known and that has a cleavage; `None` without one.
/// `length(a, b)` with a < b. O(n^4).
pub fn mean_delta(size: usize, length: impl Fn(usize, usize) -> Option<f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0usize);
    for a in 0..size {
        for b in a + 1..size {
            for c in b + 1..size {
                for d in c + 1..size {
                    let actors = [a, b, c, d];
                    let known = QUARTET_PAIRS.map(|(x, y)| length(actors[x], actors[y]));
                    if known.iter().all(Option::is_some)
                        && let Some(delta) = CleavageBox::of(known.map(Option::unwrap_or_default)).delta
                    {
                        sum += delta;
                        count += 1;
                    }
                }
            }
        }
    }
    (count > 0).then(|| sum / count as f64)
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

    proptest! {
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
