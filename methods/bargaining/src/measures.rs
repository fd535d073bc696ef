//! Issues of a case over the draws: where each lands by each model, how far the models agree, who decides.

use std::collections::BTreeSet;

use detente_bargain::{Stake, compromises, exchanges};
use detente_case::measure::{ABOVE, EUM, EXCHANGE, PASSES, PIVOT, SMP, SPREAD};
use detente_case::{FindingId, Measure, Method};
use detente_method::{Asked, Before, Column, Effort, Samples, Spec};
use detente_results::Model;
use rayon::prelude::*;

use crate::input::BargainInput;
use crate::lower::CaseIssues;
use crate::model::Settings;
use crate::result::spread;

/// Draws in which the process models are followed: they take a hundred times as long as the others.
pub(crate) const PROCESS_DRAWS: usize = 1_000;

/// What one draw gives for one issue.
#[derive(Debug, Clone, Default)]
struct Landed {
    /// By model, in the order of [`Model::ALL`]; NaN where it has no answer.
    models: [f64; 7],
    /// Actors (places among all) at the weighted median; `None` where there is no answer.
    pivots: Option<Vec<usize>>,
    /// Whether something beats the reference point under the rule; `None` without reference point, rule or answer.
    passes: Option<bool>,
}

/// What is kept of a scenario.
pub(crate) struct Memo {
    /// The issues at the most likely values.
    pub stakes: BargainInput,
    /// By issue the quantities behind it and its package.
    pub behind: Vec<BTreeSet<usize>>,
}

/// What another scenario found: an issue none of whose quantities differ is not looked at again.
#[derive(Clone, Copy)]
struct Known<'b> {
    found: Before<'b>,
    memo: &'b Memo,
}

impl<'b> Known<'b> {
    fn of(asked: &Asked<'b>) -> Option<Self> {
        asked.known().map(|(found, memo)| Self { found, memo })
    }

    /// Whether an issue has the same quantities with the same draws.
    fn knows(&self, issue: usize, behind: &BTreeSet<usize>, samples: &Samples) -> bool {
        self.memo.behind[issue] == *behind && behind.iter().all(|index| samples.shares(*index, self.found.samples))
    }
}

/// Which of the slow models to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slow {
    /// Draws in which the challenge models are followed.
    process: usize,
    /// Whether positions are exchanged between issues.
    exchange: bool,
}

impl Slow {
    fn of(asked: &Asked<'_>) -> Self {
        let any = |findings: &[&FindingId], measures: &[Measure]| {
            findings.iter().filter_map(|finding| finding.measure()).any(|measure| measures.contains(&measure))
        };
        match asked.effort {
            Effort::All => Self { process: PROCESS_DRAWS, exchange: true },
            Effort::Quick => Self { process: 0, exchange: false },
            Effort::For(findings) => Self {
                process: if any(findings, &[SMP, EUM, SPREAD]) { asked.draws as usize } else { 0 },
                exchange: any(findings, &[EXCHANGE]),
            },
        }
    }
}

/// Findings of all issues, or of the one that is asked for.
pub(crate) fn columns(issues: &CaseIssues<'_>, asked: &Asked<'_>) -> Vec<Column> {
    let Asked { samples, draws, .. } = *asked;
    let (slow, before) = (Slow::of(asked), Known::of(asked));
    let settings = Settings { seed: asked.seed, ..Settings::default() };
    let count = issues.issues.len();
    let told = |issue: &usize| issues.asked.is_none_or(|asked| asked == *issue);
    let known = |issue: usize| before.is_some_and(|before| before.knows(issue, &issues.behind_package(issue), samples));
    let fresh: Vec<bool> = (0..count).map(|issue| told(&issue) && !known(issue)).collect();
    let id = |issue: usize| issues.issues[issue].issue.id.text.as_str();
    if let Some(before) = before.filter(|_| !fresh.contains(&true)) {
        return (0..count)
            .filter(told)
            .flat_map(|issue| before.found.of(Method::Bargain, id(issue)).cloned())
            .collect();
    }
    // Exchanges are made on all issues.
    let one = issues.asked.filter(|_| !slow.exchange);
    let order = one.map_or_else(|| issues.order.clone(), |asked| issues.needed(asked));
    let at = |value: &dyn Fn(usize) -> f64, draw: usize, process: bool| {
        let stakes = issues.stakes_of(&order, value);
        landed(issues, AtDraw { stakes: &stakes, value, draw }, &settings, (process, slow.exchange), &fresh)
    };
    let at_mode = at(&|index| samples.mode(index), 0, slow.process > 0);
    let drawn: Vec<Vec<Landed>> = (0..draws as usize)
        .into_par_iter()
        .map(|draw| at(&|index| samples.value(index, draw), draw, draw < slow.process))
        .collect();
    let kept = asked.before.filter(|_| asked.effort == Effort::Quick || !asked.compared.is_empty());
    let compared: BTreeSet<FindingId> =
        kept.iter().flat_map(|before| before.columns).map(|column| column.id.clone()).collect();
    let columns = |issue: usize| {
        let told = Told { issues, issue, at_mode: &at_mode[issue], drawn: &drawn, compared: &compared };
        match before.filter(|_| !fresh[issue]) {
            None => told.columns(),
            // Other issues changed, and with them what exchanges do to this one.
            Some(before) => told.again(before.found.of(Method::Bargain, id(issue)).cloned().collect()),
        }
    };
    (0..count).filter(told).flat_map(columns).collect()
}

/// How many findings [`columns`] gives at most.
pub(crate) fn columns_of(issues: &CaseIssues<'_>) -> usize {
    let models = Model::ALL.len();
    // Spread, three bounds, and whether anything passes; then who decides.
    issues.issues.len() * (models + 5 + issues.actors.len())
}

/// Memory of what one draw gives for all issues, in numbers of eight bytes.
pub(crate) fn numbers_of_a_draw(issues: &CaseIssues<'_>) -> usize {
    issues.issues.len() * (size_of::<Landed>() / 8 + 4) + 3
}

/// Stakes by issue and actor, and what else is drawn.
struct AtDraw<'a> {
    stakes: &'a [Vec<Option<Stake>>],
    value: &'a dyn Fn(usize) -> f64,
    draw: usize,
}

/// Every issue at the stakes and values of one draw.
fn landed(
    issues: &CaseIssues<'_>,
    drawn: AtDraw<'_>,
    settings: &Settings,
    (process, exchange): (bool, bool),
    fresh: &[bool],
) -> Vec<Landed> {
    let AtDraw { stakes, value, draw } = drawn;
    let references = issues.references(value);
    let exchanged = if exchange { compromises(&exchanges(stakes).stakes) } else { vec![None; stakes.len()] };
    let one = |issue: usize| {
        if !fresh[issue] {
            let mut models = [f64::NAN; 7];
            models[Model::Exchange as usize] = exchanged[issue].unwrap_or(f64::NAN);
            return Landed { models, ..Landed::default() };
        }
        let table = issues.table(stakes, issue);
        let forecast = |model: Model| match model {
            Model::Exchange => exchanged[issue],
            Model::Smp | Model::Eum if !process => None,
            model => table.forecast(model, references[issue], settings, draw as u64),
        };
        Landed {
            models: Model::ALL.map(|model| forecast(model).filter(|_| !table.is_lost()).unwrap_or(f64::NAN)),
            pivots: (!table.is_lost()).then(|| table.pivots().into_iter().map(|place| table.who[place]).collect()),
            passes: issues
                .rule(&issues.issues[issue], &stakes[issue])
                .zip(references[issue].filter(|_| !table.is_lost()))
                .map(|(rule, reference)| !table.win_set(&rule, reference / 100.0).is_empty()),
        }
    };
    (0..stakes.len()).map(one).collect()
}

/// One issue over the draws.
struct Told<'t, 'c> {
    issues: &'t CaseIssues<'c>,
    issue: usize,
    at_mode: &'t Landed,
    drawn: &'t [Vec<Landed>],
    compared: &'t BTreeSet<FindingId>,
}

impl Told<'_, '_> {
    fn column(&self, spec: Spec, value: impl Fn(&Landed) -> f64) -> Column {
        let draws = self.drawn.iter().map(|all| value(&all[self.issue])).collect();
        spec.with(value(self.at_mode), draws)
    }

    /// Quantities behind all issues.
    fn behind_all(&self) -> BTreeSet<usize> {
        (0..self.issues.issues.len()).flat_map(|issue| self.issues.behind(issue)).collect()
    }

    /// The columns of the baseline with the exchange model anew.
    fn again(&self, mut columns: Vec<Column>) -> Vec<Column> {
        let exchange = |landed: &Landed| landed.models[Model::Exchange as usize];
        if let Some(column) = columns.iter_mut().find(|column| column.id.measure() == Some(EXCHANGE)) {
            let spec = Spec { behind: self.behind_all(), ..Spec::clone(&column.spec) };
            *column = self.column(spec, exchange);
        }
        columns
    }

    fn columns(&self) -> Vec<Column> {
        let id = &self.issues.issues[self.issue].issue.id.text;
        let own = self.issues.behind(self.issue);
        let mut found = Vec::new();
        for (place, model) in Model::ALL.into_iter().enumerate() {
            let behind = if model == Model::Exchange {
                self.behind_all()
            } else if model == Model::Smp {
                self.issues.behind_package(self.issue)
            } else {
                own.clone()
            };
            let name = model.measure().of(id);
            let spec = Spec::value(name, format!("{id}: where it lands by the {} model", model.title()), behind);
            let column = self.column(spec, |landed| landed.models[place]);
            let answered = !column.at_mode.is_nan() || column.draws.iter().any(|x| !x.is_nan());
            found.extend((answered || self.compared.contains(&column.id)).then_some(column));
        }
        let alone = Model::ALL.into_iter().filter(|model| *model != Model::Exchange);
        let alone: Vec<usize> = alone.map(|model| model as usize).collect();
        let apart = |landed: &Landed| match landed.models[Model::Smp as usize] {
            x if x.is_nan() => f64::NAN,
            _ => spread(alone.iter().map(|model| landed.models[*model]).filter(|x| !x.is_nan())),
        };
        let label = format!("{id}: how far the models of this issue alone lie apart");
        found.push(self.column(Spec::value(SPREAD.of(id), label, self.issues.behind_package(self.issue)), apart));
        for bound in [25, 50, 75] {
            let label = format!("{id}: lands above {bound} by the compromise model");
            let spec = Spec::probability(ABOVE.about(id, bound), label, own.clone());
            let above = |landed: &Landed| match landed.models[Model::Compromise as usize] {
                x if x.is_nan() => f64::NAN,
                x => f64::from(u8::from(x > f64::from(bound))),
            };
            found.push(self.column(spec, above));
        }
        for (actor, name) in self.issues.actors.iter().enumerate() {
            let finding = PIVOT.about(id, name);
            let of = |pivots: &Vec<usize>| f64::from(u8::from(pivots.contains(&actor)));
            let is = |landed: &Landed| landed.pivots.as_ref().map_or(f64::NAN, of);
            let ever = is(self.at_mode) > 0.0 || self.drawn.iter().any(|all| is(&all[self.issue]) > 0.0);
            if ever || self.compared.contains(&finding) {
                let label = format!("{id}: {name} stands at the weighted median");
                let spec = Spec { pattern: true, ..Spec::probability(finding, label, own.clone()) };
                found.push(self.column(spec, is));
            }
        }
        let issue = &self.issues.issues[self.issue].issue;
        if issue.rule.is_some() && issue.reference.is_some() {
            let label = format!("{id}: some point beats the reference point under the rule");
            let spec = Spec::probability(PASSES.of(id), label, own);
            let passes = |landed: &Landed| landed.passes.map_or(f64::NAN, |passes| f64::from(u8::from(passes)));
            found.push(self.column(spec, passes));
        }
        found
    }
}
