//! Causal maps, influences, cross-impacts and landscapes from plain files: weight matrices and edge lists (CSV), JSON, ScenarioWizard.

mod cross_impacts;
mod influences;
mod landscape;
mod maps;
mod race;
mod scenario_wizard;
mod starts;

use cross_impacts::cross_impact_of_json;
use detente_text::Asked;
use influences::influences_of_json;
use landscape::landscape_of_json;
use maps::{MOST_NAMES, map_of_json, map_of_table};
pub use race::{PlainRace, read_race};
use scenario_wizard::scenario_wizard;
use serde_json::{Map, Value};
pub use starts::{PlainStarts, read_starts};

use crate::json::{Flaw, Flaws, parse};
use crate::ties::foreign::foreign;
use crate::ties::names::alike as names_alike;

/// Concepts and weighted edges.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainMap {
    /// Names of the concepts.
    pub names: Vec<String>,
    /// Cause, effect, weight, lag in periods.
    pub edges: Vec<(usize, usize, f64, f64)>,
    /// Whether it is a community matrix, whose diagonal is given.
    pub community: bool,
    /// How to run it, where the file says so.
    pub run: PlainRun,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// How to run a cognitive map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainRun {
    /// Value of each concept at the start.
    pub start: Option<Vec<f64>>,
    /// kosko, modified, rescaled.
    pub rule: Option<String>,
    /// sigmoid, tanh, bivalent, trivalent.
    pub transfer: Option<String>,
    /// Steepness.
    pub lambda: Option<f64>,
    /// Concepts that are held.
    pub clamp: Vec<(usize, f64)>,
}

/// Influences between quantities with what is done to them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainInfluences {
    /// Periods to follow, now among them.
    pub periods: usize,
    /// Name, baseline, lower and upper end, inertia.
    pub quantities: Vec<(String, f64, f64, f64, f64)>,
    /// Cause, effect, gain, lag.
    pub influences: Vec<(usize, usize, f64, usize)>,
    /// Period, operation (set, shift, scale, clamp, free, cut, add), places (two for links), value.
    pub changes: Vec<PlainChange>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Something done in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainChange {
    /// From when on.
    pub period: usize,
    /// set, shift, scale, clamp, free, cut.
    pub op: String,
    /// The quantity, or the cause of the link.
    pub on: usize,
    /// The effect, for a link.
    pub effect: Option<usize>,
    /// The value, where the operation takes one.
    pub value: f64,
}

/// A cross-impact matrix.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainCrossImpact {
    /// Its name.
    pub name: String,
    /// Descriptors with the names of their variants.
    pub descriptors: Vec<(String, Vec<String>)>,
    /// Row acts on column.
    pub matrix: Vec<Vec<i64>>,
    /// Confidence of every cell, from 1 to 5; empty where nothing is said.
    pub confidence: Vec<Vec<Option<u8>>>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// Actors with sizes and propensities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainLandscape {
    /// Names.
    pub names: Vec<String>,
    /// Sizes.
    pub size: Vec<f64>,
    /// Symmetric.
    pub propensity: Vec<Vec<f64>>,
    /// Keys that were not read.
    pub notes: Vec<String>,
}

/// What is asked of a file that holds a map; by default nothing, and what is in doubt is refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct MapAsked<'a> {
    /// Cause, effect and weight of an edge list, by name or number of the column.
    pub columns: &'a [String],
    /// Codes of missing values; `None` where the user does not say.
    pub missing: Option<&'a [f64]>,
    /// Separator and decimal mark of a table.
    pub table: Asked,
}

/// Reads a causal map: JSON, a weight matrix whose rows are causes, or an edge list.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_map(text: &str, asked: &MapAsked<'_>) -> Result<PlainMap, Vec<Flaw>> {
    if text.trim_start().starts_with(['{', '[']) {
        return with_json(text, |root, flaws| {
            let mut found = map_of_json(root, flaws);
            if !asked.columns.is_empty() {
                flaws.add("the file", "--columns is for tables, and this is JSON");
            }
            in_range(&found, flaws);
            alike(&mut found);
            found
        });
    }
    if let Some(problem) = foreign(text) {
        return Err(vec![Flaw { at: format!("line {}", problem.line), what: problem.what }]);
    }
    let mut flaws = Flaws::default();
    let mut found = map_of_table(detente_text::table::read(text, &asked.table), asked, &mut flaws);
    in_range(&found, &mut flaws);
    alike(&mut found);
    done(found, flaws)
}

/// Concepts that a reader would take for one another.
fn alike(map: &mut PlainMap) {
    let found = names_alike(map.names.iter().map(String::as_str), "concepts");
    map.notes.extend(found.iter().map(ToString::to_string));
}

/// Sizes of what was read.
fn in_range(map: &PlainMap, flaws: &mut Flaws) {
    if map.names.len() > MOST_NAMES {
        flaws.add("the file", format!("{} concepts, but a map has up to {MOST_NAMES}", map.names.len()));
    }
    let name = |place: usize| map.names.get(place).map(String::as_str).unwrap_or_default();
    for (cause, effect, weight, lag) in &map.edges {
        if weight.abs() > LARGEST {
            let at = format!("{} > {}", name(*cause), name(*effect));
            flaws.add(at, format!("weights lie between -{LARGEST} and {LARGEST}"));
        }
        if !(0.0..=LARGEST).contains(lag) {
            let at = format!("{} > {}", name(*cause), name(*effect));
            flaws.add(at, format!("lags lie between 0 and {LARGEST} periods"));
        }
    }
}

/// Reads influences from JSON.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_influences(text: &str) -> Result<PlainInfluences, Vec<Flaw>> {
    with_json(text, influences_of_json)
}

/// Reads cross-impact matrices: JSON (one, or a list `cases`), or a ScenarioWizard file.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_cross_impacts(text: &str) -> Result<Vec<PlainCrossImpact>, Vec<Flaw>> {
    if text.trim_start().starts_with(['{', '[']) {
        return with_json(text, |root, flaws| {
            let cases = match root.get("cases") {
                Some(Value::Array(list)) => {
                    list.iter().enumerate().map(|(i, case)| (format!("cases[{i}]"), case.as_object())).collect()
                }
                _ => vec![(String::new(), Some(root))],
            };
            cases
                .into_iter()
                .map(|(at, case)| {
                    let empty = Map::new();
                    cross_impact_of_json(&at, case.unwrap_or(&empty), flaws)
                })
                .collect()
        });
    }
    let mut flaws = Flaws::default();
    let found = scenario_wizard(text, &mut flaws);
    done(vec![found], flaws)
}

/// Reads a landscape from JSON.
///
/// # Errors
/// Every [`Flaw`].
pub fn read_landscape(text: &str) -> Result<PlainLandscape, Vec<Flaw>> {
    with_json(text, landscape_of_json)
}

/// Largest weight of an edge.
const LARGEST: f64 = 1e6;

fn done<T>(found: T, flaws: Flaws) -> Result<T, Vec<Flaw>> {
    if flaws.0.is_empty() { Ok(found) } else { Err(flaws.0) }
}

fn with_json<T>(text: &str, read: impl Fn(&Map<String, Value>, &mut Flaws) -> T) -> Result<T, Vec<Flaw>> {
    let value = parse(text)?;
    let mut flaws = Flaws::default();
    let root = flaws
        .object("the file", &value)
        .ok_or_else(|| vec![Flaw { at: "the file".into(), what: "an object is expected".into() }])?;
    let found = read(root, &mut flaws);
    done(found, flaws)
}

/// Names of keys that are not read, as a note: files of others hold results beside the model.
fn unread(object: &Map<String, Value>, known: &[&str]) -> Vec<String> {
    let strange: Vec<&str> = object.keys().map(String::as_str).filter(|key| !known.contains(key)).collect();
    if strange.is_empty() { Vec::new() } else { vec![format!("not read: {}", strange.join(", "))] }
}

fn numbers(at: &str, value: &Value, flaws: &mut Flaws) -> Vec<f64> {
    let Some(list) = value.as_array() else {
        flaws.add(at, "a list of numbers is expected here");
        return Vec::new();
    };
    list.iter().enumerate().map(|(i, value)| flaws.number(&format!("{at}[{i}]"), value).unwrap_or(0.0)).collect()
}

fn rows_of(at: &str, value: &Value, flaws: &mut Flaws) -> Vec<Vec<f64>> {
    let Some(list) = value.as_array() else {
        flaws.add(at, "a list of rows is expected here");
        return Vec::new();
    };
    let rows: Vec<Vec<f64>> =
        list.iter().enumerate().map(|(i, row)| numbers(&format!("{at}[{i}]"), row, flaws)).collect();
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != rows.len()) {
        flaws.add(format!("{at}[{i}]"), format!("the matrix has {} rows, this one {} columns", rows.len(), row.len()));
    }
    rows
}

/// Names under a key, or 1, 2, 3 …
fn names(object: &Map<String, Value>, keys: &[&str], count: usize, flaws: &mut Flaws) -> Vec<String> {
    let Some((key, value)) = keys.iter().find_map(|key| Some((*key, object.get(*key)?))) else {
        return (1..=count).map(|number| number.to_string()).collect();
    };
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<String> =
        list.iter().enumerate().filter_map(|(i, value)| flaws.text(&format!("{key}[{i}]"), value)).collect();
    if names.len() != count {
        flaws.add(key, format!("{count} names are expected, one a row"));
    }
    flaws.distinct(key, &names);
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn map(text: &str) -> Result<PlainMap, Vec<Flaw>> {
        read_map(text, &MapAsked::default())
    }

    #[test]
    fn a_matrix_and_a_list_give_one_map_whatever_the_order_of_rows() {
        let one = map(",a,b,c\nb,0,0,-0.5\na,0,0.7,0\nc,1,0,0\n").unwrap();
        let other = map("source,target,weight\na,b,0.7\nb,c,-0.5\nc,a,1\n").unwrap();
        assert_eq!((one.names.clone(), one.edges.clone()), (other.names, other.edges));
        let wrong = map(",a,b\na,0,1\nx,0,0\n").unwrap_err();
        assert_eq!(wrong.len(), 2);
        let comma = map(";a;b\na;0;1\nb;0,5;0\n").unwrap();
        assert_eq!((comma.edges[1].2, comma.notes.len()), (0.5, 1));
        for list in ["Cause;Effect;Sign\na;b;+\nb;a;-\n", "from,to,weight,source\na,b,1,paper\nb,a,-1,paper\n"] {
            assert_eq!(map(list).unwrap().edges, [(0, 1, 1.0, 1.0), (1, 0, -1.0, 1.0)], "{list}");
        }
        assert!(map("").is_err() && map("{}").is_err() && map("{").is_err());
    }

    /// A number may be the name of a concept, or its place from 0.
    #[test]
    fn clamps_of_a_map_without_names_are_refused_where_they_are_in_doubt() {
        let clamped = |clamp: &str, more: &str| {
            let text = format!(r#"{{"weights_row_causes_column": [[0,1,0],[0,0,1],[0,0,0]]{more}, "clamp": {clamp}}}"#);
            map(&text).map(|map| map.run.clamp).map_err(|flaws| flaws[0].what.clone())
        };
        assert!(clamped(r#"{"1": 0.5}"#, "").unwrap_err().contains("index"));
        assert_eq!(clamped(r#"{"3": 0.5}"#, ""), Ok(vec![(2, 0.5)]));
        assert_eq!(clamped(r#"{"0": 0.5, "1": 1}"#, ""), Ok(vec![(0, 0.5), (1, 1.0)]));
        assert_eq!(clamped("[[1, 0.5]]", ""), Ok(vec![(1, 0.5)]));
        assert_eq!(clamped(r#"{"b": 0.5}"#, r#", "names": ["a", "b", "c"]"#), Ok(vec![(1, 0.5)]));
    }

    /// The same cells mean the same in a map and in a network.
    #[test]
    fn signs_codes_and_missing_cells_of_matrices_are_read_as_in_networks() {
        let signed = map(",a,b\na,-,+\nb,-,-\n").unwrap();
        assert_eq!(signed.edges, [(0, 1, 1.0, 1.0), (1, 0, -1.0, 1.0)]);
        assert!(signed.notes[0].contains("diagonal"), "{:?}", signed.notes);
        let damped = map(",a,b\na,-,+\nb,+,+\n").unwrap();
        assert_eq!(damped.edges.len(), 4);
        let coded = ",a,b\na,0,-9\nb,0.5,0\n";
        assert!(map(coded).unwrap_err()[0].what.contains("--missing=-9"));
        let asked = MapAsked { missing: Some(&[-9.0]), ..MapAsked::default() };
        let found = read_map(coded, &asked).unwrap();
        assert_eq!((found.edges.len(), found.notes.len()), (1, 1));
        assert_eq!(map(",a,b\na,0,NA\nb,0.5,0\n").unwrap().edges.len(), 1);
    }

    #[test]
    fn columns_and_codes_of_lists_are_asked_for() {
        let columns = ["ccode1", "ccode2", "w"].map(str::to_owned);
        let asked = MapAsked { columns: &columns, missing: Some(&[-9.0]), table: Asked::default() };
        let found = read_map("a,b,ccode1,ccode2,w\nx,y,2,365,-1\nx,z,2,740,-9\n", &asked).unwrap();
        assert_eq!((found.names.len(), found.edges.len()), (3, 1));
    }

    #[test]
    fn lags_and_names_in_doubt_are_told() {
        let why = map("cause,effect,weight,lag\nRain,Crop,0.8,1\nCrop,Rain,-0.6,NA\n").unwrap_err();
        assert_eq!((why[0].at.as_str(), why[0].what.contains("lag")), ("line 3", true));
        let alike = map(",Rain,Crop,rain\nRain,0,0.8,0\nCrop,0,0,1\nrain,0,0.2,0\n").unwrap();
        assert!(alike.notes[0].contains("`Rain` and `rain` look alike"), "{:?}", alike.notes);
    }

    #[test]
    fn descriptors_and_variants_stand_once() {
        let model = |descriptors: &str, variants: &str| {
            let matrix = "[[0,0,1,-1],[0,0,-1,1],[1,-1,0,0],[-1,1,0,0]]";
            read_cross_impacts(&format!(
                r#"{{"descriptors":{descriptors},"variants":{variants},"matrix_row_acts_on_column":{matrix}}}"#
            ))
        };
        assert!(model(r#"["A","B"]"#, r#"[["lo","hi"],["lo","hi"]]"#).is_ok());
        assert!(model(r#"["A","A"]"#, r#"[["lo","hi"],["lo","hi"]]"#).is_err());
        assert!(model(r#"["A","B"]"#, r#"[["lo","lo"],["lo","hi"]]"#).is_err());
        assert!(read_cross_impacts("&A\n-x\n-x\n#\n0,0\n0,0\n").is_err());
    }

    #[test]
    fn a_scenario_wizard_file_is_read_by_content() {
        let text = "$1\r\nOil\r\n&Price\r\n-low\r\n-high\r\n&Growth\r\n-slow\r\n-fast\r\n#\r\na comment\r\n#\r\nFFFFFF\r\n#\r\n 0, 0,-1,1\r\n0,0,2,-2\r\n1,-1,0,0\r\n-2,2,0,0\r\n#\r\nmore";
        let found = read_cross_impacts(text).unwrap().remove(0);
        assert_eq!((found.name.as_str(), found.descriptors.len()), ("Oil", 2));
        assert_eq!(found.matrix[1], [0, 0, 2, -2]);
        assert!(read_cross_impacts("&A\n-x\n#\n").is_err() && read_cross_impacts("nothing").is_err());
    }
}
