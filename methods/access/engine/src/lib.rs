//! Access to tables of talks: what a seat is worth, which partner opens a way in, who is a broker between whom, which table is missing.
//! Actors and tables are places in lists.

mod brokerage;
mod door;
mod seat;
mod table;

pub use brokerage::{Arc, Brokerage, Role, brokerage};
pub use door::{Door, Way, access, gain};
pub use seat::{Seat, Voice, outcome, seat, seated};
pub use table::{Gap, Missing, Stake, Stakes, gap, missing, spread};
