//! What the sources say on a question, beside what was worked out, so that a reader sees where the two part.

use detente_results::Answer;

use crate::answering::Asking;
use crate::say::{Phrase, say};

/// Most claims that are told.
const CLAIMS: usize = 2;
/// Most reasons of an answer, with what its verdict had no room for; what the sources say takes the place of the last.
const REASONS: usize = 7;

/// Adds the first claims that a question names and no reason cites.
pub fn sources_say(asking: &Asking<'_, '_>, answer: &mut Answer) {
    let of_reasons = answer.because.iter().map(|reason| &reason.claims);
    let all = of_reasons.chain(answer.expected.iter().map(|one| &one.claims));
    let told: Vec<String> = all.flatten().cloned().collect();
    let cited = |id: &str| told.iter().any(|claim| claim == id);
    let named = asking.question.evidence.iter().map(|word| word.text.clone());
    let claims: Vec<String> = named.filter(|id| !cited(id)).take(CLAIMS).collect();
    if claims.is_empty() {
        return;
    }
    let said = Phrase::list(claims.iter().map(|claim| asking.claim(claim)).collect());
    answer.claims.extend(claims.iter().filter(|id| !answer.claims.contains(id)).cloned().collect::<Vec<_>>());
    answer.because.truncate(REASONS - 1);
    answer.because.push(asking.reason(say("The sources say: {said}.", &[("said", said)]), claims));
}
