//! Cells that hold a value of their own: how each kind is read and written.

use std::fmt::Debug;

use super::column::{Choice, Column, Kind, Range, Target};
use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::syntax::Record;
use crate::syntax::record::Word;

/// A kind of cell.
pub(crate) trait Cell {
    /// What it holds.
    type Value;

    /// Its kind in the declaration.
    fn kind(&self) -> Kind;

    /// Reads a cell; `None` when it is empty, or when a finding was added.
    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<Self::Value>;

    /// The text of a value.
    fn text(&self, value: &Self::Value) -> String;

    /// The word of a value, where it is one: it may point to another row.
    fn word<'v>(&self, _value: &'v Self::Value) -> Option<&'v Word> {
        None
    }
}

/// Cells that are a word of one kind.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident $kind:expr, $read:expr;)*) => {
        $(
            $(#[$about])*
            pub(crate) struct $name;

            impl Cell for $name {
                type Value = Word;

                fn kind(&self) -> Kind {
                    $kind
                }

                fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<Word> {
                    let word = record.get(column.name)?;
                    let read: fn(&Word, &mut Diagnostics) -> bool = $read;
                    read(word, findings).then(|| word.clone())
                }

                fn text(&self, value: &Word) -> String {
                    value.text.clone()
                }
            }
        )*
    };
}

words! {
    /// The id of a row: letters, digits, `_` and, inside, `-`.
    Id Kind::Id, |word, findings| Record::is_id(word, false, findings);
    /// The id of an actor: letters, digits, `_` and `.`.
    ActorId Kind::ActorId, |word, findings| Record::is_id(word, true, findings);
    /// The id of a claim. It may hold dots: it is no part of paths.
    ClaimId Kind::ClaimId, |word, findings| {
        let sound = !word.contains([' ', ',', ';']);
        if !sound {
            findings.add(codes::NOT_AN_ID, &word.place, format!("`{}` is not an id", word.text));
        }
        sound
    };
    /// A factor id or a quantity path; what has it is looked up when all rows are read.
    Path Kind::Path, |_, _| true;
    /// A text with its place.
    Said Kind::Text, |_, _| true;
}

/// The name of another row; whether it has one is looked up when all rows are read.
pub(crate) struct Name(pub Target);

impl Cell for Name {
    type Value = Word;

    fn kind(&self) -> Kind {
        Kind::Name(self.0)
    }

    fn read(&self, column: &Column, record: &Record, _: &mut Diagnostics) -> Option<Word> {
        record.get(column.name).cloned()
    }

    fn text(&self, value: &Word) -> String {
        value.text.clone()
    }

    fn word<'v>(&self, value: &'v Word) -> Option<&'v Word> {
        Some(value)
    }
}

/// A date.
pub(crate) struct Day;

impl Cell for Day {
    type Value = Date;

    fn kind(&self) -> Kind {
        Kind::Date
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<Date> {
        record.date(column.name, findings)
    }

    fn text(&self, value: &Date) -> String {
        value.to_string()
    }
}

/// A word of a closed list, as what it stands for.
pub(crate) struct OneOf<T: 'static, const N: usize>(pub &'static [Choice<T>; N]);

impl<T: Copy + PartialEq + Debug + Sync, const N: usize> Cell for OneOf<T, N> {
    type Value = T;

    fn kind(&self) -> Kind {
        Kind::Word(self.0)
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<T> {
        record.choice(column.name, self.0, findings)
    }

    fn text(&self, value: &T) -> String {
        self.0.iter().find(|choice| choice.is == *value).map_or_else(String::new, |choice| choice.word.to_owned())
    }
}

/// A number within a range; one outside counts as none.
pub(crate) struct Number(pub Range);

impl Cell for Number {
    type Value = f64;

    fn kind(&self) -> Kind {
        Kind::Number(self.0)
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<f64> {
        let (name, (low, high)) = (column.name, self.0);
        let number = record.number(name, findings)?;
        if (low..=high).contains(&number) {
            return Some(number);
        }
        let message = format!("`{name}` is {number}, outside [{low}, {high}]");
        findings.add(codes::OUT_OF_RANGE, record.place_of(name), message);
        None
    }

    fn text(&self, value: &f64) -> String {
        value.to_string()
    }
}

/// A whole number that is kept as the number it is.
pub(crate) struct Count;

impl Cell for Count {
    type Value = f64;

    fn kind(&self) -> Kind {
        Kind::Whole((0.0, f64::MAX))
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<f64> {
        record.number(column.name, findings)
    }

    fn text(&self, value: &f64) -> String {
        value.to_string()
    }
}
