//! What data sets there are, what a file is, and its malformed rows.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_record::sets::{self, WholeFile};
use detente_report as report;

use super::{existing, folder};
use crate::args::{Data, OneFile, PlainFormat};
use crate::failure::Failure;
use crate::output;

/// Every data set and every format of events.
pub fn sources(format: PlainFormat) -> Result<ExitCode, Failure> {
    let entries = sets::sources();
    output::print(&match format {
        PlainFormat::Json => report::to_json(&entries, true),
        PlainFormat::Table => report::sources_text(&entries),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What the files of a folder are.
pub fn list(data: &Data, format: PlainFormat) -> Result<ExitCode, Failure> {
    let found = folder(data)?.result();
    output::print(&match format {
        PlainFormat::Json => report::to_json(&found, true),
        PlainFormat::Table => report::data_files_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a file whole, whatever it is.
pub(super) fn read(path: &Path, asked: OneFile) -> Result<WholeFile, Failure> {
    existing(path)?;
    Ok(WholeFile::read(path, &asked.into())?)
}

/// Everything about a file; bad input where no row of it could be kept.
pub fn info(path: &Path, asked: OneFile, format: PlainFormat) -> Result<ExitCode, Failure> {
    let found = read(path, asked)?;
    let whole = found.entry(path)?;
    output::print(&match format {
        PlainFormat::Json => report::to_json(&whole, true),
        PlainFormat::Table => report::data_info_text(&whole) + &report::tally_text("rows", &found.tally, 3),
    })?;
    found.some(path)?;
    Ok(ExitCode::SUCCESS)
}

/// Malformed rows and cells of files: 0 without any, 1 with, 2 where a file cannot be read at all or no row of it is kept.
pub fn check(files: &[PathBuf], asked: OneFile, format: PlainFormat) -> Result<ExitCode, Failure> {
    let (mut text, mut told, mut faults) = (String::new(), Vec::new(), 0);
    let mut trouble: Vec<Failure> = Vec::new();
    for path in files {
        match read(path, asked) {
            Ok(found) => {
                faults += found.faults();
                text += &report::tally_text(&format!("{} ({})", path.display(), found.id), &found.tally, 20);
                told.push(found.checked(path));
                trouble.extend(found.some(path).err().map(Failure::from));
            }
            Err(failure) => trouble.push(failure),
        }
    }
    output::print(&match format {
        PlainFormat::Json => report::to_json(&told, true),
        PlainFormat::Table => text,
    })?;
    if let Some(last) = trouble.pop() {
        for failure in trouble {
            failure.report();
        }
        return Err(last);
    }
    Ok(ExitCode::from(if faults > 0 { Failure::FINDINGS } else { 0 }))
}
