//! The answer in words: who is one, who carries what, what is lacking.

use detente_case::case::Issue;
use detente_case::measure::COMPROMISE;
use detente_coalition::{Decision, Mask, Side, set};
use detente_method::{Asking, Measures, Phrase, finding_of, say};
use detente_results::{Answer, BASELINE, Reason, Wording};

use crate::follow::Followed;
use crate::lower::Body;
use crate::oneness::{Oneness, actors};

/// An issue that is told of.
#[derive(Clone, Copy)]
pub(crate) struct Topic<'t, 'c> {
    pub body: &'t Body<'c>,
    pub found: &'t Followed,
}

impl Topic<'_, '_> {
    /// The side that has more than half of all weight, where nothing is carried all the same.
    pub fn strong(&self) -> Option<Side> {
        side_of(self.found.typical.direct)
    }

    /// Who can block a side: those on the other with a veto.
    pub fn against(&self, side: Side) -> Mask {
        let other = self.found.typical.side(opposite(side)).members;
        set(&self.body.blockers()) & other
    }
}

/// An answer in the making.
pub(crate) struct Told<'t, 'a, 'c> {
    pub asking: &'t Asking<'a, 'c>,
    topics: &'t [Topic<'t, 'c>],
    lost: &'t [&'c Issue],
    pub measures: Measures,
}

impl<'t, 'a, 'c> Told<'t, 'a, 'c> {
    pub fn new(asking: &'t Asking<'a, 'c>, topics: &'t [Topic<'t, 'c>], lost: &'t [&'c Issue]) -> Self {
        Self { asking, topics, lost, measures: Measures::default() }
    }

    /// The whole answer.
    pub fn answer(mut self) -> Answer {
        let topics = self.topics;
        let whole = actors(topics, self.asking.reading);
        let mut verdict: Vec<Wording> = whole.iter().map(|one| self.oneness(one)).collect();
        let carried: Vec<Wording> = topics.iter().map(|topic| self.carried(topic)).collect();
        let inner = topics.iter().filter_map(|topic| self.inner(topic)).collect::<Vec<_>>();
        let mut because: Vec<Reason> = topics.iter().map(|topic| self.reason(topic)).collect();
        if topics.len() == 1 {
            verdict.extend(carried);
            verdict.extend(inner);
        } else {
            verdict.extend(self.in_short());
            for (reason, told) in because.iter_mut().zip(carried) {
                let slots = [("told", Phrase::wording(told)), ("why", Phrase::wording(reason.says.clone()))];
                reason.says = say("{told} {why}", &slots);
            }
            because.extend(inner.into_iter().map(|says| Reason { says, ..Reason::default() }));
        }
        verdict.extend(self.missing());
        let change_if = topics.iter().flat_map(|topic| self.changes(topic)).collect();
        let mut answer = Answer {
            pattern: self.pattern().to_owned(),
            verdict,
            how_sure: self.how_sure(),
            hangs_on: self.hangs_on(),
            because,
            change_if,
            weak: self.weak(),
            figure: Some(self.figure(topics)),
            ..self.asking.blank()
        };
        let there = topics.iter().map(|topic| COMPROMISE.of(topic.body.id()));
        let there = there.filter(|finding| self.asking.base.finding(finding).is_some());
        answer.findings = there.map(|finding| finding_of(BASELINE, &finding)).collect();
        answer.measures = self.measures.0;
        answer
    }

    /// The first row of the table of verdicts that holds of an issue.
    fn pattern(&self) -> &'static str {
        let carried = self.topics.iter().any(|topic| side_of(topic.found.decisions[0].0).is_some());
        if carried { "co.carry" } else { "co.block" }
    }

    /// Whether an actor is one.
    fn oneness(&self, one: &Oneness<'c>) -> Wording {
        let issues = |places: &mut dyn Iterator<Item = usize>| {
            Phrase::list(places.map(|place| self.issue(&self.topics[place])).collect())
        };
        let slots = [
            ("actor", self.asking.actor(one.actor)),
            ("split", issues(&mut one.split.iter().map(|(place, _)| *place))),
            ("united", issues(&mut one.united.iter().copied())),
            ("alone", Phrase::count(&one.alone)),
            ("others", Phrase::text(if one.alone.len() == 1 { "issue" } else { "issues" })),
        ];
        let own = match (one.split.is_empty(), one.united.is_empty()) {
            (false, false) => "{actor} is not one actor on {split}, and is one on {united}",
            (false, true) => "{actor} is not one actor on {split}: its parts stand on both sides",
            (true, _) => "{actor} is one actor on {united}: its parts stand on the same side",
        };
        let rest =
            if one.alone.is_empty() { "." } else { "; on {alone} further {others} a single voice of it is coded." };
        say(&format!("{own}{rest}"), &slots)
    }

    /// What is carried on several issues and by whom, and what is blocked.
    fn in_short(&self) -> Vec<Wording> {
        let one = |topic: &Topic<'_, 'c>| self.outcome_of(topic);
        let of = |carried: bool| {
            let own = self.topics.iter().filter(|topic| side_of(topic.found.decisions[0].0).is_some() == carried);
            Phrase::list(own.map(one).collect())
        };
        let (carried, shut) = (of(true), of(false));
        let near: Vec<Phrase> = self
            .topics
            .iter()
            .filter(|topic| topic.found.rivals().1.is_some())
            .map(|topic| self.issue(topic))
            .collect();
        let told: &[(&str, Phrase)] = &[
            ("Carried: {it}.", carried.clone()),
            (if carried.is_empty() { "Nothing is carried: {it}." } else { "Not carried: {it}." }, shut),
            ("Nearly as often it is otherwise on {it}.", Phrase::list(near)),
        ];
        let there = told.iter().filter(|(_, it)| !it.is_empty());
        there.map(|(pattern, it)| say(pattern, &[("it", it.clone())])).collect()
    }

    /// `“Full new loan” on loan, which A can block`.
    fn outcome_of(&self, topic: &Topic<'_, 'c>) -> Phrase {
        let issue = ("issue", self.issue(topic));
        if let Some(side) = side_of(topic.found.decisions[0].0) {
            let own = topic.found.typical.side(side);
            let needed = own.minimal.in_all();
            let who = self.players(topic, if needed == 0 { own.members } else { needed });
            let slots = [issue, ("policy", self.policy(topic, side)), ("who", who)];
            return Phrase::wording(say("{policy} on {issue} (by {who})", &slots));
        }
        match topic.strong().filter(|side| topic.against(*side) != 0) {
            Some(side) => {
                let who = self.players(topic, topic.against(side));
                let slots = [issue, ("policy", self.policy(topic, side)), ("who", who)];
                Phrase::wording(say("{policy} on {issue} (blocked by {who})", &slots))
            }
            None => Phrase::wording(say("either end on {issue}", &[issue])),
        }
    }

    /// Who carries an issue.
    fn carried(&mut self, topic: &Topic<'_, 'c>) -> Wording {
        let (first, near) = topic.found.rivals();
        let share = self.share(topic, "decision", "the most frequent decision", topic.found.decisions[0].1);
        let told = match side_of(first) {
            Some(side) => self.wins(topic, side, share),
            None => self.blocked(topic, share),
        };
        let Some(near) = near else { return say("{told}.", &[("told", Phrase::wording(told))]) };
        let other = self.share(topic, "rival", "the decision that is near", topic.found.decisions[1].1);
        let rival = match side_of(near) {
            Some(side) => say("{policy} is carried", &[("policy", self.policy(topic, side))]),
            None => say("nothing is", &[]),
        };
        let slots = [("told", Phrase::wording(told)), ("rival", Phrase::wording(rival)), ("other", other)];
        say("{told}; nearly as often {rival} ({other}).", &slots)
    }

    /// A side wins.
    fn wins(&mut self, topic: &Topic<'_, 'c>, side: Side, share: Phrase) -> Wording {
        let own = topic.found.typical.side(side);
        let needed = own.minimal.in_all();
        let slots = [
            ("issue", self.issue(topic)),
            ("who", self.players(topic, own.members)),
            ("policy", self.policy(topic, side)),
            ("share", share),
            ("needed", self.players(topic, needed)),
        ];
        let pattern = if needed == 0 || needed == own.members {
            "On {issue} {policy} is carried by {who} {share}"
        } else {
            "On {issue} {policy} is carried by {who} {share}, and not without {needed}"
        };
        say(pattern, &slots)
    }

    /// No side wins.
    fn blocked(&mut self, topic: &Topic<'_, 'c>, share: Phrase) -> Wording {
        let stands = match self.reference(topic) {
            Some(level) => say("what stands, {level} on the scale, stays", &[("level", level)]),
            None => say("what stands stays", &[]),
        };
        let mut slots = vec![("issue", self.issue(topic)), ("share", share), ("stands", Phrase::wording(stands))];
        if topic.found.typical.carrying.decision == Decision::Both {
            return say("On {issue} both sides win {share}: its rule contradicts itself", &slots);
        }
        if let Some(side) = topic.strong().filter(|side| topic.against(*side) != 0) {
            let (own, against) = (topic.found.typical.side(side).members, topic.against(side));
            let strong = topic.found.strong[0].1;
            slots.extend([
                ("who", self.players(topic, own)),
                ("policy", self.policy(topic, side)),
                ("against", self.players(topic, against)),
                (
                    "often",
                    self.share(topic, "strong", "the side that most often has the majority of the weight", strong),
                ),
            ]);
            let pattern = "On {issue} neither end is carried {share}: {policy} has the weight {often}, by {who}, but {against} can block it, and without something in between {stands}";
            return say(pattern, &slots);
        }
        let typical = &topic.found.typical;
        let (above, below) = (typical.carrying.above.members, typical.carrying.below.members);
        slots.extend([("above", self.side(topic, Side::Above)), ("below", self.side(topic, Side::Below))]);
        let pattern = match (above, below) {
            (0, 0) => {
                "On {issue} nothing is carried {share}: everybody stands on the middle of the scale, and {stands}"
            }
            (_, 0) => "On {issue} nothing is carried {share}: {above}, not enough to carry it, and {stands}",
            (0, _) => "On {issue} nothing is carried {share}: {below}, not enough to carry it, and {stands}",
            _ => "On {issue} nothing is carried {share}: {above}, {below}, neither enough to carry it, and {stands}",
        };
        say(pattern, &slots)
    }

    /// `for “Full new loan” A and B`.
    fn side(&self, topic: &Topic<'_, 'c>, side: Side) -> Phrase {
        let own = topic.found.typical.side(side).members;
        let slots = [("who", self.players(topic, own)), ("policy", self.policy(topic, side))];
        Phrase::wording(say("for {policy} {who}", &slots))
    }

    /// Where actors after their factions decide otherwise than all by weight.
    fn inner(&mut self, topic: &Topic<'_, 'c>) -> Option<Wording> {
        let (typical, turned) = (&topic.found.typical, topic.found.turned);
        let (side, other) = (side_of(typical.levels)?, side_of(typical.direct)?);
        if side == other {
            return None;
        }
        let block = topic.body.blocks.iter().find(|block| typical.splits(block))?;
        let slots = [
            ("issue", self.issue(topic)),
            ("actor", self.asking.actor(topic.body.players[block[0]].root)),
            ("policy", self.policy(topic, side)),
            ("other", self.policy(topic, other)),
            ("share", self.share(topic, "levels", "actors decide for the other side than all by weight", turned)),
        ];
        let pattern = "On {issue} {policy} prevails inside {actor}, although more weight across all factions stands for {other} ({share}).";
        Some(say(pattern, &slots))
    }

    fn missing(&self) -> Option<Wording> {
        let lost = Phrase::list(self.lost.iter().map(|issue| self.issue_of(&issue.id)).collect());
        let pattern = "On {lost} it is not known: nobody who has a say and weight has a position.";
        (!self.lost.is_empty()).then(|| say(pattern, &[("lost", lost)]))
    }

    fn how_sure(&mut self) -> Option<Wording> {
        let least = self
            .topics
            .iter()
            .min_by(|a, b| a.found.decisions[0].1.probability.total_cmp(&b.found.decisions[0].1.probability))?;
        let share = self.share(least, "decision", "the most frequent decision", least.found.decisions[0].1);
        let slots = [("issue", self.issue(least)), ("share", share)];
        let pattern =
            if self.topics.len() > 1 { "least so on {issue}: decided so {share}" } else { "decided so {share}" };
        Some(say(pattern, &slots))
    }

    /// Who would have to come over, on the first issue on which nothing is carried.
    fn hangs_on(&self) -> Option<Wording> {
        let topic = self.topics.iter().find(|topic| side_of(topic.found.typical.carrying.decision).is_none())?;
        let side = topic.strong().unwrap_or(Side::Above);
        let converts = topic.found.typical.side(side).converts.as_ref()?;
        let slots = [("who", self.players(topic, converts.players)), ("issue", self.issue(topic))];
        Some(say("{who} on {issue}", &slots))
    }

    fn weak(&self) -> Vec<Wording> {
        let uncoded = self.topics.iter().filter(|topic| topic.body.issue.rule.is_none());
        let uncoded = Phrase::list(uncoded.map(|topic| self.issue(topic)).collect());
        let mut weak = Vec::new();
        if !uncoded.is_empty() {
            let pattern = "No rule of decision is coded on {uncoded}: a majority of the weight, capability times salience, is taken as enough, and those who are coded as blocking must agree.";
            weak.push(say(pattern, &[("uncoded", uncoded)]));
        }
        if self.topics.iter().any(|topic| topic.found.mode_differs) {
            let lost = self.topics.iter().filter(|topic| topic.found.mode_differs);
            let slots = [("lost", Phrase::list(lost.map(|topic| self.issue(topic)).collect()))];
            weak.push(say("On {lost} the most likely values alone would decide otherwise than most draws.", &slots));
        }
        weak.push(say("Everybody is for or against: that somebody abstains is not modelled.", &[]));
        weak
    }
}

/// The side that a decision is for.
pub(crate) fn side_of(decision: Decision) -> Option<Side> {
    match decision {
        Decision::Above => Some(Side::Above),
        Decision::Below => Some(Side::Below),
        Decision::Neither | Decision::Both => None,
    }
}

pub(crate) fn opposite(side: Side) -> Side {
    if side == Side::Above { Side::Below } else { Side::Above }
}
