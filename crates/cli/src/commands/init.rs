//! `detente init`.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use detente_case::case::{Actor, Basis, Claim, Ground, Source, Tie};
use detente_case::locator::Locator;
use detente_case::{Estimate, Place, Row, Shape, Sheet, TABLES, Table};

use crate::failure::Failure;
use crate::output;

const MANIFEST: &str = include_str!("../../template/case.toml");
const SCENARIO: &str = include_str!("../../template/scenario.toml");
const NOTES: &str = include_str!("../../template/notes.txt");
const README: &str = include_str!("../../template/README.md");

/// Folders of the template, the case itself first.
const FOLDERS: [&str; 3] = ["", "scenarios", "sources"];
const ELSEWHERE: &str = "name a folder that does not exist yet";

/// Writes the template into a folder that is new or empty, or that a killed `init` has begun to fill.
pub fn init(dir: &Path) -> Result<ExitCode, Failure> {
    let files = template();
    let begun = begun(dir, &files)?;
    if begun.len() == files.len() {
        let message = format!("`{}` holds the whole empty case already", dir.display());
        return Err(Failure::input(message).with_hint(ELSEWHERE.to_owned()));
    }
    for folder in FOLDERS {
        let folder = dir.join(folder);
        output::make_folder(&folder, false).map_err(|error| cannot("make", &folder, &error))?;
    }
    for (name, text) in files.iter().filter(|(name, _)| !begun.contains(name)) {
        output::write(&dir.join(name), text)?;
    }
    output::print(&format!(
        "wrote an empty case to {0}\nnext: detente check {0}\n      detente run {0} --report report.html\n",
        dir.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Names and texts of the files of the template; `case.toml`, by which a folder is a case, is the last.
fn template() -> Vec<(&'static str, String)> {
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

/// The files of the template that are there already; fails where there is anything that is not of it. What a killed process has left of
/// a file is taken away.
fn begun(dir: &Path, files: &[(&'static str, String)]) -> Result<Vec<&'static str>, Failure> {
    if fs::metadata(dir).is_ok_and(|meta| !meta.is_dir()) {
        return Err(Failure::input(format!("`{}` is a file", dir.display())).with_hint(ELSEWHERE.to_owned()));
    }
    let mut found = Vec::new();
    for folder in FOLDERS {
        let entries = match fs::read_dir(dir.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(|error| cannot("read", &dir.join(folder), &error))?,
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let same = |text: &String| fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes());
            if let Some((name, _)) = files.iter().find(|(file, text)| *file == name && same(text)) {
                found.push(*name);
            } else if output::leftover(&path) {
                fs::remove_file(&path).map_err(|error| cannot("take away", &path, &error))?;
            } else if !(path.is_dir() && FOLDERS.contains(&name.as_str())) {
                let message = format!("`{}` is not empty: it holds `{name}`", dir.display());
                return Err(Failure::input(message).with_hint(ELSEWHERE.to_owned()));
            }
        }
    }
    Ok(found)
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::input(format!("cannot {what} `{}`: {error}", path.display()))
}
