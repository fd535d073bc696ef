//! Findings as CSV: one row a finding and scenario.

use std::fmt::Write;

use detente_assess::Assessment;

use crate::json::rounded;

/// A cell, quoted where needed. A text that a spreadsheet would run as a formula is quoted with an apostrophe.
pub(crate) fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '@']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// A line of cells.
pub fn row(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().map(|text| cell(&text)).collect::<Vec<_>>().join(",") + "\n"
}

/// Every finding of every scenario.
pub fn findings_csv(assessment: &Assessment) -> String {
    let mut text = String::from(
        "scenario,finding,label,kind,at_mode,mean,sd,p05,p50,p95,probability,mc_error,words,\
         difference_mean,difference_p05,difference_p95,p_above,p_equal,undefined,quantities,claims\n",
    );
    for id in &assessment.scenario_order {
        for finding in &assessment.scenarios[id].findings {
            let d = finding.distribution.as_ref();
            let (p, change) = (finding.probability.as_ref(), finding.difference.as_ref());
            let number = |x: Option<f64>| x.map(|x| format!("{}", rounded(x))).unwrap_or_default();
            let error = d.map(|d| d.mc_error).or(p.map(|p| p.mc_error));
            let cells = [
                cell(id),
                cell(&finding.id),
                cell(&finding.label),
                format!("{:?}", finding.kind).to_lowercase(),
                number(finding.at_mode),
                number(d.map(|d| d.mean)),
                number(d.map(|d| d.sd)),
                number(d.map(|d| d.p05)),
                number(d.map(|d| d.p50)),
                number(d.map(|d| d.p95)),
                number(p.map(|p| p.probability)),
                number(error),
                finding.words.as_deref().unwrap_or_default().to_owned(),
                number(change.map(|c| c.mean)),
                number(change.map(|c| c.p05)),
                number(change.map(|c| c.p95)),
                number(change.map(|c| c.above)),
                number(change.map(|c| c.equal)),
                d.map(|d| d.undefined.to_string()).unwrap_or_default(),
                cell(&finding.quantities.join(" ")),
                cell(&finding.claims.join(" ")),
            ];
            let _ = writeln!(text, "{}", cells.join(","));
        }
    }
    text
}
