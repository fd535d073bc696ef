//! Findings that questions and goals speak of by names of an earlier form.

use crate::case::Case;
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::renamed::{old_name, renamed};

pub(crate) fn check(case: &Case, findings: &mut Diagnostics) {
    for question in &case.questions {
        for word in &question.of {
            old_name(word, findings);
        }
    }
    for wanted in &case.goals {
        let id = &wanted.goal.finding;
        if id.measure().is_none()
            && let Some(new) = renamed(id.as_str())
        {
            let message = format!("the goal `{}` speaks of `{id}`, which is an old name", wanted.id.text);
            findings.add_with_hint(codes::OLD_NAME, &wanted.id.place, message, format!("it is called `{new}` now"));
        }
    }
}
