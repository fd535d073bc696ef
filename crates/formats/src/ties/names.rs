//! Names of actors in files that key them by an id: labels are names, ids are identities.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::{Note, look_alikes};

/// Groups of names told in one note.
const TOLD: usize = 5;

/// A name of its own for every node of `(id, label)`: its label, its id where the label is missing or blank, and `label (id)` where a
/// label stands several times. What was done is told.
pub(super) fn apart(nodes: &[(String, Option<String>)]) -> (Vec<String>, Vec<Note>) {
    let label = |node: &(String, Option<String>)| {
        let label = node.1.as_deref().map(str::trim).filter(|label| !label.is_empty());
        label.map(str::to_owned)
    };
    let mut ids: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for node in nodes {
        ids.entry(label(node).unwrap_or_else(|| node.0.clone())).or_default().push(&node.0);
    }
    let mut notes = Vec::new();
    let blank: Vec<&str> =
        nodes.iter().filter(|node| node.1.is_some() && label(node).is_none()).map(|node| node.0.as_str()).collect();
    if !blank.is_empty() {
        notes.push(Note::of_file(format!(
            "{} node(s) have a blank label and go by their ids: {}",
            blank.len(),
            some(&blank)
        )));
    }
    for (name, ids) in ids.iter().filter(|(_, ids)| ids.len() > 1).take(TOLD) {
        let what = format!("{} nodes are called `{name}`; they are kept apart by their ids: {}", ids.len(), some(ids));
        notes.push(Note::of_file(what));
    }
    let mut taken: BTreeSet<String> =
        ids.iter().filter(|(_, ids)| ids.len() == 1).map(|(name, _)| name.clone()).collect();
    let names = nodes.iter().map(|node| {
        let name = label(node).unwrap_or_else(|| node.0.clone());
        if ids[&name].len() == 1 {
            return name;
        }
        let mut own = format!("{name} ({})", node.0);
        while !taken.insert(own.clone()) {
            own += "'";
        }
        own
    });
    (names.collect(), notes)
}

/// Names that a reader would take for one another, each group in a note.
pub(crate) fn alike<'n>(names: impl Iterator<Item = &'n str>, what: &str) -> Vec<Note> {
    let groups = look_alikes(names);
    let told = |group: &Vec<&str>| {
        let names: Vec<String> = group.iter().map(|name| format!("`{name}`")).collect();
        Note::of_file(format!("{} look alike and are read as different {what}", names.join(" and ")))
    };
    groups.iter().take(TOLD).map(told).collect()
}

/// The first few of a list.
pub(super) fn some(list: &[&str]) -> String {
    const SHOWN: usize = 8;
    let more = list.len().saturating_sub(SHOWN);
    let shown = list.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_names_and_ids_keep_actors_apart() {
        let node = |id: &str, label: Option<&str>| (id.to_owned(), label.map(str::to_owned));
        let nodes = [
            node("n0", Some("Georgia")),
            node("n1", Some("Georgia ")),
            node("n2", Some(" ")),
            node("n3", None),
            node("n4", Some("Georgia (n0)")),
        ];
        let (names, notes) = apart(&nodes);
        assert_eq!(names, ["Georgia (n0)'", "Georgia (n1)", "n2", "n3", "Georgia (n0)"]);
        assert_eq!(notes.len(), 2);
        assert_eq!(alike(["USA", "usa", "JPN"].into_iter(), "actors").len(), 1);
    }
}
