//! What the sources conclude on a question, set beside what was worked out: confirmed, qualified or contradicted, with the numbers that
//! decide.

mod judge;
mod look_up;
mod words;

use detente_case::case::Expectation;
use detente_results::{Answer, Borne, Expected};

use crate::answering::Asking;
use crate::observer::RunError;
use crate::say::{Phrase, say};
use crate::told::Measures;
use judge::{Held, judged};
use look_up::look_up;

/// Sets what the sources conclude on the question beside its answer.
///
/// # Errors
/// [`RunError`].
pub fn concluded(asking: &Asking<'_, '_>, answer: &mut Answer) -> Result<(), RunError> {
    let mut measures = Measures::default();
    for rows in conclusions(asking) {
        let mut tested: Vec<(Held, Phrase)> = Vec::new();
        for row in &rows {
            let found = look_up(asking, answer, row, &mut measures)?;
            let held = judged(row, &found);
            let clause = words::clause(row, held, &found, &mut measures);
            tested.push((held, clause));
        }
        let claims: Vec<String> = rows[0].evidence.iter().map(|word| word.text.clone()).collect();
        let word = together(tested.iter().map(|(held, _)| *held));
        answer.expected.push(Expected { says: told(asking, &claims, word, tested), word, claims });
    }
    answer.measures.extend(measures.0);
    let claims: Vec<String> = answer.expected.iter().flat_map(|one| one.claims.iter().cloned()).collect();
    for claim in claims {
        if !answer.claims.contains(&claim) {
            answer.claims.push(claim);
        }
    }
    Ok(())
}

/// The rows about the question; rows with the same claims are one conclusion, in the order of the first of them.
fn conclusions<'c>(asking: &Asking<'_, 'c>) -> Vec<Vec<&'c Expectation>> {
    let mut found: Vec<Vec<&Expectation>> = Vec::new();
    for row in asking.expects() {
        let claims = |other: &Expectation| other.evidence.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
        match found.iter_mut().find(|rows| claims(rows[0]) == claims(row)) {
            Some(rows) => rows.push(row),
            None => found.push(vec![row]),
        }
    }
    found
}

/// What holds of several together: all that can be tested decides.
fn together(held: impl Iterator<Item = Held> + Clone) -> Borne {
    let all = |wanted: Held| held.clone().all(|one| one == wanted);
    match () {
        () if all(Held::Untested) => Borne::Untested,
        () if all(Held::Yes) => Borne::Confirmed,
        () if all(Held::No) => Borne::Contradicted,
        () => Borne::Qualified,
    }
}

/// `“…” (¶1): qualified. That … holds in part (…); that … does not (…).`
fn told(
    asking: &Asking<'_, '_>,
    claims: &[String],
    word: Borne,
    tested: Vec<(Held, Phrase)>,
) -> detente_results::Wording {
    let said = Phrase::list(claims.iter().map(|claim| asking.claim(claim)).collect());
    let mut clauses = Phrase::nothing();
    for (place, (_, clause)) in tested.into_iter().enumerate() {
        let before = if place == 0 { "That " } else { "; that " };
        clauses = clauses.then(Phrase::text(before)).then(clause);
    }
    say("{said}: {word}. {clauses}.", &[("said", said), ("word", Phrase::text(word.word())), ("clauses", clauses)])
}
