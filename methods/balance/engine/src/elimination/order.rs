//! In which order the actors of a connected part are taken out, so that tables stay small.

use detente_chance::Stream;

/// One actor is fixed, since a division turned over is the same; the others are taken out one after another.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The actor that is fixed.
    pub fixed: usize,
    /// Each actor that is taken out, with its neighbours at that time.
    pub taken: Vec<(usize, Vec<usize>)>,
    /// Entries of all tables.
    pub entries: u64,
}

/// Actors that are tried as the fixed one, those with most ties first, and orders tried with each.
const FIXED: usize = 3;
const TRIES: u64 = 8;
/// Tables so small that no better order is looked for.
pub(super) const SMALL: u64 = 1 << 10;

/// An order for the actors `0..neighbours.len()` of a connected part: least fill first (Kjærulff 1990), equals by degree and then by chance
/// that hangs on nothing but the number of the try. One with no more than `enough` entries ends the tries. `None` where every order that was
/// tried takes more than `most` entries.
pub(super) fn order(neighbours: &[Vec<usize>], most: u64, enough: u64) -> Option<Order> {
    let mut by_degree: Vec<usize> = (0..neighbours.len()).collect();
    by_degree.sort_by_key(|actor| (std::cmp::Reverse(neighbours[*actor].len()), *actor));
    let mut best: Option<Order> = None;
    for attempt in 0..TRIES {
        let stream = Stream::new(attempt, "elimination");
        let turns: Vec<u64> = (0..neighbours.len() as u64).map(|actor| stream.uniform(actor).to_bits()).collect();
        for fixed in by_degree.iter().take(FIXED) {
            let limit = best.as_ref().map_or(most, |best| best.entries.saturating_sub(1));
            best = Left::of(neighbours, *fixed).order(*fixed, &turns, limit).or(best);
            if best.as_ref().is_some_and(|best| best.entries <= enough) {
                return best;
            }
        }
    }
    best
}

/// What is left of a part while actors are taken out.
struct Left {
    /// Words of a set of actors.
    words: usize,
    /// The neighbours of every actor, as bits.
    near: Vec<u64>,
    here: Vec<usize>,
    /// Pairs of neighbours that are not tied, where it is known.
    fill: Vec<Option<usize>>,
    degree: Vec<u32>,
}

impl Left {
    fn of(neighbours: &[Vec<usize>], fixed: usize) -> Self {
        let (size, words) = (neighbours.len(), neighbours.len().div_ceil(64));
        let here = (0..size).filter(|actor| *actor != fixed).collect();
        let mut left = Self { words, near: vec![0; size * words], here, fill: vec![None; size], degree: vec![0; size] };
        for (actor, others) in neighbours.iter().enumerate().filter(|(actor, _)| *actor != fixed) {
            for other in others.iter().filter(|other| **other != fixed) {
                left.near[actor * words + other / 64] |= 1 << (other % 64);
            }
            left.degree[actor] = size_of(left.near(actor));
        }
        left
    }

    fn near(&self, actor: usize) -> &[u64] {
        &self.near[actor * self.words..][..self.words]
    }

    fn order(mut self, fixed: usize, turns: &[u64], most: u64) -> Option<Order> {
        let mut order = Order { fixed, taken: Vec::with_capacity(self.here.len()), entries: 0 };
        while let Some(next) = self.cheapest(turns) {
            let entries = 1u64.checked_shl(self.degree[next])?;
            order.entries = order.entries.saturating_add(entries);
            if order.entries > most {
                return None;
            }
            let around: Vec<usize> = members(self.near(next)).collect();
            self.take(next, &around);
            order.taken.push((next, around));
        }
        Some(order)
    }

    fn cheapest(&mut self, turns: &[u64]) -> Option<usize> {
        for place in 0..self.here.len() {
            let actor = self.here[place];
            if self.fill[actor].is_none() {
                self.fill[actor] = Some(self.missing(actor));
            }
        }
        let key = |actor: &usize| (self.fill[*actor], self.degree[*actor], turns[*actor], *actor);
        self.here.iter().copied().min_by_key(key)
    }

    /// Pairs of neighbours that are not tied.
    fn missing(&self, actor: usize) -> usize {
        let around = self.near(actor);
        let apart = |other: usize| -> usize {
            let near = around.iter().zip(self.near(other));
            near.map(|(around, near)| (around & !near).count_ones() as usize).sum::<usize>() - 1
        };
        members(around).map(apart).sum::<usize>() / 2
    }

    fn take(&mut self, actor: usize, around: &[usize]) {
        self.here.retain(|other| *other != actor);
        for &other in around {
            for word in 0..self.words {
                self.near[other * self.words + word] |= self.near[actor * self.words + word];
            }
            for gone in [actor, other] {
                self.near[other * self.words + gone / 64] &= !(1 << (gone % 64));
            }
        }
        let mut stale = vec![0; self.words];
        for &other in around {
            self.degree[other] = size_of(self.near(other));
            stale[other / 64] |= 1 << (other % 64);
            stale.iter_mut().zip(self.near(other)).for_each(|(stale, near)| *stale |= near);
        }
        members(&stale).for_each(|other| self.fill[other] = None);
    }
}

fn size_of(bits: &[u64]) -> u32 {
    bits.iter().map(|word| word.count_ones()).sum()
}

fn members(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(place, word)| {
        std::iter::successors(Some(*word).filter(|word| *word != 0), |word| {
            Some(word & (word - 1)).filter(|word| *word != 0)
        })
        .map(move |word| 64 * place + word.trailing_zeros() as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(size: usize) -> Vec<Vec<usize>> {
        (0..size).map(|actor| vec![(actor + size - 1) % size, (actor + 1) % size]).collect()
    }

    #[test]
    fn a_tree_needs_tables_of_two_and_a_ring_with_one_actor_fixed_too() {
        let star: Vec<Vec<usize>> = (0..9).map(|actor| if actor == 0 { (1..9).collect() } else { vec![0] }).collect();
        let found = order(&star, 100, SMALL).unwrap();
        assert_eq!((found.fixed, found.entries), (0, 8));
        let found = order(&ring(70), 1_000, SMALL).unwrap();
        assert_eq!(found.taken.iter().map(|(_, around)| around.len()).max(), Some(1));
    }

    #[test]
    fn where_all_are_tied_the_tables_double_up_to_the_limit() {
        let all = |size: usize| -> Vec<Vec<usize>> {
            (0..size).map(|actor| (0..size).filter(|other| *other != actor).collect()).collect()
        };
        assert_eq!(order(&all(11), 1_023, SMALL).unwrap().entries, 1_023);
        assert!(order(&all(11), 1_022, SMALL).is_none() && order(&all(200), 1 << 21, SMALL).is_none());
    }
}
