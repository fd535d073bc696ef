//! The spatial challenge model over all issues as dimensions of one bargain.

use detente_bargain::smp::{self, Detail, SmpError};
use detente_bargain::{Actors, compromise};
use detente_results::JointResult;

use crate::input::{BargainInput, NotJoint};
use crate::model::{MOST_SMP, Settings, Table};
use crate::result::turn;

/// Runs the model over all issues of `input` together, or over one of them where it has a single one.
///
/// # Errors
/// [`NotJoint`], and [`SmpError`] in compatibility mode.
pub fn joint_result(input: &BargainInput, settings: &Settings) -> Result<Result<JointResult, SmpError>, NotJoint> {
    let (who, actors) = match input.issues.as_slice() {
        [one] => {
            let table = Table::of_issue(input, one);
            let actors = table.actors()?;
            (table.who, actors)
        }
        _ => ((0..input.actors.len()).collect(), input.together()?),
    };
    if actors.len() > MOST_SMP {
        return Err(NotJoint::Crowd(actors.len()));
    }
    Ok(result(input, &who, &actors, settings))
}

fn result(input: &BargainInput, who: &[usize], actors: &Actors, settings: &Settings) -> Result<JointResult, SmpError> {
    let run = smp::run(actors, &settings.smp, settings.seed, 0, Detail::Turns)?;
    let dims = actors.dims();
    let rows = |turn: &Vec<f64>| -> Vec<Vec<f64>> {
        turn.chunks(dims).map(|row| row.iter().map(|x| 100.0 * x).collect()).collect()
    };
    let last = run.positions.last().cloned().unwrap_or_default();
    let landing = |dim: usize| {
        let line: Vec<(f64, f64)> =
            (0..actors.len()).map(|actor| (100.0 * last[actor * dims + dim], actors.weight(actor, dim))).collect();
        compromise(&line)
    };
    let name = |actor: usize| input.actors[who[actor]].clone();
    Ok(JointResult {
        actors: (0..actors.len()).map(name).collect(),
        turns: run.positions.len() - 1,
        final_positions: rows(&last),
        landing: (0..dims).map(landing).collect(),
        settled: !run.unsettled,
        tied: run.tied,
        challenges: run.traces.iter().map(|trace| turn(trace, dims, &name)).collect(),
        positions_by_turn: run.positions.iter().map(rows).collect(),
        prob4: run.probabilities,
    })
}
