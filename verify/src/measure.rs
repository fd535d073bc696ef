//! What a file models and what a method measures of it.

use detente_balance::{SignedNetwork, Tie};
use toml::{Table, Value};

/// A measure: a number, a list of numbers, or a text such as the blocs.
pub(crate) enum Measure {
    Number(f64),
    List(Vec<f64>),
    Text(String),
}

/// A model whose numbers are ties.
pub(crate) struct Model {
    pub actors: Vec<String>,
    pub ties: Vec<(usize, usize, f64, f64)>,
    pub ring: Vec<usize>,
}

impl Model {
    /// `actors` (optional: order of appearance otherwise), `ties = [[A, B, affinity, firmness?], …]`, `ring`.
    pub fn read(table: &Table) -> Result<Self, String> {
        let texts = |name: &str| -> Vec<String> {
            let list = table.get(name).and_then(Value::as_array).into_iter().flatten();
            list.filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let mut model = Self { actors: texts("actors"), ties: Vec::new(), ring: Vec::new() };
        let rows = table.get("ties").and_then(Value::as_array).ok_or("`ties` is missing")?;
        for row in rows {
            let row = row.as_array().filter(|row| row.len() >= 3).ok_or("a tie has the form [A, B, weight]")?;
            let number = |item: Option<&Value>| item.and_then(|v| v.as_float().or(v.as_integer().map(|n| n as f64)));
            let name = |item: &Value| match item {
                Value::String(text) => Some(text.clone()),
                Value::Integer(number) => Some(number.to_string()),
                _ => None,
            };
            let (a, b) = name(&row[0]).zip(name(&row[1])).ok_or("actors are texts or whole numbers")?;
            let weight = number(row.get(2)).ok_or("the weight of a tie is a number")?;
            let (a, b) = (model.place(a), model.place(b));
            model.ties.push((a, b, weight, number(row.get(3)).unwrap_or(1.0)));
        }
        model.ring = texts("ring").into_iter().map(|actor| model.place(actor)).collect();
        Ok(model)
    }

    fn place(&mut self, actor: String) -> usize {
        match self.actors.iter().position(|known| *known == actor) {
            Some(place) => place,
            None => {
                self.actors.push(actor);
                self.actors.len() - 1
            }
        }
    }

    pub fn pair(&self, a: usize, b: usize) -> String {
        format!("{}-{}", self.actors[a], self.actors[b])
    }

    pub fn network(&self) -> Result<SignedNetwork, String> {
        let ties = self.ties.iter().map(|&(a, b, weight, _)| Tie { a, b, weight }).collect();
        SignedNetwork::new(self.actors.len(), ties).map_err(|error| error.to_string())
    }

    pub fn sides(&self, inside: impl Fn(usize) -> bool) -> String {
        let side = |wanted: bool| {
            let names = (0..self.actors.len()).filter(|actor| inside(*actor) == wanted);
            names.map(|actor| self.actors[actor].as_str()).collect::<Vec<_>>().join("+")
        };
        format!("{}|{}", side(true), side(false))
    }
}

pub(crate) type Measures = Vec<(String, Measure)>;

pub(crate) fn number(list: &mut Measures, name: impl Into<String>, value: impl Into<Option<f64>>) {
    if let Some(value) = value.into() {
        list.push((name.into(), Measure::Number(value)));
    }
}
