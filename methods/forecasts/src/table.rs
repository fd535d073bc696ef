//! The table of forecasts.

use detente_case::case::GivenBy;
use detente_chance::log_score;
use detente_method::numbers::level;
use detente_method::{Asking, Phrase, say};
use detente_results::{AnswerFigure, NumberFrom, Shown};

use crate::rows::Row;
use crate::scores::CLIP;

const COLUMNS: [&str; 10] = [
    "Who",
    "What",
    "By",
    "In which words",
    "How likely",
    "Whose number",
    "What came",
    "Brier",
    "Log score",
    "Brier, read after the event",
];

/// Every forecast with what was said and what came.
pub(crate) fn figure(asking: &Asking<'_, '_>, rows: &[Row<'_>]) -> AnswerFigure {
    let clip = Phrase::number(format!("{CLIP}"), CLIP, NumberFrom::Threshold { name: "log-clip".to_owned() });
    let pattern = "What was forecast, how likely it was called, and what came; logarithmic scores take likelihoods no nearer to \
         certainty than {clip}";
    AnswerFigure {
        caption: say(pattern, &[("clip", clip)]),
        shows: Shown::Table {
            columns: COLUMNS.map(str::to_owned).to_vec(),
            rows: rows.iter().map(|row| cells(asking, row)).collect(),
        },
    }
}

fn cells(asking: &Asking<'_, '_>, row: &Row<'_>) -> Vec<String> {
    let forecast = row.forecast;
    let likely = row.band.map(|[low, _, high]| format!("{} to {}", level(low, 1.0), level(high, 1.0)));
    let whose = match row.by {
        _ if row.band.is_none() => "",
        GivenBy::Holder => "the holder's",
        GivenBy::Coder => "the coder's",
        GivenBy::CoderAfter => "the coder's, knowing what came",
    };
    let came = match forecast.resolution.as_str() {
        "yes" => "came",
        "no" => "did not come",
        "unresolvable" => "nobody will be able to tell",
        _ => "open",
    };
    let when = forecast.resolved_on.map(|on| format!(" ({on})")).unwrap_or_default();
    let later = if row.later { ", known later" } else { "" };
    let score = |value: Option<f64>| value.map(|value| format!("{value:.3}")).unwrap_or_default();
    let log = row.scored().map(|one| log_score(one.said.clamp(CLIP, 1.0 - CLIP), one.happened));
    vec![
        asking.name(&forecast.holder),
        forecast.statement.clone(),
        forecast.horizon.clone(),
        forecast.words.clone(),
        likely.unwrap_or_default(),
        whose.to_owned(),
        format!("{came}{when}{later}"),
        score(row.brier().filter(|_| !row.is_after())),
        score(log.filter(|_| !row.is_after())),
        score(row.brier().filter(|_| row.is_after())),
    ]
}
