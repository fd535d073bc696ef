//! A folder of data sets: which file is which, read when it is asked for.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::catalogue::{CATALOGUE, Holds, Set};
use super::read::{nearest, read, recognise};
use super::spells::Series;
use super::{disputes, votes};
use crate::events::{self, EventLayout};
use crate::files::{Fault, FaultKind, Header, Refused, Tally, Unreadable, parts};

/// What a file of the folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A data set, in one of its layouts.
    Set(Set, usize),
    /// Events one by one.
    Events(EventLayout),
}

/// A file that was recognised.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// What it is.
    pub what: What,
}

/// Why a data set cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// A file that cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A table that cannot be read.
    #[error("{file}: {refused}")]
    Refused {
        /// The file.
        file: String,
        /// Why.
        refused: Refused,
    },
    /// A set does not reach the years that are needed.
    #[error("the data set `{}` covers {from} to {to}, and {need} is needed", set.id())]
    Years {
        /// The set.
        set: Set,
        /// First year covered.
        from: i16,
        /// Last year covered.
        to: i16,
        /// The year that is needed.
        need: i16,
    },
    /// No file of the folder is this set.
    #[error("no file of {folder} is the data set `{}` ({})", set.id(), set.entry().title)]
    Absent {
        /// The set.
        set: Set,
        /// The folder.
        folder: String,
    },
}

/// A folder with data sets.
#[derive(Debug)]
pub struct Folder {
    /// Where it lies.
    pub path: PathBuf,
    /// Files that were recognised, in the order of their names.
    pub files: Vec<DataFile>,
    /// Files that were not.
    pub unknown: Vec<String>,
    loaded: Vec<OnceLock<(Series, Tally)>>,
    directed: OnceLock<Series>,
}

/// The first line of a part; one without an end is no table, and what is there of it is enough to say so.
fn first_line(reader: &mut dyn BufRead) -> Vec<u8> {
    let mut first = Vec::new();
    let _ = reader.take(1 << 16).read_until(b'\n', &mut first);
    first
}

/// What a file is, by its first line.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be opened.
pub(crate) fn what(path: &Path) -> Result<Option<What>, SetError> {
    let mut found = None;
    parts(path, |_, reader| {
        if found.is_none() {
            let first = first_line(reader);
            let header = Header::of(&first);
            found = events::recognise(&first)
                .map(What::Events)
                .or_else(|| recognise(&header).map(|(set, layout)| What::Set(set, layout)));
        }
        Ok::<(), SetError>(())
    })?;
    Ok(found)
}

/// The data set that a file nearly is, and the columns that it lacks.
///
/// # Errors
/// [`SetError`] where it cannot be opened.
pub fn nearly(path: &Path) -> Result<Option<(Set, Vec<&'static str>)>, SetError> {
    let mut found = None;
    parts(path, |_, reader| {
        found = found.take().or_else(|| nearest(&Header::of(&first_line(reader))));
        Ok::<(), SetError>(())
    })?;
    Ok(found)
}

/// Reads one file as the data set that it is; `None` where it is none.
///
/// # Errors
/// [`SetError`] where it cannot be read.
pub fn read_file(path: &Path) -> Result<Option<(Set, Series, Tally)>, SetError> {
    let Some(What::Set(set, layout)) = what(path)? else { return Ok(None) };
    let mut series = Series::new(set, set.width());
    let mut tally = Tally::default();
    one_file(path, (set, layout), set.entry().holds, &mut series, &mut tally)?;
    finish(set, &mut series, &mut tally);
    Ok(Some((set, series, tally)))
}

fn one_file(
    path: &Path,
    layout: (Set, usize),
    holds: Holds,
    series: &mut Series,
    tally: &mut Tally,
) -> Result<(), SetError> {
    let (mut any, mut beside) = (false, None);
    parts(path, |name, reader| {
        series.begin(name);
        match read(reader, layout, holds, series, tally) {
            Ok(()) => any = true,
            // An archive may hold a code book beside the data.
            Err(refused @ Refused::Columns(_)) if name.contains('!') => {
                beside.get_or_insert(SetError::Refused { file: name.to_owned(), refused });
            }
            Err(refused) => return Err(SetError::Refused { file: name.to_owned(), refused }),
        }
        Ok(())
    })?;
    beside.filter(|_| !any).map_or(Ok(()), Err)
}

/// Puts a series in order and keeps repeated rows out.
fn finish(set: Set, series: &mut Series, tally: &mut Tally) {
    series.sort();
    if set.has_one_row_a_time() {
        for (file, line) in series.without_repetitions() {
            tally.kept -= 1;
            tally.fault(Fault { line, column: None, kind: FaultKind::Duplicate, what: file.to_string() });
        }
    }
}

impl Folder {
    /// Looks at the first line of every file.
    ///
    /// # Errors
    /// [`Unreadable`] where the folder cannot be listed.
    pub fn open(path: &Path) -> Result<Self, SetError> {
        let io = |error| Unreadable::Io { path: path.display().to_string(), error };
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(path).map_err(io)? {
            let entry = entry.map_err(io)?.path();
            if entry.is_file() {
                names.push(entry);
            }
        }
        names.sort();
        let loaded = CATALOGUE.iter().map(|_| OnceLock::new()).collect();
        let mut folder =
            Self { path: path.to_owned(), files: Vec::new(), unknown: Vec::new(), loaded, directed: OnceLock::new() };
        for path in names {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            match what(&path) {
                Ok(Some(what)) => folder.files.push(DataFile { path, name, what }),
                Ok(None) => folder.unknown.push(name),
                Err(error) => folder.unknown.push(format!("{name} (cannot be read: {error})")),
            }
        }
        Ok(folder)
    }

    /// A data set, read when it is first asked for.
    ///
    /// # Errors
    /// [`SetError`] where no file is that set, or one cannot be read.
    pub fn series(&self, set: Set) -> Result<&Series, SetError> {
        self.load(set).map(|(series, _)| series)
    }

    /// The same with its tally of rows.
    ///
    /// # Errors
    /// As [`Folder::series`].
    pub fn load(&self, set: Set) -> Result<&(Series, Tally), SetError> {
        let place = CATALOGUE.iter().position(|entry| entry.set == set).unwrap_or(0);
        if let Some(found) = self.loaded[place].get() {
            return Ok(found);
        }
        let found = self.fresh(set)?;
        Ok(self.loaded[place].get_or_init(|| found))
    }

    /// A set that must cover these years.
    ///
    /// # Errors
    /// [`SetError::Years`] where it does not; else as [`Folder::series`].
    pub fn covering(&self, set: Set, years: (i16, i16)) -> Result<&Series, SetError> {
        let series = self.series(set)?;
        let (from, to) = series.years().unwrap_or((i16::MAX, i16::MIN));
        let need = if years.0 < from { years.0 } else { years.1 };
        if years.0 < from || years.1 > to { Err(SetError::Years { set, from, to, need }) } else { Ok(series) }
    }

    /// Whether a set, or what it is made from, is in the folder.
    pub fn has(&self, set: Set) -> bool {
        let made_from = match set {
            Set::CowMids => Some(Set::CowMidParticipants),
            Set::UnAgreement => Some(Set::UnVotes),
            _ => None,
        };
        self.files.iter().any(|file| matches!(file.what, What::Set(of, _) if of == set || Some(of) == made_from))
    }

    /// The set of whose rows another is made where the folder does not have it: joint memberships of memberships, obligations of one
    /// state to another of rows that have both directions.
    pub fn made_from(&self, set: Set) -> Set {
        match set {
            _ if self.has(set) => set,
            Set::JointIgos if self.has(Set::IgoMemberships) => Set::IgoMemberships,
            Set::AtopDirected if self.directions().next().is_some() => Set::Atop,
            _ => set,
        }
    }

    /// Files of alliances whose rows are of one state to another, as ATOP publishes them, with their layouts.
    fn directions(&self) -> impl Iterator<Item = (&DataFile, usize)> {
        let layouts = Set::Atop.entry().layouts;
        self.files.iter().filter_map(|file| match file.what {
            What::Set(Set::Atop, layout) if layouts[layout].directed => Some((file, layout)),
            _ => None,
        })
    }

    /// Obligations of each state to each other, from rows that have both directions; `None` where the folder has no such file.
    ///
    /// # Errors
    /// [`SetError`] where one cannot be read.
    pub fn directed_atop(&self) -> Result<Option<&Series>, SetError> {
        if self.directions().next().is_none() {
            return Ok(None);
        }
        if let Some(found) = self.directed.get() {
            return Ok(Some(found));
        }
        let mut series = Series::new(Set::Atop, Set::Atop.width());
        for (file, layout) in self.directions() {
            one_file(&file.path, (Set::Atop, layout), Holds::Directed, &mut series, &mut Tally::default())?;
        }
        series.sort();
        Ok(Some(self.directed.get_or_init(|| series)))
    }

    fn fresh(&self, set: Set) -> Result<(Series, Tally), SetError> {
        let mut series = Series::new(set, set.width());
        let mut tally = Tally::default();
        let mut any = false;
        for file in &self.files {
            if let What::Set(of, layout) = file.what
                && of == set
            {
                any = true;
                one_file(&file.path, (set, layout), set.entry().holds, &mut series, &mut tally)?;
            }
        }
        if any {
            finish(set, &mut series, &mut tally);
            return Ok((series, tally));
        }
        match set {
            Set::CowMids if self.has(set) => {
                let (participants, tally) = self.load(Set::CowMidParticipants)?;
                Ok((disputes::pairs(participants), tally.clone()))
            }
            Set::UnAgreement if self.has(set) => {
                let (calls, tally) = self.load(Set::UnVotes)?;
                Ok((votes::agreement(calls), tally.clone()))
            }
            _ => Err(SetError::Absent { set, folder: self.path.display().to_string() }),
        }
    }
}
