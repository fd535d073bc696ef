//! A case as it is, run, and the scenarios that are run against it.

use detente_case::Case;
use detente_method::{Observer, Options, RunError, WhatIf};
use detente_results::{BASELINE, FinishedScenario, ScenarioResult};

use crate::drivers::Ranked;
use crate::outcome::{Against, Compared, Outcome};
use crate::provenance::Sets;
use crate::reached::reached;

/// The baseline of scenarios.
pub(crate) struct Base<'c> {
    /// What it gives, draws included.
    pub outcome: Outcome<'c>,
    /// What of it is told.
    pub result: ScenarioResult,
    ranked: Ranked,
}

impl<'c> Base<'c> {
    /// Runs the case with all that a report shows of it.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn of(case: &'c Case, options: &Options, sets: &mut Sets, observer: &dyn Observer) -> Result<Self, RunError> {
        Self::against(Against::Nothing, None, (case, options), sets, observer)
    }

    /// Runs the case under the changes that hold everywhere, without what only figures show; what they leave as it is in `known`, over the same
    /// draws, is taken from there.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn standing(
        case: &'c Case,
        options: &Options,
        known: Option<&Self>,
        sets: &mut Sets,
        observer: &dyn Observer,
    ) -> Result<Self, RunError> {
        let against = Against::Standing(known.map(|known| &known.outcome));
        let same = known.map(|known| Compared { paired: false, ..known.compared() });
        Self::against(against, same, (case, options), sets, observer)
    }

    /// Runs the case for what these scenarios can reach, without what only figures show.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn reached_by(
        case: &'c Case,
        options: &Options,
        what_ifs: &[WhatIf],
        sets: &mut Sets,
        observer: &dyn Observer,
    ) -> Result<Self, RunError> {
        let reached = reached(case, options, what_ifs)?;
        let against = reached.as_ref().map_or(Against::Standing(None), Against::Reach);
        Self::against(against, None, (case, options), sets, observer)
    }

    fn against(
        against: Against<'_>,
        same: Option<Compared<'_>>,
        (case, options): (&'c Case, &Options),
        sets: &mut Sets,
        observer: &dyn Observer,
    ) -> Result<Self, RunError> {
        let outcome = Outcome::of(case, &as_it_is(), options, against, observer)?;
        let (finished, ranked) = outcome.result(case, same.as_ref());
        Ok(Self { result: sets.adopt(finished), outcome, ranked })
    }

    /// Runs a scenario against it.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn scenario(
        &self,
        case: &'c Case,
        options: &Options,
        what_if: &WhatIf,
        observer: &dyn Observer,
    ) -> Result<FinishedScenario, RunError> {
        let outcome = Outcome::of(case, what_if, options, Against::Baseline(&self.outcome), observer)?;
        Ok(outcome.result(case, Some(&self.compared())).0)
    }

    fn compared(&self) -> Compared<'_> {
        Compared { outcome: &self.outcome, result: &self.result, ranked: &self.ranked, paired: true }
    }
}

/// The case as it is, as a scenario without changes.
fn as_it_is() -> WhatIf {
    WhatIf {
        id: BASELINE.to_owned(),
        title: "The case as it is".to_owned(),
        question: String::new(),
        changes: Vec::new(),
    }
}
