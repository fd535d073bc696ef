//! Which cause carries most of something, and what is left when that cause goes.

use detente_case::{Change, QuantityPath, Shape};
use detente_chance::{Estimate, Summary};
use detente_method::{Asking, Carried, Cause, GroundedChange, RunError, causes_of};

use crate::draws;
use crate::effect::Effect;
use crate::watched::Watched;

/// The cause that carries most of a thing, where the scenario works through it.
pub(crate) struct Motive<'w> {
    /// What is carried.
    pub of: &'w Watched,
    /// The cause.
    pub cause: QuantityPath,
    /// Whether it holds down and not up.
    pub down: bool,
    /// Its share of what all causes of that kind carry: 5 per cent point, most likely value, 95 per cent point.
    pub share: [f64; 3],
    /// The other causes.
    pub others: Vec<QuantityPath>,
    /// Claims on the links.
    pub claims: Vec<String>,
    /// The change that takes it away.
    pub change: Change,
    /// What its absence means in the words of the case.
    pub end: Option<String>,
    /// What is watched, now and without the cause.
    pub gone: Vec<Gone<'w>>,
}

/// Something watched with its levels now and without a cause.
pub(crate) struct Gone<'w> {
    pub watched: &'w Watched,
    pub was: f64,
    pub is: f64,
}

/// Changes smaller than this share of a scale are not told.
const SMALL: f64 = 0.02;

/// What a cause carries of what holds its effect up, or down.
fn carries(carried: &Carried, down: bool) -> f64 {
    if down { -carried.supports() } else { carried.supports() }
}

/// The strongest cause that holds up what falls, or holds down what rises; `None` where the scenario does not work through it, and where
/// it must be set by the scenario (`set_only`) and is not.
pub(crate) fn motive<'w>(
    asking: &Asking<'_, '_>,
    effect: &Effect<'w>,
    all: &[Effect<'w>],
    set_only: bool,
) -> Result<Option<Motive<'w>>, RunError> {
    let down = effect.rises();
    let Some(path) = &effect.watched.quantity else { return Ok(None) };
    let causes = causes_of(asking.reading, asking.samples, asking.options.seed, draws(asking), path);
    let holding: Vec<&Cause> = causes.iter().filter(|cause| carries(&cause.mode, down) > 0.0).collect();
    let weight = |cause: &Cause| carries(&cause.mode, down);
    let most = |a: &&&Cause, b: &&&Cause| weight(a).total_cmp(&weight(b)).then(b.link.cmp(&a.link));
    let Some(first) = holding.iter().max_by(most).copied() else { return Ok(None) };
    let passes = |moved: &detente_results::MovedResult| moved.paths.iter().any(|way| way.links.contains(&first.link));
    let set = effect.what_if.changes.iter().any(|one| one.change.path() == Some(&first.from));
    if !set && (set_only || !effect.moved.is_some_and(passes)) {
        return Ok(None);
    }
    let Some(change) = gone(first) else { return Ok(None) };
    let (reading, _) = asking.again.settled(&[GroundedChange::from(change.clone())], 1)?;
    let levels = |watched: &'w Watched| {
        let path = watched.quantity.as_ref()?;
        let (was, is) = asking.reading.find(path).zip(reading.find(path))?;
        let gone = Gone { watched, was: asking.reading.estimate(was).mode(), is: reading.estimate(is).mode() };
        ((gone.is - gone.was).abs() > SMALL * watched.range).then_some(gone)
    };
    let claims = std::iter::once(first).chain(holding.iter().copied()).flat_map(|cause| cause.claims.iter().cloned());
    let mut seen = std::collections::BTreeSet::new();
    let claims: Vec<String> = claims.filter(|claim| seen.insert(claim.clone())).take(4).collect();
    Ok(Some(Motive {
        of: effect.watched,
        cause: first.from.clone(),
        down,
        share: shares(&holding, first, down),
        others: holding.iter().filter(|cause| cause.link != first.link).map(|cause| cause.from.clone()).collect(),
        claims,
        end: meaning(asking, &first.from),
        gone: all.iter().filter(|one| !one.by_hand).filter_map(|one| levels(one.watched)).collect(),
        change,
    }))
}

/// The change that puts a cause where it carries nothing.
fn gone(cause: &Cause) -> Option<Change> {
    let neutral = if cause.range.0 < 0.0 && cause.range.1 > 0.0 { 0.0 } else { cause.range.0 };
    let estimate = Estimate::new(neutral, neutral, neutral, Shape::Pert).ok()?;
    Some(Change::Set { path: cause.from.clone(), estimate })
}

/// Its share of what the causes carry together, over the draws and at the most likely values.
fn shares(holding: &[&Cause], first: &Cause, down: bool) -> [f64; 3] {
    let share = |own: f64, all: f64| if all > 0.0 { own / all } else { f64::NAN };
    let at = |draw: usize| {
        let all = holding.iter().map(|cause| carries(&cause.draws[draw], down).max(0.0)).sum();
        share(carries(&first.draws[draw], down).max(0.0), all)
    };
    let mode = share(carries(&first.mode, down), holding.iter().map(|cause| carries(&cause.mode, down)).sum());
    let drawn: Vec<f64> = (0..first.draws.len()).map(at).collect();
    Summary::of(&drawn).map_or([mode; 3], |summary| {
        let [low, high] = detente_method::numbers::ends(&summary);
        [low, mode, high]
    })
}

/// What the lower end of a factor means.
fn meaning(asking: &Asking<'_, '_>, path: &QuantityPath) -> Option<String> {
    let QuantityPath::Factor { id } = path else { return None };
    let factor = asking.case.factors.iter().find(|factor| *factor.id == **id)?;
    Some(factor.ends.0.clone()).filter(|end| !end.is_empty())
}
