//! Signed networks: balance, blocs, frustration, triads, and the geometry of ties.
//!
//! Inputs are numbers and indices, outputs plain structs; no file, no clock, no name of an actor. Definitions and
//! sources: `docs/methods/balance.md` and `docs/methods/geometry.md`.

pub mod frustration;
pub mod geometry;
mod grid;
mod network;
mod spectral;
mod triads;
mod two_blocs;
mod weak;

pub use network::{NetworkError, SignedNetwork, Tie, pair_index, pairs};
pub use spectral::{WalkBalance, signed_laplacian_bound, walk_balance};
pub use triads::{Triad, TriadCensus, TriadClass, triads};
pub use two_blocs::{MAX_ACTORS, Status, TieReading, TwoBlocs, WeakestLine, two_blocs};
pub use weak::{MAX_WEAK_ACTORS, WeakBlocs, weak_blocs};
