//! The other side of the seam: who answers questions, with what at hand.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::case::{Expectation, Question};
use detente_case::decides::ANSWER;
use detente_case::question::about;
use detente_case::{About, Case, QuestionKind, SubjectKind};
use detente_results::{Answer, Assessment, FindingOf, Reason, ScenarioResult, Wording};

use crate::columns::Column;
use crate::effective_case::EffectiveCase;
use crate::names;
use crate::observer::{Observer, RunError};
use crate::options::{GroundedChange, Options, WhatIf};
use crate::sample::Samples;
use crate::say::Phrase;
use detente_case::FindingId;
use detente_results::Slot;

/// Who answers questions of some kinds.
pub trait Answering: Sync {
    /// The kinds.
    fn kinds(&self) -> &'static [QuestionKind];

    /// Answers a question.
    ///
    /// # Errors
    /// [`RunError`].
    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError>;

    /// The headline of the verdict at the most likely values, as a text that is the same where the verdict is: `None` where it is not known, or
    /// where this kind has no verdict that can be had so quickly. Which claims a verdict turns without is looked for by it.
    fn class(&self, _question: &Question, _reading: &EffectiveCase<'_>) -> Option<String> {
        None
    }

    /// The same where more has changed; a kind whose verdict is about what influences do settles the case first.
    ///
    /// # Errors
    /// [`RunError`].
    fn class_under(&self, asking: &Asking<'_, '_>, more: &[GroundedChange]) -> Result<Option<String>, RunError> {
        Ok(self.class(asking.question, &asking.under_changes(more)))
    }
}

/// A question, and what there is to answer it with.
#[derive(Clone, Copy)]
pub struct Asking<'a, 'c> {
    /// The question.
    pub question: &'a Question,
    /// The case.
    pub case: &'c Case,
    /// How the run was asked for.
    pub options: &'a Options,
    /// The run, all findings of every scenario in it.
    pub assessment: &'a Assessment,
    /// What holds where the question is asked: the baseline, or a scenario under which it is asked once more.
    pub base: &'a ScenarioResult,
    /// The case as it stands there.
    pub reading: &'a EffectiveCase<'c>,
    /// Changes of the base.
    pub changes: &'a [GroundedChange],
    /// The draws.
    pub samples: &'a Samples,
    /// Every finding in every draw.
    pub columns: &'a [Column],
    /// The scenarios that were run.
    pub what_ifs: &'a [WhatIf],
    /// Answers that were given before.
    pub earlier: &'a [Answer],
    /// Asks the case once more.
    pub again: &'a dyn Again<'c>,
    /// Who watches.
    pub observer: &'a dyn Observer,
}

/// What can be asked once more.
pub trait Again<'c> {
    /// The case under changes beside those of the base, influences followed, with so many draws of what the methods read; the draws are those of
    /// the run where nothing changes them.
    ///
    /// # Errors
    /// [`RunError`].
    fn settled(&self, changes: &[GroundedChange], draws: u32) -> Result<(EffectiveCase<'c>, Samples), RunError>;

    /// Findings of one subject (the first two parts of their names are the same) under changes beside those of the base, over so many draws;
    /// without draws at the most likely values alone. `None` for a finding that is not there.
    ///
    /// # Errors
    /// [`RunError`].
    fn findings(
        &self,
        changes: &[GroundedChange],
        findings: &[&FindingId],
        draws: u32,
    ) -> Result<Vec<Option<Column>>, RunError>;

    /// Answers to other questions under changes beside those of the base, over so many draws; what scenarios do is not looked at again.
    ///
    /// # Errors
    /// [`RunError`].
    fn answers(&self, questions: &[&Question], changes: &[GroundedChange], draws: u32)
    -> Result<Vec<Answer>, RunError>;
}

impl<'a, 'c> Asking<'a, 'c> {
    /// What the question is about.
    pub fn about(&self) -> Vec<About> {
        self.question.of.iter().filter_map(|word| about(self.case, self.question.kind, word)).collect()
    }

    /// The ids of one kind that it is about.
    pub fn ids(&self, kind: SubjectKind) -> Vec<String> {
        self.about().iter().filter_map(|one| one.id(kind)).map(str::to_owned).collect()
    }

    /// The numbers of its answer, by name, beside which the sources' conclusions are to be set: a method keeps them also where it does not tell
    /// them.
    pub fn wanted(&self) -> BTreeSet<&'a str> {
        self.expects().filter_map(|row| row.of.text.strip_prefix(ANSWER)).collect()
    }

    /// What the sources conclude on it.
    pub fn expects(&self) -> impl Iterator<Item = &'c Expectation> {
        self.case.expects.iter().filter(|row| row.question.text == self.question.id.text)
    }

    /// The scenarios under which it is asked, of those that were run, with their results.
    pub fn under(&self) -> Vec<(&'a WhatIf, &'a ScenarioResult)> {
        let run = |id: &str| Some((self.what_ifs.iter().find(|one| one.id == id)?, self.assessment.scenarios.get(id)?));
        self.question.under.iter().filter_map(|word| run(word)).collect()
    }

    /// The column of a finding.
    pub fn column(&self, id: &FindingId) -> Option<&'a Column> {
        self.columns.iter().find(|column| column.id == *id)
    }

    /// An answer of which nothing is known yet but the question.
    pub fn blank(&self) -> Answer {
        Answer {
            id: self.question.id.text.clone(),
            question: self.question.question.clone(),
            kind: self.question.kind,
            unasked: None,
            pattern: String::new(),
            verdict: Vec::new(),
            how_sure: None,
            hangs_on: None,
            expected: Vec::new(),
            because: Vec::new(),
            change_if: Vec::new(),
            weak: Vec::new(),
            figure: None,
            findings: Vec::new(),
            claims: Vec::new(),
            measures: BTreeMap::new(),
        }
    }

    /// The answer that it is not known, and why.
    pub fn not_known(&self, why: Phrase) -> Answer {
        let verdict = vec![crate::say::say("Not known from this case, because {why}.", &[("why", why)])];
        Answer { pattern: "any.missing".to_owned(), verdict, ..self.blank() }
    }

    /// An actor as a sentence calls it.
    pub fn actor(&self, id: &str) -> Phrase {
        Phrase::named(crate::names::actor_in_text(self.case, id), Slot::Actor { id: id.to_owned() })
    }

    /// Actors in a sentence: `First, the Second and Third`.
    pub fn actors(&self, ids: &[impl AsRef<str>]) -> Phrase {
        Phrase::list(ids.iter().map(|id| self.actor(id.as_ref())).collect())
    }

    /// The name of an actor, for headings and tables.
    pub fn name(&self, id: &str) -> String {
        crate::names::actor(self.case, id)
    }

    /// A claim by its paraphrase, cut where it runs long, and its place.
    pub fn claim(&self, id: &str) -> Phrase {
        let claim = self.case.claims.iter().find(|claim| &*claim.id == id);
        let text = claim.map_or_else(
            || id.to_owned(),
            |claim| format!("“{}” ({})", names::short(&claim.text), names::locator(self.case, claim)),
        );
        Phrase::named(text, Slot::Claim { id: id.to_owned() })
    }

    /// The case as it stands at the base under more changes, influences left aside.
    pub fn under_changes(&self, more: &[GroundedChange]) -> EffectiveCase<'_> {
        let changes: Vec<GroundedChange> = self.changes.iter().chain(more).cloned().collect();
        EffectiveCase::until(self.case, self.options.as_of, &changes, self.options.horizon)
    }

    /// Paths and claims behind the findings of an answer and behind the estimates that it tells, and the claims that it names itself.
    pub fn behind(&self, answer: &Answer) -> (BTreeSet<String>, BTreeSet<String>) {
        let mut paths = BTreeSet::new();
        let mut claims: BTreeSet<String> = answer.claims.iter().cloned().collect();
        for one in &answer.findings {
            let found = self.assessment.scenarios.get(&one.scenario).and_then(|result| result.finding(&one.finding));
            let Some(set) = found.map(|finding| self.assessment.behind(finding)) else { continue };
            paths.extend(set.quantities.iter().map(ToString::to_string));
            claims.extend(set.claims.iter().cloned());
        }
        for path in answer.told_quantities() {
            let entry = self.assessment.quantities.get(path);
            claims.extend(entry.into_iter().flat_map(|entry| entry.claims.iter().cloned()));
            paths.insert(path.to_owned());
        }
        (paths, claims)
    }

    /// A reason with claims.
    pub fn reason(&self, says: Wording, claims: impl IntoIterator<Item = String>) -> Reason {
        Reason { says, claims: claims.into_iter().collect(), changes: Vec::new() }
    }
}

/// A finding of a scenario, as answers name it.
pub fn finding_of(scenario: &str, finding: &FindingId) -> FindingOf {
    FindingOf { scenario: scenario.to_owned(), finding: finding.clone() }
}
