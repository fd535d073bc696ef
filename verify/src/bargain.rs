//! Bargaining: runs of the spatial challenge model on a table, rounds of the expected-utility model, forecasts, exchanges.

use detente_bargain::smp::{self, Compat, Detail, Params};
use detente_bargain::{
    Actors, Denominator, Eum, Offers, Stake, compromise, compromises, eum, feasible_exchanges, weighted_median,
};
use detente_formats::{PlainIssues, read_issues};
use detente_text::Asked;
use toml::{Table, Value};

use crate::measure::{Measure, Measures};

/// What `model` asks for: `smp`, `eum`, `forecast` or `exchange`.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    match table.get("model").and_then(Value::as_str) {
        Some("smp") => runs(table),
        Some("eum") => rounds(table),
        Some("forecast") => forecast(table),
        Some("exchange") => exchange(table),
        other => Err(format!("no bargaining model is called `{}`", other.unwrap_or_default())),
    }
}

fn plain(table: &Table) -> Result<PlainIssues, String> {
    let text = table.get("table").and_then(Value::as_str).ok_or("`table` is missing")?;
    read_issues(text.trim_start(), &Asked::default()).map_err(|problems| {
        let told: Vec<String> =
            problems.iter().map(|problem| format!("line {}: {}", problem.line, problem.what)).collect();
        told.join("; ")
    })
}

/// All issues of a table as dimensions of one bargain.
fn joint(plain: &PlainIssues) -> Result<Actors, String> {
    let (mut capability, mut position, mut salience) = (Vec::new(), Vec::new(), Vec::new());
    for actor in 0..plain.actors.len() {
        for (dim, issue) in plain.issues.iter().enumerate() {
            let stake = issue.stakes[actor].ok_or("every actor needs a stake in every dimension")?;
            if dim == 0 {
                capability.push(stake.capability);
            }
            position.push(stake.position / 100.0);
            salience.push(stake.salience / 100.0);
        }
    }
    let found = Actors::new(capability, position, salience).map_err(|error| error.to_string())?;
    match &plain.accommodation {
        Some(rows) => found.with_accommodation(rows.clone()).map_err(|error| error.to_string()),
        None => Ok(found),
    }
}

/// `[[run]]` with `name`, `parameters` and `compat`: turns, positions of each turn (0 to 100, actor by actor), probabilities.
fn runs(table: &Table) -> Result<Measures, String> {
    let actors = joint(&plain(table)?)?;
    let mut list = Measures::new();
    for run in table.get("run").and_then(Value::as_array).into_iter().flatten() {
        let name = run.get("name").and_then(Value::as_str).unwrap_or_default();
        let mut params = Params::default();
        for (key, value) in run.get("parameters").and_then(Value::as_table).into_iter().flatten() {
            let value = value.as_str().ok_or(format!("the parameter `{key}` is written as a text"))?;
            params.set(key, value).map_err(|error| error.to_string())?;
        }
        let compat: Vec<u8> =
            run.get("compat").and_then(Value::as_array).into_iter().flatten().filter_map(number_of).collect();
        // All eight are more than their sum: an actor near several positions shows the last.
        params.compat =
            if compat.len() == 8 { Compat::ALL } else { Compat::of(&compat).ok_or("defects run from 1 to 8")? };
        match smp::run(&actors, &params, 1, 0, Detail::Probabilities) {
            Err(error) => list.push((format!("{name} stops"), Measure::Text(error.to_string()))),
            Ok(found) => {
                let last = found.positions.len() - 1;
                list.push((format!("{name} turns"), Measure::Number(last as f64)));
                for (turn, (positions, probabilities)) in found.positions.iter().zip(found.probabilities).enumerate() {
                    let scaled: Vec<f64> = positions.iter().map(|x| 100.0 * x).collect();
                    if turn == last {
                        list.push((format!("{name} end"), Measure::List(scaled.clone())));
                        list.push((format!("{name} probabilities at the end"), Measure::List(probabilities.clone())));
                    }
                    list.push((format!("{name} turn {turn}"), Measure::List(scaled)));
                    list.push((format!("{name} probabilities {turn}"), Measure::List(probabilities)));
                }
            }
        }
    }
    Ok(list)
}

fn number_of(value: &Value) -> Option<u8> {
    value.as_integer().and_then(|number| u8::try_from(number).ok())
}

fn numbers(table: &Table, name: &str) -> Result<Vec<f64>, String> {
    let list = table.get(name).and_then(Value::as_array).ok_or(format!("`{name}` is missing"))?;
    let number = |value: &Value| value.as_float().or(value.as_integer().map(|n| n as f64));
    list.iter().map(number).collect::<Option<_>>().ok_or(format!("`{name}` holds numbers"))
}

/// Positions with weights.
type Line = Vec<(f64, f64)>;

/// Positions with weights, and saliences, from `capability`, `position` and `salience`.
fn line(table: &Table) -> Result<(Line, Vec<f64>), String> {
    let (capability, position, salience) =
        (numbers(table, "capability")?, numbers(table, "position")?, numbers(table, "salience")?);
    if capability.len() != position.len() || position.len() != salience.len() {
        return Err("capability, position and salience have one number an actor each".to_owned());
    }
    let weights = capability.iter().zip(&salience).map(|(capability, salience)| capability * salience);
    Ok((position.into_iter().zip(weights).collect(), salience))
}

fn forecast(table: &Table) -> Result<Measures, String> {
    let (line, _) = line(table)?;
    let mut list = Measures::new();
    let (middle, median) = compromise(&line).zip(weighted_median(&line)).ok_or("nobody has weight")?;
    list.push(("compromise".to_owned(), Measure::Number(middle)));
    list.push(("weighted median".to_owned(), Measure::Number(median.low)));
    Ok(list)
}

/// `denominator` and `offers`: the default, or `scholz` as in the replications.
fn rounds(table: &Table) -> Result<Measures, String> {
    let (line, salience) = line(table)?;
    let scholz = |name: &str| table.get(name).and_then(Value::as_str) == Some("scholz");
    let variant = Eum {
        denominator: if scholz("denominator") { Denominator::Scholz } else { Denominator::Normalised },
        offers: if scholz("offers") { Offers::Scholz } else { Offers::LeastMove },
        ..Eum::default()
    };
    let rounds = eum(&line, &salience, &variant).ok_or("nobody has weight")?;
    let mut list = Measures::new();
    list.push(("means".to_owned(), Measure::List(rounds.iter().map(|round| round.mean).collect())));
    list.push(("medians".to_owned(), Measure::List(rounds.iter().map(|round| round.median).collect())));
    list.push((
        "moves".to_owned(),
        Measure::Number(rounds.iter().map(|round| round.moves.len()).sum::<usize>() as f64),
    ));
    for (number, round) in rounds.into_iter().enumerate() {
        list.push((format!("positions of round {number}"), Measure::List(round.positions)));
        list.push((format!("exponents of round {number}"), Measure::List(round.exponents)));
    }
    Ok(list)
}

fn exchange(table: &Table) -> Result<Measures, String> {
    let plain = plain(table)?;
    let stakes: Vec<Vec<Option<Stake>>> = plain
        .issues
        .iter()
        .map(|issue| {
            let stake = |stake: &Option<detente_formats::PlainStake>| {
                let stake = (*stake)?;
                Some(Stake { position: stake.position, salience: stake.salience / 100.0, capability: stake.capability })
            };
            issue.stakes.iter().map(stake).collect()
        })
        .collect();
    let mut list = Measures::new();
    for (issue, outcome) in plain.issues.iter().zip(compromises(&stakes)) {
        let (low, high) = issue.scale;
        let outcome = low + outcome.ok_or("nobody has weight")? * (high - low) / 100.0;
        list.push((format!("compromise of {}", issue.name), Measure::Number(outcome)));
    }
    for (place, one) in feasible_exchanges(&stakes).iter().enumerate() {
        let at = |what: &str| format!("{what} of exchange {}", place + 1);
        let who = format!(
            "{} on {}, {} on {}",
            plain.actors[one.j], plain.issues[one.p].name, plain.actors[one.i], plain.issues[one.q].name
        );
        list.push((at("who gives way"), Measure::Text(who)));
        list.push((at("gain"), Measure::Number(one.gain)));
        list.push((at("shifts"), Measure::List(vec![one.shift_p, one.shift_q])));
        list.push((at("moves"), Measure::List(vec![one.move_j, one.move_i])));
    }
    Ok(list)
}
