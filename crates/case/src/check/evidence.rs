//! Evidence: missing, unused, outside its document, changed, resting on one unnamed source.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Claim, Ground, Source, Word};
use crate::check::{grounds, locators};
use crate::codes;
use crate::conflict::Statement;
use crate::diagnostic::Diagnostics;
use crate::document::{fingerprint, paragraphs};
use crate::files::{Files, Place};
use crate::locator::Locator;

pub(super) fn check(case: &Case, files: &Files, findings: &mut Diagnostics) {
    let rows = grounds(case);
    let known = Known {
        claims: case.claims.iter().map(|claim| (&*claim.id, claim)).collect(),
        unnamed: case.actors.iter().filter(|actor| !actor.named).map(|actor| &*actor.id).collect(),
    };
    for (name, ground) in &rows {
        missing(name, ground, findings);
        if !name.starts_with("actor") {
            unnamed(&known, name, &ground.evidence, findings);
        }
        repeated(&known, name, ground, findings);
    }
    statements(case, findings);
    unused(case, &rows, findings);
    for source in &case.sources {
        if case.data_sets.iter().all(|set| set.id.text != source.id.text) {
            document(case, source, &rows, files, findings);
        }
    }
}

/// Claims by id, and actors that the sources do not name.
struct Known<'c> {
    claims: BTreeMap<&'c str, &'c Claim>,
    unnamed: BTreeSet<&'c str>,
}

impl<'c> Known<'c> {
    /// The claims behind a row; `None` when one of them is not there to be looked at, which is a finding of its own.
    fn behind(&self, evidence: &[Word]) -> Option<Vec<&'c Claim>> {
        evidence.iter().map(|word| self.claims.get(&**word).copied()).collect()
    }
}

fn missing(name: &str, ground: &Ground, findings: &mut Diagnostics) {
    if !ground.evidence.is_empty() {
        return;
    }
    let word = ground.basis.word();
    if ground.basis.needs_evidence() {
        let hint = "name the claims it rests on, or give it the basis `assumed`".to_owned();
        findings.add_with_hint(codes::NO_EVIDENCE, &ground.place, format!("{name} is {word} but names no claim"), hint);
    } else {
        let message = format!("{name} is {word} and names no coder's note");
        findings.add(codes::NO_CODER_NOTE, &ground.place, message);
    }
}

fn unnamed(known: &Known<'_>, name: &str, evidence: &[Word], findings: &mut Diagnostics) {
    let (Some(first), Some(last)) = (evidence.first(), evidence.last()) else { return };
    let place = Place { end: last.place.end, ..first.place.clone() };
    let Some(claims) = known.behind(evidence) else { return };
    let hidden = |claim: &Claim| claim.is_private() || known.unnamed.contains(&*claim.speaker);
    let from_text: Vec<&&Claim> = claims.iter().filter(|claim| claim.channel != "coder").collect();
    let speakers: BTreeSet<&str> = from_text.iter().map(|claim| &*claim.speaker).collect();
    if speakers.len() == 1 && from_text.iter().all(|claim| hidden(claim)) {
        let ids: Vec<&str> = from_text.iter().map(|claim| &*claim.id).collect();
        let speaker = speakers.first().copied().unwrap_or_default();
        let what = match known.unnamed.contains(speaker) {
            true => "on one unnamed source, ",
            false => "on what one speaker said in private, ",
        };
        let message = format!("{name} rests {what}{speaker} ({})", ids.join(", "));
        findings.add(codes::ONE_UNNAMED_SOURCE, &place, message);
    }
}

/// The column `locator` repeats what the claims say.
fn repeated(known: &Known<'_>, name: &str, ground: &Ground, findings: &mut Diagnostics) {
    if ground.locators.is_empty() {
        return;
    }
    let Some(claims) = known.behind(&ground.evidence) else { return };
    let of_claims: BTreeSet<Locator> =
        claims.iter().flat_map(|claim| claim.locators.iter().map(|(locator, _)| locator.clone())).collect();
    let written: BTreeSet<Locator> = ground.locators.iter().map(|(locator, _)| locator.clone()).collect();
    if of_claims != written {
        let place = ground.locators.first().map_or(&ground.place, |(_, place)| place);
        let list = of_claims.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let hint = (!list.is_empty()).then(|| format!("the claims stand at {list}"));
        findings.add_with_hint(
            codes::LOCATORS_PART,
            place,
            format!("the locators of {name} part from its evidence"),
            hint,
        );
    }
}

fn statements(case: &Case, findings: &mut Diagnostics) {
    for conflict in &case.conflicts {
        let bare = |statement: &&Statement| statement.evidence.is_empty() && statement.basis.needs_evidence();
        for statement in conflict.statements().filter(bare) {
            let message =
                format!("statement `{}` is {} but names no claim", statement.text.text, statement.basis.word());
            findings.add(codes::NO_EVIDENCE, &statement.text.place, message);
        }
    }
}

fn unused(case: &Case, rows: &[(String, &Ground)], findings: &mut Diagnostics) {
    let mut used: BTreeSet<&str> = rows.iter().flat_map(|(_, ground)| &ground.evidence).map(|word| &**word).collect();
    for conflict in &case.conflicts {
        used.extend(conflict.evidence().map(|word| &**word));
    }
    used.extend(case.expects.iter().flat_map(|one| &one.evidence).map(|word| &**word));
    let cells = case.cross_impacts.iter().flat_map(|model| &model.cells);
    used.extend(cells.flat_map(|cell| &cell.evidence).map(|word| &**word));
    let idle = |claim: &&Claim| !used.contains(&*claim.id) && !case.left_out.mentions(&claim.id);
    for claim in case.claims.iter().filter(idle) {
        findings.add(codes::UNUSED_CLAIM, &claim.id.place, format!("nothing rests on claim `{}`", claim.id.text));
    }
}

/// Span and fingerprint of a locator against the paragraphs it names, joined by newlines.
fn inside(locator: &Locator, paragraphs: &[&str], place: &Place, findings: &mut Diagnostics) {
    let text = paragraphs[locator.first as usize - 1..locator.last as usize].join("\n");
    let length = text.chars().count() as u64;
    if let Some((start, span)) = locator.span
        && u64::from(start) + u64::from(span) > length
    {
        let message = format!("`{locator}` runs beyond its paragraph, which has {length} characters");
        findings.add(codes::LOCATOR_OUTSIDE, place, message);
    }
    if locator.fingerprint.is_some_and(|stored| stored != fingerprint(&text)) {
        let message = format!("the text at `{locator}` is not the one that was coded");
        findings.add(codes::PARAGRAPH_CHANGED, place, message);
    }
}

/// Locators against the document, or against the stored fingerprints where the document is not in the case.
fn document(case: &Case, source: &Source, rows: &[(String, &Ground)], files: &Files, findings: &mut Diagnostics) {
    let file = format!("sources/{}", source.file);
    let text = (!source.file.is_empty()).then(|| files.get(&file)).flatten();
    let paragraphs = text.map(paragraphs);
    let last = match &paragraphs {
        Some(paragraphs) => paragraphs.len() as u32,
        None => {
            let checked =
                if source.fingerprints.is_empty() { "not checked" } else { "checked against its fingerprints" };
            let message =
                format!("the document of source `{}` is not in the case; its locators are {checked}", source.id.text);
            findings.add(codes::NO_DOCUMENT, &source.id.place, message);
            source.fingerprints.last_key_value().map_or(u32::MAX, |(number, _)| *number)
        }
    };
    for (locator, place) in locators(case, rows) {
        if locator.source != source.id.text {
            continue;
        }
        if locator.last > last {
            let message = format!("`{locator}` is not in the document, which has {last} paragraphs");
            findings.add(codes::LOCATOR_OUTSIDE, place, message);
        } else if let Some(paragraphs) = &paragraphs {
            inside(locator, paragraphs, place, findings);
        }
    }
    let Some(paragraphs) = paragraphs else { return };
    for (number, stored) in &source.fingerprints {
        let now = paragraphs.get(*number as usize - 1).map(|text| fingerprint(text));
        if now.is_some_and(|now| now != *stored) {
            let touched: Vec<&str> = case
                .claims
                .iter()
                .filter(|claim| {
                    claim
                        .locators
                        .iter()
                        .any(|(l, _)| l.source == source.id.text && (l.first..=l.last).contains(number))
                })
                .map(|claim| &*claim.id)
                .collect();
            let message = format!("¶{number} of `{}` changed since it was coded", source.id.text);
            let hint = (!touched.is_empty()).then(|| format!("read it again for {}", touched.join(", ")));
            findings.add_with_hint(codes::PARAGRAPH_CHANGED, &source.id.place, message, hint);
        }
    }
}
