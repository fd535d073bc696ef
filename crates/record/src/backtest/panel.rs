//! Every pair of states by year with what was known the year before.

use rayon::prelude::*;

use super::disputes::Disputes;
use super::gaps::{Gaps, told};
use super::structure::{STRUCTURE, Structure};
use crate::sets::{Folder, Series, Set, SetError};
use crate::similarity::Portfolios;
use crate::states::{Known, State, Year, states};

/// Years of peace are counted up to here.
pub const PEACE_MOST: u8 = 60;
/// CINC where it is missing, and its floor.
const CINC: (f64, f64) = (1e-5, 1e-6);

/// Columns of a row, in order: the protocol's fourteen, then those of the network.
pub const FEATURES: [&str; 21] = [
    "land",
    "contig",
    "maj",
    "bothmaj",
    "S",
    "capratio",
    "capmin",
    "defpact",
    "anyally",
    "p1",
    "p2",
    "p3",
    "mid_lag",
    "mid10",
    STRUCTURE[0],
    STRUCTURE[1],
    STRUCTURE[2],
    STRUCTURE[3],
    STRUCTURE[4],
    STRUCTURE[5],
    STRUCTURE[6],
];

/// A pair in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The pair, the lower number first.
    pub a: State,
    /// The other.
    pub b: State,
    /// The year that is forecast.
    pub year: Year,
    /// Whether a dispute began.
    pub onset: bool,
    /// Contiguous, or one a major power.
    pub relevant: bool,
    /// Years since the last year of a dispute, else since the younger state was born, at most 60.
    pub peace: u8,
    /// Years with an onset in the ten years before.
    pub history: u8,
    /// Values of [`FEATURES`].
    pub features: [f64; FEATURES.len()],
}

/// Pairs by year, in the order of years and numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The rows.
    pub rows: Vec<Row>,
    /// Years of pairs that were left out because something of them is not known.
    pub left_out: usize,
}

impl Panel {
    /// What to say of those that were left out.
    pub fn note(&self) -> Option<String> {
        told(self.left_out)
    }
}

/// For every pair (lower number down, higher across) what `fold` makes of its rows in a year, from 0.
fn table(known: &Known, series: &Series, year: Year, fold: impl Fn(u8, &[f64]) -> u8) -> Vec<u8> {
    let mut table = vec![0; known.len() * known.len()];
    for (spell, values) in series.all() {
        if (spell.from..=spell.to).contains(&year)
            && let (Some(a), Some(b)) = (known.place(spell.a), known.place(spell.b))
        {
            let cell = &mut table[a.min(b) * known.len() + a.max(b)];
            *cell = fold(*cell, values);
        }
    }
    table
}

/// Obligations of every pair in a year, as in [`table`]: a bit for each kind, in the order of ATOP's columns.
pub(super) fn pacts(known: &Known, atop: &Series, year: Year) -> Vec<u8> {
    table(known, atop, year, |had, flags| {
        had | flags.iter().enumerate().filter(|(_, flag)| **flag > 0.0).map(|(place, _)| 1 << place).sum::<u8>()
    })
}

/// Whole years of peace before each year of `years`: since the last year with a dispute (0 where that was last year), else since
/// `born`, at most [`PEACE_MOST`].
pub fn peace_years(
    disputes: &[(Year, bool)],
    born: Year,
    years: impl Iterator<Item = Year>,
) -> impl Iterator<Item = u8> {
    let mut next = 0;
    let mut last = born - 1;
    years.map(move |year| {
        while next < disputes.len() && disputes[next].0 < year {
            last = disputes[next].0;
            next += 1;
        }
        (year - 1 - last).clamp(0, Year::from(PEACE_MOST)) as u8
    })
}

/// Every pair of two states that are members in a year and in the year before, in the order of years and numbers. The tolerance of ties
/// is 0 unless it is asked for, because it takes minutes.
///
/// # Errors
/// [`SetError`] where disputes, alliances, capabilities, contiguity or major powers are missing.
pub fn panel(folder: &Folder, from: Year, to: Year, tolerance: bool) -> Result<Panel, SetError> {
    let before = (from - 1, to - 1);
    let (atop, cinc) = (folder.covering(Set::Atop, before)?, folder.covering(Set::Capabilities, before)?);
    let (contiguity, majors) = (folder.series(Set::Contiguity)?, folder.series(Set::Majors)?);
    let known = Known::new();
    let mids = folder.covering(Set::GmlMids, before)?;
    let disputes = Disputes::of(mids, &known);
    let gaps = [
        // What is looked at: the year before, every year of peace, the year itself.
        (Gaps::of_alliances(atop), 1),
        (Gaps::of_disputes(mids), Year::from(PEACE_MOST)),
        (Gaps::of_contiguity(contiguity), 0),
        (Gaps::of_states(majors), 0),
    ];
    let count = known.len();
    let portfolios = Portfolios::of_years(atop, None, from - 1, to - 1);
    let networks: Vec<Structure> = portfolios
        .par_iter()
        .map(|of| Structure::of(of.year, &of.members, &pacts(&known, atop, of.year), &disputes, &known, tolerance))
        .collect();
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for ((year, portfolios), network) in (from..=to).zip(&portfolios).zip(&networks) {
        let contiguous = table(&known, contiguity, year, |kind, values| match (kind, values[0] as u8) {
            (0, kind) => kind,
            (had, kind) => had.min(kind),
        });
        let pacts = pacts(&known, atop, year - 1);
        let likeness = portfolios.every_measure();
        let before = &portfolios.members;
        let power: Vec<(bool, f64)> = before
            .iter()
            .map(|state| {
                let major = majors.last_at(*state, *state, year).is_some();
                let cinc = cinc.last_at(*state, *state, year - 1).map_or(f64::NAN, |(values, _)| values[0]);
                (major, if cinc.is_finite() { cinc.max(CINC.1) } else { CINC.0 })
            })
            .collect();
        let mut pair = 0;
        for (i, a) in before.iter().enumerate() {
            for (j, b) in before.iter().enumerate().skip(i + 1) {
                let s = likeness[pair][0];
                pair += 1;
                if !states().member(*a, year) || !states().member(*b, year) {
                    continue;
                }
                let (Some(x), Some(y)) = (known.place(*a), known.place(*b)) else { continue };
                // Likeness is not known where any tie of either is not.
                let open = |(gaps, before): &(Gaps, Year)| gaps.touch((*a, *b), (year - before, year));
                if s.is_nan() || gaps.iter().any(open) {
                    left_out += 1;
                    continue;
                }
                let born = states().born(*a).max(states().born(*b)).unwrap_or(year);
                let past = disputes.pair(x, y);
                let peace = peace_years(past, born, std::iter::once(year)).next().unwrap_or(0);
                let in_window = |from: Year, to: Year| disputes.within((x, y), from, to);
                let history = in_window(year - 10, year - 1).filter(|(_, onset)| *onset).count() as u8;
                let recent = in_window(year - 1, year - 1).next().is_some();
                let (kind, pact) = (contiguous[x * count + y], pacts[x * count + y]);
                let (larger, smaller) = (power[i].1.max(power[j].1), power[i].1.min(power[j].1));
                let yes = |flag: bool| f64::from(u8::from(flag));
                let p = f64::from(peace);
                let [friends, enemies, mixed, apart, margin, strained, tolerance] = network.pair(i, j);
                rows.push(Row {
                    a: *a,
                    b: *b,
                    year,
                    onset: in_window(year, year).any(|(_, onset)| onset),
                    relevant: kind > 0 || power[i].0 || power[j].0,
                    peace,
                    history,
                    features: [
                        yes(kind == 1),
                        yes(kind > 0),
                        yes(power[i].0 || power[j].0),
                        yes(power[i].0 && power[j].0),
                        s,
                        libm::log(larger / smaller),
                        libm::log(smaller),
                        yes(pact & 1 > 0),
                        yes(pact > 0),
                        p,
                        p * p / 100.0,
                        p * p * p / 10_000.0,
                        yes(recent),
                        f64::from(history),
                        friends,
                        enemies,
                        mixed,
                        apart,
                        margin,
                        strained,
                        tolerance,
                    ],
                });
            }
        }
    }
    Ok(Panel { rows, left_out })
}
