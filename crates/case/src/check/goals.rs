//! Goals: what their findings speak of must be there. The finding itself is known to a run alone.

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::MANIFEST;
use crate::finding_id::Object;
use crate::measure::{LEVEL, Measure, Subjects, TOGETHER};
use crate::names::did_you_mean;

pub(crate) fn check(case: &Case, findings: &mut Diagnostics) {
    for wanted in &case.goals {
        let goal = &wanted.goal;
        let (Some(method), id) = (goal.finding.method(), goal.finding.subject()) else { continue };
        let known: Vec<&str> = match method.subjects() {
            Subjects::Factors => {
                let known: Vec<&str> = case.factors.iter().map(|row| &*row.id.text).collect();
                if goal.finding.measure() == Some(LEVEL) && !case.left_out.speaks_of("factors.csv", id) {
                    named(id, "factor", &known, wanted, findings);
                }
                continue;
            }
            Subjects::Issues => case.issues.iter().map(|row| &*row.id.text).collect(),
            Subjects::Conflicts => case.conflicts.iter().map(|row| row.id.as_str()).collect(),
            Subjects::Views => case.views.iter().map(|row| &*row.id.text).collect(),
            Subjects::CrossImpacts => case.cross_impacts.iter().map(|model| model.id.as_str()).collect(),
            Subjects::Dimensions => case.ties.iter().map(|tie| &*tie.dimension).collect(),
            Subjects::Whole => continue,
        };
        if case.left_out.speaks_of("issues.csv", id) || case.left_out.some_of(MANIFEST) {
            continue;
        }
        if !named(id, method.word(), &known, wanted, findings) {
            continue;
        }
        let measure = goal.finding.measure();
        let of_pair = measure == Some(TOGETHER) && goal.finding.object() != Object::None;
        if let (true, Some(view)) = (of_pair, case.views.iter().find(|view| &*view.id.text == id)) {
            let actors: Vec<&str> = view.actors.iter().map(|word| &*word.text).collect();
            match goal.finding.object() {
                Object::Pair(a, b) if a != b => {
                    for end in [a, b] {
                        named(end, "actor of the view", &actors, wanted, findings);
                    }
                }
                _ => {
                    let message = format!("the goal `{}` needs two actors, such as `p(bloc:A+B)>=0.5`", wanted.id.text);
                    findings.add(codes::BAD_GOAL, &wanted.id.place, message);
                }
            }
        }
        let probability = of_pair || measure.is_some_and(Measure::is_equilibrium);
        if probability && !(0.0..=1.0).contains(&goal.bound) {
            let message = format!("the goal `{}` asks for a probability of {}", wanted.id.text, goal.bound);
            findings.add(codes::OUT_OF_RANGE, &wanted.id.place, message);
        }
    }
}

/// Whether a name is known; reports it otherwise.
fn named(id: &str, what: &str, known: &[&str], wanted: &crate::case::Wanted, findings: &mut Diagnostics) -> bool {
    let there = known.contains(&id);
    if !there {
        let message = format!("the goal `{}` speaks of an unknown {what} `{id}`", wanted.id.text);
        let hint = did_you_mean(id, known.iter().copied()).unwrap_or_else(|| format!("known: {}", known.join(", ")));
        findings.add_with_hint(codes::UNKNOWN_NAME, &wanted.id.place, message, hint);
    }
    there
}
