//! What decides a conclusion: a forecast, a frequency, a level, or what a scenario does.

use detente_case::case::{Expectation, Forecast};
use detente_case::measure::LEVEL;
use detente_case::{Decides, FindingId, QuantityPath};
use detente_chance::{Difference, Proportion, Summary};
use detente_results::{Answer, BASELINE, Finding, FindingField, Kind, NumberFrom};

use crate::answering::Asking;
use crate::numbers;
use crate::observer::RunError;
use crate::shares::levels;
use crate::told::Measures;

/// Most draws over which a quantity is looked up.
const DRAWS: u32 = 2_000;

/// What was found of it.
pub(super) enum Found {
    /// Whether what was forecast came.
    Came(bool),
    /// How often it is so.
    Share { share: Proportion, from: NumberFrom },
    /// A level with its ends, where it has draws.
    Level { at: Told, ends: Option<[Told; 2]>, range: f64 },
    /// What a scenario does.
    Change { by: Difference, told: [Told; 3], frequency: bool, range: f64 },
    /// Nothing: why.
    Unknown(&'static str),
}

/// A number and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub value: f64,
    pub from: NumberFrom,
}

/// Looks up what decides a conclusion.
pub(super) fn look_up(
    asking: &Asking<'_, '_>,
    answer: &Answer,
    row: &Expectation,
    measures: &mut Measures,
) -> Result<Found, RunError> {
    Ok(match Decides::of(asking.case, &row.of) {
        None => Found::Unknown("the case has nothing of the name that decides it"),
        Some(Decides::Forecast(id)) => forecast(asking, &id),
        Some(Decides::Answer(name)) => measure(asking, answer, row, &name),
        Some(Decides::Finding(id)) => finding(asking, row, &id),
        Some(Decides::Quantity(path)) => quantity(asking, row, &path, measures)?,
    })
}

fn forecast(asking: &Asking<'_, '_>, id: &str) -> Found {
    let own = |forecast: &&Forecast| *forecast.id == *id;
    match asking.case.forecasts.iter().find(own).map(|forecast| forecast.resolution.as_str()) {
        Some("yes") => Found::Came(true),
        Some("no") => Found::Came(false),
        Some("unresolvable") => Found::Unknown("nobody will be able to tell whether it came true"),
        _ => Found::Unknown("nobody can tell yet whether it comes true"),
    }
}

/// A number of the answer; of `x.mode` the ends are `x.low` and `x.high`, or `x-low` and `x-high`.
fn measure(asking: &Asking<'_, '_>, answer: &Answer, row: &Expectation, name: &str) -> Found {
    let named = |name: String| {
        let value = answer.measures.get(&name)?.value;
        Some(Told { value, from: NumberFrom::Measure { name } })
    };
    let Some(at) = named(name.to_owned()) else {
        return Found::Unknown("the answer tells no such number");
    };
    if !row.expected.needs_value() {
        let share = numbers::counted_share(at.value, asking.options.draws.min(DRAWS));
        return Found::Share { share, from: at.from };
    }
    let stem = name.strip_suffix(".mode").unwrap_or(name);
    let end = |word: &str| named(format!("{stem}.{word}")).or_else(|| named(format!("{stem}-{word}")));
    let ends = end("low").zip(end("high")).map(|(low, high)| [low, high]);
    let range = if at.value.abs().max(row.value.unwrap_or_default().abs()) > 2.0 { 100.0 } else { 1.0 };
    Found::Level { at, ends, range }
}

fn finding(asking: &Asking<'_, '_>, row: &Expectation, id: &FindingId) -> Found {
    let scenario = row.under.as_ref().map_or(BASELINE, |word| word.text.as_str());
    let result = if row.under.is_some() { asking.assessment.scenarios.get(scenario) } else { Some(asking.base) };
    let Some(result) = result else { return Found::Unknown("the what-if was not run") };
    let Some(finding) = result.finding(id) else {
        return Found::Unknown("what decides it is not found in this case");
    };
    let told = |value: f64, field: FindingField| {
        let from = NumberFrom::Finding { finding: id.clone(), scenario: scenario.to_owned(), field };
        Told { value, from }
    };
    let range = range_of(asking, id);
    let undefined = Found::Unknown("it is undefined in this case");
    if row.expected.is_change() {
        let Some(by) = finding.difference.clone() else { return undefined };
        let ends = [(by.mean, FindingField::Difference), (by.p05, FindingField::DifferenceLow)];
        let [mean, low] = ends.map(|(value, field)| told(value, field));
        let high = told(by.p95, FindingField::DifferenceHigh);
        return Found::Change { by, told: [mean, low, high], frequency: finding.kind == Kind::Probability, range };
    }
    of_level(finding, range, &told).unwrap_or(undefined)
}

fn of_level(finding: &Finding, range: f64, told: &dyn Fn(f64, FindingField) -> Told) -> Option<Found> {
    if let Some(share) = finding.probability {
        return Some(Found::Share { share, from: told(share.probability, FindingField::Mean).from });
    }
    let drawn = finding.distribution.as_ref();
    let ends = drawn.map(|drawn| [told(drawn.p05, FindingField::Low), told(drawn.p95, FindingField::High)]);
    Some(Found::Level { at: told(finding.at_mode?, FindingField::Mode), ends, range })
}

/// Width of the scale of a finding.
fn range_of(asking: &Asking<'_, '_>, id: &FindingId) -> f64 {
    let factor = (id.measure() == Some(LEVEL)).then(|| QuantityPath::Factor { id: id.subject().to_owned() });
    let index = factor.and_then(|path| asking.reading.find(&path));
    index.map_or_else(|| numbers::scale(id.measure()), |index| width(asking, index))
}

fn width(asking: &Asking<'_, '_>, index: usize) -> f64 {
    let (low, high) = asking.case.quantities.get(index).range;
    high - low
}

/// A quantity where the question is asked, or what a scenario makes of it.
fn quantity(
    asking: &Asking<'_, '_>,
    row: &Expectation,
    path: &QuantityPath,
    measures: &mut Measures,
) -> Result<Found, RunError> {
    let Some(index) = asking.reading.find(path) else {
        return Ok(Found::Unknown("what decides it does not count at this date"));
    };
    let (seed, draws) = (asking.options.seed, asking.options.draws.min(DRAWS));
    let was = levels(asking.reading, asking.samples, index, seed, draws);
    let range = width(asking, index);
    let mut keep = |what: &str, label: &str, value: f64| {
        let from = measures.keep(&format!("concluded.{}.{what}", row.id.text), label, value);
        Told { value, from }
    };
    let Some(under) = &row.under else {
        let at = keep("level", "level at the most likely values", asking.reading.estimate(index).mode());
        return Ok(level(&was, at, range, &mut keep));
    };
    let Some((what_if, _)) = asking.under().into_iter().find(|(what_if, _)| what_if.id == under.text) else {
        return Ok(Found::Unknown("the what-if was not run"));
    };
    let (reading, samples) = asking.again.settled(&what_if.changes, draws)?;
    let Some(index) = reading.find(path) else {
        return Ok(Found::Unknown("what decides it does not count under the what-if"));
    };
    let is = levels(&reading, &samples, index, seed, draws);
    if !row.expected.is_change() {
        let at = keep("level", "level at the most likely values", reading.estimate(index).mode());
        return Ok(level(&is, at, range, &mut keep));
    }
    let Some(by) = Difference::paired(&was, &is) else { return Ok(Found::Unknown("it is undefined in this case")) };
    let mean = keep("change", "mean change under the scenario", by.mean);
    let low = keep("least", "end of the change: nine draws in ten lie between the ends", by.p05);
    let high = keep("most", "end of the change: nine draws in ten lie between the ends", by.p95);
    Ok(Found::Change { by, told: [mean, low, high], frequency: false, range })
}

fn level(drawn: &[f64], at: Told, range: f64, keep: &mut dyn FnMut(&str, &str, f64) -> Told) -> Found {
    let ends = Summary::of(drawn).map(|summary| {
        let [low, high] = numbers::ends(&summary);
        let label = "end of the level: nine draws in ten lie between the ends";
        [keep("low", label, low), keep("high", label, high)]
    });
    Found::Level { at, ends, range }
}
