//! Indicators of pairs and states.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use detente_record::indicator::{About, Ask, Found, Indicator, LIKENESS, indicators};
use detente_record::sets::{RowRef, Set};
use detente_record::similarity::{Measure, Portfolios};
use detente_record::states::{State, Year, states};
use detente_report as report;
use detente_results::{IndicatorResult, LikenessResult, RowResult, ValueResult};

use super::{folder, lake, set_error, state};
use crate::args::{Data, PlainFormat, SimilarityMeasure, States, TableFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};

/// One value, or the list of indicators.
pub fn value(
    name: Option<&str>,
    pair: Option<&States>,
    year: Option<(Year, Year)>,
    data: &Data,
    format: TableFormat,
) -> Result<ExitCode, Failure> {
    let Some(name) = name else { return catalogue(format) };
    let indicator = named(name)?;
    let pair = pair.ok_or_else(|| Failure::input(format!("`{name}` is asked of states: --pair A,B")))?;
    let (from, to) = year.ok_or_else(|| Failure::input(format!("`{name}` is asked of a year: --year YEAR")))?;
    if from != to && indicator.about != About::Window {
        return Err(Failure::input(format!("`{name}` is of one year, not of {from}-{to}"))
            .with_hint("`detente record series` tells it year by year".to_owned()));
    }
    let ask = ask(indicator, pair, (from, to))?;
    let found = indicator.of(&folder(data)?, &ask).map_err(set_error)?;
    output::print_as(
        format != TableFormat::Table,
        &match format {
            TableFormat::Json => report::to_json(&told(indicator.name, indicator, &ask, &found), true),
            TableFormat::Csv => report::values_csv(&[told(indicator.name, indicator, &ask, &found)]),
            TableFormat::Table => report::value_text(&told(indicator.name, indicator, &ask, &found)),
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
    let indicator = named(name)?;
    if from > to {
        return Err(Failure::input(format!("--from {from} is after --to {to}")));
    }
    let folder = folder(data)?;
    let mut values = Vec::new();
    for year in from..=to {
        let ask = ask(indicator, pair, (year, year))?;
        let found = indicator.of(&folder, &ask).map_err(set_error)?;
        values.push(told(indicator.name, indicator, &ask, &found));
    }
    output::print_as(
        format != TableFormat::Table,
        &match format {
            TableFormat::Json => report::to_json(&values, true),
            TableFormat::Csv => report::values_csv(&values),
            TableFormat::Table => report::series_text(indicator.meaning, &values),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Likeness of one pair.
pub fn similarity(
    measure: SimilarityMeasure,
    pair: Option<&States>,
    year: Option<Year>,
    data: &Data,
    format: PlainFormat,
) -> Result<ExitCode, Failure> {
    let (Some(pair), Some(year)) = (pair, year) else {
        return Err(Failure::input("likeness is asked of a pair and a year: --pair A,B --year YEAR"));
    };
    let indicator = named(indicator_of(measure))?;
    let ask = ask(indicator, pair, (year, year))?;
    let found = indicator.of(&folder(data)?, &ask).map_err(set_error)?;
    let told = told(word(measure), indicator, &ask, &found);
    output::print(&match format {
        PlainFormat::Json => report::to_json(&told, true),
        PlainFormat::Table => report::value_text(&told),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Likeness of every pair of members over years, as CSV or JSON.
pub fn every_pair(
    measure: SimilarityMeasure,
    (from, to): (Year, Year),
    out: Option<&Path>,
    data: &Data,
    format: Option<PlainFormat>,
) -> Result<ExitCode, Failure> {
    if from > to {
        return Err(Failure::input(format!("--from {from} is after --to {to}")));
    }
    if format == Some(PlainFormat::Table) {
        return Err(Failure::input("all pairs are printed as CSV or JSON, not as a table for a terminal")
            .with_hint("leave --format out for CSV; --format json".to_owned()));
    }
    let folder = folder(data)?;
    let target = Target::maybe(out, &Inputs::of(folder.files.iter().map(|file| &file.path)))?;
    let mut text = format!("ccode1,ccode2,iso1,iso2,year,{}\n", word(measure).replace('-', "_"));
    let list = states();
    let mut all = Vec::new();
    let mut line = |a: State, b: State, year: Year, value: Option<f64>| {
        let (one, other) = (list.letters(a), list.letters(b));
        if format == Some(PlainFormat::Json) {
            let measure = word(measure);
            all.push(LikenessResult { a: one, b: other, ccode1: a.0, ccode2: b.0, year, measure, value });
            return;
        }
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        let _ = writeln!(text, "{a},{b},{one},{other},{year},{value}");
    };
    match portfolio_measure(measure) {
        Some(of) => {
            let atop = folder.covering(Set::Atop, (from, to)).map_err(set_error)?;
            let cinc =
                if of == Measure::SCinc { Some(folder.series(Set::Capabilities).map_err(set_error)?) } else { None };
            if let Some(what) = atop.strangers((from, to)) {
                output::tell(&what);
            }
            for portfolios in Portfolios::of_years(atop, cinc, from, to) {
                let unsure = portfolios.unsure_members();
                if unsure > 0 {
                    output::tell(&format!(
                        "{}: the obligations of {unsure} states are not known whole (a cell is missing or a row was kept out), and likeness with them is left empty; `detente record check` lists the rows",
                        portfolios.year
                    ));
                }
                portfolios.all(of).into_iter().for_each(|(a, b, value)| line(a, b, portfolios.year, value));
            }
        }
        None => {
            let indicator = named(indicator_of(measure))?;
            let mut doubtful = 0;
            for year in from..=to {
                let members = list.members(year);
                for (place, a) in members.iter().enumerate() {
                    for b in &members[place + 1..] {
                        let ask = Ask { a: *a, b: *b, from: year, to: year };
                        let found = indicator.of(&folder, &ask).map_err(set_error)?;
                        doubtful += usize::from(found.doubtful);
                        line(*a, *b, year, found.value);
                    }
                }
            }
            if doubtful > 0 {
                output::tell(&format!(
                    "{doubtful} values are not known because a cell is missing or a row was kept out, and are left empty; `detente record check` lists the rows"
                ));
            }
        }
    }
    if format == Some(PlainFormat::Json) {
        output::data_to(target.as_ref(), &report::to_json(&all, true))?;
        return Ok(ExitCode::SUCCESS);
    }
    lake::rows(target.as_ref(), |out| out.write_all(text.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> Result<&'static Indicator, Failure> {
    let known: Vec<String> = indicators().iter().map(|indicator| indicator.name.to_owned()).collect();
    Indicator::named(name).ok_or_else(|| Failure::unknown("indicator", name, &known))
}

fn catalogue(format: TableFormat) -> Result<ExitCode, Failure> {
    let all: Vec<IndicatorResult> = indicators()
        .iter()
        .map(|indicator| {
            let of = match indicator.about {
                About::State => "state, year",
                About::Pair | About::Towards => "pair, year",
                About::Window => "pair, years",
            };
            let needs = indicator.needs.iter().map(|set| set.id()).collect();
            IndicatorResult { indicator: indicator.name, of, needs, meaning: indicator.meaning }
        })
        .collect();
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

fn ask(indicator: &Indicator, pair: &States, (from, to): (Year, Year)) -> Result<Ask, Failure> {
    let a = state(&pair.0, Some(to))?;
    let b = match (&pair.1, indicator.about) {
        (None, About::State) => a,
        (None, _) => return Err(Failure::input(format!("`{}` is of a pair: --pair A,B", indicator.name))),
        (Some(_), About::State) => {
            return Err(Failure::input(format!("`{}` is of one state: --pair {}", indicator.name, pair.0)));
        }
        (Some(other), _) => state(other, Some(to))?,
    };
    if a == b && indicator.about != About::State {
        return Err(Failure::input(format!("`{}` names one state twice", pair.0)));
    }
    Ok(Ask { a, b, from, to })
}

/// What a value is.
fn told(measure: &'static str, indicator: &Indicator, ask: &Ask, found: &Found) -> ValueResult {
    let list = states();
    let row = |row: &RowRef| RowResult { set: row.set.id(), file: row.file.to_string(), line: row.line };
    ValueResult {
        measure,
        meaning: indicator.meaning,
        a: list.letters(ask.a),
        b: (indicator.about != About::State).then(|| list.letters(ask.b)),
        from: ask.from,
        to: ask.to,
        value: found.value,
        interval_90: found.interval,
        rows: found.rows.iter().map(row).collect(),
        note: found.note.clone(),
    }
}

fn word(measure: SimilarityMeasure) -> &'static str {
    match measure {
        SimilarityMeasure::S => "s",
        SimilarityMeasure::SSquared => "s-squared",
        SimilarityMeasure::SCinc => "s-cinc",
        SimilarityMeasure::Kappa => "kappa",
        SimilarityMeasure::Pi => "pi",
        SimilarityMeasure::TauB => "tau-b",
        SimilarityMeasure::Agreement => "agreement",
        SimilarityMeasure::IdealPoint => "ideal-point",
    }
}

fn portfolio_measure(measure: SimilarityMeasure) -> Option<Measure> {
    Some(match measure {
        SimilarityMeasure::S => Measure::S,
        SimilarityMeasure::SSquared => Measure::SSquared,
        SimilarityMeasure::SCinc => Measure::SCinc,
        SimilarityMeasure::Kappa => Measure::Kappa,
        SimilarityMeasure::Pi => Measure::Pi,
        SimilarityMeasure::TauB => Measure::TauB,
        SimilarityMeasure::Agreement | SimilarityMeasure::IdealPoint => return None,
    })
}

fn indicator_of(measure: SimilarityMeasure) -> &'static str {
    match portfolio_measure(measure) {
        Some(of) => LIKENESS.iter().find(|(_, measure)| *measure == of).map_or("", |(name, _)| name),
        None if measure == SimilarityMeasure::Agreement => "un_agreement",
        None => "un_ideal_distance",
    }
}
