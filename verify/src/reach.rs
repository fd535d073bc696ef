//! Distances, reach, shared zones, routes.

use detente_chance::{Estimate, Shape};
use detente_reach::{Point, RING, area, circle, leg_length, nearest, share_inside, shared_area};
use toml::{Table, Value};

use crate::measure::{Measure, Measures, number};

/// The measures of a file: `points` by name, and what is asked of them.
pub(crate) fn measures(table: &Table) -> Result<Measures, String> {
    let points = points(table)?;
    let at = |name: &str| {
        points
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, point)| *point)
            .ok_or_else(|| format!("no point `{name}`"))
    };
    let mut list = Measures::new();
    for (name, pair) in names(table, "legs")? {
        let leg = at(&pair[0])?.leg(&at(&pair[1])?);
        number(&mut list, format!("{name} km"), leg.km);
        number(&mut list, format!("{name} from"), leg.from);
        number(&mut list, format!("{name} to"), leg.to);
    }
    for (name, [from, direction, km]) in numbers(table, "direct", &points)? {
        let end = points[from as usize].1.towards(direction, km);
        list.push((name, Measure::List(vec![end.lat(), end.lon()])));
    }
    inside(table, &mut list)?;
    zones(table, &at, &mut list)?;
    route(table, &at, &mut list)?;
    Ok(list)
}

fn pairs(value: &Value) -> Option<Vec<f64>> {
    value.as_array()?.iter().map(|one| one.as_float().or_else(|| one.as_integer().map(|n| n as f64))).collect()
}

fn points(table: &Table) -> Result<Vec<(String, Point)>, String> {
    let all = table.get("points").and_then(Value::as_table).into_iter().flatten();
    let point = |(name, value): (&String, &Value)| {
        let numbers =
            pairs(value).filter(|numbers| numbers.len() == 2).ok_or_else(|| format!("`{name}` is no point"))?;
        Ok((name.clone(), Point::new(numbers[0], numbers[1]).map_err(|error| error.to_string())?))
    };
    all.map(point).collect()
}

/// Lists of names under a key, each with its name.
fn names(table: &Table, key: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let all = table.get(key).and_then(Value::as_array).into_iter().flatten();
    let one = |value: &Value| {
        let names: Option<Vec<String>> =
            value.as_array().map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        let names = names.filter(|names| names.len() == 2).ok_or_else(|| format!("`{key}` holds pairs of points"))?;
        Ok((names.join("-"), names))
    };
    all.map(one).collect()
}

/// Ways from a point in a direction: name, place of the point, direction, km.
fn numbers(table: &Table, key: &str, points: &[(String, Point)]) -> Result<Vec<(String, [f64; 3])>, String> {
    let all = table.get(key).and_then(Value::as_table).into_iter().flatten();
    let one = |(name, value): (&String, &Value)| {
        let wrong = || format!("`{key}.{name}` is a direction and a distance in km");
        let numbers = pairs(value).filter(|numbers| numbers.len() == 2).ok_or_else(wrong)?;
        let from = points.iter().position(|(known, _)| known == name).ok_or_else(wrong)?;
        Ok((format!("{name} towards"), [from as f64, numbers[0], numbers[1]]))
    };
    all.map(one).collect()
}

/// Shares of ranges beyond a distance: `low, mode, high, km`, by each family between absolute ends, and with ends that are 5 and 95 per
/// cent points.
fn inside(table: &Table, list: &mut Measures) -> Result<(), String> {
    for (name, value) in table.get("inside").and_then(Value::as_table).into_iter().flatten() {
        let Some([low, mode, high, km]) = pairs(value).and_then(|numbers| <[f64; 4]>::try_from(numbers).ok()) else {
            return Err(format!("`inside.{name}` is low, mode, high and a distance"));
        };
        for (word, shape) in [("pert", Shape::Pert), ("triangular", Shape::Triangular), ("uniform", Shape::Uniform)] {
            let reach = Estimate::new(low, mode, high, shape).map_err(|error| error.to_string())?;
            number(list, format!("{name} {word}"), share_inside(reach, km));
            number(list, format!("{name} {word}, points"), share_inside(reach.within(0.0, f64::MAX), km));
        }
    }
    Ok(())
}

/// Circles of `radius` km around pairs of points.
fn zones(table: &Table, at: &dyn Fn(&str) -> Result<Point, String>, list: &mut Measures) -> Result<(), String> {
    let Some(radius) = table.get("radius").and_then(Value::as_float) else { return Ok(()) };
    for (name, pair) in names(table, "circles")? {
        let of = |name: &str| Ok::<_, String>(vec![circle(&at(name)?, radius, RING)]);
        let (one, other) = (of(&pair[0])?, of(&pair[1])?);
        let told = |error: detente_reach::AreaError| error.to_string();
        number(list, format!("{name} shared"), shared_area(&one, &other).map_err(told)? / area(&one).map_err(told)?);
        let fine = circle(&at(&pair[0])?, radius, 3_600);
        number(list, format!("{} area", pair[0]), area(&[fine]).map_err(told)?);
    }
    Ok(())
}

/// Legs of the line `route`, and the distance of every point of `near` to it.
fn route(table: &Table, at: &dyn Fn(&str) -> Result<Point, String>, list: &mut Measures) -> Result<(), String> {
    let of = |key: &str| table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let line = of("route").map(at).collect::<Result<Vec<Point>, String>>()?;
    if line.is_empty() {
        return Ok(());
    }
    list.push(("legs".to_owned(), Measure::List(leg_length(&line))));
    for name in of("near") {
        let near = nearest(&line, &at(name)?).ok_or("a route has two points")?;
        number(list, format!("{name} near"), near.km);
        number(list, format!("{name} leg"), (near.leg + 1) as f64);
    }
    Ok(())
}
