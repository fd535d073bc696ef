//! `detente verify`.

use std::path::Path;
use std::process::ExitCode;

use detente_report::Table;
use detente_verify::{Report, files};

use crate::commands::balance::check;
use crate::failure::Failure;
use crate::output;

/// Runs the files whose names begin with one of `names`, or checks the proofs in a certificate; 0 when all are reproduced, 1 when not.
pub fn verify(names: &[String], certificate: Option<&Path>) -> Result<ExitCode, Failure> {
    if let Some(path) = certificate {
        return check(path, None);
    }
    let all = files();
    let wanted =
        |file: &str| names.is_empty() || names.iter().any(|name| file == name || file.starts_with(&format!("{name}/")));
    let reports: Vec<Report> =
        all.iter().filter(|(name, _)| wanted(name)).map(|(name, text)| detente_verify::verify(name, text)).collect();
    if reports.is_empty() {
        let list: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Failure::input(format!("no result is called {}", names.join(" ")))
            .with_hint(format!("results: {}", list.join(", "))));
    }
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
