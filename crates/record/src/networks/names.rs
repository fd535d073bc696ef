//! What the names of a file mean, by a table with the columns `name` and `state`.

use std::collections::BTreeMap;

use detente_formats::csv_rows;
use detente_text::Problem;

use crate::states::{State, Unmapped, Year, states};

/// Names and the states that they mean; every other name is read as it is typed.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<String, State>);

/// Why a table of names cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamesError {
    /// It is no such table.
    Table(String),
    /// Rows that name no state.
    States(Vec<Problem>),
}

impl Names {
    /// Reads a table.
    ///
    /// # Errors
    /// [`NamesError`]; every row that names no state at once.
    pub fn read(text: &str) -> Result<Self, NamesError> {
        let mut rows = csv_rows(text).map_err(NamesError::Table)?.into_iter();
        if rows.next().is_none_or(|header| header != ["name", "state"]) {
            return Err(NamesError::Table("has other columns".to_owned()));
        }
        let (mut found, mut wrong) = (BTreeMap::new(), Vec::new());
        for (place, row) in rows.enumerate() {
            match states().typed(&row[1], None) {
                Ok(state) => drop(found.insert(row[0].clone(), state)),
                Err(Unmapped { code, .. }) => {
                    wrong.push(Problem::at(place as u64 + 2, format!("`{code}` is no state")))
                }
            }
        }
        if wrong.is_empty() { Ok(Self(found)) } else { Err(NamesError::States(wrong)) }
    }

    /// The state that a name means in a year.
    ///
    /// # Errors
    /// [`Unmapped`] where it means none.
    pub fn state(&self, name: &str, year: Option<Year>) -> Result<State, Unmapped> {
        self.0.get(name).map_or_else(|| states().typed(name, year), |state| Ok(*state))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_states_and_what_is_none_is_told_at_once() {
        let names = Names::read("name,state\nGerman Empire,GMY\n").unwrap();
        assert_eq!(names.state("German Empire", Some(1900)), states().typed("GMY", None));
        assert_eq!(names.state("JPN", None), Ok(State(740)));
        assert!(names.state("Prester John", None).is_err());
        let problems = vec![Problem::at(2, "`Atlantis` is no state"), Problem::at(4, "`Lemuria` is no state")];
        let text = "name,state\na,Atlantis\nb,JPN\nc,Lemuria\n";
        assert_eq!(Names::read(text).unwrap_err(), NamesError::States(problems));
        assert_eq!(Names::read("a,b\n").unwrap_err(), NamesError::Table("has other columns".to_owned()));
    }
}
