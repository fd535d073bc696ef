//! A file of a data set into the data folder of a case.

use std::path::Path;
use std::process::ExitCode;

use detente_record::files::digest;
use detente_report as report;

use super::sets::read;
use crate::failure::Failure;
use crate::output;

/// Copies the file to `CASE/data` and writes its row of `CASE/datasets.csv`; a row of the same file is replaced.
pub fn add(file: &Path, case: &Path) -> Result<ExitCode, Failure> {
    if !case.join("case.toml").is_file() {
        return Err(Failure::input(format!("`{}` is no case folder: it has no case.toml", case.display()))
            .with_hint("`detente init` makes one".to_owned()));
    }
    let found = read(file)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let inside = format!("data/{name}");
    std::fs::create_dir_all(case.join("data")).map_err(|error| Failure::write("the data folder", &error))?;
    output::copy(file, &case.join(&inside))?;
    let id = enter(case, &[(file, inside)])?.pop().unwrap_or_default();
    let tally = report::tally_text(&name, &found.tally, 3);
    output::print(&format!("{tally}{id} is {}\nterms: {}\ncite: {}\n", found.title, found.terms, found.citation))?;
    Ok(ExitCode::SUCCESS)
}

const HEADER: [&str; 11] =
    ["id", "file", "set", "title", "sha256", "rows", "kept_out", "from", "until", "terms", "citation"];

/// Writes rows of `CASE/datasets.csv` for files, each with its place in the case (empty where it is kept elsewhere); the ids they have.
pub(super) fn enter(case: &Path, files: &[(&Path, String)]) -> Result<Vec<String>, Failure> {
    let path = case.join("datasets.csv");
    let old = match std::fs::read_to_string(&path) {
        Ok(text) => report::csv_rows(&text).map_err(|error| Failure::input(format!("{}: {error}", path.display())))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Failure::input(format!("{}: {error}; nothing was changed", path.display()))),
    };
    if old.first().is_some_and(|header| *header != HEADER) {
        return Err(Failure::input(format!("{} has other columns; nothing was changed", path.display()))
            .with_hint(format!("its columns are {}", HEADER.join(","))));
    }
    let mut rows: Vec<Vec<String>> = old.into_iter().skip(1).collect();
    let mut ids = Vec::new();
    for (file, inside) in files {
        let found = read(file)?;
        let sha256 = digest(file).map_err(|error| Failure::input(error.to_string()))?;
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
            |year: Option<i16>| year.filter(|year| *year != 9999).map(|year| year.to_string()).unwrap_or_default();
        rows.push(vec![
            id.clone(),
            inside,
            found.id.to_owned(),
            found.title.to_owned(),
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
    let mut text = report::csv_row(HEADER.map(str::to_owned));
    rows.into_iter().for_each(|row| text += &report::csv_row(row));
    output::write(&path, &text)?;
    Ok(ids)
}
