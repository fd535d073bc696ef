//! Memberships of a pair in intergovernmental organisations.

use super::ask::{Ask, Found};
use super::doubt::Doubts;
use super::value::{only, plain};
use crate::sets::{Folder, Series, Set, SetError, joint, untold};
use crate::states::State;

/// Organisations that both are members of: as the data set of pairs has them, else counted from full memberships.
pub(super) fn joint_igos(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    if folder.made_from(Set::JointIgos) == Set::JointIgos {
        return plain(folder, ask, Set::JointIgos, "dyadigos");
    }
    let series = folder.series(Set::IgoMemberships)?;
    let of = |state: State| series.last_at(state, state, ask.to);
    let (Some((one, row)), Some((other, beside))) = (of(ask.a), of(ask.b)) else {
        return Ok(ask.missing(series).unwrap_or_else(|| {
            memberships_lost(series, ask).unwrap_or_else(|| {
                Found::unknown("no row of memberships for one of the states (every fifth year up to 1965)")
            })
        }));
    };
    let count = joint(&one[2..], &other[2..]).filter(|_| row.file == beside.file);
    Ok(match count {
        Some(count) => {
            let lost = untold(one) + untold(other);
            let note = format!("{lost} cells of the two are missing (-9) and count as no membership");
            Found { note: (lost > 0.0).then_some(note), ..Found::of(count, vec![row, beside]) }
        }
        None => Found::unknown("the memberships at hand do not tell in which organisations they are"),
    })
}

/// Rows of memberships of either state that were kept out.
fn memberships_lost(series: &Series, ask: &Ask) -> Option<Found> {
    let mut doubts = Doubts::kept_out(series, (ask.a, ask.a), (ask.to, ask.to));
    doubts.join(Doubts::kept_out(series, (ask.b, ask.b), (ask.to, ask.to)));
    (!doubts.is_empty()).then(|| doubts.found())
}

/// Joint memberships over those of the state that has fewer.
pub(super) fn igo_share(folder: &Folder, ask: &Ask) -> Result<Found, SetError> {
    let mut joint = joint_igos(folder, ask)?;
    let series = folder.series(Set::IgoMemberships)?;
    let mut fewer = f64::INFINITY;
    for state in [ask.a, ask.b] {
        match only(series, (state, state), ask.to, 0) {
            Ok((full, row)) => {
                fewer = fewer.min(full);
                joint.rows.push(row);
            }
            Err(unknown) => return Ok(unknown),
        }
    }
    joint.rows.sort();
    joint.rows.dedup();
    // Members of a pair count full members; associates of one may be more than the full memberships of the other.
    joint.value = joint.value.filter(|_| fewer > 0.0).map(|value| (value / fewer).min(1.0));
    Ok(joint)
}
