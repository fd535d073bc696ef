//! Conflicts: from named options and preferences to who holds still where, why, how surely, and what would change it.
//! Definition, sources and limits: `methods/conflict/page.md`.

mod answer;
mod certificates;
mod changes;
mod doubt;
mod drawn;
mod equilibrium;
mod follow;
mod question;
mod result;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::measure::EQUILIBRIUM_NASH;
use detente_case::{FindingId, Method as Word};
use detente_conflict::{Answers, Concept};
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Memo, Method, Numbers, Options, Problem, RunError, Samples, Sought,
};
use detente_results::{ConflictResult, Finding, ScenarioResult, Subject, Unanswered, WhyUnanswered};
use rayon::prelude::*;

pub use answer::conflict_answers;
pub use certificates::{certificates, check_certificates, read_certificates};
pub use detente_method::conflicts::{ConflictInput, OptionInput, PreferenceInput, StatementInput};
pub use doubt::doubt;
pub use drawn::{NoAnswer, case_conflict, memory_of_conflict};
pub use question::{Question, Ways};
pub use result::{ConflictAsk, conflict_result};

use detente_method::conflicts::{Behind, CaseConflict};
use drawn::numbers_of_a_draw;

/// The graph model for conflict resolution over the conflicts of a case.
#[derive(Debug, Clone, Copy)]
pub struct Conflict;

/// The conflicts of a case, or the one that is asked for.
struct Conflicts<'c>(Vec<CaseConflict<'c>>);

/// The conflicts that have an answer.
type Inputs = Vec<Arc<ConflictInput>>;

/// What is kept of a scenario: its conflicts that have an answer, and by conflict what is behind its statements.
struct Kept {
    inputs: Inputs,
    statements: BTreeMap<String, Vec<Vec<Behind>>>,
}

impl Method for Conflict {
    fn words(&self) -> &'static [Word] {
        &[Word::Conflict]
    }

    fn page(&self) -> &'static str {
        "methods/conflict/page.md"
    }

    fn about(&self, _: &Options) -> Vec<String> {
        vec!["Conflicts: graph model for conflict resolution; in each draw every statement holds with its probability and the order of statements is drawn around the coded one where the case doubts it.".to_owned()]
    }

    fn headlines(&self, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        // The outcomes that hold everybody without threat in at least every second draw of some scenario.
        let firm = |finding: &&Finding| finding.id.measure() == Some(EQUILIBRIUM_NASH) && finding.number() >= Some(0.5);
        let all = scenarios.values().flat_map(|result| result.findings.iter().filter(firm));
        all.map(|finding| finding.id.clone()).collect::<BTreeSet<FindingId>>().into_iter().collect()
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let mut conflicts = Vec::new();
        let case = reading.case;
        for conflict in
            case.conflicts.iter().filter(|one| sought.is_none_or(|sought| sought.is_of(Word::Conflict, &one.id)))
        {
            let wrong = |error| RunError::problem("conflict", &conflict.id, error);
            conflicts.push(CaseConflict::of(conflict, reading).map_err(wrong)?);
        }
        Ok(Box::new(Conflicts(conflicts)))
    }
}

impl Conflicts<'_> {
    fn answered(&self) -> Inputs {
        self.with_answer().map(|conflict| Arc::clone(&conflict.input)).collect()
    }

    fn with_answer(&self) -> impl Iterator<Item = &CaseConflict<'_>> {
        self.0.iter().filter(|conflict| conflict.silent().is_empty())
    }
}

/// The findings of a conflict where another scenario has it with the same statements, each with the same draws.
fn again(conflict: &CaseConflict<'_>, asked: &Asked<'_>) -> Option<Vec<Column>> {
    let (id, (_, kept)) = (&conflict.conflict.id, asked.known::<Kept>()?);
    let same = conflict.silent().is_empty() && kept.statements.get(id) == Some(&conflict.statements);
    if same { asked.again(Conflict.words(), id, conflict.quantities()) } else { None }
}

impl<'c> Problem<'c> for Conflicts<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(CaseConflict::quantities).collect()
    }

    fn subjects(&self) -> Vec<About> {
        let subject = |one: &CaseConflict<'_>| About {
            word: Word::Conflict,
            id: one.conflict.id.clone(),
            quantities: one.quantities(),
        };
        self.0.iter().map(subject).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let mut columns = Vec::new();
        for conflict in &self.0 {
            asked.go_on()?;
            let drawn = || drawn::columns(conflict, asked.samples, asked.draws, asked.seed, asked.compared);
            columns.extend(again(conflict, asked).unwrap_or_else(drawn));
        }
        Ok(columns)
    }

    fn numbers_a_draw(&self, samples: &Samples, draws: u32, seed: u64) -> Numbers {
        // What only draws show, such as the states that ever hold, is counted over some.
        let none = BTreeSet::new();
        let kept = self.0.iter().map(|one| drawn::columns(one, samples, draws, seed, &none).len()).sum();
        Numbers { kept, held: self.0.iter().map(numbers_of_a_draw).max().unwrap_or_default() }
    }

    fn memo(&self, _: &Samples) -> Memo {
        let statements = |conflict: &CaseConflict<'_>| (conflict.conflict.id.clone(), conflict.statements.clone());
        Box::new(Kept { inputs: self.answered(), statements: self.with_answer().map(statements).collect() })
    }

    fn analyse(&self, at: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        for conflict in self.0.iter().filter(|conflict| !conflict.silent().is_empty()) {
            let (id, silent) = (&conflict.conflict.id, conflict.silent().join(", "));
            into.remarks.push(format!(
                "conflict `{id}` has no answer here: every statement or group of what {silent} prefers is left out, or asks of something that is not in force"
            ));
            into.unanswered.push(Unanswered {
                subject: Subject::Conflict { id: id.clone() },
                reason: WhyUnanswered::NoPreference,
                decision_makers: conflict.silent().iter().map(|name| (*name).to_owned()).collect(),
            });
        }
        into.conflicts = results(&self.answered(), at.kept::<Kept>().map(|kept| &kept.inputs));
    }
}

/// Every conflict in the baseline, and in a scenario those that its changes bear on.
fn results(inputs: &Inputs, baseline: Option<&Inputs>) -> Vec<ConflictResult> {
    let ask = ConflictAsk {
        concepts: Concept::ALL.to_vec(),
        answers: Answers::AnySequence,
        why: false,
        whole: true,
        wanted: baseline.is_none(),
    };
    let known = baseline.map(Vec::as_slice).unwrap_or_default();
    let new = |input: &&Arc<ConflictInput>| known.iter().all(|old| old.id != input.id || differs(old, input));
    inputs.par_iter().filter(new).map(|input| conflict_result(input, &ask)).collect()
}

/// Whether a scenario's changes bear on this conflict at the modes, so that its picture must be drawn anew.
fn differs(a: &ConflictInput, b: &ConflictInput) -> bool {
    a.lists() != b.lists()
}
