//! `detente dynamics fcm`: fuzzy cognitive maps of plain files and of cases.

use std::path::Path;
use std::process::ExitCode;

use detente_dynamics::MOST_CONCEPTS;
use detente_formats::PlainMap;
use detente_method_cognitive_map::{FcmAsk, fcm_portrait};
use detente_report as report;

use super::dynamics::{map_of, print};
use crate::args::{Dynamics, MapOptions, PlainFormat, rule, transfer};
use crate::failure::Failure;
use crate::plain::tell;

/// Runs a map.
pub(super) fn fcm(
    what: &Dynamics,
    path: &Path,
    reading: &MapOptions,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let Dynamics::Fcm { rule: asked_rule, transfer: asked_transfer, lambda, clamps, stop, seed, .. } = what else {
        return Ok(ExitCode::SUCCESS);
    };
    let map = map_of(path, reading)?;
    if map.names.len() > MOST_CONCEPTS {
        let count = map.names.len();
        return Err(Failure::input(format!("{count} concepts: a map is run with up to {}", MOST_CONCEPTS))
            .with_hint("`detente dynamics loops` takes larger maps".to_owned()));
    }
    if !(stop.is_finite() && *stop >= 0.0) {
        return Err(Failure::input("--stop is a number from 0 on"));
    }
    let file_rule = map.run.rule.as_deref().map(rule).transpose().map_err(Failure::input)?;
    let file_transfer = map.run.transfer.as_deref().map(transfer).transpose().map_err(Failure::input)?;
    let mut notes = map.notes.clone();
    let ask = FcmAsk {
        start: map.run.start.clone(),
        rule: asked_rule.or(file_rule).unwrap_or_default(),
        transfer: asked_transfer.or(file_transfer).unwrap_or_default(),
        lambda: lambda.or(map.run.lambda).unwrap_or(1.0),
        clamp: held(&map, clamps, &mut notes)?,
        stop: *stop,
        seed: *seed,
    };
    let mut weights = vec![vec![0.0; map.names.len()]; map.names.len()];
    map.edges.iter().for_each(|(cause, effect, weight, _)| weights[*cause][*effect] = *weight);
    let mut found = fcm_portrait(&map.names, &weights, &ask).map_err(|error| Failure::input(error.to_string()))?;
    found.notes.splice(0..0, notes);
    tell(&found.notes);
    print(format, &found, &[], report::fcm_text)
}

/// Concepts that are held: by the file, and by what was typed, which wins.
fn held(map: &PlainMap, clamps: &[String], notes: &mut Vec<String>) -> Result<Vec<(usize, f64)>, Failure> {
    let mut typed: Vec<(usize, f64)> = Vec::new();
    let mut problems = Vec::new();
    for text in clamps {
        let (concept, value) = clamp(map, text)?;
        match typed.iter().find(|(known, other)| *known == concept && *other != value) {
            Some((_, other)) => {
                problems.push(format!("`{}` is clamped twice, at {other} and at {value}", map.names[concept]));
            }
            None => typed.push((concept, value)),
        }
    }
    let file = map.run.clamp.iter().filter(|(concept, _)| !typed.iter().any(|(known, _)| known == concept));
    let all: Vec<(usize, f64)> = file.chain(&typed).copied().collect();
    for (concept, value) in map.run.clamp.iter().filter(|one| !all.contains(one)) {
        notes.push(format!("the file holds `{}` at {value}; --clamp goes before it", map.names[*concept]));
    }
    let outside = all.iter().filter(|(_, value)| !(-1.0..=1.0).contains(value));
    problems.extend(outside.map(|(concept, value)| {
        format!("`{}` is held at {value:?}, but concepts lie between -1 and 1", map.names[*concept])
    }));
    if problems.is_empty() {
        return Ok(all);
    }
    Err(Failure::input(problems.join("; ")).with_hint("write one value a concept, on the scale of the map".to_owned()))
}

/// `CONCEPT=VALUE`; a name may hold `=` itself.
fn clamp(map: &PlainMap, text: &str) -> Result<(usize, f64), Failure> {
    let wrong = || Failure::input(format!("`{text}` is no clamp: write CONCEPT=VALUE"));
    let (name, value) = text.rsplit_once('=').ok_or_else(wrong)?;
    let place = map.names.iter().position(|known| known == name.trim());
    let place = place.ok_or_else(|| Failure::unknown("concept", name, &map.names))?;
    Ok((place, value.trim().parse().map_err(|_| wrong())?))
}
