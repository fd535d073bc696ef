//! Everything one issue says: actors, what each model forecasts, who moves whom, what would move it.

use std::collections::BTreeMap;

use detente_bargain::smp::{Detail, TurnTrace};
use detente_bargain::{Handle, Nash, contributions, levers, nash, without};
use detente_case::path::Stake;
use detente_results::{ChallengeResult, IssueResult, LeverResult, Model, ProcedureResult, StakeResult, TurnResult};

use crate::input::{BargainInput, IssueInput, RuleInput};
use crate::model::{MOST_EUM, MOST_OWN_POSITION, MOST_SMP, Settings, Table};

/// How far the forecasts lie apart, once all are there.
pub fn compare_forecasts(result: &mut IssueResult) {
    result.spread = spread(alone(result));
}

/// Forecasts of the models of this issue alone.
pub(crate) fn alone(result: &IssueResult) -> impl Iterator<Item = f64> {
    let alone = result.forecast.iter().filter(|(model, _)| **model != Model::Exchange);
    alone.map(|(_, forecast)| *forecast)
}

/// Looks at an issue.
pub fn issue_result(input: &BargainInput, issue: &IssueInput, models: &[Model], settings: &Settings) -> IssueResult {
    let table = Table::of_issue(input, issue);
    let line = table.line();
    let name = |place: usize| input.actors[table.who[place]].clone();
    let (parts, others) = (contributions(&line), without(&line));
    let actors = (0..line.len())
        .map(|place| StakeResult {
            actor: name(place),
            position: 100.0 * table.position[place],
            salience: 100.0 * table.salience[place],
            capability: table.capability[place],
            share: parts.get(place).map_or(0.0, |part| part.share),
            pull: 100.0 * parts.get(place).map_or(0.0, |part| part.pull),
            without: others[place].map(|outcome| 100.0 * outcome),
            basis: None,
            claims: Vec::new(),
            from: issue.from.get(table.who[place]).cloned().flatten(),
        })
        .collect();
    let mut notes = notes(input, issue, &table);
    let mut forecast = BTreeMap::new();
    // Dimensions of one bargain are not followed one by one.
    let apart = |model: &&Model| **model != Model::Exchange && !(input.joint && **model == Model::Smp);
    let one = models.iter().filter(apart);
    forecast.extend(one.filter_map(|model| Some((*model, table.forecast(*model, issue.reference, settings, 0)?))));
    let median = table.median().map_or((0.0, 0.0), |median| (100.0 * median.low, 100.0 * median.high));
    let mut result = IssueResult {
        id: issue.id.clone(),
        question: issue.question.clone(),
        ends: issue.ends.clone(),
        reference: issue.reference,
        actors,
        median,
        spread: 0.0,
        pivot: table.pivots().into_iter().map(name).collect(),
        rounds: BTreeMap::new(),
        turns: Vec::new(),
        levers: told_levers(&table, settings.lever, &name, &|place| {
            issue.from.get(table.who[place]).is_some_and(Option::is_some)
        }),
        procedure: issue.rule.as_ref().map(|rule| procedure(issue, rule, &table)),
        notes: Vec::new(),
        forecast,
    };
    if models.contains(&Model::Smp) && !input.joint {
        match table.smp(settings, 0, Detail::Turns) {
            Some(Ok(run)) => {
                result.rounds.insert(Model::Smp, run.positions.iter().map(|turn| scaled(&table.own(turn))).collect());
                result.turns = run.traces.iter().map(|trace| turn(trace, table.dimension().0, &name)).collect();
                if run.tied {
                    notes.push(
                        "some options of the spatial challenge model were equally probable: the order of the actors decided"
                            .to_owned(),
                    );
                }
                if run.unsettled {
                    notes.push("some probabilities of the spatial challenge model did not settle".to_owned());
                }
            }
            Some(Err(error)) => notes.push(format!("the spatial challenge model stopped: {error}")),
            None => {}
        }
    }
    if let Some(rounds) = table.eum(settings).filter(|_| models.contains(&Model::Eum)) {
        result.rounds.insert(Model::Eum, rounds.iter().map(|round| scaled(&round.positions)).collect());
    }
    if models.contains(&Model::Nash) && !told_nash(&line, issue.reference, settings) {
        notes.push("Nash bargaining: not everybody can gain over the reference point, which stays".to_owned());
    }
    compare_forecasts(&mut result);
    result.notes = notes;
    result
}

/// Largest minus smallest; 0 for fewer than two.
pub(crate) fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    // Sums in another order leave a last digit.
    if high - low > 1e-9 { high - low } else { 0.0 }
}

fn scaled(positions: &[f64]) -> Vec<f64> {
    positions.iter().map(|x| 100.0 * x).collect()
}

/// Whether all gain over the reference point, or there is none.
fn told_nash(line: &[(f64, f64)], reference: Option<f64>, settings: &Settings) -> bool {
    let found: Option<Nash> = reference.and_then(|reference| nash(line, reference / 100.0, settings.loss));
    found.is_none_or(|found| found.all_gain)
}

fn notes(input: &BargainInput, issue: &IssueInput, table: &Table) -> Vec<String> {
    let mut notes = Vec::new();
    if table.is_lost() {
        notes.push("fewer than two actors have a position, or none has weight: there is no answer".to_owned());
    }
    if table.who.len() > MOST_OWN_POSITION {
        notes.push(format!(
            "the challenge models are followed with up to {MOST_SMP} (spatial), {MOST_EUM} and, with EumRisk=own-position, {MOST_OWN_POSITION} (expected utility) actors"
        ));
    }
    for (place, who) in table.who.iter().enumerate() {
        let name = &input.actors[*who];
        if table.salience[place] == 0.0 {
            notes.push(format!("{name} cares nothing for it: it has no weight and challenges nobody"));
        } else if table.capability[place] == 0.0 {
            notes.push(format!("{name} has no capability, and no weight"));
        }
    }
    if table.position.len() > 1 && table.position.iter().all(|x| *x == table.position[0]) {
        notes.push("everybody stands at the same point".to_owned());
    }
    if table.dimension().0 > 1 {
        notes.push(format!(
            "in the spatial challenge model it is bargained together with the other issues of package `{}`",
            issue.package
        ));
    }
    if issue.reference.is_none() {
        notes.push("no reference point is given: Nash bargaining and rules of decision have no answer".to_owned());
    }
    notes
}

/// Changes of numbers that can be set; a position that is the outcome of another issue cannot.
fn told_levers(
    table: &Table,
    points: f64,
    name: &impl Fn(usize) -> String,
    is_outcome: &impl Fn(usize) -> bool,
) -> Vec<LeverResult> {
    const SHOWN: usize = 6;
    let mut found = Vec::new();
    for by in [points / 100.0, -points / 100.0] {
        let list = levers(&table.position, &table.salience, &table.capability, by);
        let open = |lever: &detente_bargain::Lever| {
            let settable = lever.handle != Handle::Position || !is_outcome(lever.actor);
            settable && lever.effort().is_finite() && (0.0..=1.0).contains(&lever.outcome)
        };
        let finite = list.into_iter().filter(open);
        found.extend(finite.take(SHOWN).map(|lever| {
            let (number, scale) = match lever.handle {
                Handle::Position => (Stake::Position, 100.0),
                Handle::Salience => (Stake::Salience, 100.0),
                Handle::Capability => (Stake::Capability, 1.0),
            };
            LeverResult {
                actor: name(lever.actor),
                number,
                from: scale * lever.from,
                to: scale * lever.to,
                outcome: 100.0 * lever.outcome,
            }
        }));
    }
    found
}

/// A turn told; positions on 0 to 100, `dims` of them for each actor.
pub(crate) fn turn(trace: &TurnTrace, dims: usize, name: &impl Fn(usize) -> String) -> TurnResult {
    const SHOWN: usize = 4;
    let took = |actor: usize, deal: usize| trace.choices[actor].0 == Some(deal);
    let challenge = |one: &detente_bargain::smp::Challenge| {
        let mut parties: Vec<(usize, f64)> =
            one.support.iter().copied().enumerate().filter(|(_, support)| *support != 0.0).collect();
        parties.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let mine = |deal: &detente_bargain::smp::Deal| deal.initiator == one.initiator && deal.receiver == one.target;
        let deals: Vec<usize> = (0..trace.deals.len()).filter(|place| mine(&trace.deals[*place])).collect();
        let first = deals.first().map(|place| &trace.deals[*place]);
        ChallengeResult {
            challenger: name(one.initiator),
            target: name(one.target),
            probability: one.probability,
            gain: one.gain,
            third_parties: parties.into_iter().take(SHOWN).map(|(party, support)| (name(party), support)).collect(),
            offered: first.map_or_else(Vec::new, |deal| {
                debug_assert_eq!(deal.of_initiator.len(), dims);
                vec![scaled(&deal.of_initiator), scaled(&deal.of_receiver)]
            }),
            taken: (
                deals.iter().any(|deal| took(one.initiator, *deal)),
                deals.iter().any(|deal| took(one.target, *deal)),
            ),
        }
    };
    TurnResult { turn: trace.turn, challenges: trace.challenges.iter().map(challenge).collect() }
}

fn procedure(issue: &IssueInput, rule: &RuleInput, table: &Table) -> ProcedureResult {
    let place = |actor: usize| table.who.iter().position(|who| *who == actor);
    let Some(reference) = issue.reference.map(|reference| reference / 100.0) else {
        return ProcedureResult { rule: rule.words.clone(), win_set: Vec::new(), proposal: None };
    };
    let found = table.win_set(rule, reference);
    let proposal = rule.agenda.and_then(place).map(|setter| {
        let own = table.position[setter];
        let nearest = found.iter().map(|(low, high)| own.clamp(*low, *high));
        let best = nearest.min_by(|a, b| (a - own).abs().total_cmp(&(b - own).abs()));
        best.filter(|best| (best - own).abs() < (reference - own).abs()).unwrap_or(reference)
    });
    ProcedureResult {
        rule: rule.words.clone(),
        win_set: found.into_iter().map(|(low, high)| (100.0 * low, 100.0 * high)).collect(),
        proposal: proposal.map(|x| 100.0 * x),
    }
}
