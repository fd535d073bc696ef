//! Goals: a finding on one side of a bound, as it is typed and as it stands in a case.

use crate::finding_id::FindingId;
use crate::measure::{COMPROMISE, EQUILIBRIUM_SEQ, LEVEL, TOGETHER};
use crate::view::View;

/// A finding on one side of a bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Id of the finding.
    pub finding: FindingId,
    /// Whether its mean or frequency is to be at least (or at most) the bound.
    pub at_least: bool,
    /// The bound.
    pub bound: f64,
}

/// Why a text is no goal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GoalError {
    /// It has none of the forms.
    #[error(
        "`{0}` is no goal: write FINDING>=NUMBER or FINDING<=NUMBER; p(bloc:A+B)>=0.5, issue.ID<=40 and 'conflict.ID:STATE stable' are short forms"
    )]
    Form(String),
    /// The bound is no number.
    #[error("`{0}` is no number")]
    Number(String),
}

impl Goal {
    /// Reads a goal. `p(X)` is X; `bloc:A+B` stands for both in one bloc of the first view, `issue.ID` for where it lands by the
    /// compromise model, `conflict.ID:STATE stable` for a frequency of at least one half that the state holds everybody under SEQ.
    ///
    /// # Errors
    /// [`GoalError`].
    pub fn parse(text: &str, views: &[View]) -> Result<Self, GoalError> {
        let text = text.trim();
        if let Some(state) = text.strip_suffix("stable").map(str::trim) {
            let form = || GoalError::Form(text.to_owned());
            let (id, state) = state.strip_prefix("conflict.").and_then(|rest| rest.split_once(':')).ok_or_else(form)?;
            let finding = EQUILIBRIUM_SEQ.about(id, state);
            return Ok(Self { finding, at_least: true, bound: 0.5 });
        }
        let marks = [(">=", true), ("<=", false), (">", true), ("<", false)];
        let found = marks.iter().find_map(|(mark, at_least)| Some((text.split_once(mark)?, *at_least)));
        let ((left, right), at_least) = found.ok_or_else(|| GoalError::Form(text.to_owned()))?;
        let bound = right.trim().parse::<f64>().ok().filter(|bound| bound.is_finite());
        let bound = bound.ok_or_else(|| GoalError::Number(right.trim().to_owned()))?;
        let left = left.trim();
        let left = left.strip_prefix("p(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(left);
        Ok(Self { finding: long_name(left, views), at_least, bound })
    }

    /// Whether a number reaches it.
    pub fn reached(&self, number: f64) -> bool {
        if self.at_least { number >= self.bound } else { number <= self.bound }
    }

    /// How much nearer to it a number is than another.
    pub fn progress(&self, from: f64, to: f64) -> f64 {
        if self.at_least { to - from } else { from - to }
    }
}

fn long_name(short: &str, views: &[View]) -> FindingId {
    let view = views.first().map(|view| view.id.text.as_str()).unwrap_or_default();
    if let Some(pair) = short.strip_prefix("bloc:") {
        let mut names: Vec<&str> = pair.split('+').map(str::trim).collect();
        names.sort_unstable();
        return TOGETHER.about(view, names.join("+"));
    }
    match short.strip_prefix("issue.").or(short.strip_prefix("bargain.")) {
        Some(issue) if !issue.contains('.') => COMPROMISE.of(issue),
        _ => match short.strip_prefix("factor.") {
            Some(factor) => LEVEL.of(factor),
            None => FindingId::parse(short),
        },
    }
}
