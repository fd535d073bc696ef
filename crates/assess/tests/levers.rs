//! Levers of a small issue against a walk over all moves of any two of its numbers.

#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;

use common::{draws, session};
use detente_assess::session::LeverAsk;
use detente_assess::{LeverBudget, Silent};
use detente_case::{Case, Files, FindingId, Goal, Severity, load};
use detente_results::{LeverPlan, LeversResult};

/// Position, salience and capability of four actors.
const STAKES: [[f64; 3]; 4] = [[20.0, 80.0, 30.0], [55.0, 60.0, 50.0], [70.0, 70.0, 60.0], [95.0, 90.0, 40.0]];
const FINDING: &str = "bargain.loan.compromise";

fn case_of(stakes: &[[f64; 3]; 4]) -> Case {
    let mut files = Files::default();
    files.insert("case.toml", "[case]\nid = \"small\"\ntitle = \"Small\"\nas_of = \"2001\"\n".to_owned());
    files.insert(
        "issues.csv",
        "id,question,scale_0,scale_100,basis,evidence,locator\nloan,How much?,none,all,assumed,,\n".to_owned(),
    );
    let mut actors = "id,name,kind,within,aliases,named,basis,evidence,locator,note\n".to_owned();
    let mut positions =
        "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,\
        capability_low,capability_mode,capability_high,basis,evidence,locator,note\n"
            .to_owned();
    for (place, row) in stakes.iter().enumerate() {
        writeln!(actors, "A{place},Actor {place},state,,,,assumed,,,").unwrap();
        let numbers: Vec<String> = row.iter().flat_map(|x| [x, x, x]).map(f64::to_string).collect();
        writeln!(positions, "P{place},loan,A{place},{},assumed,,,", numbers.join(",")).unwrap();
    }
    files.insert("actors.csv", actors);
    files.insert("positions.csv", positions);
    let loaded = load(&files);
    let errors: Vec<_> = loaded.findings.iter().filter(|found| found.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded.case
}

fn found(case: &Case, goal: &Goal, budget: LeverBudget) -> LeversResult {
    let ask = LeverAsk { goal: goal.clone(), changes: Vec::new(), budget };
    session(case, draws(20, 1)).levers(&ask, &Silent).unwrap()
}

fn at_most(bound: f64) -> Goal {
    Goal { finding: FindingId::parse(FINDING), at_least: false, bound }
}

fn name(number: usize) -> String {
    format!("issue.loan.A{}.{}", number / 3, ["position", "salience", "capability"][number % 3])
}

/// Plans as they would be typed, with what they cost; those of a family one by one.
fn typed(found: &LeversResult) -> Vec<(f64, String)> {
    let plan = |plan: &LeverPlan| {
        let first = plan.moves.iter().map(|one| one.change.as_str()).collect::<Vec<_>>().join(" ");
        let cost = plan.cost;
        [first].into_iter().chain(plan.alike.clone()).map(move |text| (cost, text)).collect::<Vec<_>>()
    };
    found.plans.iter().flat_map(plan).collect()
}

fn outcome(stakes: &[[f64; 3]; 4]) -> f64 {
    let weight = |row: &[f64; 3]| row[1] * row[2];
    stakes.iter().map(|row| row[0] * weight(row)).sum::<f64>() / stakes.iter().map(weight).sum::<f64>()
}

/// The least cost at which two numbers reach the goal, in steps of a hundredth of the range, cheapest pairs first. Pairs of which one
/// alone does as well are no pairs.
fn oracle(stakes: &[[f64; 3]; 4], bound: f64) -> Vec<(f64, [usize; 2])> {
    let place = |number: usize| (number / 3, number % 3);
    let mut all = Vec::new();
    for one in 0..12 {
        for other in one + 1..12 {
            let (mut best, mut alone) = (f64::INFINITY, f64::INFINITY);
            for x in 0..=100 {
                for y in 0..=100 {
                    let (a, b) = (place(one), place(other));
                    let mut moved = *stakes;
                    let cost = (f64::from(x) - moved[a.0][a.1]).abs() + (f64::from(y) - moved[b.0][b.1]).abs();
                    let single = f64::from(x) == moved[a.0][a.1] || f64::from(y) == moved[b.0][b.1];
                    (moved[a.0][a.1], moved[b.0][b.1]) = (f64::from(x), f64::from(y));
                    if outcome(&moved) <= bound {
                        let least = if single { &mut alone } else { &mut best };
                        *least = least.min(cost / 100.0);
                    }
                }
            }
            if best.is_finite() && best < 0.98 * alone {
                all.push((best, [one, other]));
            }
        }
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

/// Every pair that the walk finds below the sixth cheapest plan is told, as cheap as the walk finds it or nearly so, and nothing that does
/// not do what it says.
#[test]
fn the_cheapest_pairs_are_found() {
    let case = case_of(&STAKES);
    let now = outcome(&STAKES);
    let mut asked = 0;
    for bound in [now - 8.0, now - 15.0, now - 22.0] {
        let found = found(&case, &at_most(bound), LeverBudget::of(2));
        assert!((found.baseline - now).abs() < 1e-9 && found.complete, "{:?}", found.notes);
        assert!(found.plans.iter().all(|plan| plan.number <= bound + 1e-9), "{:?}", found.plans);
        let plans = typed(&found);
        let worst = if found.plans.len() < 6 { f64::INFINITY } else { found.plans[5].cost };
        let due: Vec<(f64, [usize; 2])> =
            oracle(&STAKES, bound).into_iter().filter(|pair| pair.0 + 0.03 < worst).collect();
        asked += due.len();
        for (cost, pair) in &due {
            let names = pair.map(name);
            let own = plans.iter().find(|(_, text)| names.iter().all(|name| text.contains(name)));
            assert!(own.is_some_and(|(own, _)| *own <= cost + 0.015), "{bound}: {cost} {names:?} in {plans:?}");
        }
    }
    assert!(asked > 3, "{asked} pairs were looked for");
}

#[test]
fn equal_plans_are_one_family() {
    let mut twins = STAKES;
    twins[3] = twins[2];
    let bound = outcome(&twins) - 5.0;
    let found = found(&case_of(&twins), &at_most(bound), LeverBudget::of(1));
    let first = &found.plans[0];
    assert_eq!((first.moves.len(), first.alike.len()), (1, 1), "{:?}", found.plans);
    let typed = [&first.moves[0].change, &first.alike[0]].map(|change| change.split('-').next().unwrap().to_owned());
    assert_eq!(typed, ["issue.loan.A2.position", "issue.loan.A3.position"]);
    assert!(found.complete && found.sets == 0);
}

/// A search that ended before all was looked at says so.
#[test]
fn the_end_of_the_step_budget_is_said() {
    let goal = at_most(outcome(&STAKES) - 15.0);
    let cut = found(&case_of(&STAKES), &goal, LeverBudget { changes: 2, runs: 1 });
    assert!(!cut.complete && 0 < cut.looked_at && cut.looked_at < cut.sets);
    assert!(cut.notes.iter().any(|note| note.contains("ended after 1 runs")), "{:?}", cut.notes);
    let none = found(&case_of(&STAKES), &goal, LeverBudget { changes: 3, runs: 0 });
    assert!(!none.complete && none.looked_at == 0 && none.plans.iter().all(|plan| plan.moves.len() == 1));
}
