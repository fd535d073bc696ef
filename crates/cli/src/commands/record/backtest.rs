//! Backtests.

use std::process::ExitCode;

use detente_record::backtest::{self, Protocol};
use detente_report as report;

use super::{folder, set_error};
use crate::args::{Backtest, BacktestFormat, Target};
use crate::failure::Failure;
use crate::output;
use crate::progress::Spinner;

/// Fits, forecasts and scores.
pub fn backtest(args: &Backtest) -> Result<ExitCode, Failure> {
    if args.train.1 >= args.test.0 {
        return Err(Failure::input(format!(
            "fitting ends in {}, but forecasts begin in {}",
            args.train.1, args.test.0
        ))
        .with_hint("a model may not know the years that it forecasts".to_owned()));
    }
    if args.target == Target::Sign && (args.test.1 - args.test.0 < 5 || args.train.0 > args.test.0 - 6) {
        return Err(Failure::input("signs are forecast five years ahead: the years of test must be six or more, and those of fitting begin six years before")
            .with_hint("such as --train 1950-2000 --test 2001-2010".to_owned()));
    }
    let folder = folder(&args.data)?;
    let protocol = Protocol { train: args.train, test: args.test, resamples: args.resamples, seed: args.seed };
    let spinner = Spinner::new("fitting and forecasting");
    let text = match args.target {
        Target::DisputeOnset => {
            let found = backtest::onset(&folder, &protocol).map_err(set_error)?;
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::onset_text(&found),
                BacktestFormat::Markdown => report::onset_markdown(&found),
            }
        }
        Target::AllianceFormation => {
            let found = backtest::formation(&folder, &protocol).map_err(set_error)?;
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::formation_text(&found),
                BacktestFormat::Markdown => report::formation_markdown(&found),
            }
        }
        Target::Sign => {
            let found = backtest::sign(&folder, &protocol).map_err(set_error)?;
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::sign_text(&found),
                BacktestFormat::Markdown => report::sign_markdown(&found),
            }
        }
    };
    drop(spinner);
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
