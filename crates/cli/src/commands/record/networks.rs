//! Signed networks from alliances and disputes, alone or beside those of others.

use std::path::Path;
use std::process::ExitCode;

use detente_formats::{Form, PairRule, TiesAsked, read_ties};
use detente_record::files;
use detente_record::networks::{Choice, Compared, Names, NamesError, Read, Rolling, Window, beside, windows_of};
use detente_record::sets::Folder;
use detente_report as report;
use detente_results::{ComparedResult, WindowResult};

use super::folder;
use crate::args::{Networks, TableFormat};
use crate::failure::Failure;
use crate::output::{self, Inputs, Target};
use crate::plain::refused;

/// Makes the networks, and prints them or what they have in common with others.
pub fn networks(args: &Networks) -> Result<ExitCode, Failure> {
    let folder = folder(&args.data)?;
    let read = folder.files.iter().map(|file| &file.path).chain(&args.compare).chain(&args.names);
    let target = Target::maybe(args.out.as_deref(), &Inputs::of(read))?;
    let choice = Choice {
        disputes: args.disputes.into(),
        hostility: f64::from(args.hostility),
        nonaggression: args.nonaggression,
    };
    let text = match &args.compare {
        Some(file) => compared(args, &folder, &choice, file)?,
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
    let asked = Rolling { years: (from, to), length: args.window.unwrap_or(4), step: args.step.unwrap_or(1) };
    let found = asked.networks(folder, choice)?;
    output::tell_text(&report::unknown_ties_text(&found));
    Ok(match args.format.unwrap_or(TableFormat::Csv) {
        TableFormat::Csv => report::networks_csv(&found),
        TableFormat::Json => report::to_json(&found.iter().map(Window::result).collect::<Vec<WindowResult>>(), true),
        TableFormat::Table => report::networks_text(&found),
    })
}

fn compared(args: &Networks, folder: &Folder, choice: &Choice, file: &Path) -> Result<String, Failure> {
    let read = others(file, args.by.as_deref().unwrap_or("window"), args.names.as_deref())?;
    if read.networks.is_empty() {
        return Err(Failure::input(format!("{} has no ties", file.display())));
    }
    let found = beside(folder, choice, read)?;
    output::tell_text(&report::unknown_ties_text(&found.ours));
    Ok(match args.format.unwrap_or(TableFormat::Table) {
        TableFormat::Csv => {
            report::values_csv(&found.windows.iter().map(Compared::result).collect::<Vec<ComparedResult>>())
        }
        TableFormat::Json => report::to_json(&found.result(), true),
        TableFormat::Table => report::compared_text(&found),
    })
}

/// Networks of a file, and the names of it that are no states.
fn others(file: &Path, by: &str, names: Option<&Path>) -> Result<Read, Failure> {
    let names = names.map(names_of).transpose()?.unwrap_or_default();
    let text = text_of(file)?;
    let form = Form::of(&file.to_string_lossy(), &text);
    let needed = "networks to compare with have the columns source, target, sign or weight, and their window (--by)";
    let asked = TiesAsked { by: Some(by), ..TiesAsked::default() };
    let ties = read_ties(&text, form, &asked).map_err(|problems| refused(file, &problems, needed))?;
    crate::plain::tell(&ties.notes().iter().map(ToString::to_string).collect::<Vec<_>>());
    let periods = ties.by_period(PairRule::Refuse).map_err(|problems| refused(file, &problems, needed))?;
    windows_of(&periods, |name, year| names.state(name, year)).map_err(|errors| {
        let lines = errors.iter().map(|error| format!(": {error}"));
        Failure::problems(file, lines, "windows are written 1946, 1946-1949 or 46-49")
    })
}

/// What the names of a file mean.
fn names_of(file: &Path) -> Result<Names, Failure> {
    let needed = "a table of names has the columns name,state";
    Names::read(&text_of(file)?).map_err(|error| match error {
        NamesError::Table(what) => Failure::input(format!("{}: {what}", file.display())).with_hint(needed.to_owned()),
        NamesError::States(problems) => refused(file, &problems, needed),
    })
}

/// The text of a plain or packed file; of an archive, that of its first member.
fn text_of(path: &Path) -> Result<String, Failure> {
    let text = files::text_of(path).map_err(|error| {
        Failure::input(error.to_string()).with_hint("plain, gzip and zip files are read".to_owned())
    })?;
    text.ok_or_else(|| Failure::input(format!("{} is an empty archive", path.display())))
}
