//! The list of states and the way from a code and a year to a state.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use detente_case::{AskError, meant};

use super::names::{plain, suffix};
use super::{CodeSystem, State, Year};

/// A state of the list.
#[derive(Debug, Clone)]
struct Entry {
    state: State,
    /// Letters of Correlates of War while the list is read, then those by which the program writes it.
    letters: String,
    iso: String,
    name: String,
    /// First and last day of each membership as year, month, day; a last of `None` goes on.
    spells: Vec<(Date, Option<Date>)>,
}

type Date = (Year, u8, u8);

/// A code that is no state of its year, and the nearest that is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} `{code}` is no state{}{}", system.word(), year.map_or(String::new(), |year| format!(" of {year}")), near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
pub struct Unmapped {
    /// How it is written.
    pub system: CodeSystem,
    /// The code.
    pub code: String,
    /// The year asked for.
    pub year: Option<Year>,
    /// The nearest code of the list, where one is near.
    pub near: Option<String>,
}

/// Every state since 1816 with its codes.
#[derive(Debug)]
pub struct StateList {
    entries: Vec<Entry>,
    place: BTreeMap<State, usize>,
    codes: BTreeMap<(CodeSystem, String), Vec<usize>>,
}

/// The list that the program carries.
pub fn states() -> &'static StateList {
    static LIST: LazyLock<StateList> = LazyLock::new(|| StateList::read(include_str!("../../data/states.csv")));
    &LIST
}

impl StateList {
    fn read(text: &str) -> Self {
        let mut list = Self { entries: Vec::new(), place: BTreeMap::new(), codes: BTreeMap::new() };
        for row in csv::Reader::from_reader(text.as_bytes()).records().flatten() {
            let Some(state) = row[0].parse().ok().map(State) else { continue };
            let isos: Vec<&str> = row[4].split(';').collect();
            let place = list.entries.len();
            list.entries.push(Entry {
                state,
                letters: row[1].split(';').next().unwrap_or_default().to_owned(),
                iso: isos[0].to_owned(),
                name: row[2].to_owned(),
                spells: row[3].split(' ').filter_map(spell).collect(),
            });
            list.place.insert(state, place);
            let mut add = |system, code: &str| {
                let places = list.codes.entry((system, code.to_owned())).or_default();
                if !code.is_empty() && places.last() != Some(&place) {
                    places.push(place);
                }
            };
            add(CodeSystem::CowNumber, &row[0]);
            row[1].split(';').for_each(|letters| add(CodeSystem::CowLetters, letters));
            isos.iter().for_each(|iso| add(CodeSystem::Iso3, iso));
            add(CodeSystem::Fips, &row[5]);
            row[6].split(';').for_each(|number| add(CodeSystem::GleditschWard, number));
            row[7].split(';').chain([&row[2]]).for_each(|name| add(CodeSystem::Name, &plain(name)));
        }
        let written: Vec<String> = list.entries.iter().map(|entry| list.written(entry)).collect();
        for (place, written) in written.into_iter().enumerate() {
            list.entries[place].letters.clone_from(&written);
            let mut letters = vec![written];
            letters.extend(
                list.codes
                    .iter()
                    .filter(|((system, _), of)| *system == CodeSystem::Iso3 && of.contains(&place))
                    .map(|((_, code), _)| code.clone()),
            );
            for code in letters {
                let places = list.codes.entry((CodeSystem::Letters, code)).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        list
    }

    /// The state that a code means, of several the one that is a member of the system in `year`.
    ///
    /// # Errors
    /// [`Unmapped`] where nothing of the list is written so.
    pub fn find(&self, system: CodeSystem, code: &str, year: Option<Year>) -> Result<State, Unmapped> {
        let key = match system {
            CodeSystem::Name => plain(code),
            CodeSystem::CowNumber | CodeSystem::GleditschWard => code.trim().trim_start_matches('0').to_owned(),
            _ => code.trim().to_uppercase(),
        };
        let member = |place: &&usize| year.is_some_and(|year| self.entries[**place].member(year));
        let found = self.codes.get(&(system, key.clone())).and_then(|places| {
            // Of several without a year the one that lasted longest into the present.
            places.iter().find(member).or_else(|| places.iter().max_by_key(|place| self.entries[**place].last()))
        });
        match found {
            Some(place) => Ok(self.entries[*place].state),
            None => Err(Unmapped { system, code: code.to_owned(), year, near: self.near(system, &key) }),
        }
    }

    /// The state of an actor's name, by the name itself or by the state in its last brackets.
    ///
    /// # Errors
    /// [`Unmapped`] where neither is a state.
    pub fn find_actor(&self, name: &str, year: Option<Year>) -> Result<State, Unmapped> {
        let whole = self.find(CodeSystem::Name, name, year);
        match suffix(name) {
            Some(country) if whole.is_err() => self.find(CodeSystem::Name, country, year),
            _ => whole,
        }
    }

    /// What a person types: a number is of Correlates of War, letters are ISO letters, then of Correlates of War, then a name.
    ///
    /// # Errors
    /// [`Unmapped`] where none of them is written so.
    pub fn typed(&self, text: &str, year: Option<Year>) -> Result<State, Unmapped> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.find(CodeSystem::CowNumber, text, year);
        }
        let by = |system| self.find(system, text, year);
        by(CodeSystem::Letters).or_else(|_| by(CodeSystem::CowLetters)).or_else(|_| by(CodeSystem::Name))
    }

    /// The state that the words of a question mean.
    ///
    /// # Errors
    /// [`AskError`] where nothing is written so, with the nearest that is.
    pub fn asked(&self, text: &str, year: Option<Year>) -> Result<State, AskError> {
        self.typed(text, year).map_err(|Unmapped { near, .. }| {
            let ways = "states are ISO letters (JPN), letters or numbers of Correlates of War (740), or names (Japan)";
            AskError::input(format!("`{text}` is no state")).with_hint(near.map_or_else(|| ways.to_owned(), meant))
        })
    }

    /// Whether a state is a member of the system on any day of a year.
    pub fn member(&self, state: State, year: Year) -> bool {
        self.place.get(&state).is_some_and(|place| self.entries[*place].member(year))
    }

    /// First and last years of a state's memberships; the last of one that goes on is [`Year::MAX`].
    pub fn memberships(&self, state: State) -> impl Iterator<Item = (Year, Year)> {
        let spells = self.entry(state).map_or(&[][..], |entry| &entry.spells);
        spells.iter().map(|(from, until)| (from.0, until.map_or(Year::MAX, |until| until.0)))
    }

    /// The members of a year in the order of their numbers.
    pub fn members(&self, year: Year) -> Vec<State> {
        self.entries.iter().filter(|entry| entry.member(year)).map(|entry| entry.state).collect()
    }

    /// First year of a state's first membership.
    pub fn born(&self, state: State) -> Option<Year> {
        let entry = &self.entries[*self.place.get(&state)?];
        entry.spells.first().map(|spell| spell.0.0)
    }

    /// All states in the order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = State> + '_ {
        self.entries.iter().map(|entry| entry.state)
    }

    /// Its name; the number where the list does not have it.
    pub fn name(&self, state: State) -> String {
        self.entry(state).map_or_else(|| state.to_string(), |entry| entry.name.clone())
    }

    /// Its ISO letters; those of Correlates of War for states that ISO never knew.
    pub fn letters(&self, state: State) -> String {
        self.entry(state).map_or_else(|| state.to_string(), |entry| entry.letters.clone())
    }

    /// By which letters a state is written: its ISO letters, if they are its own or it was the last to have them.
    fn written(&self, entry: &Entry) -> String {
        let last = self.find(CodeSystem::Iso3, &entry.iso, None) == Ok(entry.state);
        if !entry.iso.is_empty() && last { entry.iso.clone() } else { entry.letters.clone() }
    }

    fn entry(&self, state: State) -> Option<&Entry> {
        self.place.get(&state).map(|place| &self.entries[*place])
    }

    fn near(&self, system: CodeSystem, key: &str) -> Option<String> {
        let words = self.codes.keys().filter(|(of, _)| *of == system).map(|(_, code)| code);
        let scored = words.map(|code| (strsim::jaro_winkler(code, key), code));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
        (best.0 >= 0.85).then(|| best.1.clone())
    }
}

impl Entry {
    fn member(&self, year: Year) -> bool {
        self.spells.iter().any(|(from, until)| from.0 <= year && until.is_none_or(|until| year <= until.0))
    }

    fn last(&self) -> Date {
        self.spells.last().map_or((0, 0, 0), |spell| spell.1.unwrap_or((Year::MAX, 12, 31)))
    }
}

/// `1940-06-22/1945-05-08`, the end empty where it goes on.
fn spell(text: &str) -> Option<(Date, Option<Date>)> {
    let (from, until) = text.split_once('/')?;
    Some((date(from)?, if until.is_empty() { None } else { Some(date(until)?) }))
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_means_the_state_of_its_year() {
        let list = states();
        assert_eq!(list.find(CodeSystem::Iso3, "DEU", Some(1970)), Ok(State(260)));
        assert_eq!(list.find(CodeSystem::Iso3, "DEU", Some(2001)), Ok(State(255)));
        assert_eq!(list.find(CodeSystem::GleditschWard, "260", Some(2001)), Ok(State(255)));
        assert_eq!(list.find(CodeSystem::CowLetters, "ROK", None), Ok(State(732)));
        assert_eq!(list.find(CodeSystem::Iso3, "KOR", None), Ok(State(732)));
        assert_eq!(list.find(CodeSystem::CowLetters, "KOR", None), Ok(State(730)));
        assert_eq!(list.find(CodeSystem::Iso3, "ROM", Some(2001)), Ok(State(360)));
        assert_eq!(list.find(CodeSystem::Fips, "CH", None), Ok(State(710)));
    }

    #[test]
    fn actors_are_states_by_name_or_brackets() {
        let list = states();
        assert_eq!(list.find_actor("Foreign Affairs (South Korea)", Some(2018)), Ok(State(732)));
        assert_eq!(list.find_actor("Russian Federation", Some(2018)), Ok(State(365)));
        assert!(list.find_actor("Citizen", Some(2018)).is_err());
        let wrong = list.find(CodeSystem::Name, "Germny", None).unwrap_err();
        assert_eq!(wrong.near.as_deref(), Some("germany"));
        assert!(wrong.to_string().contains("did you mean"), "{wrong}");
    }

    #[test]
    fn members_and_letters() {
        let list = states();
        assert!(list.member(State(710), 2001) && !list.member(State(260), 2001) && list.member(State(2), 2024));
        assert_eq!(list.letters(State(260)), "GFR");
        assert_eq!(list.letters(State(255)), "DEU");
        assert_eq!(list.typed("China", Some(2001)), Ok(State(710)));
        assert_eq!(list.typed("305", None), Ok(State(305)));
        assert_eq!(list.all().count(), 217);
    }
}
