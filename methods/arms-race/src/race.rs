//! Action and reaction (Richardson 1960): whether mutual threats wind down or up, and which reaction decides.

use detente_dynamics::{RaceError, race};
use detente_results::RaceResult;

/// The race of `reaction[who][to whom]`; `start` tells which way an unstable one goes.
///
/// # Errors
/// Every [`RaceError`].
pub fn race_result(
    names: &[String],
    reaction: &[Vec<f64>],
    cost: &[f64],
    grievance: &[f64],
    start: &[f64],
) -> Result<RaceResult, Vec<RaceError>> {
    let found = race(reaction, cost, grievance)?;
    let first = found.sensitivity.as_ref().map(|slopes| steepest(reaction, slopes));
    let decides = first.as_ref().and_then(|first| if let [one] = first[..] { Some(one) } else { None });
    Ok(RaceResult {
        names: names.to_vec(),
        reaction: reaction.to_vec(),
        cost: cost.to_vec(),
        grievance: grievance.to_vec(),
        spectral_abscissa: found.abscissa,
        stable: found.is_stable(),
        decides: decides.map(|(i, j)| (names[i].clone(), names[j].clone())),
        escalates: found.escalates_from(start),
        equilibrium: found.equilibrium,
        sensitivity: found.sensitivity,
        notes: match first {
            None => vec![APART.to_owned()],
            Some(first) if first.len() > 1 => {
                vec![format!("{} reactions matter most and alike: {}.", first.len(), some(names, &first))]
            }
            Some(_) => Vec::new(),
        },
    })
}

/// Said where several groups of states reach the abscissa.
const APART: &str = "Groups of states that do not feel one another's arms go the same way: no one reaction decides.";
/// Slopes nearer than this share of the greatest are alike.
const ALIKE: f64 = 1e-9;
/// Reactions named at most.
const NAMED: usize = 4;

/// The reactions that are there on which the abscissa depends most.
pub(crate) fn steepest(reaction: &[Vec<f64>], slopes: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let size = slopes.len();
    let pairs = (0..size).flat_map(|i| (0..size).map(move |j| (i, j)));
    let there: Vec<(usize, usize)> = pairs.filter(|(i, j)| i != j && reaction[*i][*j] > 0.0).collect();
    let most = there.iter().map(|(i, j)| slopes[*i][*j]).fold(0.0, f64::max);
    there.into_iter().filter(|(i, j)| slopes[*i][*j] >= most * (1.0 - ALIKE)).collect()
}

fn some(names: &[String], pairs: &[(usize, usize)]) -> String {
    let told = pairs.iter().take(NAMED).map(|(i, j)| format!("{} to {}", names[*i], names[*j]));
    let more = if pairs.len() > NAMED { format!(" and {} more", pairs.len() - NAMED) } else { String::new() };
    told.collect::<Vec<_>>().join(", ") + &more
}
