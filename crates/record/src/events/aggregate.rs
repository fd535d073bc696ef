//! Events into groups of (source, target, period): a dense block of twelve months for every pair and year that has an event.
//!
//! Scores are added in hundredths as integers, so that no order of files or rows changes a sum. Work O(bytes); memory 144 bytes for
//! every pair and year seen, as much again where events are weighed, and 192 more where scores fade.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, Read};
use std::path::Path;

use super::cameo::{Quad, ScaleTable};
use super::cells::{Cells, FIRST_YEAR, Pending, UNSCORED, YEARS};
use super::identity::Seen;
use super::layout::{Actors, Codes, EventLayout, Places, places};
use super::parse::{Day, date, fnv, hundredths, integer, month_days};
use super::written::{First, SixDigits, first_of, written, year_is_last};
use super::zeros::{Told, Zeros};
use crate::files::{Fault, FaultKind, Limits, Line, Tally, Unreadable, first_line, lines, parts_within};
use crate::states::{CodeSystem, Known, Numbers, State, Year, gleditsch_ward, states};

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Calendar year.
    Year,
}

/// What an event counts for in the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// One.
    Event,
    /// Its mentions, at most this many.
    Mentions(u32),
}

/// What to count and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Length of a period.
    pub period: Period,
    /// What an event counts for.
    pub weight: Weight,
    /// Only events marked as the root of their sentence.
    pub roots_only: bool,
    /// One event of a source, target and code a day.
    pub one_a_day: bool,
    /// Scores of codes instead of the score in the row.
    pub scale: Option<ScaleTable>,
    /// Days after which a score counts half: groups also tell what is left of all scores up to their end.
    pub half_life: Option<f64>,
    /// Whose numbers stand in a table whose actors are numbers; looked for otherwise.
    pub numbers: Option<Numbers>,
    /// What a file may ask for.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            period: Period::Month,
            weight: Weight::Event,
            roots_only: false,
            one_a_day: false,
            scale: None,
            half_life: None,
            numbers: None,
            limits: Limits::default(),
        }
    }
}

/// One group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Who acts.
    pub source: State,
    /// Towards whom.
    pub target: State,
    /// Months since the year 0: `12 * year + month - 1` of the first month of the period.
    pub month: u32,
    /// Events.
    pub n: u32,
    /// Weights of the events that have a score.
    pub weight: u64,
    /// Sum of the scores, by weight.
    pub sum: f64,
    /// Events by quarter: verbal and material cooperation, verbal and material conflict.
    pub quads: [u32; 4],
    /// What is left of the scores of all time at the end of the period, where scores fade.
    pub faded: Option<f64>,
}

impl Group {
    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.weight += other.weight;
        self.sum += other.sum;
        self.quads.iter_mut().zip(other.quads).for_each(|(to, from)| *to += from);
        self.faded = other.faded;
    }

    /// Sums are whole hundredths; adding months of a year must not leave a tail.
    fn rounded(self) -> Self {
        let faded = self.faded.map(|faded| libm::round(faded * 10_000.0) / 10_000.0);
        Self { sum: libm::round(self.sum * 100.0) / 100.0, faded, ..self }
    }
}

/// Groups, rows and what was left out.
#[derive(Debug)]
pub struct Aggregate {
    /// Rows read, kept, kept out, dropped.
    pub tally: Tally,
    /// Codes of actors that are no state, with their counts.
    pub unmapped: BTreeMap<String, u64>,
    /// Events without a score: they count, and add nothing to sums.
    pub unscored: u64,
    /// Format of each file.
    pub files: Vec<(String, EventLayout)>,
    period: Period,
    half_life: Option<f64>,
    cells: Cells,
}

/// A file of events that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// It cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// No format fits.
    #[error("{file}: {what}")]
    Layout {
        /// The file.
        file: String,
        /// What was tried.
        what: String,
    },
    /// Its codes, dates or numbers of states are one thing or another.
    #[error("{file}: {what}")]
    Doubt {
        /// The file.
        file: String,
        /// What is not known, and what to do.
        what: String,
    },
    /// It breaks off.
    #[error("{file}: {error}")]
    Broken {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
}

/// Where events come from.
pub enum Feed<'f> {
    /// A file, plain, gzip or zip.
    File(&'f Path),
    /// Lines that something else makes of a file, with its name.
    Lines(String, Box<dyn BufRead + 'f>),
}

/// Reads files of events and adds them up.
///
/// # Errors
/// [`EventError`] for the first file that cannot be read.
pub fn aggregate(paths: &[&Path], options: &Options) -> Result<Aggregate, EventError> {
    aggregate_feeds(paths.iter().map(|path| Feed::File(path)), options)
}

/// The same of whatever hands over lines.
///
/// # Errors
/// [`EventError`] for the first feed that cannot be read.
pub fn aggregate_feeds<'f>(
    feeds: impl IntoIterator<Item = Feed<'f>>,
    options: &Options,
) -> Result<Aggregate, EventError> {
    let mut run = Run::new(options);
    for feed in feeds {
        let before = run.files.len();
        let path = match feed {
            Feed::Lines(name, mut reader) => {
                run.file(&name, &mut reader)?;
                continue;
            }
            Feed::File(path) => path,
        };
        parts_within(path, options.limits, |name, reader| run.file(name, reader))?;
        if run.files.len() == before {
            let what = match run.beside.last() {
                Some(member) => format!("no member of the archive is a file of events, {member} among them"),
                None => "the archive is empty".to_owned(),
            };
            return Err(EventError::Layout { file: path.display().to_string(), what });
        }
    }
    Ok(run.done())
}

/// Reads files of events without adding them up: every row is looked at.
///
/// # Errors
/// As [`aggregate`].
pub fn check(path: &Path, options: &Options) -> Result<Aggregate, EventError> {
    aggregate(&[path], options)
}

impl Aggregate {
    /// The groups in the order of source, target and period.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        self.each_group(&self.cells.states, |group| groups.push(group));
        groups
    }

    /// Hands over every group, sources and targets in the order of `states`, then by period. Nothing is held.
    pub fn each_group(&self, states: &[State], mut take: impl FnMut(Group)) {
        let cells = &self.cells;
        let place = |state: &State| cells.states.binary_search(state).ok();
        let years = cells.used_years();
        for (source, from) in states.iter().filter_map(|state| Some((*state, place(state)?))) {
            for (target, to) in states.iter().filter_map(|state| Some((*state, place(state)?))) {
                self.of_pair(&years, from * cells.states.len() + to, |month, counted| {
                    take(Group { source, target, month, ..counted });
                });
            }
        }
    }

    /// Days after which scores count half, where groups tell what is left of them.
    pub fn half_life(&self) -> Option<f64> {
        self.half_life
    }

    /// The groups of one pair by period.
    fn of_pair(&self, years: &[(usize, &[u32])], pair: usize, mut take: impl FnMut(u32, Group)) {
        let months = self.period.months();
        let mut open: Option<(u32, Group)> = None;
        let mut standing = Standing::new(self.half_life, months);
        let blocks = || years.iter().map(|(year, table)| (year, table[pair])).filter(|(_, block)| *block > 0);
        self.cells.fetch(blocks().map(|(_, block)| block - 1));
        for (year, block) in blocks() {
            let year = FIRST_YEAR.unsigned_abs() as usize + year;
            for month in 0..12 {
                let Some(mut counted) = self.cells.group(block - 1, month) else { continue };
                counted.faded = standing.add(counted.faded, year as u32 * 12 + month as u32);
                let start = year as u32 * 12 + (month as u32 / months) * months;
                match &mut open {
                    Some((at, group)) if *at == start => group.add(&counted),
                    _ => {
                        if let Some((at, group)) = open.replace((start, counted)) {
                            take(at, group.rounded());
                        }
                    }
                }
            }
        }
        if let Some((at, group)) = open {
            take(at, group.rounded());
        }
    }

    /// The period of a group as text: `2001-03`, `2001-Q1`, `2001`.
    pub fn period(&self, month: u32) -> String {
        let (year, month) = (month / 12, month % 12);
        match self.period {
            Period::Month => format!("{year:04}-{:02}", month + 1),
            Period::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
            Period::Year => format!("{year:04}"),
        }
    }
}

/// What is left of a pair's scores.
struct Standing {
    half_life: Option<f64>,
    /// Months of a period.
    months: u32,
    left: f64,
    /// Day to which it is left.
    day: i64,
}

impl Standing {
    fn new(half_life: Option<f64>, months: u32) -> Self {
        Self { half_life, months, left: 0.0, day: 0 }
    }

    /// Adds what is left at the end of a month of its own scores; what is left of all at the end of its period.
    fn add(&mut self, faded: Option<f64>, month: u32) -> Option<f64> {
        let half = self.half_life?;
        let after = |days: i64| libm::exp2(-(days as f64) / half);
        let end = first_day(month + 1);
        self.left = self.left * after(end - self.day) + faded?;
        self.day = end;
        Some(self.left * after(first_day((month / self.months + 1) * self.months) - end))
    }
}

/// The first day of a month since the year 0, counted from a day in the past.
fn first_day(month: u32) -> i64 {
    let (year, month) = (i64::from(month / 12), month % 12);
    let before = year - 1;
    let days: i64 = (1..=month).map(|month| i64::from(month_days(year as Year, month as u8))).sum();
    365 * before + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + days
}

impl Period {
    fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The heading of its column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What a code of an actor means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    State(u16),
    /// Different states in different years.
    ByYear,
    None,
}

/// The reading of several files.
struct Run<'a> {
    options: &'a Options,
    tally: Tally,
    meanings: HashMap<Vec<u8>, Meaning>,
    letters: Vec<Option<Meaning>>,
    unmapped: HashMap<Vec<u8>, u64>,
    same_day: HashSet<(u64, u32)>,
    seen: Seen,
    files: Vec<(String, EventLayout)>,
    /// Members of archives that are no events.
    beside: Vec<String>,
    cells: Cells,
    known: Known,
    /// For every state whether it is a member in each year.
    member: Vec<bool>,
    /// Rows dropped by the options or because an actor is no state.
    passed: [u64; 4],
    /// Which of day and month stands first in the file that is read.
    first: Option<First>,
    /// What its dates, codes and numbers of states may be.
    six: SixDigits,
    zeros: Zeros,
    /// Line, number and year of the first state that only Gleditsch and Ward have.
    foreign: Option<(u64, u16, Year)>,
    line: u64,
}

const PASSED: [&str; 4] =
    ["an actor without a state", "events within one state", "not the root of the sentence", "more than one a day"];

impl<'a> Run<'a> {
    fn new(options: &'a Options) -> Self {
        let cells = Cells::new(options.weight != Weight::Event, options.half_life);
        let years = || (0..YEARS as Year).map(|year| FIRST_YEAR + year);
        let member = cells.states.iter().flat_map(|state| years().map(|year| states().member(*state, year))).collect();
        Self {
            options,
            member,
            tally: Tally::default(),
            meanings: HashMap::new(),
            letters: vec![None; 26 * 26 * 26],
            unmapped: HashMap::new(),
            same_day: HashSet::new(),
            seen: Seen::default(),
            files: Vec::new(),
            beside: Vec::new(),
            cells,
            known: Known::new(),
            passed: [0; 4],
            first: None,
            six: SixDigits::default(),
            zeros: Zeros::default(),
            foreign: None,
            line: 0,
        }
    }

    fn done(mut self) -> Aggregate {
        self.cells.flush();
        for (why, count) in PASSED.into_iter().zip(self.passed).filter(|(_, count)| *count > 0) {
            self.tally.passed.insert(why.to_owned(), count);
        }
        let text = |code: Vec<u8>| crate::files::text(&code).into_owned();
        Aggregate {
            unscored: self.cells.unscored.values().map(|count| u64::from(*count)).sum(),
            tally: self.tally,
            unmapped: self.unmapped.into_iter().map(|(code, count)| (text(code), count)).collect(),
            files: self.files,
            period: self.options.period,
            half_life: self.options.half_life,
            cells: self.cells,
        }
    }

    fn file(&mut self, name: &str, reader: &mut dyn BufRead) -> Result<(), EventError> {
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
        (self.first, self.six, self.zeros, self.foreign) = Default::default();
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
        } else {
            lines(reader, at, first.number + 1, |number, line| self.row(number, line, &places)).map_err(broken)?;
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
        match self.foreign.filter(|_| self.options.numbers.is_none()) {
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
                let column = column.map(ToOwned::to_owned);
                let what = if what.is_empty() { what } else { what.chars().take(120).collect() };
                self.tally.fault(Fault { line: number, column, kind, what });
            }
        }
    }

    /// Adds one event; false for one that the options drop.
    fn event(&mut self, line: &Line<'_>, places: &Places) -> Result<bool, Wrong> {
        if !line.closed {
            return Err((None, FaultKind::Cells, "a quotation mark opens a cell and is never closed".to_owned()));
        }
        if !places.widths.contains(&line.width()) && !padded(line, places) {
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
        let [source, target] = [(places.source, names[0]), (places.target, names[1])].map(|(place, name)| {
            let cell = line.cell(place);
            match name {
                // An actor without a state may name one: `Foreign Affairs (South Korea)`.
                Some(name) if matches!(cell, b"" | b"NULL") => self.actor(line.cell(name), day.year, Actors::Names),
                _ => self.actor(cell, day.year, places.actors),
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
        let pair = usize::from(source) * self.cells.states.len() + usize::from(target);
        if self.options.one_a_day && !self.same_day.insert((fnv(code) ^ ((pair as u64) << 40), day.number())) {
            self.passed[3] += 1;
            return Ok(false);
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

    fn actor(&mut self, cell: &[u8], year: Year, actors: Actors) -> Option<u16> {
        let code = match actors {
            Actors::Keds if cell.len() == 6 && ROLES.iter().any(|role| cell.ends_with(role)) => &cell[..3],
            _ => cell,
        };
        let slot = match code {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ b'A'..=b'Z'] if actors != Actors::Names => {
                let slot = |byte: &u8| usize::from(byte - b'A');
                Some((slot(a) * 26 + slot(b)) * 26 + slot(c))
            }
            _ => None,
        };
        let known = match slot {
            Some(slot) => self.letters[slot],
            None => self.meanings.get(code).copied(),
        };
        let meaning = known.unwrap_or_else(|| {
            let meaning = self.meaning(code, actors);
            match slot {
                Some(slot) => self.letters[slot] = Some(meaning),
                None => drop(self.meanings.insert(code.to_vec(), meaning)),
            }
            meaning
        });
        let found = match meaning {
            Meaning::State(place) => Some(place),
            Meaning::ByYear => {
                self.find(code, actors, Some(year)).and_then(|state| self.known.place(state)).map(|place| place as u16)
            }
            Meaning::None => None,
        };
        match found.filter(|place| self.member[usize::from(*place) * YEARS + (year - FIRST_YEAR) as usize]) {
            Some(place) => Some(place),
            None => {
                self.look_for_foreign(code, year);
                if !matches!(code, b"" | b"NULL" | b"None" | b"---") {
                    match self.unmapped.get_mut(code) {
                        Some(count) => *count += 1,
                        None => drop(self.unmapped.insert(code.to_vec(), 1)),
                    }
                }
                None
            }
        }
    }

    /// Remembers the first number that is a state to Gleditsch and Ward alone.
    fn look_for_foreign(&mut self, code: &[u8], year: Year) {
        let number = integer(code).and_then(|number| u16::try_from(number).ok());
        let foreign = number.filter(|number| {
            let list = states();
            gleditsch_ward(*number, year).is_some_and(|state| list.nearly_member(state, year))
                && !list.nearly_member(State(*number), year)
        });
        if let Some(number) = foreign {
            self.foreign.get_or_insert((self.line, number, year));
        }
    }

    fn find(&self, code: &[u8], actors: Actors, year: Option<Year>) -> Option<State> {
        if actors == Actors::Letters && code.first().is_some_and(u8::is_ascii_digit) {
            return self.numbered(code, year);
        }
        find(code, actors, year)
    }

    /// A state by its number, in the numbers that were asked for.
    fn numbered(&self, code: &[u8], year: Option<Year>) -> Option<State> {
        let number = u16::try_from(integer(code)?).ok()?;
        let other = || gleditsch_ward(number, year?);
        let asked = self.options.numbers == Some(Numbers::GleditschWard);
        let text = crate::files::text(code);
        let system = if asked { CodeSystem::GleditschWard } else { CodeSystem::CowNumber };
        if asked { other() } else { None }.or_else(|| states().find(system, &text, year).ok())
    }

    fn meaning(&self, code: &[u8], actors: Actors) -> Meaning {
        let find = |year: Option<Year>| self.find(code, actors, year);
        let Some(state) = find(None).or_else(|| find(Some(2_010))) else { return Meaning::None };
        let same = (1950..=2020).step_by(5).all(|year| find(Some(year)) == Some(state));
        match self.known.place(state) {
            Some(place) if same => Meaning::State(place as u16),
            _ => Meaning::ByYear,
        }
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

/// Roles behind the letters of a state in KEDS.
const ROLES: [&[u8]; 12] =
    [b"GOV", b"MIL", b"OPP", b"REB", b"POL", b"PRE", b"LEG", b"JUD", b"SPY", b"BUS", b"MED", b"CVL"];

/// Letters of KEDS that are not those of ISO, or that stand for no member of the system, after the Balkans set.
const KEDS: [(&str, Option<u16>); 22] = [
    ("AUS", Some(305)),
    ("AUL", Some(900)),
    ("BOS", Some(346)),
    ("BUL", Some(355)),
    ("CRO", Some(344)),
    ("FRN", Some(220)),
    ("FRY", Some(345)),
    ("GER", Some(255)),
    ("GRE", Some(350)),
    ("HUN", Some(310)),
    ("KSV", None),
    ("MAC", Some(343)),
    ("MTN", None),
    ("PAL", None),
    ("ROM", Some(360)),
    ("SER", Some(345)),
    ("SLO", Some(349)),
    ("SWI", Some(225)),
    ("SWE", Some(380)),
    ("UKG", Some(200)),
    ("UNK", Some(200)),
    ("VAT", None),
];

type Wrong = (Option<&'static str>, FaultKind, String);

fn wrong(column: &'static str, kind: FaultKind, cell: &[u8]) -> Wrong {
    (Some(column), kind, crate::files::text(cell).into_owned())
}

fn find(code: &[u8], actors: Actors, year: Option<Year>) -> Option<State> {
    let text = crate::files::text(code);
    match actors {
        Actors::Names => states().find_actor(&text, year).ok(),
        Actors::Letters => states().find(CodeSystem::Letters, &text, year).ok(),
        Actors::Keds => match KEDS.iter().find(|(code, _)| *code == text) {
            Some((_, state)) => state.map(State),
            None => states().find(CodeSystem::Iso3, &text, year).ok(),
        },
    }
}
