//! `detente run` and `detente whatif`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_assess::{Assessment, BASELINE, Options, RunError, WhatIf};
use detente_model::{Case, Change, Date, QuantityPath, nearest};
use detente_report as report;

use crate::args::{Run, RunFormat, RunOptions};
use crate::failure::Failure;
use crate::progress::Watch;
use crate::{input, output};

/// Runs a case with its scenarios.
pub fn run(run: &Run) -> Result<ExitCode, Failure> {
    let opened = input::open_sound(run.case.as_deref())?;
    let case = &opened.loaded.case;
    let scenarios = chosen(case, &run.scenarios)?;
    let assessment = assess(case, scenarios, &run.options)?;
    let text = match run.format {
        RunFormat::Table => report::summary(&assessment),
        RunFormat::Json => report::to_json(&assessment, true),
        RunFormat::Csv => report::findings_csv(&assessment),
    };
    if let Some(path) = &run.report {
        output::write(path, &report::page(&assessment))?;
        anstream::eprintln!("wrote the report to {}", absolute(path).display());
    }
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Runs a case with changes typed on the command line.
pub fn what_if(words: &[String], options: &RunOptions) -> Result<ExitCode, Failure> {
    let is_change = |word: &&String| {
        word.contains('=') || word.starts_with("as_of:") || word.starts_with("only:") || word.starts_with("drop:")
    };
    let (changes, cases): (Vec<&String>, Vec<&String>) = words.iter().partition(is_change);
    if changes.is_empty() || cases.len() > 1 {
        let strange = cases.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let hint =
            "write changes such as 'factor.shield=1' or 'tie.A-B.political+=0.4', then the case folder".to_owned();
        return Err(Failure::input(format!("not a change: {strange}")).with_hint(hint));
    }
    let opened = input::open_sound(cases.first().map(|word| Path::new(word.as_str())))?;
    let case = &opened.loaded.case;
    let mut parsed = Vec::new();
    for text in &changes {
        let change = Change::parse(text, case.settings.shape).map_err(|error| Failure::input(error.to_string()))?;
        known(case, &change)?;
        parsed.push(change.into());
    }
    let title = changes.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" ");
    let what_if = WhatIf { id: "whatif".to_owned(), title, question: String::new(), changes: parsed };
    let assessment = assess(case, vec![what_if], options)?;
    output::print(&report::comparison(&assessment))?;
    Ok(ExitCode::SUCCESS)
}

/// A change must speak of something that the case has.
fn known(case: &Case, change: &Change) -> Result<(), Failure> {
    let missing = |what: String, hint: Option<String>| Err(Failure::input(what).with_hint(hint));
    match change.path() {
        Some(QuantityPath::FormatStatus { id }) if !case.formats.iter().any(|format| *format.id == *id) => {
            let hint = nearest(id, case.formats.iter().map(|format| &*format.id));
            missing(format!("no format is called `{id}`"), hint.map(|id| format!("did you mean `{id}`?")))
        }
        Some(QuantityPath::ViewDimensions { id }) if case.views.iter().any(|view| *view.id == *id) => {
            let Change::SetWord { value, .. } = change else { return Ok(()) };
            let unknown = |word: &&str| *word != "all" && !case.ties.iter().any(|tie| *tie.dimension == **word);
            match value.split_whitespace().find(unknown) {
                None => Ok(()),
                Some(word) => {
                    let hint = nearest(word, case.ties.iter().map(|tie| &*tie.dimension));
                    missing(
                        format!("no tie has the dimension `{word}`"),
                        hint.map(|word| format!("did you mean `{word}`?")),
                    )
                }
            }
        }
        Some(QuantityPath::ViewDimensions { id }) if !case.views.iter().any(|view| *view.id == *id) => {
            let hint = nearest(id, case.views.iter().map(|view| &*view.id));
            missing(format!("no view is called `{id}`"), hint.map(|id| format!("did you mean `{id}`?")))
        }
        Some(path) if path.is_number() && case.quantities.with_path(path).is_empty() => {
            let hint = report::nearest_path(case, &path.to_string()).map(|path| format!("did you mean `{path}`?"));
            let hint = hint.or_else(|| Some("`detente show quantities` lists them all".to_owned()));
            missing(format!("no quantity has the path `{path}`"), hint)
        }
        _ => match change {
            Change::Drop(filter) if !case.claims.iter().any(|claim| filter.takes(claim)) => {
                missing(format!("`{change}` finds no claim"), None)
            }
            _ => Ok(()),
        },
    }
}

/// The scenarios asked for, all of the case when none is.
fn chosen(case: &Case, ids: &[String]) -> Result<Vec<WhatIf>, Failure> {
    if ids.is_empty() {
        return Ok(case.scenarios.iter().map(WhatIf::from).collect());
    }
    let mut found: Vec<WhatIf> = Vec::new();
    for id in ids.iter().filter(|id| *id != BASELINE) {
        let Some(scenario) = case.scenarios.iter().find(|scenario| scenario.id == *id) else {
            let names: Vec<&str> = case.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
            let near = nearest(id, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| format!("scenarios: {}", names.join(", ")));
            return Err(Failure::input(format!("the case has no scenario `{id}`")).with_hint(hint));
        };
        if !found.iter().any(|known| known.id == scenario.id) {
            found.push(WhatIf::from(scenario));
        }
    }
    Ok(found)
}

/// Runs with the case's settings where the command line gives none.
pub fn assess(case: &Case, scenarios: Vec<WhatIf>, options: &RunOptions) -> Result<Assessment, Failure> {
    let date = |text: &String| {
        Date::parse(text)
            .ok_or_else(|| Failure::input(format!("`{text}` is no date: write 2001, 2001-02 or 2001-02-28")))
    };
    let run = Options {
        draws: options.draws.unwrap_or(case.settings.draws),
        seed: options.seed.unwrap_or(case.settings.seed),
        as_of: options.as_of.as_ref().map(date).transpose()?,
        scenarios,
    };
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Failure::input(format!("cannot start {:?} threads: {error}", options.threads)))?;
    let watch = Watch::new(options.quiet);
    threads.install(|| detente_assess::run(case, &run, &watch)).map_err(|error| match error {
        RunError::Stopped => Failure::stopped(error.to_string()),
        RunError::Balance { .. } | RunError::Conflict { .. } => Failure::input(error.to_string()),
    })
}
