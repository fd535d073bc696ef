//! `detente record`.

mod add;
mod backtest;
mod events;
mod into_case;
mod lake;
mod networks;
mod sets;
mod ties;
mod values;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_case::{Row, Sheet};
use detente_record::sets::Folder;

use crate::args::{Data, PlainFormat, Record};
use crate::failure::Failure;
use crate::output::{Inputs, Ready, Target};

/// Runs what was typed after `record`.
pub fn record(what: &Record) -> Result<ExitCode, Failure> {
    match what {
        Record::Sources { format } => sets::sources(*format),
        Record::List { data, format } => sets::list(data, *format),
        Record::Info { file, reading, format } => sets::info(file, *reading, *format),
        Record::Check { files, reading, format } => sets::check(files, *reading, *format),
        Record::Add { file, case, reading } => add::add(file, case, *reading),
        Record::Value { name, pair, year, data, format } => {
            values::value(name.as_deref(), pair.as_ref(), *year, data, *format)
        }
        Record::Series { name, pair, from, to, data, format } => {
            values::series(name, pair, (*from, *to), data, *format)
        }
        Record::Similarity { measure, pair, year, all, from, to, out, data, format } => match (all, from, to) {
            (true, Some(from), Some(to)) => {
                values::every_pair((*measure).into(), (*from, *to), out.as_deref(), data, *format)
            }
            _ => {
                values::similarity((*measure).into(), pair.as_ref(), *year, data, format.unwrap_or(PlainFormat::Table))
            }
        },
        Record::Ties { case, rules, from, to, data, reading } => {
            ties::ties(case, rules, (*from, *to), (data.as_deref(), reading))
        }
        Record::Events(args) => into_case::events(args),
        Record::Networks(args) => networks::networks(args),
        Record::Aggregate(args) => events::aggregate(args),
        Record::Query(args) => lake::query(args),
        Record::Backtest(args) => backtest::backtest(args),
    }
}

/// The data folder that was named, or `data` here.
fn folder(data: &Data) -> Result<Folder, Failure> {
    let path: PathBuf = data.folder.clone().unwrap_or_else(|| PathBuf::from("data"));
    if !path.is_dir() {
        let hint = if data.folder.is_some() {
            "--data names a folder that holds the files of data sets"
        } else {
            "name the folder with --data DIR"
        };
        return Err(Failure::input(format!("there is no data folder `{}`", path.display()))
            .with_hint(format!("{hint}; `detente record sources` tells where they are obtained")));
    }
    Ok(Folder::open_as(&path, (&data.reading).into())?)
}

/// A case folder: one with a `case.toml`.
fn case_folder(path: &Path) -> Result<(), Failure> {
    if path.join("case.toml").is_file() {
        return Ok(());
    }
    Err(Failure::input(format!("`{}` is no case folder: it has no case.toml", path.display()))
        .with_hint("`detente init` makes one".to_owned()))
}

/// A table of a case as it stands in its file, and without a row where there is no such file.
fn kept<R: Row>(case: &Path) -> Result<Sheet, Failure> {
    let path = case.join(R::FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Sheet::new::<R>()),
        Err(error) => return Err(Failure::input(format!("{}: {error}; nothing was changed", path.display()))),
    };
    let sheet = Sheet::parse::<R>(&text).map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
    let whole = R::declaration().header();
    if let Some(wider) = widened::<R>(&sheet) {
        return Ok(wider);
    }
    if !sheet.columns().eq(whole.split(',')) {
        return Err(Failure::input(format!("{} has other columns; nothing was changed", path.display()))
            .with_hint(format!("its columns are {whole}")));
    }
    Ok(sheet)
}

/// A table with columns of today, where it only lacks some of them and every row of it is read.
fn widened<R: Row>(sheet: &Sheet) -> Option<Sheet> {
    let whole = R::declaration().header();
    let known: Vec<&str> = whole.split(',').collect();
    let columns: Vec<&str> = sheet.columns().collect();
    let (lacks, rows) = (columns.len() < known.len(), sheet.rows::<R>());
    (lacks && columns.iter().all(|column| known.contains(column)) && rows.len() == sheet.len()).then(|| {
        let mut wider = Sheet::new::<R>();
        wider.append(&rows);
        wider
    })
}

/// A file of a case that is whole, to be put into its place with others.
fn prepared(case: &Path, file: &str, text: &str) -> Result<Ready, Failure> {
    let target = Target::of(&case.join(file), &Inputs::default())?;
    target.ready(|out| out.write_all(text.as_bytes()))
}

/// Whether a path is a file that can be opened at all.
fn existing(path: &Path) -> Result<(), Failure> {
    match (path.is_file(), path.is_dir()) {
        (true, _) => Ok(()),
        (_, true) => Err(Failure::input(format!("`{}` is a folder", path.display()))
            .with_hint("`detente record list --data DIR` tells what the files of a folder are".to_owned())),
        _ => Err(Failure::input(format!("there is no file `{}`", path.display()))),
    }
}
