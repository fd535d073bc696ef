//! What a finding hangs on, and what would move it where one wants it.

use detente_case::{FindingId, Goal, meant, nearest, renamed};
use detente_method::{AskError, GroundedChange, Memory, Observer, Options, Silent};
use detente_results::{BASELINE, BoxResult, LeversResult, Screened, SensitivityResult};

use super::Session;
use crate::levers::{LeverBudget, LeverError, levers};
use crate::memory::{memory_of_levers, memory_of_screen, memory_of_sensitivity};
use crate::run::run;
use crate::sensitivity::{SensitivityAsk, SensitivityError, box_of, screen, sensitivity};

/// Ways of a screening.
const WAYS: std::ops::RangeInclusive<usize> = 2..=10_000;

/// A goal, where one begins, and how much may be looked at.
#[derive(Debug, Clone)]
pub struct LeverAsk {
    /// The goal.
    pub goal: Goal,
    /// Changes under which one begins.
    pub changes: Vec<GroundedChange>,
    /// How much may be looked at.
    pub budget: LeverBudget,
}

impl Session {
    /// What each group of quantities behind a finding accounts for.
    ///
    /// # Errors
    /// [`AskError`]; for a finding that is not there with the nearest that is.
    pub fn sensitivity(
        &self,
        ask: &SensitivityAsk<'_>,
        observer: &dyn Observer,
    ) -> Result<SensitivityResult, AskError> {
        let found = sensitivity(&self.case, &self.options(&[]), ask, observer);
        found.map_err(|error| self.hangs_on_nothing(error))
    }

    /// Elementary effects of the quantities behind a finding along so many ways, 2 to 10,000 (Morris).
    ///
    /// # Errors
    /// As [`Session::sensitivity`].
    pub fn screen(
        &self,
        ask: &SensitivityAsk<'_>,
        ways: usize,
        observer: &dyn Observer,
    ) -> Result<Vec<Screened>, AskError> {
        if !WAYS.contains(&ways) {
            return Err(AskError::input(format!("a screening takes {} to {} ways", WAYS.start(), WAYS.end())));
        }
        let found = screen(&self.case, &self.options(&[]), ask, ways, observer);
        found.map_err(|error| self.hangs_on_nothing(error))
    }

    /// The box of quantities in which a finding lies above a bound (PRIM).
    ///
    /// # Errors
    /// As [`Session::sensitivity`].
    pub fn box_of(&self, ask: &SensitivityAsk<'_>, above: f64, observer: &dyn Observer) -> Result<BoxResult, AskError> {
        if !above.is_finite() {
            return Err(AskError::input("a box is of the finding above a number"));
        }
        let found = box_of(&self.case, &self.options(&[]), ask, above, observer);
        found.map_err(|error| self.hangs_on_nothing(error))
    }

    /// A goal in words, where one begins, and how much may be looked at.
    ///
    /// # Errors
    /// [`AskError`] where the words are no goal, or the case has no such scenario.
    pub fn lever_ask(&self, goal: &str, scenario: Option<&str>, budget: LeverBudget) -> Result<LeverAsk, AskError> {
        let goal = Goal::parse(goal, &self.case.views).map_err(|error| AskError::input(error.to_string()))?;
        Ok(LeverAsk { goal, changes: self.changes_of(scenario)?, budget })
    }

    /// The cheapest changes that reach a goal.
    ///
    /// # Errors
    /// [`AskError`]; for a finding that is not there with the nearest that is.
    pub fn levers(&self, ask: &LeverAsk, observer: &dyn Observer) -> Result<LeversResult, AskError> {
        let found = levers(&self.case, &self.options(&[]), &ask.goal, &ask.changes, ask.budget, observer);
        found.map_err(|error| match error {
            LeverError::Run(error) => error.into(),
            LeverError::Unknown(finding) => self.no_finding(&finding),
            error @ LeverError::Undefined(_) => AskError::input(error.to_string()),
        })
    }

    fn hangs_on_nothing(&self, error: SensitivityError) -> AskError {
        match error {
            SensitivityError::Run(error) => error.into(),
            SensitivityError::Unknown(finding) => self.no_finding(&finding),
            error => AskError::input(error.to_string()),
        }
    }

    /// A finding that is not there, with the nearest of those that are.
    pub fn no_finding(&self, finding: &str) -> AskError {
        let hint = renamed(finding).or_else(|| self.nearest_finding(finding)).map(meant);
        let hint = hint.unwrap_or_else(|| "`detente run --format csv` lists findings".to_owned());
        AskError::input(format!("there is no finding `{finding}`")).with_hint(hint)
    }

    /// The finding that comes nearest to a name, of those that a run gives.
    fn nearest_finding(&self, name: &str) -> Option<String> {
        let quick = Options { draws: 2, ..self.options(&[]) };
        let assessment = run(&self.case, &quick, &Silent).ok()?;
        let all: Vec<&FindingId> = assessment.scenarios.get(BASELINE)?.findings.iter().map(|one| &one.id).collect();
        // What is printed without its method is found with it.
        let whole = all.iter().find(|id| id.ends_in(name)).map(|id| id.as_str());
        whole.or_else(|| nearest(name, all.iter().map(|id| id.as_str()))).map(str::to_owned)
    }

    /// Memory of [`Session::sensitivity`], by base points.
    ///
    /// # Errors
    /// [`AskError`] where the case has a problem that no engine takes.
    pub fn memory_of_sensitivity(&self, ask: &SensitivityAsk<'_>) -> Result<Memory, AskError> {
        Ok(memory_of_sensitivity(&self.case, &self.options(&[]), ask)?)
    }

    /// Memory of [`Session::screen`], by ways.
    ///
    /// # Errors
    /// As [`Session::memory_of_sensitivity`].
    pub fn memory_of_screen(&self, ask: &SensitivityAsk<'_>) -> Result<Memory, AskError> {
        Ok(memory_of_screen(&self.case, &self.options(&[]), ask)?)
    }

    /// Memory of [`Session::levers`] and of [`Session::box_of`], by draws, on so many threads.
    ///
    /// # Errors
    /// As [`Session::memory_of_sensitivity`].
    pub fn memory_of_levers(
        &self,
        finding: &FindingId,
        changes: &[GroundedChange],
        threads: usize,
    ) -> Result<Memory, AskError> {
        Ok(memory_of_levers(&self.case, &self.options(&[]), changes, finding, threads)?)
    }
}
