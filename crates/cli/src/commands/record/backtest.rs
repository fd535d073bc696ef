//! Backtests.

use std::path::Path;
use std::process::ExitCode;

use detente_case::Row;
use detente_case::case::KeptScore;
use detente_record::backtest::{self, FEWEST_RESAMPLES, Protocol};
use detente_report as report;
use detente_results::backtest::{ModelScore, SignModel, SignSet};

use super::{case_folder, folder, kept, set_error};
use crate::args::{Backtest, BacktestFormat, Target};
use crate::failure::Failure;
use crate::lock::Lock;
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
    if let Some(case) = &args.keep {
        case_folder(case)?;
        output::probe(&case.join("backtests.csv"))?;
    }
    let folder = folder(&args.data)?;
    if args.tolerance && args.target != Target::DisputeOnset {
        return Err(Failure::input("--tolerance is of dispute onset"));
    }
    if (1..FEWEST_RESAMPLES).contains(&args.resamples) {
        return Err(Failure::input(format!(
            "an interval needs {FEWEST_RESAMPLES} resamples; {} are too few",
            args.resamples
        ))
        .with_hint("--resamples 0 makes none".to_owned()));
    }
    let Backtest { train, test, resamples, seed, tolerance, .. } = *args;
    let protocol = Protocol { train, test, resamples, seed, tolerance };
    let mut scores = Vec::new();
    let spinner = Spinner::new("fitting and forecasting");
    let text = match args.target {
        Target::DisputeOnset => {
            let found = backtest::onset(&folder, &protocol).map_err(set_error)?;
            for set in &found.sets {
                scores.extend(rows(found.target, &set.set, (set.test_rows, set.test_onsets), &set.models));
            }
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::onset_text(&found),
                BacktestFormat::Markdown => report::onset_markdown(&found),
            }
        }
        Target::AllianceFormation => {
            let found = backtest::formation(&folder, &protocol).map_err(set_error)?;
            scores.extend(rows(found.target, "all", (found.rows[2], found.rows[3]), &found.models));
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::formation_text(&found),
                BacktestFormat::Markdown => report::formation_markdown(&found),
            }
        }
        Target::Sign => {
            let found = backtest::sign(&folder, &protocol).map_err(set_error)?;
            found.sets.iter().for_each(|set| scores.extend(sign_rows(found.target, set)));
            match args.format {
                BacktestFormat::Json => report::to_json(&found, true),
                BacktestFormat::Table => report::sign_text(&found),
                BacktestFormat::Markdown => report::sign_markdown(&found),
            }
        }
    };
    drop(spinner);
    let printed = output::print(&text);
    if let Some(case) = &args.keep {
        keep(case, &scores)?;
    }
    printed.map(|()| ExitCode::SUCCESS)
}

fn known(value: f64) -> Option<f64> {
    Some(value).filter(|value| value.is_finite())
}

fn rows(target: &str, set: &str, (rows, events): (usize, usize), models: &[ModelScore]) -> Vec<KeptScore> {
    let row = |model: &ModelScore| KeptScore {
        target: target.to_owned(),
        set: set.to_owned(),
        model: model.model.clone(),
        rows: Some(rows as f64),
        events: Some(events as f64),
        auc: known(model.auc.value),
        auc_pr: known(model.auc_pr.value),
        auc_pr_low: model.auc_pr.low.and_then(known),
        auc_pr_high: model.auc_pr.high.and_then(known),
        brier: known(model.brier.value),
        skill: known(model.skill),
        log: known(model.log.value),
    };
    models.iter().map(row).collect()
}

/// Scores of three outcomes: events are the ties that changed, Brier scores add up the outcomes, nothing is ranked.
fn sign_rows(target: &str, set: &SignSet) -> Vec<KeptScore> {
    let base = set.models.first().map_or(f64::NAN, |model| model.brier.value);
    let row = |model: &SignModel| KeptScore {
        target: target.to_owned(),
        set: set.set.clone(),
        model: model.model.clone(),
        rows: Some(set.test_rows as f64),
        events: Some((set.changed * set.test_rows as f64).round()),
        brier: known(model.brier.value),
        skill: known(1.0 - model.brier.value / base),
        log: known(model.log.value),
        ..KeptScore::default()
    };
    set.models.iter().map(row).collect()
}

/// Writes scores into `CASE/backtests.csv` in the place of those of the same target.
fn keep(case: &Path, fresh: &[KeptScore]) -> Result<(), Failure> {
    let _alone = Lock::of(case)?;
    let mut sheet = kept::<KeptScore>(case)?;
    let target = fresh.first().map(|row| row.target.as_str());
    for row in (0..sheet.len()).rev().filter(|_| target.is_some()) {
        if Some(sheet.cell(row, "target")) == target {
            sheet.remove(row);
        }
    }
    sheet.append(fresh);
    output::write(&case.join(KeptScore::FILE), sheet.text())
}
