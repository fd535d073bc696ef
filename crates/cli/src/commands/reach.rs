//! `detente reach`.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::Settings;
use detente_formats::{PlainPlace, read_places};
use detente_method_reach::{PlainSite, Site, reach_of};
use detente_report as report;
use detente_results::ReachResult;
use detente_text::Problem;

use crate::args::{Reach, TableFormat};
use crate::failure::Failure;
use crate::{input, output, plain};

const NEEDED: &str = "a table of places has the column name; lat and lon, or the name of a capital; range_km_low, range_km_mode and \
                      range_km_high where something reaches from there, claim_km and holder where a zone is claimed";

/// Who is in whose reach, by a case or a table of places.
pub fn reach(args: &Reach) -> Result<ExitCode, Failure> {
    let (found, notes) = match input::plain_file(args.file.as_deref())? {
        Some(path) => of_table(path, args)?,
        None => (input::session(args.file.as_deref(), Settings::default())?.session.reach()?, Vec::new()),
    };
    plain::tell(&notes);
    output::print_as(
        args.format != TableFormat::Table,
        &match args.format {
            TableFormat::Table => report::reach_text(&found),
            TableFormat::Csv => report::reach_csv(&found),
            TableFormat::Json => plain::json_with(&found, &notes),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

fn of_table(path: &Path, args: &Reach) -> Result<(ReachResult, Vec<String>), Failure> {
    let text = plain::text_of(path, &args.reading.encoding)?;
    let refused = |problems: Vec<Problem>| plain::refused(path, &problems, NEEDED);
    let places = read_places(&text.text, &args.reading.table()).map_err(refused)?;
    let mut notes = text.notes;
    notes.extend(places.notes.iter().map(ToString::to_string));
    let (mut sites, mut problems) = (Vec::new(), Vec::new());
    for place in &places.places {
        match site(place) {
            Ok(site) => sites.push(site),
            Err(what) => problems.push(Problem::at(place.line, what)),
        }
        if place.at.is_none() && problems.is_empty() {
            notes.push(format!("line {}: the point of {} is that of Natural Earth", place.line, place.name));
        }
    }
    if problems.is_empty() { Ok((reach_of(&sites), notes)) } else { Err(refused(problems)) }
}

/// A place of a table, where it lies by its numbers or by its name.
fn site(place: &PlainPlace) -> Result<Site, String> {
    let (name, kind, holder) = (place.name.as_str(), place.kind.as_str(), place.holder.as_str());
    let PlainPlace { at, range, claim_km, .. } = *place;
    Site::plain(&PlainSite { name, kind, at, range, holder, claim_km })
}
