//! The figure of a view at its most likely values: where everyone stands in the plane, how rigid it is, what would tighten it.

use detente_balance::Tie;
use detente_balance::geometry::{Cohesion, frame, plane, tighten};
use detente_method::ViewInput;
use detente_results::{FigureResult, TightenResult, TightenTie};

use crate::measures::firm_ties;

/// The figure; with what would tighten it where it is shown, for that is dear.
pub(crate) fn figure(
    input: &ViewInput<'_>,
    affinity: &[Option<f64>],
    firmness: &[Option<f64>],
    shown: bool,
) -> FigureResult {
    let n = input.actors.len();
    let ties = firm_ties(input, affinity, firmness);
    let bars: Vec<(usize, usize)> = ties.iter().map(|tie| (tie.a, tie.b)).collect();
    let next = input.ring.iter().cycle().skip(1);
    let sides: Vec<(usize, usize)> = input.ring.iter().zip(next).map(|(a, b)| (*a, *b)).collect();
    let gain = |which: usize| Cohesion::gain(n, &ties, which, 0.1);
    FigureResult {
        ring: input.ring.iter().map(|actor| input.actors[*actor].to_owned()).collect(),
        plane: plane(n, &ties),
        sides_only: (!sides.is_empty()).then(|| frame(n, &sides)),
        all_ties: frame(n, &bars),
        tighten: if shown { tightened(input, affinity) } else { None },
        gain_of_a_tenth: (0..ties.len()).map(|i| (input.pair_name(ties[i].a, ties[i].b, "-"), gain(i))).collect(),
    }
}

/// The cheapest change that puts all on one side, for views small enough to tell how far it is decided.
fn tightened(input: &ViewInput<'_>, affinity: &[Option<f64>]) -> Option<TightenResult> {
    const MARGIN: f64 = 0.1;
    let network = input.network(affinity).ok()?;
    let plan = tighten(&network, &vec![true; network.size()], &vec![1.0; network.ties().len()], MARGIN).ok()?;
    let unique = plan.ranges.iter().all(|(least, most)| most - least < 1e-4);
    let tie = |(place, tie): (usize, &Tie)| {
        let (least, most) = *plan.ranges.get(place)?;
        let name = input.pair_name(tie.a, tie.b, "-");
        Some(TightenTie { tie: name, least, most, switches: plan.switches[place].clone() }).filter(|_| most > 1e-5)
    };
    let ties: Vec<TightenTie> = network.ties().iter().enumerate().filter_map(tie).collect();
    (!plan.ranges.is_empty()).then_some(TightenResult { margin: MARGIN, cost: plan.cost, unique, ties })
}
