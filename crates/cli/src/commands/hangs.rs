//! `detente sensitivity` and `detente levers`: what a finding hangs on, and what would move it where one wants it.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::{LeverBudget, MOST_TIMES, SensitivityAsk, Session, most_points};
use detente_case::FindingId;
use detente_report as report;
use serde::Serialize;

use crate::args::{PlainFormat, RunOptions, Sensitivity};
use crate::commands::work::{Amount, fits, settings, threads, watched};
use crate::failure::Failure;
use crate::{input, output};

/// What a finding hangs on.
pub fn sensitivity(args: &Sensitivity) -> Result<ExitCode, Failure> {
    let session = input::session(args.case.as_deref(), settings(&args.options)?)?.session;
    let finding = FindingId::parse(&args.finding);
    let changes = session.changes_of(args.scenario.as_deref())?;
    let ask = SensitivityAsk { finding: &finding, changes, by: args.by, points: args.points };
    fits_in(args, &session, &ask)?;
    if let Some(ways) = args.screen {
        let found = watched(&args.options, |watch| session.screen(&ask, ways, watch))??;
        print(args.format, &found, report::screened_text(&found))
    } else if let Some(above) = args.in_box {
        let found = watched(&args.options, |watch| session.box_of(&ask, above, watch))??;
        print(args.format, &found, report::box_text(&found))
    } else {
        let found = watched(&args.options, |watch| session.sensitivity(&ask, watch))??;
        print(args.format, &found, report::sensitivity_text(&found))
    }
}

/// What would take more memory than is allowed is refused.
fn fits_in(args: &Sensitivity, session: &Session, ask: &SensitivityAsk<'_>) -> Result<(), Failure> {
    let (need, amount) = match (args.screen, args.in_box) {
        (Some(ways), _) => {
            let amount = Amount { count: ways.min(10_000) as u32, noun: "ways", option: "screen", times: 1 };
            (session.memory_of_screen(ask), amount)
        }
        (None, Some(_)) => {
            let need = session.memory_of_levers(ask.finding, &ask.changes, threads(&args.options));
            (need, Amount::draws(session.options(&[]).draws))
        }
        (None, None) => {
            let count = most_points(ask.points);
            let amount = Amount { count, noun: "base points", option: "points", times: MOST_TIMES };
            (session.memory_of_sensitivity(ask), amount)
        }
    };
    fits(need?, amount, args.options.memory)
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
    let session = input::session(case, settings(options)?)?.session;
    let ask = session.lever_ask(goal, scenario, budget)?;
    let need = session.memory_of_levers(&ask.goal.finding, &ask.changes, threads(options))?;
    fits(need, Amount::draws(session.options(&[]).draws), options.memory)?;
    let found = watched(options, |watch| session.levers(&ask, watch))??;
    print(format, &found, report::levers_text(&found))
}
