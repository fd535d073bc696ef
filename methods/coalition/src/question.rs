//! What is asked of a plain body at once: its rule, who stands where; and everything that is answered.

use detente_coalition::{
    Block, Carrying, Decision, Fraction, Game, GameError, Line, Listed, Mask, PlayerPower, Rule, SideOf, Stand, Value,
    Warning, carrying, connected, integers, left_out, members, minimal_blocking, minimal_winning, power, set,
    two_levels,
};
use detente_method::AskError;
use detente_results::{
    ActorStand, CoalitionAnswer, CoalitionList, ConvertsResult, DecisionWord, ExactNumber, JumpResult, LevelsResult,
    LineResult, MemberResult, SideResult,
};

/// A body.
#[derive(Debug, Clone, Default)]
pub struct CoalitionInput {
    /// Its members.
    pub members: Vec<MemberInput>,
    /// The columns of their weights.
    pub columns: Vec<String>,
}

/// A member of a body.
#[derive(Debug, Clone, Default)]
pub struct MemberInput {
    /// Its name.
    pub name: String,
    /// Its weights, column by column.
    pub weights: Vec<f64>,
    /// Where it stands.
    pub position: Option<f64>,
    /// How much it cares; 1 where nothing is said.
    pub salience: Option<f64>,
    /// What it is part of; empty where it stands for itself.
    pub within: String,
}

/// What is asked of a body.
#[derive(Debug, Clone)]
pub struct CoalitionAsk {
    /// What must all be reached.
    pub quotas: Vec<QuotaAsk>,
    /// What is enough by itself.
    pub or: Vec<QuotaAsk>,
    /// Members without whom nothing passes.
    pub vetoes: Vec<String>,
    /// The rule inside actors with parts.
    pub inner: Quota,
    /// The point between the two sides.
    pub threshold: Option<f64>,
}

/// A quota of some weights.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaAsk {
    /// Which weights; members are counted where it names none.
    pub column: Option<String>,
    /// How much of them.
    pub quota: Quota,
}

/// How much of the weight is enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quota {
    /// More than half.
    Majority,
    /// All.
    Unanimity,
    /// This share, or more than it.
    Share(Fraction, Strict),
    /// So much, or more than it.
    Weight(Fraction, Strict),
}

/// Whether the quota must be passed, and not only reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strict(pub bool);

impl QuotaAsk {
    /// Reads `[COLUMN:]QUOTA`: `majority`, `unanimity`, `2/3`, `65%`, `.62`, `255`, with `>` before it where it must be passed; the column
    /// `members` counts everybody once.
    ///
    /// # Errors
    /// A sentence on what it is not.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (column, quota) = text.rsplit_once(':').unwrap_or(("weight", text));
        let column = (column.trim() != "members").then(|| column.trim().to_owned());
        Ok(Self { column, quota: Quota::parse(quota)? })
    }
}

impl Quota {
    /// Reads a quota without its column.
    ///
    /// # Errors
    /// A sentence on what it is not.
    pub fn parse(text: &str) -> Result<Self, String> {
        let own = text.trim();
        match own {
            "majority" => return Ok(Self::Majority),
            "unanimity" => return Ok(Self::Unanimity),
            _ => {}
        }
        let (own, strict) = own.strip_prefix('>').map_or((own, Strict(false)), |rest| (rest.trim(), Strict(true)));
        let wrong = || format!("`{text}` is no quota: majority, unanimity, 2/3, 65%, .62 or a weight such as 255");
        let number = Fraction::parse(own).ok_or_else(wrong)?;
        let is_share = own.contains(['/', '%']) || number.value() < 1.0;
        Ok(if is_share { Self::Share(number, strict) } else { Self::Weight(number, strict) })
    }

    /// The rule over these weights. Weights and quota are whole numbers of the same unit before they are compared.
    fn rule(self, weights: &[f64]) -> Result<Rule, GameError> {
        let unit = if let Self::Weight(quota, _) = self { quota.value() } else { 0.0 };
        let mut scaled = integers(&[weights, &[unit]].concat())?;
        let quota = scaled.pop().unwrap_or_default();
        Ok(match self {
            Self::Majority => Rule::majority(scaled),
            Self::Unanimity => Rule::unanimity(scaled.len()),
            Self::Weight(_, Strict(strict)) => Rule::Weighted { weights: scaled, quota: quota + u64::from(strict) },
            Self::Share(share, Strict(false)) => Rule::share(scaled, share),
            Self::Share(share, Strict(true)) => passed(scaled, share),
        })
    }

    fn words(self) -> String {
        let passed = |strict: Strict| if strict.0 { "more than" } else { "at least" };
        match self {
            Self::Majority => "more than 1/2".to_owned(),
            Self::Unanimity => "all".to_owned(),
            Self::Share(share, strict) => format!("{} {share}", passed(strict)),
            Self::Weight(weight, strict) => format!("{} {}", passed(strict), weight.value()),
        }
    }
}

/// More than a share: one more than the largest whole number that is not above it.
fn passed(weights: Vec<u64>, share: Fraction) -> Rule {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let quota = total.saturating_mul(share.numerator) / share.denominator + 1;
    Rule::Weighted { quota: u64::try_from(quota).unwrap_or(u64::MAX), weights }
}

/// Everything that a body answers.
///
/// # Errors
/// [`AskError`]: a rule that no coalition or every coalition meets, members or columns that are not there, too many members.
pub fn coalitions(input: &CoalitionInput, ask: &CoalitionAsk) -> Result<CoalitionAnswer, AskError> {
    let body = PlainBody::of(input);
    let wrong = |error: GameError| AskError::input(error.to_string()).with_hint(remedy(&error).map(str::to_owned));
    let rule = body.rule(ask)?.map_err(wrong)?;
    let game = Game::new(input.members.len(), rule).map_err(wrong)?;
    let found = power(&game).map_err(wrong)?;
    let (winning, blocking) = (minimal_winning(&game), minimal_blocking(&game));
    let vetoes = game.vetoes();
    let dictator = game.dictator();
    let member = |(place, own): (usize, &PlayerPower)| body.member(place, own, &vetoes, dictator);
    let line = ask.threshold.and_then(|threshold| body.line(threshold));
    Ok(CoalitionAnswer {
        rule: body.words(ask),
        warnings: body.warnings(&game, found.proper),
        members: found.players.iter().enumerate().map(member).collect(),
        winning: told(found.winning),
        coalitions: told(found.coalitions),
        act: told(found.act),
        proper: found.proper,
        strong: found.strong,
        in_all: body.names(winning.in_all()),
        line: line.as_ref().map(|line| body.carried(&game, line, &winning)),
        levels: line.as_ref().and_then(|line| body.levels(&game, line)),
        minimal_winning: body.list(&winning),
        minimal_blocking: body.list(&blocking),
    })
}

fn remedy(error: &GameError) -> Option<&'static str> {
    match error {
        GameError::NobodyWins { .. } => Some("a quota may be a share of the weight: 65% or 2/3"),
        GameError::TooMany { .. } => {
            Some("members that are alike are counted together: give equal weights where they are equal")
        }
        _ => None,
    }
}

fn told(value: Value) -> ExactNumber {
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

/// A body with its blocks.
struct PlainBody<'i> {
    input: &'i CoalitionInput,
    /// Names of actors, and places of the members that they are made of.
    blocks: Vec<(&'i str, Vec<usize>)>,
}

impl<'i> PlainBody<'i> {
    fn of(input: &'i CoalitionInput) -> Self {
        let mut blocks: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, member) in input.members.iter().enumerate() {
            let own = if member.within.is_empty() { &member.name } else { &member.within };
            match blocks.iter_mut().find(|(name, _)| name == own) {
                Some((_, members)) => members.push(place),
                None => blocks.push((own, vec![place])),
            }
        }
        Self { input, blocks }
    }

    fn has_levels(&self) -> bool {
        self.blocks.iter().any(|(_, members)| members.len() > 1)
    }

    /// The weights of a column; everybody once without one.
    fn weights(&self, column: Option<&String>) -> Result<Vec<f64>, AskError> {
        let Some(name) = column else { return Ok(vec![1.0; self.input.members.len()]) };
        let place = self.input.columns.iter().position(|known| known == name);
        let place = place.ok_or_else(|| AskError::unknown("column", name, &self.input.columns))?;
        Ok(self.input.members.iter().map(|member| member.weights[place]).collect())
    }

    /// The rule that is asked for; its players are members, in blocks where some are parts of others.
    fn rule(&self, ask: &CoalitionAsk) -> Result<Result<Rule, GameError>, AskError> {
        let known: Vec<String> = self.input.members.iter().map(|member| member.name.clone()).collect();
        let vetoes: Vec<usize> = ask
            .vetoes
            .iter()
            .map(|name| {
                known.iter().position(|own| own == name).ok_or_else(|| AskError::unknown("member", name, &known))
            })
            .collect::<Result<_, _>>()?;
        let several = |asked: &[QuotaAsk]| -> Result<Vec<Result<Rule, GameError>>, AskError> {
            asked.iter().map(|one| Ok(one.quota.rule(&self.sums(one.column.as_ref())?))).collect()
        };
        let (all, or) = (several(&ask.quotas)?, several(&ask.or)?);
        let first = self.weights(ask.quotas.first().and_then(|one| one.column.as_ref()))?;
        let collected = || -> Result<Rule, GameError> {
            let top = either(all.into_iter().collect::<Result<_, _>>()?, or.into_iter().collect::<Result<_, _>>()?);
            let rule = if self.has_levels() { self.composed(top, ask.inner, &first)? } else { top };
            Ok(rule.with_vetoes(&vetoes))
        };
        Ok(collected())
    }

    /// Weights of blocks: those of their members together; of each once where members are counted.
    fn sums(&self, column: Option<&String>) -> Result<Vec<f64>, AskError> {
        let weights = self.weights(column)?;
        let sum = |members: &Vec<usize>| members.iter().map(|place| weights[*place]).sum();
        Ok(self.blocks.iter().map(|(_, members)| if column.is_none() { 1.0 } else { sum(members) }).collect())
    }

    fn composed(&self, top: Rule, inner: Quota, weights: &[f64]) -> Result<Rule, GameError> {
        let block = |(_, members): &(&str, Vec<usize>)| -> Result<Block, GameError> {
            let own: Vec<f64> = members.iter().map(|place| weights[*place]).collect();
            let inner = if members.len() == 1 { Rule::unanimity(1) } else { inner.rule(&own)? };
            Ok(Block { members: members.clone(), inner })
        };
        let blocks = self.blocks.iter().map(block).collect::<Result<_, _>>()?;
        Ok(Rule::Compose { top: Box::new(top), blocks })
    }

    /// The rule in words.
    fn words(&self, ask: &CoalitionAsk) -> String {
        let one = |asked: &QuotaAsk| {
            format!("{} of {}", asked.quota.words(), asked.column.as_deref().unwrap_or("the members"))
        };
        let all = |asked: &[QuotaAsk], mark: &str| asked.iter().map(one).collect::<Vec<String>>().join(mark);
        let mut text = all(&ask.quotas, " and ");
        if !ask.or.is_empty() {
            text += &format!("; or {}", all(&ask.or, ", or "));
        }
        if self.has_levels() {
            text += &format!("; inside an actor {} of its weight", ask.inner.words());
        }
        if !ask.vetoes.is_empty() {
            text += &format!("; not without {}", ask.vetoes.join(", "));
        }
        text
    }

    fn warnings(&self, game: &Game, proper: Option<bool>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let known = game.warnings();
        if proper == Some(false) || known.contains(&Warning::Improper) {
            found.push("two coalitions without a common member can both win".to_owned());
        }
        if known.contains(&Warning::AllEqual) {
            found.push("every member counts the same".to_owned());
        }
        if known.contains(&Warning::NoWeight) {
            found.push("a member without weight never decides".to_owned());
        }
        found
    }

    fn member(&self, place: usize, own: &PlayerPower, vetoes: &[usize], dictator: Option<usize>) -> MemberResult {
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

    fn names(&self, set: Mask) -> Vec<String> {
        members(set).into_iter().map(|place| self.input.members[place].name.clone()).collect()
    }

    fn list(&self, found: &Listed) -> CoalitionList {
        CoalitionList { sets: found.sets.iter().map(|set| self.names(*set)).collect(), truncated: found.truncated }
    }

    /// The line, where every member has a position and there are few enough of them.
    fn line(&self, threshold: f64) -> Option<Line> {
        let members = &self.input.members;
        let positions: Vec<f64> = members.iter().map(|member| member.position).collect::<Option<_>>()?;
        let salience = members.iter().map(|member| member.salience.unwrap_or(1.0)).collect();
        (members.len() <= detente_coalition::MAX_LISTED).then_some(Line { positions, salience, threshold })
    }

    fn carried(&self, game: &Game, line: &Line, winning: &Listed) -> LineResult {
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

    fn side(&self, side: &SideOf) -> SideResult {
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
    fn levels(&self, game: &Game, line: &Line) -> Option<LevelsResult> {
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

/// All of these, or one of those.
fn either(mut all: Vec<Rule>, mut or: Vec<Rule>) -> Rule {
    let first = if all.len() == 1 { all.remove(0) } else { Rule::All(all) };
    if or.is_empty() {
        return first;
    }
    or.insert(0, first);
    Rule::Any(or)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn input(rows: &[(&str, f64, f64, &str)]) -> CoalitionInput {
        let member = |(name, weight, position, within): &(&str, f64, f64, &str)| MemberInput {
            name: (*name).to_owned(),
            weights: vec![*weight],
            position: Some(*position),
            salience: None,
            within: (*within).to_owned(),
        };
        CoalitionInput { members: rows.iter().map(member).collect(), columns: vec!["weight".to_owned()] }
    }

    fn ask(quotas: &[&str]) -> CoalitionAsk {
        CoalitionAsk {
            quotas: quotas.iter().map(|text| QuotaAsk::parse(text).unwrap()).collect(),
            or: Vec::new(),
            vetoes: Vec::new(),
            inner: Quota::Majority,
            threshold: Some(50.0),
        }
    }

    #[test]
    fn members_and_population() {
        let body = input(&[("A", 40.0, 0.0, ""), ("B", 30.0, 0.0, ""), ("C", 20.0, 0.0, ""), ("D", 10.0, 0.0, "")]);
        let found = coalitions(&body, &ask(&["members:3", "65%"])).unwrap();
        let shapley: Vec<&str> = found.members.iter().map(|member| member.shapley.exact.as_deref().unwrap()).collect();
        assert_eq!(shapley, ["1/2", "1/6", "1/6", "1/6"]);
        assert_eq!(found.rule, "at least 3 of the members and at least 13/20 of weight");
        assert_eq!((found.in_all.as_slice(), found.minimal_winning.sets.len()), (["A".to_owned()].as_slice(), 3));
        // A quota of 65 of 100 and more than 64.9 are the same here; more than 65 % is not.
        assert_eq!(
            coalitions(&body, &ask(&[">64.9"])).unwrap().members,
            coalitions(&body, &ask(&["65"])).unwrap().members
        );
        assert_ne!(
            coalitions(&body, &ask(&[">70%"])).unwrap().winning,
            coalitions(&body, &ask(&["70%"])).unwrap().winning
        );
    }

    #[test]
    fn factions_decide_inside_their_actor() {
        let rows = [("A1", 30.0, 80.0, "A"), ("A2", 16.0, 20.0, "A"), ("A3", 15.0, 20.0, "A"), ("B", 20.0, 80.0, "")];
        let found = coalitions(&input(&rows), &ask(&["majority"])).unwrap();
        let levels = found.levels.unwrap();
        assert_eq!((levels.decision, levels.direct), (DecisionWord::Below, DecisionWord::Above));
        assert_eq!((levels.stands[0].actor.as_str(), levels.stands[0].stand), ("A", DecisionWord::Below));
        assert_eq!(found.line.unwrap().decision, DecisionWord::Below);
    }

    #[test]
    fn what_is_no_body_is_refused() {
        let body = input(&[("A", 2.0, 0.0, ""), ("B", 3.0, 0.0, "")]);
        let message = |ask: &CoalitionAsk| coalitions(&body, ask).unwrap_err().message;
        assert!(message(&ask(&["6"])).contains("no coalition wins"));
        assert!(message(&ask(&["votes:3"])).contains("no column is called `votes`"));
        let veto = CoalitionAsk { vetoes: vec!["C".to_owned()], ..ask(&["majority"]) };
        assert_eq!(message(&veto), "no member is called `C`");
        assert!(QuotaAsk::parse("many").unwrap_err().contains("no quota"));
        assert!(coalitions(&CoalitionInput::default(), &ask(&["majority"])).is_err());
    }
}
