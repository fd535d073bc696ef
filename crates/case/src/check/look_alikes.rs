//! Names that a reader would take for one another: they differ by case, by how an accent is written, or by a letter of another alphabet.
//! Two spellings of one state split it in two.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::skeleton;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::case::{Case, Word};
use crate::codes;
use crate::diagnostic::Diagnostics;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    alike(case.actors.iter().map(|row| &row.id), "actor ids", bare, findings);
    same_names(case, findings);
    let dimensions =
        case.ties.iter().map(|row| &row.dimension).chain(case.tie_rules.iter().map(|rule| &rule.dimension));
    alike(dimensions, "dimensions", skeleton, findings);
    alike(case.sources.iter().map(|row| &row.id), "source ids", folded, findings);
    alike(case.claims.iter().map(|row| &row.id), "claim ids", folded, findings);
    alike(case.issues.iter().map(|row| &row.id), "issue ids", skeleton, findings);
    alike(case.factors.iter().map(|row| &row.id), "factor ids", skeleton, findings);
    alike(case.forums.iter().map(|row| &row.id), "forum ids", skeleton, findings);
    alike(case.views.iter().map(|row| &row.id), "view ids", skeleton, findings);
}

/// A finding for each name that has the key of another that came before it.
fn alike<'w>(words: impl Iterator<Item = &'w Word>, what: &str, key: fn(&str) -> String, findings: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for word in words.filter(|word| seen.insert(&word.text)) {
        let earlier = *first.entry(key(word)).or_insert(&word.text);
        if earlier != word.text {
            let message = format!("the {what} `{earlier}` and `{}` look alike", word.text);
            let hint = "a reader takes them for one: write them the same, or name them apart".to_owned();
            findings.add_with_hint(codes::LOOK_ALIKE, &word.place, message, hint);
        }
    }
}

/// Actors whose names are the same, or look it.
fn same_names(case: &Case, findings: &mut Diagnostics) {
    let mut by_key: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    for actor in &case.actors {
        let (id, name) = *by_key.entry(skeleton(&actor.name)).or_insert((&*actor.id, &actor.name));
        if id == &*actor.id {
            continue;
        }
        let message = match name == actor.name {
            true => format!("the actors `{id}` and `{}` have one name, `{name}`", actor.id.text),
            false => {
                format!("the names of actors `{id}` and `{}` look alike: `{name}`, `{}`", actor.id.text, actor.name)
            }
        };
        let hint = "if they are one actor, keep one row; otherwise say in the names what tells them apart".to_owned();
        findings.add_with_hint(codes::LOOK_ALIKE, &actor.id.place, message, hint);
    }
}

/// Without case and without two ways to write an accent.
fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// What an id looks like without its accents: nobody tells `ARL` from `ÁRL`.
fn bare(id: &str) -> String {
    skeleton(id).nfd().filter(|c| !is_combining_mark(*c)).collect()
}
