//! What is said of forecasts: each of a few by itself, what cannot be scored, what is weak.

use detente_case::case::GivenBy;
use detente_method::{Asking, Phrase, say};
use detente_results::{Answer, Measured, NumberFrom, Reason, Slot, Wording};

use crate::rows::{Row, first_claims};

/// Most claims of a reason.
pub(crate) const CLAIMS: usize = 4;

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
pub(crate) fn score(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix("0.").map_or(text.clone(), |rest| format!(".{rest}"))
}

/// A text of a forecast in its words.
fn quoted(row: &Row<'_>, text: &str) -> Phrase {
    let slot = Slot::Named { what: "forecast".to_owned(), id: row.forecast.id.text.clone() };
    Phrase::named(text, slot)
}

pub(crate) fn statement(row: &Row<'_>) -> Phrase {
    quoted(row, &format!("“{}”", row.forecast.statement.trim_end_matches('.')))
}

pub(crate) fn statements(rows: &[&Row<'_>]) -> Phrase {
    Phrase::list(rows.iter().map(|row| statement(row)).collect())
}

fn ids(rows: &[&Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| row.forecast.id.text.clone()).collect()
}

pub(crate) fn count(rows: &[&Row<'_>]) -> Phrase {
    Phrase::standing_alone(&ids(rows))
}

/// A number of this answer alone.
pub(crate) fn measured(answer: &mut Answer, name: &str, label: &str, value: f64, text: String) -> Phrase {
    answer.measures.insert(name.to_owned(), Measured { label: label.to_owned(), value });
    Phrase::number(text, value, NumberFrom::Measure { name: name.to_owned() })
}

/// Forecasts without a score, by what they lack.
pub(crate) fn unscored(rows: &[Row<'_>]) -> Option<Reason> {
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
        says: say("Without a score: {told}.", &slots),
        claims: first_claims(&of, CLAIMS),
        changes: Vec::new(),
    })
}

/// What is weak about scores: hindsight, horizons of the coder's, subjects that stand twice, resolutions without a source.
pub(crate) fn weak(rows: &[Row<'_>], answer: &mut Answer) {
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
