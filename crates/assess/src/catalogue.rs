//! The parts of an assessment that are not computed from draws: who, what, where from.

use std::collections::BTreeMap;

use detente_case::Date;
use detente_case::case::{Case, Forecast, Ground, Source, Word};
use detente_case::document::Marker;
use detente_case::locator::Locator;
use detente_chance::brier;
use detente_method::{EffectiveCase, GroundedChange, Options};
use detente_method_forecasts::{decided, forecast_scores};
use detente_results::{
    ActorEntry, Assessment, CaseEntry, ChangeGround, ClaimEntry, EventEntry, ForecastEntry, ForumEntry, QuantityEntry,
    SCHEMA, ScenarioResult, SourceEntry, Tool,
};

use crate::answer;
use crate::data::backtest_score;
use crate::influence::causal_map;
use crate::registry::METHODS;

/// Puts results and catalogue together; the answer is still empty.
pub(crate) fn assessment(
    case: &Case,
    options: &Options,
    scenario_order: Vec<String>,
    scenarios: BTreeMap<String, ScenarioResult>,
) -> Assessment {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let reading = EffectiveCase::new(case, options.as_of, &[]);
    Assessment {
        schema: SCHEMA,
        tool: Tool { name: "detente", version: env!("CARGO_PKG_VERSION") },
        case: CaseEntry {
            id: case.id.clone(),
            title: case.title.clone(),
            summary: case.summary.clone(),
            as_of: date(case.as_of),
            notes: case.notes.clone(),
            ends: case.settings.ends,
            period: case.settings.period,
        },
        seed: options.seed,
        draws: options.draws,
        as_of: date(options.as_of.or(case.as_of)),
        answer: Vec::new(),
        conflict_answers: Vec::new(),
        issue_answers: Vec::new(),
        headlines: answer::headlines(&scenarios),
        answers: Vec::new(),
        scenario_order,
        scenarios,
        provenance: Vec::new(),
        quantities: quantities(case, options.as_of.or(case.as_of)),
        claims: claims(case),
        actors: actors(case),
        sources: case.sources.iter().map(|source| (source.id.text.clone(), source_info(source))).collect(),
        forums: forums(case),
        forecasts: case.forecasts.iter().map(forecast).collect(),
        forecast_scores: forecast_scores(case, options.as_of.or(case.as_of)),
        records: Vec::new(),
        backtests: case.backtests.iter().map(backtest_score).collect(),
        events: events(case),
        hangs: Vec::new(),
        hangs_by_source: Vec::new(),
        levers: Vec::new(),
        causes: causal_map(&reading),
        stopped: None,
        not_yet_computed: waiting(case),
        method: method(options),
    }
}

fn texts(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.text.clone()).collect()
}

fn span(since: Option<Date>, until: Option<Date>) -> String {
    match (since, until) {
        (None, None) => String::new(),
        (Some(since), Some(until)) if since == until => since.to_string(),
        (since, until) => {
            let text = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}–{}", text(since), text(until))
        }
    }
}

fn quantities(case: &Case, as_of: Option<Date>) -> BTreeMap<String, QuantityEntry> {
    let notes: BTreeMap<String, &str> = grounds(case).map(|(row, ground)| (row, ground.note.as_str())).collect();
    case.quantities
        .iter()
        .enumerate()
        .map(|(index, quantity)| {
            let row = quantity.row.to_string();
            let note = notes.get(&row).copied().unwrap_or_default().to_owned();
            let info = QuantityEntry {
                low: quantity.estimate.low(),
                mode: quantity.estimate.mode(),
                high: quantity.estimate.high(),
                shape: quantity.estimate.shape(),
                basis: quantity.basis,
                assumed_value: quantity.defaulted,
                claims: quantity.evidence.clone(),
                row,
                note,
            };
            // Of several rows with one path the one in force has the plain name.
            let current = case.quantities.in_force(&quantity.path, as_of).is_none_or(|found| found == index);
            let id = &quantity.row.id;
            (if current { quantity.path.to_string() } else { format!("{} [{id}]", quantity.path) }, info)
        })
        .collect()
}

/// Every row with its name and ground.
fn grounds(case: &Case) -> impl Iterator<Item = (String, &Ground)> {
    case.rows().into_iter().map(|row| (format!("{} {}", row.table, row.id.text), row.ground))
}

/// Rows that no longer count because their basis or all their claims were left out (not because of dates).
pub(crate) fn lost_rows(reading: &EffectiveCase<'_>) -> Vec<String> {
    let kept = |ground: &Ground| reading.stands(ground.basis, &ground.evidence);
    let mut lost: Vec<String> = grounds(reading.case).filter(|(_, ground)| !kept(ground)).map(|(row, _)| row).collect();
    lost.extend(lost_preferences(reading));
    lost.sort();
    lost
}

/// Statements and ranked groups of conflicts that no longer count.
fn lost_preferences(reading: &EffectiveCase<'_>) -> Vec<String> {
    let mut lost = Vec::new();
    for conflict in &reading.case.conflicts {
        for (actor, preference) in &conflict.preferences {
            let named = |id: &str| format!("case.toml conflict {} {}.{id}", conflict.id, actor.text);
            let gone = preference.statements().iter().filter(|one| !reading.stands(one.basis, &one.evidence));
            lost.extend(gone.map(|one| named(&one.id.text)));
            let groups = preference.ranking().iter().enumerate();
            let gone = groups.filter(|(_, group)| !reading.stands(group.basis, &group.evidence));
            lost.extend(gone.map(|(place, _)| named(&format!("group {}", place + 1))));
        }
    }
    lost
}

fn claims(case: &Case) -> BTreeMap<String, ClaimEntry> {
    let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (row, ground) in grounds(case) {
        for claim in &ground.evidence {
            used.entry(claim.text.clone()).or_default().push(row.clone());
        }
    }
    for conflict in &case.conflicts {
        for claim in conflict.evidence() {
            used.entry(claim.text.clone()).or_default().push(format!("conflict {}", conflict.id));
        }
    }
    for scenario in &case.scenarios {
        for claim in scenario.changes.iter().flat_map(|step| &step.ground.evidence) {
            used.entry(claim.text.clone()).or_default().push(format!("scenario {}", scenario.id));
        }
    }
    used.values_mut().for_each(|rows| {
        rows.sort();
        rows.dedup();
    });
    let locator = |locator: &Locator| {
        let page = case.source(&locator.source).and_then(|source| source.pages.page(locator.first));
        page.map_or(locator.to_string(), |page| format!("{locator} (p. {page})"))
    };
    case.claims
        .iter()
        .map(|claim| {
            let info = ClaimEntry {
                speaker: claim.speaker.text.clone(),
                relay: texts(&claim.relay),
                channel: claim.channel.clone(),
                kind: claim.kind.clone(),
                grade: claim.grade.clone(),
                hedges: claim.hedges.clone(),
                basis: claim.basis,
                text: claim.text.clone(),
                locators: claim.locators.iter().map(|(place, _)| locator(place)).collect(),
                used_by: used.remove(&claim.id.text).unwrap_or_default(),
            };
            (claim.id.text.clone(), info)
        })
        .collect()
}

fn actors(case: &Case) -> BTreeMap<String, ActorEntry> {
    let info = |actor: &detente_case::case::Actor| ActorEntry {
        name: actor.name.clone(),
        kind: actor.kind.clone(),
        within: actor.within.as_ref().map(|word| word.text.clone()),
    };
    case.actors.iter().map(|actor| (actor.id.text.clone(), info(actor))).collect()
}

fn source_info(source: &Source) -> SourceEntry {
    let marks = source.pages.marks.len();
    let pages = match source.pages.marker {
        _ if marks == 0 => "no page marks".to_owned(),
        Marker::End => format!("derived from {marks} marks, read as standing at the end of their pages"),
        Marker::Start => format!("derived from {marks} marks, read as standing at the start of their pages"),
    };
    let (title, kind, note) = (source.title.clone(), source.kind.clone(), source.note.clone());
    SourceEntry { title, kind, dates: span(source.from, source.to), pages, note }
}

fn forums(case: &Case) -> Vec<ForumEntry> {
    let info = |forum: &detente_case::case::Forum| ForumEntry {
        id: forum.id.text.clone(),
        name: forum.name.clone(),
        members: texts(&forum.members),
        level: forum.level.clone(),
        status: forum.status.clone(),
        dates: span(forum.since, forum.until),
        claims: texts(&forum.ground.evidence),
    };
    case.forums.iter().map(info).collect()
}

fn forecast(forecast: &Forecast) -> ForecastEntry {
    let decided = decided(forecast);
    ForecastEntry {
        id: forecast.id.text.clone(),
        statement: forecast.statement.clone(),
        question: forecast.question.clone(),
        holder: forecast.holder.text.clone(),
        horizon: forecast.horizon.clone(),
        words: forecast.words.clone(),
        likelihood: forecast.likelihood.map(|band| [band.low(), band.mode(), band.high()]),
        resolution: forecast.resolution.clone(),
        brier: decided.ok().map(|(band, happened)| brier(band[1], happened)),
        why_not: decided.err().unwrap_or_default().to_owned(),
        claims: texts(&forecast.ground.evidence),
    }
}

fn events(case: &Case) -> Vec<EventEntry> {
    let mut sorted: Vec<_> = case.events.iter().collect();
    sorted.sort_by_key(|event| (event.from.map(|date| date.first_day()), event.id.text.clone()));
    let info = |event: &detente_case::case::Event| EventEntry {
        id: event.id.text.clone(),
        dates: span(event.from, event.to),
        actors: texts(&event.actors),
        targets: texts(&event.targets),
        action: event.action.clone(),
        class: event.plover.clone(),
        claims: texts(&event.ground.evidence),
    };
    sorted.into_iter().map(info).collect()
}

/// Parts of the case that no engine reads yet.
fn waiting(case: &Case) -> Vec<String> {
    let parts = [(case.places.len(), "places on the map")];
    parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect()
}

/// What a change rests on.
pub(crate) fn change_ground(change: &GroundedChange) -> ChangeGround {
    ChangeGround {
        change: change.change.timed(change.period),
        basis: change.basis,
        claims: change.evidence.clone(),
        note: change.note.clone(),
    }
}

/// How results were made: what is so whatever the method, and what each method says of itself.
fn method(options: &Options) -> Vec<String> {
    let mut told = vec![
        format!("{} draws from seed {}; every scenario sees the same draws of what it leaves alone.", options.draws, options.seed),
        "Estimates are drawn independently of each other; a row of PERT form low, mode, high unless the case says otherwise.".to_owned(),
    ];
    told.extend(METHODS.iter().flat_map(|method| method.about(options)));
    told.extend([
        "A frequency near 0 or 1 is a frequency of draws under the coded estimates, not a certainty about the world."
            .to_owned(),
        "Firmness that is not coded is taken as the absolute affinity of the row, and shown as assumed.".to_owned(),
        "Drivers are rank correlations between the draws of a quantity and of a finding; they do not add up to one."
            .to_owned(),
    ]);
    told
}
