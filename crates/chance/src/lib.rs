//! Estimates and their distributions, counter-based random streams, summaries of draws, proper scores.
//!
//! Nothing here knows what a number stands for. Every function gives the same bits on every machine: uniform numbers
//! come from a counter-based generator, transcendental functions from `libm`, and sums run in the order of the draws.

mod beta;
mod estimate;
mod normal;
mod pert;
mod pool;
mod rank;
mod sampler;
mod score;
mod sensitivity;
mod stream;
mod summary;
mod two_piece;
mod verification;
mod words;

pub use beta::Beta;
pub use estimate::{Estimate, EstimateError, Shape};
pub use normal::{normal_cdf, normal_quantile};
pub use pool::{PoolRule, extremised, pool};
pub use rank::{Ranks, rank_correlation, ranks};
pub use sampler::Sampler;
pub use score::{brier, crps, log_score};
pub use sensitivity::{
    Design, Effects, Estimator, Index, IndexError, Indices, Limit, Peeled, PrimError, Share, Trajectories, effects,
    indices, prim,
};
pub use stream::{Stream, fnv1a, philox4x32_10};
pub use summary::{Difference, Histogram, Proportion, Summary};
pub use verification::{Murphy, Scored, base_rate, mean_brier, murphy, sign_flip, skill};
