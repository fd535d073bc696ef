//! A fuzzy cognitive map: where it goes, and whether any other start would have gone there.

use detente_chance::Stream;
use detente_dynamics::{Fcm, FcmError, Outcome, Rule, Settled, Transfer};
use detente_results::{AttractorShare, FcmResult};
use rayon::prelude::*;

/// Steps after which a run that has not settled is called undetermined.
const STEPS: usize = 5_000;
/// Ends told one by one.
const ENDS: usize = 20;
/// Starts tried where the map does not contract; fewer, not below the second, where a step of the map costs much.
const STARTS: u64 = 1_000;
const FEWEST: u64 = 20;
/// Concepts and edges of all starts together.
const WORK: u64 = 4_000_000;

/// How to run it.
#[derive(Debug, Clone, PartialEq)]
pub struct FcmAsk {
    /// Start; absent, 0.5 everywhere (0 for maps with both signs).
    pub start: Option<Vec<f64>>,
    /// What comes in.
    pub rule: Rule,
    /// What becomes of it.
    pub transfer: Transfer,
    /// Steepness.
    pub lambda: f64,
    /// Concepts that are held.
    pub clamp: Vec<(usize, f64)>,
    /// Largest change of a concept at which the rows stop.
    pub stop: f64,
    /// Seed of the other starts.
    pub seed: u64,
}

impl FcmAsk {
    /// Whether concepts lie on both sides of 0.
    fn is_centred(&self) -> bool {
        matches!(self.transfer, Transfer::Tanh | Transfer::Trivalent)
    }

    /// The start that is asked for, or the middle of the scale for `size` concepts.
    fn start(&self, size: usize) -> Vec<f64> {
        self.start.clone().unwrap_or_else(|| vec![if self.is_centred() { 0.0 } else { 0.5 }; size])
    }
}

/// Where many runs of a map end.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends {
    /// By concept and start the last value.
    pub last: Vec<Vec<f64>>,
    /// By start, whether no concept would change by more than the stop rule says in one step more.
    pub settled: Vec<bool>,
}

/// Largest value that a concept may start at.
const LARGEST_START: f64 = 1e6;

/// Runs a map from many starts at once, `starts[concept][start]`; where one says nothing the start of `ask` stands in.
///
/// # Errors
/// [`FcmError`].
pub fn ends(weights: &[Vec<f64>], ask: &FcmAsk, starts: &[Vec<Option<f64>>]) -> Result<Ends, FcmError> {
    let map = Fcm::new(weights, ask.rule, ask.transfer, ask.lambda, &ask.clamp)?;
    let usual = ask.start(weights.len());
    let filled = |(values, usual): (&Vec<Option<f64>>, &f64)| -> Vec<f64> {
        values.iter().map(|value| value.unwrap_or(*usual)).collect()
    };
    let first: Vec<Vec<f64>> = starts.iter().zip(&usual).map(filled).collect();
    let is_whole = first.len() == weights.len() && usual.len() == weights.len();
    if !is_whole || !first.iter().flatten().all(|value| value.abs() <= LARGEST_START) {
        return Err(FcmError::Shape);
    }
    let last = map.batch(&first, ask.stop, STEPS);
    let is_settled = |run: usize| {
        let state: Vec<f64> = last.iter().map(|values| values[run]).collect();
        map.step(&state).iter().zip(&state).all(|(next, now)| (next - now).abs() <= ask.stop)
    };
    let settled = (0..last.first().map_or(0, Vec::len)).map(is_settled).collect();
    Ok(Ends { last, settled })
}

/// Runs a map of `weights[cause][effect]`.
///
/// # Errors
/// [`FcmError`].
pub fn fcm_result(names: &[String], weights: &[Vec<f64>], ask: &FcmAsk) -> Result<FcmResult, FcmError> {
    let map = Fcm::new(weights, ask.rule, ask.transfer, ask.lambda, &ask.clamp)?;
    let centred = ask.is_centred();
    let start = ask.start(weights.len());
    let states = map.rows(&start, ask.stop, STEPS)?;
    let usual = map.rows(&start, 1e-3, STEPS)?;
    let last = usual.len() - 1;
    let still = last > 0 && usual[last].iter().zip(&usual[last - 1]).all(|(a, b)| (a - b).abs() <= 1e-3);
    let settled = map.settle(&start, STEPS)?;
    let bound = map.contraction_bound();
    let starts = (WORK / map.cost() as u64).clamp(FEWEST, STARTS);
    let unique = bound.is_some_and(|bound| bound < 1.0);
    let (period, entered, amplitude) = match settled.outcome {
        Outcome::FixedPoint => (None, None, None),
        Outcome::Cycle { period, entered, amplitude } => (Some(period), Some(entered), Some(amplitude)),
        Outcome::Undetermined { last_change } => (None, None, Some(last_change)),
    };
    let first = states.get(1).map_or(0.0, |next| {
        let apart = next.iter().zip(&states[0]).map(|(a, b)| (a - b) * (a - b));
        apart.sum::<f64>().sqrt()
    });
    let left = |bound: f64| {
        libm::pow(bound, states.len() as f64 - 1.0) / (1.0 - bound) * first * (weights.len() as f64).sqrt()
    };
    Ok(FcmResult {
        names: names.to_vec(),
        rule: ask.rule,
        transfer: ask.transfer,
        lambda: ask.lambda,
        threshold: ask.stop,
        steps_to_1e_3: still.then_some(last),
        rows_until_step_below_1e_3: still.then_some(last + 1),
        outcome: settled.outcome.word(),
        period,
        entered,
        amplitude,
        attractor: settled.attractor,
        contraction_bound: bound,
        unique,
        error_bound: bound.filter(|_| unique).map(left),
        attractors: if unique { Vec::new() } else { explored(&map, &start, centred, (ask.seed, starts)) },
        starts: if unique { 0 } else { starts },
        notes: off_scale(names, weights, &start, ask),
        states,
    })
}

/// What lies off the scale of cognitive maps: weights from -1 to 1, concepts where the transfer takes them.
fn off_scale(names: &[String], weights: &[Vec<f64>], start: &[f64], ask: &FcmAsk) -> Vec<String> {
    let mut notes = Vec::new();
    let edges =
        weights.iter().enumerate().flat_map(|(cause, row)| row.iter().enumerate().map(move |(e, w)| (cause, e, *w)));
    let edges: Vec<(usize, usize, f64)> = edges.filter(|(.., weight)| *weight != 0.0).collect();
    let beyond = edges.iter().filter(|(.., weight)| weight.abs() > 1.0);
    let most = beyond.clone().max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()).then((b.0, b.1).cmp(&(a.0, a.1))));
    if let Some((cause, effect, weight)) = most {
        let count = beyond.count();
        let percent = if weight.abs() > 10.0 && weight.abs() <= 100.0 {
            "; if they are per cent, divide them by 100"
        } else {
            ""
        };
        notes.push(format!(
            "{count} of {} weights lie beyond -1 to 1, the scale of cognitive maps ({} > {}: {weight}): concepts are driven to the ends of their range{percent}",
            edges.len(), names[*cause], names[*effect]
        ));
    }
    let lowest = if ask.is_centred() { -1.0 } else { 0.0 };
    let off = |value: f64| !(lowest..=1.0).contains(&value);
    let scale = format!("which lies outside {lowest} to 1, where this transfer takes concepts");
    if let Some(place) = (0..start.len()).find(|place| off(start[*place])) {
        let more = start.iter().filter(|value| off(**value)).count() - 1;
        let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
        notes.push(format!("`{}`{more} starts at {}, {scale}", names[place], start[place]));
    }
    for (concept, value) in ask.clamp.iter().filter(|(_, value)| off(*value)) {
        notes.push(format!("`{}` is held at {value}, {scale}", names[*concept]));
    }
    notes
}

/// Where many starts end.
fn explored(map: &Fcm, start: &[f64], centred: bool, (seed, starts): (u64, u64)) -> Vec<AttractorShare> {
    let streams: Vec<Stream> = (0..start.len()).map(|concept| Stream::new(seed, &format!("start/{concept}"))).collect();
    let end = |draw: u64| -> Option<Settled> {
        let value = |stream: &Stream| if centred { 2.0 * stream.uniform(draw) - 1.0 } else { stream.uniform(draw) };
        // What nothing acts on is an input and stays where it is.
        let at = |concept: usize| if map.is_free(concept) { value(&streams[concept]) } else { start[concept] };
        map.settle(&(0..start.len()).map(at).collect::<Vec<f64>>(), STEPS).ok()
    };
    let ends: Vec<Settled> = (0..starts).into_par_iter().filter_map(end).collect();
    let mut found: Vec<AttractorShare> = Vec::new();
    for end in &ends {
        let lowest = |a: &&Vec<f64>, b: &&Vec<f64>| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
        let state = end.attractor.iter().min_by(lowest).cloned().unwrap_or_default();
        let kind = end.outcome.word();
        // Creeping runs stop a little before their end; a thousandth tells ends apart.
        let near = |one: &&mut AttractorShare| {
            let close = || one.state.iter().zip(&state).all(|(a, b)| (a - b).abs() < 1e-3);
            one.outcome == kind && (kind == "undetermined" || close())
        };
        match found.iter_mut().find(near) {
            Some(known) => known.share += 1.0,
            None => found.push(AttractorShare { outcome: kind, state, share: 1.0 }),
        }
    }
    found.iter_mut().for_each(|one| one.share /= ends.len().max(1) as f64);
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    let rest: f64 = found.iter().skip(ENDS).map(|one| one.share).sum();
    if rest > 0.0 {
        found.truncate(ENDS);
        found.push(AttractorShare { outcome: "others", state: Vec::new(), share: rest });
    }
    found
}
