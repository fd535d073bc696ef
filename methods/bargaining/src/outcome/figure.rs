//! The figure of the answer: an interval for each issue, with what stands now.

use detente_method::{Phrase, names, numbers, say};
use detente_results::{AnswerFigure, Axis, IntervalRow, NumberFrom, Shown};

use super::landing::{Landing, SCALE};
use super::words::Told;

impl Told<'_, '_, '_> {
    /// Intervals with the model's own error on the scale; of a single issue with what its ends mean.
    pub fn figure(&self, found: &[Landing]) -> AnswerFigure {
        let row = |landing: &Landing| IntervalRow {
            label: names::issue(self.asking.case, self.id(landing.place)),
            low: landing.outcome.p05,
            middle: landing.told(),
            high: landing.outcome.p95,
            was: landing.mode.reference,
        };
        let ends = match found {
            [one] => self.ends(one),
            _ => ("lower end of its scale".to_owned(), "upper end of its scale".to_owned()),
        };
        let draws = found.first().map_or(0, |landing| landing.outcome.defined);
        let from = NumberFrom::Threshold { name: "interval".to_owned() };
        let many = Phrase::number(numbers::how_many(draws), 0.9, from);
        let pattern = if found.iter().any(|landing| landing.mode.reference.is_some()) {
            "Where it lands, the model’s own error included, in {many}; marked is what stands without agreement."
        } else {
            "Where it lands, the model’s own error included, in {many}."
        };
        AnswerFigure {
            caption: say(pattern, &[("many", many)]),
            shows: Shown::Intervals {
                axis: Axis { least: 0.0, least_means: ends.0, most: SCALE, most_means: ends.1 },
                rows: found.iter().map(row).collect(),
            },
        }
    }

    fn ends(&self, landing: &Landing) -> (String, String) {
        let issue = self.case_issue(landing.place).issue;
        (issue.scale_0.clone(), issue.scale_100.clone())
    }
}
