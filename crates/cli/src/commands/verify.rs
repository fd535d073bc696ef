//! `detente verify`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use detente_case::{meant, nearest};
use detente_report::Table;
use detente_verify::{Report, files, named};

use crate::commands::balance::check;
use crate::failure::Failure;
use crate::output;

/// No result has the name: what comes near it, and the folders there are.
fn unknown(name: &str, all: &[(String, &str)]) -> Failure {
    let folders: BTreeSet<&str> = all.iter().filter_map(|(file, _)| file.split('/').next()).collect();
    let near = nearest(name, folders.iter().copied().chain(all.iter().map(|(file, _)| file.as_str())));
    let near = near.map_or_else(String::new, |near| meant(near) + " ");
    let folders: Vec<&str> = folders.into_iter().collect();
    Failure::input(format!("no result is called {name}"))
        .with_hint(format!("{near}they lie in {}; `detente verify FOLDER` runs those of one", folders.join(", ")))
}

/// Runs the files whose names begin with one of `names`, or checks the proofs in a certificate; 0 when all are reproduced, 1 when not.
pub fn verify(names: &[String], certificate: Option<&Path>) -> Result<ExitCode, Failure> {
    if let Some(path) = certificate {
        return check(path, None);
    }
    let chosen = named(names).map_err(|name| unknown(name, &files()))?;
    let reports: Vec<Report> = chosen.iter().map(|(name, text)| detente_verify::verify(name, text)).collect();
    let mut text = String::new();
    let mut table = Table::new(&["result", ">values", "verdict"]);
    for report in &reports {
        let count = report.checks.as_ref().map_or(0, Vec::len);
        let verdict = if report.reproduced() { "reproduced" } else { "differs" };
        table.row([report.title.clone(), count.to_string(), verdict.to_owned()]);
        text += &details(report, reports.len() == 1);
    }
    output::print(&format!("{text}{}", table.render(80)))?;
    let good = reports.iter().all(Report::reproduced);
    Ok(ExitCode::from(if good { 0 } else { Failure::FINDINGS }))
}

/// Every value of a single result; of several, only the ones that differ.
fn details(report: &Report, every: bool) -> String {
    let checks = match &report.checks {
        Err(error) => return format!("{}: {error}\n", report.name),
        Ok(checks) => checks,
    };
    let mut table = Table::new(&["measure", ">expected", ">found", "verdict"]);
    for check in checks.iter().filter(|check| every || !check.reproduced) {
        let verdict = if check.reproduced { "reproduced" } else { "differs" };
        table.row([check.measure.clone(), check.expected.clone(), check.found.clone(), verdict.to_owned()]);
    }
    if table.is_empty() { String::new() } else { format!("{}\n{}\n", report.title, table.render(100)) }
}
