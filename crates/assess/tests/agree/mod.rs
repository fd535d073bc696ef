//! A headline agrees with its reasons: what an answer says in one place must be what it says in another, as far as its slots tell.

use std::collections::BTreeSet;

use detente_assess::session::Session;
use detente_case::QuestionKind;
use detente_case::case::{Position, Standing};
use detente_method::numbers::shown;
use detente_results::{Answer, IntervalRow, NumberFrom, Said, Shown, Slot, Wording};

/// Length of the scale of every issue, and the documented error of the model on it.
const SCALE: f64 = 100.0;
const ERROR: f64 = 23.2;

/// Where an answer speaks against itself.
pub fn disagreements(session: &Session, answer: &Answer) -> Vec<String> {
    let mut faults = signs(answer);
    faults.extend(highlighted(answer));
    if answer.kind == QuestionKind::Outcome {
        faults.extend(who_must_be_won(session, answer));
        faults.extend(what_moves(answer));
    }
    faults
}

fn parts(says: &Wording) -> impl Iterator<Item = (&Said, &[Said])> {
    says.parts.iter().enumerate().map(|(place, said)| (said, &says.parts[place + 1..]))
}

fn number(said: &Said) -> Option<f64> {
    match said.slot {
        Some(Slot::Number { value, .. } | Slot::Share { value, .. }) => Some(value),
        _ => None,
    }
}

/// The measure that a number is.
fn measure(said: &Said) -> Option<(&str, f64)> {
    match &said.slot {
        Some(Slot::Number { value, from: NumberFrom::Measure { name } }) => Some((name, *value)),
        _ => None,
    }
}

/// What rises ends higher than it began, what falls lower; and where a verdict has a thing rise or fall once, its reasons do not have it
/// change the other way in all of nine draws in ten.
fn signs(answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    let mut moves: Vec<(&str, bool)> = Vec::new();
    for says in &answer.verdict {
        let named: Vec<&Said> = says.parts.iter().collect();
        for (place, (said, behind)) in parts(says).enumerate() {
            let rises = match said.text.as_str() {
                " rises from " => true,
                " falls from " => false,
                _ => continue,
            };
            let ends: Vec<f64> = behind.iter().filter_map(number).take(2).collect();
            if let [from, to] = ends[..]
                && (to > from) != rises
            {
                faults.push(format!("it{} {from} to {to} in: {}", said.text, says.text));
            }
            if let Some(name) = place.checked_sub(1).map(|before| named[before].text.as_str()) {
                moves.push((name, rises));
            }
        }
    }
    let once = |name: &str| moves.iter().filter(|(other, _)| *other == name).count() == 1;
    for (name, rises) in moves.iter().filter(|(name, _)| once(name)) {
        for reason in &answer.because {
            let [first, verb, low, _, high, ..] = &reason.says.parts[..] else { continue };
            let (Some(low), Some(high)) = (number(low), number(high)) else { continue };
            let against = if *rises { high < 0.0 } else { low > 0.0 };
            if first.text.eq_ignore_ascii_case(name) && verb.text == " changes by " && against {
                faults.push(format!("the verdict has it the other way in: {}", reason.says.text));
            }
        }
    }
    faults
}

/// What a figure shows first stands in the verdict: the sides of a network, the first of what is ranked.
fn highlighted(answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    let text: String = answer.verdict.iter().map(|says| says.text.to_lowercase() + " ").collect();
    let told: BTreeSet<&str> = answer.verdict.iter().flat_map(|says| &says.parts).filter_map(actor).collect();
    match answer.figure.as_ref().map(|figure| &figure.shows) {
        Some(Shown::Network { sides, .. }) if answer.kind == QuestionKind::Standing && answer.is_known() => {
            let absent = sides.iter().flatten().filter(|id| !told.contains(id.as_str()));
            faults.extend(absent.map(|id| format!("{id} stands on a side of the figure and not in the verdict")));
        }
        Some(Shown::Intervals { rows, .. }) if answer.kind == QuestionKind::Rank => {
            let first: Option<&IntervalRow> = rows.first();
            let absent = first.filter(|row| !text.contains(&row.label.to_lowercase()));
            faults.extend(absent.map(|row| format!("{} is first in the figure and not in the verdict", row.label)));
        }
        _ => {}
    }
    faults
}

fn actor(said: &Said) -> Option<&str> {
    match &said.slot {
        Some(Slot::Actor { id }) => Some(id),
        _ => None,
    }
}

/// The issues that a sentence names.
fn issues(says: &Wording) -> BTreeSet<&str> {
    let named = says.parts.iter().filter_map(|said| match &said.slot {
        Some(Slot::Named { what, id }) if what == "issue" => Some(id.as_str()),
        _ => None,
    });
    named.collect()
}

/// Who is said to decide or block has that standing, and who blocks is named.
fn who_must_be_won(session: &Session, answer: &Answer) -> Vec<String> {
    let positions = &session.case().positions;
    let decides = |row: &&Position| row.standing != Standing::OnlyInfluences || row.veto;
    let blocks = |row: &&Position| row.standing == Standing::Blocks || row.veto;
    let deciders: BTreeSet<&str> = positions.iter().filter(decides).map(|row| row.actor.text.as_str()).collect();
    let mut faults = Vec::new();
    for id in answer.verdict.iter().flat_map(|says| &says.parts).filter_map(actor) {
        if !deciders.contains(id) {
            faults.push(format!("{id} only influences and stands in the verdict as one to be won"));
        }
    }
    for reason in &answer.because {
        let named = issues(&reason.says);
        let [issue] = named.iter().copied().collect::<Vec<&str>>()[..] else { continue };
        let of = || positions.iter().filter(|row| row.issue.text == issue);
        let told: BTreeSet<&str> = reason.says.parts.iter().filter_map(actor).collect();
        let own: BTreeSet<&str> = of().filter(decides).map(|row| row.actor.text.as_str()).collect();
        faults.extend(told.difference(&own).map(|id| format!("{id} only influences in: {}", reason.says.text)));
        let absent = of().filter(blocks).map(|row| row.actor.text.as_str()).filter(|id| !told.contains(id));
        faults.extend(absent.map(|id| format!("{id} blocks and is not named in: {}", reason.says.text)));
    }
    faults
}

/// How far an issue moves is the difference of the numbers that are told, and those that the verdict has move do so by more than the error.
fn what_moves(answer: &Answer) -> Vec<String> {
    let mut faults = Vec::new();
    for says in answer.because.iter().map(|reason| &reason.says) {
        let all: Vec<(&str, f64)> = says.parts.iter().filter_map(measure).collect();
        let of = |what: &str| all.iter().find(|(name, _)| name.starts_with(what)).map(|(_, value)| *value);
        let stands = says.parts.iter().find_map(|said| match &said.slot {
            Some(Slot::Number { value, from: NumberFrom::Quantity { path, .. } }) if path.ends_with("reference") => {
                Some(*value)
            }
            _ => None,
        });
        if let (Some(moves), Some(lands), Some(stands)) = (of("moves."), of("lands."), stands)
            && (moves - (shown(lands, SCALE) - shown(stands, SCALE)).abs()).abs() > 1e-9
        {
            faults.push(format!("it does not lie {moves} from {stands} in: {}", says.text));
        }
    }
    let spans = answer.verdict.iter().take(1).flat_map(parts).filter(|(said, _)| said.text == " (");
    for (_, behind) in spans {
        let ends: Vec<f64> = behind.iter().filter_map(number).take(2).map(|value| shown(value, SCALE)).collect();
        if let [from, to] = ends[..]
            && (to - from).abs() <= ERROR
        {
            faults.push(format!("{from} to {to} is no further than the model errs"));
        }
    }
    faults
}
