//! Point forecasts for one dimension: positions with weights (capability times salience).

/// Where an issue lands by the compromise model (Van den Bos 1991): the mean of positions by weight. `line` holds for each actor its position
/// (on any scale, the result is on the same) and its weight, capability times salience, 0 or more. The default forecast, because its error
/// on observed decisions of the European Union is the smallest of the models tried (Thomson and others 2006). `None` when nobody has weight.
///
/// # Examples
/// ```
/// use detente_bargain::compromise;
///
/// assert_eq!(compromise(&[(0.0, 1.0), (1.0, 3.0)]), Some(0.75));
/// ```
pub fn compromise(line: &[(f64, f64)]) -> Option<f64> {
    let total: f64 = line.iter().map(|(_, weight)| weight).sum();
    (total > 0.0).then(|| line.iter().map(|(position, weight)| position * weight).sum::<f64>() / total)
}

/// The plain mean of positions, a baseline; `line` as of [`compromise`], whose weights do not count. `None` without actors.
pub fn mean(line: &[(f64, f64)]) -> Option<f64> {
    let flat: Vec<(f64, f64)> = line.iter().map(|(position, _)| (*position, 1.0)).collect();
    compromise(&flat)
}

/// A weighted median: one point, or an interval where exactly half the weight lies on either side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// The smallest position with at least half of the weight at or below it.
    pub low: f64,
    /// The next position where the weight is split exactly; the same otherwise.
    pub high: f64,
}

/// The weighted median: the position that wins every pairwise vote (Black 1948; Condorcet). `line` as of [`compromise`]. `None` when nobody
/// has weight. O(n log n).
///
/// # Examples
/// ```
/// use detente_bargain::{Median, weighted_median};
///
/// assert_eq!(weighted_median(&[(0.1, 1.0), (0.4, 1.0), (0.9, 1.0)]), Some(Median { low: 0.4, high: 0.4 }));
/// assert_eq!(weighted_median(&[(0.1, 1.0), (0.9, 1.0)]), Some(Median { low: 0.1, high: 0.9 }));
/// ```
pub fn weighted_median(line: &[(f64, f64)]) -> Option<Median> {
    const SLACK: f64 = 1e-12;
    let mut sorted: Vec<(f64, f64)> = line.iter().copied().filter(|(_, weight)| *weight > 0.0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sorted.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    for (place, (position, weight)) in sorted.iter().enumerate() {
        sum += weight;
        if sum >= half * (1.0 - SLACK) {
            let even = sum <= half * (1.0 + SLACK);
            let high = if even { sorted.get(place + 1).map_or(*position, |next| next.0) } else { *position };
            return Some(Median { low: *position, high });
        }
    }
    None
}

/// What an actor adds to the compromise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Share of all weight, in [0, 1].
    pub share: f64,
    /// How far it pulls the outcome towards itself: share times distance, signed; the pulls of all actors add up to 0.
    pub pull: f64,
}

/// What each actor adds to the compromise of `line`: its share of weight, and that times its distance from the outcome; empty when nobody has
/// weight.
pub fn contributions(line: &[(f64, f64)]) -> Vec<Contribution> {
    let total: f64 = line.iter().map(|(_, weight)| weight).sum();
    let Some(outcome) = compromise(line) else { return Vec::new() };
    let one = |(position, weight): &(f64, f64)| {
        let share = weight / total;
        let away = position - outcome;
        Contribution { share, pull: share * away }
    };
    line.iter().map(one).collect()
}

/// How a point away from an actor's own loses value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// With the square of the distance.
    Quadratic,
    /// With the distance.
    Linear,
}

impl Loss {
    fn value(self, x: f64, ideal: f64) -> f64 {
        match self {
            Self::Quadratic => 1.0 - (x - ideal) * (x - ideal),
            Self::Linear => 1.0 - (x - ideal).abs(),
        }
    }
}

/// The Nash bargaining solution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nash {
    /// Where it lies.
    pub outcome: f64,
    /// Whether every actor with weight gains over the reference point; otherwise the outcome is the reference point.
    pub all_gain: bool,
}

/// The Nash bargaining solution (Nash 1950, with weights): the point of [0, 1] with the greatest weighted sum of the logarithms of gains over
/// the `reference` point, to 1e-10. `line` holds positions in [0, 1] and weights. Every actor with weight must gain: the points between the
/// reference and its mirror image in every ideal point. `None` when nobody has weight.
///
/// # Examples
/// One actor takes its own point; between two on either side of the reference nothing can be moved.
/// ```
/// use detente_bargain::{Loss, nash};
///
/// let alone = nash(&[(0.6, 1.0)], 0.2, Loss::Quadratic).expect("an actor with weight");
/// assert!(alone.all_gain && (alone.outcome - 0.6).abs() < 1e-9);
/// let apart = nash(&[(0.2, 1.0), (0.8, 1.0)], 0.5, Loss::Quadratic).expect("actors with weight");
/// assert!(!apart.all_gain && apart.outcome == 0.5);
/// ```
pub fn nash(line: &[(f64, f64)], reference: f64, loss: Loss) -> Option<Nash> {
    nash_from(line, loss, |ideal| loss.value(reference, ideal), reference)
}

/// The same with any disagreement value; `fallback` is returned where not all gain.
fn nash_from(line: &[(f64, f64)], loss: Loss, disagreement: impl Fn(f64) -> f64, fallback: f64) -> Option<Nash> {
    let weighty: Vec<(f64, f64)> = line.iter().copied().filter(|(_, weight)| *weight > 0.0).collect();
    if weighty.is_empty() {
        return None;
    }
    let (mut low, mut high) = (0.0f64, 1.0f64);
    for (ideal, _) in &weighty {
        let room = match loss {
            Loss::Quadratic => (1.0 - disagreement(*ideal)).max(0.0).sqrt(),
            Loss::Linear => 1.0 - disagreement(*ideal),
        };
        low = low.max(ideal - room);
        high = high.min(ideal + room);
    }
    if high - low <= 1e-12 {
        return Some(Nash { outcome: fallback, all_gain: false });
    }
    let gain = |x: f64, ideal: f64| loss.value(x, ideal) - disagreement(ideal);
    let outcome = match loss {
        Loss::Quadratic => {
            let slope = |x: f64| -> f64 {
                weighty.iter().map(|(ideal, weight)| weight * -2.0 * (x - ideal) / gain(x, *ideal)).sum()
            };
            let (mut a, mut b) = (low, high);
            while b - a > 1e-13 {
                let middle = (a + b) / 2.0;
                if middle <= a || middle >= b {
                    break;
                }
                if slope(middle) > 0.0 { a = middle } else { b = middle }
            }
            (a + b) / 2.0
        }
        Loss::Linear => {
            let value = |x: f64| -> f64 {
                weighty.iter().map(|(ideal, weight)| weight * libm::log(gain(x, *ideal).max(1e-300))).sum()
            };
            golden(low, high, value)
        }
    };
    Some(Nash { outcome, all_gain: true })
}

/// The place of the largest value of a concave function.
fn golden(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    let ratio = (5f64.sqrt() - 1.0) / 2.0;
    while high - low > 1e-11 {
        let (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        if value(a) >= value(b) { high = b } else { low = a }
    }
    (low + high) / 2.0
}

/// A rule by which a group decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    /// What stands without a decision.
    pub reference: f64,
    /// Share of the voting weight that must gain, in (0, 1]; all of it is unanimity.
    pub quota: f64,
    /// Voting weight by actor.
    pub votes: Vec<f64>,
    /// Actors without whom nothing passes.
    pub veto: Vec<usize>,
}

/// The points of [0, 1] that beat the reference point under the rule (Tsebelis 2002), as intervals (open where they meet it): actors with at
/// least the quota of votes, all veto players among them, stand nearer to them. One position in [0, 1] for each of the rule's votes; empty
/// when nothing does. O(n²).
///
/// # Examples
/// Two of three actors can do better than a reference at 1; one of them, or all three, cannot be had together.
/// ```
/// use detente_bargain::{Procedure, win_set};
///
/// let positions = [0.25, 0.5, 1.0];
/// let rule = |quota| Procedure { reference: 1.0, quota, votes: vec![1.0; 3], veto: vec![] };
/// assert_eq!(win_set(&positions, &rule(0.6)), [(0.0, 1.0)]);
/// assert!(win_set(&positions, &rule(1.0)).is_empty());
/// ```
pub fn win_set(positions: &[f64], rule: &Procedure) -> Vec<(f64, f64)> {
    let mut points: Vec<f64> =
        positions.iter().map(|x| 2.0 * x - rule.reference).chain([rule.reference, 0.0, 1.0]).collect();
    points.retain(|x| (0.0..=1.0).contains(x));
    points.sort_by(f64::total_cmp);
    points.dedup();
    let all: f64 = rule.votes.iter().sum();
    let passes = |x: f64| {
        let gains = |actor: usize| (x - positions[actor]).abs() < (rule.reference - positions[actor]).abs();
        let weight: f64 = (0..positions.len()).filter(|actor| gains(*actor)).map(|actor| rule.votes[actor]).sum();
        weight >= rule.quota * all * (1.0 - 1e-12) && weight > 0.0 && rule.veto.iter().all(|actor| gains(*actor))
    };
    let mut found: Vec<(f64, f64)> = Vec::new();
    for pair in points.windows(2) {
        if passes((pair[0] + pair[1]) / 2.0) {
            match found.last_mut() {
                Some(last) if last.1 == pair[0] && passes(pair[0]) => last.1 = pair[1],
                _ => found.push((pair[0], pair[1])),
            }
        }
    }
    found
}

/// Those whose consent decides whether a move in one direction passes: going from the far side of that direction, the first at whom the votes
/// suffice, or a veto player that comes later still. Several where they stand at one point; nobody where nobody votes.
pub fn decisive(positions: &[f64], rule: &Procedure, up: bool) -> Vec<usize> {
    let along = |actor: usize| if up { positions[actor] } else { -positions[actor] };
    let all: f64 = rule.votes.iter().sum();
    let mut order: Vec<usize> = (0..positions.len()).filter(|actor| rule.votes[*actor] > 0.0).collect();
    order.sort_by(|a, b| along(*b).total_cmp(&along(*a)).then(a.cmp(b)));
    let mut sum = 0.0;
    let enough = |actor: &usize| {
        sum += rule.votes[*actor];
        sum >= rule.quota * all * (1.0 - 1e-12)
    };
    let Some(at) = order.into_iter().find(enough).map(along) else { return Vec::new() };
    let at = rule.veto.iter().map(|actor| along(*actor)).fold(at, f64::min);
    let has_say = |actor: &usize| rule.votes[*actor] > 0.0 || rule.veto.contains(actor);
    (0..positions.len()).filter(|actor| along(*actor) == at).filter(has_say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec((0.0..=1.0f64, 0.0..10.0f64), 2..12)
            .prop_filter("somebody has weight", |line| line.iter().any(|(_, weight)| *weight > 1e-6))
    }

    #[test]
    fn half_the_weight_on_either_side_is_an_interval() {
        let median = weighted_median(&[(0.2, 1.0), (0.8, 1.0), (0.5, 0.0)]).unwrap();
        assert_eq!((median.low, median.high), (0.2, 0.8));
        assert_eq!(weighted_median(&[(0.2, 0.0)]), None);
    }

    /// Reference 0.3, three equal voters at 0, 0.5, 1: a majority beats it up to the mirror image of the middle one.
    #[test]
    fn win_sets_follow_the_rule() {
        let rule = |quota: f64, veto: Vec<usize>| Procedure { reference: 0.3, quota, votes: vec![1.0; 3], veto };
        let positions = [0.0, 0.5, 1.0];
        let majority = win_set(&positions, &rule(0.5, vec![]));
        assert_eq!(majority.len(), 1);
        assert!((majority[0].0 - 0.3).abs() < 1e-12 && (majority[0].1 - 0.7).abs() < 1e-12, "{majority:?}");
        assert!(win_set(&positions, &rule(1.0, vec![])).is_empty());
        assert!(win_set(&positions, &rule(0.5, vec![0])).is_empty());
    }

    #[test]
    fn the_last_whose_votes_are_needed_is_decisive() {
        let rule =
            |quota: f64, veto: Vec<usize>| Procedure { reference: 0.3, quota, votes: vec![1.0, 1.0, 1.0, 0.0], veto };
        let positions = [0.1, 0.5, 1.0, 0.0];
        assert_eq!(decisive(&positions, &rule(0.5, vec![]), true), [1]);
        assert_eq!(decisive(&positions, &rule(1.0, vec![]), true), [0]);
        assert_eq!(decisive(&positions, &rule(1.0, vec![]), false), [2]);
        assert_eq!(decisive(&positions, &rule(0.3, vec![1]), true), [1]);
        assert_eq!(decisive(&positions, &rule(0.5, vec![3]), true), [3]);
        assert!(decisive(&positions[3..], &Procedure { votes: vec![0.0], ..rule(0.5, vec![]) }, true).is_empty());
    }

    proptest! {
        #[test]
        fn forecasts_lie_among_the_positions_and_follow_the_scale(line in line(), factor in 0.1..4.0f64) {
            let (low, high) = line.iter().filter(|(_, w)| *w > 0.0).fold((1.0f64, 0.0f64), |(l, h), (x, _)| (l.min(*x), h.max(*x)));
            let (middle, median) = (compromise(&line).unwrap(), weighted_median(&line).unwrap());
            prop_assert!(low - 1e-12 <= middle && middle <= high + 1e-12);
            prop_assert!(low <= median.low && median.high <= high);
            let mirrored: Vec<_> = line.iter().map(|(x, w)| (1.0 - x, *w)).collect();
            prop_assert!((compromise(&mirrored).unwrap() - (1.0 - middle)).abs() < 1e-12);
            let turned = weighted_median(&mirrored).unwrap();
            prop_assert!((turned.low - (1.0 - median.high)).abs() < 1e-9 && (turned.high - (1.0 - median.low)).abs() < 1e-9);
            let stronger: Vec<_> = line.iter().map(|(x, w)| (*x, w * factor)).collect();
            prop_assert!((compromise(&stronger).unwrap() - middle).abs() < 1e-12);
            let mut split = line.clone();
            split[0].1 /= 2.0;
            split.push(split[0]);
            prop_assert!((compromise(&split).unwrap() - middle).abs() < 1e-12);
            let pulls: f64 = contributions(&line).iter().map(|one| one.pull).sum();
            prop_assert!(pulls.abs() < 1e-9);
        }

        #[test]
        fn nash_gains_for_all_and_tends_to_the_compromise(line in line(), reference in 0.0..=1.0f64) {
            for loss in [Loss::Quadratic, Loss::Linear] {
                let found = nash(&line, reference, loss).unwrap();
                if found.all_gain {
                    for (ideal, _) in line.iter().filter(|(_, weight)| *weight > 0.0) {
                        prop_assert!((found.outcome - ideal).abs() < (reference - ideal).abs() + 1e-9);
                    }
                    let mirrored: Vec<_> = line.iter().map(|(x, w)| (1.0 - x, *w)).collect();
                    let other = nash(&mirrored, 1.0 - reference, loss).unwrap();
                    prop_assert!((other.outcome - (1.0 - found.outcome)).abs() < 1e-6);
                } else {
                    prop_assert_eq!(found.outcome, reference);
                }
            }
            let far = nash_from(&line, Loss::Quadratic, |_| -1e6, 0.0).unwrap();
            prop_assert!((far.outcome - compromise(&line).unwrap()).abs() < 1e-4);
        }
    }
}
