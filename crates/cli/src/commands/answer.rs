//! `detente answer`.

use std::path::Path;
use std::process::ExitCode;

use detente_report as report;

use crate::args::{AnswerFormat, RunOptions};
use crate::commands::work::{Amount, fits, settings, threads, watched_by};
use crate::failure::Failure;
use crate::input;
use crate::output;
use crate::progress::Watch;

/// Answers questions of a case, where changes hold.
pub fn answer(
    case: Option<&Path>,
    questions: &[String],
    changes: &[String],
    format: AnswerFormat,
    options: &RunOptions,
) -> Result<ExitCode, Failure> {
    let mut session = input::session(case, settings(options)?)?.session;
    session.stand_under(changes)?;
    let scenarios = session.scenarios_of_questions(questions)?;
    let draws = session.options(&scenarios).draws;
    fits(session.memory_of_run(&scenarios, threads(options))?, Amount::draws(draws), options.memory)?;
    let found = watched_by(options, Watch::new(options.quiet), |watch| session.answers(questions, watch))??;
    match format {
        AnswerFormat::Table => output::print(&report::answers_text(&found))?,
        AnswerFormat::Json => output::data(&report::to_json(&found, true))?,
        AnswerFormat::Markdown => output::data(&report::answers_markdown(&found))?,
    }
    Ok(ExitCode::SUCCESS)
}
