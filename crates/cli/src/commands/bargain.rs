//! `detente bargain`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use detente_assess::session;
use detente_bargain::Stake;
use detente_bargain::smp::Compat;
use detente_formats::{PlainIssues, read_issues};
use detente_method_bargaining::{
    BargainInput, IssueInput, Settings, compare_forecasts, exchanges_portrait, issue_portrait, joint_portrait,
};
use detente_report as report;
use detente_results::{BargainAnswer, ExchangesPortrait, IssuePortrait, JointPortrait, Model};
use detente_text::Problem;

use crate::args::{Bargain, TableFormat};
use crate::failure::Failure;
use crate::{input, output, plain};

/// Looks at the issues of a file or a case.
pub fn bargain(args: &Bargain) -> Result<ExitCode, Failure> {
    if args.reference.is_some_and(|point| !(0.0..=100.0).contains(&point)) {
        return Err(Failure::input("the reference point lies between 0 and 100"));
    }
    let mut models: Vec<Model> = args.models.concat();
    if models.is_empty() {
        models.push(Model::Compromise);
    }
    models.sort_unstable_by_key(|model| *model as usize);
    models.dedup();
    if !models.contains(&Model::Smp) && (args.joint || args.ktab_compat.is_some()) {
        return Err(Failure::input(
            "--joint and --ktab-compat are for the spatial challenge model: --model smp, or all",
        ));
    }
    for name in args.params.iter().filter_map(|text| Some(text.split_once('=')?.0.trim())) {
        if let Some(model) = Settings::model_of(name).filter(|model| !models.contains(model)) {
            return Err(Failure::input(format!(
                "`{name}` is a parameter of --model {}, which is not looked at",
                model.word()
            )));
        }
    }
    let mut settings = settings(&args.params, Settings { seed: args.seed, ..Settings::default() })?;
    if !(0.0..=100.0).contains(&args.by) || args.by == 0.0 {
        return Err(Failure::input("--by is a number of points above 0 and up to 100"));
    }
    let (mut found, notes) = opened(args, models.contains(&Model::Smp), &mut settings)?;
    plain::tell(&notes);
    if let Some(text) = &args.ktab_compat {
        settings.smp.compat = compat(text)?;
    }
    settings.lever = args.by;
    if settings.smp.min_turns > settings.smp.max_turns {
        return Err(Failure::input("min_turns is larger than max_turns"));
    }
    found.joint |= args.joint;
    for issue in found.issues.iter_mut().filter(|issue| issue.reference.is_none()) {
        issue.reference = args.reference;
    }
    // Exchanges look at all issues, whichever is asked for.
    let exchanges = if models.contains(&Model::Exchange) { exchanges_portrait(&found) } else { None };
    if models.contains(&Model::Exchange) && exchanges.is_none() && models.len() == 1 {
        return Err(Failure::input("actors and issues are too many for exchanges between all of them"));
    }
    let (found, shown) = chosen(args, found)?;
    let mut answer = Answer::of(&found, models, &settings, exchanges)?;
    answer.issues.retain(|issue| shown.contains(&issue.id));
    output::print_as(
        args.format != TableFormat::Table,
        &match args.format {
            TableFormat::Json => plain::json_with(&answer.told(), &notes),
            TableFormat::Table => answer.text(),
            TableFormat::Csv => report::bargain_csv(&answer.issues),
        },
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Settings with the parameters of the command line.
pub fn settings(params: &[String], mut settings: Settings) -> Result<Settings, Failure> {
    for text in params {
        let Some((name, value)) = text.split_once('=') else {
            return Err(Failure::input(format!("`{text}` is not NAME=VALUE")));
        };
        settings.set(name.trim(), value.trim()).map_err(|error| Failure::input(error.to_string()))?;
    }
    Ok(settings)
}

/// Defects of KTAB by number.
fn compat(text: &str) -> Result<Compat, Failure> {
    if text == "all" {
        return Ok(Compat::ALL);
    }
    let numbers: Option<Vec<u8>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    numbers.as_deref().and_then(Compat::of).ok_or_else(|| {
        Failure::input(format!("`{text}` is no list of defects: numbers from 1 to 8, as in --ktab-compat=1,4"))
    })
}

/// Everything that was found out.
struct Answer<'a> {
    input: &'a BargainInput,
    models: Vec<Model>,
    issues: Vec<IssuePortrait>,
    joint: Option<JointPortrait>,
    /// The spatial challenge model issue by issue, where there are several and they are bargained apart.
    apart: BTreeMap<String, JointPortrait>,
    exchanges: Option<ExchangesPortrait>,
}

impl<'a> Answer<'a> {
    fn of(
        input: &'a BargainInput,
        models: Vec<Model>,
        settings: &Settings,
        exchanges: Option<ExchangesPortrait>,
    ) -> Result<Self, Failure> {
        let mut issues: Vec<IssuePortrait> =
            input.issues.iter().map(|issue| issue_portrait(input, issue, &models, settings)).collect();
        let mut joint = None;
        if models.contains(&Model::Smp) && (input.joint || input.issues.len() == 1) {
            let run = joint_portrait(input, settings).map_err(|error| Failure::input(error.to_string()))?;
            let run = run.map_err(|error| Failure::input(error.to_string()))?;
            for (issue, landing) in issues.iter_mut().zip(&run.landing) {
                issue.forecast.extend(landing.map(|landing| (Model::Smp, landing)));
            }
            joint = Some(run);
        }
        let mut apart = BTreeMap::new();
        if models.contains(&Model::Smp) && joint.is_none() {
            for issue in &input.issues {
                let alone = BargainInput {
                    actors: input.actors.clone(),
                    issues: input.package_of(issue).into_iter().cloned().collect(),
                    ..BargainInput::default()
                };
                // An issue without an answer says so in its notes.
                let Ok(run) = joint_portrait(&alone, settings) else { continue };
                let run = run.map_err(|error| Failure::input(error.to_string()))?;
                apart.insert(issue.id.clone(), run);
            }
        }
        for (id, _, after) in exchanges.iter().flat_map(|exchanges| &exchanges.outcomes) {
            if let Some(issue) = issues.iter_mut().find(|issue| issue.id == *id) {
                issue.forecast.insert(Model::Exchange, *after);
            }
        }
        issues.iter_mut().for_each(compare_forecasts);
        if issues.iter().all(|issue| issue.forecast.is_empty()) {
            let why: Vec<String> = issues.iter().flat_map(|issue| issue.notes.first().cloned()).take(1).collect();
            return Err(Failure::input(format!("no model has an answer: {}", why.concat())));
        }
        Ok(Self { input, models, issues, joint, apart, exchanges })
    }

    fn told(self) -> BargainAnswer {
        BargainAnswer {
            title: self.input.title.clone(),
            actors: self.joint.is_none().then(|| self.input.actors.clone()),
            models: self.models,
            forecast: self.issues.iter().map(|issue| (issue.id.clone(), issue.forecast.clone())).collect(),
            issues: self.issues,
            joint: self.joint,
            smp: self.apart,
            exchanges: self.exchanges,
        }
    }

    fn text(&self) -> String {
        let mut text = report::issues_text(&self.input.title, &self.issues);
        if let Some(joint) = self.joint.as_ref().filter(|_| self.input.joint) {
            let names: Vec<&str> = self.input.issues.iter().map(|issue| issue.id.as_str()).collect();
            text += &report::joint_text(&self.input.actors, &names, joint);
        }
        text += &self.exchanges.as_ref().map(report::exchanges_text).unwrap_or_default();
        text
    }
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
            *settings = self::settings(&args.params, own)?;
            Ok((plain_input(plain), notes))
        }
        None => {
            let session = input::session(args.file.as_deref(), session::Settings::default())?.session;
            Ok((session.issues()?, Vec::new()))
        }
    }
}

/// The issue that is asked for, with the others of its package, which are bargained with it; and the ids of those that are shown.
fn chosen(args: &Bargain, mut found: BargainInput) -> Result<(BargainInput, Vec<String>), Failure> {
    let names: Vec<String> = found.issues.iter().map(|issue| issue.id.clone()).collect();
    let Some(id) = &args.issue else { return Ok((found, names)) };
    let suffix = format!(": {id}");
    let whole = names.contains(id);
    let asked = |name: &String| name == id || !whole && name.ends_with(&suffix);
    let shown: Vec<String> = names.iter().filter(|name| asked(name)).cloned().collect();
    if shown.is_empty() {
        return Err(Failure::unknown("issue", id, &names));
    }
    let wanted = found.issues.iter().filter(|issue| shown.contains(&issue.id));
    let packages: Vec<String> = wanted.map(|issue| issue.package.clone()).filter(|name| !name.is_empty()).collect();
    found.issues.retain(|issue| shown.contains(&issue.id) || packages.contains(&issue.package));
    found.joint = false;
    Ok((found, shown))
}

/// A plain table for the engine.
pub fn plain_input(plain: PlainIssues) -> BargainInput {
    let issue = |issue: detente_formats::PlainIssue| IssueInput {
        id: if issue.dossier.is_empty() { issue.name } else { format!("{}: {}", issue.dossier, issue.name) },
        dossier: issue.dossier,
        ends: (issue.scale.0.to_string(), issue.scale.1.to_string()),
        reference: issue.reference,
        stakes: issue
            .stakes
            .into_iter()
            .map(|stake| {
                stake.map(|stake| Stake {
                    position: stake.position,
                    salience: stake.salience / 100.0,
                    capability: stake.capability,
                })
            })
            .collect(),
        ..IssueInput::default()
    };
    let title =
        if plain.description.is_empty() { plain.name } else { format!("{}: {}", plain.name, plain.description) };
    BargainInput {
        title,
        actors: plain.actors,
        issues: plain.issues.into_iter().map(issue).collect(),
        joint: plain.joint,
        accommodation: plain.accommodation,
    }
}

/// A file with problems.
pub fn refused(path: &Path, problems: &[Problem]) -> Failure {
    let lines = problems.iter().map(|problem| format!(":{}: {}", problem.line, problem.what));
    let hint = "docs/reference/bargain-files.md describes the tables and the scenario files";
    Failure::problems(path, lines, hint)
}
