//! Questions: what they are about must be there, and what an answer needs too.

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::lacks::lacks;
use crate::names::did_you_mean;
use crate::path::QuantityPath;
use crate::question::about;
use crate::renamed::renamed;
use crate::schema::questions::Question;

/// Tables whose rows answers need.
const TABLES: [&str; 7] =
    ["ties.csv", "positions.csv", "issues.csv", "links.csv", "forecasts.csv", "events.csv", "flows.csv"];

pub(crate) fn check(case: &Case, findings: &mut Diagnostics) {
    for question in &case.questions {
        let unknown = unknown_subjects(case, question, findings);
        // What is not there is an error already, and what could not be read is told.
        let missing = if unknown || TABLES.iter().any(|table| case.left_out.some_of(table)) {
            Vec::new()
        } else {
            lacks(case, question)
        };
        for lack in missing {
            let message = format!("question `{}` cannot be answered: {lack}", question.id.text);
            findings.add(codes::UNANSWERABLE, &question.id.place, message);
        }
    }
}

/// Reports subjects that are not there; whether there are such.
fn unknown_subjects(case: &Case, question: &Question, findings: &mut Diagnostics) -> bool {
    let mut unknown = false;
    for word in &question.of {
        if about(case, question.kind, word).is_some() || renamed(word).is_some() || is_left_out(case, word) {
            continue;
        }
        unknown = true;
        let kinds = question.kind.subjects();
        let what: Vec<&str> = kinds.iter().map(|kind| kind.what()).collect();
        let known = kinds.iter().flat_map(|kind| kind.names(case));
        let message = format!(
            "question `{}` is about `{}`, which is no {} of the case",
            question.id.text,
            word.text,
            what.join(", ")
        );
        findings.add_with_hint(codes::UNKNOWN_NAME, &word.place, message, did_you_mean(word, known));
    }
    unknown
}

/// Whether a row that could not be read may have what a word speaks of: that is told already.
fn is_left_out(case: &Case, word: &str) -> bool {
    let path = QuantityPath::parse(word, true);
    case.left_out.mentions(word) || path.is_some_and(|path| case.left_out.may_give(&path))
}
