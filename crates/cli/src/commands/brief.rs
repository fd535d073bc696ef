//! `detente brief`.

use std::path::Path;
use std::process::ExitCode;

use detente_report::brief as written;
use detente_report::brief::Brief;

use crate::args::RunOptions;
use crate::commands::work::{Amount, fits, settings, threads, watched_by};
use crate::failure::Failure;
use crate::input;
use crate::output::{self, Target};
use crate::progress::Watch;

/// What a brief is written as, by the ending of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Markdown,
    Page,
    Document,
}

/// Writes the brief of a case.
pub fn brief(case: Option<&Path>, out: Option<&Path>, options: &RunOptions) -> Result<ExitCode, Failure> {
    let asked = input::session(case, settings(options)?)?;
    let form = out.map_or(Ok(Form::Markdown), form_of)?;
    let target = Target::maybe(out, &asked.inputs())?;
    let session = &asked.session;
    let scenarios = session.scenarios_of_questions(&[])?;
    let draws = session.options(&scenarios).draws;
    fits(session.memory_of_run(&scenarios, threads(options))?, Amount::draws(draws), options.memory)?;
    let found = watched_by(options, Watch::new(options.quiet), |watch| session.answered(&[], watch))??;
    let brief = written::brief(&found).ok_or_else(|| {
        let hint = "`detente answer` says of each question what is missing".to_owned();
        Failure::input("no question of the case has an answer, and a brief holds nothing else").with_hint(hint)
    })?;
    write(form, target.as_ref(), &brief)?;
    Ok(ExitCode::SUCCESS)
}

fn form_of(path: &Path) -> Result<Form, Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        _ if path == Path::new("-") => Ok(Form::Markdown),
        Some("md") => Ok(Form::Markdown),
        Some("html") => Ok(Form::Page),
        Some("docx") => Ok(Form::Document),
        _ => Err(Failure::input(format!("`{}` does not say what is to be written", path.display()))
            .with_hint("end the name with .md, .html or .docx".to_owned())),
    }
}

fn write(form: Form, target: Option<&Target>, brief: &Brief) -> Result<(), Failure> {
    match (form, target) {
        (Form::Document, Some(target)) => {
            let document = written::docx(brief).map_err(|error| Failure::write("the document", &error))?;
            target.stream(|out| out.write_all(&document))
        }
        (Form::Page, _) => output::data_to(target, &written::page(brief)),
        _ => output::data_to(target, &written::markdown(brief)),
    }
}
