//! Views: actors and dimensions looked at together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::files::Place;
use crate::syntax::record::Word;

detente_chance::words! {
    /// How the rows of a pair become one number.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
    pub enum Combine {
        /// Weighted mean over dimensions; the rows of one dimension (both directions, say) are averaged first.
        #[default]
        Mean = "mean",
        /// Weighted sum over all rows.
        Sum = "sum",
    }
}

/// Actors and dimensions looked at together.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: String,
    /// Its actors.
    pub actors: Vec<Word>,
    /// Dimensions looked at; none listed means every one.
    pub dimensions: Vec<Word>,
    /// Weights of dimensions; 1 where none is given.
    pub weights: Vec<(Word, f64)>,
    /// How rows of a pair are combined.
    pub combine: Combine,
    /// Its actors in the order of the sides of a figure; empty when there is none.
    pub ring: Vec<Word>,
    /// Where it stands.
    pub place: Place,
}
