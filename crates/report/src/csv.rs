//! Findings as CSV: one row a finding and scenario.

use std::fmt::Write;

use detente_results::Assessment;

use crate::json::rounded;

/// A cell, quoted where needed. A text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers.
pub(crate) fn cell(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// Whether a spreadsheet would take a text for a formula. A tab or a return at the start is passed over by some of them.
fn is_formula(text: &str) -> bool {
    let is_number = || text.ends_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    begins && text.chars().nth(1).is_some() && !is_number()
}

/// A line of cells.
pub fn row(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().map(|text| cell(&text)).collect::<Vec<_>>().join(",") + "\n"
}

/// Every finding of every scenario.
pub fn findings_csv(assessment: &Assessment) -> String {
    let mut text = String::from(
        "scenario,finding,label,kind,at_mode,mean,sd,p05,p50,p95,probability,mc_error,words,\
         difference_mean,difference_p05,difference_p95,p_above,p_equal,undefined,quantities,claims,bounded_draws,bounded_low,bounded_high\n",
    );
    for id in &assessment.scenario_order {
        for finding in &assessment.scenarios[id].findings {
            let d = finding.distribution.as_ref();
            let bounded = finding.bounded.as_ref();
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
                bounded.map(|b| b.draws.to_string()).unwrap_or_default(),
                number(bounded.map(|b| b.between.0)),
                number(bounded.map(|b| b.between.1)),
            ];
            let _ = writeln!(text, "{}", cells.join(","));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|' !A0", "@SUM(A1)", "\t=1+1", "-inf"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("\r=1+1"), "\"'\r=1+1\"");
        for plain in ["-2", "+0.5", "-1e-9", "-", "a-b", "2-3", ""] {
            assert_eq!(cell(plain), plain);
        }
    }
}
