//! `datasets.csv`.

use super::cell::Id;
use super::column::Kind;
use super::single::{kept, needed, text};
use super::{sources, table};
use crate::schema::sources::Source;
use crate::syntax::record::Word;

/// How many rows, as the program counted them.
const ROWS: Kind = Kind::Whole((0.0, f64::MAX));

/// A year.
const YEAR: Kind = Kind::Form("year", "^-?[0-9]{1,4}$");

table! {
    file: "datasets.csv",
    about: "data sets that ties rest on (`detente record add` and `detente record ties` write it)",
    /// A data set that rows of the case rest on. It is a source too.
    pub struct DataSet {
        /// Its id.
        pub id: Word =
            needed(Id, "id", "id, used in locators: `atop:¶57` is line 57 of the set `atop`").example("atop"),
        /// File in the folder of the case; empty when it is kept elsewhere.
        pub file: String =
            sources::file("file in the folder of the case, when it is kept there").example("data/atop5_1dy.csv"),
        /// Which data set it is.
        pub set: String = text("set", "which data set of `detente record sources` it is").needed().example("atop"),
        /// Title.
        pub title: String = text("title", "title").needed(),
        /// Checksum of the file.
        pub sha256: String = kept(Kind::Form("checksum", "^[0-9a-f]{64}$"), "sha256", "checksum of the file"),
        /// Rows of the file, as written.
        pub rows: String = kept(ROWS, "rows", "rows of the file"),
        /// Malformed rows among them, as written.
        pub kept_out: String = kept(ROWS, "kept_out", "malformed rows among them"),
        /// First year, as written.
        pub from: String = kept(YEAR, "from", "first year").example("1815"),
        /// Last year, as written.
        pub until: String = kept(YEAR, "until", "last year").example("2018"),
        /// Terms of use.
        pub terms: String = text("terms", "on what terms it may be used"),
        /// How to cite it.
        pub citation: String = text("citation", "how to cite it"),
        /// Rows that were not taken as events, and why.
        pub left_out: String = text("left_out", "rows that `detente record events` did not take as events, and why"),
    }
}

impl DataSet {
    /// The data set as a source: its paragraphs are the lines of its file.
    pub(crate) fn as_source(&self) -> Source {
        Source {
            id: self.id.clone(),
            file: String::new(),
            kind: "data set".to_owned(),
            title: self.title.clone(),
            from: None,
            to: None,
            language: String::new(),
            default_grade: String::new(),
            note: self.citation.clone(),
            pages: Default::default(),
            fingerprints: Default::default(),
        }
    }
}
