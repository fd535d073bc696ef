//! Who was right: by likelihoods that were given beforehand, and apart from them by those that were read after the event.

use detente_case::case::GivenBy;
use detente_chance::{Scored, base_rate, mean_brier, murphy, sign_flip, skill};
use detente_method::numbers::spelled;
use detente_method::{Asking, Phrase, say};
use detente_results::{Answer, Measured, Reason, Wording};

use crate::rows::{Held, Row, first_claims, held};
use crate::scores::resampled;
use crate::words::{CLAIMS, count, measured, score, statements, unscored, weak};

/// Fewer scored forecasts than this rank nobody.
const FEW: usize = 10;
/// Most holders that the headline names.
const HOLDERS: usize = 3;

/// Scored forecasts whose likelihoods were given beforehand, or all that were read after the event: never both.
struct Group<'r, 'c> {
    after: bool,
    rows: Vec<&'r Row<'c>>,
    held: Vec<Held<'r, 'c>>,
}

impl<'r, 'c> Group<'r, 'c> {
    fn of(rows: &'r [Row<'c>], after: bool) -> Self {
        let own = |row: &&Row<'c>| row.happened.is_some() && row.is_after() == after;
        let rows: Vec<&Row<'c>> = rows.iter().filter(own).collect();
        Self { after, held: held(&rows), rows }
    }

    /// How its likelihoods came about.
    fn given(&self) -> &'static str {
        if self.after { "read after the event" } else { "given beforehand" }
    }

    /// The name of a number of it.
    fn key(&self, name: &str) -> String {
        format!("{name}, {}", self.given())
    }
}

fn scored(rows: &[&Row<'_>]) -> Vec<Scored> {
    rows.iter().filter_map(|row| row.scored()).collect()
}

/// Who was right, and what cannot be scored.
pub(crate) fn who_was_right(asking: &Asking<'_, '_>, rows: &[Row<'_>], answer: &mut Answer) {
    let [stated, after] = [false, true].map(|after| Group::of(rows, after));
    let all: Vec<&Row<'_>> = rows.iter().filter(|row| row.happened.is_some()).collect();
    if all.is_empty() {
        answer.pattern = "fc.few".to_owned();
        let every: Vec<&Row<'_>> = rows.iter().collect();
        let slots = [("all", count(&every))];
        answer
            .verdict
            .push(say("Nobody can be scored yet: of {all} forecasts none is decided and has a likelihood.", &slots));
        answer.because.extend(unscored(rows));
        return weak(rows, answer);
    }
    let most = stated.held.first().map_or(0, |one| one.scored.len());
    answer.pattern = if most >= FEW { "fc.score" } else { "fc.few" }.to_owned();
    let first = headline(asking, &stated, answer);
    answer.verdict.extend(first);
    let by_hindsight = hindsight(asking, &after, answer);
    if answer.verdict.is_empty() {
        answer.verdict.extend(by_hindsight);
    } else {
        answer.because.extend(by_hindsight.map(|says| Reason { says, ..Reason::default() }));
    }
    answer.verdict.push(not_scored(rows, &all));
    answer.how_sure = Some(sure(&all));
    let groups = [&stated, &after];
    let missed = groups.map(|of| missed(asking, of));
    let scores = groups.map(|of| scores(asking, of, answer));
    let parts = groups.map(|of| parts(of, answer));
    let shared = shared(asking, &stated, answer);
    let directions = groups.map(|of| directions(of, answer));
    let because = missed.into_iter().chain(scores).chain(parts).chain([shared]).chain(directions);
    answer.because.extend(because.chain([unscored(rows)]).flatten());
    let without = one_subject(asking, &stated, answer).or_else(|| one_subject(asking, &after, answer));
    answer.change_if.extend(without);
    weak(rows, answer);
}

/// Who was mostly right, by likelihoods given beforehand and by those read after the event; whether something has no score.
pub(crate) fn class(rows: &[Row<'_>]) -> String {
    let told = [false, true].map(|after| {
        let group = Group::of(rows, after);
        let one = |one: &Held<'_, '_>| format!("{} {:?}", one.holder, (2 * one.hits()).cmp(&one.scored.len()));
        group.held.iter().map(one).collect::<Vec<_>>().join(" ")
    });
    let open = rows.iter().any(|row| row.happened.is_none());
    format!("{}; {}; {open}", told[0], told[1])
}

/// `By what is known later, on the right side of even odds: A in eight of ten forecasts, B in six of seven`.
fn headline(asking: &Asking<'_, '_>, stated: &Group<'_, '_>, answer: &mut Answer) -> Option<Wording> {
    if stated.rows.is_empty() {
        return Some(say("Nobody is tested: no likelihood was given before it was known what came.", &[]));
    }
    let known = match stated.rows.iter().filter(|row| row.later).count() {
        0 => "On",
        later if later == stated.rows.len() => "By what is known later than the date of the assessment, on",
        _ => "By what is known, some of it later than the date of the assessment, on",
    };
    let slots = [
        ("known", Phrase::text(known)),
        ("named", named(asking, stated, answer)),
        ("apart", apart(asking, &stated.held)),
    ];
    Some(say("{known} the right side of even odds by likelihoods given beforehand were {named}{apart}.", &slots))
}

/// The same by likelihoods that were written knowing what came.
fn hindsight(asking: &Asking<'_, '_>, after: &Group<'_, '_>, answer: &mut Answer) -> Option<Wording> {
    let pattern =
        "Likelihoods that the coder read into the words after the event are no test; by them right were {named}.";
    (!after.rows.is_empty()).then(|| say(pattern, &[("named", named(asking, after, answer))]))
}

/// `A in eight of ten, B in six of seven`.
fn named(asking: &Asking<'_, '_>, of: &Group<'_, '_>, answer: &mut Answer) -> Phrase {
    let named = of.held.iter().take(HOLDERS).map(|one| {
        let hits = one.hits();
        let name = of.key(&format!("{} on the right side", asking.name(one.holder)));
        let text = if hits == 0 { "none".to_owned() } else { spelled(hits) };
        let hits = measured(answer, &name, "forecasts on the right side of even odds", hits as f64, text);
        let of = Phrase::text(" of ").then(count(&one.scored));
        asking.actor(one.holder).then(Phrase::text(" in ")).then(hits).then(of)
    });
    Phrase::list(named.collect())
}

/// Whether the two with most forecasts are told apart.
fn apart(asking: &Asking<'_, '_>, held: &[Held<'_, '_>]) -> Phrase {
    let [first, second, ..] = held else { return Phrase::nothing() };
    if first.scored.len() < FEW || second.scored.len() < FEW {
        return Phrase::text(", too few to rank anybody");
    }
    let (a, b) = (resampled(&first.briers()), resampled(&second.briers()));
    let better = if a[1] < b[0] { Some(first) } else { (b[1] < a[0]).then_some(second) };
    match better {
        Some(better) => Phrase::text("; better was ").then(asking.actor(better.holder)),
        None => Phrase::text(": about equally right by their scores"),
    }
}

/// The misses with their texts.
fn missed(asking: &Asking<'_, '_>, of: &Group<'_, '_>) -> Option<Reason> {
    let with = of.held.iter().filter(|one| !one.misses().is_empty());
    let told: Vec<Phrase> =
        with.map(|one| asking.actor(one.holder).then(Phrase::text(" on ")).then(statements(&one.misses()))).collect();
    let misses: Vec<&Row<'_>> = of.held.iter().flat_map(Held::misses).collect();
    let slots = [("given", Phrase::text(of.given())), ("told", Phrase::list(told))];
    (!misses.is_empty()).then(|| Reason {
        says: say("By likelihoods {given} wrong were {told}.", &slots),
        claims: first_claims(&misses, CLAIMS),
        changes: Vec::new(),
    })
}

/// What cannot be scored, and whose the numbers are that can.
fn not_scored(rows: &[Row<'_>], all: &[&Row<'_>]) -> Wording {
    let every: Vec<&Row<'_>> = rows.iter().collect();
    let open: Vec<&Row<'_>> = rows.iter().filter(|row| row.happened.is_none()).collect();
    let never: Vec<&Row<'_>> = rows.iter().filter(|row| row.forecast.resolution == "unresolvable").collect();
    let coded: Vec<&Row<'_>> = all.iter().copied().filter(|row| row.by != GivenBy::Holder).collect();
    let never = if never.is_empty() {
        Phrase::nothing()
    } else {
        Phrase::text(", ").then(statements(&never)).then(Phrase::text(" for good"))
    };
    let slots = [
        ("every", count(&every)),
        ("open", count(&open)),
        ("never", never),
        ("all", count(all)),
        ("coded", count(&coded)),
        ("owe", Phrase::text(if coded.len() == 1 { "owes its likelihood" } else { "owe their likelihood" })),
    ];
    if coded.is_empty() {
        return say(
            "Of {every} forecasts {open} cannot be scored{never}; all others state how likely they are.",
            &slots,
        );
    }
    say("Of {every} forecasts {open} cannot be scored{never}; of the {all} scored {coded} {owe} to the coder.", &slots)
}

fn sure(all: &[&Row<'_>]) -> Wording {
    let own: Vec<&Row<'_>> = all.iter().copied().filter(|row| row.by == GivenBy::Holder).collect();
    say("{all} scored, {own} with a likelihood of the holder's own", &[("all", count(all)), ("own", count(&own))])
}

/// Mean scores over all and by holder, against always saying the share that came true among the others.
fn scores(asking: &Asking<'_, '_>, of: &Group<'_, '_>, answer: &mut Answer) -> Option<Reason> {
    let mean = mean_brier(&scored(&of.rows))?;
    let mut told = Vec::new();
    for one in &of.held {
        let scored = scored(&one.scored);
        let mean = mean_brier(&scored).unwrap_or_default();
        let name = of.key(&format!("mean score of {}", asking.name(one.holder)));
        let value = measured(answer, &name, "mean Brier score", mean, score(mean));
        let said = asking.actor(one.holder).then(Phrase::text(" ")).then(value);
        let said = said.then(Phrase::text(" over ")).then(count(&one.scored));
        told.push(match skill(&scored).filter(|_| one.scored.len() >= FEW) {
            Some(skill) if skill > 0.0 => said.then(Phrase::text(", better than the share that came among the others")),
            Some(_) => said.then(Phrase::text(", no better than the share that came among the others")),
            None => said,
        });
    }
    let slots = [
        ("given", Phrase::text(of.given())),
        ("mean", measured(answer, &of.key("mean score"), "mean Brier score", mean, score(mean))),
        ("count", count(&of.rows)),
        ("told", Phrase::list(told)),
    ];
    let pattern =
        "The mean Brier score (nought at best, one at worst) of likelihoods {given} is {mean} over {count}: {told}.";
    Some(Reason { says: say(pattern, &slots), claims: first_claims(&of.rows, CLAIMS), changes: Vec::new() })
}

/// Reliability, resolution and uncertainty, of ten forecasts and more.
fn parts(of: &Group<'_, '_>, answer: &mut Answer) -> Option<Reason> {
    let all = scored(&of.rows);
    let parts = murphy(&all).filter(|_| all.len() >= FEW)?;
    let mut part = |name: &str, value: f64| measured(answer, &of.key(name), name, value, score(value));
    let slots = [
        ("given", Phrase::text(of.given())),
        ("reliability", part("reliability", parts.reliability)),
        ("resolution", part("resolution", parts.resolution)),
        ("uncertainty", part("uncertainty", parts.uncertainty)),
        ("base", part("share that came true", base_rate(&all).unwrap_or_default())),
    ];
    let pattern = "Taken together the likelihoods {given} missed what came by {reliability}, told cases apart by {resolution}, and the questions \
         left {uncertainty} open (parts of the Brier score; the share that came true is {base}).";
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// Questions that the two with most forecasts share: paired differences, and how often tossed signs go as far.
fn shared(asking: &Asking<'_, '_>, of: &Group<'_, '_>, answer: &mut Answer) -> Option<Reason> {
    let [first, second, ..] = &of.held[..] else { return None };
    let pair = |row: &&Row<'_>| {
        let other = second.scored.iter().find(|other| other.forecast.question == row.forecast.question)?;
        Some(row.brier()? - other.brier()?)
    };
    let differences: Vec<f64> = first.scored.iter().filter_map(pair).collect();
    let tossed = sign_flip(&differences)?;
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    let number = spelled(differences.len());
    let slots = [
        ("a", asking.actor(first.holder)),
        ("b", asking.actor(second.holder)),
        ("n", measured(answer, "shared questions", "questions that both answered", differences.len() as f64, number)),
        ("mean", measured(answer, "paired difference", "mean difference of Brier scores", mean, score(mean.abs()))),
        ("p", measured(answer, "tossed signs", "share of tossed signs that go as far", tossed, score(tossed))),
        ("better", asking.actor(if mean < 0.0 { first.holder } else { second.holder })),
    ];
    let pattern = "{a} and {b} share {n} questions: {better} is better by {mean} on the mean, and tossed signs go as far in {p} of all ways.";
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// How many said that something would not come.
fn directions(of: &Group<'_, '_>, answer: &mut Answer) -> Option<Reason> {
    let all = of.rows.as_slice();
    if all.len() < FEW {
        return None;
    }
    let against: Vec<&Row<'_>> =
        all.iter().copied().filter(|row| row.scored().is_some_and(|one| one.said < 0.5)).collect();
    let kept: Vec<&Row<'_>> = against.iter().copied().filter(|row| row.happened == Some(false)).collect();
    let always = against.len().max(all.len() - against.len());
    answer.measures.insert(
        of.key("one direction"),
        Measured { label: "forecasts that point the more frequent way".to_owned(), value: always as f64 },
    );
    let given = Phrase::text(of.given());
    let slots = [("all", count(all)), ("given", given), ("against", count(&against)), ("kept", count(&kept))];
    let pattern = "Of the {all} scored likelihoods {given} {against} say that something will not come; of these {kept} kept right.";
    Some(Reason { says: say(pattern, &slots), claims: first_claims(&kept, CLAIMS), changes: Vec::new() })
}

/// What the holder with the larger loss owes to one subject, and who would be better without it.
fn one_subject(asking: &Asking<'_, '_>, group: &Group<'_, '_>, answer: &mut Answer) -> Option<Reason> {
    let [first, second, ..] = &group.held[..] else { return None };
    let mean = |of: &Held<'_, '_>| mean_brier(&scored(&of.scored)).unwrap_or_default();
    let worse = if mean(first) >= mean(second) { first } else { second };
    let loss = |subject: &str| -> f64 {
        worse.scored.iter().filter(|row| row.subject() == subject).filter_map(|row| row.brier()).sum()
    };
    let most = worse.scored.iter().map(|row| row.subject()).max_by(|a, b| loss(a).total_cmp(&loss(b)))?;
    let of: Vec<&Row<'_>> = worse.scored.iter().copied().filter(|row| row.subject() == most).collect();
    let rest: Vec<&Row<'_>> = worse.scored.iter().copied().filter(|row| row.subject() != most).collect();
    let without = mean_brier(&scored(&rest))?;
    let slots = [
        ("holder", asking.actor(worse.holder)),
        ("given", Phrase::text(group.given())),
        ("with", measured(answer, "score with it", "mean Brier score", mean(worse), score(mean(worse)))),
        ("without", measured(answer, "score without it", "mean Brier score", without, score(without))),
        ("what", statements(&of)),
        ("other", asking.actor(if worse.holder == first.holder { second.holder } else { first.holder })),
    ];
    let other = if worse.holder == first.holder { mean(second) } else { mean(first) };
    let pattern = if without < other {
        "Without {what} the mean score of {holder} by likelihoods {given} would be {without} in place of {with}, better than that of {other}."
    } else {
        "Without {what} the mean score of {holder} by likelihoods {given} would be {without} in place of {with}, still not better than that of {other}."
    };
    Some(Reason { says: say(pattern, &slots), claims: first_claims(&of, CLAIMS), changes: Vec::new() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use detente_case::{Files, load};

    fn rows(table: &str) -> detente_case::Case {
        let mut files = Files::default();
        files.insert("case.toml", "[case]\nid = \"x\"\ntitle = \"x\"\nas_of = \"2001\"\n");
        files.insert("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Bland,state,assumed,\n");
        let head = "id,statement,question,holder,horizon,likelihood_low,likelihood_mode,likelihood_high,likelihood_by,resolution,basis,evidence";
        files.insert("forecasts.csv", format!("{head}\n{table}"));
        load(&files).case
    }

    #[test]
    fn what_was_read_after_the_event_is_scored_apart() {
        let case = rows(
            "F1,a,a?,A,2002,.8,.9,.95,holder,yes,assumed,\nF2,b,b?,A,2002,.8,.9,.95,coder-after,no,assumed,\nF3,c,c?,B,2002,.1,.2,.3,coder,yes,assumed,\n",
        );
        let rows: Vec<Row<'_>> = case.forecasts.iter().map(|forecast| crate::rows::row(forecast, None)).collect();
        let [stated, after] = [false, true].map(|after| Group::of(&rows, after));
        let hits = |of: &Group<'_, '_>| -> Vec<(usize, usize)> {
            of.held.iter().map(|one| (one.hits(), one.scored.len())).collect()
        };
        assert_eq!((hits(&stated), hits(&after)), (vec![(1, 1), (0, 1)], vec![(0, 1)]));
        assert!((mean_brier(&scored(&stated.rows)).unwrap() - 0.5 * (0.01 + 0.64)).abs() < 1e-12);
        assert!((mean_brier(&scored(&after.rows)).unwrap() - 0.81).abs() < 1e-12);
    }
}
