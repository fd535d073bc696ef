//! The answer for each conflict in a few sentences: what holds, how surely, and on what that hangs.

use std::collections::BTreeMap;

use detente_case::Measure;
use detente_conflict::Concept;
use detente_results::{
    BASELINE, ConflictResult, CriticalKind, CriticalPreference, Finding, ScenarioResult, Sentence, Subject,
};

use detente_method::numbers;

/// One sentence group per conflict of the baseline.
pub fn conflict_answers(baseline: &ScenarioResult) -> Vec<Sentence> {
    baseline.conflicts.iter().map(|conflict| answer(conflict, baseline)).collect()
}

fn answer(conflict: &ConflictResult, baseline: &ScenarioResult) -> Sentence {
    let mut findings = Vec::new();
    let mut parts = Vec::new();
    let narrow = Outcomes::of(conflict, baseline, Concept::Nash, &[]);
    parts.push(match narrow.told(conflict).as_str() {
        "" => "no state holds everybody without a threat (Nash)".to_owned(),
        list => format!("without any threat (Nash) everybody stays in {list}"),
    });
    let foresight = Outcomes::of(conflict, baseline, Concept::Seq, &narrow.states());
    if !foresight.0.is_empty() {
        let list = foresight.told(conflict);
        parts.push(format!("because answers would follow that others gain by (SEQ), also in {list}"));
    }
    if let Some(start) = conflict.status_quo {
        let told = [narrow.states(), foresight.states()].concat();
        parts.push(if told.contains(&start) {
            "the start is one of these".to_owned()
        } else {
            start_told(conflict, start)
        });
    }
    findings.extend(narrow.0.iter().chain(&foresight.0).map(|(_, finding)| finding.id.clone()));
    let nash = conflict.equilibria.get(&Concept::Nash).cloned().unwrap_or_default();
    if let Some(told) = critical(conflict, &nash) {
        parts.push(told);
    }
    let title = if conflict.title.is_empty() { &conflict.id } else { &conflict.title };
    Sentence {
        subject: Subject::Conflict { id: conflict.id.clone() },
        head: title.clone(),
        text: format!("{}.", parts.join("; ")),
        findings,
        scenario: BASELINE.to_owned(),
    }
}

/// States that hold everybody under a concept, and how often.
struct Outcomes<'f>(Vec<(usize, &'f Finding)>);

impl<'f> Outcomes<'f> {
    /// Those that hold in enough of the draws and are not told yet.
    fn of(conflict: &ConflictResult, baseline: &'f ScenarioResult, concept: Concept, told: &[usize]) -> Self {
        const LEAST: f64 = 0.05;
        let finding = |(place, label): (usize, &String)| {
            let finding = baseline.finding(&Measure::equilibrium(concept).about(&conflict.id, label))?;
            let often = finding.number().is_some_and(|p| p >= LEAST);
            (often && !told.contains(&(place + 1))).then_some((place + 1, finding))
        };
        Self(conflict.states.iter().enumerate().filter_map(finding).collect())
    }

    fn states(&self) -> Vec<usize> {
        self.0.iter().map(|(state, _)| *state).collect()
    }

    /// `000 (nothing taken) in all 10000 draws and in 011 (M, A taken) in 40 % of draws`.
    fn told(&self, conflict: &ConflictResult) -> String {
        let list: Vec<String> =
            self.0.iter().map(|(state, finding)| format!("{} {}", named(conflict, *state), chance(finding))).collect();
        match list.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} and in {last}", rest.join(", in ")),
            None => String::new(),
        }
    }
}

fn chance(finding: &Finding) -> String {
    match finding.probability {
        Some(p) if p.draws < numbers::FEW_DRAWS => numbers::counted(&p),
        Some(p) if p.probability == 1.0 => format!("in all {} draws", p.draws),
        Some(p) => format!("in {:.0} % of draws", 100.0 * p.probability),
        None => String::new(),
    }
}

/// `111 (D, M, A taken)`.
fn named(conflict: &ConflictResult, state: usize) -> String {
    let label = conflict.states.get(state - 1).cloned().unwrap_or_default();
    match conflict.taken.get(state - 1).map(Vec::as_slice) {
        Some([]) => format!("{label} (nothing taken)"),
        Some(taken) => format!("{label} ({} taken)", taken.join(", ")),
        None => label,
    }
}

/// Why the start, which is none of the states that hold in many draws, does not last.
fn start_told(conflict: &ConflictResult, start: usize) -> String {
    let leaver = conflict.verdicts.iter().find(|verdict| verdict.state == start);
    let leaver = leaver.and_then(|verdict| verdict.told.iter().find(|told| !told.stays));
    match leaver {
        Some(told) => format!("the start does not last: {}", told.text.trim_end_matches('.')),
        None if [Concept::Nash, Concept::Seq]
            .iter()
            .any(|concept| conflict.equilibria.get(concept).is_some_and(|all| all.contains(&start))) =>
        {
            "the start holds at the most likely values, but in few of the draws".to_owned()
        }
        None => {
            "the start lasts only as long as each fears what the others could do at a loss to themselves".to_owned()
        }
    }
}

/// The single change of a statement that frees most of the states that hold under Nash, or makes most new ones hold.
fn critical(conflict: &ConflictResult, nash: &[usize]) -> Option<String> {
    let moved = |critical: &CriticalPreference| {
        let count = |map: &BTreeMap<Concept, Vec<usize>>| map.get(&Concept::Nash).map_or(0, Vec::len);
        (count(&critical.lost), count(&critical.gained))
    };
    let most = conflict
        .critical_preferences
        .iter()
        .filter(|critical| critical.kind != CriticalKind::Freezes && moved(critical) != (0, 0))
        .max_by(|a, b| moved(a).cmp(&moved(b)).then(b.change.cmp(&a.change)));
    let stated = conflict.preferences.iter().any(|preference| !preference.statements.is_empty());
    let looked_at = stated && conflict.critical_preferences_known;
    let Some(most) = most else {
        return (looked_at && !nash.is_empty()).then(|| {
            "no single statement dropped, and no two neighbours in a list swapped, changes which states hold without threat"
                .to_owned()
        });
    };
    let list = |map: &BTreeMap<Concept, Vec<usize>>| -> Option<String> {
        let states = map.get(&Concept::Nash)?;
        Some(states.iter().map(|state| named(conflict, *state)).collect::<Vec<_>>().join(", "))
    };
    let lost = list(&most.lost).map(|states| format!("{states} no longer holds"));
    let gained = list(&most.gained).map(|states| format!("{states} would hold too"));
    let effect = [lost, gained].into_iter().flatten().collect::<Vec<_>>().join(" and ");
    let claims = if most.claims.is_empty() { String::new() } else { format!(" (claims {})", most.claims.join(", ")) };
    Some(format!("it hangs most on this: if {}, {effect}{claims}", most.change))
}
