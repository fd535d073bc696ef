//! Events of a source towards a target in a period, added up.

use crate::states::State;

/// One group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Who acts.
    pub source: State,
    /// Towards whom.
    pub target: State,
    /// Months since the year 0: `12 * year + month - 1` of the first month of the period.
    pub month: u32,
    /// Events.
    pub n: u32,
    /// Weights of the events that have a score.
    pub weight: u64,
    /// Sum of the scores, by weight.
    pub sum: f64,
    /// Events by quarter: verbal and material cooperation, verbal and material conflict.
    pub quads: [u32; 4],
    /// What is left of the scores of all time at the end of the period, where scores fade.
    pub faded: Option<f64>,
}

impl Group {
    /// Adds a later month of the same period.
    pub(super) fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.weight += other.weight;
        self.sum += other.sum;
        self.quads.iter_mut().zip(other.quads).for_each(|(to, from)| *to += from);
        self.faded = other.faded;
    }

    /// Sums are whole hundredths; adding months of a year must not leave a tail.
    pub(super) fn rounded(self) -> Self {
        let faded = self.faded.map(|faded| libm::round(faded * 10_000.0) / 10_000.0);
        Self { sum: libm::round(self.sum * 100.0) / 100.0, faded, ..self }
    }
}
