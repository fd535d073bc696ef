//! The reasons: weights and smallest coalitions of each issue, and what would turn it.

use detente_chance::Proportion;
use detente_coalition::{Decision, Mask, Side, left_out, members};
use detente_method::numbers::{FEW_DRAWS, SURE};
use detente_method::{Phrase, names, numbers, say};
use detente_results::{EstimateField, NumberFrom, Reason, Slot};

use crate::lower::{MIDDLE, decided};
use crate::words::{Told, Topic, side_of};

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most coalitions that are told.
const MOST: usize = 3;
/// A player is told to be needed in none from this share of the draws on.
const NEEDLESS: f64 = 0.5;

impl<'c> Told<'_, '_, 'c> {
    /// An issue with the weights of its players, the smallest coalitions that have the weight, and who is needed in none.
    pub(crate) fn reason(&mut self, topic: &Topic<'_, 'c>) -> Reason {
        let typical = &topic.found.typical;
        let all: f64 = typical.weights.iter().sum();
        let mut order: Vec<usize> = (0..topic.body.players.len()).collect();
        order.sort_by(|a, b| typical.weights[*b].total_cmp(&typical.weights[*a]).then(a.cmp(b)));
        let weights = order.iter().map(|player| self.weight(topic, *player, typical.weights[*player] / all)).collect();
        let sure = Proportion { probability: SURE, ..topic.found.turned };
        let often = topic.found.strongest.iter().filter(|(_, share)| share.probability >= 1.0 - sure.probability);
        let sets: Vec<Mask> = often.map(|(set, _)| *set).take(MOST).collect();
        let slots =
            [("issue", self.issue(topic)), ("weights", Phrase::list(weights)), ("sets", self.coalitions(topic, &sets))];
        let pattern = match (sets.is_empty(), topic.body.blocks.len()) {
            (true, _) => "Parts of the weight on {issue}: {weights}.",
            (false, 1) => {
                "Parts of the weight on {issue}: {weights}. Smallest coalitions with a majority of it: {sets}."
            }
            (false, _) => {
                "Parts of the weight on {issue}: {weights}. Smallest coalitions that could carry something: {sets}."
            }
        };
        let mut sentences = vec![say(pattern, &slots)];
        sentences.extend(self.needless(topic));
        sentences.extend(self.jumps(topic, &sets));
        sentences.extend(self.same_game(topic));
        let claims = self.claims(topic, &order);
        let all = sentences.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text(" ")).then(next));
        self.asking.reason(say("{all}", &[("all", all.unwrap_or_default())]), claims)
    }

    /// `Japanese government .29 (at 75)`.
    fn weight(&mut self, topic: &Topic<'_, 'c>, player: usize, part: f64) -> Phrase {
        let actor = topic.body.players[player].actor();
        let name = format!("coalition.{}.weight.{actor}", topic.body.id());
        let label = "part of the weight, capability times salience, at the most likely values";
        let part = self.measures.number(&name, label, part, numbers::level(part, 1.0));
        let at = self.position(topic, player);
        let slots = [("who", self.asking.actor(actor)), ("part", part), ("at", at)];
        Phrase::wording(say("{who} {part} (at {at})", &slots))
    }

    fn position(&mut self, topic: &Topic<'_, 'c>, player: usize) -> Phrase {
        let value = topic.found.typical.positions[player];
        let text = numbers::level(value, 100.0);
        match topic.body.position(player).filter(|_| !topic.found.mode_differs) {
            Some(index) => {
                let path = self.asking.case.quantities.get(index).path.to_string();
                Phrase::number(text, value, NumberFrom::Quantity { path, field: EstimateField::Mode })
            }
            None => {
                let name = format!("coalition.{}.position.{}", topic.body.id(), topic.body.players[player].actor());
                self.measures.number(&name, "position", value, text)
            }
        }
    }

    /// Those whose weight is needed in no smallest coalition.
    fn needless(&mut self, topic: &Topic<'_, 'c>) -> Option<detente_results::Wording> {
        let found = &topic.found.needless;
        let most = (0..found.len()).filter(|player| found[*player].probability >= NEEDLESS);
        let least = most.clone().map(|player| found[player]).min_by(|a, b| a.probability.total_cmp(&b.probability))?;
        let who: Mask = most.fold(0, |all, player| all | 1 << player);
        let slots = [
            ("who", self.players(topic, who)),
            ("share", self.share(topic, "needless", "needed in no smallest coalition", least)),
        ];
        (!topic.found.strongest.is_empty()).then(|| say("Needed in none of them {share}: {who}.", &slots))
    }

    /// Coalitions that jump over somebody who stands between their members.
    fn jumps(&self, topic: &Topic<'_, 'c>, sets: &[Mask]) -> Option<detente_results::Wording> {
        let positions = &topic.found.typical.positions;
        let (set, out) = sets.iter().map(|set| (*set, left_out(*set, positions))).find(|(_, out)| !out.is_empty())?;
        let out = out.into_iter().fold(0, |all, player| all | 1 << player);
        let slots = [("set", self.coalitions(topic, &[set])), ("out", self.players(topic, out))];
        Some(say("The coalition of {set} would leave out, in between, {out}.", &slots))
    }

    /// That doubt about the weights changes nothing, where it does not.
    fn same_game(&self, topic: &Topic<'_, 'c>) -> Option<detente_results::Wording> {
        let found = topic.found;
        let many = found.turned.draws >= FEW_DRAWS;
        let same = many && found.games == 1 && !found.strongest.is_empty() && topic.body.players.len() > 1;
        same.then(|| say("Which coalitions these are is the same in all draws.", &[]))
    }

    /// Claims behind those who block, then behind those with most weight.
    fn claims(&self, topic: &Topic<'_, 'c>, order: &[usize]) -> Vec<String> {
        let mut order = order.to_vec();
        order.sort_by_key(|player| !topic.body.players[*player].blocks());
        let mut found: Vec<String> = Vec::new();
        for index in order.iter().flat_map(|player| topic.body.behind(*player)) {
            for claim in self.asking.reading.evidence(index) {
                if found.len() < CLAIMS && !found.contains(&claim) {
                    found.push(claim);
                }
            }
        }
        found
    }

    /// What would turn an issue: a veto that falls, those who would have to come over, the one whose leaving ends it.
    pub(crate) fn changes(&mut self, topic: &Topic<'_, 'c>) -> Vec<Reason> {
        match side_of(topic.found.typical.carrying.decision) {
            Some(side) => self.leaves(topic, side).into_iter().collect(),
            None => [self.outvoted(topic), self.comes(topic)].into_iter().flatten().collect(),
        }
    }

    /// Without the veto of those who stand against it, the strong side would carry it.
    fn outvoted(&mut self, topic: &Topic<'_, 'c>) -> Option<Reason> {
        let side = topic.strong()?;
        let against = topic.against(side);
        let wanted = if side == Side::Above { Decision::Above } else { Decision::Below };
        let (samples, draws) = (self.asking.samples, self.asking.options.draws as usize);
        let without = members(against);
        let carried = |draw: usize| {
            let at = topic.body.at(&|index| samples.value(index, draw), &without);
            at.is_some_and(|at| decided(&at.game, &at.line) == wanted)
        };
        let share = Proportion::counted((0..draws).filter(|draw| carried(*draw)).count() as u32, draws.max(1) as u32);
        if against == 0 || draws == 0 || share.probability < 0.5 {
            return None;
        }
        let slots = [
            ("issue", self.issue(topic)),
            ("against", self.players(topic, against)),
            ("policy", self.policy(topic, side)),
            ("share", self.share(topic, "outvoted", "carried where those against it can be outvoted", share)),
        ];
        let says = say("On {issue} {policy} would be carried {share} if {against} could be outvoted.", &slots);
        Some(self.asking.reason(says, Vec::new()))
    }

    /// Whom the strong side, or each side, would have to win over.
    fn comes(&mut self, topic: &Topic<'_, 'c>) -> Option<Reason> {
        let typical = &topic.found.typical;
        let lacks = |side: Side| typical.side(side).converts.as_ref().map(|converts| (side, converts));
        let fewest = || {
            [Side::Above, Side::Below].into_iter().filter_map(lacks).min_by(|a, b| {
                (a.1.players.count_ones(), a.1.distance)
                    .partial_cmp(&(b.1.players.count_ones(), b.1.distance))
                    .unwrap_or(std::cmp::Ordering::Equal)
            })
        };
        let (side, converts) = topic.strong().and_then(lacks).or_else(fewest)?;
        let slots = [
            ("issue", self.issue(topic)),
            ("policy", self.policy(topic, side)),
            ("who", self.players(topic, converts.players)),
        ];
        let says = say("On {issue} {policy} is carried if {who} can be won over, and with nobody fewer.", &slots);
        let beyond = if side == Side::Above { MIDDLE + 1.0 } else { MIDDLE - 1.0 };
        let change = |player: usize| {
            let path = &self.asking.case.quantities.get(topic.body.position(player)?).path;
            Some(format!("{path}={beyond}"))
        };
        let changes = members(converts.players).into_iter().filter_map(change).collect();
        Some(Reason { says, claims: Vec::new(), changes })
    }

    /// Of a side that carries it, the member nearest to the threshold without whom it does not.
    fn leaves(&mut self, topic: &Topic<'_, 'c>, side: Side) -> Option<Reason> {
        let typical = &topic.found.typical;
        let own = typical.side(side);
        let needed = members(own.minimal.in_all());
        let near = |player: &usize| (typical.positions[*player] - MIDDLE).abs();
        let first = needed.into_iter().min_by(|a, b| near(a).total_cmp(&near(b)))?;
        let path = topic.body.position(first).map(|index| self.asking.case.quantities.get(index).path.clone());
        let slots = [
            ("issue", self.issue(topic)),
            ("policy", self.policy(topic, side)),
            ("who", self.asking.actor(topic.body.players[first].actor())),
            ("at", self.position(topic, first)),
            (
                "quantity",
                path.as_ref().map_or_else(Phrase::nothing, |path| {
                    Phrase::named(names::quantity(self.asking.case, path), Slot::Quantity { path: path.to_string() })
                }),
            ),
        ];
        let pattern = if path.is_some() {
            "On {issue} {policy} is carried no more if {quantity}, now {at}, crosses the middle of the scale."
        } else {
            "On {issue} {policy} is carried no more if {who}, now at {at}, crosses the middle of the scale."
        };
        let beyond = if side == Side::Above { MIDDLE - 1.0 } else { MIDDLE + 1.0 };
        let changes = path.into_iter().map(|path| format!("{path}={beyond}")).collect();
        Some(Reason { says: say(pattern, &slots), claims: Vec::new(), changes })
    }
}
