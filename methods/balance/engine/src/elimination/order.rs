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
const SMALL: u64 = 1 << 10;

/// An order for the actors `0..neighbours.len()` of a connected part: least fill first (Kjærulff 1990), equals by degree and then by chance
/// that hangs on nothing but the number of the try. `None` where every order that was tried takes more than `most` entries.
pub(super) fn order(neighbours: &[Vec<usize>], most: u64) -> Option<Order> {
    let mut by_degree: Vec<usize> = (0..neighbours.len()).collect();
    by_degree.sort_by_key(|actor| (std::cmp::Reverse(neighbours[*actor].len()), *actor));
    let mut best: Option<Order> = None;
    for attempt in 0..TRIES {
        let stream = Stream::new(attempt, "elimination");
        let turns: Vec<u64> = (0..neighbours.len() as u64).map(|actor| stream.uniform(actor).to_bits()).collect();
        for fixed in by_degree.iter().take(FIXED) {
            let limit = best.as_ref().map_or(most, |best| best.entries.saturating_sub(1));
            best = Left::of(neighbours, *fixed).order(*fixed, &turns, limit).or(best);
            if best.as_ref().is_some_and(|best| best.entries <= SMALL) {
                return best;
            }
        }
    }
    best
}

/// A set of actors as bits.
type Bits = Vec<u64>;

/// What is left of a part while actors are taken out.
struct Left {
    near: Vec<Bits>,
    here: Vec<bool>,
    /// Pairs of neighbours that are not tied, where it is known.
    fill: Vec<Option<usize>>,
}

impl Left {
    fn of(neighbours: &[Vec<usize>], fixed: usize) -> Self {
        let size = neighbours.len();
        let mut near = vec![vec![0; size.div_ceil(64)]; size];
        for (actor, others) in neighbours.iter().enumerate().filter(|(actor, _)| *actor != fixed) {
            others.iter().filter(|other| **other != fixed).for_each(|other| insert(&mut near[actor], *other));
        }
        let mut here = vec![true; size];
        here[fixed] = false;
        Self { near, here, fill: vec![None; size] }
    }

    fn order(mut self, fixed: usize, turns: &[u64], most: u64) -> Option<Order> {
        let mut order = Order { fixed, taken: Vec::new(), entries: 0 };
        while let Some(next) = self.cheapest(turns) {
            let around = members(&self.near[next]);
            let entries = u32::try_from(around.len()).ok().and_then(|width| 1u64.checked_shl(width))?;
            order.entries = order.entries.saturating_add(entries);
            if order.entries > most {
                return None;
            }
            self.take(next, &around);
            order.taken.push((next, around));
        }
        Some(order)
    }

    fn cheapest(&mut self, turns: &[u64]) -> Option<usize> {
        let here: Vec<usize> = (0..self.here.len()).filter(|actor| self.here[*actor]).collect();
        for actor in &here {
            if self.fill[*actor].is_none() {
                self.fill[*actor] = Some(self.missing(*actor));
            }
        }
        here.into_iter().min_by_key(|actor| (self.fill[*actor], size(&self.near[*actor]), turns[*actor], *actor))
    }

    /// Pairs of neighbours that are not tied.
    fn missing(&self, actor: usize) -> usize {
        let around = &self.near[actor];
        let apart = |other: usize| -> usize {
            let near = around.iter().zip(&self.near[other]);
            near.map(|(around, near)| (around & !near).count_ones() as usize).sum::<usize>() - 1
        };
        members(around).into_iter().map(apart).sum::<usize>() / 2
    }

    fn take(&mut self, actor: usize, around: &[usize]) {
        self.here[actor] = false;
        let mine = self.near[actor].clone();
        for other in around {
            for (near, mine) in self.near[*other].iter_mut().zip(&mine) {
                *near |= mine;
            }
            remove(&mut self.near[*other], *other);
            remove(&mut self.near[*other], actor);
        }
        for other in around {
            self.fill[*other] = None;
            members(&self.near[*other]).into_iter().for_each(|further| self.fill[further] = None);
        }
    }
}

fn insert(bits: &mut Bits, actor: usize) {
    bits[actor / 64] |= 1 << (actor % 64);
}

fn remove(bits: &mut Bits, actor: usize) {
    bits[actor / 64] &= !(1 << (actor % 64));
}

fn size(bits: &Bits) -> u32 {
    bits.iter().map(|word| word.count_ones()).sum()
}

fn members(bits: &Bits) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, word) in bits.iter().enumerate() {
        let mut word = *word;
        while word != 0 {
            found.push(64 * place + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
    found
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
        let found = order(&star, 100).unwrap();
        assert_eq!((found.fixed, found.entries), (0, 8));
        let found = order(&ring(70), 1_000).unwrap();
        assert_eq!(found.taken.iter().map(|(_, around)| around.len()).max(), Some(1));
    }

    #[test]
    fn where_all_are_tied_the_tables_double_up_to_the_limit() {
        let all = |size: usize| -> Vec<Vec<usize>> {
            (0..size).map(|actor| (0..size).filter(|other| *other != actor).collect()).collect()
        };
        assert_eq!(order(&all(11), 1_023).unwrap().entries, 1_023);
        assert!(order(&all(11), 1_022).is_none() && order(&all(200), 1 << 21).is_none());
    }
}
