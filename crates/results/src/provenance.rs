//! What findings rest on.

use detente_case::QuantityPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Quantities and claims that findings rest on. Many findings rest on the same: each set stands once and is known by its place in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
pub struct Provenance {
    /// Paths of the quantities, in the order of the case.
    pub quantities: Vec<QuantityPath>,
    /// Ids of the claims behind those, in alphabetical order.
    pub claims: Vec<String>,
}

/// Of what rests on nothing.
pub(crate) static NOTHING: Provenance = Provenance { quantities: Vec::new(), claims: Vec::new() };
