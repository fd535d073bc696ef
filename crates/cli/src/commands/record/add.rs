//! A file of a data set into the data folder of a case.

use std::path::Path;
use std::process::ExitCode;

use detente_record::files::digest;
use detente_record::sets::ONGOING;
use detente_report as report;

use super::sets::read;
use super::{case_folder, kept_rows, prepared, table_text};
use crate::args::OneFile;
use crate::failure::Failure;
use crate::lock::Lock;
use crate::output::{self, Ready};

/// Copies the file to `CASE/data` and writes its row of `CASE/datasets.csv`; a row of the same file is replaced.
pub fn add(file: &Path, case: &Path, asked: OneFile) -> Result<ExitCode, Failure> {
    case_folder(case)?;
    let found = read(file, asked)?.kept(file)?;
    let _alone = Lock::of(case)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let inside = format!("data/{name}");
    let target = case.join(&inside);
    if target.exists() && !is_version(case, &inside, found.id)? && sum(&target)? != sum(file)? {
        let hint =
            "rename one of the two; a newer version of the same data set takes the place of the old one".to_owned();
        return Err(
            Failure::input(format!("`{}` is there already and is another file", target.display())).with_hint(hint)
        );
    }
    output::make_folder(&case.join("data"), false).map_err(|error| Failure::write("the data folder", &error))?;
    let (ids, rows) = entered(case, &[(file, inside)], asked)?;
    let failed = |error: &std::io::Error| Failure::write(&format!("`{}`", target.display()), error);
    let mut ready: Vec<Ready> = copied(file, &target).map_err(|error| failed(&error))?.into_iter().collect();
    ready.push(prepared(case, "datasets.csv", &table_text("datasets.csv", rows))?);
    Ready::place_all(ready).map_err(|error| failed(&error))?;
    let id = ids.into_iter().next_back().unwrap_or_default();
    let tally = report::tally_text(&name, &found.tally, 3);
    output::print(&format!(
        "{tally}{id} is {}\nterms: {}\ncite: {}\n",
        found.title_of(&sum(file)?),
        found.terms,
        found.citation
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// A copy of the file, to be put into its place; none where it is there already.
fn copied(file: &Path, target: &Path) -> std::io::Result<Option<Ready>> {
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if same(file, target) {
        return Ok(None);
    }
    let mut source = std::fs::File::open(file)?;
    Ready::new(target, |out| std::io::copy(&mut source, out).map(drop)).map(Some)
}

/// Whether a file of the case is kept as a version of a data set.
fn is_version(case: &Path, inside: &str, set: &str) -> Result<bool, Failure> {
    let rows = kept_rows(case, "datasets.csv")?;
    let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
    Ok(rows.iter().any(|row| cell(row, 1) == inside && cell(row, 2) == set))
}

fn sum(file: &Path) -> Result<String, Failure> {
    digest(file).map_err(|error| Failure::input(error.to_string()))
}

/// The rows of `CASE/datasets.csv` with those of files, each with its place in the case (empty where it is kept elsewhere); and the ids
/// that these have.
pub(super) fn entered(
    case: &Path,
    files: &[(&Path, String)],
    asked: OneFile,
) -> Result<(Vec<String>, Vec<Vec<String>>), Failure> {
    let mut rows = kept_rows(case, "datasets.csv")?;
    let mut ids = Vec::new();
    for (file, inside) in files {
        let found = read(file, asked)?;
        let sha256 = sum(file)?;
        let title = found.title_of(&sha256);
        // The same file again, or another version of the only file of its set, takes the place of its row.
        let same = |row: &Vec<String>| {
            let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
            cell(2) == found.id && (cell(4) == sha256 || cell(1) == *inside || cell(1).is_empty())
        };
        let kept = rows.iter().position(same).map(|at| rows.remove(at));
        let taken = |id: &String| rows.iter().any(|row| row.first() == Some(id));
        let numbered = (2..).map(|number| format!("{}-{number}", found.id));
        let fresh = || std::iter::once(found.id.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default();
        let id = kept.as_ref().and_then(|row| row.first().cloned()).unwrap_or_else(fresh);
        let inside = if inside.is_empty() {
            kept.and_then(|row| row.get(1).cloned()).unwrap_or_default()
        } else {
            inside.clone()
        };
        let year =
            |year: Option<i16>| year.filter(|year| *year != ONGOING).map(|year| year.to_string()).unwrap_or_default();
        rows.push(vec![
            id.clone(),
            inside,
            found.id.to_owned(),
            title,
            sha256,
            found.tally.rows.to_string(),
            found.tally.skipped().to_string(),
            year(found.years.map(|years| years.0)),
            year(found.years.map(|years| years.1)),
            found.terms.to_owned(),
            found.citation.to_owned(),
        ]);
        ids.push(id);
    }
    rows.sort();
    Ok((ids, rows))
}
