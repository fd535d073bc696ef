//! A case that can be asked: from texts to results, for the command line, a server, the page and Python alike.
//!
//! Questions are asked in the words of the command line; what is wrong with one is an [`AskError`] in the very words in which the
//! command line says it. Nothing here opens a file, prints, or decides how many threads work is done on: that is the caller's.

mod hangs;
mod known;
mod movable;
mod names;
mod of_case;
mod over_time;
mod questions;
mod scenarios;
mod standing;

use detente_case::{Case, Date, Diagnostic, Files, Loaded, codes, load};
use detente_method::{AskError, GroundedChange, Memory, Observer, Options, WhatIf};
use detente_results::{Assessment, WhatIfAnswers};

use crate::answers::questions_of;
use crate::memory::memory_of_run;
use crate::run::{run, run_differences, run_for, run_whole};
use crate::what_if::what_if_answers;

pub use hangs::LeverAsk;
pub use names::{name_in, path_of, view_in};
pub use over_time::{Every, Span};
pub use standing::Standing;

/// How a case is run, where that is not as it says itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Number of draws.
    pub draws: Option<u32>,
    /// Seed of the draws.
    pub seed: Option<u64>,
    /// Date as of which it is read.
    pub as_of: Option<Date>,
    /// Period at which results are read.
    pub horizon: Option<u32>,
}

impl Settings {
    /// As the case says itself, but over so many draws.
    pub fn of_draws(draws: u32) -> Self {
        Self { draws: Some(draws), ..Self::default() }
    }
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What differs between the baseline and every scenario: of findings that no change can reach nothing is told.
    Differences,
    /// The findings of the baseline and of every scenario.
    Findings,
    /// With the answers to the questions of the case.
    Answers,
    /// With the answers, what the headline findings hang on, and the levers for the goals of the case.
    Whole,
}

/// A case without errors, and how it is run.
#[derive(Debug, Clone)]
pub struct Session {
    case: Case,
    settings: Settings,
    standing: Vec<GroundedChange>,
}

impl Session {
    /// Opens a case from its texts.
    ///
    /// # Errors
    /// Everything that is to be said of the case, where it has an error.
    pub fn open(files: &Files, settings: Settings) -> Result<Self, Vec<Diagnostic>> {
        Self::of(load(files), settings)
    }

    /// Opens a case that was loaded.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn of(loaded: Loaded, settings: Settings) -> Result<Self, Vec<Diagnostic>> {
        if loaded.has_errors() {
            return Err(loaded.findings);
        }
        let mut case = loaded.case;
        // Whoever reads the results sees what was taken for what.
        case.notes.extend(doubts(&loaded.findings).map(|found| found.message.clone()));
        Ok(Self { case, settings, standing: Vec::new() })
    }

    /// Asks from now on in another way.
    pub fn set(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// How a run of these scenarios is asked for.
    pub fn options(&self, scenarios: &[WhatIf]) -> Options {
        self.options_of(self.settings, scenarios)
    }

    fn options_of(&self, settings: Settings, scenarios: &[WhatIf]) -> Options {
        let Settings { draws, seed, as_of, horizon } = settings;
        let own = &self.case.settings;
        Options {
            draws: draws.unwrap_or(own.draws),
            seed: seed.unwrap_or(own.seed),
            as_of,
            horizon: horizon.unwrap_or(own.horizon),
            standing: self.standing.clone(),
            scenarios: scenarios.to_vec(),
        }
    }

    /// Runs the baseline and these scenarios against it. A run that is stopped after the baseline gives what is finished, and says what
    /// is not.
    ///
    /// # Errors
    /// [`AskError`] where the baseline has no result.
    pub fn run(&self, scenarios: &[WhatIf], depth: Depth, observer: &dyn Observer) -> Result<Assessment, AskError> {
        let options = self.options(scenarios);
        let found = match depth {
            Depth::Differences => run_differences(&self.case, &options, observer),
            Depth::Findings => run(&self.case, &options, observer),
            Depth::Answers => run_for(&self.case, &options, &questions_of(&self.case), observer),
            Depth::Whole => run_whole(&self.case, &options, observer),
        };
        Ok(found?)
    }

    /// What so many words of a what-if change; several what-ifs stand between words `/`.
    ///
    /// # Errors
    /// [`AskError`]: of the words, or of the run.
    pub fn what_if(&self, words: &[String], observer: &dyn Observer) -> Result<WhatIfAnswers, AskError> {
        let asked = self.what_ifs(words)?;
        let assessment = self.run(&asked, Depth::Differences, observer)?;
        Ok(what_if_answers(&assessment, &asked))
    }

    /// Memory that a run of these scenarios takes on so many threads.
    ///
    /// # Errors
    /// [`AskError`] where the case has a problem that no engine takes.
    pub fn memory_of_run(&self, scenarios: &[WhatIf], threads: usize) -> Result<Memory, AskError> {
        Ok(memory_of_run(&self.case, &self.options(scenarios), threads)?)
    }
}

/// What was taken for what where a file is not written as the format asks.
pub fn doubts(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|one| [codes::READ_ALL_THE_SAME, codes::WINDOWS_LETTERS].contains(&one.code))
}
