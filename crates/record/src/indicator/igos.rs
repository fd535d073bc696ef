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
    let lost = untold(one) + untold(other);
    Ok(match joint(one, other).filter(|_| row.file == beside.file) {
        Some((least, most)) if least == most => Found::of(least, vec![row, beside]),
        Some((least, most)) => {
            let lines = format!("{} lines {} and {}", row.file, row.line, beside.line);
            let note = format!("{least} to {most}, because {lost} cells of the two are missing ({lines})");
            Found { doubtful: true, rows: vec![row, beside], ..Found::unknown(note) }
        }
        None if lost > 0.0 => {
            let note = format!("{lost} cells of the two are missing ({} line {})", row.file, row.line);
            Found { doubtful: true, rows: vec![row, beside], ..Found::unknown(note) }
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
    let (mut fewer, mut most) = (f64::INFINITY, f64::INFINITY);
    for state in [ask.a, ask.b] {
        match only(series, (state, state), ask.to, 0) {
            Ok((full, row)) => {
                let lost = series.last_at(state, state, ask.to).map_or(0.0, |(values, _)| untold(values));
                fewer = fewer.min(full);
                most = most.min(full + lost);
                joint.rows.push(row);
            }
            Err(unknown) => return Ok(unknown),
        }
    }
    if fewer < most && !joint.doubtful {
        let note = format!("the state with fewer memberships has {fewer} to {most}: cells are missing");
        joint = Found { doubtful: true, rows: joint.rows, ..Found::unknown(note) };
    }
    joint.rows.sort();
    joint.rows.dedup();
    // Members of a pair count full members; associates of one may be more than the full memberships of the other.
    joint.value = joint.value.filter(|_| fewer > 0.0).map(|value| (value / fewer).min(1.0));
    Ok(joint)
}
