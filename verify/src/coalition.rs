//! Coalitions: indices, minimal winning and blocking coalitions, policies on a line.

use detente_coalition::{
    Block, Carrying, Decision, Fraction, Game, Line, Mask, Power, Rule, Value as Index, Way, carrying, connected,
    members, minimal_blocking, minimal_winning, power_by,
};
use toml::{Table, Value};

use crate::measure::{Measure, Measures};

/// `players`, or `classes` with the number of players in each, for whom `weights` then hold one number a class; `rule`; for a line
/// `positions` and `threshold`.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    let body = Body::read(table)?;
    let rule = rule(table.get("rule").ok_or("`rule` is missing")?, &body.sizes)?;
    let game = Game::new(body.sizes.iter().sum(), rule).map_err(|error| error.to_string())?;
    let mut list = Measures::new();
    indices(&game, &body, &mut list)?;
    let (winning, blocking) = (minimal_winning(&game), minimal_blocking(&game));
    for (name, found) in [("minimal winning", &winning), ("minimal blocking", &blocking)] {
        if !found.truncated {
            list.push((name.to_owned(), Measure::Number(found.sets.len() as f64)));
            list.push((format!("{name} coalitions"), Measure::Text(body.sets(&found.sets))));
        }
    }
    if let Some(positions) = numbers(table, "positions") {
        let threshold = table.get("threshold").and_then(number).ok_or("`threshold` is missing")?;
        let salience = vec![1.0; positions.len()];
        let line = Line { positions, salience, threshold };
        carried(&game, &line, &body, &mut list);
    }
    Ok(list)
}

/// The players of a file.
struct Body {
    names: Vec<String>,
    sizes: Vec<usize>,
}

impl Body {
    fn read(table: &Table) -> Result<Self, String> {
        let names = table.get("players").and_then(Value::as_array).ok_or("`players` is missing")?;
        let names: Vec<String> = names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
        let sizes = numbers(table, "classes").unwrap_or_else(|| vec![1.0; names.len()]);
        Ok(Self { sizes: sizes.into_iter().map(|size| size as usize).collect(), names })
    }

    /// The first player of each class.
    fn firsts(&self) -> impl Iterator<Item = usize> + '_ {
        self.sizes.iter().scan(0, |next, size| {
            let first = *next;
            *next += size;
            Some(first)
        })
    }

    /// `A+B A+C`.
    fn sets(&self, sets: &[Mask]) -> String {
        let one = |set: &Mask| -> String {
            let names: Vec<&str> =
                members(*set).into_iter().filter_map(|place| self.names.get(place).map(String::as_str)).collect();
            names.join("+")
        };
        sets.iter().map(one).collect::<Vec<String>>().join(" ")
    }
}

/// Indices by every way of counting that there is, which must agree.
fn indices(game: &Game, body: &Body, list: &mut Measures) -> Result<(), String> {
    let ways = [Way::Table, Way::Weight, Way::Class];
    let all: Vec<Power> = ways.into_iter().filter_map(|way| power_by(game, way)).collect();
    let found = all.first().ok_or("there are too many players")?;
    if all.iter().any(|other| other.players != found.players || other.winning != found.winning) {
        return Err("ways of counting disagree".to_owned());
    }
    let each = |of: fn(&detente_coalition::PlayerPower) -> Index| -> Vec<Index> {
        body.firsts().map(|player| of(&found.players[player])).collect()
    };
    let told = [
        ("swings", each(|player| player.swings)),
        ("banzhaf", each(|player| player.banzhaf)),
        ("absolute", each(|player| player.absolute)),
        ("shapley", each(|player| player.shapley)),
    ];
    for (name, values) in told {
        let texts: Option<Vec<String>> =
            values.iter().map(|value| value.exact.map(|exact| exact.to_string())).collect();
        list.extend(texts.map(|texts| (format!("{name} exactly"), Measure::Text(texts.join(" ")))));
        list.push((name.to_owned(), Measure::List(values.iter().map(|value| value.value).collect())));
    }
    list.push(("swings of all".to_owned(), Measure::Number(found.swings.value)));
    list.push(("winning".to_owned(), Measure::Number(found.winning.value)));
    list.push(("coalitions".to_owned(), Measure::Number(found.coalitions.value)));
    list.push(("ways of counting".to_owned(), Measure::Number(all.len() as f64)));
    Ok(())
}

fn carried(game: &Game, line: &Line, body: &Body, list: &mut Measures) {
    let Carrying { decision, above, below, .. } = carrying(game, line);
    let decision = match decision {
        Decision::Above => "above",
        Decision::Below => "below",
        Decision::Neither => "neither",
        Decision::Both => "both",
    };
    list.push(("decision".to_owned(), Measure::Text(decision.to_owned())));
    for (name, side) in [("above", above), ("below", below)] {
        list.push((name.to_owned(), Measure::Text(body.sets(&[side.members]))));
        list.push((format!("minimal {name}"), Measure::Text(body.sets(&side.minimal.sets))));
        if let Some(converts) = side.converts {
            list.push((format!("converts {name}"), Measure::Text(body.sets(&[converts.players]))));
            list.push((format!("distance {name}"), Measure::Number(converts.distance)));
        }
    }
    list.push(("connected".to_owned(), Measure::Text(body.sets(&connected(game, &line.positions)))));
}

/// `weights` with `quota` or `majority`, `count`, `holds`, `all`, `any`, or `top` with `blocks` and `inner`.
fn rule(value: &Value, sizes: &[usize]) -> Result<Rule, String> {
    let table = value.as_table().ok_or("a rule is a table")?;
    let players: usize = sizes.iter().sum();
    let several = |name: &str| -> Option<Result<Vec<Rule>, String>> {
        let list = table.get(name)?.as_array()?;
        Some(list.iter().map(|one| rule(one, sizes)).collect())
    };
    if let Some(rules) = several("all") {
        return rules.map(Rule::All);
    }
    if let Some(rules) = several("any") {
        return rules.map(Rule::Any);
    }
    if let Some(blocks) = table.get("blocks").and_then(Value::as_array) {
        return composed(table, blocks);
    }
    if let Some(player) = whole(table, "holds") {
        return Ok(Rule::Holds(player as usize));
    }
    if let Some(quota) = whole(table, "count") {
        return Ok(Rule::count(players, quota));
    }
    let weights = numbers(table, "weights").ok_or("a rule has weights")?;
    let weights: Vec<u64> = weights.iter().zip(sizes).flat_map(|(weight, size)| vec![*weight as u64; *size]).collect();
    if let Some(share) = table.get("share").and_then(Value::as_str) {
        return Ok(Rule::share(weights, Fraction::parse(share).ok_or("`share` is no fraction")?));
    }
    match whole(table, "quota") {
        Some(quota) => Ok(Rule::Weighted { weights, quota }),
        None => Ok(Rule::majority(weights)),
    }
}

fn composed(table: &Table, blocks: &[Value]) -> Result<Rule, String> {
    let inner = table.get("inner").and_then(Value::as_array).ok_or("`inner` is missing")?;
    let block = |(members, inner): (&Value, &Value)| -> Result<Block, String> {
        let list = members.as_array().ok_or("a block is a list of places")?;
        let members: Vec<usize> = list.iter().filter_map(number).map(|place| place as usize).collect();
        Ok(Block { inner: rule(inner, &vec![1; members.len()])?, members })
    };
    let top = rule(table.get("top").ok_or("`top` is missing")?, &vec![1; blocks.len()])?;
    let blocks = blocks.iter().zip(inner).map(block).collect::<Result<_, String>>()?;
    Ok(Rule::Compose { top: Box::new(top), blocks })
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

fn whole(table: &Table, name: &str) -> Option<u64> {
    table.get(name).and_then(Value::as_integer).and_then(|number| u64::try_from(number).ok())
}

fn numbers(table: &Table, name: &str) -> Option<Vec<f64>> {
    table.get(name)?.as_array()?.iter().map(number).collect()
}
