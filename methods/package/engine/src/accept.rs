//! Which packages can be accepted, and which of those are efficient.

use crate::consent::Consent;
use crate::problem::Problem;
use crate::table::Table;

/// Efficient packages that are kept at most.
const MOST_EFFICIENT: usize = 5_000;

/// Packages by which enough of those with a say do not lose; nobody, where everybody must consent. No agreement is among them where it is a
/// package.
pub fn acceptable(table: &Table, consent: &Consent) -> Vec<usize> {
    those(table, |gains| consent.has(gains, |gain| gain >= 0))
}

/// Acceptable packages by which somebody with a say gains.
pub fn improving(table: &Table, consent: &Consent) -> Vec<usize> {
    let gained_by = |gains: &[i64]| consent.voices().iter().any(|actor| gains[*actor] > 0);
    those(table, |gains| consent.has(gains, |gain| gain >= 0) && gained_by(gains))
}

/// Packages by which enough of those with a say gain.
pub fn strictly(table: &Table, consent: &Consent) -> Vec<usize> {
    those(table, |gains| consent.has(gains, |gain| gain > 0))
}

fn those(table: &Table, accepted: impl Fn(&[i64]) -> bool) -> Vec<usize> {
    table.all().filter(|(_, gains)| accepted(gains)).map(|(package, _)| package).collect()
}

/// For each part the points that nobody who must accept has worse than no agreement. Where gains are ranks they cannot be added up over parts:
/// a package is then accepted where each of its points is one of these.
pub fn ordinal(problem: &Problem, must: &[usize]) -> Vec<Vec<usize>> {
    let fits = |gains: &[i64]| must.iter().all(|actor| gains[*actor] >= 0);
    let points = |part: &crate::Part| (0..part.points()).filter(|point| fits(part.gains(*point))).collect();
    problem.parts().iter().map(points).collect()
}

/// Efficient packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Efficient {
    /// They, in order.
    pub packages: Vec<usize>,
    /// Whether there were more than are kept.
    pub truncated: bool,
}

/// Of acceptable packages those of which none of the others is as good for all with a say and better for one.
pub fn efficient(table: &Table, voices: &[usize], acceptable: &[usize]) -> Efficient {
    let gains = |package: usize| voices.iter().map(move |actor| table.gains(package)[*actor]);
    let mut order: Vec<usize> = acceptable.to_vec();
    // Whatever is better than a package stands before it.
    order.sort_by(|a, b| gains(*b).cmp(gains(*a)).then(a.cmp(b)));
    let better = |a: usize, b: usize| gains(a).zip(gains(b)).all(|(a, b)| a >= b) && gains(a).ne(gains(b));
    let mut packages: Vec<usize> = Vec::new();
    let mut truncated = false;
    for package in order {
        if packages.iter().any(|kept| better(*kept, package)) {
            continue;
        }
        if packages.len() == MOST_EFFICIENT {
            truncated = true;
            break;
        }
        packages.push(package);
    }
    packages.sort_unstable();
    Efficient { packages, truncated }
}
