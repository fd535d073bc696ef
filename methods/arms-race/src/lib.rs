//! Action and reaction (Richardson 1960): whether mutual threats wind down or up, and which reaction decides.

mod race;

pub use race::{race_of_case, race_portrait};
