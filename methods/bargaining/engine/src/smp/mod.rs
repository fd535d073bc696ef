//! The spatial challenge model (after Wise, Lester and Efird's KTAB SMP; Bueno de Mesquita 1994): each turn every actor challenges the one
//! whose change it would gain most by, both sides propose a deal, and each actor takes the most probable option before it.
//!
//! The corrected form is the default; [`Compat`] reproduces single defects of KTAB (`methods/bargaining/page.md`).

mod contest;
mod params;
mod seen;
mod turn;

pub use params::{
    BadParameter, Bargain, Compat, InterVector, Params, PceModel, RiskAdjust, RiskRange, StateTransitions, ThirdParty,
    VictoryModel, VotingRule,
};
pub use turn::{Challenge, Deal, TurnTrace};

use self::contest::Rule;
use crate::actors::Actors;

/// Why a run stopped early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmpError {
    /// The original stops here as well (compatibility with one of its defects).
    #[error("BigRAdjust=Full stops with an error in the original; without --ktab-compat=2 it works")]
    FullAdjustment,
    /// The original gives up (compatibility with one of its defects).
    #[error(
        "MarkovIncentive did not converge in 1,000 iterations, where the original stops; without --ktab-compat=8 it goes on"
    )]
    NotConverged,
}

/// A run: positions by turn, the start first.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Positions by turn, actor by actor, in [0, 1].
    pub positions: Vec<Vec<f64>>,
    /// Probability of each actor's position by turn; empty unless asked for.
    pub probabilities: Vec<Vec<f64>>,
    /// Whether some actor had several options that were equally probable: the order of the actors decided.
    pub tied: bool,
    /// Whether some probability vector had not settled.
    pub unsettled: bool,
    /// What happened in each turn; empty unless asked for.
    pub traces: Vec<TurnTrace>,
}

/// How much a run tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Positions alone.
    Positions,
    /// The probability of each position as well.
    Probabilities,
    /// Every challenge, deal and choice as well.
    Turns,
}

/// Runs the spatial challenge model (after Bueno de Mesquita 1994 as in KTAB's SMP) until nothing much moves any more, or `max_turns` are over.
/// Positions lie in [0, 1] in each dimension. `seed` and `draw` name the random numbers of [`StateTransitions::Stochastic`], and matter for
/// nothing else. O(turns · actors³ + turns · actors² · options).
///
/// # Errors
/// [`SmpError`], in compatibility mode alone.
pub fn run(actors: &Actors, params: &Params, seed: u64, draw: u64, detail: Detail) -> Result<Run, SmpError> {
    match params.voting {
        VotingRule::Prop => run_by::<contest::Prop>(actors, params, seed, draw, detail),
        VotingRule::Binary => run_by::<contest::Binary>(actors, params, seed, draw, detail),
        VotingRule::PropBin => run_by::<contest::PropBin>(actors, params, seed, draw, detail),
        VotingRule::PropCbc => run_by::<contest::PropCbc>(actors, params, seed, draw, detail),
        VotingRule::Cubic => run_by::<contest::Cubic>(actors, params, seed, draw, detail),
        VotingRule::ASymProsp => run_by::<contest::ASymProsp>(actors, params, seed, draw, detail),
    }
}

fn run_by<R: Rule>(actors: &Actors, params: &Params, seed: u64, draw: u64, detail: Detail) -> Result<Run, SmpError> {
    if params.risk_adjust == RiskAdjust::Full && params.compat.has(2) {
        return Err(SmpError::FullAdjustment);
    }
    let mut positions = vec![actors.positions().to_vec()];
    let mut world = turn::World::<R>::new(actors, params, seed, draw);
    // How the world looks at the end of a turn is how it looks at the start of the next.
    let mut view = world.view();
    let mut probabilities = Vec::new();
    let mut note = |world: &mut turn::World<'_, R>, view: Result<&turn::View, &SmpError>| {
        if detail >= Detail::Probabilities {
            probabilities.push(world.probabilities(view.ok()));
        }
    };
    note(&mut world, view.as_ref());
    let mut traces = Vec::new();
    let mut first = 0.0;
    // Where a turn without chance moved nobody, every later one is the same.
    let same_again = params.transitions == StateTransitions::Deterministic
        && actors.accommodation().is_none()
        && detail < Detail::Turns;
    let mut moved = f64::INFINITY;
    for turn in 1..=params.max_turns {
        if !(same_again && moved == 0.0) {
            traces.extend(world.step(turn, view?, detail == Detail::Turns)?);
            view = world.view();
        }
        positions.push(world.positions().to_vec());
        note(&mut world, view.as_ref());
        moved = change(actors, &positions[turn - 1], &positions[turn]);
        if turn == 1 {
            first = moved;
        }
        if turn >= params.min_turns && moved / (first + 1e-4) < params.stop_fraction {
            break;
        }
    }
    Ok(Run { positions, probabilities, tied: world.tied(), unsettled: world.unsettled(), traces })
}

/// Sum over actors of how far each moved.
fn change(actors: &Actors, before: &[f64], after: &[f64]) -> f64 {
    let dims = actors.dims();
    before.chunks(dims).zip(after.chunks(dims)).map(|(a, b)| distance(a, b)).sum()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}
