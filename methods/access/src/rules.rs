//! How those on an issue decide it: by the rule that is coded, or by the part of the weight that is taken to be enough.

use detente_coalition::{Fraction, Game, Rule, members, minimal_winning, power};
use detente_method::decision::{by_votes, whole};

use crate::room::Room;

/// The part of the weight that decides where no rule is coded.
pub(crate) const ENOUGH: f64 = 0.8;
/// Tables with more seats are looked at by weight: counting all their coalitions in every draw takes long.
const MOST_SEATS: usize = 12;

/// The game of those with these places on an issue: by its rule, or by weight where none is coded; none where nobody has a vote.
fn game(room: &Room<'_>, issue: usize, own: &[usize], value: &dyn Fn(usize) -> f64) -> Option<Game> {
    let coded = room.issues[issue].rule.as_ref();
    let vote = |actor: &usize| match coded {
        Some(rule) => rule.vote(room.say(*actor, issue).0, room.votes(*actor, issue, value)),
        None => room.voice(*actor, issue, value).map_or(0.0, |voice| voice.weight),
    };
    let votes: Vec<f64> = own.iter().map(vote).collect();
    let rule = match coded {
        Some(_) => by_votes(coded, &votes),
        None => Rule::share(whole(&votes), Fraction::new(4, 5)?),
    };
    let vetoes: Vec<usize> = (0..own.len()).filter(|place| room.say(own[*place], issue).1).collect();
    Game::new(own.len(), rule.with_vetoes(&vetoes)).ok()
}

/// The smallest sets of those with a say that decide an issue, and everybody without whom nothing passes in each.
pub(crate) fn deciding(room: &Room<'_>, issue: usize, own: &[usize], value: &dyn Fn(usize) -> f64) -> Vec<Vec<usize>> {
    let Some(game) = game(room, issue, own, value) else { return Vec::new() };
    let sets = minimal_winning(&game).sets;
    sets.into_iter().map(|set| members(set).into_iter().map(|place| own[place]).collect()).collect()
}

/// The parts of those at a table in what it deals with, mean over its issues: shares of Banzhaf's index where an issue has a rule of decision, else of
/// the weight.
pub(crate) fn parts(room: &Room<'_>, table: usize, value: &dyn Fn(usize) -> f64) -> Vec<f64> {
    let own = &room.tables[table];
    let seats: Vec<usize> = own.members.iter().copied().collect();
    let mut sums = vec![0.0; seats.len()];
    for issue in &own.issues {
        let of = by_rule(room, *issue, &seats, value).unwrap_or_else(|| by_weight(room, *issue, &seats, value));
        sums.iter_mut().zip(of).for_each(|(sum, part)| *sum += part);
    }
    sums.into_iter().map(|sum| sum / own.issues.len().max(1) as f64).collect()
}

/// Whether some issue at a table that is looked at has a rule of decision.
pub(crate) fn any(room: &Room<'_>) -> bool {
    let issues = room.looked_at().into_iter().flat_map(|table| room.tables[table].issues.iter());
    issues.into_iter().any(|issue| room.issues[*issue].rule.is_some())
}

fn by_rule(room: &Room<'_>, issue: usize, seats: &[usize], value: &dyn Fn(usize) -> f64) -> Option<Vec<f64>> {
    room.issues[issue].rule.as_ref()?;
    let voters: Vec<usize> = seats.iter().copied().filter(|actor| room.voice(*actor, issue, value).is_some()).collect();
    if voters.is_empty() || voters.len() > MOST_SEATS {
        return None;
    }
    let found = power(&game(room, issue, &voters, value)?).ok()?;
    let part = |actor: &usize| {
        let place = voters.iter().position(|voter| voter == actor);
        place.map_or(0.0, |place| found.players[place].banzhaf.value)
    };
    Some(seats.iter().map(part).collect())
}

fn by_weight(room: &Room<'_>, issue: usize, seats: &[usize], value: &dyn Fn(usize) -> f64) -> Vec<f64> {
    let weight = |actor: &usize| room.voice(*actor, issue, value).map_or(0.0, |voice| voice.weight);
    let all: f64 = seats.iter().map(weight).sum();
    seats.iter().map(|actor| if all > 0.0 { weight(actor) / all } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use detente_method::EffectiveCase;

    use super::*;
    use crate::seats::example;

    #[test]
    fn a_rule_that_is_coded_decides_and_parts_the_table() {
        for (rule, sets, parts_of) in [
            // Four fifths of the weight: nobody of 40 and 20 is dispensable; parts by weight.
            ("", vec!["B+C"], [2.0 / 3.0, 1.0 / 3.0]),
            // A majority: 40 of 60 is enough alone, and C never counts.
            ("majority", vec!["B"], [1.0, 0.0]),
            ("majority of actors", vec!["B+C"], [0.5, 0.5]),
        ] {
            let own = example("running", rule);
            let reading = EffectiveCase::new(&own, None, &[]);
            let room = Room::of(&reading, &[]);
            let mode = |index: usize| reading.estimate(index).mode();
            let place = |id: &str| room.actors.iter().position(|actor| *actor == id);
            let seats: Vec<usize> = ["B", "C"].into_iter().filter_map(place).collect();
            let issue = room.issues.iter().position(|issue| &*issue.id == "i").unwrap_or_default();
            let found: Vec<String> = deciding(&room, issue, &seats, &mode).iter().map(|set| room.named(set)).collect();
            assert_eq!(found, sets, "{rule}");
            let found = parts(&room, 0, &mode);
            assert!(found.iter().zip(parts_of).all(|(found, part)| (found - part).abs() < 1e-9), "{rule} {found:?}");
            assert_eq!(any(&room), !rule.is_empty());
        }
    }

    #[test]
    fn whoever_only_influences_has_no_vote_under_a_rule() {
        for (rule, parts_of) in [("majority", [0.0, 1.0, 0.0]), ("majority of actors", [0.0, 0.5, 0.5])] {
            let own = example("running", rule);
            let reading = EffectiveCase::new(&own, None, &[]);
            let room = Room::of(&reading, &[]);
            let mode = |index: usize| reading.estimate(index).mode();
            let place = |id: &str| room.actors.iter().position(|actor| *actor == id);
            let seats: Vec<usize> = ["A", "B", "C"].into_iter().filter_map(place).collect();
            let issue = room.issues.iter().position(|issue| &*issue.id == "i").unwrap_or_default();
            let found = by_rule(&room, issue, &seats, &mode).unwrap_or_default();
            assert_eq!(found.len(), 3);
            assert!(found.iter().zip(parts_of).all(|(found, part)| (found - part).abs() < 1e-9), "{rule} {found:?}");
        }
    }
}
