//! The pipeline: baseline first, then every scenario against it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::FindingId;
use detente_case::case::Case;
use detente_case::measure::{AFFINITY, FRUSTRATION, LEVEL};
use detente_method::{
    Analysis, Asked, Before, Column, EffectiveCase, Effort, Memo, Observer, Options, Quiet, RunError, Samples, WhatIf,
};
use detente_results::{
    Answer, Assessment, BASELINE, Finding, FinishedScenario, Grouping, Part, Provenance, RecordResult, ScenarioResult,
    SensitivityResult, Stopped, WithoutLinkFound,
};
use rayon::prelude::*;

use crate::answers::{Posed, Ran, answers, questions_of};
use crate::data::records;
use crate::drivers::Ranked;
use crate::finding::{bounded, finding, provenance};
use crate::levers::of_goals;
use crate::problems::Problems;
use crate::propagation::{Propagation, draw_links};
use crate::provenance::{Sets, leave_out_unchanged};
use crate::reasons::without_links;
use crate::registry::place_of;
use crate::sensitivity::{SensitivityAsk, sensitivities};
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
pub(crate) struct Found<'c> {
    baseline: Outcome<'c>,
    assessment: Assessment,
    missing: Stopped,
}

impl<'c> Found<'c> {
    /// The verdicts on questions, with what their methods say and nothing else; these are the case and the options of the run.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn verdicts(
        &self,
        case: &'c Case,
        options: &Options,
        posed: &[Posed],
        observer: &dyn Observer,
    ) -> Result<Vec<Answer>, RunError> {
        let Self { baseline, assessment, .. } = self;
        let once = OnceCell::new();
        answers(Ran { case, options, assessment, baseline, once: &once, brief: true, observer }, posed)
    }
}

/// Runs the baseline and every scenario against it.
///
/// # Errors
/// As [`run`].
pub(crate) fn found<'c>(case: &'c Case, options: &Options, observer: &dyn Observer) -> Result<Found<'c>, RunError> {
    let all = options.scenarios.len() + 1;
    observer.progress(0, all, BASELINE);
    let first = WhatIf {
        id: BASELINE.to_owned(),
        title: "The case as it is".to_owned(),
        question: String::new(),
        changes: Vec::new(),
    };
    let baseline = Outcome::of(case, &first, options, Against::Nothing, observer)?;
    let mut sets = Sets::default();
    let (scenario, ranked) = baseline.result(case, None);
    let result = sets.adopt(scenario);
    let first = Compared { outcome: &baseline, result: &result, ranked: &ranked, paired: true };
    let mut scenarios = BTreeMap::new();
    let mut missing = Stopped::default();
    for (done, what_if) in options.scenarios.iter().enumerate() {
        observer.progress(done + 1, all, &what_if.id);
        if let Some(finished) = observer.kept(what_if) {
            scenarios.insert(what_if.id.clone(), sets.adopt(finished));
            continue;
        }
        let outcome = match Outcome::of(case, what_if, options, Against::Baseline(&baseline), observer) {
            // What is finished is kept.
            Err(RunError::Stopped) => {
                missing.scenarios = options.scenarios[done..].iter().map(|what_if| what_if.id.clone()).collect();
                break;
            }
            outcome => outcome?,
        };
        let finished = outcome.result(case, Some(&first)).0;
        observer.finished(what_if, &finished);
        scenarios.insert(what_if.id.clone(), sets.adopt(finished));
    }
    observer.progress(all, all, "");
    scenarios.insert(BASELINE.to_owned(), result);
    let order = std::iter::once(BASELINE.to_owned()).chain(options.scenarios.iter().map(|what_if| what_if.id.clone()));
    let order = order.filter(|id| !missing.scenarios.contains(id));
    let mut assessment = catalogue::assessment(case, options, order.collect(), scenarios);
    assessment.provenance = sets.list();
    Ok(Found { baseline, assessment, missing })
}

fn run_to(
    case: &Case,
    options: &Options,
    posed: &[Posed],
    whole: bool,
    observer: &dyn Observer,
) -> Result<Assessment, RunError> {
    let Found { baseline, mut assessment, mut missing } = found(case, options, observer)?;
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
/// Multiplications that a look at one view, issue or conflict may take: a second or so. Whoever asks for a finding by name gets all groups.
const MOST_WORK: u64 = 1_000_000_000;

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
        let all = sensitivities(case, options, &ask, &findings, known, observer, Some(MOST_WORK))?;
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

/// The baseline that scenarios are compared with.
#[derive(Clone, Copy)]
pub(crate) struct Compared<'b> {
    pub outcome: &'b Outcome<'b>,
    pub result: &'b ScenarioResult,
    pub ranked: &'b Ranked,
    /// Whether differences from it are told, and not only what is the same taken from it.
    pub paired: bool,
}

/// Everything one scenario gives, draws included.
pub(crate) struct Outcome<'c> {
    /// The case as it stands in it, influences followed.
    pub reading: EffectiveCase<'c>,
    /// Its findings in every draw.
    pub columns: Vec<Column>,
    by_id: BTreeMap<FindingId, usize>,
    /// The draws.
    pub samples: Samples,
    /// What each method keeps of it, for those that are compared with it.
    memos: Vec<Memo>,
    /// What is found beside the draws; its findings are still empty.
    beside: ScenarioResult,
    evidence: BTreeMap<usize, Vec<String>>,
    /// By finding what it would be without each link.
    reasons: BTreeMap<FindingId, Vec<WithoutLinkFound>>,
}

/// What a scenario is run against.
#[derive(Clone, Copy)]
pub(crate) enum Against<'b> {
    /// Nothing: it is the baseline of a run, and the years before it are looked at too.
    Nothing,
    /// The baseline of the run.
    Baseline(&'b Outcome<'b>),
    /// Nothing: a question is asked once more, of the case as it stands alone; what another such run has found is taken from it.
    OnceMore(Option<&'b Outcome<'b>>),
}

impl<'c> Outcome<'c> {
    /// Runs a scenario against another, or by itself.
    ///
    /// # Errors
    /// [`RunError`].
    pub fn of(
        case: &'c Case,
        what_if: &WhatIf,
        options: &Options,
        against: Against<'_>,
        observer: &dyn Observer,
    ) -> Result<Self, RunError> {
        let baseline = if let Against::Baseline(baseline) = against { Some(baseline) } else { None };
        let changes = options.under(&what_if.changes);
        let mut reading = EffectiveCase::until(case, options.as_of, &changes, options.horizon);
        let known = if let Against::OnceMore(known) = against { known } else { baseline };
        let none = Samples::default();
        let earlier = known.map_or(&none, |known| &known.samples);
        let (flow, mut samples) = Propagation::of(&mut reading, options.seed, options.draws, earlier, None)?;
        if matches!(against, Against::OnceMore(Some(_))) {
            draw_links(&reading, options, earlier, &mut samples);
        }
        let problems = Problems::of(&reading, None)?;
        let compared = baseline.map(|baseline| baseline.by_id.keys().cloned().collect()).unwrap_or_default();
        let asked = Asked {
            samples: &samples,
            draws: options.draws,
            seed: options.seed,
            compared: &compared,
            found: &[],
            before: known.map(Outcome::known),
            place: 0,
            effort: Effort::All,
            observer,
        };
        let mut columns = problems.columns(&asked)?;
        let memos = problems.memos(&samples);
        let mut beside = beside(what_if, &reading);
        let mut reasons = BTreeMap::new();
        if let Some(flow) = &flow {
            let own = Some(Before { samples: &samples, columns: &columns, memos: &memos });
            reasons = without_links(flow, &problems, &Asked { before: own, ..asked }, &columns)?;
            flow.extend_upstream(&mut columns);
            if let Some(baseline) = baseline {
                let own = Some(Before { samples: &samples, columns: &columns, memos: &memos });
                let before = baseline.columns.iter().map(|column| (column.id.as_str(), column)).collect();
                let asked = Asked { before: own, ..asked };
                beside.trajectory = Some(flow.told(flow.over_time(&problems, &asked, &before, &columns)?));
            }
        }
        beside.remarks.extend(columns.iter().filter_map(only_bounded));
        let at = Analysis {
            reading: &reading,
            samples: &samples,
            options,
            changes: &changes,
            baseline: baseline.map(|baseline| baseline.memos.as_slice()),
            before: known.map(|known| &known.beside),
            with_history: matches!(against, Against::Nothing),
            place: 0,
        };
        problems.analyse(&at, &mut beside);
        let by_id = columns.iter().enumerate().map(|(index, column)| (column.id.clone(), index)).collect();
        let behind: BTreeSet<usize> = columns.iter().flat_map(|column| column.behind.iter().copied()).collect();
        let evidence = behind.into_iter().map(|index| (index, reading.evidence(index))).collect();
        Ok(Self { reading, columns, by_id, samples, memos, beside, evidence, reasons })
    }

    /// What another scenario need not find again.
    fn known(&self) -> Before<'_> {
        Before { samples: &self.samples, columns: &self.columns, memos: &self.memos }
    }

    /// What it gives as a result, with the ranks of its draws.
    pub fn result(&self, case: &Case, known: Option<&Compared<'_>>) -> (FinishedScenario, Ranked) {
        let baseline = known.filter(|known| known.paired);
        let behind: BTreeSet<usize> =
            self.columns.iter().flat_map(|column| column.behind.union(&column.upstream).copied()).collect();
        let earlier = known.map(|known| (&known.outcome.samples, known.ranked));
        let ranked = Ranked::of(&self.samples, behind, earlier);
        // A pattern that the baseline never shows has frequency 0 there.
        let never = vec![0.0; self.columns.first().map_or(0, |column| column.draws.len())];
        let before = |column: &Column| -> Option<&[f64]> {
            let baseline = baseline?.outcome;
            let index = baseline.by_id.get(&column.id);
            if index.is_some_and(|index| baseline.columns[*index].is_open()) {
                return None;
            }
            let known = index.map(|index| baseline.columns[*index].draws.as_slice());
            known.or(column.pattern.then_some(&never))
        };
        let told = |column: &Column| {
            let known = known.and_then(|known| self.same_as(column, known));
            let without = self.reasons.get(&column.id).cloned().unwrap_or_default();
            Finding { without, ..finding(case, column, before(column), known, &ranked) }
        };
        // Factors that nothing reaches are told in the baseline alone.
        let untouched = |column: &&Column| {
            let reached = baseline.is_none_or(|baseline| self.same_as(column, baseline).is_none());
            reached || column.id.measure() != Some(LEVEL)
        };
        let listed: Vec<&Column> = self.columns.iter().filter(untouched).collect();
        let mut findings: Vec<Finding> = listed.par_iter().map(|column| told(column)).collect();
        let mut sets = Sets::default();
        let behind = listed.par_iter().map(|column| provenance(case, column, &self.evidence));
        for (finding, set) in findings.iter_mut().zip(behind.collect::<Vec<Provenance>>()) {
            finding.provenance = sets.number(set);
        }
        let result = ScenarioResult { findings, ..self.beside.clone() };
        (FinishedScenario { result, provenance: sets.list() }, ranked)
    }

    /// The finding of the baseline where nothing about it, nor about what is behind it, differs in any draw.
    fn same_as<'b>(&self, column: &Column, baseline: &'b Compared<'_>) -> Option<&'b Finding> {
        let place = *baseline.outcome.by_id.get(&column.id)?;
        let before = &baseline.outcome.columns[place];
        let bits = |x: &f64| x.to_bits();
        let same = before.behind == column.behind
            && column.upstream.is_empty()
            && before.bounded == column.bounded
            && (Arc::ptr_eq(&before.draws, &column.draws)
                || before.draws.iter().map(bits).eq(column.draws.iter().map(bits)))
            && column.behind.iter().all(|index| self.samples.shares(*index, &baseline.outcome.samples));
        same.then(|| &baseline.result.findings[place])
    }
}

/// What is to be said of a view whose index is only bounded in some draws.
fn only_bounded(column: &Column) -> Option<String> {
    let reason = bounded(column).filter(|_| column.id.measure() == Some(FRUSTRATION))?.reason;
    let view = column.id.subject();
    Some(format!("view `{view}`: {reason}"))
}

/// A scenario of which nothing is found yet.
fn beside(what_if: &WhatIf, reading: &EffectiveCase<'_>) -> ScenarioResult {
    ScenarioResult {
        title: what_if.title.clone(),
        question: what_if.question.clone(),
        changes: what_if.changes.iter().map(|change| change.change.timed(change.period)).collect(),
        grounds: what_if.changes.iter().map(catalogue::change_ground).collect(),
        remarks: reading.remarks.clone(),
        lost: catalogue::lost_rows(reading),
        unanswered: Vec::new(),
        forums: BTreeMap::new(),
        views: Vec::new(),
        conflicts: Vec::new(),
        issues: Vec::new(),
        exchanges: None,
        cross_impacts: Vec::new(),
        race: None,
        trajectory: None,
        findings: Vec::new(),
        unchanged: None,
    }
}

#[cfg(test)]
mod tests;
