//! A folder of data sets: which file is which, read when it is asked for.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::catalogue::CATALOGUE;
use super::entry::{Holds, Set};
use super::key::Marks;
use super::read::{nearest, read, recognise};
use super::releases;
use super::spells::Series;
use super::{disputes, votes};
use crate::events::{self, EventLayout};
use crate::files::{Fault, FaultKind, Header, Limits, Refused, Tally, Unreadable, first_line, parts, parts_within};
use crate::states::{Numbers, State, Year, states};

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
    /// A file of which no row could be kept.
    #[error("{file}: no row of the data set `{}` could be kept: {why}", set.id())]
    Nothing {
        /// The set.
        set: Set,
        /// The file.
        file: String,
        /// The reasons, counted.
        why: String,
    },
    /// The numbers of a file are those of Gleditsch and Ward.
    #[error(
        "{file}: line {line}: {number} in {year} is a state to Gleditsch and Ward ({}) and none to Correlates of War; the file is in the numbers of Gleditsch and Ward",
        states().name(*meant)
    )]
    Numbers {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// The number.
        number: u16,
        /// The state that it means.
        meant: State,
        /// The year of the row.
        year: Year,
    },
    /// Two files of the folder speak of the same rows of one set.
    #[error(
        "{one} and {other} are both the data set `{}` and both have a row of {of} ({one} line {}, {other} line {}): two releases, or one twice",
        set.id(), lines.0, lines.1
    )]
    Releases {
        /// The set.
        set: Set,
        /// One file.
        one: String,
        /// The other.
        other: String,
        /// The first row of both, in words.
        of: String,
        /// Its line in either.
        lines: (u64, u64),
    },
    /// A file that was chosen as the release of a set, and is not there.
    #[error("no file of the folder that is a data set is called `{0}`")]
    Release(String),
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

/// How files are read, where that is asked for.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Whose numbers of states stand in the files; looked for otherwise.
    pub numbers: Option<Numbers>,
    /// Files that are chosen where several are of one set.
    pub releases: Vec<String>,
    /// What a file may ask for.
    pub limits: Limits,
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
    reading: Reading,
    loaded: Vec<OnceLock<(Series, Tally)>>,
    directed: OnceLock<Series>,
}

/// What a file is, by its first line.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be opened.
pub(crate) fn what(path: &Path) -> Result<Option<What>, SetError> {
    let mut found = None;
    parts(path, |name, reader| {
        if found.is_none() {
            let first = first_of(name, reader)?;
            let header = Header::of(&first);
            found = events::recognise_first(&first)
                .map(What::Events)
                .or_else(|| recognise(&header).map(|(set, layout)| What::Set(set, layout)));
        }
        Ok::<(), SetError>(())
    })?;
    Ok(found)
}

/// The first line of a part; of one without an end what is there is enough to say that it is no table.
fn first_of(name: &str, reader: &mut dyn BufRead) -> Result<crate::files::First, SetError> {
    let io = |error| SetError::from(Unreadable::Io { path: name.to_owned(), error });
    first_line(&mut reader.take(1 << 20)).map_err(io)
}

/// The data set that a file nearly is, and the columns that it lacks.
///
/// # Errors
/// [`SetError`] where it cannot be opened.
pub fn nearly(path: &Path) -> Result<Option<(Set, Vec<&'static str>)>, SetError> {
    let mut found = None;
    parts(path, |name, reader| {
        let first = first_of(name, reader)?;
        found = found.take().or_else(|| nearest(&Header::of(&first)));
        Ok::<(), SetError>(())
    })?;
    Ok(found)
}

/// Reads one file as the data set that it is; `None` where it is none. A file of which no row can be kept is read, and its tally says so.
///
/// # Errors
/// [`SetError`] where it cannot be read.
pub fn read_file(path: &Path) -> Result<Option<(Set, Series, Tally)>, SetError> {
    read_file_as(path, &Reading::default())
}

/// The same, read as asked.
///
/// # Errors
/// [`SetError`] where it cannot be read.
pub fn read_file_as(path: &Path, reading: &Reading) -> Result<Option<(Set, Series, Tally)>, SetError> {
    let Some(What::Set(set, layout)) = what(path)? else { return Ok(None) };
    let mut series = Series::new(set, set.width());
    let mut tally = Tally::default();
    one_file(path, (set, layout), (set.entry().holds, reading), &mut series, &mut tally)?;
    finish(set, &mut series, &mut tally);
    Ok(Some((set, series, tally)))
}

/// Reads a file in the numbers that were asked for, or those in which it is written.
fn one_file(
    path: &Path,
    layout: (Set, usize),
    (holds, reading): (Holds, &Reading),
    series: &mut Series,
    tally: &mut Tally,
) -> Result<(), SetError> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if reading.numbers == Some(Numbers::GleditschWard) {
        let (mut trial, mut counts) = (Series::new(series.set, series.set.width()), Tally::default());
        let own = Numbers::CorrelatesOfWar;
        let marks = in_numbers(path, layout, (holds, own, reading.limits), &mut trial, &mut counts)?;
        if marks.gleditsch_ward > 0 || marks.correlates_of_war == 0 {
            in_numbers(path, layout, (holds, Numbers::GleditschWard, reading.limits), series, tally)?;
            tally.note(format!("{name}: numbers of states are read as those of Gleditsch and Ward"));
            return Ok(());
        }
        tally.note(format!("{name}: numbers of states are those of Correlates of War, and read so"));
    }
    let marks = in_numbers(path, layout, (holds, Numbers::CorrelatesOfWar, reading.limits), series, tally)?;
    let foreign = marks.first.filter(|_| reading.numbers.is_none() && marks.correlates_of_war == 0);
    let Some((line, number, year)) = foreign else { return Ok(()) };
    let meant = crate::states::gleditsch_ward(number, year).unwrap_or(State(number));
    Err(SetError::Numbers { file: name, line, number, meant, year })
}

fn in_numbers(
    path: &Path,
    layout: (Set, usize),
    (holds, numbers, limits): (Holds, Numbers, Limits),
    series: &mut Series,
    tally: &mut Tally,
) -> Result<Marks, SetError> {
    let (mut any, mut beside, mut marks) = (false, None, Marks::default());
    parts_within(path, limits, |name, reader| {
        series.begin(name);
        match read(reader, layout, (holds, numbers), (series, &mut marks), tally) {
            Ok(()) => any = true,
            // An archive may hold a code book beside the data.
            Err(refused @ Refused::Columns(_)) if name.contains('!') => {
                beside.get_or_insert(SetError::Refused { file: name.to_owned(), refused });
            }
            Err(refused) => return Err(SetError::Refused { file: name.to_owned(), refused }),
        }
        Ok(())
    })?;
    beside.filter(|_| !any).map_or(Ok(marks), Err)
}

/// Puts a series in order and keeps repeated rows out.
fn finish(set: Set, series: &mut Series, tally: &mut Tally) {
    series.sort();
    let turned: Option<&[(usize, usize)]> = match set {
        Set::GmlMids | Set::CowMids => Some(&[(2, 3), (4, 5)]),
        Set::Wars => Some(&[]),
        _ => None,
    };
    let alone = turned.map_or(0, |turned| series.in_both_directions(turned));
    if alone > 0 {
        tally.note(format!("{alone} rows stand in one direction alone, and are read as of both"));
    }
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
        Self::open_as(path, Reading::default())
    }

    /// The same, to be read as asked.
    ///
    /// # Errors
    /// [`Unreadable`] where the folder cannot be listed; [`SetError::Release`] for a chosen file that is not in it.
    pub fn open_as(path: &Path, reading: Reading) -> Result<Self, SetError> {
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
        let (files, unknown, directed) = (Vec::new(), Vec::new(), OnceLock::new());
        let mut folder = Self { path: path.to_owned(), files, unknown, reading, loaded, directed };
        for path in names {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            match what(&path) {
                Ok(Some(what)) => folder.files.push(DataFile { path, name, what }),
                Ok(None) => folder.unknown.push(name),
                Err(error) => folder.unknown.push(format!("{name} (cannot be read: {error})")),
            }
        }
        let chosen = folder.reading.releases.iter();
        match chosen.into_iter().find(|name| !folder.files.iter().any(|file| file.name == **name)) {
            Some(lost) => Err(SetError::Release(lost.clone())),
            None => Ok(folder),
        }
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
        // A set without a row is refused before.
        let (from, to) = series.years().unwrap_or(years);
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
        self.files_of(Set::Atop).into_iter().filter(|(_, layout)| layouts[*layout].directed)
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
            one_file(
                &file.path,
                (Set::Atop, layout),
                (Holds::Directed, &self.reading),
                &mut series,
                &mut Tally::default(),
            )?;
        }
        series.sort();
        Ok(Some(self.directed.get_or_init(|| series)))
    }

    /// Files of a set with their layouts: those that were chosen where there are any, else all.
    pub fn files_of(&self, set: Set) -> Vec<(&DataFile, usize)> {
        let of = |file: &'_ DataFile| match file.what {
            What::Set(of, layout) if of == set => Some(layout),
            _ => None,
        };
        let all: Vec<(&DataFile, usize)> = self.files.iter().filter_map(|file| Some((file, of(file)?))).collect();
        let chosen = |file: &DataFile| self.reading.releases.contains(&file.name);
        if all.iter().any(|(file, _)| chosen(file)) {
            return all.into_iter().filter(|(file, _)| chosen(file)).collect();
        }
        all
    }

    fn fresh(&self, set: Set) -> Result<(Series, Tally), SetError> {
        let mut series = Series::new(set, set.width());
        let mut tally = Tally::default();
        let files = self.files_of(set);
        for (file, layout) in &files {
            let before = tally.kept;
            one_file(&file.path, (set, *layout), (set.entry().holds, &self.reading), &mut series, &mut tally)?;
            if tally.kept == before {
                return Err(SetError::Nothing { set, file: file.name.clone(), why: tally.why_nothing() });
            }
        }
        if !files.is_empty() {
            series.sort();
            if series.files() > 1 {
                releases::apart(&series)?;
            }
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
