//! Years in which pairs had disputes.

use crate::sets::Series;
use crate::states::{Known, Year};

/// Disputes of all pairs by year.
#[derive(Debug, Clone)]
pub struct Disputes {
    count: usize,
    /// For every pair, years with a dispute in order, and whether one began.
    years: Vec<Vec<(Year, bool)>>,
}

impl Disputes {
    /// From a set of directed dispute-years.
    pub fn of(series: &Series, known: &Known) -> Self {
        let count = known.len();
        let mut years: Vec<Vec<(Year, bool)>> = vec![Vec::new(); count * count];
        for (spell, values) in series.all() {
            if spell.a > spell.b {
                continue;
            }
            let (Some(a), Some(b)) = (known.place(spell.a), known.place(spell.b)) else { continue };
            for year in spell.from..=spell.to {
                years[a * count + b].push((year, values[1] > 0.0));
            }
        }
        for list in &mut years {
            list.sort_unstable();
            // Several disputes of one year are one dispute-year; it is an onset if one of them began.
            list.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                kept.1 |= same && later.1;
                same
            });
        }
        Self { count, years }
    }

    /// Years of a pair (places of the lower and the higher number) with a dispute, and whether one began.
    pub fn pair(&self, a: usize, b: usize) -> &[(Year, bool)] {
        &self.years[a * self.count + b]
    }

    /// Those of some years.
    pub fn within(&self, (a, b): (usize, usize), from: Year, to: Year) -> impl Iterator<Item = (Year, bool)> {
        self.pair(a, b).iter().filter(move |(year, _)| (from..=to).contains(year)).copied()
    }
}
