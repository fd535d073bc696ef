//! What is asked of a plain body at once: its rule, who stands where; and everything that is answered.

mod body;
mod quota;
mod told;

use detente_coalition::{Game, GameError, PlayerPower, minimal_blocking, minimal_winning, power};
use detente_method::AskError;
use detente_results::CoalitionAnswer;

pub use quota::{Quota, QuotaAsk, Strict};

use body::PlainBody;
use told::told;

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_results::DecisionWord;

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
