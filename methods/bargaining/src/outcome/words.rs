//! The answer in words: the verdict over all issues, a reason for each, what would turn it.

use std::collections::BTreeMap;

use detente_bargain::DOCUMENTED_ERROR;
use detente_case::measure::{COMPROMISE, PIVOT, SPREAD};
use detente_method::numbers::{self, NEAR, STEP};
use detente_method::{Asking, Phrase, finding_of, names, say};
use detente_results::{
    Answer, BASELINE, EstimateField, FindingField, Measured, Model, NumberFrom, Reason, Slot, Wording,
};

use super::landing::{Group, Landing, Ruled, SCALE, Side};
use super::turns::{Then, Turn, turns};
use crate::lower::{CaseIssue, CaseIssues};

/// From this width of the interval on nothing can be said of where it lands but the side.
const WIDE: f64 = 0.8 * SCALE;
/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most changes that are told of a single issue.
const TURNS: usize = 3;

/// What is being told.
pub(super) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    pub issues: &'t CaseIssues<'c>,
    lost: &'t [usize],
    measures: BTreeMap<String, Measured>,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    pub fn new(asking: &'t Asking<'a, 'c>, issues: &'t CaseIssues<'c>, lost: &'t [usize]) -> Self {
        Self { asking, issues, lost, measures: BTreeMap::new() }
    }

    /// The whole answer; issues in the order in which they are told.
    pub fn answer(mut self, found: &[Landing]) -> Answer {
        let verdict = match found {
            [one] if self.lost.is_empty() => self.of_one(one),
            all => self.of_several(all),
        };
        let because = found.iter().map(|landing| self.reason(landing, found.len() == 1)).collect();
        let change_if = self.changes(found);
        let how_sure = Some(say("the model’s own error is {error} points of {scale}", &self.error()));
        let hangs_on = found.first().filter(|first| !first.must.is_empty()).map(|first| {
            say("{who}, who must be won on {issue}", &[("who", self.who(first)), ("issue", self.issue(first.place))])
        });
        let mut answer = Answer {
            pattern: self.pattern(found).to_owned(),
            verdict,
            how_sure,
            hangs_on,
            because,
            change_if,
            weak: self.weak(found),
            figure: Some(self.figure(found)),
            ..self.asking.blank()
        };
        for landing in found {
            let id = self.id(landing.place);
            let pivot = landing.must.first().map(|(actor, _)| PIVOT.about(id, self.issues.actors[*actor]));
            let told = [Some(COMPROMISE.of(id)), Some(SPREAD.of(id)), pivot].into_iter().flatten();
            let there = told.filter(|finding| self.asking.base.finding(finding).is_some());
            answer.findings.extend(there.map(|finding| finding_of(BASELINE, &finding)));
        }
        answer.measures = self.measures;
        answer
    }

    fn pattern(&self, found: &[Landing]) -> &'static str {
        let ruled = found.iter().any(|landing| landing.mode.ruled != Ruled::Open);
        match () {
            () if ruled => "oc.rule",
            () if found.iter().any(is_wide) => "is.wide",
            () => "is.land",
        }
    }

    /// The verdict on a single issue.
    fn of_one(&mut self, landing: &Landing) -> Vec<Wording> {
        let mut verdict = vec![match landing.mode.ruled {
            Ruled::Open => self.lands(landing),
            _ => self.by_rule(landing),
        }];
        verdict.push(self.stands(landing));
        verdict.extend(self.must(landing));
        verdict
    }

    /// The verdict on several: where something moves, where not, where it is not known; who must be won.
    fn of_several(&mut self, found: &[Landing]) -> Vec<Wording> {
        let of = |group: Group| found.iter().filter(|one| one.mode.group() == group).collect::<Vec<_>>();
        let (moves, stays, open) = (of(Group::Moves), of(Group::Stays), of(Group::Open));
        let mut verdict = Vec::new();
        let moving: Vec<Phrase> = moves.iter().map(|one| self.from_to(one)).collect();
        let mut slots = self.error().to_vec();
        slots.extend([("moves", Phrase::list(moving)), ("stays", self.listed(&stays))]);
        let pattern = match (moves.is_empty(), stays.is_empty()) {
            (false, false) => {
                "Something moves further than the model’s own error of {error} points on {moves}; nothing does on {stays}."
            }
            (false, true) => "Something moves further than the model’s own error of {error} points on {moves}.",
            (true, false) => "Nothing moves further than the model’s own error of {error} points on {stays}.",
            (true, true) => "",
        };
        verdict.extend((!pattern.is_empty()).then(|| say(pattern, &slots)));
        verdict.extend((!open.is_empty() || !self.lost.is_empty()).then(|| self.open(&open)));
        verdict.push(self.winners(found));
        verdict
    }

    /// Where it is not known whether anything moves, and which way the model leans there.
    fn open(&self, open: &[&Landing]) -> Wording {
        let leaning = |side: Side| open.iter().filter(move |one| one.mode.side() == side);
        let told = |side| leaning(side).map(|one| self.towards(one)).collect::<Vec<Phrase>>();
        let nowhere = Phrase::list(leaning(Side::Neither).map(|one| self.issue(one.place)).collect());
        let sides = Phrase::list([told(Side::Upper), told(Side::Lower)].concat());
        let mut parts = Vec::new();
        if !open.is_empty() {
            let slots = [("open", self.listed(open))];
            parts.push(say(
                "On {open} it is not known whether anything moves: what stands without agreement is not coded",
                &slots,
            ));
        }
        match (sides.is_empty(), nowhere.is_empty()) {
            (false, true) => parts.push(say("the model leans to {sides}", &[("sides", sides)])),
            (false, false) => {
                let slots = [("sides", sides), ("nowhere", nowhere)];
                parts.push(say("the model leans to {sides}, and to neither end on {nowhere}", &slots));
            }
            (true, false) => parts.push(say("the model leans to neither end", &[])),
            (true, true) => {}
        }
        let wide = open.iter().filter(|one| is_wide(one)).count();
        if wide > 0 && wide == open.len() {
            let pattern = "with its own error of {error} points it cannot say where any of them lands";
            parts.push(say(pattern, &self.error()));
        }
        if !self.lost.is_empty() {
            let lost = Phrase::list(self.lost.iter().map(|place| self.issue(*place)).collect());
            let pattern = "on {lost} there is no answer, because fewer than a pair of actors with weight is left";
            parts.push(say(pattern, &[("lost", lost)]));
        }
        let joined = parts.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        say("{all}.", &[("all", joined.unwrap_or_default())])
    }

    /// `“Full new loan” on loan`.
    fn towards(&self, landing: &Landing) -> Phrase {
        let upper = landing.mode.side() == Side::Upper;
        self.end(landing.place, upper).then(Phrase::text(" on ")).then(self.issue(landing.place))
    }

    /// `loan (from 0 to 65)`.
    fn from_to(&mut self, landing: &Landing) -> Phrase {
        let (from, to) = (self.reference(landing), self.landing(landing));
        let slots = [("issue", self.issue(landing.place)), ("from", from), ("to", to)];
        Phrase::wording(say("{issue} (from {from} to {to})", &slots))
    }

    fn listed(&self, all: &[&Landing]) -> Phrase {
        Phrase::list(all.iter().map(|one| self.issue(one.place)).collect())
    }

    /// Who must be won where, actor by actor.
    fn winners(&self, found: &[Landing]) -> Wording {
        let mut by_actor: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for landing in found {
            let who = first(landing);
            match by_actor.iter_mut().find(|(actors, _)| *actors == who) {
                _ if who.is_empty() => {}
                Some((_, places)) => places.push(landing.place),
                None => by_actor.push((who, vec![landing.place])),
            }
        }
        let one = |(who, places): &(Vec<usize>, Vec<usize>)| {
            let places = Phrase::list(places.iter().map(|place| self.issue(*place)).collect());
            self.either(who).then(Phrase::text(" on ")).then(places)
        };
        let all = by_actor.iter().map(one).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        say("Whoever wants it otherwise must win {who}.", &[("who", all.unwrap_or_default())])
    }

    /// Where an issue lands by the model.
    fn lands(&mut self, landing: &Landing) -> Wording {
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

    /// What passes under the rule.
    fn by_rule(&mut self, landing: &Landing) -> Wording {
        let mut slots = self.place_slots(landing);
        slots.extend([
            ("rule", self.rule(landing.place)),
            ("who", self.who(landing)),
            ("away", self.away(landing)),
            ("stands", self.reference(landing)),
        ]);
        let pattern = match landing.mode.ruled {
            Ruled::Passes(_) => {
                "By {rule}, {issue} lands at {x} between {lower} and {upper}; {who} must be won, who is {away} points away."
            }
            _ => {
                "By {rule} nothing passes on {issue}: what stands now stays, {stands} between {lower} and {upper}; {who} must be won, who is {away} points away from where the others would meet."
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
    fn stands(&mut self, landing: &Landing) -> Wording {
        let Some(by) = landing.mode.moves() else {
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
            ("by", self.measure(&format!("moves.{id}"), "how far it lies from what stands", by.abs())),
        ];
        say("Without agreement {stands} stands, {by} points away, and for that nobody needs to agree.", &slots)
    }

    /// Who must be won, where no rule tells it already.
    fn must(&mut self, landing: &Landing) -> Option<Wording> {
        let (_, share) = landing.must.first()?;
        let id = self.id(landing.place).to_owned();
        let slots = [
            ("who", self.who(landing)),
            ("share", self.share(&format!("must.{id}"), "how often it must be won", share)),
        ];
        let pattern = match landing.mode.ruled {
            Ruled::Open => "{who} must be won, with whom the balance of weight lies {share}.",
            _ => "Its consent decides {share}.",
        };
        Some(say(pattern, &slots))
    }

    /// A reason: an issue with its numbers, the span of the models and who decides.
    fn reason(&mut self, landing: &Landing, alone: bool) -> Reason {
        let mut sentences = vec![match landing.mode.ruled {
            Ruled::Open => self.numbers(landing),
            _ => self.by_rule(landing),
        }];
        // The verdict over several says of which of them what stands is not coded.
        if alone || landing.mode.group() != Group::Open {
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
        (!blockers.is_empty()).then(|| say("Nothing passes without {who}.", &[("who", self.actors(&blockers))]))
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
        stakes.sort_by(|a: &&detente_results::StakeResult, b| {
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
    fn changes(&mut self, found: &[Landing]) -> Vec<Reason> {
        let most = if found.len() == 1 { TURNS } else { 1 };
        let mode = |index: usize| self.asking.samples.mode(index);
        let stakes = self.issues.stakes(&mode);
        let mut told = Vec::new();
        for landing in found {
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

    fn weak(&self, found: &[Landing]) -> Vec<Wording> {
        let pattern = "The error of {error} points is the one that the model made on decided issues of the European Union; none of its forecasts on issues such as these has been scored.";
        let mut weak = vec![say(pattern, &self.error())];
        if found.iter().all(|landing| !self.case_issue(landing.place).has_onlookers()) {
            weak.push(say(
                "Who decides and who only influences is not coded: everybody with a position is weighed as one who decides.",
                &[],
            ));
        }
        weak
    }

    /// Those who must be won: the most frequent, and the next where it is near.
    fn who(&self, landing: &Landing) -> Phrase {
        self.either(&first(landing))
    }

    /// `France or Italy`.
    fn either(&self, actors: &[usize]) -> Phrase {
        let named = actors.iter().map(|actor| self.asking.actor(self.issues.actors[*actor]));
        named.reduce(|all, next| all.then(Phrase::text(" or ")).then(next)).unwrap_or_default()
    }

    fn actors(&self, actors: &[usize]) -> Phrase {
        self.asking.actors(&actors.iter().map(|actor| self.issues.actors[*actor]).collect::<Vec<_>>())
    }

    /// How far whoever must be won first stands from where it would land.
    fn away(&mut self, landing: &Landing) -> Phrase {
        let id = self.id(landing.place).to_owned();
        let mode = |index: usize| self.asking.samples.mode(index);
        let stakes = self.issues.stakes(&mode);
        let position =
            landing.must.first().and_then(|(actor, _)| stakes[landing.place][*actor]).map(|stake| stake.position);
        let target = if landing.mode.ruled == Ruled::Stays { landing.mode.landing } else { landing.mode.lands() };
        let away = position.map_or(0.0, |position| (position - target).abs());
        self.measure(&format!("away.{id}"), "how far whoever must be won stands from it", away)
    }

    /// Where it lands: the finding where all decide and no rule does.
    fn landing(&mut self, landing: &Landing) -> Phrase {
        let value = landing.lands.mean;
        let id = self.id(landing.place).to_owned();
        let plain = landing.mode.ruled == Ruled::Open && !self.case_issue(landing.place).has_onlookers();
        if !plain {
            return self.measure(&format!("lands.{id}"), "where it lands by those who decide", value);
        }
        Phrase::number(numbers::level(value, SCALE), value, self.finding(&COMPROMISE.of(&id), FindingField::Mean))
    }

    fn reference(&self, landing: &Landing) -> Phrase {
        let Some((index, value)) = self.case_issue(landing.place).reference().zip(landing.mode.reference) else {
            return Phrase::nothing();
        };
        let path = self.asking.case.quantities.get(index).path.to_string();
        Phrase::number(numbers::level(value, SCALE), value, NumberFrom::Quantity { path, field: EstimateField::Mode })
    }

    fn finding(&self, finding: &detente_case::FindingId, field: FindingField) -> NumberFrom {
        NumberFrom::Finding { finding: finding.clone(), scenario: BASELINE.to_owned(), field }
    }

    /// The documented error, and the length of the scale.
    fn error(&self) -> [(&'static str, Phrase); 2] {
        let number = |value: f64, name: &str| {
            Phrase::number(numbers::level(value, SCALE), value, NumberFrom::Threshold { name: name.to_owned() })
        };
        [("error", number(DOCUMENTED_ERROR, "model-error")), ("scale", number(SCALE, "scale-of-issues"))]
    }

    fn measure(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        self.measures.insert(name.to_owned(), Measured { label: label.to_owned(), value });
        Phrase::number(numbers::level(value, SCALE), value, NumberFrom::Measure { name: name.to_owned() })
    }

    fn share(&mut self, name: &str, label: &str, share: &detente_chance::Proportion) -> Phrase {
        self.measures.insert(name.to_owned(), Measured { label: label.to_owned(), value: share.probability });
        Phrase::share(share.probability, share.draws, NumberFrom::Measure { name: name.to_owned() })
    }

    pub fn id(&self, place: usize) -> &'c str {
        &self.case_issue(place).issue.id.text
    }

    pub fn case_issue(&self, place: usize) -> &'t CaseIssue<'c> {
        &self.issues.issues[place]
    }

    pub fn issue(&self, place: usize) -> Phrase {
        self.named(place, names::issue(self.asking.case, self.id(place)))
    }

    /// What an end of the scale means.
    fn end(&self, place: usize, upper: bool) -> Phrase {
        let issue = self.case_issue(place).issue;
        let text = if upper { &issue.scale_100 } else { &issue.scale_0 };
        let plain = if upper { "the upper end" } else { "the lower end" };
        self.named(place, if text.is_empty() { plain.to_owned() } else { format!("“{text}”") })
    }

    fn rule(&self, place: usize) -> Phrase {
        let rule = self.case_issue(place).issue.rule.as_ref();
        self.named(place, rule.map(|rule| rule.text.text.clone()).unwrap_or_default())
    }

    fn named(&self, place: usize, text: String) -> Phrase {
        Phrase::named(text, Slot::Named { what: "issue".to_owned(), id: self.id(place).to_owned() })
    }
}

/// Whether the interval with the model's own error holds nearly the whole scale.
fn is_wide(landing: &Landing) -> bool {
    landing.outcome.p95 - landing.outcome.p05 >= WIDE
}

/// The most frequent of those who must be won, and the next where it is near.
fn first(landing: &Landing) -> Vec<usize> {
    let most = landing.must.first().map_or(0.0, |(_, share)| share.probability);
    landing.must.iter().take(2).filter(|(_, share)| most - share.probability < NEAR).map(|(actor, _)| *actor).collect()
}
