//! Cross-impact balance: all consistent scenarios, and where succession leads.

use detente_chance::Stream;
use detente_dynamics::{CrossImpact, CrossImpactError, Succession};
use detente_results::{AttractorResult, ConsistentResult, CrossImpactResult, DoubtResult, HeldShare};

use crate::held::{THOUSANDTHS, drawn, held};

/// Branches of the search.
const BRANCHES: u64 = 50_000_000;
/// Combinations from which succession is followed.
const FOLLOWED: u64 = 4_000_000;

/// Doubt about the cells of a matrix.
#[derive(Debug, Clone)]
pub struct CrossImpactDoubt {
    /// Confidence of every cell, from 1 (a guess) to 5 (sure); `None` for a cell without doubt.
    pub confidence: Vec<Vec<Option<u8>>>,
    /// Draws.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
}

impl CrossImpactDoubt {
    /// The doubt that a matrix of so many variants has itself, or one confidence of all its cells; `None` without either.
    pub fn of(own: &[Vec<Option<u8>>], all: Option<u8>, variants: usize, (draws, seed): (u32, u64)) -> Option<Self> {
        let every = || all.map(|one| vec![vec![Some(one); variants]; variants]);
        let confidence = Some(own.to_vec()).filter(|own| !own.is_empty()).or_else(every)?;
        Some(Self { confidence, draws, seed })
    }
}

/// Answers a matrix, and how often its scenarios hold where cells are in doubt.
///
/// # Errors
/// [`CrossImpactError`].
pub fn cross_impact_result(
    id: &str,
    descriptors: &[(String, Vec<String>)],
    matrix: &[Vec<i64>],
    doubt: Option<&CrossImpactDoubt>,
) -> Result<CrossImpactResult, CrossImpactError> {
    let model = CrossImpact::new(descriptors.iter().map(|(_, variants)| variants.len()).collect(), matrix.to_vec())?;
    let found = model.consistent(BRANCHES);
    let ends = Some(model.succession(FOLLOWED)).filter(|_| found.complete).flatten();
    let from_one = |variants: &Vec<usize>| variants.iter().map(|variant| variant + 1).collect::<Vec<usize>>();
    let weights = ends.as_ref().map(Succession::weights).unwrap_or_default();
    let told = |one: &detente_dynamics::Consistent| ConsistentResult {
        scenario: from_one(&one.variants),
        names: names(&one.variants, descriptors),
        consistency: one.consistency,
        total_impact: one.total_impact,
        weight: weights.get(one.variants.as_slice()).copied(),
    };
    let end = |end: &detente_dynamics::Attractor| AttractorResult {
        attractor: end.scenarios.iter().map(from_one).collect(),
        weight: end.weight,
    };
    Ok(CrossImpactResult {
        id: id.to_owned(),
        descriptors: descriptors.to_vec(),
        n_scenarios: model.combinations(),
        consistent: found.scenarios.iter().map(told).collect(),
        complete: found.complete,
        nodes: found.nodes,
        succession: ends.as_ref().map(|ends| ends.attractors.iter().map(end).collect()),
        doubt: doubt.map(|doubt| doubt_told(descriptors, matrix, doubt)),
    })
}

fn names(variants: &[usize], descriptors: &[(String, Vec<String>)]) -> Vec<String> {
    variants.iter().zip(descriptors).map(|(variant, (_, names))| names[*variant].clone()).collect()
}

/// Combinations told with their shares of draws.
const TOLD: usize = 200;

fn doubt_told(descriptors: &[(String, Vec<String>)], matrix: &[Vec<i64>], doubt: &CrossImpactDoubt) -> DoubtResult {
    let counts: Vec<usize> = descriptors.iter().map(|(_, variants)| variants.len()).collect();
    let streams: Vec<Vec<Stream>> = (0..matrix.len())
        .map(|row| (0..matrix.len()).map(|column| Stream::new(doubt.seed, &format!("cell/{row}/{column}"))).collect())
        .collect();
    let of: Vec<usize> = counts.iter().enumerate().flat_map(|(place, count)| vec![place; *count]).collect();
    let one = |draw: usize| {
        let cell = |row: usize, column: usize| {
            // Nobody judges how a descriptor acts on itself: its own block has no doubt.
            let judged = of[row] != of[column];
            let confidence =
                doubt.confidence.get(row).and_then(|cells| cells.get(column)).copied().flatten().filter(|_| judged);
            let impact = drawn(matrix[row][column] as f64, confidence, &streams[row][column], draw as u64);
            (impact * THOUSANDTHS).round() as i64
        };
        let rows = (0..matrix.len()).map(|row| (0..matrix.len()).map(|column| cell(row, column)).collect());
        CrossImpact::new(counts.clone(), rows.collect()).ok()
    };
    let found = held(doubt.draws, one);
    let share = |draws: u32| f64::from(draws) / f64::from(doubt.draws.max(1));
    let told = |(variants, draws): (&Vec<usize>, &u32)| HeldShare {
        scenario: variants.iter().map(|variant| variant + 1).collect(),
        names: names(variants, descriptors),
        share: share(*draws),
    };
    let mut all: Vec<HeldShare> = found.draws.iter().map(told).collect();
    all.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.scenario.cmp(&b.scenario)));
    all.truncate(TOLD);
    DoubtResult { draws: doubt.draws, held: all, none: share(found.none), cut: found.cut }
}
