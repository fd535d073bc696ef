//! `detente run` and `detente whatif`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use detente_assess::session::{Depth, Settings, Span};
use detente_assess::{Session, WhatIf};
use detente_case::Change;
use detente_report as report;
use detente_results::Assessment;

use crate::args::{PlainFormat, Run, RunFormat, RunOptions};
use crate::commands::work::{Amount, fits, settings, threads, watched_by};
use crate::failure::Failure;
use crate::input::{self, Asked};
use crate::kept::Kept;
use crate::output::{self, Target};
use crate::progress::Watch;

/// Runs a case with its scenarios.
pub fn run(run: &Run) -> Result<ExitCode, Failure> {
    let asked = input::session(run.case.as_deref(), settings(&run.options)?)?;
    let report = Target::maybe(run.report.as_deref(), &asked.inputs())?;
    if let (Some(every), Some(from), Some(to)) = (run.every, run.from, run.to) {
        let span = Span { every: every.into(), from, to, view: run.view.as_deref() };
        return over_years(&asked.session, run, &span);
    }
    let scenarios = asked.session.scenarios(&run.scenarios)?;
    let found = assessed(&asked, &scenarios, Depth::Whole, run.fresh, &run.options)?;
    // First what needs no disk; and what cannot be printed costs no report.
    let printed = if report.as_ref().is_some_and(Target::is_stdout) { Ok(()) } else { printed(run, &found.assessment) };
    let written = report.map_or(Ok(()), |target| written(&target, run, &asked, &found.assessment));
    found.close(written.and(printed))
}

fn printed(run: &Run, assessment: &Assessment) -> Result<(), Failure> {
    match run.format {
        RunFormat::Table if run.all => output::print(&report::chapters(assessment)),
        RunFormat::Table => output::print(&report::summary(assessment)),
        RunFormat::Json => output::data(&report::to_json(assessment, true)),
        RunFormat::Csv => output::data(&report::findings_csv(assessment)),
    }
}

/// Writes the report; that of a run which was stopped takes the place of no other unless asked.
fn written(target: &Target, run: &Run, asked: &Asked, assessment: &Assessment) -> Result<(), Failure> {
    if left(target, run.partial, assessment) {
        return Ok(());
    }
    let Settings { as_of, horizon, .. } = settings(&run.options)?;
    let askable = report::Askable { files: &asked.files, as_of, horizon };
    target.write(&report::page(assessment, (!run.no_engine).then_some(askable)))?;
    let how = if assessment.stopped.is_some() { ", as far as the run came" } else { "" };
    if !target.is_stdout() {
        output::tell(&format!("wrote the report to {}{how}", target.absolute().display()));
    }
    Ok(())
}

/// Whether a file is left as it was, because what would replace it is not whole.
pub fn left(target: &Target, partial: bool, assessment: &Assessment) -> bool {
    let Some(there) = target.there().filter(|_| assessment.stopped.is_some() && !partial) else { return false };
    output::tell(&format!(
        "`{}` is left as it was, because the run was stopped: the same command goes on and replaces it, --partial replaces it now",
        there.display()
    ));
    true
}

/// Views of a case at every date of some years.
fn over_years(session: &Session, run: &Run, span: &Span<'_>) -> Result<ExitCode, Failure> {
    let found = session.over_time(span, &Watch::new(run.options.quiet))?;
    match run.format {
        RunFormat::Json => output::data(&report::to_json(&found, true))?,
        RunFormat::Csv => output::data(&report::over_time_csv(&found))?,
        RunFormat::Table => output::print(&report::over_time_text(&found))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs a case with changes and scenarios named on the command line; a word `/` begins another what-if.
pub fn what_if(words: &[String], format: PlainFormat, options: &RunOptions) -> Result<ExitCode, Failure> {
    let is_folder = |word: &String| !Change::is_meant_by(word) && input::is_case(Path::new(word));
    let (words, folder) = match words.split_last() {
        Some((last, rest)) if is_folder(last) => (rest, Some(Path::new(last.as_str()))),
        _ => (words, None),
    };
    let asked = input::session(folder, settings(options)?)?;
    let what_ifs = asked.session.what_ifs(words)?;
    let found = assessed(&asked, &what_ifs, Depth::Differences, false, options)?;
    let assessment = &found.assessment;
    let printed = output::print(&match format {
        PlainFormat::Table => report::stopped(assessment) + &report::comparison(assessment),
        PlainFormat::Json => report::to_json(&detente_assess::what_if_answers(assessment, &what_ifs), true),
    });
    found.close(printed)
}

/// Runs a case, with the findings alone.
pub fn assess(asked: &Asked, scenarios: &[WhatIf], options: &RunOptions) -> Result<Finished, Failure> {
    assessed(asked, scenarios, Depth::Findings, false, options)
}

/// Runs a case so far, from where a run of the same that was stopped has come to unless it is to begin afresh.
fn assessed(
    asked: &Asked,
    scenarios: &[WhatIf],
    depth: Depth,
    fresh: bool,
    options: &RunOptions,
) -> Result<Finished, Failure> {
    let session = &asked.session;
    let run = session.options(scenarios);
    fits(session.memory_of_run(scenarios, threads(options))?, Amount::draws(run.draws), options.memory)?;
    let kept = Kept::of(&asked.files, &run).map(Arc::new);
    if fresh {
        kept.iter().for_each(|kept| kept.clear());
    }
    let known = kept.as_ref().map_or(0, |kept| kept.read(&run.scenarios));
    if known > 0 && !options.quiet {
        output::tell(&format!(
            "going on from {known} finished scenario(s) of a run that was stopped; --fresh runs all"
        ));
    }
    let watch = Watch::new(options.quiet).keeping(kept.clone());
    let assessment = watched_by(options, watch, |watch| session.run(scenarios, depth, watch))??;
    Ok(Finished { assessment, scenarios: run.scenarios, kept })
}

/// A run as far as it came, with what is kept of it until its results are where they were asked for.
pub struct Finished {
    /// What was found.
    pub assessment: Assessment,
    scenarios: Vec<WhatIf>,
    kept: Option<Arc<Kept>>,
}

impl Finished {
    /// Ends the command: what was kept is let go when the run is whole and written, and kept otherwise.
    pub fn close(self, written: Result<(), Failure>) -> Result<ExitCode, Failure> {
        let lost = written.as_ref().is_err_and(|failure| !failure.is_silent());
        if lost || self.assessment.stopped.is_some() {
            self.keep();
        } else {
            self.kept.iter().for_each(|kept| kept.clear());
        }
        written?;
        match &self.assessment.stopped {
            None => Ok(ExitCode::SUCCESS),
            Some(stopped) => {
                Err(Failure::stopped(format!("stopped; {}", report::stopped_sentences(stopped).join("; ")))
                    .with_hint("what was finished is above".to_owned()))
            }
        }
    }

    fn keep(&self) {
        let Some(kept) = &self.kept else { return };
        let keep = |what_if: &&WhatIf| {
            let found = self.assessment.finished(&what_if.id);
            found.is_some_and(|scenario| kept.keep(what_if, &scenario))
        };
        let count = self.scenarios.iter().filter(keep).count();
        if count > 0 {
            output::tell(&format!("kept {count} finished scenario(s): the same command goes on from them"));
        }
    }
}
