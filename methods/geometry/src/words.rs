//! What geometry says in a sentence: how firmly the figure holds, and which step would firm it.

use detente_case::Measure;
use detente_case::measure::{COHESION, FIRST_FIRM, FIRST_WARM};
use detente_method::numbers::{self, most_frequent, told};
use detente_results::{BASELINE, ScenarioResult, Sentence, Subject, ViewResult};

/// The figures that the case draws: views with sides; where none has sides, all whose lengths make sense.
pub(crate) fn figures(baseline: &ScenarioResult) -> Vec<&ViewResult> {
    let all: Vec<&ViewResult> = baseline.views.iter().filter(|view| view.figure.is_some()).collect();
    let drawn = |view: &&&ViewResult| view.figure.as_ref().is_some_and(|figure| !figure.ring.is_empty());
    let with_sides: Vec<&ViewResult> = all.iter().filter(drawn).copied().collect();
    if with_sides.is_empty() { all } else { with_sides }
}

/// How firmly the first figure holds; `None` without one.
pub fn figure_told(baseline: &ScenarioResult) -> Option<Sentence> {
    let view = *figures(baseline).first()?;
    let cohesion = baseline.finding(&COHESION.of(&view.id))?;
    let spread = cohesion.distribution.as_ref()?;
    let lever = |first: Measure| {
        let ranked = most_frequent(baseline, first, &view.id);
        ranked.first().copied().filter(|finding| finding.probability.is_some())
    };
    let (firm, warm) = (lever(FIRST_FIRM)?, lever(FIRST_WARM)?);
    let verdict = if firm.id.object_text() == warm.id.object_text() {
        "the same tie by either lever"
    } else {
        "the answer depends on the lever"
    };
    let [least, most] = numbers::ends(spread);
    let text = format!(
        "cohesion {:.2}, {} between {:.2} and {:.2}; \
         the best single step is to firm {}, {}, or to warm {}, {}: {verdict}.",
        spread.mean,
        numbers::how_many(spread.defined),
        least,
        most,
        firm.id.object_text(),
        told(firm),
        warm.id.object_text(),
        told(warm)
    );
    let findings = vec![cohesion.id.clone(), firm.id.clone(), warm.id.clone()];
    let (subject, head) = (Subject::Figure, "How firmly the figure holds (a structural analogy)".to_owned());
    Some(Sentence { subject, head, text, findings, scenario: BASELINE.to_owned() })
}
