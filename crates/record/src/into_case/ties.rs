//! Ties of a case from data, by the rules of its `case.toml`, with the claims that the rows behind them are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use detente_case::case::{Basis, Claim, Ground, RuleTerm, Tie, TieRule, Word};
use detente_case::locator::Locator;
use detente_case::{AskError, Case, Date, Diagnostic, Estimate, EstimateError, Place, Row, Shape, Sheet, codes};

use super::datasets::{Entered, FileOf};
use super::{state_of, year_of};
use crate::indicator::no_indicator;
use crate::rule::{self, DataRow, DataTie, Made, Rule, RuleError, Term};
use crate::sets::{DataFile, Folder, Set, What};
use crate::states::{State, Year, in_order};

/// The tables that are written, in the order in which they go to their places: ties rest on the others.
const WRITTEN: [&str; 3] = ["datasets.csv", "data-claims.csv", "data-ties.csv"];

/// Whether a finding about a case is of what making ties writes anew: that may be missing or stale.
pub fn is_rewritten(finding: &Diagnostic) -> bool {
    finding.code == codes::SMALL_VIEW || WRITTEN.contains(&&*finding.place.file)
}

/// The rules that are asked for, and the years.
#[derive(Debug, Clone)]
pub struct TiesPlan<'c> {
    case: &'c Case,
    rules: Vec<&'c TieRule>,
    years: (Year, Year),
}

/// The ties of one rule.
#[derive(Debug, Clone)]
pub struct RuleTies {
    /// The rule.
    pub rule: String,
    /// First and last year that data cover.
    pub years: (Year, Year),
    /// Which data sets cover which years, in words.
    pub covered: String,
    /// The ties, and what is not known.
    pub made: Made,
}

/// Rows for a case, and what they were made of.
#[derive(Debug, Clone, Default)]
pub struct CaseTies {
    /// Rule by rule.
    pub rules: Vec<RuleTies>,
    ties: Vec<Tie>,
    /// By id of the claim.
    claims: BTreeMap<String, DataRow>,
    sets: BTreeSet<String>,
}

impl<'c> TiesPlan<'c> {
    /// The rules with these ids, all where none is named; until the year of the case where no other is.
    ///
    /// # Errors
    /// [`AskError`]: an id that no rule has, a case without a rule, or years the wrong way round.
    pub fn of(case: &'c Case, wanted: &[String], (from, to): (Year, Option<Year>)) -> Result<Self, AskError> {
        let known: Vec<String> = case.tie_rules.iter().map(|rule| rule.id.clone()).collect();
        if let Some(name) = wanted.iter().find(|name| !known.contains(name)) {
            return Err(AskError::unknown("rule", name, &known));
        }
        let is_wanted = |rule: &&TieRule| wanted.is_empty() || wanted.contains(&rule.id);
        let rules: Vec<&TieRule> = case.tie_rules.iter().filter(is_wanted).collect();
        if rules.is_empty() {
            return Err(AskError::input("the case has no rule for ties").with_hint(
                "write `[tie-rule.ID]` into case.toml: dimension, actors, indicators; docs/methods/record.md has the default".to_owned(),
            ));
        }
        let to = to.or_else(|| year_of(case)).unwrap_or(from);
        Ok(Self { case, rules, years: in_order(from, to)? })
    }

    /// Makes the ties of every rule.
    ///
    /// # Errors
    /// [`AskError`]: actors that are no states, and what keeps a rule from its ties.
    pub fn ties(&self, sets: &Folder) -> Result<CaseTies, AskError> {
        let mut found = CaseTies::default();
        for rule in &self.rules {
            let of = members(self.case, rule)?;
            let made = self.one(sets, rule, &of).map_err(|error| refused(&rule.id, error))?;
            let ids = of.into_iter().map(|(id, state)| (state, id)).collect();
            found
                .add(rule, &made.made.ties, &ids)
                .map_err(|error| AskError::input(format!("rule `{}`: {error}", rule.id)))?;
            found.rules.push(made);
        }
        Ok(found)
    }

    fn one(&self, sets: &Folder, rule: &TieRule, of: &[(String, State)]) -> Result<RuleTies, RuleError> {
        let plain = lowered(rule);
        let of: Vec<State> = of.iter().map(|(_, state)| *state).collect();
        let (first, last, covered) = rule::covered(sets, &plain, self.years)?;
        let made = rule::ties(sets, &plain, &of, self.years)?;
        Ok(RuleTies { rule: rule.id.clone(), years: (first, last), covered, made })
    }
}

/// What keeps a rule from its ties, in words.
fn refused(rule: &str, error: RuleError) -> AskError {
    let of_rule = |hint: &str| AskError::input(format!("rule `{rule}`: {error}")).with_hint(hint.to_owned());
    match error {
        RuleError::Set(error) => error.into(),
        RuleError::Indicator(name) => no_indicator(&format!("indicator of the rule `{rule}`"), &name),
        RuleError::OneSided => of_rule(
            "indicators with weights above and below 0 are needed, and data that differ in both; `loading` alone signs nothing",
        ),
        RuleError::About(_) => of_rule("`detente record value` without a name tells what each indicator is of"),
        RuleError::Nobody { .. } => of_rule("choose other years with --from and --to, or other actors"),
        RuleError::Years { .. } => of_rule("choose other years with --from and --to"),
    }
}

fn lowered(rule: &TieRule) -> Rule {
    let term = |term: &RuleTerm| Term {
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
fn members(case: &Case, rule: &TieRule) -> Result<Vec<(String, State)>, AskError> {
    let mut found = Vec::new();
    let mut lost = Vec::new();
    for actor in &rule.actors {
        match state_of(case, actor) {
            Ok(state) => found.push((actor.text.clone(), state)),
            Err(error) => lost.push(format!("{} ({error})", actor.text)),
        }
    }
    if lost.is_empty() {
        return Ok(found);
    }
    Err(AskError::input(format!("actors of the rule `{}` are no states: {}", rule.id, lost.join("; ")))
        .with_hint("an actor is a state by its id (ISO letters, letters of Correlates of War) or its name".to_owned()))
}

impl CaseTies {
    fn add(&mut self, rule: &TieRule, ties: &[DataTie], ids: &BTreeMap<State, String>) -> Result<(), EstimateError> {
        for tie in ties {
            let evidence = self.behind(tie);
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
                ground: Ground { basis: Basis::Data, evidence, note: remark(tie), ..Ground::default() },
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

    /// Rows of data behind the ties.
    pub fn rows(&self) -> usize {
        self.claims.len()
    }

    /// The files of a folder that the rows stand in, with their places in a case.
    pub fn files<'f>(&self, sets: &'f Folder, case: &Path) -> Vec<FileOf<'f>> {
        let is_behind = |file: &&DataFile| match file.what {
            What::Set(set, _) => self.sets.contains(set.id()) && is_chosen(sets, set, file),
            What::Events(_) => false,
        };
        let of = |file: &'f DataFile| FileOf { path: &file.path, inside: inside(case, &file.path) };
        sets.files.iter().filter(is_behind).map(of).collect()
    }

    /// The tables as texts, the files of the data sets entered; in the order in which they go to their places.
    ///
    /// # Errors
    /// [`AskError`] where a data set stands in several files, so that a line does not tell its file.
    pub fn tables(&self, entered: Entered) -> Result<[(&'static str, String); 3], AskError> {
        let Entered { sheet, ids } = entered;
        if ids.iter().collect::<BTreeSet<_>>() != self.sets.iter().collect() {
            let message = "a data set of the rule stands in several files, so that a line does not tell its file";
            return Err(
                AskError::input(message).with_hint(format!("keep one file of each in the folder: {}", ids.join(", ")))
            );
        }
        let claims: Vec<Claim> = self.claims.iter().map(|(id, row)| claim(id, row)).collect();
        let [sets, of_claims, of_ties] = WRITTEN;
        Ok([(sets, sheet.into_text()), (of_claims, companion(&claims)), (of_ties, companion(&self.ties))])
    }
}

fn companion<R: Row>(rows: &[R]) -> String {
    let mut sheet = Sheet::companion::<R>();
    sheet.append(rows);
    sheet.into_text()
}

/// Whether a file is read for its set, where another was chosen.
fn is_chosen(sets: &Folder, set: Set, file: &DataFile) -> bool {
    sets.files_of(set).iter().any(|(read, _)| read.name == file.name)
}

/// Where a file stands in the case; empty where it is kept elsewhere.
fn inside(case: &Path, file: &Path) -> String {
    file.strip_prefix(case).map(|path| path.display().to_string()).unwrap_or_default()
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
