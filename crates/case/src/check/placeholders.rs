//! Texts of the template that were never replaced.

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::MANIFEST;
use crate::files::{Files, Place};
use crate::template::PLACEHOLDERS;

pub(super) fn check(case: &Case, files: &Files, findings: &mut Diagnostics) {
    let head = [("id", &case.id), ("title", &case.title), ("summary", &case.summary)];
    let notes = case.notes.iter().map(|note| ("notes", note));
    for (what, text) in head.into_iter().chain(notes) {
        let at = || files.get(MANIFEST).and_then(|file| file.find(text.as_str())).unwrap_or(0);
        told(&format!("`{what}` of the case"), text, || Place::new(MANIFEST, at()..at() + text.len()), findings);
    }
    for actor in &case.actors {
        told(&format!("the name of actor `{}`", actor.id.text), &actor.name, || actor.id.place.clone(), findings);
    }
    for claim in &case.claims {
        told(&format!("the text of claim `{}`", claim.id.text), &claim.text, || claim.id.place.clone(), findings);
    }
    for source in &case.sources {
        told(&format!("the title of source `{}`", source.id.text), &source.title, || source.id.place.clone(), findings);
    }
    for scenario in &case.scenarios {
        told(&format!("the title of scenario `{}`", scenario.id), &scenario.title, || scenario.place.clone(), findings);
    }
}

fn told(what: &str, text: &str, place: impl Fn() -> Place, findings: &mut Diagnostics) {
    if PLACEHOLDERS.contains(&text) {
        let message = format!("{what} is still that of the template: `{text}`");
        findings.add_with_hint(codes::PLACEHOLDER, &place(), message, "write your own".to_owned());
    }
}
