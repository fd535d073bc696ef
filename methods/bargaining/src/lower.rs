//! Issues of a case: stakes under a reading, at the most likely values or in a draw.

use std::collections::BTreeSet;

use detente_bargain::{Stake, compromise};
use detente_case::QuantityPath;
use detente_case::case::{Case, Issue, Position, Standing};
use detente_case::path::Stake as Number;
use detente_results::IssueResult;

use crate::input::{BargainInput, IssueInput, RuleInput};
use crate::model::Table;
use detente_method::EffectiveCase;

/// Issues of a case under a reading; actors and issues are places in these lists.
pub(crate) struct CaseIssues<'c> {
    pub actors: Vec<&'c str>,
    pub issues: Vec<CaseIssue<'c>>,
    /// The issues, those whose outcomes others ask for first.
    pub order: Vec<usize>,
    /// The one issue whose findings are asked for, where it is one.
    pub asked: Option<usize>,
}

/// An issue with the quantities behind it.
pub(crate) struct CaseIssue<'c> {
    pub issue: &'c Issue,
    reference: Option<usize>,
    rows: Vec<Row<'c>>,
}

/// A row of positions that counts.
pub(crate) struct Row<'c> {
    pub row: &'c Position,
    actor: usize,
    place: Place,
    salience: usize,
    capability: usize,
}

/// Where a position comes from: a quantity, or the outcome of another issue.
#[derive(Debug, Clone, Copy)]
enum Place {
    Quantity(usize),
    Outcome(usize),
}

/// The issues of a case at its most likely values.
pub fn case_issues(case: &Case) -> BargainInput {
    let reading = EffectiveCase::new(case, None, &[]);
    let issues = CaseIssues::of(&reading);
    issues.input(&|index| reading.estimate(index).mode())
}

impl<'c> CaseIssues<'c> {
    pub fn of(reading: &EffectiveCase<'c>) -> Self {
        let case = reading.case;
        // In the order of the ids of rows and issues, which neither another order of rows nor another name of an actor changes: sums and
        // ties go by it.
        let mut rows: Vec<&Position> = case.positions.iter().collect();
        rows.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let mut actors: Vec<&str> = Vec::new();
        for row in &rows {
            if !actors.contains(&row.actor.text.as_str()) {
                actors.push(&row.actor.text);
            }
        }
        let mut list: Vec<&Issue> = case.issues.iter().collect();
        list.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let issues = list.iter().map(|issue| CaseIssue::of(issue, &list, &rows, reading, &actors)).collect();
        let mut found = Self { actors, issues, order: Vec::new(), asked: None };
        let mut order = Vec::new();
        (0..found.issues.len()).for_each(|issue| found.visit(issue, &mut order, 0));
        found.order = order;
        found
    }

    /// Puts an issue behind those that its positions come from.
    fn visit(&self, issue: usize, order: &mut Vec<usize>, depth: usize) {
        if order.contains(&issue) || depth > self.issues.len() {
            return;
        }
        self.issues[issue].inner().for_each(|inner| self.visit(inner, order, depth + 1));
        if !order.contains(&issue) {
            order.push(issue);
        }
    }

    /// Stakes by issue and actor at the values of quantities.
    pub fn stakes(&self, value: &dyn Fn(usize) -> f64) -> Vec<Vec<Option<Stake>>> {
        self.stakes_of(&self.order, value)
    }

    /// Issues that the outcome of one hangs on, exchanges apart: its package and what their positions come from, in the order to fill.
    pub fn needed(&self, issue: usize) -> Vec<usize> {
        let mut needed = Vec::new();
        self.package(issue).into_iter().for_each(|member| self.visit(member, &mut needed, 0));
        needed
    }

    /// Stakes of some issues, each behind those that its positions come from; the others have none.
    pub fn stakes_of(&self, order: &[usize], value: &dyn Fn(usize) -> f64) -> Vec<Vec<Option<Stake>>> {
        let mut stakes = vec![vec![None; self.actors.len()]; self.issues.len()];
        for &issue in order {
            for row in &self.issues[issue].rows {
                stakes[issue][row.actor] = row.stake(value, |inner| landing(&stakes[inner]));
            }
        }
        stakes
    }

    /// What stands on each issue without a decision.
    pub fn references(&self, value: &dyn Fn(usize) -> f64) -> Vec<Option<f64>> {
        self.issues.iter().map(|issue| issue.reference.map(value)).collect()
    }

    /// The issues for the engine, with names.
    pub fn input(&self, value: &dyn Fn(usize) -> f64) -> BargainInput {
        let (stakes, references) = (self.stakes(value), self.references(value));
        let issues = self.issues.iter().zip(stakes).zip(references);
        BargainInput {
            title: String::new(),
            actors: self.actors.iter().map(|actor| (*actor).to_owned()).collect(),
            issues: issues
                .map(|((issue, stakes), reference)| IssueInput {
                    id: issue.issue.id.text.clone(),
                    dossier: String::new(),
                    package: issue.issue.package.as_ref().map(|package| package.text.clone()).unwrap_or_default(),
                    question: issue.issue.question.clone(),
                    ends: (issue.issue.scale_0.clone(), issue.issue.scale_100.clone()),
                    reference,
                    rule: self.rule(issue, &stakes),
                    from: issue.from(self.actors.len()),
                    stakes,
                })
                .collect(),
            joint: false,
            accommodation: None,
        }
    }

    pub fn rule(&self, issue: &CaseIssue<'_>, stakes: &[Option<Stake>]) -> Option<RuleInput> {
        let rule = issue.issue.rule.as_ref()?;
        let has_a_say = |actor: usize| issue.standing(actor) != Standing::OnlyInfluences;
        let votes = |(actor, stake): (usize, &Option<Stake>)| {
            stake.as_ref().map_or(0.0, |stake| rule.vote(has_a_say(actor), stake.capability))
        };
        let place = |actor: &str| self.actors.iter().position(|known| *known == actor);
        Some(RuleInput {
            words: rule.text.text.clone(),
            quota: rule.quota,
            votes: stakes.iter().enumerate().map(votes).collect(),
            veto: issue.blockers(),
            agenda: issue.issue.agenda.as_ref().and_then(|agenda| place(agenda)),
        })
    }

    /// The issues of the package of an issue, itself among them; itself alone where it has none.
    fn package(&self, issue: usize) -> Vec<usize> {
        match &self.issues[issue].issue.package {
            None => vec![issue],
            Some(name) => {
                let same = |other: &usize| {
                    self.issues[*other].issue.package.as_ref().is_some_and(|package| package.text == name.text)
                };
                (0..self.issues.len()).filter(same).collect()
            }
        }
    }

    /// An issue of a draw, with the dimensions of its package.
    pub fn table(&self, stakes: &[Vec<Option<Stake>>], issue: usize) -> Table {
        let members = self.package(issue);
        let place = members.iter().position(|member| *member == issue).unwrap_or_default();
        Table::of_package(&members.iter().map(|member| stakes[*member].as_slice()).collect::<Vec<_>>(), place)
    }

    /// Every quantity behind an issue and the other issues of its package.
    pub fn behind_package(&self, issue: usize) -> BTreeSet<usize> {
        self.package(issue).into_iter().flat_map(|member| self.behind(member)).collect()
    }

    /// Where an issue lands by the compromise model, in [0, 1], with what its positions come from; `depth` counts how many issues have asked.
    pub fn compromise(&self, issue: usize, value: &dyn Fn(usize) -> f64, depth: usize) -> Option<f64> {
        let mut stakes = vec![None; self.actors.len()];
        for row in self.issues[issue].rows.iter().filter(|_| depth <= self.issues.len()) {
            stakes[row.actor] = row.stake(value, |inner| self.compromise(inner, value, depth + 1));
        }
        landing(&stakes)
    }

    /// Asks for the findings of one issue alone. The others stay: positions come from them, and exchanges are made with them.
    pub fn ask(&mut self, id: &str) {
        self.asked = self.issues.iter().position(|issue| issue.issue.id.text == id);
    }

    /// Leaves all issues out.
    pub fn forget(&mut self) {
        self.issues.clear();
        self.order.clear();
    }

    /// Every quantity behind an issue, and behind those that its positions come from.
    pub fn behind(&self, issue: usize) -> BTreeSet<usize> {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![issue]);
        let mut found = BTreeSet::new();
        while let Some(issue) = todo.pop() {
            if seen.insert(issue) {
                found.extend(self.issues[issue].quantities());
                todo.extend(self.issues[issue].inner());
            }
        }
        found
    }

    /// Every quantity that some issue reads.
    pub fn all_quantities(&self) -> BTreeSet<usize> {
        self.issues.iter().flat_map(CaseIssue::quantities).collect()
    }
}

/// Where stakes land by the compromise model, in [0, 1].
fn landing(stakes: &[Option<Stake>]) -> Option<f64> {
    let table = Table::of(stakes);
    compromise(&table.line()).filter(|_| !table.is_lost())
}

impl Row<'_> {
    /// Its stake at the values of quantities; where the factions have no outcome their state has no position.
    fn stake(&self, value: &dyn Fn(usize) -> f64, landing: impl Fn(usize) -> Option<f64>) -> Option<Stake> {
        let position = match self.place {
            Place::Quantity(index) => value(index),
            Place::Outcome(inner) => 100.0 * landing(inner)?,
        };
        Some(Stake { position, salience: value(self.salience) / 100.0, capability: value(self.capability) })
    }

    fn quantities(&self) -> impl Iterator<Item = usize> + use<> {
        let place = match self.place {
            Place::Quantity(index) => Some(index),
            Place::Outcome(_) => None,
        };
        place.into_iter().chain([self.salience, self.capability])
    }
}

impl<'c> CaseIssue<'c> {
    fn of(
        issue: &'c Issue,
        all: &[&'c Issue],
        rows: &[&'c Position],
        reading: &EffectiveCase<'c>,
        actors: &[&str],
    ) -> Self {
        let quantities = &reading.case.quantities;
        let known = |path: &QuantityPath| quantities.in_force(path, None).filter(|index| reading.counts(*index));
        let row = |row: &'c Position| -> Option<Row<'c>> {
            let path =
                |stake| QuantityPath::Stake { issue: issue.id.text.clone(), actor: row.actor.text.clone(), stake };
            let general = || known(&QuantityPath::Capability { actor: row.actor.text.clone() });
            let place = match &row.from {
                Some(from) => Place::Outcome(all.iter().position(|inner| inner.id.text == from.text)?),
                None => Place::Quantity(known(&path(Number::Position))?),
            };
            Some(Row {
                row,
                actor: actors.iter().position(|actor| *actor == row.actor.text)?,
                place,
                salience: known(&path(Number::Salience))?,
                capability: known(&path(Number::Capability)).or_else(general)?,
            })
        };
        let own = rows.iter().copied().filter(|row| row.issue.text == issue.id.text);
        let rows = own.filter_map(row).collect();
        let reference = known(&QuantityPath::Reference { issue: issue.id.text.clone() });
        Self { issue, reference, rows }
    }

    /// What say an actor has; one without a position decides nothing and is asked by nobody.
    pub fn standing(&self, actor: usize) -> Standing {
        self.rows.iter().find(|row| row.actor == actor).map_or(Standing::default(), |row| row.row.standing)
    }

    /// Whether somebody only influences it.
    pub fn has_onlookers(&self) -> bool {
        self.rows.iter().any(|row| row.row.standing == Standing::OnlyInfluences)
    }

    /// The quantity behind a number of an actor; none for a position that is the outcome of another issue.
    pub fn quantity(&self, actor: usize, number: Number) -> Option<usize> {
        let row = self.rows.iter().find(|row| row.actor == actor)?;
        match number {
            Number::Salience => Some(row.salience),
            Number::Capability => Some(row.capability),
            Number::Position => match row.place {
                Place::Quantity(index) => Some(index),
                Place::Outcome(_) => None,
            },
        }
    }

    /// The quantity that says what stands without agreement.
    pub fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// Those without whom nothing passes.
    pub fn blockers(&self) -> Vec<usize> {
        let blocks = |row: &&Row<'_>| row.row.veto || row.row.standing == Standing::Blocks;
        self.rows.iter().filter(blocks).map(|row| row.actor).collect()
    }

    /// Whether somebody with a stake decides it.
    pub fn has_deciders(&self, stakes: &[Option<Stake>]) -> bool {
        let decides = |actor: usize| self.standing(actor) != Standing::OnlyInfluences;
        stakes.iter().enumerate().any(|(actor, stake)| stake.is_some() && decides(actor))
    }

    /// Stakes of those who decide; of all where nobody does.
    pub fn deciding(&self, stakes: &[Option<Stake>]) -> Vec<Option<Stake>> {
        let decides = |actor: usize| self.standing(actor) != Standing::OnlyInfluences;
        let own: Vec<Option<Stake>> =
            stakes.iter().enumerate().map(|(actor, stake)| stake.filter(|_| decides(actor))).collect();
        if own.iter().any(Option::is_some) { own } else { stakes.to_vec() }
    }

    /// Issues whose outcomes are positions here.
    fn inner(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().filter_map(|row| match row.place {
            Place::Outcome(inner) => Some(inner),
            Place::Quantity(_) => None,
        })
    }

    fn quantities(&self) -> BTreeSet<usize> {
        self.rows.iter().flat_map(Row::quantities).chain(self.reference).collect()
    }

    /// Adds what the stakes of a result rest on.
    pub fn ground(&self, result: &mut IssueResult, reading: &EffectiveCase<'_>) {
        for row in &self.rows {
            let Some(stake) = result.actors.iter_mut().find(|stake| stake.actor == row.row.actor.text) else {
                continue;
            };
            let quantities = row.quantities().flat_map(|index| reading.evidence(index));
            let claims: BTreeSet<String> = quantities.collect();
            stake.claims = claims.into_iter().collect();
            stake.basis = Some(row.row.ground.basis);
        }
    }

    /// By actor the issue whose outcome is its position.
    fn from(&self, actors: usize) -> Vec<Option<String>> {
        let mut from = vec![None; actors];
        for row in &self.rows {
            from[row.actor] = row.row.from.as_ref().map(|from| from.text.clone());
        }
        from
    }
}
