//! `detente bargain`.

use std::path::Path;
use std::process::ExitCode;

use detente_assess::session;
use detente_formats::read_issues;
use detente_method_bargaining::{BargainAsk, BargainInput, Bargained, Settings, compat, models_of};
use detente_report as report;
use detente_results::Model;
use detente_text::Problem;

use crate::args::{Bargain, TableFormat};
use crate::failure::Failure;
use crate::inputs::bargain_input;
use crate::{input, output, plain};

/// Looks at the issues of a file or a case.
pub fn bargain(args: &Bargain) -> Result<ExitCode, Failure> {
    let models = models_of(args.models.concat());
    allowed(args, &models)?;
    let mut settings = Settings { seed: args.seed, ..Settings::default() }.with(&args.params)?;
    let (mut found, notes) = opened(args, models.contains(&Model::Smp), &mut settings)?;
    plain::tell(&notes);
    if let Some(text) = &args.ktab_compat {
        settings.smp.compat = compat(text)?;
    }
    settings.lever = args.by;
    found.joint |= args.joint;
    for issue in found.issues.iter_mut().filter(|issue| issue.reference.is_none()) {
        issue.reference = args.reference;
    }
    let ask = BargainAsk { models, settings, issue: args.issue.as_deref() };
    let answer = detente_method_bargaining::bargain(found, &ask)?;
    output::print_as(
        args.format != TableFormat::Table,
        &match args.format {
            TableFormat::Table => text(&answer),
            TableFormat::Csv => report::bargain_csv(&answer.issues),
            TableFormat::Json => plain::json_with(&answer.told(), &notes),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// What of the arguments is out of range, or does not go together.
fn allowed(args: &Bargain, models: &[Model]) -> Result<(), Failure> {
    if args.reference.is_some_and(|point| !(0.0..=100.0).contains(&point)) {
        return Err(Failure::input("the reference point lies between 0 and 100"));
    }
    if !models.contains(&Model::Smp) && (args.joint || args.ktab_compat.is_some()) {
        return Err(Failure::input(
            "--joint and --ktab-compat are for the spatial challenge model: --model smp, or all",
        ));
    }
    Settings::fit(&args.params, models)?;
    if !(0.0..=100.0).contains(&args.by) || args.by == 0.0 {
        return Err(Failure::input("--by is a number of points above 0 and up to 100"));
    }
    Ok(())
}

fn text(answer: &Bargained) -> String {
    let mut text = report::issues_text(&answer.input.title, &answer.issues);
    if let Some(joint) = answer.joint.as_ref().filter(|_| answer.input.joint) {
        let names: Vec<&str> = answer.input.issues.iter().map(|issue| issue.id.as_str()).collect();
        text += &report::joint_text(&answer.input.actors, &names, joint);
    }
    text + &answer.exchanges.as_ref().map(report::exchanges_text).unwrap_or_default()
}

/// The issues of the file or case; a file may set parameters, which those of the command line override.
fn opened(args: &Bargain, smp: bool, settings: &mut Settings) -> Result<(BargainInput, Vec<String>), Failure> {
    match input::plain_file(args.file.as_deref())? {
        Some(path) => {
            let text = plain::text_of(path, &args.reading.encoding)?;
            let plain = read_issues(&text.text, &args.reading.table()).map_err(|problems| refused(path, &problems))?;
            let notes = [text.notes, plain.told()].concat();
            if smp && (plain.joint || args.joint) && args.issue.is_none() {
                let over = plain.beyond_attention();
                if !over.is_empty() {
                    return Err(refused(path, &over));
                }
            }
            let mut own = Settings { seed: args.seed, ..Settings::default() };
            for (name, value) in &plain.parameters {
                own.set(name, value).map_err(|error| Failure::input(format!("`{}`: {error}", path.display())))?;
            }
            *settings = own.with(&args.params)?;
            Ok((bargain_input(plain), notes))
        }
        None => {
            let session = input::session(args.file.as_deref(), session::Settings::default())?.session;
            Ok((session.issues()?, Vec::new()))
        }
    }
}

/// A file with problems.
pub fn refused(path: &Path, problems: &[Problem]) -> Failure {
    let lines = problems.iter().map(|problem| format!(":{}: {}", problem.line, problem.what));
    let hint = "docs/reference/bargain-files.md describes the tables and the scenario files";
    Failure::problems(path, lines, hint)
}
