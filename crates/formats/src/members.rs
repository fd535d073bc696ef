//! Tables of the members of a body: weights, and where members stand and what they are part of.

use detente_text::{Asked, Note, Problem, Row, Table};

/// The members of a body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainMembers {
    /// Them, in the order of the table.
    pub members: Vec<PlainMember>,
    /// What was read with doubt.
    pub notes: Vec<Note>,
}

/// A member.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlainMember {
    /// Its name.
    pub name: String,
    /// Its weight in each of the columns that were asked for.
    pub weights: Vec<f64>,
    /// Where it stands, if the table says so.
    pub position: Option<f64>,
    /// How much it cares, if the table says so.
    pub salience: Option<f64>,
    /// What it is part of; empty where it stands for itself.
    pub within: String,
}

/// Reads a table with a column `member` and the columns of weights that are asked for; `position`, `salience` and `within` may be there,
/// other columns are ignored.
///
/// # Errors
/// Every problem of the table.
pub fn read_members(text: &str, weights: &[String], asked: &Asked) -> Result<PlainMembers, Vec<Problem>> {
    let mut table = detente_text::table::read(text, asked);
    let columns = Columns::of(&table, weights)?;
    table.settle_decimal(&columns.numbers());
    let mut problems = std::mem::take(&mut table.problems);
    let mut found = PlainMembers { notes: std::mem::take(&mut table.notes), members: Vec::new() };
    for row in &table.rows {
        match columns.member(&table, row) {
            Err(what) => problems.push(Problem::at(row.line, what)),
            Ok(member) if found.members.iter().any(|known| known.name == member.name) => {
                problems.push(Problem::at(row.line, format!("`{}` stands twice in the table", member.name)));
            }
            Ok(member) => found.members.push(member),
        }
    }
    if found.members.is_empty() && problems.is_empty() {
        problems.push(Problem::at(1, "there is no member in this file"));
    }
    problems.sort();
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// Where the columns stand.
struct Columns {
    member: usize,
    weights: Vec<(String, usize)>,
    position: Option<usize>,
    salience: Option<usize>,
    within: Option<usize>,
}

impl Columns {
    fn of(table: &Table, weights: &[String]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut find = |name: &str, needed: bool| match table.header.find(name) {
            Ok(None) if needed => {
                let what = format!("there is no column `{name}` (columns: {})", table.header.describe());
                problems.push(Problem::at(table.header.line, what));
                None
            }
            Ok(column) => column,
            Err(twice) => {
                problems.push(twice);
                None
            }
        };
        let member = find("member", true).unwrap_or_default();
        let weights = weights.iter().filter_map(|name| Some((name.clone(), find(name, true)?))).collect();
        let [position, salience, within] = ["position", "salience", "within"].map(|name| find(name, false));
        if problems.is_empty() { Ok(Self { member, weights, position, salience, within }) } else { Err(problems) }
    }

    fn numbers(&self) -> Vec<usize> {
        let weights = self.weights.iter().map(|(_, column)| *column);
        weights.chain(self.position).chain(self.salience).collect()
    }

    fn member(&self, table: &Table, row: &Row) -> Result<PlainMember, String> {
        let number = |column: usize| table.number(row, column).map_err(|problem| problem.what);
        let name = row.cell(self.member).trim();
        if name.is_empty() {
            return Err("a member has no name".to_owned());
        }
        let weight = |(column, place): &(String, usize)| {
            let found = number(*place)?.ok_or_else(|| format!("`{name}` has no {column}"))?;
            if (0.0..=1e9).contains(&found) {
                Ok(found)
            } else {
                Err(format!("the {column} {found} of `{name}` is no weight: weights run from 0 to 1e9"))
            }
        };
        let maybe = |column: Option<usize>| column.map_or(Ok(None), number);
        let salience = maybe(self.salience)?;
        if let Some(found) = salience.filter(|found| *found < 0.0) {
            return Err(format!("the salience {found} of `{name}` is negative"));
        }
        Ok(PlainMember {
            name: name.to_owned(),
            weights: self.weights.iter().map(weight).collect::<Result<_, String>>()?,
            position: maybe(self.position)?,
            salience,
            within: self.within.map_or("", |column| row.cell(column)).trim().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<PlainMembers, Vec<String>> {
        let weights = ["weight".to_owned()];
        read_members(text, &weights, &Asked::default())
            .map_err(|problems| problems.iter().map(|problem| format!("{}: {}", problem.line, problem.what)).collect())
    }

    #[test]
    fn members_are_read_with_what_they_have() {
        let found = read("member,weight,position,within\nA,2.5,80,\nB,1,,X\n").unwrap().members;
        assert_eq!(
            (found[0].name.as_str(), found[0].weights.as_slice(), found[0].position),
            ("A", [2.5].as_slice(), Some(80.0))
        );
        assert_eq!((found[1].position, found[1].within.as_str()), (None, "X"));
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        let lines = read("member,weight\nA,-1\n,2\nB,\nC,3\nC,3\n").unwrap_err();
        assert_eq!(lines.iter().map(|line| line.split(':').next().unwrap()).collect::<Vec<_>>(), ["2", "3", "4", "6"]);
        assert!(read("member,votes\nA,1\n").unwrap_err()[0].contains("no column `weight`"));
        assert_eq!(read("member,weight\n").unwrap_err(), ["1: there is no member in this file"]);
    }
}
