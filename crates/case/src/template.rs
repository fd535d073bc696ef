//! The empty case: what `detente init` writes, and which of its texts a case in use no longer has.

use crate::case::{Actor, Basis, Claim, Ground, Source, Tie};
use crate::locator::Locator;
use crate::{Estimate, Place, Row, Shape, Sheet, TABLES, Table};

const MANIFEST: &str = include_str!("../template/case.toml");
const SCENARIO: &str = include_str!("../template/scenario.toml");
const NOTES: &str = include_str!("../template/notes.txt");
const README: &str = include_str!("../template/README.md");

/// Folders of the empty case, the case itself first.
pub const FOLDERS: [&str; 3] = ["", "scenarios", "sources"];

/// The texts of the empty case that stand for one's own.
pub const PLACEHOLDERS: [&str; 10] = [
    "my-case",
    "My case",
    "One sentence: which situation, which question.",
    "What is judgement here, and what the sources leave open.",
    "First state",
    "Second state",
    "Whoever codes this case",
    "My own notes and assumptions",
    "The two states are tied; replace this by claims with locators into your sources",
    "The two states come closer",
];

/// Names and texts of the files of the empty case; `case.toml`, by which a folder is a case, is the last.
pub fn empty_case() -> Vec<(&'static str, String)> {
    let texts = [("README.md", README), ("scenarios/closer.toml", SCENARIO), ("sources/notes.txt", NOTES)];
    let texts = texts.map(|(name, text)| (name, text.to_owned()));
    let last = ("case.toml", MANIFEST.to_owned());
    let table = |table: &Table| (table.file, filled(table.file).unwrap_or_else(|| table.header() + "\n"));
    texts.into_iter().chain(TABLES.iter().map(table)).chain([last]).collect()
}

/// The tables of the template that have rows: the smallest case that passes `check` and gives an answer.
fn filled(file: &str) -> Option<String> {
    match file {
        Source::FILE => Some(sheet(&[Source {
            id: "coder".into(),
            file: "notes.txt".to_owned(),
            kind: "notes".to_owned(),
            title: "My own notes and assumptions".to_owned(),
            language: "en".to_owned(),
            default_grade: "F6".to_owned(),
            ..Source::default()
        }])),
        Actor::FILE => {
            let names = [("A", "First state", "state"), ("B", "Second state", "state")];
            let coder = ("CODER", "Whoever codes this case", "person");
            Some(sheet(
                &names.into_iter().chain([coder]).map(|(id, name, kind)| actor(id, name, kind)).collect::<Vec<_>>(),
            ))
        }
        Claim::FILE => Some(sheet(&[Claim {
            id: "N1".into(),
            locators: note().locators,
            speaker: "CODER".into(),
            channel: "coder".to_owned(),
            kind: "judgement".to_owned(),
            grade: "F6".to_owned(),
            text: "The two states are tied; replace this by claims with locators into your sources".to_owned(),
            ..Claim::default()
        }])),
        Tie::FILE => Some(sheet(&[Tie {
            id: "T1".into(),
            from: "A".into(),
            to: "B".into(),
            dimension: "political".into(),
            affinity: Estimate::new(0.0, 0.3, 0.6, Shape::default()).unwrap_or(Estimate::ZERO),
            ground: note(),
            ..Tie::default()
        }])),
        _ => None,
    }
}

fn actor(id: &str, name: &str, kind: &str) -> Actor {
    Actor { id: id.into(), name: name.to_owned(), kind: kind.to_owned(), ground: note(), ..Actor::default() }
}

/// Every row of the template rests on the coder's note.
fn note() -> Ground {
    let locator = Locator { source: "coder".to_owned(), first: 1, last: 1, span: None, fingerprint: None };
    let locators = vec![(locator, Place::default())];
    Ground { basis: Basis::Assumed, evidence: vec!["N1".into()], locators, ..Ground::default() }
}

/// A table with rows.
fn sheet<R: Row>(rows: &[R]) -> String {
    let mut sheet = Sheet::new::<R>();
    sheet.append(rows);
    sheet.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, load};

    #[test]
    fn the_empty_case_has_no_error_and_every_table() {
        let (mut files, all) = (Files::default(), empty_case());
        all.iter().for_each(|(name, text)| files.insert(*name, text.as_str()));
        let loaded = load(&files);
        assert!(!loaded.has_errors(), "{:?}", loaded.findings);
        assert!(TABLES.iter().all(|table| all.iter().any(|(name, _)| *name == table.file)));
        assert_eq!(all.last().map(|(name, _)| *name), Some("case.toml"));
    }
}
