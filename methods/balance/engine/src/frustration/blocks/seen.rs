//! What is kept of the divisions that a search sees.

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

/// For every pair of places the least energy of a division that has them on two sides.
///
/// These energies are an ultrametric: who parts u from w parts u from v or v from w. So the places stand in one line in which all that is
/// needed lies between neighbours, and as many divisions as there are gaps say everything (the tree of Gomory and Hu 1961, for any symmetric
/// function of sets: Cheng and Hu 1991).
#[derive(Debug, Clone)]
pub(super) struct Partings {
    line: Vec<usize>,
    /// Between neighbours in the line.
    gaps: Vec<i64>,
    /// The divisions that gave the gaps, by energy.
    kept: Vec<(i64, u64)>,
    step: i64,
}

impl Partings {
    /// Nobody is parted yet.
    pub fn none(size: usize, step: i64) -> Self {
        Self { line: (0..size).collect(), gaps: vec![i64::MAX; size.saturating_sub(1)], kept: Vec::new(), step }
    }

    /// The least energy of a division that parts each pair of places, row by row.
    pub fn table(&self) -> Vec<i64> {
        let size = self.line.len();
        let mut table = vec![i64::MAX; size * size];
        for (from, one) in self.line.iter().enumerate() {
            let mut least = i64::MAX;
            for (gap, other) in self.gaps[from.min(self.gaps.len())..].iter().zip(&self.line[from + 1..]) {
                least = least.min(*gap);
                (table[one * size + other], table[other * size + one]) = (least, least);
            }
        }
        table
    }

    /// The line anew from the divisions kept, of which those go that part nobody new.
    fn sort(&mut self) {
        self.kept.sort_unstable();
        self.gaps.fill(i64::MAX);
        let (line, gaps) = (&mut self.line, &mut self.gaps);
        self.kept.retain(|&(energy, mask)| {
            let (mut from, mut any) = (0, false);
            while from < line.len() {
                let length = gaps[from..].iter().take_while(|gap| **gap == i64::MAX).count() + 1;
                let class = &mut line[from..from + length];
                class.sort_by_key(|place| mask >> place & 1);
                let first = class.iter().take_while(|place| mask >> **place & 1 == 0).count();
                if first > 0 && first < length {
                    gaps[from + first - 1] = energy;
                    any = true;
                }
                from += length;
            }
            any
        });
    }
}

impl Seen for Partings {
    fn for_part(&self) -> Self {
        self.clone()
    }

    fn reach(&self) -> i64 {
        self.gaps.iter().copied().max().map_or(i64::MIN, |most| most.saturating_sub(self.step))
    }

    fn sees(&mut self, energy: i64, mask: u64) {
        let side = |place: &usize| mask >> place & 1;
        let parts = |(gap, pair): (&i64, &[usize])| *gap > energy && side(&pair[0]) != side(&pair[1]);
        if self.gaps.iter().zip(self.line.windows(2)).any(parts) {
            self.kept.push((energy, mask));
            self.sort();
        }
    }

    fn merge(&mut self, other: Self) {
        other.kept.into_iter().for_each(|(energy, mask)| self.sees(energy, mask));
    }
}
