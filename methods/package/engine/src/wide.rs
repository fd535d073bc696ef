//! Products of whole numbers of any length, to be compared exactly.

use std::cmp::Ordering;

/// A product of numbers that are not negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wide(Vec<u64>);

impl Wide {
    /// The product; 0 where one of the numbers is not positive.
    pub fn product(of: impl IntoIterator<Item = i64>) -> Self {
        let mut limbs: Vec<u64> = vec![1];
        for number in of {
            let factor = number.max(0) as u64;
            let mut carried: u128 = 0;
            for limb in &mut limbs {
                let product = u128::from(*limb) * u128::from(factor) + carried;
                *limb = product as u64;
                carried = product >> 64;
            }
            if carried > 0 {
                limbs.push(carried as u64);
            }
        }
        while limbs.len() > 1 && limbs.last() == Some(&0) {
            let _ = limbs.pop();
        }
        Self(limbs)
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_exact_beyond_a_machine_word() {
        let large = i64::MAX;
        assert!(Wide::product([large, large, 3]) > Wide::product([large, large, 2]));
        assert!(Wide::product([large, large - 1]) < Wide::product([large - 1, large, 2]));
        assert_eq!(Wide::product([6, 4]), Wide::product([3, 8]));
        assert_eq!(Wide::product([large, 0]), Wide::product([-5]));
    }
}
