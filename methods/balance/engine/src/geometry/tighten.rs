//! Which ties to tighten: the cheapest change that makes one division the best, by linear programming with the other divisions as
//! rows, added as they are violated; how far each tie can move in a cheapest plan; and at what cost of a tie the choice switches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::programme::least_change;
use crate::network::SignedNetwork;

/// Largest network: every division is looked at in each round.
const MOST_ACTORS: usize = 20;
/// Networks up to this size also get ranges and switch values.
const MOST_RANGED: usize = 10;
/// Rounds of adding violated divisions.
const ROUNDS: usize = 400;
/// A division may lead by this much less than the margin.
const SLACK: f64 = 1e-9;
/// Two amounts or costs closer than this are the same.
const SAME: f64 = 1e-6;
/// Divisions that are summed side by side: they differ in where the first few actors stand.
const BLOCK: usize = 32;

/// The cheapest change, and how far it is decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Its cost.
    pub cost: f64,
    /// One cheapest plan, never the one: per tie how far it moves in the direction that the wanted division asks for.
    pub change: Vec<f64>,
    /// Per tie the least and the most that it moves in any cheapest plan; empty for larger networks.
    pub ranges: Vec<(f64, f64)>,
    /// Per tie the costs at which the choice switches, with what it moves below and above; empty for larger networks.
    pub switches: Vec<Vec<Switch>>,
    /// Divisions that the plan only just beats, each as the actors away from actor 0.
    pub binding: Vec<Vec<usize>>,
}

/// A cost of one tie at which the cheapest plans change.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Switch {
    /// The cost per unit.
    pub cost: f64,
    /// How far the tie moves while it costs less.
    pub below: f64,
    /// How far once it costs more.
    pub above: f64,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoPlan {
    /// Too many or too few actors, or a length that does not fit.
    #[error("tightening needs 2 to 20 actors, a tie, and one cost for every tie")]
    Size,
    /// Even full change is not enough.
    #[error("even full change cannot put the wanted division ahead of another by the margin")]
    Impossible {
        /// The other division: the actors away from actor 0.
        against: Vec<usize>,
    },
    /// The solver gave up.
    #[error("the linear programme could not be solved")]
    Unsolved,
}

/// The cheapest change of affinity that makes the division `wanted` (per actor its side) the best, ahead of every other by `margin` (in the
/// unit of the weights). Each tie moves at its `costs` per unit, one for each tie in input order, and stays in [-1, 1]. By linear
/// programming with the other divisions as rows, added as they are violated; 2 to 20 actors.
///
/// # Errors
/// [`NoPlan`] when nothing is to be chosen or no change does.
///
/// # Examples
/// Actors 0 and 1 are to stand against 2, who is a friend of 1: their tie gives way by the margin.
/// ```
/// use detente_balance::geometry::tighten;
/// use detente_balance::{SignedNetwork, Tie};
///
/// let tie = |a, b, weight| Tie { a, b, weight };
/// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(1, 2, 1.0), tie(0, 2, -1.0)]).expect("a network");
/// let plan = tighten(&network, &[true, true, false], &[1.0; 3], 0.5).expect("a plan");
/// assert!((plan.cost - 0.5).abs() < 1e-6 && (plan.change[1] - 0.5).abs() < 1e-6);
/// ```
pub fn tighten(network: &SignedNetwork, wanted: &[bool], costs: &[f64], margin: f64) -> Result<Plan, NoPlan> {
    let (size, ties) = (network.size(), network.ties());
    if !(2..=MOST_ACTORS).contains(&size) || wanted.len() != size || costs.len() != ties.len() || ties.is_empty() {
        return Err(NoPlan::Size);
    }
    let mut programme = Programme::new(network, wanted, margin);
    programme.possible()?;
    let (cost, change) = programme.cheapest(costs, None)?;
    let binding = programme.binding(&change);
    let (mut ranges, mut switches) = (Vec::new(), Vec::new());
    if size <= MOST_RANGED {
        for tie in 0..ties.len() {
            ranges.push(programme.range(tie, costs, cost)?);
            switches.push(programme.switches(tie, costs)?);
        }
    }
    Ok(Plan { cost, change, ranges, switches, binding })
}

/// Ties that must move by so much together.
#[cfg_attr(target_family = "wasm", expect(dead_code, reason = "read where there is a solver"))]
pub(super) struct Row<'r> {
    /// Places of the ties.
    pub members: &'r [usize],
    /// The least that they move.
    pub least: f64,
}

/// What a tie adds to the sums of the divisions of a block.
struct Adds {
    /// Where the actors beyond the block have the ends of the tie as in the first block.
    as_first: [f64; BLOCK],
    /// Where they have one end turned.
    turned: [f64; BLOCK],
}

struct Programme<'n> {
    network: &'n SignedNetwork,
    margin: f64,
    /// Per tie how well it fits the wanted division, in [-1, 1].
    fit: Vec<f64>,
    /// Per tie +1 where the wanted division has it close.
    sign: Vec<bool>,
    /// Divisions that are rows so far: the ties they read differently.
    rows: Vec<(u32, Vec<usize>)>,
}

impl<'n> Programme<'n> {
    fn new(network: &'n SignedNetwork, wanted: &[bool], margin: f64) -> Self {
        let sign: Vec<bool> = network.ties().iter().map(|tie| wanted[tie.a] == wanted[tie.b]).collect();
        let fit =
            network.ties().iter().zip(&sign).map(|(tie, sign)| if *sign { tie.weight } else { -tie.weight }).collect();
        Self { network, margin, fit, sign, rows: Vec::new() }
    }

    /// Bit i - 1 of a division says that actor i is away from actor 0.
    fn differs(&self, mask: u32, tie: usize) -> bool {
        let side = |actor: usize| (mask << 1) >> actor & 1;
        let tie_ends = self.network.ties()[tie];
        (side(tie_ends.a) == side(tie_ends.b)) != self.sign[tie]
    }

    fn away(&self, mask: u32) -> Vec<usize> {
        (1..self.network.size()).filter(|actor| mask >> (actor - 1) & 1 == 1).collect()
    }

    /// The division with the least sum of `value` over the ties that it reads differently, and the sum; divisions that read no tie
    /// differently are the wanted one. Ties are added in their order, so that sums do not depend on the blocks.
    fn least(&self, value: &[f64]) -> Option<(u32, f64)> {
        let tables = self.tables(value);
        let divisions = 1u32 << (self.network.size() - 1);
        let mut least: Option<(u32, f64)> = None;
        for first in (0..divisions).step_by(BLOCK) {
            for (mask, sum) in (first..divisions).zip(self.sums(&tables, first)) {
                if least.is_none_or(|(_, best)| sum < best) && self.differs_at_all(mask) {
                    least = Some((mask, sum));
                }
            }
        }
        least
    }

    fn differs_at_all(&self, mask: u32) -> bool {
        (0..self.fit.len()).any(|tie| self.differs(mask, tie))
    }

    /// Per tie what it adds to the sum of each division of the first block.
    fn tables(&self, value: &[f64]) -> Vec<Adds> {
        let at = |(tie, value): (usize, &f64)| {
            let adds = |read: bool| {
                std::array::from_fn(|mask| if self.differs(mask as u32, tie) == read { *value } else { 0.0 })
            };
            Adds { as_first: adds(true), turned: adds(false) }
        };
        value.iter().enumerate().map(at).collect()
    }

    /// The sums of the divisions of the block that begins with `first`.
    fn sums(&self, tables: &[Adds], first: u32) -> [f64; BLOCK] {
        let mut sums = [0.0; BLOCK];
        for (tie, adds) in tables.iter().enumerate() {
            let as_first = self.differs(first, tie) == self.differs(0, tie);
            let adds = if as_first { &adds.as_first } else { &adds.turned };
            sums.iter_mut().zip(adds).for_each(|(sum, add)| *sum += add);
        }
        sums
    }

    /// With every tie moved all the way each counts 1: some division reads too few ties differently, or all can be beaten.
    fn possible(&self) -> Result<(), NoPlan> {
        match self.least(&vec![1.0; self.fit.len()]) {
            Some((mask, count)) if count < self.margin - SLACK => Err(NoPlan::Impossible { against: self.away(mask) }),
            _ => Ok(()),
        }
    }

    /// Least cost and a plan; `face` adds "the plan costs no more than this" under other costs.
    fn cheapest(&mut self, costs: &[f64], face: Option<(&[f64], f64)>) -> Result<(f64, Vec<f64>), NoPlan> {
        for _ in 0..ROUNDS {
            let change = if self.rows.is_empty() && face.is_none() {
                vec![0.0; self.fit.len()]
            } else {
                self.solve(costs, face).ok_or(NoPlan::Unsolved)?
            };
            let lead: Vec<f64> = self.fit.iter().zip(&change).map(|(fit, change)| fit + change).collect();
            match self.least(&lead) {
                Some((mask, sum))
                    if sum < self.margin - 10.0 * SLACK && !self.rows.iter().any(|(row, _)| *row == mask) =>
                {
                    let ties = (0..self.fit.len()).filter(|tie| self.differs(mask, *tie)).collect();
                    self.rows.push((mask, ties));
                }
                _ => return Ok((costs.iter().zip(&change).map(|(cost, change)| cost * change).sum(), change)),
            }
        }
        Err(NoPlan::Unsolved)
    }

    /// One linear programme over the rows so far.
    fn solve(&self, costs: &[f64], face: Option<(&[f64], f64)>) -> Option<Vec<f64>> {
        let rows: Vec<Row<'_>> =
            self.rows.iter().map(|(_, members)| Row { members, least: self.short_of(members) }).collect();
        let room: Vec<f64> = self.fit.iter().map(|fit| 1.0 - fit).collect();
        least_change(costs, &rows, &room, face)
    }

    /// How far ties together are from leading by the margin.
    fn short_of(&self, members: &[usize]) -> f64 {
        self.margin - members.iter().map(|tie| self.fit[*tie]).sum::<f64>()
    }

    fn binding(&self, change: &[f64]) -> Vec<Vec<usize>> {
        let lead = |row: &[usize]| row.iter().map(|tie| self.fit[*tie] + change[*tie]).sum::<f64>();
        self.rows.iter().filter(|(_, row)| lead(row) < self.margin + SAME).map(|(mask, _)| self.away(*mask)).collect()
    }

    /// Least and most that a tie moves in any plan of the least cost.
    fn range(&mut self, tie: usize, costs: &[f64], cost: f64) -> Result<(f64, f64), NoPlan> {
        let mut only = vec![0.0; costs.len()];
        let most = cost + SAME / 10.0;
        only[tie] = 1.0;
        let least = self.cheapest(&only, Some((costs, most)))?.1[tie];
        only[tie] = -1.0;
        let most = self.cheapest(&only, Some((costs, most)))?.1[tie];
        Ok((tidy(least), tidy(most)))
    }

    /// The least cost of a plan is concave in the cost of one tie and piecewise linear; its corners are where the choice switches.
    fn switches(&mut self, tie: usize, costs: &[f64]) -> Result<Vec<Switch>, NoPlan> {
        let dearest: f64 = costs.iter().sum::<f64>().max(1.0);
        let mut at = |cost: f64| -> Result<Line, NoPlan> {
            let mut changed = costs.to_vec();
            changed[tie] = cost;
            let (value, change) = self.cheapest(&changed, None)?;
            Ok(Line { cost, value, slope: tidy(change[tie]) })
        };
        let (low, high) = (at(1e-4 * dearest)?, at(1e3 * dearest)?);
        let mut found = Vec::new();
        corners(low, high, &mut at, &mut found, 24)?;
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        Ok(joined(found))
    }
}

/// The least cost at one cost of a tie, and how fast it grows there.
#[derive(Debug, Clone, Copy)]
struct Line {
    cost: f64,
    value: f64,
    slope: f64,
}

/// Corners of a concave function between two of its supporting lines.
fn corners(
    low: Line,
    high: Line,
    at: &mut impl FnMut(f64) -> Result<Line, NoPlan>,
    found: &mut Vec<Switch>,
    depth: usize,
) -> Result<(), NoPlan> {
    if low.slope - high.slope < SAME || depth == 0 {
        return Ok(());
    }
    let meet = (high.value - high.slope * high.cost - low.value + low.slope * low.cost) / (low.slope - high.slope);
    let expected = low.value + low.slope * (meet - low.cost);
    let middle = at(meet.clamp(low.cost, high.cost))?;
    if expected - middle.value < SAME || middle.cost <= low.cost || middle.cost >= high.cost {
        found.push(Switch { cost: meet, below: low.slope, above: high.slope });
        return Ok(());
    }
    corners(low, middle, at, found, depth - 1)?;
    corners(middle, high, at, found, depth - 1)
}

/// Corners at one cost are one: a line through a corner alone says nothing.
fn joined(corners: Vec<Switch>) -> Vec<Switch> {
    let mut joined: Vec<Switch> = Vec::new();
    for corner in corners {
        match joined.last_mut() {
            Some(last) if (corner.cost - last.cost).abs() < 1e-4 * corner.cost.max(1.0) => last.above = corner.above,
            _ => joined.push(Switch { cost: (corner.cost * 1e6).round() / 1e6, ..corner }),
        }
    }
    joined
}

/// Without the noise of the solver.
fn tidy(amount: f64) -> f64 {
    let rounded = (amount * 1e5).round() / 1e5;
    if (rounded - amount).abs() < 2e-6 { rounded.max(0.0) } else { amount }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Tie, pairs};
    use crate::two_blocs::two_blocs;
    use proptest::prelude::*;

    fn tie(a: usize, b: usize, weight: f64) -> Tie {
        Tie { a, b, weight }
    }

    #[test]
    fn what_is_so_already_costs_nothing_and_the_impossible_is_told() {
        let network = SignedNetwork::new(3, vec![tie(0, 1, 0.5), tie(0, 2, -0.5), tie(1, 2, -0.5)]).unwrap();
        let wanted = [true, true, false];
        let plan = tighten(&network, &wanted, &[1.0; 3], 0.5).unwrap();
        assert!(plan.cost.abs() < 1e-6);
        // Alone against the other two can lead by 2 at most.
        assert!(matches!(tighten(&network, &wanted, &[1.0; 3], 2.5), Err(NoPlan::Impossible { .. })));
        // Turning one tie of 0.5 to +0.1 over its whole way costs what it moves.
        let pair = SignedNetwork::new(2, vec![tie(0, 1, -0.5)]).unwrap();
        assert!((tighten(&pair, &[true, true], &[2.0], 0.1).unwrap().cost - 1.2).abs() < 1e-6);
        assert_eq!(tighten(&pair, &[true], &[2.0], 0.1), Err(NoPlan::Size));
    }

    #[test]
    fn between_two_ties_the_cheaper_is_moved_and_the_choice_switches_where_they_cost_the_same() {
        // Two ways to warm a triangle's hostile corner.
        let network = SignedNetwork::new(3, vec![tie(0, 1, 0.9), tie(0, 2, -0.3), tie(1, 2, -0.3)]).unwrap();
        let plan = tighten(&network, &[true; 3], &[1.0, 1.0, 3.0], 0.2).unwrap();
        assert!((plan.cost - 0.8).abs() < 1e-6);
        assert!((plan.ranges[1].0 - 0.8).abs() < 1e-5 && plan.ranges[2].1 < 1e-5, "{:?}", plan.ranges);
        let switches = &plan.switches[1];
        assert_eq!(switches.len(), 1);
        assert!((switches[0].cost - 3.0).abs() < 1e-4 && (switches[0].below - 0.8).abs() < 1e-5, "{switches:?}");
    }

    /// The definition, division by division.
    fn least_one_by_one(programme: &Programme<'_>, value: &[f64]) -> Option<(u32, f64)> {
        let mut least: Option<(u32, f64)> = None;
        for mask in 0u32..1 << (programme.network.size() - 1) {
            let read: Vec<f64> =
                value.iter().enumerate().filter(|(tie, _)| programme.differs(mask, *tie)).map(|(_, v)| *v).collect();
            let sum = read.iter().fold(0.0, |sum, value| sum + value);
            if !read.is_empty() && least.is_none_or(|(_, best)| sum < best) {
                least = Some((mask, sum));
            }
        }
        least
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// Sums in blocks are those of the definition to the last bit, below a block and above.
        #[test]
        fn blocks_find_what_the_definition_finds(
            size in 2usize..10, weights in proptest::collection::vec(-1.0..1.0, 36), value in proptest::collection::vec(-2.0..2.0, 36),
            wanted in proptest::collection::vec(proptest::bool::ANY, 10), every in 1usize..4,
        ) {
            let spread = pairs(size).zip(&weights).step_by(every);
            let ties: Vec<Tie> = spread.map(|((a, b), weight)| tie(a, b, *weight)).collect();
            let network = SignedNetwork::new(size, ties).unwrap();
            let programme = Programme::new(&network, &wanted[..size], 0.5);
            let value = &value[..network.ties().len()];
            let (fast, slow) = (programme.least(value), least_one_by_one(&programme, value));
            prop_assert_eq!(fast.map(|(mask, sum)| (mask, sum.to_bits())), slow.map(|(mask, sum)| (mask, sum.to_bits())));
        }

        /// The plan does what it says, by the exhaustive search, and costs nothing only when nothing is to be done.
        #[test]
        fn plans_are_feasible(size in 3usize..7, weights in proptest::collection::vec(-10i32..11, 15), margin in 1i32..8) {
            let ties: Vec<Tie> = pairs(size).zip(&weights).map(|((a, b), weight)| tie(a, b, f64::from(*weight) / 10.0)).collect();
            let margin = f64::from(margin) / 10.0;
            let network = SignedNetwork::new(size, ties.clone()).unwrap();
            let plan = tighten(&network, &vec![true; size], &vec![1.0; ties.len()], margin).unwrap();
            let moved = ties.iter().zip(&plan.change).map(|(tie, change)| Tie { weight: tie.weight + change, ..*tie }).collect();
            let found = two_blocs(&SignedNetwork::new(size, moved).unwrap()).unwrap();
            prop_assert!(found.optima.iter().any(|sides| sides.iter().all(|side| *side == sides[0])));
            prop_assert!(found.margin.is_some_and(|lead| lead > margin - 1e-5), "{:?}", found.margin);
            for (change, (least, most)) in plan.change.iter().zip(&plan.ranges) {
                prop_assert!(*change > least - 1e-3 && *change < most + 1e-3, "{change} {least} {most}");
            }
        }
    }
}
