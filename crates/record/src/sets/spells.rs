//! Values of states or pairs over spells of years, each with the rows of the file that it stands in.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::doubt::{Known, Lack, Lacks};
use super::entry::Set;
use crate::files::{Fault, FaultKind};
use crate::states::{State, Year};

/// The last year of a spell that has not ended yet.
pub const ONGOING: Year = 9999;

/// A row of a data set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowRef {
    /// The data set.
    pub set: Set,
    /// The file in the data folder.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u64,
}

/// The same values over several years. Year `y` stands on line `line + (y - from)` where the file has a row a year, else all years
/// stand on `line`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// The state, or the first of the pair.
    pub a: State,
    /// The second of the pair; the state itself where the set is of states.
    pub b: State,
    /// First year.
    pub from: Year,
    /// Last year.
    pub to: Year,
    /// Line of the first year, from 1.
    pub line: u32,
    /// Whether each year has a line of its own.
    pub yearly: bool,
    /// Month from 1, quarter from 13 to 16; 0 for years.
    pub part: u8,
    /// Whether the pair stands the other way round in the file.
    pub(super) turned: bool,
    /// Where its values begin.
    pub(super) values: u32,
}

/// A data set in memory, in the order of states and years.
#[derive(Debug, Clone)]
pub struct Series {
    /// The set.
    pub set: Set,
    files: Vec<Arc<str>>,
    /// File of each spell where there are several; lines alone do not tell them apart.
    pub(super) spells: Vec<(Spell, u16)>,
    pub(super) values: Vec<f64>,
    pub(super) width: usize,
    /// First and last year of any row, when it was sorted.
    covered: Option<(Year, Year)>,
    /// Years between them without a row of anybody, of sets that list what there is by year.
    holes: Vec<Year>,
    pub(super) lacks: Lacks,
}

impl Series {
    /// Nothing yet; `width` values a row.
    pub fn new(set: Set, width: usize) -> Self {
        let (files, spells, values) = (Vec::new(), Vec::new(), Vec::new());
        Self { set, files, spells, values, width, covered: None, holes: Vec::new(), lacks: Lacks::default() }
    }

    /// The next rows come from this file.
    pub fn begin(&mut self, file: &str) {
        self.files.push(Arc::from(file));
    }

    /// Place of the file that is being read.
    fn file(&self) -> u16 {
        u16::try_from(self.files.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Notes a row that is kept out, with what is known of it.
    pub(super) fn lose(&mut self, known: &Known, fault: &Fault) {
        self.lacks.row(known.states, known.lack(self.file(), fault));
    }

    /// Notes a cell of a row that is kept, which cannot be read.
    pub(super) fn unreadable(&mut self, line: u64, place: usize) {
        let file = self.file();
        self.lacks.cell(file, u32::try_from(line).unwrap_or(u32::MAX), place);
    }

    /// Takes over rows that another set, of which this one is made, kept out: those of a state are of all its pairs.
    pub(super) fn lacks_of_states(&mut self, other: &Self) {
        for (states, lack) in other.lacks.every() {
            let file = other.files[usize::from(lack.file)].clone();
            if self.files.last() != Some(&file) {
                self.files.push(file);
            }
            self.lacks.row([states[0], None], Lack { file: self.file(), ..*lack });
        }
    }

    /// Notes a spell of another set that says too little to be used in this one.
    pub(super) fn lacks_spell(&mut self, row: &RowRef, state: State, (from, to): (Year, Year)) {
        if self.files.last() != Some(&row.file) {
            self.files.push(Arc::clone(&row.file));
        }
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        let lack = Lack { from, to, file: self.file(), line, kind: FaultKind::Missing, differs: 0 };
        self.lacks.row([Some(state), None], lack);
    }

    /// Rows that were kept out and may be of a pair (or of a state, with itself) in these years.
    pub fn lacks(&self, pair: (State, State), years: (Year, Year)) -> impl Iterator<Item = (&Lack, RowRef)> {
        self.lacks.of(pair, years).map(|lack| (lack, self.row_of(lack)))
    }

    /// Rows that were kept out and of whose states nothing is known.
    pub fn lacks_of_nobody(&self) -> impl Iterator<Item = (&Lack, RowRef)> {
        self.lacks.nobody().iter().map(|lack| (lack, self.row_of(lack)))
    }

    /// What to say of values over years where rows were kept out of whose states nothing is known.
    pub fn strangers(&self, (from, to): (Year, Year)) -> Option<String> {
        let mut rows = self.lacks_of_nobody().filter(|(lack, _)| lack.from <= to && from <= lack.to);
        let (_, first) = rows.next()?;
        let more = match rows.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (file, line) = (first.file, first.line);
        Some(format!("{file} line {line}{more} cannot be told to any state, and is taken not to be of this pair"))
    }

    /// Every row that was kept out and of which a state is known, with the states.
    pub fn every_lack(&self) -> impl Iterator<Item = ([Option<State>; 2], &Lack, RowRef)> {
        self.lacks.every().map(|(states, lack)| (states, lack, self.row_of(lack)))
    }

    /// Whether a row that was kept has another beside it, of the same time, that says something else.
    pub fn is_contradicted(&self, pair: (State, State), year: Year, place: usize) -> bool {
        self.lacks.of(pair, (year, year)).any(|lack| lack.differs >> place.min(63) & 1 == 1)
    }

    /// Whether every row of a known state was kept.
    pub fn lacks_nothing(&self) -> bool {
        self.lacks.is_empty()
    }

    fn row_of(&self, lack: &Lack) -> RowRef {
        RowRef { set: self.set, file: Arc::clone(&self.files[usize::from(lack.file)]), line: u64::from(lack.line) }
    }

    /// Why a value of a row that was kept is not known, in words.
    pub fn gap(&self, row: &RowRef, place: usize) -> String {
        let values = self.set.entry().values;
        let name = |place: usize| values.get(place).map_or("the value", |value| value.column.names[0]);
        // Of a pair that stands the other way in the file the two columns have changed places.
        let column = match self.set.entry().turned {
            Some((one, other)) if place == one || place == other => format!("{} or {}", name(one), name(other)),
            _ => name(place).to_owned(),
        };
        let file = self.files.iter().position(|file| *file == row.file).unwrap_or_default();
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        let turned = self.set.entry().turned.map_or(place, |(one, other)| one + other - place.min(one + other));
        let any = |place| self.lacks.unreadable(u16::try_from(file).unwrap_or(u16::MAX), line, place);
        let file = u16::try_from(file).unwrap_or(u16::MAX);
        let what = match self.lacks.contradicted(file, line) {
            Some(other) => format!("is another in line {other}"),
            None if any(place) || any(turned) => "cannot be read".to_owned(),
            None => "is missing".to_owned(),
        };
        format!("{} line {}: {column} {what}", row.file, row.line)
    }

    /// Adds a row; one that goes on where the one before stopped, on the next line and with the same values, lengthens its spell.
    pub fn push(&mut self, (a, b): (State, State), years: RangeInclusive<Year>, line: u64, values: &[f64]) {
        self.push_part((a, b), years, 0, line, values);
    }

    /// The same for a month or quarter of a year; those never join.
    pub fn push_part(
        &mut self,
        (a, b): (State, State),
        years: RangeInclusive<Year>,
        part: u8,
        line: u64,
        values: &[f64],
    ) {
        self.push_turned((a, b), years, (part, false), line, values);
    }

    /// The same with whether the pair stands the other way round in the file.
    pub(super) fn push_turned(
        &mut self,
        (a, b): (State, State),
        years: RangeInclusive<Year>,
        (part, turned): (u8, bool),
        line: u64,
        values: &[f64],
    ) {
        let yearly = years.start() == years.end() && part == 0;
        let file = self.file();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        if let Some((last, of)) = self.spells.last_mut() {
            let start = last.values as usize;
            let same = self.values[start..start + self.width].iter().zip(values);
            let goes_on = yearly && last.yearly && *of == file && (last.a, last.b, last.turned) == (a, b, turned);
            let next = last.to.checked_add(1) == Some(*years.start());
            let next_line = i64::from(line) == i64::from(last.line) + i64::from(last.to) + 1 - i64::from(last.from);
            if goes_on && next && next_line && same.into_iter().all(|(x, y)| x.to_bits() == y.to_bits()) {
                last.to = *years.end();
                return;
            }
        }
        let place = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.extend_from_slice(values);
        let spell = Spell { a, b, from: *years.start(), to: *years.end(), line, yearly, part, turned, values: place };
        self.spells.push((spell, file));
    }

    /// Puts the spells in order; to be called when all rows are in.
    pub fn sort(&mut self) {
        self.spells
            .sort_by_key(|(spell, file)| (spell.a, spell.b, spell.from, spell.part, spell.to, *file, spell.line));
        let from = self.spells.iter().map(|(spell, _)| spell.from).min();
        self.covered = from.zip(self.spells.iter().map(|(spell, _)| spell.to).max());
        self.holes = self.set.quiet_until().map_or_else(Vec::new, |quiet| self.empty_years(quiet));
        self.lacks.sort();
    }

    /// Covered years after `quiet` of which no row stands in the files.
    fn empty_years(&self, quiet: Year) -> Vec<Year> {
        let Some((from, to)) = self.covered else { return Vec::new() };
        let mut full = vec![false; usize::from(to.abs_diff(from)) + 1];
        for (spell, _) in &self.spells {
            let begin = usize::from(spell.from.abs_diff(from));
            full[begin..=begin + usize::from(spell.to.abs_diff(spell.from))].fill(true);
        }
        let years = (from..=to).zip(full);
        years.filter(|(year, full)| !full && *year > quiet).map(|(year, _)| year).collect()
    }

    /// The first of some years that is not covered because the files have no row of anybody.
    pub fn missing_year(&self, years: (Year, Year)) -> Option<Year> {
        self.holes(years).first().copied().filter(|_| self.set.goes_through_all_years())
    }

    /// Years within those covered of which the files have no row of anybody.
    pub fn holes(&self, (from, to): (Year, Year)) -> &[Year] {
        let begin = self.holes.partition_point(|year| *year < from);
        let end = self.holes.partition_point(|year| *year <= to);
        &self.holes[begin..end.max(begin)]
    }

    /// Takes out rows of a state or pair and time that an earlier row has, after sorting; each with its file and line. Rows of which one
    /// has what the other lacks, as of two sources of democracy, stay both. Where a repetition says something else, neither is believed.
    pub fn without_repetitions(&mut self) -> Vec<(Arc<str>, u64)> {
        let (mut kept, mut repeated): (Vec<(Spell, u16)>, Vec<_>) = (Vec::with_capacity(self.spells.len()), Vec::new());
        // Where the kept spells of this key and part begin, and how far they reach.
        let (mut first, mut reach) = (0, Year::MIN);
        for (spell, file) in std::mem::take(&mut self.spells) {
            let key = |spell: &Spell| (spell.a, spell.b, spell.part);
            if kept.last().is_none_or(|(last, _)| key(last) != key(&spell)) {
                (first, reach) = (kept.len(), Year::MIN);
            }
            let before = if spell.from <= reach { &kept[first..] } else { &[] };
            let again =
                |(before, of): &(Spell, u16)| before.to >= spell.from && self.repeats(before, &spell, *of == file);
            if let Some((first, _)) = before.iter().find(|row| again(row)) {
                let differs = self.differs(first, &spell);
                if differs > 0 {
                    let (from, to) = (spell.from.max(first.from), spell.to.min(first.to));
                    let lack = Lack { from, to, file, line: spell.line, kind: FaultKind::Duplicate, differs };
                    self.lacks.row([Some(spell.a), Some(spell.b)], lack);
                }
                let years = u64::from(spell.to.abs_diff(spell.from)) + 1;
                let lines = if spell.yearly { years } else { 1 };
                repeated.extend(
                    (0..lines)
                        .map(|beyond| (Arc::clone(&self.files[usize::from(file)]), u64::from(spell.line) + beyond)),
                );
            } else {
                reach = reach.max(spell.to);
                kept.push((spell, file));
            }
        }
        self.spells = kept;
        repeated
    }

    /// Whether two spells have something of the same, or stand in one file and one of them has nothing.
    fn repeats(&self, one: &Spell, other: &Spell, one_file: bool) -> bool {
        let (one, other) = (self.values_of(one), self.values_of(other));
        let told = |values: &[f64]| values.iter().any(|value| value.is_finite());
        let both = one.iter().zip(other).any(|(x, y)| x.is_finite() && y.is_finite());
        both || (one_file && (!told(one) || !told(other)))
    }

    /// A bit for each value of which two spells say different things.
    pub(super) fn differs(&self, one: &Spell, other: &Spell) -> u64 {
        let pairs = self.values_of(one).iter().zip(self.values_of(other)).take(64).enumerate();
        pairs.map(|(place, (x, y))| u64::from(x.is_finite() && y.is_finite() && x != y) << place).sum()
    }

    /// Spells of a pair (or of a state, with itself) in its order.
    pub fn of(&self, a: State, b: State) -> impl Iterator<Item = (&Spell, &[f64], u16)> {
        let start = self.spells.partition_point(|(spell, _)| (spell.a, spell.b) < (a, b));
        self.spells[start..]
            .iter()
            .take_while(move |(spell, _)| (spell.a, spell.b) == (a, b))
            .map(|(spell, file)| (spell, self.values_of(spell), *file))
    }

    /// Every row of a pair in force in a year, with its line.
    pub fn at(&self, a: State, b: State, year: Year) -> impl Iterator<Item = (&[f64], RowRef)> {
        self.of(a, b)
            .filter(move |(spell, ..)| spell.from <= year && year <= spell.to)
            .map(move |(spell, values, file)| (values, self.row(spell, file, year)))
    }

    /// The last row of a pair in force in a year, of those that have a value where there are any.
    pub fn last_at(&self, a: State, b: State, year: Year) -> Option<(&[f64], RowRef)> {
        let told = |values: &[f64]| values.iter().any(|value| value.is_finite());
        self.at(a, b, year).reduce(|last, row| if told(row.0) || !told(last.0) { row } else { last })
    }

    /// Whether a spell that has not ended stands behind what holds for a pair in a year.
    pub fn goes_on(&self, a: State, b: State, year: Year) -> bool {
        self.of(a, b)
            .filter(|(spell, ..)| (spell.from..=spell.to).contains(&year))
            .any(|(spell, ..)| spell.to == ONGOING)
    }

    /// Every spell with its values.
    pub fn all(&self) -> impl Iterator<Item = (&Spell, &[f64])> {
        self.every().map(|(spell, values, _)| (spell, values))
    }

    /// The same with the file of each.
    pub fn every(&self) -> impl Iterator<Item = (&Spell, &[f64], u16)> {
        self.spells.iter().map(|(spell, file)| (spell, self.values_of(spell), *file))
    }

    /// The row of one year of a spell.
    pub fn row(&self, spell: &Spell, file: u16, year: Year) -> RowRef {
        let beyond = if spell.yearly { i64::from(year) - i64::from(spell.from) } else { 0 };
        let line = u64::try_from(i64::from(spell.line) + beyond).unwrap_or(0);
        RowRef { set: self.set, file: Arc::clone(&self.files[usize::from(file)]), line }
    }

    /// First and last year of any row.
    pub fn years(&self) -> Option<(Year, Year)> {
        self.covered
    }

    /// Files that it was read from.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// Adds what a set of both directions says of a pair in one alone as if it stood in the other too; `turned` is what changes places.
    /// How many rows were so.
    pub(super) fn in_both_directions(&mut self, turned: &[(usize, usize)]) -> usize {
        let number = |values: &[f64]| values.first().filter(|number| number.is_finite()).map(|number| *number as u64);
        let all = self.every().map(|(spell, values, _)| (spell.a, spell.b, spell.from, spell.to, number(values)));
        let known: BTreeSet<_> =
            all.flat_map(|(a, b, from, to, number)| (from..=to).map(move |year| (a, b, year, number))).collect();
        let mut added = Vec::new();
        for (spell, values, file) in self.every() {
            for year in spell.from..=spell.to.min(spell.from.saturating_add(300)) {
                if !known.contains(&(spell.b, spell.a, year, number(values))) {
                    let mut values = values.to_vec();
                    turned.iter().for_each(|(one, other)| values.swap(*one, *other));
                    added.push(((spell.b, spell.a), year, self.row(spell, file, year).line, file, values));
                }
            }
        }
        for ((a, b), year, line, file, values) in &added {
            let place = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            self.values.extend_from_slice(values);
            let line = u32::try_from(*line).unwrap_or(u32::MAX);
            let (from, to, turned) = (*year, *year, true);
            let spell = Spell { a: *a, b: *b, from, to, line, yearly: true, part: 0, turned, values: place };
            self.spells.push((spell, *file));
        }
        if !added.is_empty() {
            self.sort();
        }
        added.len()
    }

    /// Spells in memory.
    pub fn len(&self) -> usize {
        self.spells.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.spells.is_empty()
    }

    pub(super) fn values_of(&self, spell: &Spell) -> &[f64] {
        let start = spell.values as usize;
        &self.values[start..start + self.width]
    }
}
