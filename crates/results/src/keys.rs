//! Schemas of maps whose keys are words of a closed list: each word is named, so that readers with types have them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

/// An object that has values of `V` under some of the words of the enum `K`.
pub(crate) fn by<K: JsonSchema, V: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let value = generator.subschema_for::<V>();
    let words = words(K::json_schema(generator).as_value());
    let fields: Map<String, Value> = words.into_iter().map(|word| (word, value.clone().to_value())).collect();
    json_schema!({ "type": "object", "properties": fields })
}

/// For each name such an object.
pub(crate) fn named_by<K: JsonSchema, V: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let each = by::<K, V>(generator);
    json_schema!({ "type": "object", "additionalProperties": each })
}

/// The words of an enum: those with a description stand one by one, the others in lists.
fn words(schema: &Value) -> Vec<String> {
    let listed = |part: &Value| part["enum"].as_array().cloned().unwrap_or_default();
    let parts = schema["oneOf"].as_array().cloned().unwrap_or_default();
    let described = parts.iter().flat_map(|part| part.get("const").cloned().into_iter().chain(listed(part)));
    let all = described.chain(listed(schema));
    all.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}
