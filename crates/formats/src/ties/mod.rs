//! Plain networks of other programs: tables and matrices, GraphML, GEXF, Pajek. Each reader gives the same rows.

mod codes;
pub(crate) mod foreign;
mod gexf;
mod graph;
mod graphml;
pub(crate) mod matrix;
pub(crate) mod names;
mod network;
mod pajek;
mod periods;
mod rows;
pub(crate) mod table;
pub(crate) mod values;
mod xml;

use detente_text::Problem;

pub use network::{Network, NetworkActor, NetworkTie, write_gexf, write_graphml};
pub use rows::{Arcs, PairRule, PlainTie, PlainTies, Rows};

use crate::lines::lines;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table, one row a tie, or a matrix.
    Csv,
    /// GraphML.
    GraphMl,
    /// GEXF.
    Gexf,
    /// A Pajek network.
    Pajek,
}

impl Form {
    /// By how a text begins, then by the ending of the file's name.
    pub fn of(name: &str, text: &str) -> Self {
        let name = name.to_lowercase();
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        match start.chars().next() {
            Some('<') if ends(&[".gexf"]) || start.contains("<gexf") => Self::Gexf,
            Some('<') => Self::GraphMl,
            Some('*') => Self::Pajek,
            _ if ends(&[".gexf"]) => Self::Gexf,
            _ if ends(&[".graphml", ".xml"]) => Self::GraphMl,
            _ if ends(&[".net", ".paj"]) => Self::Pajek,
            _ => Self::Csv,
        }
    }
}

/// What is asked of a file of ties; by default nothing, and what is in doubt is refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct TiesAsked<'a> {
    /// The column or attribute that tells the period of a tie; `graph` for the graphs of a GraphML file.
    pub by: Option<&'a str>,
    /// The columns of the two ends and of the value, by name or number; of a graph file the attribute of the value alone.
    pub columns: &'a [String],
    /// Which graph of a GraphML file.
    pub graph: Option<&'a str>,
    /// Which relation of a Pajek network, by number or name.
    pub relation: Option<&'a str>,
    /// Codes of missing values; `None` where the user does not say.
    pub missing: Option<&'a [f64]>,
    /// Separator and decimal mark of a table.
    pub table: detente_text::Asked,
}

/// Reads the ties of a file.
///
/// # Errors
/// Every [`Problem`] of the file.
pub fn read_ties(text: &str, form: Form, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let mut found = match form {
        Form::Csv => {
            if let Some(problem) = foreign::foreign(text) {
                return Err(vec![problem]);
            }
            table::read(text, asked)?
        }
        Form::GraphMl => graphml::read(text, asked)?,
        Form::Gexf => gexf::read(text, asked)?,
        Form::Pajek if asked.by.is_some() => {
            return Err(vec![Problem::at(1, "a Pajek network has no periods; use a table or GraphML")]);
        }
        Form::Pajek => pajek::read(text, asked)?,
    };
    if asked.by.is_some() && found.periods.is_empty() {
        found.periods = periods::settle(&mut found.rows, asked.missing, &mut found.notes)?;
    }
    let actors: std::collections::BTreeSet<&str> =
        found.rows.iter().flat_map(|row| [row.a.as_str(), row.b.as_str()]).collect();
    found.notes.extend(names::alike(actors.into_iter(), "actors"));
    Ok(found)
}

/// What is said of ties of an actor to itself, by their lines: they are left out in every form.
fn to_itself(found: &[u64]) -> Option<detente_text::Note> {
    let first = found.first()?;
    let what = format!("{} tie(s) of an actor to itself are left out{}", found.len(), lines(found));
    Some(detente_text::Note::at(*first, what))
}

/// Rows as a figure: affinity and firmness in their ranges, actors in the order in which they appear, which is that of its corners.
///
/// # Errors
/// Every [`Problem`] of a number out of its range, and of pairs that stand several times.
pub fn figure_of(rows: Rows) -> Result<PlainTies, Vec<Problem>> {
    let outside = |row: &&rows::Row| {
        !(-1.0..=1.0).contains(&row.weight) || !(0.0..=1.0).contains(&row.firmness) || row.cost <= 0.0
    };
    let told = |row: &rows::Row| {
        let what = format!("{}-{}: affinity lies in [-1, 1], firmness in [0, 1], a cost above 0", row.a, row.b);
        Problem::at(row.line, what)
    };
    let wrong: Vec<Problem> = rows.rows.iter().filter(outside).map(told).collect();
    if wrong.is_empty() { rows.joined(PairRule::Refuse).map(by_appearance) } else { Err(wrong) }
}

/// Actors in the order in which they first appear in the file.
fn by_appearance(mut found: PlainTies) -> PlainTies {
    let mut order: Vec<usize> = (0..found.actors.len()).collect();
    order.sort_by_key(|actor| found.first_seen[*actor]);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
    found.actors = order.iter().map(|old| found.actors[*old].clone()).collect();
    found.first_seen = order.iter().map(|old| found.first_seen[*old]).collect();
    for tie in &mut found.ties {
        let (a, b) = (place[tie.a], place[tie.b]);
        (tie.a, tie.b) = (a.min(b), a.max(b));
    }
    found.ties.sort_by_key(|tie| (tie.a, tie.b));
    found
}
