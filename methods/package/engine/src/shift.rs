//! The smallest change of one number that opens a package, in closed form.
//!
//! For a fixed package what an actor gains on an issue is a piecewise linear function of its position, of its salience and of what holds
//! without agreement, with kinks at the two points that are compared; from which value on it is large enough follows without a search.

use crate::consent::Consent;
use crate::problem::{Issue, Problem, in_points};
use crate::table::Table;

/// Thresholds that differ by less are one.
const SAME: f64 = 1e-9;

/// A number of which a change could open a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shifted {
    /// The position of an actor on a part.
    Position {
        /// The actor.
        actor: usize,
        /// The part.
        part: usize,
    },
    /// How much an actor cares about a part.
    Salience {
        /// The actor.
        actor: usize,
        /// The part.
        part: usize,
    },
    /// What holds on a part without agreement.
    Reference {
        /// The part.
        part: usize,
    },
}

/// A change that opens a package as soon as it is larger.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Of what.
    pub of: Shifted,
    /// By more than this, with its sign.
    pub by: f64,
    /// Whether upwards; it says so also where any change is enough.
    pub up: bool,
    /// The first package that it opens.
    pub opens: usize,
}

/// From where on a change is large enough, and which way it goes.
struct Beyond {
    by: f64,
    up: bool,
}

/// An issue among the parts of a problem.
struct At<'a> {
    table: &'a Table,
    problem: &'a Problem,
    consent: &'a Consent,
    part: usize,
    issue: &'a Issue,
    scale: (f64, f64),
}

/// For each position, salience and reference of the issues among the parts of a problem the smallest change that opens a package by which enough of
/// those with a say gain, where there is one within the scale; the smallest first. `issues` are by part, `None` for parts that are no issues.
pub fn shifts(
    table: &Table,
    problem: &Problem,
    issues: &[Option<&Issue>],
    consent: &Consent,
    scale: (f64, f64),
) -> Vec<Shift> {
    let mut found = Vec::new();
    for (part, issue) in issues.iter().enumerate() {
        let Some(issue) = *issue else { continue };
        let at = At { table, problem, consent, part, issue, scale };
        for actor in consent.voices().iter().copied().filter(|actor| issue.stakes[*actor].is_some()) {
            found.extend(at.smallest(Shifted::Position { actor, part }, |package| at.position(actor, package)));
            found.extend(at.smallest(Shifted::Salience { actor, part }, |package| at.salience(actor, package)));
        }
        found.extend(at.smallest(Shifted::Reference { part }, |package| at.reference(package)));
    }
    found.sort_by(|a, b| a.by.abs().total_cmp(&b.by.abs()));
    found
}

impl At<'_> {
    fn smallest(&self, of: Shifted, by: impl Fn(usize) -> Option<Beyond>) -> Option<Shift> {
        let mut best: Option<Shift> = None;
        for package in 0..self.table.len() {
            let Some(Beyond { by, up }) = by(package) else { continue };
            if best.as_ref().is_none_or(|best| by.abs() < best.by.abs() - SAME) {
                best = Some(Shift { of, by, up, opens: package });
            }
        }
        best
    }

    /// What an actor gains by the other parts of a package.
    fn rest(&self, actor: usize, package: usize) -> f64 {
        let own = self.problem.parts()[self.part].gains(self.point(package))[actor];
        in_points(self.table.gains(package)[actor] - own)
    }

    fn point(&self, package: usize) -> usize {
        self.table.points(package)[self.part]
    }

    /// Whether only the consent of an actor is lacking.
    fn others(&self, actor: usize, package: usize) -> bool {
        let own = self.consent.voices().iter().position(|voice| *voice == actor).map_or(0, |place| 1 << place);
        self.consent.is_enough(self.consent.accepting(self.table.gains(package), |gain| gain > 0) | own)
    }

    fn position(&self, actor: usize, package: usize) -> Option<Beyond> {
        let stake = self.issue.stakes[actor].filter(|stake| stake.salience > 0.0)?;
        if !self.others(actor, package) {
            return None;
        }
        let (point, reference) = (self.issue.points[self.point(package)], self.issue.reference);
        let span = (point - reference).abs();
        // What the issue must bring, in points of the scale: between minus and plus the way from the reference.
        let needed = -self.rest(actor, package) / stake.salience;
        if needed >= span || needed < -span {
            return None;
        }
        let toward = if point > reference { 1.0 } else { -1.0 };
        let turns = (reference + point + toward * needed) / 2.0;
        let inside = turns > self.scale.0 - SAME && turns < self.scale.1 + SAME;
        let beyond = (turns - stake.position) * toward >= 0.0;
        (inside && beyond).then_some(Beyond { by: turns - stake.position, up: toward > 0.0 })
    }

    fn salience(&self, actor: usize, package: usize) -> Option<Beyond> {
        let stake = self.issue.stakes[actor]?;
        if !self.others(actor, package) {
            return None;
        }
        let lost = |at: f64| (at - stake.position).abs();
        let brings = lost(self.issue.reference) - lost(self.issue.points[self.point(package)]);
        let turns = -self.rest(actor, package) / brings;
        let by = turns - stake.salience;
        let opens = brings.abs() > SAME && by * brings >= 0.0;
        (opens && turns >= 0.0 && (brings > 0.0 || turns > SAME)).then_some(Beyond { by, up: brings > 0.0 })
    }

    fn reference(&self, package: usize) -> Option<Beyond> {
        let sets = self.consent.sets().into_iter().map(|set| self.consent.members(set));
        let found = sets.filter_map(|members| self.reference_for(&members, package));
        found.min_by(|a, b| a.by.abs().total_cmp(&b.by.abs()))
    }

    /// For these to gain, all of them.
    fn reference_for(&self, members: &[usize], package: usize) -> Option<Beyond> {
        let point = self.issue.points[self.point(package)];
        let mut shut: Vec<(f64, f64)> = Vec::new();
        for actor in members {
            let rest = self.rest(*actor, package);
            match self.issue.stakes[*actor].filter(|stake| stake.salience > 0.0) {
                // Without a stake here it gains elsewhere or never.
                None if rest <= 0.0 => return None,
                None => {}
                Some(stake) => {
                    let far = (point - stake.position).abs() - rest / stake.salience;
                    if far >= 0.0 {
                        shut.push((stake.position - far, stake.position + far));
                    }
                }
            }
        }
        nearest_outside(&mut shut, self.issue.reference, self.scale)
    }
}

/// The end nearest to a place of the closed intervals that it lies in, taken together; only ends within a scale.
fn nearest_outside(shut: &mut [(f64, f64)], place: f64, scale: (f64, f64)) -> Option<Beyond> {
    shut.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut covered: Option<(f64, f64)> = None;
    let mut found: Option<(f64, f64)> = None;
    for interval in shut.iter() {
        covered = match covered {
            Some((low, high)) if interval.0 <= high + SAME => Some((low, high.max(interval.1))),
            _ => Some(*interval),
        };
        found = covered.filter(|(low, high)| *low <= place + SAME && place <= high + SAME).or(found);
    }
    let (low, high) = found?;
    let down = (low > scale.0 + SAME).then_some(Beyond { by: low - place, up: false });
    let up = (high < scale.1 - SAME).then_some(Beyond { by: high - place, up: true });
    [down, up].into_iter().flatten().min_by(|a, b| a.by.abs().total_cmp(&b.by.abs()))
}
