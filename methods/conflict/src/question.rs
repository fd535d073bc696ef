//! What is asked of a conflict at once: verdicts, proofs, draws, the ways from a state and what would make one hold; each refused where it
//! would take too long.

use detente_case::case::Case;
use detente_conflict::{Answers, Concept, SpaceError};
use detente_method::{AskError, Observer};
use detente_results::{
    ConflictAnswer, ConflictDoubt, ConflictResult, FromResult, InverseQuestion, PathResult, StepsResult,
};

use crate::changes::wanted;
use crate::doubt::doubt;
use crate::drawn::case_conflict;
use crate::result::{ConflictAsk, MOST_PROOFS, conflict_result, paths_from, proofs, steps_from};
use detente_method::conflicts::ConflictInput;

/// States that ways, draws, changes of statements and single answers go through one by one.
const MOST_STATES: usize = 4096;
/// States whose verdicts are proven one by one.
const MOST_PROVEN: usize = 512;
/// Effort of all draws together: about a minute and a half.
const MOST_DRAWN: u64 = 1_000_000_000;

/// What is asked of a conflict.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Concepts to look at; all where none is named.
    pub concepts: Vec<Concept>,
    /// Whether each opponent answers once at most, which is not the definition.
    pub single_pass: bool,
    /// Whether to prove every verdict.
    pub why: bool,
    /// How often statements and orders are drawn.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
    /// Mallows' dispersion of orders in the draws, 0 to 1; of a conflict of a case the case says it.
    pub dispersion: f64,
}

/// Where the moves lead from a state.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Everything, as it is printed.
    pub found: FromResult,
    /// The conflict, without coalitions and critical preferences.
    pub result: ConflictResult,
    /// Moves step by step.
    pub steps: StepsResult,
    /// Ways to the states that hold everybody under some concept.
    pub to_equilibria: Vec<PathResult>,
}

impl Question {
    /// Refuses what is out of range or would take too long; memory apart, of which `memory_of_conflict` tells.
    ///
    /// # Errors
    /// [`AskError`].
    pub fn check(&self, input: &ConflictInput, case: Option<&Case>) -> Result<(), AskError> {
        self.check_dispersion(case)?;
        if self.why {
            few(input, MOST_PROVEN)?;
            let arcs = input.space.arcs().map_err(no_space)?;
            if proofs(&arcs, input.space.states()) > MOST_PROOFS {
                return Err(AskError::input(format!("{} moves are too many to prove every verdict", arcs.len())));
            }
        }
        if self.draws > 0 || self.single_pass {
            few(input, MOST_STATES)?;
        }
        let effort = input.space.effort();
        if effort.saturating_mul(u64::from(self.draws)) > MOST_DRAWN {
            let (draws, most) = (self.draws, MOST_DRAWN / effort.max(1));
            return Err(AskError::input(format!(
                "{draws} draws of this conflict would take too long; at most {most} are made"
            )));
        }
        Ok(())
    }

    fn check_dispersion(&self, case: Option<&Case>) -> Result<(), AskError> {
        if !(0.0..=1.0).contains(&self.dispersion) {
            return Err(AskError::input("the dispersion lies between 0 and 1"));
        }
        if case.is_some() && self.dispersion > 0.0 {
            let message = "a dispersion is for conflict files: a case says itself how far it doubts its orders";
            let hint = "`order_doubt` of the conflict, or the quantity `conflict.ID.order-doubt` in a scenario";
            return Err(AskError::input(message).with_hint(hint.to_owned()));
        }
        Ok(())
    }

    /// Verdicts, over the draws as well where some are asked for.
    ///
    /// # Errors
    /// As [`Question::check`], and a wish to stop.
    pub fn answer(
        &self,
        input: &ConflictInput,
        case: Option<&Case>,
        observer: &dyn Observer,
    ) -> Result<ConflictAnswer, AskError> {
        self.check(input, case)?;
        let result = self.result(input);
        Ok(ConflictAnswer { result, doubt: self.doubt(input, case, observer)?, name: None })
    }

    /// Verdicts as everything stands.
    pub fn result(&self, input: &ConflictInput) -> ConflictResult {
        conflict_result(input, &self.ask(true))
    }

    /// Verdicts over the draws; `None` where none are asked for.
    ///
    /// # Errors
    /// [`AskError`] where the conflict has no answer, and at a wish to stop.
    pub fn doubt(
        &self,
        input: &ConflictInput,
        case: Option<&Case>,
        observer: &dyn Observer,
    ) -> Result<Option<ConflictDoubt>, AskError> {
        let concepts = self.ask(true).concepts;
        if self.draws == 0 {
            return Ok(None);
        }
        if let Some(case) = case {
            let found = case_conflict(case, &input.id, &concepts, Some((self.draws, self.seed)));
            return found.map(|(_, doubt)| doubt).map_err(|error| AskError::input(error.to_string()));
        }
        let arcs = input.space.arcs().map_err(no_space)?;
        observer.progress(0, 1, "draws");
        let found = doubt(input, &arcs, &concepts, self.draws, self.seed, self.dispersion, observer);
        observer.progress(1, 1, "");
        found.map(Some).ok_or_else(|| AskError::stopped("stopped before the end of the draws"))
    }

    /// Where the moves lead from a state, by its name, options or number.
    ///
    /// # Errors
    /// [`AskError`] where there is no such state, or there are too many.
    pub fn from(&self, input: &ConflictInput, state: &str) -> Result<Ways, AskError> {
        let start = input.state(state)?;
        few(input, MOST_STATES)?;
        let arcs = input.space.arcs().map_err(no_space)?;
        let result = conflict_result(input, &self.ask(false));
        let steps = steps_from(input, &arcs, start);
        let ends = (0..input.space.states()).filter(|end| *end != start);
        let paths = paths_from(input, &arcs, start, ends);
        let held: Vec<usize> = result.equilibria.values().flatten().copied().collect();
        let to_equilibria = paths.iter().filter(|path| held.contains(&path.to)).cloned().collect();
        let found = FromResult {
            from: start + 1,
            label: input.label(start),
            moves: steps.moves.clone(),
            improvements: steps.improvements.clone(),
            equilibria: result.equilibria.clone(),
            paths,
        };
        Ok(Ways { found, result, steps, to_equilibria })
    }

    /// What would make a state hold everybody, by up to so many changes of statements; under the first concept that is asked for, SEQ
    /// where none is.
    ///
    /// # Errors
    /// [`AskError`] where there is no such state, or there are too many.
    pub fn want(&self, input: &ConflictInput, state: &str, changes: usize) -> Result<InverseQuestion, AskError> {
        few(input, MOST_STATES)?;
        let concept = self.concepts.first().copied().unwrap_or(Concept::Seq);
        Ok(wanted(input, input.state(state)?, concept, changes))
    }

    /// The question to the engine; `whole` is coalitions, critical preferences and paths as well.
    fn ask(&self, whole: bool) -> ConflictAsk {
        ConflictAsk {
            concepts: if self.concepts.is_empty() { Concept::ALL.to_vec() } else { self.concepts.clone() },
            answers: if self.single_pass { Answers::SinglePass } else { Answers::AnySequence },
            why: self.why,
            whole,
            wanted: false,
        }
    }
}

/// States must be few enough to go through one by one.
fn few(input: &ConflictInput, most: usize) -> Result<(), AskError> {
    let states = input.space.states();
    if states <= most {
        return Ok(());
    }
    Err(AskError::input(format!("{states} states are more than the {most} that this question can be asked of")))
}

fn no_space(error: SpaceError) -> AskError {
    AskError::input(error.to_string())
}
