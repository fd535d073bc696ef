//! `detente dynamics fcm`: fuzzy cognitive maps of plain files and of cases.

use std::path::Path;
use std::process::ExitCode;

use detente_formats::{PlainMap, read_starts};
use detente_method_cognitive_map::{Clamps, FcmAsk, fcm_ends};
use detente_report as report;
use detente_text::Note;

use super::dynamics::{map_of, print};
use crate::args::{Dynamics, MapOptions, PlainFormat, rule, transfer};
use crate::failure::Failure;
use crate::output;
use crate::plain::{self, tell, text_of};

/// Runs a map.
pub(super) fn fcm(
    what: &Dynamics,
    path: &Path,
    reading: &MapOptions,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let Dynamics::Fcm { rule: asked_rule, transfer: asked_transfer, lambda, clamps, stop, seed, starts, .. } = what
    else {
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
    if let Some(starts) = starts {
        tell(&[map.notes.clone(), clamp.notes].concat());
        return many(&map, &ask, starts, reading);
    }
    let mut found = detente_method_cognitive_map::fcm(&map.names, &map.edges, &ask)?;
    found.notes.splice(0..0, map.notes.into_iter().chain(clamp.notes));
    tell(&found.notes);
    print(format, &found, &[], report::fcm_text)
}

/// Where a map ends from each start of a table, as a table.
fn many(map: &PlainMap, ask: &FcmAsk, path: &Path, reading: &MapOptions) -> Result<ExitCode, Failure> {
    let text = text_of(path, &reading.text.encoding)?;
    let needed = "a table has a column for each concept that does not start as usual, and a row for each start";
    let read = read_starts(&text.text, &map.names, &reading.text.table());
    let starts = read.map_err(|problems| plain::refused(path, &problems, needed))?;
    tell(&text.notes);
    tell(&starts.notes.iter().map(Note::to_string).collect::<Vec<_>>());
    let ends = fcm_ends(&map.edges, ask, &starts.values)?;
    output::print_as(true, &report::fcm_ends_csv(&map.names, &ends.last, &ends.settled))?;
    Ok(ExitCode::SUCCESS)
}
