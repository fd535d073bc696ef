//! `detente run` and `detente whatif`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use detente_assess::{GroundedChange, Memory, Observer, Options, RunError, WhatIf};
use detente_model::{Case, Change, Date, OutcomeOf, QuantityPath, nearest};
use detente_report as report;
use detente_results::{Assessment, BASELINE};

use crate::args::{Every, PlainFormat, Run, RunFormat, RunOptions};
use crate::failure::Failure;
use crate::input::Opened;
use crate::kept::Kept;
use crate::output::Target;
use crate::progress::Watch;
use crate::{input, output};

/// Runs a case with its scenarios.
pub fn run(run: &Run) -> Result<ExitCode, Failure> {
    let opened = input::open_sound(run.case.as_deref())?;
    let report = Target::maybe(run.report.as_deref(), &opened.inputs())?;
    let case = &opened.loaded.case;
    if let (Some(every), Some(from), Some(to)) = (run.every, run.from, run.to) {
        return over_years(case, run, every, (from, to));
    }
    let scenarios = chosen(case, &run.scenarios)?;
    let found = assessed(&opened, scenarios, &run.options, run.fresh, detente_assess::run_whole)?;
    // First what needs no disk; and what cannot be printed costs no report.
    let printed = if report.as_ref().is_some_and(Target::is_stdout) { Ok(()) } else { printed(run, &found.assessment) };
    let written = report.map_or(Ok(()), |target| written(&target, run.partial, &found.assessment));
    found.close(written.and(printed))
}

fn printed(run: &Run, assessment: &Assessment) -> Result<(), Failure> {
    match run.format {
        RunFormat::Table => output::print(&report::summary(assessment)),
        RunFormat::Json => output::data(&report::to_json(assessment, true)),
        RunFormat::Csv => output::data(&report::findings_csv(assessment)),
    }
}

/// Writes the report; that of a run which was stopped takes the place of no other unless asked.
fn written(target: &Target, partial: bool, assessment: &Assessment) -> Result<(), Failure> {
    if left(target, partial, assessment) {
        return Ok(());
    }
    target.write(&report::page(assessment))?;
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
fn over_years(case: &Case, run: &Run, every: Every, (from, to): (i16, i16)) -> Result<ExitCode, Failure> {
    const MOST: usize = 2_400;
    if from > to {
        return Err(Failure::input(format!("--from {from} is after --to {to}")));
    }
    // The dates of a case are of the common era, as its tables write them.
    if from < 1 || to > 9_999 {
        return Err(Failure::input(format!("--from {from} --to {to}: years lie from 1 to 9999")));
    }
    let known: Vec<String> = case.views.iter().map(|view| view.id.text.clone()).collect();
    if let Some(name) = run.view.as_ref().filter(|name| !known.contains(name)) {
        return Err(Failure::unknown("view", name, &known));
    }
    let dates: Vec<Date> = match every {
        Every::Year => (from..=to).filter_map(|year| Date::parse(&format!("{year:04}"))).collect(),
        Every::Month => {
            let month = |year: i16| move |month: u8| Date::parse(&format!("{year:04}-{month:02}"));
            (from..=to).flat_map(|year| (1..=12).filter_map(month(year))).collect()
        }
    };
    if dates.is_empty() || dates.len() > MOST {
        return Err(Failure::input(format!("--from and --to name {} dates; 1 to {MOST} are looked at", dates.len())));
    }
    let watch = Watch::new(run.options.quiet);
    let views: Vec<_> =
        case.views.iter().filter(|view| run.view.as_ref().is_none_or(|name| *name == view.id.text)).collect();
    let all = views.len() * dates.len();
    let mut done = 0;
    let mut found = Vec::new();
    let seed = run.options.seed.unwrap_or(case.settings.seed);
    for view in views {
        let mut told = |period: &str| {
            done += 1;
            watch.progress(done.min(all - 1), all, &format!("{} {period}", view.id.text));
        };
        found.push(detente_assess::over_time(case, view, &dates, seed, &|| watch.stopped(), &mut told));
    }
    watch.progress(all, all, "");
    if watch.stopped() {
        return Err(Failure::stopped("stopped; nothing was printed"));
    }
    match run.format {
        RunFormat::Json => output::data(&report::to_json(&found, true))?,
        RunFormat::Csv => output::data(&report::over_time_csv(&found))?,
        RunFormat::Table => output::print(&report::over_time_text(&found))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs a case with changes and scenarios named on the command line; a word `/` begins another what-if.
pub fn what_if(words: &[String], format: PlainFormat, options: &RunOptions) -> Result<ExitCode, Failure> {
    let is_folder = |word: &String| !Change::is_meant_by(word) && Path::new(word).is_dir();
    let (words, folder) = match words.split_last() {
        Some((last, rest)) if is_folder(last) => (rest, Some(Path::new(last.as_str()))),
        _ => (words, None),
    };
    let opened = input::open_sound(folder)?;
    let case = &opened.loaded.case;
    let mut what_ifs = Vec::new();
    for part in words.split(|word| word == "/").filter(|part| !part.is_empty()) {
        let mut changes = Vec::new();
        for word in part {
            if let Some(scenario) = case.scenarios.iter().find(|scenario| scenario.id == *word) {
                changes.extend(WhatIf::from(scenario).changes);
            } else if Change::is_meant_by(word) {
                let parsed = Change::parse_timed(word, case.settings.shape);
                let (change, period) = parsed.map_err(|error| Failure::input(error.to_string()))?;
                known(case, &change)?;
                changes.push(GroundedChange { period, ..GroundedChange::from(change) });
            } else {
                return Err(strange(case, word));
            }
        }
        let title = part.join(" ");
        let id = if what_ifs.is_empty() { "whatif".to_owned() } else { format!("whatif-{}", what_ifs.len() + 1) };
        what_ifs.push(WhatIf { id, title, question: String::new(), changes });
    }
    if what_ifs.is_empty() {
        let hint = "write changes such as 'factor.shield=1', or scenarios, before the case folder".to_owned();
        return Err(Failure::input("no change is given").with_hint(hint));
    }
    let found = assess(&opened, what_ifs.clone(), options)?;
    let assessment = &found.assessment;
    let printed = output::print(&match format {
        PlainFormat::Table => report::stopped(assessment) + &report::comparison(assessment),
        PlainFormat::Json => report::to_json(&detente_assess::what_if_answers(assessment, &what_ifs), true),
    });
    found.close(printed)
}

/// A word that is neither change, scenario nor folder.
fn strange(case: &Case, word: &str) -> Failure {
    let near = nearest(word, case.scenarios.iter().map(|scenario| scenario.id.as_str()));
    let hint = near.map(|near| format!("did you mean the scenario `{near}`?"));
    let hint = hint.unwrap_or_else(|| {
        "neither a change, a scenario of the case nor a folder: write changes such as 'factor.shield=1' or 'tie.A-B.political+=0.4', or scenarios, then the case folder"
            .to_owned()
    });
    Failure::input(format!("not a change: `{word}`")).with_hint(hint)
}

/// A change must speak of something that the case has.
fn known(case: &Case, change: &Change) -> Result<(), Failure> {
    let missing = |what: String, hint: Option<String>| Err(Failure::input(what).with_hint(hint));
    if let Change::Add { path, .. } = change {
        return known_ends(case, path);
    }
    match change.path() {
        Some(QuantityPath::ForumStatus { id }) if !case.forums.iter().any(|format| *format.id == *id) => {
            let hint = nearest(id, case.forums.iter().map(|format| &*format.id));
            missing(format!("no forum is called `{id}`"), hint.map(|id| format!("did you mean `{id}`?")))
        }
        Some(QuantityPath::ViewDimensions { id }) if case.views.iter().any(|view| *view.id == *id) => {
            let Change::SetWord { value, .. } = change else { return Ok(()) };
            let unknown = |word: &&str| *word != "all" && !case.ties.iter().any(|tie| *tie.dimension == **word);
            match value.split_whitespace().find(unknown) {
                None => Ok(()),
                Some(word) => {
                    let hint = nearest(word, case.ties.iter().map(|tie| &*tie.dimension));
                    missing(
                        format!("no tie has the dimension `{word}`"),
                        hint.map(|word| format!("did you mean `{word}`?")),
                    )
                }
            }
        }
        Some(QuantityPath::ViewDimensions { id }) if !case.views.iter().any(|view| *view.id == *id) => {
            let hint = nearest(id, case.views.iter().map(|view| &*view.id));
            missing(format!("no view is called `{id}`"), hint.map(|id| format!("did you mean `{id}`?")))
        }
        Some(path) if path.is_number() && case.quantities.with_path(path).is_empty() => {
            let hint = report::nearest_path(case, &path.to_string()).map(|path| format!("did you mean `{path}`?"));
            let hint = hint.or_else(|| Some("`detente show quantities` lists them all".to_owned()));
            missing(format!("no quantity has the path `{path}`"), hint)
        }
        _ => match change {
            Change::Drop(filter) if !case.claims.iter().any(|claim| filter.takes(claim)) => {
                missing(format!("`{change}` finds no claim"), None)
            }
            _ => Ok(()),
        },
    }
}

/// The ends of an added link must be there and able to carry an influence.
fn known_ends(case: &Case, path: &QuantityPath) -> Result<(), Failure> {
    let QuantityPath::Link { cause, effect, .. } = path else { return Ok(()) };
    for (end, is_cause) in [(cause, true), (effect, false)] {
        let found = QuantityPath::parse(end, true);
        let there = match &found {
            Some(QuantityPath::Outcome { of: OutcomeOf::Issue, id }) => {
                is_cause && case.issues.iter().any(|issue| *issue.id == **id)
            }
            Some(QuantityPath::Outcome { of: OutcomeOf::View, id }) => {
                is_cause && case.views.iter().any(|view| *view.id == **id)
            }
            Some(path) => path.may_move() && !case.quantities.with_path(path).is_empty(),
            None => false,
        };
        if !there {
            let name = found.map_or(end.clone(), |path| path.to_string());
            let hint = report::nearest_path(case, &name).map(|path| format!("did you mean `{path}`?"));
            return Err(Failure::input(format!("`{end}` cannot be an end of a link")).with_hint(hint));
        }
    }
    Ok(())
}

/// The scenarios asked for, all of the case when none is.
pub fn chosen(case: &Case, ids: &[String]) -> Result<Vec<WhatIf>, Failure> {
    if ids.is_empty() {
        return Ok(case.scenarios.iter().map(WhatIf::from).collect());
    }
    let mut found: Vec<WhatIf> = Vec::new();
    for id in ids.iter().filter(|id| *id != BASELINE) {
        let Some(scenario) = case.scenarios.iter().find(|scenario| scenario.id == *id) else {
            let names: Vec<&str> = case.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
            let near = nearest(id, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let hint = near.unwrap_or_else(|| format!("scenarios: {}", names.join(", ")));
            return Err(Failure::input(format!("the case has no scenario `{id}`")).with_hint(hint));
        };
        if !found.iter().any(|known| known.id == scenario.id) {
            found.push(WhatIf::from(scenario));
        }
    }
    Ok(found)
}

/// Runs with the case's settings where the command line gives none.
pub fn assess(opened: &Opened, scenarios: Vec<WhatIf>, options: &RunOptions) -> Result<Finished, Failure> {
    assessed(opened, scenarios, options, false, detente_assess::run)
}

type Work = fn(&Case, &Options, &dyn Observer) -> Result<Assessment, RunError>;

/// The same by one or the other depth of work, from where a run of the same that was stopped has come to.
fn assessed(
    opened: &Opened,
    scenarios: Vec<WhatIf>,
    options: &RunOptions,
    fresh: bool,
    work: Work,
) -> Result<Finished, Failure> {
    let case = &opened.loaded.case;
    let run = settings(case, scenarios, options)?;
    let memory = detente_assess::memory_of_run(case, &run, threads(options)).map_err(failed)?;
    fits(memory, Amount::draws(run.draws), options.memory)?;
    let kept = Kept::of(&opened.files, &run).map(Arc::new);
    if fresh {
        kept.iter().for_each(|kept| kept.clear());
    }
    let known = kept.as_ref().map_or(0, |kept| kept.read(&run.scenarios));
    if known > 0 && !options.quiet {
        output::tell(&format!(
            "going on from {known} finished scenario(s) of a run that was stopped; --fresh runs all"
        ));
    }
    let work = |watch: &Watch| work(case, &run, watch);
    let assessment = watched_by(options, Watch::new(options.quiet).keeping(kept.clone()), work)?.map_err(failed)?;
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

/// The settings of the case where the command line gives none.
pub fn settings(case: &Case, scenarios: Vec<WhatIf>, options: &RunOptions) -> Result<Options, Failure> {
    let date = |text: &String| {
        Date::parse(text)
            .ok_or_else(|| Failure::input(format!("`{text}` is no date: write 2001, 2001-02 or 2001-02-28")))
    };
    Ok(Options {
        draws: options.draws.unwrap_or(case.settings.draws),
        seed: options.seed.unwrap_or(case.settings.seed),
        as_of: options.as_of.as_ref().map(date).transpose()?,
        horizon: options.horizon.unwrap_or(case.settings.horizon),
        scenarios,
    })
}

/// Threads that work is done on.
pub fn threads(options: &RunOptions) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    options.threads.map_or_else(all, usize::from)
}

/// How much was asked for, and by which option.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// Number.
    pub count: u32,
    /// Of what.
    pub noun: &'static str,
    /// The option without its dashes.
    pub option: &'static str,
    /// How many are made, at most, for each that the option names.
    pub times: u32,
}

impl Amount {
    /// Draws.
    pub fn draws(count: u32) -> Self {
        Self { count, noun: "draws", option: "draws", times: 1 }
    }
}

/// What would take more megabytes than are allowed is refused before the first draw is made.
pub fn fits(memory: Memory, asked: Amount, allowed: u64) -> Result<(), Failure> {
    const MB: u64 = 1_000_000;
    let Amount { count, noun, option, times } = asked;
    let needed = memory.of(count).div_ceil(MB);
    if needed <= allowed {
        return Ok(());
    }
    let most = memory.most(allowed.saturating_mul(MB));
    let fitting = if most > 0 { format!("; {most} fit") } else { "; not one of them fits".to_owned() };
    let less =
        if most >= u64::from(times) { format!("--{option} {}, or ", most / u64::from(times)) } else { String::new() };
    Err(Failure::input(format!("{count} {noun} need about {needed} MB of memory, more than {allowed} MB{fitting}"))
        .with_hint(format!("{less}--memory {needed} where the machine has as much")))
}

/// Does something on the threads asked for, under the eyes of the terminal.
pub fn watched<T: Send>(options: &RunOptions, work: impl FnOnce(&Watch) -> T + Send) -> Result<T, Failure> {
    watched_by(options, Watch::new(options.quiet), work)
}

fn watched_by<T: Send>(
    options: &RunOptions,
    watch: Watch,
    work: impl FnOnce(&Watch) -> T + Send,
) -> Result<T, Failure> {
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Failure::input(format!("cannot start {:?} threads: {error}", options.threads)))?;
    Ok(threads.install(|| work(&watch)))
}

/// Why a run ended early.
pub fn failed(error: RunError) -> Failure {
    match error {
        RunError::Stopped => Failure::stopped(error.to_string()),
        RunError::Problem { .. } => Failure::input(error.to_string()),
    }
}
