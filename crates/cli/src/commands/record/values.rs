//! Indicators of pairs and states.

use std::path::Path;
use std::process::ExitCode;

use detente_record::indicator::{self, LikenessOf, Question};
use detente_record::states::{Year, in_order};
use detente_report as report;

use super::{folder, lake};
use crate::args::{Data, PlainFormat, States, TableFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};

/// One value, or the list of indicators.
pub fn value(
    name: Option<&str>,
    pair: Option<&States>,
    years: Option<(Year, Year)>,
    data: &Data,
    format: TableFormat,
) -> Result<ExitCode, Failure> {
    let Some(name) = name else { return catalogue(format) };
    let asked = Question::of(name, pair.map(States::both))?.within(years)?;
    let found = asked.value(&folder(data)?)?;
    output::print_as(
        format != TableFormat::Table,
        &match format {
            TableFormat::Json => report::to_json(&found, true),
            TableFormat::Csv => report::values_csv(&[found]),
            TableFormat::Table => report::value_text(&found),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// One value a year.
pub fn series(
    name: &str,
    pair: &States,
    (from, to): (Year, Year),
    data: &Data,
    format: TableFormat,
) -> Result<ExitCode, Failure> {
    let question = Question::of(name, Some(pair.both()))?;
    let years = in_order(from, to)?;
    let values = question.series(&folder(data)?, years)?;
    output::print_as(
        format != TableFormat::Table,
        &match format {
            TableFormat::Json => report::to_json(&values, true),
            TableFormat::Csv => report::values_csv(&values),
            TableFormat::Table => report::series_text(question.indicator().meaning, &values),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Likeness of one pair.
pub fn similarity(
    of: LikenessOf,
    pair: Option<&States>,
    year: Option<Year>,
    data: &Data,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let (Some(pair), Some(year)) = (pair, year) else {
        return Err(Failure::input("likeness is asked of a pair and a year: --pair A,B --year YEAR"));
    };
    let asked = Question::of_likeness(of, pair.both())?.within(Some((year, year)))?;
    let found = asked.value(&folder(data)?)?;
    output::print(&match format {
        PlainFormat::Json => report::to_json(&found, true),
        PlainFormat::Table => report::value_text(&found),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Likeness of every pair of members over years, as CSV or JSON.
pub fn every_pair(
    of: LikenessOf,
    (from, to): (Year, Year),
    out: Option<&Path>,
    data: &Data,
    format: Option<PlainFormat>,
) -> Result<ExitCode, Failure> {
    let years = in_order(from, to)?;
    if format == Some(PlainFormat::Table) {
        return Err(Failure::input("all pairs are printed as CSV or JSON, not as a table for a terminal")
            .with_hint("leave --format out for CSV; --format json".to_owned()));
    }
    let folder = folder(data)?;
    let target = Target::maybe(out, &Inputs::of(folder.files.iter().map(|file| &file.path)))?;
    if format == Some(PlainFormat::Json) {
        let mut all = Vec::new();
        let notes = indicator::every_pair(&folder, of, years, &mut |one| all.push(one))?;
        notes.iter().for_each(|note| output::tell(note));
        output::data_to(target.as_ref(), &report::to_json(&all, true))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = report::likeness_csv_header(of.word());
    let notes = indicator::every_pair(&folder, of, years, &mut |one| text += &report::likeness_csv_row(&one))?;
    notes.iter().for_each(|note| output::tell(note));
    lake::rows(target.as_ref(), |out| out.write_all(text.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

fn catalogue(format: TableFormat) -> Result<ExitCode, Failure> {
    let all = indicator::catalogue();
    output::print_as(
        format != TableFormat::Table,
        &match format {
            TableFormat::Json => report::to_json(&all, true),
            TableFormat::Csv => report::values_csv(&all),
            TableFormat::Table => report::indicators_text(&all),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}
