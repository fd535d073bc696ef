//! What a body decides in every draw.

use std::collections::BTreeMap;

use detente_chance::Proportion;
use detente_coalition::{Carrying, Decision, Mask, Side, SideOf, carrying, members, minimal_winning};
use detente_method::Samples;
use detente_method::numbers::NEAR;
use rayon::prelude::*;

use crate::lower::{At, Body, decided};

/// Minimal coalitions are followed through the draws for bodies up to this size.
const MOST_FOLLOWED: usize = 16;

/// What a body decides at one set of values.
pub(crate) struct Found {
    pub carrying: Carrying,
    /// What all would decide by weight alone.
    pub direct: Decision,
    /// What actors decide after their factions, vetoes left aside; as `direct` where there is a single level.
    pub levels: Decision,
    /// Minimal coalitions with more than half of all weight; with several actors those that win under the rule.
    pub strongest: Vec<Mask>,
    /// Weights in points.
    pub weights: Vec<f64>,
    pub positions: Vec<f64>,
}

impl Found {
    fn of(body: &Body<'_>, value: &dyn Fn(usize) -> f64) -> Option<Self> {
        let at: At = body.at(value, &[])?;
        let few = body.players.len() <= MOST_FOLLOWED;
        let direct = at.direct();
        Some(Self {
            carrying: carrying(&at.game, &at.line),
            direct,
            levels: at.levels.as_ref().map_or(direct, |game| decided(game, &at.line)),
            strongest: match (few, body.blocks.len()) {
                (false, _) => Vec::new(),
                (true, 1) => minimal_winning(&at.by_weight).sets,
                (true, _) => minimal_winning(&at.game).sets,
            },
            weights: at.weights,
            positions: at.line.positions,
        })
    }

    /// A side.
    pub fn side(&self, side: Side) -> &SideOf {
        if side == Side::Above { &self.carrying.above } else { &self.carrying.below }
    }

    /// Whether the parts of an actor stand on both sides.
    pub fn splits(&self, block: &[usize]) -> bool {
        let on = |side: Mask| block.iter().any(|player| side >> player & 1 == 1);
        on(self.carrying.above.members) && on(self.carrying.below.members)
    }
}

/// A body over all draws.
pub(crate) struct Followed {
    /// At the most likely values, or in the first draw with the most frequent decision where that is another.
    pub typical: Found,
    /// Whether the most likely values decide otherwise than most draws.
    pub mode_differs: bool,
    /// Decisions, the most frequent first.
    pub decisions: Vec<(Decision, Proportion)>,
    /// What all would decide by weight alone, the most frequent first.
    pub strong: Vec<(Decision, Proportion)>,
    /// These coalitions, the most frequent first.
    pub strongest: Vec<(Mask, Proportion)>,
    /// By player how often it is in none of them.
    pub needless: Vec<Proportion>,
    /// By block how often its parts stand on both sides.
    pub split: Vec<Proportion>,
    /// How often actors after their factions decide for the other side than all by weight.
    pub turned: Proportion,
    /// How many different games there are.
    pub games: usize,
}

impl Followed {
    /// Follows a body through the draws; none where it decides nothing at the most likely values or in no draw.
    pub fn of(body: &Body<'_>, samples: &Samples, draws: usize) -> Option<Self> {
        let mode = Found::of(body, &|index| samples.mode(index))?;
        let drawn: Vec<Found> = (0..draws)
            .into_par_iter()
            .filter_map(|draw| Found::of(body, &|index| samples.value(index, draw)))
            .collect();
        // Without draws the most likely values are all there is.
        let all: Vec<&Found> = if drawn.is_empty() { vec![&mode] } else { drawn.iter().collect() };
        let count = |is_so: &dyn Fn(&Found) -> bool| {
            Proportion::counted(all.iter().filter(|found| is_so(found)).count() as u32, all.len() as u32)
        };
        let ranked = |of: &dyn Fn(&Found) -> Decision| {
            let kinds = [Decision::Above, Decision::Below, Decision::Neither, Decision::Both];
            let mut shares: Vec<(Decision, Proportion)> =
                kinds.into_iter().map(|kind| (kind, count(&|found| of(found) == kind))).collect();
            shares.sort_by(|a, b| b.1.probability.total_cmp(&a.1.probability));
            shares
        };
        let decisions = ranked(&|found| found.carrying.decision);
        let strong = ranked(&|found| found.direct);
        let needless = (0..body.players.len())
            .map(|player| count(&|found| found.strongest.iter().all(|set| set >> player & 1 == 0)))
            .collect();
        let split = body.blocks.iter().map(|block| count(&|found| found.splits(block))).collect();
        let turned = count(&|found| opposed(found.levels, found.direct));
        let (strongest, games) = coalitions(&all);
        let mode_differs = mode.carrying.decision != decisions[0].0;
        let first = drawn.into_iter().find(|found| mode_differs && found.carrying.decision == decisions[0].0);
        let typical = first.unwrap_or(mode);
        Some(Self { typical, mode_differs, decisions, strong, strongest, needless, split, turned, games })
    }

    /// The most frequent decision, and the next where it is near.
    pub fn rivals(&self) -> (Decision, Option<Decision>) {
        let (first, second) = (&self.decisions[0], &self.decisions[1]);
        let near = first.1.probability - second.1.probability < NEAR && second.1.probability > 0.0;
        (first.0, near.then_some(second.0))
    }
}

fn opposed(a: Decision, b: Decision) -> bool {
    matches!((a, b), (Decision::Above, Decision::Below) | (Decision::Below, Decision::Above))
}

/// How often each coalition is minimal, and how many different games there are.
fn coalitions(all: &[&Found]) -> (Vec<(Mask, Proportion)>, usize) {
    let mut sets: BTreeMap<Mask, u32> = BTreeMap::new();
    let mut games: BTreeMap<&[Mask], u32> = BTreeMap::new();
    for found in all {
        found.strongest.iter().for_each(|set| *sets.entry(*set).or_default() += 1);
        *games.entry(&found.strongest).or_default() += 1;
    }
    let mut sets: Vec<(Mask, u32)> = sets.into_iter().collect();
    sets.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), set.count_ones(), members(*set)));
    let share = |(set, count): (Mask, u32)| (set, Proportion::counted(count, all.len() as u32));
    (sets.into_iter().map(share).collect(), games.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use detente_case::{Case, Files, load};
    use detente_coalition::set;
    use detente_method::EffectiveCase;

    use super::*;

    /// Land A with three parts, of which the last blocks, and land B, who only influences: position, weight, standing.
    fn case(rule: &str, rows: &[(&str, u32, u32, &str)]) -> Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        let actors = "A,Aland,state,,assumed,\nA1,Rulers,faction,A,assumed,\nA2,Traders,faction,A,assumed,\nA3,Party,faction,A,assumed,\nB,Bland,state,,assumed,\n";
        files.insert("actors.csv", format!("id,name,kind,within,basis,evidence\n{actors}"));
        let head = "id,question,scale_0,scale_100,rule,basis,evidence";
        files.insert("issues.csv", format!("{head}\ni,How far?,none,all,{rule},assumed,\n"));
        let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,standing,basis,evidence";
        let row = |(place, (actor, at, weight, standing)): (usize, &(&str, u32, u32, &str))| {
            format!("P{place},i,{actor},{at},{at},{at},100,100,100,{weight},{weight},{weight},{standing},assumed,\n")
        };
        let rows: String = rows.iter().enumerate().map(row).collect();
        files.insert("positions.csv", format!("{head}\n{rows}"));
        load(&files).case
    }

    fn found(case: &Case) -> Option<Found> {
        let reading = EffectiveCase::new(case, None, &[]);
        let body = Body::of(&case.issues[0], &reading);
        Found::of(&body, &|index| reading.estimate(index).mode())
    }

    const PARTS: [(&str, u32, u32, &str); 4] = [
        ("A1", 75, 36, "decides"),
        ("A2", 95, 38, "only-influences"),
        ("A3", 25, 32, "blocks"),
        ("B", 100, 90, "only-influences"),
    ];

    #[test]
    fn who_has_the_weight_may_be_blocked() {
        let own = found(&case("", &PARTS)).unwrap();
        assert_eq!(own.weights, [36.0, 38.0, 32.0], "who only presses from outside has no place in it");
        assert_eq!((own.direct, own.carrying.decision), (Decision::Above, Decision::Neither));
        assert_eq!(members(own.carrying.above.converts.as_ref().unwrap().players), [2]);
        assert_eq!(own.strongest, [set(&[0, 1]), set(&[0, 2]), set(&[1, 2])]);
        assert!(own.splits(&[0, 1, 2]));
    }

    #[test]
    fn actors_decide_after_their_factions() {
        let rows = [("A1", 80, 60, ""), ("A2", 20, 32, ""), ("A3", 20, 30, ""), ("B", 80, 40, "")];
        let own = found(&case("", &rows)).unwrap();
        assert_eq!(
            (own.direct, own.levels, own.carrying.decision),
            (Decision::Above, Decision::Below, Decision::Below)
        );
        // Under a coded rule every actor has its vote: both must agree.
        let ruled = found(&case("unanimity of actors", &rows)).unwrap();
        assert_eq!(ruled.carrying.decision, Decision::Neither);
    }

    #[test]
    fn thin_cases_have_an_answer_or_none() {
        let alone = found(&case("", &PARTS[..1])).unwrap();
        assert_eq!(alone.carrying.decision, Decision::Above);
        assert!(found(&case("", &PARTS[3..])).is_none(), "nobody has a say");
        assert!(found(&case("", &[("A1", 75, 0, "decides")])).is_none(), "nobody has weight");
        assert!(found(&case("", &[])).is_none());
    }
}
