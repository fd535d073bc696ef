//! Who stands with whom under other scenarios.

use std::collections::BTreeSet;

use detente_case::measure::TOGETHER;
use detente_method::{Phrase, WhatIf, numbers, say};
use detente_results::{Answer, FindingField, NumberFrom, ScenarioResult, Slot, ViewResult, ViewTieResult, Wording};

use super::words::{swings, verb};
use super::{Scene, Stand, found};

/// Most ties that are said to turn.
const TURNED: usize = 3;
/// Most scenarios of which the verdict speaks.
const BRIEFLY: usize = 1;

/// What comes of it under the scenarios of the question, in a few words each.
pub(super) fn briefly(scene: &Scene<'_, '_, '_>) -> Option<Phrase> {
    let under = scene.asking.under().into_iter().filter(|_| !scene.input.is_large());
    let told = under.map(|(what_if, result)| {
        Phrase::text("under ").then(named(what_if)).then(Phrase::text(" ")).then(brief(scene, what_if, result))
    });
    told.take(BRIEFLY).reduce(|all, next| all.then(Phrase::text(", ")).then(next))
}

/// `the sides do not hold`, `South Korea stands with China`, `they do`.
fn brief(scene: &Scene<'_, '_, '_>, what_if: &WhatIf, result: &ScenarioResult) -> Phrase {
    let view = &scene.input.view.id.text;
    let shares = found::of_findings(view, &scene.input.actors, result, scene.asking.options.draws);
    let only_just = || {
        let [gone] = gone(scene, &shares)[..] else { return false };
        with_own(scene, gone, what_if, result).is_some_and(|own| own.on_the_line)
    };
    if !scene.found.core_holds(&shares) && !only_just() {
        return Phrase::text("the sides do not hold");
    }
    let side = |stand: Stand| if let Stand::With(side) = stand { Some(side) } else { None };
    let seen = swings(scene).map(|(_, swing)| (swing, scene.found.seen(swing, &shares)));
    let moved = seen.filter(|(was, is)| side(was.stand()) != side(is.stand())).map(|(_, is)| {
        let anchor = side(is.stand()).and_then(|side| scene.anchor(is.actor, side));
        let actor = scene.named(&[is.actor]);
        match (side(is.stand()), anchor) {
            (_, Some(anchor)) => actor.then(Phrase::text(" stands with ")).then(scene.named(&[anchor])),
            (Some(_), None) => actor.then(Phrase::text(" stands against them")),
            (None, None) => actor.then(Phrase::text(" is undecided")),
        }
    });
    let moved = Phrase::list(moved.collect());
    if moved.is_empty() { Phrase::text("all stand as they do") } else { moved }
}

/// Adds what comes of it under the scenarios of the question in full.
pub(super) fn reasons(scene: &Scene<'_, '_, '_>, answer: &mut Answer) {
    for (what_if, result) in scene.asking.under() {
        if scene.input.is_large() {
            let slots = [("scenario", named(what_if))];
            answer.weak.push(say("A view of so many actors is not looked at under {scenario}.", &slots));
            continue;
        }
        answer.because.push(scene.asking.reason(sentence(scene, what_if, result), Vec::new()));
        answer.weak.extend(thin(scene, what_if, result));
    }
}

/// A scenario by its title.
fn named(what_if: &WhatIf) -> Phrase {
    Phrase::named(format!("“{}”", what_if.title), Slot::Scenario { id: what_if.id.clone() })
}

fn sentence(scene: &Scene<'_, '_, '_>, what_if: &WhatIf, result: &ScenarioResult) -> Wording {
    let view = &scene.input.view.id.text;
    let shares = found::of_findings(view, &scene.input.actors, result, scene.asking.options.draws);
    let slots = [
        ("scenario", named(what_if)),
        ("core", core(scene, &shares, what_if, result)),
        ("swings", moved(scene, &shares, what_if, result)),
        ("ties", turned(scene, result)),
    ];
    say("Under {scenario} {core}{swings}{ties}.", &slots)
}

/// Whether the sides stay.
fn core(
    scene: &Scene<'_, '_, '_>,
    shares: &detente_balance::PairShares,
    what_if: &WhatIf,
    result: &ScenarioResult,
) -> Phrase {
    if scene.found.core_holds(shares) {
        return Phrase::text("the sides stay as they are");
    }
    let gone = gone(scene, shares);
    let with = gone.first().filter(|_| gone.len() == 1).and_then(|actor| with_own(scene, *actor, what_if, result));
    if gone == scene.found.core.sides[1] {
        return Phrase::text("both sides no longer stand against one another for certain");
    }
    let is = verb(gone.len(), " is no longer sure on its side", " are no longer sure on theirs");
    match with {
        Some(Own { on_the_line: true, told }) => {
            let text = Phrase::text("the sides stay as they are, though ").then(scene.named(&gone));
            text.then(Phrase::text(" only just")).then(told)
        }
        Some(Own { told, .. }) => scene.named(&gone).then(is).then(told),
        None => scene.named(&gone).then(is),
    }
}

/// Who of the core is no longer sure on its side.
fn gone(scene: &Scene<'_, '_, '_>, shares: &detente_balance::PairShares) -> Vec<usize> {
    let Some(first) = scene.found.core.sides[0].first() else { return Vec::new() };
    let members = scene.found.core.members();
    let stays = |actor: &usize| {
        let before = scene.found.core.sides[0].contains(actor);
        let share = if before { shares.same(*first, *actor) } else { shares.apart(*first, *actor) };
        actor == first || share >= numbers::SURE - 1e-9
    };
    let gone: Vec<usize> = members.iter().copied().filter(|actor| !stays(actor)).collect();
    // Where most have left their first member, it is that one that has left them.
    if 2 * gone.len() > members.len() { vec![*first] } else { gone }
}

/// How often an actor still stands with its side.
struct Own {
    /// Whether more draws could make it sure.
    on_the_line: bool,
    /// ` (with the United States in 93 of 100 draws)`.
    told: Phrase,
}

fn with_own(scene: &Scene<'_, '_, '_>, actor: usize, what_if: &WhatIf, result: &ScenarioResult) -> Option<Own> {
    let side = (0..2).find(|side| scene.found.core.sides[*side].contains(&actor))?;
    let anchor = scene.anchor(actor, side)?;
    let finding = TOGETHER.about(&scene.input.view.id.text, scene.input.pair_name(actor, anchor, "+"));
    let p = result.finding(&finding)?.probability?;
    let from = NumberFrom::Finding { finding, scenario: what_if.id.clone(), field: FindingField::Mean };
    let with = Phrase::text(" (with ").then(scene.named(&[anchor])).then(Phrase::text(" "));
    let told = with.then(Phrase::share(p.probability, p.draws, from)).then(Phrase::text(")"));
    Some(Own { on_the_line: numbers::on_the_line(&p, numbers::SURE), told })
}

/// Where the swings stand there.
fn moved(
    scene: &Scene<'_, '_, '_>,
    shares: &detente_balance::PairShares,
    what_if: &WhatIf,
    result: &ScenarioResult,
) -> Phrase {
    let clause = |swing: &super::Swing| {
        let now = scene.found.seen(swing, shares);
        let actor = scene.named(&[swing.actor]);
        let side = now.nearer();
        let Some(anchor) = scene.anchor(swing.actor, side) else {
            return Phrase::text(", and ").then(actor).then(Phrase::text(match now.stand() {
                Stand::With(_) => " stands against them",
                Stand::Rather(_) | Stand::Even => " is undecided, rather against them",
            }));
        };
        let finding = TOGETHER.about(&scene.input.view.id.text, scene.input.pair_name(swing.actor, anchor, "+"));
        let Some(p) = result.finding(&finding).and_then(|finding| finding.probability) else {
            return Phrase::text(", where ").then(actor).then(Phrase::text(" stands is not known"));
        };
        let from = NumberFrom::Finding { finding, scenario: what_if.id.clone(), field: FindingField::Mean };
        let stands = match now.stand() {
            Stand::With(_) => " stands with ",
            Stand::Rather(_) | Stand::Even => " is undecided, with ",
        };
        let with = scene.named(&[anchor]).then(Phrase::text(" "));
        Phrase::text(", and ").then(actor).then(Phrase::text(stands)).then(with).then(Phrase::share(
            p.probability,
            p.draws,
            from,
        ))
    };
    swings(scene).map(|(_, swing)| clause(swing)).fold(Phrase::nothing(), Phrase::then)
}

/// The view at the base and in a scenario.
fn both<'r>(scene: &Scene<'r, 'r, '_>, result: &'r ScenarioResult) -> Option<(&'r ViewResult, &'r ViewResult)> {
    let of = |result: &'r ScenarioResult| result.views.iter().find(|view| view.id == scene.input.view.id.text);
    Some((of(scene.asking.base)?, of(result)?))
}

/// Ties that turn friendly or hostile there.
fn turned(scene: &Scene<'_, '_, '_>, result: &ScenarioResult) -> Phrase {
    let Some((was, is)) = both(scene, result) else { return Phrase::nothing() };
    let of = |tie: &ViewTieResult| was.ties.iter().find(|one| (&one.a, &one.b) == (&tie.a, &tie.b));
    let turns = |tie: &&ViewTieResult| of(tie).is_some_and(|before| before.affinity * tie.affinity < 0.0);
    let said = |tie: &ViewTieResult| {
        let pair = scene.asking.actors(&[&tie.a, &tie.b]);
        pair.then(Phrase::text(if tie.affinity > 0.0 { " turn friendly" } else { " turn hostile" }))
    };
    let turned: Vec<Phrase> = is.ties.iter().filter(turns).take(TURNED).map(said).collect();
    if turned.is_empty() { Phrase::nothing() } else { Phrase::text("; ").then(Phrase::list(turned)) }
}

/// That the rows which a scenario counts beside the others are there for a few pairs alone.
fn thin(scene: &Scene<'_, '_, '_>, what_if: &WhatIf, result: &ScenarioResult) -> Option<Wording> {
    let (was, is) = both(scene, result)?;
    let before: BTreeSet<&detente_case::QuantityPath> = was.ties.iter().flat_map(|tie| &tie.quantities).collect();
    let adds = |tie: &&ViewTieResult| tie.quantities.iter().any(|path| !before.contains(path));
    let pairs = |ties: Vec<&ViewTieResult>| -> Vec<String> {
        ties.into_iter().map(|tie| scene.asking.name(&tie.a) + "-" + &scene.asking.name(&tie.b)).collect()
    };
    let (few, all) = (pairs(is.ties.iter().filter(adds).collect()), pairs(is.ties.iter().collect()));
    let slots = [("scenario", named(what_if)), ("few", Phrase::count(&few)), ("all", Phrase::count(&all))];
    (!few.is_empty() && 2 * few.len() < all.len())
        .then(|| say("What {scenario} counts beside is coded for {few} of {all} pairs alone.", &slots))
}
