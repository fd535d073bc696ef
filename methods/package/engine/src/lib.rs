//! Packages: one point on each of several issues, one outcome of each of several conflicts, taken together. Which of them leave everybody whose
//! consent is needed no worse than no agreement, which of those are efficient, which ones rules of fairness pick (Nash 1950, Kalai and
//! Smorodinsky 1975, equal gain), and where there is none, who blocks and what would open one.
//!
//! Consent is that of everybody with a say, or of any of the smallest sets that are enough under a rule of decision.
//!
//! Gains are whole numbers, so that ties and products are exact.

mod accept;
mod blocked;
mod consent;
mod fair;
mod problem;
mod search;
mod shift;
mod table;
mod wide;

pub use accept::{Efficient, acceptable, efficient, improving, ordinal, strictly};
pub use blocked::{Nearest, blockers, holding, missing, nearest};
pub use consent::Consent;
pub use fair::{Choice, Unit, equal_gain, kalai_smorodinsky, nash};
pub use problem::{Issue, Part, Problem, ProblemError, Stake, grid, in_points};
pub use search::{Aim, Found, search};
pub use shift::{Shift, Shifted, shifts};
pub use table::{MOST_PACKAGES, Table};
