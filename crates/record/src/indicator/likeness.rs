//! How alike states are: one measure of every pair of members over years.

use detente_case::AskError;
use detente_results::LikenessResult;

use super::ask::Ask;
use super::list::LIKENESS;
use super::question::named;
use crate::sets::{Folder, Set};
use crate::similarity::{Measure, Portfolios};
use crate::states::{State, Year, in_order, states};

/// What two states are alike by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LikenessOf {
    /// Portfolios of alliances.
    Alliances(Measure),
    /// Votes in the General Assembly that agree.
    Votes,
    /// Distance of ideal points.
    IdealPoints,
}

impl LikenessOf {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alliances(Measure::S) => "s",
            Self::Alliances(Measure::SSquared) => "s-squared",
            Self::Alliances(Measure::SCinc) => "s-cinc",
            Self::Alliances(Measure::Kappa) => "kappa",
            Self::Alliances(Measure::Pi) => "pi",
            Self::Alliances(Measure::TauB) => "tau-b",
            Self::Votes => "agreement",
            Self::IdealPoints => "ideal-point",
        }
    }

    /// Name of the indicator of one pair.
    pub fn indicator(self) -> &'static str {
        match self {
            Self::Alliances(of) => LIKENESS.iter().find(|(_, measure)| *measure == of).map_or("", |(name, _)| name),
            Self::Votes => "un_agreement",
            Self::IdealPoints => "un_ideal_distance",
        }
    }
}

/// Hands over the likeness of every pair of members, year by year, and gives what is to be said of the data.
///
/// # Errors
/// [`AskError`]: years the wrong way round, a data set that is missing, cannot be read or does not reach the years.
pub fn every_pair(
    folder: &Folder,
    of: LikenessOf,
    (from, to): (Year, Year),
    each: &mut dyn FnMut(LikenessResult),
) -> Result<Vec<String>, AskError> {
    in_order(from, to)?;
    let list = states();
    let mut take = |a: State, b: State, year: Year, value: Option<f64>| {
        let (ccode1, ccode2, measure) = (a.0, b.0, of.word());
        each(LikenessResult { a: list.letters(a), b: list.letters(b), ccode1, ccode2, year, measure, value });
    };
    match of {
        LikenessOf::Alliances(measure) => of_alliances(folder, measure, (from, to), &mut take),
        LikenessOf::Votes | LikenessOf::IdealPoints => of_votes(folder, of.indicator(), (from, to), &mut take),
    }
}

/// Takes the value of a pair in a year.
type Take<'a> = dyn FnMut(State, State, Year, Option<f64>) + 'a;

fn of_alliances(
    folder: &Folder,
    measure: Measure,
    years: (Year, Year),
    take: &mut Take<'_>,
) -> Result<Vec<String>, AskError> {
    let atop = folder.covering(Set::Atop, years)?;
    let cinc = if measure == Measure::SCinc { Some(folder.series(Set::Capabilities)?) } else { None };
    let mut notes: Vec<String> = atop.strangers(years).into_iter().collect();
    for portfolios in Portfolios::of_years(atop, cinc, years.0, years.1) {
        let unsure = portfolios.unsure_members();
        if unsure > 0 {
            notes.push(format!(
                "{}: the obligations of {unsure} states are not known whole (a cell is missing or a row was kept out), and likeness with them is left empty; `detente record check` lists the rows",
                portfolios.year
            ));
        }
        portfolios.all(measure).into_iter().for_each(|(a, b, value)| take(a, b, portfolios.year, value));
    }
    Ok(notes)
}

fn of_votes(
    folder: &Folder,
    indicator: &str,
    (from, to): (Year, Year),
    take: &mut Take<'_>,
) -> Result<Vec<String>, AskError> {
    let indicator = named(indicator)?;
    let mut doubtful = 0;
    for year in from..=to {
        let members = states().members(year);
        for (place, a) in members.iter().enumerate() {
            for b in &members[place + 1..] {
                let found = indicator.of(folder, &Ask { a: *a, b: *b, from: year, to: year })?;
                doubtful += usize::from(found.doubtful);
                take(*a, *b, year, found.value);
            }
        }
    }
    let note = format!(
        "{doubtful} values are not known because a cell is missing or a row was kept out, and are left empty; `detente record check` lists the rows"
    );
    Ok(if doubtful > 0 { vec![note] } else { Vec::new() })
}
