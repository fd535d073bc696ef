//! Plain files as what methods take: the one place where the types of files meet those of methods.
//!
//! Files know nothing of methods, nor methods of files: a table may have lines, notes and percentages, a method's input has what a case
//! gives it as well.

use detente_balance::{SignedNetwork, Tie};
use detente_bargain::Stake;
use detente_formats::{PlainChange, PlainConflict, PlainIssue, PlainIssues, PlainMap, PlainPreference, PlainTies};
use detente_method_bargaining::{BargainInput, IssueInput};
use detente_method_cognitive_map::PropagationChange;
use detente_method_conflict::{ConflictInput, OptionInput, PreferenceInput, StatementInput};
use detente_method_geometry::FigureTie;
use detente_results::{CausalMap, LinkResult};

use crate::failure::Failure;

/// The ties of a table as a network.
pub fn network_of(table: &PlainTies) -> Result<SignedNetwork, Failure> {
    let ties = table.ties.iter().map(|tie| Tie { a: tie.a, b: tie.b, weight: tie.weight }).collect();
    SignedNetwork::new(table.actors.len(), ties).map_err(|error| Failure::input(error.to_string()))
}

/// The ties of a figure.
pub fn figure_ties(table: &PlainTies) -> Vec<FigureTie> {
    let ties = table.ties.iter();
    ties.map(|tie| FigureTie { a: tie.a, b: tie.b, affinity: tie.weight, firmness: tie.firmness, cost: tie.cost })
        .collect()
}

/// The map of causes of a case as that of a file.
pub fn map_of_causes(causes: &CausalMap) -> PlainMap {
    let place = |name: &String| causes.quantities.iter().position(|known| known == name).unwrap_or(0);
    let edge = |link: &LinkResult| (place(&link.cause), place(&link.effect), link.gain, link.lag as f64);
    PlainMap { edges: causes.links.iter().map(edge).collect(), names: causes.quantities.clone(), ..PlainMap::default() }
}

/// A change of a file of influences: its period, its place, and what it does.
pub fn propagation_change(one: &PlainChange) -> (usize, usize, PropagationChange) {
    let change = match (one.op.as_str(), one.effect) {
        ("shift", _) => PropagationChange::Shift(one.value),
        ("scale", _) => PropagationChange::Scale(one.value),
        ("free", _) => PropagationChange::Free,
        ("cut", Some(effect)) => PropagationChange::CutTo(effect),
        _ => PropagationChange::Set(one.value),
    };
    (one.period, one.on, change)
}

/// Issues of a table or a scenario of KTAB, where saliences are percentages.
pub fn bargain_input(plain: PlainIssues) -> BargainInput {
    let issue = |issue: PlainIssue| IssueInput {
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

/// A conflict of a file, called as the file is where it has no name; and what was read with doubt.
pub fn conflict_input(plain: PlainConflict, stem: &str) -> (ConflictInput, Vec<String>) {
    let space = plain.space;
    let preference = |preference: PlainPreference| match preference {
        PlainPreference::Ranks(ranks) => PreferenceInput::Ranks(ranks),
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
