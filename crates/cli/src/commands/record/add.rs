//! A file of a data set into the data folder of a case.

use std::path::Path;
use std::process::ExitCode;

use detente_case::Sheet;
use detente_case::case::{DataSet, Word};
use detente_record::files::digest;
use detente_record::sets::ONGOING;
use detente_report as report;

use super::sets::read;
use super::{case_folder, kept, prepared};
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
    let (ids, sets) = entered(case, &[(file, inside)], asked)?;
    let failed = |error: &std::io::Error| Failure::write(&format!("`{}`", target.display()), error);
    let mut ready: Vec<Ready> = copied(file, &target).map_err(|error| failed(&error))?.into_iter().collect();
    ready.push(prepared(case, "datasets.csv", sets.text())?);
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
    Ok(kept::<DataSet>(case)?.rows::<DataSet>().iter().any(|row| row.file == inside && row.set == set))
}

fn sum(file: &Path) -> Result<String, Failure> {
    digest(file).map_err(|error| Failure::input(error.to_string()))
}

/// `CASE/datasets.csv` with rows for files, each with its place in the case (empty where it is kept elsewhere); and the ids that these have.
pub(super) fn entered(case: &Path, files: &[(&Path, String)], asked: OneFile) -> Result<(Vec<String>, Sheet), Failure> {
    let mut sheet = kept::<DataSet>(case)?;
    let mut ids = Vec::new();
    for (file, inside) in files {
        let found = row_of(file, inside, asked)?;
        let rows: Vec<Option<DataSet>> = (0..sheet.len()).map(|row| sheet.row(row)).collect();
        // The same file again, or another version of the only file of its set, takes the place of its row.
        let same = |row: &DataSet| {
            row.set == found.set && (row.sha256 == found.sha256 || row.file == *inside || row.file.is_empty())
        };
        match rows.iter().position(|row| row.as_ref().is_some_and(same)) {
            Some(at) => {
                let kept = rows[at].clone().unwrap_or_default();
                let file = if inside.is_empty() { kept.file } else { inside.clone() };
                ids.push(kept.id.text.clone());
                sheet.replace(at, &DataSet { id: kept.id, file, ..found });
            }
            None => {
                let id = fresh(&found.set, &sheet);
                let before = (0..sheet.len()).find(|row| sheet.cell(*row, "id") > id.as_str()).unwrap_or(sheet.len());
                ids.push(id.clone());
                sheet.insert(before, &[DataSet { id: Word::from(id), ..found }]);
            }
        }
    }
    Ok((ids, sheet))
}

/// An id that no row has: that of the set, or one with a number behind it.
fn fresh(set: &str, sheet: &Sheet) -> String {
    let numbered = (2..).map(|number| format!("{set}-{number}"));
    std::iter::once(set.to_owned()).chain(numbered).find(|id| sheet.find(id).is_none()).unwrap_or_default()
}

/// The row of a file, without an id.
fn row_of(file: &Path, inside: &str, asked: OneFile) -> Result<DataSet, Failure> {
    let found = read(file, asked)?;
    let sha256 = sum(file)?;
    let year =
        |year: Option<i16>| year.filter(|year| *year != ONGOING).map(|year| year.to_string()).unwrap_or_default();
    Ok(DataSet {
        file: inside.to_owned(),
        set: found.id.to_owned(),
        title: found.title_of(&sha256),
        sha256,
        rows: found.tally.rows.to_string(),
        kept_out: found.tally.skipped().to_string(),
        from: year(found.years.map(|years| years.0)),
        until: year(found.years.map(|years| years.1)),
        terms: found.terms.to_owned(),
        citation: found.citation.to_owned(),
        ..DataSet::default()
    })
}
