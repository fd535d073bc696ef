//! Moves of one side and answers of the other: scales of escalation, who answered what, trends of short series, the step that drew an answer.
//!
//! Plain numbers in, plain numbers out; times are in any unit, the same for all. Definitions and sources: `methods/moves/page.md`.

mod coincidence;
mod kendall;
mod pairing;
mod reciprocity;
mod scale;
mod slope;
mod step;

pub use coincidence::{Bounds, Span, at_least, by_chance, clopper_pearson, rate_rise};
pub use kendall::{LEAST_POINTS, NullOfS, Trend, mann_kendall, score};
pub use pairing::{Deed, Fate, Pairing, Reply, Side, Window, answers_outside, pair};
pub use reciprocity::{FEWEST_PAIRS, Lead, Reciprocity, level_ratio, reciprocity, spearman_p};
pub use scale::{Quarter, intensity, plover};
pub use slope::{Slope, SlopeInterval, lag_one, theil_sen};
pub use step::{Between, Candidate, Step, Tried, step};
