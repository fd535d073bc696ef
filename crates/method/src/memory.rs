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

    /// Refuses what would take more than so many megabytes, before the first draw is made; `noun` says what is counted.
    ///
    /// # Errors
    /// [`TooMuch`].
    pub fn within(&self, count: u32, noun: &'static str, allowed: u64) -> Result<(), TooMuch> {
        const MB: u64 = 1_000_000;
        let needed = self.of(count).div_ceil(MB);
        if needed <= allowed {
            return Ok(());
        }
        Err(TooMuch { count, noun, needed, allowed, most: self.most(allowed.saturating_mul(MB)) })
    }
}

/// More memory is needed than is allowed; in megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{count} {noun} need about {needed} MB of memory, more than {allowed} MB; {}", fitting(*.most))]
pub struct TooMuch {
    /// How many were asked for.
    pub count: u32,
    /// What is counted: draws, base points, ways.
    pub noun: &'static str,
    /// What they need.
    pub needed: u64,
    /// What is allowed.
    pub allowed: u64,
    /// How many fit into what is allowed.
    pub most: u64,
}

fn fitting(most: u64) -> String {
    if most > 0 { format!("{most} fit") } else { "not one of them fits".to_owned() }
}
