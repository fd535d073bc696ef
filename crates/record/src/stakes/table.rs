//! Tables with one row for each actor and issue.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::{PlainIssue, PlainIssues, number, stake};
use crate::rows::Problem;

/// Columns that must be there.
const NEEDED: [&str; 5] = ["issue", "actor", "position", "salience", "capability"];
/// Columns that may be there.
const OPTIONAL: [&str; 5] = ["dossier", "outcome", "reference", "low", "high"];

/// Reads the table; other columns are ignored.
pub(super) fn read(text: &str) -> Result<PlainIssues, Vec<Problem>> {
    let text = super::ktab::close_quotes(text);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let header = reader.headers().map_err(|error| vec![Problem { line: 1, what: error.to_string() }])?.clone();
    let place = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    for name in NEEDED.iter().filter(|name| place(name).is_none()) {
        let seen = header.iter().collect::<Vec<_>>().join(", ");
        problems.push(Problem { line: 1, what: format!("there is no column `{name}` (columns: {seen})") });
    }
    for name in NEEDED.iter().chain(&OPTIONAL) {
        if header.iter().filter(|cell| cell.trim().eq_ignore_ascii_case(name)).count() > 1 {
            problems.push(Problem { line: 1, what: format!("the column `{name}` stands twice") });
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let columns: BTreeMap<&str, usize> =
        NEEDED.iter().chain(&OPTIONAL).filter_map(|name| Some((*name, place(name)?))).collect();
    let mut found = PlainIssues::default();
    for record in reader.records() {
        let line = |record: &StringRecord| record.position().map_or(0, csv::Position::line);
        match record {
            Ok(record) => {
                let cells = record.len()
                    - usize::from(record.len() == header.len() + 1 && record.iter().next_back() == Some(""));
                if cells != header.len() {
                    let what = format!("{cells} cells where the heading has {}; decimals have a point", header.len());
                    problems.push(Problem { line: line(&record), what });
                    continue;
                }
                let told = Row { record: &record, columns: &columns }.add(line(&record), &mut found);
                problems.extend(told.err().map(|what| Problem { line: line(&record), what }));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(Problem { line, what: error.to_string() });
            }
        }
    }
    let actors = found.actors.len();
    found.issues.iter_mut().for_each(|issue| issue.stakes.resize(actors, None));
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

struct Row<'r> {
    record: &'r StringRecord,
    columns: &'r BTreeMap<&'r str, usize>,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.columns.get(name).and_then(|column| self.record.get(*column)).unwrap_or_default().trim()
    }

    /// The number in an optional column.
    fn optional(&self, name: &str) -> Result<Option<f64>, String> {
        match self.cell(name) {
            "" => Ok(None),
            text => number(text, name).map(Some),
        }
    }

    fn add(&self, line: u64, to: &mut PlainIssues) -> Result<(), String> {
        let (name, actor, dossier) = (self.cell("issue"), self.cell("actor"), self.cell("dossier"));
        if name.is_empty() || actor.is_empty() {
            return Err("an issue or an actor has no name".to_owned());
        }
        let scale = (self.optional("low")?.unwrap_or(0.0), self.optional("high")?.unwrap_or(100.0));
        if scale.0 >= scale.1 {
            return Err(format!("the scale {} to {} is empty", scale.0, scale.1));
        }
        let of_scale = |name: &str| -> Result<Option<f64>, String> {
            let Some(value) = self.optional(name)? else { return Ok(None) };
            if !(scale.0..=scale.1).contains(&value) {
                return Err(format!("the {name} {value} lies outside the scale {} to {}", scale.0, scale.1));
            }
            Ok(Some(100.0 * (value - scale.0) / (scale.1 - scale.0)))
        };
        let (reference, outcome) = (of_scale("reference")?, of_scale("outcome")?);
        let numbers = ["position", "salience", "capability"].map(|name| number(self.cell(name), name));
        let [position, salience, capability] = numbers;
        let stake = stake(position?, salience?, capability?, scale)?;
        let known = to.issues.iter().position(|issue| issue.name == name && issue.dossier == dossier);
        let place = known.unwrap_or_else(|| {
            let (dossier, name) = (dossier.to_owned(), name.to_owned());
            to.issues.push(PlainIssue { dossier, name, reference, outcome, scale, line, stakes: Vec::new() });
            to.issues.len() - 1
        });
        let issue = &mut to.issues[place];
        if issue.scale != scale || issue.reference != reference || issue.outcome != outcome {
            return Err(format!(
                "scale, reference or outcome of issue `{name}` differ from those in line {}",
                issue.line
            ));
        }
        let actor = to.actors.iter().position(|known| known == actor).unwrap_or_else(|| {
            to.actors.push(actor.to_owned());
            to.lines.push(line);
            to.actors.len() - 1
        });
        if issue.stakes.len() <= actor {
            issue.stakes.resize(actor + 1, None);
        }
        if issue.stakes[actor].replace(stake).is_some() {
            return Err(format!("`{}` stands twice on issue `{name}`", to.actors[actor]));
        }
        Ok(())
    }
}
