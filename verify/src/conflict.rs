//! Conflicts: the toml block holds a conflict (or `cases` of several) as a `conflict-case/1` file does.

use detente_conflict::rank::{self, Ranks};
use detente_conflict::{Answers, Bits, Case, Concept, check, stability};
use detente_formats::{PlainConflict, read_conflicts};
use toml::Table;

use crate::measure::{Measure, Measures};

/// Megabytes a conflict of a file may take.
const MEMORY: u64 = 500;

/// For every concept the states that hold everybody and one digit per state and decision maker, moves, rankings, and how
/// many verdicts are proven by certificates. Names of cases stand before the measures where there are several.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    let mut table = table.clone();
    let _ = table.remove("method");
    let _ = table.insert("format".to_owned(), "conflict-case/1".into());
    let text = serde_json::to_string(&table).map_err(|error| error.to_string())?;
    let found = read_conflicts(&text, MEMORY).map_err(|flaws| {
        let told: Vec<String> = flaws.iter().map(|flaw| format!("{}: {}", flaw.at, flaw.what)).collect();
        told.join("; ")
    })?;
    let several = table.contains_key("cases");
    let mut list = Measures::new();
    for conflict in &found {
        let prefix = if several { format!("{} ", conflict.name) } else { String::new() };
        one(conflict, &prefix, &mut list)?;
    }
    Ok(list)
}

fn one(conflict: &PlainConflict, prefix: &str, list: &mut Measures) -> Result<(), String> {
    let space = &conflict.space;
    let ranks: Vec<Ranks> = conflict.preferences.iter().map(|preference| preference.ranks(space)).collect();
    let mut text = |name: String, value: String| list.push((format!("{prefix}{name}"), Measure::Text(value)));
    let numbers = |bits: &Bits| bits.ones().map(|state| (state + 1).to_string()).collect::<Vec<_>>().join(" ");
    let masks = |bits: &Bits| {
        let all = bits.ones().filter_map(|state| space.mask(state));
        all.map(|mask| mask.to_string()).collect::<Vec<_>>().join(" ")
    };
    let found = stability(space, &ranks, &Concept::ALL, Answers::AnySequence);
    let single = stability(space, &ranks, &Concept::ALL, Answers::SinglePass);
    for concept in Concept::ALL {
        let Some(all) = found.equilibria(concept) else { continue };
        text(concept.word().to_owned(), numbers(&all));
        text(format!("{concept} as masks"), masks(&all));
        let digits = found.of(concept).into_iter().flatten().map(Bits::digits);
        for (dm, digits) in conflict.decision_makers.iter().zip(digits) {
            text(format!("{concept} of {dm}"), digits);
        }
        if let Some(all) = single.equilibria(concept) {
            text(format!("{concept} in a single pass"), numbers(&all));
        }
    }
    if let Some(all) = found.seq_or_sim() {
        text("SEQ or SIM".to_owned(), numbers(&all));
        text("SEQ or SIM as masks".to_owned(), masks(&all));
    }
    for (dm, name) in conflict.decision_makers.iter().enumerate() {
        let to = |state| space.moves(dm, state).iter().map(|to| (to + 1).to_string()).collect::<Vec<_>>().join(" ");
        text(format!("moves of {name}"), (0..space.states()).map(to).collect::<Vec<_>>().join(" | "));
        let groups = rank::groups(&ranks[dm])
            .into_iter()
            .map(|group| group.into_iter().map(|state| (state + 1).to_string()).collect::<Vec<_>>().join(" "));
        text(format!("ranking of {name}"), groups.collect::<Vec<_>>().join(" > "));
    }
    let (proven, all) = certified(conflict, &ranks)?;
    text("verdicts proven".to_owned(), if proven == all { "all".to_owned() } else { format!("{proven} of {all}") });
    Ok(())
}

/// Verdicts whose certificate the checker accepts, and verdicts in all.
fn certified(conflict: &PlainConflict, ranks: &[Ranks]) -> Result<(usize, usize), String> {
    let space = &conflict.space;
    let arcs = space.arcs().map_err(|error| error.to_string())?;
    let case = Case { space, arcs: &arcs, ranks };
    let found = stability(space, ranks, &Concept::ALL, Answers::AnySequence);
    let (mut proven, mut all) = (0, 0);
    for concept in Concept::ALL.into_iter().filter(|concept| found.of(*concept).is_some()) {
        for dm in 0..ranks.len() {
            for state in 0..space.states() {
                let certificate = case.certify(dm, state, concept);
                let stable = matches!(certificate.verdict, detente_conflict::Verdict::Stable(_));
                all += 1;
                let agrees = found.is_stable(concept, dm, state) == Some(stable);
                proven += usize::from(agrees && check(case, &certificate).is_ok());
            }
        }
    }
    Ok((proven, all))
}
