//! Names that nothing has.

use std::collections::BTreeSet;

use crate::case::{Case, Word};
use crate::change::{Change, ClaimField};
use crate::check::{grounds, locators};
use crate::codes::{self, Code};
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::path::{OutcomeOf, QuantityPath};

struct Names<'a> {
    actors: BTreeSet<&'a str>,
    claims: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    issues: BTreeSet<&'a str>,
    formats: BTreeSet<&'a str>,
    views: BTreeSet<&'a str>,
    scenarios: BTreeSet<&'a str>,
    dimensions: BTreeSet<&'a str>,
}

pub(super) fn check(case: &Case, findings: &mut Findings) {
    let ids = |file: &str| case.ids.get(file).into_iter().flatten().map(String::as_str).collect::<BTreeSet<&str>>();
    let names = Names {
        actors: ids("actors.csv"),
        claims: ids("claims.csv"),
        sources: case.sources.iter().map(|row| &*row.id).chain(ids("sources.csv")).collect(),
        issues: ids("issues.csv"),
        formats: ids("formats.csv"),
        views: case.views.iter().map(|row| &*row.id).collect(),
        scenarios: case.scenarios.iter().map(|row| &*row.id).collect(),
        dimensions: {
            let rules = case.tie_rules.iter().map(|rule| &*rule.dimension);
            case.ties.iter().map(|row| &*row.dimension).chain(rules).collect()
        },
    };
    actors(case, &names, findings);
    claims(case, &names, findings);
    quantities(case, &names, findings);
    scenarios(case, &names, findings);
    for system in &case.systems {
        known(&system.scenarios, &names.scenarios, codes::UNKNOWN_NAME, "scenario", findings);
    }
    circles(case, findings);
}

fn known<'a>(
    words: impl IntoIterator<Item = &'a Word>,
    names: &BTreeSet<&str>,
    code: Code,
    what: &str,
    findings: &mut Findings,
) {
    for word in words {
        if !names.contains(&**word) {
            let hint = did_you_mean(word, names.iter().copied());
            findings.add_with_hint(code, &word.place, format!("unknown {what} `{}`", word.text), hint);
        }
    }
}

fn actors(case: &Case, names: &Names<'_>, findings: &mut Findings) {
    let mut words: Vec<&Word> = Vec::new();
    words.extend(case.actors.iter().filter_map(|row| row.within.as_ref()));
    // A row of a data set is said by the set.
    let said = case.claims.iter().filter(|row| case.data_sets.iter().all(|set| set.id.text != row.speaker.text));
    words.extend(said.flat_map(|row| row.relay.iter().chain([&row.speaker])));
    words.extend(case.tie_rules.iter().flat_map(|row| &row.actors));
    words.extend(case.ties.iter().flat_map(|row| [&row.from, &row.to]));
    words.extend(case.views.iter().flat_map(|row| &row.actors));
    words.extend(case.positions.iter().map(|row| &row.actor));
    words.extend(case.issues.iter().filter_map(|row| row.agenda.as_ref()));
    words.extend(case.formats.iter().flat_map(|row| &row.members));
    words.extend(case.forecasts.iter().flat_map(|row| row.relay.iter().chain([&row.holder])));
    words.extend(case.events.iter().flat_map(|row| row.actors.iter().chain(&row.targets)));
    for conflict in &case.conflicts {
        words.extend(conflict.options.iter().flat_map(|option| &option.owners));
        words.extend(conflict.preferences.iter().map(|(actor, _)| actor));
        words.extend(conflict.hidden.iter().map(|(actor, _)| actor));
    }
    known(words, &names.actors, codes::UNKNOWN_ACTOR, "actor", findings);
}

fn claims(case: &Case, names: &Names<'_>, findings: &mut Findings) {
    let mut words: Vec<&Word> = case.claim_links.iter().flat_map(|row| [&row.from, &row.to]).collect();
    let rows = grounds(case);
    words.extend(rows.iter().flat_map(|(_, ground)| &ground.evidence));
    for conflict in &case.conflicts {
        words.extend(conflict.evidence());
    }
    words.extend(case.cross_impacts.iter().flat_map(|model| &model.cells).flat_map(|cell| &cell.evidence));
    known(words, &names.claims, codes::UNKNOWN_CLAIM, "claim", findings);
    for (locator, place) in locators(case, &rows) {
        if !names.sources.contains(&*locator.source) {
            let hint = did_you_mean(&locator.source, names.sources.iter().copied());
            let message = format!("unknown source `{}`", locator.source);
            findings.add_with_hint(codes::UNKNOWN_SOURCE, place, message, hint);
        }
    }
}

fn quantities(case: &Case, names: &Names<'_>, findings: &mut Findings) {
    known(
        case.tie_rules.iter().filter_map(|rule| rule.compare.as_ref()),
        &names.views,
        codes::UNKNOWN_NAME,
        "view",
        findings,
    );
    let issues = case.positions.iter().flat_map(|row| row.from.iter().chain([&row.issue]));
    known(issues, &names.issues, codes::UNKNOWN_NAME, "issue", findings);
    let words =
        case.views.iter().flat_map(|view| view.dimensions.iter().chain(view.weights.iter().map(|(word, _)| word)));
    known(words, &names.dimensions, codes::UNKNOWN_NAME, "dimension", findings);
    for condition in case.conflicts.iter().flat_map(|conflict| conflict.statements()).filter_map(|s| s.when.as_ref()) {
        quantity(case, names, &condition.path, &condition.text.place, findings);
    }
    for cost in &case.costs {
        quantity(case, names, &cost.path, &cost.place, findings);
    }
    for descriptor in case.cross_impacts.iter().flat_map(|model| &model.descriptors) {
        if let Some(path) = &descriptor.quantity {
            quantity(case, names, path, &descriptor.place, findings);
        }
    }
    for link in &case.links {
        link_end(case, names, &link.cause, findings);
        link_end(case, names, &link.effect, findings);
    }
}

/// A cause or effect must exist.
fn link_end(case: &Case, names: &Names<'_>, word: &Word, findings: &mut Findings) {
    match QuantityPath::parse(word, true) {
        None => findings.add(codes::BAD_PATH, &word.place, format!("`{}` is no quantity path", word.text)),
        Some(path) => quantity(case, names, &path, &word.place, findings),
    }
}

/// Reports a path that no quantity has.
fn quantity(case: &Case, names: &Names<'_>, path: &QuantityPath, place: &Place, findings: &mut Findings) {
    let exists = match path {
        QuantityPath::FormatStatus { id } => names.formats.contains(&**id),
        QuantityPath::ViewDimensions { id } | QuantityPath::Outcome { of: OutcomeOf::View, id } => {
            names.views.contains(&**id)
        }
        QuantityPath::Outcome { of: OutcomeOf::Issue, id } => names.issues.contains(&**id),
        _ => !case.quantities.with_path(path).is_empty(),
    };
    if !exists {
        let text = path.to_string();
        let all: Vec<String> = case.quantities.iter().map(|quantity| quantity.path.to_string()).collect();
        let hint = did_you_mean(&text, all.iter().map(String::as_str));
        findings.add_with_hint(codes::UNKNOWN_QUANTITY, place, format!("no quantity has the path `{text}`"), hint);
    }
}

fn scenarios(case: &Case, names: &Names<'_>, findings: &mut Findings) {
    for step in case.scenarios.iter().flat_map(|scenario| &scenario.changes) {
        let ground = &step.ground;
        match &step.change {
            Change::Add { path: QuantityPath::Link { cause, effect, .. }, .. } => {
                let word = |text: &String| Word { text: text.clone(), place: ground.place.clone() };
                link_end(case, names, &word(cause), findings);
                link_end(case, names, &word(effect), findings);
            }
            change => {
                if let Some(path) = change.path() {
                    quantity(case, names, path, &ground.place, findings);
                }
            }
        }
        match &step.change {
            Change::SetWord { path: QuantityPath::ViewDimensions { .. }, value } => {
                let word = |text: &str| Word { text: text.to_owned(), place: ground.place.clone() };
                let words: Vec<Word> = value.split_whitespace().filter(|text| *text != "all").map(word).collect();
                known(&words, &names.dimensions, codes::UNKNOWN_NAME, "dimension", findings);
            }
            Change::Drop(filter) if !case.claims.iter().any(|claim| filter.takes(claim)) => {
                let field =
                    ClaimField::ALL.iter().find(|(_, field)| *field == filter.field).map_or("", |found| found.0);
                let message = format!("no claim has {field} `{}`", filter.value);
                findings.add(codes::UNKNOWN_NAME, &ground.place, message);
            }
            _ => {}
        }
    }
}

fn circles(case: &Case, findings: &mut Findings) {
    for actor in &case.actors {
        let mut at = actor.within.as_ref();
        for _ in 0..case.actors.len() {
            let Some(outer) = at else { break };
            if outer.text == actor.id.text {
                let message = format!("actor `{}` is inside itself", actor.id.text);
                let place = actor.within.as_ref().map_or(&actor.ground.place, |word| &word.place);
                findings.add(codes::CIRCULAR_WITHIN, place, message);
                break;
            }
            at = case.actor(outer).and_then(|outer| outer.within.as_ref());
        }
    }
}
