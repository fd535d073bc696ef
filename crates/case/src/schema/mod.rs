//! The tables of a case, each declared once in a file of its own: columns, row, reading, writing.
//!
//! What a cell may hold stands in the declaration and nowhere else: readers, checks, writers, `detente init`, the reference and the schemas
//! for editors and other programs come from it. A new column is a field more in the file of its table.

mod cell;
pub(crate) mod column;
mod field;
mod ground;
pub mod keys;
mod lists;
pub(crate) mod sheet;
mod single;
mod size;
#[cfg(test)]
mod tests;
mod triple;
pub(crate) mod words;

pub(crate) mod actors;
pub(crate) mod backtests;
pub(crate) mod claim_links;
pub(crate) mod claims;
pub(crate) mod data_events;
pub(crate) mod datasets;
pub(crate) mod events;
pub(crate) mod expects;
pub(crate) mod factors;
pub(crate) mod fingerprints;
pub(crate) mod flows;
pub(crate) mod forecasts;
pub(crate) mod forums;
pub(crate) mod issues;
pub(crate) mod links;
pub(crate) mod places;
pub(crate) mod positions;
pub(crate) mod questions;
pub(crate) mod sources;
pub(crate) mod ties;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use detente_chance::Shape;

use crate::syntax::record::Word;

pub use column::{Choice, Column, Companion, Kind, Range, Table, Target, Vocabulary, choice, word};
pub(crate) use field::Field;
pub use field::Reading;
pub use ground::Basis;
pub use sheet::{Sheet, SheetError};
pub use size::SizeBasis;

/// Any number.
pub(crate) const ANY: Range = (f64::MIN, f64::MAX);

/// Probabilities, of words of likelihood and of forecasts.
pub(crate) const LIKELIHOOD: Range = (0.0, 1.0);

/// What rows are read with, beside their own cells.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// Shape of estimates.
    pub shape: Shape,
    /// Grades of claims that have none of their own, by source.
    pub grades: BTreeMap<String, String>,
}

/// A name of another row, as it stands in a cell.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'v> {
    /// What it is the name of.
    pub target: Target,
    /// The name.
    pub word: &'v Word,
}

/// A row of a table of the case format, as its table declares it.
pub trait Row: Sized + Default {
    /// The table's name in the case folder.
    const FILE: &'static str;

    /// What its table is.
    fn declaration() -> Table;

    /// Reads a record; `None` when it is no row, which is a finding.
    fn read(reading: &mut Reading<'_>) -> Option<Self>;

    /// The texts of its cells, in the order of the table's columns.
    fn cells(&self) -> Vec<String>;

    /// The names of other rows that it holds.
    fn references(&self) -> Vec<Reference<'_>>;
}

/// Every table of the case format.
pub static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    use crate::case::*;
    vec![
        Source::declaration(),
        fingerprints::Fingerprint::declaration(),
        Actor::declaration(),
        Claim::declaration(),
        ClaimLink::declaration(),
        Tie::declaration(),
        Issue::declaration(),
        Position::declaration(),
        Factor::declaration(),
        Link::declaration(),
        Forum::declaration(),
        Forecast::declaration(),
        Event::declaration(),
        PlaceOnMap::declaration(),
        Flow::declaration(),
        Question::declaration(),
        Expectation::declaration(),
        DataSet::declaration(),
        DataEvent::declaration(),
        KeptScore::declaration(),
    ]
});

/// The table of this name, or the one that it stands beside.
pub fn table_of(file: &str) -> Option<&'static Table> {
    let is_its = |table: &&Table| table.file == file || table.companion.is_some_and(|beside| beside.file == file);
    TABLES.iter().find(is_its)
}

/// Whether the program writes a table of this name beside the one a person writes.
pub(crate) fn is_companion(file: &str) -> bool {
    TABLES.iter().any(|table| table.companion.is_some_and(|companion| companion.file == file))
}

/// Declares a table: its file, the table of data beside it, what its rows are, a row with the field of each part, and a check over several
/// columns, which is made of every record and tells whether it is a row at all.
macro_rules! table {
    (
        file: $file:literal,
        $(companion: $companion:expr,)?
        about: $about:literal,
        $(check: $check:path,)?
        $(#[$doc:meta])*
        pub struct $row:ident {
            $($(#[$field_doc:meta])* pub $field:ident: $type:ty = $declared:expr,)*
        }
        $(beside {
            $($(#[$beside_doc:meta])* pub $beside:ident: $beside_type:ty,)*
        })?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $row {
            $($(#[$field_doc])* pub $field: $type,)*
            $($($(#[$beside_doc])* pub $beside: $beside_type,)*)?
        }

        /// A row whose cells are empty, to be filled.
        impl Default for $row {
            fn default() -> Self {
                Self {
                    $($field: $crate::schema::Field::blank(&$declared),)*
                    $($($beside: Default::default(),)*)?
                }
            }
        }

        impl $crate::schema::Row for $row {
            const FILE: &'static str = $file;

            fn declaration() -> $crate::schema::Table {
                let mut columns = Vec::new();
                $(columns.extend($crate::schema::Field::columns(&$declared));)*
                #[allow(unused_mut, unused_assignments)]
                let mut companion = None;
                $(companion = Some($companion);)?
                $crate::schema::Table { file: $file, about: $about, columns, companion }
            }

            fn read(reading: &mut $crate::schema::Reading<'_>) -> Option<Self> {
                $(let $field = $crate::schema::Field::read(&$declared, reading);)*
                $(if !$check(reading) {
                    return None;
                })?
                Some(Self { $($field: $field?,)* $($($beside: Default::default(),)*)? })
            }

            fn cells(&self) -> Vec<String> {
                let mut cells = Vec::new();
                $(cells.extend($crate::schema::Field::write(&$declared, &self.$field));)*
                cells
            }

            #[allow(unused_mut)]
            fn references(&self) -> Vec<$crate::schema::Reference<'_>> {
                let mut found = Vec::new();
                $($crate::schema::Field::refer(&$declared, &self.$field, &mut found);)*
                found
            }
        }
    };
}
pub(crate) use table;
