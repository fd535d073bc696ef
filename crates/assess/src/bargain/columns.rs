//! Issues of a case over the draws: where each lands by each model, how far the models agree, who decides.

use std::collections::BTreeSet;

use detente_bargain::{Procedure, Stake, compromises, exchanges, win_set};
use rayon::prelude::*;

use crate::bargain::lower::CaseIssues;
use crate::bargain::model::{Model, Settings, Table};
use crate::bargain::portrait::spread;
use crate::columns::{Column, Spec};
use crate::sample::Samples;

/// Draws in which the process models are followed: they take a hundred times as long as the others.
pub(crate) const PROCESS_DRAWS: usize = 1_000;

/// What one draw gives for one issue.
#[derive(Debug, Clone, Default)]
struct Landed {
    /// By model, in the order of [`Model::ALL`]; NaN where it has no answer.
    models: [f64; 7],
    /// Actors (places among all) at the weighted median.
    pivots: Vec<usize>,
    /// Whether something beats the reference point under the rule.
    passes: bool,
}

/// Findings of all issues.
pub(crate) fn columns(
    issues: &CaseIssues<'_>,
    samples: &Samples,
    draws: u32,
    seed: u64,
    compared: &BTreeSet<String>,
) -> Vec<Column> {
    let settings = Settings { seed, ..Settings::default() };
    let at = |value: &dyn Fn(usize) -> f64, draw: usize, process: bool| landed(issues, value, &settings, draw, process);
    let at_mode = at(&|index| samples.mode(index), 0, true);
    let drawn: Vec<Vec<Landed>> = (0..draws as usize)
        .into_par_iter()
        .map(|draw| at(&|index| samples.value(index, draw), draw, draw < PROCESS_DRAWS))
        .collect();
    let of = |issue| Told { issues, issue, at_mode: &at_mode[issue], drawn: &drawn, compared };
    (0..issues.issues.len()).flat_map(|issue| of(issue).columns()).collect()
}

/// Every issue at the values of one draw.
fn landed(
    issues: &CaseIssues<'_>,
    value: &dyn Fn(usize) -> f64,
    settings: &Settings,
    draw: usize,
    process: bool,
) -> Vec<Landed> {
    let (stakes, references) = (issues.stakes(value), issues.references(value));
    let exchanged = compromises(&exchanges(&stakes).stakes);
    let one = |issue: usize| {
        let table = Table::of(&stakes[issue]);
        let forecast = |model: Model| match model {
            Model::Exchange => exchanged[issue],
            Model::Smp | Model::Eum if !process => None,
            model => table.forecast(model, references[issue], settings, draw as u64),
        };
        Landed {
            models: Model::ALL
                .map(|model| if issues.issues[issue].is_lost() { None } else { forecast(model) }.unwrap_or(f64::NAN)),
            pivots: table.pivots().into_iter().map(|place| table.who[place]).collect(),
            passes: passes(issues, issue, &stakes[issue], &table, references[issue]),
        }
    };
    (0..stakes.len()).map(one).collect()
}

fn passes(
    issues: &CaseIssues<'_>,
    issue: usize,
    stakes: &[Option<Stake>],
    table: &Table,
    reference: Option<f64>,
) -> bool {
    let Some((rule, reference)) = issues.rule(&issues.issues[issue], stakes).zip(reference) else { return false };
    let place = |actor: &usize| table.who.iter().position(|who| who == actor);
    let engine = Procedure {
        reference: reference / 100.0,
        quota: rule.quota,
        votes: table.who.iter().map(|who| rule.votes[*who]).collect(),
        veto: rule.veto.iter().filter_map(place).collect(),
    };
    !win_set(&table.position, &engine).is_empty()
}

/// One issue over the draws.
struct Told<'t, 'c> {
    issues: &'t CaseIssues<'c>,
    issue: usize,
    at_mode: &'t Landed,
    drawn: &'t [Vec<Landed>],
    compared: &'t BTreeSet<String>,
}

impl Told<'_, '_> {
    fn column(&self, spec: Spec, value: impl Fn(&Landed) -> f64) -> Column {
        let draws = self.drawn.iter().map(|all| value(&all[self.issue])).collect();
        spec.with(value(self.at_mode), draws)
    }

    fn columns(&self) -> Vec<Column> {
        let id = &self.issues.issues[self.issue].issue.id.text;
        let own = self.issues.behind(self.issue);
        let all = || (0..self.issues.issues.len()).flat_map(|issue| self.issues.behind(issue)).collect();
        let mut found = Vec::new();
        for (place, model) in Model::ALL.into_iter().enumerate() {
            let behind = if model == Model::Exchange { all() } else { own.clone() };
            let name = format!("bargain.{id}.{}", model.word());
            let spec = Spec::value(name, format!("{id}: where it lands by the {} model", model.title()), behind);
            let column = self.column(spec, |landed| landed.models[place]);
            let answered = !column.at_mode.is_nan() || column.draws.iter().any(|x| !x.is_nan());
            found.extend((answered || self.compared.contains(&column.id)).then_some(column));
        }
        let apart = |landed: &Landed| spread(landed.models.iter().copied().filter(|x| !x.is_nan()));
        let spec = Spec::value(format!("bargain.{id}.spread"), format!("{id}: how far the models lie apart"), all());
        found.push(
            self.column(
                spec,
                |landed| if landed.models[Model::Smp as usize].is_nan() { f64::NAN } else { apart(landed) },
            ),
        );
        for bound in [25, 50, 75] {
            let label = format!("{id}: lands above {bound} by the compromise model");
            let spec = Spec::probability(format!("bargain.{id}.above:{bound}"), label, own.clone());
            let above = |landed: &Landed| match landed.models[Model::Compromise as usize] {
                x if x.is_nan() => f64::NAN,
                x => f64::from(u8::from(x > f64::from(bound))),
            };
            found.push(self.column(spec, above));
        }
        for (actor, name) in self.issues.actors.iter().enumerate() {
            let finding = format!("bargain.{id}.pivot:{name}");
            let is = |landed: &Landed| f64::from(u8::from(landed.pivots.contains(&actor)));
            let ever = is(self.at_mode) > 0.0 || self.drawn.iter().any(|all| is(&all[self.issue]) > 0.0);
            if ever || self.compared.contains(&finding) {
                let label = format!(
                    "{id}: {name} stands at the weighted median, without which neither side has half the weight"
                );
                let spec = Spec { pattern: true, ..Spec::probability(finding, label, own.clone()) };
                found.push(self.column(spec, is));
            }
        }
        let issue = &self.issues.issues[self.issue].issue;
        if issue.rule.is_some() && issue.reference.is_some() {
            let label = format!("{id}: some point beats the reference point under the rule");
            let spec = Spec::probability(format!("bargain.{id}.passes"), label, own);
            found.push(self.column(spec, |landed| f64::from(u8::from(landed.passes))));
        }
        found
    }
}
