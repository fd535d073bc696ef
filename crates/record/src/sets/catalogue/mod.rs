//! The data sets: what they are, how to cite them, and under which names their columns stand in the releases and packages we know. One
//! file a set.

mod atop;
mod atop_directed;
mod columns;
mod contiguity;
mod cow_mid;
mod cow_mid_participants;
mod democracy;
mod distance;
mod event_months;
mod fbic;
mod gdp;
mod gml_mid;
mod igo;
mod joint_igo;
mod majors;
mod net_months;
mod nmc;
mod peace_scale;
mod trade;
mod tss;
mod un_agreement;
mod un_ideal;
mod un_votes;
mod wars;

pub(super) use columns::NAMES;

use super::entry::{Layout, Set, SetEntry, Time};
use super::memberships;
use crate::states::CodeSystem;

/// Every data set that is read, in alphabetical order of its id.
pub static CATALOGUE: [SetEntry; 23] = [
    atop::ENTRY,
    atop_directed::ENTRY,
    contiguity::ENTRY,
    cow_mid_participants::ENTRY,
    cow_mid::ENTRY,
    democracy::ENTRY,
    distance::ENTRY,
    fbic::ENTRY,
    gdp::ENTRY,
    gml_mid::ENTRY,
    event_months::ENTRY,
    igo::ENTRY,
    joint_igo::ENTRY,
    majors::ENTRY,
    net_months::ENTRY,
    nmc::ENTRY,
    peace_scale::ENTRY,
    trade::ENTRY,
    tss::ENTRY,
    un_agreement::ENTRY,
    un_ideal::ENTRY,
    un_votes::ENTRY,
    wars::ENTRY,
];

impl Set {
    /// Its entry.
    pub fn entry(self) -> &'static SetEntry {
        CATALOGUE.iter().find(|entry| entry.set == self).unwrap_or(&CATALOGUE[0])
    }

    /// What it is called on the command line.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// Values that its rows have in memory: those of its entry, and for memberships which they are and which are not told.
    pub fn width(self) -> usize {
        let which = if self == Self::IgoMemberships { 2 * memberships::VALUES + 1 } else { 0 };
        self.entry().values.len() + which
    }

    /// The layout with the same columns and ISO letters, of one with letters of Correlates of War.
    pub(super) fn in_iso(self, layout: &Layout) -> Option<usize> {
        let first = |of: &Layout| of.states.first().map(|column| column.names);
        let same = |other: &Layout| other.code == CodeSystem::Iso3 && first(other) == first(layout);
        if layout.code == CodeSystem::CowLetters { self.entry().layouts.iter().position(same) } else { None }
    }

    /// Whether a state or pair has one row a time: a second one is a repetition.
    pub fn has_one_row_a_time(self) -> bool {
        matches!(
            self,
            Self::Capabilities
                | Self::Trade
                | Self::JointIgos
                | Self::IgoMemberships
                | Self::UnAgreement
                | Self::UnIdeal
                | Self::Democracy
                | Self::EventMonths
                | Self::NetMonths
                | Self::AtopDirected
                | Self::Gdp
                | Self::Influence
        )
    }

    /// Whether its rows are spells, whose first does not say where the set begins.
    pub fn is_of_spells(self) -> bool {
        self.entry().layouts.iter().any(|layout| matches!(layout.time, Time::Span { .. }))
    }

    /// For a set by year that lists what there is, the last year in which a release that covers it has no row of anybody: later ones
    /// without a row are told. None for all other sets; wars are so rare that years without one say nothing.
    pub(super) fn quiet_until(self) -> Option<i16> {
        match self {
            Self::Atop | Self::EventMonths | Self::NetMonths => Some(i16::MIN),
            // Of Gibler, Miller and Little's and of Correlates of War's disputes: 1817 to 1825.
            Self::GmlMids | Self::CowMids => Some(1825),
            _ => None,
        }
    }

    /// Whether a year without a row of anybody is a year that a file does not cover: there are alliances in every year, and years without
    /// a dispute or a war in those of the pairs that somebody picked.
    pub(super) fn goes_through_all_years(self) -> bool {
        self == Self::Atop
    }

    /// Whether rows of one state or pair and time must agree in what they say, though there may be several: disputes of one number,
    /// obligations, and what a pair has one of.
    pub(super) fn must_agree(self) -> bool {
        matches!(
            self,
            Self::Atop
                | Self::GmlMids
                | Self::CowMids
                | Self::CowMidParticipants
                | Self::Contiguity
                | Self::Distance
                | Self::PeaceScale
        )
    }

    /// The year in which the release of a set of spells ends; what held then goes on.
    pub fn release_ends(self) -> Option<i16> {
        let open = self.entry().layouts.iter().filter_map(|layout| match layout.time {
            Time::Span { open } => Some(open),
            Time::Year | Time::Month => None,
        });
        open.max()
    }

    /// The place of a value by the first name of its column.
    pub fn value(self, name: &str) -> Option<usize> {
        self.entry().values.iter().position(|value| value.column.names[0] == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_a_release() {
        let title = |set: Set| set.entry().title_of_any_release();
        assert_eq!(title(Set::Atop), "Alliance Treaty Obligations and Provisions: obligations of pairs by year");
        assert_eq!(title(Set::Contiguity), "Direct Contiguity");
        assert_eq!(title(Set::Rivalry), "Strategic rivalries");
        assert_eq!(title(Set::Distance), "Least distance between borders, km, as spells (CShapes)");
        assert_eq!(title(Set::Democracy), "Democracy of states by year: Polity 5 and V-Dem polyarchy");
    }
}
