//! The parts of an assessment that are not computed from draws: who, what, where from.

use std::collections::BTreeMap;

use detente_balance::frustration::{self, Budget};
use detente_balance::geometry::{Cohesion, frame, plane, tighten};
use detente_balance::{SignedNetwork, Signs, Steps, Tie, triads, two_blocs};
use detente_chance::brier;
use detente_model::FindingId;
use detente_model::case::{Basis, Case, Combine, Forecast, Ground, Source, Word};
use detente_model::document::Marker;
use detente_model::locator::Locator;
use detente_model::{Date, QuantityPath};
use detente_results::{
    ActorInfo, Assessment, BASELINE, CaseInfo, ChangeGround, ClaimInfo, EventInfo, FigurePicture, ForecastInfo,
    FormatInfo, QuantityInfo, SCHEMA, ScenarioResult, SourceInfo, SystemAnswer, TiePicture, TightenPicture, TightenTie,
    Tool, TriadPicture, ViewPicture,
};

use crate::answer;
use crate::causal::{case_cross_impacts, race_of_case};
use crate::data::backtest_score;
use crate::engines::numbers;
use crate::forecasts::{decided, forecast_scores};
use crate::geometry::firm_ties;
use crate::history::structure;
use crate::influence::causal_map;
use crate::large::MODE;
use crate::network::network;
use crate::options::{GroundedChange, Options};
use crate::portrait::places;
use crate::reading::Reading;
use crate::view::{Pair, ViewInput};

/// Puts results and catalogue together; the answer is still empty.
pub(crate) fn assessment(
    case: &Case,
    options: &Options,
    scenario_order: Vec<String>,
    scenarios: BTreeMap<String, ScenarioResult>,
) -> Assessment {
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let reading = Reading::new(case, options.as_of, &[]);
    Assessment {
        schema: SCHEMA,
        tool: Tool { name: "detente", version: env!("CARGO_PKG_VERSION") },
        case: CaseInfo {
            id: case.id.clone(),
            title: case.title.clone(),
            summary: case.summary.clone(),
            as_of: date(case.as_of),
            notes: case.notes.clone(),
            ends: case.settings.ends.word().to_owned(),
        },
        seed: options.seed,
        draws: options.draws,
        as_of: date(options.as_of.or(case.as_of)),
        answer: Vec::new(),
        conflict_answers: Vec::new(),
        issue_answers: Vec::new(),
        headlines: answer::headlines(&scenarios),
        systems: systems(case, &scenarios),
        scenario_order,
        scenarios,
        provenance: Vec::new(),
        quantities: quantities(case, options.as_of.or(case.as_of)),
        claims: claims(case),
        actors: actors(case),
        sources: case.sources.iter().map(|source| (source.id.text.clone(), source_info(source))).collect(),
        formats: formats(case),
        forecasts: case.forecasts.iter().map(forecast).collect(),
        forecast_scores: forecast_scores(case, options.as_of.or(case.as_of)),
        records: Vec::new(),
        backtests: case.backtests.iter().map(backtest_score).collect(),
        events: events(case),
        hangs: Vec::new(),
        hangs_by_source: Vec::new(),
        levers: Vec::new(),
        causes: causal_map(&reading),
        cross_impacts: case_cross_impacts(&reading, options.seed),
        race: race_of_case(&reading),
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

fn quantities(case: &Case, as_of: Option<Date>) -> BTreeMap<String, QuantityInfo> {
    let notes: BTreeMap<String, &str> = grounds(case).map(|(row, ground)| (row, ground.note.as_str())).collect();
    case.quantities
        .iter()
        .enumerate()
        .map(|(index, quantity)| {
            let row = quantity.row.to_string();
            let note = notes.get(&row).copied().unwrap_or_default().to_owned();
            let info = QuantityInfo {
                low: quantity.estimate.low(),
                mode: quantity.estimate.mode(),
                high: quantity.estimate.high(),
                shape: quantity.estimate.shape(),
                basis: quantity.basis.word(),
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
pub(crate) fn lost_rows(reading: &Reading<'_>) -> Vec<String> {
    let kept = |ground: &Ground| reading.stands(ground.basis, &ground.evidence);
    let mut lost: Vec<String> = grounds(reading.case).filter(|(_, ground)| !kept(ground)).map(|(row, _)| row).collect();
    lost.extend(lost_preferences(reading));
    lost.sort();
    lost
}

/// Statements and ranked groups of conflicts that no longer count.
fn lost_preferences(reading: &Reading<'_>) -> Vec<String> {
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

fn claims(case: &Case) -> BTreeMap<String, ClaimInfo> {
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
            let info = ClaimInfo {
                speaker: claim.speaker.text.clone(),
                relay: texts(&claim.relay),
                channel: claim.channel.clone(),
                kind: claim.kind.clone(),
                grade: claim.grade.clone(),
                hedges: claim.hedges.clone(),
                basis: claim.basis.word(),
                text: claim.text.clone(),
                locators: claim.locators.iter().map(|(place, _)| locator(place)).collect(),
                used_by: used.remove(&claim.id.text).unwrap_or_default(),
            };
            (claim.id.text.clone(), info)
        })
        .collect()
}

fn actors(case: &Case) -> BTreeMap<String, ActorInfo> {
    let info = |actor: &detente_model::case::Actor| ActorInfo {
        name: actor.name.clone(),
        kind: actor.kind.clone(),
        within: actor.within.as_ref().map(|word| word.text.clone()),
    };
    case.actors.iter().map(|actor| (actor.id.text.clone(), info(actor))).collect()
}

fn source_info(source: &Source) -> SourceInfo {
    let marks = source.pages.marks.len();
    let pages = match source.pages.marker {
        _ if marks == 0 => "no page marks".to_owned(),
        Marker::End => format!("derived from {marks} marks, read as standing at the end of their pages"),
        Marker::Start => format!("derived from {marks} marks, read as standing at the start of their pages"),
    };
    let (title, kind, note) = (source.title.clone(), source.kind.clone(), source.note.clone());
    SourceInfo { title, kind, dates: span(source.from, source.to), pages, note }
}

fn formats(case: &Case) -> Vec<FormatInfo> {
    let info = |format: &detente_model::case::Format| FormatInfo {
        id: format.id.text.clone(),
        name: format.name.clone(),
        members: texts(&format.members),
        level: format.level.clone(),
        status: format.status.clone(),
        dates: span(format.since, format.until),
        claims: texts(&format.ground.evidence),
    };
    case.formats.iter().map(info).collect()
}

fn forecast(forecast: &Forecast) -> ForecastInfo {
    let decided = decided(forecast);
    ForecastInfo {
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

fn events(case: &Case) -> Vec<EventInfo> {
    let mut sorted: Vec<_> = case.events.iter().collect();
    sorted.sort_by_key(|event| (event.from.map(|date| date.first_day()), event.id.text.clone()));
    let info = |event: &detente_model::case::Event| EventInfo {
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
        basis: change.basis.word().into(),
        claims: change.evidence.clone(),
        note: change.note.clone(),
    }
}

fn method(options: &Options) -> Vec<String> {
    vec![
        format!("{} draws from seed {}; every scenario sees the same draws of what it leaves alone.", options.draws, options.seed),
        "Estimates are drawn independently of each other; a row of PERT form low, mode, high unless the case says otherwise.".to_owned(),
        "Balance: exhaustive search of all two-bloc partitions, ties between optima decided in integers; all optima are kept.".to_owned(),
        "Conflicts: graph model for conflict resolution; in each draw every statement holds with its probability and the order of statements is drawn around the coded one where the case doubts it.".to_owned(),
        format!("Issues: the compromise model (mean by capability and salience) is the forecast; on observed decisions its error is the smallest of the models tried, little smaller than that of the plain mean. Medians, Nash bargaining and exchange in every draw; the two challenge models in the first {} draws.", crate::bargain::PROCESS_DRAWS),
        "A frequency near 0 or 1 is a frequency of draws under the coded estimates, not a certainty about the world.".to_owned(),
        "Cohesion and rigidity are a structural analogy, not a measured quantity.".to_owned(),
        "Firmness that is not coded is taken as the absolute closeness of the row, and shown as assumed.".to_owned(),
        "Drivers are rank correlations between the draws of a quantity and of a finding; they do not add up to one.".to_owned(),
    ]
}

fn systems(case: &Case, scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<SystemAnswer> {
    case.systems
        .iter()
        .map(|system| {
            let asked = std::iter::once(BASELINE).chain(system.scenarios.iter().map(|word| &**word));
            let findings: BTreeMap<String, Vec<FindingId>> = asked
                .filter_map(|id| Some((id.to_owned(), matching(&system.findings, scenarios.get(id)?))))
                .filter(|(_, found)| !found.is_empty())
                .collect();
            let state = match (findings.is_empty(), system.missing.is_empty()) {
                (true, _) => "not yet computed",
                (false, true) => "computed",
                (false, false) => "partly computed",
            };
            SystemAnswer {
                id: system.id.text.clone(),
                title: system.title.clone(),
                question: system.question.clone(),
                locators: system.locators.iter().map(|(locator, _)| locator.to_string()).collect(),
                state,
                missing: system.missing.clone(),
                findings,
            }
        })
        .collect()
}

fn matching(patterns: &[Word], result: &ScenarioResult) -> Vec<FindingId> {
    let fits = |pattern: &str, id: &str| match pattern.split_once('*') {
        None => pattern == id,
        Some((start, end)) => id.len() >= start.len() + end.len() && id.starts_with(start) && id.ends_with(end),
    };
    let found = patterns.iter().flat_map(|pattern| result.findings.iter().filter(|f| fits(pattern, f.id.as_str())));
    found.map(|finding| finding.id.clone()).collect()
}

/// The view with every quantity at its mode.
pub(crate) fn picture(input: &ViewInput<'_>, reading: &Reading<'_>, seed: u64) -> ViewPicture {
    let at = |number: fn(&detente_chance::Estimate) -> f64| move |index| number(&reading.estimate(index));
    let closeness = numbers(input, |pair| &pair.closeness, at(|e| e.mode()));
    let low = numbers(input, |pair| &pair.closeness, at(|e| e.low()));
    let high = numbers(input, |pair| &pair.closeness, at(|e| e.high()));
    let firmness = numbers(input, |pair| &pair.firmness, at(|e| e.mode()));
    let name = |actor: usize| input.actors[actor].to_owned();
    let mut ties = Vec::new();
    for (place, pair) in input.pairs.iter().enumerate() {
        if let (Some(closeness), Some(low), Some(high), Some(firmness)) =
            (closeness[place], low[place], high[place], firmness[place])
        {
            ties.push(tie_picture(pair, reading, (name(pair.a), name(pair.b)), [low, closeness, high], firmness));
        }
    }
    let (optima, optima_count, triads) = optima(input, &closeness);
    let unknown = input.pairs.iter().filter(|pair| pair.closeness.is_empty());
    ViewPicture {
        id: input.view.id.text.clone(),
        title: input.view.title.clone(),
        combine: if input.view.combine == Combine::Sum { "sum" } else { "mean" }.into(),
        weights: "closeness".into(),
        actors: input.actors.iter().map(|actor| (*actor).to_owned()).collect(),
        ties,
        unknown: unknown.map(|pair| input.pair_name(pair.a, pair.b, "-")).collect(),
        signs: network(input, &closeness).map_or(Signs::None, |network| network.signs()),
        optima,
        optima_count,
        triads,
        figure: input.has_geometry().then(|| figure(input, &closeness, &firmness)),
        structure: structure(input, reading, seed),
        history: Vec::new(),
    }
}

fn tie_picture(
    pair: &Pair,
    reading: &Reading<'_>,
    (a, b): (String, String),
    [low, closeness, high]: [f64; 3],
    firmness: f64,
) -> TiePicture {
    let all = &reading.case.quantities;
    let rows = || pair.closeness.iter().map(|term| all.get(term.quantity));
    let dimension = |path: &QuantityPath| match path {
        QuantityPath::Tie { dimension, .. } => dimension.clone(),
        _ => String::new(),
    };
    let mut dimensions: Vec<String> = rows().map(|quantity| dimension(&quantity.path)).collect();
    dimensions.sort();
    dimensions.dedup();
    let mut claims: Vec<String> = pair.closeness.iter().flat_map(|term| reading.evidence(term.quantity)).collect();
    claims.sort();
    claims.dedup();
    TiePicture {
        a,
        b,
        closeness,
        low,
        high,
        firmness,
        doubtful: (low < 0.0 && high > 0.0) || rows().all(|quantity| quantity.basis != Basis::Explicit),
        firmness_assumed: pair.firmness.iter().any(|term| all.get(term.quantity).defaulted),
        dimensions,
        quantities: rows().map(|quantity| quantity.path.to_string()).collect(),
        claims,
    }
}

/// Best partitions, their number, and the complete triads.
fn optima(input: &ViewInput<'_>, closeness: &[Option<f64>]) -> (Vec<Vec<Vec<String>>>, u64, Vec<TriadPicture>) {
    let Ok(network) = network(input, closeness) else { return Default::default() };
    if input.is_large() {
        return large_optima(input, &network);
    }
    let Ok(found) = two_blocs(&network) else { return Default::default() };
    let blocs = |sides: &Vec<Option<bool>>| {
        let side = |wanted: bool| -> Vec<String> {
            let inside = sides.iter().zip(&input.actors).filter(|(side, _)| **side == Some(wanted));
            inside.map(|(_, actor)| (*actor).to_owned()).collect()
        };
        [side(true), side(false)].into_iter().filter(|bloc| !bloc.is_empty()).collect()
    };
    let name = |actor: usize| input.actors[actor].to_owned();
    let complete = triads(&network).into_iter().filter_map(|triad| {
        let class = triad.class?;
        Some(TriadPicture { actors: triad.actors.map(name), class, balanced: class.is_balanced() })
    });
    (found.optima.iter().map(blocs).collect(), found.optima_count, complete.collect())
}

/// The same for a large view: a dozen of its best partitions, and no list of triads.
fn large_optima(input: &ViewInput<'_>, network: &SignedNetwork) -> (Vec<Vec<Vec<String>>>, u64, Vec<TriadPicture>) {
    const SHOWN: usize = 12;
    let found = frustration::frustration_until(network, false, Budget::default(), &Steps::of(MODE));
    let all = frustration::optima(network, &found.certificate, &Steps::of(MODE));
    let blocs = |frustrated: &Vec<bool>| {
        let mut blocs: BTreeMap<(usize, bool), Vec<String>> = BTreeMap::new();
        for (actor, place) in places(network, frustrated, false).into_iter().enumerate() {
            blocs.entry(place).or_default().push(input.actors[actor].to_owned());
        }
        blocs.into_values().collect()
    };
    let count = all.as_ref().map_or(0, |all| all.count);
    let shown = all.iter().flat_map(|all| all.frustrated.iter().take(SHOWN)).map(blocs).collect();
    (shown, count, Vec::new())
}

fn figure(input: &ViewInput<'_>, closeness: &[Option<f64>], firmness: &[Option<f64>]) -> FigurePicture {
    let n = input.actors.len();
    let ties = firm_ties(input, closeness, firmness);
    let bars: Vec<(usize, usize)> = ties.iter().map(|tie| (tie.a, tie.b)).collect();
    let next = input.ring.iter().cycle().skip(1);
    let sides: Vec<(usize, usize)> = input.ring.iter().zip(next).map(|(a, b)| (*a, *b)).collect();
    let gain = |which: usize| Cohesion::gain(n, &ties, which, 0.1);
    FigurePicture {
        ring: input.ring.iter().map(|actor| input.actors[*actor].to_owned()).collect(),
        plane: plane(n, &ties),
        sides_only: (!sides.is_empty()).then(|| frame(n, &sides)),
        all_ties: frame(n, &bars),
        tighten: tightened(input, closeness),
        gain_of_a_tenth: (0..ties.len()).map(|i| (input.pair_name(ties[i].a, ties[i].b, "-"), gain(i))).collect(),
    }
}

/// The cheapest change that puts all on one side, for views small enough to tell how far it is decided.
fn tightened(input: &ViewInput<'_>, closeness: &[Option<f64>]) -> Option<TightenPicture> {
    const MARGIN: f64 = 0.1;
    let network = network(input, closeness).ok()?;
    let plan = tighten(&network, &vec![true; network.size()], &vec![1.0; network.ties().len()], MARGIN).ok()?;
    let unique = plan.ranges.iter().all(|(least, most)| most - least < 1e-4);
    let tie = |(place, tie): (usize, &Tie)| {
        let (least, most) = *plan.ranges.get(place)?;
        let name = input.pair_name(tie.a, tie.b, "-");
        Some(TightenTie { tie: name, least, most, switches: plan.switches[place].clone() }).filter(|_| most > 1e-5)
    };
    let ties: Vec<TightenTie> = network.ties().iter().enumerate().filter_map(tie).collect();
    (!plan.ranges.is_empty()).then_some(TightenPicture { margin: MARGIN, cost: plan.cost, unique, ties })
}
