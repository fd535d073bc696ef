//! Products too large to be looked at one by one: depth first, with what each actor could still gain at most as a bound.

use std::cmp::Ordering;

use crate::consent::Consent;
use crate::problem::Problem;
use crate::wide::Wide;

/// What is looked for among packages by which enough of those with a say gain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Any of them.
    Any,
    /// The one with the largest product of gains; any of them where not everybody must consent, for products of different sets of gains cannot be
    /// compared.
    Nash,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The points of the package; `None` where there is none, or none was found.
    pub points: Option<Vec<usize>>,
    /// Whether it is proven: the search came to its end.
    pub proven: bool,
    /// Natural logarithm of what the product of gains can be at most; that of what was found where it is proven. Without meaning where not everybody
    /// must consent.
    pub bound: f64,
}

/// Searches within a budget of steps.
pub fn search(problem: &Problem, consent: &Consent, aim: Aim, budget: u64) -> Found {
    let voices = consent.voices();
    let aim = if consent.needs_all() { aim } else { Aim::Any };
    let mut order: Vec<usize> = (0..problem.parts().len()).collect();
    let weight = |part: usize| {
        let ends = voices.iter().map(|actor| problem.parts()[part].ends(*actor));
        ends.map(|(most, least)| i128::from(most - least)).sum::<i128>()
    };
    // What weighs most is settled first.
    order.sort_by(|a, b| weight(*b).cmp(&weight(*a)).then(a.cmp(b)));
    let mut left = vec![vec![0; voices.len()]; order.len() + 1];
    for depth in (0..order.len()).rev() {
        for (place, actor) in voices.iter().enumerate() {
            left[depth][place] = left[depth + 1][place] + problem.parts()[order[depth]].ends(*actor).0;
        }
    }
    let mut run = Run {
        problem,
        consent,
        aim,
        budget,
        order,
        left,
        points: vec![0; problem.parts().len()],
        best: None,
        unseen: f64::NEG_INFINITY,
    };
    run.descend(0, &vec![0; voices.len()]);
    let reached = run.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.log);
    let done = aim == Aim::Any && run.best.is_some();
    Found {
        proven: done || run.unseen == f64::NEG_INFINITY,
        bound: reached.max(run.unseen),
        points: run.best.map(|best| best.points),
    }
}

struct Run<'a> {
    problem: &'a Problem,
    consent: &'a Consent,
    aim: Aim,
    budget: u64,
    order: Vec<usize>,
    /// By depth and actor: the most that the parts from there on can bring.
    left: Vec<Vec<i64>>,
    points: Vec<usize>,
    best: Option<Best>,
    /// The bound of what the budget left out.
    unseen: f64,
}

struct Best {
    points: Vec<usize>,
    product: Wide,
    log: f64,
}

impl Run<'_> {
    fn descend(&mut self, depth: usize, so_far: &[i64]) {
        let most: Vec<i64> = so_far.iter().zip(&self.left[depth]).map(|(a, b)| a + b).collect();
        if self.settled() || !self.can_open(&most) {
            return;
        }
        let bound = self.log(&most);
        // A little room, so that no tie is cut off by rounding.
        if self.best.as_ref().is_some_and(|best| bound < best.log - 1e-9) {
            return;
        }
        if self.budget == 0 {
            self.unseen = self.unseen.max(bound);
            return;
        }
        self.budget -= 1;
        if depth == self.order.len() {
            self.keep(so_far);
            return;
        }
        let part = self.order[depth];
        for point in 0..self.problem.parts()[part].points() {
            let gains = self.problem.parts()[part].gains(point);
            let next: Vec<i64> =
                self.consent.voices().iter().zip(so_far).map(|(actor, so_far)| so_far + gains[*actor]).collect();
            self.points[part] = point;
            self.descend(depth + 1, &next);
        }
    }

    /// Whether enough of those with a say could still gain.
    fn can_open(&self, most: &[i64]) -> bool {
        let gaining = most.iter().enumerate().filter(|(_, most)| **most > 0);
        self.consent.is_enough(gaining.fold(0, |set, (place, _)| set | 1 << place))
    }

    /// The logarithm of a product of gains; 0 where those who need not consent may lose, so that there is none.
    fn log(&self, gains: &[i64]) -> f64 {
        if self.consent.needs_all() { gains.iter().map(|gain| libm::log(*gain as f64)).sum() } else { 0.0 }
    }

    fn settled(&self) -> bool {
        self.aim == Aim::Any && self.best.is_some()
    }

    fn keep(&mut self, gains: &[i64]) {
        let product = Wide::product(gains.iter().copied());
        let better = self.best.as_ref().is_none_or(|best| match product.cmp(&best.product) {
            Ordering::Greater => true,
            Ordering::Equal => self.points < best.points,
            Ordering::Less => false,
        });
        if better {
            self.best = Some(Best { points: self.points.clone(), log: self.log(gains), product });
        }
    }
}
