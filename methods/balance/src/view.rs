//! A view at its most likely values: ties with what they rest on, best divisions, triads.

use std::collections::BTreeMap;

use detente_balance::frustration::{self, Budget};
use detente_balance::{Depth, SignedNetwork, Signs, Steps, triads, two_blocs};
use detente_case::QuantityPath;
use detente_case::case::Basis;
use detente_method::{Analysis, EffectiveCase, Pair, ViewInput, weighed};
use detente_results::{TriadResult, ViewResult, ViewTieResult, Weighing};

use crate::exact::Exact;
use crate::history::structure;
use crate::large::{MODE, sides};
use crate::network::part_of;
use crate::result::places;

/// The view with every quantity at its mode.
pub(crate) fn view(input: &ViewInput<'_>, scenario: &Analysis<'_, '_>) -> ViewResult {
    let reading = scenario.reading;
    let at = |number: fn(&detente_chance::Estimate) -> f64| move |index| number(&reading.estimate(index));
    let affinity = weighed(input, |pair| &pair.affinity, at(|e| e.mode()));
    let low = weighed(input, |pair| &pair.affinity, at(|e| e.low()));
    let high = weighed(input, |pair| &pair.affinity, at(|e| e.high()));
    let firmness = weighed(input, |pair| &pair.firmness, at(|e| e.mode()));
    let name = |actor: usize| input.actors[actor].to_owned();
    let mut ties = Vec::new();
    for (place, pair) in input.pairs.iter().enumerate() {
        if let (Some(affinity), Some(low), Some(high), Some(firmness)) =
            (affinity[place], low[place], high[place], firmness[place])
        {
            ties.push(tie_result(pair, reading, (name(pair.a), name(pair.b)), [low, affinity, high], firmness));
        }
    }
    let unknown = input.pairs.iter().filter(|pair| pair.affinity.is_empty());
    let (optima, optima_count, triads, structure) = match scenario.same_view(&input.view.id, &ties, false) {
        Some(known) => (known.optima.clone(), known.optima_count, known.triads.clone(), known.structure.clone()),
        None => {
            let (optima, count, triads) = optima(input, &affinity);
            // Of a large view chance is asked once, of the case as it is.
            let by_chance = scenario.by_chance || !input.is_large();
            (optima, count, triads, structure(input, reading, scenario.options.seed, by_chance))
        }
    };
    ViewResult {
        id: input.view.id.text.clone(),
        title: input.view.title.clone(),
        combine: input.view.combine,
        weights: Weighing::Affinity,
        actors: input.actors.iter().map(|actor| (*actor).to_owned()).collect(),
        ties,
        unknown: unknown.map(|pair| input.pair_name(pair.a, pair.b, "-")).collect(),
        signs: input.network(&affinity).map_or(Signs::None, |network| network.signs()),
        optima,
        optima_count,
        triads,
        figure: None,
        structure,
        history: Vec::new(),
    }
}

fn tie_result(
    pair: &Pair,
    reading: &EffectiveCase<'_>,
    (a, b): (String, String),
    [low, affinity, high]: [f64; 3],
    firmness: f64,
) -> ViewTieResult {
    let all = &reading.case.quantities;
    let rows = || pair.affinity.iter().map(|term| all.get(term.quantity));
    let dimension = |path: &QuantityPath| match path {
        QuantityPath::Tie { dimension, .. } => dimension.clone(),
        _ => String::new(),
    };
    let mut dimensions: Vec<String> = rows().map(|quantity| dimension(&quantity.path)).collect();
    dimensions.sort();
    dimensions.dedup();
    let mut claims: Vec<String> = pair.affinity.iter().flat_map(|term| reading.evidence(term.quantity)).collect();
    claims.sort();
    claims.dedup();
    ViewTieResult {
        a,
        b,
        affinity,
        low,
        high,
        firmness,
        doubtful: (low < 0.0 && high > 0.0) || rows().all(|quantity| quantity.basis != Basis::Explicit),
        firmness_assumed: pair.firmness.iter().any(|term| all.get(term.quantity).defaulted),
        dimensions,
        quantities: rows().map(|quantity| quantity.path.clone()).collect(),
        claims,
    }
}

/// Best partitions, their number, and the complete triads.
fn optima(input: &ViewInput<'_>, affinity: &[Option<f64>]) -> (Vec<Vec<Vec<String>>>, u64, Vec<TriadResult>) {
    let Ok(network) = input.network(affinity) else { return Default::default() };
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
        Some(TriadResult { actors: triad.actors.map(name), class, balanced: class.is_balanced() })
    });
    (found.optima.iter().map(blocs).collect(), found.optima_count, complete.collect())
}

/// The same for a large view: a dozen of its best partitions, and no list of triads.
fn large_optima(input: &ViewInput<'_>, network: &SignedNetwork) -> (Vec<Vec<Vec<String>>>, u64, Vec<TriadResult>) {
    const SHOWN: usize = 12;
    let blocs = |places: Vec<(usize, bool)>| {
        let mut blocs: BTreeMap<(usize, bool), Vec<String>> = BTreeMap::new();
        for (actor, place) in places.into_iter().enumerate() {
            blocs.entry(place).or_default().push(input.actors[actor].to_owned());
        }
        blocs.into_values().collect()
    };
    if let Some(found) = Exact::of(network).and_then(|exact| exact.read(network, Depth::Divisions)) {
        let parts = part_of(network);
        let shown = found.optima.iter().take(SHOWN).map(|division| blocs(sides(division, &parts)));
        return (shown.collect(), found.optima_count, Vec::new());
    }
    let found = frustration::frustration_until(network, false, Budget::default(), &Steps::of(MODE));
    let all = frustration::optima(network, &found.certificate, &Steps::of(MODE));
    let blocs = |frustrated: &Vec<bool>| blocs(places(network, frustrated, false));
    let count = all.as_ref().map_or(0, |all| all.count);
    let shown = all.iter().flat_map(|all| all.frustrated.iter().take(SHOWN)).map(blocs).collect();
    (shown, count, Vec::new())
}
