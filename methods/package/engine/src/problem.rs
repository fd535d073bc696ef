//! What is dealt over: parts with their points, and what each point is worth to each actor beside no agreement.

/// Parts of a unit that are told apart: positions, saliences and ranks are rounded to a millionth.
const FINE: f64 = 1e6;

/// An issue with a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Points that can be agreed on.
    pub points: Vec<f64>,
    /// What holds without agreement.
    pub reference: f64,
    /// What each actor wants; `None` where it has no stake.
    pub stakes: Vec<Option<Stake>>,
}

/// What an actor wants of an issue: it loses by distance from its position, in proportion to its salience.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stake {
    /// Its position on the scale.
    pub position: f64,
    /// How much it cares, 0 or more.
    pub salience: f64,
}

impl Stake {
    /// What a point is worth beside another, in salience times points of the scale, as a whole number.
    pub(crate) fn gain(self, point: f64, reference: f64) -> i64 {
        let lost = |at: f64| (fine(at) - fine(self.position)).abs();
        fine(self.salience) * (lost(reference) - lost(point))
    }
}

fn fine(value: f64) -> i64 {
    libm::round(value * FINE) as i64
}

/// A gain in salience times points of the scale.
pub fn in_points(gain: i64) -> f64 {
    gain as f64 / FINE / FINE
}

/// A part of a package: gain by point and actor, beside no agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    gains: Vec<Vec<i64>>,
}

impl Part {
    /// Gains as they are: a row a point, a number an actor. Only their order counts where they are ranks.
    pub fn of_gains(gains: Vec<Vec<i64>>) -> Self {
        Self { gains }
    }

    /// An issue with a scale.
    pub fn of_issue(issue: &Issue) -> Self {
        let gain = |point: f64, stake: &Option<Stake>| stake.map_or(0, |stake| stake.gain(point, issue.reference));
        let row = |point: &f64| issue.stakes.iter().map(|stake| gain(*point, stake)).collect();
        Self { gains: issue.points.iter().map(row).collect() }
    }

    /// Outcomes that actors rank, with the worth of the whole span from the worst to the best: by outcome and actor a standing in [0, 1].
    pub fn of_ranks(standing: &[Vec<f64>], reference: usize, worth: &[f64]) -> Self {
        // A span from the worst to the best counts as much as one from end to end of an issue's scale.
        const SPAN: f64 = 100.0;
        let worth_of = |outcome: &[f64], actor: usize| fine(worth[actor]) * fine(SPAN * outcome[actor]);
        let row = |outcome: &Vec<f64>| {
            (0..worth.len()).map(|actor| worth_of(outcome, actor) - worth_of(&standing[reference], actor)).collect()
        };
        Self { gains: standing.iter().map(row).collect() }
    }

    /// How many points it has.
    pub fn points(&self) -> usize {
        self.gains.len()
    }

    /// What a point gives each actor.
    pub fn gains(&self, point: usize) -> &[i64] {
        &self.gains[point]
    }

    /// The most that an actor gains at any point, and the least.
    pub(crate) fn ends(&self, actor: usize) -> (i64, i64) {
        let all = || self.gains.iter().map(|row| row[actor]);
        (all().max().unwrap_or_default(), all().min().unwrap_or_default())
    }
}

/// Why parts are no problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// A part has no point.
    #[error("part {0} has no point")]
    NoPoint(usize),
    /// A row of gains is not as long as there are actors.
    #[error("part {0} has not one gain for each actor at every point")]
    Ragged(usize),
    /// There are more actors than fit.
    #[error("there are {0} actors, more than 64")]
    Actors(usize),
}

/// What is dealt over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    actors: usize,
    parts: Vec<Part>,
}

impl Problem {
    /// Parts with a gain for each actor at every point. What an actor gains by a package is the sum over its parts.
    ///
    /// # Errors
    /// [`ProblemError`].
    pub fn new(actors: usize, parts: Vec<Part>) -> Result<Self, ProblemError> {
        if actors > 64 {
            return Err(ProblemError::Actors(actors));
        }
        for (place, part) in parts.iter().enumerate() {
            if part.gains.is_empty() {
                return Err(ProblemError::NoPoint(place));
            }
            if part.gains.iter().any(|row| row.len() != actors) {
                return Err(ProblemError::Ragged(place));
            }
        }
        Ok(Self { actors, parts })
    }

    /// How many actors there are.
    pub fn actors(&self) -> usize {
        self.actors
    }

    /// Its parts.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// How many packages there are.
    pub fn packages(&self) -> u128 {
        self.parts.iter().fold(1, |all: u128, part| all.saturating_mul(part.points() as u128))
    }

    /// How far apart the best and the worst package are for an actor.
    pub fn range(&self, actor: usize) -> i64 {
        self.parts.iter().map(|part| part.ends(actor)).map(|(most, least)| most - least).sum()
    }
}

/// So many even steps from end to end of a scale, and a point beside them: the points of an issue, in order.
pub fn grid(scale: (f64, f64), steps: usize, reference: f64) -> Vec<f64> {
    let steps = steps.max(1);
    let at = |step: usize| scale.0 + (scale.1 - scale.0) * step as f64 / steps as f64;
    let mut points: Vec<f64> = (0..=steps).map(at).chain([reference]).collect();
    points.sort_by(f64::total_cmp);
    points.dedup_by(|a, b| (*a - *b).abs() < 1.0 / FINE);
    points
}
