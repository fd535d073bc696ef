//! Ties of a case from data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_case::case::{Basis, Claim, Ground, Tie, TieRule, Word};
use detente_case::locator::Locator;
use detente_case::{Case, Date, Diagnostic, Estimate, EstimateError, Place, Shape, Sheet, codes};
use detente_record::indicator::indicators;
use detente_record::rule::{self, DataRow, DataTie, Rule, RuleError, Term, ties as make};
use detente_record::sets::{DataFile, Folder, Set, What};
use detente_record::states::{State, Year, states};
use detente_report as report;

use super::add::entered;
use super::{prepared, set_error};
use crate::args::{Data, OneFile, Reading};
use crate::failure::Failure;
use crate::lock::Lock;
use crate::output::Ready;
use crate::progress::Spinner;
use crate::{input, output};

/// Makes the ties of every rule and writes them into the case.
pub fn ties(
    folder: &Path,
    wanted: &[String],
    (from, to): (Year, Option<Year>),
    (data, reading): (Option<&Path>, &Reading),
) -> Result<ExitCode, Failure> {
    // What this command writes may be missing or stale.
    let written = |finding: &Diagnostic| {
        finding.code == codes::SMALL_VIEW
            || ["data-ties.csv", "data-claims.csv", "datasets.csv"].contains(&&*finding.place.file)
    };
    let opened = input::open_sound_but(Some(folder), written)?;
    let case = &opened.loaded.case;
    let known: Vec<String> = case.tie_rules.iter().map(|rule| rule.id.clone()).collect();
    if let Some(name) = wanted.iter().find(|name| !known.contains(name)) {
        return Err(Failure::unknown("rule", name, &known));
    }
    let rules: Vec<&TieRule> =
        case.tie_rules.iter().filter(|rule| wanted.is_empty() || wanted.contains(&rule.id)).collect();
    if rules.is_empty() {
        return Err(Failure::input("the case has no rule for ties").with_hint(
            "write `[tie-rule.ID]` into case.toml: dimension, actors, indicators; docs/methods/record.md has the default".to_owned(),
        ));
    }
    let to = to.or_else(|| case.as_of.and_then(|date| Year::try_from(date.year()).ok())).unwrap_or(from);
    if from > to {
        return Err(Failure::input(format!("--from {from} is after --to {to}")));
    }
    let sets = super::folder(&Data {
        folder: Some(data.map_or_else(|| folder.join("data"), PathBuf::from)),
        reading: reading.clone(),
    })?;
    let mut told = String::new();
    let mut tables = Tables::default();
    for rule in rules {
        let plain = lowered(rule);
        let actors = members(case, rule)?;
        let of: Vec<State> = actors.iter().map(|(_, state)| *state).collect();
        let (first, last, covered) =
            rule::covered(&sets, &plain, (from, to)).map_err(|error| failed(&rule.id, error))?;
        let spinner = Spinner::new("reading and fitting");
        let found = make(&sets, &plain, &of, (from, to)).map_err(|error| failed(&rule.id, error))?;
        drop(spinner);
        told += &format!("{}: {} ties over {first} to {last} ({covered})\n", rule.id, found.ties.len());
        told += &report::unknown_years_text(&found.unknown);
        told += &report::partial_years_text(&found.partial);
        told += &found.fitted.as_ref().map(report::latent_text).unwrap_or_default();
        let ids = actors.into_iter().map(|(id, state)| (state, id)).collect();
        tables.add(rule, &found.ties, &ids).map_err(|error| Failure::input(format!("rule `{}`: {error}", rule.id)))?;
    }
    let files: Vec<(&Path, String)> = sets
        .files
        .iter()
        .filter(
            |file| matches!(file.what, What::Set(set, _) if tables.sets.contains(set.id()) && chosen(&sets, set, file)),
        )
        .map(|file| (file.path.as_path(), inside(folder, &file.path)))
        .collect();
    let _alone = Lock::of(folder)?;
    let asked = OneFile { codes: reading.codes, limits: reading.limits };
    let (ids, sets) = entered(folder, &files, asked)?;
    if ids.iter().collect::<BTreeSet<_>>() != tables.sets.iter().collect() {
        let message = "a data set of the rule stands in several files, so that a line does not tell its file";
        return Err(
            Failure::input(message).with_hint(format!("keep one file of each in the folder: {}", ids.join(", ")))
        );
    }
    // All are whole before the first goes to its place; ties come last, because they rest on the others.
    let texts = [
        ("datasets.csv", sets.into_text()),
        ("data-claims.csv", tables.claims_text()),
        ("data-ties.csv", tables.ties_text()),
    ];
    let ready = texts.iter().map(|(file, text)| prepared(folder, file, text)).collect::<Result<_, _>>()?;
    Ready::place_all(ready).map_err(|error| Failure::write("the tables of the case", &error))?;
    told += &format!(
        "{} rows of data behind them; data-ties.csv, data-claims.csv and datasets.csv are written\n",
        tables.claims.len()
    );
    output::print(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a file is read for its set, where another was chosen.
fn chosen(sets: &Folder, set: Set, file: &DataFile) -> bool {
    sets.files_of(set).iter().any(|(read, _)| read.name == file.name)
}

/// Where a file stands in the case; empty where it is kept elsewhere.
fn inside(case: &Path, file: &Path) -> String {
    file.strip_prefix(case).map(|path| path.display().to_string()).unwrap_or_default()
}

fn failed(rule: &str, error: RuleError) -> Failure {
    let of_rule = |hint: &str| Failure::input(format!("rule `{rule}`: {error}")).with_hint(hint.to_owned());
    match error {
        RuleError::Set(error) => set_error(error),
        RuleError::Indicator(name) => {
            let known: Vec<String> = indicators().iter().map(|indicator| indicator.name.to_owned()).collect();
            Failure::unknown(&format!("indicator of the rule `{rule}`"), &name, &known)
        }
        RuleError::OneSided => of_rule(
            "indicators with weights above and below 0 are needed, and data that differ in both; `loading` alone signs nothing",
        ),
        RuleError::About(_) => of_rule("`detente record value` without a name tells what each indicator is of"),
        RuleError::Nobody { .. } => of_rule("choose other years with --from and --to, or other actors"),
        RuleError::Years { .. } => of_rule("choose other years with --from and --to"),
    }
}

fn lowered(rule: &TieRule) -> Rule {
    let term = |term: &detente_case::case::RuleTerm| Term {
        indicator: term.name.text.clone(),
        weight: [term.weight.low(), term.weight.mode(), term.weight.high()],
        centre: term.centre,
        unit: term.unit,
        least: term.least,
        cuts: term.cuts.clone(),
        loading: term.loading,
    };
    Rule { terms: rule.terms.iter().map(term).collect(), latent: rule.latent, half_firm: rule.firmness }
}

/// The states that the actors of a rule are, by id or name.
fn members(case: &Case, rule: &TieRule) -> Result<Vec<(String, State)>, Failure> {
    let year = case.as_of.and_then(|date| Year::try_from(date.year()).ok());
    let mut found = Vec::new();
    let mut lost = Vec::new();
    for actor in &rule.actors {
        let name = case.actor(actor).map(|actor| actor.name.as_str()).unwrap_or_default();
        match states().typed(actor, year).or_else(|_| states().typed(name, year)) {
            Ok(state) => found.push((actor.text.clone(), state)),
            Err(error) => lost.push(format!("{} ({error})", actor.text)),
        }
    }
    if lost.is_empty() {
        return Ok(found);
    }
    Err(Failure::input(format!("actors of the rule `{}` are no states: {}", rule.id, lost.join("; ")))
        .with_hint("an actor is a state by its id (ISO letters, letters of Correlates of War) or its name".to_owned()))
}

/// What is written into the case.
#[derive(Default)]
struct Tables {
    ties: Vec<Tie>,
    /// By id of the claim.
    claims: BTreeMap<String, DataRow>,
    sets: BTreeSet<String>,
}

impl Tables {
    fn add(&mut self, rule: &TieRule, ties: &[DataTie], ids: &BTreeMap<State, String>) -> Result<(), EstimateError> {
        for tie in ties {
            let evidence = self.behind(tie);
            let basis = Basis::Data;
            self.ties.push(Tie {
                // Numbers of states, not ids of actors: draws go by the id of a row, and renaming an actor must not move them.
                id: Word::from(format!("D-{}-{}-{}-{}", rule.id, tie.a, tie.b, tie.since)),
                from: Word::from(ids[&tie.a].clone()),
                to: Word::from(ids[&tie.b].clone()),
                dimension: rule.dimension.clone(),
                affinity: estimate(tie.affinity)?,
                firmness: tie.firmness.map(estimate).transpose()?,
                since: Some(Date::of_year(tie.since)),
                until: Some(Date::of_year(tie.until)),
                ground: Ground { basis, evidence, note: remark(tie), ..Ground::default() },
                ..Tie::default()
            });
        }
        Ok(())
    }

    /// The claims that the rows behind a tie are, all of them noted.
    fn behind(&mut self, tie: &DataTie) -> Vec<Word> {
        let mut evidence = Vec::new();
        for row in &tie.rows {
            let set = row.row.set.id();
            let id = format!("D.{set}.{}", row.row.line);
            self.sets.insert(set.to_owned());
            self.claims.entry(id.clone()).or_insert_with(|| row.clone());
            evidence.push(Word::from(id));
        }
        evidence
    }

    fn ties_text(&self) -> String {
        let mut sheet = Sheet::companion::<Tie>();
        sheet.append(&self.ties);
        sheet.into_text()
    }

    fn claims_text(&self) -> String {
        let claims: Vec<Claim> = self.claims.iter().map(|(id, row)| claim(id, row)).collect();
        let mut sheet = Sheet::companion::<Claim>();
        sheet.append(&claims);
        sheet.into_text()
    }
}

fn estimate([low, mode, high]: [f64; 3]) -> Result<Estimate, EstimateError> {
    Estimate::new(low, mode, high, Shape::default())
}

/// What a tie is made of.
fn remark(tie: &DataTie) -> String {
    let parts = tie.parts.iter().map(|part| format!("{} {:.3} adds {:+.3}", part.indicator, part.value, part.adds));
    let friendly = tie.friendly.map(|friendly| format!("friendly with probability {friendly:.3}"));
    let told: Vec<String> = friendly.into_iter().chain(parts).collect();
    format!("In {}: {}", tie.since, told.join("; "))
}

/// A row of a data set, or several in a run, as a claim of the set.
fn claim(id: &str, row: &DataRow) -> Claim {
    let set = row.row.set.id();
    let paragraph = |line: u64| u32::try_from(line).unwrap_or(u32::MAX);
    let first = paragraph(row.row.line);
    let last = paragraph(row.last).max(first);
    let locator = Locator { source: set.to_owned(), first, last, span: None, fingerprint: None };
    Claim {
        id: Word::from(id),
        locators: vec![(locator, Place::default())],
        speaker: Word::from(set),
        channel: "data".to_owned(),
        kind: "data".to_owned(),
        basis: Basis::Data,
        text: row.says.clone(),
        ..Claim::default()
    }
}
