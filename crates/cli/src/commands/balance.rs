//! `detente balance`.

use std::cell::Cell;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, io};

use detente_assess::{
    Ask, Certificates, DirectedPortrait, Period, Portrait, ProvenNetwork, STEPS, Timeline, portrait, timeline,
};
use detente_balance::frustration::Certificate;
use detente_balance::{SignedNetwork, Steps, Tie};
use detente_record::{Form, PairRule, PlainTies, Problem, Rows, read_ties};
use detente_report as report;

use crate::args::{Balance, Only, Pairs, PlainFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};

/// Largest table that is read.
const LARGEST: u64 = 1 << 30;

/// Searches the best divisions of a file of ties, one for each period where asked, or checks the proofs of an earlier search.
pub fn balance(args: &Balance) -> Result<ExitCode, Failure> {
    let rule = match args.pairs {
        Pairs::Refuse => PairRule::Refuse,
        Pairs::Sum => PairRule::Sum,
        Pairs::Mean => PairRule::Mean,
        Pairs::Least => PairRule::Least,
    };
    let seconds = args.budget.unwrap_or(f64::INFINITY);
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(Failure::input("the budget must be a number of seconds above 0"));
    }
    let proofs = Target::maybe(args.certificate.as_deref(), &Inputs::of([&args.file]))?;
    let text = text_of(&args.file)?;
    let form = Form::of(&args.file.to_string_lossy(), &text);
    let needed = if form == Form::Csv {
        "the table needs the columns source, target and weight (or sign), one row a pair"
    } else {
        "`detente balance` reads CSV, GraphML and Pajek networks"
    };
    let wrong = |problems: Vec<Problem>| refused(&args.file, &problems, needed);
    let rows = read_ties(&text, form, args.by.as_deref()).map_err(wrong)?;
    some_ties(&args.file, rows.is_empty(), needed)?;
    if args.directed {
        return directed(args, &rows);
    }
    let limit = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    let waiting = Waiting::new(limit);
    let ask = Ask {
        strong: args.only != Some(Only::Weak),
        weak: args.only != Some(Only::Strong),
        heuristic: args.heuristic,
        timed: args.budget.is_some(),
        steps: args.steps.unwrap_or(if args.budget.is_some() { u64::MAX } else { STEPS }),
        nulls: args.nulls as usize,
        seed: args.seed,
        ..Ask::WHOLE
    };
    if args.by.is_some() {
        return over_time(args, rows.by_period(rule).map_err(wrong)?, &ask, &waiting);
    }
    let table = rows.joined(rule).map_err(wrong)?;
    let network = network_of(&table)?;
    if let Some(path) = &args.check {
        return check(path, Some(&network));
    }
    warn(&table);
    rounding(&network).iter().for_each(|note| output::tell(&format!("note: {note}")));
    if let (Some(step), Some(_)) = (network.rounded_to(), &args.certificate) {
        let message =
            format!("what is proven of weights that are rounded to steps of {step:e} is no proof of the network");
        let hint = "weights that span fewer orders of size are added as they are".to_owned();
        return Err(Failure::input(message).with_hint(hint));
    }
    let quiet = proofs.as_ref().is_some_and(|target| target.is_stdout());
    let as_text = args.format == PlainFormat::Table && !quiet;
    let (found, mut printed) = drawn(&table.actors, &network, &ask, &waiting, as_text);
    if args.format == PlainFormat::Json && !quiet {
        printed = output::print(&report::to_json(&found, true));
    }
    if let Some(target) = proofs {
        let ties = network.ties().iter().map(|tie| (tie.a, tie.b, tie.weight)).collect();
        let proofs = Certificates {
            network: Some(ProvenNetwork { actors: table.actors.clone(), ties }),
            rounded_by: network.rounding(),
            strong: found.strong.as_ref().map(|reading| reading.certificate.clone()),
            weak: found.weak.as_ref().map(|reading| reading.certificate.clone()),
            most: found.blocs_proofs.clone(),
        };
        let text = serde_json::to_string(&proofs).map_err(|error| Failure::input(error.to_string()))?;
        target.write(&(text + "\n"))?;
    }
    printed.map(|()| ExitCode::SUCCESS)
}

/// The portrait; as a text it is printed part by part, as soon as each is there.
fn drawn(
    actors: &[String],
    network: &SignedNetwork,
    ask: &Ask,
    waiting: &Waiting,
    as_text: bool,
) -> (Portrait, Result<(), Failure>) {
    let stop = || waiting.is_over();
    let mut printed = Ok(());
    let found = portrait(actors, network, ask, &Steps::until(ask.steps, &stop), &mut |portrait, part| {
        if as_text && printed.is_ok() {
            waiting.clear();
            printed = output::print(&report::portrait_part(portrait, part));
        }
    });
    waiting.clear();
    (found, printed)
}

fn network_of(table: &PlainTies) -> Result<SignedNetwork, Failure> {
    let ties = table.ties.iter().map(|tie| Tie { a: tie.a, b: tie.b, weight: tie.weight }).collect();
    SignedNetwork::new(table.actors.len(), ties).map_err(|error| Failure::input(error.to_string()))
}

fn over_time(
    args: &Balance,
    tables: Vec<(String, PlainTies)>,
    ask: &Ask,
    waiting: &Waiting,
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
            report::to_json(&Timeline { by, periods: found }, true)
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn directed(args: &Balance, rows: &Rows) -> Result<ExitCode, Failure> {
    let (actors, arcs) = rows.arcs();
    let found = DirectedPortrait::of(actors.len(), &arcs);
    output::print(&match args.format {
        PlainFormat::Table => report::directed_text(&found),
        PlainFormat::Json => report::to_json(&found, true),
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

pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    let refuse = |error: io::Error| Failure::input(format!("cannot read `{}`: {error}", path.display()));
    let size = fs::metadata(path).map_err(refuse)?.len();
    if size > LARGEST {
        return Err(Failure::input(format!("`{}` is larger than {} MiB", path.display(), LARGEST >> 20)));
    }
    fs::read_to_string(path).map_err(refuse)
}

/// Every problem of the table at once.
pub(super) fn refused(path: &Path, problems: &[Problem], needed: &str) -> Failure {
    let lines = problems.iter().map(|problem| format!(":{}: {}", problem.line, problem.what));
    Failure::problems(path, lines, needed)
}

/// Refuses a file that could be read and has nothing in it: 0 actors are no network without frustration.
pub(super) fn some_ties(path: &Path, none: bool, needed: &str) -> Result<(), Failure> {
    let nothing = Problem { line: 1, what: "there is no tie in this file".to_owned() };
    if none { Err(refused(path, &[nothing], needed)) } else { Ok(()) }
}

fn warn(table: &PlainTies) {
    if !table.zeros.is_empty() {
        output::tell(&format!("note: {} pair(s) have weight 0 and say nothing", table.zeros.len()));
    }
    if table.disagreed > 0 {
        output::tell(&format!("note: the rows of {} pair(s) disagree in sign and were joined", table.disagreed));
    }
}

/// What is to be said where weights cannot be added as they are.
fn rounding(network: &SignedNetwork) -> Option<String> {
    let step = network.rounded_to()?;
    Some(format!(
        "the weights span too many orders of size to be added exactly; rounded to steps of {step:e} they give bounds, and nothing is proven"
    ))
}

/// What a proof speaks of.
fn kind(proof: &Certificate) -> String {
    match (proof.any_blocs, proof.most_blocs) {
        (false, _) => "strong".to_owned(),
        (true, None) => "weak".to_owned(),
        (true, Some(blocs)) => format!("at most {blocs} blocs"),
    }
}

/// Checks the proofs in a file: against `network`, or against the network that stands in the file itself.
pub(super) fn check(path: &Path, network: Option<&SignedNetwork>) -> Result<ExitCode, Failure> {
    let text = text_of(path)?;
    let proofs: Certificates = serde_json::from_str(&text)
        .map_err(|error| Failure::input(format!("`{}` is no certificate: {error}", path.display())))?;
    let own = proofs.network.as_ref().map(|own| {
        let ties = own.ties.iter().map(|(a, b, weight)| Tie { a: *a, b: *b, weight: *weight }).collect();
        SignedNetwork::new(own.actors.len(), ties)
    });
    let own =
        own.transpose().map_err(|error| Failure::input(format!("the network in `{}`: {error}", path.display())))?;
    let Some(network) = network.or(own.as_ref()) else {
        let hint = "`detente balance FILE --check CERTIFICATE` checks it against the file of ties".to_owned();
        return Err(Failure::input(format!("`{}` holds no network", path.display())).with_hint(hint));
    };
    let mut lines = String::new();
    let mut sound = true;
    let ends = [("strong", &proofs.strong), ("weak", &proofs.weak)];
    let ends = ends.into_iter().filter_map(|(name, proof)| Some((name.to_owned(), proof.as_ref()?)));
    let most = proofs.most.iter().map(|proof| (kind(proof), proof));
    for (name, proof) in ends.chain(most) {
        let (lower, upper) = (proof.lower as f64 * proof.unit, proof.upper as f64 * proof.unit);
        lines += &match proof.check(network) {
            _ if kind(proof) != name => {
                sound = false;
                format!("{name}: not proven: the proof speaks of {}\n", kind(proof))
            }
            Ok(()) if proof.lower == proof.upper => format!("{name}: proven, frustration {upper}\n"),
            Ok(()) => format!("{name}: proven between {lower} and {upper}\n"),
            Err(error) => {
                sound = false;
                format!("{name}: not proven: {error}\n")
            }
        };
    }
    if lines.is_empty() {
        return Err(Failure::input(format!("`{}` holds no proof", path.display())));
    }
    lines += &match network.rounding() {
        Some(error) if network.rounded_to().is_none() => {
            format!("weights are rounded to whole steps, which moves no cost by more than {error:.0e}\n")
        }
        _ => String::new(),
    };
    lines += &format!("checked on {} actors and {} ties\n", network.size(), network.ties().len());
    output::print(&lines)?;
    Ok(ExitCode::from(if sound { 0 } else { Failure::FINDINGS }))
}
