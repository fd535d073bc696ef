//! Coalitions: which sets of players win under a rule, which of them are minimal, who can block, how often each is decisive, and which
//! coalitions carry a policy on a line. Players are places in lists; every comparison is one of integers, every index an exact fraction
//! where there are few enough players.

mod count;
mod fraction;
mod levels;
mod line;
mod minimal;
mod power;
mod rule;
mod table;

pub use fraction::{Fraction, Value};
pub use levels::{Stand, TwoLevels, two_levels};
pub use line::{Carrying, Converts, Decision, Line, Side, SideOf, carrying, connected, left_out};
pub use minimal::{Listed, MOST_LISTED, minimal_blocking, minimal_winning, minimal_within};
pub use power::{MAX_EXACT, PlayerPower, Power, Way, power, power_by};
pub use rule::{Block, Game, GameError, MAX_LISTED, Mask, Rule, Warning, integers, members, set};
pub use table::MAX_TABLE;
