//! Events of a data set into a case.

use std::process::ExitCode;

use detente_case::case::{DataEvent, DataSet};
use detente_record::events::{self, Options};
use detente_record::into_case::{EventsPlan, FileOf, entered, is_rewritten};
use detente_report as report;

use super::{existing, kept, prepared};
use crate::args::Events;
use crate::failure::Failure;
use crate::input;
use crate::lock::Lock;
use crate::output::{self, Ready};
use crate::progress::Spinner;

/// Takes the events between actors of a case and writes them into it; those of the same file are replaced.
pub fn events(args: &Events) -> Result<ExitCode, Failure> {
    input::on_disk(&args.case)?;
    existing(&args.file)?;
    let opened = input::open_sound_but(Some(&args.case), |finding| {
        is_rewritten(finding) || *finding.place.file == *"data-events.csv"
    })?;
    let plan = EventsPlan::of(&opened.loaded.case, &args.between, (args.from, args.to))?;
    let options = Options {
        roots_only: args.roots,
        one_a_day: args.one_a_day,
        between: plan.between(),
        numbers: args.reading.codes.map(Into::into),
        limits: args.reading.limits.into(),
        ..Options::default()
    };
    let spinner = Spinner::new("reading events");
    let found = events::aggregate(&[&args.file], &options);
    drop(spinner);
    let found = found?;
    output::tell_text(&report::events_text(&found));
    let taken = plan.events(&found);
    if taken.is_empty() {
        return Err(Failure::input(format!("no event is between these actors: {}", taken.left_out))
            .with_hint("`detente record aggregate FILE` tells between whom there are events".to_owned()));
    }
    let _alone = Lock::of(&args.case)?;
    let inside = args.file.strip_prefix(&args.case).map(|path| path.display().to_string()).unwrap_or_default();
    let sets = entered(kept::<DataSet>(&args.case)?, &[FileOf { path: &args.file, inside }], &args.reading.into())?;
    let texts = taken.tables(sets, &kept::<DataEvent>(&args.case)?);
    if let Some((file, _)) = texts.iter().find(|(_, text)| text.len() as u64 > input::LARGEST) {
        return Err(Failure::input(format!(
            "{file} would be larger than a file of a case may be; nothing was changed"
        ))
        .with_hint("take fewer events: --from, --to, --roots, --one-a-day".to_owned()));
    }
    // Both are whole before the first goes to its place; events come last, because they name their set.
    let ready = texts.iter().map(|(file, text)| prepared(&args.case, file, text)).collect::<Result<_, _>>()?;
    Ready::place_all(ready).map_err(|error| Failure::write("the tables of the case", &error))?;
    let left_out = if taken.left_out.is_empty() { String::new() } else { format!("; left out: {}", taken.left_out) };
    output::print(&format!("{} events are in data-events.csv{left_out}\n", taken.len()))?;
    Ok(ExitCode::SUCCESS)
}
