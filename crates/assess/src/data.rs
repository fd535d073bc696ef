//! Ties from data beside what the documents say, and a view over years with the rows that changed it.

use std::collections::{BTreeMap, BTreeSet};

use detente_balance::SignedNetwork;
use detente_balance::geometry::{Cohesion, length, skew};
use detente_case::case::{KeptScore, TieRule, View};
use detente_case::{Case, Date};
use detente_results::{
    BacktestScore, ChangedTie, DatedPeriod, OverTime, RecordPair, RecordResult, RecordVerdict, TermEntry, TieSpell,
};

use detente_method::EffectiveCase;
use detente_method::ViewInput;
use detente_method::weighed;
use detente_method_balance::{Ask, affinity_at_modes, history_ask, period, timeline};
use detente_method_geometry::firm_ties;

/// A score that the case keeps of a backtest.
pub(crate) fn backtest_score(kept: &KeptScore) -> BacktestScore {
    let KeptScore { rows, events, auc, auc_pr, auc_pr_low: low, auc_pr_high: high, brier, skill, log, .. } = *kept;
    BacktestScore {
        target: kept.target.clone(),
        set: kept.set.clone(),
        model: kept.model.clone(),
        rows,
        events,
        auc,
        auc_pr,
        auc_pr_interval: low.zip(high).map(|(low, high)| [low, high]),
        brier,
        skill,
        log,
    }
}

/// What the documents say of a pair of a view: 5 %, mode and 95 % of its affinity, and the claims behind it.
type Told<'a> = dyn Fn(&str, &str, &str) -> Option<([f64; 3], Vec<String>)> + 'a;

/// Every rule with its ties; `affinity` gives what the baseline found for a pair of a view: 5 %, mode, 95 %, claims.
pub(crate) fn records(case: &Case, as_of: Option<Date>, affinity: &Told<'_>) -> Vec<RecordResult> {
    case.tie_rules.iter().map(|rule| record(case, rule, as_of.or(case.as_of), affinity)).collect()
}

fn record(case: &Case, rule: &TieRule, now: Option<Date>, affinity: &Told<'_>) -> RecordResult {
    let mut pairs = Vec::new();
    for (place, a) in rule.actors.iter().enumerate() {
        for b in &rule.actors[place + 1..] {
            let joins = |x: &str, y: &str| (x == &**a && y == &**b) || (x == &**b && y == &**a);
            let ties = case.ties.iter().filter(|tie| *tie.dimension == *rule.dimension && joins(&tie.from, &tie.to));
            let mut spells = Vec::new();
            let (mut data, mut data_claims) = ([0.0; 3], Vec::new());
            for tie in ties {
                let claims: Vec<String> = tie.ground.evidence.iter().map(|word| word.text.clone()).collect();
                let band = [tie.affinity.low(), tie.affinity.mode(), tie.affinity.high()];
                if now.is_none_or(|now| detente_case::in_force(tie.since, tie.until, now)) {
                    (data, data_claims) = (band, claims.clone());
                }
                spells.push(TieSpell {
                    since: tie.since.map_or(i16::MIN, |date| date.year()),
                    until: tie.until.map_or(i16::MAX, |date| date.year()),
                    affinity: band,
                    note: tie.ground.note.clone(),
                    claims,
                });
            }
            spells.sort_by_key(|spell| spell.since);
            let told = rule.compare.as_ref().and_then(|view| affinity(view, a, b));
            if spells.is_empty() && told.is_none() {
                continue;
            }
            let between = |event: &detente_case::case::Event| {
                let side =
                    |words: &[detente_case::case::Word], of: &str| words.iter().any(|word| case.is_within(word, of));
                (side(&event.actors, a) && side(&event.targets, b))
                    || (side(&event.actors, b) && side(&event.targets, a))
            };
            let (text, text_claims) = told.map_or((None, Vec::new()), |(band, claims)| (Some(band), claims));
            pairs.push(RecordPair {
                a: a.text.clone(),
                b: b.text.clone(),
                verdict: verdict(data, text),
                spells,
                data,
                data_claims,
                text,
                text_claims,
                events: case.events.iter().filter(|event| between(event)).map(|event| event.id.text.clone()).collect(),
            });
        }
    }
    RecordResult {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        dimension: rule.dimension.text.clone(),
        latent: rule.latent,
        terms: rule
            .terms
            .iter()
            .map(|term| TermEntry {
                indicator: term.name.text.clone(),
                weight: [term.weight.low(), term.weight.mode(), term.weight.high()],
                loading: term.loading,
                why: term.why.clone(),
            })
            .collect(),
        compare: rule.compare.as_ref().map(|view| view.text.clone()),
        pairs,
    }
}

/// How data and text stand to each other.
fn verdict(data: [f64; 3], text: Option<[f64; 3]>) -> RecordVerdict {
    let nothing = data == [0.0; 3];
    let Some(text) = text else { return if nothing { RecordVerdict::Unsure } else { RecordVerdict::DataOnly } };
    let sure = |band: [f64; 3]| (band[0] > 0.0 || band[2] < 0.0).then_some(band[1] > 0.0);
    match (sure(data), sure(text)) {
        _ if nothing => RecordVerdict::TextOnly,
        (Some(data), Some(text)) if data != text => RecordVerdict::Apart,
        (Some(_), Some(_)) => RecordVerdict::Agree,
        _ => RecordVerdict::Unsure,
    }
}

/// Affinity and claims of every pair of a view.
type Held = BTreeMap<String, (f64, BTreeSet<String>)>;

/// A view at dates in their order; `told` hears of each, and `stop` ends it early. Dates without a tie are left out.
pub(crate) fn over_time(
    case: &Case,
    view: &View,
    dates: &[Date],
    seed: u64,
    stop: &dyn Fn() -> bool,
    told: &mut dyn FnMut(&str),
) -> OverTime {
    let mut periods = Vec::new();
    let mut beside = Vec::new();
    for date in dates {
        let reading = EffectiveCase::new(case, Some(*date), &[]);
        let input = ViewInput::of(view, &reading);
        let affinity = affinity_at_modes(&input, &reading);
        let Some(period) = period(&input, &affinity, *date) else { continue };
        let firmness = weighed(&input, |pair| &pair.firmness, |quantity| reading.estimate(quantity).mode());
        let mut held = Held::new();
        for (pair, value) in input.pairs.iter().zip(&affinity) {
            if let Some(value) = value {
                let claims = pair.affinity.iter().flat_map(|term| reading.evidence(term.quantity)).collect();
                held.insert(input.pair_name(pair.a, pair.b, "-"), (*value, claims));
            }
        }
        let cohesion =
            Cohesion::of(input.actors.len(), &firm_ties(&input, &affinity, &firmness)).map(|found| found.lambda2);
        let sides: Vec<f64> = affinity.iter().flatten().map(|affinity| length(*affinity)).collect();
        beside.push((weight(&period.network), cohesion, skew(&sides), held));
        periods.push(period);
    }
    let ask = Ask { nulls: 0, ..history_ask(seed) };
    let results = timeline(&periods, &ask, stop, told);
    let mut before: Option<Held> = None;
    let mut dated = Vec::new();
    for (result, (weight, cohesion, skew, held)) in results.into_iter().zip(beside) {
        let changed = before.as_ref().map_or_else(Vec::new, |before| changed(before, &held));
        dated.push(DatedPeriod { result, weight, cohesion, skew, changed });
        before = Some(held);
    }
    OverTime { view: view.id.text.clone(), periods: dated }
}

fn weight(network: &SignedNetwork) -> f64 {
    network.ties().iter().map(|tie| tie.weight.abs()).sum()
}

fn changed(before: &Held, now: &Held) -> Vec<ChangedTie> {
    let nothing = (0.0, BTreeSet::new());
    let pairs: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let mut found: Vec<ChangedTie> = Vec::new();
    for pair in pairs {
        let (then, now) = (before.get(pair).unwrap_or(&nothing), now.get(pair).unwrap_or(&nothing));
        if then.0 != now.0 {
            found.push(ChangedTie {
                tie: pair.clone(),
                before: then.0,
                after: now.0,
                new_claims: now.1.difference(&then.1).cloned().collect(),
                gone_claims: then.1.difference(&now.1).cloned().collect(),
            });
        }
    }
    found.sort_by(|a, b| (b.after - b.before).abs().total_cmp(&(a.after - a.before).abs()).then(a.tie.cmp(&b.tie)));
    found
}
