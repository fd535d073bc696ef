//! Where the numbers of a row come from: its basis tells why the row exists, not how large it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::OneOf;
use super::column::{Choice, choice};
use super::field::Single;
use super::single::{Maybe, maybe};

/// Where the numbers of a row come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SizeBasis {
    /// A source states them.
    Stated,
    /// The coder read them off the words of a source.
    ReadOff,
    /// The coder's guess.
    Guessed,
    /// The format's default.
    Default,
}

/// All of them with their words.
static SIZES: [Choice<SizeBasis>; 4] = [
    choice("stated", "a source states the number", SizeBasis::Stated),
    choice("read-off", "the coder read it off the words of a source", SizeBasis::ReadOff),
    choice("guessed", "the coder's guess", SizeBasis::Guessed),
    choice("default", "the format's default", SizeBasis::Default),
];

/// Where the numbers of a row come from; unknown where the cell is empty.
pub(super) fn size_basis() -> Single<Maybe<OneOf<SizeBasis, 4>>> {
    maybe(OneOf(&SIZES), "size_basis", "where the numbers of the row come from; `basis` tells why the row exists")
        .example("read-off")
}
