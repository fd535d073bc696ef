//! Goals: what their findings speak of must be there. The finding itself is known to a run alone.

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Findings;
use crate::names::did_you_mean;
use crate::read::MANIFEST;

pub(crate) fn check(case: &Case, findings: &mut Findings) {
    for wanted in &case.goals {
        let goal = &wanted.goal;
        let parts: Vec<&str> = goal.finding.splitn(3, '.').collect();
        let [engine, id, rest] = parts[..] else {
            let known: Vec<&str> = case.factors.iter().map(|row| &*row.id.text).collect();
            if let ["factors", id] = parts[..]
                && !case.left_out.speaks_of("factors.csv", id)
            {
                named(id, "factor", &known, wanted, findings);
            }
            continue;
        };
        let known: Vec<&str> = match engine {
            "bargain" => case.issues.iter().map(|row| &*row.id.text).collect(),
            "conflict" => case.conflicts.iter().map(|row| row.id.as_str()).collect(),
            "balance" | "geometry" | "ties" => case.views.iter().map(|row| &*row.id.text).collect(),
            _ => continue,
        };
        if case.left_out.speaks_of("issues.csv", id) || case.left_out.some_of(MANIFEST) {
            continue;
        }
        if !named(id, engine, &known, wanted, findings) {
            continue;
        }
        let pair = rest.strip_prefix("together:");
        if let (Some(pair), Some(view)) = (pair, case.views.iter().find(|view| &*view.id.text == id)) {
            let actors: Vec<&str> = view.actors.iter().map(|word| &*word.text).collect();
            let ends: Vec<&str> = pair.split('+').collect();
            if ends.len() != 2 || ends[0] == ends[1] {
                let message = format!("the goal `{}` needs two actors, such as `p(bloc:A+B)>=0.5`", wanted.id.text);
                findings.add(codes::BAD_GOAL, &wanted.id.place, message);
            } else {
                for end in ends {
                    named(end, "actor of the view", &actors, wanted, findings);
                }
            }
        }
        let probability = pair.is_some() || rest.starts_with("equilibrium");
        if probability && !(0.0..=1.0).contains(&goal.bound) {
            let message = format!("the goal `{}` asks for a probability of {}", wanted.id.text, goal.bound);
            findings.add(codes::OUT_OF_RANGE, &wanted.id.place, message);
        }
    }
}

/// Whether a name is known; reports it otherwise.
fn named(id: &str, what: &str, known: &[&str], wanted: &crate::case::Wanted, findings: &mut Findings) -> bool {
    let there = known.contains(&id);
    if !there {
        let message = format!("the goal `{}` speaks of an unknown {what} `{id}`", wanted.id.text);
        let hint = did_you_mean(id, known.iter().copied()).unwrap_or_else(|| format!("known: {}", known.join(", ")));
        findings.add_with_hint(codes::UNKNOWN_NAME, &wanted.id.place, message, hint);
    }
    there
}
