//! The reasons behind who stands with whom, the smallest changes that turn it, and what is weak about it.

use detente_case::measure::{AFFINITY, NORMALISED_FRUSTRATION, TOLERANCE};
use detente_case::{Change, Shape};
use detente_method::{GroundedChange, Phrase, RunError, names, numbers, say};
use detente_results::{Answer, FindingField, Measured, NumberFrom, Reason, Wording};

use super::variants::{Kind, Outcome};
use super::words::{Measures, comes_out, from_finding, swings};
use super::{Scene, Swing, Tally, found, words};

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most ties of a reason.
const TIES: usize = 2;
/// Most ways of counting that are told of a swing.
const WAYS: usize = 4;

/// Per side its closest tie, the most hostile one between them, what each swing weighs, and how much goes against the sides.
pub(super) fn reasons(scene: &Scene<'_, '_, '_>, answer: &mut Answer) {
    let sides = scene.sides();
    let inside = |side: &Vec<usize>| strongest(scene, 1.0, &|a, b| side.contains(&a) && side.contains(&b));
    let across = |a: usize, b: usize| {
        (sides[0].contains(&a) && sides[1].contains(&b)) || (sides[1].contains(&a) && sides[0].contains(&b))
    };
    let ties = sides.iter().map(inside).chain([strongest(scene, -1.0, &across)]);
    answer.because.extend(ties.filter_map(|ties| of_ties(scene, &ties)));
    answer.because.extend(swings(scene).take(1).filter_map(|(place, swing)| of_swing(scene, place, swing)));
    let mut last: Vec<Wording> = against(scene).into_iter().collect();
    let mut remarks = words::remarks(scene, answer);
    // A verdict of one sentence has room for the first.
    if answer.verdict.len() < 2 && !remarks.is_empty() {
        answer.verdict.push(remarks.remove(0));
    }
    last.extend(remarks);
    let all = last.into_iter().map(Phrase::wording).reduce(|all, next| all.then(Phrase::text(" ")).then(next));
    answer.because.extend(all.map(|all| scene.asking.reason(say("{all}", &[("all", all)]), Vec::new())));
}

/// The ties of this sign with the greatest weights among the pairs that are wanted; of equal ones the first.
fn strongest(scene: &Scene<'_, '_, '_>, sign: f64, wanted: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let ties = scene.network.ties().iter().filter(|tie| sign * tie.weight > 0.0 && wanted(tie.a, tie.b));
    let mut ties: Vec<&detente_balance::Tie> = ties.collect();
    ties.sort_by(|one, other| {
        other.weight.abs().total_cmp(&one.weight.abs()).then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    ties.into_iter().take(TIES).map(|tie| (tie.a, tie.b)).collect()
}

/// The affinity of a pair at the most likely values.
fn affinity(scene: &Scene<'_, '_, '_>, a: usize, b: usize) -> Phrase {
    let finding = AFFINITY.about(&scene.input.view.id.text, scene.input.pair_name(a, b, "-"));
    let value = found::weight(&scene.network, a, b);
    Phrase::number(numbers::level(value, 1.0), value, from_finding(finding, FindingField::Mode))
}

/// The rows of a pair by what they add at the most likely values, the greatest first.
fn rows(scene: &Scene<'_, '_, '_>, a: usize, b: usize) -> Vec<(usize, String, f64)> {
    let pair = scene.input.pairs.iter().find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)));
    let terms = pair.map(|pair| pair.affinity.as_slice()).unwrap_or_default();
    let of = |quantity: usize| scene.input.rows.iter().find(|row| row.affinity == quantity);
    let row = |term: &detente_method::Term| {
        let dimension = of(term.quantity).map(|row| names::spoken(row.dimension)).unwrap_or_default();
        (term.quantity, dimension, term.share * scene.asking.samples.mode(term.quantity))
    };
    let mut rows: Vec<(usize, String, f64)> = terms.iter().map(row).collect();
    rows.sort_by(|one, other| other.2.abs().total_cmp(&one.2.abs()).then(one.0.cmp(&other.0)));
    rows
}

/// Claims behind rows, the most weighty first.
fn claims(scene: &Scene<'_, '_, '_>, rows: &[(usize, String, f64)], sign: f64) -> Vec<String> {
    let own = rows.iter().filter(|(_, _, adds)| sign * adds > 0.0);
    let mut found: Vec<String> = Vec::new();
    for claim in own.flat_map(|(quantity, _, _)| scene.asking.reading.evidence(*quantity)) {
        if found.len() < CLAIMS && !found.contains(&claim) {
            found.push(claim);
        }
    }
    found
}

/// Ties that carry one side, or set both against one another.
fn of_ties(scene: &Scene<'_, '_, '_>, ties: &[(usize, usize)]) -> Option<Reason> {
    let told: Vec<Phrase> = ties.iter().map(|(a, b)| of_tie(scene, *a, *b)).collect();
    let said = told.into_iter().reduce(|one, other| one.then(Phrase::text("; ")).then(other))?;
    let of = |(a, b): &(usize, usize)| {
        let sign = found::weight(&scene.network, *a, *b).signum();
        let each = CLAIMS / ties.len();
        claims(scene, &rows(scene, *a, *b), sign).into_iter().take(each).collect::<Vec<String>>()
    };
    let mut all: Vec<String> = ties.iter().flat_map(of).collect();
    all.dedup();
    Some(scene.asking.reason(say("{ties}.", &[("ties", said)]), all))
}

/// `Japan and China are hostile (−.31): threat and rhetoric outweigh support`.
fn of_tie(scene: &Scene<'_, '_, '_>, a: usize, b: usize) -> Phrase {
    let rows = rows(scene, a, b);
    let sign = found::weight(&scene.network, a, b).signum();
    let dimensions = |sign: f64| {
        let mut all: Vec<&str> = Vec::new();
        for (_, dimension, _) in rows.iter().filter(|(_, _, adds)| sign * adds > 0.0) {
            if !all.contains(&dimension.as_str()) {
                all.push(dimension);
            }
        }
        Phrase::list(all.into_iter().map(Phrase::text).collect())
    };
    let slots = [
        ("pair", scene.named(&[a, b])),
        ("are", Phrase::text(if sign > 0.0 { "close" } else { "hostile" })),
        ("affinity", affinity(scene, a, b)),
        ("for", dimensions(sign)),
        ("against", dimensions(-sign)),
    ];
    let pattern = match slots[4].1.is_empty() {
        true => "{pair} are {are} ({affinity}: {for})",
        false => "{pair} are {are} ({affinity}: {for} outweigh {against})",
    };
    Phrase::wording(say(pattern, &slots))
}

/// What pulls a swing to either side.
fn of_swing(scene: &Scene<'_, '_, '_>, place: usize, swing: &Swing) -> Option<Reason> {
    let margin = scene.margins[place].as_ref()?;
    let weight = |other: usize| found::weight(&scene.network, swing.actor, other);
    let pulls = |to: usize| {
        let own = scene.found.sides()[to].iter().filter(|other| weight(**other) > 0.0);
        let others = scene.found.sides()[1 - to].iter().filter(|other| weight(**other) < 0.0);
        let mut all: Vec<usize> = own.chain(others).copied().collect();
        all.sort_by(|one, other| weight(*other).abs().total_cmp(&weight(*one).abs()).then(one.cmp(other)));
        all
    };
    let side = usize::from(margin.at_mode < 0.0);
    let told = |to: usize| {
        let one = |other: &usize| {
            let what = if weight(*other) > 0.0 { "friendship with " } else { "strain with " };
            let pair = affinity(scene, swing.actor, *other);
            Phrase::text(what).then(scene.named(&[*other])).then(Phrase::text(" (")).then(pair).then(Phrase::text(")"))
        };
        Phrase::list(pulls(to).iter().map(one).collect())
    };
    let anchor = |side: usize| match scene.anchor(swing.actor, side) {
        Some(anchor) => scene.named(&[anchor]),
        None => Phrase::text("the other side"),
    };
    let slots = [
        ("actor", scene.named(&[swing.actor])),
        ("anchor", anchor(side)),
        ("other", anchor(1 - side)),
        ("for", told(side)),
        ("against", told(1 - side)),
    ];
    let pattern = match (slots[3].1.is_empty(), slots[4].1.is_empty()) {
        (false, false) => "{actor} is drawn to {anchor} by {for}, to {other} by {against}.",
        (false, true) => "{actor} is drawn to {anchor} by {for}, and nothing draws it the other way.",
        _ => return None,
    };
    let strongest = pulls(side).into_iter().chain(pulls(1 - side));
    let of = |other: usize| claims(scene, &rows(scene, swing.actor, other), weight(other).signum());
    let mut all: Vec<String> = Vec::new();
    for claim in strongest.flat_map(|other| of(other).into_iter().take(1)) {
        if all.len() < CLAIMS && !all.contains(&claim) {
            all.push(claim);
        }
    }
    Some(scene.asking.reason(say(pattern, &slots), all))
}

/// How much of the weight of all ties goes against the best division.
fn against(scene: &Scene<'_, '_, '_>) -> Option<Wording> {
    let finding = NORMALISED_FRUSTRATION.of(&scene.input.view.id.text);
    let share = scene.asking.base.finding(&finding)?.at_mode?;
    let share = Phrase::number(format!("{:.0} %", 100.0 * share), share, from_finding(finding, FindingField::Mode));
    Some(say("Of the weight of all ties {share} goes against the best division.", &[("share", share)]))
}

/// What turns it: one tie for each swing, the ways of counting that move it, and the tie of the core that has least to spare.
///
/// # Errors
/// [`RunError`].
pub(super) fn changes(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Result<(), RunError> {
    for (place, swing) in swings(scene) {
        let tie = one_tie(scene, place, swing, &mut answer.measures)?;
        answer.change_if.extend(tie);
        answer.change_if.extend(other_ways(scene, place, swing));
    }
    answer.change_if.extend(of_core(scene));
    Ok(())
}

/// The strongest tie of a swing that, moved by its margin, takes it to the other side at the most likely values; tried before it is told.
fn one_tie(
    scene: &Scene<'_, '_, '_>,
    place: usize,
    swing: &Swing,
    measures: &mut Measures,
) -> Result<Option<Reason>, RunError> {
    let Some(margin) = scene.margins[place].as_ref().filter(|margin| margin.at_mode != 0.0) else { return Ok(None) };
    let side = usize::from(margin.at_mode < 0.0);
    let mut others: Vec<usize> = scene.found.core.members();
    let weight = |other: &usize| found::weight(&scene.network, swing.actor, *other);
    others.retain(|other| weight(other) != 0.0);
    others.sort_by(|one, other| weight(other).abs().total_cmp(&weight(one).abs()).then(one.cmp(other)));
    // A hundredth beyond the margin, in whole hundredths.
    let by = (100.0 * margin.at_mode.abs() + 1e-6).floor() / 100.0 + 0.01;
    for other in others {
        let with = scene.found.sides()[side].contains(&other);
        let by = if with { -by } else { by };
        let rows = rows(scene, swing.actor, other);
        let paths = || rows.iter().map(|(quantity, _, _)| &scene.asking.case.quantities.get(*quantity).path);
        let changes: Vec<String> = paths().map(|path| format!("{path}+={by:.2}")).collect();
        if !turns(scene, swing, margin.at_mode, &changes)? {
            continue;
        }
        let name = format!("margin-{}", scene.input.actors[swing.actor]);
        let label =
            format!("what the other side would cost {} more", scene.asking.name(scene.input.actors[swing.actor]));
        measures.insert(name.clone(), Measured { label, value: margin.at_mode.abs() });
        let size = margin.at_mode.abs();
        let slots = [
            ("actor", scene.named(&[swing.actor])),
            ("other", scene.named(&[other])),
            ("size", Phrase::number(numbers::level(size, 1.0), size, NumberFrom::Measure { name })),
            ("how", Phrase::text(if by < 0.0 { "worse" } else { "better" })),
        ];
        let says = say("{actor} changes sides if its tie to {other} is {how} by more than {size}.", &slots);
        return Ok(Some(Reason { says, changes, claims: claims(scene, &rows, weight(&other).signum()) }));
    }
    Ok(None)
}

/// Whether changes turn the margin of a swing at the most likely values.
fn turns(scene: &Scene<'_, '_, '_>, swing: &Swing, margin: f64, changes: &[String]) -> Result<bool, RunError> {
    let parsed: Option<Vec<GroundedChange>> =
        changes.iter().map(|text| Change::parse(text, Shape::Pert).ok().map(GroundedChange::from)).collect();
    let Some(parsed) = parsed else { return Ok(false) };
    let reading = scene.asking.under_changes(&parsed);
    let network = Tally::of(&scene.input).ties().network(&|quantity| match reading.estimate(quantity).mode() {
        // What influences have moved stays where they put it.
        same if same == scene.asking.case.quantities.get(quantity).estimate.mode() => {
            scene.asking.samples.mode(quantity)
        }
        moved => moved,
    });
    let wrap = |error| RunError::problem("view", &scene.input.view.id, error);
    let network = network.map_err(wrap)?;
    let moved = detente_balance::side_margin(&network, scene.found.sides(), swing.actor).map_err(wrap)?;
    Ok(moved.is_some_and(|moved| moved * margin < 0.0))
}

/// Other ways of counting that move a swing.
fn other_ways(scene: &Scene<'_, '_, '_>, place: usize, swing: &Swing) -> Option<Reason> {
    let mut all: Vec<&Outcome> = scene.tried.turning(place, None).filter(|one| one.kind != Kind::Way).collect();
    let moved = |one: &Outcome| (0..2).map(|side| (one.swings[place].with[side] - swing.with[side]).abs()).sum::<f64>();
    all.sort_by(|one, other| moved(other).total_cmp(&moved(one)));
    let told = all.iter().take(WAYS).map(|one| one.name.clone().then(comes_out(scene, &one.swings[place]))).collect();
    let slots = [("actor", scene.named(&[swing.actor])), ("ways", Phrase::list(told))];
    (!all.is_empty()).then(|| {
        scene.asking.reason(say("So does another count of the rows behind {actor}: {ways}.", &slots), Vec::new())
    })
}

/// The tie of the core with the least to spare.
fn of_core(scene: &Scene<'_, '_, '_>) -> Option<Reason> {
    let members = scene.found.core.members();
    let view = &scene.input.view.id.text;
    let tolerance = |tie: &detente_balance::Tie| {
        let id = TOLERANCE.about(view, scene.input.pair_name(tie.a, tie.b, "-"));
        let most = scene.asking.base.finding(&id)?.at_mode?;
        // A tie cannot be moved beyond the ends of its scale.
        let within = tie.weight.abs() + 1.0 >= most && most > 0.0;
        within.then_some((tie.a, tie.b, tie.weight, most, id))
    };
    let inside = scene.network.ties().iter().filter(|tie| members.contains(&tie.a) && members.contains(&tie.b));
    let all = inside.filter_map(tolerance);
    let (a, b, weight, most, id) =
        all.min_by(|one, other| one.3.total_cmp(&other.3).then((one.0, one.1).cmp(&(other.0, other.1))))?;
    let slots = [
        ("pair", scene.named(&[a, b])),
        ("size", Phrase::number(numbers::level(most, 1.0), most, from_finding(id, FindingField::Mode))),
    ];
    let pattern = match weight > 0.0 {
        true => {
            "Of the core {pair} have least to spare: they part if the tie between them is worse by more than {size}."
        }
        false => {
            "Of the core {pair} have least to spare: they join if the tie between them is better by more than {size}."
        }
    };
    Some(scene.asking.reason(say(pattern, &slots), Vec::new()))
}

/// What is weak about it: who hangs on few ties, sources without which nothing is left, what was not looked at.
pub(super) fn weak(scene: &Scene<'_, '_, '_>, answer: &mut Answer) {
    let ties = |actor: usize| -> Vec<usize> {
        let own = scene.network.ties().iter().filter(|tie| tie.a == actor || tie.b == actor);
        own.map(|tie| tie.a + tie.b - actor).collect()
    };
    let whole = scene.input.actors.len() - 1;
    let few = scene.found.core.members().into_iter().filter(|actor| ties(*actor).len() == 2 && whole > 2);
    answer.weak.extend(few.map(|actor| {
        let others = ties(actor);
        let count = Phrase::count(&scene.ids(&others));
        let slots = [("actor", scene.named(&[actor])), ("count", count), ("others", scene.named(&others))];
        say("{actor} hangs on {count} ties, to {others}.", &slots)
    }));
    answer.weak.extend(unknown(scene));
    answer.weak.extend(scene.tried.emptied.iter().map(|source| {
        say("Without {source} fewer ties than actors are left, and it is not known.", &[("source", source.clone())])
    }));
    if scene.tried.is_empty() && !scene.found.core.members().is_empty() {
        answer.weak.push(say(
            "Whether other ways of counting the rows turn it is not worked out for a view of this size.",
            &[],
        ));
    }
    if scene.found.core.several {
        answer.weak.push(say("There is no single core: other sets of actors are as sure among themselves.", &[]));
    }
}

/// Pairs without a tie.
fn unknown(scene: &Scene<'_, '_, '_>) -> Option<Wording> {
    let name = |pair: &detente_method::Pair| scene.input.pair_name(pair.a, pair.b, "-");
    let without: Vec<String> = scene.input.pairs.iter().filter(|pair| !pair.is_tied()).map(name).collect();
    let all: Vec<String> = scene.input.pairs.iter().map(name).collect();
    let slots = [("some", Phrase::count(&without)), ("all", Phrase::count(&all))];
    (!without.is_empty()).then(|| say("Of {all} pairs {some} have no coded tie.", &slots))
}
