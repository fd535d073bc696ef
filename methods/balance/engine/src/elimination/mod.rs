//! The best divisions into two blocs by non-serial dynamic programming (Bertelè and Brioschi 1972; Dechter 1999, "bucket elimination"): a
//! plan made once for who is tied to whom, and followed for every set of weights.
//!
//! Actors are taken out one by one. What the best choice for one of them costs is a table over the neighbours that it has at that time,
//! so that all is exact and nothing is searched. A second pass back through the tables gives of every tie the least cost of a division
//! with its ends on one side and on two. Time and memory are O(2^width), width being the largest number of such neighbours.

mod lanes;
mod listing;
mod order;
mod passes;
mod plan;
mod projection;
mod radius;
mod reading;

pub use lanes::{LANES, LaneTables};
pub use passes::Tables;
pub use plan::Elimination;
pub use reading::Depth;
