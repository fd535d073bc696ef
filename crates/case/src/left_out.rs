//! Rows that could not be read. What they speak of is neither unknown nor missing: it is there, and will be seen once the
//! row is mended. Diagnostics that only follow from their absence would hide the one that matters.

use std::collections::{BTreeMap, BTreeSet};

use crate::path::QuantityPath;

/// The words of rows that were left out, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    words: BTreeMap<&'static str, BTreeSet<String>>,
    files: BTreeSet<&'static str>,
}

impl LeftOut {
    /// A row of `table` was left out; its words are those of `texts`.
    pub(crate) fn row<'t>(&mut self, table: &'static str, texts: impl IntoIterator<Item = &'t str>) {
        let words = self.words.entry(table).or_default();
        for text in texts {
            let parts = text.split(|c: char| c.is_whitespace() || ",;\"".contains(c));
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }

    /// Nothing of `file` could be read, or nobody knows how much is missing.
    pub(crate) fn file(&mut self, file: &'static str) {
        self.files.insert(file);
    }

    /// Whether something of `table` was left out.
    pub fn some_of(&self, table: &str) -> bool {
        self.files.contains(table) || self.words.contains_key(table)
    }

    /// Whether a row of `table` that was left out may speak of `word`.
    pub fn speaks_of(&self, table: &str, word: &str) -> bool {
        self.files.contains(table) || self.words.get(table).is_some_and(|words| words.contains(word))
    }

    /// Whether any row that was left out may speak of `word`.
    pub fn mentions(&self, word: &str) -> bool {
        !self.files.is_empty() || self.words.values().any(|words| words.contains(word))
    }

    /// Whether a row that was left out may give the number of this path.
    pub fn may_give(&self, path: &QuantityPath) -> bool {
        let all = |table: &str, words: &[&str]| words.iter().all(|word| self.speaks_of(table, word));
        match path {
            QuantityPath::Tie { ends, dimension, .. } => all("ties.csv", &[&ends.0, &ends.1, dimension]),
            QuantityPath::Stake { issue, actor, .. } => all("positions.csv", &[issue, actor]),
            QuantityPath::Reference { issue } => all("issues.csv", &[issue]),
            QuantityPath::Outcome { id, .. } => all("issues.csv", &[id]) || self.some_of(crate::files::MANIFEST),
            QuantityPath::Capability { actor } => all("actors.csv", &[actor]),
            QuantityPath::Factor { id } => all("factors.csv", &[id]),
            QuantityPath::Flow { id } => all("flows.csv", &[id]),
            QuantityPath::Link { cause, effect, .. } => all("links.csv", &[cause, effect]),
            QuantityPath::Reach { place } => all("places.csv", &[place]),
            QuantityPath::ForumStatus { id } => all("forums.csv", &[id]),
            QuantityPath::Statement { .. } | QuantityPath::OrderDoubt { .. } | QuantityPath::ViewDimensions { .. } => {
                self.some_of(crate::files::MANIFEST)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_speaks_of_is_known() {
        let mut out = LeftOut::default();
        out.row("ties.csv", ["T1", "ARL", "BOR", "C1 C2;security"]);
        assert!(out.mentions("C2") && out.speaks_of("ties.csv", "ARL") && !out.speaks_of("actors.csv", "ARL"));
        let path = |text: &str| QuantityPath::parse(text, false).unwrap();
        assert!(out.may_give(&path("tie.BOR-ARL.security")) && !out.may_give(&path("tie.BOR-CAR.security")));
        assert!(!out.may_give(&path("factor.alarm")));
        out.file("factors.csv");
        assert!(out.may_give(&path("factor.alarm")) && out.mentions("anything"));
    }
}
