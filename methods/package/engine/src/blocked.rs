//! Where no package makes everybody better off who must accept: who blocks, and how much is lacking.

use std::collections::BTreeSet;

use crate::fair::Unit;
use crate::table::Table;

/// Smallest sets (by inclusion) of those who must accept without whose consent the others would have a package by which each of them gains;
/// those of one actor first. A set of all means that not even one gains by anything.
pub fn blockers(table: &Table, must: &[usize]) -> Vec<Vec<usize>> {
    let without = |gains: &[i64]| {
        must.iter().enumerate().filter(|(_, actor)| gains[**actor] <= 0).fold(0u64, |set, (place, _)| set | 1 << place)
    };
    let distinct: BTreeSet<u64> = table.all().map(|(_, gains)| without(gains)).collect();
    let mut sets: Vec<u64> = distinct.into_iter().collect();
    // By size, and of one size the first in the order of those who must accept.
    sets.sort_by(|a, b| a.count_ones().cmp(&b.count_ones()).then(b.reverse_bits().cmp(&a.reverse_bits())));
    let mut minimal: Vec<u64> = Vec::new();
    for set in sets {
        if minimal.iter().all(|smaller| smaller & set != *smaller) {
            minimal.push(set);
        }
    }
    let members = |set: u64| (0..must.len()).filter(|place| set >> place & 1 == 1).map(|place| must[place]).collect();
    minimal.into_iter().map(members).collect()
}

/// The package that comes nearest to being accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// It.
    pub package: usize,
    /// What each of those who must accept lacks to lose nothing by it.
    pub shortfalls: Vec<i64>,
}

/// The package other than no agreement (all gains are 0) with the least of the largest losses; of equals the one with the least sum, then the
/// first.
pub fn nearest(table: &Table, must: &[usize], unit: Unit) -> Option<Nearest> {
    let lacking = |gains: &[i64]| -> Vec<i64> { must.iter().map(|actor| (-gains[*actor]).max(0)).collect() };
    let unit = |place: usize| if unit == Unit::Raw { 1 } else { table.range(must[place]).max(1) };
    let share = |place: usize, lack: i64| lack as f64 / unit(place) as f64;
    let size = |lacks: &[i64]| {
        let shares = lacks.iter().enumerate().map(|(place, lack)| share(place, *lack));
        (shares.clone().fold(0.0, f64::max), shares.sum::<f64>())
    };
    let others = table.all().filter(|(_, gains)| must.iter().any(|actor| gains[*actor] != 0));
    let sized = others.map(|(package, gains)| (size(&lacking(gains)), package));
    let least = sized.min_by(|((a, a_sum), _), ((b, b_sum), _)| a.total_cmp(b).then(a_sum.total_cmp(b_sum)));
    least.map(|(_, package)| Nearest { package, shortfalls: lacking(table.gains(package)) })
}

/// What something outside the package would have to bring an actor, at the least, so that a package by which all others gain costs it nothing
/// (the added issue of Raiffa 1982), and the first such package; `None` where the others have none.
pub fn missing(table: &Table, must: &[usize], actor: usize) -> Option<(i64, usize)> {
    let others = |gains: &[i64]| must.iter().filter(|other| **other != actor).all(|other| gains[*other] > 0);
    let open = table.all().filter(|(_, gains)| others(gains));
    open.map(|(package, gains)| ((-gains[actor]).max(0), package)).min()
}
