//! `[conflict.ID]`: options, states that cannot occur, preferences.

use detente_chance::{Estimate, Shape};
use detente_conflict::{Direction, Formula};

use crate::case::Basis;
use crate::codes;
use crate::conflict::{Condition, Conflict, ConflictOption, Preference, RankedStates, Seen, Statement};
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::names::did_you_mean;
use crate::schema::LIKELIHOOD;
use crate::schema::keys::{self, Keys};
use crate::schema::words::DIRECTIONS;
use crate::syntax::toml::Section;
use crate::syntax::{Record, Word};

const NESTED: [&str; 6] = ["options", "infeasible", "joined", "hidden", "preferences", "seen"];

pub(crate) fn read(id: &str, section: &Section<'_>, shape: Shape, findings: &mut Diagnostics) -> Conflict {
    section.only(&keys::CONFLICT, findings);
    let record = section.record(&NESTED, findings);
    let basis = record.choice("basis", Basis::CHOICES, findings).unwrap_or(Basis::Inferred);
    let mut options: Vec<ConflictOption> = Vec::new();
    let mut choices = Vec::new();
    for one in section.list("options", findings) {
        let start = options.len();
        let levels = option(&one, &mut options, findings);
        if levels {
            choices.push((start..options.len()).collect());
        }
    }
    let names: Vec<String> = options.iter().map(|option| option.id.text.clone()).collect();
    let reader = Reader { names: names.iter().map(String::as_str).collect(), basis, shape };
    let infeasible = reader.rules(section.list("infeasible", findings), &keys::RULE, findings);
    let joined = reader.rules(section.list("joined", findings), &keys::JOINED, findings);
    let mut hidden = Vec::new();
    if let Some(by_actor) = section.section("hidden", findings) {
        for actor in by_actor.names() {
            let rules = reader.rules(by_actor.list(&actor.text, findings), &keys::RULE, findings);
            hidden.push((actor, rules));
        }
    }
    let mut preferences = Vec::new();
    if let Some(by_actor) = section.section("preferences", findings) {
        for actor in by_actor.names() {
            let list = by_actor.list(&actor.text, findings);
            preferences.push((actor, reader.preference(&list, findings)));
        }
    }
    let seen = section.section("seen", findings).map(|pairs| reader.seen(&pairs, findings)).unwrap_or_default();
    let order_doubt = estimate(&record, "order_doubt", LIKELIHOOD, shape, findings);
    Conflict {
        id: id.to_owned(),
        title: record.text("title"),
        text: record.text("text"),
        question: record.text("question"),
        options,
        choices,
        infeasible,
        joined,
        hidden,
        preferences,
        seen,
        order_doubt_defaulted: order_doubt.is_none(),
        order_doubt: order_doubt.unwrap_or(Estimate::ZERO),
        basis,
        status_quo: record.get("status_quo").cloned(),
        place: section.place.clone(),
    }
}

/// Adds the option, or its levels; whether it has levels.
fn option(section: &Section<'_>, options: &mut Vec<ConflictOption>, findings: &mut Diagnostics) -> bool {
    section.only(&keys::OPTION, findings);
    let record = section.record(&[], findings);
    let Some(id) = record.id("id", false, findings) else { return false };
    let levels = record.words("levels");
    let (taken, not_taken) = (record.text("taken"), record.text("not_taken"));
    let one = |id: Word, meaning: String, clauses: (String, String), findings: &mut Diagnostics| ConflictOption {
        id,
        owners: record.words("owner"),
        direction: record.choice("direction", &DIRECTIONS, findings).unwrap_or(Direction::Both),
        meaning,
        taken: clauses.0,
        not_taken: clauses.1,
        evidence: record.words("evidence"),
    };
    let meaning = record.text("meaning");
    if levels.is_empty() {
        options.push(one(id, meaning, (taken, not_taken), findings));
        return false;
    }
    for level in levels {
        let word = Word { text: format!("{}:{}", id.text, level.text), place: level.place.clone() };
        // Clauses of a choice tell its levels apart by their names, as its meaning does.
        let of_level =
            |clause: &str| if clause.is_empty() { String::new() } else { format!("{clause}: {}", level.text) };
        let clauses = (of_level(&taken), of_level(&not_taken));
        options.push(one(word, format!("{meaning}: {}", level.text), clauses, findings));
    }
    true
}

/// One number, or three: low, mode, high.
pub(super) fn estimate(
    record: &Record,
    name: &str,
    (low, high): (f64, f64),
    shape: Shape,
    findings: &mut Diagnostics,
) -> Option<Estimate> {
    record.get(name)?;
    let words = record.words(name);
    let numbers: Option<Vec<f64>> = words.iter().map(|word| word.parse::<f64>().ok()).collect();
    let place = record.place_of(name);
    let made = match numbers.as_deref() {
        Some([number]) => Estimate::point(*number).ok(),
        Some([low, mode, high]) => Estimate::new(*low, *mode, *high, shape).ok(),
        _ => None,
    };
    let Some(made) = made else {
        let hint = "write a number, or [low, mode, high]".to_owned();
        findings.add_with_hint(codes::NOT_A_NUMBER, place, format!("`{name}` is no estimate"), hint);
        return None;
    };
    if made.low() < low || made.high() > high {
        findings.add(codes::OUT_OF_RANGE, place, format!("`{name}` lies outside [{low}, {high}]"));
        return None;
    }
    Some(made)
}

struct Reader<'n> {
    names: Vec<&'n str>,
    basis: Basis,
    shape: Shape,
}

impl Reader<'_> {
    /// Statements that say which states are meant, without doubt of their own.
    fn rules(&self, sections: Vec<Section<'_>>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Statement> {
        let rule = |(number, section): (usize, &Section<'_>)| {
            section.only(keys, findings);
            self.statement(&section.record(&[], findings), number, findings)
        };
        sections.iter().enumerate().filter_map(rule).collect()
    }

    fn preference(&self, sections: &[Section<'_>], findings: &mut Diagnostics) -> Preference {
        let ranked = sections.iter().filter(|section| section.has("states")).count();
        if ranked > 0 {
            for section in sections.iter().filter(|section| !section.has("states")) {
                let message = "a preference is a list of statements or a ranking of states, not both";
                findings.add(codes::MIXED_PREFERENCE, &section.place, message);
            }
            return Preference::Ranking(sections.iter().map(|section| self.ranked(section, findings)).collect());
        }
        let mut list = Vec::new();
        for (number, section) in sections.iter().enumerate() {
            section.only(&keys::PREFERENCE, findings);
            list.extend(self.statement(&section.record(&[], findings), number, findings));
        }
        let weighed = list.iter().filter(|statement| statement.weight.is_some()).count();
        if weighed > 0 && weighed < list.len() {
            for statement in list.iter().filter(|statement| statement.weight.is_none()) {
                let message = "every statement of a decision maker has a weight, or none has";
                findings.add(codes::MIXED_PREFERENCE, &statement.text.place, message);
            }
        }
        Preference::Statements(list)
    }

    /// What one takes another to prefer, by `ONE>OTHER`.
    fn seen(&self, pairs: &Section<'_>, findings: &mut Diagnostics) -> Vec<Seen> {
        let mut seen = Vec::new();
        for pair in pairs.names() {
            let Some((holder, of)) = pair.text.split_once('>') else {
                let hint = "write `ONE>OTHER`: what ONE takes OTHER to prefer".to_owned();
                let message = format!("`{}` does not say who sees whom", pair.text);
                findings.add_with_hint(codes::UNKNOWN_ACTOR, &pair.place, message, hint);
                continue;
            };
            let word = |text: &str| Word { text: text.trim().to_owned(), place: pair.place.clone() };
            let list = pairs.list(&pair.text, findings);
            let ranked = list.iter().any(|section| section.has("states"));
            let preference = if ranked {
                self.preference(&list, findings)
            } else {
                let mut rules = self.rules(list, &keys::RULE, findings);
                // Numbers of the case belong to the common statements, which are counted from 1 too.
                rules.iter_mut().for_each(|rule| rule.id.text = format!("seen-by-{}-{}", holder.trim(), rule.id.text));
                Preference::Statements(rules)
            };
            seen.push(Seen { holder: word(holder), of: word(of), preference });
        }
        seen
    }

    fn ranked(&self, section: &Section<'_>, findings: &mut Diagnostics) -> RankedStates {
        section.only(&keys::RANKING, findings);
        let record = section.record(&[], findings);
        RankedStates {
            states: record.words("states"),
            why: record.text("why"),
            basis: record.choice("basis", Basis::CHOICES, findings).unwrap_or(self.basis),
            evidence: record.words("evidence"),
        }
    }

    fn statement(&self, record: &Record, number: usize, findings: &mut Diagnostics) -> Option<Statement> {
        let text = record.required("statement", findings)?;
        let own = if record.get("id").is_some() { record.id("id", false, findings) } else { None };
        let probability = estimate(record, "probability", LIKELIHOOD, self.shape, findings);
        let when = record.get("when").cloned();
        let condition = when.as_ref().and_then(Condition::parse);
        if let (Some(word), None) = (&when, &condition) {
            let hint = "write PATH > NUMBER or PATH < NUMBER, for example `factor.alarm > 0.5`".to_owned();
            findings.add_with_hint(codes::BAD_CONDITION, &word.place, format!("`{}` is no condition", word.text), hint);
        }
        Some(Statement {
            id: own.unwrap_or_else(|| Word { text: (number + 1).to_string(), place: text.place.clone() }),
            formula: parse(&text, &self.names, findings),
            why: record.text("why"),
            defaulted: probability.is_none(),
            probability: probability.unwrap_or(Estimate::ONE),
            weight: estimate(record, "weight", keys::STATEMENT_WEIGHT, self.shape, findings),
            when: condition,
            basis: record.choice("basis", Basis::CHOICES, findings).unwrap_or(self.basis),
            evidence: record.words("evidence"),
            text,
        })
    }
}

fn parse(text: &Word, names: &[&str], findings: &mut Diagnostics) -> Option<Formula> {
    Formula::parse(text, names)
        .map_err(|error| {
            // The text stands behind an opening quote in the file.
            let start = (text.place.start + 1 + error.span.0).min(text.place.end);
            let end = (text.place.start + 1 + error.span.1).clamp(start, text.place.end.max(start));
            let place = Place::within(&text.place.file, start..end);
            let code = if error.unknown.is_some() { codes::UNKNOWN_NAME } else { codes::BAD_FORMULA };
            let hint = error.unknown.and_then(|name| {
                did_you_mean(&name, names.iter().copied()).or_else(|| Some(format!("options: {}", names.join(", "))))
            });
            findings.add_with_hint(code, &place, error.message, hint);
        })
        .ok()
}
