//! A finding in its final form: distribution or probability, difference from the baseline, what is behind it.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::Case;
use detente_chance::{Difference, Proportion, Summary};
use detente_results::{BoundedFinding, Caveat, Finding, Kind, Provenance};

use crate::drivers::Ranked;
use detente_method::Column;

/// What the draws that are only bounded leave of a column; `None` where there are none.
pub(crate) fn bounded(column: &Column) -> Option<BoundedFinding> {
    let (between, found) = column.mean_between()?;
    let (draws, of) = (column.bounded.as_ref()?.draws.len(), column.draws.len());
    let reason = format!(
        "in {draws} of {of} draws the search for the best blocs ended at its limit of steps: the index is only bounded there, and who stands with whom is not proven"
    );
    Some(BoundedFinding { draws, of, between, found, reason })
}

/// What is behind a column; `evidence` holds the claims behind each quantity in this scenario.
pub(crate) fn provenance(case: &Case, column: &Column, evidence: &BTreeMap<usize, Vec<String>>) -> Provenance {
    let quantities = column.behind.iter().map(|index| case.quantities.get(*index));
    let of_quantities = column.behind.iter().filter_map(|index| evidence.get(index)).flatten();
    let claims: BTreeSet<&String> = of_quantities.chain(&column.claims).collect();
    Provenance {
        quantities: quantities.map(|quantity| quantity.path.clone()).collect(),
        claims: claims.into_iter().cloned().collect(),
    }
}

/// A column as a finding that does not yet know the number of what is behind it. `known` is the finding of the baseline where every draw of it,
/// and of what is behind it, is the same.
pub(crate) fn finding(
    case: &Case,
    column: &Column,
    baseline: Option<&[f64]>,
    known: Option<&Finding>,
    ranked: &Ranked,
) -> Finding {
    if let Some(known) = known {
        return Finding {
            at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
            difference: baseline.and_then(|baseline| difference(baseline, column)),
            ..known.clone()
        };
    }
    let told = |kind: Kind| column.kind == kind && !column.is_open();
    let probability = told(Kind::Probability).then(|| Proportion::of(&column.draws)).flatten();
    let bounded = bounded(column);
    Finding {
        id: column.id.clone(),
        label: column.label.clone(),
        kind: column.kind,
        at_mode: Some(column.at_mode).filter(|x| !x.is_nan()),
        distribution: told(Kind::Value).then(|| Summary::of(&column.draws)).flatten(),
        probability,
        bounded,
        difference: baseline.and_then(|baseline| difference(baseline, column)),
        caveat: column.analogy.then_some(Caveat::StructuralAnalogy),
        provenance: 0,
        drivers: if column.is_open() { Vec::new() } else { ranked.drivers(case, column) },
        without: Vec::new(),
    }
}

/// Scenario minus baseline; `None` where the scenario is too open.
fn difference(baseline: &[f64], column: &Column) -> Option<Difference> {
    (!column.is_open()).then(|| Difference::paired(baseline, &column.draws)).flatten()
}
