//! Rows of ties from any format, and how they become one tie a pair.

use std::collections::BTreeMap;

/// A tie of a plain network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainTie {
    /// Place of one actor in the list.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// Weight, sign or closeness.
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

/// Something wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// Line, from 1.
    pub line: u64,
    /// What, and what to do.
    pub what: String,
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

/// Rows as they were read.
#[derive(Debug, Clone, Default)]
pub struct Rows(pub(crate) Vec<Row>);

impl Rows {
    /// Whether there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One network from all rows.
    ///
    /// # Errors
    /// Every [`Problem`] of pairs that stand several times, where the rule refuses them.
    pub fn joined(self, rule: PairRule) -> Result<PlainTies, Vec<Problem>> {
        let mut problems = Vec::new();
        let found = join(self.0, rule, &mut problems);
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// One network a period, in the order of their numbers where all are numbers, else of their names.
    ///
    /// # Errors
    /// Every [`Problem`] of pairs that stand several times in a period, where the rule refuses them.
    pub fn by_period(self, rule: PairRule) -> Result<Vec<(String, PlainTies)>, Vec<Problem>> {
        let mut periods: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in self.0 {
            periods.entry(row.period.clone()).or_default().push(row);
        }
        let mut order: Vec<(String, Vec<Row>)> = periods.into_iter().collect();
        let number = |name: &str| name.parse::<f64>().ok().filter(|number| number.is_finite());
        if order.iter().all(|(name, _)| number(name).is_some()) {
            order.sort_by(|a, b| number(&a.0).partial_cmp(&number(&b.0)).unwrap_or(std::cmp::Ordering::Equal));
        }
        let mut problems = Vec::new();
        let found = order.into_iter().map(|(name, rows)| (name, join(rows, rule, &mut problems))).collect();
        problems.sort_by_key(|problem| problem.line);
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// The rows as directed ties over names in alphabetical order: (from, to, hostile). Rows of weight 0 are passed over, of several
    /// rows of one direction the last counts.
    pub fn arcs(&self) -> (Vec<String>, Vec<(usize, usize, bool)>) {
        let names: std::collections::BTreeSet<&String> = self.0.iter().flat_map(|row| [&row.a, &row.b]).collect();
        let place: BTreeMap<&String, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
        let told = self.0.iter().filter(|row| row.weight != 0.0);
        let arcs: BTreeMap<(usize, usize), bool> =
            told.map(|row| ((place[&row.a], place[&row.b]), row.weight < 0.0)).collect();
        let arcs = arcs.into_iter().map(|((from, to), hostile)| (from, to, hostile)).collect();
        (names.into_iter().cloned().collect(), arcs)
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
            let what = format!(
                "{}-{} stands in line {} already; say with --pairs how to join rows",
                rows[1].a, rows[1].b, rows[0].line
            );
            problems.push(Problem { line: rows[1].line, what });
            continue;
        }
        let signs = rows.iter().filter(|row| row.weight != 0.0).map(|row| row.weight > 0.0);
        found.disagreed += usize::from(signs.clone().any(|sign| sign) && signs.clone().any(|sign| !sign));
        let sum: f64 = rows.iter().map(|row| row.weight).sum();
        let weight = match rule {
            PairRule::Least => rows.iter().map(|row| row.weight).fold(f64::INFINITY, f64::min),
            PairRule::Mean => sum / rows.len() as f64,
            PairRule::Refuse | PairRule::Sum => sum,
        };
        let firmness = rows.iter().map(|row| row.firmness).sum::<f64>() / rows.len() as f64;
        if weight == 0.0 {
            found.zeros.push(rows[0].line);
        }
        let cost = rows.iter().map(|row| row.cost).sum::<f64>() / rows.len() as f64;
        found.ties.push(PlainTie { a, b, weight, firmness, cost });
    }
    found
}
