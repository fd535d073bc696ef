//! Claims whose paragraph names nobody of whom they speak: most often the locator is off by a paragraph.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Actor, Case, Source};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::document::paragraphs;
use crate::files::Files;

/// Letters that the beginning of a name has to share with a word: `Japan` and `Japanese`.
const STEM: usize = 4;

pub(super) fn check(case: &Case, files: &Files, findings: &mut Diagnostics) {
    let mut known: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for actor in &case.actors {
        for stem in stems(actor) {
            known.entry(stem).or_default().insert(&actor.name);
        }
    }
    for source in case.sources.iter().filter(|source| !source.file.is_empty()) {
        if let Some(text) = files.get(&format!("sources/{}", source.file)) {
            let named: Vec<BTreeSet<&str>> = paragraphs(text).into_iter().map(|text| named_in(text, &known)).collect();
            claims(case, source, &named, &known, findings);
        }
    }
}

/// The claims of a source against the actors that each of its paragraphs names.
fn claims(
    case: &Case,
    source: &Source,
    named: &[BTreeSet<&str>],
    known: &BTreeMap<String, BTreeSet<&str>>,
    findings: &mut Diagnostics,
) {
    for claim in case.claims.iter().filter(|claim| claim.channel != "coder") {
        let spoken_of = named_in(&claim.text, known);
        for (locator, place) in claim.locators.iter().filter(|(locator, _)| locator.source == source.id.text) {
            let there = named.get(locator.first as usize - 1..locator.last as usize).unwrap_or_default();
            if spoken_of.is_empty() || there.is_empty() || there.iter().any(|names| !names.is_disjoint(&spoken_of)) {
                continue;
            }
            let names = Vec::from_iter(spoken_of.iter().copied()).join(", ");
            let message = format!("`{locator}` does not name whom claim `{}` speaks of ({names})", claim.id.text);
            let hint = "is the number of the paragraph right? If it names them otherwise, add that name to `aliases`";
            findings.add_with_hint(codes::NOT_NAMED, place, message, hint.to_owned());
        }
    }
}

/// The actors that a text names.
fn named_in<'k>(text: &str, known: &BTreeMap<String, BTreeSet<&'k str>>) -> BTreeSet<&'k str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter_map(|word| known.get(&stem(&word.to_lowercase()))).flatten().copied().collect()
}

/// The words by which an actor is known: those with a capital in its name and other names, cut to their stems.
fn stems(actor: &Actor) -> Vec<String> {
    let names = std::iter::once(&actor.name).chain(&actor.aliases);
    let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let telling = words.filter(|word| word.chars().count() >= 3 && word.chars().next().is_some_and(char::is_uppercase));
    telling.map(|word| stem(&word.to_lowercase())).collect()
}

fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}
