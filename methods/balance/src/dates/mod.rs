//! What it looked like at other dates: who stood with whom then by the ties that are coded, what has changed since and by which rows.

mod change;
mod words;

use detente_case::case::{Question, View};
use detente_case::{Change, Date};
use detente_method::{Asking, EffectiveCase, Phrase, RunError, Samples, ViewInput, day};
use detente_results::{Answer, BASELINE, ScenarioResult};

use crate::standing::{self, DRAWS, Found, Tally, firm, of_findings, over, tied, view_of};

/// The view at a date.
pub(crate) struct Dated<'a, 'c> {
    /// The scenario in which it is read; the base for now.
    pub scenario: String,
    /// What that gave.
    pub result: &'a ScenarioResult,
    /// The date.
    pub date: Option<Date>,
    /// The view then.
    pub input: ViewInput<'c>,
    /// Draws then.
    pub samples: Samples,
    /// Who stood with whom; its first side is that of the first actor of now's first side.
    pub found: Found,
    /// Coded ties of each actor.
    pub ties: Vec<usize>,
}

impl Dated<'_, '_> {
    /// Pairs that have a tie.
    pub fn pairs(&self) -> Vec<String> {
        let tied = self.input.pairs.iter().filter(|pair| pair.is_tied());
        tied.map(|pair| self.input.pair_name(pair.a, pair.b, "-")).collect()
    }

    /// The date as it is read.
    pub fn named(&self) -> Phrase {
        match self.date {
            Some(date) => day(date),
            None => Phrase::text("now"),
        }
    }
}

/// Who stood with whom at each date at the most likely values, the scenarios of the question in their order; now last.
pub(crate) fn class(question: &Question, reading: &EffectiveCase<'_>) -> Option<String> {
    let view = view_of(reading.case, question)?;
    let now = standing::class(question, reading)?;
    let ties = |at: &EffectiveCase<'_>| ties_of(&ViewInput::of(view, at));
    let today = ties(reading);
    let named = |word: &str| reading.case.scenarios.iter().find(|scenario| scenario.id == word);
    let steps = question.under.iter().filter_map(|word| named(&word.text)).flat_map(|scenario| &scenario.changes);
    let dates = steps.filter_map(|step| if let Change::AsOf(date) = step.change { Some(date) } else { None });
    let then = dates.map(|date| {
        let mut at = reading.clone();
        at.as_of = Some(date);
        let own = ties(&at);
        let few = own.iter().sum::<usize>() < 2 * own.len();
        let thin = few || !short(&own, &today).is_empty();
        let stood = standing::class(question, &at).filter(|_| !thin);
        format!("{date}: {}", stood.unwrap_or_else(|| "not known".to_owned()))
    });
    Some(then.chain([now]).collect::<Vec<_>>().join(" / "))
}

/// Ties of each actor.
fn ties_of(input: &ViewInput<'_>) -> Vec<usize> {
    let mut ties = vec![0; input.actors.len()];
    for pair in input.pairs.iter().filter(|pair| pair.is_tied()) {
        ties[pair.a] += 1;
        ties[pair.b] += 1;
    }
    ties
}

/// Actors of which too little is coded at a date to place them, by the ties of each: those with a tie at most that have more of them now.
fn short(then: &[usize], now: &[usize]) -> Vec<usize> {
    (0..then.len()).filter(|actor| then[*actor] < 2 && now[*actor] > 1).collect()
}

/// Whether a date is known: at least a tie for each actor, and nobody hangs on one who has more of them now.
fn is_known(then: &Dated<'_, '_>, now: &Dated<'_, '_>) -> bool {
    then.pairs().len() >= then.input.actors.len()
        && short(&then.ties, &now.ties).is_empty()
        && !then.found.core.members().is_empty()
}

/// The answer to what it looked like at the dates of the question's scenarios.
///
/// # Errors
/// [`RunError`].
pub(crate) fn answer(asking: &Asking<'_, '_>) -> Result<Answer, RunError> {
    let Some(view) = view_of(asking.case, asking.question) else {
        return Ok(asking.not_known(Phrase::text("it names no view")));
    };
    let mut dates = dates(asking, view)?;
    if dates.len() < 2 {
        let why = "none of the scenarios in `under` that were run reads it as of another date";
        return Ok(asking.not_known(Phrase::text(why)));
    }
    if dates[0].input.is_large() {
        return Ok(asking.not_known(Phrase::text("a view of so many actors is not looked at over dates")));
    }
    let now = dates.iter().position(|one| one.scenario == BASELINE).unwrap_or(0);
    turn_alike(&mut dates, now);
    let mut answer = asking.blank();
    words::tell(asking, &dates, now, &mut answer)?;
    Ok(answer)
}

/// The view now and at every date of the question, the earliest first.
fn dates<'a, 'c>(asking: &Asking<'a, 'c>, view: &'c View) -> Result<Vec<Dated<'a, 'c>>, RunError> {
    let draws = asking.options.draws.min(DRAWS);
    let input = ViewInput::of(view, asking.reading);
    let mut all = vec![dated(asking, BASELINE, asking.base, (input, asking.reading, asking.samples.clone()))];
    for (what_if, result) in asking.under() {
        if !what_if.changes.iter().any(|change| matches!(change.change, Change::AsOf(_))) {
            continue;
        }
        let (reading, samples) = asking.again.settled(&what_if.changes, draws)?;
        let input = ViewInput::of(view, &reading);
        all.push(dated(asking, &what_if.id, result, (input, &reading, samples)));
    }
    all.sort_by_key(|one| one.date.map(|date| date.last_day()));
    Ok(all)
}

fn dated<'a, 'c>(
    asking: &Asking<'a, 'c>,
    scenario: &str,
    result: &'a ScenarioResult,
    (input, reading, samples): (ViewInput<'c>, &EffectiveCase<'c>, Samples),
) -> Dated<'a, 'c> {
    let affinity = crate::history::affinity_at_modes(&input, reading);
    let shares = of_findings(&input.view.id.text, &input.actors, result, asking.options.draws);
    let ties = ties_of(&input);
    let found = Found::of(&shares, &firm(&affinity), &tied(&input));
    Dated { scenario: scenario.to_owned(), result, date: reading.as_of, input, samples, found, ties }
}

/// Names the sides of every date like those of now with which they share most.
fn turn_alike(dates: &mut [Dated<'_, '_>], now: usize) {
    let today = dates[now].found.core.sides.clone();
    for one in dates {
        let shared = |side: usize, with: usize| {
            one.found.core.sides[side].iter().filter(|actor| today[with].contains(actor)).count()
        };
        if shared(0, 1) + shared(1, 0) > shared(0, 0) + shared(1, 1) {
            one.found.core.sides.swap(0, 1);
            one.found.swings.iter_mut().for_each(|swing| swing.with.swap(0, 1));
        }
    }
}

/// Where an actor stands after a tally at a date, over the draws then: the share of draws with each side of `found`.
///
/// # Errors
/// [`RunError`].
fn with_sides(
    of: &Tally<'_>,
    at: &Dated<'_, '_>,
    value: &(dyn Fn(usize, usize) -> f64 + Sync),
    actor: usize,
    draws: u32,
) -> Result<[f64; 2], RunError> {
    let shares = over(&of.ties(), &at.input.view.id.text, at.input.actors.len(), draws, value)?;
    let without = |side: &[usize]| side.iter().copied().filter(|other| *other != actor).collect::<Vec<usize>>();
    Ok(at.found.sides().map(|side| shares.with(actor, &without(side))))
}
