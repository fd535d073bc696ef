//! Options with one owner each: stability without listing a single move.
//!
//! States are bit masks. What one decision maker can reach from a state is its coset: the states that differ in its own
//! options alone. Per decision maker each coset is sorted by rank once; a flood then visits a coset position at most once,
//! so that all states together cost O(states) per opponent, however many moves there are.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::bits::Bits;
use crate::space::{Direction, Lever, Space, coset};
use crate::stability::{Concept, Stability};
use crate::walk::NOTHING;

/// From this many masks on, decision makers are worked on side by side.
const PARALLEL: usize = 1 << 15;

pub(crate) fn stability(space: &Space, feasible: Option<&Bits>, ranks: &[Vec<u32>], concepts: &[Concept]) -> Stability {
    let mut places: Vec<usize> = (0..space.levers().len()).collect();
    places.sort_by_key(|option| space.levers()[*option].owners.trailing_zeros());
    let order = Order::new(&places);
    let cube = Cube::new(space, feasible, ranks, &order, &places);
    let wanted: Vec<Concept> = concepts.iter().copied().filter(|concept| *concept != Concept::Sim).collect();
    let one = |dm: usize| -> Vec<Bits> { cube.stable(dm, &wanted) };
    let dms = 0..space.decision_makers();
    let by_dm: Vec<Vec<Bits>> =
        if cube.len >= PARALLEL { dms.into_par_iter().map(one).collect() } else { dms.map(one).collect() };
    let mut found = Stability::new(space.states());
    let numbered = |cells: &Bits| match (feasible, &order.tables) {
        (None, None) => cells.clone(),
        (None, Some(_)) => Bits::of(cube.len, |mask| cells.get(order.mask(mask))),
        (Some(feasible), _) => {
            let mut found = Bits::none(space.states());
            let on = feasible.ones().enumerate().filter(|(_, mask)| cells.get(order.mask(*mask)));
            on.for_each(|(state, _)| found.set(state));
            found
        }
    };
    for (place, &concept) in wanted.iter().enumerate() {
        found.put(concept, by_dm.iter().map(|cells| numbered(&cells[place])).collect());
    }
    found
}

struct Cube<'a> {
    len: usize,
    /// Options in the order of their owners, so that those of one decision maker stand side by side.
    levers: Vec<Lever>,
    feasible: Option<Cow<'a, Bits>>,
    runs: Vec<Run>,
    /// Rank by mask.
    ranks: Vec<Cow<'a, [u32]>>,
    /// For each decision maker whose options can all be taken and dropped: its cosets, lowest rank first. The place p of
    /// coset c holds the part of the options that stands there; what cannot occur comes last.
    sorted: Vec<Option<Narrow>>,
    /// For each mask and decision maker how many of its coset have a lower rank.
    below: Narrow,
}

/// Where the options of a decision maker stand in a mask.
#[derive(Debug, Clone, Copy)]
struct Run {
    shift: u32,
    width: u32,
}

impl Run {
    fn size(self) -> usize {
        1 << self.width
    }

    /// The own options as bits.
    fn own(self) -> usize {
        (self.size() - 1) << self.shift
    }

    /// Number of the coset of a mask.
    fn coset(self, mask: usize) -> usize {
        let low = (1 << self.shift) - 1;
        mask & low | mask >> self.width & !low
    }

    /// The mask of a coset with a part of the own options taken.
    fn mask(self, coset: usize, part: usize) -> usize {
        let low = (1 << self.shift) - 1;
        coset & low | part << self.shift | (coset & !low) << self.width
    }
}

/// Numbers in as few bytes as they need: what a flood touches at random should stay in the caches.
#[derive(Debug)]
enum Narrow {
    Bytes(Vec<u8>),
    Words(Vec<u32>),
}

impl Narrow {
    /// `len` zeros that will be less than 2^`bits`.
    fn zeros(len: usize, bits: u32) -> Self {
        if bits <= 8 { Self::Bytes(vec![0; len]) } else { Self::Words(vec![0; len]) }
    }

    fn get(&self, at: usize) -> usize {
        match self {
            Self::Bytes(list) => usize::from(list[at]),
            Self::Words(list) => list[at] as usize,
        }
    }

    fn set(&mut self, at: usize, number: usize) {
        match self {
            Self::Bytes(list) => list[at] = number as u8,
            Self::Words(list) => list[at] = number as u32,
        }
    }
}

/// Masks with their options in the order of the owners.
struct Order {
    /// New masks of the lower and of the upper half of the bits; none when the order is the given one.
    tables: Option<[Vec<u32>; 2]>,
}

const HALF: usize = 14;

impl Order {
    fn new(places: &[usize]) -> Self {
        if places.iter().enumerate().all(|(new, old)| new == *old) {
            return Self { tables: None };
        }
        let turned = |mask: usize| -> u32 {
            places.iter().enumerate().filter(|(_, old)| mask >> **old & 1 == 1).fold(0, |all, (new, _)| all | 1 << new)
        };
        let width = |shift: usize| places.len().saturating_sub(shift).min(HALF);
        let table = |shift: usize| (0..1usize << width(shift)).map(|part| turned(part << shift)).collect();
        Self { tables: Some([table(0), table(HALF)]) }
    }

    fn mask(&self, mask: usize) -> usize {
        match &self.tables {
            None => mask,
            Some([low, high]) => (low[mask & ((1 << HALF) - 1)] | high[mask >> HALF]) as usize,
        }
    }
}

impl<'a> Cube<'a> {
    fn new(
        space: &'a Space,
        feasible: Option<&'a Bits>,
        ranks: &'a [Vec<u32>],
        order: &Order,
        places: &[usize],
    ) -> Self {
        let len = 1usize << space.levers().len();
        let levers: Vec<Lever> = places.iter().map(|old| space.levers()[*old]).collect();
        let same = order.tables.is_none();
        let masks = || -> Box<dyn Iterator<Item = usize>> {
            match feasible {
                None => Box::new(0..len),
                Some(feasible) => Box::new(feasible.ones()),
            }
        };
        let by_mask = |ranks: &'a Vec<u32>| {
            if feasible.is_none() && same {
                return Cow::Borrowed(ranks.as_slice());
            }
            let mut spread = vec![0; len];
            masks().zip(ranks).for_each(|(mask, rank)| spread[order.mask(mask)] = *rank);
            Cow::Owned(spread)
        };
        let turned = |feasible: &'a Bits| {
            if same {
                return Cow::Borrowed(feasible);
            }
            let mut bits = Bits::none(len);
            feasible.ones().for_each(|mask| bits.set(order.mask(mask)));
            Cow::Owned(bits)
        };
        let run = |dm: usize| {
            let own =
                levers.iter().enumerate().filter(|(_, lever)| lever.owners >> dm & 1 == 1).map(|(option, _)| option);
            Run { shift: own.clone().next().unwrap_or(0) as u32, width: own.count() as u32 }
        };
        let runs: Vec<Run> = (0..space.decision_makers()).map(run).collect();
        let widest = runs.iter().map(|run| run.width).max().unwrap_or(0);
        let mut cube = Self {
            len,
            feasible: feasible.map(turned),
            below: Narrow::zeros(len * runs.len(), widest),
            sorted: Vec::new(),
            runs,
            ranks: ranks.iter().map(by_mask).collect(),
            levers,
        };
        for dm in 0..cube.runs.len() {
            let sorted = cube.is_free(dm).then(|| cube.sort(dm));
            cube.sorted.push(sorted);
        }
        cube
    }

    fn occurs(&self, mask: usize) -> bool {
        self.feasible.as_ref().is_none_or(|feasible| feasible.get(mask))
    }

    /// Whether all options of `dm` can be taken and dropped.
    fn is_free(&self, dm: usize) -> bool {
        let Run { shift, width } = self.runs[dm];
        let own = shift as usize..(shift + width) as usize;
        self.levers[own].iter().all(|lever| lever.direction == Direction::Both)
    }

    fn sort(&mut self, dm: usize) -> Narrow {
        let (run, dms) = (self.runs[dm], self.runs.len());
        let mut sorted = Narrow::zeros(self.len, run.width);
        let mut keys: Vec<u64> = Vec::with_capacity(run.size());
        for coset in 0..self.len >> run.width {
            keys.clear();
            keys.extend((0..run.size()).map(|part| {
                let mask = run.mask(coset, part);
                let rank = if self.occurs(mask) { self.ranks[dm][mask] } else { NOTHING };
                u64::from(rank) << 32 | part as u64
            }));
            keys.sort_unstable();
            let mut start = 0;
            for (place, key) in keys.iter().enumerate() {
                if place > 0 && key >> 32 != keys[place - 1] >> 32 {
                    start = place;
                }
                let part = (*key as u32) as usize;
                sorted.set(coset << run.width | place, part);
                self.below.set(run.mask(coset, part) * dms + dm, start);
            }
        }
        sorted
    }

    fn stable(&self, dm: usize, concepts: &[Concept]) -> Vec<Bits> {
        let own: &[u32] = &self.ranks[dm];
        let symmetric = |concept: &Concept| matches!(concept, Concept::Smr | Concept::Sseq);
        let best = std::cell::OnceCell::new();
        let best = || -> &[u32] { best.get_or_init(|| self.best(dm)) };
        // With free opponents, GMR and SMR need the parts of the space within which they can lead anywhere: found once.
        let parts = std::cell::OnceCell::new();
        let free = (0..self.runs.len()).all(|other| other == dm || self.sorted[other].is_some());
        let one = |concept: &Concept| {
            let worth = if symmetric(concept) { best() } else { own };
            let worst = match concept {
                Concept::Nash | Concept::Sim => return self.without_improvement(dm, best()),
                Concept::Gmr | Concept::Smr if free => {
                    let (label, count) = parts.get_or_init(|| self.parts(dm));
                    let least = least_by_part(label, *count, worth);
                    return self.held(dm, |mask| least[label[mask] as usize]);
                }
                Concept::Gmr | Concept::Smr => self.flood_layers(dm, worth),
                Concept::Seq | Concept::Sseq => self.flood_improvements(dm, worth),
            };
            self.held(dm, |mask| worst[mask])
        };
        concepts.iter().map(one).collect()
    }

    /// For each mask the best rank that `dm` can have by at most one move from there; 0 where nothing can occur.
    fn best(&self, dm: usize) -> Vec<u32> {
        let mut best: Vec<u32> =
            (0..self.len).map(|mask| if self.occurs(mask) { self.ranks[dm][mask] } else { 0 }).collect();
        let own = self.runs[dm].own();
        for (option, lever) in self.levers.iter().enumerate().filter(|(k, _)| own >> k & 1 == 1) {
            let bit = 1usize << option;
            for block in best.chunks_exact_mut(2 * bit) {
                let (off, on) = block.split_at_mut(bit);
                for (off, on) in off.iter_mut().zip(on) {
                    let most = (*off).max(*on);
                    if lever.direction != Direction::OffOnly {
                        *off = most;
                    }
                    if lever.direction != Direction::OnOnly {
                        *on = most;
                    }
                }
            }
        }
        best
    }

    fn without_improvement(&self, dm: usize, best: &[u32]) -> Bits {
        Bits::of(self.len, |mask| self.occurs(mask) && best[mask] <= self.ranks[dm][mask])
    }

    /// Masks in which no improvement of `dm` leads to a mask whose `worst` is better than where it stands.
    fn held(&self, dm: usize, worst: impl Fn(usize) -> u32) -> Bits {
        let own = &self.ranks[dm];
        let mut stable = Bits::none(self.len);
        let run = self.runs[dm];
        match &self.sorted[dm] {
            Some(sorted) => {
                for coset in 0..self.len >> run.width {
                    // From the best down: `most` is the largest worst among the strictly better.
                    let (mut most, mut group, mut rank) = (0, 0, NOTHING);
                    for place in (0..run.size()).rev() {
                        let mask = run.mask(coset, sorted.get(coset << run.width | place));
                        if !self.occurs(mask) {
                            continue;
                        }
                        if own[mask] != rank {
                            (most, rank, group) = (most.max(group), own[mask], 0);
                        }
                        group = group.max(worst(mask));
                        if most <= own[mask] {
                            stable.set(mask);
                        }
                    }
                }
            }
            None => {
                for mask in (0..self.len).filter(|mask| self.occurs(*mask)) {
                    let better = |to: &usize| self.occurs(*to) && own[*to] > own[mask];
                    if self.onward(dm, mask, true).filter(better).all(|to| worst(to) <= own[mask]) {
                        stable.set(mask);
                    }
                }
            }
        }
        stable
    }

    /// Masks of the coset of `dm` that can be reached from `mask`, or from which `mask` can be, itself among them.
    fn onward(&self, dm: usize, mask: usize, forward: bool) -> impl Iterator<Item = usize> {
        coset(&self.levers, self.runs[dm].own() as u32, mask as u32, forward).map(|mask| mask as usize)
    }

    /// Number of the part of the space within which the opponents of `dm` can lead from anywhere to anywhere, by mask.
    fn parts(&self, dm: usize) -> (Vec<u32>, usize) {
        let mut label = vec![NOTHING; self.len];
        if self.feasible.is_none() {
            // Nothing is ruled out: the opponents change all options but the own ones and those that nobody has.
            let theirs = self.runs.iter().enumerate().filter(|(other, _)| *other != dm);
            let fixed = !theirs.fold(0, |mask, (_, run)| mask | run.own());
            label.iter_mut().enumerate().for_each(|(mask, label)| *label = (mask & fixed) as u32);
            return (label, self.len);
        }
        let opponents = self.opponents(dm);
        let mut done: Vec<Bits> =
            opponents.iter().map(|other| Bits::none(self.len >> self.runs[*other].width)).collect();
        let mut stack = Vec::new();
        let mut count = 0;
        for start in 0..self.len {
            if !self.occurs(start) || label[start] != NOTHING {
                continue;
            }
            label[start] = count;
            stack.push(start);
            while let Some(mask) = stack.pop() {
                for (done, &other) in done.iter_mut().zip(&opponents) {
                    let run = self.runs[other];
                    let coset = run.coset(mask);
                    if done.get(coset) {
                        continue;
                    }
                    done.set(coset);
                    for part in 0..run.size() {
                        let next = run.mask(coset, part);
                        if self.occurs(next) && label[next] == NOTHING {
                            label[next] = count;
                            stack.push(next);
                        }
                    }
                }
            }
            count += 1;
        }
        (label, count as usize)
    }

    /// The others who have options.
    fn opponents(&self, dm: usize) -> Vec<usize> {
        (0..self.runs.len()).filter(|other| *other != dm && self.runs[*other].width > 0).collect()
    }

    /// Masks in ascending order of `worth`, without those that cannot occur.
    fn ascending(&self, worth: &[u32]) -> Vec<u32> {
        const DIGIT: u32 = 12;
        if let Some(order) = self.feasible.is_none().then(|| inverse(worth)).flatten() {
            return order;
        }
        let mut order: Vec<u32> = (0..self.len as u32).filter(|mask| self.occurs(*mask as usize)).collect();
        let worth = |mask: u32| worth[mask as usize];
        if order.len() < 1 << DIGIT {
            order.sort_unstable_by_key(|mask| (worth(*mask), *mask));
            return order;
        }
        // By digits from the last: what is equal in a digit stays in the order of the pass before.
        let most = order.iter().map(|mask| worth(*mask)).max().map_or(0, u64::from);
        let mut other = vec![0; order.len()];
        for shift in (0..u32::BITS).step_by(DIGIT as usize).take_while(|shift| most >> shift > 0) {
            let digit = |mask: u32| (worth(mask) >> shift & ((1 << DIGIT) - 1)) as usize;
            let mut starts = vec![0usize; (1 << DIGIT) + 1];
            order.iter().for_each(|mask| starts[digit(*mask) + 1] += 1);
            (0..1 << DIGIT).for_each(|place| starts[place + 1] += starts[place]);
            for mask in &order {
                let start = &mut starts[digit(*mask)];
                other[*start] = *mask;
                *start += 1;
            }
            std::mem::swap(&mut order, &mut other);
        }
        order
    }

    /// For each mask the least `worth` that improvements of the opponents of `dm` can lead to, standing still included: that
    /// changes nothing, because a decision maker comes there by an improvement of its own.
    fn flood_improvements(&self, dm: usize, worth: &[u32]) -> Vec<u32> {
        let (opponents, dms) = (self.opponents(dm), self.runs.len());
        let narrow = |other: &usize| Narrow::zeros(self.len >> self.runs[*other].width, self.runs[*other].width);
        let mut done: Vec<Narrow> = opponents.iter().map(narrow).collect();
        let mut worst = vec![NOTHING; self.len];
        let mut seen = Bits::none(self.len);
        let mut stack = Vec::new();
        for end in self.ascending(worth) {
            let end = end as usize;
            if seen.get(end) {
                continue;
            }
            let value = worth[end];
            seen.set(end);
            stack.push(end);
            while let Some(mask) = stack.pop() {
                worst[mask] = value;
                for (done, &other) in done.iter_mut().zip(&opponents) {
                    let run = self.runs[other];
                    let mut visit = |before: usize| {
                        if !seen.get(before) {
                            seen.set(before);
                            stack.push(before);
                        }
                    };
                    let Some(sorted) = &self.sorted[other] else {
                        let rank = &self.ranks[other];
                        let worse = |before: &usize| self.occurs(*before) && rank[*before] < rank[mask];
                        self.onward(other, mask, false).filter(worse).for_each(&mut visit);
                        continue;
                    };
                    // From everywhere lower in the coset the opponent would come here; the lowest `done` are visited.
                    let coset = run.coset(mask);
                    let (from, below) = (done.get(coset), self.below.get(mask * dms + other));
                    if below > from {
                        done.set(coset, below);
                        (from..below).for_each(|place| visit(run.mask(coset, sorted.get(coset << run.width | place))));
                    }
                }
            }
        }
        worst
    }

    /// For each mask the least `worth` that any moves of the opponents of `dm` can lead to, where some options go one way
    /// alone. Inside the move of one opponent options are flipped one after the other, through masks that cannot occur as
    /// well: O(masks · options).
    fn flood_layers(&self, dm: usize, worth: &[u32]) -> Vec<u32> {
        let opponents = self.opponents(dm);
        let mut inside: Vec<Bits> = opponents.iter().map(|_| Bits::none(self.len)).collect();
        let mut worst = vec![NOTHING; self.len];
        let mut stack: Vec<(usize, usize)> = Vec::new();
        for end in self.ascending(worth) {
            let end = end as usize;
            if worst[end] != NOTHING {
                continue;
            }
            let value = worth[end];
            self.reach(end, value, &mut worst, &mut inside, &mut stack);
            while let Some((mask, layer)) = stack.pop() {
                let own = self.runs[opponents[layer]].own();
                for (option, lever) in self.levers.iter().enumerate().filter(|(k, _)| own >> k & 1 == 1) {
                    let on = mask >> option & 1 == 1;
                    let backwards = match lever.direction {
                        Direction::Both => true,
                        Direction::OnOnly => on,
                        Direction::OffOnly => !on,
                    };
                    let before = mask ^ 1 << option;
                    if !backwards || inside[layer].get(before) {
                        continue;
                    }
                    inside[layer].set(before);
                    stack.push((before, layer));
                    if self.occurs(before) && worst[before] == NOTHING {
                        self.reach(before, value, &mut worst, &mut inside, &mut stack);
                    }
                }
            }
        }
        worst
    }

    /// Marks a mask as leading to `value`, and as the end of a move of every opponent.
    fn reach(&self, mask: usize, value: u32, worst: &mut [u32], inside: &mut [Bits], stack: &mut Vec<(usize, usize)>) {
        worst[mask] = value;
        for (layer, inside) in inside.iter_mut().enumerate() {
            if !inside.get(mask) {
                inside.set(mask);
                stack.push((mask, layer));
            }
        }
    }
}

/// By part the least `worth` of its masks; those that cannot occur are in none.
fn least_by_part(label: &[u32], count: usize, worth: &[u32]) -> Vec<u32> {
    let mut least = vec![NOTHING; count];
    for (label, worth) in label.iter().zip(worth).filter(|(label, _)| **label != NOTHING) {
        let least = &mut least[*label as usize];
        *least = (*least).min(*worth);
    }
    least
}

/// The places in the order of their numbers, where these are 0, 1, 2 … each once, as in a ranking without ties.
fn inverse(numbers: &[u32]) -> Option<Vec<u32>> {
    let mut order = vec![NOTHING; numbers.len()];
    for (place, number) in (0..).zip(numbers) {
        let found = order.get_mut(*number as usize).filter(|found| **found == NOTHING)?;
        *found = place;
    }
    Some(order)
}
