//! Where no package has enough consent: who blocks, and how much is lacking.

use std::collections::BTreeSet;

use crate::consent::Consent;
use crate::fair::Unit;
use crate::table::Table;

/// Smallest sets (by inclusion) of those with a say with whose consent there would be enough for some package by which all others gain who count
/// towards it; those of one actor first. Where everybody must consent a set of all means that not even one gains by anything.
pub fn blockers(table: &Table, consent: &Consent) -> Vec<Vec<usize>> {
    let refusing: BTreeSet<u64> = table.all().map(|(_, gains)| consent.accepting(gains, |gain| gain <= 0)).collect();
    let enough = consent.sets();
    let lacking = |refusing: &u64| enough.iter().map(|set| set & refusing).collect::<Vec<u64>>();
    let sets = smallest(refusing.iter().flat_map(lacking));
    sets.into_iter().map(|set| consent.members(set)).collect()
}

/// Smallest sets of those with a say who keep everything shut by themselves, whatever all others accept: each meets every set of [`blockers`]. Where
/// nobody gains by anything these are the minimal blocking coalitions of the rule. None where something has enough consent.
pub fn holding(blockers: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut actors: Vec<usize> = blockers.iter().flatten().copied().collect();
    actors.sort_unstable();
    actors.dedup();
    let place = |actor: &usize| actors.partition_point(|known| known < actor);
    let mut found: Vec<u64> = vec![0];
    for set in blockers.iter().map(|set| set.iter().fold(0u64, |mask, actor| mask | 1 << place(actor))) {
        let meets = |held: &u64| -> Vec<u64> {
            if held & set != 0 {
                return vec![*held];
            }
            (0..actors.len()).filter(|place| set >> place & 1 == 1).map(|place| held | 1 << place).collect()
        };
        found = smallest(found.iter().flat_map(meets));
    }
    let members =
        |set: &u64| (0..actors.len()).filter(|place| set >> place & 1 == 1).map(|place| actors[place]).collect();
    found.iter().map(members).collect()
}

/// The sets that hold no other: by size, and of one size the first in the order of their members.
fn smallest(sets: impl Iterator<Item = u64>) -> Vec<u64> {
    let distinct: BTreeSet<u64> = sets.collect();
    let mut sets: Vec<u64> = distinct.into_iter().collect();
    sets.sort_by(|a, b| a.count_ones().cmp(&b.count_ones()).then(b.reverse_bits().cmp(&a.reverse_bits())));
    let mut minimal: Vec<u64> = Vec::new();
    for set in sets {
        if minimal.iter().all(|smaller| smaller & set != *smaller) {
            minimal.push(set);
        }
    }
    minimal
}

/// The package that comes nearest to being accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// It.
    pub package: usize,
    /// By place among those with a say what somebody lacks to lose nothing by it; 0 too for those whose consent is not needed for it.
    pub shortfalls: Vec<i64>,
}

/// The package other than no agreement (all gains are 0), and a smallest set that is enough for it, with the least of the largest losses; of equals
/// those with the least sum, then the first.
pub fn nearest(table: &Table, consent: &Consent, unit: Unit) -> Option<Nearest> {
    let voices = consent.voices();
    let enough = consent.sets();
    let lack = |gains: &[i64], set: u64, place: usize| {
        if set >> place & 1 == 1 { (-gains[voices[place]]).max(0) } else { 0 }
    };
    let units: Vec<i64> =
        voices.iter().map(|actor| if unit == Unit::Raw { 1 } else { table.range(*actor).max(1) }).collect();
    let size = |gains: &[i64], set: u64| {
        let shares = (0..voices.len()).map(|place| lack(gains, set, place) as f64 / units[place] as f64);
        (shares.clone().fold(0.0, f64::max), shares.sum::<f64>())
    };
    let others = table.all().filter(|(_, gains)| voices.iter().any(|actor| gains[*actor] != 0));
    let pairs = others.flat_map(|(package, gains)| enough.iter().map(move |set| (package, gains, *set)));
    let sized = pairs.map(|(package, gains, set)| (size(gains, set), package, set));
    let least = sized.min_by(|((a, a_sum), ..), ((b, b_sum), ..)| a.total_cmp(b).then(a_sum.total_cmp(b_sum)));
    least.map(|(_, package, set)| {
        let gains = table.gains(package);
        Nearest { package, shortfalls: (0..voices.len()).map(|place| lack(gains, set, place)).collect() }
    })
}

/// What something outside the package would have to bring an actor, at the least, so that a package for which only its consent is lacking costs it
/// nothing (the added issue of Raiffa 1982), and the first such package; `None` where there is none.
pub fn missing(table: &Table, consent: &Consent, actor: usize) -> Option<(i64, usize)> {
    let own = consent.voices().iter().position(|voice| *voice == actor).map_or(0, |place| 1 << place);
    let with_it = |gains: &[i64]| consent.is_enough(consent.accepting(gains, |gain| gain > 0) | own);
    let open = table.all().filter(|(_, gains)| with_it(gains));
    open.map(|(package, gains)| ((-gains[actor]).max(0), package)).min()
}
