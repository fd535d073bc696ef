//! Triangle inequalities: which the relaxation violates.

use super::square::Square;

/// Of three groups, one of them perhaps turned, not all pairs can be apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Triangle {
    /// The groups, ascending.
    pub corners: [usize; 3],
    /// Which of them is turned, from 1; 0 for none.
    pub turned: usize,
    /// Its multiplier.
    pub worth: f64,
}

/// The pairs of corners.
const PAIRS: [(usize, usize); 3] = [(0, 1), (1, 2), (0, 2)];

impl Triangle {
    /// The three pairs with their signs.
    pub fn pairs(&self) -> [(usize, usize, f64); 3] {
        let sign = |corner: usize| self.turned == corner + 1;
        PAIRS.map(|(a, b)| (self.corners[a], self.corners[b], if sign(a) == sign(b) { 1.0 } else { -1.0 }))
    }

    /// The sum of a matrix over the pairs.
    pub fn sum(&self, matrix: &Square) -> f64 {
        let [one, two, three] = self.pairs().map(|(a, b, sign)| sign * matrix.at(a, b));
        one + two + three
    }

    /// With other corners, some of them turned; `None` where two are the same.
    pub fn renamed(&self, name: impl Fn(usize) -> (usize, bool)) -> Option<Self> {
        let mut corners = [0, 1, 2].map(|corner| {
            let (group, turned) = name(self.corners[corner]);
            (group, turned ^ (self.turned == corner + 1))
        });
        corners.sort_unstable();
        let [(a, one), (b, two), (c, three)] = corners;
        let turned = match (one, two, three) {
            (false, false, false) | (true, true, true) => 0,
            (true, false, false) | (false, true, true) => 1,
            (false, true, false) | (true, false, true) => 2,
            (false, false, true) | (true, true, false) => 3,
        };
        (a != b && b != c).then_some(Self { corners: [a, b, c], turned, worth: self.worth })
    }

    /// What makes it the same as another.
    pub fn key(&self) -> ([usize; 3], usize) {
        (self.corners, self.turned)
    }
}

/// Violations below this are let be.
const LEAST: f64 = 0.03;

/// The `most` inequalities that a matrix violates most and that are not among `known`, which are sorted by key.
pub(super) fn violated(matrix: &Square, known: &[Triangle], most: usize) -> Vec<Triangle> {
    let mut found: Vec<(f64, Triangle)> = Vec::new();
    for a in 0..matrix.size {
        for b in a + 1..matrix.size {
            let ab = matrix.at(a, b);
            let (one, two) = (&matrix.row(a)[b + 1..], &matrix.row(b)[b + 1..]);
            for (c, (ac, bc)) in (b + 1..).zip(one.iter().zip(two)) {
                let sums = [ab + bc + ac, -ab + bc - ac, -ab - bc + ac, ab - bc - ac];
                for (turned, sum) in sums.into_iter().enumerate() {
                    if sum < -1.0 - LEAST {
                        found.push((sum, Triangle { corners: [a, b, c], turned, worth: 0.0 }));
                    }
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.key().cmp(&b.1.key())));
    let new = |triangle: &Triangle| known.binary_search_by_key(&triangle.key(), Triangle::key).is_err();
    found.into_iter().map(|(_, triangle)| triangle).filter(new).take(most).collect()
}
