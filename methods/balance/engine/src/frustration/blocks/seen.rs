//! What is kept of the divisions that a search sees.

use super::super::partings::Partings;
use super::descent::Seen;

/// The best division alone.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub energy: i64,
    pub mask: u64,
    /// What two energies differ by at least.
    pub step: i64,
}

impl Seen for Best {
    fn for_part(&self) -> Self {
        self.clone()
    }

    fn reach(&self) -> i64 {
        self.energy - self.step
    }

    fn sees(&mut self, energy: i64, mask: u64) {
        if energy < self.energy {
            (self.energy, self.mask) = (energy, mask);
        }
    }

    fn merge(&mut self, other: Self) {
        self.sees(other.energy, other.mask);
    }
}

/// All divisions of the least energy, the first ones by name.
#[derive(Debug, Clone)]
pub(super) struct Equals {
    pub energy: i64,
    pub count: u64,
    /// The first ones.
    pub masks: Vec<u64>,
    /// Per pair of places, row by row: how many have the two apart.
    pub apart: Vec<u64>,
    size: usize,
    most_kept: usize,
    most_counted: u64,
}

impl Equals {
    /// None yet.
    pub fn none(energy: i64, size: usize, most_kept: usize, most_counted: u64) -> Self {
        Self { energy, count: 0, masks: Vec::new(), apart: vec![0; size * size], size, most_kept, most_counted }
    }
}

impl Seen for Equals {
    fn for_part(&self) -> Self {
        Self::none(self.energy, self.size, self.most_kept, self.most_counted)
    }

    fn reach(&self) -> i64 {
        self.energy
    }

    fn sees(&mut self, _: i64, mask: u64) {
        self.count += 1;
        if self.masks.len() < self.most_kept {
            self.masks.push(mask);
        }
        for (place, row) in self.apart.chunks_exact_mut(self.size).enumerate() {
            let turned = if mask >> place & 1 == 1 { !mask } else { mask };
            row[..place].iter_mut().enumerate().for_each(|(other, apart)| *apart += turned >> other & 1);
        }
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.masks.extend(other.masks.into_iter().take(self.most_kept.saturating_sub(self.masks.len())));
        self.apart.iter_mut().zip(other.apart).for_each(|(sum, apart)| *sum += apart);
    }

    fn is_full(&self) -> bool {
        self.count > self.most_counted
    }
}

/// For every pair of places the least energy of a division that parts the two.
#[derive(Debug, Clone)]
pub(super) struct Parted {
    pub partings: Partings,
    /// What two energies differ by at least.
    pub step: i64,
}

impl Seen for Parted {
    fn for_part(&self) -> Self {
        self.clone()
    }

    fn reach(&self) -> i64 {
        self.partings.dearest().map_or(i64::MIN, |most| most.saturating_sub(self.step))
    }

    fn sees(&mut self, energy: i64, mask: u64) {
        self.partings.see(energy, |place| mask >> place & 1 == 1);
    }

    fn merge(&mut self, other: Self) {
        self.partings.merge(other.partings);
    }
}
