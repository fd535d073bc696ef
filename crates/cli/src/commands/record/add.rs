//! A file of a data set into the data folder of a case.

use std::path::Path;
use std::process::ExitCode;

use detente_record::files::digest;
use detente_report as report;

use super::sets::read;
use crate::failure::Failure;
use crate::output;

const HEADER: [&str; 11] =
    ["id", "file", "set", "title", "sha256", "rows", "kept_out", "from", "until", "terms", "citation"];

/// Copies the file to `CASE/data` and writes its row of `CASE/datasets.csv`; a row of the same file is replaced.
pub fn add(file: &Path, case: &Path) -> Result<ExitCode, Failure> {
    if !case.join("case.toml").is_file() {
        return Err(Failure::input(format!("`{}` is no case folder: it has no case.toml", case.display()))
            .with_hint("`detente init` makes one".to_owned()));
    }
    let found = read(file)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let sha256 = digest(file).map_err(|error| Failure::input(error.to_string()))?;
    let inside = format!("data/{name}");
    let target = case.join(&inside);
    std::fs::create_dir_all(case.join("data")).map_err(|error| Failure::write("the data folder", &error))?;
    output::copy(file, &target)?;
    let path = case.join("datasets.csv");
    let old = match std::fs::read_to_string(&path) {
        Ok(text) => report::csv_rows(&text).map_err(|error| Failure::input(format!("{}: {error}", path.display())))?,
        Err(_) => Vec::new(),
    };
    let mut rows: Vec<Vec<String>> = old.into_iter().skip(1).filter(|row| row.get(1) != Some(&inside)).collect();
    let same = rows.iter().filter(|row| row.get(2).is_some_and(|set| set == found.id)).count();
    let id = if same == 0 { found.id.to_owned() } else { format!("{}-{}", found.id, same + 1) };
    let year = |pick: fn(&(i16, i16)) -> i16| {
        found
            .years
            .as_ref()
            .map(|years| pick(years))
            .filter(|year| *year != 9999)
            .map(|year| year.to_string())
            .unwrap_or_default()
    };
    rows.push(vec![
        id.clone(),
        inside,
        found.id.to_owned(),
        found.title.to_owned(),
        sha256,
        found.tally.rows.to_string(),
        found.tally.skipped().to_string(),
        year(|years| years.0),
        year(|years| years.1),
        found.terms.to_owned(),
        found.citation.to_owned(),
    ]);
    rows.sort();
    let mut text = report::csv_row(HEADER.map(str::to_owned));
    rows.into_iter().for_each(|row| text += &report::csv_row(row));
    output::write(&path, &text)?;
    let tally = report::tally_text(&name, &found.tally, 3);
    output::print(&format!("{tally}{id} is {}\nterms: {}\ncite: {}\n", found.title, found.terms, found.citation))?;
    Ok(ExitCode::SUCCESS)
}
