//! Which identities of events were seen: two bytes an identity where they are dense, a set where they are not.

use std::collections::{HashMap, HashSet};

const BLOCK: usize = 1 << 16;

/// Identities with the day on which each was first seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    places: HashMap<u64, usize>,
    dense: Vec<Box<[u16]>>,
    /// Block of the last identity and its place: most files have their identities in order.
    last: Option<(u64, usize)>,
    sparse: HashSet<(u64, u16)>,
    count: usize,
}

impl Seen {
    /// Adds an identity of a day, counted from any day within 179 years; false where it was there. (Identities of ICEWS stand
    /// again on other days: identity and day together are what is unique.)
    pub(super) fn insert(&mut self, id: u64, day: u32) -> bool {
        self.count += 1;
        let mark = (day % u32::from(u16::MAX)) as u16 + 1;
        let (block, place) = (id >> 16, id as usize % BLOCK);
        let found = match self.last {
            Some((of, at)) if of == block => Some(at),
            _ => self.block(block),
        };
        match found.map(|at| &mut self.dense[at][place]) {
            Some(first) if *first == 0 => {
                *first = mark;
                // It may have come before its block was worth having.
                self.sparse.is_empty() || !self.sparse.contains(&(id, mark))
            }
            Some(first) if *first == mark => false,
            _ => self.sparse.insert((id, mark)),
        }
    }

    /// The place of a block, made where it is worth its 128 kB: where identities fill blocks on the whole.
    fn block(&mut self, block: u64) -> Option<usize> {
        let worth = self.dense.len() * BLOCK / 16 <= self.count + 4 * BLOCK;
        let found = match self.places.get(&block) {
            Some(at) => *at,
            None if worth => {
                self.dense.push(vec![0; BLOCK].into());
                self.places.insert(block, self.dense.len() - 1);
                self.dense.len() - 1
            }
            None => return None,
        };
        self.last = Some((block, found));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dense_or_sparse_it_is_a_set(ids in prop::collection::vec((0_u64..6, 0_u32..4, prop::bool::ANY), 0..80)) {
            let mut seen = Seen::default();
            let mut plain = HashSet::new();
            for (id, day, far) in ids {
                let id = if far { id << 40 } else { id };
                prop_assert_eq!(seen.insert(id, day), plain.insert((id, day)));
            }
        }

        #[test]
        fn far_identities_take_no_blocks(ids in prop::collection::vec(0_u64..u64::MAX, 2_000)) {
            let mut seen = Seen::default();
            ids.iter().for_each(|id| {
                seen.insert(*id, 1);
            });
            prop_assert!(seen.dense.len() < 100);
        }
    }
}
