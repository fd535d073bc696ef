//! TOML into sections with places: every syntax error is reported, unknown keys too.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::schema::keys::Keys;
use crate::syntax::{Record, Word, characters};

/// A table of a TOML file.
#[derive(Debug, Clone)]
pub(crate) struct Section<'t> {
    pub file: String,
    pub place: Place,
    /// Whether parts of the file could not be read.
    pub broken: bool,
    table: DeTable<'t>,
}

impl<'t> Section<'t> {
    /// Parses a whole file; what could be read is returned, what could not is reported.
    pub fn parse(file: &str, text: &'t str, findings: &mut Diagnostics) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let broken = !errors.is_empty();
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let place = Place::new(file, span);
            findings.add(codes::SYNTAX, &place, error.message().lines().collect::<Vec<_>>().join("; "));
        }
        let table = table.into_inner();
        strange(file, &table, findings);
        Self { file: file.to_owned(), place: Place::new(file, 0..0), broken, table }
    }

    fn at(&self, value: &Spanned<DeValue<'_>>) -> Place {
        Place::new(&self.file, value.span())
    }

    /// Reports every key that is not declared.
    pub fn only(&self, keys: &Keys, findings: &mut Diagnostics) {
        let known: Vec<&str> = keys.names().collect();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let hint =
                    did_you_mean(name, known.iter().copied()).unwrap_or_else(|| format!("known: {}", known.join(", ")));
                let place = Place::new(&self.file, key.span());
                findings.add_with_hint(codes::UNKNOWN_KEY, &place, format!("unknown key `{name}`"), hint);
            }
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.table.keys().any(|key| key.get_ref() == name)
    }

    /// The keys with their places, in order of name.
    pub fn names(&self) -> Vec<Word> {
        let word = |key: &Spanned<std::borrow::Cow<'_, str>>| Word {
            text: key.get_ref().to_string(),
            place: Place::new(&self.file, key.span()),
        };
        self.table.keys().map(word).collect()
    }

    fn value(&self, name: &str) -> Option<&Spanned<DeValue<'t>>> {
        self.table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
    }

    /// The section under `name`; absent is `None`, another type is reported.
    pub fn section(&self, name: &str, findings: &mut Diagnostics) -> Option<Section<'t>> {
        let value = self.value(name)?;
        let found = self.as_section(value);
        if found.is_none() {
            self.wrong_type(value, name, "a table", findings);
        }
        found
    }

    /// The named sections under `name`, in order of their names.
    pub fn sections(&self, name: &str, findings: &mut Diagnostics) -> Vec<(String, Section<'t>)> {
        let Some(outer) = self.section(name, findings) else { return Vec::new() };
        let names: Vec<String> = outer.table.keys().map(|key| key.get_ref().to_string()).collect();
        names.into_iter().filter_map(|name| Some((name.clone(), outer.section(&name, findings)?))).collect()
    }

    /// The list of tables under `name`.
    pub fn list(&self, name: &str, findings: &mut Diagnostics) -> Vec<Section<'t>> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, name, "a list of tables", findings);
            return Vec::new();
        };
        let mut found = Vec::new();
        for item in array.iter() {
            match self.as_section(item) {
                Some(section) => found.push(section),
                None => self.wrong_type(item, name, "a list of tables", findings),
            }
        }
        found
    }

    /// The plain values as a record: lists of plain values become words separated by spaces.
    pub fn record(&self, nested: &[&str], findings: &mut Diagnostics) -> Record {
        let mut record = Record::new(self.place.clone());
        for (key, value) in self.table.iter() {
            let name: &str = key.get_ref();
            if nested.contains(&name) {
                continue;
            }
            if let Some(items) = value.get_ref().as_array() {
                let word =
                    |item: &Spanned<DeValue<'_>>| Some(Word { text: plain(item.get_ref())?, place: self.at(item) });
                match items.iter().map(word).collect() {
                    Some(words) => record.insert_list(name, words, self.at(value)),
                    None => self.wrong_type(value, name, "a list of plain values", findings),
                }
                continue;
            }
            match plain(value.get_ref()) {
                Some(text) => record.insert(name.to_owned(), text.trim().to_owned(), self.at(value)),
                None => self.wrong_type(value, name, "a plain value or a list of them", findings),
            }
        }
        record
    }

    fn as_section(&self, value: &Spanned<DeValue<'t>>) -> Option<Section<'t>> {
        let table = value.get_ref().as_table()?.clone();
        Some(Section { file: self.file.clone(), place: self.at(value), broken: self.broken, table })
    }

    fn wrong_type(&self, value: &Spanned<DeValue<'_>>, name: &str, wanted: &str, findings: &mut Diagnostics) {
        let message = format!("`{name}` is {}, not {wanted}", value.get_ref().type_str());
        findings.add(codes::WRONG_TYPE, &self.at(value), message);
    }
}

/// Reports keys and texts that hold characters which command or hide, written out or as an escape.
fn strange(file: &str, table: &DeTable<'_>, findings: &mut Diagnostics) {
    for (key, value) in table.iter() {
        characters::check(key.get_ref(), &Place::new(file, key.span()), findings);
        strange_value(file, value, findings);
    }
}

fn strange_value(file: &str, value: &Spanned<DeValue<'_>>, findings: &mut Diagnostics) {
    match value.get_ref() {
        DeValue::String(text) => characters::check(text, &Place::new(file, value.span()), findings),
        DeValue::Array(items) => items.iter().for_each(|item| strange_value(file, item, findings)),
        DeValue::Table(table) => strange(file, table, findings),
        _ => {}
    }
}

fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().replace('_', "")),
        DeValue::Float(number) => Some(number.as_str().replace('_', "")),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}
