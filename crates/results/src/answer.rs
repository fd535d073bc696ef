//! Answers to questions: a verdict in words, its reasons, what would change it, what is weak about it, one figure.
//!
//! Every number in a sentence, words such as *six* among them, is a slot that says where it comes from; the texts between slots hold none.

use std::collections::BTreeMap;

use detente_case::case::Period;
use detente_case::{FindingId, QuestionKind};
use schemars::JsonSchema;
use serde::Serialize;

use crate::reach::ReachResult;

/// An answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Answer {
    /// Id of the question.
    pub id: String,
    /// The question in words.
    pub question: String,
    /// What is asked.
    pub kind: QuestionKind,
    /// Why it is asked, where the case does not ask it itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unasked: Option<String>,
    /// The row of the table of verdicts that the verdict follows, for example `st.core`; `any.missing` where the answer is not known.
    pub pattern: String,
    /// The verdict; a headline first, what is added after it.
    pub verdict: Vec<Wording>,
    /// How sure it is, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_sure: Option<Wording>,
    /// What it hangs on, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hangs_on: Option<Wording>,
    /// What the sources conclude on it, set beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<Expected>,
    /// The reasons that carry it.
    pub because: Vec<Reason>,
    /// The smallest changes that turn it.
    pub change_if: Vec<Reason>,
    /// What is weak about it.
    pub weak: Vec<Wording>,
    /// The figure that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<AnswerFigure>,
    /// The findings it tells.
    pub findings: Vec<FindingOf>,
    /// The claims it rests on.
    pub claims: Vec<String>,
    /// Numbers that were worked out for this answer alone, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub measures: BTreeMap<String, Measured>,
}

impl Answer {
    /// Whether the case answers the question.
    pub fn is_known(&self) -> bool {
        self.pattern != UNKNOWN
    }

    /// Every sentence of it.
    pub fn sentences(&self) -> impl Iterator<Item = &Wording> {
        let reasons = self.because.iter().chain(&self.change_if).map(|reason| &reason.says);
        let few = self.how_sure.iter().chain(&self.hangs_on);
        self.verdict
            .iter()
            .chain(few)
            .chain(self.expected.iter().map(|one| &one.says))
            .chain(reasons)
            .chain(&self.weak)
            .chain(self.figure.iter().map(|figure| &figure.caption))
    }

    /// Paths of the quantities whose estimates it tells.
    pub fn told_quantities(&self) -> impl Iterator<Item = &str> {
        let slots = self.sentences().flat_map(|says| &says.parts).filter_map(|said| said.slot.as_ref());
        slots.filter_map(|slot| match slot {
            Slot::Number { from: NumberFrom::Quantity { path, .. }, .. } => Some(path.as_str()),
            _ => None,
        })
    }
}

/// The pattern of an answer that is not known.
const UNKNOWN: &str = "any.missing";

/// A reason, with the claims in which sources say it.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Reason {
    /// The reason.
    pub says: Wording,
    /// Claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// The change that it speaks of, as it would be typed in a what-if, one after the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
}

/// What the sources conclude on a question, and whether what was worked out bears it out.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Expected {
    /// Claims in which they conclude it.
    pub claims: Vec<String>,
    /// Whether it is borne out.
    pub word: Borne,
    /// It and the numbers that decide, in a sentence.
    pub says: Wording,
}

detente_chance::words! {
    /// Whether a conclusion is borne out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
    pub enum Borne {
        /// All that must be so for it is so.
        Confirmed = "confirmed",
        /// It is so in part: in some draws, to a lesser size, or of some of what must be so.
        Qualified = "qualified",
        /// The contrary is so.
        Contradicted = "contradicted",
        /// Nothing decides it.
        Untested = "cannot be tested",
    }
}

/// A finding, and the scenario in which to read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
pub struct FindingOf {
    /// The scenario.
    pub scenario: String,
    /// The finding.
    pub finding: FindingId,
}

/// A number that was worked out for an answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Measured {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: f64,
}

/// A sentence or a part of one.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Wording {
    /// It as it is read.
    pub text: String,
    /// Its parts in order; together they are the text.
    pub parts: Vec<Said>,
}

/// A part of a sentence: plain text, or a slot.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Said {
    /// As it is read.
    pub text: String,
    /// What it stands for; absent in plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
}

/// What a slot stands for.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Slot {
    /// An actor.
    Actor {
        /// Its id.
        id: String,
    },
    /// A quantity, by its name.
    Quantity {
        /// Its path.
        path: String,
    },
    /// A claim.
    Claim {
        /// Its id.
        id: String,
    },
    /// A scenario.
    Scenario {
        /// Its id.
        id: String,
    },
    /// Something else of the case that has an id: a forum, issue, link, source.
    Named {
        /// What it is.
        what: String,
        /// Its id.
        id: String,
    },
    /// An outcome of a conflict, as a sentence.
    State {
        /// The conflict.
        conflict: String,
        /// The state, as a row of 0 and 1.
        state: String,
    },
    /// A date or a period.
    Date {
        /// It.
        date: String,
    },
    /// A number.
    Number {
        /// Its value, unrounded.
        value: f64,
        /// Where it comes from.
        from: NumberFrom,
    },
    /// A share of the draws.
    Share {
        /// The share, in [0, 1].
        value: f64,
        /// Where it comes from.
        from: NumberFrom,
    },
    /// How many there are of something that is listed.
    Count {
        /// What is counted.
        of: Vec<String>,
    },
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum NumberFrom {
    /// A finding of the run.
    Finding {
        /// The finding.
        finding: FindingId,
        /// The scenario in which to read it.
        scenario: String,
        /// Which of its numbers.
        field: FindingField,
    },
    /// An estimate of the case.
    Quantity {
        /// Its path.
        path: String,
        /// Which of its numbers.
        field: EstimateField,
    },
    /// A number worked out for this answer: a name among its `measures`.
    Measure {
        /// The name.
        name: String,
    },
    /// A score of the forecasts.
    Score {
        /// Who holds them; empty for all.
        holder: String,
        /// Whether it is the number of those scored, and not their mean score.
        count: bool,
    },
    /// A fixed threshold of the program, as the page on doubt lists it.
    Threshold {
        /// Its name.
        name: String,
    },
}

/// Which number of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingField {
    /// With every quantity at its most likely value.
    Mode,
    /// Mean over the draws; the share of a frequency.
    Mean,
    /// 5 per cent point.
    Low,
    /// Median.
    Middle,
    /// 95 per cent point.
    High,
    /// Mean difference from the baseline.
    Difference,
    /// 5 per cent point of the difference.
    DifferenceLow,
    /// 95 per cent point of the difference.
    DifferenceHigh,
}

/// Which number of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EstimateField {
    /// Low.
    Low,
    /// Mode.
    Mode,
    /// High.
    High,
}

/// The figure of an answer.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct AnswerFigure {
    /// What it shows, in a sentence.
    pub caption: Wording,
    /// What it draws.
    pub shows: Shown,
}

/// What a figure draws.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Shown {
    /// The network of a view, with its sides.
    Network {
        /// The view.
        view: String,
        /// Its sides, by ids.
        sides: Vec<Vec<String>>,
        /// Who is on no side.
        open: Vec<String>,
    },
    /// Shares of draws.
    Shares {
        /// A row for each.
        rows: Vec<ShareRow>,
    },
    /// Intervals on one axis.
    Intervals {
        /// Least and greatest of the axis, and what they mean.
        axis: Axis,
        /// A row for each.
        rows: Vec<IntervalRow>,
    },
    /// Courses over time.
    Lines {
        /// What a step of time is.
        period: Period,
        /// Least and greatest of the axis, and what they mean.
        axis: Axis,
        /// A line for each.
        rows: Vec<LineRow>,
    },
    /// A map, on which reach, zones and lines are drawn.
    Map {
        /// What is drawn.
        reach: Box<ReachResult>,
    },
    /// A table.
    Table {
        /// Headings.
        columns: Vec<String>,
        /// Rows of cells.
        rows: Vec<Vec<String>>,
    },
}

/// An axis.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Axis {
    /// Least.
    pub least: f64,
    /// What stands there.
    pub least_means: String,
    /// Greatest.
    pub most: f64,
    /// What stands there.
    pub most_means: String,
}

/// A share of the draws.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ShareRow {
    /// Of what.
    pub label: String,
    /// The share, in [0, 1].
    pub share: f64,
    /// Of how many draws.
    pub draws: usize,
}

/// An interval.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct IntervalRow {
    /// Of what.
    pub label: String,
    /// Lower end: nine draws in ten lie between the ends.
    pub low: f64,
    /// Median.
    pub middle: f64,
    /// Upper end.
    pub high: f64,
    /// What it was, or what stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<f64>,
}

/// A course over time.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LineRow {
    /// Of what.
    pub label: String,
    /// Where it begins, in periods from now.
    pub from: usize,
    /// Its values, one a period.
    pub values: Vec<f64>,
}
