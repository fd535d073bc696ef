//! Cross-impact balance (Weimer-Jehle 2006): which combinations of levels hold each other up.

mod case_cib;
mod cib;
mod held;

pub use case_cib::{case_cross_impacts, cross_impacts_of};
pub use cib::{CrossImpactDoubt, cross_impact_portrait};
