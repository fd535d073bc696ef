//! A folder of data sets: which file is which, read when it is asked for.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::catalogue::CATALOGUE;
use super::entry::{Holds, Set};
use super::error::SetError;
use super::file::{Reading, What, finish, in_their_unit, nearly, one_file, what};
use super::spells::Series;
use super::{disputes, releases, votes};
use crate::files::{Tally, Unreadable};

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
        if years.0 < from || years.1 > to {
            return Err(SetError::Years { set, from, to, need });
        }
        series.missing_year(years).map_or(Ok(series), |need| Err(SetError::Hole { set, need }))
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
        series.without_contradictions(&mut Tally::default());
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
        in_their_unit(&series)?;
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
            _ => Err(SetError::Absent { set, folder: self.path.display().to_string(), near: self.nearly(set) }),
        }
    }

    /// Files of the folder that are nearly a set, in words.
    fn nearly(&self, set: Set) -> String {
        let mut told = String::new();
        for name in &self.unknown {
            let Ok(Some(near)) = nearly(&self.path.join(name)) else { continue };
            let made_from = self.made_from(set);
            if near.set == set || near.set == made_from || (set == Set::JointIgos && near.set == Set::IgoMemberships) {
                let remedy = near.remedy.map(|remedy| format!("; {remedy}")).unwrap_or_default();
                told += &format!("; {name} nearly is, but lacks the columns {}{remedy}", near.missing.join(", "));
            }
        }
        told
    }
}
