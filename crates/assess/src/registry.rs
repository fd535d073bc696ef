//! The registry: every method that looks at a case, in the order in which their findings are told. A new method is one line here.

use detente_case::{FindingId, Method as Word};
use detente_method::{Answering, Method};

/// Every method.
pub const METHODS: [&dyn Method; 9] = [
    &detente_method_forums::Forums,
    &detente_method_balance::Balance,
    &detente_method_crossing::Crossing,
    &detente_method_geometry::Geometry,
    &detente_method_conflict::Conflict,
    &detente_method_bargaining::Bargaining,
    &detente_method_factors::Factors,
    &detente_method_cross_impact::CrossImpacts,
    &detente_method_arms_race::ArmsRace,
];

/// Everyone who answers questions; of a kind the first who does.
pub(crate) const ANSWERING: [&dyn Answering; 16] = [
    &detente_method_balance::Balance,
    &detente_method_geometry::Geometry,
    &detente_method_influence::Influences,
    &detente_method_rank::Ranks,
    &detente_method_reach::Reach,
    &detente_method_profile::Profile,
    &detente_method_forecasts::Forecasts,
    &detente_method_support::Support,
    &detente_method_moves::Moves,
    &detente_method_exposure::Exposure,
    &detente_method_bargaining::Bargaining,
    &detente_method_conflict::Conflict,
    &detente_method_coalition::Coalitions,
    &detente_method_access::Access,
    &detente_method_package::Packages,
    &detente_method_views::Views,
];

/// The place of the method that a finding comes from.
pub(crate) fn place_of(finding: &FindingId) -> Option<usize> {
    let word: Word = finding.method()?;
    METHODS.iter().position(|method| method.words().contains(&word))
}
