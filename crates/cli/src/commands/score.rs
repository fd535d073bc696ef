//! `detente score`.

use std::process::ExitCode;

use detente_assess::Settings;
use detente_record::{Problem, read_issues};
use detente_report as report;

use crate::args::{Score, TableFormat};
use crate::commands::balance::text_of;
use crate::commands::bargain::{plain_input, refused, settings};
use crate::failure::Failure;
use crate::output;

/// Scores the bargaining models on issues with a known outcome.
pub fn score(args: &Score) -> Result<ExitCode, Failure> {
    let text = text_of(&args.file)?;
    let plain = read_issues(&text).map_err(|problems| refused(&args.file, &problems))?;
    if plain.joint {
        let what = "a scenario of KTAB has no outcomes: the table needs the columns dossier, issue, actor, position, salience, capability, outcome";
        return Err(refused(&args.file, &[Problem { line: 1, what: what.to_owned() }]));
    }
    let outcomes: Vec<Option<f64>> = plain.issues.iter().map(|issue| issue.outcome).collect();
    let settings = settings(&args.params, Settings { seed: args.seed, ..Settings::default() })?;
    let found = detente_assess::score(&plain_input(plain), &outcomes, &settings, args.resamples, args.seed);
    let found = found.map_err(|error| {
        Failure::input(error.to_string())
            .with_hint("the column `outcome` says where an issue ended, on its own scale".to_owned())
    })?;
    output::print(&match args.format {
        TableFormat::Json => report::to_json(&found, true),
        TableFormat::Table => report::score_text(&found),
        TableFormat::Csv => report::score_csv(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}
