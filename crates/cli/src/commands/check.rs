//! `detente check`.

use std::path::Path;
use std::process::ExitCode;

use detente_case::{CODES, Severity, nearest};
use detente_report::diagnostics;

use crate::args::CheckFormat;
use crate::failure::Failure;
use crate::{input, output};

/// Prints the findings; 0 without errors, 1 with, 2 when a file cannot be read.
pub fn check(case: Option<&Path>, format: CheckFormat, errors_only: bool, all: bool) -> Result<ExitCode, Failure> {
    let mut opened = input::open(case)?;
    if errors_only {
        opened.loaded.findings.retain(|finding| finding.severity() == Severity::Error);
    }
    let findings = &opened.loaded.findings;
    let text = match format {
        CheckFormat::Full => diagnostics::full(findings, &opened.files, all),
        CheckFormat::Concise => diagnostics::concise(findings, &opened.files, all),
        CheckFormat::Json => diagnostics::json(findings, &opened.files, all),
    };
    output::print(&text)?;
    Ok(ExitCode::from(match (opened.unreadable, opened.loaded.has_errors()) {
        (true, _) => Failure::BAD_INPUT,
        (false, true) => Failure::FINDINGS,
        (false, false) => 0,
    }))
}

/// Prints the essay of a code.
pub fn explain(code: &str) -> Result<ExitCode, Failure> {
    let wanted = code.to_uppercase();
    let Some(entry) = CODES.iter().find(|entry| entry.code.as_str() == wanted) else {
        let hint = nearest(&wanted, CODES.iter().map(|entry| entry.code.as_str()));
        let all = || format!("codes: {}", CODES.iter().map(|entry| entry.code.as_str()).collect::<Vec<_>>().join(" "));
        let hint = hint.map_or_else(all, |code| format!("did you mean {code}?"));
        return Err(Failure::input(format!("there is no code `{code}`")).with_hint(hint));
    };
    output::print(&diagnostics::essay(entry.code))?;
    Ok(ExitCode::SUCCESS)
}
