//! A file of a data set into the data folder of a case.

use std::path::Path;
use std::process::ExitCode;

use detente_case::case::DataSet;
use detente_record::into_case::{FileOf, entered, is_version};
use detente_record::sets::sum;
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
    let found = read(file, asked)?;
    found.some(file)?;
    let _alone = Lock::of(case)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let inside = format!("data/{name}");
    let target = case.join(&inside);
    if target.exists() && !is_version(&kept::<DataSet>(case)?, &inside, found.id) && sum(&target)? != sum(file)? {
        let hint =
            "rename one of the two; a newer version of the same data set takes the place of the old one".to_owned();
        return Err(
            Failure::input(format!("`{}` is there already and is another file", target.display())).with_hint(hint)
        );
    }
    output::make_folder(&case.join("data"), false).map_err(|error| Failure::write("the data folder", &error))?;
    let sets = entered(kept::<DataSet>(case)?, &[FileOf { path: file, inside }], &asked.into())?;
    let failed = |error: &std::io::Error| Failure::write(&format!("`{}`", target.display()), error);
    let mut ready: Vec<Ready> = copied(file, &target).map_err(|error| failed(&error))?.into_iter().collect();
    ready.push(prepared(case, "datasets.csv", sets.sheet.text())?);
    Ready::place_all(ready).map_err(|error| failed(&error))?;
    let id = sets.ids.into_iter().next_back().unwrap_or_default();
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
