//! What a run that was stopped did not come to, in words.

use detente_results::{Part, Stopped};

/// Sentences that say what is missing.
pub fn stopped_sentences(stopped: &Stopped) -> Vec<String> {
    let mut told = Vec::new();
    if !stopped.scenarios.is_empty() {
        told.push(format!("not run: {}", stopped.scenarios.join(", ")));
    }
    if !stopped.parts.is_empty() {
        let parts: Vec<&str> = stopped.parts.iter().map(|part| part_words(*part)).collect();
        told.push(format!("not looked at: {}", parts.join(", ")));
    }
    told
}

/// A part, as what was not looked at.
fn part_words(part: Part) -> &'static str {
    match part {
        Part::Hangs => "on which claims the findings hang",
        Part::HangsBySource => "on which documents the findings hang",
        Part::Levers => "what would reach the goals",
        Part::Answers => "the questions of the case are not answered",
    }
}
