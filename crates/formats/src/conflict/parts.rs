//! What options or moves of a file give: states, with their names.

use detente_conflict::Space;
use serde_json::Value;

use crate::json::Flaws;

/// Options, states and their names.
pub(super) struct Parts {
    pub options: Vec<String>,
    pub space: Space,
    pub labels: Vec<String>,
    pub notes: Vec<String>,
}

/// The state that a text of `Y` and `N`, the name of a joined or explicit state, or a number means.
pub(super) fn state(at: &str, value: &Value, parts: &Parts, flaws: &mut Flaws) -> Option<usize> {
    let Some(text) = value.as_str() else { return flaws.place_in(at, value, parts.space.states()) };
    let named = parts.labels.iter().position(|label| label == text);
    let found = named.or_else(|| parts.space.state_written(text));
    if found.is_none() {
        flaws.add(at, format!("`{text}` is no state of this conflict"));
    }
    found
}

/// `YN…` of every state; none where there are very many.
pub(super) fn codes(space: &Space) -> Vec<String> {
    const MOST: usize = 4096;
    if space.states() > MOST { Vec::new() } else { (0..space.states()).map(|state| code(space, state)).collect() }
}

/// `YN…` of a state that is one combination of options.
pub(super) fn code(space: &Space, state: usize) -> String {
    let mask = space.members(state).first().copied().unwrap_or_default();
    (0..space.levers().len()).map(|option| if mask >> option & 1 == 1 { 'Y' } else { 'N' }).collect()
}
