//! `sources.csv`.

use std::collections::BTreeMap;

use super::cell::{Day, Id};
use super::column::Kind;
use super::field::Single;
use super::single::{Kept, kept, maybe, needed, text};
use super::{ground, table};
use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::document::PageMap;
use crate::syntax::record::Word;

/// How good a source and what it says are.
pub(super) const GRADE: Kind = Kind::Form("Admiralty grade", "^[A-F][1-6]$");

/// A file in the folder of the case.
pub(super) const FILE: Kind = Kind::Form("file name", r"^(?![/\\]|.:)(?!.*(^|[/\\])\.\.([/\\]|$)).*$");

table! {
    file: "sources.csv",
    about: "documents and data sets",
    /// A document or data set.
    pub struct Source {
        /// Its id.
        pub id: Word = needed(Id, "id", "short name used in locators").example("article"),
        /// File name inside `sources/`; empty when there is none.
        pub file: String = file("file name inside `sources/`, when the document is in the case").example("article.txt"),
        /// Article, notes, book, data set …
        pub kind: String = text("kind", "article, book, notes, data …").example("article"),
        /// Title.
        pub title: String = text("title", "title"),
        /// Earliest date.
        pub from: Option<Date> = maybe(Day, "date_from", "earliest date").example("2001-02"),
        /// Latest date.
        pub to: Option<Date> = maybe(Day, "date_to", "latest date").example("2001-02-28"),
        /// Language.
        pub language: String = text("language", "language").example("en"),
        /// Grade of claims that have none of their own.
        pub default_grade: String =
            kept(GRADE, "default_grade", "Admiralty grade of claims that have none of their own").example("B2"),
        /// Remark.
        pub note: String = ground::note(),
    }
    beside {
        /// Page marks.
        pub pages: PageMap,
        /// Stored fingerprints of its paragraphs, by number.
        pub fingerprints: BTreeMap<u32, u64>,
    }
}

/// A file that lies in the folder of the case, where one is named.
pub(super) fn file(about: &'static str) -> Single<Kept> {
    kept(FILE, "file", about).looked_at(inside_case)
}

/// Reports a file name that leads out of the folder of the case.
fn inside_case(file: &Word, findings: &mut Diagnostics) {
    if leads_out(file) {
        let hint = "name a file in the folder of the case, or leave the cell empty".to_owned();
        findings.add_with_hint(
            codes::FILE_OUTSIDE,
            &file.place,
            format!("`{}` leads out of the case", file.text),
            hint,
        );
    }
}

/// Whether a path that is to lie in the folder of the case does not, on any system.
fn leads_out(path: &str) -> bool {
    let from_the_root = path.starts_with(['/', '\\']) || path.chars().nth(1) == Some(':');
    from_the_root || path.split(['/', '\\']).any(|part| part == "..")
}
