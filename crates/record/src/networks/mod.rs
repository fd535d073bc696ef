//! Signed networks of states by windows of years: friends by alliance, enemies by dispute (Maoz, Terris, Kuperman & Talmud 2007),
//! and how far they agree with networks that others have made.
//!
//! A pair is friendly if it has an obligation in any year of the window (nonaggression alone is none unless asked for), hostile if it
//! has a dispute of the level asked for in any of them; where both are so, it is hostile. Work O(spells) a window.

mod compare;

pub use compare::{Compared, Lost, Read, Theirs, WindowError, compare, windows_of};

use std::collections::BTreeMap;

use crate::sets::{Folder, RowRef, Series, Set, SetError, Spell};
use crate::similarity::obligation;
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

/// The network of some years.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// First and last year.
    pub years: (Year, Year),
    /// Ties in the order of the states' numbers, the lower first.
    pub ties: Vec<SignedTie>,
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
    let least = if choice.nonaggression { 1 } else { 2 };
    let friendly = |values: &[f64]| obligation(values) >= least;
    // Values of both sets of disputes: number, onset, hostility of either side.
    let level = |values: &[f64]| values[2].max(values[3]).max(1.0);
    let hostile = |values: &[f64]| level(values) >= choice.hostility;
    Ok(years.iter().map(|years| window(*years, (atop, &friendly), (disputes, &hostile))).collect())
}

type Source<'a> = (&'a Series, &'a dyn Fn(&[f64]) -> bool);

fn window(years: (Year, Year), friends: Source<'_>, enemies: Source<'_>) -> Window {
    let mut ties = BTreeMap::new();
    add(&mut ties, years, friends, false);
    add(&mut ties, years, enemies, true);
    Window { years, ties: ties.into_values().collect() }
}

/// Adds the spells of a set that count; what is hostile takes the place of what is friendly.
fn add(
    ties: &mut BTreeMap<(State, State), SignedTie>,
    years: (Year, Year),
    (series, counts): Source<'_>,
    hostile: bool,
) {
    for (spell, values, file) in series.every() {
        let (from, to) = (spell.from.max(years.0), spell.to.min(years.1));
        if from > to || spell.a >= spell.b || !counts(values) || !members(spell, from, to) {
            continue;
        }
        let fresh = || SignedTie { a: spell.a, b: spell.b, hostile, rows: Vec::new() };
        let tie = ties.entry((spell.a, spell.b)).or_insert_with(fresh);
        if tie.hostile != hostile {
            *tie = fresh();
        }
        tie.rows.push((series.row(spell, file, from), series.row(spell, file, to).line));
    }
}

/// Whether both are members of the state system in one of the years.
fn members(spell: &Spell, from: Year, to: Year) -> bool {
    (from..=to).any(|year| states().member(spell.a, year) && states().member(spell.b, year))
}

/// Windows of `length` years, each `step` years after the one before, that lie within years.
pub fn rolling((from, to): (Year, Year), length: Year, step: Year) -> Vec<(Year, Year)> {
    let begins = (from..=to).step_by(usize::from(step.max(1).unsigned_abs()));
    begins.map(|begin| (begin, begin.saturating_add(length - 1))).take_while(|(_, end)| *end <= to).collect()
}
