//! Landscape theory (Axelrod and Bennett 1993): every configuration of two sides has an energy, actors switch one at a time to
//! where it falls, and the minima are what can be stable. The energy of a configuration is twice the sum of the ties across it, so
//! that its lowest minimum is the optimum of strong balance.

use schemars::JsonSchema;
use serde::Serialize;

use crate::grid::Grid;
use crate::network::SignedNetwork;

/// Largest network: all 2^(n-1) configurations are held.
pub const MOST_LANDSCAPE_ACTORS: usize = 20;

/// What kind of rest a minimum is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rest {
    /// Every switch raises the energy.
    Strict,
    /// Some switches leave it as it is, and none of the configurations reached so has a way down.
    Plateau,
    /// No switch lowers it, but switches that leave it as it is lead to a way down.
    Shelf,
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
}

/// The landscape of a network whose weights are size times size times propensity; `None` without actors or beyond
/// [`MOST_LANDSCAPE_ACTORS`]. O(2^n n) time, O(2^n) memory. Energies are compared in whole units of the weights.
pub fn landscape(network: &SignedNetwork) -> Option<Landscape> {
    let size = network.size();
    if size == 0 || size > MOST_LANDSCAPE_ACTORS {
        return None;
    }
    let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
    let land = Land { size, energy: energies(network, &grid) };
    let ends: Vec<usize> = (0..land.energy.len()).map(|mask| land.descend_once(mask)).collect();
    let basins = basins(&ends);
    let groups = land.groups(&ends);
    let depths = land.depths(&groups);
    let mut minima: Vec<(i64, Minimum)> = groups
        .iter()
        .zip(depths)
        .map(|(group, depth)| {
            let energy = land.energy[group.ends[0]];
            let minimum = Minimum {
                side: (0..size).map(|actor| actor == 0 || group.ends[0] >> (actor - 1) & 1 == 0).collect(),
                energy: 2.0 * grid.value(energy),
                rest: group.rest,
                basin: group.ends.iter().map(|end| basins[*end]).sum(),
                depth: depth.map(|depth| 2.0 * grid.value(depth)),
            };
            (energy, minimum)
        })
        .collect();
    minima.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.basin.cmp(&a.1.basin)).then(b.1.side.cmp(&a.1.side)));
    let configurations = land.energy.len() as u64;
    Some(Landscape { configurations, minima: minima.into_iter().map(|(_, minimum)| minimum).collect() })
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
    fn groups(&self, ends: &[usize]) -> Vec<Group> {
        let mut group = vec![usize::MAX; ends.len()];
        let mut found: Vec<Group> = Vec::new();
        for start in (0..ends.len()).filter(|mask| ends[*mask] == *mask) {
            if group[start] != usize::MAX {
                continue;
            }
            group[start] = found.len();
            let (mut flat, mut head, mut leaks) = (vec![start], 0, false);
            while head < flat.len() {
                let mask = flat[head];
                head += 1;
                leaks |= ends[mask] != mask;
                for next in self.neighbours(mask) {
                    if self.energy[next] == self.energy[start] && group[next] == usize::MAX {
                        group[next] = found.len();
                        flat.push(next);
                    }
                }
            }
            let rest = match (flat.len(), leaks) {
                (1, _) => Rest::Strict,
                (_, false) => Rest::Plateau,
                (_, true) => Rest::Shelf,
            };
            found.push(Group { ends: flat.into_iter().filter(|mask| ends[*mask] == *mask).collect(), rest });
        }
        found
    }

    /// Depths by flooding: configurations come in by energy, and where two lakes meet the higher minimum has found its way out.
    fn depths(&self, groups: &[Group]) -> Vec<Option<i64>> {
        let mut order: Vec<usize> = (0..self.energy.len()).collect();
        order.sort_by_key(|mask| (self.energy[*mask], *mask));
        let mut group_at = vec![usize::MAX; self.energy.len()];
        for (number, group) in groups.iter().enumerate().filter(|(_, group)| group.rest != Rest::Shelf) {
            group.ends.iter().for_each(|end| group_at[*end] = number);
        }
        let mut depth = vec![None; groups.len()];
        let mut parent: Vec<usize> = vec![usize::MAX; self.energy.len()];
        // Minima of each lake whose way out is not known; they are its lowest.
        let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); self.energy.len()];
        for mask in order {
            parent[mask] = mask;
            if group_at[mask] != usize::MAX {
                waiting[mask].push(group_at[mask]);
            }
            for next in self.neighbours(mask) {
                if parent[next] == usize::MAX {
                    continue;
                }
                let (a, b) = (find(&mut parent, mask), find(&mut parent, next));
                if a == b {
                    continue;
                }
                let (mut from, mut into) = (std::mem::take(&mut waiting[a]), std::mem::take(&mut waiting[b]));
                let lowest =
                    |list: &[usize]| list.first().map_or(i64::MAX, |group| self.energy[groups[*group].ends[0]]);
                let (low_from, low_into) = (lowest(&from), lowest(&into));
                if low_from != i64::MAX && low_into != i64::MAX && from != into {
                    let mut leave = |list: &mut Vec<usize>, level: i64| {
                        for group in list.drain(..) {
                            depth[group] = depth[group].or(Some(self.energy[mask] - level));
                        }
                    };
                    // One configuration of each lake's lowest stays behind to say how low it is.
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
                from.dedup();
                parent[a] = b;
                waiting[b] = from;
            }
        }
        depth
    }
}

fn find(parent: &mut [usize], mut mask: usize) -> usize {
    while parent[mask] != mask {
        parent[mask] = parent[parent[mask]];
        mask = parent[mask];
    }
    mask
}

/// Configurations that end in each, by following the descents.
fn basins(next: &[usize]) -> Vec<u64> {
    let mut end: Vec<usize> = vec![usize::MAX; next.len()];
    let mut basin = vec![0u64; next.len()];
    for start in 0..next.len() {
        let (mut way, mut at) = (Vec::new(), start);
        while end[at] == usize::MAX && next[at] != at {
            way.push(at);
            at = next[at];
        }
        let last = if end[at] == usize::MAX { at } else { end[at] };
        end[at] = last;
        way.into_iter().for_each(|mask| end[mask] = last);
        basin[last] += 1;
    }
    basin
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
            let grid = Grid::of(network.ties().iter().map(|tie| tie.weight));
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
