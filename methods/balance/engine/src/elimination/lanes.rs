//! The first pass through the tables for several sets of weights at once: every entry holds a number of each, so that they are added side by side
//! and looked up once.

use super::plan::{Child, Elimination, Step};
use super::projection::{Projection, less};
use crate::network::SignedNetwork;

/// Sets of weights that are followed at once.
pub const LANES: usize = 4;

/// A number of each set.
type Lane = [f64; LANES];

/// Room for tables, to be used again. Nothing of an earlier use is read.
///
/// A table is kept only until the step that takes it in, so that what is held at a time is little more than the largest.
#[derive(Debug, Clone, Default)]
pub struct LaneTables {
    weights: Vec<Lane>,
    field: Vec<Lane>,
    /// By step its table, as long as it waits.
    up: Vec<Vec<Lane>>,
    spare: Vec<Vec<Lane>>,
}

impl Elimination {
    /// The index of up to [`LANES`] networks, of each what [`Self::index`] gives: `None` where the plan does not fit it or sums are not exact.
    /// O(entries), as one alone, but a third of the time for each.
    ///
    /// # Panics
    /// With more networks than lanes.
    pub fn indices(&self, networks: &[SignedNetwork], tables: &mut LaneTables) -> Vec<Option<f64>> {
        assert!(networks.len() <= LANES, "as many networks as lanes at most");
        let grids: Vec<_> = networks.iter().map(|network| self.grid(network)).collect();
        tables.weights.clear();
        tables.weights.resize(self.ends().len(), [0.0; LANES]);
        let mut totals = [0.0; LANES];
        for (lane, grid) in grids.iter().enumerate().filter_map(|(lane, grid)| Some((lane, grid.as_ref()?))) {
            for (weights, weight) in tables.weights.iter_mut().zip(&grid.weights) {
                weights[lane] = *weight as f64;
                totals[lane] += weights[lane].abs();
            }
        }
        let energies = tables.forward(self);
        let cost = |lane: usize| ((totals[lane] + energies[lane]) / 2.0) as i64;
        grids.iter().enumerate().map(|(lane, grid)| Some(grid.as_ref()?.value(cost(lane)))).collect()
    }
}

impl LaneTables {
    /// As [`super::Tables::forward`].
    fn forward(&mut self, plan: &Elimination) -> Lane {
        self.up.resize_with(plan.steps.len(), Vec::new);
        let mut least = [0.0; LANES];
        for (number, step) in plan.steps.iter().enumerate() {
            self.fill_field(step);
            let mut up = self.spare.pop().unwrap_or_default();
            self.take_out(step, &mut up);
            if step.near.is_empty() {
                least.iter_mut().zip(up[0]).for_each(|(least, up)| *least += up);
            }
            self.up[number] = up;
            self.spare.extend(step.children.iter().map(|child| std::mem::take(&mut self.up[child.step])));
        }
        self.spare.extend(self.up.drain(..).filter(|table| table.capacity() > 0));
        least
    }

    /// The table of a step: the lesser of its two sides.
    fn take_out(&self, step: &Step, up: &mut Vec<Lane>) {
        up.clear();
        match step.children.len() {
            0 => self.take_out_over::<0>(step, up),
            1 => self.take_out_over::<1>(step, up),
            2 => self.take_out_over::<2>(step, up),
            _ => self.take_out_over::<3>(step, up),
        }
    }

    /// With the tables of the first `N` children added side by side, so that an entry stays in registers, and those of the others one by one.
    fn take_out_over<const N: usize>(&self, step: &Step, up: &mut Vec<Lane>) {
        let (first, others) = step.children.split_at(N);
        for (block, field) in self.field.chunks(Projection::BLOCK).enumerate() {
            let below: [Below<'_>; N] = std::array::from_fn(|child| self.below(&first[child], block));
            let others: Vec<Below<'_>> = others.iter().map(|child| self.below(child, block)).collect();
            up.extend(field.iter().enumerate().map(|(entry, field)| {
                let mut sides = [field.map(|field| -field), *field];
                below.iter().for_each(|below| below.add_to(&mut sides, entry));
                others.iter().for_each(|below| below.add_to(&mut sides, entry));
                lesser(&sides[0], &sides[1])
            }));
        }
    }

    /// The table of a child from where a block of its parent's begins.
    fn below<'t>(&'t self, child: &'t Child, block: usize) -> Below<'t> {
        let (one, other) = self.up[child.step].split_at(self.up[child.step].len() / 2);
        let start = child.projection.start(block);
        Below { sides: [&one[start..], &other[start..]], low: child.projection.low() }
    }

    /// As [`super::Tables::fill_field`].
    fn fill_field(&mut self, step: &Step) {
        let weight = |tie: usize| self.weights[tie];
        let whole = step.ties.iter().map(|(_, tie)| weight(*tie)).fold([0.0; LANES], plus);
        self.field.clear();
        self.field.push(plus(whole, step.to_fixed.map_or([0.0; LANES], weight)));
        let mut ties = step.ties.iter().peekable();
        for bit in 0..step.near.len() {
            let tie = ties.next_if(|(at, _)| *at == bit);
            let turned = tie.map_or([0.0; LANES], |(_, tie)| self.weights[*tie].map(|weight| -2.0 * weight));
            let known = self.field.len();
            self.field.extend_from_within(..known);
            self.field[known..].iter_mut().for_each(|new| *new = plus(*new, turned));
        }
    }
}

/// Part of the table of a child: with the actor of the parent on the first side and on the second, and where in it each entry lies.
struct Below<'t> {
    sides: [&'t [Lane]; 2],
    low: &'t [u32],
}

impl Below<'_> {
    fn add_to(&self, sides: &mut [Lane; 2], entry: usize) {
        let place = self.low[entry] as usize;
        sides[0] = plus(sides[0], self.sides[0][place]);
        sides[1] = plus(sides[1], self.sides[1][place]);
    }
}

fn plus(a: Lane, b: Lane) -> Lane {
    std::array::from_fn(|lane| a[lane] + b[lane])
}

fn lesser(a: &Lane, b: &Lane) -> Lane {
    std::array::from_fn(|lane| less(a[lane], b[lane]))
}

#[cfg(test)]
mod tests {
    use super::super::Tables;
    use super::*;
    use crate::{Tie, pairs};

    /// Two rings with chords, and a pair apart, with weights by a rule.
    fn network(seed: u64) -> SignedNetwork {
        let tied = |a: usize, b: usize| b - a == 1 || (a * 5 + b * 3).is_multiple_of(7) || (a == 0 && b == 18);
        let apart = |a: usize, b: usize| (a < 19) == (b < 19);
        let ends = pairs(21).filter(|(a, b)| tied(*a, *b) && apart(*a, *b));
        let weight = |a: usize, b: usize| ((a as u64 * 31 + b as u64 * 17 + seed * 101) % 199) as f64 / 100.0 - 0.995;
        SignedNetwork::new(21, ends.map(|(a, b)| Tie { a, b, weight: weight(a, b) }).collect()).unwrap()
    }

    #[test]
    fn several_at_once_are_each_alone() {
        let plan = Elimination::of(&network(0)).unwrap();
        let (mut tables, mut alone) = (LaneTables::default(), Tables::default());
        for count in [1, 3, LANES] {
            let networks: Vec<SignedNetwork> = (0..count as u64).map(|seed| network(seed + count as u64)).collect();
            let each: Vec<Option<f64>> = networks.iter().map(|one| plan.index(one, &mut alone)).collect();
            assert_eq!(plan.indices(&networks, &mut tables), each);
            assert!(each.iter().all(Option::is_some));
        }
        let other = SignedNetwork::new(21, vec![Tie { a: 0, b: 5, weight: 1.0 }]).unwrap();
        assert_eq!(plan.indices(&[other, network(9)], &mut tables)[0], None);
    }
}
