//! The least energies of the first actors alone, one more at a time: each is a bound in the search of the next (Hartwig, Daske and Kobe 1984).

use super::ground::{Effort, Ground};
use super::number::Number;
use super::seen::Best;
use super::start::descents;

/// Work grows at least so much in as many places: where what is left would not do, the search is not gone on with.
const DOUBLES_IN: usize = 6;

impl<F: Number, L: Number> Ground<F, L> {
    /// Finds the least energies of all parts that are not known yet, and a division of the whole that has the last. `None` when that takes more
    /// than is left.
    pub fn climb(&mut self, effort: &mut Effort<'_>) -> Option<u64> {
        let mut mask = 0;
        for places in self.least.len()..=self.couplings.size {
            let tries = descents(&self.couplings, places, mask, 2 * places as u64);
            let start = tries.iter().min_by_key(|tried| (tried.energy, tried.mask))?;
            let best = Best { energy: start.energy, mask: start.mask, step: self.couplings.step[places] };
            let before = effort.left();
            let found = self.search(places, best, effort)?;
            let taken = before.saturating_sub(effort.left());
            let doubled = (self.couplings.size - places) / DOUBLES_IN;
            if taken.saturating_mul(1 << doubled.min(32)) > before {
                return None;
            }
            self.least.push(found.energy);
            mask = found.mask;
        }
        Some(mask)
    }
}
