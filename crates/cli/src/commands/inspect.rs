//! `detente show`, `export` and `explain`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use detente_assess::WhatIf;
use detente_model::document::{fingerprint, paragraphs};
use detente_model::{QuantityPath, nearest};
use detente_report as report;
use detente_report::Listing;
use detente_results::BASELINE;

use crate::args::{ExportFormat, RunOptions, Show};
use crate::commands::run::{assess, left};
use crate::failure::Failure;
use crate::input::{self, Opened};
use crate::output::{self, Target};

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
        Show::Fingerprints { case } => return fingerprints(case.as_deref()),
    };
    let opened = input::open_sound(case.as_deref())?;
    // Whole lines for a pipe, so that paths can be searched and cut.
    let width = if std::io::stdout().is_terminal() { 80 } else { usize::MAX };
    output::print(&report::listing(&opened.loaded.case, listing, width))?;
    Ok(ExitCode::SUCCESS)
}

fn quantity(path: &str, case: Option<&Path>) -> Result<ExitCode, Failure> {
    let parsed = QuantityPath::parse(path, true).ok_or_else(|| {
        let hint = "paths look like tie.A-B.dimension, factor.ID, issue.ISSUE.ACTOR.position".to_owned();
        Failure::input(format!("`{path}` is no quantity path")).with_hint(hint)
    })?;
    explain(&parsed.to_string(), case, None, &quick())
}

/// Evidence needs no draws.
fn quick() -> RunOptions {
    RunOptions { draws: Some(1), seed: None, as_of: None, horizon: None, threads: None, memory: 2_000, quiet: true }
}

fn fingerprints(case: Option<&Path>) -> Result<ExitCode, Failure> {
    let opened = input::open(case)?;
    let mut text = String::from("source,paragraph,fingerprint\n");
    for source in &opened.loaded.case.sources {
        let document = opened.files.get(&format!("sources/{}", source.file)).unwrap_or_default();
        for (index, paragraph) in paragraphs(document).into_iter().enumerate() {
            text += &format!("{},{},{:016x}\n", source.id.text, index + 1, fingerprint(paragraph));
        }
    }
    output::data(&text)?;
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
    let opened = input::open_sound(case)?;
    let target = Target::maybe(out, &opened.inputs())?;
    let whole = matches!(format, ExportFormat::Json | ExportFormat::Csv);
    let (scenarios, options) = if whole { (all_scenarios(&opened), options.clone()) } else { (Vec::new(), quick()) };
    let found = assess(&opened, scenarios, &options)?;
    let assessment = &found.assessment;
    let views = assessment.scenarios.get(BASELINE).map(|result| result.views.as_slice()).unwrap_or_default();
    let chosen = || match view {
        None => views.first().ok_or_else(|| Failure::input("the case has no view")),
        Some(id) => views.iter().find(|view| view.id == id).ok_or_else(|| {
            let near = nearest(id, views.iter().map(|view| view.id.as_str()));
            Failure::input(format!("the case has no view `{id}`"))
                .with_hint(near.map(|id| format!("did you mean `{id}`?")))
        }),
    };
    let text = match format {
        ExportFormat::Json => report::to_json(assessment, true),
        ExportFormat::Csv => report::findings_csv(assessment),
        ExportFormat::Graphml => report::graphml(assessment, chosen()?),
        ExportFormat::Gexf => report::gexf(assessment, chosen()?),
        ExportFormat::Xmile => report::xmile(assessment, opened.loaded.case.settings.horizon)
            .ok_or_else(|| Failure::input("the case has no links"))?,
    };
    let left = target.as_ref().is_some_and(|target| left(target, partial, assessment));
    let written = if left { Ok(()) } else { output::data_to(target.as_ref(), &text) };
    found.close(written)
}

fn all_scenarios(opened: &Opened) -> Vec<WhatIf> {
    opened.loaded.case.scenarios.iter().map(WhatIf::from).collect()
}

/// Prints the evidence behind a name.
pub fn explain(
    name: &str,
    case: Option<&Path>,
    scenario: Option<&str>,
    options: &RunOptions,
) -> Result<ExitCode, Failure> {
    let opened = input::open_sound(case)?;
    let id = scenario.unwrap_or(BASELINE);
    let scenarios: Vec<WhatIf> = all_scenarios(&opened).into_iter().filter(|what_if| what_if.id == id).collect();
    if id != BASELINE && scenarios.is_empty() {
        return Err(Failure::input(format!("the case has no scenario `{id}`")));
    }
    let found = assess(&opened, scenarios, options)?;
    let assessment = &found.assessment;
    if assessment.stopped.is_some() {
        return found.close(Ok(()));
    }
    // `tie.B-A.d` and `tie.A-B.d` are one quantity.
    let canonical = QuantityPath::parse(name, false).map_or(name.to_owned(), |path| path.to_string());
    let Some(text) = report::explain(assessment, &canonical, id) else {
        let findings = assessment.findings(id);
        let names =
            findings.iter().map(|finding| finding.id.as_str()).chain(assessment.quantities.keys().map(String::as_str));
        let near = nearest(name, names.chain(assessment.claims.keys().map(String::as_str)));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        let hint = hint
            .or_else(|| Some("`detente run --format csv` lists findings, `detente show quantities` paths".to_owned()));
        return Err(Failure::input(format!("nothing is called `{name}`")).with_hint(hint));
    };
    let printed = output::print(&text);
    found.close(printed)
}
