//! Roll calls as agreement of pairs by year.

use std::collections::BTreeMap;

use super::entry::Set;
use super::spells::Series;
use crate::states::{State, Year};

/// Votes by roll call, and the line of the first.
type Cast = (BTreeMap<u64, u8>, u64);

/// Common, identical and opposite (yes against no) votes of every pair and year; a vote is 1 yes, 2 abstain, 3 no, all else absence.
/// The row of a pair is that of the first state's first vote of the year.
pub(super) fn agreement(votes: &Series) -> Series {
    let mut years: BTreeMap<Year, BTreeMap<State, Cast>> = BTreeMap::new();
    let mut file = String::new();
    let mut lost = Vec::new();
    for (spell, values, of) in votes.every() {
        let choice = values[1];
        if !values[0].is_finite() || !choice.is_finite() {
            // Which roll call it is, or what the state said in it, is not known.
            lost.push((votes.row(spell, of, spell.from), spell.a, (spell.from, spell.to)));
            continue;
        }
        if !(1.0..=3.0).contains(&choice) {
            continue;
        }
        for year in spell.from..=spell.to {
            let row = votes.row(spell, of, year);
            file = row.file.to_string();
            let of = years.entry(year).or_default().entry(spell.a).or_insert_with(|| (BTreeMap::new(), row.line));
            of.0.insert(values[0] as u64, choice as u8);
        }
    }
    let mut series = Series::new(Set::UnAgreement, 3);
    series.lacks_of_states(votes);
    lost.iter().for_each(|(row, state, years)| series.lacks_spell(row, *state, *years));
    series.begin(&file);
    for (year, states) in years {
        let states: Vec<_> = states.into_iter().collect();
        for (place, (a, (mine, line))) in states.iter().enumerate() {
            for (b, (theirs, _)) in &states[place + 1..] {
                let common = mine.iter().filter_map(|(roll, x)| theirs.get(roll).map(|y| x.abs_diff(*y)));
                let (mut n, mut same, mut opposite) = (0.0, 0.0, 0.0);
                for apart in common {
                    n += 1.0;
                    same += f64::from(u8::from(apart == 0));
                    opposite += f64::from(u8::from(apart == 2));
                }
                if n > 0.0 {
                    series.push((*a, *b), year..=year, *line, &[n, same, opposite]);
                }
            }
        }
    }
    series.sort();
    series
}
