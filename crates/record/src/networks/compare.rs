//! Networks of others beside ours.

use std::collections::BTreeMap;

use super::Window;
use crate::PlainTies;
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
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
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

    /// The share of the ties of either that both have with one sign.
    pub fn agreement(&self) -> f64 {
        let sum = |of: &[usize; 2]| of[0] + of[1];
        let all = sum(&self.same) + sum(&self.turned) + sum(&self.only_here) + sum(&self.only_there);
        sum(&self.same) as f64 / all as f64
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

/// Networks of a table, with names that are no states and how many of their ties were left out.
///
/// # Errors
/// [`WindowError`] for each window whose name is not years.
pub fn windows_of(
    periods: &[(String, PlainTies)],
    find: impl Fn(&str, Year) -> Result<State, Unmapped>,
) -> Result<(Vec<Theirs>, Lost), Vec<WindowError>> {
    let (mut found, mut lost, mut wrong) = (Vec::new(), Lost::new(), Vec::new());
    for (name, network) in periods {
        let Some(years) = years(name) else {
            wrong.push(WindowError::Name(name.clone()));
            continue;
        };
        let mut ties = BTreeMap::new();
        for tie in network.ties.iter().filter(|tie| tie.weight != 0.0) {
            let ends = [tie.a, tie.b].map(|place| &network.actors[place]);
            match ends.map(|name| find(name, years.1)) {
                [Ok(a), Ok(b)] => {
                    ties.insert((a.min(b), a.max(b)), tie.weight < 0.0);
                }
                ends_found => {
                    for (name, _) in ends.iter().zip(&ends_found).filter(|(_, found)| found.is_err()) {
                        *lost.entry((*name).clone()).or_insert(0) += 1;
                    }
                }
            }
        }
        found.push(Theirs { name: name.clone(), years, ties });
    }
    if wrong.is_empty() { Ok((found, lost)) } else { Err(wrong) }
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
