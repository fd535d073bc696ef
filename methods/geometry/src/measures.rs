//! Geometry of a view, draw by draw: sides, cleavages, cohesion, levers.

use detente_balance::geometry::{CleavageBox, Cohesion, FirmTie, SPLITS, lean, length, mean_delta, skew};
use detente_balance::pair_index;
use detente_case::Measure;
use detente_case::measure::{
    ALPHA, BETA, COHESION, DELTA, FIRST_FIRM, FIRST_STIFFEN, FIRST_WARM, GAIN_FIRM, GAIN_STIFFEN, GAIN_WARM, LEAN,
    LENGTH, MAIN_CLEAVAGE, SKEW,
};

use detente_method::{Effort, Spec, ViewInput};

/// A way to tighten the figure.
struct Lever {
    gain: Measure,
    first: Measure,
    doing: &'static str,
}

const LEVERS: [Lever; 3] = [
    Lever { gain: GAIN_STIFFEN, first: FIRST_STIFFEN, doing: "stiffening" },
    Lever { gain: GAIN_FIRM, first: FIRST_FIRM, doing: "firming" },
    Lever { gain: GAIN_WARM, first: FIRST_WARM, doing: "warming" },
];

/// What of a figure is asked for beside its lengths: the rest costs by far the most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// The shape of its cleavages, O(n^4).
    delta: bool,
    /// Cohesion and what each tie does for it, O(n^3).
    cohesion: bool,
}

impl Beside {
    pub fn of(effort: Effort<'_>) -> Self {
        let Effort::For(findings) = effort else { return Self { delta: true, cohesion: true } };
        let any = |measures: &[Measure]| {
            findings.iter().filter_map(|finding| finding.measure()).any(|measure| measures.contains(&measure))
        };
        let levers = LEVERS.iter().any(|lever| any(&[lever.gain, lever.first]));
        Self { delta: any(&[DELTA]), cohesion: levers || any(&[COHESION]) }
    }
}

/// Names of the measures of [`point`], in its order; empty when lengths make no sense in the view.
pub(crate) fn specs(input: &ViewInput<'_>) -> Vec<Spec> {
    if !input.has_geometry() {
        return Vec::new();
    }
    let view = &input.view.id.text;
    let affinity = input.affinity_quantities();
    let both = input.quantities();
    let mut specs = Vec::new();
    for pair in input.pairs.iter().filter(|pair| !pair.affinity.is_empty()) {
        let name = input.pair_name(pair.a, pair.b, "-");
        let own = pair.affinity.iter().map(|term| term.quantity).collect();
        specs.push(Spec::value(LENGTH.about(view, &name), format!("length of {name}"), own));
    }
    let value = |measure: Measure, label: &str| Spec::value(measure.of(view), label.to_owned(), affinity.clone());
    specs.push(value(SKEW, "skew of the figure: how unequal its sides are"));
    specs.push(value(DELTA, "shape of the cleavages: 0 one clean cleavage, 1 two equal ones"));
    if input.actors.len() == 4 {
        specs.push(value(ALPHA, "width of the main cleavage"));
        specs.push(value(BETA, "width of the cross-cutting cleavage"));
        for split in SPLITS {
            let id = MAIN_CLEAVAGE.about(view, split_name(input, split));
            let label = format!("main cleavage is {}", split_name(input, split).replace('|', " against "));
            specs.push(Spec::probability(id, label, affinity.clone()));
        }
        for (i, j, k) in leans(input) {
            let (i, j, k) = (input.actors[i], input.actors[j], input.actors[k]);
            let label = format!("lean of {i}: nearer to {k} than to {j} when positive");
            specs.push(Spec::value(LEAN.about(view, format_args!("{i}:{j}:{k}")), label, affinity.clone()));
        }
    }
    let cohesion =
        Spec::value(COHESION.of(view), "cohesion: how firmly the figure hangs together".to_owned(), both.clone());
    specs.push(cohesion.analogous());
    for pair in input.pairs.iter().filter(|pair| !pair.affinity.is_empty()) {
        let name = input.pair_name(pair.a, pair.b, "-");
        for Lever { gain, first, doing } in LEVERS {
            let id = gain.about(view, &name);
            specs.push(
                Spec::value(id, format!("gain in cohesion per unit of {doing} {name}"), both.clone()).analogous(),
            );
            let id = first.about(view, &name);
            specs.push(Spec::probability(id, format!("{doing} {name} adds most cohesion"), both.clone()).analogous());
        }
    }
    specs
}

/// Each lean once: actor i between j and k, j before k in the view.
fn leans(input: &ViewInput<'_>) -> Vec<(usize, usize, usize)> {
    let n = input.actors.len();
    let mut found = Vec::new();
    for i in 0..n {
        for j in (0..n).filter(|j| *j != i) {
            found.extend((j + 1..n).filter(|k| *k != i).map(|k| (i, j, k)));
        }
    }
    found
}

fn split_name(input: &ViewInput<'_>, partner: usize) -> String {
    let mut sides: Vec<String> = [true, false]
        .map(|with_first| {
            let inside = |place: &usize| (*place == 0 || *place == partner) == with_first;
            let mut names: Vec<&str> = (0..4).filter(inside).map(|place| input.actors[place]).collect();
            names.sort_unstable();
            names.join("+")
        })
        .into();
    sides.sort();
    sides.join("|")
}

/// Geometry with affinity and firmness of each pair; NaN in place of what is not asked for.
pub(crate) fn point(
    input: &ViewInput<'_>,
    affinity: &[Option<f64>],
    firmness: &[Option<f64>],
    beside: Beside,
) -> Vec<f64> {
    if !input.has_geometry() {
        return Vec::new();
    }
    let n = input.actors.len();
    let lengths: Vec<Option<f64>> = affinity.iter().map(|c| c.map(length)).collect();
    let at = |a: usize, b: usize| lengths[pair_index(n, a, b)];
    let mut found: Vec<f64> = lengths.iter().flatten().copied().collect();
    found.push(skew_of(input, &lengths).unwrap_or(f64::NAN));
    found.push(beside.delta.then(|| mean_delta(n, at)).flatten().unwrap_or(f64::NAN));
    if n == 4 {
        let known: Option<Vec<f64>> = lengths.iter().copied().collect();
        let cleavages = known.and_then(|l| l.try_into().ok()).map(CleavageBox::of);
        let number = |of: fn(&CleavageBox) -> f64| cleavages.as_ref().map_or(f64::NAN, of);
        found.extend([number(|c| c.alpha), number(|c| c.beta)]);
        found.extend(SPLITS.map(|split| cleavages.as_ref().map_or(f64::NAN, |c| f64::from(u8::from(c.main == split)))));
        for (i, j, k) in leans(input) {
            found.push(at(i, j).zip(at(i, k)).map_or(f64::NAN, |(to_j, to_k)| lean(to_j, to_k)));
        }
    }
    let ties = firm_ties(input, affinity, firmness);
    cohesion(input.actors.len(), &ties, beside.cohesion, &mut found);
    found
}

/// Skew of the ring's sides, or of all known ties when the view has no ring.
fn skew_of(input: &ViewInput<'_>, lengths: &[Option<f64>]) -> Option<f64> {
    let n = input.actors.len();
    if input.ring.is_empty() {
        return skew(&lengths.iter().flatten().copied().collect::<Vec<_>>());
    }
    let next = input.ring.iter().cycle().skip(1);
    let sides: Option<Vec<f64>> = input.ring.iter().zip(next).map(|(&a, &b)| lengths[pair_index(n, a, b)]).collect();
    skew(&sides?)
}

/// Ties with affinity and firmness, of the pairs where both are known.
pub fn firm_ties(input: &ViewInput<'_>, affinity: &[Option<f64>], firmness: &[Option<f64>]) -> Vec<FirmTie> {
    let pairs = input.pairs.iter().zip(affinity.iter().zip(firmness));
    let known = pairs.filter_map(|(pair, (affinity, firmness))| Some((pair, affinity.as_ref()?, firmness.as_ref()?)));
    known.map(|(pair, c, k)| FirmTie { a: pair.a, b: pair.b, affinity: *c, firmness: *k }).collect()
}

fn cohesion(actors: usize, ties: &[FirmTie], asked: bool, found: &mut Vec<f64>) {
    let cohesion = asked.then(|| Cohesion::of(actors, ties)).flatten();
    found.push(cohesion.as_ref().map_or(f64::NAN, |cohesion| cohesion.lambda2));
    let levers = cohesion.and_then(|cohesion| cohesion.levers);
    let Some(levers) = levers else {
        found.extend(std::iter::repeat_n(f64::NAN, 6 * ties.len()));
        return;
    };
    let gains: Vec<[f64; 3]> = levers.iter().map(|lever| [lever.stiffen, lever.firm, lever.warm]).collect();
    let best: [f64; 3] = std::array::from_fn(|lever| gains.iter().map(|gain| gain[lever]).fold(f64::MIN, f64::max));
    let firsts: [f64; 3] = std::array::from_fn(|lever| gains.iter().filter(|g| g[lever] == best[lever]).count() as f64);
    for gain in &gains {
        for lever in 0..3 {
            let first = if gain[lever] == best[lever] { 1.0 / firsts[lever] } else { 0.0 };
            found.extend([gain[lever], first]);
        }
    }
}
