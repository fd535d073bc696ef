//! The verdict on who stands with whom, in sentences.

use detente_case::FindingId;
use detente_case::measure::{PARTITION, TOGETHER};
use detente_method::numbers::{self, most_frequent};
use detente_method::{Phrase, finding_of, say};
use detente_results::{Answer, BASELINE, FindingField, Measured, NumberFrom, Slot, Wording};

use super::variants::{Kind, Outcome};
use super::{Scene, Stand, Swing, margin, quantity};

/// From this share of other ways of counting on, a verdict is said to turn in them.
const TURNS: f64 = 0.25;
/// Most ways of counting that are named in a sentence.
const NAMED: usize = 3;
/// Most swings of which a sentence of their own is said.
pub(super) const SWINGS: usize = 3;
/// A network with p above this is no more ordered than chance would make it.
const CHANCE: f64 = 0.1;

/// The verdict in a pair of sentences, what decides in full as the first reason, and what stands beside it.
pub(super) fn verdict(scene: &Scene<'_, '_, '_>, answer: &mut Answer) {
    let (pattern, headline) = headline(scene, answer);
    pattern.clone_into(&mut answer.pattern);
    answer.verdict.push(headline);
    answer.verdict.extend(what_decides(scene));
    let manner = manner(scene, answer);
    if !manner.is_empty() {
        let slots = [("share", core_share(scene, answer)), ("manner", manner)];
        answer.because.push(scene.asking.reason(say("The sides stand so {share}{manner}.", &slots), Vec::new()));
    }
    for (place, swing) in swings(scene) {
        let said = decides(scene, place, swing, &mut answer.measures);
        answer.because.extend(said.map(|says| scene.asking.reason(says, Vec::new())));
    }
    answer.how_sure = Some(how_sure(scene, answer));
    answer.hangs_on = hangs_on(scene);
    findings(scene, answer);
}

/// What decides where the first of those beside the core stands, and what comes of it all under the scenarios of the question.
fn what_decides(scene: &Scene<'_, '_, '_>) -> Option<Wording> {
    let swing = swings(scene).next().and_then(|(place, swing)| {
        let turns = scene.tried.turning(place, Some(Kind::Way)).next().is_some();
        let carried = scene.margins[place].as_ref().and_then(|margin| margin.carried_by.first());
        let number = carried.map(|(index, _)| quantity(scene.asking, *index));
        let pattern = match (turns, &number) {
            (true, _) => "how rows are added up decides where {actor} stands",
            (false, Some(_)) => "where {actor} stands hangs on {number}",
            (false, None) => return None,
        };
        let slots = [("actor", scene.named(&[swing.actor])), ("number", number.unwrap_or_default())];
        Some(Phrase::wording(say(pattern, &slots)))
    });
    let all = swing.into_iter().chain(super::under::briefly(scene));
    let all = all.reduce(|all, next| all.then(Phrase::text("; ")).then(next))?;
    Some(say("{all}.", &[("all", all)]))
}

/// Who stands between the sides, who is placed by one tie or by none, and whether it is more than chance.
pub(super) fn remarks(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Vec<Wording> {
    let mut said = bridges(scene);
    said.extend(by_one_tie(scene));
    let unplaced = scene.unplaced();
    if !unplaced.is_empty() {
        let slots = [("actors", scene.named(&unplaced)), ("has", verb(unplaced.len(), "has", "have"))];
        said.push(say("{actors} {has} no tie: where they stand is not known.", &slots));
    }
    said.extend(chance(scene, answer));
    said
}

/// Who hangs on one tie; of a pair that hangs on one another both together.
fn by_one_tie(scene: &Scene<'_, '_, '_>) -> Vec<Wording> {
    let all = scene.by_one_tie();
    let said = |(actor, other): &(usize, usize)| match all.contains(&(*other, *actor)) {
        true if actor > other => None,
        true => {
            Some(say("{both} are placed by the tie between them alone.", &[("both", scene.named(&[*actor, *other]))]))
        }
        false => {
            let slots = [("actor", scene.named(&[*actor])), ("other", scene.named(&[*other]))];
            Some(say("{actor} is placed by its tie to {other} alone.", &slots))
        }
    };
    all.iter().filter_map(said).collect()
}

/// Numbers of an answer.
pub(super) type Measures = std::collections::BTreeMap<String, Measured>;

/// The swings that have sentences of their own.
pub(super) fn swings<'x>(scene: &'x Scene<'_, '_, '_>) -> impl Iterator<Item = (usize, &'x Swing)> {
    scene.found.swings.iter().enumerate().take(SWINGS)
}

/// A verb after so many.
pub(super) fn verb(count: usize, one: &str, more: &str) -> Phrase {
    Phrase::text(if count == 1 { one } else { more })
}

fn headline(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> (&'static str, Wording) {
    let [first, second] = scene.sides();
    let slots = [
        ("first", scene.named(&first)),
        ("second", scene.named(&second)),
        ("stand", verb(first.len(), "stands", "stand")),
        ("share", core_share(scene, answer)),
        ("beside", beside(scene, answer)),
    ];
    let open = !scene.found.swings.is_empty();
    let holds = scene.tried.outcomes.iter().all(|one| one.core);
    match (first.is_empty(), second.is_empty()) {
        (false, false) => {
            let pattern = if open || !holds { "st.core" } else { "st.firm" };
            let pattern = if near(scene).is_some() { "st.two" } else { pattern };
            (pattern, say("{first} {stand} against {second} {share}{beside}.", &slots))
        }
        (true, true) => ("st.core", say("All who are placed for certain hold with both sides{beside}.", &slots)),
        (one, _) => {
            let slots = [("all", slots[usize::from(one)].1.clone()), slots[3].clone(), slots[4].clone()];
            (
                "st.firm",
                say("{all} stand together {share}, and nobody stands for certain against them{beside}.", &slots),
            )
        }
    }
}

/// The swing of which both readings are near: shares less than a tenth apart, or less than a step between both at the most likely values.
fn near<'x>(scene: &'x Scene<'_, '_, '_>) -> Option<&'x Swing> {
    swings(scene).find(|(place, swing)| is_near(scene, *place, swing)).map(|(_, swing)| swing)
}

fn is_near(scene: &Scene<'_, '_, '_>, place: usize, swing: &Swing) -> bool {
    let step = scene.margins[place].as_ref().is_some_and(|margin| margin.at_mode.abs() < numbers::STEP - 1e-9);
    step || (swing.with[0] - swing.with[1]).abs() < numbers::NEAR
}

/// In which share of the draws the core stands so.
fn core_share(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Phrase {
    let draws = scene.asking.options.draws as usize;
    let Some(share) = scene.share else { return Phrase::text("pair by pair in nearly all draws") };
    let label = "share of draws in which the core stands on its sides".to_owned();
    answer.measures.insert("core".into(), Measured { label, value: share });
    Phrase::share(share, draws, measure("core"))
}

fn measure(name: &str) -> NumberFrom {
    NumberFrom::Measure { name: name.to_owned() }
}

/// Whether the core survives other ways of counting.
fn manner(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Phrase {
    let all = &scene.tried.outcomes;
    if all.is_empty() {
        return Phrase::nothing();
    }
    let label = "other ways of counting the rows that were tried".to_owned();
    answer.measures.insert("ways-tried".into(), Measured { label, value: all.len() as f64 });
    let failing: Vec<&Outcome> = all.iter().filter(|one| !one.core).collect();
    if failing.is_empty() {
        return Phrase::text(", whichever way the rows are counted");
    }
    if (failing.len() as f64) < TURNS * all.len() as f64 && failing.len() <= NAMED {
        let named = failing.iter().map(|one| one.name.clone()).collect();
        return Phrase::text(", but not ").then(Phrase::list(named));
    }
    let label = "other ways of counting in which the core is not sure".to_owned();
    answer.measures.insert("ways-failing".into(), Measured { label, value: failing.len() as f64 });
    let count = |count: usize, name: &str| Phrase::number(numbers::spelled(count), count as f64, measure(name));
    let text = Phrase::text(", but is not sure in ").then(count(failing.len(), "ways-failing"));
    text.then(Phrase::text(" of ")).then(count(all.len(), "ways-tried")).then(Phrase::text(" other ways of counting"))
}

/// Where the swings stand.
fn beside(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Phrase {
    let one = |(place, swing): (usize, &Swing)| stands(scene, place, swing, &mut answer.measures);
    let clauses: Vec<Phrase> = swings(scene).map(one).collect();
    let said = clauses.into_iter().fold(Phrase::nothing(), |all, one| all.then(Phrase::text("; ")).then(one));
    let more: Vec<usize> = scene.found.swings.iter().skip(SWINGS).map(|swing| swing.actor).collect();
    if more.is_empty() {
        return said;
    }
    let count = Phrase::count(&scene.ids(&more));
    said.then(Phrase::text("; ")).then(count).then(Phrase::text(" more are not sure either"))
}

/// `South Korea leans to the United States (in 86 of 100 draws)`.
fn stands(scene: &Scene<'_, '_, '_>, place: usize, swing: &Swing, measures: &mut Measures) -> Phrase {
    let actor = scene.named(&[swing.actor]);
    if scene.found.core.sides[1].is_empty() {
        return against(scene, swing, measures);
    }
    let with = |side: usize| with(scene, swing, side);
    match swing.stand() {
        Stand::With(side) if !is_near(scene, place, swing) && !is_on_the_line(scene, swing, side) => {
            actor.then(Phrase::text(" leans to the side of ")).then(with(side))
        }
        _ => {
            let nearer = with(swing.nearer());
            let near = is_near(scene, place, swing);
            let other = if near { Phrase::text(" or with ").then(with(1 - swing.nearer())) } else { Phrase::nothing() };
            actor.then(Phrase::text(" is undecided, with ")).then(nearer).then(other)
        }
    }
}

/// `Carland leans against them (in 94 of 100 draws)`: beside a core of one side.
fn against(scene: &Scene<'_, '_, '_>, swing: &Swing, measures: &mut Measures) -> Phrase {
    let (actor, side) = (scene.input.actors[swing.actor], swing.nearer());
    let key = format!("against-{actor}");
    let how = ["with", "against"][side];
    let label = format!("share of draws in which {} stands {how} the core", scene.asking.name(actor));
    measures.insert(key.clone(), Measured { label, value: swing.with[side] });
    let share = Phrase::share(swing.with[side], scene.asking.options.draws as usize, measure(&key));
    let text = match (swing.stand(), side) {
        (Stand::With(_), 0) => " leans to them (",
        (Stand::With(_), _) => " leans against them (",
        (_, 0) => " is undecided, with them (",
        _ => " is undecided, against them (",
    };
    scene.named(&[swing.actor]).then(Phrase::text(text)).then(share).then(Phrase::text(")"))
}

/// Whether so many draws cannot tell leaning from undecided.
fn is_on_the_line(scene: &Scene<'_, '_, '_>, swing: &Swing, side: usize) -> bool {
    let Some(anchor) = scene.anchor(swing.actor, side) else { return false };
    let finding = TOGETHER.about(&scene.input.view.id.text, scene.input.pair_name(swing.actor, anchor, "+"));
    let found = scene.asking.base.finding(&finding).and_then(|finding| finding.probability);
    found.is_some_and(|found| numbers::on_the_line(&found, super::LEANS))
}

/// `the United States (in 86 of 100 draws)`: the member of a side to which it is closest.
fn with(scene: &Scene<'_, '_, '_>, swing: &Swing, side: usize) -> Phrase {
    let Some(anchor) = scene.anchor(swing.actor, side) else { return Phrase::nothing() };
    let view = &scene.input.view.id.text;
    let finding = TOGETHER.about(view, scene.input.pair_name(swing.actor, anchor, "+"));
    let found = scene.asking.base.finding(&finding).and_then(|finding| finding.probability);
    let (share, draws) =
        found.map_or((swing.with[side], scene.asking.options.draws as usize), |p| (p.probability, p.draws));
    let share = Phrase::share(share, draws, from_finding(finding, FindingField::Mean));
    scene.named(&[anchor]).then(Phrase::text(" (")).then(share).then(Phrase::text(")"))
}

/// A number of a finding at the base.
pub(super) fn from_finding(finding: FindingId, field: FindingField) -> NumberFrom {
    NumberFrom::Finding { finding, scenario: BASELINE.to_owned(), field }
}

/// What decides where a swing stands: the way of adding up where that turns it, else the numbers that carry it.
fn decides(scene: &Scene<'_, '_, '_>, place: usize, swing: &Swing, measures: &mut Measures) -> Option<Wording> {
    let turns = scene.tried.turning(place, Some(Kind::Way)).next().is_some();
    let ways: Vec<&Outcome> = scene.tried.moving(place, swing, Kind::Way).filter(|_| turns).collect();
    let actor = ("actor", scene.named(&[swing.actor]));
    let carried = scene.margins[place].as_ref().map(|margin| &margin.carried_by[..]).unwrap_or_default();
    let numbers = Phrase::list(carried.iter().map(|(index, _)| quantity(scene.asking, *index)).collect());
    if ways.is_empty() {
        let slots = [actor, ("numbers", numbers)];
        return (!slots[1].1.is_empty()).then(|| say("Where {actor} stands hangs on {numbers}.", &slots));
    }
    let told = ways.iter().map(|one| way(scene, swing, &one.swings[place], &one.name, measures)).collect();
    let side: Vec<usize> = scene.anchor(swing.actor, swing.nearer()).into_iter().collect();
    let with = match (side.is_empty(), swing.nearer()) {
        (false, _) => Phrase::text("with ").then(scene.named(&side)),
        (true, _) => Phrase::text("against the others"),
    };
    let slots = [actor, ("ways", Phrase::list(told)), ("numbers", numbers), ("with", with)];
    Some(say(
        "The way in which rows are added up decides where {actor} stands: {with} {ways}; within one way it hangs on {numbers}.",
        &slots,
    ))
}

/// `by the sum of all rows in 49 of 100 draws`: how often a swing keeps its side when rows are added up so.
fn way(scene: &Scene<'_, '_, '_>, was: &Swing, is: &Swing, name: &Phrase, measures: &mut Measures) -> Phrase {
    let actor = scene.input.actors[was.actor];
    let key = format!("way-{}-{actor}", measures.len());
    let text = say("{name}", &[("name", name.clone())]).text;
    let label = format!("share of draws in which {} keeps its side, {text}", scene.asking.name(actor));
    let share = is.with[was.nearer()];
    measures.insert(key.clone(), Measured { label, value: share });
    let draws = scene.asking.options.draws.min(super::DRAWS) as usize;
    name.clone().then(Phrase::text(" ")).then(Phrase::share(share, draws, measure(&key)))
}

/// ` it is undecided`, ` it stands with China`.
pub(super) fn comes_out(scene: &Scene<'_, '_, '_>, swing: &Swing) -> Phrase {
    match swing.stand() {
        Stand::With(1) if scene.found.core.sides[1].is_empty() => Phrase::text(" it stands against the others"),
        Stand::Rather(1) if scene.found.core.sides[1].is_empty() => {
            Phrase::text(" it is undecided, rather against the others")
        }
        Stand::With(side) => {
            let anchor: Vec<usize> = scene.anchor(swing.actor, side).into_iter().collect();
            Phrase::text(" it stands with ").then(scene.named(&anchor))
        }
        Stand::Rather(side) => {
            let anchor: Vec<usize> = scene.anchor(swing.actor, side).into_iter().collect();
            Phrase::text(" it is undecided, rather with ").then(scene.named(&anchor))
        }
        Stand::Even => Phrase::text(" it stands with either side about as often"),
    }
}

/// Who stands between the sides.
fn bridges(scene: &Scene<'_, '_, '_>) -> Vec<Wording> {
    let friends = |actor: usize, side: usize| {
        let near = |other: &&usize| **other != actor && super::found::weight(&scene.network, actor, **other) > 0.0;
        scene.found.sides()[side].iter().filter(near).copied().collect::<Vec<usize>>()
    };
    let said = |actor: &usize| {
        let forum = margin::mediates(scene.asking, &scene.input, &scene.found, &scene.network, *actor);
        let slots = [
            ("actor", scene.named(&[*actor])),
            ("first", scene.named(&friends(*actor, 0))),
            ("second", scene.named(&friends(*actor, 1))),
            ("forum", forum.map_or_else(Phrase::nothing, |id| forum_named(scene, &id))),
        ];
        match slots[3].1.is_empty() {
            true => say("{actor} stands between the sides, tied to {first} and to {second}.", &slots),
            false => say(
                "{actor} stands between the sides as a mediator, tied to {first} and to {second}, with both at {forum}.",
                &slots,
            ),
        }
    };
    scene.bridges.iter().map(said).collect()
}

fn forum_named(scene: &Scene<'_, '_, '_>, id: &str) -> Phrase {
    let known = scene.asking.case.forums.iter().find(|forum| forum.id.text == id);
    let name = known.map_or(id, |forum| forum.name.as_str());
    Phrase::named(format!("“{name}”"), Slot::Named { what: "forum".into(), id: id.to_owned() })
}

/// Whether the network is more ordered than chance would make it.
fn chance(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Option<Wording> {
    let view = scene.asking.base.views.iter().find(|view| view.id == scene.input.view.id.text)?;
    if let Some(remark) = view.signs.remark() {
        return Some(say("Of order little can be said: {remark}.", &[("remark", Phrase::text(remark))]));
    }
    let p = view.structure.as_ref()?.null.as_ref()?.p?;
    let label = "share of networks with the same ties and the signs dealt out anew that are as well ordered".to_owned();
    answer.measures.insert("chance".into(), Measured { label, value: p });
    let text = if p < 0.01 { format!("{p:.3}").trim_start_matches('0').to_owned() } else { numbers::level(p, 1.0) };
    let slots = [("p", Phrase::number(text, p, measure("chance")))];
    let more = "The network is more ordered than chance would make it (p {p}).";
    let no_more = "The network is no more ordered than chance would make it (p {p}).";
    Some(say(if p > CHANCE { no_more } else { more }, &slots))
}

/// `six of seven actors, in every draw`.
fn how_sure(scene: &Scene<'_, '_, '_>, answer: &mut Answer) -> Wording {
    let members = scene.found.core.members();
    let slots = [
        ("placed", Phrase::count(&scene.ids(&members))),
        ("all", Phrase::count(&scene.input.actors)),
        ("share", core_share(scene, answer)),
    ];
    say("{placed} of {all} actors are placed {share}", &slots)
}

fn hangs_on(scene: &Scene<'_, '_, '_>) -> Option<Wording> {
    let (place, _) = swings(scene).next()?;
    let carried = scene.margins[place].as_ref()?.carried_by.first()?;
    let slots = [("number", quantity(scene.asking, carried.0))];
    let by_way = scene.tried.turning(place, Some(Kind::Way)).next().is_some();
    Some(say(if by_way { "the way of adding up, and {number}" } else { "{number}" }, &slots))
}

/// What the figure shows.
pub(super) fn caption(scene: &Scene<'_, '_, '_>, sides: &[Vec<usize>], open: &[usize]) -> Wording {
    let sides = sides.iter().map(|side| scene.named(side));
    let against = sides.reduce(|one, other| one.then(Phrase::text(" against ")).then(other));
    let slots = [("sides", against.unwrap_or_default()), ("open", scene.named(open))];
    say(if open.is_empty() { "{sides}." } else { "{sides}; on no side: {open}." }, &slots)
}

/// The findings that the verdict tells: the most frequent division, and the pairs by which it places everyone.
fn findings(scene: &Scene<'_, '_, '_>, answer: &mut Answer) {
    let view = &scene.input.view.id.text;
    let first = most_frequent(scene.asking.base, PARTITION, view).first().map(|finding| finding.id.clone());
    let core = &scene.found.core.sides[0];
    let members = scene.found.core.members();
    let of_core = core.first().into_iter().flat_map(|one| members.iter().map(|other| (*one, *other)));
    let of_swings = swings(scene).flat_map(|(_, swing)| {
        let anchors = [0, 1].map(|side| scene.anchor(swing.actor, side));
        anchors.into_iter().flatten().map(|anchor| (swing.actor, anchor))
    });
    let pairs = of_core.filter(|(a, b)| a != b).chain(of_swings);
    let named = pairs.map(|(a, b)| TOGETHER.about(view, scene.input.pair_name(a, b, "+")));
    let known = first.into_iter().chain(named).filter(|id| scene.asking.base.finding(id).is_some());
    answer.findings.extend(known.map(|id| finding_of(BASELINE, &id)));
}
