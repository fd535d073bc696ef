//! Findings as CSV: one row a finding and scenario.

use std::fmt::Write;

use detente_formats::csv_cell;
use detente_results::Assessment;

use detente_results::json::rounded;

/// Every finding of every scenario.
pub fn findings_csv(assessment: &Assessment) -> String {
    let mut text = String::from(
        "scenario,finding,label,kind,at_mode,mean,sd,p05,p50,p95,probability,mc_error,\
         difference_mean,difference_p05,difference_p95,p_above,p_equal,undefined,quantities,claims,bounded_draws,bounded_low,bounded_high\n",
    );
    for id in &assessment.scenario_order {
        for finding in assessment.findings(id) {
            let behind = assessment.behind(&finding);
            let d = finding.distribution.as_ref();
            let bounded = finding.bounded.as_ref();
            let (p, change) = (finding.probability.as_ref(), finding.difference.as_ref());
            let number = |x: Option<f64>| x.map(|x| format!("{}", rounded(x))).unwrap_or_default();
            let paths: Vec<String> = behind.quantities.iter().map(ToString::to_string).collect();
            let error = d.map(|d| d.mc_error).or(p.map(|p| p.mc_error));
            let cells = [
                csv_cell(id),
                csv_cell(finding.id.as_str()),
                csv_cell(&finding.label),
                finding.kind.word().to_owned(),
                number(finding.at_mode),
                number(d.map(|d| d.mean)),
                number(d.map(|d| d.sd)),
                number(d.map(|d| d.p05)),
                number(d.map(|d| d.p50)),
                number(d.map(|d| d.p95)),
                number(p.map(|p| p.probability)),
                number(error),
                number(change.map(|c| c.mean)),
                number(change.map(|c| c.p05)),
                number(change.map(|c| c.p95)),
                number(change.map(|c| c.above)),
                number(change.map(|c| c.equal)),
                d.map(|d| d.undefined.to_string()).unwrap_or_default(),
                csv_cell(&paths.join(" ")),
                csv_cell(&behind.claims.join(" ")),
                bounded.map(|b| b.draws.to_string()).unwrap_or_default(),
                number(bounded.map(|b| b.between.0)),
                number(bounded.map(|b| b.between.1)),
            ];
            let _ = writeln!(text, "{}", cells.join(","));
        }
    }
    text
}
