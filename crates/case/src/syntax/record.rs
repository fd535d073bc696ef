//! A record: named texts with places, from a CSV row or a TOML table, and the typed ways to read them.

use std::borrow::Cow;
use std::ops::Deref;

use detente_chance::{Estimate, EstimateError, Shape};
use detente_text::{Decimal, missing, number};

use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::locator::Locator;
use crate::names::did_you_mean;
use crate::path::{is_actor, is_id};
use crate::schema::Choice;

/// A word with its place, so that whoever resolves it can point at it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

impl Deref for Word {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

/// A word of a row that is made and not read: it has no place.
impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), place: Place::default() }
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { text, place: Place::default() }
    }
}

/// Named texts with places.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub place: Place,
    decimal: Decimal,
    fields: Vec<(Cow<'static, str>, Word)>,
    lists: Vec<(String, Vec<Word>)>,
    /// The fields that were asked for: what is declared must be read, and nothing else.
    #[cfg(test)]
    pub asked: std::cell::RefCell<std::collections::BTreeSet<String>>,
}

impl Record {
    pub fn new(place: Place) -> Self {
        Self {
            place,
            decimal: Decimal::Point,
            fields: Vec::new(),
            lists: Vec::new(),
            #[cfg(test)]
            asked: Default::default(),
        }
    }

    /// A record of a row of a table, with room for its cells, whose numbers have this decimal mark.
    pub fn of_row(place: Place, cells: usize, decimal: Decimal) -> Self {
        Self { decimal, fields: Vec::with_capacity(cells), ..Self::new(place) }
    }

    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, text: String, place: Place) {
        self.fields.push((name.into(), Word { text, place }));
    }

    /// A list whose items have places of their own.
    pub fn insert_list(&mut self, name: &str, items: Vec<Word>, place: Place) {
        let text = items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" ");
        self.insert(name.to_owned(), text, place);
        self.lists.push((name.to_owned(), items));
    }

    /// The field, when it is there and not empty.
    pub fn get(&self, name: &str) -> Option<&Word> {
        #[cfg(test)]
        self.asked.borrow_mut().insert(name.to_owned());
        self.fields.iter().find(|(field, _)| field == name).map(|(_, word)| word).filter(|word| !word.is_empty())
    }

    pub fn names(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.fields.iter().map(|(name, word)| (&**name, word))
    }

    /// The texts of all fields.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, word)| word.text.as_str())
    }

    pub fn text(&self, name: &str) -> String {
        self.get(name).map(|word| word.text.clone()).unwrap_or_default()
    }

    /// Where the field stands, or the record when it does not.
    pub fn place_of(&self, name: &str) -> &Place {
        self.fields.iter().find(|(field, _)| field == name).map_or(&self.place, |(_, word)| &word.place)
    }

    pub fn required(&self, name: &str, findings: &mut Diagnostics) -> Option<Word> {
        let found = self.get(name).cloned();
        if found.is_none() {
            findings.add(codes::EMPTY, self.place_of(name), format!("`{name}` is empty"));
        }
        found
    }

    /// An id: letters, digits, `.`, `_` and (unless `dotted`, as actors are) `-`.
    pub fn id(&self, name: &str, dotted: bool, findings: &mut Diagnostics) -> Option<Word> {
        let word = self.required(name, findings)?;
        Self::is_id(&word, dotted, findings).then_some(word)
    }

    /// Whether a word is an id; reported where it is none.
    pub fn is_id(word: &Word, dotted: bool, findings: &mut Diagnostics) -> bool {
        if if dotted { is_actor(word) } else { is_id(word) } {
            return true;
        }
        let allowed = if dotted { "letters, digits, `_` and `.`" } else { "letters, digits, `_` and, inside, `-`" };
        findings.add_with_hint(
            codes::NOT_AN_ID,
            &word.place,
            format!("`{}` is not an id", word.text),
            format!("use {allowed}: ids become parts of quantity paths"),
        );
        false
    }

    /// The words of a list, separated by spaces.
    pub fn words(&self, name: &str) -> Vec<Word> {
        if let Some((_, items)) = self.lists.iter().find(|(list, _)| list == name) {
            return items.clone();
        }
        self.get(name).map(split_words).unwrap_or_default()
    }

    /// The items of a list as they are; a plain text is a list of one.
    pub fn words_or_text(&self, name: &str) -> Vec<Word> {
        match self.lists.iter().find(|(list, _)| list == name) {
            Some((_, items)) => items.clone(),
            None => self.get(name).cloned().into_iter().collect(),
        }
    }

    pub fn number(&self, name: &str, findings: &mut Diagnostics) -> Option<f64> {
        let word = self.get(name)?;
        if let Ok(number) = number(word, self.decimal) {
            return Some(number);
        }
        let hint = match word.text.as_str() {
            text if text.contains(',') && self.decimal == Decimal::Point => Some("write decimals with a point"),
            text if text.contains('.') && self.decimal == Decimal::Comma => {
                Some("the other numbers have a decimal comma")
            }
            text if text.ends_with('%') => Some("write a share, such as 0.45"),
            text if missing(text) => Some("leave the cell empty where there is no number"),
            _ => None,
        };
        let message = format!("`{}` is not a finite number", word.text);
        findings.add_with_hint(codes::NOT_A_NUMBER, &word.place, message, hint.map(str::to_owned));
        None
    }

    /// The estimate in `{prefix}low`, `{prefix}mode`, `{prefix}high`; mode alone is a point. `None` when all are empty
    /// or when a finding was added.
    pub fn estimate(&self, prefix: &str, shape: Shape, findings: &mut Diagnostics) -> Option<Estimate> {
        let names = ["low", "mode", "high"].map(|part| format!("{prefix}{part}"));
        if names.iter().all(|name| self.get(name).is_none()) {
            return None;
        }
        let [low, mode, high] = names.each_ref().map(|name| self.number(name, findings));
        let place = names.iter().find(|name| self.get(name).is_some()).map_or(&self.place, |name| self.place_of(name));
        let made = match (low, mode, high) {
            (None, Some(mode), None) if self.get(&names[0]).is_none() && self.get(&names[2]).is_none() => {
                Estimate::point(mode)
            }
            (Some(low), Some(mode), Some(high)) => Estimate::new(low, mode, high, shape),
            _ => {
                if names.iter().any(|name| self.get(name).is_none()) {
                    let message = format!("an estimate needs `{}`, `{}` and `{}`", names[0], names[1], names[2]);
                    findings.add_with_hint(
                        codes::ESTIMATE_PARTS,
                        place,
                        message,
                        "give the mode alone for a number without doubt".to_owned(),
                    );
                }
                return None;
            }
        };
        made.map_err(|error| {
            let hint = matches!(error, EstimateError::Order { .. }).then(|| "low <= mode <= high".to_owned());
            findings.add_with_hint(codes::ESTIMATE_ORDER, place, error.to_string(), hint);
        })
        .ok()
    }

    pub fn date(&self, name: &str, findings: &mut Diagnostics) -> Option<Date> {
        let word = self.get(name)?;
        let date = Date::parse(word);
        if date.is_none() {
            findings.add_with_hint(
                codes::BAD_DATE,
                &word.place,
                format!("`{}` is not a date", word.text),
                "write `2001`, `2001-02` or `2001-02-28`".to_owned(),
            );
        }
        date
    }

    pub fn locators(&self, name: &str, findings: &mut Diagnostics) -> Vec<(Locator, Place)> {
        let words = self.words(name);
        let mut found = Vec::with_capacity(words.len());
        for word in words {
            match Locator::parse(&word) {
                Ok(locator) => found.push((locator, word.place)),
                Err(form) => {
                    findings.add_with_hint(
                        codes::BAD_LOCATOR,
                        &word.place,
                        format!("`{}` is not a locator", word.text),
                        form.to_owned(),
                    );
                }
            }
        }
        found
    }

    /// One of a closed list of words; `None` when empty or unknown.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[Choice<T>], findings: &mut Diagnostics) -> Option<T> {
        let word = self.get(name)?;
        let found = choices.iter().find(|choice| choice.word == &**word);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
            not_a_choice(name, word, &words, findings);
        }
        found.map(|choice| choice.is)
    }
}

/// Reports a word that is none of a closed list.
pub(crate) fn not_a_choice(name: &str, word: &Word, words: &[&str], findings: &mut Diagnostics) {
    let hint = did_you_mean(word, words.iter().copied()).unwrap_or_else(|| format!("one of {}", words.join(", ")));
    findings.add_with_hint(codes::NOT_A_CHOICE, &word.place, format!("`{}` is no `{name}`", word.text), hint);
}

/// The words of `word` with a place each, found in order inside its bytes.
fn split_words(word: &Word) -> Vec<Word> {
    let start = word.place.start;
    let quoted = word.place.end - start > word.text.len();
    let mut at = start + usize::from(quoted);
    word.text
        .split(' ')
        .map(|part| {
            let place = Place::within(&word.place.file, at..(at + part.len()).min(word.place.end.max(at)));
            at += part.len() + 1;
            Word { text: part.to_owned(), place }
        })
        .filter(|part| !part.is_empty())
        .collect()
}
