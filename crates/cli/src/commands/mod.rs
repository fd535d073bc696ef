//! One function a command.

mod answer;
mod balance;
mod bargain;
mod brief;
mod check;
mod coalition;
mod cognitive;
mod conflict;
mod dynamics;
mod geometry;
mod hangs;
mod init;
mod inspect;
mod reach;
mod record;
mod run;
mod score;
mod verify;
mod work;

use std::process::ExitCode;

use detente_assess::LeverBudget;

use crate::args::{Args, Command};
use crate::failure::Failure;

/// Runs what was typed.
pub fn dispatch(args: Args) -> Result<ExitCode, Failure> {
    match args.command {
        Command::Init { dir } => init::init(&dir),
        Command::Check { explain: Some(code), .. } => check::explain(&code),
        Command::Check { case, format, errors_only, all, explain: None } => {
            check::check(case.as_deref(), format, errors_only, all)
        }
        Command::Run(run) => run::run(&run),
        Command::Answer { case, questions, changes, format, options } => {
            answer::answer(case.as_deref(), &questions, &changes, format, &options)
        }
        Command::Brief { case, out, options } => brief::brief(case.as_deref(), out.as_deref(), &options),
        Command::Whatif { words, format, options } => run::what_if(&words, format, &options),
        Command::Cases => inspect::cases(),
        Command::Show { what } => inspect::show(&what),
        Command::Export { format, case, view, out, partial, options } => {
            inspect::export(format, case.as_deref(), view.as_deref(), (out.as_deref(), partial), &options)
        }
        Command::Explain { name, case, scenario, options } => {
            inspect::explain(&name, case.as_deref(), scenario.as_deref(), &options)
        }
        Command::Balance(args) => balance::balance(&args),
        Command::Geometry(args) => geometry::geometry(&args),
        Command::Conflict(args) => conflict::conflict(&args),
        Command::Bargain(args) => bargain::bargain(&args),
        Command::Reach(args) => reach::reach(&args),
        Command::Coalition(args) => coalition::coalition(&args),
        Command::Score(args) => score::score(&args),
        Command::Record { what } => record::record(&what),
        Command::Dynamics { what } => dynamics::dynamics(&what),
        Command::Levers { goal, case, budget, steps, scenario, format, options } => {
            let budget = LeverBudget { changes: usize::from(budget), runs: steps };
            hangs::levers(&goal, case.as_deref(), budget, scenario.as_deref(), format, &options)
        }
        Command::Sensitivity(args) => hangs::sensitivity(&args),
        Command::Verify { names, certificate } => verify::verify(&names, certificate.as_deref()),
    }
}
