//! `detente balance`.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use detente_balance::{SignedNetwork, Steps};
use detente_formats::{PairRule, PlainTies, Rows};
use detente_method_balance::{
    Ask, Period, can_be_proven, certificates, check_certificates, directed_result, network_result, proven_network,
    rounding_told, timeline,
};
use detente_report as report;
use detente_results::{Certificates, NetworkResult, Timeline};
use detente_text::Problem;

use crate::args::{Balance, EncodingOption, Only, PlainFormat};
use crate::failure::Failure;
use crate::inputs::network_of;
use crate::output::{self, Inputs, Target};
use crate::plain;

/// Searches the best divisions of a file of ties, one for each period where asked, or checks the proofs of an earlier search.
pub fn balance(args: &Balance) -> Result<ExitCode, Failure> {
    let rule = args.pairs.into();
    let seconds = args.budget.unwrap_or(f64::INFINITY);
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(Failure::input("the budget must be a number of seconds above 0"));
    }
    let proofs = Target::maybe(args.certificate.as_deref(), &Inputs::of([&args.file]))?;
    let (rows, mut notes) = plain::ties_of(&args.file, &args.reading, args.by.as_deref())?;
    let wrong = |problems: Vec<Problem>| plain::refused(&args.file, &problems, "--pairs says how rows are joined");
    plain::some_ties(&args.file, rows.is_empty())?;
    if args.directed {
        return directed(args, &rows, rule, &notes);
    }
    let limit = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    let waiting = Waiting::new(limit);
    let ask = Ask {
        strong: args.only != Some(Only::Weak),
        weak: !matches!(args.only, Some(Only::Strong | Only::Index)),
        heuristic: args.heuristic,
        index_alone: args.only == Some(Only::Index),
        every_tie: args.tolerances,
        by_name: args.only.is_some() || args.steps.is_some() || args.budget.is_some(),
        nulls: args.nulls as usize,
        seed: args.seed,
        ..Ask::WHOLE.within(args.budget.is_some(), args.steps)
    };
    if args.by.is_some() {
        plain::tell(&notes);
        return over_time(args, rows.by_period(rule).map_err(wrong)?, &ask, &waiting, &notes);
    }
    let table = rows.joined(rule).map_err(wrong)?;
    let network = network_of(&table)?;
    if let Some(path) = &args.check {
        return check(path, Some(&network));
    }
    notes.extend(table.told());
    notes.extend(rounding_told(&network));
    plain::tell(&notes);
    if proofs.is_some() {
        can_be_proven(&network)?;
    }
    let quiet = proofs.as_ref().is_some_and(|target| target.is_stdout());
    let as_text = args.format == PlainFormat::Table && !quiet;
    let (found, mut printed) = drawn(&table.actors, &network, &ask, &waiting, as_text);
    if args.format == PlainFormat::Json && !quiet {
        printed = output::print(&plain::json_with(&found, &notes));
    }
    if let Some(target) = proofs {
        let proofs = certificates(&table.actors, &network, &found);
        let text = serde_json::to_string(&proofs).map_err(|error| Failure::input(error.to_string()))?;
        target.write(&(text + "\n"))?;
    }
    printed.map(|()| ExitCode::SUCCESS)
}

/// The result; as a text it is printed part by part, as soon as each is there.
fn drawn(
    actors: &[String],
    network: &SignedNetwork,
    ask: &Ask,
    waiting: &Waiting,
    as_text: bool,
) -> (NetworkResult, Result<(), Failure>) {
    let stop = || waiting.is_over();
    let mut printed = Ok(());
    let found = network_result(actors, network, ask, &Steps::until(ask.steps, &stop), &mut |result, part| {
        if as_text && printed.is_ok() {
            waiting.clear();
            printed = output::print(&report::network_part(result, part));
        }
    });
    waiting.clear();
    (found, printed)
}

fn over_time(
    args: &Balance,
    tables: Vec<(String, PlainTies)>,
    ask: &Ask,
    waiting: &Waiting,
    notes: &[String],
) -> Result<ExitCode, Failure> {
    let period = |(name, table): (String, PlainTies)| {
        let network = network_of(&table)?;
        Ok(Period { name, actors: table.actors, network })
    };
    let periods: Vec<Period> = tables.into_iter().map(period).collect::<Result<_, Failure>>()?;
    let found = timeline(&periods, ask, &|| waiting.is_over(), &mut |_| {});
    waiting.clear();
    output::print(&match args.format {
        PlainFormat::Table => report::timeline_text(&found),
        PlainFormat::Json => {
            let by = args.by.clone().unwrap_or_default();
            plain::json_with(&Timeline { by, periods: found }, notes)
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn directed(args: &Balance, rows: &Rows, rule: PairRule, notes: &[String]) -> Result<ExitCode, Failure> {
    let wrong = |problems: Vec<Problem>| plain::refused(&args.file, &problems, "--pairs says how rows are joined");
    let (actors, arcs) = rows.arcs(rule).map_err(wrong)?;
    let sign = |hostile: bool| if hostile { -1.0 } else { 1.0 };
    let one_sign = plain::one_sign(arcs.iter().map(|(.., hostile)| sign(*hostile)));
    let notes = &[notes, one_sign.as_slice()].concat();
    plain::tell(notes);
    let found = directed_result(actors.len(), &arcs);
    output::print(&match args.format {
        PlainFormat::Table => report::directed_text(&found),
        PlainFormat::Json => plain::json_with(&found, notes),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A search under way: when to end it, and a word on stderr for everyone who waits longer than a second.
struct Waiting {
    start: Instant,
    limit: Duration,
    told: Cell<u64>,
}

impl Waiting {
    fn new(limit: Duration) -> Self {
        Self { start: Instant::now(), limit, told: Cell::new(0) }
    }

    fn is_over(&self) -> bool {
        let passed = self.start.elapsed();
        if passed.as_secs() > self.told.get() && io::stderr().is_terminal() {
            self.told.set(passed.as_secs());
            output::progress(&format!("searching: {} s ", passed.as_secs()));
        }
        passed > self.limit
    }

    /// Takes the word back, so that a result can stand in its place.
    fn clear(&self) {
        if self.told.get() > 0 && io::stderr().is_terminal() {
            output::progress(&" ".repeat(24));
            output::progress("");
        }
    }
}

/// Checks the proofs in a file: against `network`, or against the network that stands in the file itself.
pub(super) fn check(path: &Path, network: Option<&SignedNetwork>) -> Result<ExitCode, Failure> {
    let text = plain::text_of(path, &EncodingOption::default())?.text;
    let proofs: Certificates = serde_json::from_str(&text)
        .map_err(|error| Failure::input(format!("`{}` is no certificate: {error}", path.display())))?;
    let own = proven_network(&proofs)
        .map_err(|error| Failure::input(format!("the network in `{}`: {error}", path.display())))?;
    let Some(network) = network.or(own.as_ref()) else {
        let hint = "`detente balance FILE --check CERTIFICATE` checks it against the file of ties".to_owned();
        return Err(Failure::input(format!("`{}` holds no network", path.display())).with_hint(hint));
    };
    let found = check_certificates(&proofs, network);
    if found.proofs.is_empty() {
        return Err(Failure::input(format!("`{}` holds no proof", path.display())));
    }
    output::print(&report::certificates_checked_text(&found))?;
    Ok(ExitCode::from(if found.is_sound() { 0 } else { Failure::FINDINGS }))
}
