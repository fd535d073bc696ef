//! What closures take of a supply, and how concentrated it is.

use detente_exposure::{Closed, Flow, Part, at_rest, concentration, gate, gross, interaction};
use toml::{Table, Value};

use crate::measure::{Measures, number};

/// `flows = [[supplier, share, spare, place…], …]` and `closures`, each a list of suppliers and of places by name; measures of each, and of each two
/// in order. `None` for another method.
pub(crate) fn measures(method: &str, table: &Table) -> Option<Result<Measures, String>> {
    (method == "exposure").then(|| exposure(table))
}

/// Names in the order in which they come.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn place(&mut self, name: &str) -> usize {
        let known = self.0.iter().position(|own| own == name);
        known.unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        })
    }
}

fn exposure(table: &Table) -> Result<Measures, String> {
    let (mut suppliers, mut places) = (Names::default(), Names::default());
    let rows = table.get("flows").and_then(Value::as_array).ok_or("`flows` is missing")?;
    let number_of = |value: &Value| value.as_float().or(value.as_integer().map(|number| number as f64));
    let mut flows = Vec::new();
    for row in rows {
        let row = row.as_array().filter(|row| row.len() >= 3).ok_or("a flow has the form [supplier, share, spare]")?;
        let supplier = row[0].as_str().ok_or("a supplier is a text")?;
        let (share, spare) = number_of(&row[1]).zip(number_of(&row[2])).ok_or("share and spare are numbers")?;
        let via = row[3..].iter().filter_map(Value::as_str).map(|place| places.place(place)).collect();
        flows.push(Flow { supplier: suppliers.place(supplier), via, share, spare, delay: 0.0 });
    }
    let mut closures: Vec<(String, Vec<Closed>)> = Vec::new();
    for closure in table.get("closures").and_then(Value::as_array).into_iter().flatten() {
        let name = closure.as_str().ok_or("a closure is the name of a supplier or place")?;
        let part = match suppliers.0.iter().position(|own| own == name) {
            Some(supplier) => Part::Supplier(supplier),
            None => Part::Place(places.place(name)),
        };
        closures.push((name.to_owned(), vec![Closed::wholly(part)]));
    }
    let mut list = Measures::new();
    for (place, (name, closed)) in closures.iter().enumerate() {
        number(&mut list, format!("gross {name}"), gross(&flows, closed));
        number(&mut list, format!("net {name}"), at_rest(&flows, closed).0.net());
        for (other, more) in &closures[place + 1..] {
            let both: Vec<Closed> = closed.iter().chain(more).copied().collect();
            number(&mut list, format!("gross {name}+{other}"), gross(&flows, &both));
            number(&mut list, format!("net {name}+{other}"), at_rest(&flows, &both).0.net());
            number(&mut list, format!("interaction {name}+{other}"), interaction(&flows, closed, more));
        }
    }
    let found = concentration(&flows);
    number(&mut list, "hhi", found.suppliers.low);
    number(&mut list, "effective suppliers", found.suppliers.effective()[0]);
    number(&mut list, "largest share through one place", gate(&flows).map(|(_, share)| share));
    Ok(list)
}
