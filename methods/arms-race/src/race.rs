//! Action and reaction (Richardson 1960): whether mutual threats wind down or up, and which reaction decides.

use detente_dynamics::{RaceError, race};
use detente_model::QuantityPath;
use detente_results::RacePortrait;

use detente_method::Reading;

/// The race of `reaction[who][to whom]`; `start` tells which way an unstable one goes.
///
/// # Errors
/// Every [`RaceError`].
pub fn race_portrait(
    names: &[String],
    reaction: &[Vec<f64>],
    cost: &[f64],
    grievance: &[f64],
    start: &[f64],
) -> Result<RacePortrait, Vec<RaceError>> {
    let found = race(reaction, cost, grievance)?;
    let first = found.sensitivity.as_ref().map(|slopes| steepest(reaction, slopes));
    let decides = first.as_ref().and_then(|first| if let [one] = first[..] { Some(one) } else { None });
    Ok(RacePortrait {
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
fn steepest(reaction: &[Vec<f64>], slopes: &[Vec<f64>]) -> Vec<(usize, usize)> {
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

/// The race that the threats of a case make at the most likely values; `None` where no two actors threaten each other. Threat ties run
/// from the state that threatens to the one that feels it: the one that feels it reacts.
pub fn race_of_case(reading: &Reading<'_>) -> Option<RacePortrait> {
    let mut threats: Vec<(String, String, f64)> = Vec::new();
    for tie in reading.case.ties.iter().filter(|tie| &*tie.dimension == "threat") {
        let path = QuantityPath::tie(&tie.from, &tie.to, tie.directed, &tie.dimension, false);
        let Some(index) = reading.find(&path) else { continue };
        let size = (-reading.estimate(index).mode()).max(0.0);
        threats.push((tie.from.text.clone(), tie.to.text.clone(), size));
        if !tie.directed {
            threats.push((tie.to.text.clone(), tie.from.text.clone(), size));
        }
    }
    let mutual = |(a, b, _): &&(String, String, f64)| threats.iter().any(|(from, to, _)| from == b && to == a);
    let mut names: Vec<String> = threats.iter().filter(mutual).map(|(from, ..)| from.clone()).collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return None;
    }
    let place = |name: &String| names.iter().position(|known| known == name);
    let mut reaction = vec![vec![0.0; names.len()]; names.len()];
    for (from, to, size) in &threats {
        if let (Some(from), Some(to)) = (place(from), place(to)) {
            reaction[to][from] = *size;
        }
    }
    let ones = vec![1.0; names.len()];
    let mut found = race_portrait(&names, &reaction, &ones, &vec![0.0; names.len()], &ones).ok()?;
    let note = "Reactions are the sizes of the threats; that the own burden holds each state back by 1, and no grievance, is assumed.";
    found.notes.insert(0, note.to_owned());
    Some(found)
}
