//! Names that cases had in an earlier form, and what they are called now. No old name is read: each is told with its new one.

use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::syntax::record::Word;

/// Files.
const FILES: [(&str, &str); 2] = [("formats.csv", "forums.csv"), ("systems.csv", "questions.csv")];
/// Columns, with the table they stand in.
const COLUMNS: [(&str, &str, &str); 3] = [
    ("questions.csv", "findings", "of"),
    ("questions.csv", "scenarios", "under"),
    ("questions.csv", "missing", "note"),
];
/// Beginnings of paths of quantities and of names of findings.
const STARTS: [(&str, &str); 2] = [("format.", "forum."), ("formats.", "forums.")];
/// Measures, with what they are measured of before and what follows behind.
const MEASURES: [(&str, &str); 2] = [(".closeness", ".affinity"), (".strain", ".normalised-frustration")];

/// The new name of a file, where it has an old one.
pub(crate) fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
}

/// The new name of a column of a table, where it has an old one.
pub(crate) fn column(file: &str, name: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(table, old, _)| *table == file && *old == name).map(|(_, _, new)| *new)
}

/// The new name of a quantity or a finding, where it has an old one.
pub fn renamed(name: &str) -> Option<String> {
    if let Some((old, new)) = STARTS.iter().find(|(old, _)| name.starts_with(old)) {
        return Some(name.replacen(old, new, 1));
    }
    let head = name.split(':').next().unwrap_or(name);
    let of_ties =
        |head: &str| ["tie.", "ties.", "balance.", "outcome.view."].iter().any(|start| head.starts_with(start));
    let (old, new) = MEASURES.iter().find(|(old, _)| of_ties(head) && head.ends_with(old))?;
    Some(format!("{}{new}{}", head.strip_suffix(old)?, &name[head.len()..]))
}

/// Reports a word that is no path of a quantity: with its new name where it has an old one.
pub(crate) fn no_path(word: &Word, findings: &mut Diagnostics) {
    if !old_name(word, findings) {
        findings.add(codes::BAD_PATH, &word.place, format!("`{}` is no quantity path", word.text));
    }
}

/// Reports a word that has an old name; whether it has.
pub(crate) fn old_name(word: &Word, findings: &mut Diagnostics) -> bool {
    let new = renamed(&word.text);
    if let Some(new) = &new {
        let message = format!("`{}` is an old name", word.text);
        findings.add_with_hint(codes::OLD_NAME, &word.place, message, format!("it is called `{new}` now"));
    }
    new.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names_are_told_and_new_ones_are_none() {
        let new = |name: &str| renamed(name);
        assert_eq!(new("format.six.status").as_deref(), Some("forum.six.status"));
        assert_eq!(new("formats.seats:A").as_deref(), Some("forums.seats:A"));
        assert_eq!(new("ties.v.closeness:A-B").as_deref(), Some("ties.v.affinity:A-B"));
        assert_eq!(new("balance.v.strain").as_deref(), Some("balance.v.normalised-frustration"));
        assert_eq!(new("tie.A-B.economic.closeness").as_deref(), Some("tie.A-B.economic.affinity"));
        assert_eq!((new("ties.v.affinity:A-B"), new("factor.strain"), new("forum.x.status")), (None, None, None));
        assert_eq!(new("outcome.view.v.strain").as_deref(), Some("outcome.view.v.normalised-frustration"));
        assert_eq!(file("systems.csv"), Some("questions.csv"));
    }
}
