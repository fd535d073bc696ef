//! Participants of disputes as directed pairs by year.

use std::collections::BTreeMap;

use super::entry::Set;
use super::spells::{ONGOING, Series};

/// Values of a participant: dispute, side A or not, hostility, fatality.
struct Part<'a> {
    spell: &'a super::spells::Spell,
    file: u16,
    values: &'a [f64],
}

/// Every two states on two sides of one dispute in the same years, in both directions, with the columns of the set `cow-mid`; the
/// first common year is the onset. Sides of one dispute that never met are pairs too: the participants' table does not tell them apart.
pub(super) fn pairs(participants: &Series) -> Series {
    let mut disputes: BTreeMap<u64, Vec<Part<'_>>> = BTreeMap::new();
    let ordered: Vec<_> = participants.all().map(|(spell, _)| (spell.a, spell.from, spell.line)).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut series = Series::new(Set::CowMids, Set::CowMids.entry().values.len());
    for (state, ..) in ordered {
        if !seen.insert(state) {
            continue;
        }
        for (spell, values, file) in participants.of(state, state) {
            if values[0].is_finite() && values[1].is_finite() {
                disputes.entry(values[0] as u64).or_default().push(Part { spell, file, values });
            } else {
                // Whose opponents it is of is not known.
                let row = participants.row(spell, file, spell.from);
                series.lacks_spell(&row, state, (spell.from, spell.to));
            }
        }
    }
    series.lacks_of_states(participants);
    let mut file = String::new();
    for parts in disputes.values() {
        for (one, other) in parts.iter().flat_map(|one| parts.iter().map(move |other| (one, other))) {
            if one.values[1] == other.values[1] || one.spell.a == other.spell.a {
                continue;
            }
            let (from, to) = (one.spell.from.max(other.spell.from), one.spell.to.min(other.spell.to));
            if from > to {
                continue;
            }
            let row = participants.row(one.spell, one.file, from);
            if to == ONGOING {
                // Neither tells when it ended.
                series.lacks_spell(&row, one.spell.a, (from, to));
                file.clear();
                continue;
            }
            if *row.file != *file {
                file = row.file.to_string();
                series.begin(&file);
            }
            for year in from..=to {
                let onset = f64::from(u8::from(year == from));
                let values = [one.values[0], onset, one.values[2], other.values[2], one.values[3], other.values[3]];
                series.push((one.spell.a, other.spell.a), year..=year, row.line, &values);
            }
        }
    }
    series.sort();
    series
}
