//! What the tables say, as the exhaustive search says it.

use super::listing::Listed;
use super::passes::Tables;
use super::plan::Elimination;
use super::radius::radius;
use crate::grid::Grid;
use crate::network::{SignedNetwork, Tie};
use crate::two_blocs::{MAX_OPTIMA, Status, TieReading, TwoBlocs, WeakestLine};

/// Entries up to which the uniform error is worked out, which takes some more passes.
const MOST_RADIUS: usize = 1 << 18;

/// How much is asked of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The best divisions and what they go against: one pass. Margin, radius, weakest line, tolerances and costs stay `None`.
    Divisions,
    /// What other divisions cost as well: a pass back. Radius and weakest line stay `None`.
    Costs,
    /// All of it, which takes some more passes for the radius.
    Whole,
}

/// The cheapest divisions of a network.
struct Cheapest {
    /// What they cost, in steps of the grid.
    least: i64,
    count: u64,
    optima: Listed,
    /// What the next cost beyond them; `None` without ties, or where only the best are asked for.
    margin: Option<i64>,
    /// Whether costs beyond the best are told.
    told: bool,
    /// Whether they are known.
    known: bool,
}

impl Elimination {
    /// What [`two_blocs`](crate::two_blocs) says of a network that the plan fits, in the same numbers. Where more than 1,000 divisions are
    /// best they are counted, the share of them that goes against a tie is only told where it is 0 or 1 (else it is NaN), and those that are
    /// listed are other ones. The radius is `None` where it is dear. `None` where sums of the weights are not exact as floats.
    pub fn read(&self, network: &SignedNetwork, depth: Depth, tables: &mut Tables) -> Option<TwoBlocs> {
        let grid = self.grid(network)?;
        tables.weigh(&grid);
        let energy = tables.forward(self);
        let optima = tables.listed(self, 0.0, MAX_OPTIMA);
        // Of divisions that are not all listed the costs of ties tell what they have in common.
        if depth >= Depth::Costs || !optima.complete {
            tables.backward(self);
        }
        let cheapest = self.cheapest(tables, energy, optima, depth);
        let ties = self.readings(network, tables, &grid, &cheapest);
        let whole = depth == Depth::Whole;
        let weakest_line = if whole { self.weakest_line(tables, &grid, &cheapest) } else { None };
        let radius = if whole { self.radius(tables, &grid, &cheapest) } else { None };
        Some(TwoBlocs {
            frustration: grid.value(cheapest.least),
            total: grid.value(grid.weights.iter().map(|weight| weight.abs()).sum()),
            optima: self.sides(&cheapest.optima.divisions),
            optima_count: cheapest.count,
            margin: cheapest.margin.map(|units| grid.value(units)),
            radius: radius.map(|units| units * grid.value(1)),
            weakest_line,
            ties,
        })
    }

    fn cheapest(&self, tables: &Tables, energy: f64, optima: Listed, depth: Depth) -> Cheapest {
        let told = depth >= Depth::Costs;
        let inside = tables.beyond.iter().enumerate().filter(|(tie, _)| told && self.is_inside(*tie));
        let tolerance = |(_, (same, apart)): (usize, &(f64, f64))| (same - apart).abs();
        Cheapest {
            least: tables.cost(energy),
            count: if optima.complete { optima.divisions.len() as u64 } else { tables.optima(self) },
            known: told || !optima.complete,
            optima,
            margin: inside.map(tolerance).reduce(f64::min).map(|margin| margin as i64),
            told,
        }
    }

    fn readings(&self, network: &SignedNetwork, tables: &Tables, grid: &Grid, cheapest: &Cheapest) -> Vec<TieReading> {
        let silent = TieReading { status: Status::Never, frustrated_share: 0.0, tolerance: None, costs: None };
        let read = |(number, tie): (usize, &Tie)| match self.is_inside(number) {
            true => {
                let (same, apart) = if cheapest.known { tables.beyond[number] } else { (0.0, 0.0) };
                let (same, apart) = (cheapest.least + same as i64, cheapest.least + apart as i64);
                cheapest.reading(grid, tie, if tie.weight > 0.0 { (same, apart) } else { (apart, same) })
            }
            false => silent,
        };
        network.ties().iter().enumerate().map(read).collect()
    }

    /// The cheapest divisions but that in which all stand together; `None` where the network is not one part.
    fn weakest_line(&self, tables: &Tables, grid: &Grid, cheapest: &Cheapest) -> Option<WeakestLine> {
        if self.parts.len() != 1 || self.parts[0].len() != self.size {
            return None;
        }
        let all_together: i64 = grid.weights.iter().map(|weight| weight.min(&0).abs()).sum();
        let divides = |away: &Vec<bool>| away.iter().any(|away| *away);
        let best = &cheapest.optima.divisions;
        let (least, mut lines) = match best.iter().any(divides) {
            true => (cheapest.least, best.clone()),
            false => {
                let margin = cheapest.margin?;
                (cheapest.least + margin, tables.listed(self, 2.0 * margin as f64, MAX_OPTIMA + 1).divisions)
            }
        };
        lines.retain(divides);
        let mut sides: Vec<Vec<bool>> =
            lines.iter().map(|away| away.iter().map(|side| *side == away[0]).collect()).collect();
        // In order of the actors away from the first, read as a binary number.
        sides.sort_by(|a, b| b.iter().rev().cmp(a.iter().rev()));
        Some(WeakestLine { sides, sum: grid.value(least - all_together) })
    }

    fn radius(&self, tables: &mut Tables, grid: &Grid, cheapest: &Cheapest) -> Option<f64> {
        let margin = cheapest.margin?;
        let best = match cheapest.optima.divisions.as_slice() {
            [best] if margin > 0 => best,
            _ => return Some(0.0),
        };
        if self.entries() > MOST_RADIUS {
            return None;
        }
        let near = tables.listed(self, 2.0 * margin as f64, 2).divisions;
        let next = near.iter().find(|away| *away != best)?;
        radius(self, tables, grid, best, next)
    }

    /// By actor the side, that of the first of its part being `true`.
    fn sides(&self, divisions: &[Vec<bool>]) -> Vec<Vec<Option<bool>>> {
        let turned = |away: &Vec<bool>| {
            let mut sides = vec![None; self.size];
            for part in &self.parts {
                part.iter().for_each(|actor| sides[*actor] = Some(away[*actor] == away[part[0]]));
            }
            sides
        };
        let mut sides: Vec<Vec<Option<bool>>> = divisions.iter().map(turned).collect();
        sides.sort_by(|a, b| b.cmp(a));
        sides
    }
}

impl Cheapest {
    /// A tie, and what it costs at least to satisfy it and to go against it.
    fn reading(&self, grid: &Grid, tie: &Tie, (satisfied, frustrated): (i64, i64)) -> TieReading {
        let zero = tie.weight == 0.0;
        let share = match (satisfied > self.least, frustrated > self.least) {
            _ if zero => 0.0,
            _ if self.optima.complete => self.share_against(tie),
            (true, _) => 1.0,
            (false, true) => 0.0,
            (false, false) => f64::NAN,
        };
        let costs = (grid.value(satisfied), grid.value(frustrated));
        TieReading {
            status: match share {
                0.0 => Status::Never,
                1.0 => Status::Must,
                _ => Status::Can,
            },
            frustrated_share: share,
            tolerance: self.told.then(|| grid.value((satisfied - frustrated).abs())),
            costs: (self.told && !zero).then_some(costs),
        }
    }

    fn share_against(&self, tie: &Tie) -> f64 {
        let against = |away: &&Vec<bool>| (away[tie.a] != away[tie.b]) == (tie.weight > 0.0);
        let all = &self.optima.divisions;
        all.iter().filter(against).count() as f64 / all.len() as f64
    }
}
