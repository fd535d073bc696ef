//! The rule of a question: when the consent of those with a say in the issues is enough.

use detente_case::QuantityPath;
use detente_case::case::{Case, Decision, Position, Route, Rule as Quota, Standing};
use detente_case::path::Stake as Number;
use detente_coalition::{Block, Game, MAX_LISTED, Rule, minimal_winning};
use detente_method::EffectiveCase;
use detente_method::decision::{by_votes, whole};
use detente_package::Consent;

/// A rule over those with a say.
pub(crate) struct Ruled {
    pub decision: Decision,
    /// Places among the voices of those who block, whatever the rule says.
    pub vetoes: Vec<usize>,
    /// By voice its capability on each issue on which it has a say; its mean is the voice's weight.
    capabilities: Vec<Vec<usize>>,
    /// Actors with the places of the voices that are parts of them.
    blocks: Vec<(String, Vec<usize>)>,
    names: Vec<String>,
}

impl Ruled {
    /// The rule over these actors, by the rows in which they have a say; `None` where one of them has no capability.
    pub fn of(reading: &EffectiveCase<'_>, decision: &Decision, voices: &[String], rows: &[&Position]) -> Option<Self> {
        let own = |who: &String| rows.iter().filter(|row| row.actor.text == *who).collect::<Vec<_>>();
        let capability = |row: &Position| {
            let (issue, actor) = (row.issue.text.clone(), row.actor.text.clone());
            let stake = QuantityPath::Stake { issue, actor: actor.clone(), stake: Number::Capability };
            reading.find(&stake).or_else(|| reading.find(&QuantityPath::Capability { actor }))
        };
        let capabilities: Option<Vec<Vec<usize>>> =
            voices.iter().map(|who| own(who).into_iter().map(|row| capability(row)).collect()).collect();
        let vetoes = (0..voices.len()).filter(|place| own(&voices[*place]).into_iter().any(|row| blocks(row)));
        Some(Self {
            decision: decision.clone(),
            vetoes: vetoes.collect(),
            capabilities: capabilities?,
            blocks: factions(reading.case, voices),
            names: voices.to_vec(),
        })
    }

    /// Every quantity that is read.
    pub fn quantities(&self) -> impl Iterator<Item = usize> {
        self.capabilities.iter().flatten().copied()
    }

    /// The sets of voices whose consent is enough at certain values; `None` where the rule can never be met or has too many sets to be listed.
    pub fn consent(&self, voices: &[usize], value: &dyn Fn(usize) -> f64) -> Option<Consent> {
        let mean = |own: &Vec<usize>| own.iter().map(|index| value(*index)).sum::<f64>() / own.len().max(1) as f64;
        let weights: Vec<f64> = self.capabilities.iter().map(mean).collect();
        let game = Game::new(voices.len(), self.rule(&weights)?).ok().filter(|_| voices.len() <= MAX_LISTED)?;
        let found = minimal_winning(&game);
        (!found.truncated).then(|| Consent::of_sets(voices.to_vec(), found.sets))
    }

    /// The rule over voices with these weights; `None` where it names somebody who has no say.
    fn rule(&self, weights: &[f64]) -> Option<Rule> {
        if !self.decision.factions_first {
            let place = |actor: &str| self.names.iter().position(|name| name == actor);
            return Some(self.either(weights, &place)?.with_vetoes(&self.vetoes));
        }
        let block = |(_, members): &(String, Vec<usize>)| {
            let own: Vec<f64> = members.iter().map(|place| weights[*place]).collect();
            Block { inner: Rule::majority(whole(&own)), members: members.clone() }
        };
        let sums = self.blocks.iter().map(|(_, members)| members.iter().map(|place| weights[*place]).sum());
        let place = |actor: &str| self.blocks.iter().position(|(name, _)| name == actor);
        let top = Box::new(self.either(&sums.collect::<Vec<f64>>(), &place)?);
        let composed = Rule::Compose { top, blocks: self.blocks.iter().map(block).collect() };
        Some(composed.with_vetoes(&self.vetoes))
    }

    fn either(&self, weights: &[f64], place: &dyn Fn(&str) -> Option<usize>) -> Option<Rule> {
        let quota = |quota: &Quota| by_votes(Some(quota), &votes(quota, weights));
        let route = |route: &Route| -> Option<Rule> {
            let with = route.with.iter().map(|actor| Some(Rule::Holds(place(actor)?)));
            let parts = route.quotas.iter().map(|own| Some(quota(own))).chain(with);
            Some(Rule::All(parts.collect::<Option<_>>()?))
        };
        Some(Rule::Any(self.decision.routes.iter().map(route).collect::<Option<_>>()?))
    }
}

fn votes(quota: &Quota, weights: &[f64]) -> Vec<f64> {
    weights.iter().map(|weight| quota.vote(true, *weight)).collect()
}

/// Whether a row lets its actor block.
pub(crate) fn blocks(row: &Position) -> bool {
    row.veto || row.standing == Standing::Blocks
}

/// Actors with the places of the voices that are parts of them.
fn factions(case: &Case, voices: &[String]) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    for (place, voice) in voices.iter().enumerate() {
        let actor = case.outermost(voice);
        match found.iter_mut().find(|(name, _)| name == actor) {
            Some((_, members)) => members.push(place),
            None => found.push((actor.to_owned(), vec![place])),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Change, Files, Shape, load};
    use detente_method::GroundedChange;

    use super::*;
    use crate::points::{Frame, Points};

    /// Three actors over two issues with five points each, nothing in the middle; the first two are parts of one actor.
    fn case(rule: &str, standing: &str) -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        files.insert(
            "actors.csv",
            "id,name,kind,within,basis,evidence\nS,State,state,,assumed,\nA,A,group,S,assumed,\nB,B,group,S,assumed,\nC,C,state,,assumed,\n",
        );
        let head = "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,basis,evidence";
        files.insert("issues.csv", format!("{head}\nx,?,none,all,50,50,50,assumed,\ny,?,none,all,50,50,50,assumed,\n"));
        let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,standing,basis,evidence";
        let row = |id: &str, issue: &str, who: &str, at: u32, care: u32, power: u32, standing: &str| {
            format!(
                "{id},{issue},{who},{at},{at},{at},{care},{care},{care},{power},{power},{power},{standing},assumed,\n"
            )
        };
        let rows = [
            row("1", "x", "A", 100, 80, 50, "decides"),
            row("2", "x", "B", 0, 30, 40, "decides"),
            row("3", "x", "C", 25, 50, 30, standing),
            row("4", "y", "A", 0, 20, 50, "decides"),
            row("5", "y", "B", 100, 70, 40, "decides"),
            row("6", "y", "C", 50, 50, 30, standing),
        ];
        files.insert("positions.csv", format!("{head}\n{}", rows.concat()));
        files.insert("questions.csv", format!("id,question,kind,of,rule\nq,?,package,x y,{rule}\n"));
        load(&files).case
    }

    /// The smallest sets that are enough, and the packages that have enough consent.
    type Open = (Vec<Vec<&'static str>>, Vec<Vec<f64>>);

    fn found(case: &Case, changes: &[&str]) -> Option<Open> {
        let change = |text: &&str| GroundedChange::from(Change::parse(text, Shape::Pert).unwrap());
        let reading = EffectiveCase::new(case, None, &changes.iter().map(change).collect::<Vec<_>>());
        let ids = ["x".to_owned(), "y".to_owned()];
        let frame = Frame::of(&reading, &ids, case.questions[0].rule.as_ref())?;
        let points = Points::of(&reading, frame)?;
        let names =
            |set: &u64| (0..3).filter(|place| set >> place & 1 == 1).map(|place| ["A", "B", "C"][place]).collect();
        let sets = points.mode.consent.sets().iter().map(names).collect();
        let all = points.mode.strict.iter().map(|package| points.at(*package));
        // Of points a quarter apart, those of the published example.
        Some((sets, all.filter(|at| at.iter().all(|point| point % 25.0 == 0.0)).collect()))
    }

    #[test]
    fn a_rule_says_whose_consent_is_enough() {
        let ab = vec![vec![75.0, 75.0], vec![75.0, 100.0], vec![100.0, 75.0], vec![100.0, 100.0]];
        let bc = vec![vec![25.0, 50.0]];
        let both = [bc.clone(), ab.clone()].concat();
        for (rule, sets, packages) in [
            ("", vec![vec!["A", "B", "C"]], Vec::new()),
            ("unanimity of actors", vec![vec!["A", "B", "C"]], Vec::new()),
            ("majority of actors", vec![vec!["A", "B"], vec!["A", "C"], vec!["B", "C"]], both.clone()),
            ("quota 2/3 of actors", vec![vec!["A", "B"], vec!["A", "C"], vec!["B", "C"]], both.clone()),
            // Capabilities 50, 40 and 30: three quarters are 90.
            ("quota 0.75", vec![vec!["A", "B"]], ab.clone()),
            ("majority of actors and with C", vec![vec!["A", "C"], vec!["B", "C"]], bc.clone()),
            ("quota 0.75 or majority of actors and with C", vec![vec!["A", "B"], vec!["A", "C"], vec!["B", "C"]], both),
            // A has more than half of what the state has, and the state more than half of all: but actors are counted here.
            ("factions first: unanimity of actors", vec![vec!["A", "C"]], Vec::new()),
        ] {
            assert_eq!(found(&case(rule, "decides"), &[]), Some((sets, packages)), "{rule}");
        }
    }

    #[test]
    fn whoever_blocks_is_needed_under_every_rule() {
        let (sets, packages) = found(&case("majority of actors", "blocks"), &[]).unwrap();
        assert_eq!((sets, packages), (vec![vec!["A", "C"], vec!["B", "C"]], vec![vec![25.0, 50.0]]));
        // The state of A and B has more than half of all capability, and A more than half of the state's.
        let first = |standing: &str| found(&case("factions first: majority", standing), &[]).unwrap().0;
        assert_eq!((first("decides"), first("blocks")), (vec![vec!["A"]], vec![vec!["A", "C"]]));
    }

    #[test]
    fn a_what_if_moves_the_weights_of_a_rule() {
        let own = case("factions first: unanimity of actors", "decides");
        // A with 10 beside the 40 of B no longer decides for the state.
        assert_eq!(
            found(&own, &["issue.x.A.capability=10", "issue.y.A.capability=10"]).unwrap(),
            (vec![vec!["B", "C"]], vec![vec![25.0, 50.0]])
        );
    }

    #[test]
    fn a_rule_that_needs_somebody_without_a_say_is_never_met() {
        let own = case("majority and with S", "decides");
        assert!(found(&own, &[]).is_none());
    }
}
