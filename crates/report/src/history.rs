//! Views over years and forecasts against what came, as texts.

use std::fmt::Write;

use detente_formats::csv_row;
use detente_results::{DatedPeriod, ForecastScores, OverTime, PeriodIndex};

use crate::network::{one_signed, only_bounded};
use crate::table::Table;
use crate::terminal::{heading, paragraph};

const WIDTH: usize = 100;
/// Ties told of each period.
const TIES: usize = 4;

fn or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

/// An index, or what it lies between.
fn told(index: &PeriodIndex) -> String {
    match index.proven {
        true => format!("{:.3}", index.frustration),
        false => format!("{:.3} to {:.3}", index.lower_bound, index.frustration),
    }
}

fn blocs(period: &DatedPeriod) -> String {
    let sides = |[one, other]: &[Vec<String>; 2]| format!("{} | {}", one.join("+"), other.join("+"));
    period.result.camps.iter().map(sides).collect::<Vec<_>>().join("; ")
}

/// Every view: a table of its periods, then what changed and on which rows.
pub fn over_time_text(views: &[OverTime]) -> String {
    let mut text = String::new();
    for view in views {
        text += &heading(&view.view);
        if view.periods.is_empty() {
            text += "No tie of this view is in force at any of these dates.\n";
            continue;
        }
        let mut table = Table::new(&[
            "date",
            ">ties",
            ">frustration",
            ">any blocs",
            ">balanced triads",
            ">cohesion",
            ">skew",
            "two blocs",
        ]);
        for period in &view.periods {
            let result = &period.result;
            table.row([
                result.period.clone(),
                result.ties.to_string(),
                told(&result.strong),
                told(&result.weak),
                result.triangle_index.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", 100.0 * share)),
                or_dash(period.cohesion),
                or_dash(period.skew),
                blocs(period),
            ]);
        }
        text += &table.render(WIDTH);
        text += &one_signed(view.periods.iter().map(|period| &period.result));
        text += &only_bounded(view.periods.iter().map(|period| &period.result));
        let changes = view.periods.iter().filter(|period| !period.changed.is_empty());
        for period in changes {
            let result = &period.result;
            let by = result.change.map_or("is not known".to_owned(), |change| format!("{:+.3}", change.total));
            let moved = if result.moved.is_empty() {
                String::new()
            } else {
                format!(", {} changed sides", result.moved.join(", "))
            };
            let _ = writeln!(text, "{}: frustration {by}{moved}", result.period);
            for tie in period.changed.iter().take(TIES) {
                let broke = if result.broke.contains(&tie.tie) { ", now against the blocs" } else { "" };
                let _ = write!(text, "  {} {:+.3} to {:+.3}{broke}", tie.tie, tie.before, tie.after);
                let list = |name: &str, claims: &[String]| match claims {
                    [] => String::new(),
                    [first] => format!("; {name} {first}"),
                    [first, rest @ ..] => format!("; {name} {first} and {} more", rest.len()),
                };
                let _ = writeln!(text, "{}{}", list("new", &tie.new_claims), list("gone", &tie.gone_claims));
            }
            if period.changed.len() > TIES {
                let _ = writeln!(text, "  … and {} smaller changes", period.changed.len() - TIES);
            }
        }
    }
    text
}

/// One row a view and date.
pub fn over_time_csv(views: &[OverTime]) -> String {
    let header = [
        "view",
        "date",
        "actors",
        "ties",
        "weight",
        "frustration",
        "lower_bound",
        "any_blocs",
        "balanced_triads",
        "cohesion",
        "skew",
        "blocs",
        "moved",
        "change",
        "changed_ties",
    ];
    let mut text = csv_row(header.map(str::to_owned));
    for view in views {
        for period in &view.periods {
            let number = |value: Option<f64>| {
                value.map(|value| detente_results::json::rounded(value).to_string()).unwrap_or_default()
            };
            let result = &period.result;
            text += &csv_row([
                view.view.clone(),
                result.period.clone(),
                result.actors.to_string(),
                result.ties.to_string(),
                number(Some(period.weight)),
                number(Some(result.strong.frustration)),
                number(Some(result.strong.lower_bound)),
                number(result.weak.proven.then_some(result.weak.frustration)),
                number(result.triangle_index),
                number(period.cohesion),
                number(period.skew),
                blocs(period),
                result.moved.join(" "),
                number(result.change.map(|change| change.total)),
                period.changed.iter().map(|tie| tie.tie.clone()).collect::<Vec<_>>().join(" "),
            ]);
        }
    }
    text
}

/// Forecasts of a case: how they did, by whom and by which words, and which are due.
pub fn forecasts_text(found: &ForecastScores, name: &dyn Fn(&str) -> String, on: &str) -> String {
    let mut text = match &found.all {
        None => paragraph("No forecast of the case was decided and has a likelihood."),
        Some(all) => paragraph(&format!(
            "{} forecasts are scored: mean Brier score {:.3}{} (0 is best, a coin has 0.25, always saying the share that came true {:.3}); with the ends of their bands {:.3} to {:.3}. What was said averages {:.0} %, and {:.0} % came true.",
            all.forecasts,
            all.brier,
            all.brier_interval.map_or_else(String::new, |[low, high]| format!(
                ", nine resamples in ten between {low:.3} and {high:.3}"
            )),
            found.base_rate_brier.unwrap_or(f64::NAN),
            all.brier_in_bands[0],
            all.brier_in_bands[1],
            100.0 * all.said,
            100.0 * all.came,
        )),
    };
    if !found.by_band_of_word.is_empty() {
        text += &paragraph(&format!(
            "note: {} state a word and no number; the band of the word in ICD 203 stands in, its middle as the value",
            found.by_band_of_word.join(", ")
        ));
    }
    if !found.clipped.is_empty() {
        text += &paragraph(&format!(
            "note: the logarithmic score takes probabilities no nearer to 0 and 1 than {}: {} were nearer",
            found.clip,
            found.clipped.join(", ")
        ));
    }
    let plain = |id: &str| id.to_owned();
    let parts = [("By holder", &found.by_holder), ("By word", &found.by_word), ("Calibration", &found.calibration)];
    for (title, groups) in parts {
        let name = if title == "By holder" { name } else { &plain };
        if groups.is_empty() {
            continue;
        }
        text += &heading(title);
        let mut table = Table::new(&["", ">forecasts", ">said", ">came true", ">Brier", ">log", "which"]);
        for group in groups {
            table.row([
                name(&group.name),
                group.forecasts.to_string(),
                format!("{:.2}", group.said),
                format!("{:.2}", group.came),
                format!("{:.3}", group.brier),
                format!("{:.3}", group.log),
                group.ids.join(" "),
            ]);
        }
        text += &table.render(WIDTH);
    }
    if !found.open.is_empty() {
        text += &heading(&format!("Open, as of {on}"));
        let mut table = Table::new(&["", "until", "due", "holder", "question"]);
        for one in &found.open {
            let due = match one.due {
                Some(true) => "yes: decide it",
                Some(false) => "no",
                None => "no date",
            };
            table.row([one.id.clone(), one.horizon.clone(), due.to_owned(), name(&one.holder), one.question.clone()]);
        }
        text += &table.render(WIDTH);
    }
    if !found.unscored.is_empty() {
        text += &heading("Not scored");
        let mut table = Table::new(&["", "forecast", "why not"]);
        for one in &found.unscored {
            table.row([one.id.clone(), one.statement.clone(), one.why.clone()]);
        }
        text += &table.render(WIDTH);
    }
    text
}

/// One row a group.
pub fn forecasts_csv(found: &ForecastScores) -> String {
    let mut text = csv_row(
        ["by", "name", "forecasts", "said", "came", "brier", "brier_low", "brier_high", "log", "ids"]
            .map(str::to_owned),
    );
    let parts = [
        ("all", found.all.as_slice()),
        ("holder", &found.by_holder),
        ("word", &found.by_word),
        ("said", &found.calibration),
    ];
    for (by, groups) in parts {
        for group in groups {
            let numbers =
                [group.said, group.came, group.brier, group.brier_in_bands[0], group.brier_in_bands[1], group.log];
            let numbers = numbers.map(|value| detente_results::json::rounded(value).to_string());
            let names = [by.to_owned(), group.name.clone(), group.forecasts.to_string()];
            text += &csv_row(names.into_iter().chain(numbers).chain([group.ids.join(" ")]));
        }
    }
    text
}
