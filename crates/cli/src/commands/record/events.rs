//! Events added up.

use std::process::ExitCode;

use detente_record::events::{self, EventLayout, Options, Period, Scale, Weight, read_scale};
use detente_record::files::tally_told;
use detente_report as report;
use detente_results::{EventFile, EventsResult};

use super::{existing, lake, limits, numbers};
use crate::args::{Aggregate, Groups, RowFormat, ScaleName};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};
use crate::progress::Spinner;

/// Adds events up and prints the groups; what was left out goes to stderr.
pub fn aggregate(args: &Aggregate) -> Result<ExitCode, Failure> {
    args.files.iter().try_for_each(|path| existing(path))?;
    let scale = match args.scale {
        ScaleName::Column if args.scale_table.is_some() => {
            return Err(Failure::input("--scale-table needs --scale gdelt or --scale icews"));
        }
        ScaleName::Column => None,
        ScaleName::Gdelt => Some(Scale::Gdelt),
        ScaleName::Icews => Some(Scale::Icews),
    };
    let table = match (scale, &args.scale_table) {
        (None, _) => None,
        (Some(_), None) => {
            return Err(Failure::input("scores of codes need their table: --scale-table FILE")
                .with_hint("a CSV table with the columns code, goldstein_gdelt, goldstein_icews".to_owned()));
        }
        (Some(scale), Some(path)) => {
            let (table, tally) =
                read_scale(path, scale).map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
            if tally.skipped() > 0 {
                output::tell_text(&report::tally_text(&path.display().to_string(), &tally, 5));
            }
            Some(table)
        }
    };
    let period = match args.by {
        Groups::Month => Period::Month,
        Groups::Quarter => Period::Quarter,
        Groups::Year => Period::Year,
    };
    let options = Options {
        period,
        weight: args.mentions.map_or(Weight::Event, Weight::Mentions),
        roots_only: args.roots,
        one_a_day: args.one_a_day,
        scale: table,
        half_life: args.half_life,
        numbers: args.reading.codes.map(numbers),
        limits: limits(args.reading.limits),
    };
    let read = args.files.iter().chain(&args.scale_table);
    let target = Target::maybe(args.out.as_deref(), &Inputs::of(read))?;
    let spinner = Spinner::new("reading events");
    let (feeds, readers) = lake::feeds(&args.files)?;
    let found = events::aggregate_feeds(feeds, &options);
    drop(spinner);
    // What stopped a reader comes before what its lines then lacked.
    lake::ended(readers)?;
    let found = found.map_err(|error| {
        Failure::input(error.to_string()).with_hint("`detente record sources` lists the formats of events".to_owned())
    })?;
    output::tell_text(&report::events_text(&found));
    if found.tally.kept == 0 {
        return Err(Failure::input(format!("no event could be kept: {}", found.tally.why_nothing()))
            .with_hint("`detente record check` lists the rows with their reasons".to_owned()));
    }
    match args.format {
        RowFormat::Csv => lake::rows(target.as_ref(), |out| report::aggregate_csv(&found, period.word(), out))?,
        RowFormat::Json => {
            let file = |(file, layout): &(String, EventLayout)| EventFile { file: file.clone(), format: layout.id() };
            let scale = match scale {
                None => "column",
                Some(Scale::Icews) => "icews",
                Some(_) => "gdelt",
            };
            let whole = EventsResult {
                files: found.files.iter().map(file).collect(),
                scale,
                rows: tally_told(&found.tally),
                unmapped: found.unmapped.clone(),
                groups: report::aggregate_rows(&found),
            };
            let text = report::to_json(&whole, true);
            output::data_to(target.as_ref(), &text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
