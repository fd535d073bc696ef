//! Reading JSON with every flaw at once, each with its place.

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
        for (place, name) in names.iter().enumerate() {
            if name.trim().is_empty() {
                self.add(at, format!("name {} is empty", place + 1));
            } else if names[..place].contains(name) {
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
