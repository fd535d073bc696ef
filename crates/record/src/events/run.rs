//! Reading files of events row by row.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, Read};

use super::aggregate::Aggregate;
use super::cameo::Quad;
use super::cells::{Cells, Pending, UNSCORED};
use super::error::EventError;
use super::identity::Seen;
use super::kept::KeptEvent;
use super::layout::{Actors, Codes, EventLayout, Places, places};
use super::lost::{Whose, whose};
use super::options::{Options, Weight};
use super::parse::{Day, FIRST_YEAR, date, fnv, hundredths, integer};
use super::roster::Roster;
use super::written::{First, SixDigits, first_of, written, year_is_last};
use super::zeros::{Told, Zeros};
use crate::files::{Fault, FaultKind, Line, Tally, first_line, lines, lines_beside};

/// The reading of several files.
pub(super) struct Run<'a> {
    options: &'a Options,
    tally: Tally,
    lost: BTreeMap<Whose, u64>,
    same_day: HashSet<(u64, u32)>,
    seen: Seen,
    pub files: Vec<(String, EventLayout)>,
    kept: Vec<KeptEvent>,
    /// Members of archives that are no events.
    pub beside: Vec<String>,
    cells: Cells,
    roster: Roster,
    /// Rows dropped by the options or because an actor is no state.
    passed: [u64; 5],
    /// Which of day and month stands first in the file that is read.
    first: Option<First>,
    /// What its dates, codes and numbers of states may be.
    six: SixDigits,
    zeros: Zeros,
    line: u64,
}

const PASSED: [&str; 5] = [
    "an actor without a state",
    "events within one state",
    "not the root of the sentence",
    "more than one a day",
    "between other states",
];

impl<'a> Run<'a> {
    /// Nothing read yet.
    pub(super) fn new(options: &'a Options) -> Self {
        let cells = Cells::new(options.weight != Weight::Event, options.half_life);
        Self {
            options,
            tally: Tally::default(),
            lost: BTreeMap::new(),
            same_day: HashSet::new(),
            seen: Seen::default(),
            files: Vec::new(),
            kept: Vec::new(),
            beside: Vec::new(),
            roster: Roster::new(&cells.states, options.numbers),
            cells,
            passed: [0; 5],
            first: None,
            six: SixDigits::default(),
            zeros: Zeros::default(),
            line: 0,
        }
    }

    /// What was read of all files.
    pub(super) fn done(mut self) -> Aggregate {
        self.cells.flush();
        for (why, count) in PASSED.into_iter().zip(self.passed).filter(|(_, count)| *count > 0) {
            self.tally.passed.insert(why.to_owned(), count);
        }
        Aggregate {
            unscored: self.cells.unscored.values().map(|count| u64::from(*count)).sum(),
            tally: self.tally,
            kept: self.kept,
            lost: self.lost,
            unmapped: self.roster.unmapped(),
            files: self.files,
            period: self.options.period,
            half_life: self.options.half_life,
            cells: self.cells,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`EventError`] where it breaks off, or where it may be read in two ways.
    pub(super) fn file(&mut self, name: &str, reader: &mut dyn BufRead) -> Result<(), EventError> {
        let broken = |error| EventError::Broken { file: name.to_owned(), error };
        let first = first_line(reader).map_err(broken)?;
        let (layout, places) = match places(&first) {
            Ok(found) => found,
            // An archive may hold a code book beside the data.
            Err(_) if name.contains('!') => {
                self.beside.push(name.to_owned());
                return Ok(());
            }
            Err(what) => return Err(EventError::Layout { file: name.to_owned(), what }),
        };
        if layout == EventLayout::Plain {
            // Identities of a table of one's own mean nothing beyond it.
            self.seen = Seen::default();
        }
        self.files.push((name.to_owned(), layout));
        (self.first, self.six, self.zeros, self.roster.foreign) = Default::default();
        let at = (places.separator, places.quoted);
        if !places.header {
            lines(&mut &first.text[..], at, first.number, |number, line| self.row(number, line, &places))
                .map_err(broken)?;
        }
        if year_is_last(&first_date(reader.fill_buf().map_err(broken)?, &places)) {
            // Only the whole file tells whether the day or the month stands first; spreadsheets hold no large ones.
            let mut whole = Vec::new();
            reader.take(LARGEST_SPREADSHEET).read_to_end(&mut whole).map_err(broken)?;
            self.first = first_of(&whole, &places);
            if let Some(first) = self.first {
                let word = if first == First::Day { "day" } else { "month" };
                self.tally
                    .note(format!("{name}: dates are read with the {word} first, as rows with numbers above 12 say"));
            }
            let whole = &mut (&whole[..]).chain(reader);
            lines(whole, at, first.number + 1, |number, line| self.row(number, line, &places)).map_err(broken)?;
        } else if places.quoted {
            lines(reader, at, first.number + 1, |number, line| self.row(number, line, &places)).map_err(broken)?;
        } else {
            let row = |number: u64, line: &Line<'_>| self.row(number, line, &places);
            lines_beside(reader, places.separator, first.number + 1, row).map_err(broken)?;
        }
        self.settled(name)
    }

    /// Whether dates, codes and numbers of a file are one thing alone.
    fn settled(&mut self, name: &str) -> Result<(), EventError> {
        let mended = self.zeros.mended;
        if mended > 0 {
            self.tally.note(format!(
                "{name}: {mended} codes have lost their leading zero, and have it back by the root code or class of their row"
            ));
        }
        let doubt = |what: String| Err(EventError::Doubt { file: name.to_owned(), what });
        if let Some(line) = self.six.unsettled() {
            return doubt(format!(
                "line {line}: the six digits of a date may be year, month, day or a year of four digits and a month, and no row tells which; write 2001-03-14"
            ));
        }
        if let Some((lost, either)) = self.zeros.unsettled() {
            return doubt(format!(
                "the code of line {lost} has lost its leading zero and no code of the file has one, so that the code of line {either} may be two things; write codes as text, or add the column eventrootcode"
            ));
        }
        match self.roster.foreign.filter(|_| self.options.numbers.is_none()) {
            Some((line, number, year)) => doubt(format!(
                "line {line}: {number} in {year} is a state to Gleditsch and Ward and none to Correlates of War; --codes gw reads the file so, --codes cow leaves such rows out"
            )),
            None => Ok(()),
        }
    }

    fn row(&mut self, number: u64, line: &Line<'_>, places: &Places) {
        let empty = |place: usize| line.cell(place).trim_ascii().is_empty();
        if line.closed && empty(places.date) && (0..line.width()).all(empty) {
            return;
        }
        self.line = number;
        self.tally.rows += 1;
        match self.event(line, places) {
            Ok(true) => self.tally.kept += 1,
            Ok(false) => {}
            Err((column, kind, what)) => {
                // One that stands twice is counted where it stands first.
                if let Some(of) = self.whose(line, places).filter(|_| kind != FaultKind::Duplicate) {
                    *self.lost.entry(of).or_default() += 1;
                }
                let column = column.map(ToOwned::to_owned);
                let what = if what.is_empty() { what } else { what.chars().take(120).collect() };
                self.tally.fault(Fault { line: number, column, kind, what });
            }
        }
    }

    /// Of whom a row is that is kept out; none where it would not have counted.
    fn whose(&self, line: &Line<'_>, places: &Places) -> Option<Whose> {
        if !line.closed || !fits(line, places) {
            return Some(Whose::default());
        }
        if self.options.roots_only && places.root.is_some_and(|place| line.cell(place) != b"1") {
            return None;
        }
        whose(line, places, (&self.roster, self.first))
    }

    /// Adds one event; false for one that the options drop.
    fn event(&mut self, line: &Line<'_>, places: &Places) -> Result<bool, Wrong> {
        if !line.closed {
            return Err((None, FaultKind::Cells, "a quotation mark opens a cell and is never closed".to_owned()));
        }
        if !fits(line, places) {
            let wanted = places.widths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
            return Err((None, FaultKind::Cells, format!("{} instead of {wanted}", line.width())));
        }
        let day = self.day(line.cell(places.date))?;
        let code = line.cell(places.code);
        let told = match places.codes {
            Codes::Cameo => self.zeros.read(line, places, code, self.line),
            Codes::Plover => Quad::of_plover(code).map_or(Told::Odd, Told::AsIs),
            Codes::Weis => Quad::of_weis(code).map_or(Told::Odd, Told::AsIs),
        };
        let (quad, whole) = match told {
            Told::AsIs(quad) => (quad, None),
            Told::Mended(quad, whole) => (quad, Some(whole)),
            Told::Odd => return Err((Some("code"), FaultKind::Code, odd(line, places, code))),
        };
        let code = whole.as_ref().map_or(code, |whole| whole.as_bytes());
        let score = self.score(line, places, code)?;
        let mentions = match (self.options.weight, places.mentions) {
            (Weight::Mentions(cap), Some(place)) => {
                let cell = line.cell(place);
                integer(cell)
                    .map(|count| count.min(u64::from(cap)) as u32)
                    .ok_or_else(|| wrong("mentions", FaultKind::Number, cell))?
            }
            _ => 1,
        };
        if let Some(place) = places.id {
            self.identity(line.cell(place), day)?;
        }
        let names = places.names.map_or([None; 2], |(source, target)| [Some(source), Some(target)]);
        let at = (day.year, self.line);
        let [source, target] = [(places.source, names[0]), (places.target, names[1])].map(|(place, name)| {
            let cell = line.cell(place);
            match name {
                // An actor without a state may name one: `Foreign Affairs (South Korea)`.
                Some(name) if matches!(cell, b"" | b"NULL") => self.roster.place(line.cell(name), Actors::Names, at),
                _ => self.roster.place(cell, places.actors, at),
            }
        });
        let (Some(source), Some(target)) = (source, target) else {
            self.passed[0] += 1;
            return Ok(false);
        };
        if source == target {
            self.passed[1] += 1;
            return Ok(false);
        }
        if self.options.roots_only && places.root.is_some_and(|place| line.cell(place) != b"1") {
            self.passed[2] += 1;
            return Ok(false);
        }
        let (acts, bears) = (self.cells.states[usize::from(source)], self.cells.states[usize::from(target)]);
        let between = &self.options.between;
        if !between.is_empty() && !between.iter().any(|(a, b)| [(*a, *b), (*b, *a)].contains(&(acts, bears))) {
            self.passed[4] += 1;
            return Ok(false);
        }
        let pair = usize::from(source) * self.cells.states.len() + usize::from(target);
        if self.options.one_a_day && !self.same_day.insert((fnv(code) ^ ((pair as u64) << 40), day.number())) {
            self.passed[3] += 1;
            return Ok(false);
        }
        if !between.is_empty() {
            let code = crate::files::text(code).into_owned();
            let Day { year, month, day } = day;
            let (line, source, target) = (self.line, acts, bears);
            self.kept.push(KeptEvent { line, year, month, day, source, target, code, quad, score });
        }
        self.cells.push(Pending {
            pair: pair as u32,
            year: (day.year - FIRST_YEAR) as u16,
            month: day.month - 1,
            quad: quad as u8,
            score: score.map_or(UNSCORED, |score| score as i16),
            day: day.day,
            weight: mentions,
        });
        Ok(true)
    }

    fn day(&mut self, cell: &[u8]) -> Result<Day, Wrong> {
        if let Some(day) = date(cell) {
            if cell.len() == 6 {
                self.six.see(cell, self.line);
            }
            return Ok(day);
        }
        let wrong = |what: &str| wrong("date", FaultKind::Date, &[cell, what.as_bytes()].concat());
        written(cell, self.first).ok_or_else(|| match cell {
            _ if cell.contains(&b'E') || cell.contains(&b'e') => {
                wrong(": a spreadsheet has shortened it, and the day is lost")
            }
            _ if self.first.is_none() && year_is_last(cell) => {
                wrong(": no row of the file tells whether the day or the month stands first; write 2001-03-14")
            }
            _ => wrong(""),
        })
    }

    fn score(&self, line: &Line<'_>, places: &Places, code: &[u8]) -> Result<Option<i32>, Wrong> {
        if let Some(scale) = &self.options.scale {
            return Ok(scale.get(code).copied());
        }
        let Some(place) = places.goldstein else { return Ok(None) };
        let cell = line.cell(place);
        if matches!(cell, b"" | b"NULL" | b"NA" | b"None") {
            return Ok(None);
        }
        let score = match hundredths(cell) {
            Some(score) => score,
            None if detente_text::missing(&crate::files::text(cell)) => return Ok(None),
            None => return Err(wrong("goldstein", FaultKind::Number, cell)),
        };
        if (-1000..=1000).contains(&score) { Ok(Some(score)) } else { Err(wrong("goldstein", FaultKind::Range, cell)) }
    }

    /// An identity counts once a day: ids of ICEWS stand again on other days.
    fn identity(&mut self, cell: &[u8], day: Day) -> Result<(), Wrong> {
        let id = match integer(cell) {
            Some(id) => id,
            None if cell.is_empty() => return Err(wrong("id", FaultKind::Missing, cell)),
            None => fnv(cell),
        };
        if !self.seen.insert(id, day.number()) {
            return Err(wrong("id", FaultKind::Duplicate, cell));
        }
        Ok(())
    }
}

/// The largest text that a spreadsheet writes: a million rows.
const LARGEST_SPREADSHEET: u64 = 1 << 30;

/// The date of the first row of a block of text.
fn first_date(block: &[u8], places: &Places) -> Vec<u8> {
    let end = block.iter().position(|byte| *byte == b'\n').unwrap_or(block.len());
    let mut found = Vec::new();
    let take = |_: u64, line: &Line<'_>| found = line.cell(places.date).to_vec();
    // A text in memory is read without an error.
    let _ = lines(&mut &block[..end], (places.separator, places.quoted), 1, take);
    found
}

/// Whether a row has as many cells as it should.
fn fits(line: &Line<'_>, places: &Places) -> bool {
    places.widths.contains(&line.width()) || padded(line, places)
}

/// Whether the cells beyond those of the header are empty, as spreadsheets write them.
fn padded(line: &Line<'_>, places: &Places) -> bool {
    let width = places.widths.iter().copied().max().unwrap_or(0);
    places.header && line.width() > width && (width..line.width()).all(|place| line.cell(place).trim_ascii().is_empty())
}

/// A code that its row does not bear out, in words.
fn odd(line: &Line<'_>, places: &Places, code: &[u8]) -> String {
    let text = |cell: &[u8]| crate::files::text(cell).into_owned();
    let cell = |what: &str, place: Option<usize>| {
        let cell = place.map(|place| text(line.cell(place))).filter(|cell| !cell.is_empty());
        cell.map(|cell| format!("{what} {cell}"))
    };
    let score = if code.len() == 2 { cell("score", places.goldstein) } else { None };
    let told: Vec<String> =
        [cell("root code", places.root_code), cell("class", places.class), score].into_iter().flatten().collect();
    let code = text(code);
    if told.is_empty() { code } else { format!("{code} beside {}; a leading zero may be lost", told.join(", ")) }
}

type Wrong = (Option<&'static str>, FaultKind, String);

fn wrong(column: &'static str, kind: FaultKind, cell: &[u8]) -> Wrong {
    (Some(column), kind, crate::files::text(cell).into_owned())
}
