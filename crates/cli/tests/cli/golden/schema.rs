//! Whether a value has the form that a schema says.
//!
//! A checker of our own for the keywords that our schemas use: it is small, needs no other crate, and is stricter than the standard
//! where that helps here: a field that the schema does not name is wrong, and so is a keyword that the checker does not know.

use serde_json::{Map, Value};

/// What is wrong with `value`, each with its place.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root: schema, faults: Vec::new() };
    check.whole(schema, value, "");
    check.faults
}

struct Check<'a> {
    root: &'a Value,
    faults: Vec<String>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, place: &str, what: &str) {
        self.faults.push(format!("{place}: {what}"));
    }

    /// A value against all of its schema: no field that no part of it names.
    fn whole(&mut self, schema: &'a Value, value: &Value, place: &str) {
        self.part(schema, value, place);
        let Some(fields) = value.as_object() else { return };
        let mut named = Vec::new();
        if !self.names(schema, &mut named) {
            for name in fields.keys().filter(|name| !named.contains(&name.as_str())) {
                self.fault(place, &format!("the schema does not name `{name}`"));
            }
        }
    }

    /// Collects the names of fields; whether others are allowed.
    fn names(&self, schema: &'a Value, named: &mut Vec<&'a str>) -> bool {
        let Some(schema) = schema.as_object() else { return schema.as_bool() == Some(true) };
        named.extend(fields(schema, "properties").map(|(name, _)| name.as_str()));
        let mut open = schema.contains_key("additionalProperties") || schema.contains_key("patternProperties");
        for key in ["anyOf", "oneOf", "allOf"] {
            for one in items(schema, key) {
                open |= self.names(one, named);
            }
        }
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            open |= self.names(self.named(name), named);
        }
        open
    }

    fn named(&self, name: &str) -> &'a Value {
        self.root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{name} is not in the schema"))
    }

    fn part(&mut self, schema: &'a Value, value: &Value, place: &str) {
        let Some(schema) = schema.as_object() else { return };
        for (keyword, told) in schema {
            match keyword.as_str() {
                "type" => self.kind(told, value, place),
                "$ref" => self.part(self.named(told.as_str().unwrap_or_default()), value, place),
                "const" if told != value => self.fault(place, &format!("{value} is not {told}")),
                "enum" if !told.as_array().is_some_and(|all| all.contains(value)) => {
                    self.fault(place, &format!("{value} is none of {told}"));
                }
                "anyOf" | "oneOf" => self.one_of(told, value, place),
                "allOf" => told.as_array().into_iter().flatten().for_each(|one| self.part(one, value, place)),
                "minimum" if value.as_f64() < told.as_f64() && value.is_number() => {
                    self.fault(place, &format!("{value} is below {told}"));
                }
                "maximum" if value.as_f64() > told.as_f64() && value.is_number() => {
                    self.fault(place, &format!("{value} is above {told}"));
                }
                "pattern" => self.pattern(told.as_str().unwrap_or_default(), value, place),
                "minItems" | "maxItems" => self.length(keyword, told, value, place),
                "required" => self.required(told, value, place),
                "properties" | "prefixItems" | "items" => {}
                "patternProperties" | "additionalProperties" => {}
                "const" | "enum" | "minimum" | "maximum" => {}
                "$schema" | "$defs" | "title" | "description" | "format" | "default" => {}
                _ => panic!("the checker does not know the keyword `{keyword}`"),
            }
        }
        if let Value::Object(fields) = value {
            self.fields(schema, fields, place);
        }
        if let Value::Array(all) = value {
            self.list(schema, all, place);
        }
    }

    fn kind(&mut self, told: &Value, value: &Value, place: &str) {
        let is = |kind: &str| match kind {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|x| x.fract() == 0.0),
            "array" => value.is_array(),
            "object" => value.is_object(),
            _ => panic!("no type {kind}"),
        };
        let right = match told {
            Value::String(kind) => is(kind),
            all => all.as_array().into_iter().flatten().filter_map(Value::as_str).any(is),
        };
        if !right {
            let start: String = value.to_string().chars().take(60).collect();
            self.fault(place, &format!("{start} is no {told}"));
        }
    }

    /// One of several forms; if none, what is wrong with the nearest.
    fn one_of(&mut self, told: &'a Value, value: &Value, place: &str) {
        let tried = told.as_array().into_iter().flatten().map(|one| {
            let mut check = Check { root: self.root, faults: Vec::new() };
            check.part(one, value, place);
            check.faults
        });
        let least = tried.min_by_key(Vec::len).unwrap_or_default();
        self.faults.extend(least);
    }

    fn pattern(&mut self, pattern: &str, value: &Value, place: &str) {
        let Some(text) = value.as_str() else { return };
        if !matches(pattern, text) {
            self.fault(place, &format!("{text} is not {pattern}"));
        }
    }

    fn length(&mut self, keyword: &str, told: &Value, value: &Value, place: &str) {
        let (Some(length), Some(bound)) = (value.as_array().map(|all| all.len() as u64), told.as_u64()) else { return };
        if (keyword == "minItems" && length < bound) || (keyword == "maxItems" && length > bound) {
            self.fault(place, &format!("{length} items, {keyword} {bound}"));
        }
    }

    fn required(&mut self, told: &Value, value: &Value, place: &str) {
        let Some(fields) = value.as_object() else { return };
        for name in told.as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.fault(place, &format!("`{name}` is missing"));
            }
        }
    }

    fn fields(&mut self, schema: &'a Map<String, Value>, all: &Map<String, Value>, place: &str) {
        let pattern = schema.get("patternProperties").and_then(Value::as_object);
        for (name, value) in all {
            let place = format!("{place}/{name}");
            let own = schema.get("properties").and_then(|own| own.get(name));
            let matched = pattern.into_iter().flatten().find(|(pattern, _)| matches(pattern, name));
            match own.or(matched.map(|(_, schema)| schema)).or(schema.get("additionalProperties")) {
                Some(Value::Bool(false)) => self.fault(&place, "the schema forbids this name"),
                Some(schema) => self.whole(schema, value, &place),
                None => {}
            }
        }
    }

    fn list(&mut self, schema: &'a Map<String, Value>, all: &[Value], place: &str) {
        let first = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (number, value) in all.iter().enumerate() {
            if let Some(schema) = first.get(number).or(schema.get("items")) {
                self.whole(schema, value, &format!("{place}/{number}"));
            }
        }
    }
}

/// Patterns of whole numbers, the only ones that our schemas have.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = text.chars().all(|letter| letter.is_ascii_digit());
    match pattern {
        r"^\d+$" => digits && !text.is_empty(),
        "^[0-9]{16,20}$" => digits && (16..=20).contains(&text.len()),
        _ => panic!("the checker does not know the pattern {pattern}"),
    }
}

fn fields<'a>(schema: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    schema.get(key).and_then(Value::as_object).into_iter().flatten()
}

fn items<'a>(schema: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Value> {
    schema.get(key).and_then(Value::as_array).into_iter().flatten()
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a", "b"],
        "properties": {
            "a": { "type": ["number", "null"], "minimum": 0 },
            "b": { "type": "array", "items": { "$ref": "#/$defs/pair" } },
            "c": { "oneOf": [{ "const": "x" }, { "type": "integer" }] }
        },
        "$defs": { "pair": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "number" }], "minItems": 2 } }
    });
    let of = |value: Value| faults(&schema, &value);
    assert!(of(serde_json::json!({ "a": null, "b": [["x", 1]], "c": 3 })).is_empty());
    for (value, what) in [
        (serde_json::json!({ "a": -1, "b": [] }), "/a: -1 is below 0"),
        (serde_json::json!({ "b": [] }), ": `a` is missing"),
        (serde_json::json!({ "a": 1, "b": [], "d": 1 }), ": the schema does not name `d`"),
        (serde_json::json!({ "a": 1, "b": [["x", null]] }), "/b/0/1: null is no \"number\""),
        (serde_json::json!({ "a": 1, "b": [["x"]] }), "/b/0: 1 items, minItems 2"),
        (serde_json::json!({ "a": 1, "b": [], "c": "y" }), "/c: \"y\" is not \"x\""),
    ] {
        assert_eq!(of(value), [what]);
    }
}
