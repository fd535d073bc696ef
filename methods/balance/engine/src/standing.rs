//! Who stands with whom over many draws of a network: pairs that are sure, the core among which all are, what an actor beside it hangs on.

use crate::grid::Grid;
use crate::network::{NetworkError, SignedNetwork, pair_index, pairs};
use crate::two_blocs::{MAX_ACTORS, all_together, costs, locals};

/// Up to this many actors the core is the largest; beyond it one that nobody can be added to.
pub const MOST_IN_CLIQUE: usize = 60;

/// The best divisions of a connected part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartDivisions {
    /// Its actors in ascending order.
    pub actors: Vec<usize>,
    /// Every best division: bit i is set where actor i of the part stands away from its first.
    pub best: Vec<u32>,
}

/// The best divisions of every connected part of two actors and more, and nothing else of them: O(2^(n-1)) a part.
///
/// # Errors
/// [`NetworkError::TooLarge`] beyond [`MAX_ACTORS`] connected actors, [`NetworkError::TooWide`] for weights that cannot be added.
pub fn best_divisions(network: &SignedNetwork) -> Result<Vec<PartDivisions>, NetworkError> {
    let grid = network.exact_grid()?;
    let parts = network.components().into_iter().filter(|actors| actors.len() > 1);
    parts
        .map(|actors| {
            let cost = costs_of(network, &grid, &actors)?;
            let least = cost.iter().min().copied().unwrap_or(0);
            let best = cost.iter().enumerate().filter(|(_, cost)| **cost == least);
            Ok(PartDivisions { best: best.map(|(place, _)| (place as u32) << 1).collect(), actors })
        })
        .collect()
}

fn costs_of(network: &SignedNetwork, grid: &Grid, actors: &[usize]) -> Result<Vec<i64>, NetworkError> {
    if actors.len() > MAX_ACTORS {
        return Err(NetworkError::TooLarge { size: actors.len(), limit: MAX_ACTORS });
    }
    let ties = locals(network, grid, actors);
    Ok(costs(actors.len(), &ties, all_together(&ties)))
}

/// What it costs more to have `actor` on the second side than on the first, both sides kept as they are and all others free: positive where
/// it belongs to the first. `None` where no tie leads from it to either.
///
/// # Errors
/// Those of [`best_divisions`].
pub fn side_margin(network: &SignedNetwork, sides: [&[usize]; 2], actor: usize) -> Result<Option<f64>, NetworkError> {
    let grid = network.exact_grid()?;
    let Some(part) = network.components().into_iter().find(|part| part.contains(&actor)) else { return Ok(None) };
    let bit = |actor: &usize| part.binary_search(actor).map_or(0, |place| 1u32 << place);
    let [first, second] = sides.map(|side| side.iter().map(bit).fold(0, |all, bit| all | bit));
    if first | second == 0 || part.len() < 2 {
        return Ok(None);
    }
    let own = bit(&actor);
    let mut least = [i64::MAX; 2];
    for (place, cost) in costs_of(network, &grid, &part)?.into_iter().enumerate() {
        let mask = (place as u32) << 1;
        // The first side stands at 0, the second at 1, whichever way round the division is written.
        for mask in [mask, !mask].into_iter().filter(|mask| mask & first == 0 && mask & second == second) {
            let on = usize::from(mask & own != 0);
            least[on] = least[on].min(cost);
        }
    }
    let both = least.iter().all(|cost| *cost != i64::MAX);
    Ok(both.then(|| grid.value(least[1] - least[0])))
}

/// How often pairs stand together and apart over draws.
#[derive(Debug, Clone, PartialEq)]
pub struct PairShares {
    size: usize,
    same: Vec<f64>,
    apart: Vec<f64>,
}

/// How two actors stand for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// On one side.
    Same,
    /// On different sides.
    Apart,
}

impl PairShares {
    /// Of `size` actors, nothing known of any pair.
    pub fn none(size: usize) -> Self {
        let pairs = size * size.saturating_sub(1) / 2;
        Self { size, same: vec![0.0; pairs], apart: vec![0.0; pairs] }
    }

    /// Over draws, given the best divisions of each; several best ones of a draw count in equal parts.
    pub fn over<'d>(size: usize, draws: impl IntoIterator<Item = &'d [PartDivisions]>) -> Self {
        let mut shares = Self::none(size);
        let mut count = 0.0;
        for parts in draws {
            count += 1.0;
            parts.iter().for_each(|part| shares.add(part));
        }
        shares.same.iter_mut().chain(&mut shares.apart).for_each(|share| *share /= f64::max(count, 1.0));
        shares
    }

    fn add(&mut self, part: &PartDivisions) {
        let each = 1.0 / part.best.len() as f64;
        for (i, j) in pairs(part.actors.len()) {
            let apart = part.best.iter().filter(|mask| (*mask >> i ^ *mask >> j) & 1 == 1).count();
            let place = pair_index(self.size, part.actors[i], part.actors[j]);
            self.apart[place] += apart as f64 * each;
            self.same[place] += (part.best.len() - apart) as f64 * each;
        }
    }

    /// Says of a pair in which share of all draws it stands together, and in which apart.
    pub fn set(&mut self, a: usize, b: usize, same: f64, apart: f64) {
        let place = pair_index(self.size, a, b);
        (self.same[place], self.apart[place]) = (same, apart);
    }

    /// Number of actors.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Share of draws in which two stand together.
    pub fn same(&self, a: usize, b: usize) -> f64 {
        if a == b { 1.0 } else { self.same[pair_index(self.size, a, b)] }
    }

    /// Share of draws in which they stand apart.
    pub fn apart(&self, a: usize, b: usize) -> f64 {
        if a == b { 0.0 } else { self.apart[pair_index(self.size, a, b)] }
    }

    /// How two stand in all but `eps` of the draws; `None` where that is not sure.
    pub fn sure(&self, a: usize, b: usize, eps: f64) -> Option<Relation> {
        // A sum of many equal parts is not exact.
        let least = 1.0 - eps - 1e-9;
        match (self.same(a, b) >= least, self.apart(a, b) >= least) {
            (true, _) => Some(Relation::Same),
            (_, true) => Some(Relation::Apart),
            _ => None,
        }
    }

    /// Share of draws in which an actor stands with the members of a side, in the mean of these.
    pub fn with(&self, actor: usize, side: &[usize]) -> f64 {
        side.iter().map(|member| self.same(actor, *member)).sum::<f64>() / side.len().max(1) as f64
    }
}

/// The largest set of actors whose pairs are all sure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Core {
    /// Its sides: that of its first member first, the second empty where all stand together. Both are empty where no pair is sure.
    pub sides: [Vec<usize>; 2],
    /// Whether another set is as large and holds together as firmly.
    pub several: bool,
    /// Whether it is proven to be the largest.
    pub exact: bool,
}

impl Core {
    /// Its members in ascending order.
    pub fn members(&self) -> Vec<usize> {
        let mut members: Vec<usize> = self.sides.concat();
        members.sort_unstable();
        members
    }
}

/// The core of `shares` at `eps` (below a third, so that sure relations agree with one another). Of several largest sets that with the
/// greatest sum of `firm` over its pairs, then the one with the smallest members; `firm` is by [`pair_index`].
pub fn core(shares: &PairShares, eps: f64, firm: &[f64]) -> Core {
    let size = shares.size();
    let sure: Vec<Vec<bool>> =
        (0..size).map(|a| (0..size).map(|b| a != b && shares.sure(a, b, eps).is_some()).collect()).collect();
    let exact = size <= MOST_IN_CLIQUE;
    let cliques = if exact { largest_cliques(&sure) } else { vec![greedy_clique(&sure)] };
    let weight = |clique: &Vec<usize>| {
        pairs(clique.len()).map(|(i, j)| firm[pair_index(size, clique[i], clique[j])]).sum::<f64>()
    };
    let most = cliques.iter().map(weight).fold(f64::NEG_INFINITY, f64::max);
    let mut best: Vec<&Vec<usize>> = cliques.iter().filter(|clique| weight(clique) >= most - 1e-9).collect();
    best.sort();
    let Some(members) = best.first().filter(|members| members.len() > 1) else {
        return Core { exact, ..Core::default() };
    };
    let with_first =
        |member: &&usize| **member == members[0] || shares.sure(members[0], **member, eps) == Some(Relation::Same);
    let (first, second) = members.iter().partition(with_first);
    Core { sides: [first, second], several: best.len() > 1, exact }
}

/// All largest sets in which everyone is joined to everyone (Bron and Kerbosch 1973, with pivots), each in ascending order.
fn largest_cliques(joined: &[Vec<bool>]) -> Vec<Vec<usize>> {
    let mut found = Cliques { joined, largest: 0, all: Vec::new() };
    found.grow(&mut Vec::new(), (0..joined.len()).collect(), Vec::new());
    found.all
}

struct Cliques<'j> {
    joined: &'j [Vec<bool>],
    largest: usize,
    all: Vec<Vec<usize>>,
}

impl Cliques<'_> {
    fn grow(&mut self, clique: &mut Vec<usize>, mut open: Vec<usize>, mut done: Vec<usize>) {
        if clique.len() + open.len() < self.largest {
            return;
        }
        if open.is_empty() && done.is_empty() {
            let mut members = clique.clone();
            members.sort_unstable();
            if members.len() > self.largest {
                self.all.clear();
            }
            self.largest = members.len();
            self.all.push(members);
            return;
        }
        let reach = |pivot: &&usize| open.iter().filter(|one| self.joined[**pivot][**one]).count();
        let pivot = open.iter().chain(&done).max_by_key(reach).copied();
        let tried: Vec<usize> =
            open.iter().copied().filter(|one| pivot.is_none_or(|pivot| !self.joined[pivot][*one])).collect();
        for one in tried {
            let near = |all: &[usize]| all.iter().copied().filter(|other| self.joined[one][*other]).collect();
            let (next, before) = (near(&open), near(&done));
            clique.push(one);
            self.grow(clique, next, before);
            clique.pop();
            open.retain(|other| *other != one);
            done.push(one);
        }
    }
}

/// A set in which everyone is joined to everyone and to which nobody can be added: those with most joints first.
fn greedy_clique(joined: &[Vec<bool>]) -> Vec<usize> {
    let degree = |one: &usize| joined[*one].iter().filter(|joint| **joint).count();
    let mut order: Vec<usize> = (0..joined.len()).collect();
    order.sort_by_key(|one| (std::cmp::Reverse(degree(one)), *one));
    let mut clique: Vec<usize> = Vec::new();
    for one in order {
        if clique.iter().all(|member| joined[one][*member]) {
            clique.push(one);
        }
    }
    clique.sort_unstable();
    clique
}

/// How far an actor holds with both sides: the lesser of its friendly weights to them over the greater, in [0, 1]. 0 without any.
pub fn bridge_score(network: &SignedNetwork, sides: [&[usize]; 2], actor: usize) -> f64 {
    let friendly = |side: &[usize]| -> f64 {
        let ties = network.ties().iter().filter(|tie| tie.weight > 0.0);
        let other = ties.filter_map(|tie| match (tie.a == actor, tie.b == actor) {
            (true, _) => Some((tie.b, tie.weight)),
            (_, true) => Some((tie.a, tie.weight)),
            _ => None,
        });
        other.filter(|(other, _)| side.contains(other)).map(|(_, weight)| weight).sum()
    };
    let [one, two] = sides.map(friendly);
    if one.max(two) > 0.0 { one.min(two) / one.max(two) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::network::Tie;
    use crate::two_blocs::two_blocs;

    const A: usize = 0;
    const B: usize = 1;
    const C: usize = 2;
    const D: usize = 3;
    const E: usize = 4;

    /// Two pairs against one another, and D tied to both.
    fn network(to_a: f64, to_c: f64) -> SignedNetwork {
        let ties = [(A, B, 0.8), (A, C, -0.8), (B, C, -0.7), (C, E, 0.7), (D, A, to_a), (D, C, to_c)];
        SignedNetwork::new(5, ties.map(|(a, b, weight)| Tie { a, b, weight }).to_vec()).unwrap()
    }

    /// Every pair of a grid over [.2, .6] and [.25, .45], changed.
    fn draws(change: impl Fn(f64, f64) -> (f64, f64)) -> Vec<SignedNetwork> {
        const STEPS: usize = 160;
        let at = |low: f64, high: f64, step: usize| low + (high - low) * (step as f64 + 0.5) / STEPS as f64;
        let all = (0..STEPS).flat_map(|a| (0..STEPS).map(move |c| (a, c)));
        let changed = all.map(|(a, c)| change(at(0.2, 0.6, a), at(0.25, 0.45, c)));
        changed.map(|(to_a, to_c)| network(to_a, to_c)).collect()
    }

    fn shares(draws: &[SignedNetwork]) -> PairShares {
        let divided: Vec<Vec<PartDivisions>> = draws.iter().map(|draw| best_divisions(draw).unwrap()).collect();
        PairShares::over(5, divided.iter().map(Vec::as_slice))
    }

    #[test]
    fn a_core_and_a_swing() {
        let shares = shares(&draws(|a, c| (a, c)));
        for eps in [0.0, 0.05] {
            let core = core(&shares, eps, &[1.0; 10]);
            assert_eq!((core.sides, core.several), ([vec![A, B], vec![C, E]], false));
        }
        assert!((shares.with(D, &[A, B]) - 0.625).abs() < 1e-3);
        assert!((shares.with(D, &[C, E]) - 0.375).abs() < 1e-3);
    }

    #[test]
    fn a_swing_under_other_numbers() {
        let with_a = |change: fn(f64, f64) -> (f64, f64)| shares(&draws(change)).same(D, A);
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 2e-3, "{found} {expected}");
        near(with_a(|a, c| (a + 0.1, c)), 0.859_375);
        near(with_a(|a, c| (a - 0.1, c)), 0.375);
        near(with_a(|a, c| (a + 0.1, c + 0.1)), 0.625);
        near(with_a(|a, c| (2.0 * a, c)), 0.992_187_5);
        near(with_a(|a, c| (a, 2.0 * c)), 0.031_25);
    }

    #[test]
    fn what_a_swing_costs_on_either_side() {
        let sides = [&[A, B][..], &[C, E]];
        let margin = |to_a| side_margin(&network(to_a, 0.35), sides, D).unwrap().unwrap();
        assert!((margin(0.4) - 0.05).abs() < 1e-12 && (margin(0.3) + 0.05).abs() < 1e-12);
        assert_eq!(two_blocs(&network(0.4, 0.35)).unwrap().frustration, 0.35);
        assert_eq!(two_blocs(&network(0.3, 0.35)).unwrap().frustration, 0.3);
        assert!((bridge_score(&network(0.4, 0.35), sides, D) - 0.875).abs() < 1e-12);
        assert_eq!(bridge_score(&network(0.4, 0.35), sides, E), 0.0);
        assert_eq!(side_margin(&network(0.4, 0.35), [&[], &[]], D), Ok(None));
    }

    #[test]
    fn nobody_is_sure_of_nothing() {
        assert_eq!(core(&PairShares::none(3), 0.05, &[0.0; 3]), Core { exact: true, ..Core::default() });
        assert_eq!(core(&PairShares::none(1), 0.05, &[]).members(), Vec::<usize>::new());
        let mut shares = PairShares::none(4);
        shares.set(0, 1, 1.0, 0.0);
        shares.set(2, 3, 0.0, 1.0);
        let found = core(&shares, 0.05, &[1.0; 6]);
        assert_eq!((found.sides, found.several), ([vec![0, 1], vec![]], true));
        // The firmer of both.
        let found = core(&shares, 0.05, &[1.0, 0.0, 0.0, 0.0, 0.0, 2.0]);
        assert_eq!((found.sides, found.several), ([vec![2], vec![3]], false));
    }

    proptest! {
        /// The quick search finds the divisions of the thorough one.
        #[test]
        fn best_divisions_are_the_optima(weights in prop::collection::vec(-3i8..=3, 15)) {
            let ties = pairs(6).zip(&weights).map(|((a, b), weight)| Tie { a, b, weight: f64::from(*weight) });
            let network = SignedNetwork::new(6, ties.collect()).unwrap();
            let whole = two_blocs(&network).unwrap();
            let parts = best_divisions(&network).unwrap();
            let count: u64 = parts.iter().map(|part| part.best.len() as u64).product();
            prop_assert_eq!(count, whole.optima_count);
            let shares = PairShares::over(6, [parts.as_slice()]);
            let mut part_of = [0; 6];
            for (number, actors) in network.components().iter().enumerate() {
                actors.iter().for_each(|actor| part_of[*actor] = number);
            }
            for (a, b) in pairs(6) {
                let found = shares.same(a, b);
                let expected = whole.together(a, b, &part_of).unwrap_or(0.0);
                prop_assert!((found - expected).abs() < 1e-12);
            }
        }

        /// The largest cliques are those of looking at every set.
        #[test]
        fn the_core_is_the_largest(joints in prop::collection::vec(any::<bool>(), 21)) {
            let joint = |a: usize, b: usize| a != b && joints[pair_index(7, a, b)];
            let joined: Vec<Vec<bool>> = (0..7).map(|a| (0..7).map(|b| joint(a, b)).collect()).collect();
            let whole = |set: u32| {
                let members: Vec<usize> = (0..7).filter(|one| set >> one & 1 == 1).collect();
                members.iter().all(|a| members.iter().all(|b| a == b || joined[*a][*b])).then_some(members)
            };
            let all: Vec<Vec<usize>> = (0u32..128).filter_map(whole).collect();
            let most = all.iter().map(Vec::len).max().unwrap();
            let mut expected: Vec<Vec<usize>> = all.into_iter().filter(|set| set.len() == most).collect();
            let mut found = largest_cliques(&joined);
            expected.sort();
            found.sort();
            prop_assert_eq!(found, expected);
        }
    }
}
