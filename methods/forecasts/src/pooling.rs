//! Several holders' likelihoods as one, where the question asks for it, and where that may be done.

use std::collections::BTreeMap;

use detente_case::case::GivenBy;
use detente_chance::{PoolRule, pool};
use detente_method::numbers::level;
use detente_method::{Asking, Phrase, say};
use detente_results::{Answer, Measured, NumberFrom, Reason, Wording};

use crate::rows::Row;

/// Fewer holders than this are not pooled.
const HOLDERS: usize = 3;
/// Intervals that lie further apart than this are of two camps.
const GAP: f64 = 0.3;

/// The rule that a question asks for: `pool`, `pool linear`, `pool log`, `pool median`.
pub(crate) fn rule(by: &str) -> Option<PoolRule> {
    let mut words = by.split_whitespace();
    (words.next() == Some("pool")).then(|| match words.next() {
        Some("log") => PoolRule::Log,
        Some("median") => PoolRule::Median,
        _ => PoolRule::Linear,
    })
}

fn named(rule: PoolRule) -> &'static str {
    match rule {
        PoolRule::Linear => "their mean",
        PoolRule::Log => "the mean of their log odds",
        PoolRule::Median => "the middle one",
    }
}

/// Forecasts of one question, horizon and condition.
type Same<'r, 'c> = Vec<&'r Row<'c>>;

/// What a group of forecasts comes to.
#[derive(Debug, PartialEq)]
enum Found {
    Pooled([f64; 3]),
    Camps(f64),
    Refused(&'static str),
}

/// Pools what is the same question, and says why not where it may not be.
pub(crate) fn tell(asking: &Asking<'_, '_>, rule: PoolRule, rows: &[Row<'_>], answer: &mut Answer) {
    let mut same: BTreeMap<[&str; 3], Same<'_, '_>> = BTreeMap::new();
    let stated = rows.iter().filter(|row| row.band.is_some() && row.by == GivenBy::Holder);
    for row in stated {
        let forecast = row.forecast;
        same.entry([&forecast.question, &forecast.horizon, &forecast.condition]).or_default().push(row);
    }
    for of in same.values() {
        let bands: Vec<[f64; 3]> = one_a_source(of).iter().filter_map(|row| row.band).collect();
        let found = pooled(rule, &bands);
        answer.pattern = match found {
            Found::Pooled(_) => "fc.pool",
            Found::Camps(_) => "fc.camps",
            Found::Refused(_) if answer.pattern.is_empty() => "fc.few",
            Found::Refused(_) => continue,
        }
        .to_owned();
        let says = said(asking, rule, of, &found, answer);
        answer.verdict.push(says);
        let first = of[0].forecast.ground.evidence.first().map(|claim| claim.text.clone());
        let listed = say("Stated by {holders}.", &[("holders", holders(asking, of, answer))]);
        answer.because.push(Reason { says: listed, claims: first.into_iter().collect(), changes: Vec::new() });
    }
    if answer.verdict.is_empty() {
        answer.pattern = "fc.few".to_owned();
        answer.verdict.push(say("Nothing can be pooled: no likelihood was stated by its holder.", &[]));
    }
}

/// One row a holder and chain of relays: what came through the same mouth is no second opinion.
fn one_a_source<'r, 'c>(of: &Same<'r, 'c>) -> Same<'r, 'c> {
    let mut found: Same<'r, 'c> = Vec::new();
    for row in of {
        let known = found.iter().any(|other| {
            let relay = |row: &Row<'_>| row.forecast.relay.first().map(|word| word.text.clone());
            other.forecast.holder.text == row.forecast.holder.text
                || (relay(row).is_some() && relay(other) == relay(row))
        });
        if !known {
            found.push(row);
        }
    }
    found
}

/// The pool of bands, or why there is none.
fn pooled(rule: PoolRule, bands: &[[f64; 3]]) -> Found {
    let least = bands.iter().map(|band| band[2]).fold(1.0, f64::min);
    let most = bands.iter().map(|band| band[0]).fold(0.0, f64::max);
    // As far apart as the gap itself they are not two camps, whatever the last bit says.
    if most - least > GAP + 1e-9 {
        return Found::Camps(0.5 * (least + most));
    }
    if bands.len() < HOLDERS {
        return Found::Refused("fewer than three holders of separate sources state it");
    }
    let weights = vec![1.0; bands.len()];
    let at = |place: usize| pool(rule, &bands.iter().map(|band| band[place]).collect::<Vec<f64>>(), &weights);
    match (at(0), at(1), at(2)) {
        (Some(low), Some(mode), Some(high)) => Found::Pooled([low, mode, high]),
        _ => Found::Refused("one of them is certain, and log odds know no certainty"),
    }
}

fn said(asking: &Asking<'_, '_>, rule: PoolRule, of: &Same<'_, '_>, found: &Found, answer: &mut Answer) -> Wording {
    let what = &of[0].forecast.statement;
    let number = |name: &str, value: f64, answer: &mut Answer| {
        let name = format!("{name}: {what}");
        answer.measures.insert(name.clone(), Measured { label: "pooled likelihood".to_owned(), value });
        Phrase::number(level(value, 1.0), value, NumberFrom::Measure { name })
    };
    let slot = detente_results::Slot::Named { what: "forecast".to_owned(), id: of[0].forecast.id.text.clone() };
    let quoted = Phrase::named(format!("“{what}”"), slot);
    match found {
        Found::Pooled([low, mode, high]) => {
            let slots = [
                ("what", quoted),
                ("rule", Phrase::text(named(rule))),
                ("p", number("likelihood", *mode, answer)),
                ("low", number("low", *low, answer)),
                ("high", number("high", *high, answer)),
            ];
            say("{what}: {rule} is {p} (span of stated values {low} to {high}).", &slots)
        }
        Found::Camps(between) => {
            let camp = |below: bool| {
                let in_it = |row: &&Row<'_>| row.band.is_some_and(|band| (band[1] < *between) == below);
                of.iter().copied().filter(in_it).collect::<Same<'_, '_>>()
            };
            let slots = [
                ("what", quoted),
                ("a", holders(asking, &camp(true), answer)),
                ("b", holders(asking, &camp(false), answer)),
            ];
            say(
                "{what}: there are camps that do not meet, {a} on one side and {b} on the other; they are not averaged.",
                &slots,
            )
        }
        Found::Refused(why) => {
            let why = why.replace("three", "a few");
            say("{what} is not pooled: {why}.", &[("what", quoted), ("why", Phrase::text(why))])
        }
    }
}

/// Who said how much.
fn holders(asking: &Asking<'_, '_>, of: &Same<'_, '_>, answer: &mut Answer) -> Phrase {
    let mut one = |row: &&Row<'_>| {
        let value = row.band.map_or(0.0, |band| band[1]);
        let name = format!("likelihood of {}", row.forecast.id.text);
        answer.measures.insert(name.clone(), Measured { label: "stated likelihood".to_owned(), value });
        let number = Phrase::number(level(value, 1.0), value, NumberFrom::Measure { name });
        asking.actor(&row.forecast.holder).then(Phrase::text(" (")).then(number).then(Phrase::text(")"))
    };
    Phrase::list(of.iter().map(&mut one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camps_are_not_pooled() {
        assert_eq!(pooled(PoolRule::Linear, &[[0.1; 3], [0.9; 3]]), Found::Camps(0.5));
        assert!(matches!(pooled(PoolRule::Linear, &[[0.4; 3], [0.6; 3]]), Found::Refused(_)));
    }

    #[test]
    fn three_that_meet_are_pooled() {
        let Found::Pooled([_, found, _]) = pooled(PoolRule::Linear, &[[0.6; 3], [0.7; 3], [0.9; 3]]) else { panic!() };
        assert!((found - 2.2 / 3.0).abs() < 1e-12);
        assert!(matches!(pooled(PoolRule::Log, &[[0.8; 3], [0.9; 3], [1.0; 3]]), Found::Refused(_)));
        assert_eq!((rule("pool log"), rule("2010")), (Some(PoolRule::Log), None));
    }
}
