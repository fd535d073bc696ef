//! Landscape theory (Axelrod and Bennett 1993): every configuration of two sides has an energy, actors switch one at a time to
//! where it falls, and the minima are what can be stable. The energy of a configuration is twice the sum of the ties across it, so
//! that its lowest minimum is the optimum of strong balance.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::network::SignedNetwork;

/// Largest network: all 2^(n-1) configurations are held.
pub const MOST_LANDSCAPE_ACTORS: usize = 24;

detente_chance::words! {
    /// What kind of rest a minimum is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
    pub enum Rest {
        /// Every switch raises the energy.
        Strict = "strict",
        /// Some switches leave it as it is, and none of the configurations reached so has a way down.
        Plateau = "plateau",
        /// No switch lowers it, but switches that leave it as it is lead to a way down.
        Shelf = "shelf",
    }
}

/// A configuration from which no single switch leads down; of a plateau the first configuration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minimum {
    /// Per actor whether it is on the side of actor 0.
    pub side: Vec<bool>,
    /// Its energy.
    pub energy: f64,
    /// Strict, plateau or shelf.
    pub rest: Rest,
    /// Configurations from which steepest descent ends here.
    pub basin: u64,
    /// How far the energy must rise on the easiest way to another minimum that is no higher; `None` for a single lowest one.
    pub depth: Option<f64>,
}

/// The minima, lowest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Landscape {
    /// Number of configurations.
    pub configurations: u64,
    /// Minima by energy, then by basin.
    pub minima: Vec<Minimum>,
    /// Between every two of the first dozen minima how high the easiest way between them must rise: places of the two, energy.
    pub saddles: Vec<(usize, usize, f64)>,
}

/// Minima between which saddles are told.
const SADDLED: usize = 12;

/// All configurations of two sides from which no single actor's change leads down, with basins and the heights between them (Axelrod and
/// Bennett 1993). Weights are size times size times propensity there; the energy of a configuration is twice the sum of the ties across
/// it, in the unit of the weights, and is compared in whole units. `None` without actors or beyond [`MOST_LANDSCAPE_ACTORS`].
///
/// O(2^n n) in time, O(2^n) in memory.
///
/// # Examples
/// Two friends with one enemy have one place of rest, and all four configurations lead there.
/// ```
/// use detente_balance::{SignedNetwork, Tie, landscape};
///
/// let tie = |a, b, weight| Tie { a, b, weight };
/// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(0, 2, -1.0), tie(1, 2, -1.0)])?;
/// let land = landscape(&network).expect("three actors");
/// let lowest = &land.minima[0];
/// assert_eq!((land.minima.len(), lowest.energy, lowest.basin), (1, -4.0, 4));
/// assert_eq!(lowest.side, [true, true, false]);
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
pub fn landscape(network: &SignedNetwork) -> Option<Landscape> {
    let size = network.size();
    if size == 0 || size > MOST_LANDSCAPE_ACTORS {
        return None;
    }
    let grid = network.exact_grid().ok()?;
    let land = Land { size, energy: energies(network, &grid) };
    let next: Vec<u32> = (0..land.energy.len()).map(|mask| land.descend_once(mask) as u32).collect();
    let groups = land.groups(&next);
    let (ends, basins) = basins(next);
    let basin = |group: &Group| -> u64 { group.ends.iter().map(|end| basins[end]).sum() };
    let side = |group: &Group| -> Vec<bool> {
        (0..size).map(|actor| actor == 0 || group.ends[0] >> (actor - 1) & 1 == 0).collect()
    };
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_cached_key(|place| {
        let group = &groups[*place];
        (land.energy[group.ends[0]], std::cmp::Reverse(basin(group)), std::cmp::Reverse(side(group)))
    });
    let (depths, saddles) = land.depths(&groups, &ends, &order[..order.len().min(SADDLED)]);
    let minimum = |place: &usize| Minimum {
        side: side(&groups[*place]),
        energy: 2.0 * grid.value(land.energy[groups[*place].ends[0]]),
        rest: groups[*place].rest,
        basin: basin(&groups[*place]),
        depth: depths[*place].map(|depth| 2.0 * grid.value(depth)),
    };
    let saddles = saddles.into_iter().map(|(one, other, level)| (one, other, 2.0 * grid.value(level))).collect();
    Some(Landscape { configurations: ends.len() as u64, minima: order.iter().map(minimum).collect(), saddles })
}

/// Half the energy of every configuration; bit i of a configuration says that actor i + 1 is away from actor 0.
fn energies(network: &SignedNetwork, grid: &Grid) -> Vec<i64> {
    let size = network.size();
    let mut at: Vec<Vec<(usize, i64)>> = vec![Vec::new(); size];
    for (tie, weight) in network.ties().iter().zip(&grid.weights) {
        at[tie.a].push((tie.b, *weight));
        at[tie.b].push((tie.a, *weight));
    }
    let mut energy = vec![0i64; 1 << (size - 1)];
    for mask in 1..energy.len() {
        // Without its lowest bit the configuration is known already.
        let actor = mask.trailing_zeros() as usize + 1;
        let before = mask & (mask - 1);
        let away = |other: usize| other > 0 && before >> (other - 1) & 1 == 1;
        let change: i64 = at[actor].iter().map(|(other, weight)| if away(*other) { -weight } else { *weight }).sum();
        energy[mask] = energy[before] + change;
    }
    energy
}

/// Places of two minima and the level of the easiest pass between them.
type Pass = (usize, usize, i64);

struct Land {
    size: usize,
    energy: Vec<i64>,
}

/// A minimum with all configurations of its flat surroundings.
struct Group {
    ends: Vec<usize>,
    rest: Rest,
}

impl Land {
    /// The configurations one switch away, in the order of the actors; when actor 0 switches, all others do instead.
    fn neighbours(&self, mask: usize) -> impl Iterator<Item = usize> + use<> {
        let all = self.energy.len() - 1;
        (0..self.size).map(move |actor| if actor == 0 { mask ^ all } else { mask ^ 1 << (actor - 1) })
    }

    /// The lowest neighbour, or the configuration itself when none is lower.
    fn descend_once(&self, mask: usize) -> usize {
        let lower = self.neighbours(mask).filter(|next| self.energy[*next] < self.energy[mask]);
        lower.min_by_key(|next| self.energy[*next]).unwrap_or(mask)
    }

    /// Ends joined over switches that leave the energy as it is.
    fn groups(&self, next: &[u32]) -> Vec<Group> {
        let rests = |mask: usize| next[mask] as usize == mask;
        let mut group = vec![u32::MAX; next.len()];
        let mut found: Vec<Group> = Vec::new();
        for start in (0..next.len()).filter(|mask| rests(*mask)) {
            if group[start] != u32::MAX {
                continue;
            }
            group[start] = found.len() as u32;
            let (mut flat, mut head, mut leaks) = (vec![start], 0, false);
            while head < flat.len() {
                let mask = flat[head];
                head += 1;
                leaks |= !rests(mask);
                for next in self.neighbours(mask) {
                    if self.energy[next] == self.energy[start] && group[next] == u32::MAX {
                        group[next] = found.len() as u32;
                        flat.push(next);
                    }
                }
            }
            let rest = match (flat.len(), leaks) {
                (1, _) => Rest::Strict,
                (_, false) => Rest::Plateau,
                (_, true) => Rest::Shelf,
            };
            found.push(Group { ends: flat.into_iter().filter(|mask| rests(*mask)).collect(), rest });
        }
        found
    }

    /// Depths by joining basins over their lowest passes. Inside a basin every configuration has a way down to its end, so that the
    /// lowest pass between two basins is the lowest over their common border; where two lakes meet, the higher minimum has found its
    /// way out.
    fn depths(&self, groups: &[Group], ends: &[u32], told: &[usize]) -> (Vec<Option<i64>>, Vec<Pass>) {
        let mut depth = vec![None; groups.len()];
        let mut saddles = Vec::new();
        let mut inside: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
        told.iter().enumerate().for_each(|(rank, group)| inside[*group].push(rank));
        let mut lake: Vec<usize> = (0..groups.len()).collect();
        // Minima of each lake whose way out is not known; they are its lowest.
        let mut waiting: Vec<Vec<usize>> = (0..groups.len())
            .map(|group| if groups[group].rest == Rest::Shelf { Vec::new() } else { vec![group] })
            .collect();
        let lowest = |list: &[usize]| list.first().map_or(i64::MAX, |group| self.energy[groups[*group].ends[0]]);
        for (level, one, other) in self.passes(groups, ends) {
            let (a, b) = (find(&mut lake, one), find(&mut lake, other));
            if a == b {
                continue;
            }
            let ranks = std::mem::take(&mut inside[a]);
            let pairs =
                ranks.iter().flat_map(|one| inside[b].iter().map(move |other| (*one.min(other), *one.max(other))));
            saddles.extend(pairs.map(|(one, other)| (one, other, level)));
            inside[b].extend(ranks);
            let (mut from, mut into) = (std::mem::take(&mut waiting[a]), std::mem::take(&mut waiting[b]));
            let (low_from, low_into) = (lowest(&from), lowest(&into));
            if low_from != i64::MAX && low_into != i64::MAX {
                let mut leave = |list: &mut Vec<usize>, low: i64| {
                    for group in list.drain(..) {
                        depth[group] = depth[group].or(Some(level - low));
                    }
                };
                // One minimum of each lake's lowest stays behind to say how low it is.
                if low_from >= low_into {
                    leave(&mut from, low_from);
                }
                if low_into >= low_from {
                    let stays = into.first().copied();
                    leave(&mut into, low_into);
                    into.extend(stays);
                }
            }
            from.append(&mut into);
            lake[a] = b;
            waiting[b] = from;
        }
        saddles.sort_unstable();
        (depth, saddles)
    }

    /// The lowest pass between every two groups whose basins touch, the lowest first.
    fn passes(&self, groups: &[Group], ends: &[u32]) -> Vec<(i64, usize, usize)> {
        let members =
            groups.iter().enumerate().flat_map(|(group, of)| of.ends.iter().map(move |end| (*end as u32, group)));
        let group_of: BTreeMap<u32, usize> = members.collect();
        let mut lowest: BTreeMap<(u32, u32), i64> = BTreeMap::new();
        // The last pair looked at is mostly the next one too.
        let (mut last, mut level) = ((u32::MAX, u32::MAX), i64::MAX);
        for mask in 0..ends.len() {
            for next in self.neighbours(mask).filter(|next| *next > mask && ends[*next] != ends[mask]) {
                let pair = (ends[mask].min(ends[next]), ends[mask].max(ends[next]));
                let height = self.energy[mask].max(self.energy[next]);
                if pair == last && height >= level {
                    continue;
                }
                let known = lowest.entry(pair).or_insert(i64::MAX);
                *known = (*known).min(height);
                (last, level) = (pair, *known);
            }
        }
        let pass = |((one, other), level): ((u32, u32), i64)| (level, group_of[&one], group_of[&other]);
        let mut passes: Vec<(i64, usize, usize)> = lowest.into_iter().map(pass).filter(|(_, a, b)| a != b).collect();
        passes.sort_unstable();
        passes
    }
}

fn find(parent: &mut [usize], mut place: usize) -> usize {
    while parent[place] != place {
        parent[place] = parent[parent[place]];
        place = parent[place];
    }
    place
}

/// Where each configuration ends by following the descents, and how many end there.
fn basins(next: Vec<u32>) -> (Vec<u32>, BTreeMap<usize, u64>) {
    let mut end = next;
    let mut way = Vec::new();
    for start in 0..end.len() {
        let mut at = start;
        while end[end[at] as usize] != end[at] {
            way.push(at);
            at = end[at] as usize;
        }
        let last = end[at];
        way.drain(..).for_each(|mask| end[mask] = last);
    }
    let mut count = vec![0u64; end.len()];
    end.iter().for_each(|end| count[*end as usize] += 1);
    let basins = count.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    (end, basins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Tie, pairs};
    use crate::two_blocs::two_blocs;
    use proptest::prelude::*;

    fn any(size: usize, weights: &[i32]) -> SignedNetwork {
        let ties = pairs(size).zip(weights).map(|((a, b), weight)| Tie { a, b, weight: f64::from(*weight) });
        SignedNetwork::new(size, ties.filter(|tie| tie.weight != 0.0).collect()).unwrap()
    }

    proptest! {
        /// The lowest minima are the optima of strong balance; basins cover everything; depths by trying every level.
        #[test]
        fn minima_are_what_the_definition_says(size in 2usize..7, weights in proptest::collection::vec(-4i32..5, 15)) {
            let network = any(size, &weights);
            let land = landscape(&network).unwrap();
            prop_assert_eq!(land.minima.iter().map(|m| m.basin).sum::<u64>(), land.configurations);
            let negative: f64 = network.ties().iter().map(|tie| tie.weight.min(0.0).abs()).sum();
            let least = two_blocs(&network).unwrap().frustration;
            prop_assert!((land.minima[0].energy / 2.0 + negative - least).abs() < 1e-9);
            let grid = network.grid();
            let all = Land { size, energy: energies(&network, &grid) };
            let mask = |side: &[bool]| side.iter().skip(1).enumerate().fold(0, |mask, (i, s)| mask | usize::from(!s) << i);
            for minimum in land.minima.iter().filter(|m| m.rest != Rest::Shelf) {
                let start = mask(&minimum.side);
                prop_assert_eq!(minimum.depth.map(|depth| (depth / 2.0 / grid.value(1)).round() as i64), out(&all, start));
            }
        }
    }

    /// The oracle: the lowest level under which another minimum that is no higher can be reached.
    fn out(land: &Land, start: usize) -> Option<i64> {
        let mut levels = land.energy.clone();
        levels.sort_unstable();
        levels.dedup();
        levels.into_iter().filter(|level| *level >= land.energy[start]).find_map(|level| {
            let mut seen = vec![start];
            let mut flat: Vec<usize> = vec![start];
            let mut head = 0;
            while head < seen.len() {
                for next in land.neighbours(seen[head]) {
                    if land.energy[next] <= level && !seen.contains(&next) {
                        if land.energy[next] == land.energy[start] && flat.contains(&seen[head]) {
                            flat.push(next);
                        }
                        seen.push(next);
                    }
                }
                head += 1;
            }
            // Another rest: no higher, and not of the same flat.
            let other = |mask: &&usize| land.energy[**mask] <= land.energy[start] && !connected(land, start, **mask);
            seen.iter().find(other).map(|_| level - land.energy[start])
        })
    }

    fn connected(land: &Land, from: usize, to: usize) -> bool {
        let mut seen = vec![from];
        let mut head = 0;
        while head < seen.len() {
            for next in land.neighbours(seen[head]) {
                if land.energy[next] == land.energy[from] && !seen.contains(&next) {
                    seen.push(next);
                }
            }
            head += 1;
        }
        seen.contains(&to)
    }
}
