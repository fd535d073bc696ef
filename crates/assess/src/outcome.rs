//! Everything that one scenario gives, draws included, and what of another it takes as found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::FindingId;
use detente_case::case::Case;
use detente_case::measure::{FRUSTRATION, LEVEL};
use detente_method::{
    Analysis, Asked, Before, Column, EffectiveCase, Effort, Memo, Observer, Options, RunError, Samples, WhatIf,
};
use detente_results::{Finding, FinishedScenario, Provenance, ScenarioResult, WithoutLinkFound};
use rayon::prelude::*;

use crate::catalogue;
use crate::drivers::Ranked;
use crate::finding::{bounded, finding, provenance};
use crate::influence::Periods;
use crate::problems::{Problems, Wanted};
use crate::propagation::{Propagation, draw_links};
use crate::provenance::Sets;
use crate::reached::Reached;
use crate::reasons::without_links;

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
    /// Whether it holds what only the figures of a report show.
    shown: bool,
    /// The subjects that were looked at, where not all were.
    reached: Option<Arc<Reached>>,
    evidence: BTreeMap<usize, Vec<String>>,
    /// By finding what it would be without each link.
    reasons: BTreeMap<FindingId, Vec<WithoutLinkFound>>,
}

/// What a scenario is run against.
#[derive(Clone, Copy)]
pub(crate) enum Against<'b> {
    /// Nothing: it is the baseline of a run, and the years before it are looked at too.
    Nothing,
    /// Nothing: it is the baseline under changes that hold everywhere, and its figures are not shown; what the case without them gives is
    /// taken from it.
    Standing(Option<&'b Outcome<'b>>),
    /// Nothing: it is the baseline of scenarios that can reach these subjects, and no other is looked at.
    Reach(&'b Reached),
    /// The baseline of the run.
    Baseline(&'b Outcome<'b>),
    /// Nothing: a question is asked once more, of the case as it stands alone; what another such run has found is taken from it.
    OnceMore(Option<&'b Outcome<'b>>),
}

impl<'b> Against<'b> {
    /// What scenarios are compared with.
    fn baseline(self) -> Option<&'b Outcome<'b>> {
        if let Self::Baseline(baseline) = self { Some(baseline) } else { None }
    }

    /// Whether its figures will be shown.
    fn is_shown(self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Baseline(baseline) => baseline.shown,
            Self::Standing(_) | Self::Reach(_) | Self::OnceMore(_) => false,
        }
    }

    /// What is looked at, where it is not everything.
    fn reached(self) -> Option<Arc<Reached>> {
        match self {
            Self::Nothing | Self::Standing(_) | Self::OnceMore(_) => None,
            Self::Reach(reached) => Some(Arc::new(reached.clone())),
            Self::Baseline(baseline) => baseline.reached.clone(),
        }
    }

    /// From which is taken what does not differ.
    fn known(self) -> Option<&'b Outcome<'b>> {
        match self {
            Self::Nothing | Self::Reach(_) => None,
            Self::Baseline(baseline) => Some(baseline),
            Self::Standing(known) | Self::OnceMore(known) => known,
        }
    }
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
        let (baseline, known) = (against.baseline(), against.known());
        let shown = against.is_shown();
        let reached = against.reached();
        let wanted = reached.as_deref().map(Wanted::Reached);
        let changes = options.under(&what_if.changes);
        let mut reading = EffectiveCase::until(case, options.as_of, &changes, options.horizon);
        let none = Samples::default();
        let earlier = known.map_or(&none, |known| &known.samples);
        // Only against a baseline is told how it went.
        let periods = if baseline.is_some() { Periods::All } else { Periods::Last };
        let (flow, mut samples) = Propagation::of(&mut reading, options.seed, options.draws, earlier, wanted, periods)?;
        if baseline.is_none() && known.is_some() {
            draw_links(&reading, options, earlier, &mut samples);
        }
        let problems = Problems::of(&reading, wanted)?;
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
            shown,
            by_chance: matches!(against, Against::Nothing | Against::Standing(_) | Against::Reach(_)),
            place: 0,
        };
        problems.analyse(&at, &mut beside);
        let by_id = columns.iter().enumerate().map(|(index, column)| (column.id.clone(), index)).collect();
        let behind: BTreeSet<usize> = columns.iter().flat_map(|column| column.behind.iter().copied()).collect();
        let evidence = behind.into_iter().map(|index| (index, reading.evidence(index))).collect();
        Ok(Self { reading, columns, by_id, samples, memos, beside, shown, reached, evidence, reasons })
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
        // Of what is looked at for its differences nobody asks what drives it.
        let ranked =
            if self.reached.is_some() { Ranked::default() } else { Ranked::of(&self.samples, behind, earlier) };
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
        (FinishedScenario { result, provenance: sets.into_list() }, ranked)
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
