//! Cross-impact balance (Weimer-Jehle 2006): which combinations of variants hold each other up.

use std::collections::BTreeMap;

/// Consistent combinations listed at most.
const MOST: usize = 100_000;

/// Why a matrix is no cross-impact model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrossImpactError {
    /// No descriptor, or one without variants.
    #[error("every descriptor needs at least one variant")]
    Empty,
    /// The matrix has other rows or columns than there are variants.
    #[error("the matrix needs {variants} rows and columns, one for each variant; row {row} has {columns}")]
    Shape {
        /// Variants in all.
        variants: usize,
        /// The row that does not fit, from 1; the number of rows when that is wrong.
        row: usize,
        /// Its length.
        columns: usize,
    },
}

/// Descriptors with variants and how they act on one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossImpact {
    variants: Vec<usize>,
    first: Vec<usize>,
    /// `impact[row][column]`: how the variant of the row acts on that of the column.
    impact: Vec<Vec<i64>>,
    /// Descriptors, the most influential first.
    order: Vec<usize>,
}

/// A combination that holds itself up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consistent {
    /// Variant of every descriptor, from 0.
    pub variants: Vec<usize>,
    /// Least lead of a chosen variant over another of its descriptor; at least 0.
    pub consistency: i64,
    /// Sum of the balances of the chosen variants.
    pub total_impact: i64,
}

/// All consistent combinations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solutions {
    /// In order of total impact, the greatest first.
    pub scenarios: Vec<Consistent>,
    /// Branches looked at.
    pub nodes: u64,
    /// Whether the search went to its end.
    pub complete: bool,
}

/// Where succession from every combination ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Fixed points and cycles with the number of combinations that lead there.
    pub attractors: Vec<Attractor>,
}

/// A fixed point or a cycle of succession.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attractor {
    /// Its combinations, the lowest first.
    pub scenarios: Vec<Vec<usize>>,
    /// Combinations that lead there.
    pub weight: u64,
}

impl Succession {
    /// By combination that succession leaves as it is, the number of those that lead there.
    pub fn weights(&self) -> BTreeMap<&[usize], u64> {
        let fixed = self.attractors.iter().filter(|end| end.scenarios.len() == 1);
        fixed.map(|end| (end.scenarios[0].as_slice(), end.weight)).collect()
    }
}

impl CrossImpact {
    /// A cross-impact balance (Weimer-Jehle 2006) of descriptors with so many `variants` each. `impact[row][column]` says how one variant acts on
    /// another, in judged points; rows and columns are the variants of the first descriptor, then of the second, and so on.
    ///
    /// # Errors
    /// [`CrossImpactError`].
    pub fn new(variants: Vec<usize>, impact: Vec<Vec<i64>>) -> Result<Self, CrossImpactError> {
        if variants.is_empty() || variants.contains(&0) {
            return Err(CrossImpactError::Empty);
        }
        let all: usize = variants.iter().sum();
        let wrong = impact.iter().position(|row| row.len() != all);
        if impact.len() != all || wrong.is_some() {
            let row = wrong.map_or(impact.len(), |row| row + 1);
            let columns = wrong.map_or(all, |row| impact[row].len());
            return Err(CrossImpactError::Shape { variants: all, row, columns });
        }
        let first: Vec<usize> = variants
            .iter()
            .scan(0, |next, count| {
                let first = *next;
                *next += count;
                Some(first)
            })
            .collect();
        let weight = |descriptor: usize| -> i64 {
            let rows = first[descriptor]..first[descriptor] + variants[descriptor];
            rows.flat_map(|row| &impact[row]).map(|cell| cell.abs()).sum()
        };
        let mut order: Vec<usize> = (0..variants.len()).collect();
        order.sort_by_key(|descriptor| (-weight(*descriptor), *descriptor));
        Ok(Self { variants, first, impact, order })
    }

    /// Combinations in all; `None` beyond 2^64.
    pub fn combinations(&self) -> Option<u64> {
        self.variants.iter().try_fold(1u64, |all, count| all.checked_mul(*count as u64))
    }

    /// Balance of every variant under a combination.
    pub fn balances(&self, combination: &[usize]) -> Vec<i64> {
        let mut sums = vec![0; self.impact.len()];
        for (descriptor, variant) in combination.iter().enumerate() {
            let row = &self.impact[self.first[descriptor] + variant];
            sums.iter_mut().zip(row).for_each(|(sum, cell)| *sum += cell);
        }
        sums
    }

    /// Whether a combination holds itself up: no other variant of a descriptor has a greater balance than the chosen one.
    pub fn is_consistent(&self, combination: &[usize]) -> bool {
        let sums = self.balances(combination);
        combination.iter().enumerate().all(|(descriptor, chosen)| {
            let of = &sums[self.first[descriptor]..self.first[descriptor] + self.variants[descriptor]];
            of.iter().all(|sum| *sum <= of[*chosen])
        })
    }

    /// Every consistent combination, those of the greatest total impact first: in each descriptor no variant has a greater sum of impacts than
    /// the chosen one. By depth-first search with a bound on what the open descriptors can still add; at most `budget` branches. Exponential at
    /// worst; exact when complete.
    ///
    /// # Examples
    /// Two descriptors whose variants promote their like and hinder the other.
    /// ```
    /// use detente_dynamics::CrossImpact;
    ///
    /// let impact = vec![vec![0, 0, 1, -1], vec![0, 0, -1, 1], vec![1, -1, 0, 0], vec![-1, 1, 0, 0]];
    /// let found = CrossImpact::new(vec![2, 2], impact)?.consistent(1_000);
    /// assert!(found.complete);
    /// assert_eq!(found.scenarios.iter().map(|one| &one.variants[..]).collect::<Vec<_>>(), [&[0, 0][..], &[1, 1][..]]);
    /// # Ok::<(), detente_dynamics::CrossImpactError>(())
    /// ```
    pub fn consistent(&self, budget: u64) -> Solutions {
        let count = self.variants.len();
        // What open descriptors can add at most to the lead of variant `own` over `other` of one descriptor, by depth.
        let lead = |descriptor: usize, own: usize, other: usize, by: usize| -> i64 {
            let (own, other) = (self.first[descriptor] + own, self.first[descriptor] + other);
            let rows = self.first[by]..self.first[by] + self.variants[by];
            rows.map(|row| self.impact[row][own] - self.impact[row][other]).max().unwrap_or(0)
        };
        let mut slack: Vec<Vec<Vec<Vec<i64>>>> = Vec::with_capacity(count + 1);
        for depth in 0..=count {
            let open = &self.order[depth..];
            slack.push(
                (0..count)
                    .map(|descriptor| {
                        let of = 0..self.variants[descriptor];
                        let pair = |own: usize, other: usize| {
                            // An open descriptor acts on itself through the variant that is chosen for it.
                            open.iter()
                                .filter(|by| **by != descriptor)
                                .map(|by| lead(descriptor, own, other, *by))
                                .sum()
                        };
                        of.clone().map(|own| of.clone().map(|other| pair(own, other)).collect()).collect()
                    })
                    .collect(),
            );
        }
        let mut search = Search {
            model: self,
            slack: &slack,
            chosen: vec![usize::MAX; count],
            sums: vec![vec![0; self.impact.len()]; count + 1],
            budget,
            found: Solutions { scenarios: Vec::new(), nodes: 0, complete: true },
        };
        search.go(0);
        let mut found = search.found;
        found.scenarios.sort_by(|a, b| b.total_impact.cmp(&a.total_impact).then(a.variants.cmp(&b.variants)));
        found
    }

    /// Consistency and total impact of a combination.
    pub fn judge(&self, combination: &[usize]) -> Consistent {
        let sums = self.balances(combination);
        let mut consistency = i64::MAX;
        let mut total_impact = 0;
        for (descriptor, &chosen) in combination.iter().enumerate() {
            let own = sums[self.first[descriptor] + chosen];
            total_impact += own;
            for other in (0..self.variants[descriptor]).filter(|other| *other != chosen) {
                consistency = consistency.min(own - sums[self.first[descriptor] + other]);
            }
        }
        Consistent { variants: combination.to_vec(), consistency, total_impact }
    }

    /// Where global succession ends from every combination: all descriptors move at once to their greatest balance, and stay when
    /// they are among the best. `None` beyond `most` combinations.
    pub fn succession(&self, most: u64) -> Option<Succession> {
        let all = self.combinations().filter(|all| *all <= most)?;
        let next: Vec<u64> = (0..all).map(|code| self.code(&self.succeed(&self.combination(code)))).collect();
        let mut end: Vec<u64> = vec![u64::MAX; all as usize];
        let mut mark = vec![u64::MAX; all as usize];
        let mut attractors: BTreeMap<u64, Attractor> = BTreeMap::new();
        for start in 0..all {
            let mut at = start;
            let mut walk = Vec::new();
            while end[at as usize] == u64::MAX && mark[at as usize] != start {
                mark[at as usize] = start;
                walk.push(at);
                at = next[at as usize];
            }
            let lowest = if end[at as usize] == u64::MAX {
                let from = walk.iter().position(|code| *code == at).unwrap_or(0);
                let round = &walk[from..];
                let place = (0..round.len()).min_by_key(|place| round[*place]).unwrap_or(0);
                let codes = round[place..].iter().chain(&round[..place]);
                let scenarios = codes.map(|code| self.combination(*code)).collect();
                attractors.insert(round[place], Attractor { scenarios, weight: 0 });
                round[place]
            } else {
                end[at as usize]
            };
            for code in walk {
                end[code as usize] = lowest;
                if let Some(attractor) = attractors.get_mut(&lowest) {
                    attractor.weight += 1;
                }
            }
        }
        Some(Succession { attractors: attractors.into_values().collect() })
    }

    fn succeed(&self, combination: &[usize]) -> Vec<usize> {
        let sums = self.balances(combination);
        let next = |(descriptor, &now): (usize, &usize)| {
            let of = &sums[self.first[descriptor]..self.first[descriptor] + self.variants[descriptor]];
            let best = of.iter().max().copied().unwrap_or(0);
            if of[now] == best { now } else { of.iter().position(|sum| *sum == best).unwrap_or(now) }
        };
        combination.iter().enumerate().map(next).collect()
    }

    fn combination(&self, mut code: u64) -> Vec<usize> {
        let mut found = vec![0; self.variants.len()];
        for descriptor in (0..self.variants.len()).rev() {
            let count = self.variants[descriptor] as u64;
            found[descriptor] = (code % count) as usize;
            code /= count;
        }
        found
    }

    fn code(&self, combination: &[usize]) -> u64 {
        combination.iter().zip(&self.variants).fold(0, |code, (variant, count)| code * *count as u64 + *variant as u64)
    }
}

struct Search<'s> {
    model: &'s CrossImpact,
    slack: &'s [Vec<Vec<Vec<i64>>>],
    chosen: Vec<usize>,
    sums: Vec<Vec<i64>>,
    budget: u64,
    found: Solutions,
}

impl Search<'_> {
    fn go(&mut self, depth: usize) {
        if self.found.nodes >= self.budget || !self.found.complete {
            self.found.complete = false;
            return;
        }
        self.found.nodes += 1;
        let model = self.model;
        if depth == model.order.len() {
            if self.found.scenarios.len() >= MOST {
                self.found.complete = false;
                return;
            }
            let judged = model.judge(&self.chosen);
            self.found.scenarios.push(judged);
            return;
        }
        let descriptor = model.order[depth];
        for variant in 0..model.variants[descriptor] {
            self.chosen[descriptor] = variant;
            let row = &model.impact[model.first[descriptor] + variant];
            let (before, after) = self.sums.split_at_mut(depth + 1);
            after[0].iter_mut().zip(&before[depth]).zip(row).for_each(|((new, old), cell)| *new = old + cell);
            if self.may_hold(depth + 1) {
                self.go(depth + 1);
            }
        }
        self.chosen[descriptor] = usize::MAX;
    }

    /// Whether no chosen variant is beaten whatever the open descriptors do.
    fn may_hold(&self, depth: usize) -> bool {
        let model = self.model;
        let sums = &self.sums[depth];
        model.order[..depth].iter().all(|&descriptor| {
            let (first, own) = (model.first[descriptor], self.chosen[descriptor]);
            let slack = &self.slack[depth][descriptor][own];
            (0..model.variants[descriptor]).all(|other| sums[first + own] - sums[first + other] + slack[other] >= 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_matrix_that_says_nothing_ends_with_a_list_that_says_it_is_cut() {
        let model = CrossImpact::new(vec![3; 40], vec![vec![0; 120]; 120]).unwrap();
        let found = model.consistent(u64::MAX);
        assert_eq!((found.scenarios.len(), found.complete), (MOST, false));
    }

    proptest! {
        #[test]
        fn the_search_finds_what_listing_all_finds(cells in proptest::collection::vec(-3i64..4, 81)) {
            let impact: Vec<Vec<i64>> = cells.chunks(9).map(<[i64]>::to_vec).collect();
            let model = CrossImpact::new(vec![2, 3, 1, 3], impact).unwrap();
            let found = model.consistent(u64::MAX);
            let all = (0..model.combinations().unwrap()).map(|code| model.judge(&model.combination(code)));
            let mut by_hand: Vec<Consistent> = all.filter(|one| one.consistency >= 0).collect();
            by_hand.sort_by(|a, b| b.total_impact.cmp(&a.total_impact).then(a.variants.cmp(&b.variants)));
            prop_assert_eq!(&found.scenarios, &by_hand);
            prop_assert!(found.complete);
            let ends = model.succession(1 << 20).unwrap();
            prop_assert_eq!(ends.attractors.iter().map(|one| one.weight).sum::<u64>(), model.combinations().unwrap());
            for one in &by_hand {
                prop_assert!(ends.attractors.iter().any(|end| end.scenarios == [one.variants.clone()]));
            }
        }
    }
}
