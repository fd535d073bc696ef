//! A view over time and its structure at the most likely values: what the report shows beside the draws.

use detente_balance::{NullModel, SignedNetwork, Steps};
use detente_case::Date;
use detente_case::case::View;
use detente_results::{ChangeResult, LandscapeResult, NextChange, NullBand, PeriodResult, Structure};

use crate::result::{Ask, network_result};
use crate::timeline::{Period, timeline};
use detente_method::Analysis;
use detente_method::EffectiveCase;
use detente_method::ViewInput;
use detente_method::weighed;

/// Dates looked at, the latest: of views of few actors, and of larger ones, whose null models take long.
const MOST_DATES: [usize; 2] = [80, 24];
/// Actors of a view that is not large.
const FEW_ACTORS: usize = 16;
/// Networks drawn from the null model.
const NULLS: usize = 200;
/// Steps that the structure of a view, or one of its dates, may take.
const STEPS: u64 = 12_000;
/// Minima shown.
const MOST_MINIMA: usize = 6;

/// How a view at one date is looked at.
pub fn history_ask(seed: u64) -> Ask {
    Ask { steps: STEPS, null_models: &[NullModel::ShuffledSigns], nulls: NULLS, seed, ..Ask::WHOLE }
}

/// The structure of a view with every quantity at its mode, with its null model or without; `None` without ties.
pub(crate) fn structure(
    input: &ViewInput<'_>,
    reading: &EffectiveCase<'_>,
    seed: u64,
    with_null: bool,
) -> Option<Structure> {
    let network = tied(input, &affinity_at_modes(input, reading))?;
    let names: Vec<String> = input.actors.iter().map(|actor| (*actor).to_owned()).collect();
    let ask = history_ask(seed);
    // Of any number of blocs only the index is told, at the end of the curve.
    let ask = Ask { nulls: if with_null { ask.nulls } else { 0 }, weak_index_alone: true, ..ask };
    let found = network_result(&names, &network, &ask, &Steps::of(ask.steps), &mut |_, _| {});
    let strong = found.strong?;
    let pair = |(a, b): &(String, String)| format!("{}-{}", a.min(b), a.max(b));
    let next = |change: &ChangeResult| NextChange {
        tie: pair(&change.tie),
        weight: change.weight,
        index: strong.frustration,
        index_if_gone: change.index_if_gone,
        index_if_turned: change.index_if_turned,
    };
    let LandscapeResult { configurations, minima } =
        found.landscape.unwrap_or(LandscapeResult { configurations: 0, minima: Vec::new() });
    Some(Structure {
        blocs_curve: found.blocs_curve,
        next_changes: strong.next_changes.iter().map(next).collect(),
        core: strong.core,
        minima: minima.into_iter().take(MOST_MINIMA).collect(),
        configurations,
        null: found.null_models.into_iter().next().map(NullBand::from),
        local: found.local.into_iter().collect(),
    })
}

/// Affinity of each pair with every quantity at its mode.
pub fn affinity_at_modes(input: &ViewInput<'_>, reading: &EffectiveCase<'_>) -> Vec<Option<f64>> {
    weighed(input, |pair| &pair.affinity, |quantity| reading.estimate(quantity).mode())
}

fn tied(input: &ViewInput<'_>, affinity: &[Option<f64>]) -> Option<SignedNetwork> {
    input.network(affinity).ok().filter(|network| !network.ties().is_empty())
}

/// A view at a date as a period of a timeline; `None` without ties.
pub fn period(input: &ViewInput<'_>, affinity: &[Option<f64>], date: Date) -> Option<Period> {
    let actors = input.actors.iter().map(|actor| (*actor).to_owned()).collect();
    Some(Period { name: date.to_string(), actors, network: tied(input, affinity)? })
}

/// The view at every date at which one of its ties begins or has ended, up to the date of the reading, with every quantity at its
/// mode; empty when all its ties hold at one date alone.
pub(crate) fn history(view: &View, at: &Analysis<'_, '_>) -> Vec<PeriodResult> {
    let case = at.reading.case;
    let now = at.options.as_of.or(case.as_of);
    let inside = |actor: &str| view.actors.iter().any(|word| &**word == actor);
    let listed =
        |dimension: &str| view.dimensions.is_empty() || view.dimensions.iter().any(|word| &**word == dimension);
    let ties = case.ties.iter().filter(|tie| inside(&tie.from) && inside(&tie.to) && listed(&tie.dimension));
    let mut dates: Vec<Date> = ties.flat_map(|tie| [tie.since, tie.until]).flatten().chain(now).collect();
    dates.retain(|date| now.is_none_or(|now| !date.is_after(&now)));
    dates.sort_by_key(|date| (date.last_day(), date.first_day()));
    dates.dedup();
    let most = MOST_DATES[usize::from(view.actors.len() > FEW_ACTORS)];
    let dates = &dates[dates.len().saturating_sub(most)..];
    let period = |date: &Date| {
        let reading = EffectiveCase::new(case, Some(*date), at.changes);
        let input = ViewInput::of(view, &reading);
        period(&input, &affinity_at_modes(&input, &reading), *date)
    };
    let mut periods: Vec<Period> = dates.iter().filter_map(period).collect();
    periods.dedup_by(|later, earlier| later.network == earlier.network);
    if periods.len() < 2 {
        Vec::new()
    } else {
        timeline(&periods, &history_ask(at.options.seed), &|| false, &mut |_| {})
    }
}
