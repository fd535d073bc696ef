//! Ties of a case from data.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_case::case::DataSet;
use detente_record::into_case::{TiesPlan, entered, is_rewritten};
use detente_record::states::Year;
use detente_report as report;

use super::{kept, prepared};
use crate::args::{Data, Reading};
use crate::failure::Failure;
use crate::lock::Lock;
use crate::output::Ready;
use crate::progress::Spinner;
use crate::{input, output};

/// Makes the ties of every rule and writes them into the case.
pub fn ties(
    folder: &Path,
    rules: &[String],
    years: (Year, Option<Year>),
    (data, reading): (Option<&Path>, &Reading),
) -> Result<ExitCode, Failure> {
    input::on_disk(folder)?;
    let opened = input::open_sound_but(Some(folder), is_rewritten)?;
    let plan = TiesPlan::of(&opened.loaded.case, rules, years)?;
    let sets = super::folder(&Data {
        folder: Some(data.map_or_else(|| folder.join("data"), PathBuf::from)),
        reading: reading.clone(),
    })?;
    let spinner = Spinner::new("reading and fitting");
    let found = plan.ties(&sets)?;
    drop(spinner);
    let _alone = Lock::of(folder)?;
    let sheet = kept::<DataSet>(folder)?;
    let texts = found.tables(entered(sheet, &found.files(&sets, folder), &reading.one_file().into())?)?;
    // All are whole before the first goes to its place; ties come last, because they rest on the others.
    let ready = texts.iter().map(|(file, text)| prepared(folder, file, text)).collect::<Result<_, _>>()?;
    Ready::place_all(ready).map_err(|error| Failure::write("the tables of the case", &error))?;
    let told: String = found.rules.iter().map(report::rule_ties_text).collect();
    let written = "data-ties.csv, data-claims.csv and datasets.csv are written";
    output::print(&format!("{told}{} rows of data behind them; {written}\n", found.rows()))?;
    Ok(ExitCode::SUCCESS)
}
