//! One file read whole, whatever it is, and what there is to read.

use std::path::Path;

use detente_case::AskError;
use detente_results::{FileChecked, FileEntry, FileResult, FolderResult, SourceResult};

use super::catalogue::CATALOGUE;
use super::entry::{Set, SetEntry};
use super::file::{Reading, What, nearly, read_file_as};
use super::folder::{DataFile, Folder};
use super::spells::Series;
use crate::events::{self, EventLayout};
use crate::files::{Tally, digest, tally_told};
use crate::states::Year;

/// The terms of files of events.
const AS_STATED: &str = "as its makers state";

/// A file that was read whole.
#[derive(Debug, Clone)]
pub struct WholeFile {
    /// The data set, or the format of events.
    pub id: &'static str,
    /// How to cite it.
    pub citation: &'static str,
    /// On what terms it is given.
    pub terms: &'static str,
    /// What of its rows was kept.
    pub tally: Tally,
    /// First and last year.
    pub years: Option<(Year, Year)>,
    /// The title of the release that was tested.
    title: &'static str,
    /// The title where the release is not known.
    plain_title: String,
    /// Checksums of the releases that were tested.
    sums: &'static [&'static str],
    /// What was tested.
    tested: &'static str,
}

impl WholeFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`AskError`] where it is neither a data set nor events, or cannot be read.
    pub fn read(path: &Path, reading: &Reading) -> Result<Self, AskError> {
        match read_file_as(path, reading)? {
            Some((set, series, tally)) => Ok(Self::of_set(set, &series, tally)),
            None => Self::of_events(path, reading),
        }
    }

    fn of_set(set: Set, series: &Series, tally: Tally) -> Self {
        let entry: &SetEntry = set.entry();
        Self {
            id: entry.id,
            citation: entry.citation,
            terms: entry.terms,
            tally,
            years: series.years(),
            title: entry.title,
            plain_title: entry.title_of_any_release(),
            sums: entry.sha256,
            tested: entry.tested,
        }
    }

    fn of_events(path: &Path, reading: &Reading) -> Result<Self, AskError> {
        let (numbers, limits) = (reading.numbers, reading.limits);
        let found = events::check(path, &events::Options { numbers, limits, ..events::Options::default() });
        let found = found.map_err(|error| unrecognised(path, &error.to_string()))?;
        let layout = found.files.first().map_or(EventLayout::Plain, |(_, layout)| *layout);
        let years: Vec<Year> = found.groups().iter().map(|group| (group.month / 12) as Year).collect();
        Ok(Self {
            id: layout.id(),
            citation: layout.citation(),
            terms: AS_STATED,
            tally: found.tally,
            years: years.iter().min().copied().zip(years.iter().max().copied()),
            title: layout.title(),
            plain_title: layout.title().to_owned(),
            sums: &[],
            tested: "",
        })
    }

    /// Refuses a file of which nothing was kept.
    ///
    /// # Errors
    /// [`AskError`] with the reasons, counted.
    pub fn some(&self, path: &Path) -> Result<(), AskError> {
        if self.tally.kept > 0 {
            return Ok(());
        }
        let why = self.tally.why_nothing();
        Err(AskError::input(format!("{}: no row of `{}` could be kept: {why}", path.display(), self.id))
            .with_hint("`detente record check` lists the rows with their reasons".to_owned()))
    }

    /// The title, with the release where the checksum tells it.
    pub fn title_of(&self, sha256: &str) -> String {
        if self.sums.contains(&sha256) { self.title.to_owned() } else { self.plain_title.clone() }
    }

    /// Everything about it.
    ///
    /// # Errors
    /// [`AskError`] where it cannot be opened.
    pub fn entry(&self, path: &Path) -> Result<FileEntry, AskError> {
        let sha256 = sum(path)?;
        let release = Some(self.tested).filter(|_| self.sums.contains(&sha256.as_str()));
        Ok(FileEntry {
            file: path.display().to_string(),
            set: self.id,
            title: self.title_of(&sha256),
            release,
            years: self.years,
            sha256,
            tested: release.is_some(),
            rows: tally_told(&self.tally),
            citation: self.citation,
            terms: self.terms,
        })
    }

    /// What of its rows was kept.
    pub fn checked(&self, path: &Path) -> FileChecked {
        FileChecked { file: path.display().to_string(), set: self.id, rows: tally_told(&self.tally) }
    }

    /// Rows and cells of which nothing could be made.
    pub fn faults(&self) -> u64 {
        self.tally.skipped() + self.tally.unreadable_cells()
    }
}

/// The checksum of a file.
///
/// # Errors
/// [`AskError`] where it cannot be opened.
pub fn sum(path: &Path) -> Result<String, AskError> {
    digest(path).map_err(|error| AskError::input(error.to_string()))
}

/// A file that is neither events nor a data set: the set that it nearly is, with the columns that it lacks.
fn unrecognised(path: &Path, why: &str) -> AskError {
    let Ok(Some(near)) = nearly(path) else {
        return AskError::input(why)
            .with_hint("`detente record sources` lists what is read, with the columns".to_owned());
    };
    let missing = near.missing.join(", ");
    let tested = || format!("tested: {}", near.set.entry().tested);
    AskError::input(format!(
        "{}: nearly the data set `{}`, but columns are missing: {missing}",
        path.display(),
        near.set.id()
    ))
    .with_hint(near.remedy.map_or_else(tested, ToOwned::to_owned))
}

/// Every data set and every format of events.
pub fn sources() -> Vec<SourceResult> {
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
        terms: AS_STATED,
    });
    sets.chain(layouts).collect()
}

impl Folder {
    /// What its files are.
    pub fn result(&self) -> FolderResult {
        FolderResult { files: self.files.iter().map(DataFile::result).collect(), unknown: self.unknown.clone() }
    }
}

impl DataFile {
    fn result(&self) -> FileResult {
        let (set, title) = match self.what {
            What::Set(set, _) => (set.id(), set.entry().title_of_any_release()),
            What::Events(layout) => (layout.id(), layout.title().to_owned()),
        };
        FileResult { file: self.name.clone(), set, title }
    }
}
