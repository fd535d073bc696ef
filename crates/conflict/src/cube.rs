//! Options with one owner each: stability without listing a single move.
//!
//! States are bit masks. What one decision maker can reach from a state is its coset: the states that differ in its own
//! options alone. Per decision maker each coset is sorted by rank once; a flood then visits a coset position at most once,
//! so that all states together cost O(states) per opponent, however many moves there are.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::bits::Bits;
use crate::space::{Direction, Lever, Space, numbered, submasks};
use crate::stability::{Concept, Stability};
use crate::walk::NOTHING;

/// From this many masks on, decision makers are worked on side by side.
const PARALLEL: usize = 1 << 15;

pub(crate) fn stability(space: &Space, feasible: Option<&Bits>, ranks: &[Vec<u32>], concepts: &[Concept]) -> Stability {
    let cube = Cube::new(space, feasible, ranks);
    let wanted: Vec<Concept> = concepts.iter().copied().filter(|concept| *concept != Concept::Sim).collect();
    let one = |dm: usize| -> Vec<Bits> { cube.stable(dm, &wanted) };
    let by_dm: Vec<Vec<Bits>> = if cube.len >= PARALLEL {
        (0..cube.own.len()).into_par_iter().map(one).collect()
    } else {
        (0..cube.own.len()).map(one).collect()
    };
    let mut found = Stability::new(space.states());
    for (place, &concept) in wanted.iter().enumerate() {
        let cells = by_dm.iter().map(|cells| numbered(feasible, &cells[place])).collect();
        found.put(concept, cells);
    }
    found
}

struct Cube<'a> {
    len: usize,
    levers: &'a [Lever],
    feasible: Option<&'a Bits>,
    /// Options of each decision maker.
    own: Vec<u32>,
    /// Rank by mask.
    ranks: Vec<Cow<'a, [u32]>>,
    /// Cosets of each decision maker whose options can all be taken and dropped.
    cosets: Vec<Option<Cosets>>,
}

/// Every coset sorted by rank. The p-th place of a coset stands at its base with the p-th part of the options taken.
struct Cosets {
    /// Parts of the decision maker's options, ascending.
    parts: Vec<u32>,
    /// At each place: the part that stands there, lowest rank first; states that cannot occur come last.
    sorted: Vec<u32>,
    /// For each state: how many of its coset have a lower rank.
    below: Vec<u32>,
}

impl<'a> Cube<'a> {
    fn new(space: &'a Space, feasible: Option<&'a Bits>, ranks: &'a [Vec<u32>]) -> Self {
        let len = 1usize << space.levers().len();
        let by_mask = |ranks: &'a Vec<u32>| match feasible {
            None => Cow::Borrowed(ranks.as_slice()),
            Some(feasible) => {
                let mut spread = vec![0; len];
                feasible.ones().zip(ranks).for_each(|(mask, rank)| spread[mask] = *rank);
                Cow::Owned(spread)
            }
        };
        let own: Vec<u32> = (0..space.decision_makers()).map(|dm| space.owned(dm)).collect();
        let mut cube = Self {
            len,
            levers: space.levers(),
            feasible,
            own,
            ranks: ranks.iter().map(by_mask).collect(),
            cosets: Vec::new(),
        };
        let all = 0..cube.own.len();
        let coset = |dm: usize| cube.is_free(dm).then(|| cube.sort(dm));
        cube.cosets = if len >= PARALLEL { all.into_par_iter().map(coset).collect() } else { all.map(coset).collect() };
        cube
    }

    fn occurs(&self, mask: usize) -> bool {
        self.feasible.is_none_or(|feasible| feasible.get(mask))
    }

    /// Whether all options of `dm` can be taken and dropped.
    fn is_free(&self, dm: usize) -> bool {
        let own = self.own[dm];
        self.levers.iter().enumerate().all(|(k, lever)| own >> k & 1 == 0 || lever.direction == Direction::Both)
    }

    /// States that are the first of their coset for `dm`.
    fn bases(&self, dm: usize) -> impl Iterator<Item = usize> {
        let every = (self.len as u32 - 1) & !self.own[dm];
        submasks(every).map(|base| base as usize)
    }

    fn sort(&self, dm: usize) -> Cosets {
        let parts: Vec<u32> = submasks(self.own[dm]).collect();
        let ranks = &self.ranks[dm];
        let mut sorted = vec![0; self.len];
        let mut below = vec![0; self.len];
        let mut keys: Vec<u64> = Vec::with_capacity(parts.len());
        for base in self.bases(dm) {
            keys.clear();
            keys.extend(parts.iter().map(|part| {
                let mask = base | *part as usize;
                let rank = if self.occurs(mask) { ranks[mask] } else { NOTHING };
                u64::from(rank) << 32 | u64::from(*part)
            }));
            keys.sort_unstable();
            let mut start = 0;
            for (place, key) in keys.iter().enumerate() {
                if place > 0 && key >> 32 != keys[place - 1] >> 32 {
                    start = place as u32;
                }
                let part = *key as u32;
                sorted[base | parts[place] as usize] = part;
                below[base | part as usize] = start;
            }
        }
        Cosets { parts, sorted, below }
    }

    fn stable(&self, dm: usize, concepts: &[Concept]) -> Vec<Bits> {
        let own = &self.ranks[dm];
        let symmetric = |concept: &Concept| matches!(concept, Concept::Smr | Concept::Sseq);
        let best = concepts.iter().any(symmetric).then(|| self.best(dm));
        // With free opponents, GMR and SMR need the parts of the space within which they can lead anywhere: found once.
        let parts = std::cell::OnceCell::new();
        let free = (0..self.own.len()).all(|other| other == dm || self.cosets[other].is_some());
        let one = |concept: &Concept| {
            let worth: &[u32] = match &best {
                Some(best) if symmetric(concept) => best,
                _ => own,
            };
            let worst = match concept {
                Concept::Nash | Concept::Sim => return self.without_improvement(dm),
                Concept::Gmr | Concept::Smr if free => {
                    let (label, count) = parts.get_or_init(|| self.parts(dm));
                    self.least_by_part(label, *count, worth)
                }
                Concept::Gmr | Concept::Smr => self.flood_layers(dm, worth),
                Concept::Seq | Concept::Sseq => self.flood_improvements(dm, worth),
            };
            self.held(dm, &worst)
        };
        concepts.iter().map(one).collect()
    }

    /// For each mask the best rank that `dm` can have by at most one move from there; 0 where nothing can occur.
    fn best(&self, dm: usize) -> Vec<u32> {
        let mut best: Vec<u32> =
            (0..self.len).map(|mask| if self.occurs(mask) { self.ranks[dm][mask] } else { 0 }).collect();
        for (option, lever) in self.levers.iter().enumerate().filter(|(k, _)| self.own[dm] >> k & 1 == 1) {
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

    fn without_improvement(&self, dm: usize) -> Bits {
        let best = self.best(dm);
        Bits::of(self.len, |mask| self.occurs(mask) && best[mask] <= self.ranks[dm][mask])
    }

    /// Masks in which no improvement of `dm` leads to a mask whose `worst` is better than where it stands.
    fn held(&self, dm: usize, worst: &[u32]) -> Bits {
        let own = &self.ranks[dm];
        let mut stable = Bits::none(self.len);
        match &self.cosets[dm] {
            Some(cosets) => {
                for base in self.bases(dm) {
                    // From the best down: `most` is the largest worst among the strictly better.
                    let (mut most, mut group, mut rank) = (0, 0, NOTHING);
                    for place in cosets.parts.iter().rev() {
                        let mask = base | cosets.sorted[base | *place as usize] as usize;
                        if !self.occurs(mask) {
                            continue;
                        }
                        if own[mask] != rank {
                            (most, rank, group) = (most.max(group), own[mask], 0);
                        }
                        group = group.max(worst[mask]);
                        if most <= own[mask] {
                            stable.set(mask);
                        }
                    }
                }
            }
            None => {
                for mask in (0..self.len).filter(|mask| self.occurs(*mask)) {
                    let better = |to: &usize| self.occurs(*to) && own[*to] > own[mask];
                    if self.onward(dm, mask, true).filter(better).all(|to| worst[to] <= own[mask]) {
                        stable.set(mask);
                    }
                }
            }
        }
        stable
    }

    /// Masks of the coset of `dm` that can be reached from `mask`, or from which `mask` can be, itself among them.
    fn onward(&self, dm: usize, mask: usize, forward: bool) -> impl Iterator<Item = usize> {
        let (own, mask) = (self.own[dm], mask as u32);
        let (up, down) =
            if forward { (Direction::OnOnly, Direction::OffOnly) } else { (Direction::OffOnly, Direction::OnOnly) };
        // Options that must stay as they are, of those that go one way.
        let stays = |k: usize, lever: &Lever| {
            let on = mask >> k & 1 == 1;
            own >> k & 1 == 1 && (lever.direction == up && on || lever.direction == down && !on)
        };
        let kept = self.levers.iter().enumerate().filter(|(k, lever)| stays(*k, lever));
        let loose = kept.fold(own, |loose, (k, _)| loose & !(1 << k));
        submasks(loose).map(move |part| (mask & !loose | part) as usize)
    }

    /// Number of the part of the space within which the opponents of `dm` can lead from anywhere to anywhere, by mask.
    fn parts(&self, dm: usize) -> (Vec<u32>, usize) {
        let mut label = vec![NOTHING; self.len];
        if self.feasible.is_none() {
            // Nothing is ruled out: the opponents change all options but the own ones and those that nobody has.
            let theirs = self.own.iter().enumerate().filter(|(other, _)| *other != dm);
            let fixed = !theirs.fold(0, |mask, (_, own)| mask | own) as usize;
            label.iter_mut().enumerate().for_each(|(mask, label)| *label = (mask & fixed) as u32);
            return (label, self.len);
        }
        let opponents = self.opponents(dm);
        let mut done: Vec<Bits> = opponents.iter().map(|_| Bits::none(self.len)).collect();
        let mut stack = Vec::new();
        let mut count = 0;
        for start in 0..self.len {
            if !self.occurs(start) || label[start] != NOTHING {
                continue;
            }
            label[start] = count;
            stack.push(start);
            while let Some(mask) = stack.pop() {
                for (done, &(other, cosets)) in done.iter_mut().zip(&opponents) {
                    let base = mask & !self.own[other] as usize;
                    if done.get(base) {
                        continue;
                    }
                    done.set(base);
                    for part in cosets.map(|cosets| cosets.parts.as_slice()).unwrap_or_default() {
                        let next = base | *part as usize;
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

    fn opponents(&self, dm: usize) -> Vec<(usize, Option<&Cosets>)> {
        (0..self.own.len()).filter(|other| *other != dm).map(|other| (other, self.cosets[other].as_ref())).collect()
    }

    fn least_by_part(&self, label: &[u32], count: usize, worth: &[u32]) -> Vec<u32> {
        let mut least = vec![NOTHING; count];
        for (mask, label) in label.iter().enumerate().filter(|(_, label)| **label != NOTHING) {
            let least = &mut least[*label as usize];
            *least = (*least).min(worth[mask]);
        }
        label.iter().map(|label| if *label == NOTHING { NOTHING } else { least[*label as usize] }).collect()
    }

    /// Masks in ascending order of `worth`, without those that cannot occur.
    fn ascending(&self, worth: &[u32]) -> Vec<u32> {
        let most = worth.iter().copied().max().unwrap_or(0) as usize;
        let mut starts = vec![0u32; most + 2];
        let occurring = || (0..self.len).filter(|mask| self.occurs(*mask));
        occurring().for_each(|mask| starts[worth[mask] as usize + 1] += 1);
        (0..=most).for_each(|rank| starts[rank + 1] += starts[rank]);
        let mut order = vec![0; starts[most + 1] as usize];
        for mask in occurring() {
            let start = &mut starts[worth[mask] as usize];
            order[*start as usize] = mask as u32;
            *start += 1;
        }
        order
    }

    /// For each mask the least `worth` that improvements of the opponents of `dm` can lead to, standing still included: that
    /// changes nothing, because a decision maker comes there by an improvement of its own.
    fn flood_improvements(&self, dm: usize, worth: &[u32]) -> Vec<u32> {
        let opponents = self.opponents(dm);
        let mut done: Vec<Vec<u32>> = opponents.iter().map(|_| vec![0; self.len]).collect();
        let mut worst = vec![NOTHING; self.len];
        let mut stack = Vec::new();
        for end in self.ascending(worth) {
            let end = end as usize;
            if worst[end] != NOTHING {
                continue;
            }
            let value = worth[end];
            worst[end] = value;
            stack.push(end);
            while let Some(mask) = stack.pop() {
                for (done, &(other, cosets)) in done.iter_mut().zip(&opponents) {
                    let mut visit = |before: usize| {
                        if worst[before] == NOTHING {
                            worst[before] = value;
                            stack.push(before);
                        }
                    };
                    let Some(cosets) = cosets else {
                        let rank = &self.ranks[other];
                        let worse = |before: &usize| self.occurs(*before) && rank[*before] < rank[mask];
                        self.onward(other, mask, false).filter(worse).for_each(&mut visit);
                        continue;
                    };
                    // From everywhere lower in the coset the opponent would come here; the lowest `done` are visited.
                    let base = mask & !self.own[other] as usize;
                    let (from, below) = (done[base], cosets.below[mask]);
                    if below > from {
                        done[base] = below;
                        for place in from..below {
                            visit(base | cosets.sorted[base | cosets.parts[place as usize] as usize] as usize);
                        }
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
                let own = self.own[opponents[layer].0];
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
