//! Numbers in words: how sure, between what, and what may be said of few draws (counts, and not nine in ten).

use detente_case::{Measure, Unit};
use detente_chance::{Proportion, Summary};
use detente_results::{Finding, ScenarioResult};

/// Fewer draws than this are few.
pub const FEW_DRAWS: usize = 100;

/// From so many draws on, "in every draw" may be said.
pub const EVERY_DRAWS: usize = 1_000;
/// Two results are rivals where their shares lie less than this apart.
pub const NEAR: f64 = 0.10;
/// An effect of less than this share of a quantity's range is hardly one: a step of the coder's scale.
pub const STEP: f64 = 0.05;
/// A pair is sure to stand as it does from this share of the draws on.
pub const SURE: f64 = 0.95;

/// A share of the draws in words. It is no likelihood: it tells how far a result survives the doubt that the coder put into the estimates.
pub fn share(share: f64, draws: usize) -> String {
    if draws < FEW_DRAWS {
        return counted(&Proportion { probability: share, mc_error: 0.0, low: 0.0, high: 1.0, draws });
    }
    let hundredths = (100.0 * share).round();
    match (share, hundredths) {
        (1.0, _) if draws >= EVERY_DRAWS => "in every draw".to_owned(),
        (1.0, _) => format!("in all {draws} draws"),
        (0.0, _) => "in no draw".to_owned(),
        (_, 100.0) => "in all but a few of the draws".to_owned(),
        (_, 0.0) => "in hardly any draw".to_owned(),
        _ => format!("in {hundredths:.0} of 100 draws"),
    }
}

/// Whether a share lies so near to a threshold that the number of draws could put it on the other side: within its Wilson interval.
pub fn on_the_line(found: &Proportion, threshold: f64) -> bool {
    found.low <= threshold && threshold <= found.high
}

/// A share of so many draws with its interval.
pub fn counted_share(share: f64, draws: u32) -> Proportion {
    let count = ((share * f64::from(draws)).round() as u32).min(draws);
    Proportion { probability: share, ..Proportion::counted(count, draws) }
}

/// A number up to twelve in letters, others in figures.
pub fn spelled(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// A part of a whole, in words where it is near to a simple one: `half`, `two thirds`, `a seventh`; otherwise `.37`.
pub fn fraction(value: f64) -> String {
    const SIMPLE: [(f64, f64, &str); 14] = [
        (1.0, 2.0, "half"),
        (1.0, 3.0, "a third"),
        (2.0, 3.0, "two thirds"),
        (1.0, 4.0, "a quarter"),
        (3.0, 4.0, "three quarters"),
        (1.0, 5.0, "a fifth"),
        (2.0, 5.0, "two fifths"),
        (3.0, 5.0, "three fifths"),
        (4.0, 5.0, "four fifths"),
        (1.0, 6.0, "a sixth"),
        (5.0, 6.0, "five sixths"),
        (1.0, 7.0, "a seventh"),
        (1.0, 8.0, "an eighth"),
        (1.0, 10.0, "a tenth"),
    ];
    let off = |(part, whole, _): &(f64, f64, &str)| (value - part / whole).abs();
    let nearest = SIMPLE.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    let near = nearest.filter(|simple| off(simple) <= (0.05 * value.abs()).min(0.02));
    match (near, value) {
        (_, value) if (value - 1.0).abs() < 0.005 => "all".to_owned(),
        (Some((_, _, words)), _) => (*words).to_owned(),
        _ => level(value, 1.0),
    }
}

/// A level on a scale: `.55` in a range of one, `42` in a range of ten and more; a true minus.
pub fn level(value: f64, range: f64) -> String {
    let places = if range >= 10.0 { 0 } else { 2 };
    let text = format!("{:.places$}", value.abs());
    let text = text.strip_prefix("0.").map_or(text.clone(), |rest| format!(".{rest}"));
    let zero = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if value < 0.0 && !zero { format!("\u{2212}{text}") } else { text }
}

/// The number that [`level`] shows: what is said of told numbers must fit them.
pub fn shown(value: f64, range: f64) -> f64 {
    let places = if range >= 10.0 { 0 } else { 2 };
    format!("{value:.places$}").parse().unwrap_or(value)
}

/// A change on a scale, with its sign: `+.07`, `−12`.
pub fn change(value: f64, range: f64) -> String {
    let text = level(value, range);
    if text.starts_with('\u{2212}') { text } else { format!("+{text}") }
}

/// Width of the scale of a measure.
pub fn scale(measure: Option<Measure>) -> f64 {
    match measure.map(Measure::unit) {
        Some(Unit::Points) => 100.0,
        Some(Unit::Affinity) => 2.0,
        _ => 1.0,
    }
}

/// `in 7 of 10 draws`; parts of draws where several best answers share one.
pub fn counted(found: &Proportion) -> String {
    let count = found.probability * found.draws as f64;
    let whole = (count - count.round()).abs() < 1e-6;
    let count = if whole { format!("{count:.0}") } else { format!("{count:.1}") };
    format!("in {count} of {} draws", found.draws)
}

/// The 5 and 95 per cent points of the draws; of few draws the least and the greatest.
pub fn ends(summary: &Summary) -> [f64; 2] {
    if summary.defined < FEW_DRAWS {
        return [summary.histogram.min, summary.histogram.max];
    }
    [summary.p05, summary.p95]
}

/// `nine draws in ten`, or `10 draws` of which the ends are the least and the greatest.
pub fn how_many(draws: usize) -> String {
    if draws < FEW_DRAWS { format!("all {draws} draws") } else { "nine draws in ten".to_owned() }
}

/// How often something is so: [`share`] of its draws.
pub fn told(finding: &Finding) -> String {
    finding.probability.map_or("undetermined".to_owned(), |p| share(p.probability, p.draws))
}

/// Findings of a measure about a subject, the most frequent first.
pub fn most_frequent<'a>(result: &'a ScenarioResult, measure: Measure, subject: &str) -> Vec<&'a Finding> {
    let mut found: Vec<&Finding> = result.findings.iter().filter(|finding| finding.id.is(measure, subject)).collect();
    let frequency = |finding: &Finding| finding.probability.map_or(0.0, |p| p.probability);
    found.sort_by(|a, b| frequency(b).total_cmp(&frequency(a)).then(a.id.cmp(&b.id)));
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The page words shares by a function of its own; its test reads the same examples.
    #[test]
    fn shares_are_worded_as_in_the_examples() {
        let examples: serde_json::Value = serde_json::from_str(include_str!("../tests/shares.json")).unwrap();
        for one in examples.as_array().unwrap() {
            let (of, draws) = (one["share"].as_f64().unwrap(), one["draws"].as_u64().unwrap());
            assert_eq!(share(of, draws as usize), one["told"].as_str().unwrap());
        }
    }

    #[test]
    fn parts_of_a_whole_have_words() {
        let words = [0.144, 0.67, 0.5, 0.59, 0.37, 1.0, 0.0].map(fraction);
        assert_eq!(words, ["a seventh", "two thirds", "half", "three fifths", ".37", "all", ".00"]);
    }

    #[test]
    fn what_is_shown_is_a_number_again() {
        assert_eq!([shown(37.6, 100.0), shown(-0.4, 100.0), shown(0.126, 1.0)], [38.0, 0.0, 0.13]);
        assert!(level(shown(62.5, 100.0), 100.0) == level(62.5, 100.0));
    }

    #[test]
    fn few_draws_are_counted() {
        assert_eq!(counted(&Proportion::counted(7, 10)), "in 7 of 10 draws");
        assert_eq!(counted(&Proportion::of(&[1.0, 0.5, 0.0]).unwrap()), "in 1.5 of 3 draws");
        let few = Summary::of(&[1.0, 2.0, 9.0]).unwrap();
        assert_eq!((ends(&few), how_many(few.defined)), ([1.0, 9.0], "all 3 draws".to_owned()));
        let many = Summary::of(&(0..200).map(f64::from).collect::<Vec<f64>>()).unwrap();
        assert_eq!((ends(&many), how_many(200)), ([many.p05, many.p95], "nine draws in ten".to_owned()));
    }
}
