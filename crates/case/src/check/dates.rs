//! Dates that cross, rows that are not in force, events the case could not know.

use crate::case::Case;
use crate::codes;
use crate::date::{Date, in_force};
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::schema::is_companion;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    let ties = case.ties.iter().map(|row| (format!("tie `{}`", row.id.text), row.since, row.until, &row.id.place));
    let formats =
        case.forums.iter().map(|row| (format!("forum `{}`", row.id.text), row.since, row.until, &row.id.place));
    for (name, since, until, place) in ties.chain(formats) {
        crossed(&name, since, until, place, findings);
        if let Some(as_of) = case.as_of
            && !in_force(since, until, as_of)
            && !is_companion(&place.file)
        {
            // Ties of other years come from data by the hundred, and are meant to.
            findings.add(codes::NOT_IN_FORCE, place, format!("{name} is not in force at {as_of}"));
        }
    }
    for event in &case.events {
        let name = format!("event `{}`", event.id.text);
        crossed(&name, event.from, event.to, &event.id.place, findings);
        if let (Some(from), Some(as_of)) = (event.from, case.as_of)
            && from.is_after(&as_of)
        {
            findings.add(
                codes::AFTER_CASE,
                &event.id.place,
                format!("{name} comes after the date of the case, {as_of}"),
            );
        }
    }
    for forecast in case.forecasts.iter().filter(|forecast| matches!(forecast.resolution.as_str(), "" | "open")) {
        if !forecast.horizon.is_empty() && Date::parse(&forecast.horizon).is_none() {
            let message =
                format!("forecast `{}` is open, and its horizon `{}` is no date", forecast.id.text, forecast.horizon);
            findings.add(codes::NO_DUE_DATE, &forecast.id.place, message);
        }
    }
    late(case, findings);
    for source in &case.sources {
        crossed(&format!("source `{}`", source.id.text), source.from, source.to, &source.id.place, findings);
    }
}

/// Forecasts told as true by a date after their horizon.
fn late(case: &Case, findings: &mut Diagnostics) {
    for forecast in case.forecasts.iter().filter(|forecast| forecast.resolution == "yes") {
        if let (Some(on), Some(horizon)) = (forecast.resolved_on, Date::parse(&forecast.horizon))
            && on.is_after(&horizon)
        {
            let id = &forecast.id;
            let message = format!("forecast `{}` came true on {on}, after its horizon, {horizon}", id.text);
            findings.add(codes::LATE_YES, &id.place, message);
        }
    }
}

fn crossed(name: &str, from: Option<Date>, to: Option<Date>, place: &Place, findings: &mut Diagnostics) {
    if let (Some(from), Some(to)) = (from, to)
        && from.is_after(&to)
    {
        findings.add(codes::DATES_CROSSED, place, format!("{name} ends in {to} before it begins in {from}"));
    }
}
