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
pub use case_cib::{ActTold, CaseCrossImpact, DescriptorTold, HeldTold, VariantTold, cross_impacts_of};
pub use cib::{
    AttractorTold, ConsistentTold, CrossImpactDoubt, CrossImpactPortrait, CrossImpacts, DoubtTold, HeldShare,
    cross_impact_portrait,
};
pub use fcm::{AttractorShare, FcmAsk, FcmPortrait, fcm_portrait};
pub use landscape::{LandscapeMinimum, LandscapeTold, landscape_told};
pub(crate) use loops::loop_names;
pub use loops::{LoopPortrait, LoopsPortrait, PressPortrait, loops_portrait};
pub use polarise::{PolarisationPortrait, polarisation_portrait};
pub use propagate::{PropagationChange, PropagationPortrait, propagation_portrait};
pub(crate) use race::race_of_case;
pub use race::{RacePortrait, race_portrait};
