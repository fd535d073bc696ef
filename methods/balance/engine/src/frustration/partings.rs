//! For every pair of actors the least cost of a division that parts it otherwise than the best one.
//!
//! These costs are an ultrametric: who parts u from w parts u from v or v from w. So the actors stand in one line in which all that is needed lies
//! between neighbours, and one division for each gap says everything (the tree of Gomory and Hu 1961, which there is for any symmetric function
//! of sets: Cheng and Hu 1991).

/// What the divisions seen so far say of every pair; a division is told by who turns.
#[derive(Debug, Clone)]
pub(super) struct Partings {
    line: Vec<usize>,
    /// Between neighbours in the line.
    gaps: Vec<i64>,
    /// The divisions that gave the gaps, by cost.
    kept: Vec<(i64, Vec<bool>)>,
}

/// Two neighbours in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gap {
    pub cost: i64,
    pub one: usize,
    pub other: usize,
}

impl Partings {
    /// Nobody is parted yet.
    pub fn none(size: usize) -> Self {
        Self { line: (0..size).collect(), gaps: vec![i64::MAX; size.saturating_sub(1)], kept: Vec::new() }
    }

    /// A division of this cost in which `turns` says who turns.
    pub fn see(&mut self, cost: i64, turns: impl Fn(usize) -> bool) {
        let parts = |(gap, pair): (&i64, &[usize])| *gap > cost && turns(pair[0]) != turns(pair[1]);
        if self.gaps.iter().zip(self.line.windows(2)).any(parts) {
            self.kept.push((cost, (0..self.line.len()).map(turns).collect()));
            self.sort();
        }
    }

    /// What others have seen.
    pub fn merge(&mut self, other: Self) {
        other.kept.into_iter().for_each(|(cost, turned)| self.see(cost, |actor| turned[actor]));
    }

    /// The cost at which the last pair is parted.
    pub fn dearest(&self) -> Option<i64> {
        self.gaps.iter().copied().max()
    }

    /// The neighbours, with what it costs to part them.
    pub fn neighbours(&self) -> impl Iterator<Item = Gap> {
        self.gaps.iter().zip(self.line.windows(2)).map(|(cost, pair)| Gap { cost: *cost, one: pair[0], other: pair[1] })
    }

    /// The least cost for each pair, row by row.
    pub fn table(&self) -> Vec<i64> {
        let size = self.line.len();
        let mut table = vec![i64::MAX; size * size];
        for (from, one) in self.line.iter().enumerate() {
            let mut least = i64::MAX;
            for (gap, other) in self.gaps.iter().skip(from).zip(self.line.iter().skip(from + 1)) {
                least = least.min(*gap);
                (table[one * size + other], table[other * size + one]) = (least, least);
            }
        }
        table
    }

    /// The line anew from the divisions kept, of which those go that part nobody new.
    fn sort(&mut self) {
        self.kept.sort();
        self.gaps.fill(i64::MAX);
        let (line, gaps) = (&mut self.line, &mut self.gaps);
        self.kept.retain(|(cost, turned)| {
            let (mut from, mut any) = (0, false);
            while from < line.len() {
                let length = gaps[from..].iter().take_while(|gap| **gap == i64::MAX).count() + 1;
                let class = &mut line[from..from + length];
                class.sort_by_key(|actor| turned[*actor]);
                let first = class.iter().take_while(|actor| !turned[**actor]).count();
                if first > 0 && first < length {
                    gaps[from + first - 1] = *cost;
                    any = true;
                }
                from += length;
            }
            any
        });
    }
}

/// What a division costs at least that parts a pair otherwise than the best one, for all pairs: the bounds of single pairs carry over along paths.
#[derive(Debug, Clone)]
pub(super) struct Floors {
    size: usize,
    /// Per pair, row by row.
    least: Vec<i64>,
}

impl Floors {
    /// Every pair costs at least so much.
    pub fn of(size: usize, everywhere: i64) -> Self {
        let mut floors = Self { size, least: vec![everywhere; size * size] };
        (0..size).for_each(|actor| floors.least[actor * size + actor] = i64::MAX);
        floors
    }

    /// The bound of a pair.
    pub fn at(&self, u: usize, v: usize) -> i64 {
        self.least[u * self.size + v]
    }

    /// To part u from v costs at least so much; what parts another pair parts one on the way over these two.
    pub fn raise(&mut self, u: usize, v: usize, floor: i64) {
        if floor <= self.at(u, v) {
            return;
        }
        let from_u: Vec<i64> =
            self.least[u * self.size..(u + 1) * self.size].iter().map(|own| floor.min(*own)).collect();
        let from_v: Vec<i64> =
            self.least[v * self.size..(v + 1) * self.size].iter().map(|own| floor.min(*own)).collect();
        for (actor, row) in self.least.chunks_exact_mut(self.size).enumerate() {
            let (to_u, to_v) = (row[u], row[v]);
            for (other, least) in row.iter_mut().enumerate().filter(|(other, _)| *other != actor) {
                *least = (*least).max(to_u.min(from_v[other])).max(to_v.min(from_u[other]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_in_any_order_say_the_same() {
        let seen: [(i64, &[usize]); 5] = [(3, &[0, 1]), (5, &[0]), (1, &[4]), (9, &[2]), (4, &[2, 3])];
        let told = |order: &[usize]| {
            let mut partings = Partings::none(5);
            order.iter().for_each(|at| partings.see(seen[*at].0, |actor| seen[*at].1.contains(&actor)));
            partings.table()
        };
        let table = told(&[0, 1, 2, 3, 4]);
        assert_eq!(table, told(&[3, 4, 1, 0, 2]));
        let at = |u: usize, v: usize| table[u * 5 + v];
        assert_eq!((at(0, 1), at(0, 2), at(2, 3), at(3, 4), at(0, 4)), (5, 3, 9, 1, 1));
        assert_eq!(at(2, 2), i64::MAX);
    }

    #[test]
    fn bounds_of_pairs_carry_over_along_paths() {
        let mut floors = Floors::of(4, 1);
        floors.raise(0, 1, 5);
        floors.raise(1, 2, 3);
        floors.raise(2, 3, 7);
        assert_eq!((floors.at(0, 2), floors.at(3, 0), floors.at(3, 1)), (3, 3, 3));
        floors.raise(0, 2, 6);
        assert_eq!((floors.at(1, 2), floors.at(3, 0), floors.at(3, 3)), (5, 6, i64::MAX));
    }
}
