//! Exchanges of positions between issues, told by name.

use detente_bargain::{Exchange, Stake, carry_out, compromises, exchanges, externality, feasible_exchanges};
use detente_results::{ExchangeResult, ExchangesResult};

use crate::input::{BargainInput, IssueInput};

/// Exchanges listed at most before any is carried out.
const MOST: usize = 40;

/// Pairs of actors and issues that are looked at at most: every exchange looks at all of them again.
const MOST_PAIRS: usize = 400_000;

/// Finds the exchanges between the issues of `input` that are on the table together; `None` where they are too many.
pub fn exchanges_result(input: &BargainInput) -> Option<ExchangesResult> {
    let mut found = ExchangesResult::default();
    for group in input.tables() {
        let part = BargainInput {
            actors: input.actors.clone(),
            issues: group.iter().map(|issue| input.issues[*issue].clone()).collect(),
            ..BargainInput::default()
        };
        let part = at_one_table(&part)?;
        found.feasible += part.feasible;
        found.best.extend(part.best);
        found.done.extend(part.done);
        found.outcomes.extend(part.outcomes);
    }
    found.best.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    found.best.truncate(MOST);
    Some(found)
}

/// How many pairs of actors have stakes in how many pairs of issues.
fn pairs(stakes: &[Vec<Option<Stake>>]) -> usize {
    let both = |p: usize, q: usize| {
        (0..stakes[p].len()).filter(|a| stakes[p][*a].is_some() && stakes[q][*a].is_some()).count()
    };
    let pairs = (0..stakes.len()).flat_map(|p| (p + 1..stakes.len()).map(move |q| (p, q)));
    pairs.map(|(p, q)| both(p, q)).map(|both| both * both.saturating_sub(1) / 2).sum()
}

fn at_one_table(input: &BargainInput) -> Option<ExchangesResult> {
    let mut stakes = input.stakes();
    if pairs(&stakes) > MOST_PAIRS {
        return None;
    }
    let feasible = feasible_exchanges(&stakes);
    let before = compromises(&stakes);
    let best = feasible.iter().take(MOST).map(|one| told(input, &stakes, one)).collect();
    let round = exchanges(&stakes);
    let mut done = Vec::new();
    for exchange in &round.done {
        done.push(told(input, &stakes, exchange));
        carry_out(&mut stakes, exchange);
    }
    let after = compromises(&round.stakes);
    let outcome = |(issue, (before, after)): (&IssueInput, (&Option<f64>, &Option<f64>))| {
        Some((issue.id.clone(), (*before)?, (*after)?))
    };
    Some(ExchangesResult {
        feasible: feasible.len(),
        best,
        done,
        outcomes: input.issues.iter().zip(before.iter().zip(&after)).filter_map(outcome).collect(),
    })
}

fn told(input: &BargainInput, stakes: &[Vec<Option<Stake>>], one: &Exchange) -> ExchangeResult {
    const LEAST: f64 = 1e-9;
    let outcomes = compromises(stakes);
    let shifted = |issue: usize, shift: f64, towards: usize| {
        let before = outcomes[issue].unwrap_or_default();
        let to = stakes[issue][towards].map_or(before, |stake| stake.position);
        (input.issues[issue].id.clone(), before, before + shift * (to - before).signum())
    };
    let mut others: Vec<(String, f64)> = (0..input.actors.len())
        .filter(|actor| ![one.i, one.j].contains(actor))
        .map(|actor| (input.actors[actor].clone(), externality(stakes, one, actor)))
        .filter(|(_, effect)| effect.abs() > LEAST)
        .collect();
    others.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    ExchangeResult {
        gives_first: (input.actors[one.j].clone(), one.move_j),
        gives_second: (input.actors[one.i].clone(), one.move_i),
        issues: [shifted(one.p, one.shift_p, one.i), shifted(one.q, one.shift_q, one.j)],
        gain: one.gain,
        others,
    }
}
