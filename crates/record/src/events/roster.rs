//! What the codes of actors mean: states by their letters, numbers or names.

use std::collections::{BTreeMap, HashMap};

use super::layout::Actors;
use super::parse::{FIRST_YEAR, YEARS, integer};
use crate::states::{CodeSystem, Known, Numbers, State, Year, gleditsch_ward, states};

/// What a code of an actor means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    State(u16),
    /// Different states in different years.
    ByYear,
    None,
}

/// The codes that were met, with what they mean.
pub(super) struct Roster {
    /// Whose numbers of states were asked for.
    numbers: Option<Numbers>,
    meanings: HashMap<Vec<u8>, Meaning>,
    letters: Vec<Option<Meaning>>,
    unmapped: HashMap<Vec<u8>, u64>,
    known: Known,
    /// For every state whether it is a member in each year.
    member: Vec<bool>,
    /// Line, number and year of the first state that only Gleditsch and Ward have.
    pub foreign: Option<(u64, u16, Year)>,
}

impl Roster {
    /// Nobody met yet; places are those of `of`, the states of the list.
    pub(super) fn new(of: &[State], numbers: Option<Numbers>) -> Self {
        let years = || (0..YEARS as Year).map(|year| FIRST_YEAR + year);
        let member = of.iter().flat_map(|state| years().map(|year| states().member(*state, year))).collect();
        Self {
            numbers,
            member,
            meanings: HashMap::new(),
            letters: vec![None; 26 * 26 * 26],
            unmapped: HashMap::new(),
            known: Known::new(),
            foreign: None,
        }
    }

    /// Codes of actors that are no state, with their counts.
    pub(super) fn unmapped(self) -> BTreeMap<String, u64> {
        let text = |code: Vec<u8>| crate::files::text(&code).into_owned();
        self.unmapped.into_iter().map(|(code, count)| (text(code), count)).collect()
    }

    /// The place of the state that an actor is in a year; `None` for one that is no member then, which is counted.
    pub(super) fn place(&mut self, cell: &[u8], actors: Actors, (year, line): (Year, u64)) -> Option<u16> {
        let code = code_of(cell, actors);
        let slot = match code {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z', c @ b'A'..=b'Z'] if actors != Actors::Names => {
                let slot = |byte: &u8| usize::from(byte - b'A');
                Some((slot(a) * 26 + slot(b)) * 26 + slot(c))
            }
            _ => None,
        };
        let known = match slot {
            Some(slot) => self.letters[slot],
            None => self.meanings.get(code).copied(),
        };
        let meaning = known.unwrap_or_else(|| {
            let meaning = self.meaning(code, actors);
            match slot {
                Some(slot) => self.letters[slot] = Some(meaning),
                None => drop(self.meanings.insert(code.to_vec(), meaning)),
            }
            meaning
        });
        let found = match meaning {
            Meaning::State(place) => Some(place),
            Meaning::ByYear => {
                self.find(code, actors, Some(year)).and_then(|state| self.known.place(state)).map(|place| place as u16)
            }
            Meaning::None => None,
        };
        match found.filter(|place| self.member[usize::from(*place) * YEARS + (year - FIRST_YEAR) as usize]) {
            Some(place) => Some(place),
            None => {
                self.look_for_foreign(code, year, line);
                if !matches!(code, b"" | b"NULL" | b"None" | b"---") {
                    match self.unmapped.get_mut(code) {
                        Some(count) => *count += 1,
                        None => drop(self.unmapped.insert(code.to_vec(), 1)),
                    }
                }
                None
            }
        }
    }

    /// The state that an actor is, in a year where that is known; nothing is counted.
    pub(super) fn state(&self, cell: &[u8], actors: Actors, year: Option<Year>) -> Option<State> {
        self.find(code_of(cell, actors), actors, year)
    }

    /// Remembers the first number that is a state to Gleditsch and Ward alone.
    fn look_for_foreign(&mut self, code: &[u8], year: Year, line: u64) {
        let number = integer(code).and_then(|number| u16::try_from(number).ok());
        let foreign = number.filter(|number| {
            let list = states();
            gleditsch_ward(*number, year).is_some_and(|state| list.nearly_member(state, year))
                && !list.nearly_member(State(*number), year)
        });
        if let Some(number) = foreign {
            self.foreign.get_or_insert((line, number, year));
        }
    }

    fn find(&self, code: &[u8], actors: Actors, year: Option<Year>) -> Option<State> {
        if actors == Actors::Letters && code.first().is_some_and(u8::is_ascii_digit) {
            return self.numbered(code, year);
        }
        find(code, actors, year)
    }

    /// A state by its number, in the numbers that were asked for.
    fn numbered(&self, code: &[u8], year: Option<Year>) -> Option<State> {
        let number = u16::try_from(integer(code)?).ok()?;
        let other = || gleditsch_ward(number, year?);
        let asked = self.numbers == Some(Numbers::GleditschWard);
        let text = crate::files::text(code);
        let system = if asked { CodeSystem::GleditschWard } else { CodeSystem::CowNumber };
        if asked { other() } else { None }.or_else(|| states().find(system, &text, year).ok())
    }

    fn meaning(&self, code: &[u8], actors: Actors) -> Meaning {
        let find = |year: Option<Year>| self.find(code, actors, year);
        let Some(state) = find(None).or_else(|| find(Some(2_010))) else { return Meaning::None };
        let same = (1950..=2020).step_by(5).all(|year| find(Some(year)) == Some(state));
        match self.known.place(state) {
            Some(place) if same => Meaning::State(place as u16),
            _ => Meaning::ByYear,
        }
    }
}

/// What of the cell of an actor is a code: without the role behind it.
fn code_of(cell: &[u8], actors: Actors) -> &[u8] {
    match actors {
        Actors::Keds if cell.len() == 6 && ROLES.iter().any(|role| cell.ends_with(role)) => &cell[..3],
        _ => cell,
    }
}

/// Roles behind the letters of a state in KEDS.
const ROLES: [&[u8]; 12] =
    [b"GOV", b"MIL", b"OPP", b"REB", b"POL", b"PRE", b"LEG", b"JUD", b"SPY", b"BUS", b"MED", b"CVL"];

/// Letters of KEDS that are not those of ISO, or that stand for no member of the system, after the Balkans set.
const KEDS: [(&str, Option<u16>); 22] = [
    ("AUS", Some(305)),
    ("AUL", Some(900)),
    ("BOS", Some(346)),
    ("BUL", Some(355)),
    ("CRO", Some(344)),
    ("FRN", Some(220)),
    ("FRY", Some(345)),
    ("GER", Some(255)),
    ("GRE", Some(350)),
    ("HUN", Some(310)),
    ("KSV", None),
    ("MAC", Some(343)),
    ("MTN", None),
    ("PAL", None),
    ("ROM", Some(360)),
    ("SER", Some(345)),
    ("SLO", Some(349)),
    ("SWI", Some(225)),
    ("SWE", Some(380)),
    ("UKG", Some(200)),
    ("UNK", Some(200)),
    ("VAT", None),
];

fn find(code: &[u8], actors: Actors, year: Option<Year>) -> Option<State> {
    let text = crate::files::text(code);
    match actors {
        Actors::Names => states().find_actor(&text, year).ok(),
        Actors::Letters => states().find(CodeSystem::Letters, &text, year).ok(),
        Actors::Keds => match KEDS.iter().find(|(code, _)| *code == text) {
            Some((_, state)) => state.map(State),
            None => states().find(CodeSystem::Iso3, &text, year).ok(),
        },
    }
}
