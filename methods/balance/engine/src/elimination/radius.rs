//! The largest error on every tie at once that the only best division survives: of all others the least excess by tie that turns.

use super::passes::Tables;
use super::plan::Elimination;
use crate::grid::Grid;

/// Divisions compared in the last step.
const MOST_COMPARED: usize = 4_000;
/// Energies stay below this, so that they are whole numbers as floats.
const ROOM: f64 = (1u64 << 51) as f64;

/// Excess of a division in steps of the grid, and the ties that turn in it.
#[derive(Debug, Clone, Copy)]
struct Excess {
    cost: f64,
    turned: f64,
}

impl Excess {
    /// The same quotient as that of whole numbers: dividing rounds once.
    fn quotient(self) -> f64 {
        self.cost / self.turned
    }
}

/// The network seen from its best division: a tie that turns costs its weight where that is satisfied, and gains it where not.
struct Seen<'p> {
    plan: &'p Elimination,
    best: &'p [bool],
    ends: Vec<(usize, usize)>,
    /// Of every tie; 0 where it has no weight.
    gains: Vec<f64>,
}

impl Seen<'_> {
    fn excess(&self, away: &[bool]) -> Excess {
        let mut excess = Excess { cost: 0.0, turned: 0.0 };
        for ((a, b), gain) in self.ends.iter().zip(&self.gains).filter(|(_, gain)| **gain != 0.0) {
            if (away[*a] != away[*b]) != (self.best[*a] != self.best[*b]) {
                excess.cost += gain;
                excess.turned += 1.0;
            }
        }
        excess
    }

    /// Makes the tables for weights from which each tie that turns takes `level` of `scale` steps.
    fn forward(&self, tables: &mut Tables, scale: f64, level: f64) {
        let weight = |((a, b), gain): (&(usize, usize), &f64)| match *gain {
            0.0 => 0.0,
            gain if self.best[*a] == self.best[*b] => scale * gain - level,
            gain => level - scale * gain,
        };
        tables.weigh_by(self.ends.iter().zip(&self.gains).map(weight));
        tables.forward(self.plan);
    }

    /// The least quotient of those between a whole number and the next: they cost less than one step a tie, twice as an energy.
    fn least_of_near(&self, tables: &Tables, least: Excess) -> Option<f64> {
        let near = tables.listed(self.plan, 2.0 * self.ends.len() as f64, MOST_COMPARED);
        let excesses = near.divisions.iter().map(|away| self.excess(away)).filter(|excess| excess.turned > 0.0);
        let least = excesses.map(Excess::quotient).fold(least.quotient(), f64::min);
        near.complete.then_some(least)
    }
}

/// The radius in steps of the grid; `next` costs next least. The quotient is lowered until no division lies below it (Dinkelbach 1967).
/// `None` where the last choice is among too many. The tables are those of other weights afterwards.
pub(super) fn radius(
    plan: &Elimination,
    tables: &mut Tables,
    grid: &Grid,
    best: &[bool],
    next: &[bool],
) -> Option<f64> {
    let ends = plan.ends().to_vec();
    let gain = |((a, b), weight): (&(usize, usize), &i64)| {
        let weight = *weight as f64;
        if best[*a] == best[*b] { weight } else { -weight }
    };
    let gains: Vec<f64> = ends.iter().zip(&grid.weights).map(gain).collect();
    let sum: f64 = gains.iter().map(|gain| gain.abs()).sum();
    let seen = Seen { plan, best, ends, gains };
    let mut least = seen.excess(next);
    loop {
        let room = |scale: f64, level: f64| scale * sum + level * seen.ends.len() as f64 <= ROOM;
        // With as many steps as ties turn the quotient is a whole number; where that is too large, the whole number below it.
        let exact = room(least.turned, least.cost);
        let (scale, level) = if exact { (least.turned, least.cost) } else { (1.0, least.quotient().floor()) };
        if !room(scale, level) {
            return None;
        }
        seen.forward(tables, scale, level);
        let found = tables.listed(plan, 0.0, 1).divisions.pop()?;
        let lower = seen.excess(&found);
        if lower.turned > 0.0 && scale * lower.cost < level * lower.turned {
            least = lower;
        } else if exact {
            return Some(least.quotient());
        } else {
            return seen.least_of_near(tables, least);
        }
    }
}
