//! How much memory draws will take.

/// Memory in bytes, by the number of draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// Whatever the number of draws is.
    pub fixed: u64,
    /// For each draw.
    pub a_draw: u64,
}

impl Memory {
    /// What so many draws take.
    pub fn of(&self, draws: u32) -> u64 {
        self.fixed.saturating_add(self.a_draw.saturating_mul(u64::from(draws)))
    }

    /// The most draws for which `bytes` are enough.
    pub fn most(&self, bytes: u64) -> u64 {
        bytes.saturating_sub(self.fixed) / self.a_draw.max(1)
    }
}
