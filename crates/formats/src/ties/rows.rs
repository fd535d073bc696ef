//! Rows of ties from any format, and how they become one tie a pair, or one a direction.

use std::collections::BTreeMap;

use detente_text::{Note, Problem};

/// A tie of a plain network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainTie {
    /// Place of one actor in the list.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// Weight, sign or affinity.
    pub weight: f64,
    /// Firmness in [0, 1]; 1 where the table has none.
    pub firmness: f64,
    /// Cost of moving it by one unit; 1 where the table has none.
    pub cost: f64,
}

/// How several rows of one pair become one tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairRule {
    /// They are an error.
    Refuse,
    /// Weights are added.
    Sum,
    /// Weights are averaged.
    Mean,
    /// The least close counts.
    Least,
}

/// A table of ties.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainTies {
    /// Names of the actors, in alphabetical order (for a figure in the order in which they appear).
    pub actors: Vec<String>,
    /// Where each actor first appears.
    pub first_seen: Vec<usize>,
    /// One tie a pair.
    pub ties: Vec<PlainTie>,
    /// Lines whose weight was 0 and which were left out.
    pub zeros: Vec<u64>,
    /// Pairs whose rows disagreed in sign and were joined by the rule.
    pub disagreed: usize,
}

impl PlainTies {
    /// What is to be said of rows that became ties.
    pub fn told(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.zeros.is_empty() {
            notes.push(format!("{} pair(s) have weight 0 and say nothing", self.zeros.len()));
        }
        if self.disagreed > 0 {
            notes.push(format!("the rows of {} pair(s) disagree in sign and were joined", self.disagreed));
        }
        notes
    }
}

/// Rows as they were read, with what was read with doubt.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) notes: Vec<Note>,
    /// Names of the periods in their order in time; one without a name where none were asked for.
    pub(crate) periods: Vec<String>,
}

/// Names in alphabetical order, and directed ties over them: (from, to, hostile).
pub type Arcs = (Vec<String>, Vec<(usize, usize, bool)>);

impl Rows {
    /// What was read with doubt.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One network from all rows.
    ///
    /// # Errors
    /// Every [`Problem`] of pairs that stand several times, where the rule refuses them.
    pub fn joined(self, rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
        let mut problems = Vec::new();
        let found = join(self.rows, rule, &mut problems);
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// One network a period, in the order of the periods.
    ///
    /// # Errors
    /// Every [`Problem`] of pairs that stand several times in a period, where the rule refuses them.
    pub fn by_period(self, rule: PairRule) -> Result<Vec<(String, PlainTies)>, Vec<Problem>> {
        let mut of: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in self.rows {
            of.entry(row.period.clone()).or_default().push(row);
        }
        let mut problems = Vec::new();
        let periods = self.periods.into_iter().filter_map(|name| of.remove_entry(&name)).collect::<Vec<_>>();
        let found = periods.into_iter().map(|(name, rows)| (name, join(rows, rule, &mut problems))).collect();
        problems.sort_by_key(|problem| problem.line);
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// The rows as directed ties. Rows without a direction count in both; rows of weight 0 are passed over.
    ///
    /// # Errors
    /// Every [`Problem`] of directions that stand several times, where the rule refuses them.
    pub fn arcs(&self, rule: PairRule) -> Result<Arcs, Vec<Problem>> {
        let names: std::collections::BTreeSet<&String> = self.rows.iter().flat_map(|row| [&row.a, &row.b]).collect();
        let place: BTreeMap<&String, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
        let mut ways: BTreeMap<(usize, usize), Vec<&Row>> = BTreeMap::new();
        for row in &self.rows {
            let (from, to) = (place[&row.a], place[&row.b]);
            ways.entry((from, to)).or_default().push(row);
            if row.both_ways {
                ways.entry((to, from)).or_default().push(row);
            }
        }
        let mut problems = Vec::new();
        let mut arcs = Vec::new();
        for ((from, to), rows) in ways {
            if rows.len() > 1 && rule == PairRule::Refuse {
                problems.push(stands_already(&rows));
                continue;
            }
            let weight = weight_of(&rows, rule);
            if weight != 0.0 {
                arcs.push((from, to, weight < 0.0));
            }
        }
        problems.sort();
        problems.dedup();
        if problems.is_empty() { Ok((names.into_iter().cloned().collect(), arcs)) } else { Err(problems) }
    }
}

/// One row: two actors and what ties them.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub a: String,
    pub b: String,
    pub weight: f64,
    pub firmness: f64,
    pub cost: f64,
    pub period: String,
    pub line: u64,
    /// Whether the tie has no direction.
    pub both_ways: bool,
}

impl Row {
    /// A firm tie from one actor to another, without period and line.
    #[cfg(test)]
    pub fn between(a: &str, b: &str, weight: f64) -> Self {
        let (a, b, period) = (a.to_owned(), b.to_owned(), String::new());
        Self { a, b, weight, firmness: 1.0, cost: 1.0, period, line: 1, both_ways: false }
    }
}

fn stands_already(rows: &[&Row]) -> Problem {
    let (first, second) = (rows[0], rows[1]);
    let what =
        format!("{}-{} stands in line {} already; say with --pairs how to join rows", second.a, second.b, first.line);
    Problem::at(second.line, what)
}

fn weight_of(rows: &[&Row], rule: PairRule) -> f64 {
    let sum: f64 = rows.iter().map(|row| row.weight).sum();
    match rule {
        PairRule::Least => rows.iter().map(|row| row.weight).fold(f64::INFINITY, f64::min),
        PairRule::Mean => sum / rows.len() as f64,
        PairRule::Refuse | PairRule::Sum => sum,
    }
}

fn join(rows: Vec<Row>, rule: PairRule, problems: &mut Vec<Problem>) -> PlainTies {
    let mut places: BTreeMap<&str, usize> = rows.iter().flat_map(|row| [(&*row.a, 0), (&*row.b, 0)]).collect();
    places.values_mut().enumerate().for_each(|(place, value)| *value = place);
    let mut pairs: BTreeMap<(usize, usize), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        let (a, b) = (places[&*row.a], places[&*row.b]);
        pairs.entry((a.min(b), a.max(b))).or_default().push(row);
    }
    let mut first_seen = vec![usize::MAX; places.len()];
    for (row, ends) in rows.iter().map(|row| [&row.a, &row.b]).enumerate() {
        for (end, name) in ends.into_iter().enumerate() {
            let seen = &mut first_seen[places[name.as_str()]];
            *seen = (*seen).min(2 * row + end);
        }
    }
    let mut found = PlainTies {
        first_seen,
        actors: places.keys().map(|name| (*name).to_owned()).collect(),
        ..PlainTies::default()
    };
    for ((a, b), rows) in pairs {
        if rows.len() > 1 && rule == PairRule::Refuse {
            problems.push(stands_already(&rows));
            continue;
        }
        let signs = rows.iter().filter(|row| row.weight != 0.0).map(|row| row.weight > 0.0);
        found.disagreed += usize::from(signs.clone().any(|sign| sign) && signs.clone().any(|sign| !sign));
        let weight = weight_of(&rows, rule);
        let firmness = rows.iter().map(|row| row.firmness).sum::<f64>() / rows.len() as f64;
        if weight == 0.0 {
            found.zeros.push(rows[0].line);
        }
        let cost = rows.iter().map(|row| row.cost).sum::<f64>() / rows.len() as f64;
        found.ties.push(PlainTie { a, b, weight, firmness, cost });
    }
    found
}
