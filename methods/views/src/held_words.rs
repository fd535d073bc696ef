//! What is held by whom in words: whose view is not known, what each foresaw, who speaks.

use detente_method::{Phrase, say};
use detente_results::{Reason, Wording};

use crate::held::Held;
use crate::words::{CLAIMS, Told};

impl Told<'_, '_, '_> {
    /// Those of whose own view nothing is coded: not stated is not agreed.
    pub fn unknown(&self) -> Option<Wording> {
        let sees = |held: &&Held| {
            let seen = self.asking.case.conflicts.iter().flat_map(|conflict| &conflict.seen);
            held.views.is_empty() && !seen.into_iter().any(|seen| seen.holder.text == held.actor)
        };
        let ids: Vec<&str> = self.held.iter().filter(sees).map(|held| held.actor.as_str()).collect();
        let slots = [("who", self.asking.actors(&ids))];
        (!ids.is_empty()).then(|| say("How {who} would see it is not coded, which does not mean agreement.", &slots))
    }

    /// What each foresaw beside what came.
    pub fn foreseen(&self) -> Vec<Reason> {
        let some = self.held.iter().filter(|held| !held.decided.is_empty());
        let one = |held: &Held| {
            let slots = [
                ("who", self.asking.actor(&held.actor)),
                ("all", Phrase::count(&held.decided)),
                ("wrong", Phrase::standing_alone(&held.wrong)),
            ];
            let pattern = match (held.decided.len(), held.wrong.len()) {
                (1, 0) => "The only forecast held in {who} that is decided came out as thought.",
                (1, _) => "The only forecast held in {who} that is decided came out against what was thought.",
                _ => "Of {all} forecasts held in {who} that are decided, {wrong} came out against what was thought.",
            };
            let says = say(pattern, &slots);
            let claims: Vec<String> = self
                .asking
                .case
                .forecasts
                .iter()
                .filter(|forecast| held.wrong.contains(&forecast.id.text))
                .flat_map(|forecast| forecast.ground.evidence.iter().map(|word| word.text.clone()))
                .take(CLAIMS)
                .collect();
            self.asking.reason(says, claims)
        };
        some.map(one).collect()
    }

    /// Who speaks in the sources.
    pub fn spoken(&self) -> Option<Reason> {
        if self.asking.case.claims.is_empty() {
            return None;
        }
        let one = |held: &Held| {
            self.asking.actor(&held.actor).then(Phrase::text(" ")).then(Phrase::standing_alone(&held.spoken))
        };
        let all = Phrase::list(self.held.iter().map(one).collect());
        Some(self.asking.reason(say("Claims by who speaks them: {all}.", &[("all", all)]), []))
    }
}
