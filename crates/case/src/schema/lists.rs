//! Fields of one cell that holds several things.

use super::Reference;
use super::column::{Column, Kind, Target};
use super::field::{How, Reading, Single, refer};
use crate::files::Place;
use crate::locator::Locator;
use crate::syntax::record::Word;

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
