//! `detente score`.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::Settings;
use detente_case::Date;
use detente_formats::read_issues;
use detente_method_bargaining as bargaining;
use detente_report as report;

use crate::args::{Score, TableFormat};
use crate::commands::bargain::refused;
use crate::failure::Failure;
use crate::inputs::bargain_input;
use crate::{input, output, plain};

/// Scores the forecasts of a case, or the bargaining models on issues with a known outcome.
pub fn score(args: &Score) -> Result<ExitCode, Failure> {
    match input::plain_file(args.file.as_deref())? {
        Some(file) => models(args, file),
        None => forecasts(args),
    }
}

fn forecasts(args: &Score) -> Result<ExitCode, Failure> {
    let on = match &args.on {
        Some(text) => Some(Date::parse(text).ok_or_else(|| {
            Failure::input(format!("`{text}` is no date")).with_hint("write 2026, 2026-11 or 2026-11-27".to_owned())
        })?),
        None => today(),
    };
    let session = input::session(args.file.as_deref(), Settings::default())?.session;
    let found = session.forecast_scores(on)?;
    let case = session.case();
    let name = |id: &str| case.actor(id).map_or_else(|| id.to_owned(), |actor| actor.name.clone());
    output::print_as(
        args.format != TableFormat::Table,
        &match args.format {
            TableFormat::Json => report::to_json(&found, true),
            TableFormat::Table => {
                report::forecasts_text(&found, &name, &on.map_or_else(String::new, |on| on.to_string()))
            }
            TableFormat::Csv => report::forecasts_csv(&found),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Today in universal time: what is due depends on it, and nothing else does.
fn today() -> Option<Date> {
    let now = jiff::Timestamp::now().to_string();
    Date::parse(now.split('T').next()?)
}

fn models(args: &Score, file: &Path) -> Result<ExitCode, Failure> {
    let text = plain::text_of(file, &args.reading.encoding)?;
    let issues = read_issues(&text.text, &args.reading.table()).map_err(|problems| refused(file, &problems))?;
    let notes = [text.notes, issues.told()].concat();
    plain::tell(&notes);
    let outcomes = issues.outcomes().map_err(|problem| refused(file, &[problem]))?;
    let settings = bargaining::Settings { seed: args.seed, ..Default::default() }.with(&args.params)?;
    let found = bargaining::score(&bargain_input(issues), &outcomes, &settings, args.resamples, args.seed);
    let found = found.map_err(|error| {
        Failure::input(error.to_string())
            .with_hint("the column `outcome` says where an issue ended, on its own scale".to_owned())
    })?;
    output::print_as(
        args.format != TableFormat::Table,
        &match args.format {
            TableFormat::Json => plain::json_with(&found, &notes),
            TableFormat::Table => report::score_text(&found),
            TableFormat::Csv => report::score_csv(&found),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}
