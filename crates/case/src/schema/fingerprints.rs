//! `fingerprints.csv`.

use super::cell::Name;
use super::column::{Column, Kind, Target};
use super::field::{Field, Reading};
use super::single::needed;
use super::table;
use crate::codes;
use crate::syntax::record::Word;

table! {
    file: "fingerprints.csv",
    about: "fingerprints of paragraphs when they were coded (`detente show fingerprints` prints them)",
    /// The fingerprint of a paragraph of a source.
    pub struct Fingerprint {
        /// The source.
        pub source: Word = needed(Name(Target::Source), "source", "source id").example("article"),
        /// Its paragraph.
        pub mark: Mark = Marks,
    }
}

/// A paragraph and its fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Number of the paragraph, from 1.
    pub paragraph: u32,
    /// Its fingerprint.
    pub hash: u64,
}

/// Reads both at once: one without the other tells nothing.
struct Marks;

impl Field for Marks {
    type Value = Mark;

    fn columns(&self) -> Vec<Column> {
        let whole = Kind::Whole((1.0, u32::MAX as f64));
        let hex = Kind::Form("hexadecimal number", "^[0-9a-fA-F]{1,16}$");
        let column = |name, about, kind, example| Column {
            required: true,
            filled: true,
            example,
            ..Column::optional(name, about, kind)
        };
        vec![
            column("paragraph", "number of the paragraph, from 1", whole, "35"),
            column("fingerprint", "16 hexadecimal digits", hex, "0f3a5c7e9b1d2f46"),
        ]
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Mark> {
        let Reading { record, findings, .. } = reading;
        let (paragraph, hex) = (record.required("paragraph", findings), record.required("fingerprint", findings));
        let (paragraph, hex) = (paragraph?, hex?);
        let number = paragraph.parse::<u32>().ok().filter(|number| *number > 0);
        let (Some(paragraph), Some(hash)) = (number, u64::from_str_radix(&hex, 16).ok()) else {
            let message = "the row needs a paragraph number and a hexadecimal fingerprint";
            findings.add(codes::NOT_A_NUMBER, &record.place, message);
            return None;
        };
        Some(Mark { paragraph, hash })
    }

    fn write(&self, mark: &Mark) -> Vec<String> {
        vec![mark.paragraph.to_string(), format!("{:016x}", mark.hash)]
    }

    fn blank(&self) -> Mark {
        Mark { paragraph: 1, hash: 0 }
    }
}
