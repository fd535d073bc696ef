//! How much memory draws will take, told before the first is made.
//!
//! Counted are the numbers kept of each draw: quantities, findings, ranks, and the trajectory of what influences move. A few draws show
//! what only draws can show, such as the states of a conflict that ever hold.

use std::collections::BTreeSet;

use detente_case::{Case, FindingId};

use crate::influence::Periods;
use crate::problems::{Problems, Wanted};
use crate::propagation::Propagation;
use crate::sensitivity::{SensitivityAsk, groups};
use crate::{levers, reasons};
use detente_method::Numbers;
use detente_method::RunError;
use detente_method::Samples;
use detente_method::{CaseMap, Memory};
use detente_method::{GroundedChange, Options};

/// Draws by which is counted.
const FEW: u32 = 32;
/// Bytes of a number, with what is lost between columns. Measured with the case of North-East Asia and its 18 scenarios (2,000, 10,000 and
/// 40,000 draws peak at 349, 610 and 1,414 MB): the estimates are 2 to 11 per cent above.
const NUMBER: u64 = 9;
/// Numbers of a draw that each thread holds while it summarises a finding: differences, sorted copies, ranks.
const SUMMARY: usize = 6;
/// Bytes of a finding beside its draws: its names, what it rests on, its summary; and of all that is there without any draw.
const FINDING: u64 = 10_000;
const PROGRAM: u64 = 60_000_000;

/// Memory of a run with all that is looked at in its end, on so many threads: what the baseline keeps, and what the scenario with most
/// takes beside it.
///
/// # Errors
/// [`RunError`].
pub fn memory_of_run(case: &Case, options: &Options, threads: usize) -> Result<Memory, RunError> {
    let none = Samples::default();
    let (baseline, base) = Part::of(case, options, &[], None, &none)?;
    let mut most = baseline.beside();
    let mut held = baseline.fixed(options);
    for scenario in &options.scenarios {
        let (part, _) = Part::of(case, options, &scenario.changes, None, &base)?;
        most = most.max(part.kept() + part.beside());
        held = held.max(part.fixed(options));
    }
    let findings = (baseline.problems.kept * (options.scenarios.len() + 1)) as u64;
    let levers = if case.goals.is_empty() { 0 } else { searched(case, options, &baseline, threads) };
    let numbers = baseline.kept() + most + SUMMARY * threads;
    Ok(Memory { fixed: PROGRAM + findings * FINDING + held.max(levers), a_draw: numbers as u64 * NUMBER })
}

/// Memory of what looks at one finding over the draws of a run, on so many threads: levers for it, and boxes.
///
/// # Errors
/// [`RunError`].
pub fn memory_of_levers(
    case: &Case,
    options: &Options,
    changes: &[GroundedChange],
    finding: &FindingId,
    threads: usize,
) -> Result<Memory, RunError> {
    let (part, _) = Part::of(case, options, changes, Some(finding), &Samples::default())?;
    // Any quantity may be changed, and so anything be moved.
    let map = CaseMap::of(&options.reading(case, changes));
    let moved = (map.most_moved() + 1) * (2 * map.periods + 1);
    let numbers = part.kept() + part.beside() + moved + map.quantities().len();
    let fixed = PROGRAM + part.problems.kept as u64 * FINDING + searched(case, options, &part, threads);
    Ok(Memory { fixed, a_draw: numbers as u64 * NUMBER })
}

/// Memory of a sensitivity by base points, which are its draws.
///
/// # Errors
/// [`RunError`].
pub fn memory_of_sensitivity(case: &Case, options: &Options, ask: &SensitivityAsk<'_>) -> Result<Memory, RunError> {
    let (part, base) = Part::of(case, options, &ask.changes, Some(ask.finding), &Samples::default())?;
    let behind: BTreeSet<usize> = base.indices().collect();
    let runs = 2 * (groups(case, &behind, ask.by).len() + 2);
    // Twice as many draws are made, and put into halves.
    let numbers = part.kept() + part.beside() + 4 * base.len() + runs;
    Ok(Memory { fixed: PROGRAM + part.problems.kept as u64 * FINDING, a_draw: numbers as u64 * NUMBER })
}

/// Memory of a screening by its ways, each of which is one draw more than there are quantities.
///
/// # Errors
/// [`RunError`].
pub fn memory_of_screen(case: &Case, options: &Options, ask: &SensitivityAsk<'_>) -> Result<Memory, RunError> {
    let (part, base) = Part::of(case, options, &ask.changes, Some(ask.finding), &Samples::default())?;
    let numbers = part.kept() + part.beside() + 2 * base.len();
    let a_way = (numbers * (base.len() + 1)) as u64 * NUMBER;
    Ok(Memory { fixed: PROGRAM + part.problems.kept as u64 * FINDING, a_draw: a_way })
}

/// Plans are searched on all threads at once over few draws.
fn searched(case: &Case, options: &Options, part: &Part, threads: usize) -> u64 {
    let map = CaseMap::of(&options.reading(case, &[]));
    let numbers = part.kept() + part.beside() + map.most_moved() * map.periods;
    (threads * numbers) as u64 * NUMBER * u64::from(options.draws.min(levers::DRAWS))
}

/// The numbers of each draw in one scenario.
struct Part {
    /// Quantities with draws of their own.
    samples: usize,
    problems: Numbers,
    /// The trajectory of what influences move, and its periods.
    trajectory: usize,
    periods: usize,
}

impl Part {
    fn of(
        case: &Case,
        options: &Options,
        changes: &[GroundedChange],
        finding: Option<&FindingId>,
        earlier: &Samples,
    ) -> Result<(Self, Samples), RunError> {
        let mut reading = options.reading(case, changes);
        let periods = if finding.is_none() { Periods::All } else { Periods::Last };
        let wanted = finding.map(Wanted::Finding);
        let (flow, samples) = Propagation::of(&mut reading, options.seed, FEW, earlier, wanted, periods)?;
        let problems = Problems::of(&reading, wanted)?;
        let numbers = problems.numbers_a_draw(&samples, FEW, options.seed);
        let part = Self {
            samples: samples.apart_from(earlier),
            problems: numbers,
            trajectory: flow.as_ref().map_or(0, |flow| flow.trajectory.numbers_a_draw(earlier)),
            periods: flow.as_ref().map_or(0, |flow| flow.trajectory.map.periods),
        };
        Ok((part, samples))
    }

    /// What stays to the end of the scenario: draws of quantities, their ranks, and findings.
    fn kept(&self) -> usize {
        2 * self.samples + self.problems.kept
    }

    /// What is held while it is worked out. The trajectory is there twice while it is put in order, before there are findings.
    fn beside(&self) -> usize {
        self.trajectory + self.problems.held.max(self.trajectory.saturating_sub(self.problems.kept))
    }

    /// Bytes of findings over time, over the first draws.
    fn fixed(&self, options: &Options) -> u64 {
        let draws = u64::from(options.draws).min(reasons::DRAWS as u64);
        let runs = self.periods * self.problems.kept;
        runs as u64 * (draws * NUMBER + FINDING / 4)
    }
}
