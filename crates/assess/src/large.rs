//! Balance of a large view, draw by draw: the index with proof from a warm start, who stands with whom, what goes against the blocs.
//! What an exhaustive search gives on top (margin, tolerances, radius, all optima) is given for smaller views alone.

use std::collections::BTreeSet;

use detente_balance::frustration::{Budget, Warm, optima, weak_frustration};
use detente_balance::{SignedNetwork, TriadCensus};

use crate::columns::Spec;
use crate::network::{Point, tied};
use crate::portrait::places;
use crate::view::ViewInput;

/// Views up to this many actors are searched exhaustively in every draw.
pub(crate) const MOST_SEARCHED: usize = 18;
/// Nodes of the branching in a draw.
const NODES: usize = 20;

/// Names of the measures of [`Modes::point`], in its order.
pub(crate) fn specs(input: &ViewInput<'_>) -> Vec<Spec> {
    let view = &input.view.id.text;
    let closeness = input.closeness_quantities();
    let value =
        |name: &str, label: &str| Spec::value(format!("balance.{view}.{name}"), label.to_owned(), closeness.clone());
    let chance =
        |name: String, label: String| Spec::probability(format!("balance.{view}.{name}"), label, closeness.clone());
    let mut specs = vec![
        value("frustration", "weight of ties that go against the best two blocs"),
        value("strain", "share of all weight that goes against the best two blocs"),
        chance("proven".to_owned(), "the index is proven, not only bounded".to_owned()),
        value("agreement", "share of actors that stand where they stand at the most likely values"),
        value("optima", "number of best partitions"),
        value("weak-frustration", "weight of ties that go against the best partition into any number of blocs"),
        value("triads:+++", "triads of three friends (ménage à trois)"),
        value("triads:++-", "triads with a common friend of two opponents (romantic triangle)"),
        value("triads:+--", "triads of a pair and an outcast (stable marriage)"),
        value("triads:---", "triads of three opponents (unit veto)"),
        value("triads-balanced", "triads with an even number of hostile ties"),
        value("triads-unbalanced", "triads with an odd number of hostile ties"),
    ];
    let first = input.actors.first().copied().unwrap_or_default();
    for actor in input.actors.iter().skip(1) {
        specs.push(chance(format!("stands-with:{actor}+{first}"), format!("{actor} stands with {first}")));
    }
    for pair in input.pairs.iter().filter(|pair| tied(pair)) {
        let (plus, dash) = (input.pair_name(pair.a, pair.b, "+"), input.pair_name(pair.a, pair.b, "-"));
        let own: BTreeSet<usize> = pair.closeness.iter().map(|term| term.quantity).collect();
        specs.push(Spec::value(format!("ties.{view}.closeness:{dash}"), format!("closeness of {dash}"), own));
        specs.push(chance(format!("together:{plus}"), format!("{} in one bloc", plus.replace('+', " and "))));
        specs.push(chance(format!("frustrated:{dash}"), format!("{dash} goes against the blocs")));
    }
    specs
}

/// What the view looks like with every quantity at its mode: draws start from it.
pub(crate) struct Modes {
    warm: Warm,
    places: Vec<(usize, bool)>,
}

impl Modes {
    pub fn of(network: &SignedNetwork) -> Self {
        let warm = Warm::of(network);
        let blocs = warm.frustration(network, Budget::default()).blocs;
        Self { places: standing(network, &blocs), warm }
    }

    /// The measures of one draw; what takes long is left to the modes themselves.
    pub fn point(&self, network: &SignedNetwork, drawn: bool) -> Point {
        let found = self.warm.frustration(network, Budget { nodes: NODES, packings: 2, ..Budget::default() });
        let total = network.total();
        let census = TriadCensus::count(network);
        let place = standing(network, &found.blocs);
        let count = || optima(network, &found.certificate).filter(|all| all.complete).map(|all| all.count as f64);
        let weak =
            || Some(weak_frustration(network, Budget::default())).filter(|weak| weak.proven).map(|weak| weak.upper);
        let mut measures = vec![
            found.upper,
            if total > 0.0 { found.upper / total } else { f64::NAN },
            f64::from(u8::from(found.proven)),
            self.agreement(&place),
            if drawn { f64::NAN } else { count().unwrap_or(f64::NAN) },
            if drawn { f64::NAN } else { weak().unwrap_or(f64::NAN) },
        ];
        measures.extend(census.by_hostile_ties.iter().map(|count| *count as f64));
        measures.extend([census.balanced() as f64, census.unbalanced() as f64]);
        let together = |a: usize, b: usize| match place[a].0 == place[b].0 {
            true => f64::from(u8::from(place[a].1 == place[b].1)),
            false => f64::NAN,
        };
        measures.extend((1..network.size()).map(|actor| together(actor, 0)));
        for tie in network.ties() {
            let together = together(tie.a, tie.b);
            let against = tie.weight != 0.0 && (together == 1.0) == (tie.weight < 0.0);
            measures.extend([tie.weight, together, f64::from(u8::from(against))]);
        }
        Point { measures, ..Point::default() }
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

/// Part and side of every actor in a division.
fn standing(network: &SignedNetwork, blocs: &[usize]) -> Vec<(usize, bool)> {
    let against =
        |tie: &detente_balance::Tie| tie.weight != 0.0 && (blocs[tie.a] == blocs[tie.b]) == (tie.weight < 0.0);
    places(network, &network.ties().iter().map(against).collect::<Vec<_>>(), false)
}
