//! Tables with one row for each actor and issue.

use std::collections::BTreeMap;

use detente_text::{Problem, Table};

use super::{PlainIssue, PlainIssues, stake};

/// Columns that must be there.
const NEEDED: [&str; 5] = ["issue", "actor", "position", "salience", "capability"];
/// Columns that may be there.
const OPTIONAL: [&str; 5] = ["dossier", "outcome", "reference", "low", "high"];
/// Columns of numbers.
const NUMBERS: [&str; 7] = ["position", "salience", "capability", "outcome", "reference", "low", "high"];

/// Reads the table; other columns are ignored.
pub(super) fn read(mut table: Table) -> Result<PlainIssues, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for name in NEEDED.iter().chain(&OPTIONAL) {
        match table.header.find(name) {
            Ok(Some(column)) => drop(columns.insert(name, column)),
            Ok(None) if NEEDED.contains(name) => {
                let what = format!("there is no column `{name}` (columns: {})", table.header.describe());
                problems.push(Problem::at(table.header.line, what));
            }
            Ok(None) => {}
            Err(twice) => problems.push(twice),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let numeric: Vec<usize> = NUMBERS.iter().filter_map(|name| columns.get(name).copied()).collect();
    table.settle_decimal(&numeric);
    problems.append(&mut table.problems);
    let mut found = PlainIssues { notes: std::mem::take(&mut table.notes), ..PlainIssues::default() };
    for row in &table.rows {
        let told = Row { table: &table, row, columns: &columns }.add(row.line, &mut found);
        problems.extend(told.err().map(|what| Problem::at(row.line, what)));
    }
    problems.sort();
    let actors = found.actors.len();
    found.issues.iter_mut().for_each(|issue| issue.stakes.resize(actors, None));
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

struct Row<'r> {
    table: &'r Table,
    row: &'r detente_text::Row,
    columns: &'r BTreeMap<&'r str, usize>,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.columns.get(name).map_or("", |column| self.row.cell(*column))
    }

    /// The number in an optional column; nothing where it is missing.
    fn optional(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(column) = self.columns.get(name) else { return Ok(None) };
        self.table.number(self.row, *column).map_err(|problem| problem.what)
    }

    /// The number in a needed column.
    fn needed(&self, name: &str) -> Result<f64, String> {
        self.optional(name)?.ok_or_else(|| format!("`{}` is no {name}: it is missing", self.cell(name)))
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
        let stake = stake(self.needed("position")?, self.needed("salience")?, self.needed("capability")?, scale)?;
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
