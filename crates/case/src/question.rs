//! Questions of a case: their kinds, and what each kind may be asked about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::path::QuantityPath;
use crate::schema::column::{Choice, choice};
use crate::{FindingId, Measure};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Who stands with whom.
    #[default]
    Standing,
    /// How lopsided and how firm a figure is, and which side steadies it.
    Figure,
    /// Where an issue lands, and who must be won.
    Outcome,
    /// Which coalition carries what.
    Coalition,
    /// Which outcomes of a conflict hold.
    Equilibrium,
    /// Which package all can accept.
    Package,
    /// What follows if.
    Effect,
    /// Whether something feeds itself, and what breaks it.
    Loop,
    /// Which of several does most.
    Rank,
    /// What is between two.
    Profile,
    /// What a seat is worth.
    Access,
    /// Small moves and their answers.
    Moves,
    /// Who is in whose reach.
    Reach,
    /// How exposed a supply is.
    Exposure,
    /// What it looked like at other dates.
    Dates,
    /// How likely it is, and who was right.
    Forecast,
    /// What remains without some of what it rests on.
    Support,
    /// Where views differ.
    Views,
}

/// The kinds in files.
pub static KINDS: [Choice<QuestionKind>; 18] = {
    use QuestionKind as K;
    [
        choice("standing", "who stands with whom; `of` is a view", K::Standing),
        choice(
            "figure",
            "how lopsided and how firm a figure is, and which side steadies it; `of` is a view",
            K::Figure,
        ),
        choice("outcome", "where issues land and who must be won; `of` are issues", K::Outcome),
        choice("coalition", "which coalition carries what; `of` are issues", K::Coalition),
        choice("equilibrium", "which outcomes of conflicts hold; `of` are conflicts", K::Equilibrium),
        choice("package", "which package all can accept; `of` are issues and conflicts", K::Package),
        choice(
            "effect",
            "what follows if; `of` is what is watched, what differs most where it is empty, `under` the scenarios",
            K::Effect,
        ),
        choice("loop", "whether it feeds itself and what breaks it; `of` is a quantity", K::Loop),
        choice(
            "rank",
            "which does most; `of` is what is to be moved, then the options; `under` are options too; without any, the causes of what is to be moved",
            K::Rank,
        ),
        choice("profile", "what is between two; `of` are two actors", K::Profile),
        choice("access", "what a seat is worth; `of` are forums and actors", K::Access),
        choice(
            "moves",
            "small moves and their answers; `of` are who moves, who answers, and the places to which it is kept, or data sets whose events count in place of those of `events.csv`; `threshold` is the window in months (days, weeks where the case counts in them)",
            K::Moves,
        ),
        choice("reach", "who is in whose reach; `of` are places", K::Reach),
        choice(
            "exposure",
            "how exposed a supply is; `of` is the buyer, then suppliers and places whose closing is asked about, else all; `threshold` is the share whose loss counts as critical",
            K::Exposure,
        ),
        choice("dates", "what it looked like then; `of` is a view, `under` the dates as scenarios", K::Dates),
        choice("forecast", "how likely, and who was right; `of` are forecasts, all where it is empty", K::Forecast),
        choice(
            "support",
            "what remains; `of` are questions, all where it is empty, `under` what is left out",
            K::Support,
        ),
        choice("views", "where views differ; `of` are actors", K::Views),
    ]
};

impl QuestionKind {
    /// The word in files.
    pub fn word(self) -> &'static str {
        KINDS[self as usize].word
    }

    /// What it may be asked about, in the order in which a name is looked up.
    pub fn subjects(self) -> &'static [SubjectKind] {
        use SubjectKind as S;
        match self {
            Self::Standing | Self::Figure | Self::Dates => &[S::View],
            Self::Outcome | Self::Coalition => &[S::Issue],
            Self::Equilibrium => &[S::Conflict],
            Self::Package => &[S::Issue, S::Conflict],
            Self::Effect | Self::Rank => &[S::Quantity, S::Finding, S::Scenario, S::Link, S::Actor],
            Self::Loop => &[S::Quantity],
            Self::Profile | Self::Views => &[S::Actor],
            Self::Moves => &[S::Actor, S::Place, S::DataSet],
            Self::Exposure => &[S::Actor, S::Place],
            Self::Access => &[S::Forum, S::Actor],
            Self::Reach => &[S::Place],
            Self::Forecast => &[S::Forecast],
            Self::Support => &[S::Question],
        }
    }

    /// Whether a question of this kind is about all there are where it names none.
    pub fn may_name_none(self) -> bool {
        matches!(self, Self::Outcome | Self::Forecast | Self::Support | Self::Access | Self::Reach | Self::Effect)
    }
}

/// What a question may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// A view.
    View,
    /// An issue.
    Issue,
    /// A conflict.
    Conflict,
    /// A quantity: by path, or a factor by its id.
    Quantity,
    /// A finding.
    Finding,
    /// A scenario.
    Scenario,
    /// A link, by the id of its row.
    Link,
    /// An actor.
    Actor,
    /// A forum.
    Forum,
    /// A place.
    Place,
    /// A forecast.
    Forecast,
    /// A data set.
    DataSet,
    /// Another question.
    Question,
}

impl SubjectKind {
    /// What it is in a word.
    pub fn what(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Issue => "issue",
            Self::Conflict => "conflict",
            Self::Quantity => "quantity",
            Self::Finding => "finding",
            Self::Scenario => "scenario",
            Self::Link => "link",
            Self::Actor => "actor",
            Self::Forum => "forum",
            Self::Place => "place",
            Self::Forecast => "forecast",
            Self::DataSet => "dataset",
            Self::Question => "question",
        }
    }

    /// The names of this kind that a case has, where they can be listed.
    pub fn names(self, case: &Case) -> Vec<&str> {
        match self {
            Self::View => case.views.iter().map(|one| &*one.id).collect(),
            Self::Issue => case.issues.iter().map(|one| &*one.id).collect(),
            Self::Conflict => case.conflicts.iter().map(|one| &*one.id).collect(),
            Self::Quantity => case.factors.iter().map(|one| &*one.id).collect(),
            Self::Finding => Vec::new(),
            Self::Scenario => case.scenarios.iter().map(|one| &*one.id).collect(),
            Self::Link => case.links.iter().map(|one| &*one.id).collect(),
            Self::Actor => case.actors.iter().map(|one| &*one.id).collect(),
            Self::Forum => case.forums.iter().map(|one| &*one.id).collect(),
            Self::Place => case.places.iter().map(|one| &*one.id).collect(),
            Self::Forecast => case.forecasts.iter().map(|one| &*one.id).collect(),
            Self::DataSet => case.data_sets.iter().map(|one| &*one.id).collect(),
            Self::Question => case.questions.iter().map(|one| &*one.id).collect(),
        }
    }
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// A row or part of the case that has an id.
    Named(SubjectKind, String),
    /// A quantity.
    Quantity(QuantityPath),
    /// A finding; `*` in it stands for any text.
    Finding(FindingId),
}

impl About {
    /// Its id where it is of this kind.
    pub fn id(&self, kind: SubjectKind) -> Option<&str> {
        match self {
            Self::Named(own, id) if *own == kind => Some(id),
            _ => None,
        }
    }
}

/// What a word in `of` means in a question of this kind; `None` where the case has nothing of that name.
pub fn about(case: &Case, kind: QuestionKind, word: &str) -> Option<About> {
    kind.subjects().iter().find_map(|subject| match subject {
        SubjectKind::Quantity => quantity(case, word).map(About::Quantity),
        SubjectKind::Finding => finding(word).map(About::Finding),
        // Where an id is shared, `issue.loan` and `conflict.loan` tell the two apart.
        subject => {
            let names = subject.names(case);
            let bare = word.strip_prefix(subject.what()).and_then(|rest| rest.strip_prefix('.'));
            let known = [Some(word), bare].into_iter().flatten().find(|word| names.contains(word))?;
            Some(About::Named(*subject, known.to_owned()))
        }
    })
}

fn quantity(case: &Case, word: &str) -> Option<QuantityPath> {
    let path = QuantityPath::parse(word, true).filter(QuantityPath::is_number)?;
    (!case.quantities.with_path(&path).is_empty()).then_some(path)
}

/// A finding has a measure that there is; which are found is known when the case is run.
fn finding(word: &str) -> Option<FindingId> {
    let id = FindingId::parse(word);
    let known: Option<Measure> = id.measure();
    known.is_some().then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_word() {
        for (place, choice) in KINDS.iter().enumerate() {
            assert_eq!((choice.is as usize, choice.is.word()), (place, choice.word));
            assert_eq!(format!("{:?}", choice.is).to_lowercase(), choice.word);
        }
    }
}
