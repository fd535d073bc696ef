//! Which of several does most: ranks of options over paired draws. Definition, thresholds and limits: `methods/rank/page.md`.

mod answer;
mod options;
mod ranking;

use detente_case::case::Question;
use detente_case::question::about;
use detente_case::{About, QuestionKind};
use detente_method::{Answering, Asking, EffectiveCase, RunError, Samples, causes_of};
use detente_results::Answer;

pub use ranking::{Headline, Standing, firsts, headline, pairwise, standings};

/// Ranks of options.
#[derive(Debug, Clone, Copy)]
pub struct Ranks;

impl Answering for Ranks {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Rank]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        answer::answer(asking)
    }

    /// Where causes are ranked: the first of them.
    fn class(&self, question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let [word] = question.of.as_slice() else { return None };
        let About::Quantity(path) = about(reading.case, question.kind, word).filter(|_| question.under.is_empty())?
        else {
            return None;
        };
        let up = !options::wants_less(question, reading.estimate(reading.find(&path)?).mode());
        let causes = causes_of(reading, &Samples::default(), 0, 0, &path);
        let held = causes.iter().map(|cause| (cause.mode.holds_back(up), cause));
        let most = held.reduce(|best, next| if next.0 > best.0 { next } else { best });
        most.map(|(_, cause)| cause.from.to_string())
    }
}
