//! Forecasts made as if it were earlier, scored against what came: dispute onset, the sign of a tie in five years, alliances formed.

mod ask;
mod disputes;
mod formation;
mod gaps;
mod model;
mod onset;
mod panel;
mod scores;
mod sign;
mod structure;

pub use ask::Target;
pub use disputes::Disputes;
pub use formation::formation;
pub use onset::onset;
pub use panel::{FEATURES, PEACE_MOST, Row, panel, peace_years};
pub use scores::{Binary, FEWEST_RESAMPLES, Ranked};
pub use sign::{SIGNS, sign};

/// The years and resamples of a backtest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protocol {
    /// First and last year that models are fitted to.
    pub train: (crate::states::Year, crate::states::Year),
    /// First and last year that is forecast.
    pub test: (crate::states::Year, crate::states::Year),
    /// Resamples for the intervals.
    pub resamples: u32,
    /// Seed of the resamples.
    pub seed: u64,
    /// Whether the tolerance of every tie is tried too, which takes minutes.
    pub tolerance: bool,
}

impl Default for Protocol {
    fn default() -> Self {
        Self { train: (1950, 2000), test: (2001, 2010), resamples: 500, seed: 1, tolerance: false }
    }
}
