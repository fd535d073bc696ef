//! The table of data sets of a case.

use std::path::Path;

use detente_case::case::{DataSet, Word};
use detente_case::{AskError, Sheet};

use crate::sets::{ONGOING, Reading, WholeFile, sum};
use crate::states::Year;

/// A file, and its place in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOf<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// Its path in the case; empty where it is kept elsewhere.
    pub inside: String,
}

/// The table with the rows of files.
#[derive(Debug)]
pub struct Entered {
    /// The table.
    pub sheet: Sheet,
    /// The ids that the files have in it, in their order.
    pub ids: Vec<String>,
}

/// Enters files into the table as it stands: a row of the same file is replaced.
///
/// # Errors
/// [`AskError`] where a file is no data set, or cannot be read.
pub fn entered(mut sheet: Sheet, files: &[FileOf<'_>], reading: &Reading) -> Result<Entered, AskError> {
    let mut ids = Vec::new();
    for file in files {
        let found = row_of(file, reading)?;
        ids.push(enter(&mut sheet, found));
    }
    Ok(Entered { sheet, ids })
}

/// Whether a file of the case is kept as a version of a data set.
pub fn is_version(sheet: &Sheet, inside: &str, set: &str) -> bool {
    sheet.rows::<DataSet>().iter().any(|row| row.file == inside && row.set == set)
}

/// Puts a row into its place; its id.
fn enter(sheet: &mut Sheet, found: DataSet) -> String {
    // The same file again, or another version of the only file of its set, takes the place of its row.
    let same = |row: &DataSet| {
        row.set == found.set && (row.sha256 == found.sha256 || row.file == found.file || row.file.is_empty())
    };
    let known = (0..sheet.len()).find_map(|at| Some((at, sheet.row::<DataSet>(at).filter(same)?)));
    if let Some((at, kept)) = known {
        let file = if found.file.is_empty() { kept.file } else { found.file.clone() };
        let id = kept.id.text.clone();
        let left_out = if kept.sha256 == found.sha256 { kept.left_out } else { String::new() };
        sheet.replace(at, &DataSet { id: kept.id, file, left_out, ..found });
        return id;
    }
    let id = fresh(&found.set, sheet);
    let before = (0..sheet.len()).find(|row| sheet.cell(*row, "id") > id.as_str()).unwrap_or(sheet.len());
    sheet.insert(before, &[DataSet { id: Word::from(id.clone()), ..found }]);
    id
}

/// An id that no row has: that of the set, or one with a number behind it.
fn fresh(set: &str, sheet: &Sheet) -> String {
    let numbered = (2..).map(|number| format!("{set}-{number}"));
    std::iter::once(set.to_owned()).chain(numbered).find(|id| sheet.find(id).is_none()).unwrap_or_default()
}

/// The row of a file, without an id.
fn row_of(file: &FileOf<'_>, reading: &Reading) -> Result<DataSet, AskError> {
    let found = WholeFile::read(file.path, reading)?;
    let sha256 = sum(file.path)?;
    Ok(DataSet {
        file: file.inside.clone(),
        set: found.id.to_owned(),
        title: found.title_of(&sha256),
        sha256,
        rows: found.tally.rows.to_string(),
        kept_out: found.tally.skipped().to_string(),
        from: written(found.years.map(|years| years.0)),
        until: written(found.years.map(|years| years.1)),
        terms: found.terms.to_owned(),
        citation: found.citation.to_owned(),
        ..DataSet::default()
    })
}

/// A year as it is written; nothing where there is none, or what holds goes on.
fn written(year: Option<Year>) -> String {
    year.filter(|year| *year != ONGOING).map(|year| year.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(set: &str, file: &str, sha256: &str) -> DataSet {
        let (set, file, title) = (set.to_owned(), file.to_owned(), set.to_owned());
        DataSet { set, file, title, sha256: sha256.repeat(64), ..DataSet::default() }
    }

    #[test]
    fn a_file_has_one_row() {
        let mut sheet = Sheet::new::<DataSet>();
        assert_eq!(enter(&mut sheet, row("nmc", "data/nmc.csv", "1")), "nmc");
        assert_eq!(enter(&mut sheet, row("atop", "", "2")), "atop");
        // Another version in the same place, then a file that had none, then a second file of the set.
        assert_eq!(enter(&mut sheet, row("nmc", "data/nmc.csv", "3")), "nmc");
        assert_eq!(enter(&mut sheet, row("atop", "data/atop.csv", "4")), "atop");
        assert_eq!(enter(&mut sheet, row("atop", "data/atop-2.csv", "5")), "atop-2");
        // The same file, kept elsewhere: its place in the case stays.
        assert_eq!(enter(&mut sheet, row("atop", "", "5")), "atop-2");
        let rows = sheet.rows::<DataSet>();
        let told: Vec<[&str; 3]> =
            rows.iter().map(|row| [row.id.text.as_str(), row.file.as_str(), &row.sha256[..1]]).collect();
        let expected =
            [["atop", "data/atop.csv", "4"], ["atop-2", "data/atop-2.csv", "5"], ["nmc", "data/nmc.csv", "3"]];
        assert_eq!(told, expected);
        assert!(is_version(&sheet, "data/nmc.csv", "nmc") && !is_version(&sheet, "data/nmc.csv", "atop"));
    }
}
