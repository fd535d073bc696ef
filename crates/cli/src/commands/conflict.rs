//! `detente conflict`.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::Settings;
use detente_assess::{Observer, Session, Silent};
use detente_case::Case;
use detente_formats::{Flaw, read_conflicts};
use detente_method_conflict::{ConflictInput, Question, check_certificates, memory_of_conflict, read_certificates};
use detente_report as report;
use detente_results::{ConflictAnswer, ConflictAnswers};

use crate::args::{Conflict, ConflictFormat, EncodingOption};
use crate::commands::work::{Amount, fits};
use crate::failure::Failure;
use crate::inputs::conflict_input;
use crate::progress::Watch;
use crate::{input, output, plain};

/// Looks at a conflict of a file or of a case.
pub fn conflict(args: &Conflict) -> Result<ExitCode, Failure> {
    if args.want.is_some() && args.concepts.len() > 1 {
        return Err(Failure::input("--want asks of one concept at a time"));
    }
    let exported = !matches!(args.format, ConflictFormat::Table | ConflictFormat::Json);
    if exported && (args.draws > 0 || args.why) {
        return Err(Failure::input("--draws and --why are told as a table or as JSON"));
    }
    let Opened { case, all: conflicts } = opened(args)?;
    let case = case.as_ref().map(Session::case);
    if let [(input, notes)] = conflicts.as_slice() {
        return one(args, case, input, notes);
    }
    let single = args.want.is_some() || args.from.is_some() || args.check.is_some();
    if single || exported {
        let names: Vec<&str> = conflicts.iter().map(|(input, _)| input.id.as_str()).collect();
        let hint = format!("--conflict NAME takes one of: {}", names.join(", "));
        return Err(Failure::input(format!("there are {} conflicts here", names.len())).with_hint(hint));
    }
    let mut texts = Vec::new();
    let mut values = Vec::new();
    for (input, notes) in &conflicts {
        let answer = answered(args, case, input, notes)?;
        match args.format {
            ConflictFormat::Json => values.push(ConflictAnswer { name: Some(input.id.clone()), ..answer }),
            _ => texts.push(text(&answer)),
        }
    }
    output::print(&match args.format {
        ConflictFormat::Json => report::to_json(&ConflictAnswers { cases: values }, true),
        _ => texts.join("\n"),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn one(args: &Conflict, case: Option<&Case>, input: &ConflictInput, notes: &[String]) -> Result<ExitCode, Failure> {
    if let Some(path) = &args.check {
        return check(path, input);
    }
    if let Some(state) = &args.want {
        let answer = question(args).want(input, state, usize::from(args.changes))?;
        return printed(args, || report::inverse_text(&answer), || report::to_json(&answer, true));
    }
    if let Some(state) = &args.from {
        return from(args, input, state);
    }
    let answer = answered(args, case, input, notes)?;
    let game = |made: Result<String, String>| made.map_err(Failure::input);
    output::print_as(
        args.format != ConflictFormat::Table,
        &match args.format {
            ConflictFormat::Table => text(&answer),
            ConflictFormat::Json => report::to_json(&answer, true),
            ConflictFormat::Csv => report::conflict_csv(&answer.result)?,
            ConflictFormat::Graphml => report::conflict_graphml(&answer.result)?,
            ConflictFormat::Nfg => game(report::conflict_nfg(input))?,
            ConflictFormat::Efg => game(report::conflict_efg(input))?,
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// What the arguments ask of a conflict.
fn question(args: &Conflict) -> Question {
    Question {
        concepts: args.concepts.clone(),
        single_pass: args.single_pass,
        why: args.why,
        draws: args.draws,
        seed: args.seed,
        dispersion: args.dispersion,
    }
}

fn answered(
    args: &Conflict,
    case: Option<&Case>,
    input: &ConflictInput,
    notes: &[String],
) -> Result<ConflictAnswer, Failure> {
    let question = question(args);
    question.check(input, case)?;
    fits(memory_of_conflict(case, input), Amount::draws(args.draws), args.memory)?;
    let mut result = question.result(input);
    result.notes.extend(notes.iter().cloned());
    // Draws of a case are few; those of a file may be stopped.
    let watch = (args.draws > 0 && case.is_none()).then(|| Watch::new(false));
    let observer: &dyn Observer = watch.as_ref().map_or(&Silent, |watch| watch);
    let doubt = question.doubt(input, case, observer)?;
    Ok(ConflictAnswer { result, doubt, name: None })
}

fn text(answer: &ConflictAnswer) -> String {
    let mut text = report::conflict_text(&answer.result);
    text += &answer.doubt.as_ref().map(report::conflict_doubt_text).unwrap_or_default();
    if !answer.result.certificates.is_empty() {
        text += &report::certificates_text(&answer.result);
    }
    text
}

fn printed(args: &Conflict, text: impl FnOnce() -> String, json: impl FnOnce() -> String) -> Result<ExitCode, Failure> {
    output::print(&match args.format {
        ConflictFormat::Table => text(),
        ConflictFormat::Json => json(),
        _ => return Err(Failure::input("this question is answered as a table or as JSON")),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Where the moves lead from a state.
fn from(args: &Conflict, input: &ConflictInput, state: &str) -> Result<ExitCode, Failure> {
    let ways = question(args).from(input, state)?;
    let words = || {
        let steps = report::steps_text(&ways.result, &ways.steps);
        let paths = report::paths_text(&ways.result, &ways.to_equilibria);
        format!("{steps}\nWays to the states that hold everybody under some concept\n{paths}")
    };
    printed(args, words, || report::to_json(&ways.found, true))
}

/// Checks proofs, `certificates` of a result or a list of them.
fn check(path: &Path, input: &ConflictInput) -> Result<ExitCode, Failure> {
    let text = plain::text_of(path, &EncodingOption::default())?.text;
    let list = read_certificates(&text)
        .map_err(|error| Failure::input(format!("`{}` is no list of proofs: {error}", path.display())))?;
    if list.is_empty() {
        return Err(Failure::input(format!("`{}` holds no proof", path.display())));
    }
    let arcs = input.space.arcs().map_err(|error| Failure::input(error.to_string()))?;
    match check_certificates(input, &arcs, &list) {
        Ok(count) => {
            output::print(&format!("{count} proofs hold\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            output::print(&format!("not proven: {error}\n"))?;
            Ok(ExitCode::from(Failure::FINDINGS))
        }
    }
}

/// Every conflict of the file or case, or the one that was named, each with notes; and the case, if it is one.
struct Opened {
    case: Option<Session>,
    all: Vec<(ConflictInput, Vec<String>)>,
}

fn opened(args: &Conflict) -> Result<Opened, Failure> {
    let Some(path) = input::plain_file(args.file.as_deref())? else {
        let session = input::session(args.file.as_deref(), Settings::default())?.session;
        let found = session.conflicts(args.conflict.as_deref())?;
        let all = found.into_iter().map(|input| (input, Vec::new())).collect();
        return Ok(Opened { case: Some(session), all });
    };
    let mut all = of_file(path, args)?;
    if let Some(id) = &args.conflict {
        let names: Vec<String> = all.iter().map(|(input, _)| input.id.clone()).collect();
        all.retain(|(input, _)| input.id == *id);
        if all.is_empty() {
            return Err(Failure::unknown("conflict", id, &names));
        }
    }
    Ok(Opened { case: None, all })
}

fn of_file(path: &Path, args: &Conflict) -> Result<Vec<(ConflictInput, Vec<String>)>, Failure> {
    let text = plain::text_of(path, &args.reading)?;
    let found = read_conflicts(&text.text, args.memory).map_err(|flaws| refused(path, &flaws))?;
    drop(text.text);
    if found.is_empty() {
        return Err(Failure::input(format!("`{}` holds no conflict", path.display())));
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut found: Vec<_> = found.into_iter().map(|conflict| conflict_input(conflict, &stem)).collect();
    found.iter_mut().for_each(|(_, notes)| notes.extend(text.notes.iter().cloned()));
    Ok(found)
}

fn refused(path: &Path, flaws: &[Flaw]) -> Failure {
    let lines = flaws.iter().map(|flaw| format!(": {}: {}", flaw.at, flaw.what));
    Failure::problems(path, lines, "docs/reference/conflict-case.md describes the form of conflict files")
}
