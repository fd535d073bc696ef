//! Access to tables: what seats are worth, what opens through partners, who is a broker, how far tables fall short.

use detente_access::{Arc, Brokerage, Stake, Stakes, Voice, Way, access, brokerage, gain, gap, seat};
use toml::{Table, Value};

use crate::measure::{Measure, Measures, number};

/// `seats = [[name, position, weight], …]`; `partners = [[name, part, closeness, attainable], …]`; `groups` by actor with `arcs` (`a>b`);
/// `weights` by actor with `tables` (`A B C`), `enough`. `None` for another method.
pub(crate) fn measures(method: &str, table: &Table) -> Option<Result<Measures, String>> {
    (method == "access").then(|| of_tables(table))
}

fn of_tables(table: &Table) -> Result<Measures, String> {
    let mut list = Measures::new();
    seats(&rows(table, "seats")?, &mut list);
    partners(&rows(table, "partners")?, &mut list);
    brokers(table, &mut list)?;
    short(table, &mut list)?;
    Ok(list)
}

/// A row that begins with a name.
struct Row {
    name: String,
    numbers: Vec<f64>,
}

fn rows(table: &Table, key: &str) -> Result<Vec<Row>, String> {
    let rows = table.get(key).and_then(Value::as_array).into_iter().flatten();
    rows.map(|row| row_of(row).ok_or_else(|| format!("a row of `{key}` is a name and two numbers or more"))).collect()
}

fn row_of(row: &Value) -> Option<Row> {
    let row = row.as_array()?;
    let number = |value: &Value| value.as_float().or(value.as_integer().map(|number| number as f64));
    let numbers: Vec<f64> = row.get(1..)?.iter().map(number).collect::<Option<_>>()?;
    let name = row[0].as_str()?.to_owned();
    (numbers.len() >= 2).then_some(Row { name, numbers })
}

fn seats(rows: &[Row], list: &mut Measures) {
    let voices: Vec<Voice> =
        rows.iter().map(|row| Voice { position: row.numbers[0], weight: row.numbers[1] }).collect();
    for (place, row) in rows.iter().enumerate() {
        let Some(found) = seat(&voices, place) else { continue };
        number(list, format!("outcome without {}", row.name), found.without);
        number(list, format!("seat of {}", row.name), found.worth);
    }
}

fn partners(rows: &[Row], list: &mut Measures) {
    let way = |row: &Row| {
        let attainable = row.numbers.get(2).copied().unwrap_or(row.numbers[1]);
        Way { part: row.numbers[0], closeness: row.numbers[1], attainable }
    };
    let ways: Vec<Way> = rows.iter().map(way).collect();
    if !ways.is_empty() {
        number(list, "access", access(&ways));
    }
    for (place, row) in rows.iter().enumerate() {
        number(list, format!("gain through {}", row.name), gain(&ways, place, 1.0).gain);
    }
}

fn brokers(table: &Table, list: &mut Measures) -> Result<(), String> {
    let Some(groups) = table.get("groups").and_then(Value::as_table) else { return Ok(()) };
    let names: Vec<&String> = groups.keys().collect();
    let place = |name: &str| names.iter().position(|known| *known == name);
    let group = |value: &Value| value.as_integer().and_then(|group| usize::try_from(group).ok());
    let groups: Vec<usize> = groups.values().map(group).collect::<Option<_>>().ok_or("a group is a number from 0")?;
    let mut arcs = Vec::new();
    for arc in table.get("arcs").and_then(Value::as_array).into_iter().flatten() {
        let ends = arc.as_str().and_then(|arc| arc.split_once('>'));
        let ends = ends.and_then(|(from, to)| Some(Arc { from: place(from)?, to: place(to)? }));
        arcs.push(ends.ok_or("an arc has the form from>to")?);
    }
    for (name, found) in names.iter().zip(brokerage(&groups, &arcs)) {
        list.push((format!("roles of {name}"), Measure::Text(roles(&found))));
        list.push((format!("shared roles of {name}"), Measure::List(found.shared.to_vec())));
    }
    Ok(())
}

/// Coordinator, itinerant, representative, gatekeeper, liaison.
fn roles(found: &Brokerage) -> String {
    found.raw.map(|count| count.to_string()).join(" ")
}

fn short(table: &Table, list: &mut Measures) -> Result<(), String> {
    let Some(weights) = table.get("weights").and_then(Value::as_table) else { return Ok(()) };
    let names: Vec<&String> = weights.keys().collect();
    let weight = |value: &Value| value.as_float().or(value.as_integer().map(|weight| weight as f64));
    let stake = |value: &Value| weight(value).map(|weight| Some(Stake { position: 0.0, weight }));
    let stakes: Stakes = weights.values().map(stake).collect::<Option<_>>().ok_or("a weight is a number")?;
    let mut tables = Vec::new();
    for seats in table.get("tables").and_then(Value::as_array).into_iter().flatten() {
        let seats = seats.as_str().ok_or("a table is a text of names")?;
        let place = |name: &str| names.iter().position(|known| *known == name);
        let members: Vec<usize> =
            seats.split_whitespace().map(place).collect::<Option<_>>().ok_or("somebody at a table has no weight")?;
        tables.push(members);
    }
    let enough = table.get("enough").and_then(Value::as_float).unwrap_or(0.8);
    let found = gap(&stakes, &tables, enough, false);
    number(list, "short of", found.short);
    number(list, "nearest table", found.nearest.map(|place| (place + 1) as f64));
    Ok(())
}
