//! Signed networks from alliances and disputes, alone or beside those of others.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use detente_formats::{Form, PairRule, TiesAsked, read_ties};
use detente_record::files::{Unreadable, decoded, parts};
use detente_record::networks::{Choice, Compared, Read, Window, WindowError, compare, rolling, windows, windows_of};
use detente_record::sets::{Folder, RowRef, Set};
use detente_record::states::{State, Unmapped, Year, states};
use detente_report as report;
use detente_results::{ComparedResult, ComparisonResult, RowsResult, SignResult, UnknownResult, WindowResult};

use super::{folder, set_error};
use crate::args::{DisputeSet, Networks, TableFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};
use crate::plain::refused;

/// Makes the networks, and prints them or what they have in common with others.
pub fn networks(args: &Networks) -> Result<ExitCode, Failure> {
    let folder = folder(&args.data)?;
    let read = folder.files.iter().map(|file| &file.path).chain(&args.compare).chain(&args.names);
    let target = Target::maybe(args.out.as_deref(), &Inputs::of(read))?;
    let choice = Choice {
        disputes: match args.disputes {
            DisputeSet::GmlMid => Set::GmlMids,
            DisputeSet::CowMid => Set::CowMids,
        },
        hostility: f64::from(args.hostility),
        nonaggression: args.nonaggression,
    };
    let text = match &args.compare {
        Some(file) => beside(args, &folder, &choice, file)?,
        None => alone(args, &folder, &choice)?,
    };
    let usual = if args.compare.is_some() { TableFormat::Table } else { TableFormat::Csv };
    match &target {
        Some(target) => target.write(&text)?,
        None => output::print_as(args.format.unwrap_or(usual) != TableFormat::Table, &text)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn alone(args: &Networks, folder: &Folder, choice: &Choice) -> Result<String, Failure> {
    let (Some(from), Some(to)) = (args.from, args.to) else {
        return Err(Failure::input("networks are of years: --from YEAR --to YEAR"));
    };
    if args.by.is_some() || args.names.is_some() {
        return Err(Failure::input("--by and --names tell how a file is read: they need --compare FILE"));
    }
    let years = rolling((from, to), args.window.unwrap_or(4), args.step.unwrap_or(1));
    if years.is_empty() {
        let message = format!("no window of {} years lies in {from} to {to}", args.window.unwrap_or(4));
        return Err(Failure::input(message).with_hint("--window 1 makes a network a year".to_owned()));
    }
    let found = windows(folder, choice, &years).map_err(set_error)?;
    output::tell_text(&report::unknown_ties_text(&found));
    Ok(match args.format.unwrap_or(TableFormat::Csv) {
        TableFormat::Csv => ties_csv(&found),
        TableFormat::Json => report::to_json(&found.iter().map(window_told).collect::<Vec<WindowResult>>(), true),
        TableFormat::Table => report::networks_text(&found),
    })
}

fn beside(args: &Networks, folder: &Folder, choice: &Choice, file: &Path) -> Result<String, Failure> {
    let read = others(file, args.by.as_deref().unwrap_or("window"), args.names.as_deref())?;
    let theirs = read.networks;
    if theirs.is_empty() {
        return Err(Failure::input(format!("{} has no ties", file.display())));
    }
    let years: Vec<(Year, Year)> = theirs.iter().map(|their| their.years).collect();
    let ours = windows(folder, choice, &years).map_err(set_error)?;
    output::tell_text(&report::unknown_ties_text(&ours));
    let found = compare(&ours, &theirs);
    let all = found.iter().fold(Compared { window: "all".to_owned(), ..Compared::default() }, Compared::plus);
    Ok(match args.format.unwrap_or(TableFormat::Table) {
        TableFormat::Csv => report::values_csv(&found.iter().map(compared_told).collect::<Vec<ComparedResult>>()),
        TableFormat::Json => {
            let windows = found.iter().map(compared_told).collect();
            let told = ComparisonResult {
                windows,
                all: compared_told(&all),
                no_states: read.lost,
                ties_of_one_state: read.itself,
            };
            report::to_json(&told, true)
        }
        TableFormat::Table => report::compared_text(&found, &all, &read.lost, read.itself),
    })
}

/// Networks of a file, and the names of it that are no states.
fn others(file: &Path, by: &str, names: Option<&Path>) -> Result<Read, Failure> {
    let names = names.map_or_else(|| Ok(BTreeMap::new()), spellings)?;
    let text = text_of(file)?;
    let form = Form::of(&file.to_string_lossy(), &text);
    let needed = "networks to compare with have the columns source, target, sign or weight, and their window (--by)";
    let asked = TiesAsked { by: Some(by), ..TiesAsked::default() };
    let ties = read_ties(&text, form, &asked).map_err(|problems| refused(file, &problems, needed))?;
    crate::plain::tell(&ties.notes().iter().map(ToString::to_string).collect::<Vec<_>>());
    let periods = ties.by_period(PairRule::Refuse).map_err(|problems| refused(file, &problems, needed))?;
    let find = |name: &str, year: Option<Year>| match names.get(name) {
        Some(state) => Ok(*state),
        None => states().typed(name, year),
    };
    windows_of(&periods, find).map_err(|errors| {
        Failure::problems(
            file,
            errors.iter().map(|error: &WindowError| format!(": {error}")),
            "windows are written 1946, 1946-1949 or 46-49",
        )
    })
}

/// What the names of a file mean, by a table with the columns `name` and `state`.
fn spellings(file: &Path) -> Result<BTreeMap<String, State>, Failure> {
    let needed = "a table of names has the columns name,state";
    let problem = |what: String| Failure::input(format!("{}: {what}", file.display())).with_hint(needed.to_owned());
    let mut rows = detente_formats::csv_rows(&text_of(file)?).map_err(problem)?.into_iter();
    if rows.next().is_none_or(|header| header != ["name", "state"]) {
        return Err(problem("has other columns".to_owned()));
    }
    let (mut found, mut wrong) = (BTreeMap::new(), Vec::new());
    for (place, row) in rows.enumerate() {
        match states().typed(&row[1], None) {
            Ok(state) => drop(found.insert(row[0].clone(), state)),
            Err(Unmapped { code, .. }) => wrong.push(format!(":{}: `{code}` is no state", place + 2)),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Failure::problems(file, wrong.into_iter(), needed)) }
}

/// The text of a plain or packed file; of an archive, that of its first member.
fn text_of(path: &Path) -> Result<String, Failure> {
    let refuse = |error: Unreadable| {
        Failure::input(error.to_string()).with_hint("plain, gzip and zip files are read".to_owned())
    };
    let mut text = None;
    parts(path, |name, reader| {
        if text.is_none() {
            let mut whole = Vec::new();
            let read = reader.read_to_end(&mut whole);
            read.map_err(|error| Unreadable::Io { path: name.to_owned(), error })?;
            text = Some(decoded(&whole));
        }
        Ok(())
    })
    .map_err(refuse)?;
    text.ok_or_else(|| Failure::input(format!("{} is an empty archive", path.display())))
}

fn name(window: &Window) -> String {
    match window.years {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}-{to}"),
    }
}

/// A row as it is cited: set, file, lines.
fn cited((row, last): &(RowRef, u64)) -> String {
    let lines = if *last > row.line { format!("{}-{last}", row.line) } else { row.line.to_string() };
    format!("{}:{lines}", row.set.id())
}

fn sign(hostile: bool) -> i8 {
    if hostile { -1 } else { 1 }
}

fn ties_csv(found: &[Window]) -> String {
    let list = states();
    let mut text = "window,source,target,sign,rows\n".to_owned();
    for window in found {
        for tie in &window.ties {
            let rows: Vec<String> = tie.rows.iter().map(cited).collect();
            let cells = [name(window), list.letters(tie.a), list.letters(tie.b), sign(tie.hostile).to_string()];
            text += &detente_formats::csv_row(cells.into_iter().chain([rows.join(" ")]));
        }
    }
    text
}

fn window_told(window: &Window) -> WindowResult {
    let list = states();
    let rows = |(row, last_line): &(RowRef, u64)| RowsResult {
        set: row.set.id(),
        file: row.file.to_string(),
        line: row.line,
        last_line: *last_line,
    };
    let ties = window.ties.iter().map(|tie| SignResult {
        source: list.letters(tie.a),
        target: list.letters(tie.b),
        sign: sign(tie.hostile),
        rows: tie.rows.iter().map(rows).collect(),
    });
    let unknown = window.unknown.iter().map(|of| UnknownResult {
        source: list.letters(of.a),
        target: of.b.map(|b| list.letters(b)),
        why: of.why.clone(),
        rows: vec![rows(&(of.row.clone(), of.row.line))],
    });
    WindowResult {
        window: name(window),
        from: window.years.0,
        to: window.years.1,
        ties: ties.collect(),
        unknown: unknown.collect(),
    }
}

fn compared_told(of: &Compared) -> ComparedResult {
    ComparedResult {
        window: of.window.clone(),
        same_friendly: of.same[0],
        same_hostile: of.same[1],
        friendly_here_hostile_there: of.turned[0],
        hostile_here_friendly_there: of.turned[1],
        only_here_friendly: of.only_here[0],
        only_here_hostile: of.only_here[1],
        only_there_friendly: of.only_there[0],
        only_there_hostile: of.only_there[1],
        agreement: of.agreement(),
    }
}
