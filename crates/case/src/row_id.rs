//! Names of rows: which table, which row of it.

use std::fmt;

/// Tables whose rows hold quantities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowTable {
    /// `actors.csv`.
    Actors,
    /// `ties.csv`.
    Ties,
    /// `issues.csv`.
    Issues,
    /// `positions.csv`.
    Positions,
    /// `factors.csv`.
    Factors,
    /// `links.csv`.
    Links,
    /// `places.csv`.
    Places,
    /// `flows.csv`.
    Flows,
    /// Conflicts of the manifest.
    Conflicts,
}

impl RowTable {
    /// Its word in the names of random streams.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Ties => "ties",
            Self::Issues => "issues",
            Self::Positions => "positions",
            Self::Factors => "factors",
            Self::Links => "links",
            Self::Places => "places",
            Self::Flows => "flows",
            Self::Conflicts => "conflicts",
        }
    }
}

/// The name of a row; printed as `ties.csv T01`, and of a conflict as `case.toml conflict ID`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// The table.
    pub table: RowTable,
    /// The id within it.
    pub id: String,
}

impl RowId {
    /// A row of a table.
    pub fn new(table: RowTable, id: &str) -> Self {
        Self { table, id: id.to_owned() }
    }

    /// Whether it is this row.
    pub fn is(&self, table: RowTable, id: &str) -> bool {
        self.table == table && self.id == id
    }

    /// The name of the random stream of one of its fields: renaming an actor leaves every draw as it was.
    pub(crate) fn stream(&self, field: &str) -> String {
        format!("{}/{}/{field}", self.table.word(), self.id)
    }

    /// The name of the random stream of a row with a single number.
    pub(crate) fn only_stream(&self) -> String {
        format!("{}/{}", self.table.word(), self.id)
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.table {
            RowTable::Conflicts => write!(f, "case.toml conflict {}", self.id),
            table => write!(f, "{}.csv {}", table.word(), self.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_by_file_and_drawn_by_field() {
        let row = RowId::new(RowTable::Ties, "T01");
        assert_eq!((row.to_string(), row.stream("closeness")), ("ties.csv T01".into(), "ties/T01/closeness".into()));
        assert!(row.is(RowTable::Ties, "T01") && !row.is(RowTable::Links, "T01"));
        assert_eq!(RowId::new(RowTable::Conflicts, "c").to_string(), "case.toml conflict c");
        assert_eq!(RowId::new(RowTable::Factors, "oil").only_stream(), "factors/oil");
    }
}
