//! Hypergames: a conflict as `conflict-case/1` has it, and under `seen` how one sees the ranking of another (`"USSR>US"`), states from 1.

use detente_conflict::rank::{self, Ranks};
use detente_conflict::{Bits, Concept, Hypergame};
use detente_formats::{PlainConflict, read_conflicts};
use toml::{Table, Value};

use crate::measure::{Measure, Measures};

/// Megabytes a conflict of a file may take.
const MEMORY: u64 = 100;

/// For Nash and SEQ what each expects and plans, what holds everybody in its own view, and what is played.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    let mut plain = table.clone();
    let _ = (plain.remove("method"), plain.remove("seen"));
    let _ = plain.insert("format".to_owned(), "conflict-case/1".into());
    let text = serde_json::to_string(&plain).map_err(|error| error.to_string())?;
    let told = |flaws: Vec<detente_formats::Flaw>| {
        flaws.iter().map(|flaw| format!("{}: {}", flaw.at, flaw.what)).collect::<Vec<_>>().join("; ")
    };
    let found = read_conflicts(&text, MEMORY).map_err(told)?;
    let conflict = found.first().ok_or("there is no conflict")?;
    let views = views(conflict, table)?;
    let mut list = Measures::new();
    for concept in [Concept::Nash, Concept::Seq] {
        let game = Hypergame { space: &conflict.space, views: views.clone(), start: None, concept };
        of(conflict, &game, &mut list)?;
    }
    Ok(list)
}

fn views(conflict: &PlainConflict, table: &Table) -> Result<Vec<Vec<Ranks>>, String> {
    let own: Vec<Ranks> = conflict.preferences.iter().map(|one| one.ranks(&conflict.space)).collect();
    let mut views = vec![own.clone(); own.len()];
    let place = |name: &str| conflict.decision_makers.iter().position(|dm| dm == name);
    for (key, value) in table.get("seen").and_then(Value::as_table).into_iter().flatten() {
        let pair = key.split_once('>').and_then(|(holder, of)| Some((place(holder)?, place(of)?)));
        let (holder, of) = pair.ok_or_else(|| format!("`{key}` is not `ONE>OTHER`"))?;
        let states = value.as_array().into_iter().flatten().filter_map(Value::as_integer);
        let groups: Vec<Vec<usize>> = states.map(|state| vec![state as usize - 1]).collect();
        let ranks = rank::by_groups(conflict.space.states(), &groups);
        views[holder][of] = ranks.map_err(|error| format!("`{key}`: {error:?}"))?;
    }
    Ok(views)
}

fn of(conflict: &PlainConflict, game: &Hypergame<'_>, list: &mut Measures) -> Result<(), String> {
    let play = game.play().ok_or("the conflict has no options")?;
    let concept = game.concept;
    let listed = |states: &[usize]| states.iter().map(|state| (state + 1).to_string()).collect::<Vec<_>>().join(" ");
    let numbers = |bits: &Bits| listed(&bits.ones().collect::<Vec<usize>>());
    let mut text = |name: String, value: String| list.push((name, Measure::Text(value)));
    for (dm, name) in conflict.decision_makers.iter().enumerate() {
        text(format!("{concept} expected by {name}"), numbers(&play.expected[dm]));
        text(format!("{concept} planned by {name}"), listed(&play.planned[dm]));
    }
    text(format!("{concept} of the hypergame"), numbers(&play.equilibria));
    text(format!("{concept} played"), listed(&play.played));
    let next: Vec<&str> = play
        .played
        .iter()
        .flat_map(|state| game.next(*state))
        .map(|(dm, _)| conflict.decision_makers[dm].as_str())
        .collect();
    let movers: Vec<&str> =
        conflict.decision_makers.iter().map(String::as_str).filter(|dm| next.contains(dm)).collect();
    text(format!("{concept} next to move"), movers.join(" "));
    Ok(())
}
