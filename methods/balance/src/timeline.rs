//! A sequence of networks: index, blocs matched from period to period, what changed and which ties made the change.

use std::collections::{BTreeMap, BTreeSet};

use detente_balance::frustration::{Budget, Optima, frustration_until, optima};
use detente_balance::{NullModel, SignedNetwork, Steps, Tie, TriadCensus, null_model};
use detente_results::{IndexChange, NullBand, PeriodIndex, PeriodResult, Unfinished};

use crate::result::{Ask, COUNT, INDEX, NULLS, places};

/// Shares of the steps of a period: what yesterday's blocs cost, and each of the sixteen networks between one period and the next.
const INERTIA: u64 = 16;
const CHANGE: u64 = 64;

/// One network of a sequence.
#[derive(Debug, Clone)]
pub struct Period {
    /// Its name.
    pub name: String,
    /// Names of its actors.
    pub actors: Vec<String>,
    /// Its ties.
    pub network: SignedNetwork,
}

/// Portraits of `periods` in their order; `told` hears of every finished period.
pub fn timeline(
    periods: &[Period],
    ask: &Ask,
    stop: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&str),
) -> Vec<PeriodResult> {
    let mut results: Vec<PeriodResult> = Vec::new();
    let mut before: Option<(&Period, Standing)> = None;
    for period in periods {
        let network = &period.network;
        // Each has its own, so that what is found of one does not hang on the others.
        let steps = Steps::until(ask.steps, stop);
        let index = |any_blocs: bool| {
            let bounds = frustration_until(network, any_blocs, ask.budget(), &ask.part(&steps, INDEX));
            let listed = || optima(network, &bounds.certificate, &ask.part(&steps, COUNT));
            let all = bounds.proven.then(listed).flatten();
            let count = all.as_ref().filter(|all| all.complete).map(|all| all.count);
            let total = network.total();
            let told = PeriodIndex {
                frustration: bounds.upper,
                lower_bound: bounds.lower,
                proven: bounds.proven,
                normalised: (total > 0.0 && bounds.proven).then(|| 1.0 - 2.0 * bounds.upper / total),
                optimal_partitions: count,
            };
            (told, bounds.blocs, all)
        };
        let (strong, division, all) = index(false);
        let (weak, _, _) = index(true);
        let standing =
            Standing::nearest(period, &division, all.as_ref(), before.as_ref().map(|(_, standing)| standing));
        let census = TriadCensus::count(network);
        let observed = (strong.lower_bound, strong.frustration);
        let shares = ask.part(&steps, NULLS);
        let null = null_model(network, observed, NullModel::ShuffledSigns, ask.nulls, ask.seed, &shares);
        let inertia = before.as_ref().map(|(_, then)| inertia(period, then, &ask.part(&steps, INERTIA)));
        let change = before.as_ref().map(|(then, _)| change(then, period, ask, &steps));
        let unfinished = [
            (!strong.proven || !weak.proven, Unfinished::Index),
            (change == Some(None), Unfinished::Change),
            (inertia == Some(None), Unfinished::Inertia),
            (ask.nulls > 0 && null.as_ref().is_some_and(|null| null.bounded > 0), Unfinished::NullModels),
        ];
        let names: BTreeSet<&String> = period.actors.iter().collect();
        let earlier: BTreeSet<&String> = before.iter().flat_map(|(period, _)| &period.actors).collect();
        let only =
            |of: &BTreeSet<&String>, not: &BTreeSet<&String>| of.difference(not).map(|name| (*name).clone()).collect();
        let now = &standing.against;
        let then = before.as_ref().map_or(now, |(_, standing)| &standing.against);
        results.push(PeriodResult {
            period: period.name.clone(),
            actors: network.size(),
            ties: network.ties().len(),
            signs: network.signs(),
            strong,
            weak,
            triads: census.by_signs(),
            triangle_index: census.triangle_index(),
            camps: standing.camps(),
            entered: if before.is_some() { only(&names, &earlier) } else { Vec::new() },
            left: only(&earlier, &names),
            moved: before.as_ref().map(|(_, then)| standing.moved(then)).unwrap_or_default(),
            inertia: inertia.flatten(),
            change: change.flatten(),
            broke: now.difference(then).cloned().collect(),
            mended: then.difference(now).cloned().collect(),
            null: null.map(NullBand::from),
            unfinished: unfinished.into_iter().filter(|(open, _)| *open).map(|(_, part)| part).collect(),
        });
        told(&period.name);
        before = Some((period, standing));
    }
    results
}

/// Where everyone stands in one period.
#[derive(Debug, Clone)]
struct Standing {
    /// Per actor with ties: its connected part (by the first actor) and its side, kept comparable with the period before.
    side: BTreeMap<String, (String, bool)>,
    /// Ties that go against the blocs.
    against: BTreeSet<String>,
}

impl Standing {
    /// Of all best divisions that are listed the one nearest to the period before.
    fn nearest(period: &Period, division: &[usize], all: Option<&Optima>, before: Option<&Self>) -> Self {
        let ties = period.network.ties();
        let shown: Vec<bool> = ties
            .iter()
            .map(|tie| tie.weight != 0.0 && (division[tie.a] == division[tie.b]) == (tie.weight < 0.0))
            .collect();
        let listed = all.into_iter().flat_map(|all| &all.frustrated);
        let candidates = std::iter::once(&shown).chain(listed.filter(|_| before.is_some()));
        let standings = candidates.map(|frustrated| Self::of(period, frustrated).turned_like(before));
        let nearest = standings.min_by_key(|standing| before.map_or(0, |before| standing.moved(before).len()));
        nearest.unwrap_or(Self { side: BTreeMap::new(), against: BTreeSet::new() })
    }

    fn of(period: &Period, frustrated: &[bool]) -> Self {
        let place = places(&period.network, frustrated, false);
        let tied: BTreeSet<usize> =
            period.network.ties().iter().filter(|tie| tie.weight != 0.0).flat_map(|tie| [tie.a, tie.b]).collect();
        let name = |actor: usize| period.actors[actor].clone();
        let side = tied.iter().map(|actor| (name(*actor), (name(place[*actor].0), place[*actor].1))).collect();
        let ties = period.network.ties().iter().zip(frustrated).filter(|(_, against)| **against);
        let pair = |tie: &Tie| {
            let (a, b) = (&period.actors[tie.a], &period.actors[tie.b]);
            format!("{}-{}", a.min(b), a.max(b))
        };
        Self { side, against: ties.map(|(tie, _)| pair(tie)).collect() }
    }

    /// Each connected part turned over where more of its actors then keep their side.
    fn turned_like(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before else { return self };
        let mut kept: BTreeMap<String, i64> = BTreeMap::new();
        for (actor, (part, side)) in &self.side {
            if let Some((_, earlier)) = before.side.get(actor) {
                *kept.entry(part.clone()).or_default() += if side == earlier { 1 } else { -1 };
            }
        }
        for (part, side) in self.side.values_mut() {
            *side ^= kept.get(part).is_some_and(|kept| *kept < 0);
        }
        self
    }

    fn moved(&self, before: &Self) -> Vec<String> {
        let differs = |(actor, (_, side)): &(&String, &(String, bool))| {
            before.side.get(*actor).is_some_and(|(_, earlier)| earlier != side)
        };
        self.side.iter().filter(differs).map(|(actor, _)| actor.clone()).collect()
    }

    fn camps(&self) -> Vec<[Vec<String>; 2]> {
        let mut camps: BTreeMap<&String, [Vec<String>; 2]> = BTreeMap::new();
        for (actor, (part, side)) in &self.side {
            camps.entry(part).or_default()[usize::from(!side)].push(actor.clone());
        }
        let mut camps: Vec<[Vec<String>; 2]> = camps.into_values().collect();
        camps.sort_by_key(|[one, two]| std::cmp::Reverse(one.len() + two.len()));
        camps
    }
}

/// Yesterday's sides under today's ties, over the actors that stood somewhere yesterday, beyond the best division of these. `None` where that
/// is only bounded.
fn inertia(period: &Period, before: &Standing, steps: &Steps<'_>) -> Option<f64> {
    let side = |actor: usize| before.side.get(&period.actors[actor]).map(|(_, side)| *side);
    let both: Vec<Tie> =
        period.network.ties().iter().copied().filter(|tie| side(tie.a).is_some() && side(tie.b).is_some()).collect();
    let cost: f64 = both
        .iter()
        .filter(|tie| tie.weight != 0.0 && (side(tie.a) == side(tie.b)) == (tie.weight < 0.0))
        .map(|tie| tie.weight.abs())
        .sum();
    let network = SignedNetwork::new(period.network.size(), both).ok()?;
    let best = frustration_until(&network, false, Budget::default(), steps);
    // A sum of decimals is not exact; what is less than any coded difference is nothing.
    let beyond = cost - best.upper;
    best.proven.then_some(if beyond < 1e-9 { 0.0 } else { beyond })
}

/// Splits the change of the index among new, gone, turned and reweighted ties; `None` where one of the networks on the way is only bounded.
fn change(before: &Period, now: &Period, ask: &Ask, steps: &Steps<'_>) -> Option<IndexChange> {
    let weights = |period: &Period| -> BTreeMap<(String, String), f64> {
        let pair = |tie: &Tie| {
            let (a, b) = (&period.actors[tie.a], &period.actors[tie.b]);
            (a.min(b).clone(), a.max(b).clone())
        };
        period.network.ties().iter().filter(|tie| tie.weight != 0.0).map(|tie| (pair(tie), tie.weight)).collect()
    };
    let (then, now) = (weights(before), weights(now));
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).flat_map(|(a, b)| [a, b]).collect();
    let place: BTreeMap<&String, usize> = names.into_iter().enumerate().map(|(place, name)| (name, place)).collect();
    let group = |pair: &(String, String)| match (then.get(pair), now.get(pair)) {
        (None, _) => 0,
        (_, None) => 1,
        (Some(old), Some(new)) if (*old > 0.0) != (*new > 0.0) => 2,
        _ => 3,
    };
    let pairs: BTreeSet<&(String, String)> = then.keys().chain(now.keys()).collect();
    // The index with the changes of some groups made, by bit.
    let index: Option<Vec<f64>> = (0u32..16)
        .map(|made| {
            let weight = |pair: &(String, String)| {
                let of = if made >> group(pair) & 1 == 1 { &now } else { &then };
                of.get(pair).copied()
            };
            let tie =
                |pair: &&(String, String)| Some(Tie { a: place[&pair.0], b: place[&pair.1], weight: weight(pair)? });
            let ties = pairs.iter().filter_map(tie).collect();
            let network = SignedNetwork::new(place.len(), ties).ok()?;
            let found = frustration_until(&network, false, ask.budget(), &ask.part(steps, CHANGE));
            found.proven.then_some(found.upper)
        })
        .collect();
    let index = index?;
    let part = |group: u32| -> f64 {
        let others = (0u32..16).filter(|made| made >> group & 1 == 0);
        others
            .map(|made| {
                // Orders in which just these come before: s! (3 - s)! of 4!.
                let share = [6.0, 2.0, 2.0, 6.0][made.count_ones() as usize] / 24.0;
                share * (index[(made | 1 << group) as usize] - index[made as usize])
            })
            .sum()
    };
    let total = index[15] - index[0];
    Some(IndexChange { total, new: part(0), gone: part(1), turned: part(2), reweighted: part(3) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(name: &str, rows: &[(&str, &str, f64)]) -> Period {
        let actors: BTreeSet<&str> = rows.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        let actors: Vec<String> = actors.into_iter().map(str::to_owned).collect();
        let place = |name: &str| actors.iter().position(|actor| actor == name).unwrap();
        let ties = rows.iter().map(|(a, b, weight)| Tie { a: place(a), b: place(b), weight: *weight }).collect();
        Period { name: name.to_owned(), network: SignedNetwork::new(actors.len(), ties).unwrap(), actors }
    }

    #[test]
    fn a_change_of_sides_is_told_with_its_reasons() {
        let periods = [
            period("1", &[("A", "B", 1.0), ("A", "C", -1.0), ("B", "C", -1.0)]),
            period("2", &[("A", "B", -2.0), ("A", "C", -1.0), ("B", "C", 1.0), ("C", "D", 1.0)]),
            period("3", &[("A", "B", -2.0), ("A", "C", 1.0), ("B", "C", 1.0)]),
        ];
        let ask = Ask { nulls: 20, ..Ask::WHOLE };
        let found = timeline(&periods, &ask, &|| false, &mut |_| {});
        assert_eq!(found[0].moved, Vec::<String>::new());
        assert_eq!(found[1].moved, ["B"]);
        assert_eq!(found[1].entered, ["D"]);
        // B with A against C, under today's ties: 2 and 1 against 0.
        assert_eq!(found[1].inertia, Some(3.0));
        assert_eq!(found[2].left, ["D"]);
        assert_eq!(found[2].strong.frustration, 1.0);
        let change = found[2].change.unwrap();
        assert_eq!((change.total, change.turned, change.new), (1.0, 1.0, 0.0));
        let sum = change.new + change.gone + change.turned + change.reweighted;
        assert!((sum - change.total).abs() < 1e-12);
        assert!(found[2].null.as_ref().is_some_and(|null| null.draws == 20));
    }
}
