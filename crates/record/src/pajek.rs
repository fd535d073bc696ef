//! Pajek networks: `*Vertices`, then `*Edges`, `*Arcs`, `*Edgeslist`, `*Arcslist` or `*Matrix`.

use std::collections::BTreeMap;

use crate::rows::{Problem, Row, Rows};

/// Reads the ties of a network; a tie without a weight weighs 1. A matrix is read row by row, both triangles.
///
/// # Errors
/// Every [`Problem`] of the file.
pub(crate) fn read(text: &str) -> Result<Rows, Vec<Problem>> {
    let mut reader = Reader::default();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let words = words(line);
        let place = number as u64 + 1;
        match words.first() {
            None => {}
            Some(word) if word.starts_with('%') => {}
            Some(word) if word.starts_with('*') => reader.section(&word.to_lowercase(), &words, place),
            Some(_) => {
                if let Err(what) = reader.line(&words, place) {
                    reader.problems.push(Problem { line: place, what });
                }
            }
        }
    }
    if reader.size.is_none() {
        reader.problems.push(Problem { line: 1, what: "there is no line `*Vertices N`".to_owned() });
    } else if reader.rows.is_empty() && reader.problems.is_empty() {
        reader.problems.push(Problem { line: 1, what: "there is no tie in this file".to_owned() });
    }
    if reader.problems.is_empty() { Ok(Rows(reader.rows)) } else { Err(reader.problems) }
}

/// Words of a line; quotes hold a word together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        debug_assert!(!first.is_whitespace());
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[derive(Default)]
struct Reader {
    size: Option<usize>,
    names: BTreeMap<usize, String>,
    section: String,
    matrix_row: usize,
    rows: Vec<Row>,
    problems: Vec<Problem>,
}

impl Reader {
    fn section(&mut self, name: &str, words: &[String], line: u64) {
        const KNOWN: [&str; 7] = ["*network", "*vertices", "*edges", "*arcs", "*edgeslist", "*arcslist", "*matrix"];
        self.section = name.to_owned();
        self.matrix_row = 0;
        if !KNOWN.contains(&name) {
            self.problems
                .push(Problem { line, what: format!("`{name}` is not read here (one of {})", KNOWN.join(", ")) });
        }
        if name == "*vertices" {
            match words.get(1).and_then(|count| count.parse().ok()) {
                Some(count) if self.size.is_none() => self.size = Some(count),
                Some(_) => self
                    .problems
                    .push(Problem { line, what: "a second list of vertices; one network a file".to_owned() }),
                None => self.problems.push(Problem { line, what: "`*Vertices` needs their number".to_owned() }),
            }
        }
    }

    fn line(&mut self, words: &[String], line: u64) -> Result<(), String> {
        match self.section.as_str() {
            "*vertices" => {
                let place = self.vertex(&words[0])?;
                self.names.insert(place, words.get(1).cloned().unwrap_or_else(|| words[0].clone()));
            }
            "*edges" | "*arcs" => {
                let (Some(a), Some(b)) = (words.first(), words.get(1)) else {
                    return Err("a tie needs two vertices".to_owned());
                };
                let weight = words.get(2).map_or(Ok(1.0), |word| number(word))?;
                self.tie(self.vertex(a)?, self.vertex(b)?, weight, line)?;
            }
            "*edgeslist" | "*arcslist" => {
                let from = self.vertex(&words[0])?;
                for word in &words[1..] {
                    self.tie(from, self.vertex(word)?, 1.0, line)?;
                }
            }
            "*matrix" => {
                self.matrix_row += 1;
                for (place, word) in words.iter().enumerate() {
                    let weight = number(word)?;
                    if weight != 0.0 && self.matrix_row != place + 1 {
                        self.vertex(&(place + 1).to_string())?;
                        self.tie(self.vertex(&self.matrix_row.to_string())?, place + 1, weight, line)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn vertex(&self, word: &str) -> Result<usize, String> {
        let size = self.size.unwrap_or(0);
        let place = word.parse::<usize>().ok().filter(|place| (1..=size).contains(place));
        place.ok_or_else(|| format!("`{word}` is no vertex from 1 to {size}"))
    }

    fn tie(&mut self, a: usize, b: usize, weight: f64, line: u64) -> Result<(), String> {
        let name = |place: usize| self.names.get(&place).cloned().unwrap_or_else(|| place.to_string());
        let (a, b) = (name(a), name(b));
        if a == b {
            return Err(format!("`{a}` is tied to itself"));
        }
        self.rows.push(Row { a, b, weight, firmness: 1.0, cost: 1.0, period: String::new(), line });
        Ok(())
    }
}

fn number(word: &str) -> Result<f64, String> {
    let value = word.parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| format!("`{word}` is not a finite number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::PairRule;

    #[test]
    fn edges_arcs_and_matrices_are_read() {
        let text =
            "*Vertices 3\n1 \"South Korea\" 0.1 0.2\n2 Japan\n3 \"China\"\n*Edges\n1 2 1\n*Arcs :1 \"x\"\n2 3 -2\n";
        let found = read(&text.replace("*Arcs :1 \"x\"", "*Arcs")).unwrap().joined(PairRule::Refuse).unwrap();
        assert_eq!(found.actors, ["China", "Japan", "South Korea"]);
        assert_eq!(found.ties.iter().map(|tie| tie.weight).collect::<Vec<_>>(), [-2.0, 1.0]);
        let matrix = read("*vertices 2\n*matrix\n0 -1\n-1 0\n").unwrap().joined(PairRule::Mean).unwrap();
        assert_eq!((matrix.ties.len(), matrix.ties[0].weight), (1, -1.0));
    }

    #[test]
    fn every_problem_has_its_line() {
        let problems = read("*Vertices 2\n*Edges\n1 3 1\n1 1 1\n1 2 x\n1\n*Partition\n").unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert!(read("").is_err() && read("a,b\n").is_err());
    }
}
