//! Fields of rows: what reads them from the cells of a record and writes them back. A field is declared once, beside its type.

use super::column::{Column, Kind};
use super::{Context, Reference};
use crate::diagnostic::Diagnostics;
use crate::syntax::Record;
use crate::syntax::record::Word;

/// A record while it is read into a row.
pub struct Reading<'r> {
    pub(crate) record: &'r Record,
    pub(crate) context: &'r Context,
    pub(crate) findings: &'r mut Diagnostics,
}

/// One or several columns that make a part of a row.
pub(crate) trait Field {
    /// What they make.
    type Value;

    /// Its columns in order.
    fn columns(&self) -> Vec<Column>;

    /// Reads them; `None` when the row cannot be without it, which is a finding.
    fn read(&self, reading: &mut Reading<'_>) -> Option<Self::Value>;

    /// Its cells, one for each column.
    fn write(&self, value: &Self::Value) -> Vec<String>;

    /// What it is where its cells are empty.
    fn blank(&self) -> Self::Value;

    /// Adds the names of other rows that it holds.
    fn refer<'v>(&self, _value: &'v Self::Value, _to: &mut Vec<Reference<'v>>) {}
}

/// How one cell is read, by its column.
pub(crate) trait How {
    /// What it makes.
    type Value;

    /// Reads it; `None` when the row cannot be without it.
    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<Self::Value>;

    /// The text of the cell.
    fn text(&self, value: &Self::Value) -> String;

    /// What an empty cell stands for.
    fn blank(&self) -> Self::Value;

    /// Adds the names of other rows that it holds.
    fn refer<'v>(&self, _column: &Column, _value: &'v Self::Value, _to: &mut Vec<Reference<'v>>) {}
}

/// A field of one column.
pub(crate) struct Single<H> {
    pub(super) column: Column,
    pub(super) how: H,
}

impl<H> Single<H> {
    /// With a cell as it may be.
    pub const fn example(mut self, example: &'static str) -> Self {
        self.column.example = example;
        self
    }

    /// With what an empty cell stands for.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.column.default = default;
        self
    }

    /// The table cannot be read without the column, but its cells may be empty.
    pub const fn column_needed(mut self) -> Self {
        self.column.required = true;
        self
    }

    /// Column and cells are needed.
    pub const fn needed(mut self) -> Self {
        (self.column.required, self.column.filled) = (true, true);
        self
    }
}

impl<H: How> Field for Single<H> {
    type Value = H::Value;

    fn columns(&self) -> Vec<Column> {
        vec![self.column]
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<H::Value> {
        self.how.read(&self.column, reading)
    }

    fn write(&self, value: &H::Value) -> Vec<String> {
        vec![self.how.text(value)]
    }

    fn blank(&self) -> H::Value {
        self.how.blank()
    }

    fn refer<'v>(&self, value: &'v H::Value, to: &mut Vec<Reference<'v>>) {
        self.how.refer(&self.column, value, to);
    }
}

/// Adds a word that is the name of another row.
pub(super) fn refer<'v>(column: &Column, word: Option<&'v Word>, to: &mut Vec<Reference<'v>>) {
    if let (Kind::Name(target) | Kind::Names(target), Some(word)) = (column.kind, word) {
        to.push(Reference { target, word });
    }
}

/// Two fields that belong together.
impl<A: Field, B: Field> Field for (A, B) {
    type Value = (A::Value, B::Value);

    fn columns(&self) -> Vec<Column> {
        [self.0.columns(), self.1.columns()].concat()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let (a, b) = (self.0.read(reading), self.1.read(reading));
        Some((a?, b?))
    }

    fn write(&self, value: &Self::Value) -> Vec<String> {
        [self.0.write(&value.0), self.1.write(&value.1)].concat()
    }

    fn blank(&self) -> Self::Value {
        (self.0.blank(), self.1.blank())
    }
}
