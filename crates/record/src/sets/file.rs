//! One file: which data set it is, and its rows as spells.

use std::io::{BufRead, Read};
use std::path::Path;

use super::entry::{Holds, Set};
use super::error::SetError;
use super::marks::Marks;
use super::read::{Near, nearest, read, recognise};
use super::spells::Series;
use crate::events::{self, EventLayout};
use crate::files::{
    Fault, FaultKind, First, Header, Limits, Refused, Tally, Unreadable, first_line, parts, parts_within,
};
use crate::states::{Numbers, State, gleditsch_ward};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A data set, in one of its layouts.
    Set(Set, usize),
    /// Events one by one.
    Events(EventLayout),
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

/// What a file is, by its first line.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be opened.
pub(super) fn what(path: &Path) -> Result<Option<What>, SetError> {
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
fn first_of(name: &str, reader: &mut dyn BufRead) -> Result<First, SetError> {
    let io = |error| SetError::from(Unreadable::Io { path: name.to_owned(), error });
    first_line(&mut reader.take(1 << 20)).map_err(io)
}

/// The data set that a file nearly is, and the columns that it lacks.
///
/// # Errors
/// [`SetError`] where it cannot be opened.
pub fn nearly(path: &Path) -> Result<Option<Near>, SetError> {
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
    in_their_unit(&series)?;
    finish(set, &mut series, &mut tally);
    Ok(Some((set, series, tally)))
}

/// Reads a file in the numbers that were asked for, or those in which it is written.
pub(super) fn one_file(
    path: &Path,
    layout: (Set, usize),
    (holds, reading): (Holds, &Reading),
    series: &mut Series,
    tally: &mut Tally,
) -> Result<(), SetError> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let layout = in_their_letters((path, &name), layout, (holds, reading), tally)?;
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
    let meant = gleditsch_ward(number, year).unwrap_or(State(number));
    Err(SetError::Numbers { file: name, line, number, meant, year })
}

/// The layout of a file whose letters are ISO letters in columns of letters of Correlates of War: that with ISO letters.
fn in_their_letters(
    (path, name): (&Path, &str),
    (set, layout): (Set, usize),
    (holds, reading): (Holds, &Reading),
    tally: &mut Tally,
) -> Result<(Set, usize), SetError> {
    let Some(in_iso) = set.in_iso(&set.entry().layouts[layout]) else { return Ok((set, layout)) };
    let (mut trial, mut counts) = (Series::new(set, set.width()), Tally::default());
    let asked = (holds, Numbers::CorrelatesOfWar, reading.limits);
    let marks = in_numbers(path, (set, layout), asked, &mut trial, &mut counts)?;
    match marks.iso {
        Some((line, letters)) if !marks.cow_letters => {
            tally.note(format!(
                "{name}: letters of states are read as ISO letters: `{letters}` of line {line} are none of Correlates of War, or mean another state to them than the name beside them"
            ));
            Ok((set, in_iso))
        }
        _ => Ok((set, layout)),
    }
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

/// Looks whether sums of money are in the unit of their column: the product of the world is about 1e8 million dollars and of its least
/// state more than a million dollars, the largest flow of trade between two states below 1e6 million dollars.
pub(super) fn in_their_unit(series: &Series) -> Result<(), SetError> {
    const MILLIONS: &str = "millions of dollars";
    let plausible: &[(usize, &'static str, f64, f64)] = match series.set {
        Set::Gdp => &[(0, MILLIONS, 0.0, 1e9), (1, "dollars", 1e6, 1e15)],
        Set::Trade => &[(0, MILLIONS, 0.0, 1e7), (1, MILLIONS, 0.0, 1e7)],
        _ => return Ok(()),
    };
    for (spell, values, of) in series.every() {
        let wrong = plausible.iter().find(|(place, _, least, most)| values[*place] < *least || values[*place] > *most);
        if let Some((place, unit, ..)) = wrong {
            let (row, value) = (series.row(spell, of, spell.from), values[*place]);
            let column = series.set.entry().values[*place].column.names[0];
            return Err(SetError::Unit { file: row.file.to_string(), line: row.line, column, value, unit });
        }
    }
    Ok(())
}

/// Puts a series in order and keeps repeated rows out.
pub(super) fn finish(set: Set, series: &mut Series, tally: &mut Tally) {
    series.sort();
    if let Some((count, first)) = tally.parts_lost() {
        let what = format!("{count} spells have years that cannot be used, such as {first}");
        tally.note(what);
    }
    if set.must_agree() {
        series.without_contradictions(tally);
    }
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
