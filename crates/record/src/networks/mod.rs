//! Signed networks of states by windows of years: friends by alliance, enemies by dispute (Maoz, Terris, Kuperman & Talmud 2007),
//! and how far they agree with networks that others have made.
//!
//! A pair is friendly if it has an obligation in any year of the window (nonaggression alone is none unless asked for), hostile if it
//! has a dispute of the level asked for in any of them; where both are so, it is hostile. Work O(spells) a window.

mod compare;
mod names;
mod results;

pub use compare::{Compared, Comparison, Lost, Read, Theirs, WindowError, beside, compare, windows_of};
pub use names::{Names, NamesError};

use std::collections::BTreeMap;

use detente_case::AskError;

use crate::sets::{Folder, RowRef, Series, Set, SetError, Spell};
use crate::similarity::obligations;
use crate::states::{State, Year, states};

/// What makes a tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Disputes of which set: [`Set::GmlMids`] or [`Set::CowMids`].
    pub disputes: Set,
    /// The least level of hostility that counts, 1 to 5; a dispute without a level counts as 1.
    pub hostility: f64,
    /// Whether a nonaggression pact alone makes friends.
    pub nonaggression: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { disputes: Set::GmlMids, hostility: 1.0, nonaggression: false }
    }
}

/// Which windows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rolling {
    /// First and last year.
    pub years: (Year, Year),
    /// Years of a window.
    pub length: Year,
    /// Years from one window to the next.
    pub step: Year,
}

/// The network of some years.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// First and last year.
    pub years: (Year, Year),
    /// Ties in the order of the states' numbers, the lower first.
    pub ties: Vec<SignedTie>,
    /// Pairs whose tie is not known, because a cell is missing or a row was kept out; they have no tie here.
    pub unknown: Vec<Unknown>,
    /// What to say of rows of these years of which no state can be told: they may be of any pair.
    pub strangers: Vec<String>,
}

/// A pair of which it is not known whether it has a tie, or of which sign.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// The state with the lower number.
    pub a: State,
    /// The other; none where a row that was kept out may be of any.
    pub b: Option<State>,
    /// Why.
    pub why: String,
    /// The row that leaves it open.
    pub row: RowRef,
}

/// A tie with a sign.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedTie {
    /// The state with the lower number.
    pub a: State,
    /// The other.
    pub b: State,
    /// Whether it is hostile.
    pub hostile: bool,
    /// The rows that give it its sign, each with the last line of its run.
    pub rows: Vec<(RowRef, u64)>,
}

/// Networks of windows of years.
///
/// # Errors
/// [`SetError`] where alliances or disputes are missing or do not reach the years.
pub fn windows(folder: &Folder, choice: &Choice, years: &[(Year, Year)]) -> Result<Vec<Window>, SetError> {
    let Some(all) = years.iter().copied().reduce(|all, of| (all.0.min(of.0), all.1.max(of.1))) else {
        return Ok(Vec::new());
    };
    let (atop, disputes) = (folder.covering(Set::Atop, all)?, folder.covering(choice.disputes, all)?);
    let sources = [Source { series: atop, hostile: false, choice }, Source { series: disputes, hostile: true, choice }];
    Ok(years.iter().map(|years| window(*years, &sources)).collect())
}

/// A set and what its rows make of a pair.
struct Source<'a> {
    series: &'a Series,
    hostile: bool,
    choice: &'a Choice,
}

/// Whether a row makes a tie.
#[derive(PartialEq)]
enum Makes {
    Yes,
    No,
    /// That hangs on the value at a place, which is not known.
    Perhaps(usize),
}

impl Source<'_> {
    fn makes(&self, values: &[f64]) -> Makes {
        if self.hostile {
            // Values of both sets of disputes: number, onset, hostility of either side.
            let level = values[2].max(values[3]).max(1.0);
            let open = [2, 3].into_iter().find(|place| !values[*place].is_finite());
            return match open {
                _ if level >= self.choice.hostility => Makes::Yes,
                Some(place) => Makes::Perhaps(place),
                None => Makes::No,
            };
        }
        let least = if self.choice.nonaggression { 1 } else { 2 };
        match obligations(values) {
            (known, _) if known >= least => Makes::Yes,
            (_, most) if most >= least => Makes::Perhaps(values.iter().position(|flag| !flag.is_finite()).unwrap_or(0)),
            _ => Makes::No,
        }
    }
}

type Ties = BTreeMap<(State, State), SignedTie>;

fn window(years: (Year, Year), sources: &[Source<'_>; 2]) -> Window {
    let (mut ties, mut unknown) = (Ties::new(), Vec::new());
    for source in sources {
        add(&mut ties, &mut unknown, years, source);
    }
    for source in sources {
        kept_out(&mut unknown, years, source);
    }
    // A pair that is known to be hostile is hostile whatever else there is; one whose enmity is open has no sign.
    unknown.retain(|(of, _)| of.b.is_none_or(|b| ties.get(&(of.a, b)).is_none_or(|tie| !tie.hostile)));
    for (of, _) in unknown.iter().filter(|(_, hostile)| *hostile) {
        if let Some(b) = of.b {
            ties.remove(&(of.a, b));
        }
    }
    // A friend by one row is a friend, whatever another may have added.
    unknown.retain(|(of, hostile)| *hostile || of.b.is_none_or(|b| !ties.contains_key(&(of.a, b))));
    let mut unknown: Vec<Unknown> = unknown.into_iter().map(|(of, _)| of).collect();
    unknown.sort();
    unknown.dedup();
    let strangers = sources.iter().filter_map(|source| source.series.strangers(years)).collect();
    Window { years, ties: ties.into_values().collect(), unknown, strangers }
}

/// Adds the spells of a set that count; what is hostile takes the place of what is friendly.
fn add(ties: &mut Ties, unknown: &mut Vec<(Unknown, bool)>, years: (Year, Year), source: &Source<'_>) {
    let (series, hostile) = (source.series, source.hostile);
    for (spell, values, file) in series.every().filter(|(spell, ..)| spell.a < spell.b) {
        one_spell(ties, unknown, years, (source, spell, values, file));
    }
    // The rows of the other direction count where they say more: they are another report of the same dispute.
    for (spell, values, file) in series.every().filter(|(spell, ..)| hostile && spell.a > spell.b) {
        let told = ties.get(&(spell.b, spell.a)).is_some_and(|tie| tie.hostile)
            || unknown.iter().any(|(of, enmity)| *enmity && (of.a, of.b) == (spell.b, Some(spell.a)));
        if !told {
            one_spell(ties, unknown, years, (source, spell, values, file));
        }
    }
}

/// Adds one spell, if it counts.
fn one_spell(
    ties: &mut Ties,
    unknown: &mut Vec<(Unknown, bool)>,
    years: (Year, Year),
    (source, spell, values, file): (&Source<'_>, &Spell, &[f64], u16),
) {
    let (series, hostile) = (source.series, source.hostile);
    let (from, to) = (spell.from.max(years.0), spell.to.min(years.1));
    if from > to || !members(spell, from, to) {
        return;
    }
    let (a, b) = (spell.a.min(spell.b), spell.a.max(spell.b));
    match source.makes(values) {
        Makes::No => {}
        Makes::Perhaps(place) => {
            let row = series.row(spell, file, from);
            let why = series.gap(&row, place);
            unknown.push((Unknown { a, b: Some(b), why, row }, hostile));
        }
        Makes::Yes => {
            let fresh = || SignedTie { a, b, hostile, rows: Vec::new() };
            let tie = ties.entry((a, b)).or_insert_with(fresh);
            if tie.hostile != hostile {
                *tie = fresh();
            }
            tie.rows.push((series.row(spell, file, from), series.row(spell, file, to).line));
        }
    }
}

/// Rows that were kept out and may be of the years of a window.
fn kept_out(unknown: &mut Vec<(Unknown, bool)>, years: (Year, Year), source: &Source<'_>) {
    let within = source.series.every_lack().filter(|(_, lack, _)| lack.from <= years.1 && years.0 <= lack.to);
    for (states, lack, row) in within {
        let why = format!("{} line {}: a row that may be of it is kept out ({})", row.file, row.line, lack.kind.word());
        let (a, b) = match states {
            [Some(a), Some(b)] => (a, Some(b)),
            [Some(one), None] | [None, Some(one)] => (one, None),
            [None, None] => continue,
        };
        unknown.push((Unknown { a, b, why, row }, source.hostile));
    }
}

/// Whether both are members of the state system in one of the years.
fn members(spell: &Spell, from: Year, to: Year) -> bool {
    (from..=to).any(|year| states().member(spell.a, year) && states().member(spell.b, year))
}

impl Rolling {
    /// Windows of `length` years, each `step` years after the one before, that lie within the years.
    pub fn windows(&self) -> Vec<(Year, Year)> {
        let Self { years: (from, to), length, step } = *self;
        let begins = (from..=to).step_by(usize::from(step.max(1).unsigned_abs()));
        begins.map(|begin| (begin, begin.saturating_add(length - 1))).take_while(|(_, end)| *end <= to).collect()
    }

    /// Networks of all windows.
    ///
    /// # Errors
    /// [`AskError`] where no window lies within the years, and as [`windows`].
    pub fn networks(&self, folder: &Folder, choice: &Choice) -> Result<Vec<Window>, AskError> {
        let Self { years: (from, to), length, .. } = self;
        let all = self.windows();
        if all.is_empty() {
            return Err(AskError::input(format!("no window of {length} years lies in {from} to {to}"))
                .with_hint("--window 1 makes a network a year".to_owned()));
        }
        Ok(windows(folder, choice, &all)?)
    }
}
