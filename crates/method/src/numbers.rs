//! Numbers in words: how sure, between what, and what may be said of few draws (counts, and neither words of likelihood nor nine in ten).

use detente_case::Measure;
use detente_chance::{Proportion, Summary};
use detente_results::{Finding, ScenarioResult};

/// Fewer draws than this are few.
pub const FEW_DRAWS: usize = 100;

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

/// How sure a frequency is: `likely (0.71)`, and in all or no draws said as such; of few draws how many.
pub fn told(finding: &Finding) -> String {
    let Some(p) = finding.probability else { return "undetermined".to_owned() };
    let Some(words) = finding.words else { return counted(&p) };
    match p.probability {
        1.0 => format!("{words} (in all {} draws)", p.draws),
        0.0 => format!("{words} (in none of {} draws)", p.draws),
        probability => format!("{words} ({probability:.2})"),
    }
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
