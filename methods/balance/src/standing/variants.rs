//! Whether who stands with whom survives other ways of counting: each looked at over the same draws.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::{Change, Shape};
use detente_chance::Estimate;
use detente_method::{Asking, GroundedChange, Phrase, RunError, Samples, ViewInput, names};
use detente_results::{NumberFrom, Slot};

use super::found::{self, Found, Swing};
use super::tally::{Tally, Way};

/// Shifts of all ties of a source that are tried.
const BIASES: [f64; 4] = [-0.1, -0.05, 0.05, 0.1];
/// A swing is turned where it stands elsewhere and its share has moved by this much at least.
const MOVED: f64 = detente_method::numbers::NEAR;

/// What is counted otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The way of adding up.
    Way,
    /// A row counts once more.
    Row,
    /// A dimension is left out.
    Dimension,
    /// A dimension weighs more or less.
    Weight,
    /// A source is left out.
    Source,
    /// All ties of a source are off by as much.
    Bias,
    /// Estimates have another shape.
    Shape,
}

/// One other way of counting.
struct Variant<'c> {
    kind: Kind,
    /// As it stands in a sentence: `South Korea is undecided …`.
    name: Phrase,
    tally: Tally<'c>,
    shape: Option<Shape>,
}

/// What came of one.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// What was counted otherwise.
    pub kind: Kind,
    /// How it is called.
    pub name: Phrase,
    /// Whether the core stands as it does.
    pub core: bool,
    /// The swings, in their order, as they stand then.
    pub swings: Vec<Swing>,
    /// Which of them stand elsewhere.
    pub turned: Vec<bool>,
}

/// All that was tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tried {
    /// Those that say something, in their order.
    pub outcomes: Vec<Outcome>,
    /// Sources without which fewer ties than actors are left.
    pub emptied: Vec<Phrase>,
}

impl Tried {
    /// Whether anything was tried.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// Those of a kind in which a swing keeps its side more or less often.
    pub fn moving(&self, place: usize, swing: &Swing, kind: Kind) -> impl Iterator<Item = &Outcome> {
        let with = swing.with;
        let moves = move |one: &&Outcome| {
            let now = one.swings[place].with;
            one.kind == kind && (0..2).any(|side| (with[side] - now[side]).abs() >= MOVED)
        };
        self.outcomes.iter().filter(moves)
    }

    /// Those of a kind that turn a swing.
    pub fn turning(&self, swing: usize, kind: Option<Kind>) -> impl Iterator<Item = &Outcome> {
        let wanted = move |one: &&Outcome| kind.is_none_or(|kind| one.kind == kind) && one.turned[swing];
        self.outcomes.iter().filter(wanted)
    }
}

/// Tries everything over the first `draws` draws.
///
/// # Errors
/// [`RunError`].
pub(crate) fn tried(
    asking: &Asking<'_, '_>,
    input: &ViewInput<'_>,
    found: &Found,
    draws: u32,
) -> Result<Tried, RunError> {
    let base = Tally::of(input);
    let (sources, emptied) = without_sources(asking, input);
    let mut variants = ways(&base);
    variants.extend(rows_again(asking, &base));
    variants.extend(dimensions(&base));
    variants.extend(sources);
    variants.extend(biases(asking, &base));
    variants.extend(shapes(asking, &base));
    let as_is = base.ties();
    variants.retain(|one| one.shape.is_some() || one.tally.ties() != as_is);
    let outcomes: Result<Vec<Outcome>, RunError> =
        variants.iter().map(|one| outcome(asking, input, found, one, draws)).collect();
    Ok(Tried { outcomes: outcomes?, emptied })
}

/// What comes of counting so.
fn outcome(
    asking: &Asking<'_, '_>,
    input: &ViewInput<'_>,
    found: &Found,
    one: &Variant<'_>,
    draws: u32,
) -> Result<Outcome, RunError> {
    let own = one.shape.map(|shape| reshaped(asking, input, shape, draws));
    let samples = own.as_ref().unwrap_or(asking.samples);
    let value = |quantity: usize, draw: usize| samples.value(quantity, draw);
    let shares = found::over(&one.tally.ties(), &input.view.id.text, input.actors.len(), draws, &value)?;
    let swings: Vec<Swing> = found.swings.iter().map(|swing| found.seen(swing, &shares)).collect();
    let turned = found.swings.iter().zip(&swings).map(|(was, is)| turned(was, is)).collect();
    Ok(Outcome { kind: one.kind, name: one.name.clone(), core: found.core_holds(&shares), swings, turned })
}

fn turned(was: &Swing, is: &Swing) -> bool {
    let moved = (0..2).any(|side| (was.with[side] - is.with[side]).abs() >= MOVED);
    moved && was.stand() != is.stand()
}

fn variant<'c>(kind: Kind, name: Phrase, tally: Tally<'c>) -> Variant<'c> {
    Variant { kind, name, tally, shape: None }
}

/// The other ways of adding up.
fn ways<'c>(base: &Tally<'c>) -> Vec<Variant<'c>> {
    let all = [
        (Way::DimensionMeans, "by the means of dimensions"),
        (Way::Sum, "by the sum of all rows"),
        (Way::Means, "by the mean of all rows"),
        (Way::Largest, "by the largest row of each pair alone"),
    ];
    let others = all.into_iter().filter(|(way, _)| *way != base.way);
    others.map(|(way, name)| variant(Kind::Way, Phrase::text(name), Tally { way, ..base.clone() })).collect()
}

/// Every row counted once more.
fn rows_again<'c>(asking: &Asking<'_, '_>, base: &Tally<'c>) -> Vec<Variant<'c>> {
    let again = |place: usize| {
        let mut tally = base.clone();
        tally.rows[place].times = 2.0;
        let name = Phrase::text("with ").then(quantity(asking, base.rows[place].row.affinity));
        variant(Kind::Row, name.then(Phrase::text(" counted once more")), tally)
    };
    (0..base.rows.len()).map(again).collect()
}

/// A quantity by its name.
pub(crate) fn quantity(asking: &Asking<'_, '_>, place: usize) -> Phrase {
    let path = &asking.case.quantities.get(place).path;
    Phrase::named(names::quantity(asking.case, path), Slot::Quantity { path: path.to_string() })
}

/// Each dimension left out, and weighed more and less.
fn dimensions<'c>(base: &Tally<'c>) -> Vec<Variant<'c>> {
    let all: BTreeSet<&'c str> = base.rows.iter().map(|one| one.row.dimension).collect();
    if all.len() < 2 {
        return Vec::new();
    }
    let named = |dimension: &str| {
        Phrase::named(names::spoken(dimension), Slot::Named { what: "dimension".into(), id: dimension.to_owned() })
    };
    let without = |dimension: &&'c str| {
        let mut tally = base.clone();
        tally.rows.retain(|one| one.row.dimension != *dimension);
        variant(Kind::Dimension, Phrase::text("without the dimension ").then(named(dimension)), tally)
    };
    let weighed = |(dimension, factor, word): (&'c str, f64, &str)| {
        let mut tally = base.clone();
        let own = tally.rows.iter_mut().filter(|one| one.row.dimension == dimension);
        own.for_each(|one| one.row.weight *= factor);
        let from = NumberFrom::Threshold { name: "weight-tried".into() };
        let name = Phrase::text("with ").then(named(dimension)).then(Phrase::text(" weighing "));
        variant(Kind::Weight, name.then(Phrase::number(word, factor, from)), tally)
    };
    let factors = all.iter().flat_map(|one| [(*one, 0.5, "half as much"), (*one, 2.0, "twice as much")]);
    all.iter().map(without).chain(factors.map(weighed)).collect()
}

/// Each source left out; apart from them the sources without which hardly a tie is left.
fn without_sources<'c>(asking: &Asking<'_, '_>, input: &ViewInput<'c>) -> (Vec<Variant<'c>>, Vec<Phrase>) {
    let (mut variants, mut emptied) = (Vec::new(), Vec::new());
    let base = Tally::of(input);
    for source in sources_of(asking, &base).into_keys() {
        let Ok(drop) = Change::parse(&format!("drop:source={source}"), Shape::Pert) else { continue };
        let reading = asking.under_changes(&[GroundedChange::from(drop)]);
        let mut tally = base.clone();
        tally.rows.retain(|one| reading.counts(one.row.affinity));
        match tally.tied() < input.actors.len() {
            true => emptied.push(named_source(asking, &source)),
            false => {
                let name = Phrase::text("without ").then(named_source(asking, &source));
                variants.push(variant(Kind::Source, name, tally));
            }
        }
    }
    (variants, emptied)
}

/// A source by its title.
fn named_source(asking: &Asking<'_, '_>, id: &str) -> Phrase {
    let title = asking.assessment.sources.get(id).map(|source| source.title.clone()).unwrap_or_default();
    let title = if title.is_empty() { names::spoken(id) } else { format!("“{title}”") };
    Phrase::named(title, Slot::Named { what: "source".into(), id: id.to_owned() })
}

/// The sources of rows, with the places of the rows that rest on each.
fn sources_of(asking: &Asking<'_, '_>, base: &Tally<'_>) -> BTreeMap<String, BTreeSet<usize>> {
    let mut sources: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, one) in base.rows.iter().enumerate() {
        for claim in asking.reading.evidence(one.row.affinity) {
            let claim = asking.case.claims.iter().find(|known| *known.id == claim);
            for (locator, _) in claim.iter().flat_map(|claim| &claim.locators) {
                sources.entry(locator.source.clone()).or_default().insert(place);
            }
        }
    }
    sources
}

/// All ties of a source off by as much.
fn biases<'c>(asking: &Asking<'_, '_>, base: &Tally<'c>) -> Vec<Variant<'c>> {
    let shifted = |(source, rows, by): (&String, &BTreeSet<usize>, f64)| {
        let mut tally = base.clone();
        rows.iter().for_each(|place| tally.rows[*place].shift = by);
        let from = NumberFrom::Threshold { name: "coder-bias".into() };
        let by = Phrase::number(detente_method::numbers::change(by, 2.0), by, from);
        let name = Phrase::text("with every tie from ").then(named_source(asking, source));
        variant(Kind::Bias, name.then(Phrase::text(" off by ")).then(by), tally)
    };
    let sources = sources_of(asking, base);
    let all = sources.iter().flat_map(|(source, rows)| BIASES.map(|by| (source, rows, by)));
    all.map(shifted).collect()
}

/// Estimates of another shape, where nothing is changed in the case.
fn shapes<'c>(asking: &Asking<'_, '_>, base: &Tally<'c>) -> Vec<Variant<'c>> {
    let used: BTreeSet<&str> = base
        .rows
        .iter()
        .map(|one| asking.reading.estimate(one.row.affinity))
        .filter(|estimate| !estimate.is_point())
        .map(|estimate| word(estimate.shape()))
        .collect();
    if !asking.changes.is_empty() || used.len() != 1 {
        return Vec::new();
    }
    let others = [Shape::Pert, Shape::Triangular, Shape::Uniform];
    let named = |shape: Shape| Variant {
        kind: Kind::Shape,
        name: Phrase::text(format!("with {} estimates", word(shape))),
        tally: base.clone(),
        shape: Some(shape),
    };
    others.into_iter().filter(|shape| !used.contains(word(*shape))).map(named).collect()
}

fn word(shape: Shape) -> &'static str {
    match shape {
        Shape::Pert => "PERT-shaped",
        Shape::Triangular => "triangular",
        Shape::Uniform => "uniform",
    }
}

/// The quantities of a view drawn anew with another shape.
fn reshaped(asking: &Asking<'_, '_>, input: &ViewInput<'_>, shape: Shape, draws: u32) -> Samples {
    let shaped = |index: usize| {
        let old = asking.reading.estimate(index);
        let [floor, top] = old.scale();
        let new = Estimate::new(old.low(), old.mode(), old.high(), shape).map(|new| new.within(floor, top));
        (index, new.unwrap_or(old))
    };
    let wanted: Vec<(usize, Estimate)> = input.affinity_quantities().into_iter().map(shaped).collect();
    Samples::of(asking.case, wanted, asking.options.seed, draws, &Samples::default())
}
