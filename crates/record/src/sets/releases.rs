//! Several files of one set: parts of it, such as decades or two sources of democracy, or two releases that say the same twice.

use std::collections::BTreeMap;

use super::entry::Set;
use super::error::SetError;
use super::spells::RowRef;
use super::spells::{Series, Spell};
use crate::states::{State, Year, states};

impl Set {
    /// Whether the first value of a row is the number of what it is about, so that a state or pair has many rows a time.
    pub(super) fn is_numbered(self) -> bool {
        matches!(self, Self::UnVotes | Self::GmlMids | Self::CowMids | Self::CowMidParticipants | Self::Wars)
    }
}

/// Whether files of one set have no row in common: none of the same states and time (and number, where rows have one) that says
/// something of the same column.
///
/// # Errors
/// [`SetError::Releases`] with the first row that two files have.
pub(super) fn apart(series: &Series) -> Result<(), SetError> {
    /// States, part of the year, number.
    type Key = (State, State, u8, u64);
    /// A spell, its values, its file.
    type Row<'s> = (&'s Spell, &'s [f64], u16);
    let mut seen: BTreeMap<Key, Vec<Row<'_>>> = BTreeMap::new();
    for (spell, values, file) in series.every() {
        let number = values.first().filter(|number| series.set.is_numbered() && number.is_finite());
        let before = seen.entry((spell.a, spell.b, spell.part, number.map_or(0, |number| *number as u64))).or_default();
        let both = |(x, y): (&f64, &f64)| x.is_finite() && y.is_finite();
        let again = before.iter().find(|(other, had, of)| {
            *of != file && other.to >= spell.from && (had.iter().zip(values).any(both) || values.is_empty())
        });
        if let Some((other, _, of)) = again {
            let year = other.from.max(spell.from);
            return Err(twice(series.row(other, *of, year), series.row(spell, file, year), (spell, year)));
        }
        before.retain(|(other, ..)| other.to >= spell.from);
        before.push((spell, values, file));
    }
    Ok(())
}

fn twice(one: RowRef, other: RowRef, (spell, year): (&Spell, Year)) -> SetError {
    let list = states();
    let who = if spell.a == spell.b {
        list.name(spell.a)
    } else {
        format!("{} and {}", list.name(spell.a), list.name(spell.b))
    };
    SetError::Releases {
        set: one.set,
        one: one.file.to_string(),
        other: other.file.to_string(),
        of: format!("{who} in {year}"),
        lines: (one.line, other.line),
    }
}
