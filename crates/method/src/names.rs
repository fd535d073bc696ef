//! What things of a case are called in sentences. Ids stand where nothing has a name, with blanks for their dashes.

use detente_case::case::Claim;
use detente_case::finding_id::Object;
use detente_case::measure::{Subjects, TOGETHER};
use detente_case::path::{OutcomeOf, Stake};
use detente_case::{Case, FindingId, QuantityPath};

use crate::states;

/// An actor.
pub fn actor(case: &Case, id: &str) -> String {
    let known = case.actors.iter().find(|actor| &*actor.id == id);
    known.map_or_else(|| id.to_owned(), |actor| actor.name.clone())
}

/// An actor in the middle of a sentence: `the United States`.
pub fn actor_in_text(case: &Case, id: &str) -> String {
    let known = case.actors.iter().find(|actor| &*actor.id == id);
    known.map_or_else(|| id.to_owned(), |actor| in_text(&actor.in_text, &actor.name))
}

/// What something is called in the middle of a sentence: as the case says, else by its name.
fn in_text(own: &str, name: &str) -> String {
    if own.is_empty() { name } else { own }.to_owned()
}

/// An issue: its title, or its id in words.
pub fn issue(case: &Case, id: &str) -> String {
    let title = case.issues.iter().find(|issue| &*issue.id == id).map(|issue| issue.title.as_str());
    title.filter(|title| !title.is_empty()).map_or_else(|| spoken(id), str::to_owned)
}

/// A conflict.
pub fn conflict(case: &Case, id: &str) -> String {
    let title = case.conflicts.iter().find(|conflict| conflict.id == id).map(|conflict| conflict.title.as_str());
    title.filter(|title| !title.is_empty()).map_or_else(|| spoken(id), str::to_owned)
}

/// A view.
pub fn view(case: &Case, id: &str) -> String {
    let title = case.views.iter().find(|view| &*view.id == id).map(|view| view.title.as_str());
    title.filter(|title| !title.is_empty()).map_or_else(|| spoken(id), str::to_owned)
}

/// A scenario.
pub fn scenario(case: &Case, id: &str) -> String {
    let title = case.scenarios.iter().find(|one| &*one.id == id).map(|one| one.title.as_str());
    title.filter(|title| !title.is_empty()).map_or_else(|| spoken(id), str::to_owned)
}

/// A place.
pub fn place(case: &Case, id: &str) -> String {
    let known = case.places.iter().find(|place| *place.id == *id);
    known.map_or_else(|| spoken(id), |place| place.name.clone())
}

/// A place in the middle of a sentence: `the Strait of Hormuz`.
pub fn place_in_text(case: &Case, id: &str) -> String {
    let known = case.places.iter().find(|place| *place.id == *id);
    known.map_or_else(|| spoken(id), |place| in_text(&place.in_text, &place.name))
}

/// A quantity: the name of a factor, or what is measured of whom.
pub fn quantity(case: &Case, path: &QuantityPath) -> String {
    match path {
        QuantityPath::Factor { id } => {
            let known = case.factors.iter().find(|factor| *factor.id == *id);
            known.map_or_else(|| spoken(id), |factor| in_text(&factor.in_text, &factor.name))
        }
        QuantityPath::Tie { ends: (a, b), directed, dimension, firmness } => {
            let what = if *firmness { "firmness of the" } else { "the" };
            let (a, b) = (actor_in_text(case, a), actor_in_text(case, b));
            let ends = if *directed { format!("from {a} to {b}") } else { format!("between {a} and {b}") };
            format!("{what} {} tie {ends}", spoken(dimension))
        }
        QuantityPath::Stake { issue: id, actor: who, stake } => {
            let what = if *stake == Stake::Capability { "weight" } else { stake.word() };
            format!("the {what} of {} on {}", actor_in_text(case, who), issue(case, id))
        }
        QuantityPath::Flow { id } => {
            let known = case.flows.iter().find(|flow| *flow.id == **id);
            known.map_or_else(
                || spoken(id),
                |flow| format!("the {} from {}", flow.goods, actor_in_text(case, &flow.from)),
            )
        }
        QuantityPath::Reference { issue: id } => format!("what stands without agreement on {}", issue(case, id)),
        QuantityPath::Capability { actor: who } => format!("the capability of {}", actor_in_text(case, who)),
        QuantityPath::Outcome { of: OutcomeOf::Issue, id } => format!("the outcome of {}", issue(case, id)),
        QuantityPath::Outcome { of: OutcomeOf::View, id } => format!("the strain in {}", view(case, id)),
        QuantityPath::Link { cause, effect, .. } => {
            format!("the link from {} to {}", end(case, cause), end(case, effect))
        }
        QuantityPath::Reach { place: id } => format!("the reach of {}", place_in_text(case, id)),
        QuantityPath::OrderDoubt { conflict: id } => {
            format!("the doubt about the order of preferences in {}", conflict(case, id))
        }
        QuantityPath::Statement { conflict: id, actor: who, id: place, weight } => {
            let what = if *weight { "how much weight" } else { "how surely" };
            let gives = if *weight { "gives to it" } else { "prefers" };
            let said = statement(case, id, who, place);
            said.map_or_else(
                || path.to_string(),
                |said| format!("{what} {} {gives} that {said}", actor_in_text(case, who)),
            )
        }
        other => other.to_string(),
    }
}

/// A statement of preference, with the clauses of options in the place of their names; nothing where it could not be read.
fn statement(case: &Case, conflict: &str, who: &str, id: &str) -> Option<String> {
    let conflict = case.conflicts.iter().find(|one| one.id == conflict)?;
    let own = conflict.preferences.iter().filter(|(actor, _)| **actor == *who);
    let found = own.flat_map(|(_, preference)| preference.statements()).find(|one| *one.id == *id)?;
    Some(states::statement(case, conflict, found.formula.as_ref()?))
}

/// A finding: what is measured, of whom.
pub fn finding(case: &Case, id: &FindingId) -> String {
    let Some(measure) = id.measure() else { return spoken(id.as_str()) };
    let subject = match measure.method().subjects() {
        Subjects::Views => view(case, id.subject()),
        Subjects::Conflicts => conflict(case, id.subject()),
        Subjects::Issues => issue(case, id.subject()),
        Subjects::Factors => end(case, id.subject()),
        _ => spoken(id.subject()),
    };
    let word = spoken(measure.word()).replace('.', " ");
    let of = match id.object() {
        Object::Actor(one) => actor_in_text(case, one),
        Object::Pair(a, b) => format!("{} and {}", actor_in_text(case, a), actor_in_text(case, b)),
        Object::Triad(all) => {
            let [a, b, c] = all.each_ref().map(|one| actor_in_text(case, one));
            format!("{a}, {b} and {c}")
        }
        _ => String::new(),
    };
    if measure == TOGETHER {
        return format!("that {of} stand together in “{subject}”");
    }
    match (word.is_empty(), of.is_empty(), subject.is_empty()) {
        (true, ..) => subject,
        (_, true, true) => word,
        (_, true, false) => format!("the {word} of “{subject}”"),
        (_, false, true) => format!("the {word} of {of}"),
        (_, false, false) => format!("the {word} of {of} in “{subject}”"),
    }
}

/// Where a claim stands: its paragraph, and of which source where the case has several (`article ¶45`).
pub fn locator(case: &Case, claim: &Claim) -> String {
    let Some((locator, _)) = claim.locators.first() else { return String::new() };
    let whole = locator.to_string();
    let paragraph = whole.split_once(':').map_or(whole.as_str(), |(_, paragraph)| paragraph);
    if case.sources.len() > 1 { format!("{} {paragraph}", source(case, &locator.source)) } else { paragraph.to_owned() }
}

/// A source: what kind of thing it is where it is the only one of its kind, else its title.
fn source(case: &Case, id: &str) -> String {
    let Some(source) = case.sources.iter().find(|source| &*source.id == id) else { return id.to_owned() };
    let alike = case.sources.iter().filter(|other| other.kind == source.kind).count();
    match (&source.kind, &source.title) {
        (kind, _) if alike == 1 && !kind.is_empty() => kind.clone(),
        (_, title) if !title.is_empty() => short(title),
        _ => spoken(id),
    }
}

/// Letters of a text that are told whole.
const WHOLE: usize = 110;

/// A text without its last full stop; one that runs long is cut where a part of it ends, else between words.
pub fn short(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let Some((end, _)) = text.char_indices().nth(WHOLE) else { return text.to_owned() };
    let head = &text[..end];
    let part = head.find("; ").or_else(|| head.rfind(". ")).or_else(|| head.rfind(": ")).filter(|at| *at > WHOLE / 3);
    let cut = part.or_else(|| head.rfind(", ").filter(|at| *at > WHOLE / 2)).or_else(|| head.rfind(' '));
    format!("{} …", &head[..cut.unwrap_or(end)])
}

/// An end of a link, as it is written there.
pub fn end(case: &Case, word: &str) -> String {
    QuantityPath::parse(word, true).map_or_else(|| word.to_owned(), |path| quantity(case, &path))
}

/// An id in words.
pub fn spoken(id: &str) -> String {
    id.replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_long_text_is_cut_where_a_part_of_it_ends() {
        assert_eq!(short("The loan is tied."), "The loan is tied");
        let long = "Later course, as commonly known: forces stayed where they were; the treaty was left in June; talks went on for many years";
        assert_eq!(short(long), "Later course, as commonly known: forces stayed where they were …");
        let words = "a".repeat(60) + " " + &"b".repeat(60);
        assert_eq!(short(&words), format!("{} …", "a".repeat(60)));
        assert_eq!(short(&"é".repeat(120)), format!("{} …", "é".repeat(110)));
    }
}
