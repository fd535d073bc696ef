//! Reasons for what changed in a finding: the quantities behind it that moved, and what it would be without each link.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente_case::FindingId;
use detente_results::WithoutLinkFound;
use rayon::prelude::*;

use crate::influence::spanning;
use crate::problems::Problems;
use crate::propagation::Propagation;
use detente_method::RunError;
use detente_method::Samples;
use detente_method::{Asked, Column, Effort};

/// Draws over which findings are worked out without a link.
pub(crate) const DRAWS: usize = 200;
/// Most links told of one finding.
const MOST: usize = 6;

/// By finding what it would be without each link that matters to it.
///
/// # Errors
/// [`RunError`].
pub(crate) fn without_links(
    flow: &Propagation<'_>,
    problems: &Problems<'_>,
    asked: &Asked<'_>,
    columns: &[Column],
) -> Result<BTreeMap<FindingId, Vec<WithoutLinkFound>>, RunError> {
    let draws = DRAWS.min(asked.draws as usize);
    let by_id: BTreeMap<&str, &Column> = columns.iter().map(|column| (column.id.as_str(), column)).collect();
    // Of each run only what differs is kept: all columns of all runs would take more memory than many a run.
    let cut = |link: &usize| -> Result<Vec<(FindingId, WithoutLinkFound)>, RunError> {
        let samples = cut_samples(flow, asked.samples, *link, draws);
        let again =
            problems.columns(&Asked { samples: &samples, draws: draws as u32, effort: Effort::Quick, ..*asked })?;
        let name = &flow.trajectory.map.links[*link].id;
        let found = |column: &Column| {
            let with = by_id.get(column.id.as_str())?;
            Some((column.id.clone(), without_link(name, &with.draws[..draws], &column.draws)?))
        };
        Ok(again.iter().filter_map(found).collect())
    };
    let runs: Result<Vec<_>, RunError> = flow.links().par_iter().map(cut).collect();
    let mut found: BTreeMap<FindingId, Vec<WithoutLinkFound>> = BTreeMap::new();
    for (id, one) in runs?.into_iter().flatten() {
        found.entry(id).or_default().push(one);
    }
    for list in found.values_mut() {
        list.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.link.cmp(&b.link)));
        list.truncate(MOST);
    }
    Ok(found)
}

/// A finding with and without a link, draw by draw; `None` where they are the same in all.
fn without_link(link: &str, with: &[f64], without: &[f64]) -> Option<WithoutLinkFound> {
    let pairs = with.iter().zip(without).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let pairs: Vec<(f64, f64)> = pairs.map(|(a, b)| (*a, *b)).collect();
    if pairs.iter().all(|(with, without)| with == without) {
        return None;
    }
    let count = pairs.len() as f64;
    let adds = pairs.iter().map(|(with, without)| with - without).sum::<f64>() / count;
    let spread = pairs.iter().map(|(a, b)| (a - b - adds) * (a - b - adds)).sum::<f64>() / (count - 1.0).max(1.0);
    Some(WithoutLinkFound {
        link: link.to_owned(),
        number: pairs.iter().map(|(_, without)| without).sum::<f64>() / count,
        with: pairs.iter().map(|(with, _)| with).sum::<f64>() / count,
        draws: pairs.len(),
        adds,
        mc_error: (spread / count).sqrt(),
    })
}

/// The samples of the scenario with what moved as it moves without a link.
fn cut_samples(flow: &Propagation<'_>, samples: &Samples, link: usize, draws: usize) -> Samples {
    let mut found = samples.clone();
    for (index, mode, column) in flow.trajectory.without(link, draws) {
        if !samples.has(index) {
            continue;
        }
        let same = samples.column(index).iter().zip(&column).all(|(a, b)| a.to_bits() == b.to_bits());
        if !same || samples.mode(index) != mode {
            found.replace(index, spanning(mode, &column), Arc::new(column));
        }
    }
    found
}
