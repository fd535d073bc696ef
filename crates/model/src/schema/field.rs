//! Fields of rows: what reads them from the cells of a record and writes them back. A field is declared once, beside its type.

use detente_chance::{Estimate, Shape};

use super::cell::Cell;
use super::column::{Column, Kind, Range, Target, Vocabulary};
use super::{Context, Reference};
use crate::case::Word;
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::locator::Locator;
use crate::syntax::Record;
use crate::syntax::record::not_a_choice;

/// A record while it is read into a row.
pub struct Reading<'r> {
    pub(crate) record: &'r Record,
    pub(crate) context: &'r Context,
    pub(crate) findings: &'r mut Findings,
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
    column: Column,
    how: H,
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
pub(crate) type Look = fn(&Word, &mut Findings);

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
fn known(name: &str, word: &Word, words: &dyn Vocabulary, findings: &mut Findings) {
    let words: Vec<&str> = words.words().iter().map(|known| known.word).collect();
    if !words.contains(&word.text.as_str()) {
        not_a_choice(name, word, &words, findings);
    }
}

/// Texts separated by `;`.
pub(crate) struct Texts;

/// Texts separated by `;`.
pub(crate) const fn texts(name: &'static str, about: &'static str) -> Single<Texts> {
    Single { column: Column::optional(name, about, Kind::Texts), how: Texts }
}

impl How for Texts {
    type Value = Vec<String>;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<Vec<String>> {
        let text = reading.record.text(column.name);
        Some(text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    fn text(&self, value: &Vec<String>) -> String {
        value.join("; ")
    }

    fn blank(&self) -> Self::Value {
        Vec::new()
    }
}

/// Words separated by spaces.
pub(crate) struct Words;

/// Names of other rows.
pub(crate) const fn names(target: Target, name: &'static str, about: &'static str) -> Single<Words> {
    words(Kind::Names(target), name, about)
}

/// Words separated by spaces.
pub(crate) const fn words(kind: Kind, name: &'static str, about: &'static str) -> Single<Words> {
    Single { column: Column::optional(name, about, kind), how: Words }
}

impl How for Words {
    type Value = Vec<Word>;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<Vec<Word>> {
        if column.filled {
            reading.record.required(column.name, reading.findings);
        }
        Some(reading.record.words(column.name))
    }

    fn text(&self, value: &Vec<Word>) -> String {
        value.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn blank(&self) -> Self::Value {
        Vec::new()
    }

    fn refer<'v>(&self, column: &Column, value: &'v Vec<Word>, to: &mut Vec<Reference<'v>>) {
        value.iter().for_each(|word| refer(column, Some(word), to));
    }
}

fn refer<'v>(column: &Column, word: Option<&'v Word>, to: &mut Vec<Reference<'v>>) {
    if let (Kind::Name(target) | Kind::Names(target), Some(word)) = (column.kind, word) {
        to.push(Reference { target, word });
    }
}

/// Locators separated by spaces.
pub(crate) struct Locators;

/// Locators with their places.
pub(crate) const fn locators(name: &'static str, about: &'static str) -> Single<Locators> {
    Single { column: Column::optional(name, about, Kind::Locators), how: Locators }.example("article:¶35")
}

impl How for Locators {
    type Value = Vec<(Locator, Place)>;

    fn read(&self, column: &Column, reading: &mut Reading<'_>) -> Option<Self::Value> {
        if column.filled {
            reading.record.required(column.name, reading.findings);
        }
        Some(reading.record.locators(column.name, reading.findings))
    }

    fn text(&self, value: &Self::Value) -> String {
        value.iter().map(|(locator, _)| locator.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn blank(&self) -> Self::Value {
        Vec::new()
    }
}

/// The three columns of an estimate.
pub(crate) struct Triple {
    columns: [Column; 3],
    shape: Option<Shape>,
}

/// The names of the three columns of an estimate, by what stands before `low`, `mode` and `high`.
macro_rules! parts {
    ($prefix:literal) => {
        [concat!($prefix, "low"), concat!($prefix, "mode"), concat!($prefix, "high")]
    };
}
pub(crate) use parts;

/// An estimate that may be left out.
pub(crate) const fn triple(names: [&'static str; 3], range: Range, about: &'static str) -> Triple {
    let [low, mode, high] = names;
    let kind = Kind::Part(range);
    Triple {
        columns: [
            Column::optional(low, about, kind),
            Column::optional(mode, "most likely value", kind),
            Column::optional(high, "upper end", kind),
        ],
        shape: None,
    }
}

impl Triple {
    /// With cells as they may be.
    pub const fn example(mut self, [low, mode, high]: [&'static str; 3]) -> Self {
        (self.columns[0].example, self.columns[1].example, self.columns[2].example) = (low, mode, high);
        self
    }

    /// With what stands where all three are empty.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.columns[1].default = default;
        self
    }

    /// Its middle called otherwise than the most likely value.
    pub const fn middle(mut self, about: &'static str) -> Self {
        self.columns[1].about = about;
        self
    }

    /// Of the shape PERT, whatever the case says of shapes.
    pub const fn pert(mut self) -> Self {
        self.shape = Some(Shape::Pert);
        self
    }

    /// The table cannot be read without its columns.
    pub const fn columns_needed(mut self) -> Self {
        (self.columns[0].required, self.columns[1].required, self.columns[2].required) = (true, true, true);
        self
    }

    /// Without which a row means nothing.
    pub const fn needed(mut self) -> NeededTriple {
        self.columns[1].filled = true;
        NeededTriple(self.columns_needed())
    }

    /// The name of the column of the most likely value.
    pub const fn mode(&self) -> &'static str {
        self.columns[1].name
    }
}

impl Field for Triple {
    type Value = Option<Estimate>;

    fn columns(&self) -> Vec<Column> {
        self.columns.to_vec()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let shape = self.shape.unwrap_or(reading.context.shape);
        let prefix = self.columns[0].name.trim_end_matches("low");
        Some(reading.record.estimate(prefix, shape, reading.findings))
    }

    fn write(&self, value: &Self::Value) -> Vec<String> {
        let numbers = value.map(|estimate| [estimate.low(), estimate.mode(), estimate.high()]);
        numbers.map_or_else(|| vec![String::new(); 3], |numbers| numbers.map(|number| number.to_string()).to_vec())
    }

    fn blank(&self) -> Self::Value {
        None
    }
}

/// The three columns of an estimate that must be there.
pub(crate) struct NeededTriple(Triple);

impl NeededTriple {
    /// With cells as they may be.
    pub const fn example(self, cells: [&'static str; 3]) -> Self {
        Self(self.0.example(cells))
    }
}

impl Field for NeededTriple {
    type Value = Estimate;

    fn columns(&self) -> Vec<Column> {
        self.0.columns()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Estimate> {
        reading.record.required(self.0.mode(), reading.findings);
        self.0.read(reading)?
    }

    fn write(&self, value: &Estimate) -> Vec<String> {
        self.0.write(&Some(*value))
    }

    fn blank(&self) -> Estimate {
        Estimate::ZERO
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
