//! Pajek networks: `*Vertices`, then `*Edges`, `*Arcs`, `*Edgeslist`, `*Arcslist` or `*Matrix`, each of one relation.

use std::collections::{BTreeMap, BTreeSet};

use detente_text::{Decimal, Note, Problem, missing};

use super::graph::{Edge, Graph, Node, rows_of};
use super::rows::Rows;
use super::{TiesAsked, names};

/// Sections that hold ties.
const TIES: [&str; 5] = ["*edges", "*arcs", "*edgeslist", "*arcslist", "*matrix"];
/// Sections of a project that hold no ties.
const OTHERS: [&str; 5] = ["*partition", "*vector", "*permutation", "*cluster", "*hierarchy"];
/// How a tie is drawn, which may stand behind its weight or in its place: width, colour, pattern, arrow, label and the like.
const DRAWN: [&str; 20] = [
    "w", "c", "p", "s", "a", "ap", "l", "lp", "lr", "lphi", "lc", "la", "fos", "font", "h1", "h2", "a1", "a2", "k1",
    "k2",
];
/// Vertices of a network at most.
const MOST_VERTICES: usize = 10_000_000;

/// A relation: its number, and its name where it has one.
type Relation = (u32, String);

/// Reads the ties of a network; a tie without a weight weighs 1. Edges have no direction, arcs have; a matrix that is symmetric has none.
/// Of several relations the one that is asked for is read.
///
/// # Errors
/// Every [`Problem`] of the file.
pub(super) fn read(text: &str, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
    let mut reader = Reader { decimal: asked.table.decimal.unwrap_or_default(), ..Reader::default() };
    for (number, line) in text.lines().enumerate() {
        reader.line = number as u64 + 1;
        let line = line.trim();
        let done = match line.chars().next() {
            None | Some('%') => Ok(()),
            Some('*') => reader.section(line),
            Some(_) => reader.entry(line),
        };
        reader.problems.extend(done.err().map(|what| Problem::at(number as u64 + 1, what)));
    }
    reader.matrix_ends();
    reader.rows(asked)
}

/// Words of a line; quotes hold a word together.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        words.push(word);
        rest = after.trim_start();
    }
    words
}

#[derive(Default)]
struct Reader {
    line: u64,
    decimal: Decimal,
    size: Option<usize>,
    labels: BTreeMap<usize, String>,
    section: String,
    relation: u32,
    relations: BTreeMap<u32, String>,
    /// Cells of a matrix; `None` where a value is missing.
    matrix: Vec<(u64, Vec<Option<f64>>)>,
    /// Edges with the relation of each.
    edges: Vec<(u32, Edge)>,
    timed: bool,
    skipped: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Reader {
    fn section(&mut self, line: &str) -> Result<(), String> {
        self.matrix_ends();
        let words = words(line);
        let name = words[0].to_lowercase();
        let inside_other = OTHERS.contains(&self.section.as_str());
        self.relation = 0;
        match name.as_str() {
            // A partition or a vector has a line `*Vertices` of its own.
            "*vertices" if inside_other => return Ok(()),
            "*vertices" => self.vertices(&words)?,
            "*network" => {}
            name if TIES.contains(&name) => self.relation(&words),
            name if OTHERS.contains(&name) => {
                self.skipped.insert(name.to_owned());
            }
            _ => {
                self.section = "?".to_owned();
                return Err(format!("`{}` is not read here (one of *Vertices, {})", words[0], TIES.join(", ")));
            }
        }
        self.section = name;
        Ok(())
    }

    fn vertices(&mut self, words: &[&str]) -> Result<(), String> {
        let count = words.get(1).and_then(|count| count.parse().ok()).filter(|count| *count <= MOST_VERTICES);
        match count {
            Some(_) if self.size.is_some() => {
                Err("a second list of vertices; write each network to a file of its own".to_owned())
            }
            Some(count) => {
                self.size = Some(count);
                Ok(())
            }
            None => Err(format!("`*Vertices` needs their number, at most {MOST_VERTICES}")),
        }
    }

    /// `*Arcs :2 "rivalry"`
    fn relation(&mut self, words: &[&str]) {
        let number = words.get(1).and_then(|word| word.strip_prefix(':')).and_then(|number| number.parse().ok());
        self.relation = number.unwrap_or(0);
        let name = words.get(2).filter(|_| number.is_some()).map(|name| (*name).to_owned()).unwrap_or_default();
        let known = self.relations.entry(self.relation).or_default();
        if known.is_empty() {
            *known = name;
        }
    }

    fn entry(&mut self, line: &str) -> Result<(), String> {
        match self.section.as_str() {
            "*vertices" => self.vertex_line(line),
            "*edges" | "*arcs" => self.tie_line(line),
            "*edgeslist" | "*arcslist" => self.list_line(line),
            "*matrix" => {
                let cells: Result<Vec<_>, String> = words(line).into_iter().map(|word| self.cell(word)).collect();
                self.matrix.push((self.line, cells?));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn vertex_line(&mut self, line: &str) -> Result<(), String> {
        let line = self.without_times(line);
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        let place = self.vertex(first)?;
        let label = label(rest.trim());
        if self.labels.insert(place, label).is_some() {
            return Err(format!("the vertex {first} stands twice; numbers must differ"));
        }
        Ok(())
    }

    fn tie_line(&mut self, line: &str) -> Result<(), String> {
        let line = self.without_times(line);
        // A line may name its relation before its ends: `2: 1 3 1`.
        let (relation, rest) = match line.split_once(':').filter(|(number, _)| number.trim().parse::<u32>().is_ok()) {
            Some((number, rest)) => (number.trim().parse().unwrap_or(0), rest),
            None => (self.relation, line.as_str()),
        };
        self.relations.entry(relation).or_default();
        let words = words(rest);
        let [a, b, ..] = words.as_slice() else { return Err("a tie needs two vertices".to_owned()) };
        // What follows the weight, or stands in its place, is how the tie is drawn.
        let drawn = |word: &str| DRAWN.contains(&word.to_lowercase().as_str());
        let weight = words.get(2).filter(|word| !drawn(word)).map_or(Ok(Some(1.0)), |word| self.cell(word))?;
        let both_ways = self.section == "*edges";
        self.tie(self.vertex(a)?, self.vertex(b)?, weight, both_ways, relation)
    }

    fn list_line(&mut self, line: &str) -> Result<(), String> {
        let words = words(line);
        let Some((from, others)) = words.split_first() else { return Ok(()) };
        let from = self.vertex(from)?;
        for word in others {
            self.tie(from, self.vertex(word)?, Some(1.0), self.section == "*edgeslist", self.relation)?;
        }
        Ok(())
    }

    /// The ties of a matrix whose rows are all there; two cells that are the same are one tie without a direction.
    fn matrix_ends(&mut self) {
        let rows = std::mem::take(&mut self.matrix);
        let Some((line, _)) = rows.first() else { return };
        let size = self.size.unwrap_or(0);
        if rows.len() != size || rows.iter().any(|(_, cells)| cells.len() != size) {
            let what =
                format!("a matrix of {size} rows with {size} numbers each is expected; here are {} rows", rows.len());
            self.problems.push(Problem::at(*line, what));
            return;
        }
        let cell = |a: usize, b: usize| rows[a].1[b];
        for (a, (line, _)) in rows.iter().enumerate() {
            self.line = *line;
            for b in (0..size).filter(|b| cell(a, *b) != Some(0.0)) {
                let same = cell(a, b) == cell(b, a);
                if !same || a <= b {
                    // Cells of a matrix are in range.
                    drop(self.tie(a + 1, b + 1, cell(a, b), same, self.relation));
                }
            }
        }
    }

    /// A line without the times in which a vertex or tie is there, such as `[1-5]`.
    fn without_times(&mut self, line: &str) -> String {
        let Some((before, rest)) = line.split_once('[').filter(|(before, _)| before.matches('"').count() % 2 == 0)
        else {
            return line.to_owned();
        };
        match rest.split_once(']') {
            Some((_, after)) => {
                self.timed = true;
                format!("{before}{after}").trim().to_owned()
            }
            None => line.to_owned(),
        }
    }

    fn vertex(&self, word: &str) -> Result<usize, String> {
        let size = self.size.unwrap_or(0);
        let place = word.parse::<usize>().ok().filter(|place| (1..=size).contains(place));
        place.ok_or_else(|| format!("`{word}` is no vertex from 1 to {size}"))
    }

    /// A weight; `None` where it is missing.
    fn cell(&self, word: &str) -> Result<Option<f64>, String> {
        if missing(word) { Ok(None) } else { detente_text::number(word, self.decimal).map(Some) }
    }

    fn tie(&mut self, a: usize, b: usize, weight: Option<f64>, both_ways: bool, relation: u32) -> Result<(), String> {
        let weight = weight.map_or_else(String::new, |weight| weight.to_string());
        let cells = BTreeMap::from([("weight".to_owned(), weight)]);
        self.edges.push((relation, Edge { a: a - 1, b: b - 1, line: self.line, both_ways, cells }));
        Ok(())
    }

    fn rows(mut self, asked: &TiesAsked<'_>) -> Result<Rows, Vec<Problem>> {
        let Some(size) = self.size else {
            self.problems.push(Problem::at(1, "there is no line `*Vertices N`"));
            return Err(self.problems);
        };
        let used: BTreeSet<u32> = self.edges.iter().map(|(relation, _)| *relation).collect();
        let relations: Vec<Relation> =
            self.relations.clone().into_iter().filter(|(number, _)| used.contains(number)).collect();
        let chosen = chosen(&relations, asked.relation).map_err(|what| {
            self.problems.push(Problem::at(1, what));
            std::mem::take(&mut self.problems)
        })?;
        if self.edges.is_empty() && self.problems.is_empty() {
            self.problems.push(Problem::at(1, "there is no tie in this file"));
        }
        if !self.problems.is_empty() {
            self.problems.sort();
            return Err(self.problems);
        }
        let unnamed: Vec<String> =
            (1..=size).filter(|place| !self.labels.contains_key(place)).map(|place| place.to_string()).collect();
        let some_named = !self.labels.is_empty();
        let node = |place: usize| Node { id: place.to_string(), label: self.labels.get(&place).cloned() };
        let edges = self.edges.into_iter().filter(|(relation, _)| *relation == chosen).map(|(_, edge)| edge).collect();
        // Weights stand with a point by now.
        let table = detente_text::Asked { decimal: None, ..asked.table };
        let asked = TiesAsked { table, ..*asked };
        let mut rows = rows_of(&Graph { nodes: (1..=size).map(node).collect(), edges }, &asked)?;
        if some_named && !unnamed.is_empty() {
            let list = names::some(&unnamed.iter().map(String::as_str).collect::<Vec<_>>());
            rows.notes.push(Note::of_file(format!(
                "{} vertices have no line and go by their numbers: {list}",
                unnamed.len()
            )));
        }
        if self.timed {
            rows.notes.push(Note::of_file("times such as [1-5] were not read: every vertex and tie counts as there"));
        }
        if !self.skipped.is_empty() {
            let list: Vec<&str> = self.skipped.iter().map(String::as_str).collect();
            rows.notes.push(Note::of_file(format!("sections that hold no ties were not read: {}", list.join(", "))));
        }
        Ok(rows)
    }
}

/// The relation that is read: the one asked for, or the only one.
fn chosen(relations: &[Relation], asked: Option<&str>) -> Result<u32, String> {
    let told =
        |(number, name): &Relation| if name.is_empty() { number.to_string() } else { format!("{number} \"{name}\"") };
    let listed = || relations.iter().map(told).collect::<Vec<_>>().join(", ");
    match (asked, relations) {
        (Some(asked), _) => relations
            .iter()
            .find(|(number, name)| number.to_string() == asked.trim_start_matches(':') || name == asked)
            .map(|relation| relation.0)
            .ok_or_else(|| format!("no relation is `{asked}` (relations: {})", listed())),
        (None, []) => Ok(0),
        (None, [one]) => Ok(one.0),
        (None, _) => Err(format!(
            "the ties are of {} relations ({}), and a weight may mean something else in each; say which is read with --relation N",
            relations.len(),
            listed()
        )),
    }
}

/// The label of a vertex: what stands in quotes, or all words before the coordinates. Coordinates begin where the line goes on with two
/// numbers, or ends with one that has a decimal point.
fn label(rest: &str) -> String {
    if let Some(quoted) = rest.strip_prefix('"') {
        return quoted.split_once('"').map_or(quoted, |(label, _)| label).to_owned();
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let number = |word: &str| detente_text::number(word, Decimal::Point);
    let is_number = |place: usize| words.get(place).is_some_and(|word| number(word).is_ok());
    let pointed = (1..words.len()).any(|place| is_number(place) && words[place].contains('.'));
    // Where coordinates have points, a whole number before them belongs to the label: `Area 51 0.3 0.4`.
    let is_coordinate = |place: usize| {
        is_number(place) && (!pointed || words[place].contains('.') || ["0", "1"].contains(&words[place]))
    };
    let starts =
        |place: &usize| is_coordinate(*place) && (is_coordinate(*place + 1) || pointed && *place + 1 == words.len());
    let end = (1..words.len()).find(starts).unwrap_or(words.len());
    words[..end].join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ties::PairRule;

    fn rows(text: &str) -> Result<Rows, Vec<Problem>> {
        read(text, &TiesAsked::default())
    }

    #[test]
    fn edges_arcs_and_matrices_are_read() {
        let text = "*Vertices 3\n1 \"South Korea\" 0.1 0.2\n2 Japan\n3 \"China\"\n*Edges\n1 2 1\n*Arcs\n2 3 -2\n";
        let found = rows(text).unwrap();
        assert_eq!(found.rows.iter().map(|row| row.both_ways).collect::<Vec<_>>(), [true, false]);
        let found = found.joined(PairRule::Refuse).unwrap();
        assert_eq!(found.actors, ["China", "Japan", "South Korea"]);
        assert_eq!(found.ties.iter().map(|tie| tie.weight).collect::<Vec<_>>(), [-2.0, 1.0]);
        let matrix = rows("*vertices 2\n*matrix\n0 -1\n-1 0\n").unwrap();
        assert!(matrix.rows[0].both_ways);
        let matrix = matrix.joined(PairRule::Refuse).unwrap();
        assert_eq!((matrix.ties.len(), matrix.ties[0].weight), (1, -1.0));
    }

    #[test]
    fn labels_run_to_the_coordinates() {
        for (line, expected) in [
            ("South Korea 0.1 0.2", "South Korea"),
            ("Area 51", "Area 51"),
            ("Area 51 0.3 0.4 0.5", "Area 51"),
            ("Area 51 0.3 0.4", "Area 51"),
            ("Vertex 10 20", "Vertex"),
            ("China", "China"),
            ("China 0.5", "China"),
            ("\"A b\" 1 2", "A b"),
            ("7 0.1 0.2", "7"),
            ("", ""),
            ("Japan 0.1 0.2 ellipse ic Red", "Japan"),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }

    #[test]
    fn several_relations_are_asked_about() {
        let text = "*Vertices 3\n*Edges :1 \"alliance\"\n1 2 1\n*Edges :2 \"rivalry\"\n2 3 1\n1 3 1 c Red\n";
        assert!(rows(text).unwrap_err()[0].what.contains("1 \"alliance\", 2 \"rivalry\""));
        for relation in ["2", ":2", "rivalry"] {
            let asked = TiesAsked { relation: Some(relation), ..TiesAsked::default() };
            assert_eq!(read(text, &asked).unwrap().rows.len(), 2);
        }
        assert!(
            rows("*Vertices 3\n*Arcs :1 \"x\"\n1 2 1 [1-5]\n")
                .unwrap()
                .notes
                .iter()
                .any(|note| note.what.contains("[1-5]"))
        );
        assert!(rows("*Vertices 3\n*Edges\n1: 1 2 1\n2: 2 3 1\n").is_err());
        let project = "*Network x\n*Vertices 2\n1 a\n2 b\n*Edges\n1 2 -1\n*Partition p\n*Vertices 2\n1\n2\n";
        assert_eq!(rows(project).unwrap().notes.len(), 1);
    }

    /// A weight that is missing is not known: neither 1 nor 0.
    #[test]
    fn missing_weights_are_left_out() {
        for missing in ["NA", "NaN", "n/a", "na", "."] {
            for text in [
                format!("*Vertices 3\n*Edges\n1 2 0.5\n2 3 {missing}\n1 3 -0.4 c Blue\n"),
                format!("*Vertices 3\n*Matrix\n0 0.5 -0.4\n0.5 0 {missing}\n-0.4 {missing} 0\n"),
            ] {
                let found = rows(&text).unwrap();
                let weights: Vec<f64> = found.rows.iter().map(|row| row.weight).collect();
                assert_eq!((weights, found.notes.len()), (vec![0.5, -0.4], 1), "{text}");
            }
        }
        assert_eq!(rows("*Vertices 2\n*Arcs\n1 2 c Blue\n").unwrap().rows[0].weight, 1.0);
        assert!(rows("*Vertices 2\n*Arcs\n1 2 Blue\n").is_err());
    }

    #[test]
    fn decimal_commas_are_read_where_they_are_asked_for() {
        let text = "*Vertices 3\n*Edges\n1 2 0,5\n2 3 -1\n";
        assert!(rows(text).unwrap_err()[0].what.contains("--decimal comma"));
        let table = detente_text::Asked { decimal: Some(Decimal::Comma), separator: None };
        assert_eq!(read(text, &TiesAsked { table, ..TiesAsked::default() }).unwrap().rows[0].weight, 0.5);
    }

    #[test]
    fn every_problem_has_its_line() {
        let problems = rows("*Vertices 2\n*Edges\n1 3 1\n1 1 1\n1 2 x_\n1\n*Elephants\n").unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 5, 6, 7]);
        assert_eq!(rows("*Vertices 3\n1 \"a\"\n2 \"b\"\n2 \"c\"\n*Edges\n1 2 1\n").unwrap_err()[0].line, 4);
        assert!(rows("").is_err() && rows("a,b\n").is_err());
    }
}
