//! `detente balance`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, io};

use detente_assess::{Certificates, portrait};
use detente_balance::{SignedNetwork, Tie};
use detente_record::{PairRule, PlainTies, Problem, read_ties};
use detente_report as report;

use crate::args::{Balance, Only, Pairs, PlainFormat};
use crate::failure::Failure;
use crate::output;

/// Largest table that is read.
const LARGEST: u64 = 1 << 30;

/// Searches the best divisions of a table of ties, or checks the proofs of an earlier search.
pub fn balance(args: &Balance) -> Result<ExitCode, Failure> {
    let rule = match args.pairs {
        Pairs::Refuse => PairRule::Refuse,
        Pairs::Sum => PairRule::Sum,
        Pairs::Mean => PairRule::Mean,
        Pairs::Least => PairRule::Least,
    };
    let table = read_ties(&text_of(&args.file)?, rule)
        .map_err(|problems| refused(&args.file, &problems, "source, target and weight (or sign)"))?;
    let ties = table.ties.iter().map(|tie| Tie { a: tie.a, b: tie.b, weight: tie.weight }).collect();
    let network = SignedNetwork::new(table.actors.len(), ties).map_err(|error| Failure::input(error.to_string()))?;
    if let Some(path) = &args.check {
        return check(path, &network);
    }
    warn(&table);
    let start = Instant::now();
    let seconds = args.budget.unwrap_or(f64::INFINITY);
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(Failure::input("the budget must be a number of seconds above 0"));
    }
    let limit = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    let wanted = (args.only != Some(Only::Weak), args.only != Some(Only::Strong));
    let found = portrait(&table.actors, &network, wanted, &|| start.elapsed() > limit);
    if let Some(path) = &args.certificate {
        let proofs = Certificates {
            strong: found.strong.as_ref().map(|reading| reading.certificate.clone()),
            weak: found.weak.as_ref().map(|reading| reading.certificate.clone()),
        };
        let text = serde_json::to_string(&proofs).map_err(|error| Failure::input(error.to_string()))?;
        output::write(path, &(text + "\n"))?;
    }
    output::print(&match args.format {
        PlainFormat::Table => report::portrait_text(&found),
        PlainFormat::Json => report::to_json(&found, true),
    })?;
    Ok(ExitCode::SUCCESS)
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
    const SHOWN: usize = 50;
    for problem in problems.iter().take(SHOWN) {
        anstream::eprintln!("{}:{}: {}", path.display(), problem.line, problem.what);
    }
    if problems.len() > SHOWN {
        anstream::eprintln!("… and {} more", problems.len() - SHOWN);
    }
    let hint = format!("the table needs the columns {needed}, one row a pair");
    Failure::input(format!("{} problem(s) in `{}`", problems.len(), path.display())).with_hint(hint)
}

fn warn(table: &PlainTies) {
    if !table.zeros.is_empty() {
        anstream::eprintln!("note: {} pair(s) have weight 0 and say nothing", table.zeros.len());
    }
    if table.disagreed > 0 {
        anstream::eprintln!("note: the rows of {} pair(s) disagree in sign and were joined", table.disagreed);
    }
}

fn check(path: &Path, network: &SignedNetwork) -> Result<ExitCode, Failure> {
    let text = text_of(path)?;
    let proofs: Certificates = serde_json::from_str(&text)
        .map_err(|error| Failure::input(format!("`{}` is no certificate: {error}", path.display())))?;
    let mut lines = String::new();
    let mut sound = true;
    for (name, proof) in [("strong", &proofs.strong), ("weak", &proofs.weak)] {
        let Some(proof) = proof else { continue };
        let (lower, upper) = (proof.lower as f64 * proof.unit, proof.upper as f64 * proof.unit);
        lines += &match proof.check(network) {
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
    output::print(&lines)?;
    Ok(ExitCode::from(if sound { 0 } else { Failure::FINDINGS }))
}
