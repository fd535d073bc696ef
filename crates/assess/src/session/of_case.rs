//! What is asked of a case apart from a run: its evidence, issues, conflicts, cross-impacts, causes and forecasts.

use std::collections::BTreeMap;

use detente_case::Date;
use detente_method::AskError;
use detente_method_bargaining::{BargainInput, case_issues};
use detente_method_conflict::{ConflictInput, case_conflict};
use detente_method_cross_impact::cross_impacts_of;
use detente_method_forecasts::forecast_scores;
use detente_method_reach::reach_of_case;
use detente_results::{Assessment, CaseCrossImpact, CausalMap, ForecastScores, ReachResult};

use super::Session;
use crate::catalogue;
use crate::influence::case_causes;

impl Session {
    /// Who, what and where from: claims with the rows that read them, quantities with their claims; no finding is looked for.
    pub fn evidence(&self) -> Assessment {
        catalogue::assessment(&self.case, &self.options(&[]), Vec::new(), BTreeMap::new())
    }

    /// The issues with what actors have at stake in them, at their most likely values.
    ///
    /// # Errors
    /// [`AskError`] where the case has none.
    pub fn issues(&self) -> Result<BargainInput, AskError> {
        if self.case.issues.is_empty() {
            return Err(AskError::input("the case has no issue"));
        }
        Ok(case_issues(&self.case))
    }

    /// Who is in whose reach by the places of the case, at its own estimates and without draws.
    ///
    /// # Errors
    /// [`AskError`] where the case has no place.
    pub fn reach(&self) -> Result<ReachResult, AskError> {
        if self.case.places.is_empty() {
            return Err(AskError::input("the case has no place: `places.csv` has no row"));
        }
        Ok(reach_of_case(&self.case))
    }

    /// The conflict with an id, or all, at their most likely values.
    ///
    /// # Errors
    /// [`AskError`] where the case has no conflict, none with that id, or one without an answer.
    pub fn conflicts(&self, id: Option<&str>) -> Result<Vec<ConflictInput>, AskError> {
        let all = &self.case.conflicts;
        if all.is_empty() {
            return Err(AskError::input("the case has no conflict"));
        }
        let asked: Vec<&str> =
            all.iter().map(|one| one.id.as_str()).filter(|known| id.is_none_or(|id| id == *known)).collect();
        if let (Some(id), true) = (id, asked.is_empty()) {
            let known: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
            return Err(AskError::unknown("conflict", id, &known));
        }
        let lowered = |id: &&str| case_conflict(&self.case, id, &[], None).map(|(input, _)| input);
        let found: Result<Vec<_>, _> = asked.iter().map(lowered).collect();
        found.map_err(|error| AskError::input(error.to_string()))
    }

    /// The cross-impacts over so many draws, from the case's seed where none is given.
    ///
    /// # Errors
    /// [`AskError`] where the case has none.
    pub fn cross_impacts(&self, draws: u32, seed: Option<u64>) -> Result<Vec<CaseCrossImpact>, AskError> {
        let found = cross_impacts_of(&self.case, draws, seed.unwrap_or(self.case.settings.seed));
        if found.is_empty() {
            return Err(AskError::input("the case has no cross-impacts").with_hint(
                "write `[cross-impact.ID]` into case.toml; docs/reference/case-format.md has its keys".to_owned(),
            ));
        }
        Ok(found)
    }

    /// The map of causes at its most likely values.
    ///
    /// # Errors
    /// [`AskError`] where the case has no links.
    pub fn causes(&self) -> Result<CausalMap, AskError> {
        case_causes(&self.case).ok_or_else(|| AskError::input("the case has no links"))
    }

    /// How the forecasts did; open ones are due or not on a date.
    ///
    /// # Errors
    /// [`AskError`] where the case has none.
    pub fn forecast_scores(&self, on: Option<Date>) -> Result<ForecastScores, AskError> {
        if self.case.forecasts.is_empty() {
            return Err(AskError::input("the case has no forecasts").with_hint(
                "forecasts.csv holds them: holder, question, horizon, words, likelihood, resolution".to_owned(),
            ));
        }
        Ok(forecast_scores(&self.case, on))
    }
}
