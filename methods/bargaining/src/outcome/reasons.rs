//! The reasons: each issue with its numbers, and what would turn what is said of it.

use detente_case::measure::COMPROMISE;
use detente_method::numbers::{self, STEP};
use detente_method::{Phrase, names, say};
use detente_results::{EstimateField, FindingField, Model, NumberFrom, Reason, Slot, StakeResult, Wording};

use super::landing::{Group, Landing, Ruled, SCALE, Side};
use super::turns::{Then, Turn, turns};
use super::words::{Told, is_wide};

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most changes that are told of a single issue.
const TURNS: usize = 3;

impl Told<'_, '_, '_> {
    /// Where an issue lands by the model.
    pub(super) fn lands(&mut self, landing: &Landing) -> Wording {
        let mut slots = self.place_slots(landing);
        slots.push(("side", self.end(landing.place, landing.mode.side() == Side::Upper)));
        slots.extend(self.error());
        let pattern = match (is_wide(landing), landing.mode.side()) {
            (true, Side::Neither) => {
                "On {issue} the model leans to neither end and cannot say where it lands: at {x} between {lower} and {upper}, and with its own error anywhere between {low} and {high}, above the middle {share}."
            }
            (true, _) => {
                "On {issue} the model leans to {side} but cannot say where it lands: at {x} between {lower} and {upper}, and with its own error anywhere between {low} and {high}, above the middle {share}."
            }
            (false, _) => {
                "On {issue} it lands near {x} between {lower} and {upper}; between {low} and {high} with the model’s own error, above the middle {share}."
            }
        };
        say(pattern, &slots)
    }

    /// The same without what it leans to.
    fn numbers(&mut self, landing: &Landing) -> Wording {
        let pattern = "On {issue} it would land at {x} between {lower} and {upper}; with the model’s own error between {low} and {high}, above the middle {share}.";
        say(pattern, &self.place_slots(landing))
    }

    /// Where those who decide would meet if nobody had to be asked.
    fn meeting(&mut self, landing: &Landing) -> Wording {
        let mut slots = self.place_slots(landing);
        slots.push(("meet", self.compromise(landing)));
        let pattern = "Those who decide would meet at {meet}; with the model’s own error between {low} and {high}, above the middle {share}.";
        say(pattern, &slots)
    }

    /// What passes under the rule.
    pub(super) fn by_rule(&mut self, landing: &Landing) -> Wording {
        let mut slots = self.place_slots(landing);
        slots.extend([
            ("rule", self.rule(landing.place)),
            ("who", self.who(landing)),
            ("away", self.away(landing)),
            ("stands", self.reference(landing)),
            ("meet", self.compromise(landing)),
            ("often", self.share(&format!("stuck.{}", self.id(landing.place)), "nothing passes", &landing.stuck)),
        ]);
        let pattern = match (landing.stays(), landing.must.is_empty()) {
            (false, false) => {
                "By {rule} it lands at {x} on {issue}, between {lower} and {upper}; {who} must be won{away}."
            }
            (false, true) => "By {rule} it lands at {x} on {issue}, between {lower} and {upper}.",
            (true, false) => {
                "By {rule} nothing passes on {issue} {often}: what stands now stays, {stands} between {lower} and {upper}. Those who decide would meet at {meet}; {who} must be won{away}."
            }
            (true, true) => {
                "By {rule} nothing passes on {issue} {often}: what stands now stays, {stands} between {lower} and {upper}."
            }
        };
        say(pattern, &slots)
    }

    fn place_slots(&mut self, landing: &Landing) -> Vec<(&'static str, Phrase)> {
        let place = landing.place;
        let id = self.id(place).to_owned();
        let low =
            self.measure(&format!("outcome.{id}.low"), "lower end with the model's own error", landing.outcome.p05);
        let high =
            self.measure(&format!("outcome.{id}.high"), "upper end with the model's own error", landing.outcome.p95);
        vec![
            ("issue", self.issue(place)),
            ("x", self.landing(landing)),
            ("lower", self.end(place, false)),
            ("upper", self.end(place, true)),
            ("low", low),
            ("high", high),
            ("share", self.share(&format!("outcome.{id}.above"), "lands above the middle", &landing.above)),
        ]
    }

    /// What stands without agreement.
    pub(super) fn stands(&mut self, landing: &Landing) -> Wording {
        let Some(moves) = landing.moves() else {
            let pattern = if self.case_issue(landing.place).issue.rule.is_some() {
                "What stands without agreement is not coded, so that the rule has nothing to be measured by."
            } else {
                "What stands without agreement is not coded."
            };
            return say(pattern, &[]);
        };
        let id = self.id(landing.place).to_owned();
        let slots = [
            ("stands", self.reference(landing)),
            ("by", self.points(&format!("moves.{id}"), "how far it lies from what stands", moves.abs())),
        ];
        say("Without agreement {stands} stands, {by} away, and for that nobody needs to agree.", &slots)
    }

    /// Who must be won, where no rule tells it already.
    pub(super) fn must(&mut self, landing: &Landing) -> Option<Wording> {
        let Some((_, share)) = landing.must.first() else {
            return Some(say("Nobody with a position decides it; all who influence it are weighed.", &[]));
        };
        let id = self.id(landing.place).to_owned();
        let slots = [
            ("who", self.who(landing)),
            ("share", self.share(&format!("must.{id}"), "how often it must be won", share)),
        ];
        let pattern = match landing.mode.ruled {
            Ruled::Open => "{who} must be won, with whom the balance of weight lies {share}.",
            _ => "It hangs on {who} {share}.",
        };
        Some(say(pattern, &slots))
    }

    /// A reason: an issue with its numbers, the span of the models and who decides.
    pub(super) fn reason(&mut self, landing: &Landing, alone: bool) -> Reason {
        let ruled = landing.mode.ruled != Ruled::Open;
        let mut sentences = vec![match (ruled, alone) {
            (false, _) => self.numbers(landing),
            (true, false) => self.by_rule(landing),
            // The verdict tells what passes.
            (true, true) => self.meeting(landing),
        }];
        // The verdict over several says of which of them what stands is not coded; where nothing passes it is told already.
        let told = landing.stays() || (ruled && alone);
        if !told && (alone || landing.group() != Group::Open) {
            sentences.push(self.stands(landing));
        }
        sentences.extend(self.must(landing));
        sentences.extend(self.models(landing));
        sentences.extend(self.blockers(landing));
        sentences.extend(self.onlookers(landing));
        let all = sentences.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text(" ")).then(next));
        self.asking.reason(say("{all}", &[("all", all.unwrap_or_default())]), self.claims(landing))
    }

    /// How far the models of the issue alone lie apart.
    fn models(&self, landing: &Landing) -> Option<Wording> {
        let id = self.id(landing.place);
        let alone = Model::ALL.into_iter().filter(|model| *model != Model::Exchange);
        let number = |model: Model| Some((model, self.asking.base.finding(&model.measure().of(id))?.at_mode?));
        let mut all: Vec<(Model, f64)> = alone.filter_map(number).collect();
        all.sort_by(|a, b| a.1.total_cmp(&b.1));
        let ((first, low), (last, high)) = (*all.first()?, *all.last()?);
        let told = |model: Model, value: f64| {
            let from = self.finding(&model.measure().of(id), FindingField::Mode);
            Phrase::number(numbers::level(value, SCALE), value, from)
        };
        let slots = [
            ("low", told(first, low)),
            ("high", told(last, high)),
            ("first", Phrase::text(first.title())),
            ("last", Phrase::text(last.title())),
        ];
        (high - low >= STEP * SCALE).then(|| say("The models lie between {low} ({first}) and {high} ({last}).", &slots))
    }

    fn blockers(&self, landing: &Landing) -> Option<Wording> {
        let blockers = self.case_issue(landing.place).blockers();
        // Where the consent of those who block is the rule it is told already.
        let told = landing.mode.ruled != Ruled::Open && self.case_issue(landing.place).issue.rule.is_none();
        (!blockers.is_empty() && !told)
            .then(|| say("Nothing passes without {who}.", &[("who", self.actors(&blockers))]))
    }

    /// What all would make of it, where those who only influence it move it by a step.
    fn onlookers(&self, landing: &Landing) -> Option<Wording> {
        let far = (landing.all.mean - landing.lands.mean).abs() >= STEP * SCALE;
        if !far || !self.case_issue(landing.place).has_onlookers() {
            return None;
        }
        let from = self.finding(&COMPROMISE.of(self.id(landing.place)), FindingField::Mean);
        let all = Phrase::number(numbers::level(landing.all.mean, SCALE), landing.all.mean, from);
        Some(say("Weighed with those who only influence it, it would be {all}.", &[("all", all)]))
    }

    /// Claims of those who must be won, then of those who pull most.
    fn claims(&self, landing: &Landing) -> Vec<String> {
        let id = self.id(landing.place);
        let result = self.asking.base.issues.iter().find(|issue| issue.id == id);
        let mut stakes: Vec<_> = result.map(|issue| issue.actors.iter().collect()).unwrap_or_default();
        let must = |actor: &str| landing.must.first().is_some_and(|(first, _)| self.issues.actors[*first] == actor);
        stakes.sort_by(|a: &&StakeResult, b| {
            must(&b.actor).cmp(&must(&a.actor)).then(b.pull.abs().total_cmp(&a.pull.abs()))
        });
        let mut found: Vec<String> = Vec::new();
        for claim in stakes.iter().flat_map(|stake| &stake.claims) {
            if !found.contains(claim) && found.len() < CLAIMS {
                found.push(claim.clone());
            }
        }
        found
    }

    /// The cheapest change that turns what is said of each issue; of a single one the cheapest few.
    pub(super) fn changes(&mut self, found: &[Landing]) -> Vec<Reason> {
        let most = if found.len() == 1 { TURNS } else { 1 };
        let mode = |index: usize| self.asking.samples.mode(index);
        let stakes = self.issues.stakes(&mode);
        let mut told = Vec::new();
        for landing in found.iter().filter(|landing| landing.is_as_at_mode()) {
            for turn in turns(self.issues, landing.place, &landing.mode, &stakes[landing.place]).iter().take(most) {
                told.push(self.turned(landing, turn));
            }
        }
        told
    }

    fn turned(&mut self, landing: &Landing, turn: &Turn) -> Reason {
        let quantity = self.asking.case.quantities.get(turn.quantity);
        let path = quantity.path.to_string();
        let pattern = match turn.then {
            Then::Passes => "On {issue} something passes if {quantity} goes from {from} to {to}.",
            Then::NothingPasses => "On {issue} nothing passes any more if {quantity} goes from {from} to {to}.",
            Then::Moves => {
                "On {issue} it moves further than the model’s own error if {quantity} goes from {from} to {to}."
            }
            Then::Stays => {
                "On {issue} it moves no further than the model’s own error if {quantity} goes from {from} to {to}."
            }
            Then::LeansUp => "On {issue} the model leans to {upper} if {quantity} goes from {from} to {to}.",
            Then::LeansDown => "On {issue} the model leans to {lower} if {quantity} goes from {from} to {to}.",
            Then::LeansNowhere => "On {issue} the model leans to neither end if {quantity} goes from {from} to {to}.",
        };
        let from = NumberFrom::Quantity { path: path.clone(), field: EstimateField::Mode };
        let slots = [
            ("issue", self.issue(landing.place)),
            ("upper", self.end(landing.place, true)),
            ("lower", self.end(landing.place, false)),
            (
                "quantity",
                Phrase::named(names::quantity(self.asking.case, &quantity.path), Slot::Quantity { path: path.clone() }),
            ),
            ("from", Phrase::number(numbers::level(turn.from, SCALE), turn.from, from)),
            ("to", self.measure(&format!("turn.{path}"), "the value that it takes", turn.to)),
        ];
        let claims: Vec<String> = self.asking.reading.evidence(turn.quantity).into_iter().take(CLAIMS).collect();
        Reason { says: say(pattern, &slots), claims, changes: vec![format!("{path}={}", turn.to)] }
    }
}
