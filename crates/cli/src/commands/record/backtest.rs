//! Backtests.

use std::path::Path;
use std::process::ExitCode;

use detente_case::Row;
use detente_case::case::KeptScore;
use detente_record::backtest::Protocol;
use detente_record::into_case::{replaced, scores};
use detente_report as report;

use super::{case_folder, folder, kept};
use crate::args::{Backtest, BacktestFormat};
use crate::failure::Failure;
use crate::lock::Lock;
use crate::output;
use crate::progress::Spinner;

/// Fits, forecasts and scores.
pub fn backtest(args: &Backtest) -> Result<ExitCode, Failure> {
    let Backtest { train, test, resamples, seed, tolerance, .. } = *args;
    let protocol = Protocol { train, test, resamples, seed, tolerance };
    let target = args.target.into();
    protocol.check(target)?;
    if let Some(case) = &args.keep {
        case_folder(case)?;
        output::probe(&case.join(KeptScore::FILE))?;
    }
    let folder = folder(&args.data)?;
    let spinner = Spinner::new("fitting and forecasting");
    let found = protocol.run(target, &folder)?;
    let text = match args.format {
        BacktestFormat::Json => report::to_json(&found, true),
        BacktestFormat::Table => report::backtest_text(&found),
        BacktestFormat::Markdown => report::backtest_markdown(&found),
    };
    drop(spinner);
    let printed = output::print(&text);
    if let Some(case) = &args.keep {
        keep(case, &scores(&found))?;
    }
    printed.map(|()| ExitCode::SUCCESS)
}

/// Writes scores into `CASE/backtests.csv` in the place of those of the same target.
fn keep(case: &Path, fresh: &[KeptScore]) -> Result<(), Failure> {
    let _alone = Lock::of(case)?;
    let sheet = replaced(kept::<KeptScore>(case)?, fresh);
    output::write(&case.join(KeptScore::FILE), sheet.text())
}
