//! What a question deals over: the conflicts that it names, each by itself because ranks cannot be added up, and the issues taken together.

use detente_case::case::Question;
use detente_case::{Case, QuestionKind, SubjectKind, question};
use detente_method::{Asking, EffectiveCase, RunError, Samples};

use crate::many::Many;
use crate::outcomes::Outcomes;
use crate::points::{Frame, Points};

/// Draws that are looked at, at most.
pub(crate) const DRAWS: u32 = 2_000;

/// What is dealt over.
pub(crate) struct Dealt<'c> {
    pub outcomes: Vec<Outcomes<'c>>,
    pub points: Option<Points<'c>>,
    /// The issues where their packages are too many to be looked at one by one.
    pub many: Option<Many<'c>>,
    /// Conflicts and issues of which it is not coded what holds without agreement.
    pub unmoored: Vec<Named>,
    /// Decision makers of whom nothing is known.
    pub silent: Vec<String>,
    /// Whether the rule of the question cannot be met by those with a say in the issues.
    pub unmet: bool,
}

/// A conflict or an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub kind: SubjectKind,
    pub id: String,
}

impl<'c> Dealt<'c> {
    /// # Errors
    /// [`RunError`]: a conflict is none that the engine takes.
    pub fn of(asking: &Asking<'_, 'c>) -> Result<Self, RunError> {
        let draws = asking.options.draws.min(DRAWS);
        let mut found = Self::at_mode(asking.case, asking.question, asking.reading)?;
        let mut wanted: Vec<usize> = found.outcomes.iter().flat_map(|one| one.conflict.quantities()).collect();
        wanted.extend(found.points.iter().flat_map(|points| points.quantities()));
        wanted.extend(found.many.iter().flat_map(|many| many.frame.quantities()));
        let samples = Samples::draw(asking.reading, wanted, asking.options.seed, draws, asking.samples);
        found.outcomes.iter_mut().for_each(|one| one.draw(&samples, draws, asking.options.seed));
        if let Some(points) = &mut found.points {
            points.draw(&samples, draws);
        }
        if let Some(many) = &mut found.many {
            many.settle(asking.reading);
            many.draw(&samples, draws);
        }
        Ok(found)
    }

    /// All of it at the most likely values, without draws.
    fn at_mode(case: &'c Case, question: &Question, reading: &EffectiveCase<'c>) -> Result<Self, RunError> {
        let mut found = Self {
            outcomes: Vec::new(),
            points: None,
            many: None,
            unmoored: Vec::new(),
            silent: Vec::new(),
            unmet: false,
        };
        for id in named(case, question, SubjectKind::Conflict) {
            let Some(conflict) = case.conflicts.iter().find(|one| one.id == id) else { continue };
            let outcomes =
                Outcomes::of(conflict, reading).map_err(|error| RunError::problem("conflict", &id, error))?;
            match outcomes {
                Some(one) if one.conflict.silent().is_empty() => found.outcomes.push(one),
                Some(one) => found.silent.extend(one.conflict.silent().iter().cloned()),
                None => found.unmoored.push(Named { kind: SubjectKind::Conflict, id }),
            }
        }
        let issues = named(case, question, SubjectKind::Issue);
        let (moored, unmoored): (Vec<String>, Vec<String>) =
            issues.into_iter().partition(|id| Points::reference(reading, id).is_some());
        found.unmoored.extend(unmoored.into_iter().map(|id| Named { kind: SubjectKind::Issue, id }));
        match Frame::of(reading, &moored, question.rule.as_ref()) {
            Some(frame) if frame.consent(&|index| reading.estimate(index).mode()).is_none() => found.unmet = true,
            Some(frame) if frame.is_large() => found.many = Some(Many::of(reading, frame)),
            Some(frame) => found.points = Points::of(reading, frame),
            None => {}
        }
        found.silent.dedup();
        Ok(found)
    }
}

/// The ids of one kind that a question names.
fn named(case: &Case, asked: &Question, kind: SubjectKind) -> Vec<String> {
    let about = asked.of.iter().filter_map(|word| question::about(case, QuestionKind::Package, word));
    about.filter_map(|one| one.id(kind).map(str::to_owned)).collect()
}

/// The verdict at the most likely values as a text.
pub(crate) fn class(question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
    let found = Dealt::at_mode(reading.case, question, reading).ok()?;
    let outcomes = found.outcomes.iter().map(Outcomes::class);
    let points = found.points.iter().map(Points::class).chain(found.many.iter().map(Many::class));
    let lost = found.unmoored.iter().map(|one| format!("{}: no reference", one.id));
    let silent = found.silent.iter().map(|who| format!("{who}: not known"));
    let unmet = found.unmet.then(|| "the rule cannot be met".to_owned());
    let all: Vec<String> = outcomes.chain(points).chain(lost).chain(silent).chain(unmet).collect();
    (!all.is_empty()).then(|| all.join("; "))
}
