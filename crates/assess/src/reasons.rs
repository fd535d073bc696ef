//! Reasons for what changed in a finding: the quantities behind it that moved, and what it would be without each link.

use std::collections::BTreeMap;
use std::sync::Arc;

use detente_results::WithoutLinkFound;
use rayon::prelude::*;

use crate::bargain::Slow;
use crate::columns::Column;
use crate::engines::{Asked, Engines};
use crate::flow::Flow;
use crate::influence::spanning;
use crate::observer::RunError;
use crate::sample::Samples;

/// Draws over which findings are worked out without a link.
const DRAWS: usize = 200;
/// Most links told of one finding.
const MOST: usize = 6;

/// By finding what it would be without each link that matters to it.
///
/// # Errors
/// [`RunError`].
pub(crate) fn without_links(
    flow: &Flow<'_>,
    engines: &Engines<'_>,
    asked: &Asked<'_>,
    columns: &[Column],
) -> Result<BTreeMap<String, Vec<WithoutLinkFound>>, RunError> {
    let draws = DRAWS.min(asked.draws as usize);
    let links = flow.links();
    let cut = |link: &usize| -> Result<(usize, Vec<Column>), RunError> {
        let samples = cut_samples(flow, asked.samples, *link, draws);
        let again = Asked { samples: &samples, draws: draws as u32, slow: Slow::NONE, ..*asked };
        Ok((*link, engines.columns(&again)?))
    };
    let runs: Result<Vec<(usize, Vec<Column>)>, RunError> = links.par_iter().map(cut).collect();
    let by_id: BTreeMap<&str, &Column> = columns.iter().map(|column| (column.id.as_str(), column)).collect();
    let mut found: BTreeMap<String, Vec<WithoutLinkFound>> = BTreeMap::new();
    for (link, again) in &runs? {
        for column in again {
            let Some(with) = by_id.get(column.id.as_str()) else { continue };
            let pairs = with.draws.iter().zip(&column.draws).take(draws).filter(|(a, b)| !a.is_nan() && !b.is_nan());
            let pairs: Vec<(f64, f64)> = pairs.map(|(a, b)| (*a, *b)).collect();
            if pairs.iter().all(|(with, without)| with == without) {
                continue;
            }
            let count = pairs.len() as f64;
            let adds = pairs.iter().map(|(with, without)| with - without).sum::<f64>() / count;
            let spread =
                pairs.iter().map(|(a, b)| (a - b - adds) * (a - b - adds)).sum::<f64>() / (count - 1.0).max(1.0);
            found.entry(column.id.clone()).or_default().push(WithoutLinkFound {
                link: flow.course.map.links[*link].id.clone(),
                number: pairs.iter().map(|(_, without)| without).sum::<f64>() / count,
                with: pairs.iter().map(|(with, _)| with).sum::<f64>() / count,
                draws: pairs.len(),
                adds,
                mc_error: (spread / count).sqrt(),
            });
        }
    }
    for list in found.values_mut() {
        list.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()).then(a.link.cmp(&b.link)));
        list.truncate(MOST);
    }
    Ok(found)
}

/// The samples of the scenario with what moved as it moves without a link.
fn cut_samples(flow: &Flow<'_>, samples: &Samples, link: usize, draws: usize) -> Samples {
    let mut found = samples.clone();
    for (index, mode, column) in flow.course.without(link, draws) {
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
