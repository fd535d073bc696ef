//! A way of influences in words.

use detente_case::path::{OutcomeOf, Stake};
use detente_case::{Case, QuantityPath};
use detente_results::MovedResult;

/// What a quantity is called in a sentence.
pub(crate) fn called(case: &Case, path: &QuantityPath) -> String {
    match path {
        QuantityPath::Factor { id } => {
            let known = case.factors.iter().find(|factor| *factor.id == **id);
            known.map_or_else(|| id.clone(), |factor| factor.name.clone())
        }
        QuantityPath::Tie { ends: (a, b), directed, dimension, firmness } => {
            let what = if *firmness { "firmness" } else { "affinity" };
            let mark = if *directed { " towards " } else { " and " };
            format!("{dimension} {what} of {a}{mark}{b}")
        }
        QuantityPath::Stake { issue, actor, stake } => {
            let on = if *stake == Stake::Capability { "capability" } else { stake.word() };
            format!("{on} of {actor} on {issue}")
        }
        QuantityPath::Outcome { of: OutcomeOf::Issue, id } => format!("outcome of {id}"),
        QuantityPath::Outcome { of: OutcomeOf::View, id } => format!("strain of {id}"),
        _ => path.to_string(),
    }
}

/// Two significant digits behind the point.
fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

/// What happened to a quantity, and the strongest way that led there; `sign` tells whether a link raises what it acts on.
pub(crate) fn in_words(case: &Case, moved: &MovedResult, sign: &dyn Fn(&str) -> f64) -> String {
    let name = called(case, &moved.quantity);
    if moved.first.is_none() {
        return format!("{name} stays at {} within the horizon.", short(moved.before));
    }
    let verb = if moved.after > moved.before { "rises" } else { "falls" };
    let when = match moved.first {
        Some(0) => "at once".to_owned(),
        Some(period) => format!("from {} {period} on", case.settings.period.word()),
        None => String::new(),
    };
    let mut text = format!("{name} {verb} from {} to {}, {when}", short(moved.before), short(moved.after));
    let changed = moved.paths.first().is_some_and(|path| path.links.is_empty());
    if changed {
        text += ", as it was changed";
    }
    let Some(path) = moved.paths.iter().find(|path| !path.links.is_empty()) else { return text + "." };
    let end = if path.contribution > 0.0 { 1.0 } else { -1.0 };
    // From the end of the way back: each link turns the direction or keeps it.
    let mut directions = vec![end];
    for link in path.links.iter().rev() {
        directions.push(directions[directions.len() - 1] * sign(link));
    }
    directions.reverse();
    let start = called(case, &path.through[0]);
    let joint = if changed { "; besides" } else { ":" };
    text += &format!("{joint} {} of {start}", if directions[0] > 0.0 { "the rise" } else { "the fall" });
    for (step, link) in path.links.iter().enumerate() {
        let verb = if directions[step + 1] > 0.0 { "raises" } else { "lowers" };
        let joint = if step == 0 { " " } else { ", which " };
        text += &format!("{joint}{verb} {} ({link})", called(case, &path.through[step + 1]));
    }
    text += ".";
    if !path.claims.is_empty() {
        text += &format!(" Claims: {}.", path.claims.join(", "));
    }
    text
}
