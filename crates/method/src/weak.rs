//! What is weak about an answer, told by one rule for all kinds: guessed sizes, one source, private voices, bounds in place of numbers.

use std::collections::BTreeSet;

use crate::answering::Asking;
use crate::say::{Phrase, say};
use detente_case::case::{Basis, SizeBasis};
use detente_results::{Answer, Wording};

/// Channels that nobody else can look up.
const CLOSED: [&str; 3] = ["private", "closed", "rumour"];

/// Adds what is weak about an answer, whatever its kind.
pub fn weaknesses(asking: &Asking<'_, '_>, answer: &mut Answer) {
    let (paths, claims) = asking.behind(answer);
    let found = [
        guessed(asking, &paths),
        sizes(asking, &paths),
        sources(asking, &claims),
        closed(asking, &claims),
        bounded(asking, answer),
    ];
    answer.weak.extend(found.into_iter().flatten());
    let known: BTreeSet<String> = answer.claims.iter().cloned().collect();
    answer.claims.extend(claims.into_iter().filter(|claim| !known.contains(claim)));
}

/// Rows that no source says: assumed, general knowledge, defaults of the format.
fn guessed(asking: &Asking<'_, '_>, paths: &BTreeSet<String>) -> Option<Wording> {
    let all: Vec<_> = asking.assessment.quantities.iter().filter(|(path, _)| paths.contains(*path)).collect();
    let unsaid = |basis: Basis| matches!(basis, Basis::Assumed | Basis::GeneralKnowledge);
    // A wish that a source states is stated, though nobody gives the share of the draws in which it counts.
    let is_size = |path: &str| !path.starts_with("conflict.");
    let weak: Vec<&str> = all
        .iter()
        .filter(|(path, entry)| (entry.assumed_value && is_size(path)) || unsaid(entry.basis))
        .map(|(path, _)| path.as_str())
        .collect();
    let all: Vec<&str> = all.iter().map(|(path, _)| path.as_str()).collect();
    let slots = [("weak", Phrase::count(&weak)), ("all", Phrase::count(&all))];
    match weak.len() {
        0 => None,
        more if more == all.len() => Some(say("No source states any of the numbers that it rests on.", &[])),
        1 if all.len() > 1 => {
            Some(say("Of the {all} numbers that it rests on, {weak} is assumed or general knowledge.", &slots))
        }
        _ => Some(say("Of the {all} numbers that it rests on, {weak} are assumed or general knowledge.", &slots)),
    }
}

/// Rows whose existence a source states, and whose size it does not.
fn sizes(asking: &Asking<'_, '_>, paths: &BTreeSet<String>) -> Option<Wording> {
    let all = asking.case.quantities.iter().filter(|quantity| paths.contains(&quantity.path.to_string()));
    let guessed = all.filter(|quantity| quantity.size == Some(SizeBasis::Guessed));
    let guessed: BTreeSet<String> = guessed.map(|quantity| quantity.path.to_string()).collect();
    let guessed: Vec<String> = guessed.into_iter().collect();
    let slots = [("some", Phrase::count(&guessed))];
    let pattern = "Of the numbers that it rests on, the coder guessed the size of {some}, whatever their rows rest on.";
    (!guessed.is_empty()).then(|| say(pattern, &slots))
}

/// One source behind everything.
fn sources(asking: &Asking<'_, '_>, claims: &BTreeSet<String>) -> Option<Wording> {
    let of = |claim: &&String| {
        let entry = asking.assessment.claims.get(*claim)?;
        entry.locators.first().and_then(|locator| locator.split(':').next()).map(str::to_owned)
    };
    let sources: BTreeSet<String> = claims.iter().filter_map(|claim| of(&claim)).collect();
    let mut sources = sources.into_iter();
    let (Some(one), None) = (sources.next(), sources.next()) else { return None };
    let title = asking.assessment.sources.get(&one).map_or(one.clone(), |source| source.title.clone());
    let title = if title.is_empty() { one.clone() } else { title };
    let named = Phrase::named(title, detente_results::Slot::Named { what: "source".to_owned(), id: one });
    Some(say("All of it rests on a single source: {source}.", &[("source", named)]))
}

/// Claims that were said in private.
fn closed(asking: &Asking<'_, '_>, claims: &BTreeSet<String>) -> Option<Wording> {
    let is_closed = |claim: &&String| {
        let entry = asking.assessment.claims.get(*claim);
        entry.is_some_and(|entry| CLOSED.contains(&entry.channel.as_str()))
    };
    let private: Vec<&str> = claims.iter().filter(is_closed).map(String::as_str).collect();
    let all: Vec<&str> = claims.iter().map(String::as_str).collect();
    let slots = [("some", Phrase::count(&private)), ("all", Phrase::count(&all))];
    let pattern = match private.len() {
        0 => return None,
        1 => "Of its {all} claims, {some} was made in private or behind closed doors.",
        _ => "Of its {all} claims, {some} were made in private or behind closed doors.",
    };
    Some(say(pattern, &slots))
}

/// Findings of which only bounds are known.
fn bounded(asking: &Asking<'_, '_>, answer: &Answer) -> Option<Wording> {
    let open = answer.findings.iter().any(|one| {
        let scenario = asking.assessment.scenarios.get(&one.scenario);
        scenario.and_then(|result| result.finding(&one.finding)).is_some_and(|finding| finding.bounded.is_some())
    });
    open.then(|| say("Some of its numbers are only bounded: the search ended at its limit.", &[]))
}
