//! Reading JSON with every flaw at once, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The place: `rankings.US[2]`, or a line.
    pub at: String,
    /// The reason.
    pub what: String,
}

/// Gathers flaws while values are taken out of a document.
#[derive(Debug, Default)]
pub(crate) struct Flaws(pub Vec<Flaw>);

impl Flaws {
    pub fn add(&mut self, at: impl Into<String>, what: impl Into<String>) {
        self.0.push(Flaw { at: at.into(), what: what.into() });
    }

    /// The object at a place.
    pub fn object<'v>(&mut self, at: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        self.or_flaw(at, value.as_object(), "an object is expected here")
    }

    /// The list under a name; nothing and no flaw when it is not there.
    pub fn list<'v>(&mut self, at: &str, object: &'v Map<String, Value>, name: &str) -> Vec<&'v Value> {
        match object.get(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list.iter().collect(),
            Some(_) => {
                self.add(place(at, name), "a list is expected here");
                Vec::new()
            }
        }
    }

    /// The text at a place.
    pub fn text(&mut self, at: &str, value: &Value) -> Option<String> {
        self.or_flaw(at, value.as_str().map(str::to_owned), "a text is expected here")
    }

    /// The number at a place.
    pub fn number(&mut self, at: &str, value: &Value) -> Option<f64> {
        self.or_flaw(at, value.as_f64(), "a number is expected here")
    }

    /// A whole number from 1 to `most` at a place, counted from 0.
    pub fn place_in(&mut self, at: &str, value: &Value, most: usize) -> Option<usize> {
        let found = value.as_u64().filter(|number| (1..=most as u64).contains(number));
        self.or_flaw(
            at,
            found.map(|number| number as usize - 1),
            &format!("a whole number from 1 to {most} is expected"),
        )
    }

    /// The text under a name; `None` and no flaw when it is not there.
    pub fn word(&mut self, at: &str, object: &Map<String, Value>, name: &str) -> Option<String> {
        let value = object.get(name)?;
        self.text(&place(at, name), value)
    }

    /// Every key of an object must be one of `names`.
    pub fn known(&mut self, at: &str, object: &Map<String, Value>, names: &[&str]) {
        for key in object.keys().filter(|key| !names.contains(&key.as_str())) {
            self.add(place(at, key), format!("this key is not known here: {}", names.join(", ")));
        }
    }

    /// Names must not be empty and stand once each.
    pub fn distinct(&mut self, at: &str, names: &[String]) {
        let mut seen = BTreeSet::new();
        for (place, name) in names.iter().enumerate() {
            if name.trim().is_empty() {
                self.add(at, format!("name {} is empty", place + 1));
            } else if !seen.insert(name) {
                self.add(at, format!("`{name}` stands twice"));
            }
        }
    }

    fn or_flaw<T>(&mut self, at: &str, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.add(at, what);
        }
        value
    }
}

/// The text under a name, empty when it is not there.
pub(crate) fn word(object: &Map<String, Value>, name: &str) -> String {
    object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// `name` inside `at`.
pub(crate) fn place(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// A document as a value; a key that stands twice in one object is a flaw, for only one of the two could count.
///
/// # Errors
/// One [`Flaw`] for a text that is no JSON, or one for every key that stands twice.
pub(crate) fn parse(text: &str) -> Result<Value, Vec<Flaw>> {
    parse_apart(text, |_| false).map(|(value, _)| value)
}

/// The same with the lists of which `is_ranking` holds kept apart, by their places: in the tree such a list is empty. A ranking of a
/// million states would take a hundred times its text there.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_apart(text: &str, is_ranking: fn(&At<'_>) -> bool) -> Result<(Value, Rankings), Vec<Flaw>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut beside = Beside { is_ranking, twice: Flaws::default(), rankings: Rankings::new() };
    let mut document = serde_json::Deserializer::from_str(text);
    let whole = Strict { at: At::Start, beside: &mut beside }.deserialize(&mut document);
    let found = whole.and_then(|value| document.end().map(|()| value)).map_err(|error| {
        vec![Flaw { at: format!("line {}", error.line()), what: format!("this is no JSON: {error}") }]
    })?;
    if beside.twice.0.is_empty() { Ok((found, beside.rankings)) } else { Err(beside.twice.0) }
}

/// Lists of groups of whole numbers by their places, such as `rankings.US`.
pub(crate) type Rankings = BTreeMap<String, Ranking>;

/// A list of groups of whole numbers, without a place in memory for each group.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// Members of all groups, one group after the other; 0 stands for what is no whole number of 32 bits.
    members: Vec<u32>,
    /// Number of groups.
    groups: usize,
    /// For each group where the next one begins; empty as long as each has one member.
    ends: Vec<usize>,
}

impl Ranking {
    /// Its groups.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let start = |group: usize| match group.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(group),
        };
        (0..self.groups).map(move |group| &self.members[start(group)..start(group + 1)])
    }

    /// Ends a group with the members that came since the one before.
    fn end_group(&mut self) {
        let end = self.members.len();
        if !self.ends.is_empty() || end != self.groups + 1 {
            if self.ends.is_empty() {
                self.ends.extend(1..=self.groups);
            }
            self.ends.push(end);
        }
        self.groups += 1;
    }
}

/// Where a value stands in a document; a text only once it is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At<'a> {
    /// The document.
    Start,
    /// Under a key of an object.
    Key(&'a At<'a>, &'a str),
    /// An entry of a list.
    Entry(&'a At<'a>, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => Ok(()),
            Self::Key(Self::Start, name) => f.write_str(name),
            Self::Key(at, name) => write!(f, "{at}.{name}"),
            Self::Entry(at, number) => write!(f, "{at}[{number}]"),
        }
    }
}

/// What is kept beside the tree.
struct Beside {
    is_ranking: fn(&At<'_>) -> bool,
    twice: Flaws,
    rankings: Rankings,
}

/// Reads a value and notes keys that stand twice.
struct Strict<'s> {
    at: At<'s>,
    beside: &'s mut Beside,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        if (self.beside.is_ranking)(&self.at) {
            let mut ranking = Ranking::default();
            while list.next_element_seed(Entry { ranking: &mut ranking, in_group: false })?.is_some() {
                ranking.end_group();
            }
            self.beside.rankings.insert(self.at.to_string(), ranking);
            return Ok(Value::Array(Vec::new()));
        }
        let mut found = Vec::new();
        loop {
            let at = At::Entry(&self.at, found.len());
            match list.next_element_seed(Strict { at, beside: self.beside })? {
                Some(value) => found.push(value),
                None => return Ok(Value::Array(found)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            let at = At::Key(&self.at, &key);
            if found.contains_key(&key) {
                self.beside.twice.add(at.to_string(), "this stands twice; one of the two must go");
            }
            let value = object.next_value_seed(Strict { at, beside: self.beside })?;
            found.insert(key, value);
        }
        Ok(Value::Object(found))
    }
}

/// Reads an entry of a ranking, a number or a group of them.
struct Entry<'r> {
    ranking: &'r mut Ranking,
    in_group: bool,
}

impl Entry<'_> {
    fn push(self, number: Option<u32>) {
        self.ranking.members.push(number.unwrap_or(0));
    }
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.push(None);
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.push(None);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(u32::try_from(value).ok());
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.push(None);
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.push(None);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.push(None);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.in_group {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            self.push(None);
            return Ok(());
        }
        while list.next_element_seed(Entry { ranking: self.ranking, in_group: true })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.push(None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rankings_are_kept_apart_with_whatever_is_no_number_in_them() {
        let is_ranking: fn(&At<'_>) -> bool = |at| matches!(at, At::Key(At::Key(_, "rankings"), _));
        let text =
            r#"{"x": [{"rankings": {"A": [3, [1, 2], [], "u", [[4], {"k": 1}, -1, 2.0, 4294967296]], "B": "none"}}]}"#;
        let (tree, rankings) = parse_apart(text, is_ranking).unwrap();
        assert_eq!(tree, serde_json::json!({"x": [{"rankings": {"A": [], "B": "none"}}]}));
        assert_eq!(rankings.keys().collect::<Vec<_>>(), ["x[0].rankings.A"]);
        let groups: Vec<&[u32]> = rankings["x[0].rankings.A"].groups().collect();
        assert_eq!(groups, [&[3][..], &[1, 2], &[], &[0], &[0, 0, 0, 0, 0]]);
    }

    #[test]
    fn a_key_that_stands_twice_is_a_flaw_wherever_it_is() {
        let flaws = parse(r#"{"a": {"b": 1, "c": [{"d": 1, "d": 2}], "b": 2}, "e": null}"#).unwrap_err();
        let places: Vec<&str> = flaws.iter().map(|flaw| flaw.at.as_str()).collect();
        assert_eq!(places, ["a.c[0].d", "a.b"]);
        let text = r#"{"a": [1, -2, 2.5, "x", true, null, {}], "b": 18446744073709551615}"#;
        assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert!(parse("{} x").is_err() && parse("{\"a\": }").is_err());
    }
}
