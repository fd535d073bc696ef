//! At which size of a link an effect falls below a step, or grows beyond one; and what other sizes of the links make of it.

use detente_case::{Change, QuantityPath};
use detente_method::numbers::{STEP, change, level};
use detente_method::{Asking, GroundedChange, Measures, Phrase, RunError, names, say};
use detente_results::{EstimateField, NumberFrom, Reason, Slot};

use crate::effect::{Effect, Size};

/// Reasons why an effect on a quantity would be another one, with numbers kept in `measures`.
pub(crate) fn change_if(
    asking: &Asking<'_, '_>,
    effect: &Effect<'_>,
    measures: &mut Measures,
) -> Result<Vec<Reason>, RunError> {
    let mut found = Vec::new();
    found.extend(turning_gain(asking, effect, measures)?);
    found.extend(other_sizes(asking, effect, measures)?);
    Ok(found)
}

/// The gain of the link that matters most at which the effect passes a step of the scale; `None` where no gain in [-1, 1] does it.
fn turning_gain(
    asking: &Asking<'_, '_>,
    effect: &Effect<'_>,
    measures: &mut Measures,
) -> Result<Option<Reason>, RunError> {
    let Some((link, moved)) = effect.moved.and_then(|moved| Some((moved.without.first()?, moved))) else {
        return Ok(None);
    };
    let Some(path) = link_path(asking, &link.link) else { return Ok(None) };
    let Some(index) = asking.reading.find(&path) else { return Ok(None) };
    let (now, all) = (asking.reading.estimate(index).mode(), moved.after - moved.before);
    let step = STEP * effect.watched.range * all.signum();
    // What the link adds grows with its gain, the rest stays: exact as long as nothing bends.
    let first = (step - (all - link.adds)) / link.adds;
    let Some(factor) = verified(asking, effect, &path, first, step)? else { return Ok(None) };
    let gain = now * factor;
    let fits = (-1.0..=1.0).contains(&gain) && factor > 0.0 && (factor - 1.0).abs() > 1e-6;
    if !fits {
        return Ok(None);
    }
    let key = format!("turning-gain.{}.{}", effect.what_if.id, effect.watched.key());
    let slots = [
        ("effect", effect.watched.name(asking)),
        ("link", Phrase::named(names::quantity(asking.case, &path), Slot::Quantity { path: path.to_string() })),
        ("gain", measures.number(&key, "gain at which the effect passes a step", gain, level(gain, 1.0))),
        (
            "now",
            Phrase::number(
                level(now, 1.0),
                now,
                NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode },
            ),
        ),
    ];
    let pattern = if factor < 1.0 {
        "The change of {effect} would be less than a step of its scale with a gain of {gain} in {link}, in place of {now}."
    } else {
        "The change of {effect} would come to a step of its scale with a gain of {gain} in {link}, in place of {now}."
    };
    let changes = vec![Change::Shift { path, by: gain - now }.to_string()];
    Ok(Some(Reason { says: say(pattern, &slots), claims: link.claims.iter().take(4).cloned().collect(), changes }))
}

/// A factor of a gain at which the change at the most likely values is `step`: a first guess mended once by the chord.
fn verified(
    asking: &Asking<'_, '_>,
    effect: &Effect<'_>,
    path: &QuantityPath,
    first: f64,
    step: f64,
) -> Result<Option<f64>, RunError> {
    if !(first.is_finite() && first > 0.0) {
        return Ok(None);
    }
    let Some(moved) = effect.moved else { return Ok(None) };
    let now = moved.after - moved.before;
    let Some(then) = under_factor(asking, effect, std::slice::from_ref(path), first)? else { return Ok(None) };
    let slope = (then - now) / (first - 1.0);
    Ok((slope.is_finite() && slope != 0.0).then(|| first + (step - then) / slope))
}

/// The change at the most likely values with the gains of some links so many times as large.
fn under_factor(
    asking: &Asking<'_, '_>,
    effect: &Effect<'_>,
    links: &[QuantityPath],
    factor: f64,
) -> Result<Option<f64>, RunError> {
    let scale = |path: &QuantityPath| GroundedChange::from(Change::Scale { path: path.clone(), by: factor });
    let changes: Vec<GroundedChange> = effect.what_if.changes.iter().cloned().chain(links.iter().map(scale)).collect();
    let (reading, _) = asking.again.settled(&changes, 1)?;
    let Some(path) = &effect.watched.quantity else { return Ok(None) };
    let pair = asking.reading.find(path).zip(reading.find(path));
    Ok(pair.map(|(before, after)| reading.estimate(after).mode() - asking.reading.estimate(before).mode()))
}

/// What the change is with all gains of its ways half as large, and twice as large.
fn other_sizes(
    asking: &Asking<'_, '_>,
    effect: &Effect<'_>,
    measures: &mut Measures,
) -> Result<Option<Reason>, RunError> {
    let Some(moved) = effect.moved.filter(|_| effect.size() == Size::Moves) else { return Ok(None) };
    let mut links: Vec<&String> = moved.paths.iter().flat_map(|path| &path.links).collect();
    links.sort_unstable();
    links.dedup();
    let paths: Vec<QuantityPath> = links.into_iter().filter_map(|link| link_path(asking, link)).collect();
    if paths.is_empty() {
        return Ok(None);
    }
    let ends = (under_factor(asking, effect, &paths, 0.5)?, under_factor(asking, effect, &paths, 2.0)?);
    let (Some(half), Some(twice)) = ends else { return Ok(None) };
    let key = |which: &str| format!("{which}-gains.{}.{}", effect.what_if.id, effect.watched.key());
    let range = effect.watched.range;
    let times = |words: &str, value: f64| {
        Phrase::number(words, value, NumberFrom::Threshold { name: "span-of-gains".to_owned() })
    };
    let slots = [
        ("effect", effect.watched.name(asking)),
        ("half", times("half", 0.5)),
        ("twice", times("twice", 2.0)),
        ("low", measures.number(&key("half"), "change with gains half as large", half, change(half, range))),
        ("high", measures.number(&key("twice"), "change with gains twice as large", twice, change(twice, range))),
    ];
    let pattern = "The gains are judgements in steps: with all of them {half} as large {effect} would change by {low}, with {twice} as large (none above its scale) by {high}.";
    Ok(Some(Reason { says: say(pattern, &slots), ..Reason::default() }))
}

/// The path of a link's gain.
pub(crate) fn link_path(asking: &Asking<'_, '_>, id: &str) -> Option<QuantityPath> {
    let link = asking.case.links.iter().find(|link| *link.id == *id)?;
    Some(QuantityPath::Link { cause: link.cause.text.clone(), effect: link.effect.text.clone(), lag: false })
}
