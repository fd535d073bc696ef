//! `detente conflict`.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session::Settings;
use detente_assess::{Observer, Session};
use detente_conflict::{Answers, Concept, SpaceError};
use detente_formats::{Flaw, PlainConflict, PlainPreference, read_conflicts};
use detente_method_conflict::{
    ConflictAsk, ConflictInput, MOST_PROOFS, NoAnswer, OptionInput, PreferenceInput, StatementInput, case_conflict,
    check_certificates, conflict_portrait, doubt, memory_of_conflict, paths_from, proofs, steps_from, wanted,
};
use detente_model::case::Case;
use detente_report as report;
use detente_results::{CertificatePortrait, ConflictAnswer, ConflictAnswers, ConflictPortrait, FromPortrait};
use serde_json::Value;

use crate::args::{Conflict, ConflictFormat, EncodingOption};
use crate::commands::work::{Amount, fits};
use crate::failure::Failure;
use crate::progress::Watch;
use crate::{input, output, plain};

/// Looks at a conflict of a file or of a case.
pub fn conflict(args: &Conflict) -> Result<ExitCode, Failure> {
    if !(0.0..=1.0).contains(&args.dispersion) {
        return Err(Failure::input("the dispersion lies between 0 and 1"));
    }
    if args.want.is_some() && args.concepts.len() > 1 {
        return Err(Failure::input("--want asks of one concept at a time"));
    }
    let exported = !matches!(args.format, ConflictFormat::Table | ConflictFormat::Json);
    if exported && (args.draws > 0 || args.why) {
        return Err(Failure::input("--draws and --why are told as a table or as JSON"));
    }
    let Opened { case, all: conflicts } = opened(args)?;
    let case = case.as_ref().map(Session::case);
    if case.is_some() && args.dispersion > 0.0 {
        return Err(Failure::input(
            "--dispersion is for conflict files: a case says itself how far it doubts its orders",
        )
        .with_hint(
            "`order_doubt` of the conflict, or the quantity `conflict.ID.order-doubt` in a scenario".to_owned(),
        ));
    }
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
        let (portrait, doubted) = analysed(args, case, input, notes)?;
        match args.format {
            ConflictFormat::Json => {
                values.push(ConflictAnswer { portrait, doubt: doubted, name: Some(input.id.clone()) })
            }
            _ => texts.push(text(&portrait, doubted.as_ref())),
        }
    }
    output::print(&match args.format {
        ConflictFormat::Json => report::to_json(&ConflictAnswers { cases: values }, true),
        _ => texts.join("\n"),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn one(args: &Conflict, case: Option<&Case>, input: &ConflictInput, notes: &[String]) -> Result<ExitCode, Failure> {
    let concept = args.concepts.first().copied().unwrap_or(Concept::Seq);
    if let Some(path) = &args.check {
        return check(path, input);
    }
    if let Some(name) = &args.want {
        few(input, MOST_STATES)?;
        let answer = wanted(input, state(input, name)?, concept, usize::from(args.changes));
        return printed(args, || report::inverse_text(&answer), || report::to_json(&answer, true));
    }
    if let Some(name) = &args.from {
        return from(args, input, state(input, name)?);
    }
    let (portrait, doubted) = analysed(args, case, input, notes)?;
    if matches!(args.format, ConflictFormat::Csv | ConflictFormat::Graphml) {
        listed(&portrait, args.format)?;
    }
    let game = |made: Result<String, String>| made.map_err(Failure::input);
    output::print_as(
        args.format != ConflictFormat::Table,
        &match args.format {
            ConflictFormat::Table => text(&portrait, doubted.as_ref()),
            ConflictFormat::Json => report::to_json(&ConflictAnswer { portrait, doubt: doubted, name: None }, true),
            ConflictFormat::Csv => report::conflict_csv(&portrait),
            ConflictFormat::Graphml => report::conflict_graphml(&portrait),
            ConflictFormat::Nfg => game(report::conflict_nfg(input))?,
            ConflictFormat::Efg => game(report::conflict_efg(input))?,
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// States that --want, --from, --draws and --single-pass go through one by one.
const MOST_STATES: usize = 4096;
/// States whose verdicts are proven one by one.
const MOST_PROVEN: usize = 512;

/// Effort of all draws together: about a minute and a half.
const MOST_DRAWN: u64 = 1_000_000_000;

/// States must be few enough to go through one by one.
fn few(input: &ConflictInput, most: usize) -> Result<(), Failure> {
    match input.space.states() {
        states if states <= most => Ok(()),
        states => {
            Err(Failure::input(format!("{states} states are more than the {most} that this question can be asked of")))
        }
    }
}

/// A table of states, or a graph of moves, is written whole or not at all.
fn listed(portrait: &ConflictPortrait, format: ConflictFormat) -> Result<(), Failure> {
    if portrait.states.is_empty() {
        let states = portrait.state_count;
        return Err(Failure::input(format!("{states} states are too many for this format"))
            .with_hint("--format json has the stability of every state".to_owned()));
    }
    if matches!(format, ConflictFormat::Graphml) && portrait.moves.len() < portrait.move_count {
        return Err(Failure::input(format!("{} moves are too many for this format", portrait.move_count)));
    }
    Ok(())
}

/// What the arguments ask of a conflict; `whole` is its coalitions, critical preferences and paths as well.
fn ask(args: &Conflict, whole: bool) -> ConflictAsk {
    ConflictAsk {
        concepts: if args.concepts.is_empty() { Concept::ALL.to_vec() } else { args.concepts.clone() },
        answers: if args.single_pass { Answers::SinglePass } else { Answers::AnySequence },
        why: args.why,
        whole,
        wanted: false,
    }
}

fn analysed(
    args: &Conflict,
    case: Option<&Case>,
    input: &ConflictInput,
    notes: &[String],
) -> Result<(ConflictPortrait, Option<detente_results::ConflictDoubt>), Failure> {
    if args.why {
        few(input, MOST_PROVEN)?;
        let arcs = input.space.arcs().map_err(|error| Failure::input(error.to_string()))?;
        if proofs(&arcs, input.space.states()) > MOST_PROOFS {
            return Err(Failure::input(format!("{} moves are too many to prove every verdict", arcs.len())));
        }
    }
    if args.draws > 0 || args.single_pass {
        few(input, MOST_STATES)?;
    }
    let work = input.space.effort().saturating_mul(u64::from(args.draws));
    if work > MOST_DRAWN {
        let most = MOST_DRAWN / input.space.effort().max(1);
        return Err(Failure::input(format!(
            "{} draws of this conflict would take too long; at most {most} are made",
            args.draws
        )));
    }
    fits(memory_of_conflict(case, input), Amount::draws(args.draws), args.memory)?;
    let ask = ask(args, true);
    let mut portrait = conflict_portrait(input, &ask);
    portrait.notes.extend(notes.iter().cloned());
    let wrong = |error: SpaceError| Failure::input(error.to_string());
    let unanswered = |error: NoAnswer| Failure::input(error.to_string());
    let doubted = match (args.draws, case) {
        (0, _) => None,
        (draws, Some(case)) => {
            case_conflict(case, &input.id, &ask.concepts, Some((draws, args.seed))).map_err(unanswered)?.1
        }
        (draws, None) => {
            let arcs = input.space.arcs().map_err(wrong)?;
            let watch = Watch::new(false);
            watch.progress(0, 1, "draws");
            let found = doubt(input, &arcs, &ask.concepts, draws, args.seed, args.dispersion, &watch);
            watch.progress(1, 1, "");
            Some(found.ok_or_else(|| Failure::stopped("stopped before the end of the draws".to_owned()))?)
        }
    };
    Ok((portrait, doubted))
}

fn text(portrait: &ConflictPortrait, doubted: Option<&detente_results::ConflictDoubt>) -> String {
    let mut text = report::conflict_text(portrait);
    text += &doubted.map(report::conflict_doubt_text).unwrap_or_default();
    if !portrait.certificates.is_empty() {
        text += &report::certificates_text(portrait);
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
fn from(args: &Conflict, input: &ConflictInput, start: usize) -> Result<ExitCode, Failure> {
    few(input, MOST_STATES)?;
    let arcs = input.space.arcs().map_err(|error| Failure::input(error.to_string()))?;
    let portrait = conflict_portrait(input, &ask(args, false));
    let steps = steps_from(input, &arcs, start);
    let ends = (0..input.space.states()).filter(|end| *end != start);
    let paths = paths_from(input, &arcs, start, ends);
    let held: Vec<usize> = portrait.equilibria.values().flatten().copied().collect();
    let told: Vec<_> = paths.iter().filter(|path| held.contains(&path.to)).cloned().collect();
    let found = FromPortrait {
        from: start + 1,
        label: input.label(start),
        moves: steps.moves.clone(),
        improvements: steps.improvements.clone(),
        equilibria: portrait.equilibria.clone(),
        paths,
    };
    let words = || {
        let mut text = report::steps_text(&portrait, &steps);
        text += &format!(
            "\nWays to the states that hold everybody under some concept\n{}",
            report::paths_text(&portrait, &told)
        );
        text
    };
    printed(args, words, || report::to_json(&found, true))
}

/// Checks proofs, `certificates` of a result or a list of them.
fn check(path: &Path, input: &ConflictInput) -> Result<ExitCode, Failure> {
    let text = plain::text_of(path, &EncodingOption::default())?.text;
    let wrong =
        |error: serde_json::Error| Failure::input(format!("`{}` is no list of proofs: {error}", path.display()));
    let value: Value = serde_json::from_str(&text).map_err(wrong)?;
    let list = value.get("certificates").unwrap_or(&value).clone();
    let list: Vec<CertificatePortrait> = serde_json::from_value(list).map_err(wrong)?;
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

/// A state by its name, its options as digits or letters, or its number.
fn state(input: &ConflictInput, text: &str) -> Result<usize, Failure> {
    let states = input.space.states();
    let named = input.labels.iter().position(|label| label == text);
    let numbered =
        || text.parse::<usize>().ok().filter(|number| (1..=states).contains(number)).map(|number| number - 1);
    let written = || input.space.state_written(&text.to_uppercase());
    // With a single option `1` is the number of a state like every other number.
    let found = if input.options.len() == 1 {
        named.or_else(numbered).or_else(written)
    } else {
        named.or_else(written).or_else(numbered)
    };
    found.ok_or_else(|| {
        let hint = format!("states are numbered from 1 to {states}; `detente conflict` lists them");
        Failure::input(format!("`{text}` is no state of this conflict, or cannot occur")).with_hint(hint)
    })
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
    if found.is_empty() {
        return Err(Failure::input(format!("`{}` holds no conflict", path.display())));
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut found: Vec<_> = found.into_iter().map(|conflict| named(conflict, &stem)).collect();
    found.iter_mut().for_each(|(_, notes)| notes.extend(text.notes.iter().cloned()));
    Ok(found)
}

fn refused(path: &Path, flaws: &[Flaw]) -> Failure {
    let lines = flaws.iter().map(|flaw| format!(": {}: {}", flaw.at, flaw.what));
    Failure::problems(path, lines, "docs/reference/conflict-case.md describes the form of conflict files")
}

/// A plain conflict with its names, for the engine.
fn named(plain: PlainConflict, stem: &str) -> (ConflictInput, Vec<String>) {
    let space = plain.space;
    let preference = |preference: PlainPreference| match preference {
        PlainPreference::Groups(groups) => PreferenceInput::Groups(groups),
        PlainPreference::Numbers(numbers) => PreferenceInput::Numbers(numbers),
        PlainPreference::Statements(list) => PreferenceInput::Statements(
            list.into_iter()
                .map(|statement| StatementInput {
                    states: space.column(&statement.formula),
                    text: statement.text,
                    why: String::new(),
                    probability: statement.probability,
                    counts: statement.probability >= 0.5,
                    path: String::new(),
                    basis: None,
                    claims: Vec::new(),
                })
                .collect(),
        ),
    };
    let input = ConflictInput {
        id: if plain.name.is_empty() { stem.to_owned() } else { plain.name },
        title: plain.title,
        text: String::new(),
        question: String::new(),
        decision_makers: plain.decision_makers,
        options: plain.options.into_iter().map(|name| OptionInput { name, ..OptionInput::default() }).collect(),
        labels: plain.labels,
        preferences: plain.preferences.into_iter().map(preference).collect(),
        status_quo: plain.status_quo,
        space,
    };
    (input, plain.notes)
}
