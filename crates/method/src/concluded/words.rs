//! What decides a conclusion, in words: `that it is so holds in part (in 64 of 100 draws)`.

use detente_case::case::{Expectation, Expected};
use detente_results::{NumberFrom, Slot};

use super::judge::{Held, least};
use super::look_up::{Found, Told};
use crate::numbers;
use crate::say::{Phrase, say};
use crate::told::Measures;

/// What must be so, whether it is, and by which number.
pub(super) fn clause(row: &Expectation, held: Held, found: &Found, measures: &mut Measures) -> Phrase {
    let id = row.id.text.clone();
    let says = Phrase::named(row.says.clone(), Slot::Named { what: "conclusion".to_owned(), id });
    let pattern = match (held, found) {
        (Held::Untested, _) => "{says} cannot be tested, because {detail}",
        (Held::Yes, Found::Came(_)) => "{says} came true{detail}",
        (_, Found::Came(_)) => "{says} did not come true{detail}",
        (Held::Yes, _) => "{says} holds ({detail})",
        (Held::Partly, _) => "{says} holds in part ({detail})",
        (Held::No, _) => "{says} does not hold ({detail})",
    };
    Phrase::wording(say(pattern, &[("says", says), ("detail", detail(row, found, measures))]))
}

fn detail(row: &Expectation, found: &Found, measures: &mut Measures) -> Phrase {
    let name = format!("concluded.{}.beside", row.id.text);
    let mut bound = |value: f64, text: String| measures.number(&name, "what it is set beside", value, text);
    match found {
        Found::Came(_) => Phrase::nothing(),
        Found::Unknown(why) => Phrase::text(*why),
        Found::Share { share, from } => {
            let told = Phrase::share(share.probability, share.draws, from.clone());
            let before = if row.expected == Expected::Fails { "the contrary " } else { "" };
            Phrase::text(before).then(told)
        }
        Found::Level { at, ends, range } => {
            let value = row.value.unwrap_or_default();
            let slots = [
                ("at", number(at, numbers::level(at.value, *range))),
                ("bound", bound(value, numbers::level(value, *range))),
                ("ends", ends.as_ref().map_or_else(Phrase::nothing, |ends| between(ends, *range, numbers::level))),
            ];
            Phrase::wording(say("it is {at}, beside {bound}{ends}", &slots))
        }
        Found::Change { told: [mean, low, high], range, .. } => {
            let least = least(row, *range);
            let ends = [low.clone(), high.clone()];
            let slots = [
                ("mean", number(mean, numbers::change(mean.value, *range))),
                ("least", bound(least, numbers::level(least, *range))),
                ("ends", between(&ends, *range, numbers::change)),
            ];
            Phrase::wording(say("it changes by {mean}, where {least} would count{ends}", &slots))
        }
    }
}

fn number(told: &Told, text: String) -> Phrase {
    Phrase::number(text, told.value, told.from.clone())
}

fn between([low, high]: &[Told; 2], range: f64, text: fn(f64, f64) -> String) -> Phrase {
    let interval = NumberFrom::Threshold { name: "interval".to_owned() };
    let slots = [
        ("low", number(low, text(low.value, range))),
        ("high", number(high, text(high.value, range))),
        ("most", Phrase::number("nine draws in ten", 0.9, interval)),
    ];
    Phrase::wording(say("; {low} to {high} in {most}", &slots))
}
