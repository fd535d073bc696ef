//! States and their codes: Correlates of War numbers and letters, ISO 3166 and CAMEO letters, Gleditsch–Ward numbers, FIPS, names.
//!
//! The list of members of the state system and their dates are facts of Correlates of War Project (2017), State System
//! Membership, v2016; a spell that ends with the list is taken to go on.

mod known;
mod list;
mod names;
mod systems;

use std::fmt;

use detente_case::AskError;

pub use known::Known;
pub use list::{StateList, Unmapped, states};
pub use systems::{Numbers, gleditsch_ward, only_correlates_of_war};

/// A year of the common era.
pub type Year = i16;

/// Years from one to another, as they are asked for.
///
/// # Errors
/// [`AskError`] where the first comes after the last.
pub fn in_order(from: Year, to: Year) -> Result<(Year, Year), AskError> {
    if from > to { Err(AskError::input(format!("--from {from} is after --to {to}"))) } else { Ok((from, to)) }
}

/// A state by its Correlates of War number. Numbers of other systems are not states until a [`StateList`] has read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(pub u16);

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// A way of writing states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeSystem {
    /// Correlates of War number, `740`.
    CowNumber,
    /// Correlates of War letters, `JPN`, `ROK`, `GMY`.
    CowLetters,
    /// ISO 3166-1 alpha-3, which CAMEO follows but for a few (`ROM`, `KSV`), which are understood.
    Iso3,
    /// ISO letters, and letters of Correlates of War for the states that ISO never knew (`GFR`, `RVN`): what the program writes.
    Letters,
    /// Gleditsch–Ward number.
    GleditschWard,
    /// FIPS 10-4 letters, which the places of GDELT use.
    Fips,
    /// Names, in any of the spellings of the list.
    Name,
}

impl CodeSystem {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::CowNumber => "COW number",
            Self::CowLetters => "COW letters",
            Self::Iso3 => "ISO letters",
            Self::Letters => "letters",
            Self::GleditschWard => "Gleditsch–Ward number",
            Self::Fips => "FIPS letters",
            Self::Name => "name",
        }
    }
}
