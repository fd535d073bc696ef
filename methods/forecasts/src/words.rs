//! What is said of forecasts: who was right, on what, and what cannot be scored.

use detente_case::case::GivenBy;
use detente_chance::{Scored, base_rate, mean_brier, murphy, sign_flip, skill};
use detente_method::numbers::spelled;
use detente_method::{Asking, Phrase, say};
use detente_results::{Answer, Measured, NumberFrom, Reason, Slot, Wording};

use crate::rows::{Held, Row, first_claims, held};
use crate::scores::resampled;

/// Fewer scored forecasts than this rank nobody.
const FEW: usize = 10;
/// Most holders that the headline names.
const HOLDERS: usize = 3;
/// Most claims of a reason.
const CLAIMS: usize = 4;

/// Each of a few forecasts by itself.
pub(crate) fn one_by_one(asking: &Asking<'_, '_>, rows: &[Row<'_>], answer: &mut Answer) {
    answer.pattern = "fc.few".to_owned();
    let verdict = rows.iter().map(|row| one(asking, row, answer)).collect();
    answer.verdict = verdict;
    answer.because.extend(rows.iter().map(|row| Reason {
        says: say("It is decided by this: {question}", &[("question", quoted(row, &row.forecast.question))]),
        claims: first_claims(&[row], CLAIMS),
        changes: Vec::new(),
    }));
    weak(rows, answer);
}

/// `The author: “…” is very likely (.80 to .95) by 2010; it came (known later)`.
fn one(asking: &Asking<'_, '_>, row: &Row<'_>, answer: &mut Answer) -> Wording {
    let came = match (row.forecast.resolution.as_str(), row.later) {
        ("yes", false) => "; it came",
        ("yes", true) => "; it came, which is known later",
        ("no", false) => "; it did not come",
        ("no", true) => "; it did not come, which is known later",
        ("unresolvable", _) => "; nobody will be able to tell",
        _ => "; nobody can tell yet",
    };
    let horizon = row.forecast.horizon.trim();
    let horizon = if horizon.is_empty() {
        Phrase::text(" without a horizon")
    } else {
        let slot = Slot::Date { date: horizon.to_owned() };
        Phrase::text(", horizon: ").then(Phrase::named(horizon, slot))
    };
    let slots = [
        ("holder", asking.actor(&row.forecast.holder)),
        ("statement", statement(row)),
        ("likely", likely(row, answer)),
        ("horizon", horizon),
        ("came", Phrase::text(came)),
    ];
    say("{holder}: {statement}, {likely}{horizon}{came}.", &slots)
}

/// How likely it was said to be: in a word of ICD 203 with its numbers, else in the words that were used.
fn likely(row: &Row<'_>, answer: &mut Answer) -> Phrase {
    let words = row.forecast.words.trim();
    let Some([low, mode, high]) = row.band else {
        let said = if words.is_empty() { "nothing".to_owned() } else { format!("“{words}”") };
        return Phrase::text("how likely is not said (the words are ").then(quoted(row, &said)).then(Phrase::text(")"));
    };
    let whose = if row.by == GivenBy::Holder { "" } else { ", as the coder reads the words" };
    let word = detente_case::likelihood::Likelihood::of(mode).word();
    let word = Phrase::text(format!("{word} ("));
    let mut end = |name: &str, value: f64| {
        let name = format!("{name} of {}", row.forecast.id.text);
        measured(answer, &name, "end of a likelihood", value, hundredths(value))
    };
    let (low, high) = (end("lower end", low), end("upper end", high));
    word.then(low).then(Phrase::text(" to ")).then(high).then(Phrase::text(format!("{whose})")))
}

fn hundredths(value: f64) -> String {
    detente_method::numbers::level(value, 1.0)
}

/// A score with three places, as scores are printed everywhere.
fn score(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix("0.").map_or(text.clone(), |rest| format!(".{rest}"))
}

/// A text of a forecast in its words.
fn quoted(row: &Row<'_>, text: &str) -> Phrase {
    let slot = Slot::Named { what: "forecast".to_owned(), id: row.forecast.id.text.clone() };
    Phrase::named(text, slot)
}

fn statement(row: &Row<'_>) -> Phrase {
    quoted(row, &format!("“{}”", row.forecast.statement.trim_end_matches('.')))
}

fn statements(rows: &[&Row<'_>]) -> Phrase {
    Phrase::list(rows.iter().map(|row| statement(row)).collect())
}

fn ids(rows: &[&Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| row.forecast.id.text.clone()).collect()
}

fn count(rows: &[&Row<'_>]) -> Phrase {
    Phrase::standing_alone(&ids(rows))
}

fn scored(rows: &[&Row<'_>]) -> Vec<Scored> {
    rows.iter().filter_map(|row| row.scored()).collect()
}

/// A number of this answer alone.
fn measured(answer: &mut Answer, name: &str, label: &str, value: f64, text: String) -> Phrase {
    answer.measures.insert(name.to_owned(), Measured { label: label.to_owned(), value });
    Phrase::number(text, value, NumberFrom::Measure { name: name.to_owned() })
}

/// Who was right, and what cannot be scored.
pub(crate) fn who_was_right(asking: &Asking<'_, '_>, rows: &[Row<'_>], answer: &mut Answer) {
    let held = held(rows);
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
    let first = held.first().map_or(0, |one| one.scored.len());
    answer.pattern = if first >= FEW { "fc.score" } else { "fc.few" }.to_owned();
    let headline = headline(asking, &held, &all, answer);
    answer.verdict.push(headline);
    answer.verdict.push(missed(asking, &held));
    answer.verdict.push(not_scored(rows, &all));
    answer.how_sure = Some(sure(&all));
    let because =
        [Some(by_whom_the_number_is(&all, answer)), Some(mean_scores(asking, &held, answer)), parts(&all, answer)];
    answer.because.extend(because.into_iter().flatten());
    let because = [shared(asking, &held, answer), Some(directions(&all, answer)), unscored(rows)];
    answer.because.extend(because.into_iter().flatten());
    let without = one_subject(asking, &held, answer);
    answer.change_if.extend(without);
    weak(rows, answer);
}

/// `By what is known later, on the right side of even odds: A in eight of ten forecasts, B in six of seven`.
fn headline(asking: &Asking<'_, '_>, held: &[Held<'_, '_>], all: &[&Row<'_>], answer: &mut Answer) -> Wording {
    let known = match all.iter().filter(|row| row.later).count() {
        0 => "On",
        later if later == all.len() => "By what is known later than the date of the assessment, on",
        _ => "By what is known, some of it later than the date of the assessment, on",
    };
    let named = held.iter().take(HOLDERS).map(|one| {
        let hits = one.hits();
        let name = format!("{} on the right side", asking.name(one.holder));
        let text = if hits == 0 { "none".to_owned() } else { spelled(hits) };
        let hits = measured(answer, &name, "forecasts on the right side of even odds", hits as f64, text);
        let of = Phrase::text(" of ").then(count(&one.scored));
        asking.actor(one.holder).then(Phrase::text(" in ")).then(hits).then(of)
    });
    let named = Phrase::list(named.collect());
    let slots = [("known", Phrase::text(known)), ("named", named), ("apart", apart(asking, held))];
    say("{known} the right side of even odds were {named}{apart}.", &slots)
}

/// Whether the two with most forecasts are told apart.
fn apart(asking: &Asking<'_, '_>, held: &[Held<'_, '_>]) -> Phrase {
    let [first, second, ..] = held else { return Phrase::nothing() };
    if first.scored.len() < FEW || second.scored.len() < FEW {
        return Phrase::text(": about equally right, and too few to rank them");
    }
    let (a, b) = (resampled(&first.briers()), resampled(&second.briers()));
    let better = if a[1] < b[0] { Some(first) } else { (b[1] < a[0]).then_some(second) };
    match better {
        Some(better) => Phrase::text("; better was ").then(asking.actor(better.holder)),
        None => Phrase::text(": about equally right by their scores"),
    }
}

/// The misses with their texts.
fn missed(asking: &Asking<'_, '_>, held: &[Held<'_, '_>]) -> Wording {
    let with = held.iter().filter(|one| !one.misses().is_empty());
    let told: Vec<Phrase> =
        with.map(|one| asking.actor(one.holder).then(Phrase::text(" on ")).then(statements(&one.misses()))).collect();
    if told.is_empty() {
        return say("Nobody was on the wrong side.", &[]);
    }
    say("Wrong were {told}.", &[("told", Phrase::list(told))])
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
    ];
    if coded.is_empty() {
        return say(
            "Of {every} forecasts {open} cannot be scored{never}; all others state how likely they are.",
            &slots,
        );
    }
    say(
        "Of {every} forecasts {open} cannot be scored{never}; of the {all} scored {coded} owe their likelihood to the coder.",
        &slots,
    )
}

fn sure(all: &[&Row<'_>]) -> Wording {
    let own: Vec<&Row<'_>> = all.iter().copied().filter(|row| row.by == GivenBy::Holder).collect();
    say("{all} scored, {own} with a likelihood of the holder's own", &[("all", count(all)), ("own", count(&own))])
}

/// Scores where the holder said how likely it was, and where the coder did.
fn by_whom_the_number_is(all: &[&Row<'_>], answer: &mut Answer) -> Reason {
    let kinds = [
        (GivenBy::Holder, "where the holder said how likely it was"),
        (GivenBy::Coder, "where the coder read it into the words beforehand"),
        (GivenBy::CoderAfter, "where the coder read it into the words and knew what came, which is no test"),
    ];
    let told = kinds.iter().filter_map(|(by, what)| {
        let of: Vec<&Row<'_>> = all.iter().copied().filter(|row| row.by == *by).collect();
        let mean = mean_brier(&scored(&of))?;
        let value = measured(answer, what, "mean Brier score", mean, score(mean));
        let over = Phrase::text(" over ").then(count(&of)).then(Phrase::text(format!(" {what}")));
        Some(value.then(over))
    });
    let told = Phrase::list(told.collect());
    let says = say("The mean Brier score, nought at best and one at worst, is {told}.", &[("told", told)]);
    Reason { says, claims: first_claims(all, CLAIMS), changes: Vec::new() }
}

/// Mean scores by holder, against always saying the share that came true among the others.
fn mean_scores(asking: &Asking<'_, '_>, held: &[Held<'_, '_>], answer: &mut Answer) -> Reason {
    let told = held.iter().map(|one| {
        let scored = scored(&one.scored);
        let mean = mean_brier(&scored).unwrap_or_default();
        let name = format!("mean score of {}", asking.name(one.holder));
        let value = measured(answer, &name, "mean Brier score", mean, score(mean));
        let said = asking.actor(one.holder).then(Phrase::text(" ")).then(value);
        let said = said.then(Phrase::text(" over ")).then(count(&one.scored));
        match skill(&scored).filter(|_| one.scored.len() >= FEW) {
            Some(skill) if skill > 0.0 => said.then(Phrase::text(", better than the share that came among the others")),
            Some(_) => said.then(Phrase::text(", no better than the share that came among the others")),
            None => said,
        }
    });
    let told = Phrase::list(told.collect());
    Reason { says: say("By holder the mean scores are {told}.", &[("told", told)]), ..Reason::default() }
}

/// Reliability, resolution and uncertainty, of ten forecasts and more.
fn parts(all: &[&Row<'_>], answer: &mut Answer) -> Option<Reason> {
    let of = scored(all);
    let parts = murphy(&of).filter(|_| of.len() >= FEW)?;
    let mut part = |name: &str, value: f64| measured(answer, name, name, value, score(value));
    let slots = [
        ("reliability", part("reliability", parts.reliability)),
        ("resolution", part("resolution", parts.resolution)),
        ("uncertainty", part("uncertainty", parts.uncertainty)),
        ("base", part("share that came true", base_rate(&of).unwrap_or_default())),
    ];
    let pattern = "Taken together what was said missed what came by {reliability}, told cases apart by {resolution}, and the questions \
         left {uncertainty} open (parts of the Brier score; the share that came true is {base}).";
    Some(Reason { says: say(pattern, &slots), ..Reason::default() })
}

/// Questions that the two with most forecasts share: paired differences, and how often tossed signs go as far.
fn shared(asking: &Asking<'_, '_>, held: &[Held<'_, '_>], answer: &mut Answer) -> Option<Reason> {
    let [first, second, ..] = held else { return None };
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
fn directions(all: &[&Row<'_>], answer: &mut Answer) -> Reason {
    let against: Vec<&Row<'_>> =
        all.iter().copied().filter(|row| row.scored().is_some_and(|one| one.said < 0.5)).collect();
    let kept: Vec<&Row<'_>> = against.iter().copied().filter(|row| row.happened == Some(false)).collect();
    let always = against.len().max(all.len() - against.len());
    answer.measures.insert(
        "one direction".to_owned(),
        Measured { label: "forecasts that point the more frequent way".to_owned(), value: always as f64 },
    );
    let slots = [("all", count(all)), ("against", count(&against)), ("kept", count(&kept))];
    let pattern = "Of the {all} scored {against} say that something will not come; of these {kept} kept right.";
    Reason { says: say(pattern, &slots), claims: first_claims(&kept, CLAIMS), changes: Vec::new() }
}

/// Forecasts without a score, by what they lack.
fn unscored(rows: &[Row<'_>]) -> Option<Reason> {
    let mut why: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| row.happened.is_none()) {
        if !why.contains(&row.why_not) {
            why.push(row.why_not);
        }
    }
    let told = why.iter().map(|why| {
        let of: Vec<&Row<'_>> = rows.iter().filter(|row| row.happened.is_none() && row.why_not == *why).collect();
        statements(&of).then(Phrase::text(format!(" ({})", why.replace("ICD 203", "the scale"))))
    });
    let of: Vec<&Row<'_>> = rows.iter().filter(|row| row.happened.is_none()).collect();
    let slots = [("told", Phrase::list(told.collect()))];
    (!of.is_empty()).then(|| Reason {
        says: say("Without a score are {told}.", &slots),
        claims: first_claims(&of, CLAIMS),
        changes: Vec::new(),
    })
}

/// What the holder with the larger loss owes to one subject, and who would be better without it.
fn one_subject(asking: &Asking<'_, '_>, held: &[Held<'_, '_>], answer: &mut Answer) -> Option<Reason> {
    let [first, second, ..] = held else { return None };
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
        ("with", measured(answer, "score with it", "mean Brier score", mean(worse), score(mean(worse)))),
        ("without", measured(answer, "score without it", "mean Brier score", without, score(without))),
        ("what", statements(&of)),
        ("other", asking.actor(if worse.holder == first.holder { second.holder } else { first.holder })),
    ];
    let other = if worse.holder == first.holder { mean(second) } else { mean(first) };
    let pattern = if without < other {
        "Without {what} the mean score of {holder} would be {without} in place of {with}, better than that of {other}."
    } else {
        "Without {what} the mean score of {holder} would be {without} in place of {with}, still not better than that of {other}."
    };
    Some(Reason { says: say(pattern, &slots), claims: first_claims(&of, CLAIMS), changes: Vec::new() })
}

/// What is weak about scores: hindsight, horizons of the coder's, subjects that stand twice, resolutions without a source.
fn weak(rows: &[Row<'_>], answer: &mut Answer) {
    let decided: Vec<&Row<'_>> = rows.iter().filter(|row| row.happened.is_some()).collect();
    let picked =
        |is: &dyn Fn(&Row<'_>) -> bool| -> Vec<&Row<'_>> { decided.iter().copied().filter(|row| is(row)).collect() };
    let hindsight = picked(&|row| row.by == GivenBy::CoderAfter);
    let horizons = picked(&|row| row.forecast.horizon_by.is_some_and(|by| by != GivenBy::Holder));
    let sourceless = picked(&|row| row.forecast.resolution_source.is_empty());
    let twice = picked(&|row| decided.iter().filter(|other| other.subject() == row.subject()).count() > 1);
    let all = count(&decided);
    let told = [
        (hindsight, "Of {all} scored likelihoods the coder wrote {some} when it was known what came."),
        (
            horizons,
            "Of {all} horizons {some} are the coder's; with another one the same statement can fail or come true.",
        ),
        (twice, "Of {all} scored forecasts {some} share their subject with another and are no separate evidence."),
        (sourceless, "Of {all} resolutions {some} lack a document in which it stands what came."),
    ];
    for (some, pattern) in told.iter().filter(|(some, _)| !some.is_empty()) {
        let of = if some.len() == decided.len() { Phrase::text("all") } else { count(some) };
        answer.weak.push(say(pattern, &[("all", all.clone()), ("some", of)]));
    }
}
