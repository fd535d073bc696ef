//! Networks of others beside ours.

use std::collections::BTreeMap;

use detente_formats::PlainTies;

use super::{Choice, Window, windows};
use crate::sets::{Folder, SetError};
use crate::states::{State, Unmapped, Year};

/// A network of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Theirs {
    /// What its window is called.
    pub name: String,
    /// First and last year.
    pub years: (Year, Year),
    /// Whether each pair, the lower number first, is hostile.
    pub ties: BTreeMap<(State, State), bool>,
}

/// One window of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// What the window is called.
    pub window: String,
    /// Ties that both have with one sign: friendly, hostile.
    pub same: [usize; 2],
    /// Ties that are friendly here and hostile there, and the other way.
    pub turned: [usize; 2],
    /// Ties that are only here: friendly, hostile.
    pub only_here: [usize; 2],
    /// Ties that are only there: friendly, hostile.
    pub only_there: [usize; 2],
}

impl Compared {
    /// Both added up.
    pub fn plus(mut self, other: &Self) -> Self {
        let add = |mine: &mut [usize; 2], theirs: &[usize; 2]| mine.iter_mut().zip(theirs).for_each(|(x, y)| *x += y);
        add(&mut self.same, &other.same);
        add(&mut self.turned, &other.turned);
        add(&mut self.only_here, &other.only_here);
        add(&mut self.only_there, &other.only_there);
        self
    }

    /// The share of the ties of either that both have with one sign; `None` without ties.
    pub fn agreement(&self) -> Option<f64> {
        let sum = |of: &[usize; 2]| of[0] + of[1];
        let all = sum(&self.same) + sum(&self.turned) + sum(&self.only_here) + sum(&self.only_there);
        (all > 0).then(|| sum(&self.same) as f64 / all as f64)
    }
}

/// Why the windows of a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// A window whose name is not a year, or two.
    #[error("`{0}` is no window of years")]
    Name(String),
}

/// Names that are no states, and how many ties were left out for each.
pub type Lost = BTreeMap<String, usize>;

/// Networks of others as they were read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// The networks.
    pub networks: Vec<Theirs>,
    /// Names that are no states.
    pub lost: Lost,
    /// Ties left out because both names are one state.
    pub itself: usize,
}

/// Networks of a table; `find` gives the state of a name, in a year or in none. Where two names stand for the same pair the hostile tie
/// counts.
///
/// # Errors
/// [`WindowError`] for each window whose name is not years.
pub fn windows_of(
    periods: &[(String, PlainTies)],
    find: impl Fn(&str, Option<Year>) -> Result<State, Unmapped>,
) -> Result<Read, Vec<WindowError>> {
    let (mut read, mut wrong) = (Read::default(), Vec::new());
    for (name, network) in periods {
        let Some(years) = years(name) else {
            wrong.push(WindowError::Name(name.clone()));
            continue;
        };
        let known = known(&network.actors, years.1, &find);
        let mut ties = BTreeMap::new();
        for tie in network.ties.iter().filter(|tie| tie.weight != 0.0) {
            match (known[tie.a], known[tie.b]) {
                (Some(a), Some(b)) if a == b => read.itself += 1,
                (Some(a), Some(b)) => *ties.entry((a.min(b), a.max(b))).or_insert(false) |= tie.weight < 0.0,
                ends => {
                    for (place, _) in [(tie.a, ends.0), (tie.b, ends.1)].iter().filter(|(_, state)| state.is_none()) {
                        *read.lost.entry(network.actors[*place].clone()).or_insert(0) += 1;
                    }
                }
            }
        }
        read.networks.push(Theirs { name: name.clone(), years, ties });
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// The states of names in a year. Where two names are one state, those that mean another in no year in particular mean that one: `DEU`
/// beside `GFR` is the Germany that came after.
fn known(
    names: &[String],
    year: Year,
    find: &impl Fn(&str, Option<Year>) -> Result<State, Unmapped>,
) -> Vec<Option<State>> {
    let mut found: Vec<Option<State>> = names.iter().map(|name| find(name, Some(year)).ok()).collect();
    for place in 0..found.len() {
        let shared = found[place].is_some() && found.iter().filter(|state| **state == found[place]).count() > 1;
        let other = find(&names[place], None).ok().filter(|other| !found.contains(&Some(*other)));
        if shared && other.is_some() {
            found[place] = other;
        }
    }
    found
}

/// The years of `1946`, `1946-1949` or `46-49`; two digits are of the twentieth century, a second two below the first of the next.
fn years(name: &str) -> Option<(Year, Year)> {
    let (first, last) = name.split_once(['-', '–']).unwrap_or((name, name));
    let year =
        |text: &str| text.trim().parse::<Year>().ok().filter(|_| text.trim().bytes().all(|sign| sign.is_ascii_digit()));
    let (mut from, mut to) = (year(first)?, year(last)?);
    if [first, last].iter().all(|text| text.trim().len() == 2) {
        to += if to < from { 2000 } else { 1900 };
        from += 1900;
    }
    Some((from, to)).filter(|(from, to)| from <= to && (1000..=2200).contains(from))
}

/// Networks of ours beside those of a file, window by window and all together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Our networks.
    pub ours: Vec<Window>,
    /// Windows in the order of the file.
    pub windows: Vec<Compared>,
    /// All of them added up.
    pub all: Compared,
    /// Names of the file that are no states.
    pub lost: Lost,
    /// Ties left out because both names are one state.
    pub itself: usize,
}

/// Networks of data for the windows of a file, held against those of the file.
///
/// # Errors
/// As [`super::windows`].
pub fn beside(folder: &Folder, choice: &Choice, read: Read) -> Result<Comparison, SetError> {
    let years: Vec<(Year, Year)> = read.networks.iter().map(|their| their.years).collect();
    let ours = windows(folder, choice, &years)?;
    let found = compare(&ours, &read.networks);
    let all = found.iter().fold(Compared { window: "all".to_owned(), ..Compared::default() }, Compared::plus);
    Ok(Comparison { ours, windows: found, all, lost: read.lost, itself: read.itself })
}

/// Our windows beside those of others, in their order.
pub fn compare(ours: &[Window], theirs: &[Theirs]) -> Vec<Compared> {
    let both = theirs.iter().filter_map(|their| Some((ours.iter().find(|our| our.years == their.years)?, their)));
    both.map(|(our, their)| one(our, their)).collect()
}

fn one(our: &Window, their: &Theirs) -> Compared {
    let mut found = Compared { window: their.name.clone(), ..Compared::default() };
    let mine: BTreeMap<(State, State), bool> = our.ties.iter().map(|tie| ((tie.a, tie.b), tie.hostile)).collect();
    for (pair, hostile) in &mine {
        let place = usize::from(*hostile);
        match their.ties.get(pair) {
            None => found.only_here[place] += 1,
            Some(other) if other == hostile => found.same[place] += 1,
            Some(_) => found.turned[place] += 1,
        }
    }
    for (_, hostile) in their.ties.iter().filter(|(pair, _)| !mine.contains_key(pair)) {
        found.only_there[usize::from(*hostile)] += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_years() {
        assert_eq!(years("46-49"), Some((1946, 1949)));
        assert_eq!(years("1946–1949"), Some((1946, 1949)));
        assert_eq!(years("1991"), Some((1991, 1991)));
        assert_eq!(years("99-02"), Some((1999, 2002)));
        for wrong in ["", "first", "1949-1946", "-5", "4-6", "7", "+1990", "1990-91"] {
            assert_eq!(years(wrong), None, "{wrong}");
        }
    }
}
