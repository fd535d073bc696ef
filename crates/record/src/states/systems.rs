//! Where the numbers of Gleditsch and Ward are not those of Correlates of War.
//!
//! Gleditsch & Ward 1999, Interstate System Membership: A Revised List of the Independent States since 1816, International Interactions
//! 25: 393-413: Germany has 260 from 1949 on, Serbia 340 before Yugoslavia and after 2006, united Yemen keeps 678, and the small
//! states of the Pacific have numbers of their own.

use std::collections::BTreeSet;

use super::{State, StateList, Year};

/// Whose numbers stand in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Of Correlates of War.
    CorrelatesOfWar,
    /// Of Gleditsch and Ward.
    GleditschWard,
}

impl Numbers {
    /// Whose they are.
    pub fn word(self) -> &'static str {
        match self {
            Self::CorrelatesOfWar => "Correlates of War",
            Self::GleditschWard => "Gleditsch and Ward",
        }
    }
}

/// A number, the state of Correlates of War that it means to Gleditsch and Ward, and the first and last year in which it does.
const GLEDITSCH_WARD: [(u16, u16, Year, Year); 8] = [
    (260, 255, 1991, Year::MAX),
    (340, 345, 1878, 1917),
    (340, 345, 2006, Year::MAX),
    (678, 679, 1991, Year::MAX),
    (970, 946, 1979, Year::MAX),
    (971, 970, 1968, Year::MAX),
    (972, 955, 1970, Year::MAX),
    (973, 947, 1978, Year::MAX),
];

/// Numbers of Correlates of War that Gleditsch and Ward do not have from a year on.
const ONLY_CORRELATES_OF_WAR: [(u16, Year); 6] =
    [(255, 1992), (345, 2008), (679, 1992), (946, 1999), (947, 2000), (955, 1999)];

/// What tables write for a state that has another number in those years: Germany for all years 255, Vietnam 817 or Polity's 818.
const OTHERS: [(u16, u16, Year, Year); 3] =
    [(255, 260, 1949, 1989), (817, 816, 1976, Year::MAX), (818, 816, 1976, Year::MAX)];

fn of(table: &[(u16, u16, Year, Year)], number: u16, year: Year) -> Option<State> {
    let found = table.iter().find(|(of, _, from, to)| *of == number && (*from..=*to).contains(&year));
    found.map(|(_, state, ..)| State(*state))
}

/// States that a number means to others than Correlates of War, in whatever years.
fn others(number: u16) -> impl Iterator<Item = State> {
    let rows = GLEDITSCH_WARD.iter().chain(&OTHERS).filter(move |(of, ..)| *of == number);
    rows.map(|(_, state, ..)| State(*state))
}

/// The state that Gleditsch and Ward mean by a number, where Correlates of War mean another or none.
pub fn gleditsch_ward(number: u16, year: Year) -> Option<State> {
    of(&GLEDITSCH_WARD, number, year)
}

/// Whether Correlates of War have a number in a year and Gleditsch and Ward do not.
pub fn only_correlates_of_war(number: u16, year: Year) -> bool {
    ONLY_CORRELATES_OF_WAR.iter().any(|(of, from)| *of == number && year >= *from)
}

impl StateList {
    /// Whether a state is a member in a year or in one beside it: tables differ by a year around changes.
    pub fn nearly_member(&self, state: State, year: Year) -> bool {
        (year.saturating_sub(1)..=year.saturating_add(1)).any(|year| self.member(state, year))
    }

    /// The member that a number may mean which is none itself in that year: the one that it means to others in that year, else, far
    /// from any year of its own, one that it means to others in other years.
    pub fn meant(&self, number: u16, year: Year) -> Option<State> {
        if self.member(State(number), year) {
            return None;
        }
        let now = gleditsch_ward(number, year).or_else(|| of(&OTHERS, number, year));
        let ever = || if self.nearly_member(State(number), year) { None } else { Some(others(number)) };
        let near = |state: &State| self.nearly_member(*state, year);
        now.filter(near).or_else(|| ever()?.find(near))
    }

    /// Whether Gleditsch and Ward have a number in other years, and nobody has it in this one.
    pub(crate) fn is_of_other_years(&self, number: u16, year: Year) -> bool {
        let theirs = GLEDITSCH_WARD.iter().any(|(of, ..)| *of == number);
        theirs && gleditsch_ward(number, year).is_none() && !self.nearly_member(State(number), year)
    }

    /// Years from which a number may mean something else than before: what it means to others begins or ends, or a state that it may
    /// mean becomes a member or is none any more, with the year beside either.
    pub(crate) fn turns(&self, number: u16) -> BTreeSet<Year> {
        let rows = GLEDITSCH_WARD.iter().chain(&OTHERS).filter(|(of, ..)| *of == number);
        let mut turns: BTreeSet<Year> = rows.flat_map(|(.., from, to)| [*from, to.saturating_add(1)]).collect();
        for (from, to) in others(number).chain([State(number)]).flat_map(|state| self.memberships(state)) {
            turns.extend([from.saturating_sub(1), from, to.saturating_add(1), to.saturating_add(2)]);
        }
        turns
    }
}

#[cfg(test)]
mod tests {
    use super::super::states;
    use super::*;

    #[test]
    fn numbers_of_two_systems() {
        let list = states();
        assert_eq!(list.meant(260, 1995), Some(State(255)));
        assert_eq!(list.meant(260, 1985), None, "it is the Federal Republic");
        assert_eq!(list.meant(255, 1970), Some(State(260)));
        assert_eq!(list.meant(340, 2010), Some(State(345)));
        assert_eq!(list.meant(678, 2001), Some(State(679)));
        assert_eq!(list.meant(817, 1990), Some(State(816)));
        assert_eq!(
            list.meant(340, 1995),
            Some(State(345)),
            "Serbia before it has that number, and far from any other state"
        );
        assert_eq!(list.meant(2, 1990), None);
        assert!(list.nearly_member(State(260), 1991) && !list.nearly_member(State(260), 1992));
        assert!(only_correlates_of_war(255, 1995) && !only_correlates_of_war(255, 1940));
    }
}
