//! `detente dynamics`: causal maps and their kin of plain files.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::Settings;
use detente_dynamics::RaceError;
use detente_formats::{
    Flaw, MapAsked, PairRule, PlainMap, read_cross_impacts, read_influences, read_landscape, read_map, read_race,
};
use detente_method_arms_race::race_result;
use detente_method_balance::{landscape_told, polarisation_result};
use detente_method_cognitive_map::{loops_result, propagation_result};
use detente_method_cross_impact::{CrossImpactDoubt, cross_impact_result};
use detente_report as report;
use detente_results::{CrossImpactResult, CrossImpacts};
use serde::Serialize;

use super::cognitive::fcm;
use crate::args::{Dynamics, EncodingOption, MapOptions, PlainFormat, TieOptions};
use crate::failure::Failure;
use crate::inputs::{map_of_causes, propagation_change};
use crate::plain::{self, tell, text_of};
use crate::{input, output};

/// Runs what was asked.
pub fn dynamics(what: &Dynamics) -> Result<ExitCode, Failure> {
    match what {
        Dynamics::Fcm { file, format, reading, .. } => fcm(what, file, reading, *format),
        Dynamics::Cib { file, confidence, draws, seed, format, .. } if input::is_case(file) => {
            cib_of_case(file, *confidence, (*draws, *seed), *format)
        }
        Dynamics::Cib { file, confidence, draws, seed, format, reading } => {
            cib(file, reading, (*confidence, *draws, seed.unwrap_or(1)), *format)
        }
        Dynamics::Landscape { file, format, reading } => landscape(file, reading, *format),
        Dynamics::Propagate { file, format, reading } => propagate(file, reading, *format),
        Dynamics::Polarise { file, format, reading } => polarise(file, reading, *format),
        Dynamics::Race { file, format, reading } => race(file, reading, *format),
        Dynamics::Loops { file, longest, most, format, reading } => {
            loops(file, reading, usize::from(*longest), *most, *format)
        }
    }
}

/// Prints a result, and what was read with doubt.
pub(super) fn print<T: Serialize>(
    format: PlainFormat,
    found: &T,
    notes: &[String],
    text: impl Fn(&T) -> String,
) -> Result<ExitCode, Failure> {
    tell(notes);
    output::print(&match format {
        PlainFormat::Json => plain::json_with(found, notes),
        PlainFormat::Table => text(found),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn refused(path: &Path, flaws: &[Flaw], needed: &str) -> Failure {
    Failure::problems(path, flaws.iter().map(|flaw| format!(": {}: {}", flaw.at, flaw.what)), needed)
}

const MAP: &str = "a weight matrix (CSV with names in the first row and column; rows are causes), an edge list (CSV with source, target, weight) or JSON with `weights_row_causes_column`";

/// The map of a file or of a case.
pub(super) fn map_of(path: &Path, reading: &MapOptions) -> Result<PlainMap, Failure> {
    if input::is_case(path) {
        return map_of_case(path);
    }
    let text = text_of(path, &reading.text.encoding)?;
    let codes = reading.values.missing_codes()?;
    let columns = reading.values.columns.as_slice();
    if ![0, 3].contains(&columns.len()) {
        return Err(Failure::input("--columns takes three: cause, effect and weight"));
    }
    let asked = MapAsked { columns, missing: codes.as_deref(), table: reading.text.table() };
    let mut map = read_map(&text.text, &asked).map_err(|flaws| refused(path, &flaws, MAP))?;
    map.notes.splice(0..0, text.notes);
    if map.names.is_empty() {
        return Err(Failure::input(format!("`{}` holds no concept", path.display())).with_hint(MAP.to_owned()));
    }
    Ok(map)
}

/// The links of a case, at their most likely gains.
fn map_of_case(path: &Path) -> Result<PlainMap, Failure> {
    Ok(map_of_causes(&input::session(Some(path), Settings::default())?.session.causes()?))
}

fn polarise(path: &Path, reading: &TieOptions, format: PlainFormat) -> Result<ExitCode, Failure> {
    let (rows, mut notes) = plain::ties_of(path, reading, None)?;
    plain::some_ties(path, rows.is_empty())?;
    let needed = "polarisation asks for one row a pair";
    let table = rows.joined(PairRule::Refuse).map_err(|problems| plain::refused(path, &problems, needed))?;
    let ties: Vec<(usize, usize, f64)> = table.ties.iter().map(|tie| (tie.a, tie.b, tie.weight)).collect();
    notes.extend(plain::one_sign(ties.iter().map(|(.., weight)| *weight)));
    print(format, &polarisation_result(&table.actors, &ties), &notes, report::polarisation_text)
}

/// The cross-impacts of a case.
fn cib_of_case(
    path: &Path,
    confidence: Option<u8>,
    (draws, seed): (u32, Option<u64>),
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    if confidence.is_some() {
        return Err(Failure::input("--confidence is for plain files; a case has one for each of its cells"));
    }
    let found = input::session(Some(path), Settings::default())?.session.cross_impacts(draws, seed)?;
    print(format, &found, &[], |all| all.iter().map(report::case_cross_impact_text).collect::<Vec<_>>().join("\n"))
}

fn cib(
    path: &Path,
    reading: &EncodingOption,
    (confidence, draws, seed): (Option<u8>, u32, u64),
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let needed =
        "JSON with `variants` and `matrix_row_acts_on_column` (or a list `cases` of them), or a ScenarioWizard file";
    let text = text_of(path, reading)?;
    let models = read_cross_impacts(&text.text).map_err(|flaws| refused(path, &flaws, needed))?;
    let mut found: Vec<CrossImpactResult> = Vec::new();
    let mut notes = text.notes;
    for model in &models {
        notes.extend(model.notes.iter().cloned());
        let doubt = CrossImpactDoubt::of(&model.confidence, confidence, model.matrix.len(), (draws, seed));
        let result = cross_impact_result(&model.name, &model.descriptors, &model.matrix, doubt.as_ref());
        found.push(result.map_err(|error| Failure::input(error.to_string()))?);
    }
    match found.as_slice() {
        [one] => print(format, one, &notes, report::cross_impact_text),
        all => {
            let text = |all: &CrossImpacts| all.cases.iter().map(report::cross_impact_text).collect::<Vec<_>>();
            print(format, &CrossImpacts { cases: all.to_vec() }, &notes, |all| text(all).join("\n"))
        }
    }
}

fn landscape(path: &Path, reading: &EncodingOption, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed = "JSON with `propensity` (symmetric rows) and `size`";
    let text = text_of(path, reading)?;
    let model = read_landscape(&text.text).map_err(|flaws| refused(path, &flaws, needed))?;
    let notes = [text.notes, model.notes.clone()].concat();
    let found = landscape_told(&model.names, &model.size, &model.propensity)?;
    print(format, &found, &notes, report::landscape_text)
}

fn propagate(path: &Path, reading: &EncodingOption, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed =
        "JSON with `periods`, `quantities` (q0, lo, hi, rho), `influences` (cause, effect, gain, lag) and `changes`";
    let text = text_of(path, reading)?;
    let model = read_influences(&text.text).map_err(|flaws| refused(path, &flaws, needed))?;
    let notes = [text.notes, model.notes.clone()].concat();
    let changes: Vec<_> = model.changes.iter().map(propagation_change).collect();
    let found = propagation_result(&model.quantities, &model.influences, &changes, model.periods)?;
    print(format, &found, &notes, report::propagation_text)
}

fn race(path: &Path, reading: &EncodingOption, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed = "JSON with `reaction` (rows react to columns), `cost` and `grievance`";
    let text = text_of(path, reading)?;
    let model = read_race(&text.text).map_err(|flaws| refused(path, &flaws, needed))?;
    let notes = [text.notes, model.notes.clone()].concat();
    let found = race_result(&model.names, &model.reaction, &model.cost, &model.grievance, &model.start);
    let told = |errors: Vec<RaceError>| {
        Failure::problems(path, errors.iter().map(|error| format!(": {error}")), "places are counted from 0")
    };
    print(format, &found.map_err(told)?, &notes, report::race_text)
}

fn loops(
    path: &Path,
    reading: &MapOptions,
    longest: usize,
    most: usize,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let map = map_of(path, reading)?;
    let mut found = loops_result(&map.names, &map.edges, map.community, longest, most);
    let own = std::mem::take(&mut found.notes);
    let notes = [map.notes, own].concat();
    found.notes.clone_from(&notes);
    tell(&notes);
    print(format, &found, &[], report::loops_text)
}
