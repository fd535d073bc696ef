//! What data sets there are, what a file is, and its malformed rows.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_record::events::{self, EventLayout};
use detente_record::files::{Tally, digest, tally_told};
use detente_record::sets::{self, CATALOGUE, DataFile, Reading, What};
use detente_report as report;
use detente_results::{FileChecked, FileEntry, FileResult, FolderResult, SourceResult};

use super::{existing, folder, limits, numbers, set_error};
use crate::args::{Data, OneFile, PlainFormat};
use crate::failure::Failure;
use crate::output;

/// Every data set and every format of events.
pub fn sources(format: PlainFormat) -> Result<ExitCode, Failure> {
    let sets = CATALOGUE.iter().map(|entry| SourceResult {
        id: entry.id,
        title: entry.title,
        home: entry.home,
        tested: entry.tested,
        sha256: entry.sha256.to_vec(),
        citation: entry.citation,
        terms: entry.terms,
    });
    let layouts = EventLayout::ALL.into_iter().map(|layout| SourceResult {
        id: layout.id(),
        title: layout.title(),
        home: layout.home(),
        tested: layout.tested(),
        sha256: Vec::new(),
        citation: layout.citation(),
        terms: "as its makers state",
    });
    let entries: Vec<SourceResult> = sets.chain(layouts).collect();
    output::print(&match format {
        PlainFormat::Json => report::to_json(&entries, true),
        PlainFormat::Table => report::sources_text(&entries),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What the files of a folder are.
pub fn list(data: &Data, format: PlainFormat) -> Result<ExitCode, Failure> {
    let folder = folder(data)?;
    let named = |what: What| match what {
        What::Set(set, _) => (set.id(), set.entry().title_of_any_release()),
        What::Events(layout) => (layout.id(), layout.title().to_owned()),
    };
    let file = |file: &DataFile| {
        let (set, title) = named(file.what);
        FileResult { file: file.name.clone(), set, title }
    };
    let told = FolderResult { files: folder.files.iter().map(file).collect(), unknown: folder.unknown.clone() };
    output::print(&match format {
        PlainFormat::Json => report::to_json(&told, true),
        PlainFormat::Table => report::data_files_text(&told),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A file that was read whole.
pub(super) struct Read {
    pub id: &'static str,
    title: &'static str,
    /// The title where the release is not known.
    plain_title: String,
    /// Checksums of the releases that we tested, and what they are.
    tested: (&'static [&'static str], &'static str),
    pub citation: &'static str,
    pub terms: &'static str,
    pub tally: Tally,
    pub years: Option<(i16, i16)>,
}

impl Read {
    /// Refuses a file of which nothing was kept.
    pub fn kept(self, path: &Path) -> Result<Self, Failure> {
        if self.tally.kept > 0 {
            return Ok(self);
        }
        let message =
            format!("{}: no row of `{}` could be kept: {}", path.display(), self.id, self.tally.why_nothing());
        Err(Failure::input(message).with_hint("`detente record check` lists the rows with their reasons".to_owned()))
    }

    /// The title, with the release where the checksum tells it.
    pub fn title_of(&self, sha256: &str) -> String {
        if self.tested.0.contains(&sha256) { self.title.to_owned() } else { self.plain_title.clone() }
    }
}

/// Reads a file whole, whatever it is.
pub(super) fn read(path: &Path, asked: OneFile) -> Result<Read, Failure> {
    existing(path)?;
    let (numbers, limits) = (asked.codes.map(numbers), limits(asked.limits));
    let reading = Reading { numbers, limits, ..Reading::default() };
    match sets::read_file_as(path, &reading).map_err(set_error)? {
        Some((set, series, tally)) => {
            let entry = set.entry();
            Ok(Read {
                id: entry.id,
                title: entry.title,
                plain_title: entry.title_of_any_release(),
                tested: (entry.sha256, entry.tested),
                citation: entry.citation,
                terms: entry.terms,
                tally,
                years: series.years(),
            })
        }
        None => {
            let found = events::check(path, &events::Options { numbers, limits, ..events::Options::default() })
                .map_err(|error| {
                    if let Ok(Some(near)) = sets::nearly(path) {
                        let message = format!(
                            "{}: nearly the data set `{}`, but columns are missing: {}",
                            path.display(),
                            near.set.id(),
                            near.missing.join(", ")
                        );
                        let tested = || format!("tested: {}", near.set.entry().tested);
                        return Failure::input(message).with_hint(near.remedy.map_or_else(tested, ToOwned::to_owned));
                    }
                    Failure::input(error.to_string())
                        .with_hint("`detente record sources` lists what is read, with the columns".to_owned())
                })?;
            let layout = found.files.first().map_or(EventLayout::Plain, |(_, layout)| *layout);
            let years: Vec<i16> = found.groups().iter().map(|group| (group.month / 12) as i16).collect();
            let years = years.iter().min().copied().zip(years.iter().max().copied());
            Ok(Read {
                id: layout.id(),
                title: layout.title(),
                plain_title: layout.title().to_owned(),
                tested: (&[], ""),
                citation: layout.citation(),
                terms: "as its makers state",
                tally: found.tally,
                years,
            })
        }
    }
}

/// Everything about a file; bad input where no row of it could be kept.
pub fn info(path: &Path, asked: OneFile, format: PlainFormat) -> Result<ExitCode, Failure> {
    let found = read(path, asked)?;
    let sha256 = digest(path).map_err(|error| Failure::input(error.to_string()))?;
    let release = Some(found.tested.1).filter(|_| found.tested.0.contains(&sha256.as_str()));
    let whole = FileEntry {
        file: path.display().to_string(),
        set: found.id,
        title: found.title_of(&sha256),
        release,
        years: found.years,
        sha256,
        tested: release.is_some(),
        rows: tally_told(&found.tally),
        citation: found.citation,
        terms: found.terms,
    };
    output::print(&match format {
        PlainFormat::Json => report::to_json(&whole, true),
        PlainFormat::Table => report::data_info_text(&whole) + &report::tally_text("rows", &found.tally, 3),
    })?;
    found.kept(path)?;
    Ok(ExitCode::SUCCESS)
}

/// Malformed rows and cells of files: 0 without any, 1 with, 2 where a file cannot be read at all or no row of it is kept.
pub fn check(files: &[PathBuf], asked: OneFile, format: PlainFormat) -> Result<ExitCode, Failure> {
    let (mut text, mut told, mut skipped, mut trouble) = (String::new(), Vec::new(), 0, Vec::new());
    for path in files {
        match read(path, asked) {
            Ok(found) => {
                skipped += found.tally.skipped() + found.tally.unreadable_cells();
                text += &report::tally_text(&format!("{} ({})", path.display(), found.id), &found.tally, 20);
                let file = path.display().to_string();
                told.push(FileChecked { file, set: found.id, rows: tally_told(&found.tally) });
                trouble.extend(found.kept(path).err());
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
    Ok(ExitCode::from(if skipped > 0 { Failure::FINDINGS } else { 0 }))
}
