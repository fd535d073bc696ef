//! Balance of a view, draw by draw.

use std::collections::{BTreeMap, BTreeSet};

use detente_balance::{
    Depth, SignedNetwork, Tie, TriadCensus, TwoBlocs, pair_index, pairs, triads, two_blocs, weak_blocs,
};
use detente_case::measure::{
    AFFINITY, FRUSTRATED, FRUSTRATION, MARGIN, NORMALISED_FRUSTRATION, OPTIMA, PARTITION, RADIUS, TOGETHER, TOLERANCE,
    TRIAD_BALANCED, TRIADS, TRIADS_BALANCED, TRIADS_UNBALANCED, WEAK_FRUSTRATION, WEAKEST_LINE, WEAKEST_LINE_SUM,
};
use detente_case::{FindingId, Measure};

use crate::exact::Exact;
use crate::large::{self, Modes};
use crate::point::{Pattern, Point};
use detente_method::RunError;
use detente_method::ViewInput;
use detente_method::{Column, Spec};

/// Partitions and lines reported at most, the most frequent first.
const MOST_PATTERNS: usize = 12;
/// Columns of partitions and of lines together.
pub(crate) const PATTERNS: usize = 2 * MOST_PATTERNS;
/// Memory of a [`Point`] without its measures, in numbers of eight bytes, with one or two partitions and lines.
pub(crate) const POINT: usize = size_of::<Point>() / 8 + 8;
/// Weak balance is drawn for views up to this size; beyond it only its value at the modes is given.
pub(crate) const WEAK_DRAWN: usize = 8;

/// Names of the fixed measures.
pub(crate) fn specs(input: &ViewInput<'_>) -> Vec<Spec> {
    if input.is_large() {
        return large::specs(input);
    }
    let view = &input.view.id.text;
    let affinity = input.affinity_quantities();
    let whole = |measure: Measure, label: &str| Spec::value(measure.of(view), label.to_owned(), affinity.clone());
    let triads = |signs: &str, label: &str| Spec::value(TRIADS.about(view, signs), label.to_owned(), affinity.clone());
    let mut specs = vec![
        whole(FRUSTRATION, "weight of ties that go against the best two blocs"),
        whole(NORMALISED_FRUSTRATION, "share of all weight that goes against the best two blocs"),
        whole(MARGIN, "cost of the next best partition beyond the best"),
        whole(RADIUS, "largest error on every tie at once that the best partition survives"),
        whole(OPTIMA, "number of best partitions"),
        whole(WEAK_FRUSTRATION, "weight of ties that go against the best partition into any number of blocs"),
        whole(WEAKEST_LINE_SUM, "sum of ties across the weakest line"),
        triads("+++", "triads of three friends (ménage à trois)"),
        triads("++-", "triads with a common friend of two opponents (romantic triangle)"),
        triads("+--", "triads of a pair and an outcast (stable marriage)"),
        triads("---", "triads of three opponents (unit veto)"),
        whole(TRIADS_BALANCED, "triads with an even number of hostile ties"),
        whole(TRIADS_UNBALANCED, "triads with an odd number of hostile ties"),
    ];
    for pair in &input.pairs {
        let (plus, dash) = (input.pair_name(pair.a, pair.b, "+"), input.pair_name(pair.a, pair.b, "-"));
        let id = TOGETHER.about(view, &plus);
        specs.push(Spec::probability(id, format!("{} in one bloc", plus.replace('+', " and ")), affinity.clone()));
        if pair.is_tied() {
            let own: BTreeSet<usize> = pair.affinity.iter().map(|term| term.quantity).collect();
            specs.push(Spec::value(AFFINITY.about(view, &dash), format!("affinity of {dash}"), own));
            let id = FRUSTRATED.about(view, &dash);
            specs.push(Spec::probability(id, format!("{dash} goes against the blocs"), affinity.clone()));
            let label = format!("how far {dash} alone may move before the blocs change");
            specs.push(Spec::value(TOLERANCE.about(view, &dash), label, affinity.clone()));
        }
    }
    let actors = 0..input.actors.len();
    let all = actors
        .clone()
        .flat_map(|a| pairs(input.actors.len()).filter(move |(b, _)| *b > a).map(move |(b, c)| [a, b, c]));
    for triad in all.filter(|triad| is_complete(input, *triad)) {
        let names = triad_name(input, triad);
        let id = TRIAD_BALANCED.about(view, &names);
        specs.push(Spec::probability(id, format!("triad {names} is balanced"), behind_triad(input, triad)));
    }
    specs
}

/// Whether all three pairs of a triad have ties.
fn is_complete(input: &ViewInput<'_>, [a, b, c]: [usize; 3]) -> bool {
    let has = |a: usize, b: usize| input.pairs[pair_index(input.actors.len(), a, b)].is_tied();
    has(a, b) && has(a, c) && has(b, c)
}

fn triad_name(input: &ViewInput<'_>, triad: [usize; 3]) -> String {
    let mut names = triad.map(|actor| input.actors[actor]);
    names.sort_unstable();
    names.join("-")
}

fn behind_triad(input: &ViewInput<'_>, [a, b, c]: [usize; 3]) -> BTreeSet<usize> {
    let n = input.actors.len();
    [(a, b), (a, c), (b, c)]
        .into_iter()
        .flat_map(|(x, y)| &input.pairs[pair_index(n, x, y)].affinity)
        .map(|term| term.quantity)
        .collect()
}

/// What the draws of a view begin with.
pub(crate) enum Start {
    /// Tables, where they can be planned.
    Small(Option<Exact>),
    /// More than that, for it is large.
    Large(Modes),
}

impl Start {
    /// From the network at the most likely values.
    pub fn of(input: &ViewInput<'_>, network: &SignedNetwork) -> Self {
        if input.is_large() {
            return Self::Large(Modes::of(network));
        }
        Self::Small(Exact::of(network))
    }
}

/// What tables say to a depth, where that is all that the exhaustive search would say.
fn wholly_read(exact: &Exact, network: &SignedNetwork, depth: Depth) -> Option<TwoBlocs> {
    let found = exact.read_as_planned(network, depth)?;
    let with_radius = depth < Depth::Whole || found.radius.is_some() == found.margin.is_some();
    (found.optima.len() as u64 == found.optima_count && with_radius).then_some(found)
}

/// What is looked at beside two blocs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// Whether it is one of many draws: then a large view is looked at quickly.
    pub drawn: bool,
    /// Whether any number of blocs is.
    pub weak: bool,
    /// How much of two blocs is asked for; what was not is left undefined, or told all the same.
    pub depth: Depth,
}

/// Balance of one draw.
///
/// # Errors
/// [`RunError::Problem`] when the view is no network.
pub(crate) fn point(
    input: &ViewInput<'_>,
    affinity: &[Option<f64>],
    Beside { drawn, weak, depth }: Beside,
    start: &Start,
) -> Result<Point, RunError> {
    let network = input.network(affinity)?;
    let read = match start {
        Start::Large(modes) => return Ok(modes.point(&network, drawn, depth)),
        Start::Small(exact) => exact.as_ref(),
    };
    let wrap = |error| RunError::problem("view", &input.view.id, error);
    let found = match read.and_then(|exact| wholly_read(exact, &network, depth)) {
        Some(found) => found,
        None => two_blocs(&network).map_err(wrap)?,
    };
    let parts = part_of(&network);
    let census_of = triads(&network);
    let census = TriadCensus::of(&census_of);
    let weak = if weak { weak_blocs(&network) } else { None };
    let mut measures = vec![
        found.frustration,
        found.normalised().map_or(f64::NAN, |normal| (1.0 - normal) / 2.0),
        found.margin.unwrap_or(f64::NAN),
        found.radius.unwrap_or(f64::NAN),
        found.optima_count as f64,
        weak.map_or(f64::NAN, |weak| weak.frustration),
        found.weakest_line.as_ref().map_or(f64::NAN, |line| line.sum),
        census.by_hostile_ties[0] as f64,
        census.by_hostile_ties[1] as f64,
        census.by_hostile_ties[2] as f64,
        census.by_hostile_ties[3] as f64,
        census.balanced() as f64,
        census.unbalanced() as f64,
    ];
    let mut ties = found.ties.iter();
    for (pair, weight) in input.pairs.iter().zip(affinity) {
        measures.push(found.together(pair.a, pair.b, &parts).unwrap_or(f64::NAN));
        if let (Some(weight), Some(tie)) = (weight, weight.and_then(|_| ties.next())) {
            measures.extend([*weight, tie.frustrated_share, tie.tolerance.unwrap_or(f64::NAN)]);
        }
    }
    for triad in census_of.iter().filter(|triad| is_complete(input, triad.actors)) {
        measures.push(triad.class.map_or(f64::NAN, |class| f64::from(u8::from(class.is_balanced()))));
    }
    // A network without ties has no blocs to speak of.
    let optima = found.optima.iter().map(|sides| bits(sides)).filter(|(known, _)| *known != 0).collect();
    Ok(Point { measures, optima, lines: lines(&found), bounds: None })
}

/// The number of the connected part of every actor.
pub(crate) fn part_of(network: &SignedNetwork) -> Vec<usize> {
    let mut part = vec![0; network.size()];
    for (number, actors) in network.components().iter().enumerate() {
        for &actor in actors {
            part[actor] = number;
        }
    }
    part
}

fn bits(sides: &[Option<bool>]) -> Pattern {
    sides.iter().enumerate().fold((0, 0), |(known, first), (actor, side)| {
        (known | u32::from(side.is_some()) << actor, first | u32::from(*side == Some(true)) << actor)
    })
}

fn lines(found: &TwoBlocs) -> Vec<Pattern> {
    let sides = found.weakest_line.iter().flat_map(|line| &line.sides);
    sides.map(|side| bits(&side.iter().copied().map(Some).collect::<Vec<_>>())).collect()
}

/// Columns for the partitions and weakest lines that occur, and for those in `also`: what was best in the baseline and never is
/// here goes to 0, and does not vanish.
pub(crate) fn patterns(
    input: &ViewInput<'_>,
    at_mode: &Point,
    points: &[Point],
    also: &BTreeSet<FindingId>,
) -> Vec<Column> {
    let behind = input.affinity_quantities();
    let view = &input.view.id.text;
    let partitions =
        Patterns { measure: PARTITION, view, label: "best partition", of: |point: &Point| point.optima.clone() };
    let lines =
        Patterns { measure: WEAKEST_LINE, view, label: "weakest line", of: |point: &Point| point.lines.clone() };
    let mut columns = partitions.columns(input, at_mode, points, also, &behind);
    columns.extend(lines.columns(input, at_mode, points, also, &behind));
    columns
}

struct Patterns<'v> {
    measure: Measure,
    view: &'v str,
    label: &'static str,
    of: fn(&Point) -> Vec<Pattern>,
}

impl Patterns<'_> {
    fn columns(
        &self,
        input: &ViewInput<'_>,
        at_mode: &Point,
        points: &[Point],
        also: &BTreeSet<FindingId>,
        behind: &BTreeSet<usize>,
    ) -> Vec<Column> {
        let mut frequency: BTreeMap<Pattern, f64> = BTreeMap::new();
        for point in points {
            let found = (self.of)(point);
            for pattern in &found {
                *frequency.entry(*pattern).or_default() += 1.0 / found.len() as f64;
            }
        }
        for pattern in (self.of)(at_mode) {
            *frequency.entry(pattern).or_default() += points.len() as f64;
        }
        let mut ranked: Vec<(Pattern, f64)> = frequency.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let named = ranked.into_iter().map(|(pattern, _)| (self.name(input, pattern), pattern));
        let told = detente_method::patterns(named, MOST_PATTERNS, also, (self.measure, self.view));
        told.into_iter().map(|(id, pattern)| self.column(id, pattern, at_mode, points, behind)).collect()
    }

    /// The share of each draw that a pattern has; undefined in draws without any, 0 throughout for one that never occurs.
    fn column(
        &self,
        id: FindingId,
        pattern: Option<Pattern>,
        at_mode: &Point,
        points: &[Point],
        behind: &BTreeSet<usize>,
    ) -> Column {
        let share = |point: &Point| {
            let found = (self.of)(point);
            match found.len() {
                0 => f64::NAN,
                several if pattern.is_some_and(|pattern| found.contains(&pattern)) => 1.0 / several as f64,
                _ => 0.0,
            }
        };
        let label = format!("{} is {}", self.label, id.object_text().replace('|', " against "));
        let spec = Spec { pattern: true, ..Spec::probability(id, label, behind.clone()) };
        spec.with(share(at_mode), points.iter().map(share).collect())
    }

    /// The sides by name: of every connected part its blocs, each in alphabetical order, `|` between blocs, `;` between parts.
    fn name(&self, input: &ViewInput<'_>, (known, first): Pattern) -> FindingId {
        let mut parts: Vec<String> = parts(input)
            .into_iter()
            .map(|part| {
                let mut sides = [Vec::new(), Vec::new()];
                for place in part.into_iter().filter(|place| known >> place & 1 == 1) {
                    sides[usize::from(first >> place & 1 == 0)].push(input.actors[place]);
                }
                let mut names: Vec<String> = sides
                    .into_iter()
                    .filter(|side| !side.is_empty())
                    .map(|mut side| {
                        side.sort_unstable();
                        side.join("+")
                    })
                    .collect();
                names.sort();
                names.join("|")
            })
            .filter(|part| !part.is_empty())
            .collect();
        parts.sort();
        self.measure.about(self.view, parts.join(";"))
    }
}

/// Connected parts of a view by the pairs that have ties.
fn parts(input: &ViewInput<'_>) -> Vec<Vec<usize>> {
    let ties = input.pairs.iter().filter(|pair| pair.is_tied()).map(|pair| Tie { a: pair.a, b: pair.b, weight: 1.0 });
    SignedNetwork::new(input.actors.len(), ties.collect()).map(|network| network.components()).unwrap_or_default()
}
