//! A conflict in a terminal: the table that a mediator would read.

use std::collections::BTreeMap;

use detente_conflict::{Answers, Concept};
use detente_results::{
    ConflictDoubt, ConflictResult, CriticalPreference, InverseQuestion, PathResult, StateChance, StepResult,
    StepsResult,
};

use crate::table::{Table, wrap};
use crate::terminal::{heading, paragraph};

const WIDTH: usize = 100;
/// Rows shown of long lists; JSON has them all.
const MOST: usize = 40;

/// The conflict as a person reads it.
pub fn conflict_text(result: &ConflictResult) -> String {
    let title = if result.title.is_empty() { &result.id } else { &result.title };
    let mut text = format!("\u{1b}[1m{title}\u{1b}[0m\n");
    text += &paragraph(&format!(
        "{} decision maker(s): {}. {} states can occur.",
        result.decision_makers.len(),
        result.decision_makers.join(", "),
        result.state_count
    ));
    if !result.options.is_empty() {
        let mut table = Table::new(&["option", "owner", "way", "meaning"]);
        for option in &result.options {
            let owners = if option.owners.is_empty() { "nobody".to_owned() } else { option.owners.join(", ") };
            table.row([option.name.clone(), owners, option.direction.word().to_owned(), option.meaning.clone()]);
        }
        text += &format!("\n{}", table.render(WIDTH));
    }
    text += &states(result);
    if result.answers != Answers::AnySequence {
        text += "\nAnswers in a single pass, each opponent once at most: not the definition.\n";
    }
    text += &coalitions(result);
    if !result.verdicts.is_empty() {
        text += &heading("Why");
        for verdict in &result.verdicts {
            let under: Vec<&str> = verdict.holds_under.iter().map(|concept| concept.title()).collect();
            let start = if result.status_quo == Some(verdict.state) { ", the start" } else { "" };
            let holds =
                if under.is_empty() { "does not hold".to_owned() } else { format!("holds under {}", under.join(", ")) };
            text += &format!("{}{start} {holds}\n", label(result, verdict.state));
            for told in &verdict.told {
                let mark = if told.stays { told.concept.title() } else { "leaves" };
                let line = format!("{mark}: {}", told.text);
                for (place, part) in wrap(&line, WIDTH - 4).into_iter().enumerate() {
                    text += &format!("{}{part}\n", if place == 0 { "  - " } else { "    " });
                }
            }
        }
    }
    if !result.paths.is_empty() {
        text +=
            &heading(&format!("From the start ({})", result.status_quo.map(|s| label(result, s)).unwrap_or_default()));
        text += &paths_text(result, &result.paths);
    }
    text += &critical_preferences(result);
    for note in result.notes.iter().take(MOST) {
        text += &format!("note: {note}\n");
    }
    text
}

/// Which of the states that hold everybody hold every coalition too.
fn coalitions(result: &ConflictResult) -> String {
    let mut text = String::new();
    for (concept, states) in &result.coalition_equilibria {
        let alone = result.equilibria.get(concept).map_or(0, Vec::len);
        let named: Vec<String> = states.iter().take(MOST).map(|state| label(result, *state)).collect();
        let told = match (alone, states.len()) {
            (0, 0) => continue,
            (_, 0) => "none of them".to_owned(),
            (alone, all) if alone == all => "all of them".to_owned(),
            _ => format!("{}{}", named.join(", "), if states.len() > MOST { ", …" } else { "" }),
        };
        text += &format!("{} against every coalition as well: {told}\n", concept.title());
    }
    text
}

/// `3 011`: number and name of a state.
fn label(result: &ConflictResult, state: usize) -> String {
    match result.states.get(state - 1) {
        Some(name) if *name != state.to_string() => name.clone(),
        _ => format!("state {state}"),
    }
}

/// States by concept: `=` holds everybody, initials of those it holds otherwise.
fn states(result: &ConflictResult) -> String {
    let known: Vec<(Concept, &str)> = Concept::ALL
        .into_iter()
        .map(|concept| (concept, concept.title()))
        .filter(|(concept, _)| result.stability.contains_key(concept))
        .collect();
    let mut text = String::from("\n");
    if result.states.is_empty() || result.states.len() > 2 * MOST {
        for (concept, title) in &known {
            let all = &result.equilibria[concept];
            let shown: Vec<String> = all.iter().take(MOST).map(usize::to_string).collect();
            let more = if all.len() > MOST { ", …" } else { "" };
            text += &format!("{title:<5}{} state(s) hold everybody: {}{more}\n", all.len(), shown.join(", "));
        }
        return text;
    }
    let mut header = vec![">no.", "state", "options taken"];
    header.extend(known.iter().map(|(_, title)| *title));
    let mut table = Table::new(&header);
    for (place, name) in result.states.iter().enumerate() {
        let start = if result.status_quo == Some(place + 1) { " (start)" } else { "" };
        let named = |taken: &Vec<String>| if taken.is_empty() { "none".to_owned() } else { taken.join(", ") };
        let taken = result.taken.get(place).filter(|_| !result.options.is_empty()).map(named);
        let cell = |concept: &Concept| -> String {
            let cells = &result.stability[concept];
            let stays = |dm: &&String| cells[*dm].as_bytes().get(place) == Some(&b'1');
            let stay: Vec<&String> = result.decision_makers.iter().filter(stays).collect();
            match stay.len() {
                all if all == result.decision_makers.len() => "HOLDS".to_owned(),
                0 => "-".to_owned(),
                some => format!("{some} of {}", result.decision_makers.len()),
            }
        };
        let mut row = vec![(place + 1).to_string(), format!("{name}{start}"), taken.unwrap_or_default()];
        row.extend(known.iter().map(|(concept, _)| cell(concept)));
        table.row(row);
    }
    text + &table.render(WIDTH)
}

fn route(result: &ConflictResult, steps: &Option<Vec<StepResult>>) -> String {
    match steps {
        None => "no way".to_owned(),
        Some(steps) => {
            let told = |step: &StepResult| format!("{} to {}", step.decision_maker, label(result, step.state));
            steps.iter().map(told).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Ways from one state to others.
pub fn paths_text(result: &ConflictResult, paths: &[PathResult]) -> String {
    let mut table = Table::new(&["to", "by any moves", "by moves that each mover gains by"]);
    for path in paths.iter().take(MOST) {
        table.row([label(result, path.to), route(result, &path.moves), route(result, &path.improvements)]);
    }
    table.render(WIDTH)
}

/// Where moves lead from a state, step by step.
pub fn steps_text(result: &ConflictResult, steps: &StepsResult) -> String {
    let mut text = heading(&format!("From {}", label(result, steps.from)));
    let mut table =
        Table::new(&[">moves", "first reached by any moves", "first reached by moves that each mover gains by"]);
    let named = |list: &[Vec<usize>], place: usize| -> String {
        let states = list.get(place).map(Vec::as_slice).unwrap_or_default();
        let shown: Vec<String> = states.iter().take(MOST).map(|state| label(result, *state)).collect();
        let more = if states.len() > MOST { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    for place in 0..steps.moves.len().max(steps.improvements.len()) {
        table.row([(place + 1).to_string(), named(&steps.moves, place), named(&steps.improvements, place)]);
    }
    if table.is_empty() {
        text += "nobody can move from here\n";
    }
    text += &table.render(WIDTH);
    text
}

/// Proofs of all verdicts, in words.
pub fn certificates_text(result: &ConflictResult) -> String {
    let mut text = heading("Every verdict");
    for one in &result.certificates {
        let verdict = if one.stable { "stays" } else { "leaves" };
        let line = format!("{} {}, {verdict}: {}", one.concept, label(result, one.state), one.text);
        text += &paragraph(&line);
    }
    text
}

fn critical_preferences(result: &ConflictResult) -> String {
    if result.critical_preferences.is_empty() {
        return String::new();
    }
    let named = |states: &[usize]| states.iter().map(|state| label(result, *state)).collect::<Vec<_>>().join(" ");
    let told = |map: &BTreeMap<Concept, Vec<usize>>| {
        let one = |(concept, states): (&Concept, &Vec<usize>)| format!("{}: {}", concept.title(), named(states));
        map.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let mut table = Table::new(&["if", "no longer holds", "holds then"]);
    for CriticalPreference { change, lost, gained, .. } in result.critical_preferences.iter().take(MOST) {
        table.row([change.clone(), told(lost), told(gained)]);
    }
    let more = result.critical_preferences.len().saturating_sub(MOST);
    let more = if more > 0 { format!("… and {more} more (--format json)\n") } else { String::new() };
    format!("{}{}{more}", heading("What it hangs on"), table.render(WIDTH))
}

/// The answer to the inverse question.
pub fn inverse_text(wanted: &InverseQuestion) -> String {
    let concept = wanted.concept.title();
    if !wanted.defined {
        return format!(
            "{concept} has no answer here: joined states, moves given one by one, or too many combinations.\n"
        );
    }
    if wanted.holds {
        return format!("{} holds everybody under {concept} as things are.\n", wanted.label);
    }
    let mut text = format!("{} does not hold everybody under {concept}.\n", wanted.label);
    for leaver in &wanted.leavers {
        text += &paragraph(&format!("- {leaver}"));
    }
    match &wanted.changes {
        Some(sets) if !sets.is_empty() => {
            text += &heading(&format!("Smallest changes of statements that do it ({} at a time)", wanted.tried));
            for set in sets {
                text += &paragraph(&format!("- {}", set.join(", then ")));
            }
            if wanted.more > 0 {
                text += &format!("… and {} more\n", wanted.more);
            }
        }
        Some(_) => text += &format!("\nNo change of up to {} statement(s) does it.\n", wanted.tried),
        None => {}
    }
    if !wanted.rises.is_empty() {
        text += &heading("Changes of the rankings that do it, none of which can be left out");
        for rise in &wanted.rises {
            text += &paragraph(&format!("- {rise}"));
        }
        let (pairs, tried) = (wanted.reversed, wanted.reversals_tried);
        text += &if tried + 1 >= pairs {
            format!("{pairs} pair(s) of states change their order; no change of fewer does it.\n")
        } else {
            format!(
                "{pairs} pair(s) of states change their order. Every change of up to {tried} was tried and does not do it; between these there may be a smaller one.\n"
            )
        };
    }
    for obstacle in &wanted.obstacles {
        text += &paragraph(&format!("obstacle: {obstacle}"));
    }
    text
}

/// Frequencies over draws.
pub fn conflict_doubt_text(doubt: &ConflictDoubt) -> String {
    let mut text = heading(&format!(
        "How often each state holds everybody ({} draws, dispersion of orders {})",
        doubt.draws, doubt.dispersion
    ));
    let mut table = Table::new(&["concept", "state", ">frequency", ">±", ">95 % from", ">to"]);
    let rows = |table: &mut Table, title: &str, list: &[StateChance]| {
        for chance in list.iter().take(12) {
            let p = chance.probability;
            let number = |x: f64| format!("{x:.4}");
            table.row([
                title.to_owned(),
                chance.label.clone(),
                number(p.probability),
                number(p.mc_error),
                number(p.low),
                number(p.high),
            ]);
        }
    };
    for concept in Concept::ALL {
        if let Some(list) = doubt.equilibria.get(&concept) {
            rows(&mut table, concept.title(), list);
        }
    }
    rows(&mut table, "reached", &doubt.reached);
    text += &table.render(WIDTH);
    if !doubt.statements.is_empty() {
        let mut table = Table::new(&["statement of", "statement", "state moved most (SEQ)", ">effect", ">±"]);
        for effect in &doubt.statements {
            let numbers = [format!("{:+.4}", effect.effect), format!("{:.4}", effect.error)];
            let [size, error] = numbers;
            table.row([effect.decision_maker.clone(), effect.statement.clone(), effect.label.clone(), size, error]);
        }
        text += &format!("\n{}", table.render(WIDTH));
    }
    text
}
