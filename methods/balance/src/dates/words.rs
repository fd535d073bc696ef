//! What it looked like at other dates, in sentences.

use detente_case::case::View;
use detente_case::measure::{PARTITION, TOGETHER};
use detente_method::numbers::{most_frequent, spelled};
use detente_method::{Asking, Phrase, RunError, day, finding_of, say};
use detente_results::{Answer, AnswerFigure, FindingField, Measured, NumberFrom, Reason, Shown, Slot, Wording};

use super::change::{Moved, Place, Undoing, between, moved, place_at};
use super::{Dated, is_known, short};
use crate::standing::{Found, firm_of, of_findings, quantity};

/// Most claims of a reason.
const CLAIMS: usize = 4;
/// Most rows that are named of those that came or went.
const ROWS: usize = 3;

/// Fills an answer from the dates.
pub(super) fn tell(
    asking: &Asking<'_, '_>,
    dates: &[Dated<'_, '_>],
    now: usize,
    answer: &mut Answer,
) -> Result<(), RunError> {
    let known: Vec<&Dated<'_, '_>> = dates.iter().filter(|one| is_known(one, &dates[now])).collect();
    answer.pattern = if known.len() < dates.len() { "da.thin" } else { "da.same" }.to_owned();
    let thin_ones = dates.iter().filter(|one| !is_known(one, &dates[now]));
    answer.verdict.extend(thin_ones.map(|one| thin(asking, one, &dates[now])));
    answer.verdict.extend(alike(&known).iter().map(|span| standing(asking, span, &mut answer.measures)));
    for pair in known.windows(2) {
        let moved = moved(asking, pair[0], pair[1])?;
        if moved.is_empty() {
            answer.because.extend(came_and_went(asking, pair[0], pair[1]));
        }
        for one in moved {
            answer.pattern = "da.change".to_owned();
            answer.verdict.extend(changed(asking, [pair[0], pair[1]], &one));
            answer.because.extend(one.by.iter().map(|row| by_row(asking, *row)));
            answer.change_if.extend(one.by.iter().map(|row| undone(asking, pair[1], one.actor, *row)));
        }
    }
    if let Some(data) = data_view(asking, dates[now].input.view) {
        let said = from_data(asking, dates, &data, &mut answer.measures);
        answer.because.extend(said.into_iter().map(|says| Reason { says, ..Reason::default() }));
    }
    for one in dates {
        answer.because.push(coded(asking, one));
        let first = most_frequent(one.result, PARTITION, &one.input.view.id.text).first().map(|one| one.id.clone());
        answer.findings.extend(first.map(|id| finding_of(&one.scenario, &id)));
    }
    answer.because.truncate(5);
    answer.weak.extend(dates.iter().filter(|one| is_known(one, &dates[now])).filter_map(|one| few(asking, one)));
    answer.figure = Some(figure(asking, dates, now));
    Ok(())
}

/// Actors at a date by name.
fn named(asking: &Asking<'_, '_>, at: &Dated<'_, '_>, actors: &[usize]) -> Phrase {
    asking.actors(&actors.iter().map(|actor| at.input.actors[*actor]).collect::<Vec<_>>())
}

/// Dates that follow one another and at which the same actors stood with one another, nobody between them.
fn alike<'d, 'a, 'c>(known: &[&'d Dated<'a, 'c>]) -> Vec<Vec<&'d Dated<'a, 'c>>> {
    let same = |a: &&Dated<'_, '_>, b: &&Dated<'_, '_>| {
        let clear = a.found.swings.is_empty() && b.found.swings.is_empty();
        let sides = a.input.actors == b.input.actors && a.found.core.sides == b.found.core.sides;
        clear && sides && a.found.in_every == b.found.in_every
    };
    known.chunk_by(same).map(<[_]>::to_vec).collect()
}

/// `in 1998`, `on 13 October 1962`.
fn when(at: &Dated<'_, '_>) -> Phrase {
    let to_the_day = at.date.is_some_and(|date| date.is_day());
    Phrase::text(if to_the_day { "on " } else { "in " }).then(at.named())
}

/// `In 1998 Japan, the United States and South Korea stood against China, Russia and North Korea in every draw`.
fn standing(asking: &Asking<'_, '_>, span: &[&Dated<'_, '_>], measures: &mut Measures) -> Wording {
    let at = span[0];
    let sides = at.found.sides();
    let slots = [
        ("when", Phrase::list(span.iter().map(|one| when(one)).collect())),
        ("first", named(asking, at, sides[0])),
        ("second", named(asking, at, sides[1])),
        ("share", how_often(asking, &at.found, measures)),
        ("beside", beside(asking, at)),
    ];
    match (sides[0].is_empty(), sides[1].is_empty()) {
        (false, false) => say("{when} {first} stood against {second} {share}{beside}.", &slots),
        (false, true) => say("{when} {first} stood together {share}{beside}.", &slots),
        _ => say("{when} {second} stood together {share}{beside}.", &slots),
    }
}

/// `in every draw` where each pair of the core stands so in each; its pairs stand so in nearly all otherwise.
fn how_often(asking: &Asking<'_, '_>, found: &Found, measures: &mut Measures) -> Phrase {
    if !found.in_every {
        return Phrase::text("in nearly all draws");
    }
    let label = "share of draws in which each pair of a core stands as it does, where that is all".to_owned();
    measures.insert("every".into(), Measured { label, value: 1.0 });
    Phrase::share(1.0, asking.options.draws as usize, NumberFrom::Measure { name: "every".into() })
}

/// Numbers of an answer.
type Measures = std::collections::BTreeMap<String, Measured>;

/// Who is not placed for certain at a date.
fn beside(asking: &Asking<'_, '_>, at: &Dated<'_, '_>) -> Phrase {
    let clause = |swing: &crate::standing::Swing| {
        let actor = named(asking, at, &[swing.actor]);
        let open = super::change::place(swing.with) == Place::Open;
        let text = match (open, at.found.sides()[swing.nearer()].is_empty()) {
            (true, true) => {
                return Phrase::text("; ").then(actor).then(Phrase::text(" undecided, rather against them"));
            }
            (false, true) => return Phrase::text("; ").then(actor).then(Phrase::text(" against them")),
            (true, false) => " undecided, with ",
            (false, false) => " leaning to ",
        };
        Phrase::text("; ").then(actor).then(Phrase::text(text)).then(with(asking, at, swing.actor, swing.nearer()))
    };
    at.found.swings.iter().map(clause).fold(Phrase::nothing(), Phrase::then)
}

/// `the United States (in 86 of 100 draws)`: the member of a side with which an actor stands most often, the first of equal ones.
fn with(asking: &Asking<'_, '_>, at: &Dated<'_, '_>, actor: usize, side: usize) -> Phrase {
    let id = |other: usize| TOGETHER.about(&at.input.view.id.text, at.input.pair_name(actor, other, "+"));
    let share = |other: usize| at.result.finding(&id(other)).and_then(|finding| finding.probability);
    let friend = anchor(at, actor, side);
    let Some((other, found)) = friend.and_then(|other| Some((other, share(other)?))) else {
        return Phrase::text("nobody");
    };
    let from = NumberFrom::Finding { finding: id(other), scenario: at.scenario.clone(), field: FindingField::Mean };
    let share = Phrase::share(found.probability, found.draws, from);
    named(asking, at, &[other]).then(Phrase::text(" (")).then(share).then(Phrase::text(")"))
}

/// The member of a side to which an actor has the best tie then; the first where it has none.
fn anchor(at: &Dated<'_, '_>, actor: usize, side: usize) -> Option<usize> {
    let weight = |other: usize| firm_of(&at.input, &at.samples, actor, other);
    let mut others: Vec<usize> = at.found.sides()[side].iter().copied().filter(|other| *other != actor).collect();
    others.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
    others.first().copied()
}

/// A date of which too little is coded.
fn thin(asking: &Asking<'_, '_>, at: &Dated<'_, '_>, now: &Dated<'_, '_>) -> Wording {
    let (short, pairs) = (short(&at.ties, &now.ties), at.pairs());
    let slots = [
        ("date", at.named()),
        ("count", Phrase::count(&pairs)),
        ("are", Phrase::text(if pairs.len() == 1 { "tie is" } else { "ties are" })),
        ("short", named(asking, at, &short)),
        ("has", Phrase::text(if short.len() == 1 { "has no more than one" } else { "have no more than one each" })),
    ];
    match short.is_empty() {
        true => say("{date} is not known from this case: {count} {are} coded.", &slots),
        false => say("{date} is not known from this case: {count} {are} coded, and {short} {has}.", &slots),
    }
}

/// `Between 1998 and 2001 South Korea went from the side of the United States to undecided`, and which rows did it.
fn changed(asking: &Asking<'_, '_>, [then, now]: [&Dated<'_, '_>; 2], one: &Moved) -> [Wording; 2] {
    let rows: Vec<String> = (0..one.rows).map(|row| row.to_string()).collect();
    let slots = [
        ("then", then.named()),
        ("now", now.named()),
        ("actor", named(asking, now, &[one.actor])),
        ("from", placed(asking, then, one.actor, one.places[0])),
        ("to", placed(asking, now, one.actor, one.places[1])),
        ("rows", Phrase::list(one.by.iter().map(|row| row_named(asking, row.quantity)).collect())),
        ("count", Phrase::count(&rows)),
    ];
    let by = match one.by.len() {
        0 => "Of the {count} rows that came or went between {then} and {now} none moves {actor} alone.",
        1 => "Of the {count} rows that came or went between {then} and {now} {rows} moves {actor} alone.",
        _ => {
            "Of the {count} rows that came or went between {then} and {now} the move of {actor} hangs on each of these: {rows}."
        }
    };
    [say("Between {then} and {now} {actor} went from {from} to {to}.", &slots), say(by, &slots)]
}

/// `surely with the United States`, `undecided`.
fn placed(asking: &Asking<'_, '_>, at: &Dated<'_, '_>, actor: usize, place: Place) -> Phrase {
    let of = |side: usize| anchor(at, actor, side).map_or_else(Phrase::nothing, |other| named(asking, at, &[other]));
    match place {
        Place::Sure(side) => Phrase::text("surely with ").then(of(side)),
        Place::Leans(side) => Phrase::text("leaning to ").then(of(side)),
        Place::Open => Phrase::text("undecided"),
    }
}

/// `the political tie between South Korea and North Korea (since 2000-06)`.
fn row_named(asking: &Asking<'_, '_>, index: usize) -> Phrase {
    let since = asking.case.quantities.get(index).since;
    let since = since.map(|date| Phrase::text(" (since ").then(day(date)).then(Phrase::text(")")));
    quantity(asking, index).then(since.unwrap_or_default())
}

/// Rows that came and went between two dates at which the sides are the same.
fn came_and_went(asking: &Asking<'_, '_>, then: &Dated<'_, '_>, now: &Dated<'_, '_>) -> Option<Reason> {
    let rows = between(then, now);
    let of = |came: bool| rows.iter().filter(move |row| row.1 == came).map(|row| row.0.affinity).collect::<Vec<_>>();
    let told = |rows: &[usize]| {
        // One more is not worth a count.
        let shown = if rows.len() > ROWS + 1 { ROWS } else { rows.len() };
        let list = Phrase::list(rows[..shown].iter().map(|row| row_named(asking, *row)).collect());
        let others: Vec<String> = rows[shown..].iter().map(usize::to_string).collect();
        let count = || Phrase::text(" and ").then(Phrase::count(&others)).then(Phrase::text(" others"));
        if others.is_empty() { list } else { list.then(count()) }
    };
    let (new, gone) = (of(true), of(false));
    let slots = [("then", then.named()), ("now", now.named()), ("new", told(&new)), ("gone", told(&gone))];
    let pattern = match (new.is_empty(), gone.is_empty()) {
        (true, true) => return None,
        (false, true) => "New between {then} and {now}: {new}; the sides stayed.",
        (true, false) => "Gone between {then} and {now}: {gone}; the sides stayed.",
        (false, false) => "New between {then} and {now}: {new}; gone: {gone}; the sides stayed.",
    };
    let evidence = new.iter().chain(&gone).flat_map(|row| &asking.case.quantities.get(*row).evidence);
    Some(asking.reason(say(pattern, &slots), evidence.take(CLAIMS).cloned()))
}

/// A row that did it, with what says so.
fn by_row(asking: &Asking<'_, '_>, row: Undoing) -> Reason {
    let known = asking.case.quantities.get(row.quantity);
    let until = known.until.map_or_else(Phrase::nothing, day);
    let slots = [("row", row_named(asking, row.quantity)), ("until", until)];
    let says = say(if row.came { "New is {row}." } else { "Gone is {row}, which held until {until}." }, &slots);
    asking.reason(says, known.evidence.iter().take(CLAIMS).cloned())
}

/// Where an actor stands without a row that did it.
fn undone(asking: &Asking<'_, '_>, now: &Dated<'_, '_>, actor: usize, row: Undoing) -> Reason {
    let slots = [
        ("row", row_named(asking, row.quantity)),
        ("actor", named(asking, now, &[actor])),
        ("place", placed(asking, now, actor, row.place)),
        ("now", when(now)),
    ];
    let pattern = match row.came {
        true => "Without {row} {actor} would be {place} {now}.",
        false => "Had {row} gone on, {actor} would be {place} {now}.",
    };
    let evidence = &asking.case.quantities.get(row.quantity).evidence;
    asking.reason(say(pattern, &slots), evidence.iter().take(CLAIMS).cloned())
}

/// The view of ties from data that stands beside a view: the same actors, the one dimension of a rule.
fn data_view<'c>(asking: &Asking<'_, 'c>, view: &View) -> Option<(&'c View, String)> {
    let beside = |rule: &&detente_case::case::TieRule| {
        rule.compare.as_ref().is_some_and(|compared| compared.text == view.id.text)
    };
    let rule = asking.case.tie_rules.iter().find(beside)?;
    let one_dimension = |own: &&View| own.dimensions.len() == 1 && own.dimensions[0].text == rule.dimension.text;
    let same = |own: &&View| view.actors.iter().all(|actor| own.actors.iter().any(|other| other.text == actor.text));
    let data = asking.case.views.iter().filter(one_dimension).find(same)?;
    let title = if rule.title.is_empty() { data.title.clone() } else { rule.title.clone() };
    Some((data, title))
}

/// What ties from data say of the dates; dates at which they say the same stand in one sentence.
fn from_data(
    asking: &Asking<'_, '_>,
    dates: &[Dated<'_, '_>],
    (view, title): &(&View, String),
    measures: &mut Measures,
) -> Vec<Wording> {
    let mut alike: Vec<(Found, Vec<Phrase>)> = Vec::new();
    for at in dates {
        let found = data_at(asking, at, view);
        let same =
            |(other, _): &&mut (Found, Vec<Phrase>)| other.core == found.core && other.in_every == found.in_every;
        match alike.iter_mut().find(same) {
            Some((_, dates)) => dates.push(at.named()),
            None => alike.push((found, vec![at.named()])),
        }
    }
    let title = Phrase::named(format!("“{title}”"), Slot::Named { what: "view".into(), id: view.id.text.clone() });
    let mut said = |(found, dates): (Found, Vec<Phrase>)| {
        let ids = |side: &[usize]| side.iter().map(|actor| &view.actors[*actor].text).collect::<Vec<_>>();
        let [first, second] = found.sides().map(|side| asking.actors(&ids(side)));
        let slots = [
            ("title", title.clone()),
            ("dates", Phrase::list(dates)),
            ("first", first),
            ("second", second),
            ("share", how_often(asking, &found, measures)),
        ];
        let both = found.core.sides.iter().all(|side| !side.is_empty());
        both.then(|| say("Ties from data, {title}, have {first} against {second} {share} in {dates}.", &slots))
    };
    alike.into_iter().filter_map(&mut said).collect()
}

/// Who stood with whom at a date by ties from data.
fn data_at(asking: &Asking<'_, '_>, at: &Dated<'_, '_>, view: &View) -> Found {
    let actors: Vec<&str> = view.actors.iter().map(|word| word.text.as_str()).collect();
    let shares = of_findings(&view.id.text, &actors, at.result, asking.options.draws);
    let tied =
        (0..actors.len()).map(|a| (0..actors.len()).any(|b| a != b && shares.same(a, b) + shares.apart(a, b) > 0.0));
    let pairs = actors.len() * actors.len().saturating_sub(1) / 2;
    Found::of(&shares, &vec![1.0; pairs], &tied.collect::<Vec<bool>>())
}

/// How much is coded at a date.
fn coded(asking: &Asking<'_, '_>, at: &Dated<'_, '_>) -> Reason {
    let rows: Vec<String> = at.input.rows.iter().map(|row| row.affinity.to_string()).collect();
    let pairs = at.pairs();
    let many = |count: usize, one: &'static str, more: &'static str| Phrase::text(if count == 1 { one } else { more });
    let slots = [
        ("date", at.named()),
        ("rows", Phrase::count(&rows).then(many(rows.len(), " row is", " rows are"))),
        ("pairs", Phrase::count(&pairs).then(many(pairs.len(), " pair", " pairs"))),
    ];
    asking.reason(say("Of {date} {rows} coded, between {pairs}.", &slots), Vec::new())
}

/// Actors that hang on few ties at a date.
fn few(asking: &Asking<'_, '_>, at: &Dated<'_, '_>) -> Option<Wording> {
    let few: Vec<usize> = (0..at.ties.len()).filter(|actor| at.ties[*actor] == 1).collect();
    let slots = [("when", when(at)), ("actors", named(asking, at, &few))];
    (!few.is_empty()).then(|| say("{when} a single tie placed {actors}.", &slots))
}

/// Sides by date.
fn figure(asking: &Asking<'_, '_>, dates: &[Dated<'_, '_>], now: usize) -> AnswerFigure {
    let columns = ["date", "pairs tied", "one side", "other side", "on no side"].map(str::to_owned).to_vec();
    let names = |at: &Dated<'_, '_>, actors: &[usize]| {
        actors.iter().map(|actor| asking.name(at.input.actors[*actor])).collect::<Vec<_>>().join(", ")
    };
    let row = |at: &Dated<'_, '_>| {
        let date = say("{date}", &[("date", at.named())]).text;
        let open: Vec<usize> =
            (0..at.ties.len()).filter(|actor| !matches!(place_at(at, *actor), Some(Place::Sure(_)))).collect();
        let known = is_known(at, &dates[now]);
        let side = |side: usize| if known { names(at, at.found.sides()[side]) } else { "not known".to_owned() };
        vec![date, spelled(at.pairs().len()), side(0), side(1), if known { names(at, &open) } else { String::new() }]
    };
    AnswerFigure {
        caption: say("Who stood with whom, by the ties that are coded at each date.", &[]),
        shows: Shown::Table { columns, rows: dates.iter().map(row).collect() },
    }
}
