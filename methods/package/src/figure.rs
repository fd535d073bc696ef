//! The figure: how often an outcome is better for all, or a package by its issues.

use detente_method::{names, numbers, say};
use detente_results::{AnswerFigure, ShareRow, Shown};

use crate::words::Told;

/// Most rows for a conflict.
const ROWS: usize = 4;

impl Told<'_, '_, '_> {
    /// The figure of a conflict with packages, else of the issues; none where there is no package.
    pub fn figure(&self) -> Option<AnswerFigure> {
        let mut rows = Vec::new();
        for outcomes in &self.dealt.outcomes {
            let mut order: Vec<usize> =
                (0..outcomes.drawn.strict.len()).filter(|state| outcomes.drawn.improving[*state] > 0).collect();
            order.sort_by_key(|state| {
                std::cmp::Reverse((outcomes.drawn.strict[*state], outcomes.drawn.improving[*state]))
            });
            let draws = outcomes.drawn.draws;
            let row = |state: usize| ShareRow {
                label: say("{x}", &[("x", self.outcome(outcomes, state))]).text,
                share: outcomes.drawn.strict[state] as f64 / draws.max(1) as f64,
                draws,
            };
            rows.extend(order.into_iter().take(ROWS).map(row));
        }
        if !rows.is_empty() {
            let caption = say(
                "How often each outcome is better for all whose consent is needed than what stands now, of those by which nobody loses.",
                &[],
            );
            return Some(AnswerFigure { caption, shows: Shown::Shares { rows } });
        }
        let points = self.dealt.points.as_ref()?;
        let package = points.best(numbers::NEAR)?;
        let row = |(issue, at): (&crate::points::Moored<'_>, f64)| {
            let alone =
                self.compromise(&issue.issue.id.text).map(|value| numbers::level(value, 100.0)).unwrap_or_default();
            let now = numbers::level(issue.points[issue.reference], 100.0);
            vec![
                names::issue(self.asking.case, &issue.issue.id.text),
                now,
                numbers::level(at, 100.0),
                alone,
                issue.issue.scale_0.clone(),
                issue.issue.scale_100.clone(),
            ]
        };
        let rows = points.issues.iter().zip(points.at(package)).map(row).collect();
        let columns = ["Issue", "Without agreement", "Package", "Settled alone", "Lower end", "Upper end"]
            .map(str::to_owned)
            .to_vec();
        let caption = match points.ruled {
            None => "A package by which all whose consent is needed gain.",
            Some(_) => "A package that has enough consent.",
        };
        Some(AnswerFigure { caption: say(caption, &[]), shows: Shown::Table { columns, rows } })
    }
}
