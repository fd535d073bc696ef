//! Cross-impact balance: all consistent scenarios, and where succession leads.

use std::collections::BTreeMap;

use detente_dynamics::{CrossImpact, CrossImpactError};
use schemars::JsonSchema;
use serde::Serialize;

/// Branches of the search.
const BRANCHES: u64 = 50_000_000;
/// Combinations from which succession is followed.
const FOLLOWED: u64 = 4_000_000;

/// A cross-impact matrix, answered.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CrossImpactPortrait {
    /// Its name.
    pub id: String,
    /// Descriptors with their variants.
    pub descriptors: Vec<(String, Vec<String>)>,
    /// Combinations; absent beyond 2^64.
    pub n_scenarios: Option<u64>,
    /// Consistent scenarios by total impact.
    pub consistent: Vec<ConsistentTold>,
    /// Whether the search went to its end: then these are all.
    pub complete: bool,
    /// Branches looked at.
    pub nodes: u64,
    /// Where global succession from every combination ends; absent where there are too many.
    pub succession: Option<Vec<AttractorTold>>,
}

/// A consistent scenario.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ConsistentTold {
    /// Variant of every descriptor, from 1.
    pub scenario: Vec<usize>,
    /// The same by name.
    pub names: Vec<String>,
    /// Least lead of a chosen variant over another.
    pub consistency: i64,
    /// Sum of the balances of the chosen variants.
    pub total_impact: i64,
    /// Combinations from which succession leads here; absent where it was not followed.
    pub weight: Option<u64>,
}

/// An end of succession.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct AttractorTold {
    /// One scenario, or those of a cycle.
    pub attractor: Vec<Vec<usize>>,
    /// Combinations that lead there.
    pub weight: u64,
}

/// Answers a matrix.
///
/// # Errors
/// [`CrossImpactError`].
pub fn cross_impact_portrait(
    id: &str,
    descriptors: &[(String, Vec<String>)],
    matrix: &[Vec<i64>],
) -> Result<CrossImpactPortrait, CrossImpactError> {
    let model = CrossImpact::new(descriptors.iter().map(|(_, variants)| variants.len()).collect(), matrix.to_vec())?;
    let found = model.consistent(BRANCHES);
    let ends = Some(model.succession(FOLLOWED)).filter(|_| found.complete).flatten();
    let from_one = |variants: &Vec<usize>| variants.iter().map(|variant| variant + 1).collect::<Vec<usize>>();
    let fixed = ends.iter().flat_map(|ends| &ends.attractors).filter(|end| end.scenarios.len() == 1);
    let weights: BTreeMap<&Vec<usize>, u64> = fixed.map(|end| (&end.scenarios[0], end.weight)).collect();
    let weight = |variants: &Vec<usize>| weights.get(variants).copied();
    let told = |one: &detente_dynamics::Consistent| ConsistentTold {
        scenario: from_one(&one.variants),
        names: one.variants.iter().zip(descriptors).map(|(variant, (_, names))| names[*variant].clone()).collect(),
        consistency: one.consistency,
        total_impact: one.total_impact,
        weight: weight(&one.variants),
    };
    let end = |end: &detente_dynamics::Attractor| AttractorTold {
        attractor: end.scenarios.iter().map(from_one).collect(),
        weight: end.weight,
    };
    Ok(CrossImpactPortrait {
        id: id.to_owned(),
        descriptors: descriptors.to_vec(),
        n_scenarios: model.combinations(),
        consistent: found.scenarios.iter().map(told).collect(),
        complete: found.complete,
        nodes: found.nodes,
        succession: ends.as_ref().map(|ends| ends.attractors.iter().map(end).collect()),
    })
}
