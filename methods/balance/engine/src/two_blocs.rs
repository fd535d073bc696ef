//! Strong balance (Cartwright and Harary 1956): the two-bloc partitions that go against the fewest ties.
//!
//! Exhaustive search, O(2^(n-1)) per connected part: the cost of every division by doubling, then a walk through the divisions from
//! the cheapest on, which ends as soon as every optimum, the runner-up, the radius, and for every tie the best cost with that
//! tie read the other way are known.

use schemars::JsonSchema;
use serde::Serialize;

use crate::grid::Grid;
use crate::network::{NetworkError, SignedNetwork};

/// Largest connected part that the exhaustive search takes.
pub const MAX_ACTORS: usize = 22;
/// Optima kept; more are counted.
pub(crate) const MAX_OPTIMA: usize = 1_000;

/// Whether the optima go against a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In every optimum.
    Must,
    /// In some optima.
    Can,
    /// In none.
    Never,
}

/// What the optima say of one tie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TieReading {
    /// Whether it is frustrated in all, some or no optima.
    pub status: Status,
    /// Share of the optima in which it is frustrated, in [0, 1].
    pub frustrated_share: f64,
    /// How far the weight of this tie alone may move towards the other sign before its two ends change places;
    /// 0 when optima differ on it, `None` for a tie of weight 0 between parts that nothing else connects.
    pub tolerance: Option<f64>,
    /// Least cost of a partition in which the tie is satisfied, and in which it is frustrated; `None` for a tie of weight 0.
    pub costs: Option<(f64, f64)>,
}

/// The cut across which the network holds together least (or is torn most).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeakestLine {
    /// All lines with the least sum, each as per actor whether it stands on the side of actor 0.
    pub sides: Vec<Vec<bool>>,
    /// Sum of the weights across the line; negative when leaving one another would be better balanced.
    pub sum: f64,
}

/// All that the exhaustive search finds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TwoBlocs {
    /// Frustration index: least sum of `|weight|` that any two-bloc partition goes against.
    pub frustration: f64,
    /// Sum of `|weight|` over all ties.
    pub total: f64,
    /// The optimal partitions (at most 1,000): per actor the side inside its connected part, `None` for an actor
    /// without ties. The smallest actor of a part has side `true`; sides of different parts are not comparable.
    pub optima: Vec<Vec<Option<bool>>>,
    /// Number of optimal partitions: of different sets of frustrated ties with the least cost.
    pub optima_count: u64,
    /// Cost of the next best partition minus the optimum; 0 with several optima, `None` without ties.
    pub margin: Option<f64>,
    /// Largest error on every tie at once that the optimum survives; 0 with several optima, `None` without ties.
    pub radius: Option<f64>,
    /// The weakest line; `None` when the network is already apart or has one actor.
    pub weakest_line: Option<WeakestLine>,
    /// Per tie in input order.
    pub ties: Vec<TieReading>,
}

impl TwoBlocs {
    /// `1 - 2 frustration / total`, in [0, 1]; 1 is balanced. `None` without ties.
    pub fn normalised(&self) -> Option<f64> {
        (self.total > 0.0).then(|| 1.0 - 2.0 * self.frustration / self.total)
    }

    /// Share of the optima with `a` and `b` on one side; `None` when no path of ties connects them.
    pub fn together(&self, a: usize, b: usize, parts: &[usize]) -> Option<f64> {
        if a == b {
            return Some(1.0);
        }
        if parts[a] != parts[b] {
            return None;
        }
        let same = self.optima.iter().filter(|sides| sides[a] == sides[b]).count();
        Some(same as f64 / self.optima.len() as f64)
    }
}

/// Strong balance (Cartwright and Harary 1956): every best division into two blocs, their number, the runner-up, and what each tie
/// contributes, by looking at all divisions of every connected part. Costs are in the unit of the weights.
///
/// O(2^(n-1) n) in time for the n actors of the largest part; for larger networks see [`crate::frustration`].
///
/// # Errors
/// [`NetworkError::TooLarge`] beyond [`MAX_ACTORS`] connected actors, [`NetworkError::TooWide`] for weights that cannot be added.
///
/// # Examples
/// Two friends of one actor who are hostile to each other: any one of the three ties can be the one that is gone against.
/// ```
/// use detente_balance::{SignedNetwork, Tie, two_blocs};
///
/// let tie = |a, b, weight| Tie { a, b, weight };
/// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(0, 2, 1.0), tie(1, 2, -1.0)])?;
/// let found = two_blocs(&network)?;
/// assert_eq!((found.frustration, found.optima_count, found.margin), (1.0, 3, Some(0.0)));
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
pub fn two_blocs(network: &SignedNetwork) -> Result<TwoBlocs, NetworkError> {
    let parts = network.components();
    let largest = parts.iter().map(Vec::len).max().unwrap_or(0);
    if largest > MAX_ACTORS {
        return Err(NetworkError::TooLarge { size: largest, limit: MAX_ACTORS });
    }
    let grid = network.exact_grid()?;
    let searched: Vec<Part> = parts.iter().map(|actors| Part::search(network, &grid, actors)).collect();
    Ok(assemble(network, &grid, &searched))
}

/// A tie inside a part: ends by place in the part, weight in grid units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Local {
    a: usize,
    b: usize,
    weight: i64,
    input: usize,
}

/// One connected part and what the search found in it. A partition is a bit mask: bit i set = actor i away from actor 0.
struct Part {
    actors: Vec<usize>,
    ties: Vec<Local>,
    best: i64,
    optima: Vec<u32>,
    count: u64,
    second: Option<i64>,
    radius: Option<f64>,
    weakest: Option<(i64, Vec<u32>)>,
    costs: Vec<(i64, i64)>,
}

impl Part {
    fn search(network: &SignedNetwork, grid: &Grid, actors: &[usize]) -> Self {
        let ties = locals(network, grid, actors);
        let mut part = Self {
            actors: actors.to_vec(),
            best: i64::MAX,
            optima: Vec::new(),
            count: 0,
            second: None,
            radius: None,
            weakest: None,
            costs: vec![(i64::MAX, i64::MAX); ties.len()],
            ties,
        };
        part.walk();
        part
    }

    /// From the cheapest division on, until nothing can be learnt from dearer ones.
    fn walk(&mut self) {
        let all_together = all_together(&self.ties);
        let cost = costs(self.actors.len(), &self.ties, all_together);
        let mut open: Vec<usize> = (0..self.ties.len()).collect();
        let weighty = self.ties.iter().filter(|tie| tie.weight != 0).count() as f64;
        let mut radius = f64::INFINITY;
        for place in Ascending::new(&cost) {
            let (mask, cost) = ((place as u32) << 1, cost[place]);
            let line_done = self.weakest.as_ref().is_some_and(|(least, _)| cost - all_together > *least);
            let radius_done = self.count > 1 || (cost.saturating_sub(self.best)) as f64 >= radius * weighty;
            if self.second.is_some() && line_done && open.is_empty() && radius_done {
                break;
            }
            self.rank(mask, cost);
            if mask != 0 {
                self.note_line(mask, cost - all_together);
            }
            open.retain(|tie| {
                let (satisfied, frustrated) = &mut self.costs[*tie];
                let against = if self.ties[*tie].goes_against(mask) { &mut *frustrated } else { &mut *satisfied };
                *against = cost.min(*against);
                *satisfied == i64::MAX || *frustrated == i64::MAX
            });
            if self.count == 1 && mask != self.optima[0] && !radius_done {
                let optimum = self.optima[0];
                let apart = |tie: &&Local| tie.weight != 0 && tie.splits(mask) != tie.splits(optimum);
                let different = self.ties.iter().filter(apart).count();
                radius = radius.min((cost - self.best) as f64 / different as f64);
            }
        }
        self.radius = if self.count > 1 { Some(0.0) } else { Some(radius).filter(|radius| radius.is_finite()) };
    }

    fn rank(&mut self, mask: u32, cost: i64) {
        if self.count == 0 || cost == self.best {
            self.best = cost;
            self.count += 1;
            if self.optima.len() < MAX_OPTIMA {
                self.optima.push(mask);
            }
        } else if self.second.is_none() {
            self.second = Some(cost);
        }
    }

    fn note_line(&mut self, mask: u32, sum: i64) {
        match &mut self.weakest {
            None => self.weakest = Some((sum, vec![mask])),
            Some((least, masks)) if *least == sum && masks.len() < MAX_OPTIMA => masks.push(mask),
            Some(_) => {}
        }
    }
}

impl Local {
    fn splits(&self, mask: u32) -> bool {
        (mask >> self.a ^ mask >> self.b) & 1 == 1
    }

    fn goes_against(&self, mask: u32) -> bool {
        self.splits(mask) == (self.weight > 0)
    }
}

/// The ties inside a part, by its actors in ascending order.
pub(crate) fn locals(network: &SignedNetwork, grid: &Grid, actors: &[usize]) -> Vec<Local> {
    let place = |actor: usize| actors.binary_search(&actor).ok();
    let ties = network.ties().iter().enumerate();
    ties.filter_map(|(input, tie)| {
        Some(Local { a: place(tie.a)?, b: place(tie.b)?, weight: grid.weights[input], input })
    })
    .collect()
}

/// What the division costs in which all stand together.
pub(crate) fn all_together(ties: &[Local]) -> i64 {
    ties.iter().map(|tie| tie.weight.min(0).abs()).sum()
}

/// The cost of every division; bit i - 1 of its place says that actor i is away from actor 0. The change that one more actor away
/// makes doubles up over the actors before it, so that every division costs two additions.
pub(crate) fn costs(size: usize, ties: &[Local], all_together: i64) -> Vec<i64> {
    let mut weight = vec![0i64; size * size];
    for tie in ties {
        weight[tie.a * size + tie.b] = tie.weight;
        weight[tie.b * size + tie.a] = tie.weight;
    }
    let all = 1usize << size.saturating_sub(1);
    let (mut cost, mut change) = (vec![all_together; all], vec![0i64; all / 2 + 1]);
    for actor in 1..size {
        let row = &weight[actor * size..(actor + 1) * size];
        change[0] = row.iter().sum();
        for (before, weight) in row[1..actor].iter().enumerate() {
            let (known, new) = change.split_at_mut(1 << before);
            for (new, known) in new.iter_mut().zip(known) {
                *new = *known - 2 * weight;
            }
        }
        let (known, new) = cost.split_at_mut(1 << (actor - 1));
        for ((new, known), change) in new.iter_mut().zip(known).zip(&change) {
            *new = *known + change;
        }
    }
    cost
}

/// Places of `cost` from the cheapest on, sorted only as far as they are asked for.
struct Ascending<'c> {
    cost: &'c [i64],
    order: Vec<usize>,
    sorted: usize,
    next: usize,
}

impl<'c> Ascending<'c> {
    fn new(cost: &'c [i64]) -> Self {
        Self { cost, order: (0..cost.len()).collect(), sorted: 0, next: 0 }
    }
}

impl Iterator for Ascending<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        const FIRST: usize = 64;
        if self.next == self.sorted {
            let more = (7 * self.sorted).max(FIRST).min(self.order.len() - self.sorted);
            let key = |place: &usize| (self.cost[*place], *place);
            let rest = &mut self.order[self.sorted..];
            if more < rest.len() {
                rest.select_nth_unstable_by_key(more, key);
            }
            rest[..more].sort_unstable_by_key(key);
            self.sorted += more;
        }
        self.next += 1;
        self.order.get(self.next - 1).copied()
    }
}

fn assemble(network: &SignedNetwork, grid: &Grid, parts: &[Part]) -> TwoBlocs {
    let tied = || parts.iter().filter(|part| part.actors.len() > 1);
    let count = tied().fold(1u64, |count, part| count.saturating_mul(part.count));
    let margin = |part: &Part| if part.count > 1 { Some(0) } else { part.second.map(|second| second - part.best) };
    let silent = TieReading { status: Status::Never, frustrated_share: 0.0, tolerance: None, costs: None };
    let mut ties = vec![silent; network.ties().len()];
    let all: i64 = tied().map(|part| part.best).sum();
    for part in parts {
        for (tie, &(satisfied, frustrated)) in part.ties.iter().zip(&part.costs) {
            ties[tie.input] = reading(grid, part, tie, (satisfied, frustrated), all - part.best);
        }
    }
    TwoBlocs {
        frustration: grid.value(tied().map(|part| part.best).sum()),
        total: grid.value(grid.weights.iter().map(|w| w.abs()).sum()),
        optima: combine(network.size(), parts),
        optima_count: count,
        margin: tied().filter_map(margin).min().map(|units| grid.value(units)),
        radius: tied().filter_map(|part| part.radius).reduce(f64::min).map(|units| units * grid.value(1)),
        weakest_line: weakest_line(grid, parts),
        ties,
    }
}

/// `others` is what the other parts cost.
fn reading(grid: &Grid, part: &Part, tie: &Local, (satisfied, frustrated): (i64, i64), others: i64) -> TieReading {
    let against = part.optima.iter().filter(|mask| tie.goes_against(**mask)).count();
    let zero = tie.weight == 0;
    TieReading {
        status: match (satisfied > part.best, frustrated > part.best) {
            _ if zero => Status::Never,
            (true, _) => Status::Must,
            (false, true) => Status::Never,
            (false, false) => Status::Can,
        },
        frustrated_share: if zero { 0.0 } else { against as f64 / part.optima.len() as f64 },
        tolerance: Some(grid.value((satisfied - frustrated).abs())),
        costs: (!zero).then(|| (grid.value(satisfied + others), grid.value(frustrated + others))),
    }
}

/// Optima of the whole: one choice per part, at most [`MAX_OPTIMA`].
fn combine(size: usize, parts: &[Part]) -> Vec<Vec<Option<bool>>> {
    let mut whole = vec![vec![None; size]];
    for part in parts.iter().filter(|part| part.actors.len() > 1) {
        let extended = whole.iter().flat_map(|sides| {
            part.optima.iter().map(move |mask| {
                let mut sides = sides.clone();
                for (place, &actor) in part.actors.iter().enumerate() {
                    sides[actor] = Some(mask >> place & 1 == 0);
                }
                sides
            })
        });
        whole = extended.take(MAX_OPTIMA).collect();
    }
    whole.sort_by(|a, b| b.cmp(a));
    whole
}

fn weakest_line(grid: &Grid, parts: &[Part]) -> Option<WeakestLine> {
    let [part] = parts else { return None };
    let (sum, masks) = part.weakest.as_ref()?;
    let side = |mask: &u32| (0..part.actors.len()).map(|place| mask >> place & 1 == 0).collect();
    Some(WeakestLine { sides: masks.iter().map(side).collect(), sum: grid.value(*sum) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Tie;
    use proptest::prelude::*;

    fn network(size: usize, rows: &[(usize, usize, f64)]) -> SignedNetwork {
        SignedNetwork::new(size, rows.iter().map(|&(a, b, weight)| Tie { a, b, weight }).collect()).unwrap()
    }

    /// The oracle: cost of a partition from its definition.
    fn cost(network: &SignedNetwork, mask: u32) -> f64 {
        let apart = |tie: &Tie| (mask >> tie.a ^ mask >> tie.b) & 1 == 1;
        network.ties().iter().filter(|tie| apart(tie) == (tie.weight > 0.0)).map(|tie| tie.weight.abs()).sum()
    }

    fn frustrated_set(network: &SignedNetwork, mask: u32) -> Vec<usize> {
        let apart = |tie: &Tie| (mask >> tie.a ^ mask >> tie.b) & 1 == 1;
        (0..network.ties().len())
            .filter(|i| {
                let tie = &network.ties()[*i];
                tie.weight != 0.0 && apart(tie) == (tie.weight > 0.0)
            })
            .collect()
    }

    #[test]
    fn degenerate_networks_have_no_margin() {
        for size in 0..4 {
            let found = two_blocs(&network(size, &[])).unwrap();
            assert_eq!((found.frustration, found.optima_count, found.margin), (0.0, 1, None));
            assert_eq!(found.normalised(), None);
        }
        let found = two_blocs(&network(2, &[(0, 1, 0.0)])).unwrap();
        assert_eq!(found.margin, None);
    }

    #[test]
    fn a_hostile_triangle_has_three_optima() {
        let found = two_blocs(&network(3, &[(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0)])).unwrap();
        assert_eq!((found.frustration, found.optima_count, found.margin, found.radius), (1.0, 3, Some(0.0), Some(0.0)));
        assert!(found.ties.iter().all(|tie| tie.status == Status::Can && tie.tolerance == Some(0.0)));
    }

    #[test]
    fn parts_are_solved_apart_and_their_optima_multiply() {
        let rows = [(0, 1, -1.0), (0, 2, -1.0), (1, 2, -1.0), (3, 4, -1.0), (3, 5, -1.0), (4, 5, -1.0)];
        let found = two_blocs(&network(7, &rows)).unwrap();
        assert_eq!((found.frustration, found.optima_count, found.optima.len()), (2.0, 9, 9));
        assert_eq!(found.weakest_line, None);
        assert!(found.optima.iter().all(|sides| sides[6].is_none()));
    }

    #[test]
    fn too_many_connected_actors_are_refused() {
        let rows: Vec<_> = (1..=MAX_ACTORS).map(|other| (0, other, 1.0)).collect();
        let refused = two_blocs(&network(MAX_ACTORS + 1, &rows)).unwrap_err();
        assert_eq!(refused, NetworkError::TooLarge { size: MAX_ACTORS + 1, limit: MAX_ACTORS });
    }

    fn any_network() -> impl Strategy<Value = SignedNetwork> {
        (2usize..8).prop_flat_map(|size| {
            let pairs: Vec<_> = crate::network::pairs(size).collect();
            proptest::collection::vec(-4i32..5, pairs.len()).prop_map(move |weights| {
                let rows: Vec<_> = pairs
                    .iter()
                    .zip(weights)
                    .filter(|(_, w)| *w != 4)
                    .map(|(&(a, b), w)| (a, b, f64::from(w) / 2.0))
                    .collect();
                network(size, &rows)
            })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn the_search_equals_the_definitions(network in any_network()) {
            let found = two_blocs(&network).unwrap();
            let all: Vec<u32> = (0..1u32 << network.size()).collect();
            let least = all.iter().map(|mask| cost(&network, *mask)).fold(f64::INFINITY, f64::min);
            prop_assert_eq!(found.frustration, least);
            let optima: std::collections::BTreeSet<_> = all.iter().filter(|mask| cost(&network, **mask) == least)
                .map(|mask| frustrated_set(&network, *mask)).collect();
            prop_assert_eq!(found.optima_count, optima.len() as u64);
            let others = all.iter().filter(|mask| !optima.contains(&frustrated_set(&network, **mask)));
            let next = others.map(|mask| cost(&network, *mask)).fold(f64::INFINITY, f64::min);
            let margin = if optima.len() > 1 { Some(0.0) } else { next.is_finite().then_some(next - least) };
            prop_assert_eq!(found.margin, margin);
            for (place, tie) in network.ties().iter().enumerate().filter(|(_, tie)| tie.weight != 0.0) {
                let best = |wrong: bool| all.iter().filter(|mask| frustrated_set(&network, **mask).contains(&place) == wrong)
                    .map(|mask| cost(&network, *mask)).fold(f64::INFINITY, f64::min);
                prop_assert_eq!(found.ties[place].tolerance, Some((best(false) - best(true)).abs()));
                prop_assert_eq!(found.ties[place].status == Status::Must, best(false) > least, "tie {:?}", tie);
            }
            let tolerances = network.ties().iter().zip(&found.ties).filter(|(tie, _)| tie.weight != 0.0);
            prop_assert_eq!(tolerances.filter_map(|(_, reading)| reading.tolerance).reduce(f64::min), margin);
        }

        #[test]
        fn the_radius_lies_between_margin_over_ties_and_margin(network in any_network()) {
            let found = two_blocs(&network).unwrap();
            if let (Some(margin), Some(radius)) = (found.margin, found.radius) {
                prop_assert!(margin / network.ties().len() as f64 <= radius + 1e-12 && radius <= margin + 1e-12);
            }
        }

        #[test]
        fn switching_changes_nothing_that_is_invariant(network in any_network(), mask in 0u32..256) {
            let flipped = network.ties().iter().map(|tie| {
                let apart = (mask >> tie.a ^ mask >> tie.b) & 1 == 1;
                Tie { weight: if apart { -tie.weight } else { tie.weight }, ..*tie }
            });
            let switched = SignedNetwork::new(network.size(), flipped.collect()).unwrap();
            let (one, other) = (two_blocs(&network).unwrap(), two_blocs(&switched).unwrap());
            prop_assert_eq!((one.frustration, one.optima_count, one.margin, one.radius), (other.frustration, other.optima_count, other.margin, other.radius));
            prop_assert_eq!(one.ties, other.ties);
        }
    }
}
