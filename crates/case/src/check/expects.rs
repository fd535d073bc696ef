//! What the sources conclude: what decides it must be there, and what setting an answer beside it needs too.

use crate::case::{Case, Expectation};
use crate::codes;
use crate::decides::{ANSWER, Decides};
use crate::diagnostic::Diagnostics;

pub(crate) fn check(case: &Case, findings: &mut Diagnostics) {
    for expectation in &case.expects {
        for lack in lacks(case, expectation) {
            let message = format!("`{}` can be set beside no answer: {lack}", expectation.id.text);
            findings.add(codes::UNTESTABLE, &expectation.id.place, message);
        }
    }
}

/// What an expectation needs and does not have.
fn lacks(case: &Case, expectation: &Expectation) -> Vec<String> {
    let of = &expectation.of.text;
    let mut found = Vec::new();
    if Decides::of(case, of).is_none() && !case.left_out.mentions(of) {
        found.push(format!(
            "`{of}` is no finding, quantity or forecast of the case, and does not begin with `{ANSWER}`"
        ));
    }
    if expectation.expected.is_change() && expectation.under.is_none() {
        found.push("a rise or a fall needs a scenario in `under`".to_owned());
    }
    if expectation.expected.needs_value() && expectation.value.is_none() {
        found.push("it needs a `value`".to_owned());
    }
    let question = case.questions.iter().find(|question| question.id.text == expectation.question.text);
    if let (Some(question), Some(under)) = (question, &expectation.under)
        && question.under.iter().all(|own| own.text != under.text)
    {
        found.push(format!("question `{}` is not asked under `{}`", question.id.text, under.text));
    }
    found
}
