//! Every declared key of `case.toml` and of scenarios is read: two values of it make two cases, or are told apart by what is found wrong.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use detente_case::schema::keys::{CASE, Holds, Key, Keys, SCENARIO};
use detente_case::{Files, load};
use toml::{Table, Value};

/// A case in which each section stands in every form in which one of its keys counts.
const MANIFEST: &str = r#"
costs = {}
[case]
id = "c"
title = "C"
as_of = "2020"
[settings]
[escalation]
rungs = ["none", "words", "deeds"]
[event-scale]
title = "Somebody 2000"
weights = { "17" = -5 }
[pages.paper]
marks = [{ paragraph = 3, page = 4 }]
[[view]]
id = "v"
actors = ["A", "B"]
weights = {}
[[goal]]
id = "g"
reach = "factor.x>=0.5"
[conflict.quarrel]
options = [{ id = "a", owner = "A" }, { id = "b", owner = "B", levels = ["low", "high"] }]
infeasible = [{ statement = "a" }]
joined = [{ statement = "a" }]
[conflict.quarrel.hidden]
A = [{ statement = "a" }]
[conflict.quarrel.preferences]
A = [{ statement = "a" }]
B = [{ states = ["1"] }]
[conflict.quarrel.seen]
"A>B" = [{ statement = "a" }]
"B>A" = [{ states = ["1"] }]
[cross-impact.model]
descriptors = [{ id = "d", variants = [{ id = "low" }] }]
cells = [{ from = "d:low", on = "d:low", impact = 1 }]
[tie-rule.sum]
dimension = "d"
actors = ["A", "B"]
indicators = [{ name = "one", weight = 1 }]
[tie-rule.latent]
dimension = "d"
actors = ["A", "B"]
method = "latent"
indicators = [{ name = "one", weight = 1 }, { name = "two", loading = 1 }]
"#;

/// A scenario with every operation.
const CHANGES: &str = r#"
title = "S"
change = [
  { op = "set", quantity = "x", value = 1 },
  { op = "set", quantity = "x", low = 0, mode = 1.5, high = 3 },
  { op = "shift", quantity = "x", by = 1 },
  { op = "cut", link = "x>y" },
  { op = "add", link = "x>y", mode = 0.5 },
  { op = "drop", id = "C1" },
  { op = "mirror", id = "C1" },
  { op = "drop", kind = "C1" },
  { op = "drop", grade = "C1" },
  { op = "drop", channel = "C1" },
  { op = "drop", speaker = "C1" },
  { op = "drop", source = "C1" },
  { op = "drop", basis = "data" },
  { op = "only", basis = "data" },
  { op = "as_of", date = "2020" },
]
"#;

const SOURCES: &str = "id,file,kind,title,date_from,language,default_grade\npaper,p.txt,article,P,2020,en,C3\n";

/// Where a section stands: a key, or a place in a list, after the other.
type Path = Vec<Step>;

#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Place(usize),
}

fn longer(path: &Path, step: Step) -> Path {
    path.iter().cloned().chain([step]).collect()
}

fn down<'v>(value: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match step {
        Step::Key(name) => value.as_table_mut()?.get_mut(name),
        Step::Place(place) => value.as_array_mut()?.get_mut(*place),
    }
}

/// A value as it stands behind a key.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(_) => panic!("dates stand as texts"),
        Value::Array(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => format!("{{ {} }}", pairs(table).join(", ")),
    }
}

fn pairs(table: &Table) -> Vec<String> {
    table.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect()
}

/// The text without the places of what was read: those move with the length of what is written.
fn without_places(text: &str) -> String {
    let mut parts = text.split("start: ");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = |part: &str| part.split_once('}').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    parts.fold(first, |text, part| text + &rest(part))
}

/// Two values that a key may have.
fn two(holds: Holds) -> [Value; 2] {
    let numbers = |(low, high): (f64, f64)| {
        let mut inside = [1.0, 2.0, 0.5].into_iter().filter(|number| (low..=high).contains(number));
        [inside.next().unwrap(), inside.next().unwrap()]
    };
    let list = |of: Value| Value::Array(vec![of]);
    let named = |of: f64| Value::Table(Table::from_iter([("x".to_owned(), of.into())]));
    match holds {
        Holds::Text => ["aaaa", "bbbb"].map(Value::from),
        Holds::Texts => ["aaaa", "bbbb"].map(|text| Value::Array(vec![text.into(), "cccc".into()])),
        Holds::Ids => ["aaaa", "bbbb"].map(|text| list(text.into())),
        Holds::Word(words) => [0, 1].map(|place| words.words()[place].word.into()),
        Holds::Flag => [true, false].map(Value::from),
        Holds::Date => ["2001", "2002"].map(Value::from),
        Holds::Number(range) | Holds::Estimate(range) => numbers(range).map(Value::from),
        Holds::Whole(range) => numbers(range).map(|number| Value::Integer(number as i64)),
        Holds::Numbers => [1.0, 2.0].map(|number| list(number.into())),
        Holds::Value => [1.0, 2.0].map(Value::from),
        Holds::NamedNumbers(range) => numbers(range).map(named),
        Holds::Section(_) | Holds::List(_) | Holds::Named(_) | Holds::NamedLists(_) => panic!("a section"),
    }
}

/// Sections of one kind, with the places where they stand.
struct Sections {
    keys: &'static Keys,
    paths: Vec<Path>,
}

/// A file of the case.
struct Document {
    file: &'static str,
    text: Value,
}

impl Document {
    fn at(&self, path: &Path) -> Option<Value> {
        path.iter().try_fold(&mut self.text.clone(), down).cloned()
    }

    /// All that is read of the case, and found wrong in it, with `value` under `key` of the section at `path`.
    fn told(&self, path: &Path, key: &str, value: &Value) -> String {
        let mut changed = self.text.clone();
        let section = path.iter().try_fold(&mut changed, down).and_then(Value::as_table_mut).expect("a section");
        section.insert(key.to_owned(), value.clone());
        let mut files = Files::default();
        files.insert("case.toml", MANIFEST);
        files.insert("sources.csv", SOURCES);
        files.insert(self.file, pairs(changed.as_table().unwrap()).join("\n"));
        let loaded = load(&files);
        let found: Vec<_> = loaded.findings.iter().map(|one| (one.code, &one.message, &one.hint)).collect();
        without_places(&format!("{found:?} {:?}", loaded.case))
    }

    /// Whether the values of a key are told apart in one of the sections.
    fn is_read(&self, sections: &Sections, key: &str, values: &[Value; 2]) -> bool {
        let differ = |path: &Path| self.told(path, key, &values[0]) != self.told(path, key, &values[1]);
        sections.paths.iter().any(differ)
    }

    fn items(&self, list: &Path) -> Vec<Path> {
        let count = self.at(list).and_then(|list| Some(list.as_array()?.len())).unwrap_or(0);
        (0..count).map(|place| longer(list, Step::Place(place))).collect()
    }

    fn named(&self, table: &Path) -> Vec<Path> {
        let table_of = self.at(table).and_then(|of| of.as_table().cloned()).unwrap_or_default();
        table_of.keys().map(|name| longer(table, Step::Key(name.clone()))).collect()
    }

    /// The sections that stand under a key, by their kinds; none where no section stands there.
    fn inner(&self, sections: &Sections, key: &Key) -> Vec<Sections> {
        let under = sections.paths.iter().map(|path| longer(path, Step::Key(key.name.to_owned())));
        let under: Vec<Path> = under.filter(|path| self.at(path).is_some()).collect();
        let items = |lists: &[Path]| lists.iter().flat_map(|list| self.items(list)).collect();
        let named = || under.iter().flat_map(|table| self.named(table)).collect::<Vec<Path>>();
        match key.holds {
            Holds::Section(keys) => vec![Sections { keys, paths: under }],
            Holds::List(keys) => vec![Sections { keys, paths: items(&under) }],
            Holds::Named(keys) => vec![Sections { keys, paths: named() }],
            // The first name has a list of the first kind, and so on.
            Holds::NamedLists(kinds) => {
                let of =
                    |(place, keys): (usize, &&'static Keys)| Sections { keys, paths: items(&named()[place..=place]) };
                kinds.iter().enumerate().map(of).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The keys of these sections, and of those inside, that make no difference; those looked at are counted.
    fn unread(&self, sections: &Sections, looked_at: &mut usize) -> Vec<&'static str> {
        let names: Vec<&str> = sections.keys.names().collect();
        assert!(!sections.paths.is_empty(), "no section of {names:?} in {}", self.file);
        let undeclared = ["aaaa", "bbbb"].map(Value::from);
        assert!(!self.is_read(sections, "zzzz", &undeclared), "what nothing reads makes a difference in {names:?}");
        let mut unread = Vec::new();
        for key in sections.keys.0 {
            *looked_at += 1;
            let inner = self.inner(sections, key);
            unread.extend(inner.iter().flat_map(|inner| self.unread(inner, looked_at)));
            if inner.is_empty() && !self.is_read(sections, key.name, &two(key.holds)) {
                unread.push(key.name);
            }
        }
        unread
    }
}

#[test]
fn every_declared_key_is_read() {
    let mut looked_at = 0;
    for (file, text, keys) in [("case.toml", MANIFEST, &CASE), ("scenarios/s.toml", CHANGES, &SCENARIO)] {
        let document = Document { file, text: Value::Table(text.parse().unwrap()) };
        let root = Sections { keys, paths: vec![Vec::new()] };
        assert_eq!(document.unread(&root, &mut looked_at), [""; 0], "keys of {file} that nothing reads");
    }
    assert!(looked_at > 100, "{looked_at} keys");
}
