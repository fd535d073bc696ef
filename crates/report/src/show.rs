//! Lists of what a case holds.

use detente_case::case::Case;
use detente_case::document::{fingerprint, paragraphs};
use detente_case::{Files, QuantityPath};
use detente_chance::Estimate;
use detente_results::{Assessment, BASELINE};

use crate::table::Table;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Actors.
    Actors,
    /// Ties.
    Ties,
    /// Issues with positions.
    Issues,
    /// Claims.
    Claims,
    /// Scenarios.
    Scenarios,
    /// All quantity paths.
    Quantities,
}

/// The fingerprint of every paragraph of the sources, as CSV.
pub fn fingerprints_csv(case: &Case, files: &Files) -> String {
    let mut text = "source,paragraph,fingerprint\n".to_owned();
    for source in &case.sources {
        let document = files.get(&format!("sources/{}", source.file)).unwrap_or_default();
        for (index, paragraph) in paragraphs(document).into_iter().enumerate() {
            text += &format!("{},{},{:016x}\n", source.id.text, index + 1, fingerprint(paragraph));
        }
    }
    text
}

/// Findings of the baseline that a question or a what-if can name, where their name or id holds the word.
pub fn findings_listed(assessment: &Assessment, word: &str, width: usize) -> String {
    let sought = word.to_lowercase();
    let mut table = Table::new(&["finding", "what it is"]);
    for finding in assessment.findings(BASELINE) {
        if finding.label.to_lowercase().contains(&sought) || finding.id.as_str().to_lowercase().contains(&sought) {
            table.row([finding.id.to_string(), finding.label.clone()]);
        }
    }
    if table.is_empty() { format!("no finding is called `{word}`\n") } else { table.render(width) }
}

/// The list as a table of at most `width` columns.
pub fn listing(case: &Case, what: Listing, width: usize) -> String {
    let estimate = |e: &Estimate| format!("{} [{}, {}]", e.mode(), e.low(), e.high());
    let table = match what {
        Listing::Actors => {
            let mut table = Table::new(&["id", "name", "kind", "within"]);
            for actor in &case.actors {
                let within = actor.within.as_ref().map(|word| word.text.clone()).unwrap_or_default();
                table.row([actor.id.text.clone(), actor.name.clone(), actor.kind.clone(), within]);
            }
            table
        }
        Listing::Ties => {
            let mut table = Table::new(&["tie", ">affinity", "since", "basis", "claims"]);
            for tie in &case.ties {
                let path = QuantityPath::tie(&tie.from, &tie.to, tie.directed, &tie.dimension, false).to_string();
                let since = tie.since.map(|date| date.to_string()).unwrap_or_default();
                let claims: Vec<&str> = tie.ground.evidence.iter().map(|word| &**word).collect();
                let basis = tie.ground.basis.word().to_owned();
                let path = path.trim_start_matches("tie.").to_owned();
                table.row([path, estimate(&tie.affinity), since, basis, claims.join(" ")]);
            }
            table
        }
        Listing::Issues => {
            let mut table = Table::new(&["issue", "actor", ">position", ">salience", "basis"]);
            for position in &case.positions {
                table.row([
                    position.issue.text.clone(),
                    position.actor.text.clone(),
                    position.position.as_ref().map_or_else(
                        || position.from.as_ref().map(|from| format!("outcome of {}", from.text)).unwrap_or_default(),
                        estimate,
                    ),
                    estimate(&position.salience),
                    position.ground.basis.word().to_owned(),
                ]);
            }
            table
        }
        Listing::Claims => {
            let mut table = Table::new(&["id", "speaker", "grade", "claim"]);
            for claim in &case.claims {
                table.row([claim.id.text.clone(), claim.speaker.text.clone(), claim.grade.clone(), claim.text.clone()]);
            }
            table
        }
        Listing::Scenarios => {
            let mut table = Table::new(&["scenario", "title", "changes"]);
            for scenario in &case.scenarios {
                let changes: Vec<String> = scenario.changes.iter().map(|step| step.change.timed(step.period)).collect();
                table.row([scenario.id.clone(), scenario.title.clone(), changes.join(" ")]);
            }
            table
        }
        Listing::Quantities => {
            let mut table = Table::new(&["quantity", ">mode [low, high]", "basis"]);
            for quantity in case.quantities.iter().filter(|quantity| !quantity.defaulted) {
                let basis = quantity.basis.word().to_owned();
                table.row([quantity.path.to_string(), estimate(&quantity.estimate), basis]);
            }
            table
        }
    };
    table.render(width)
}
