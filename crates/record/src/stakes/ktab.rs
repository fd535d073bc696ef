//! Scenarios of KTAB's SMP as CSV: `name,description,actors,dimensions`, a line of headings with the names of dimensions in every
//! second column from the fourth, then one line an actor: `name,description,capability,position,salience,…`.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{PlainIssue, PlainIssues, number, stake};
use crate::rows::Problem;

/// Largest counts that the first line may name.
const MOST: f64 = 10_000.0;

pub(super) fn read(text: &str) -> Result<PlainIssues, Vec<Problem>> {
    let text = close_quotes(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let mut records: Vec<(u64, StringRecord)> = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                records.extend(record.iter().any(|cell| !cell.is_empty()).then(|| (line, record.clone())));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(Problem { line, what: error.to_string() });
            }
        }
    }
    let Some((mut found, dims, actors)) = head(&records) else {
        let what =
            "neither a table with the columns issue, actor, position, salience, capability nor a scenario of KTAB: \
                    name, description, number of actors, number of dimensions, then a line of headings"
                .to_owned();
        return Err(vec![Problem { line: 1, what }]);
    };
    let rows = records.get(2..).unwrap_or_default();
    if rows.len() != actors {
        let what = format!("{actors} actors are announced, {} follow", rows.len());
        problems.push(Problem { line: records[0].0, what });
    }
    for (line, row) in rows {
        if let Err(what) = actor(row, dims, *line, &mut found) {
            problems.push(Problem { line: *line, what });
        }
    }
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Without the blanks before and after quoted fields, which would make the quotes part of the text.
pub(super) fn close_quotes(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let (mut inside, mut blanks) = (false, String::new());
    for c in text.chars() {
        if !inside && (c == ' ' || c == '\t') {
            blanks.push(c);
            continue;
        }
        let before = found.chars().next_back();
        let opens = c == '"' && !inside && before.is_none_or(|before| before == ',' || before == '\n');
        let closed = !inside && before == Some('"') && matches!(c, ',' | '\r' | '\n');
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
fn head(records: &[(u64, StringRecord)]) -> Option<(PlainIssues, usize, usize)> {
    let [(_, first), (line, headings), ..] = records else { return None };
    let count = |place: usize| {
        let number: f64 = first.get(place)?.parse().ok()?;
        (number.fract() == 0.0 && (1.0..=MOST).contains(&number)).then_some(number as usize)
    };
    let (actors, dims) = (count(2)?, count(3)?);
    let named = |dim: usize| headings.get(3 + 2 * dim).filter(|name| !name.is_empty());
    let issue = |dim: usize| PlainIssue {
        name: named(dim).map_or_else(|| format!("dimension {}", dim + 1), str::to_owned),
        scale: (0.0, 100.0),
        line: *line,
        ..PlainIssue::default()
    };
    let found = PlainIssues {
        name: first.get(0).unwrap_or_default().to_owned(),
        description: first.get(1).unwrap_or_default().to_owned(),
        issues: apart((0..dims).map(issue)),
        joint: true,
        ..PlainIssues::default()
    };
    Some((found, dims, actors))
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

fn actor(row: &StringRecord, dims: usize, line: u64, to: &mut PlainIssues) -> Result<(), String> {
    let cells = row.len() - usize::from(row.iter().next_back() == Some(""));
    if cells != 3 + 2 * dims {
        return Err(format!(
            "{cells} cells where name, description, capability and {dims} times position and salience make {}",
            3 + 2 * dims
        ));
    }
    let name = row.get(0).unwrap_or_default();
    if name.is_empty() || to.actors.iter().any(|known| known == name) {
        return Err(format!("the name `{name}` is empty or stands twice"));
    }
    let cell = |place: usize, what: &str| number(row.get(place).unwrap_or_default(), what);
    let capability = cell(2, "capability")?;
    let mut stakes = Vec::new();
    for dim in 0..dims {
        stakes.push(stake(cell(3 + 2 * dim, "position")?, cell(4 + 2 * dim, "salience")?, capability, (0.0, 100.0))?);
    }
    to.actors.push(name.to_owned());
    to.lines.push(line);
    to.issues.iter_mut().zip(stakes).for_each(|(issue, stake)| issue.stakes.push(Some(stake)));
    Ok(())
}
