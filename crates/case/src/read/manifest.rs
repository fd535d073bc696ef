//! `case.toml`: title, date, settings, page maps, views and conflicts.

use std::collections::BTreeMap;

use detente_chance::{Estimate, Shape};

use crate::case::{Case, Cost, Ends, Period, RuleTerm, SharedBy, TieRule, View, Wanted};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::document::PageMap;
use crate::files::MANIFEST;
use crate::goal::Goal;
use crate::path::QuantityPath;
use crate::read::scales::{escalation, event_scale};
use crate::read::{conflicts, cross_impacts};
use crate::schema::keys;
use crate::schema::words::{COMBINE, MARKERS, METHODS, SHAPES};
use crate::syntax::toml::Section;
use crate::syntax::{Record, Word};

/// Reads the manifest into `case`; returns the page maps by source, which sources.csv has no room for.
pub(crate) fn read(text: &str, case: &mut Case, findings: &mut Diagnostics) -> BTreeMap<String, PageMap> {
    let root = Section::parse(MANIFEST, text, findings);
    if root.broken {
        case.left_out.file(MANIFEST);
    }
    root.only(&keys::CASE, findings);
    if !root.has("case") {
        findings.add(codes::MISSING_KEY, &root.place, "`[case]` is missing");
    }
    if let Some(section) = root.section("case", findings) {
        head(&section, case, findings);
    }
    if let Some(section) = root.section("settings", findings) {
        settings(&section, case, findings);
    }
    if let Some(section) = root.section("costs", findings) {
        costs(&section, case, findings);
    }
    if let Some(section) = root.section("escalation", findings) {
        case.escalation = escalation(&section, findings);
    }
    if let Some(section) = root.section("event-scale", findings) {
        case.event_scale = event_scale(&section, findings);
    }
    for section in root.list("view", findings) {
        case.views.extend(view(&section, findings));
    }
    for section in root.list("goal", findings) {
        let Some(wanted) = wanted(&section, &case.views, findings) else { continue };
        if case.goals.iter().any(|known| *known.id == *wanted.id) {
            findings.add(codes::SAME_ID, &wanted.id.place, format!("the goal `{}` is there twice", wanted.id.text));
        }
        case.goals.push(wanted);
    }
    for (id, section) in root.sections("conflict", findings) {
        case.conflicts.push(conflicts::read(&id, &section, case.settings.shape, findings));
    }
    for (id, section) in root.sections("cross-impact", findings) {
        case.cross_impacts.push(cross_impacts::read(&id, &section, findings));
    }
    for (id, section) in root.sections("tie-rule", findings) {
        case.tie_rules.extend(tie_rule(&id, &section, findings));
    }
    let pages = root.sections("pages", findings);
    pages.into_iter().map(|(id, section)| (id, page_map(&section, findings))).collect()
}

fn head(section: &Section<'_>, case: &mut Case, findings: &mut Diagnostics) {
    section.only(&keys::HEAD, findings);
    let record = section.record(&[], findings);
    case.id = record.id("id", false, findings).map(|word| word.text).unwrap_or_default();
    case.title = record.required("title", findings).map(|word| word.text).unwrap_or_default();
    case.summary = record.text("summary");
    case.notes = record.words_or_text("notes").into_iter().map(|word| word.text).collect();
    record.required("as_of", findings);
    case.as_of = record.date("as_of", findings);
}

fn settings(section: &Section<'_>, case: &mut Case, findings: &mut Diagnostics) {
    section.only(&keys::SETTINGS, findings);
    let record = section.record(&[], findings);
    let whole = |name: &str, (least, most): (f64, f64), findings: &mut Diagnostics| {
        let number = record.number(name, findings)?;
        if number.fract() != 0.0 || !(least..=most).contains(&number) {
            let message = format!("`{name}` must be a whole number from {least} to {most}");
            findings.add(codes::OUT_OF_RANGE, record.place_of(name), message);
            return None;
        }
        Some(number)
    };
    let defaults = case.settings.clone();
    case.settings.draws = whole("draws", keys::DRAWS, findings).map_or(defaults.draws, |n| n as u32);
    case.settings.seed = whole("seed", keys::SEED, findings).map_or(defaults.seed, |n| n as u64);
    case.settings.horizon = whole("horizon", keys::HORIZON, findings).map_or(defaults.horizon, |n| n as u32);
    case.settings.period = record.choice("period", &Period::CHOICES, findings).unwrap_or(defaults.period);
    case.settings.shared_by = record.choice("shared_by", &SharedBy::ALL, findings).unwrap_or(defaults.shared_by);
    if let Some(share) = record.number("shared_doubt", findings) {
        if (keys::SHARE.0..=keys::SHARE.1).contains(&share) {
            case.settings.shared_doubt = share;
        } else {
            let message = "`shared_doubt` is a share, from 0 (all errors on their own) to 1";
            findings.add(codes::OUT_OF_RANGE, record.place_of("shared_doubt"), message);
        }
    }
    case.settings.shape = record.choice("shape", &SHAPES, findings).unwrap_or(defaults.shape);
    case.settings.ends = record.choice("ends", &Ends::CHOICES, findings).unwrap_or(defaults.ends);
}

/// What moving quantities costs: a path and a number a line.
fn costs(section: &Section<'_>, case: &mut Case, findings: &mut Diagnostics) {
    let record = section.record(&[], findings);
    for (name, word) in record.names() {
        let Some(path) = QuantityPath::parse(name, true).filter(QuantityPath::is_number) else {
            findings.add(codes::BAD_PATH, &word.place, format!("`{name}` is no quantity path"));
            continue;
        };
        match record.number(name, findings) {
            Some(cost) if cost > 0.0 => case.costs.push(Cost { path, cost, place: word.place.clone() }),
            Some(cost) => {
                findings.add(
                    codes::OUT_OF_RANGE,
                    &word.place,
                    format!("the cost of `{name}` is {cost}; costs are above 0"),
                );
            }
            None => {}
        }
    }
}

fn page_map(section: &Section<'_>, findings: &mut Diagnostics) -> PageMap {
    section.only(&keys::PAGES, findings);
    let record = section.record(&["marks"], findings);
    let marker = record.choice("marker", &MARKERS, findings);
    let mut marks = Vec::new();
    for mark in section.list("marks", findings) {
        mark.only(&keys::MARK, findings);
        let record = mark.record(&[], findings);
        let number = |name: &str, findings: &mut Diagnostics| {
            record.required(name, findings)?;
            record.number(name, findings).map(|n| n as u32)
        };
        if let (Some(paragraph), Some(page)) = (number("paragraph", findings), number("page", findings)) {
            marks.push((paragraph, page));
        }
    }
    marks.sort_unstable();
    PageMap { marker: marker.unwrap_or_default(), marks }
}

fn view(section: &Section<'_>, findings: &mut Diagnostics) -> Option<View> {
    section.only(&keys::VIEW, findings);
    let record = section.record(&["weights"], findings);
    let id = record.id("id", false, findings);
    record.required("actors", findings);
    let weights = section.section("weights", findings).map(|weights| weigh(&weights, findings)).unwrap_or_default();
    let combine = record.choice("combine", &COMBINE, findings);
    Some(View {
        id: id?,
        title: record.text("title"),
        actors: record.words("actors"),
        dimensions: record.words("dimensions"),
        weights,
        combine: combine.unwrap_or_default(),
        ring: record.words("ring"),
        place: section.place.clone(),
    })
}

/// A goal; its short forms speak of the first view.
fn wanted(section: &Section<'_>, views: &[View], findings: &mut Diagnostics) -> Option<Wanted> {
    section.only(&keys::GOAL, findings);
    let record = section.record(&[], findings);
    let id = record.id("id", false, findings);
    let reach = record.required("reach", findings);
    let changes = record.number("changes", findings).unwrap_or(1.0);
    if changes.fract() != 0.0 || !(keys::CHANGES.0..=keys::CHANGES.1).contains(&changes) {
        let message = format!("`changes` must be a whole number from 1 to {}", keys::CHANGES.1);
        findings.add(codes::OUT_OF_RANGE, record.place_of("changes"), message);
        return None;
    }
    let reach = reach?;
    match Goal::parse(&reach, views) {
        Ok(goal) => Some(Wanted { id: id?, title: record.text("title"), goal, changes: changes as usize }),
        Err(error) => {
            findings.add(codes::BAD_GOAL, &reach.place, error.to_string());
            None
        }
    }
}

/// Weights of dimensions.
fn weigh(section: &Section<'_>, findings: &mut Diagnostics) -> Vec<(Word, f64)> {
    let record = section.record(&[], findings);
    let mut weights = Vec::new();
    for (name, word) in record.names() {
        let Some(weight) = record.number(name, findings) else { continue };
        if (keys::DIMENSION_WEIGHT.0..=keys::DIMENSION_WEIGHT.1).contains(&weight) {
            weights.push((Word { text: name.to_owned(), place: word.place.clone() }, weight));
        } else {
            let message = format!("the weight of `{name}` lies outside [0, {}]", keys::DIMENSION_WEIGHT.1);
            findings.add(codes::OUT_OF_RANGE, &word.place, message);
        }
    }
    weights
}

/// A rule that makes ties from data.
fn tie_rule(id: &str, section: &Section<'_>, findings: &mut Diagnostics) -> Option<TieRule> {
    section.only(&keys::TIE_RULE, findings);
    let record = section.record(&["indicators"], findings);
    let dimension = record.id("dimension", false, findings);
    record.required("actors", findings);
    let firmness = record.number("firmness", findings);
    if firmness.is_some_and(|years| years <= 0.0) {
        findings.add(codes::OUT_OF_RANGE, record.place_of("firmness"), "`firmness` is a number of years above 0");
    }
    let actors = record.words("actors");
    twice(&actors, "actor", findings);
    if actors.len() == 1 {
        findings.add(codes::OUT_OF_RANGE, record.place_of("actors"), "a rule needs two actors or more");
    }
    let latent = record.choice("method", &METHODS, findings).unwrap_or(false);
    let terms: Vec<RuleTerm> =
        section.list("indicators", findings).iter().filter_map(|one| rule_term(one, latent, findings)).collect();
    twice(&terms.iter().map(|term| term.name.clone()).collect::<Vec<Word>>(), "indicator", findings);
    if terms.is_empty() {
        let hint = "`indicators = [{ name = \"alliance_commitment\", weight = [0.5, 0.7, 0.9] }]`".to_owned();
        findings.add_with_hint(codes::MISSING_KEY, &section.place, format!("the rule `{id}` adds up nothing"), hint);
        return None;
    }
    Some(TieRule {
        id: id.to_owned(),
        title: record.text("title"),
        dimension: dimension?,
        actors,
        compare: record.get("compare").cloned(),
        firmness: firmness.filter(|years| *years > 0.0),
        latent,
        terms,
        place: section.place.clone(),
    })
}

/// A finding for every word that stands a second time.
fn twice(words: &[Word], what: &str, findings: &mut Diagnostics) {
    for (place, word) in words.iter().enumerate() {
        if words[..place].iter().any(|before| before.text == word.text) {
            findings.add(codes::SAME_ID, &word.place, format!("the {what} `{}` stands twice in the rule", word.text));
        }
    }
}

fn rule_term(section: &Section<'_>, latent: bool, findings: &mut Diagnostics) -> Option<RuleTerm> {
    section.only(&keys::INDICATOR, findings);
    let record = section.record(&[], findings);
    let name = record.required("name", findings);
    let has = |key: &str| !record.words(key).is_empty();
    for key in ["cuts", "loading"].into_iter().filter(|key| !latent && has(key)) {
        let hint = "write `method = \"latent\"` into the rule, or leave it out".to_owned();
        let message = format!("`{key}` is of rules with the method `latent`");
        findings.add_with_hint(codes::UNKNOWN_KEY, record.place_of(key), message, hint);
    }
    for key in ["weight", "cuts", "least"].into_iter().filter(|key| has("loading") && has(key)) {
        let hint = "an indicator with `loading` knows distance only and counts in no sum".to_owned();
        findings.add_with_hint(codes::UNKNOWN_KEY, record.place_of(key), format!("`{key}` beside `loading`"), hint);
    }
    let loading = record.number("loading", findings);
    if loading.is_some_and(|loading| loading == 0.0 || loading.abs() > keys::LOADING.1) {
        let message = format!("`loading` lies within {} and {} and is not 0", keys::LOADING.0, keys::LOADING.1);
        findings.add(codes::OUT_OF_RANGE, record.place_of("loading"), message);
        return None;
    }
    let weight = if has("loading") {
        Some(Estimate::ZERO)
    } else {
        record.required("weight", findings);
        conflicts::estimate(&record, "weight", keys::INDICATOR_WEIGHT, Shape::Pert, findings)
    };
    let one_sign = |weight: &Estimate| (weight.low() >= 0.0) != (weight.high() <= 0.0) && weight.mode() != 0.0;
    if latent && !has("loading") && weight.is_some_and(|weight| !one_sign(&weight)) {
        let hint = "its sign says whether the indicator rises with affinity".to_owned();
        findings.add_with_hint(
            codes::OUT_OF_RANGE,
            record.place_of("weight"),
            "a latent rule needs a weight of one sign",
            hint,
        );
        return None;
    }
    let least = record.number("least", findings).unwrap_or(0.0);
    if least < 0.0 {
        findings.add(codes::OUT_OF_RANGE, record.place_of("least"), "`least` is 0 or more");
    }
    let unit = record.number("unit", findings).unwrap_or(1.0);
    if unit == 0.0 {
        findings.add(codes::OUT_OF_RANGE, record.place_of("unit"), "`unit` must not be 0");
        return None;
    }
    Some(RuleTerm {
        name: name?,
        weight: weight?,
        centre: record.number("centre", findings).unwrap_or(0.0),
        unit,
        least,
        cuts: cuts(&record, findings)?,
        loading,
        why: record.text("why"),
    })
}

/// Levels less one that an indicator of a latent rule may have.
const MOST_CUTS: usize = 9;

/// Values at which levels begin, in order.
fn cuts(record: &Record, findings: &mut Diagnostics) -> Option<Vec<f64>> {
    let numbers: Option<Vec<f64>> = record.words("cuts").iter().map(|word| word.parse::<f64>().ok()).collect();
    let fine = |cuts: &Vec<f64>| cuts.iter().all(|cut| cut.is_finite()) && cuts.is_sorted_by(|x, y| x < y);
    let found = numbers.filter(|cuts| fine(cuts) && cuts.len() <= MOST_CUTS);
    if found.is_none() {
        let hint = "such as `cuts = [0.3, 0.75]`: below, between, above".to_owned();
        let message = format!("`cuts` are {MOST_CUTS} numbers at most, each above the one before");
        findings.add_with_hint(codes::NOT_A_NUMBER, record.place_of("cuts"), message, hint);
    }
    found
}
