//! Rows of one set, pair and time that say different things: neither is believed where they differ.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Set;
use super::spells::{Series, Spell};
use crate::files::{Fault, FaultKind, Tally};
use crate::states::{State, Year};

/// Years of a spell in which another row says something else.
struct Against {
    years: (Year, Year),
    /// A bit for each value that differs.
    places: u64,
    /// The line of the other in its first of these years, and whether it has a line a year.
    other: (u32, bool),
}

impl Series {
    /// Takes out the values of which two rows of one pair and time (and dispute) say different things, once the rows are sorted.
    pub(super) fn without_contradictions(&mut self, tally: &mut Tally) {
        let found = self.contradictions();
        if found.is_empty() {
            return;
        }
        let mut spells = Vec::with_capacity(self.spells.len() + 2 * found.len());
        for (place, (spell, file)) in std::mem::take(&mut self.spells).into_iter().enumerate() {
            match found.get(&place) {
                Some(against) => {
                    let cut = self.cut((&spell, file), against, tally);
                    spells.extend(cut.into_iter().map(|spell| (spell, file)));
                }
                None => spells.push((spell, file)),
            }
        }
        self.spells = spells;
        self.sort();
    }

    /// What speaks against each spell, by its place.
    fn contradictions(&self) -> BTreeMap<usize, Vec<Against>> {
        let apart = self.set == Set::Atop && self.is_of_both_directions();
        let mut found: BTreeMap<usize, Vec<Against>> = BTreeMap::new();
        // Spells of the same pair that reach to the one that is looked at.
        let mut open: Vec<usize> = Vec::new();
        for (place, (spell, _)) in self.spells.iter().enumerate() {
            let same = |before: &Spell| (before.a, before.b, before.part) == (spell.a, spell.b, spell.part);
            open.retain(|before| same(&self.spells[*before].0) && self.spells[*before].0.to >= spell.from);
            for before in &open {
                let earlier = &self.spells[*before].0;
                if (apart && earlier.turned != spell.turned) || !self.is_of_one(earlier, spell) {
                    continue;
                }
                let years = (spell.from, spell.to.min(earlier.to));
                // A spell may end and the next begin in one year.
                let relieved = years.0 == earlier.to && spell.to > earlier.to && !(earlier.yearly && spell.yearly);
                let places = self.differs(earlier, spell);
                if places > 0 && !relieved {
                    let against =
                        |other: &Spell| Against { years, places, other: (line_of(other, years.0), other.yearly) };
                    found.entry(place).or_default().push(against(earlier));
                    found.entry(*before).or_default().push(against(spell));
                }
            }
            open.push(place);
        }
        found
    }

    /// Whether two spells are of one dispute, where they have a number.
    fn is_of_one(&self, one: &Spell, other: &Spell) -> bool {
        let number = |spell: &Spell| self.values_of(spell).first().copied().filter(|number| number.is_finite());
        !self.set.is_numbered() || number(one) == number(other)
    }

    /// Whether most pairs stand in both directions, so that either is a promise of its own.
    fn is_of_both_directions(&self) -> bool {
        let pairs = |turned: bool| -> BTreeSet<(State, State)> {
            let of = self.spells.iter().filter(|(spell, _)| spell.turned == turned);
            of.map(|(spell, _)| (spell.a, spell.b)).collect()
        };
        let (straight, turned) = (pairs(false), pairs(true));
        2 * straight.intersection(&turned).count() > straight.union(&turned).count()
    }

    /// A spell in pieces, without its values in the years in which they are spoken against.
    fn cut(&mut self, (spell, file): (&Spell, u16), against: &[Against], tally: &mut Tally) -> Vec<Spell> {
        let mut begins = BTreeSet::from([spell.from]);
        begins.extend(against.iter().flat_map(|of| [of.years.0, of.years.1.saturating_add(1)]));
        let begins: Vec<Year> = begins.into_iter().filter(|year| (spell.from..=spell.to).contains(year)).collect();
        let ends = begins.iter().skip(1).map(|next| next - 1).chain([spell.to]).collect::<Vec<_>>();
        let mut pieces = Vec::new();
        for (from, to) in begins.iter().copied().zip(ends) {
            let mut piece = Spell { from, to, line: line_of(spell, from), ..*spell };
            for of in against.iter().filter(|of| of.years.0 <= from && to <= of.years.1) {
                self.take_out(&mut piece, file, of, tally);
            }
            pieces.push(piece);
        }
        pieces
    }

    /// Takes the values out of a piece of a spell that another row speaks against.
    fn take_out(&mut self, piece: &mut Spell, file: u16, of: &Against, tally: &mut Tally) {
        let start = self.values.len();
        self.values.extend_from_within(piece.values as usize..piece.values as usize + self.width);
        piece.values = u32::try_from(start).unwrap_or(u32::MAX);
        let years = if piece.yearly { piece.from..=piece.to } else { piece.from..=piece.from };
        let columns = self.set.entry().values;
        for year in years {
            let line = line_of(piece, year);
            let beyond = if of.other.1 { year.abs_diff(of.years.0) } else { 0 };
            let other = of.other.0 + u32::from(beyond);
            self.lacks.contradict(file, line, other);
            for (_, value) in columns.iter().enumerate().filter(|(place, _)| of.places >> place & 1 == 1) {
                let name = value.column.names[0];
                let what = format!("line {other} of the same time says something else");
                let fault =
                    Fault { line: u64::from(line), column: Some(name.to_owned()), kind: FaultKind::Duplicate, what };
                tally.unreadable(name, fault);
            }
        }
        for (place, value) in self.values[start..].iter_mut().enumerate().take(64) {
            if of.places >> place & 1 == 1 {
                *value = f64::NAN;
            }
        }
    }
}

/// The line of a year of a spell.
fn line_of(spell: &Spell, year: Year) -> u32 {
    if spell.yearly { spell.line + u32::from(year.abs_diff(spell.from)) } else { spell.line }
}
