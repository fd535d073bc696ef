//! JSON Schemas of `case.toml` and of scenarios, made from the declarations of their keys, for editors that know TOML.

use detente_case::schema::keys::{CASE, Holds, Key, Keys, SCENARIO};
use detente_case::schema::{Choice, Range, Vocabulary};
use serde_json::{Map, Value, json};

use crate::reference::in_step;
use crate::root;

#[test]
fn a_new_case_names_the_schemas_of_its_files() {
    for (file, schema) in [("case.toml", "case.schema.json"), ("scenario.toml", "scenario.schema.json")] {
        let text = std::fs::read_to_string(root().join("crates/case/template").join(file)).unwrap();
        let path = format!("docs/reference/schemas/{schema}");
        let named = format!("#:schema {}/raw/main/{path}", env!("CARGO_PKG_REPOSITORY"));
        assert_eq!(text.lines().next(), Some(named.as_str()));
        assert!(root().join(path).is_file());
    }
}

#[test]
fn the_schema_of_the_manifest() {
    let about = "`case.toml` of a case of detente. In editors with taplo (Even Better TOML): `#:schema PATH` in its first line.";
    in_step("schemas/case.schema.json", &whole("A case", about, &CASE));
}

#[test]
fn the_schema_of_a_scenario() {
    let about = "`scenarios/NAME.toml` of a case of detente. In editors with taplo (Even Better TOML): `#:schema PATH` in its first line.";
    in_step("schemas/scenario.schema.json", &whole("A scenario", about, &SCENARIO));
}

fn whole(title: &str, about: &str, keys: &Keys) -> String {
    let mut schema = section(keys);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    (schema["title"], schema["description"]) = (json!(title), json!(about));
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

fn section(keys: &Keys) -> Value {
    let properties: Map<String, Value> = keys.0.iter().map(|key| (key.name.to_owned(), described(key))).collect();
    let needed: Vec<&str> = keys.0.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "properties": properties, "required": needed, "additionalProperties": false })
}

fn described(key: &Key) -> Value {
    let mut schema = held(key.holds);
    let default = if key.default.is_empty() { String::new() } else { format!("; without it: {}", key.default) };
    schema["description"] = json!(format!("{}{default}", key.about));
    schema
}

fn held(holds: Holds) -> Value {
    match holds {
        Holds::Text => json!({ "type": "string" }),
        Holds::Texts | Holds::Ids => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
        }
        Holds::Word(words) => word(words),
        Holds::Flag => json!({ "type": "boolean" }),
        // A year alone may be written as a number.
        Holds::Date => json!({ "anyOf": [
            { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Holds::Number(range) => number("number", range),
        Holds::Whole(range) => number("integer", range),
        Holds::Numbers => json!({ "type": "array", "items": { "type": "number" } }),
        Holds::Estimate(range) => {
            let one = number("number", range);
            json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 3, "maxItems": 3 }] })
        }
        Holds::Value => json!({ "anyOf": [
            { "type": "number" }, { "type": "string" }, { "type": "array", "items": { "type": "string" } },
        ] }),
        Holds::Section(keys) => section(keys),
        Holds::List(keys) => json!({ "type": "array", "items": section(keys) }),
        Holds::Named(keys) => json!({ "type": "object", "additionalProperties": section(keys) }),
        Holds::NamedLists(kinds) => {
            let lists: Vec<Value> =
                kinds.iter().map(|keys| json!({ "type": "array", "items": section(keys) })).collect();
            json!({ "type": "object", "additionalProperties": { "anyOf": lists } })
        }
        Holds::NamedNumbers(range) => json!({ "type": "object", "additionalProperties": number("number", range) }),
    }
}

fn word(words: &dyn Vocabulary) -> Value {
    let one = |choice: Choice<()>| json!({ "const": choice.word, "description": choice.means });
    json!({ "oneOf": words.words().into_iter().map(one).collect::<Vec<_>>() })
}

fn number(kind: &str, (low, high): Range) -> Value {
    let mut schema = json!({ "type": kind });
    if low > f64::MIN {
        schema["minimum"] = bound(low);
    }
    if high < f64::MAX {
        schema["maximum"] = bound(high);
    }
    schema
}

/// Whole bounds without a decimal point.
fn bound(number: f64) -> Value {
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}
