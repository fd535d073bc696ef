//! Balance of a large view, draw by draw: the index with proof from a warm start, who stands with whom, what goes against the blocs.
//! What takes a search of its own for every tie (margin, tolerances, uniform error) and the count of optima are told at the most likely values alone.

use std::collections::BTreeSet;

use detente_balance::frustration::{
    Alternatives, Bounds, Budget, Scope, Warm, alternatives, frustration_until, optima, radius,
};
use detente_balance::{SignedNetwork, Steps, TriadCensus};
use detente_case::measure::{
    AFFINITY, AGREEMENT, FRUSTRATED, FRUSTRATION, MARGIN, NORMALISED_FRUSTRATION, OPTIMA, PROVEN, RADIUS, SAME_BLOCS,
    STANDS_WITH, TOGETHER, TOLERANCE, TRIADS, TRIADS_BALANCED, TRIADS_UNBALANCED, WEAK_FRUSTRATION,
};
use detente_case::{FindingId, Measure};

use crate::point::Point;
use crate::result::places;
use detente_method::ViewInput;
use detente_method::{Rests, Spec};

/// Views up to this many actors are told how far each tie may move.
const MOST_TOLERANCES: usize = 100;
/// Views up to this many ties are told the uniform error that the blocs survive.
const MOST_RADIUS: usize = 300;
/// Nodes of the branching in a draw.
const NODES: usize = 20;
/// Steps of a draw, some third of a second: then its index counts as bounded.
pub const DRAW: u64 = 250;
/// Steps of each search at the most likely values.
pub(crate) const MODE: u64 = 4_000;
/// Steps of each search beside the index there.
const BESIDE: u64 = 10_000;

/// Names of the measures of [`Modes::point`], in its order.
pub(crate) fn specs(input: &ViewInput<'_>) -> Vec<Spec> {
    let view = &input.view.id.text;
    let affinity = input.affinity_quantities();
    let value = |measure: Measure, label: &str| Spec::value(measure.of(view), label.to_owned(), affinity.clone());
    let chance = |id: FindingId, label: String| Spec::probability(id, label, affinity.clone());
    let triads = |signs: &str, label: &str| Spec::value(TRIADS.about(view, signs), label.to_owned(), affinity.clone());
    let mut specs = vec![
        value(FRUSTRATION, "weight of ties that go against the best two blocs").rests(Rests::OnIndex),
        value(NORMALISED_FRUSTRATION, "share of all weight that goes against the best two blocs")
            .rests(Rests::OnStrain),
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
    ];
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

/// What the view looks like with every quantity at its mode: draws start from it.
pub(crate) struct Modes {
    warm: Warm,
    places: Vec<(usize, bool)>,
    /// Steps of a draw.
    draw: u64,
}

impl Modes {
    pub fn of(network: &SignedNetwork) -> Self {
        Self::within(network, MODE, DRAW)
    }

    /// With so many steps for each search here, and for each draw.
    fn within(network: &SignedNetwork, mode: u64, draw: u64) -> Self {
        let warm = Warm::of(network, &Steps::of(mode));
        let blocs = warm.frustration(network, Budget::default(), &Steps::of(mode)).blocs;
        Self { places: standing(network, &blocs), warm, draw }
    }

    /// The measures of one draw; what takes long is left to the modes themselves.
    pub fn point(&self, network: &SignedNetwork, drawn: bool) -> Point {
        let steps = Steps::of(if drawn { self.draw } else { MODE });
        let found = self.warm.frustration(network, Budget { nodes: NODES, packings: 2, ..Budget::default() }, &steps);
        let total = network.total();
        let census = TriadCensus::count(network);
        let place = standing(network, &found.blocs);
        let weak = || {
            let found = frustration_until(network, true, Budget::default(), &Steps::of(MODE));
            found.proven.then_some(found.upper)
        };
        let agreement = self.agreement(&place);
        let beside = if drawn { Beside::default() } else { Beside::of(network, &found) };
        let mut measures = vec![
            found.upper,
            if total > 0.0 { found.upper / total } else { f64::NAN },
            f64::from(u8::from(found.proven)),
            agreement,
            f64::from(u8::from(agreement == 1.0)),
            beside.margin.unwrap_or(f64::NAN),
            beside.radius.unwrap_or(f64::NAN),
            beside.optima.map_or(f64::NAN, |count| count as f64),
            if drawn { f64::NAN } else { weak().unwrap_or(f64::NAN) },
        ];
        measures.extend(census.by_hostile_ties.iter().map(|count| *count as f64));
        measures.extend([census.balanced() as f64, census.unbalanced() as f64]);
        let together = |a: usize, b: usize| match place[a].0 == place[b].0 {
            true => f64::from(u8::from(place[a].1 == place[b].1)),
            false => f64::NAN,
        };
        measures.extend((1..network.size()).map(|actor| together(actor, 0)));
        for (number, tie) in network.ties().iter().enumerate() {
            let together = together(tie.a, tie.b);
            let against = tie.weight != 0.0 && (together == 1.0) == (tie.weight < 0.0);
            let tolerance = beside.tolerances.get(number).copied().flatten().unwrap_or(f64::NAN);
            measures.extend([tie.weight, together, f64::from(u8::from(against)), tolerance]);
        }
        let bounds = (!found.proven).then_some((found.lower, found.upper));
        Point { measures, bounds, ..Point::default() }
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
    use detente_balance::{Tie, pairs};

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
        let point = Modes::within(&network, 0, 0).point(&network, true);
        let (lower, upper) = point.bounds.unwrap();
        assert!(lower < upper && point.measures[0] == upper && point.measures[2] == 0.0, "{lower} {upper}");
        let friends = SignedNetwork::new(3, pairs(3).map(|(a, b)| Tie { a, b, weight: 1.0 }).collect()).unwrap();
        assert_eq!(Modes::within(&friends, 0, 0).point(&friends, true).bounds, None);
    }
}
