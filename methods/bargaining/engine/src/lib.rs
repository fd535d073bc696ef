//! Bargaining over issues on a continuum: where an issue lands, who moves whom, and what an exchange between issues is worth.
//!
//! Forecasts: compromise, medians and means, Nash bargaining, procedures. Processes: the spatial challenge model, the
//! expected-utility model, position exchange. Actors and issues are indices here; positions and saliences lie in [0, 1].

mod actors;
mod challenge;
mod exchange;
mod forecast;
mod levers;
mod predictive;
pub mod smp;

pub use actors::{Actors, ActorsError};
pub use challenge::{Denominator, Eum, EumRound, Move, MoveKind, Offers, Risk, eum};
pub use exchange::{Exchange, Round, Stake, carry_out, compromises, exchanges, externality, feasible_exchanges};
pub use forecast::{
    Contribution, Loss, Median, Nash, Procedure, compromise, contributions, decisive, mean, nash, weighted_median,
    win_set,
};
pub use levers::{Handle, Lever, levers, without};
pub use predictive::{DOCUMENTED_ERROR, ModelError, conformal_half_width, laplace_half_width};
