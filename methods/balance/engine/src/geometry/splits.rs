//! All cleavages of a figure: the splits with a positive isolation index (Bandelt and Dress 1992).

use serde::Serialize;

/// Largest figure whose splits are listed: every split is looked at, O(2^n n^4).
pub const MOST_SPLIT_ACTORS: usize = 10;

/// A split with its width.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Split {
    /// Per actor whether it is on the side of actor 0.
    pub side: Vec<bool>,
    /// Isolation index, above 0.
    pub index: f64,
}

/// All cleavages of `size` actors: the splits with a positive isolation index under `length(a, b)`, a < b (Bandelt and Dress 1992), widest
/// first; in the unit of the lengths. Empty below two actors and beyond [`MOST_SPLIT_ACTORS`]. O(2^n n^4).
pub fn splits(size: usize, length: impl Fn(usize, usize) -> f64) -> Vec<Split> {
    if !(2..=MOST_SPLIT_ACTORS).contains(&size) {
        return Vec::new();
    }
    let l = |a: usize, b: usize| if a == b { 0.0 } else { length(a.min(b), a.max(b)) };
    let mut found: Vec<Split> = (1u32..1 << (size - 1))
        .map(|mask| (0..size).map(|actor| (mask << 1) >> actor & 1 == 0).collect::<Vec<bool>>())
        .map(|side| Split { index: isolation(&side, &l), side })
        .filter(|split| split.index > 1e-12)
        .collect();
    found.sort_by(|a, b| b.index.total_cmp(&a.index).then(b.side.cmp(&a.side)));
    found
}

/// Half the least, over pairs i, j on one side and k, l on the other (repetition allowed), of what the larger pair sum across or
/// within exceeds the sum within by.
fn isolation(side: &[bool], l: &impl Fn(usize, usize) -> f64) -> f64 {
    let members = |wanted: bool| (0..side.len()).filter(move |actor| side[*actor] == wanted);
    let mut least = f64::INFINITY;
    for i in members(true) {
        for j in members(true) {
            for k in members(false) {
                for m in members(false) {
                    let within = l(i, j) + l(k, m);
                    let across = (l(i, k) + l(j, m)).max(l(i, m) + l(j, k));
                    least = least.min(across.max(within) - within);
                }
            }
        }
    }
    least / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_the_splits_of_its_edges() {
        // Two cherries with legs of 1 and a middle edge of 2.
        let length = |a: usize, b: usize| if (a, b) == (0, 1) || (a, b) == (2, 3) { 2.0 } else { 4.0 };
        let found = splits(4, length);
        assert_eq!((found.len(), found[0].index, found[0].side.clone()), (5, 2.0, vec![true, true, false, false]));
        assert!(found[1..].iter().all(|split| split.index == 1.0));
    }
}
