//! Where the entries of a table over some actors lie in a table over fewer of them.

/// Entries that are looked at together: the sides of the six lowest actors.
const LOW: usize = 6;

/// The place in the smaller table of every entry of the larger one: that of its high part plus that of its low part.
#[derive(Debug, Clone)]
pub(super) struct Projection {
    low: Vec<u32>,
    high: Vec<u32>,
    kind: Kind,
}

/// What the low part looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The smaller table has all of the low actors.
    Whole,
    /// It has none of them.
    Single,
    /// It has some.
    Some,
}

impl Projection {
    /// Entries of the larger table that are looked at together.
    pub const BLOCK: usize = 1 << LOW;

    /// Where a block of the larger table begins in the smaller one.
    pub fn start(&self, block: usize) -> usize {
        self.high[block] as usize
    }

    /// How far behind that start each entry of a block lies.
    pub fn low(&self) -> &[u32] {
        &self.low
    }

    /// From a table over `width` actors to one over those at `places`, in ascending order.
    pub fn of(places: &[usize], width: usize) -> Self {
        let project = |entry: usize| -> u32 {
            let bit = |(to, from): (usize, &usize)| ((entry >> from & 1) << to) as u32;
            places.iter().enumerate().map(bit).sum()
        };
        let below = width.min(LOW);
        let low: Vec<u32> = (0..1 << below).map(project).collect();
        let high = (0..1 << (width - below)).map(|block: usize| project(block << LOW)).collect();
        let lowest = places.iter().take_while(|place| **place < below).count();
        let kind = match lowest {
            0 => Kind::Single,
            all if all == below => Kind::Whole,
            _ => Kind::Some,
        };
        Self { low, high, kind }
    }

    /// The place of one entry.
    pub fn place(&self, entry: usize) -> usize {
        self.high[entry >> LOW] as usize + self.low[entry & ((1 << LOW) - 1)] as usize
    }

    /// Adds to every entry of the larger table what the smaller one says.
    pub fn add(&self, into: &mut [f64], from: &[f64]) {
        for (block, start) in into.chunks_mut(self.low.len()).zip(&self.high) {
            let from = &from[*start as usize..];
            match self.kind {
                Kind::Whole => block.iter_mut().zip(from).for_each(|(into, from)| *into += from),
                Kind::Single => block.iter_mut().for_each(|into| *into += from[0]),
                Kind::Some => block.iter_mut().zip(&self.low).for_each(|(into, low)| *into += from[*low as usize]),
            }
        }
    }

    /// Takes into every entry of the smaller table the least of those of the larger one that lie there.
    pub fn least(&self, into: &mut [f64], from: &[f64]) {
        for (block, start) in from.chunks(self.low.len()).zip(&self.high) {
            let into = &mut into[*start as usize..];
            match self.kind {
                Kind::Whole => into.iter_mut().zip(block).for_each(|(into, from)| *into = less(*from, *into)),
                Kind::Single => into[0] = less(minimum(block), into[0]),
                Kind::Some => {
                    for (from, low) in block.iter().zip(&self.low) {
                        let into = &mut into[*low as usize];
                        *into = less(*from, *into);
                    }
                }
            }
        }
    }
}

/// The lesser of two numbers that are none of them NaN: one instruction.
pub(super) fn less(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The least of all.
pub(super) fn minimum(of: &[f64]) -> f64 {
    const LANES: usize = 4;
    let mut lanes = [f64::INFINITY; LANES];
    let mut chunks = of.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = less(*value, *lane);
        }
    }
    lanes.iter().chain(chunks.remainder()).fold(f64::INFINITY, |least, value| less(*value, least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_where_its_own_actors_say() {
        for (places, width) in [(vec![0, 2, 5, 7], 9), (vec![7, 8], 9), (vec![0, 1, 2, 3, 4, 5, 8], 9), (vec![1], 3)] {
            let projection = Projection::of(&places, width);
            let small: Vec<f64> = (0..1 << places.len()).map(|entry: usize| ((entry * 37) % 11) as f64).collect();
            let mut large = vec![1.0; 1 << width];
            projection.add(&mut large, &small);
            let mut least = vec![f64::INFINITY; small.len()];
            projection.least(&mut least, &large);
            for (entry, value) in large.iter().enumerate() {
                let place: usize = places.iter().enumerate().map(|(to, from)| (entry >> from & 1) << to).sum();
                assert_eq!((projection.place(entry), *value), (place, 1.0 + small[place]));
            }
            assert!(least.iter().zip(&small).all(|(least, small)| *least == small + 1.0));
        }
    }
}
