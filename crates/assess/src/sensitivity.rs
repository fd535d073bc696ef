//! What a conclusion hangs on: indices by group, claims knocked out one by one, screening, and boxes of quantities.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_case::FindingId;
use detente_case::change::{ClaimField, ClaimFilter};
use detente_case::{Case, Change, QuantityPath};
use detente_chance::{Effects, Estimate, Estimator, Index, IndexError, Sampler, Trajectories, effects, indices, prim};
use detente_results::{
    BoxResult, BoxStep, GroupShare, Grouping, Kind, KnockOut, LimitResult, Screened, SensitivityResult,
};
use rayon::prelude::*;

use crate::probe::{Mixed, Probe, Probed};
use detente_method::{GroundedChange, Options};
use detente_method::{Observer, RunError};
use detente_method::{Samples, column_of};

/// Bootstrap samples of the intervals.
const RESAMPLES: u32 = 200;
/// Draws that must differ from the commonest value for shares to mean anything.
const FEWEST: usize = 25;
/// Widest interval of a share that is worth printing, and how many of the greatest shares must have one.
const WIDEST: f64 = 0.2;
const LOOKED_AT: usize = 5;
/// Groups below which it is not worth looking.
const FEWEST_GROUPS: usize = 3;
/// Times the base points that are asked for, at most, and base points in all.
pub const MOST_TIMES: u32 = 8;
const MOST_POINTS: u32 = 65_536;

/// The property of claims that the members of a group share.
fn field_of(by: Grouping) -> Option<ClaimField> {
    match by {
        Grouping::Claim => Some(ClaimField::Id),
        Grouping::Source => Some(ClaimField::Source),
        Grouping::Speaker => Some(ClaimField::Speaker),
        Grouping::Channel => Some(ClaimField::Channel),
        Grouping::Quantity | Grouping::Tie | Grouping::Actor | Grouping::Part => None,
    }
}

/// A question about a finding.
#[derive(Debug, Clone)]
pub struct SensitivityAsk<'a> {
    /// Id of the finding.
    pub finding: &'a FindingId,
    /// Changes under which to look at it.
    pub changes: Vec<GroundedChange>,
    /// What to group by.
    pub by: Grouping,
    /// Base points to begin with.
    pub points: u32,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SensitivityError {
    /// There is no such finding.
    #[error("there is no finding `{0}` here")]
    Unknown(String),
    /// It does not vary.
    #[error("`{0}` is the same in every draw: nothing of what it rests on matters within its doubt")]
    Constant(String),
    /// It lies on one side of a bound in every draw.
    #[error("`{0}` lies on one side of {1} in every draw: choose a bound between its values")]
    OneSide(String, f64),
    /// The run failed.
    #[error(transparent)]
    Run(#[from] RunError),
}

/// Base points at most, where they are doubled from so many.
pub fn most_points(points: u32) -> u32 {
    let most = points.saturating_mul(MOST_TIMES).min(MOST_POINTS);
    std::iter::successors(Some(points), |points| points.checked_mul(2).filter(|points| *points <= most))
        .last()
        .unwrap_or(points)
}

/// What each group of quantities behind a finding accounts for. Costs `points` (groups + 2) runs of the engine behind it, and as many
/// again for claims knocked out. Base points are doubled, up to eight times what was asked for, until the greatest shares are known
/// well enough to be worth printing.
///
/// # Errors
/// [`SensitivityError`].
pub fn sensitivity(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    observer: &dyn Observer,
) -> Result<SensitivityResult, SensitivityError> {
    let most = most_points(ask.points);
    let mut ask = ask.clone();
    let asked_for = ask.points;
    loop {
        let found = once(case, options, &ask, observer);
        let unsure = match &found {
            Ok(result) => !is_sure(result),
            Err(SensitivityError::Constant(_)) => true,
            Err(_) => false,
        };
        if !unsure || ask.points >= most {
            return found.map(|result| with_points_told(result, asked_for));
        }
        ask.points *= 2;
    }
}

fn once(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    observer: &dyn Observer,
) -> Result<SensitivityResult, SensitivityError> {
    let unknown = || SensitivityError::Unknown(ask.finding.to_string());
    let none = Samples::default();
    sensitivities(case, options, ask, &[ask.finding], &none, observer, None)?.pop().unwrap_or_else(|| Err(unknown()))
}

/// Whether the greatest shares are known well enough to be worth printing.
fn is_sure(result: &SensitivityResult) -> bool {
    let narrow = |group: &GroupShare| group.total.is_some_and(|total| total.high - total.low <= WIDEST);
    result.too_few.is_none() && result.groups.iter().take(LOOKED_AT).all(narrow)
}

/// Says that base points were doubled, where they were.
fn with_points_told(mut result: SensitivityResult, asked_for: u32) -> SensitivityResult {
    if result.points > asked_for {
        let found =
            if is_sure(&result) { "until the greatest shares were" } else { "and the greatest shares are still not" };
        result.notes.push(format!(
            "Base points were doubled from {asked_for} to {} {found} known to within {} either way.",
            result.points,
            WIDEST / 2.0
        ));
    }
    result
}

/// An estimate with its draws in either set.
type Halves = (Estimate, Arc<Vec<f64>>, Arc<Vec<f64>>);

/// The outputs of one finding.
struct Outputs {
    first: Probed,
    a: Arc<Vec<f64>>,
    b: Arc<Vec<f64>>,
    /// By group that it hangs on.
    ab: Vec<Arc<Vec<f64>>>,
    groups: Vec<String>,
}

/// How far a look goes that nobody asked for by name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Multiplications, where those of one look are known to be many.
    pub work: u64,
    /// Groups.
    pub groups: usize,
}

/// The same for several findings of one view, issue or conflict from the same runs; what `ask` names as finding is not read, and
/// draws in `known` are not made again. Of more groups than are in reach, those are looked at that the findings move with most; nothing is
/// told where fewer than three are.
///
/// # Errors
/// [`RunError`].
pub(crate) fn sensitivities(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    findings: &[&FindingId],
    known: &Samples,
    observer: &dyn Observer,
    within: Option<Reach>,
) -> Result<Vec<Result<SensitivityResult, SensitivityError>>, RunError> {
    let probe = Probe::new(case, options, &ask.changes, findings.to_vec(), ask.points, known)?;
    let reach = match within {
        Some(within) => groups_within(within.work, probe.work()?).min(within.groups),
        None => usize::MAX,
    };
    if reach < FEWEST_GROUPS {
        return Ok(Vec::new());
    }
    let first = probe.ask_all(&[], &Mixed::new(), observer)?;
    let behind: BTreeSet<usize> = first.iter().flatten().flat_map(|one| one.behind.iter().copied()).collect();
    let both = Samples::of(case, probe.estimates(&behind), options.seed, 2 * ask.points, &known.first(2 * ask.points));
    let halves: BTreeMap<usize, Halves> = probe
        .estimates(&behind)
        .into_iter()
        .map(|(index, estimate)| {
            let (a, b) = both.column(index).split_at(ask.points as usize);
            (index, (estimate, Arc::new(a.to_vec()), Arc::new(b.to_vec())))
        })
        .collect();
    drop(both);
    let mixture = |swapped: &dyn Fn(usize) -> bool| -> Mixed {
        let pick = |(index, (estimate, a, b)): (&usize, &Halves)| {
            (*index, (*estimate, Arc::clone(if swapped(*index) { b } else { a })))
        };
        halves.iter().map(pick).collect()
    };
    let outputs = |swapped: &dyn Fn(usize) -> bool| probe.ask_all(&[], &mixture(swapped), observer);
    let groups = groups(case, &behind, ask.by);
    let (a, b) = (outputs(&|_| false)?, outputs(&|_| true)?);
    let all = groups.len();
    let groups = if all > reach { moving(groups, reach, &halves, [&a, &b]) } else { groups };
    let screened = (all > groups.len()).then(|| {
        format!("Of {all} groups the {} were looked at that move with it most from draw to draw.", groups.len())
    });
    let mut mixed = Vec::new();
    let mut knocked = Vec::new();
    for (done, (group, members)) in groups.iter().enumerate() {
        observer.progress(done, groups.len(), "groups");
        if observer.stopped() {
            return Err(RunError::Stopped);
        }
        mixed.push(outputs(&|index| members.contains(&index))?);
        knocked.push(match field_of(ask.by).filter(|_| !group.starts_with('(')) {
            None => None,
            Some(field) => {
                let drop = Change::Drop(ClaimFilter { field, value: group.clone() });
                Some(probe.ask_all(&[GroundedChange::from(drop)], &Mixed::new(), observer)?)
            }
        });
    }
    observer.progress(groups.len(), groups.len(), "");
    let one = |(place, finding): (usize, &&FindingId)| {
        let unknown = || SensitivityError::Unknown(finding.to_string());
        let first = first[place].clone().ok_or_else(unknown)?;
        let draws = |all: &[Option<Probed>]| all[place].as_ref().map(|probed| Arc::clone(&probed.draws));
        let hangs = |(_, (_, members)): &(usize, (&String, &BTreeSet<usize>))| !members.is_disjoint(&first.behind);
        let (own, names): (Vec<usize>, Vec<String>) =
            groups.iter().enumerate().filter(hangs).map(|(group, (name, _))| (group, name.clone())).unzip();
        let outputs = Outputs {
            a: draws(&a).ok_or_else(unknown)?,
            b: draws(&b).ok_or_else(unknown)?,
            ab: own.iter().map(|group| draws(&mixed[*group]).ok_or_else(unknown)).collect::<Result<_, _>>()?,
            groups: names,
            first,
        };
        let without = |group: usize| {
            let found = knocked[own[group]].as_ref()?;
            Some(found[place].as_ref().and_then(Probed::mean))
        };
        let mut result = told(case, options, ask, finding, &outputs, &groups, &without)?;
        result.notes.extend(screened.clone());
        Ok(result)
    };
    Ok(findings.iter().enumerate().map(one).collect())
}

/// Groups that so many multiplications reach for, after a first look and one at each half: each is swapped once and left out once.
fn groups_within(most: u64, one: u64) -> usize {
    match one {
        0 => usize::MAX,
        _ => usize::try_from((most / one).saturating_sub(3) / 2).unwrap_or(usize::MAX),
    }
}

/// The `most` groups whose quantities the findings move with most: by the squared correlations of their members.
fn moving(
    groups: BTreeMap<String, BTreeSet<usize>>,
    most: usize,
    halves: &BTreeMap<usize, Halves>,
    found: [&[Option<Probed>]; 2],
) -> BTreeMap<String, BTreeSet<usize>> {
    let draws = |place: usize| {
        let of = |half: &[Option<Probed>]| half[place].as_ref().map(|probed| probed.draws.to_vec()).unwrap_or_default();
        [of(found[0]), of(found[1])].concat()
    };
    let findings: Vec<Vec<f64>> = (0..found[0].len()).map(draws).collect();
    let with = |(index, (_, a, b)): (&usize, &Halves)| {
        let quantity = [a.as_slice(), b.as_slice()].concat();
        let shares = findings.iter().map(|finding| squared_correlation(&quantity, finding));
        (*index, shares.fold(0.0, f64::max))
    };
    let shares: BTreeMap<usize, f64> = halves.iter().map(with).collect();
    let share = |members: &BTreeSet<usize>| members.iter().filter_map(|index| shares.get(index)).sum::<f64>();
    let mut ranked: Vec<(f64, String, BTreeSet<usize>)> =
        groups.into_iter().map(|(name, members)| (share(&members), name, members)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(most).map(|(_, name, members)| (name, members)).collect()
}

/// Over the places where both are defined; 0 where either is the same in all.
fn squared_correlation(a: &[f64], b: &[f64]) -> f64 {
    let both = || a.iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let count = both().count() as f64;
    let (sum_a, sum_b) = both().fold((0.0, 0.0), |(x, y), (a, b)| (x + a, y + b));
    let (mean_a, mean_b) = (sum_a / count, sum_b / count);
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in both() {
        let (a, b) = (a - mean_a, b - mean_b);
        (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b);
    }
    if aa > 0.0 && bb > 0.0 { ab * ab / (aa * bb) } else { 0.0 }
}

fn told(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    finding: &FindingId,
    outputs: &Outputs,
    groups: &BTreeMap<String, BTreeSet<usize>>,
    without: &dyn Fn(usize) -> Option<Option<f64>>,
) -> Result<SensitivityResult, SensitivityError> {
    let unknown = || SensitivityError::Unknown(finding.to_string());
    let rows = || std::iter::once(&outputs.a).chain([&outputs.b]).chain(&outputs.ab);
    let defined: Vec<usize> =
        (0..ask.points as usize).filter(|point| rows().all(|row| !row[*point].is_nan())).collect();
    let kept = |row: &Arc<Vec<f64>>| defined.iter().map(|point| row[*point]).collect::<Vec<f64>>();
    let ab: Vec<Vec<f64>> = outputs.ab.iter().map(kept).collect();
    let found = indices(&kept(&outputs.a), &kept(&outputs.b), &ab, None, Estimator::Janon, RESAMPLES, options.seed);
    let found = found.map_err(|error| match error {
        IndexError::NoVariation => SensitivityError::Constant(finding.to_string()),
        IndexError::Shape => unknown(),
    })?;
    let number = outputs.first.mean().ok_or_else(unknown)?;
    let too_few = too_few(&kept(&outputs.a), &kept(&outputs.b));
    let told = |index: Index| {
        let known = [index.value, index.low, index.high].iter().all(|number| number.is_finite());
        (known && too_few.is_none()).then_some(index)
    };
    let mut shares = Vec::new();
    for (place, (group, share)) in outputs.groups.iter().zip(&found.shares).enumerate() {
        let knocked = without(place).map(|found| KnockOut { number: found, change: found.map(|found| found - number) });
        shares.push(GroupShare {
            group: group.clone(),
            text: text(case, ask.by, group),
            quantities: groups[group].intersection(&outputs.first.behind).count(),
            first: told(share.first),
            total: told(share.total),
            without: knocked,
        });
    }
    let size = |share: &GroupShare| share.total.map_or(0.0, |total| total.value);
    shares.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.group.cmp(&b.group)));
    let mut notes = vec![
        "Indices speak of doubt: what is coded without doubt accounts for nothing, however much hangs on it; the column without tells what hangs on a claim's being there at all.".to_owned(),
    ];
    if shares.iter().map(|share| share.quantities).sum::<usize>() > outputs.first.behind.len() {
        notes.push("Some quantities rest on several groups: shares overlap and need not add up.".to_owned());
    }
    if case.settings.shared_doubt > 0.0 {
        notes.push("Quantities share doubt in this case: groups are independent of each other only where they are those that share it.".to_owned());
    }
    if outputs.first.kind == Kind::Probability {
        notes.push(
            "The finding is a yes or no in each draw: shares are those of the variance of its indicator.".to_owned(),
        );
    }
    notes.extend(beyond(&shares));
    Ok(SensitivityResult {
        too_few,
        finding: finding.clone(),
        label: outputs.first.label.clone(),
        number,
        variance: found.variance,
        by: ask.by,
        points: ask.points,
        undefined: ask.points as usize - defined.len(),
        runs: u64::from(ask.points) * (outputs.groups.len() as u64 + 2),
        quantities: outputs.first.behind.len(),
        groups: shares,
        notes,
    })
}

/// Why draws say too little of a finding for shares of its variance: nearly all of them are the same.
fn too_few(a: &[f64], b: &[f64]) -> Option<String> {
    let mut sorted: Vec<f64> = a.iter().chain(b).copied().collect();
    sorted.sort_by(f64::total_cmp);
    let commonest = sorted.chunk_by(|x, y| x == y).map(<[f64]>::len).max().unwrap_or(0);
    let (all, others) = (sorted.len(), sorted.len() - commonest);
    (others < FEWEST).then(|| {
        format!(
            "Only {others} of {all} draws differ from the rest: too few to say what that hangs on ({FEWEST} are needed; more base points give more)."
        )
    })
}

/// A word about shares that no share of a variance can have.
fn beyond(shares: &[GroupShare]) -> Option<String> {
    let above = shares.iter().any(|share| share.total.is_some_and(|total| total.value > 1.0));
    let below = shares.iter().any(|share| [share.first, share.total].iter().flatten().any(|index| index.value < 0.0));
    let (what, how) = match (above, below) {
        (true, true) => ("A total above 1 or a share below 0", "all of it, and nothing"),
        (true, false) => ("A total above 1", "all of it"),
        (false, true) => ("A share below 0", "nothing"),
        (false, false) => return None,
    };
    Some(format!("{what} is noise of the draws: read it as {how}."))
}

/// Groups by name with the quantities in each.
pub(crate) fn groups(case: &Case, behind: &BTreeSet<usize>, by: Grouping) -> BTreeMap<String, BTreeSet<usize>> {
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for &index in behind {
        let quantity = case.quantities.get(index);
        // Without doubt it cannot be swapped; groups of claims keep it, for it can be knocked out.
        let certain = quantity.estimate.is_point() && !matches!(quantity.path, QuantityPath::Statement { .. });
        if certain && field_of(by).is_none() {
            continue;
        }
        let mut names = names(case, index, by);
        if names.is_empty() {
            names.push(if field_of(by).is_some() { "(no claim)" } else { "(other)" }.to_owned());
        }
        for name in names {
            found.entry(name).or_default().insert(index);
        }
    }
    found
}

fn names(case: &Case, index: usize, by: Grouping) -> Vec<String> {
    let quantity = case.quantities.get(index);
    let claims = || quantity.evidence.iter().filter_map(|id| case.claim(id));
    let mut names: Vec<String> = match by {
        Grouping::Claim => quantity.evidence.clone(),
        Grouping::Source => claims().flat_map(|claim| claim.locators.iter().map(|(at, _)| at.source.clone())).collect(),
        Grouping::Speaker => claims().map(|claim| claim.speaker.text.clone()).collect(),
        Grouping::Channel => claims().map(|claim| claim.channel.clone()).collect(),
        Grouping::Quantity => vec![quantity.path.to_string()],
        Grouping::Tie => match &quantity.path {
            QuantityPath::Tie { ends, directed, dimension, .. } => {
                vec![QuantityPath::tie(&ends.0, &ends.1, *directed, dimension, false).to_string()]
            }
            _ => Vec::new(),
        },
        Grouping::Actor => match &quantity.path {
            QuantityPath::Tie { ends, .. } => vec![ends.0.clone(), ends.1.clone()],
            QuantityPath::Stake { actor, .. } | QuantityPath::Capability { actor } => vec![actor.clone()],
            QuantityPath::Statement { actor, .. } => vec![actor.clone()],
            _ => Vec::new(),
        },
        Grouping::Part => vec![part(&quantity.path).to_owned()],
    };
    names.sort();
    names.dedup();
    names
}

fn part(path: &QuantityPath) -> &'static str {
    match path {
        QuantityPath::Tie { firmness: false, .. } => "affinity of ties",
        QuantityPath::Tie { firmness: true, .. } => "firmness of ties",
        QuantityPath::Stake { stake, .. } => match stake {
            detente_case::path::Stake::Position => "positions",
            detente_case::path::Stake::Salience => "saliences",
            detente_case::path::Stake::Capability => "capabilities",
        },
        QuantityPath::Capability { .. } => "capabilities",
        QuantityPath::Reference { .. } => "reference points",
        QuantityPath::Factor { .. } => "factors",
        QuantityPath::Flow { .. } => "shares of supplies",
        QuantityPath::Link { lag: false, .. } => "gains of links",
        QuantityPath::Link { lag: true, .. } => "lags of links",
        QuantityPath::Statement { .. } => "preferences",
        QuantityPath::OrderDoubt { .. } => "doubt about orders",
        QuantityPath::Reach { .. } => "reach of places",
        QuantityPath::Outcome { .. } | QuantityPath::ForumStatus { .. } | QuantityPath::ViewDimensions { .. } => {
            "other"
        }
    }
}

fn text(case: &Case, by: Grouping, group: &str) -> String {
    let found = match by {
        Grouping::Claim => case.claim(group).map(|claim| claim.text.clone()),
        Grouping::Source => case.source(group).map(|source| source.title.clone()),
        Grouping::Speaker | Grouping::Actor => case.actor(group).map(|actor| actor.name.clone()),
        _ => None,
    };
    found.unwrap_or_default()
}

/// What is to be said of effects of which some are unknown.
fn screened_note(effects: &Effects) -> Option<String> {
    let Effects { counted, undefined, .. } = effects;
    match (counted, undefined) {
        (_, 0) => None,
        (0, _) => Some(format!("unknown: the finding is undefined at an end of all {undefined} steps")),
        (1, _) => {
            Some(format!("one step alone is known: the finding is undefined at an end of the other {undefined} steps"))
        }
        _ => Some(format!(
            "over {counted} of {} steps: the finding is undefined at an end of the others",
            counted + undefined
        )),
    }
}

/// Screens the quantities behind a finding along `trajectories` ways over six levels between their 5 and 95 % quantiles; those that
/// matter most first, those of which nothing is known last.
///
/// # Errors
/// [`SensitivityError`].
pub fn screen(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    trajectories: usize,
    observer: &dyn Observer,
) -> Result<Vec<Screened>, SensitivityError> {
    let probe = Probe::new(case, options, &ask.changes, vec![ask.finding], 2, &Samples::default())?;
    let unknown = || SensitivityError::Unknown(ask.finding.to_string());
    let first = probe.ask(&[], &Mixed::new(), observer)?.ok_or_else(unknown)?;
    let moves: Vec<_> =
        probe.estimates(&first.behind).into_iter().filter(|(_, estimate)| !estimate.is_point()).collect();
    let ways = Trajectories::new(moves.len(), trajectories, 6, options.seed);
    let column = |(place, (index, estimate)): (usize, &(usize, detente_chance::Estimate))| {
        let sampler = Sampler::new(*estimate);
        let truth = matches!(case.quantities.get(*index).path, QuantityPath::Statement { weight: false, .. });
        let value = |point: &Vec<f64>| {
            let value = sampler.quantile(0.05 + 0.9 * point[place].clamp(0.0, 1.0));
            if truth { f64::from(u8::from(value >= 0.5)) } else { value }
        };
        (*index, (*estimate, Arc::new(ways.points.iter().map(value).collect::<Vec<f64>>())))
    };
    let mixed: Mixed = moves.iter().enumerate().map(column).collect();
    let probe =
        Probe::new(case, options, &ask.changes, vec![ask.finding], ways.points.len() as u32, &Samples::default())?;
    let outputs = probe.ask(&[], &mixed, observer)?.ok_or_else(unknown)?.draws;
    let mut found: Vec<Screened> = effects(&ways, &outputs)
        .into_iter()
        .zip(&moves)
        .map(|(effects, (index, _))| Screened {
            quantity: case.quantities.get(*index).path.clone(),
            mu: effects.mu,
            mu_star: effects.mu_star,
            sigma: effects.sigma,
            undefined: effects.undefined,
            note: screened_note(&effects),
        })
        .collect();
    // What is unknown stands behind what is known.
    let size = |one: &Screened| one.mu_star.unwrap_or(-1.0);
    found.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.quantity.cmp_text(&b.quantity)));
    Ok(found)
}

/// Boxes of quantities in which a finding lies above a bound (scenario discovery).
///
/// # Errors
/// [`SensitivityError`].
pub fn box_of(
    case: &Case,
    options: &Options,
    ask: &SensitivityAsk<'_>,
    above: f64,
    observer: &dyn Observer,
) -> Result<BoxResult, SensitivityError> {
    let probe = Probe::new(case, options, &ask.changes, vec![ask.finding], options.draws, &Samples::default())?;
    let unknown = || SensitivityError::Unknown(ask.finding.to_string());
    let found = probe.ask(&[], &Mixed::new(), observer)?.ok_or_else(unknown)?;
    let moves: Vec<_> =
        probe.estimates(&found.behind).into_iter().filter(|(_, estimate)| !estimate.is_point()).collect();
    let columns: Vec<Vec<f64>> = moves
        .par_iter()
        .map(|(index, estimate)| column_of(case, *index, *estimate, options.seed, options.draws))
        .collect();
    let happens: Vec<bool> = found.draws.iter().map(|x| *x > above).collect();
    let half = happens.len() / 2;
    let learn: Vec<Vec<f64>> = columns.iter().map(|column| column[..half].to_vec()).collect();
    let boxes = prim(&learn, &happens[..half], 0.05, (half / 50).max(10))
        .map_err(|_| SensitivityError::OneSide(ask.finding.to_string(), above))?;
    let held_out = |limits: &[detente_chance::Limit]| {
        let inside = |draw: usize| {
            limits.iter().all(|limit| {
                let x = columns[limit.input][draw];
                limit.low.is_none_or(|low| x >= low) && limit.high.is_none_or(|high| x <= high)
            })
        };
        let all = (half..happens.len()).filter(|draw| happens[*draw]).count().max(1) as f64;
        let size = (half..happens.len()).filter(|draw| inside(*draw)).count().max(1) as f64;
        let hits = (half..happens.len()).filter(|draw| inside(*draw) && happens[*draw]).count() as f64;
        [hits / all, hits / size]
    };
    let limit = |limit: &detente_chance::Limit| LimitResult {
        quantity: case.quantities.get(moves[limit.input].0).path.clone(),
        low: limit.low,
        high: limit.high,
        p: limit.p,
        claims: case.quantities.get(moves[limit.input].0).evidence.clone(),
    };
    let step = |one: &detente_chance::Peeled| BoxStep {
        coverage: one.coverage,
        density: one.density,
        held_out: held_out(&one.limits),
        limits: one.limits.iter().map(limit).collect(),
    };
    let steps: Vec<BoxStep> = boxes.iter().map(step).collect();
    // Their harmonic mean: neither covering everything nor being sure of next to nothing is worth much.
    let worth = |step: &BoxStep| {
        let [coverage, density] = step.held_out;
        if coverage + density > 0.0 { 2.0 * coverage * density / (coverage + density) } else { 0.0 }
    };
    let chosen =
        (0..steps.len()).max_by(|a, b| worth(&steps[*a]).total_cmp(&worth(&steps[*b])).then(b.cmp(a))).unwrap_or(0);
    Ok(BoxResult {
        finding: ask.finding.clone(),
        label: found.label,
        above,
        draws: options.draws,
        share: happens.iter().filter(|happens| **happens).count() as f64 / happens.len() as f64,
        steps,
        chosen,
    })
}
