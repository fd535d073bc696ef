//! Issues taken together: points on their scales, gains that add up over issues, draw by draw.

use std::collections::BTreeMap;

use detente_case::QuantityPath;
use detente_case::case::{Decision, Issue as CaseIssue, Position, Standing};
use detente_case::path::Stake as Number;
use detente_method::{EffectiveCase, Samples};
use detente_package::{
    Choice, Consent, Issue, Part, Problem, Stake, Table, Unit, acceptable, blockers, equal_gain, grid, in_points,
    kalai_smorodinsky, nash, strictly,
};
use rayon::prelude::*;

use crate::ruled::{Ruled, blocks};

/// The scale of issues.
pub(crate) const SCALE: (f64, f64) = (0.0, 100.0);
/// Even steps of a scale, the finest first.
const STEPS: [usize; 3] = [20, 10, 5];
/// Packages that are looked at in every draw, at most.
const PACKAGES: usize = 25_000;
/// Packages times actors times draws, at most.
const MOST_WORK: usize = 400_000_000;

/// The issues of a question.
pub(crate) struct Points<'c> {
    frame: Frame<'c>,
    pub mode: Setting,
    pub drawn: Drawn,
}

impl<'c> std::ops::Deref for Points<'c> {
    type Target = Frame<'c>;

    fn deref(&self) -> &Frame<'c> {
        &self.frame
    }
}

/// An issue of which it is known what holds without agreement.
pub(crate) struct Moored<'c> {
    pub issue: &'c CaseIssue,
    pub points: Vec<f64>,
    pub reference: usize,
    /// By actor.
    stakes: Vec<Option<Quantities>>,
}

/// Quantities of a stand.
#[derive(Debug, Clone, Copy)]
struct Quantities {
    position: usize,
    salience: usize,
}

/// The issues at certain values.
pub(crate) struct Setting {
    pub consent: Consent,
    pub issues: Vec<Issue>,
    pub problem: Problem,
    pub table: Table,
    pub weak: Vec<usize>,
    pub strict: Vec<usize>,
}

/// A rule of fairness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fair {
    Nash,
    KalaiSmorodinsky,
    EqualGain,
}

impl Fair {
    pub const ALL: [Self; 3] = [Self::Nash, Self::KalaiSmorodinsky, Self::EqualGain];
}

/// How often what came to be in the draws.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawn {
    pub draws: usize,
    /// By package: nobody loses; all gain. Under a rule: enough do not lose; enough gain.
    pub weak: Vec<u32>,
    pub strict: Vec<u32>,
    /// Draws in which some package is better for all; in which some is no worse for anybody and better for one.
    pub open: usize,
    pub improving: usize,
    pub blockers: BTreeMap<Vec<usize>, usize>,
}

/// The issues of a question with those who have a stake in them, before any package is looked at.
pub(crate) struct Frame<'c> {
    pub issues: Vec<Moored<'c>>,
    pub actors: Vec<String>,
    /// Whose consent is needed; under a rule everybody with a say.
    pub voices: Vec<usize>,
    /// The rule by which they decide; `None` where all must consent.
    pub ruled: Option<Ruled>,
    /// The quantities of what holds without agreement, by issue.
    pub references: Vec<usize>,
}

impl<'c> Frame<'c> {
    /// Issues that all have a reference, with the rule of the question; `None` where nobody with a say has a stake in any.
    pub fn of(reading: &EffectiveCase<'c>, ids: &[String], decision: Option<&Decision>) -> Option<Self> {
        let case = reading.case;
        let rows = || case.positions.iter().filter(|row| ids.contains(&row.issue.text));
        let mut actors: Vec<String> = rows().map(|row| row.actor.text.clone()).collect();
        actors.sort();
        actors.dedup();
        let issues: Vec<&CaseIssue> =
            ids.iter().filter_map(|id| case.issues.iter().find(|issue| issue.id.text == *id)).collect();
        let quantities = |issue: &CaseIssue, actor: &String| {
            let find = |stake: Number| {
                let (issue, actor) = (issue.id.text.clone(), actor.clone());
                reading.find(&QuantityPath::Stake { issue, actor, stake })
            };
            Some(Quantities { position: find(Number::Position)?, salience: find(Number::Salience)? })
        };
        let few = |steps: &usize| (steps + 2).checked_pow(issues.len() as u32).is_some_and(|all| all <= PACKAGES);
        let steps = STEPS.into_iter().find(few).unwrap_or(STEPS[STEPS.len() - 1]);
        let moored = |issue: &&'c CaseIssue| {
            let index = Points::reference(reading, &issue.id.text)?;
            let at = reading.estimate(index).mode();
            let points = grid(SCALE, steps, at);
            let apart = |place: &usize| (points[*place] - at).abs();
            let reference = (0..points.len()).min_by(|a, b| apart(a).total_cmp(&apart(b)))?;
            let stakes = actors.iter().map(|actor| quantities(issue, actor)).collect();
            Some((Moored { issue, points, reference, stakes }, index))
        };
        let (issues, references): (Vec<Moored<'c>>, Vec<usize>) = issues.iter().filter_map(moored).unzip();
        let (voices, ruled) = match decision {
            None => (must(reading, &issues, &actors), None),
            Some(decision) => {
                let rows: Vec<&Position> = with_a_say(reading, &issues).map(|(row, _)| row).collect();
                let has_a_say = |actor: &usize| rows.iter().any(|row| row.actor.text == actors[*actor]);
                let voices: Vec<usize> = (0..actors.len()).filter(has_a_say).collect();
                let names: Vec<String> = voices.iter().map(|actor| actors[*actor].clone()).collect();
                (voices, Some(Ruled::of(reading, decision, &names, &rows)?))
            }
        };
        (!voices.is_empty() && !issues.is_empty()).then_some(Self { issues, actors, voices, ruled, references })
    }

    /// Whose consent is enough at certain values; `None` where the rule can never be met.
    pub fn consent(&self, value: &dyn Fn(usize) -> f64) -> Option<Consent> {
        match &self.ruled {
            None => Some(Consent::of_all(self.voices.clone())),
            Some(ruled) => ruled.consent(&self.voices, value),
        }
    }

    /// Whether there are more packages than can be looked at one by one.
    pub fn is_large(&self) -> bool {
        let all = self.issues.iter().fold(1_u128, |all, issue| all.saturating_mul(issue.points.len() as u128));
        all > detente_package::MOST_PACKAGES
    }

    /// Every quantity that is read.
    pub fn quantities(&self) -> Vec<usize> {
        let stakes = self.issues.iter().flat_map(|issue| issue.stakes.iter().flatten());
        let own = stakes.flat_map(|stake| [stake.position, stake.salience]).chain(self.references.iter().copied());
        own.chain(self.ruled.iter().flat_map(Ruled::quantities)).collect()
    }

    /// The issues at certain values.
    pub fn at(&self, value: &dyn Fn(usize) -> f64) -> Vec<Issue> {
        let stake = |quantities: &Option<Quantities>| {
            quantities.map(|one| Stake { position: value(one.position), salience: value(one.salience) })
        };
        let lowered = |(moored, reference): (&Moored<'_>, &usize)| Issue {
            points: moored.points.clone(),
            reference: value(*reference),
            stakes: moored.stakes.iter().map(stake).collect(),
        };
        self.issues.iter().zip(&self.references).map(lowered).collect()
    }
}

/// What is dealt over on these issues.
pub(crate) fn problem(issues: &[Issue]) -> Option<Problem> {
    let actors = issues.first().map_or(0, |issue| issue.stakes.len());
    Problem::new(actors, issues.iter().map(Part::of_issue).collect()).ok()
}

impl<'c> Points<'c> {
    /// The quantity of what holds on an issue without agreement.
    pub fn reference(reading: &EffectiveCase<'_>, issue: &str) -> Option<usize> {
        reading.find(&QuantityPath::Reference { issue: issue.to_owned() })
    }

    /// Every package at the most likely values; `None` where there are too many.
    pub fn of(reading: &EffectiveCase<'c>, frame: Frame<'c>) -> Option<Self> {
        let mode = Setting::of(&frame, &|index| reading.estimate(index).mode())?;
        Some(Self { frame, mode, drawn: Drawn::default() })
    }

    /// Looks at the draws.
    pub fn draw(&mut self, samples: &Samples, draws: u32) {
        let size = self.mode.table.len() * self.actors.len().max(1);
        let draws = (draws as usize).min(MOST_WORK / size.max(1)).max(1);
        let tally = |mut sum: Drawn, draw: usize| {
            let value = |index: usize| samples.value(index, draw);
            if let Some(setting) = Setting::of(&self.frame, &value) {
                sum.add(&setting);
            }
            sum
        };
        let drawn = (0..draws).into_par_iter().fold(Drawn::default, tally).reduce(Drawn::default, Drawn::with);
        self.drawn = drawn;
    }

    /// What a rule of fairness picks at the most likely values; nothing where not all must consent, for such rules share out among those who must.
    pub fn choice(&self, rule: Fair) -> Option<Choice> {
        if !self.mode.consent.needs_all() {
            return None;
        }
        let (table, must) = (&self.mode.table, &self.voices);
        match rule {
            Fair::Nash => nash(table, must, &self.mode.strict),
            Fair::KalaiSmorodinsky => kalai_smorodinsky(table, must, &self.mode.weak),
            Fair::EqualGain => equal_gain(table, must, &self.mode.weak, Unit::Range),
        }
    }

    /// The package by which all gain in most draws, or enough under a rule; of those within a fixed distance the one that is largest by the product of
    /// gains at the most likely values, under a rule the one by which whoever with a say fares worst loses least of its range.
    pub fn best(&self, near: f64) -> Option<usize> {
        let most = self.drawn.strict.iter().max().copied().filter(|most| *most > 0)?;
        let least = f64::from(most) - near * self.drawn.draws as f64;
        let rivals = self.drawn.strict.iter().enumerate().filter(|(_, count)| f64::from(**count) >= least);
        let rivals: Vec<usize> = rivals.map(|(package, _)| package).collect();
        let strict: Vec<usize> =
            rivals.iter().copied().filter(|package| self.mode.strict.binary_search(package).is_ok()).collect();
        let choice = if self.mode.consent.needs_all() {
            nash(&self.mode.table, &self.voices, &strict)
        } else {
            equal_gain(&self.mode.table, &self.voices, &strict, Unit::Range)
        };
        choice.map(|choice| choice.picked).or(rivals.first().copied())
    }

    /// The points of a package by issue.
    pub fn at(&self, package: usize) -> Vec<f64> {
        let points = self.mode.table.points(package);
        points.iter().zip(&self.issues).map(|(point, issue)| issue.points[*point]).collect()
    }

    /// The package that lies nearest to some points.
    pub fn nearest(&self, points: &[f64]) -> usize {
        let place = |(at, issue): (&f64, &Moored<'_>)| {
            let apart = |point: &usize| (issue.points[*point] - at).abs();
            (0..issue.points.len()).min_by(|a, b| apart(a).total_cmp(&apart(b))).unwrap_or_default()
        };
        self.mode.table.package(&points.iter().zip(&self.issues).map(place).collect::<Vec<usize>>())
    }

    /// What somebody gains by a package at the most likely values, in salience (0 to 1) times points.
    pub fn gain(&self, actor: usize, package: usize) -> f64 {
        in_points(self.mode.table.gains(package)[actor]) / 100.0
    }

    /// Whether all could accept something at the most likely values, and who blocks, as a text.
    pub fn class(&self) -> String {
        let names =
            |set: &Vec<usize>| set.iter().map(|actor| self.actors[*actor].as_str()).collect::<Vec<_>>().join("+");
        let open = !self.mode.strict.is_empty();
        let sets = if open { Vec::new() } else { blockers(&self.mode.table, &self.mode.consent) };
        format!("issues: {open} {:?}", sets.iter().map(names).collect::<Vec<_>>())
    }
}

/// Rows of those with a say, with their issues.
fn with_a_say<'r, 'c>(
    reading: &'r EffectiveCase<'c>,
    issues: &'r [Moored<'_>],
) -> impl Iterator<Item = (&'c Position, &'r CaseIssue)> {
    let rows = reading.case.positions.iter().filter(|row| row.standing != Standing::OnlyInfluences);
    rows.filter_map(|row| {
        let moored = issues.iter().find(|moored| moored.issue.id.text == row.issue.text)?;
        Some((row, moored.issue))
    })
}

/// Whose consent is needed: whoever blocks on some of the issues, and on issues without a rule of decision whoever decides.
fn must(reading: &EffectiveCase<'_>, issues: &[Moored<'_>], actors: &[String]) -> Vec<usize> {
    let needed = |actor: usize| {
        issues.iter().filter(|issue| issue.stakes[actor].is_some()).any(|issue| {
            let mut own =
                with_a_say(reading, std::slice::from_ref(issue)).filter(|(row, _)| row.actor.text == actors[actor]);
            own.any(|(row, issue)| blocks(row) || issue.rule.is_none())
        })
    };
    (0..actors.len()).filter(|actor| needed(*actor)).collect()
}

impl Setting {
    fn of(frame: &Frame<'_>, value: &dyn Fn(usize) -> f64) -> Option<Self> {
        let issues = frame.at(value);
        let problem = problem(&issues)?;
        let table = Table::of(&problem)?;
        let consent = frame.consent(value)?;
        let (weak, strict) = (acceptable(&table, &consent), strictly(&table, &consent));
        Some(Self { consent, issues, problem, table, weak, strict })
    }
}

impl Drawn {
    fn add(&mut self, setting: &Setting) {
        self.draws += 1;
        self.weak.resize(setting.table.len(), 0);
        self.strict.resize(setting.table.len(), 0);
        setting.weak.iter().for_each(|package| self.weak[*package] += 1);
        setting.strict.iter().for_each(|package| self.strict[*package] += 1);
        self.open += usize::from(!setting.strict.is_empty());
        let voices = setting.consent.voices();
        let gains = |package: &usize| voices.iter().any(|actor| setting.table.gains(*package)[*actor] > 0);
        self.improving += usize::from(setting.weak.iter().any(gains));
        if setting.strict.is_empty() {
            blockers(&setting.table, &setting.consent)
                .into_iter()
                .for_each(|set| *self.blockers.entry(set).or_insert(0) += 1);
        }
    }

    fn with(mut self, other: Self) -> Self {
        if self.draws == 0 {
            return other;
        }
        self.draws += other.draws;
        self.open += other.open;
        self.improving += other.improving;
        self.weak.iter_mut().zip(&other.weak).for_each(|(own, more)| *own += more);
        self.strict.iter_mut().zip(&other.strict).for_each(|(own, more)| *own += more);
        for (set, count) in other.blockers {
            *self.blockers.entry(set).or_insert(0) += count;
        }
        self
    }
}
