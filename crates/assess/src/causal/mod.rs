//! Causal maps, cross-impacts, landscapes and influences of plain files, without a case.

mod case_cib;
mod cib;
mod fcm;
mod held;
mod landscape;
mod loops;
mod polarise;
mod propagate;
mod race;

pub(crate) use case_cib::case_cross_impacts;
pub use case_cib::cross_impacts_of;
pub use cib::{CrossImpactDoubt, cross_impact_portrait};
pub use fcm::{FcmAsk, fcm_portrait};
pub use landscape::landscape_told;
pub(crate) use loops::loop_names;
pub use loops::loops_portrait;
pub use polarise::polarisation_portrait;
pub use propagate::{PropagationChange, propagation_portrait};
pub(crate) use race::race_of_case;
pub use race::race_portrait;
