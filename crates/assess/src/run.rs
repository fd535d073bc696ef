//! The pipeline: baseline first, then every scenario against it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use detente_case::FindingId;
use detente_case::case::Case;
use detente_case::measure::AFFINITY;
use detente_method::{Observer, Options, Quiet, RunError, Samples};
use detente_results::{Assessment, BASELINE, Grouping, Part, RecordResult, SensitivityResult, Stopped};

use crate::answers::{Posed, Ran, answers, questions_of};
use crate::base::Base;
use crate::data::records;
use crate::levers::of_goals;
use crate::outcome::Outcome;
use crate::provenance::{Sets, leave_out_unchanged};
use crate::registry::place_of;
use crate::sensitivity::{Reach, SensitivityAsk, sensitivities};
use crate::{answer, catalogue};

/// Runs the baseline and every scenario, then looks at what the headline findings hang on and at the levers for the goals of the case.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_whole(case: &Case, options: &Options, observer: &dyn Observer) -> Result<Assessment, RunError> {
    run_to(case, options, &questions_of(case), true, observer)
}

/// Runs the baseline and every scenario.
///
/// A run that is stopped after the baseline gives what is finished, and says what is not. Scenarios that the observer has kept from an
/// earlier run are taken as they are; the baseline is always run.
///
/// # Errors
/// [`RunError`].
pub(crate) fn run(case: &Case, options: &Options, observer: &dyn Observer) -> Result<Assessment, RunError> {
    run_to(case, options, &[], false, observer)
}

/// Runs the baseline and every scenario for what differs between them: of what scenarios cannot reach nothing is told.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_differences(case: &Case, options: &Options, observer: &dyn Observer) -> Result<Assessment, RunError> {
    let Found { mut assessment, missing, .. } = found(case, options, Looked::AtDifferences, observer)?;
    assessment.stopped = Some(missing).filter(|missing| *missing != Stopped::default());
    leave_out_unchanged(&mut assessment.scenarios);
    Ok(assessment)
}

/// Runs the baseline and every scenario, and answers questions; nothing else is looked at.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_for(
    case: &Case,
    options: &Options,
    posed: &[Posed],
    observer: &dyn Observer,
) -> Result<Assessment, RunError> {
    run_to(case, options, posed, false, observer)
}

/// The findings of a run, of which nothing is told yet.
struct Found<'c> {
    baseline: Outcome<'c>,
    assessment: Assessment,
    missing: Stopped,
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looked {
    /// A report: everything.
    AtAll,
    /// What differs between baseline and scenarios: what they cannot reach, and what only figures show, is left out.
    AtDifferences,
}

/// Runs the baseline and every scenario against it.
fn found<'c>(case: &'c Case, options: &Options, depth: Looked, observer: &dyn Observer) -> Result<Found<'c>, RunError> {
    let all = options.scenarios.len() + 1;
    observer.progress(0, all, BASELINE);
    let mut sets = Sets::default();
    let base = match depth {
        Looked::AtAll => Base::of(case, options, &mut sets, observer)?,
        Looked::AtDifferences => Base::reached_by(case, options, &options.scenarios, &mut sets, observer)?,
    };
    let mut scenarios = BTreeMap::new();
    let mut missing = Stopped::default();
    for (done, what_if) in options.scenarios.iter().enumerate() {
        observer.progress(done + 1, all, &what_if.id);
        if let Some(finished) = observer.kept(what_if) {
            scenarios.insert(what_if.id.clone(), sets.adopt(finished));
            continue;
        }
        let finished = match base.scenario(case, options, what_if, observer) {
            // What is finished is kept.
            Err(RunError::Stopped) => {
                missing.scenarios = options.scenarios[done..].iter().map(|what_if| what_if.id.clone()).collect();
                break;
            }
            finished => finished?,
        };
        observer.finished(what_if, &finished);
        scenarios.insert(what_if.id.clone(), sets.adopt(finished));
    }
    observer.progress(all, all, "");
    let Base { outcome: baseline, result, .. } = base;
    scenarios.insert(BASELINE.to_owned(), result);
    let order = std::iter::once(BASELINE.to_owned()).chain(options.scenarios.iter().map(|what_if| what_if.id.clone()));
    let order = order.filter(|id| !missing.scenarios.contains(id));
    let mut assessment = catalogue::assessment(case, options, order.collect(), scenarios);
    assessment.provenance = sets.into_list();
    Ok(Found { baseline, assessment, missing })
}

fn run_to(
    case: &Case,
    options: &Options,
    posed: &[Posed],
    whole: bool,
    observer: &dyn Observer,
) -> Result<Assessment, RunError> {
    let Found { baseline, mut assessment, mut missing } = found(case, options, Looked::AtAll, observer)?;
    if whole {
        let known = &baseline.samples;
        let quiet = Quiet { outer: observer };
        let varying = varying(&assessment);
        let by = |by| hangs(case, options, by, &varying, known, &quiet);
        let (claims, sources) = (by(Grouping::Claim), by(Grouping::Source));
        assessment.hangs = finished(claims, Part::Hangs, &mut missing)?;
        assessment.hangs_by_source = finished(sources, Part::HangsBySource, &mut missing)?;
        assessment.hangs_by_source.retain(|one| one.groups.len() > 1);
        assessment.levers = finished(of_goals(case, options, known, &quiet), Part::Levers, &mut missing)?;
    }
    assessment.records = of_data(case, options, &assessment);
    assessment.answer = answer::answer(&assessment, &options.scenarios);
    assessment.issue_answers =
        assessment.scenarios.get(BASELINE).map(detente_method_bargaining::issue_answers).unwrap_or_default();
    assessment.conflict_answers =
        assessment.scenarios.get(BASELINE).map(detente_method_conflict::conflict_answers).unwrap_or_default();
    let once = OnceCell::new();
    let ran = Ran { case, options, assessment: &assessment, baseline: &baseline, once: &once, brief: false, observer };
    assessment.answers = finished(answers(ran, posed), Part::Answers, &mut missing)?;
    assessment.stopped = Some(missing).filter(|missing| *missing != Stopped::default());
    leave_out_unchanged(&mut assessment.scenarios);
    Ok(assessment)
}

/// Nothing where the observer asked to stop, which is noted down.
fn finished<T: Default>(found: Result<T, RunError>, part: Part, missing: &mut Stopped) -> Result<T, RunError> {
    match found {
        Err(RunError::Stopped) => {
            missing.parts.push(part);
            Ok(T::default())
        }
        found => found,
    }
}

/// Rules for ties from data, beside what the baseline says of their pairs.
fn of_data(case: &Case, options: &Options, assessment: &Assessment) -> Vec<RecordResult> {
    let baseline = assessment.scenarios.get(BASELINE);
    records(case, options.as_of, &|view, a, b| {
        let found = baseline?.finding(&AFFINITY.pair(view, a, b))?;
        let summary = found.distribution.as_ref()?;
        Some(([summary.p05, found.at_mode?, summary.p95], assessment.behind(found).claims.clone()))
    })
}

/// Base points of the first look at what headline findings hang on, and groups told of each.
const POINTS: u32 = 256;
const GROUPS: usize = 12;
/// Multiplications that a look at one view, issue or conflict may take, half a second or so, and groups that are looked at for those told. Whoever asks
/// for a finding by name gets all groups.
const REACH: Reach = Reach { work: 500_000_000, groups: 3 * GROUPS };

/// Headline findings that are told over the draws of the baseline.
fn varying(assessment: &Assessment) -> Vec<FindingId> {
    let baseline = assessment.scenarios.get(BASELINE);
    let told = |id: &&FindingId| {
        let finding = baseline.and_then(|baseline| baseline.finding(id));
        finding.is_none_or(|finding| finding.number().is_some())
    };
    assessment.headlines.iter().filter(told).cloned().collect()
}

/// What the headline findings hang on; nothing where there are too few draws to say.
fn hangs(
    case: &Case,
    options: &Options,
    by: Grouping,
    headlines: &[FindingId],
    known: &Samples,
    observer: &dyn Observer,
) -> Result<Vec<SensitivityResult>, RunError> {
    let mut subjects: BTreeMap<(usize, &str), Vec<&FindingId>> = BTreeMap::new();
    for finding in headlines.iter().filter(|_| options.draws >= POINTS) {
        let Some(method) = place_of(finding) else { continue };
        subjects.entry((method, finding.subject())).or_default().push(finding);
    }
    let mut found = Vec::new();
    for findings in subjects.into_values() {
        let Some(first) = findings.first() else { continue };
        let ask = SensitivityAsk { finding: first, changes: Vec::new(), by, points: POINTS };
        let all = sensitivities(case, options, &ask, &findings, known, observer, Some(REACH))?;
        // Left out are those that are the same in every draw, or there only in a scenario.
        found.extend(
            all.into_iter()
                .flatten()
                .map(|result| SensitivityResult { groups: result.groups.into_iter().take(GROUPS).collect(), ..result }),
        );
    }
    found.sort_by_key(|result| headlines.iter().position(|id| *id == result.finding));
    Ok(found)
}
