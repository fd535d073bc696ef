//! Events added up.

use std::path::Path;
use std::process::ExitCode;

use detente_record::events::{self, Options, Scale, ScaleTable, Weight, read_scale};
use detente_report as report;

use super::{existing, lake};
use crate::args::{Aggregate, RowFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};
use crate::progress::Spinner;

/// Adds events up and prints the groups; what was left out goes to stderr.
pub fn aggregate(args: &Aggregate) -> Result<ExitCode, Failure> {
    args.files.iter().try_for_each(|path| existing(path))?;
    let scale = Scale::from(args.scale);
    let table = table_of(scale, args.scale_table.as_deref())?;
    let options = Options {
        period: args.by.into(),
        weight: args.mentions.map_or(Weight::Event, Weight::Mentions),
        roots_only: args.roots,
        one_a_day: args.one_a_day,
        scale: table,
        half_life: args.half_life,
        between: Vec::new(),
        numbers: args.reading.codes.map(Into::into),
        limits: args.reading.limits.into(),
    };
    let read = args.files.iter().chain(&args.scale_table);
    let target = Target::maybe(args.out.as_deref(), &Inputs::of(read))?;
    let spinner = Spinner::new("reading events");
    let (feeds, readers) = lake::feeds(&args.files)?;
    let found = events::aggregate_feeds(feeds, &options);
    drop(spinner);
    // What stopped a reader comes before what its lines then lacked.
    lake::ended(readers)?;
    let found = found?;
    output::tell_text(&report::events_text(&found));
    found.some()?;
    match args.format {
        RowFormat::Csv => {
            lake::rows(target.as_ref(), |out| report::aggregate_csv(&found, options.period.word(), out))?;
        }
        RowFormat::Json => output::data_to(target.as_ref(), &report::to_json(&found.result(scale), true))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The table of scores that a scale needs.
fn table_of(scale: Scale, path: Option<&Path>) -> Result<Option<ScaleTable>, Failure> {
    match (scale, path) {
        (Scale::Column, None) => Ok(None),
        (Scale::Column, Some(_)) => Err(Failure::input("--scale-table needs --scale gdelt or --scale icews")),
        (_, None) => Err(Failure::input("scores of codes need their table: --scale-table FILE")
            .with_hint("a CSV table with the columns code, goldstein_gdelt, goldstein_icews".to_owned())),
        (scale, Some(path)) => {
            let (table, tally) =
                read_scale(path, scale).map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
            if tally.skipped() > 0 {
                output::tell_text(&report::tally_text(&path.display().to_string(), &tally, 5));
            }
            Ok(Some(table))
        }
    }
}
