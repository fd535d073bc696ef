//! Work counted, not timed, so that a search ends alike on every machine and at any number of threads.

use std::cell::Cell;

/// What one step stands for, in multiplications; a second is some 800 steps.
const STEP: u64 = 1_000_000;

/// What a look at a tie costs in a search with a heap, in multiplications.
pub(crate) const HEAP_LOOK: u64 = 40;
/// The same in a search without.
pub(crate) const LOOK: u64 = 4;

/// A limit of work that searches spend from. One step is a million multiplications or what takes as long. A limit may be part of a wider
/// one: what is spent of the part is spent of the whole.
///
/// Whoever started the search may end it earlier (by a clock, by Ctrl-C): only then may results depend on the machine.
pub struct Steps<'a> {
    left: Cell<u64>,
    whole: Option<&'a Steps<'a>>,
    stop: &'a dyn Fn() -> bool,
}

impl<'a> Steps<'a> {
    /// A limit of so many steps.
    pub fn of(steps: u64) -> Self {
        Self::until(steps, &|| false)
    }

    /// No limit.
    pub fn endless() -> Self {
        Self::of(u64::MAX)
    }

    /// A limit of so many steps, that ends at once when `stop` says so.
    pub fn until(steps: u64, stop: &'a dyn Fn() -> bool) -> Self {
        Self { left: Cell::new(steps.saturating_mul(STEP)), whole: None, stop }
    }

    /// At most so many steps of these.
    pub fn part<'b>(&'b self, steps: u64) -> Steps<'b>
    where
        'a: 'b,
    {
        let left = steps.saturating_mul(STEP).min(self.left.get());
        Steps { left: Cell::new(left), whole: Some(self), stop: self.stop }
    }

    /// Steps that are left, in whole ones.
    pub fn left(&self) -> u64 {
        self.left.get() / STEP
    }

    /// Whether nothing is left, or whoever started the search wants it to end.
    pub fn is_over(&self) -> bool {
        self.left.get() == 0 || (self.stop)()
    }

    /// Takes multiplications off. Where there is no limit nothing is counted.
    pub(crate) fn spend(&self, multiplications: u64) {
        if self.left.get() < u64::MAX {
            self.left.set(self.left.get().saturating_sub(multiplications));
        }
        if let Some(whole) = self.whole {
            whole.spend(multiplications);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_spent_of_the_whole() {
        let whole = Steps::of(10);
        let part = whole.part(4);
        part.spend(3 * STEP);
        assert_eq!((part.left(), whole.left(), part.is_over()), (1, 7, false));
        part.spend(3 * STEP);
        assert_eq!((part.is_over(), whole.left(), whole.part(9).left()), (true, 4, 4));
        let endless = Steps::endless();
        endless.spend(u64::MAX);
        assert!(!endless.is_over() && endless.part(2).left() == 2);
        assert!(Steps::until(5, &|| true).is_over());
    }
}
