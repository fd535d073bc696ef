//! `detente geometry`.

use std::process::ExitCode;

use detente_formats::figure_of;
use detente_method_geometry::FigureAsk;
use detente_report as report;

use crate::args::{Geometry, PlainFormat};
use crate::failure::Failure;
use crate::inputs::figure_ties;
use crate::{output, plain};

/// Measures of a plain figure.
pub fn geometry(args: &Geometry) -> Result<ExitCode, Failure> {
    let needed = "the table needs the columns a, b, affinity and firmness, one row a pair";
    let (rows, mut notes) = plain::ties_of(&args.file, &args.reading, None)?;
    let table = figure_of(rows).map_err(|problems| plain::refused(&args.file, &problems, needed))?;
    plain::some_ties(&args.file, table.ties.is_empty())?;
    notes.extend(plain::one_sign(table.ties.iter().map(|tie| tie.weight)));
    plain::tell(&notes);
    let ask = FigureAsk { ring: &args.ring, target: args.target.as_deref(), margin: args.margin };
    let found = ask.answer(&table.actors, &figure_ties(&table))?;
    output::print(&match args.format {
        PlainFormat::Json => plain::json_with(&found, &notes),
        PlainFormat::Table => report::figure_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}
