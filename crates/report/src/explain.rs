//! Says who: from a finding to its quantities, from those to claims, from those to places in the sources.

use detente_case::case::Ends;
use detente_results::{Assessment, BASELINE, ClaimEntry, QuantityEntry};

use crate::table::{Table, wrap};
use crate::terminal::told;

const WIDTH: usize = 80;

/// The evidence behind a finding, a quantity or a claim; `None` when nothing has this name.
pub fn explain(assessment: &Assessment, name: &str, scenario: &str) -> Option<String> {
    if let Some(finding) = assessment.finding(scenario, name) {
        let mut text = format!("{}\n{}\n", finding.id, wrap(&finding.label, WIDTH).join("\n"));
        let at_mode = finding.at_mode.map(|x| format!("; at the modes {x:.3}")).unwrap_or_default();
        text += &format!("{}{at_mode}", told(&finding));
        text += &finding.caveat.map(|caveat| format!(" ({caveat})")).unwrap_or_default();
        text += "\n";
        if scenario != BASELINE
            && let Some(change) = &finding.difference
        {
            text += &format!("{:+.3} against the baseline, P(>0) {:.2}\n", change.mean, change.above);
        }
        if !finding.drivers.is_empty() {
            let mut table = Table::new(&["moved most by", ">rank correlation", "claims"]);
            for driver in &finding.drivers {
                let claims = assessment
                    .quantities
                    .get(&driver.quantity.to_string())
                    .map(|q| q.claims.join(" "))
                    .unwrap_or_default();
                table.row([driver.quantity.to_string(), format!("{:+.2}", driver.correlation), claims]);
            }
            text += &format!("\n{}", table.render(WIDTH));
        }
        let behind = assessment.behind(&finding);
        text += &format!("\nrests on {} quantities and {} claims\n", behind.quantities.len(), behind.claims.len());
        return Some(text + "\n" + &claims(assessment, &behind.claims));
    }
    if let Some(quantity) = assessment.quantities.get(name) {
        return Some(
            quantity_text(name, quantity, assessment.case.ends) + "\n" + &claims(assessment, &quantity.claims),
        );
    }
    let claim = assessment.claims.get(name)?;
    Some(claim_text(name, claim) + &format!("used by {}\n", claim.used_by.join(", ")))
}

fn quantity_text(name: &str, quantity: &QuantityEntry, ends: Ends) -> String {
    let value = if quantity.low == quantity.high {
        quantity.mode.to_string()
    } else {
        let how = if ends == Ends::Absolute { "from" } else { "5 to 95 %:" };
        format!("{} ({how} {} to {})", quantity.mode, quantity.low, quantity.high)
    };
    let assumed = if quantity.assumed_value { ", a default of the format, assumed" } else { "" };
    let note = if quantity.note.is_empty() { String::new() } else { format!("note: {}\n", quantity.note) };
    format!("{name} = {value}\nbasis {}{assumed}; {}\n{note}", quantity.basis.word(), quantity.row)
}

fn claims(assessment: &Assessment, ids: &[String]) -> String {
    ids.iter().filter_map(|id| Some(claim_text(id, assessment.claims.get(id)?))).collect()
}

fn claim_text(id: &str, claim: &ClaimEntry) -> String {
    let chain: Vec<&str> =
        std::iter::once(claim.speaker.as_str()).chain(claim.relay.iter().map(String::as_str)).collect();
    let head = format!(
        "{id} [{} {}, {}] {} at {}",
        claim.grade,
        claim.channel,
        claim.kind,
        chain.join(" via "),
        claim.locators.join(" ")
    );
    let body: Vec<String> = wrap(&claim.text, WIDTH - 4).into_iter().map(|line| format!("    {line}")).collect();
    format!("{head}\n{}\n", body.join("\n"))
}
