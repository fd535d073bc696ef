//! Seeds in JSON.
//!
//! Readers of JSON in browsers and in R hold numbers as binary64, which has no whole numbers of its own beyond 2^53. A seed that such
//! a reader would round is written as text: the same case and seed give the same bytes, and a rounded seed is another one.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serializer;

/// Largest seed that is written as a number.
const LARGEST: u64 = (1 << 53) - 1;

/// Writes a seed as a number, as text where it is too large for one.
pub(crate) fn write<S: Serializer>(seed: &u64, to: S) -> Result<S::Ok, S::Error> {
    if *seed <= LARGEST { to.serialize_u64(*seed) } else { to.collect_str(seed) }
}

/// What [`write`] writes.
pub(crate) fn schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": LARGEST },
            { "type": "string", "pattern": "^[0-9]{16,20}$" },
        ],
    })
}
