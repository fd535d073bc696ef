//! Where views differ: the case as somebody sees it, conflicts as hypergames, data beside documents, and what somebody foresaw beside what came.
//! Definition, sources and limits: `methods/views/page.md`.

mod beside;
mod game;
mod game_words;
mod held;
mod held_words;
mod turned;
mod words;

use detente_case::case::Question;
use detente_case::{QuestionKind, SubjectKind, question};
use detente_method::{Answering, Asking, EffectiveCase, RunError};
use detente_results::Answer;

use beside::Beside;
use game::Game;
use held::Held;
use words::Told;

/// Views of several.
#[derive(Debug, Clone, Copy)]
pub struct Views;

impl Answering for Views {
    fn kinds(&self) -> &'static [QuestionKind] {
        &[QuestionKind::Views]
    }

    fn answer(&self, asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
        let actors = asking.ids(SubjectKind::Actor);
        let mut games = Vec::new();
        for conflict in asking.case.conflicts.iter().filter(|conflict| game::concerns(conflict, &actors)) {
            let found =
                Game::of(asking, conflict).map_err(|error| RunError::problem("conflict", &conflict.id, error))?;
            games.extend(found);
        }
        let held: Vec<Held> = actors.iter().map(|actor| Held::of(asking, actor)).collect();
        let own = |id: &str| actors.iter().any(|actor| asking.case.is_within(id, actor));
        let beside = Beside::all(asking.assessment, &own);
        Ok(Told { asking, games: &games, held: &held, beside: &beside }.answer())
    }

    /// What is played in each conflict that is seen differently, at the most likely values.
    fn class(&self, asked: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
        let about = asked.of.iter().filter_map(|word| question::about(reading.case, asked.kind, word));
        let actors: Vec<String> = about.filter_map(|one| one.id(SubjectKind::Actor).map(str::to_owned)).collect();
        let seen = reading.case.conflicts.iter().filter(|conflict| game::concerns(conflict, &actors));
        let told: Vec<String> = seen.filter_map(|conflict| game::class(conflict, reading)).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }
}
