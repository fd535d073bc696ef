//! `detente dynamics`: causal maps and their kin of plain files.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use detente_assess::{
    CrossImpactDoubt, CrossImpactPortrait, CrossImpacts, LinkTold, PropagationChange, RaceError, case_causes,
    cross_impact_portrait, cross_impacts_of, landscape_told, loops_portrait, polarisation_portrait,
    propagation_portrait, race_portrait,
};
use detente_record::{
    Flaw, Form, PairRule, PlainMap, read_cross_impacts, read_influences, read_landscape, read_map, read_race, read_ties,
};
use detente_report as report;
use serde::Serialize;

use super::cognitive::fcm;
use crate::args::{Dynamics, PlainFormat};
use crate::commands::balance::{refused as ties_refused, some_ties, text_of};
use crate::failure::Failure;
use crate::{input, output};

/// Runs what was asked.
pub fn dynamics(what: &Dynamics) -> Result<ExitCode, Failure> {
    match what {
        Dynamics::Fcm { file, format, .. } => fcm(what, file, *format),
        Dynamics::Cib { file, confidence, seed, format, .. } if file.is_dir() => {
            cib_of_case(file, *confidence, *seed, *format)
        }
        Dynamics::Cib { file, confidence, draws, seed, format } => {
            cib(file, (*confidence, *draws, seed.unwrap_or(1)), *format)
        }
        Dynamics::Landscape { file, format } => landscape(file, *format),
        Dynamics::Propagate { file, format } => propagate(file, *format),
        Dynamics::Polarise { file, format } => polarise(file, *format),
        Dynamics::Race { file, format } => race(file, *format),
        Dynamics::Loops { file, longest, most, format } => loops(file, usize::from(*longest), *most, *format),
    }
}

pub(super) fn print<T: Serialize>(
    format: PlainFormat,
    found: &T,
    text: impl Fn(&T) -> String,
) -> Result<ExitCode, Failure> {
    output::print(&match format {
        PlainFormat::Json => report::to_json(found, true),
        PlainFormat::Table => text(found),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn refused(path: &Path, flaws: &[Flaw], needed: &str) -> Failure {
    Failure::problems(path, flaws.iter().map(|flaw| format!(": {}: {}", flaw.at, flaw.what)), needed)
}

pub(super) fn tell(notes: &[String]) {
    notes.iter().for_each(|note| output::tell(&format!("note: {note}")));
}

const MAP: &str = "a weight matrix (CSV with names in the first row and column; rows are causes), an edge list (CSV with source, target, weight) or JSON with `weights_row_causes_column`";

/// The map of a file or of a case.
pub(super) fn map_of(path: &Path) -> Result<PlainMap, Failure> {
    if path.is_dir() {
        return map_of_case(path);
    }
    let map = read_map(&text_of(path)?).map_err(|flaws| refused(path, &flaws, MAP))?;
    if map.names.is_empty() {
        return Err(Failure::input(format!("`{}` holds no concept", path.display())).with_hint(MAP.to_owned()));
    }
    Ok(map)
}

/// The links of a case, at their most likely gains.
fn map_of_case(path: &Path) -> Result<PlainMap, Failure> {
    let opened = input::open_sound(Some(path))?;
    let causes = case_causes(&opened.loaded.case).ok_or_else(|| Failure::input("the case has no links"))?;
    let place = |name: &String| causes.quantities.iter().position(|known| known == name).unwrap_or(0);
    let edge = |link: &LinkTold| (place(&link.cause), place(&link.effect), link.gain, link.lag as f64);
    Ok(PlainMap {
        edges: causes.links.iter().map(edge).collect(),
        names: causes.quantities.clone(),
        ..PlainMap::default()
    })
}

fn polarise(path: &Path, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed = "the table needs the columns source, target and weight, one row a pair";
    let text = text_of(path)?;
    let form = Form::of(&path.to_string_lossy(), &text);
    let rows = read_ties(&text, form, None).map_err(|problems| ties_refused(path, &problems, needed))?;
    some_ties(path, rows.is_empty(), needed)?;
    let table = rows.joined(PairRule::Refuse).map_err(|problems| ties_refused(path, &problems, needed))?;
    let ties: Vec<(usize, usize, f64)> = table.ties.iter().map(|tie| (tie.a, tie.b, tie.weight)).collect();
    print(format, &polarisation_portrait(&table.actors, &ties), report::polarisation_text)
}

/// The cross-impacts of a case.
fn cib_of_case(
    path: &Path,
    confidence: Option<u8>,
    seed: Option<u64>,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    if confidence.is_some() {
        return Err(Failure::input("--confidence is for plain files; a case has one for each of its cells"));
    }
    let opened = input::open_sound(Some(path))?;
    let case = &opened.loaded.case;
    let found = cross_impacts_of(case, seed.unwrap_or(case.settings.seed));
    if found.is_empty() {
        return Err(Failure::input("the case has no cross-impacts").with_hint(
            "write `[cross-impact.ID]` into case.toml; docs/reference/case-format.md has its keys".to_owned(),
        ));
    }
    print(format, &found, |all| all.iter().map(report::case_cross_impact_text).collect::<Vec<_>>().join("\n"))
}

fn cib(
    path: &Path,
    (confidence, draws, seed): (Option<u8>, u32, u64),
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let needed =
        "JSON with `variants` and `matrix_row_acts_on_column` (or a list `cases` of them), or a ScenarioWizard file";
    let text = any_text(path)?;
    let models = read_cross_impacts(&text).map_err(|flaws| refused(path, &flaws, needed))?;
    let mut found: Vec<CrossImpactPortrait> = Vec::new();
    for model in &models {
        tell(&model.notes);
        let all = || confidence.map(|one| vec![vec![Some(one); model.matrix.len()]; model.matrix.len()]);
        let own = Some(&model.confidence).filter(|own| !own.is_empty()).cloned();
        let doubt = own.or_else(all).map(|confidence| CrossImpactDoubt { confidence, draws, seed });
        let portrait = cross_impact_portrait(&model.name, &model.descriptors, &model.matrix, doubt.as_ref());
        found.push(portrait.map_err(|error| Failure::input(error.to_string()))?);
    }
    match found.as_slice() {
        [one] => print(format, one, report::cross_impact_text),
        all => {
            let text = |all: &CrossImpacts| all.cases.iter().map(report::cross_impact_text).collect::<Vec<_>>();
            print(format, &CrossImpacts { cases: all.to_vec() }, |all| text(all).join("\n"))
        }
    }
}

/// The text of a file that may be older than UTF-8.
fn any_text(path: &Path) -> Result<String, Failure> {
    let old = || fs::read(path).map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect::<String>());
    match text_of(path) {
        Ok(text) => Ok(text),
        Err(failure) => match fs::metadata(path) {
            Ok(meta) if meta.is_file() && meta.len() < 16 << 20 => old().map_err(|_| failure),
            _ => Err(failure),
        },
    }
}

fn landscape(path: &Path, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed = "JSON with `propensity` (symmetric rows) and `size`";
    let model = read_landscape(&text_of(path)?).map_err(|flaws| refused(path, &flaws, needed))?;
    tell(&model.notes);
    let found = landscape_told(&model.names, &model.size, &model.propensity);
    match found.map_err(|error| Failure::input(error.to_string()))? {
        Some(found) => print(format, &found, report::landscape_text),
        None => Err(Failure::input(format!("{} actors: a landscape is listed for 1 to 24", model.names.len()))
            .with_hint("`detente balance` finds the lowest configuration of larger networks".to_owned())),
    }
}

fn propagate(path: &Path, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed =
        "JSON with `periods`, `quantities` (q0, lo, hi, rho), `influences` (cause, effect, gain, lag) and `changes`";
    let model = read_influences(&text_of(path)?).map_err(|flaws| refused(path, &flaws, needed))?;
    tell(&model.notes);
    let change = |one: &detente_record::PlainChange| {
        let change = match (one.op.as_str(), one.effect) {
            ("shift", _) => PropagationChange::Shift(one.value),
            ("scale", _) => PropagationChange::Scale(one.value),
            ("free", _) => PropagationChange::Free,
            ("cut", Some(effect)) => PropagationChange::CutTo(effect),
            _ => PropagationChange::Set(one.value),
        };
        (one.period, one.on, change)
    };
    let changes: Vec<_> = model.changes.iter().map(change).collect();
    let found = propagation_portrait(&model.quantities, &model.influences, &changes, model.periods);
    let found = found.map_err(|round| {
        Failure::input(format!("influences without lag go round in a circle: {}", round.join(" > ")))
            .with_hint("give one of them a lag of 1".to_owned())
    })?;
    print(format, &found, report::propagation_text)
}

fn race(path: &Path, format: PlainFormat) -> Result<ExitCode, Failure> {
    let needed = "JSON with `reaction` (rows react to columns), `cost` and `grievance`";
    let model = read_race(&text_of(path)?).map_err(|flaws| refused(path, &flaws, needed))?;
    tell(&model.notes);
    let found = race_portrait(&model.names, &model.reaction, &model.cost, &model.grievance, &model.start);
    let told = |errors: Vec<RaceError>| {
        Failure::problems(path, errors.iter().map(|error| format!(": {error}")), "places are counted from 0")
    };
    print(format, &found.map_err(told)?, report::race_text)
}

fn loops(path: &Path, longest: usize, most: usize, format: PlainFormat) -> Result<ExitCode, Failure> {
    let map = map_of(path)?;
    let mut found = loops_portrait(&map.names, &map.edges, map.community, longest, most);
    found.notes.splice(0..0, map.notes);
    tell(&found.notes);
    print(format, &found, report::loops_text)
}
