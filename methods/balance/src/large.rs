//! Balance of a large view, draw by draw: the index, who stands with whom, what goes against the blocs.
//!
//! Where tables of all choices are small enough, every draw is read from them, and margin and tolerances with it. Else the index is searched for
//! with proof from a warm start, and what takes a search of its own for every tie is told at the most likely values alone.

use std::collections::BTreeSet;

use detente_balance::frustration::{
    Alternatives, Bounds, Budget, Scope, Settled, Warm, alternatives, frustration_until, optima, radius,
};
use detente_balance::{Depth, SignedNetwork, Steps, Tie, TriadCensus, TwoBlocs};
use detente_case::measure::{
    AFFINITY, AGREEMENT, FRUSTRATED, FRUSTRATION, MARGIN, NORMALISED_FRUSTRATION, OPTIMA, PROVEN, RADIUS, SAME_BLOCS,
    STANDS_WITH, TOGETHER, TOLERANCE, TRIADS, TRIADS_BALANCED, TRIADS_UNBALANCED, WEAK_FRUSTRATION,
};
use detente_case::{FindingId, Measure};

use crate::exact::Exact;
use crate::network::part_of;
use crate::point::Point;
use crate::result::places;
use detente_method::ViewInput;
use detente_method::{Rests, Spec};

/// Views up to this many actors are told how far each tie may move.
const MOST_TOLERANCES: usize = 100;
/// Views up to this many ties are told the uniform error that the blocs survive.
const MOST_RADIUS: usize = 300;
/// Entries of tables up to which draws are told what other divisions cost, some quarter of a millisecond each.
const MOST_WHOLE: usize = 1 << 15;
/// The branching in a draw.
const DRAWN: Budget = Budget { nodes: 20, packings: 2, work: 10_000 };
/// What an entry of the tables costs, in multiplications: in a pass, and in all of them with those for the radius.
const PASS: u64 = 2;
const PASSES: u64 = 16;
/// Steps of each search at the most likely values.
pub(crate) const MODE: u64 = 4_000;
/// Steps of each search beside the index there.
const BESIDE: u64 = 10_000;

/// Names of the measures of [`Modes::index_points`], in its order.
pub(crate) fn index_specs(input: &ViewInput<'_>) -> Vec<Spec> {
    let view = &input.view.id.text;
    let affinity = input.affinity_quantities();
    let value = |measure: Measure, label: &str| Spec::value(measure.of(view), label.to_owned(), affinity.clone());
    vec![
        value(FRUSTRATION, "weight of ties that go against the best two blocs").rests(Rests::OnIndex),
        value(NORMALISED_FRUSTRATION, "share of all weight that goes against the best two blocs")
            .rests(Rests::OnStrain),
    ]
}

/// Names of the measures of [`Modes::point`], in its order.
pub(crate) fn specs(input: &ViewInput<'_>) -> Vec<Spec> {
    let view = &input.view.id.text;
    let affinity = input.affinity_quantities();
    let value = |measure: Measure, label: &str| Spec::value(measure.of(view), label.to_owned(), affinity.clone());
    let chance = |id: FindingId, label: String| Spec::probability(id, label, affinity.clone());
    let triads = |signs: &str, label: &str| Spec::value(TRIADS.about(view, signs), label.to_owned(), affinity.clone());
    let mut specs = index_specs(input);
    specs.extend([
        chance(PROVEN.of(view), "the index is proven, not only bounded".to_owned()),
        value(AGREEMENT, "share of actors that stand where they stand at the most likely values").rests(Rests::OnBlocs),
        chance(SAME_BLOCS.of(view), "the best blocs are those at the most likely values".to_owned())
            .rests(Rests::OnBlocs),
        value(MARGIN, "cost of the next best partition beyond the best"),
        value(RADIUS, "largest error on every tie at once that the best partition survives"),
        value(OPTIMA, "number of best partitions"),
        value(WEAK_FRUSTRATION, "weight of ties that go against the best partition into any number of blocs"),
        triads("+++", "triads of three friends (ménage à trois)"),
        triads("++-", "triads with a common friend of two opponents (romantic triangle)"),
        triads("+--", "triads of a pair and an outcast (stable marriage)"),
        triads("---", "triads of three opponents (unit veto)"),
        value(TRIADS_BALANCED, "triads with an even number of hostile ties"),
        value(TRIADS_UNBALANCED, "triads with an odd number of hostile ties"),
    ]);
    let first = input.actors.first().copied().unwrap_or_default();
    for actor in input.actors.iter().skip(1) {
        let label = format!("{actor} stands with {first}");
        specs.push(chance(STANDS_WITH.about(view, format_args!("{actor}+{first}")), label).rests(Rests::OnBlocs));
    }
    for pair in input.pairs.iter().filter(|pair| pair.is_tied()) {
        let (plus, dash) = (input.pair_name(pair.a, pair.b, "+"), input.pair_name(pair.a, pair.b, "-"));
        let own: BTreeSet<usize> = pair.affinity.iter().map(|term| term.quantity).collect();
        specs.push(Spec::value(AFFINITY.about(view, &dash), format!("affinity of {dash}"), own));
        let together = chance(TOGETHER.about(view, &plus), format!("{} in one bloc", plus.replace('+', " and ")));
        let frustrated = chance(FRUSTRATED.about(view, &dash), format!("{dash} goes against the blocs"));
        specs.extend([together, frustrated].map(|spec| spec.rests(Rests::OnBlocs)));
        let label = format!("how far {dash} alone may move before the blocs change");
        specs.push(Spec::value(TOLERANCE.about(view, &dash), label, affinity.clone()));
    }
    specs
}

/// Steps that the search of a draw may take: with more actors relaxations grow, from a fiftieth of a second to a fifth.
fn search_steps(actors: usize) -> u64 {
    const FEWEST: u64 = 16;
    (actors as u64).pow(2).div_euclid(400).max(FEWEST)
}

/// Multiplications of a draw that is searched for.
pub(crate) fn search_work(actors: usize) -> u64 {
    search_steps(actors).saturating_mul(1_000_000)
}

/// Multiplications of a draw that is read from tables.
pub(crate) fn work(exact: &Exact, index_alone: bool) -> u64 {
    let entries = exact.entries();
    let passes = if index_alone || entries > MOST_WHOLE { PASS } else { PASSES };
    passes * entries as u64
}

/// What the view looks like with every quantity at its mode: draws start from it.
pub(crate) struct Modes {
    road: Road,
    places: Vec<(usize, bool)>,
}

/// How the index of a draw is found.
enum Road {
    /// Read from tables.
    Tables(Exact),
    /// Searched for, from what the modes taught, within so many steps a draw.
    Search { warm: Warm, draw: u64 },
}

impl Modes {
    pub fn of(network: &SignedNetwork) -> Self {
        let exact = Exact::of(network);
        let read = exact.and_then(|exact| Some((exact.read(network, Depth::Divisions)?, exact)));
        match read {
            Some((found, exact)) if !found.optima.is_empty() => {
                Self { places: sides(&found.optima[0], &part_of(network)), road: Road::Tables(exact) }
            }
            _ => Self::within(network, MODE, search_steps(network.size())),
        }
    }

    /// By search, with so many steps for each here, and for each draw.
    fn within(network: &SignedNetwork, mode: u64, draw: u64) -> Self {
        let warm = Warm::of(network, &Steps::of(mode));
        let blocs = warm.frustration(network, Budget::default(), &Steps::of(mode)).blocs;
        Self { places: standing(network, &blocs), road: Road::Search { warm, draw } }
    }

    /// The measures of one draw; what takes long is left to the modes themselves.
    pub fn point(&self, network: &SignedNetwork, drawn: bool, depth: Depth) -> Point {
        let found = match &self.road {
            Road::Tables(exact) if drawn && exact.entries() > MOST_WHOLE => exact.read(network, Depth::Divisions),
            Road::Tables(exact) => exact.read(network, depth),
            Road::Search { .. } => None,
        };
        let weak = if drawn { f64::NAN } else { weak(network) };
        let (found, bounds) = match found {
            Some(found) => (self.of_tables(network, &found), None),
            None => self.of_search(network, drawn),
        };
        Point { measures: found.measures(network, weak), bounds, ..Point::default() }
    }

    /// The index alone of some draws.
    pub fn index_points(&self, networks: &[SignedNetwork]) -> Vec<Point> {
        let exact = match &self.road {
            Road::Tables(exact) => exact.indices(networks),
            Road::Search { .. } => vec![None; networks.len()],
        };
        networks.iter().zip(exact).map(|(network, exact)| self.index_point(network, exact)).collect()
    }

    fn index_point(&self, network: &SignedNetwork, exact: Option<f64>) -> Point {
        let (index, bounds) = match exact {
            Some(index) => (index, None),
            None => {
                let found = self.search(network);
                (found.upper, (!found.proven).then_some((found.lower, found.upper)))
            }
        };
        Point { measures: vec![index, share_of(network, index)], bounds, ..Point::default() }
    }

    /// The index of one draw by search.
    fn search(&self, network: &SignedNetwork) -> Settled {
        match &self.road {
            Road::Search { warm, draw } => warm.settle(network, DRAWN, &Steps::of(*draw)),
            // Weights of this draw alone do not add up in tables.
            Road::Tables(_) => {
                frustration_until(network, false, DRAWN, &Steps::of(search_steps(network.size()))).into()
            }
        }
    }

    /// The same at the modes, with the proof that what is told beside it starts from.
    fn proof(&self, network: &SignedNetwork) -> Bounds {
        match &self.road {
            Road::Search { warm, .. } => warm.frustration(network, DRAWN, &Steps::of(MODE)),
            Road::Tables(_) => frustration_until(network, false, DRAWN, &Steps::of(MODE)),
        }
    }

    fn of_tables(&self, network: &SignedNetwork, found: &TwoBlocs) -> Told {
        let parts = part_of(network);
        let agreements: Vec<f64> =
            found.optima.iter().map(|division| self.agreement(&sides(division, &parts))).collect();
        let all = agreements.len() as f64;
        Told {
            index: found.frustration,
            proven: true,
            agreement: agreements.iter().sum::<f64>() / all,
            same: agreements.iter().filter(|agreement| **agreement == 1.0).count() as f64 / all,
            margin: found.margin,
            radius: found.radius,
            optima: Some(found.optima_count),
            with_first: (1..network.size()).map(|actor| found.together(actor, 0, &parts)).collect(),
            ties: network
                .ties()
                .iter()
                .zip(&found.ties)
                .map(|(tie, reading)| TieTold {
                    together: found.together(tie.a, tie.b, &parts),
                    against: reading.frustrated_share,
                    tolerance: reading.tolerance,
                })
                .collect(),
        }
    }

    fn of_search(&self, network: &SignedNetwork, drawn: bool) -> (Told, Option<(f64, f64)>) {
        let (found, beside) = match drawn {
            true => (self.search(network), Beside::default()),
            false => {
                let proof = self.proof(network);
                let beside = Beside::of(network, &proof);
                (proof.into(), beside)
            }
        };
        let place = standing(network, &found.blocs);
        let agreement = self.agreement(&place);
        let together =
            |a: usize, b: usize| (place[a].0 == place[b].0).then(|| f64::from(u8::from(place[a].1 == place[b].1)));
        let tie = |(number, tie): (usize, &Tie)| {
            let together = together(tie.a, tie.b);
            let against = tie.weight != 0.0 && (together == Some(1.0)) == (tie.weight < 0.0);
            let tolerance = beside.tolerances.get(number).copied().flatten();
            TieTold { together, against: f64::from(u8::from(against)), tolerance }
        };
        let told = Told {
            index: found.upper,
            proven: found.proven,
            agreement,
            same: f64::from(u8::from(agreement == 1.0)),
            margin: beside.margin,
            radius: beside.radius,
            optima: beside.optima,
            with_first: (1..network.size()).map(|actor| together(actor, 0)).collect(),
            ties: network.ties().iter().enumerate().map(tie).collect(),
        };
        (told, (!found.proven).then_some((found.lower, found.upper)))
    }

    /// Share of actors on the side they have at the modes, each connected part turned as fits best.
    fn agreement(&self, place: &[(usize, bool)]) -> f64 {
        let parts: BTreeSet<usize> = place.iter().map(|place| place.0).collect();
        let same = |part: usize| {
            let inside = || place.iter().zip(&self.places).filter(move |(now, _)| now.0 == part);
            let same = inside().filter(|(now, then)| now.1 == then.1).count();
            same.max(inside().count() - same)
        };
        parts.into_iter().map(same).sum::<usize>() as f64 / place.len().max(1) as f64
    }
}

/// What is told of one network, either way.
struct Told {
    index: f64,
    proven: bool,
    agreement: f64,
    /// Share of the best divisions that are the one at the modes.
    same: f64,
    margin: Option<f64>,
    radius: Option<f64>,
    optima: Option<u64>,
    /// By actor but the first whether it stands with that.
    with_first: Vec<Option<f64>>,
    ties: Vec<TieTold>,
}

/// What is told of one tie.
struct TieTold {
    together: Option<f64>,
    against: f64,
    tolerance: Option<f64>,
}

impl Told {
    /// In the order of [`specs`].
    fn measures(&self, network: &SignedNetwork, weak: f64) -> Vec<f64> {
        let known = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let mut measures = vec![
            self.index,
            share_of(network, self.index),
            f64::from(u8::from(self.proven)),
            self.agreement,
            self.same,
            known(self.margin),
            known(self.radius),
            self.optima.map_or(f64::NAN, |count| count as f64),
            weak,
        ];
        let census = TriadCensus::count(network);
        measures.extend(census.by_hostile_ties.iter().map(|count| *count as f64));
        measures.extend([census.balanced() as f64, census.unbalanced() as f64]);
        measures.extend(self.with_first.iter().copied().map(known));
        for (tie, told) in network.ties().iter().zip(&self.ties) {
            measures.extend([tie.weight, known(told.together), told.against, known(told.tolerance)]);
        }
        measures
    }
}

/// A cost as a share of all weight.
fn share_of(network: &SignedNetwork, cost: f64) -> f64 {
    let total = network.total();
    if total > 0.0 { cost / total } else { f64::NAN }
}

/// The least weight of ties that any number of blocs goes against, where it is proven.
fn weak(network: &SignedNetwork) -> f64 {
    let found = frustration_until(network, true, Budget::default(), &Steps::of(MODE));
    if found.proven { found.upper } else { f64::NAN }
}

/// Part and side of every actor in one of the best divisions.
pub(crate) fn sides(division: &[Option<bool>], parts: &[usize]) -> Vec<(usize, bool)> {
    parts.iter().zip(division).map(|(part, side)| (*part, side.unwrap_or(true))).collect()
}

/// What is told at the most likely values alone, where the index is proven there.
#[derive(Debug, Default)]
struct Beside {
    margin: Option<f64>,
    radius: Option<f64>,
    optima: Option<u64>,
    /// Per tie, in views of up to [`MOST_TOLERANCES`] actors.
    tolerances: Vec<Option<f64>>,
}

impl Beside {
    fn of(network: &SignedNetwork, found: &Bounds) -> Self {
        let all = found.proven.then(|| optima(network, &found.certificate, &Steps::of(BESIDE))).flatten();
        let several = all.as_ref().is_some_and(|all| all.count > 1);
        let scope = if network.size() <= MOST_TOLERANCES { Scope::EveryTie } else { Scope::Margin };
        let other = alternatives(network, &found.certificate, several, scope, &Steps::of(BESIDE));
        let (margin, ties) = other.map(|Alternatives { margin, ties, .. }| (margin, ties)).unwrap_or_default();
        let few = network.ties().len() <= MOST_RADIUS;
        Self {
            radius: radius(network, found, margin.filter(|margin| few || *margin == 0.0), &Steps::of(BESIDE)),
            margin,
            optima: all.filter(|all| all.complete).map(|all| all.count),
            tolerances: ties.iter().map(|costs| costs.map(|costs| costs.tolerance())).collect(),
        }
    }
}

/// Part and side of every actor in a division.
fn standing(network: &SignedNetwork, blocs: &[usize]) -> Vec<(usize, bool)> {
    let against =
        |tie: &detente_balance::Tie| tie.weight != 0.0 && (blocs[tie.a] == blocs[tie.b]) == (tie.weight < 0.0);
    places(network, &network.ties().iter().map(against).collect::<Vec<_>>(), false)
}

#[cfg(test)]
mod tests {
    use detente_balance::pairs;

    use super::*;

    /// Twenty actors, all tied, signs by a rule without a pattern that two blocs could follow.
    fn dense() -> SignedNetwork {
        let weight = |(a, b): (usize, usize)| if (a * a + 7 * b + a * b) % 11 < 5 { 1.0 } else { -1.0 };
        let ties = pairs(20).map(|(a, b)| Tie { a, b, weight: weight((a, b)) });
        SignedNetwork::new(20, ties.collect()).unwrap()
    }

    #[test]
    fn a_draw_at_its_limit_is_bounded() {
        let network = dense();
        let point = Modes::within(&network, 0, 0).point(&network, true, Depth::Whole);
        let (lower, upper) = point.bounds.unwrap();
        assert!(lower < upper && point.measures[0] == upper && point.measures[2] == 0.0, "{lower} {upper}");
        let friends = SignedNetwork::new(3, pairs(3).map(|(a, b)| Tie { a, b, weight: 1.0 }).collect()).unwrap();
        assert_eq!(Modes::within(&friends, 0, 0).point(&friends, true, Depth::Whole).bounds, None);
    }
}
