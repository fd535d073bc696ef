//! The uniform error that the best division survives: the largest change of every tie at once that leaves it the best.

use crate::grid::Grid;
use crate::network::{SignedNetwork, Tie};

use super::solve::{Bounds, Budget, frustration_until};

/// Weights beyond which scaled weights are no longer exact.
const LARGEST: i64 = 100_000_000_000_000;
/// Rounds of the search at most; a handful is the rule.
const ROUNDS: usize = 40;

/// Half of a fraction search (Dinkelbach 1967): another division that costs d more and reads n ties otherwise overturns the best one when
/// every tie may err by d / n. Each round asks, exactly, whether some division has a smaller ratio than the smallest known.
///
/// `best` must be proven; `margin` is the cost of the next best division beyond it. `None` where a round was not proven, where there is no other
/// division, or where the weights are no fractions that stay exact.
pub fn radius(network: &SignedNetwork, best: &Bounds, margin: Option<f64>, stop: &dyn Fn() -> bool) -> Option<f64> {
    let margin = margin?;
    if margin == 0.0 {
        return Some(0.0);
    }
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let ties = network.ties();
    let against = |blocs: &[usize], place: usize| {
        let tie = ties[place];
        (blocs[tie.a] == blocs[tie.b]) == (tie.weight < 0.0)
    };
    let weighty: Vec<usize> = (0..ties.len()).filter(|place| grid.weights[*place] != 0).collect();
    let (mut over, mut under) = ((margin / grid.value(1)).round() as i64, 1i64);
    for _ in 0..ROUNDS {
        let most = grid.weights.iter().map(|weight| weight.abs()).max().unwrap_or(0);
        if most.checked_mul(under).is_none_or(|scaled| scaled.max(over) > LARGEST) {
            return None;
        }
        // Every tie that the best division satisfies loses the error, every tie that it goes against gains it.
        let shifted = |place: &usize| -> Tie {
            let tie = ties[*place];
            let strength = grid.weights[*place].abs() * under;
            let strength = if against(&best.blocs, *place) { strength + over } else { strength - over };
            Tie { weight: tie.weight.signum() * strength as f64, ..tie }
        };
        let moved = SignedNetwork::new(network.size(), weighty.iter().map(shifted).collect()).ok()?;
        let found = frustration_until(&moved, best.certificate.any_blocs, Budget::default(), stop);
        if !found.proven {
            return None;
        }
        let own: f64 = moved
            .ties()
            .iter()
            .filter(|tie| (best.blocs[tie.a] == best.blocs[tie.b]) == (tie.weight < 0.0))
            .map(|tie| tie.weight.abs())
            .sum();
        if found.upper >= own {
            return Some(grid.value(over) / under as f64);
        }
        let other = |place: &&usize| against(&best.blocs, **place) != against(&found.blocs, **place);
        let (mut more, mut different) = (0i64, 0i64);
        for place in weighty.iter().filter(other) {
            let weight = grid.weights[*place].abs();
            more += if against(&found.blocs, *place) { weight } else { -weight };
            different += 1;
        }
        if different == 0 || i128::from(more) * i128::from(under) >= i128::from(over) * i128::from(different) {
            return None;
        }
        (over, under) = (more, different);
    }
    None
}
