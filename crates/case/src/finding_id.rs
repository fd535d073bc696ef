//! Names of findings: which method, about what, which measure, of which object.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::measure::{MEASURES, Measure, Method, ObjectKind};

/// The name of a finding: `METHOD.SUBJECT.MEASURE:OBJECT`, for example `balance.states.together:CHN+RUS`.
///
/// It is kept as its text with the places where the parts end, so that it is printed, compared and ordered as that text. Every text
/// is a name: of one that nobody gave, the parts that are not known are absent.
#[derive(Debug, Clone)]
pub struct FindingId {
    text: String,
    method: Option<Method>,
    measure: Option<Measure>,
    /// Where the subject ends; it begins behind the method.
    subject_end: usize,
    /// Where the object begins.
    object_start: Option<usize>,
}

/// What a finding is about within its subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Object<'a> {
    /// The subject as a whole.
    None,
    /// An actor.
    Actor(&'a str),
    /// Two actors.
    Pair(&'a str, &'a str),
    /// Three actors.
    Triad([&'a str; 3]),
    /// A division of actors into blocs.
    Partition(Partition<'a>),
    /// A state of a conflict.
    State(&'a str),
    /// A number, such as a bound.
    Number(f64),
    /// Signs of ties, such as `++-`.
    Signs(&'a str),
    /// A text that is none of what the measure is made for.
    Unknown(&'a str),
}

/// A division of actors: connected parts, in each of them blocs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition<'a>(&'a str);

impl<'a> Partition<'a> {
    /// Of every connected part its blocs, of every bloc its actors.
    pub fn parts(self) -> Vec<Vec<Vec<&'a str>>> {
        self.0.split(';').map(|part| part.split('|').map(|bloc| bloc.split('+').collect()).collect()).collect()
    }

    /// As it stands in the name: `+` between actors, `|` between blocs, `;` between parts.
    pub fn as_str(self) -> &'a str {
        self.0
    }
}

impl FindingId {
    /// Reads a name. Every text is one.
    pub fn parse(text: &str) -> Self {
        Self::from(text.to_owned())
    }

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The method that it comes from.
    pub fn method(&self) -> Option<Method> {
        self.method
    }

    /// The view, conflict, issue or factor that it is about; empty where there is none.
    pub fn subject(&self) -> &str {
        let start = self.method.map_or(usize::MAX, |method| method.word().len() + 1);
        self.text.get(start..self.subject_end).unwrap_or_default()
    }

    /// What is measured.
    pub fn measure(&self) -> Option<Measure> {
        self.measure
    }

    /// Whether it is this measure of this subject, of whatever object.
    pub fn is(&self, measure: Measure, subject: &str) -> bool {
        self.measure == Some(measure) && self.subject() == subject
    }

    /// Whether it comes from this method and is about this subject.
    pub fn is_of(&self, method: Method, subject: &str) -> bool {
        self.method == Some(method) && self.subject() == subject
    }

    /// The text of its object; empty where it has none.
    pub fn object_text(&self) -> &str {
        self.object_start.map_or("", |start| &self.text[start..])
    }

    /// What it is about within its subject.
    pub fn object(&self) -> Object<'_> {
        let Some(start) = self.object_start else { return Object::None };
        let text = &self.text[start..];
        self.measure.map_or(Object::Unknown(text), |measure| object(measure.object(), text))
    }

    /// The name without its method, as it is told where the method is plain.
    pub fn without_method(&self) -> &str {
        self.text.split_once('.').map_or(self.as_str(), |(_, rest)| rest)
    }

    /// Whether a text is the end of this name, cut off behind a point: what is printed without its method.
    pub fn ends_in(&self, tail: &str) -> bool {
        self.text.strip_suffix(tail).is_some_and(|start| start.ends_with('.'))
    }
}

/// An object of a kind; the text as it stands where it is none.
fn object(kind: ObjectKind, text: &str) -> Object<'_> {
    let two = |by: char| text.split_once(by).filter(|(_, rest)| !rest.contains(by));
    let three = |by: char| {
        let parts: Vec<&str> = text.split(by).collect();
        <[&str; 3]>::try_from(parts).ok()
    };
    let found = match kind {
        ObjectKind::None => None,
        ObjectKind::Actor => Some(Object::Actor(text)),
        ObjectKind::Pair(by) => two(by).map(|(a, b)| Object::Pair(a, b)),
        ObjectKind::Triad(by) => three(by).map(Object::Triad),
        ObjectKind::Partition => Some(Object::Partition(Partition(text))),
        ObjectKind::State => Some(Object::State(text)),
        ObjectKind::Number => text.parse().ok().map(Object::Number),
        ObjectKind::Signs => Some(Object::Signs(text)),
    };
    found.unwrap_or(Object::Unknown(text))
}

impl From<String> for FindingId {
    fn from(text: String) -> Self {
        let colon = text.find(':');
        let (head_end, object_start) = (colon.unwrap_or(text.len()), colon.map(|at| at + 1));
        let head = &text[..head_end];
        let (word, rest) = head.split_once('.').unwrap_or((head, ""));
        let method = Method::ALL.into_iter().find(|method| method.word() == word);
        let has_subject = method.is_some_and(Method::has_subject);
        let (subject, measure) = match rest.split_once('.') {
            _ if !has_subject => ("", rest),
            Some((subject, measure)) => (subject, measure),
            None => (rest, ""),
        };
        let subject_end = (word.len() + 1 + subject.len()).min(head_end);
        let named = |known: &Measure| Some(known.method()) == method && known.word() == measure;
        let measure = MEASURES.into_iter().find(named).filter(|_| !has_subject || !subject.is_empty());
        Self { method, measure, subject_end, object_start, text }
    }
}

impl Measure {
    /// The finding of this measure about a subject as a whole.
    pub fn of(self, subject: &str) -> FindingId {
        let mut text = self.method().word().to_owned();
        for word in [subject, self.word()].into_iter().filter(|word| !word.is_empty()) {
            text.push('.');
            text.push_str(word);
        }
        FindingId::from(text)
    }

    /// The finding of this measure about an object within a subject.
    pub fn about(self, subject: &str, object: impl fmt::Display) -> FindingId {
        FindingId::from(format!("{}:{object}", self.of(subject)))
    }

    /// The finding of this measure about two actors, in the order of the alphabet.
    pub fn pair(self, subject: &str, a: &str, b: &str) -> FindingId {
        let by = if let ObjectKind::Pair(by) = self.object() { by } else { '-' };
        let (first, second) = if a <= b { (a, b) } else { (b, a) };
        self.about(subject, format_args!("{first}{by}{second}"))
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl AsRef<str> for FindingId {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for FindingId {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialEq for FindingId {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for FindingId {}

impl PartialEq<str> for FindingId {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for FindingId {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl PartialOrd for FindingId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FindingId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for FindingId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for FindingId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl JsonSchema for FindingId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "string".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::*;

    #[test]
    fn every_measure_parses_back() {
        for measure in MEASURES {
            let subject = if measure.method().has_subject() { "a-b" } else { "" };
            let bare = measure.of(subject);
            let back = FindingId::parse(bare.as_str());
            assert_eq!((back.measure(), back.subject()), (Some(measure), subject), "{bare}");
            assert_eq!((bare.measure(), bare.subject(), bare.object()), (Some(measure), subject, Object::None));
            let object = match measure.object() {
                ObjectKind::None => continue,
                ObjectKind::Pair(by) => format!("A.B{by}C"),
                ObjectKind::Triad(by) => format!("A.B{by}C{by}D"),
                ObjectKind::Number => "25".to_owned(),
                _ => "A.B+C|D;E".to_owned(),
            };
            let made = measure.about(subject, &object);
            let back = FindingId::parse(made.as_str());
            assert_eq!((back.measure(), back.subject()), (Some(measure), subject), "{made}");
            assert_eq!((made.object(), made.object_text()), (back.object(), object.as_str()));
            assert!(!matches!(back.object(), Object::Unknown(_) | Object::None), "{made}");
        }
    }

    #[test]
    fn objects_are_what_the_measure_is_made_for() {
        let id = FindingId::parse("balance.v.partition:A+B|C;D");
        let Object::Partition(found) = id.object() else { panic!("{id}") };
        assert_eq!(found.parts(), [vec![vec!["A", "B"], vec!["C"]], vec![vec!["D"]]]);
        assert_eq!(FindingId::parse("geometry.v.lean:A:B:C").object(), Object::Triad(["A", "B", "C"]));
        assert_eq!(FindingId::parse("balance.v.together:A+B+C").object(), Object::Unknown("A+B+C"));
        assert_eq!(TOGETHER.pair("v", "B", "A"), "balance.v.together:A+B");
        assert_eq!(FindingId::parse("factors.oil").measure(), Some(LEVEL));
    }

    #[test]
    fn every_text_is_a_name_and_stays_as_it_is() {
        for text in [
            "",
            ".",
            ":",
            "balance",
            "balance.",
            "balance.v",
            "balance..x:",
            "factors.",
            "factors.a.b",
            "conflict:x.y",
            "é.ü:ß",
        ] {
            let id = FindingId::parse(text);
            assert_eq!(id.to_string(), text);
            assert_eq!(id.measure(), None, "{text}");
            let _ = (id.subject(), id.object(), id.object_text(), id.without_method());
        }
        let near = FindingId::parse("balance.v.nothing");
        assert!(near.is_of(Method::Balance, "v") && near.measure().is_none());
        assert!(near.ends_in("v.nothing") && !near.ends_in("hing"));
    }
}
