//! `[conflict.ID]`: options, states that cannot occur, preference statements.

use crate::case::{Basis, Conflict, ConflictOption, Statement};
use crate::codes;
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::syntax::Word;
use crate::syntax::toml::Section;
use detente_conflict::Formula;

pub(crate) fn read(id: &str, section: &Section<'_>, findings: &mut Findings) -> Conflict {
    const NESTED: [&str; 3] = ["options", "infeasible", "preferences"];
    section
        .only(&["title", "text", "question", "basis", "status_quo", "options", "infeasible", "preferences"], findings);
    let record = section.record(&NESTED, findings);
    let basis = record.choice("basis", &Basis::ALL, findings).unwrap_or(Basis::Inferred);
    let options: Vec<ConflictOption> =
        section.list("options", findings).iter().filter_map(|section| option(section, findings)).collect();
    let names: Vec<String> = options.iter().map(|option| option.id.text.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let statements = |sections: Vec<Section<'_>>, findings: &mut Findings| -> Vec<Statement> {
        sections.iter().filter_map(|section| statement(section, &names, basis, findings)).collect()
    };
    let infeasible = statements(section.list("infeasible", findings), findings);
    let mut preferences = Vec::new();
    if let Some(by_actor) = section.section("preferences", findings) {
        for actor in by_actor.names() {
            let list = by_actor.list(&actor.text, findings);
            preferences.push((actor, statements(list, findings)));
        }
    }
    Conflict {
        id: id.to_owned(),
        title: record.text("title"),
        text: record.text("text"),
        question: record.text("question"),
        options,
        infeasible,
        preferences,
        status_quo: record.get("status_quo").cloned(),
        place: section.place.clone(),
    }
}

fn option(section: &Section<'_>, findings: &mut Findings) -> Option<ConflictOption> {
    section.only(&["id", "owner", "meaning", "evidence"], findings);
    let record = section.record(&[], findings);
    Some(ConflictOption {
        id: record.id("id", false, findings)?,
        owners: record.words("owner"),
        meaning: record.text("meaning"),
        evidence: record.words("evidence"),
    })
}

fn statement(section: &Section<'_>, names: &[&str], basis: Basis, findings: &mut Findings) -> Option<Statement> {
    section.only(&["statement", "why", "probability", "basis", "evidence"], findings);
    let record = section.record(&[], findings);
    let text = record.required("statement", findings)?;
    let probability = record.number("probability", findings).unwrap_or(1.0);
    if !(0.0..=1.0).contains(&probability) {
        let message = format!("the probability {probability} lies outside [0, 1]");
        findings.add(codes::OUT_OF_RANGE, record.place_of("probability"), message);
    }
    Some(Statement {
        formula: parse(&text, names, findings),
        why: record.text("why"),
        probability,
        basis: record.choice("basis", &Basis::ALL, findings).unwrap_or(basis),
        evidence: record.words("evidence"),
        text,
    })
}

fn parse(text: &Word, names: &[&str], findings: &mut Findings) -> Option<Formula> {
    Formula::parse(text, names)
        .map_err(|error| {
            // The text stands behind an opening quote in the file.
            let start = (text.place.start + 1 + error.span.0).min(text.place.end);
            let end = (text.place.start + 1 + error.span.1).clamp(start, text.place.end.max(start));
            let place = Place::new(&text.place.file, start..end);
            let code = if error.unknown.is_some() { codes::UNKNOWN_NAME } else { codes::BAD_FORMULA };
            let hint = error.unknown.and_then(|name| {
                did_you_mean(&name, names.iter().copied()).or_else(|| Some(format!("options: {}", names.join(", "))))
            });
            findings.add_with_hint(code, &place, error.message, hint);
        })
        .ok()
}
