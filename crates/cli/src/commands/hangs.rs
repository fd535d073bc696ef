//! `detente sensitivity` and `detente levers`: what a finding hangs on, and what would move it where one wants it.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::{
    GroundedChange, LeverBudget, LeverError, MOST_TIMES, Options, RunError, SensitivityAsk, SensitivityError, Silent,
    most_points,
};
use detente_model::{Case, FindingId, Goal, nearest, renamed};
use detente_report as report;
use detente_results::BASELINE;
use serde::Serialize;

use crate::args::{PlainFormat, RunOptions, Sensitivity};
use crate::commands::run::{Amount, chosen, failed, fits, settings, threads, watched};
use crate::failure::Failure;
use crate::{input, output};

/// Changes of the scenario in which to begin.
fn begun(case: &Case, scenario: Option<&str>) -> Result<Vec<GroundedChange>, Failure> {
    match scenario {
        None => Ok(Vec::new()),
        Some(id) => Ok(chosen(case, &[id.to_owned()])?.pop().map(|what_if| what_if.changes).unwrap_or_default()),
    }
}

/// What a finding hangs on.
pub fn sensitivity(args: &Sensitivity) -> Result<ExitCode, Failure> {
    let opened = input::open_sound(args.case.as_deref())?;
    let case = &opened.loaded.case;
    let options = settings(case, Vec::new(), &args.options)?;
    let finding = FindingId::parse(&args.finding);
    let ask = SensitivityAsk {
        finding: &finding,
        changes: begun(case, args.scenario.as_deref())?,
        by: args.by,
        points: args.points,
    };
    fits_in(args, case, &options, &ask)?;
    let wrong = |error: SensitivityError| match error {
        SensitivityError::Run(error) => failed(error),
        SensitivityError::Unknown(_) => no_finding(case, &args.finding, &options),
        error => Failure::input(error.to_string()),
    };
    if let Some(ways) = args.screen {
        if !(2..=10_000).contains(&ways) {
            return Err(Failure::input("--screen takes 2 to 10000 ways"));
        }
        let found = watched(&args.options, |watch| detente_assess::screen(case, &options, &ask, ways, watch))?
            .map_err(wrong)?;
        print(args.format, &found, report::screened_text(&found))
    } else if let Some(above) = args.in_box {
        if !above.is_finite() {
            return Err(Failure::input("--box takes a number"));
        }
        let found = watched(&args.options, |watch| detente_assess::box_of(case, &options, &ask, above, watch))?
            .map_err(wrong)?;
        print(args.format, &found, report::box_text(&found))
    } else {
        let found =
            watched(&args.options, |watch| detente_assess::sensitivity(case, &options, &ask, watch))?.map_err(wrong)?;
        print(args.format, &found, report::sensitivity_text(&found))
    }
}

/// What would take more memory than is allowed is refused.
fn fits_in(args: &Sensitivity, case: &Case, options: &Options, ask: &SensitivityAsk<'_>) -> Result<(), Failure> {
    let (need, amount) = match (args.screen, args.in_box) {
        (Some(ways), _) => {
            let amount = Amount { count: ways.min(10_000) as u32, noun: "ways", option: "screen", times: 1 };
            (detente_assess::memory_of_screen(case, options, ask), amount)
        }
        (None, Some(_)) => {
            let threads = threads(&args.options);
            let need = detente_assess::memory_of_levers(case, options, &ask.changes, ask.finding, threads);
            (need, Amount::draws(options.draws))
        }
        (None, None) => {
            let count = most_points(ask.points);
            let amount = Amount { count, noun: "base points", option: "points", times: MOST_TIMES };
            (detente_assess::memory_of_sensitivity(case, options, ask), amount)
        }
    };
    fits(need.map_err(failed)?, amount, args.options.memory)
}

fn print(format: PlainFormat, found: &impl Serialize, text: String) -> Result<ExitCode, Failure> {
    output::print(&match format {
        PlainFormat::Json => report::to_json(found, true),
        PlainFormat::Table => text,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The cheapest changes that reach a goal.
pub fn levers(
    goal: &str,
    case: Option<&Path>,
    budget: LeverBudget,
    scenario: Option<&str>,
    format: PlainFormat,
    options: &RunOptions,
) -> Result<ExitCode, Failure> {
    let opened = input::open_sound(case)?;
    let case = &opened.loaded.case;
    let goal = Goal::parse(goal, &case.views).map_err(|error| Failure::input(error.to_string()))?;
    let changes = begun(case, scenario)?;
    let run = settings(case, Vec::new(), options)?;
    let need = detente_assess::memory_of_levers(case, &run, &changes, &goal.finding, threads(options));
    fits(need.map_err(failed)?, Amount::draws(run.draws), options.memory)?;
    let found = watched(options, |watch| detente_assess::levers(case, &run, &goal, &changes, budget, watch))?;
    let found = found.map_err(|error| match error {
        LeverError::Run(error) => failed(error),
        LeverError::Unknown(finding) => no_finding(case, &finding, &run),
        error => Failure::input(error.to_string()),
    })?;
    print(format, &found, report::levers_text(&found))
}

/// A finding that is not there, with the nearest of those that are.
fn no_finding(case: &Case, finding: &str, options: &Options) -> Failure {
    let quick = Options { draws: 2, ..options.clone() };
    let found: Result<_, RunError> = detente_assess::run(case, &quick, &Silent);
    let near = found.ok().and_then(|assessment| {
        let all: Vec<&FindingId> = assessment.scenarios.get(BASELINE)?.findings.iter().map(|one| &one.id).collect();
        // What is printed without its engine is found with it.
        let whole = all.iter().find(|id| id.ends_in(finding)).map(|id| id.as_str());
        let now = renamed(finding).filter(|now| all.iter().any(|id| id.as_str() == now));
        now.or_else(|| whole.or_else(|| nearest(finding, all.iter().map(|id| id.as_str()))).map(str::to_owned))
    });
    let hint = near.map(|near| format!("did you mean `{near}`?"));
    let hint = hint.unwrap_or_else(|| "`detente run --format csv` lists findings".to_owned());
    Failure::input(format!("there is no finding `{finding}`")).with_hint(hint)
}
