//! Names that nothing has.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::skeleton;

use crate::case::{Actor, Case, Word};
use crate::change::Change;
use crate::check::{grounds, locators, steps};
use crate::codes::{self, Code};
use crate::diagnostic::Diagnostics;
use crate::files::MANIFEST;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::path::{OutcomeOf, QuantityPath};
use crate::renamed::no_path;
use crate::schema::Target;
use crate::schema::forums::STATUSES;

struct Names<'a> {
    actors: BTreeSet<&'a str>,
    claims: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    issues: BTreeSet<&'a str>,
    forums: BTreeSet<&'a str>,
    views: BTreeSet<&'a str>,
    scenarios: BTreeSet<&'a str>,
    events: BTreeSet<&'a str>,
    places: BTreeSet<&'a str>,
    conflicts: BTreeSet<&'a str>,
    questions: BTreeSet<&'a str>,
    dimensions: BTreeSet<&'a str>,
}

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    let ids = |file: &str| case.ids.get(file).into_iter().flatten().map(String::as_str).collect::<BTreeSet<&str>>();
    let names = Names {
        actors: ids("actors.csv"),
        claims: ids("claims.csv"),
        sources: case.sources.iter().map(|row| &*row.id).chain(ids("sources.csv")).collect(),
        issues: ids("issues.csv"),
        forums: ids("forums.csv"),
        views: case.views.iter().map(|row| &*row.id).collect(),
        scenarios: case.scenarios.iter().map(|row| &*row.id).collect(),
        events: ids("events.csv"),
        places: ids("places.csv"),
        conflicts: case.conflicts.iter().map(|one| one.id.as_str()).collect(),
        questions: ids("questions.csv"),
        dimensions: {
            let rules = case.tie_rules.iter().map(|rule| &*rule.dimension);
            case.ties.iter().map(|row| &*row.dimension).chain(rules).collect()
        },
    };
    actors(case, &names, findings);
    claims(case, &names, findings);
    quantities(case, &names, findings);
    scenarios(case, &names, findings);
    known(cells(case, Target::Scenario), &names.scenarios, &SCENARIO, case, findings);
    known(cells(case, Target::Event), &names.events, &EVENT, case, findings);
    known(cells(case, Target::Place), &names.places, &PLACE, case, findings);
    known(cells(case, Target::Conflict), &names.conflicts, &CONFLICT, case, findings);
    known(cells(case, Target::Question), &names.questions, &QUESTION, case, findings);
    circles(case, findings);
}

/// A kind of thing that has names, and the table that gives them.
struct Kind {
    what: &'static str,
    table: &'static str,
    code: Code,
}

const ACTOR: Kind = of(Target::Actor, codes::UNKNOWN_ACTOR);
const CLAIM: Kind = of(Target::Claim, codes::UNKNOWN_CLAIM);
const ISSUE: Kind = of(Target::Issue, codes::UNKNOWN_NAME);
const VIEW: Kind = Kind { what: "view", table: MANIFEST, code: codes::UNKNOWN_NAME };
const SCENARIO: Kind = of(Target::Scenario, codes::UNKNOWN_NAME);
const EVENT: Kind = of(Target::Event, codes::UNKNOWN_NAME);
const PLACE: Kind = of(Target::Place, codes::UNKNOWN_NAME);
const CONFLICT: Kind = of(Target::Conflict, codes::UNKNOWN_NAME);
const QUESTION: Kind = of(Target::Question, codes::UNKNOWN_NAME);
const DIMENSION: Kind = Kind { what: "dimension", table: "ties.csv", code: codes::UNKNOWN_NAME };

/// What cells of tables point to.
const fn of(target: Target, code: Code) -> Kind {
    Kind { what: target.what(), table: target.table(), code }
}

/// Reports words that no row of their kind has, be it one that was left out.
fn known<'a>(
    words: impl IntoIterator<Item = &'a Word>,
    names: &BTreeSet<&str>,
    kind: &Kind,
    case: &Case,
    findings: &mut Diagnostics,
) {
    for word in words {
        if !names.contains(&**word) && !case.left_out.speaks_of(kind.table, word) {
            // Nobody reads thousands of hints, and each looks at every name.
            let hint = (findings.count() < MOST_HINTS).then(|| hint(word, names, kind, case)).flatten();
            let message = format!("unknown {} `{}`", kind.what, word.text);
            findings.add_with_hint(kind.code, &word.place, message, hint);
        }
    }
}

/// Diagnostics behind which no nearest name is looked for.
const MOST_HINTS: usize = 1_000;

fn hint(word: &str, names: &BTreeSet<&str>, kind: &Kind, case: &Case) -> Option<String> {
    let named = if kind.table == ACTOR.table { by_name(case, word) } else { None };
    named.or_else(|| did_you_mean(word, names.iter().copied()))
}

/// The actor whose name, or other name, stands where its id should.
fn by_name(case: &Case, word: &str) -> Option<String> {
    let seen = skeleton(word);
    let has = |actor: &&Actor| std::iter::once(&actor.name).chain(&actor.aliases).any(|name| skeleton(name) == seen);
    let actor = case.actors.iter().find(has)?;
    Some(format!("`{word}` is a name of the actor `{}`: write its id", actor.id.text))
}

fn actors(case: &Case, names: &Names<'_>, findings: &mut Diagnostics) {
    let mut words = cells(case, Target::Actor);
    words.extend(case.tie_rules.iter().flat_map(|row| &row.actors));
    words.extend(case.views.iter().flat_map(|row| &row.actors));
    words.extend(case.scenarios.iter().filter_map(|scenario| scenario.holder.as_ref()));
    for conflict in &case.conflicts {
        words.extend(conflict.options.iter().flat_map(|option| &option.owners));
        words.extend(conflict.preferences.iter().map(|(actor, _)| actor));
        words.extend(conflict.hidden.iter().map(|(actor, _)| actor));
        words.extend(conflict.seen.iter().flat_map(|seen| [&seen.holder, &seen.of]));
    }
    known(words, &names.actors, &ACTOR, case, findings);
}

/// The words of all tables that are names of something of a kind.
fn cells(case: &Case, target: Target) -> Vec<&Word> {
    case.references().into_iter().filter(|found| found.target == target).map(|found| found.word).collect()
}

fn claims(case: &Case, names: &Names<'_>, findings: &mut Diagnostics) {
    let mut words = cells(case, Target::Claim);
    let rows = grounds(case);
    words.extend(steps(case).flat_map(|step| &step.ground.evidence));
    for conflict in &case.conflicts {
        words.extend(conflict.evidence());
    }
    words.extend(case.cross_impacts.iter().flat_map(|model| &model.cells).flat_map(|cell| &cell.evidence));
    known(words, &names.claims, &CLAIM, case, findings);
    for (locator, place) in locators(case, &rows) {
        if !names.sources.contains(&*locator.source) && !case.left_out.speaks_of("sources.csv", &locator.source) {
            let hint = did_you_mean(&locator.source, names.sources.iter().copied());
            let message = format!("unknown source `{}`", locator.source);
            findings.add_with_hint(codes::UNKNOWN_SOURCE, place, message, hint);
        }
    }
}

fn quantities(case: &Case, names: &Names<'_>, findings: &mut Diagnostics) {
    let compared = case.tie_rules.iter().filter_map(|rule| rule.compare.as_ref());
    known(compared, &names.views, &VIEW, case, findings);
    known(cells(case, Target::Issue), &names.issues, &ISSUE, case, findings);
    let words =
        case.views.iter().flat_map(|view| view.dimensions.iter().chain(view.weights.iter().map(|(word, _)| word)));
    known(words, &names.dimensions, &DIMENSION, case, findings);
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
    for factor in case.flows.iter().filter_map(|flow| flow.factor.as_ref()) {
        link_end(case, names, factor, findings);
    }
}

/// A cause or effect must exist.
fn link_end(case: &Case, names: &Names<'_>, word: &Word, findings: &mut Diagnostics) {
    match QuantityPath::parse(word, true) {
        None => no_path(word, findings),
        Some(path) => quantity(case, names, &path, &word.place, findings),
    }
}

/// Reports a path that no quantity has.
fn quantity(case: &Case, names: &Names<'_>, path: &QuantityPath, place: &Place, findings: &mut Diagnostics) {
    let exists = match path {
        QuantityPath::ForumStatus { id } => names.forums.contains(&**id),
        QuantityPath::ViewDimensions { id } | QuantityPath::Outcome { of: OutcomeOf::View, id } => {
            names.views.contains(&**id)
        }
        QuantityPath::Outcome { of: OutcomeOf::Issue, id } => names.issues.contains(&**id),
        _ => !case.quantities.with_path(path).is_empty(),
    };
    if !exists && !case.left_out.may_give(path) {
        let text = path.to_string();
        let nearest = || {
            let all: Vec<String> = case.quantities.iter().map(|quantity| quantity.path.to_string()).collect();
            did_you_mean(&text, all.iter().map(String::as_str))
        };
        let hint = (findings.count() < MOST_HINTS).then(nearest).flatten();
        findings.add_with_hint(codes::UNKNOWN_QUANTITY, place, format!("no quantity has the path `{text}`"), hint);
    }
}

fn scenarios(case: &Case, names: &Names<'_>, findings: &mut Diagnostics) {
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
                known(&words, &names.dimensions, &DIMENSION, case, findings);
            }
            Change::SetWord { path: QuantityPath::ForumStatus { .. }, value } => status(value, &ground.place, findings),
            Change::Drop(filter) | Change::Mirror(filter)
                if !case.left_out.some_of("claims.csv") && !case.claims.iter().any(|claim| filter.takes(claim)) =>
            {
                let message = format!("no claim has {} `{}`", filter.field.word(), filter.value);
                findings.add(codes::UNKNOWN_NAME, &ground.place, message);
            }
            _ => {}
        }
    }
}

/// A format is set to one of the words for its status.
fn status(value: &str, place: &Place, findings: &mut Diagnostics) {
    let words = STATUSES.map(|status| status.word);
    if !words.contains(&value) {
        let hint = did_you_mean(value, words).unwrap_or_else(|| format!("one of {}", words.join(", ")));
        findings.add_with_hint(codes::NOT_A_CHOICE, place, format!("`{value}` is no status of a format"), hint);
    }
}

fn circles(case: &Case, findings: &mut Diagnostics) {
    let within: BTreeMap<&str, &Word> =
        case.actors.iter().filter_map(|actor| Some((&*actor.id, actor.within.as_ref()?))).collect();
    for actor in &case.actors {
        let mut at = actor.within.as_ref();
        let mut passed = BTreeSet::new();
        // A circle further out is told of its own members.
        while let Some(outer) = at.filter(|outer| passed.insert(&***outer)) {
            if outer.text == actor.id.text {
                let message = format!("actor `{}` is inside itself", actor.id.text);
                let place = actor.within.as_ref().map_or(&actor.ground.place, |word| &word.place);
                findings.add(codes::CIRCULAR_WITHIN, place, message);
                break;
            }
            at = within.get(&**outer).copied();
        }
    }
}
