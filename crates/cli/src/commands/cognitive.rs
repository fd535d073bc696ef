//! `detente dynamics fcm`: fuzzy cognitive maps of plain files and of cases.

use std::path::Path;
use std::process::ExitCode;

use detente_method_cognitive_map::{Clamps, FcmAsk};
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
    let file_rule = map.run.rule.as_deref().map(rule).transpose().map_err(Failure::input)?;
    let file_transfer = map.run.transfer.as_deref().map(transfer).transpose().map_err(Failure::input)?;
    let clamp = Clamps::of(&map.names, &map.run.clamp, clamps)?;
    let ask = FcmAsk {
        start: map.run.start.clone(),
        rule: asked_rule.or(file_rule).unwrap_or_default(),
        transfer: asked_transfer.or(file_transfer).unwrap_or_default(),
        lambda: lambda.or(map.run.lambda).unwrap_or(1.0),
        clamp: clamp.held,
        stop: *stop,
        seed: *seed,
    };
    let mut found = detente_method_cognitive_map::fcm(&map.names, &map.edges, &ask)?;
    found.notes.splice(0..0, map.notes.into_iter().chain(clamp.notes));
    tell(&found.notes);
    print(format, &found, &[], report::fcm_text)
}
