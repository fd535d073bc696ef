//! Fields of one cell: needed, maybe empty, with a default, or kept as the text it is.

use super::Reference;
use super::cell::Cell;
use super::column::{Column, Kind, Vocabulary};
use super::field::{How, Reading, Single, refer};
use crate::diagnostic::Diagnostics;
use crate::syntax::record::Word;
use crate::syntax::record::not_a_choice;

/// A cell without which its row means nothing.
pub(crate) struct Needed<C>(C);

/// A cell that must not be empty, in a column that must not be missing.
pub(crate) fn needed<C: Cell>(cell: C, name: &'static str, about: &'static str) -> Single<Needed<C>> {
    Single { column: Column::optional(name, about, cell.kind()), how: Needed(cell) }.needed()
}

impl<C: Cell<Value: Default>> How for Needed<C> {
    type Value = C::Value;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<C::Value> {
        reading.record.required(column.name, reading.findings)?;
        self.0.read(column, reading.record, reading.findings)
    }

    fn text(&self, value: &C::Value) -> String {
        self.0.text(value)
    }

    fn blank(&self) -> C::Value {
        C::Value::default()
    }

    fn refer<'v>(&self, column: &Column, value: &'v C::Value, to: &mut Vec<Reference<'v>>) {
        refer(column, self.0.word(value), to);
    }
}

/// A cell that may be empty; one that cannot be read is a finding and counts as empty.
pub(crate) struct Maybe<C>(C);

/// A cell that may be empty.
pub(crate) fn maybe<C: Cell>(cell: C, name: &'static str, about: &'static str) -> Single<Maybe<C>> {
    Single { column: Column::optional(name, about, cell.kind()), how: Maybe(cell) }
}

impl<C: Cell> How for Maybe<C> {
    type Value = Option<C::Value>;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<Self::Value> {
        Some(self.0.read(column, reading.record, reading.findings))
    }

    fn text(&self, value: &Self::Value) -> String {
        value.as_ref().map(|value| self.0.text(value)).unwrap_or_default()
    }

    fn blank(&self) -> Self::Value {
        None
    }

    fn refer<'v>(&self, column: &Column, value: &'v Self::Value, to: &mut Vec<Reference<'v>>) {
        refer(column, value.as_ref().and_then(|value| self.0.word(value)), to);
    }
}

/// A cell that stands for a value when it is empty.
pub(crate) struct Otherwise<C, V>(C, V);

/// A cell that stands for `value`, told as `default`, when it is empty or cannot be read.
pub(crate) fn otherwise<C: Cell<Value = V>, V>(
    (cell, value, default): (C, V, &'static str),
    name: &'static str,
    about: &'static str,
) -> Single<Otherwise<C, V>> {
    Single { column: Column::optional(name, about, cell.kind()), how: Otherwise(cell, value) }.default(default)
}

impl<C: Cell<Value = V>, V: Copy + PartialEq> How for Otherwise<C, V> {
    type Value = V;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<V> {
        Some(self.0.read(column, reading.record, reading.findings).unwrap_or(self.1))
    }

    /// Nothing where it is what an empty cell says.
    fn text(&self, value: &V) -> String {
        if *value == self.1 { String::new() } else { self.0.text(value) }
    }

    fn blank(&self) -> V {
        self.1
    }
}

/// Looks at the word of a cell that is kept as it stands.
pub(crate) type Look = fn(&Word, &mut Diagnostics);

/// A text kept as it stands.
pub(crate) struct Kept(Option<Look>);

/// A text that may be empty.
pub(crate) const fn text(name: &'static str, about: &'static str) -> Single<Kept> {
    kept(Kind::Text, name, about)
}

/// A text of some kind that is kept as it stands. A word of a closed list is looked up.
pub(crate) const fn kept(kind: Kind, name: &'static str, about: &'static str) -> Single<Kept> {
    Single { column: Column::optional(name, about, kind), how: Kept(None) }
}

impl Single<Kept> {
    /// With a look at what stands there.
    pub const fn looked_at(mut self, look: Look) -> Self {
        self.how.0 = Some(look);
        self
    }
}

impl How for Kept {
    type Value = String;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<String> {
        if column.filled {
            reading.record.required(column.name, reading.findings)?;
        }
        if let Some(word) = reading.record.get(column.name) {
            if let Kind::Word(words) = column.kind {
                known(column.name, word, words, reading.findings);
            }
            if let Some(look) = self.0 {
                look(word, reading.findings);
            }
        }
        Some(reading.record.text(column.name))
    }

    fn text(&self, value: &String) -> String {
        value.clone()
    }

    fn blank(&self) -> String {
        String::new()
    }
}

/// Reports a word that is not on its list.
fn known(name: &str, word: &Word, words: &dyn Vocabulary, findings: &mut Diagnostics) {
    let words: Vec<&str> = words.words().iter().map(|known| known.word).collect();
    if !words.contains(&word.text.as_str()) {
        not_a_choice(name, word, &words, findings);
    }
}
