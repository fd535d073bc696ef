//! Who stands with whom: the core that every reading places, who is beside it and what that hangs on, whether it survives other ways of
//! counting, and whether it is more than chance.

mod because;
mod found;
mod margin;
mod tally;
mod under;
mod variants;
mod words;

use detente_balance::SignedNetwork;
use detente_case::SubjectKind;
use detente_case::case::{Question, View};
use detente_method::{Asking, EffectiveCase, Phrase, RunError, ViewInput};
use detente_results::{Answer, AnswerFigure, Shown};

pub(crate) use found::{Found, LEANS, Stand, Swing, firm, of_findings, over, tied};
pub(crate) use tally::{Counted, Tally};
pub(crate) use variants::quantity;

use margin::Margin;
use variants::Tried;

use crate::history::affinity_at_modes;

/// Views up to this many actors are counted in other ways.
const MOST_COUNTED: usize = 12;
/// Draws over which that is done, at most.
pub(crate) const DRAWS: u32 = 2_000;

/// Everything that is known of where the actors of a view stand.
pub(crate) struct Scene<'s, 'a, 'c> {
    /// The question and the run.
    pub asking: &'s Asking<'a, 'c>,
    /// The view.
    pub input: ViewInput<'c>,
    /// Its ties at the most likely values.
    pub network: SignedNetwork,
    /// Core and swings.
    pub found: Found,
    /// Share of draws in which the core stands as it does.
    pub share: Option<f64>,
    /// What each swing hangs on.
    pub margins: Vec<Option<Margin>>,
    /// Other ways of counting.
    pub tried: Tried,
    /// Actors that hold with both sides.
    pub bridges: Vec<usize>,
}

impl<'c> Scene<'_, '_, 'c> {
    /// Ids of actors.
    pub fn ids(&self, actors: &[usize]) -> Vec<&'c str> {
        actors.iter().map(|actor| self.input.actors[*actor]).collect()
    }

    /// Actors by name.
    pub fn named(&self, actors: &[usize]) -> Phrase {
        self.asking.actors(&self.ids(actors))
    }

    /// The sides without those that hold with both.
    pub fn sides(&self) -> [Vec<usize>; 2] {
        let without = |side: &[usize]| side.iter().copied().filter(|actor| !self.bridges.contains(actor)).collect();
        self.found.sides().map(without)
    }

    /// Who has exactly one tie, with whom that is.
    pub fn by_one_tie(&self) -> Vec<(usize, usize)> {
        let other = |actor: usize| {
            let mut ties = self.network.ties().iter().filter(|tie| tie.a == actor || tie.b == actor);
            let only = ties.next().filter(|_| ties.next().is_none())?;
            Some((actor, only.a + only.b - actor))
        };
        (0..self.input.actors.len()).filter_map(other).collect()
    }

    /// Who has no tie.
    pub fn unplaced(&self) -> Vec<usize> {
        let tied = found::tied(&self.input);
        (0..self.input.actors.len()).filter(|actor| !tied[*actor]).collect()
    }

    /// The member of a side to which an actor has the strongest tie; the first where it has none.
    pub fn anchor(&self, actor: usize, side: usize) -> Option<usize> {
        let members = self.found.sides()[side];
        let to = |member: &usize| found::weight(&self.network, actor, *member);
        let mut sorted: Vec<usize> = members.iter().copied().filter(|member| *member != actor).collect();
        sorted.sort_by(|a, b| to(b).total_cmp(&to(a)).then(a.cmp(b)));
        sorted.first().copied()
    }
}

/// The view that a question is about.
pub(crate) fn view_of<'c>(case: &'c detente_case::Case, question: &Question) -> Option<&'c View> {
    let named = |word: &&detente_case::case::Word| case.views.iter().any(|view| view.id.text == word.text);
    let id = question.of.iter().find(named)?;
    case.views.iter().find(|view| view.id.text == id.text)
}

/// The answer to who stands with whom.
///
/// # Errors
/// [`RunError`].
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    debug_assert!(asking.question.kind.subjects().contains(&SubjectKind::View));
    let Some(view) = view_of(asking.case, asking.question) else {
        return Ok(asking.not_known(Phrase::text("it names no view")));
    };
    let Some(scene) = scene(asking, view)? else {
        let why = "no tie between the actors of the view is in force";
        return Ok(asking.not_known(Phrase::text(why)));
    };
    if scene.found.core.members().is_empty() {
        let why = "hardly a pair of its actors stands together, or apart, in nearly all draws";
        return Ok(Answer { figure: figure(&scene), ..asking.not_known(Phrase::text(why)) });
    }
    let mut answer = asking.blank();
    words::verdict(&scene, &mut answer);
    under::reasons(&scene, &mut answer);
    because::reasons(&scene, &mut answer);
    because::changes(&scene, &mut answer)?;
    because::weak(&scene, &mut answer);
    answer.figure = figure(&scene);
    Ok(answer)
}

/// Everything that is known of where the actors of a view stand; `None` where it has no tie.
fn scene<'s, 'a, 'c>(asking: &'s Asking<'a, 'c>, view: &'c View) -> Result<Option<Scene<'s, 'a, 'c>>, RunError> {
    let input = ViewInput::of(view, asking.reading);
    let affinity = affinity_at_modes(&input, asking.reading);
    let network = input.network(&affinity)?;
    if network.ties().iter().all(|tie| tie.weight == 0.0) {
        return Ok(None);
    }
    let shares = found::of_columns(&input, asking.columns);
    let found = Found::of(&shares, &found::firm(&affinity), &found::tied(&input));
    let draws = asking.options.draws.min(DRAWS);
    let counted = input.actors.len() <= MOST_COUNTED && !found.core.members().is_empty();
    let (mut margins, mut tried, mut bridges) = (vec![None; found.swings.len()], Tried::default(), Vec::new());
    if counted {
        tried = variants::tried(asking, &input, &found, draws)?;
        bridges = margin::bridges(asking, &input, &found, &Tally::of(&input).ties(), draws)?;
        for (place, swing) in found.swings.iter().enumerate() {
            margins[place] = margin::margin(asking, &input, &found, swing.actor, draws)?;
        }
    }
    let share = found::core_share(&input, asking.columns, &found);
    Ok(Some(Scene { asking, input, network, found, share, margins, tried, bridges }))
}

/// The network with its sides.
fn figure(scene: &Scene<'_, '_, '_>) -> Option<AnswerFigure> {
    let sides: Vec<Vec<usize>> = scene.sides().into_iter().filter(|side| !side.is_empty()).collect();
    let placed: Vec<usize> = sides.concat();
    let open: Vec<usize> = (0..scene.input.actors.len()).filter(|actor| !placed.contains(actor)).collect();
    let owned = |actors: &Vec<usize>| scene.ids(actors).into_iter().map(str::to_owned).collect();
    Some(AnswerFigure {
        caption: words::caption(scene, &sides, &open),
        shows: Shown::Network {
            view: scene.input.view.id.text.clone(),
            sides: sides.iter().map(owned).collect(),
            open: owned(&open),
        },
    })
}

/// The division at the most likely values: who stands the same in all best divisions by side, and who does not.
pub(crate) fn class(question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
    let input = ViewInput::of(view_of(reading.case, question)?, reading);
    if input.is_large() {
        return None;
    }
    let network = input.network(&affinity_at_modes(&input, reading)).ok()?;
    let parts = detente_balance::best_divisions(&network).ok()?;
    if parts.is_empty() {
        return None;
    }
    let size = input.actors.len();
    let shares = detente_balance::PairShares::over(size, [parts.as_slice()]);
    let firm = found::firm(&affinity_at_modes(&input, reading));
    let found = Found::of(&shares, &firm, &found::tied(&input));
    let ids = |side: &[usize]| side.iter().map(|actor| input.actors[*actor]).collect::<Vec<_>>().join("+");
    let beside: Vec<usize> = found.swings.iter().map(|swing| swing.actor).collect();
    Some(format!("{}|{};{}", ids(&found.core.sides[0]), ids(&found.core.sides[1]), ids(&beside)))
}

/// The affinity of a pair at the most likely values of these draws; 0 without a tie.
pub(crate) fn firm_of(input: &ViewInput<'_>, samples: &detente_method::Samples, a: usize, b: usize) -> f64 {
    let pair = input.pairs.iter().find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)));
    pair.map_or(0.0, |pair| pair.affinity.iter().map(|term| term.share * samples.mode(term.quantity)).sum())
}
