//! Scenarios of KTAB's SMP as CSV: `name,description,actors,dimensions`, a line of headings with the names of dimensions in every
//! second column from the fourth, then one line an actor: `name,description,capability,position,salience,…`.

use csv::{ReaderBuilder, Trim};
use detente_text::{Asked, Decimal, Note, Problem};

use super::{PlainIssue, PlainIssues, stake};
use crate::columns::plain;

/// Largest counts that the first line may name.
const MOST: f64 = 10_000.0;

/// A line of the file: its number, and its cells without the empty ones behind them, which spreadsheets put there.
type Line = (u64, Vec<String>);

pub(super) fn read(text: &str, asked: &Asked) -> Result<PlainIssues, Vec<Problem>> {
    let text = close_quotes(text);
    // Lines differ in length, so that the separator is that of the first line, which counts actors and dimensions.
    let (separator, records, mut problems) = lines(&text, asked);
    let Some((mut found, dims, actors)) = head(&records) else {
        let what = "neither a table with the columns issue, actor, position, salience, capability nor a scenario of KTAB: \
                    name, description, number of actors, number of dimensions, then a line of headings";
        problems.insert(0, Problem::at(1, what));
        return Err(problems);
    };
    let rows = records.get(2..).unwrap_or_default();
    if rows.len() != actors {
        problems.push(Problem::at(records[0].0, format!("{actors} actors are announced, {} follow", rows.len())));
    }
    let decimal = asked.decimal.unwrap_or_else(|| decimal_of(separator, rows, dims));
    if decimal == Decimal::Comma && asked.decimal.is_none() {
        found.notes.push(Note::of_file("read with decimal commas"));
    }
    problems.extend(crossed(&records[1], dims));
    for (line, row) in rows {
        if let Err(what) = actor(row, (dims, decimal), *line, &mut found) {
            problems.push(Problem::at(*line, what));
        }
    }
    problems.sort();
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// The separator, and the lines that are not empty.
fn lines(text: &str, asked: &Asked) -> (char, Vec<Line>, Vec<Problem>) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let most = [',', ';', '\t'].into_iter().rev().max_by_key(|mark| first.matches(*mark).count()).unwrap_or(',');
    let separator = asked.separator.unwrap_or(most);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let filled = (0..record.len()).rev().find(|place| !record[*place].is_empty());
                let cells = |last: usize| record.iter().take(last + 1).map(str::to_owned).collect();
                records.extend(filled.map(|last| (line, cells(last))));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(Problem::at(line, error.to_string()));
            }
        }
    }
    (separator, records, problems)
}

/// Decimal commas where the separator leaves room for them, some cell has one and none has a point.
fn decimal_of(separator: char, rows: &[Line], dims: usize) -> Decimal {
    let numbers = || rows.iter().flat_map(|(_, row)| row.iter().skip(2).take(1 + 2 * dims));
    let comma =
        separator != ',' && numbers().any(|cell| cell.contains(',')) && !numbers().any(|cell| cell.contains('.'));
    if comma { Decimal::Comma } else { Decimal::Point }
}

/// Without the blanks before and after quoted fields, which would make the quotes part of the text.
pub(super) fn close_quotes(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let (mut inside, mut blanks) = (false, String::new());
    for c in text.chars() {
        if !inside && c == ' ' {
            blanks.push(c);
            continue;
        }
        let before = found.chars().next_back();
        let opens = c == '"' && !inside && before.is_none_or(|before| matches!(before, ',' | ';' | '\n'));
        let closed = !inside && before == Some('"') && matches!(c, ',' | ';' | '\r' | '\n');
        if !opens && !closed {
            found.push_str(&blanks);
        }
        blanks.clear();
        inside ^= c == '"';
        found.push(c);
    }
    found
}

/// Names and counts of the first two lines.
fn head(records: &[Line]) -> Option<(PlainIssues, usize, usize)> {
    let [(_, first), (line, headings), ..] = records else { return None };
    let count = |place: usize| {
        let number: f64 = first.get(place)?.parse().ok()?;
        (number.fract() == 0.0 && (1.0..=MOST).contains(&number)).then_some(number as usize)
    };
    let (actors, dims) = (count(2)?, count(3)?);
    let named = |dim: usize| headings.get(3 + 2 * dim).filter(|name| !name.is_empty()).cloned();
    let issue = |dim: usize| PlainIssue {
        name: named(dim).unwrap_or_else(|| format!("dimension {}", dim + 1)),
        scale: (0.0, 100.0),
        line: *line,
        ..PlainIssue::default()
    };
    let found = PlainIssues {
        name: first.first().cloned().unwrap_or_default(),
        description: first.get(1).cloned().unwrap_or_default(),
        issues: apart((0..dims).map(issue)),
        joint: true,
        ..PlainIssues::default()
    };
    Some((found, dims, actors))
}

/// What the heading of a column says that it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Capability,
    Position,
    Salience,
}

impl Holds {
    fn of(heading: &str) -> Option<Self> {
        let name = plain(heading);
        match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "capability" | "capabilities" | "power" | "influence" | "clout" | "resources" => Some(Self::Capability),
            "position" | "positions" | "pos" => Some(Self::Position),
            "salience" | "saliences" | "sal" => Some(Self::Salience),
            _ => None,
        }
    }

    fn told(self) -> &'static str {
        match self {
            Self::Capability => "the capability",
            Self::Position => "a position",
            Self::Salience => "a salience",
        }
    }
}

/// Headings that say something else than the place of their column does. A dimension may be called by any word, `Influence` among them,
/// so long as the column of the capability is not called something else.
fn crossed((line, headings): &Line, dims: usize) -> Vec<Problem> {
    let own = headings.get(2).and_then(|heading| Holds::of(heading));
    let wrong = |(place, heading): (usize, &String)| {
        let meant = match place {
            2 => Holds::Capability,
            place if place % 2 == 1 => Holds::Position,
            _ => Holds::Salience,
        };
        let said = Holds::of(heading).filter(|said| *said != meant)?;
        let may_be_a_name = meant == Holds::Position && said == Holds::Capability && own == Some(Holds::Capability);
        let what = format!(
            "column {} is called `{heading}`, but {} stands there in a scenario of KTAB: name, description, capability, then position and \
             salience for each dimension; put the columns in this order",
            place + 1,
            meant.told()
        );
        (!may_be_a_name).then(|| Problem::at(*line, what))
    };
    headings.iter().enumerate().skip(2).take(1 + 2 * dims).filter_map(wrong).collect()
}

/// Dimensions of one name get their number behind it.
pub(super) fn apart(issues: impl Iterator<Item = PlainIssue>) -> Vec<PlainIssue> {
    let mut found: Vec<PlainIssue> = Vec::new();
    for mut issue in issues {
        while found.iter().any(|before| before.name == issue.name) {
            issue.name = format!("{} ({})", issue.name, found.len() + 1);
        }
        found.push(issue);
    }
    found
}

fn actor(row: &[String], (dims, decimal): (usize, Decimal), line: u64, to: &mut PlainIssues) -> Result<(), String> {
    let cells = row.len();
    if cells != 3 + 2 * dims {
        return Err(format!(
            "{cells} cells where name, description, capability and {dims} times position and salience make {}",
            3 + 2 * dims
        ));
    }
    let name = &row[0];
    if name.is_empty() || to.actors.contains(name) {
        return Err(format!("the name `{name}` is empty or stands twice"));
    }
    let cell =
        |place: usize, what: &str| detente_text::number(&row[place], decimal).map_err(|why| format!("{what}: {why}"));
    let capability = cell(2, "capability")?;
    let mut stakes = Vec::new();
    for dim in 0..dims {
        stakes.push(stake(cell(3 + 2 * dim, "position")?, cell(4 + 2 * dim, "salience")?, capability, (0.0, 100.0))?);
    }
    to.actors.push(name.clone());
    to.lines.push(line);
    to.issues.iter_mut().zip(stakes).for_each(|(issue, stake)| issue.stakes.push(Some(stake)));
    Ok(())
}
