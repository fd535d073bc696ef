//! A conflict for other programs: CSV, GraphML, and games for Gambit.

use detente_case::AskError;
use detente_formats::{GameInput, GraphMove, GraphState, StateGraph};
use detente_method_conflict::ConflictInput;
use detente_results::ConflictResult;

/// One row a state: options taken, rank and stability of each decision maker, and whether it holds everybody.
///
/// # Errors
/// As [`listed`].
pub fn conflict_csv(result: &ConflictResult) -> Result<String, AskError> {
    listed(result)?;
    let quoted = |text: &str| {
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let mut header = vec!["number".to_owned(), "state".to_owned(), "taken".to_owned()];
    header.extend(result.decision_makers.iter().map(|dm| format!("rank {dm}")));
    for concept in result.stability.keys() {
        let concept = concept.word();
        header.push(format!("{concept} equilibrium"));
        header.extend(result.decision_makers.iter().map(|dm| format!("{concept} {dm}")));
    }
    let mut text = header.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n";
    for state in 0..result.state_count {
        let name = result.states.get(state).cloned().unwrap_or_default();
        let taken = result.taken.get(state).map(|taken| taken.join(" ")).unwrap_or_default();
        let mut row = vec![(state + 1).to_string(), name, taken];
        for preference in &result.preferences {
            // 1 is the best group.
            let rank = preference.ranking.iter().position(|group| group.contains(&(state + 1)));
            row.push(rank.map(|rank| (rank + 1).to_string()).unwrap_or_default());
        }
        for (concept, cells) in &result.stability {
            row.push(u8::from(result.equilibria[concept].binary_search(&(state + 1)).is_ok()).to_string());
            let cell = |dm: &String| cells[dm].get(state..=state).unwrap_or_default().to_owned();
            row.extend(result.decision_makers.iter().map(cell));
        }
        text += &(row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n");
    }
    Ok(text)
}

/// A table of states, or a graph of moves, is written whole or not at all.
///
/// # Errors
/// [`AskError`] where the result does not hold every state.
fn listed(result: &ConflictResult) -> Result<(), AskError> {
    if !result.states.is_empty() {
        return Ok(());
    }
    Err(AskError::input(format!("{} states are too many for this format", result.state_count))
        .with_hint("--format json has the stability of every state".to_owned()))
}

/// States as nodes, moves as directed edges.
///
/// # Errors
/// As [`listed`], and [`AskError`] where the result does not hold every move.
pub fn conflict_graphml(result: &ConflictResult) -> Result<String, AskError> {
    listed(result)?;
    if result.moves.len() < result.move_count {
        return Err(AskError::input(format!("{} moves are too many for this format", result.move_count)));
    }
    let moves = result.moves.iter().map(|one| GraphMove {
        from: one.from,
        to: one.to,
        decision_maker: &one.decision_maker,
        improves: one.improves,
    });
    Ok(detente_formats::write_state_graphml(&StateGraph {
        states: (0..result.states.len()).map(|place| graph_state(result, place)).collect(),
        moves: moves.collect(),
    }))
}

fn graph_state(result: &ConflictResult, place: usize) -> GraphState<'_> {
    let number = place + 1;
    let holds = result.equilibria.iter().filter(|(_, states)| states.binary_search(&number).is_ok());
    let holds: Vec<&str> = holds.map(|(concept, _)| concept.word()).collect();
    GraphState {
        name: &result.states[place],
        taken: result.taken.get(place).map(|taken| taken.join(" ")).unwrap_or_default(),
        start: result.status_quo == Some(number),
        holds: holds.join(" "),
    }
}

/// The normal form for Gambit.
///
/// # Errors
/// Why there is no such game.
pub fn conflict_nfg(input: &ConflictInput) -> Result<String, String> {
    detente_formats::write_normal_form(&game(input))
}

/// The extensive form for Gambit.
///
/// # Errors
/// Why there is no such game.
pub fn conflict_efg(input: &ConflictInput) -> Result<String, String> {
    detente_formats::write_extensive_form(&game(input))
}

fn game(input: &ConflictInput) -> GameInput<'_> {
    GameInput {
        title: if input.title.is_empty() { &input.id } else { &input.title },
        players: &input.decision_makers,
        options: input.options.iter().map(|option| &*option.name).collect(),
        space: &input.space,
        states: &input.labels,
        ranks: input.ranks(),
        start: input.status_quo,
    }
}
