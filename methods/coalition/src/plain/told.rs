//! What a body answers, in the form of results.

use detente_coalition::{
    Carrying, Decision, Game, Line, Listed, Mask, PlayerPower, Rule, SideOf, Stand, Value, carrying, connected,
    integers, left_out, members, set, two_levels,
};
use detente_results::{
    ActorStand, CoalitionList, ConvertsResult, DecisionWord, ExactNumber, JumpResult, LevelsResult, LineResult,
    MemberResult, SideResult,
};

use super::body::PlainBody;

pub(super) fn told(value: Value) -> ExactNumber {
    ExactNumber { value: value.value, exact: value.exact.map(|exact| exact.to_string()) }
}

fn word(decision: Decision) -> DecisionWord {
    match decision {
        Decision::Above => DecisionWord::Above,
        Decision::Below => DecisionWord::Below,
        Decision::Neither => DecisionWord::Neither,
        Decision::Both => DecisionWord::Both,
    }
}

impl PlainBody<'_> {
    pub(super) fn member(
        &self,
        place: usize,
        own: &PlayerPower,
        vetoes: &[usize],
        dictator: Option<usize>,
    ) -> MemberResult {
        let member = &self.input.members[place];
        MemberResult {
            member: member.name.clone(),
            within: Some(member.within.clone()).filter(|within| !within.is_empty()),
            weights: member.weights.clone(),
            position: member.position,
            swings: told(own.swings),
            banzhaf: told(own.banzhaf),
            absolute: told(own.absolute),
            shapley: told(own.shapley),
            prevent: told(own.prevent),
            initiate: told(own.initiate),
            veto: vetoes.contains(&place),
            dictator: dictator == Some(place),
            dummy: own.swings.value == 0.0,
        }
    }

    pub(super) fn names(&self, set: Mask) -> Vec<String> {
        members(set).into_iter().map(|place| self.input.members[place].name.clone()).collect()
    }

    pub(super) fn list(&self, found: &Listed) -> CoalitionList {
        CoalitionList { sets: found.sets.iter().map(|set| self.names(*set)).collect(), truncated: found.truncated }
    }

    /// The line, where every member has a position and there are few enough of them.
    pub(super) fn line(&self, threshold: f64) -> Option<Line> {
        let members = &self.input.members;
        let positions: Vec<f64> = members.iter().map(|member| member.position).collect::<Option<_>>()?;
        let salience = members.iter().map(|member| member.salience.unwrap_or(1.0)).collect();
        (members.len() <= detente_coalition::MAX_LISTED).then_some(Line { positions, salience, threshold })
    }

    pub(super) fn carried(&self, game: &Game, line: &Line, winning: &Listed) -> LineResult {
        let Carrying { decision, above, below, on_the_line } = carrying(game, line);
        let jump = |coalition: &Mask| {
            let out = left_out(*coalition, &line.positions);
            (!out.is_empty())
                .then(|| JumpResult { coalition: self.names(*coalition), leaves_out: self.names(set(&out)) })
        };
        LineResult {
            threshold: line.threshold,
            decision: word(decision),
            above: self.side(&above),
            below: self.side(&below),
            on_the_line: self.names(on_the_line),
            connected: connected(game, &line.positions).into_iter().map(|set| self.names(set)).collect(),
            jumps: winning.sets.iter().filter_map(jump).collect(),
        }
    }

    pub(super) fn side(&self, side: &SideOf) -> SideResult {
        SideResult {
            members: self.names(side.members),
            wins: side.wins,
            blocks: side.blocks,
            minimal: self.list(&side.minimal),
            converts: side.converts.as_ref().map(|converts| ConvertsResult {
                members: self.names(converts.players),
                distance: converts.distance,
                tied: converts.tied.iter().map(|set| self.names(*set)).collect(),
                proven: converts.proven,
            }),
        }
    }

    /// What actors decide after their factions, vetoes left aside.
    pub(super) fn levels(&self, game: &Game, line: &Line) -> Option<LevelsResult> {
        let inner = match game.rule() {
            Rule::All(rules) => rules.first()?,
            rule => rule,
        };
        let Rule::Compose { .. } = inner else { return None };
        let game = Game::new(game.players(), inner.clone()).ok()?;
        let weights: Vec<f64> =
            self.input.members.iter().map(|member| member.weights.first().copied().unwrap_or(1.0)).collect();
        let found = two_levels(&game, &Rule::majority(integers(&weights).ok()?), line).ok()?;
        let stand = |(stand, (actor, _)): (&Stand, &(&str, Vec<usize>))| ActorStand {
            actor: (*actor).to_owned(),
            stand: match stand {
                Stand::Above => DecisionWord::Above,
                Stand::Below => DecisionWord::Below,
                Stand::Split => DecisionWord::Neither,
            },
        };
        Some(LevelsResult {
            stands: found.stands.iter().zip(&self.blocks).map(stand).collect(),
            decision: word(found.decision),
            direct: word(found.direct),
        })
    }
}
