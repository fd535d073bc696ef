//! Scales of events: rungs of the case's own, and scores by code for events of data sets.

use std::collections::BTreeMap;

use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::escalation::{Escalation, EventScale};
use crate::schema::column::Range;
use crate::schema::keys;
use crate::schema::words::APART;
use crate::syntax::toml::Section;

/// A scale of escalation: two rungs at least, of which the highest is more than words.
pub(super) fn escalation(section: &Section<'_>, findings: &mut Diagnostics) -> Option<Escalation> {
    section.only(&keys::ESCALATION, findings);
    let record = section.record(&[], findings);
    record.required("rungs", findings)?;
    let rungs: Vec<String> = record.words_or_text("rungs").into_iter().map(|word| word.text).collect();
    let most = rungs.len().saturating_sub(2) as f64;
    let words = record.number("words", findings).unwrap_or(most.min(1.0));
    if rungs.len() < 2 || rungs.len() > keys::RUNG.1 as usize {
        let message = format!("`rungs` has {} rung(s); a scale has 2 to {}", rungs.len(), keys::RUNG.1);
        findings.add(codes::OUT_OF_RANGE, record.place_of("rungs"), message);
        return None;
    }
    if words.fract() != 0.0 || !(0.0..=most).contains(&words) {
        let message = format!("`words` must be a whole number from 0 to {most}: the highest rung is more than words");
        findings.add(codes::OUT_OF_RANGE, record.place_of("words"), message);
        return None;
    }
    let interval = record.choice("interval", &APART, findings).unwrap_or(false);
    Some(Escalation { rungs, words: words as usize, interval })
}

/// Scores of events of data sets; a score that is no number, or beyond the scale, costs its code.
pub(super) fn event_scale(section: &Section<'_>, findings: &mut Diagnostics) -> Option<EventScale> {
    section.only(&keys::EVENT_SCALE, findings);
    let record = section.record(&["weights"], findings);
    let title = record.required("title", findings)?.text;
    let within = |value: f64, (least, most): Range| (least..=most).contains(&value);
    let words = record.number("words", findings).unwrap_or(EventScale::WORDS);
    if !within(words, keys::WEIGHT_OF_EVENT) {
        let message = "`words` is the weight of an event, from 0 to 10";
        findings.add(codes::OUT_OF_RANGE, record.place_of("words"), message);
        return None;
    }
    let mut weights = BTreeMap::new();
    let Some(section) = section.section("weights", findings) else {
        findings.add(codes::EMPTY, record.place_of("weights"), "`[event-scale.weights]` gives no score to any code");
        return None;
    };
    let scores = section.record(&[], findings);
    for (code, word) in scores.names() {
        match scores.number(code, findings) {
            Some(score) if within(score, keys::SCORE) => drop(weights.insert(code.to_owned(), score)),
            Some(score) => {
                let message = format!("the score of `{code}` is {score}; scores lie between -10 and 10");
                findings.add(codes::OUT_OF_RANGE, &word.place, message);
            }
            None => {}
        }
    }
    Some(EventScale { title, words, weights })
}
