//! The idealised figure: bars and joints in the plane, counted by the (2,3) pebble game (Laman 1970; Jacobs and
//! Hendrickson 1997). Integer arithmetic, O(bars x actors).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a set of bars can hold in the plane, for joints in general position.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Frame {
    /// Independent bars.
    pub rank: usize,
    /// Free motions left: `2 joints - 3 - rank`, at least 0.
    pub freedoms: usize,
    /// Per bar in input order: whether it braces the figure (false = redundant).
    pub braces: Vec<bool>,
}

/// Whether bars between `joints` in general position hold a figure in the plane, by the pebble game over `bars` (pairs of joints) in input
/// order; a bar is redundant given the bars before it (Laman 1970; Jacobs and Hendrickson 1997). O(bars × joints).
///
/// # Examples
/// A triangle is rigid; a square can be sheared until a diagonal braces it.
/// ```
/// use detente_balance::geometry::frame;
///
/// assert_eq!(frame(3, &[(0, 1), (1, 2), (0, 2)]).freedoms, 0);
/// let square = [(0, 1), (1, 2), (2, 3), (0, 3)];
/// assert_eq!(frame(4, &square).freedoms, 1);
/// assert_eq!(frame(4, &[&square[..], &[(0, 2)]].concat()).freedoms, 0);
/// ```
pub fn frame(joints: usize, bars: &[(usize, usize)]) -> Frame {
    let mut game = Game { free: vec![2; joints], edges: vec![Vec::new(); joints] };
    let braces: Vec<bool> = bars.iter().map(|&(a, b)| a != b && game.place(a, b)).collect();
    let rank = braces.iter().filter(|brace| **brace).count();
    Frame { rank, freedoms: (2 * joints).saturating_sub(3 + rank), braces }
}

/// Pebbles not yet used at each joint, and the bars that a joint's pebbles lie on.
struct Game {
    free: Vec<usize>,
    edges: Vec<Vec<usize>>,
}

impl Game {
    fn place(&mut self, a: usize, b: usize) -> bool {
        while self.free[a] < 2 && self.fetch(a, b) {}
        while self.free[b] < 2 && self.fetch(b, a) {}
        if self.free[a] + self.free[b] < 4 {
            return false;
        }
        self.free[a] -= 1;
        self.edges[a].push(b);
        true
    }

    /// Brings a free pebble to `joint` along the bars, without touching those of `held`.
    fn fetch(&mut self, joint: usize, held: usize) -> bool {
        let mut from = vec![None; self.free.len()];
        let mut seen = vec![false; self.free.len()];
        (seen[joint], seen[held]) = (true, true);
        let mut stack = vec![joint];
        while let Some(at) = stack.pop() {
            for &next in &self.edges[at] {
                if seen[next] {
                    continue;
                }
                (seen[next], from[next]) = (true, Some(at));
                if self.free[next] > 0 {
                    self.free[next] -= 1;
                    self.turn_path(next, &from);
                    self.free[joint] += 1;
                    return true;
                }
                stack.push(next);
            }
        }
        false
    }

    fn turn_path(&mut self, end: usize, from: &[Option<usize>]) {
        let mut at = end;
        while let Some(before) = from[at] {
            if let Some(place) = self.edges[before].iter().position(|next| *next == at) {
                self.edges[before].swap_remove(place);
            }
            self.edges[at].push(before);
            at = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_m_has_m_minus_three_freedoms_and_diagonals_take_them() {
        for m in 3..8 {
            let mut bars: Vec<(usize, usize)> = (0..m).map(|i| (i, (i + 1) % m)).collect();
            assert_eq!(frame(m, &bars).freedoms, m - 3);
            bars.extend((2..m - 1).map(|i| (0, i)));
            assert_eq!(frame(m, &bars).freedoms, 0);
        }
    }

    #[test]
    fn the_sixth_bar_of_four_joints_is_redundant() {
        let found = frame(4, &[(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]);
        assert_eq!((found.rank, found.freedoms, found.braces[5]), (5, 0, false));
        assert_eq!(frame(0, &[]).freedoms, 0);
    }
}
