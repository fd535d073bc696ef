//! `detente cases`, `show`, `export` and `explain`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::{name_in, path_of, view_in};
use detente_report as report;
use detente_report::Listing;
use detente_results::BASELINE;

use crate::args::{ExportFormat, RunOptions, Show};
use crate::commands::run::{assess, left};
use crate::commands::work::settings;
use crate::failure::Failure;
use crate::input;
use crate::output::{self, Target};

/// Lists the cases inside the program: name, title, and what each is about.
pub fn cases() -> Result<ExitCode, Failure> {
    let mut text = String::new();
    for (name, opened) in input::shipped()? {
        let case = &opened.loaded.case;
        text += &format!("{name}: {}\n  {}\n", case.title, case.summary);
    }
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Lists what a case holds.
pub fn show(what: &Show) -> Result<ExitCode, Failure> {
    let (case, listing) = match what {
        Show::Actors { case } => (case, Listing::Actors),
        Show::Ties { case } => (case, Listing::Ties),
        Show::Issues { case } => (case, Listing::Issues),
        Show::Claims { case } => (case, Listing::Claims),
        Show::Scenarios { case } => (case, Listing::Scenarios),
        Show::Quantities { case } => (case, Listing::Quantities),
        Show::Quantity { path, case } => return quantity(path, case.as_deref()),
        Show::Findings { word, case } => return findings(word.as_deref(), case.as_deref()),
        Show::Fingerprints { case } => return fingerprints(case.as_deref()),
    };
    let opened = input::open_sound(case.as_deref())?;
    // Whole lines for a pipe, so that paths can be searched and cut.
    let width = if std::io::stdout().is_terminal() { 80 } else { usize::MAX };
    output::print(&report::listing(&opened.loaded.case, listing, width))?;
    Ok(ExitCode::SUCCESS)
}

fn quantity(path: &str, case: Option<&Path>) -> Result<ExitCode, Failure> {
    explain(&path_of(path)?.to_string(), case, None, &quick())
}

/// Draws from which most of what can happen is known by name.
const FEW: u32 = 100;

/// What a run finds; a single word that is a folder is the case.
fn findings(word: Option<&str>, case: Option<&Path>) -> Result<ExitCode, Failure> {
    let folder = word.map(Path::new).filter(|path| case.is_none() && input::is_case(path));
    let (word, case) = if folder.is_some() { ("", folder) } else { (word.unwrap_or_default(), case) };
    let options = RunOptions { draws: Some(FEW), ..quick() };
    let asked = input::session(case, settings(&options)?)?;
    let found = assess(&asked, &[], &options)?;
    let width = if std::io::stdout().is_terminal() { 80 } else { usize::MAX };
    let listed = report::findings_listed(&found.assessment, word, width);
    found.close(output::print(&listed))
}

/// Draws where nothing that is told rests on them.
const EVIDENCE: u32 = 1;

/// Evidence needs no draws.
fn quick() -> RunOptions {
    RunOptions {
        draws: Some(EVIDENCE),
        seed: None,
        as_of: None,
        horizon: None,
        threads: None,
        memory: 2_000,
        quiet: true,
    }
}

fn fingerprints(case: Option<&Path>) -> Result<ExitCode, Failure> {
    let opened = input::open(case)?;
    output::data(&report::fingerprints_csv(&opened.loaded.case, &opened.files))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes results or a view's network.
pub fn export(
    format: ExportFormat,
    case: Option<&Path>,
    view: Option<&str>,
    (out, partial): (Option<&Path>, bool),
    options: &RunOptions,
) -> Result<ExitCode, Failure> {
    let whole = matches!(format, ExportFormat::Json | ExportFormat::Csv);
    let options = if whole { options.clone() } else { quick() };
    let asked = input::session(case, settings(&options)?)?;
    let session = &asked.session;
    let target = Target::maybe(out, &asked.inputs())?;
    let scenarios = if whole { session.scenarios(&[])? } else { Vec::new() };
    let found = assess(&asked, &scenarios, &options)?;
    let assessment = &found.assessment;
    let text = match format {
        ExportFormat::Json => report::to_json(assessment, true),
        ExportFormat::Csv => report::findings_csv(assessment),
        ExportFormat::Graphml => report::graphml(assessment, view_in(assessment, view)?),
        ExportFormat::Gexf => report::gexf(assessment, view_in(assessment, view)?),
        ExportFormat::Xmile => report::xmile(assessment, session.case().settings.horizon)
            .ok_or_else(|| Failure::input("the case has no links"))?,
    };
    let left = target.as_ref().is_some_and(|target| left(target, partial, assessment));
    let written = if left { Ok(()) } else { output::data_to(target.as_ref(), &text) };
    found.close(written)
}

/// Prints the evidence behind a name.
pub fn explain(
    name: &str,
    case: Option<&Path>,
    scenario: Option<&str>,
    options: &RunOptions,
) -> Result<ExitCode, Failure> {
    let asked = input::session(case, settings(options)?)?;
    let id = scenario.unwrap_or(BASELINE);
    let scenarios = asked.session.scenarios(&[id.to_owned()])?;
    // No draw says anything about a claim or a quantity.
    let evidence = asked.session.evidence();
    if let Ok(name) = name_in(&evidence, name, id) {
        output::print(&report::explain(&evidence, &name, id).unwrap_or_default())?;
        return Ok(ExitCode::SUCCESS);
    }
    let found = assess(&asked, &scenarios, options)?;
    let assessment = &found.assessment;
    if assessment.stopped.is_some() {
        return found.close(Ok(()));
    }
    let text = report::explain(assessment, &name_in(assessment, name, id)?, id);
    let printed = output::print(&text.unwrap_or_default());
    found.close(printed)
}
