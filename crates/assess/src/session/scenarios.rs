//! Scenarios by id, and what-ifs in words.

use detente_case::case::Scenario;
use detente_case::{Change, did_you_mean, nearest};
use detente_method::{AskError, GroundedChange, WhatIf};
use detente_results::BASELINE;

use super::Session;
use super::known::known;

/// The word between two what-ifs.
const NEXT: &str = "/";

impl Session {
    /// The scenarios with these ids, each once; all of the case where none is named, none for `baseline` alone.
    ///
    /// # Errors
    /// [`AskError`] at the first id that no scenario has.
    pub fn scenarios(&self, ids: &[String]) -> Result<Vec<WhatIf>, AskError> {
        if ids.is_empty() {
            return Ok(self.case.scenarios.iter().map(WhatIf::from).collect());
        }
        let mut found: Vec<WhatIf> = Vec::new();
        for id in ids.iter().filter(|id| *id != BASELINE) {
            let scenario = self.scenario(id).ok_or_else(|| self.no_scenario(id))?;
            if !found.iter().any(|known| known.id == scenario.id) {
                found.push(WhatIf::from(scenario));
            }
        }
        Ok(found)
    }

    /// The changes of one scenario, in which something else begins; none where none is named.
    ///
    /// # Errors
    /// [`AskError`] where the case has no such scenario.
    pub fn changes_of(&self, scenario: Option<&str>) -> Result<Vec<GroundedChange>, AskError> {
        let Some(id) = scenario else { return Ok(Vec::new()) };
        let found = self.scenarios(&[id.to_owned()])?;
        Ok(found.into_iter().flat_map(|what_if| what_if.changes).collect())
    }

    /// What-ifs as they are typed: changes and ids of scenarios, a word `/` before the next what-if.
    ///
    /// # Errors
    /// [`AskError`] at the first word that is neither, at the first change of something that the case has not, and where no change is
    /// given.
    pub fn what_ifs(&self, words: &[String]) -> Result<Vec<WhatIf>, AskError> {
        let mut found = Vec::new();
        for part in words.split(|word| word == NEXT).filter(|part| !part.is_empty()) {
            let changes = self.meant_by(part)?;
            let id = if found.is_empty() { "whatif".to_owned() } else { format!("whatif-{}", found.len() + 1) };
            found.push(WhatIf { id, title: part.join(" "), question: String::new(), changes });
        }
        if found.is_empty() {
            let hint = "write changes such as 'factor.shield=1', or scenarios, before the case folder".to_owned();
            return Err(AskError::input("no change is given").with_hint(hint));
        }
        Ok(found)
    }

    /// Changes and ids of scenarios, as they are typed, that hold from now on in the baseline and in every scenario; none lets the case
    /// stand as it is.
    ///
    /// # Errors
    /// [`AskError`] as [`Session::what_ifs`]; what held before holds on.
    pub fn stand_under(&mut self, words: &[String]) -> Result<(), AskError> {
        self.standing = self.meant_by(words)?;
        Ok(())
    }

    /// The changes that words stand for together.
    pub(super) fn meant_by(&self, words: &[String]) -> Result<Vec<GroundedChange>, AskError> {
        let changes: Vec<Vec<GroundedChange>> = words.iter().map(|word| self.meant(word)).collect::<Result<_, _>>()?;
        Ok(changes.concat())
    }

    /// The changes that one word of a what-if stands for.
    fn meant(&self, word: &str) -> Result<Vec<GroundedChange>, AskError> {
        if let Some(scenario) = self.scenario(word) {
            return Ok(WhatIf::from(scenario).changes);
        }
        if !Change::is_meant_by(word) {
            return Err(self.strange(word));
        }
        let parsed = Change::parse_timed(word, self.case.settings.shape);
        let (change, period) = parsed.map_err(|error| AskError::input(error.to_string()))?;
        known(&self.case, &change)?;
        Ok(vec![GroundedChange { period, ..GroundedChange::from(change) }])
    }

    fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.case.scenarios.iter().find(|scenario| scenario.id == id)
    }

    fn scenario_ids(&self) -> impl Iterator<Item = &str> {
        self.case.scenarios.iter().map(|scenario| scenario.id.as_str())
    }

    fn no_scenario(&self, id: &str) -> AskError {
        let near = did_you_mean(id, self.scenario_ids());
        let hint = near.unwrap_or_else(|| format!("scenarios: {}", self.scenario_ids().collect::<Vec<_>>().join(", ")));
        AskError::input(format!("the case has no scenario `{id}`")).with_hint(hint)
    }

    /// A word that is neither change, scenario nor folder.
    fn strange(&self, word: &str) -> AskError {
        let near = nearest(word, self.scenario_ids()).map(|near| format!("did you mean the scenario `{near}`?"));
        let hint = near.unwrap_or_else(|| {
            "neither a change, a scenario of the case nor a folder: write changes such as 'factor.shield=1' or 'tie.A-B.political+=0.4', or scenarios, then the case folder"
                .to_owned()
        });
        AskError::input(format!("not a change: `{word}`")).with_hint(hint)
    }
}
