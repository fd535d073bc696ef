//! Trends of moves, who answered what, the step that drew an answer, and what comes by chance.

use detente_moves::{
    Deed, NullOfS, Reply, Span, Tried, Window, at_least, by_chance, clopper_pearson, intensity, mann_kendall, pair,
    rate_rise, step, theil_sen,
};
use toml::{Table, Value};

use crate::measure::{Measure, Measures, number};

/// The measures of a method of this room; `None` for a method that is not of it.
pub(crate) fn measures(method: &str, table: &Table) -> Option<Result<Measures, String>> {
    Some(match method {
        "trend" => trend(table),
        "trend-chances" => chances(table),
        "answers" => answers(table),
        "step" => stepped(table),
        "coincidence" => coincidence(table),
        _ => return None,
    })
}

fn as_number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

fn list(table: &Table, name: &str) -> Result<Vec<f64>, String> {
    let of = table.get(name).and_then(Value::as_array).ok_or_else(|| format!("`{name}` is missing"))?;
    of.iter().map(as_number).collect::<Option<_>>().ok_or_else(|| format!("`{name}` is a list of numbers"))
}

fn one(table: &Table, name: &str) -> Result<f64, String> {
    table.get(name).and_then(as_number).ok_or_else(|| format!("`{name}` is missing"))
}

/// `values` in order, one a period.
fn trend(table: &Table) -> Result<Measures, String> {
    let values = list(table, "values")?;
    let found = mann_kendall(&values).ok_or("four values at least are needed")?;
    let mut list = Measures::new();
    for (name, value) in [
        ("score", found.score as f64),
        ("variance", found.variance),
        ("z", found.z),
        ("one-sided p", found.rising),
        ("two-sided p", found.either),
        ("normal p", 2.0 * (1.0 - detente_chance::normal_cdf(found.z.abs()))),
    ] {
        number(&mut list, name, value);
    }
    let times: Vec<f64> = (0..values.len()).map(|place| place as f64).collect();
    if let Some(slope) = theil_sen(&times, &values, 0.1) {
        number(&mut list, "slope", slope.slope);
        number(&mut list, "slope low", slope.interval.map(|interval| interval.low));
        number(&mut list, "slope high", slope.interval.map(|interval| interval.high));
        number(&mut list, "coverage", slope.interval.map(|interval| interval.coverage));
    }
    Ok(list)
}

/// Chances of every score for series of `n` values, none equal: `n, score`.
fn chances(table: &Table) -> Result<Measures, String> {
    let mut found = Measures::new();
    for n in list(table, "n")?.into_iter().map(|n| n.clamp(0.0, 60.0) as i64) {
        let values: Vec<f64> = (0..n).map(|place| place as f64).collect();
        let null = NullOfS::of(&values);
        for score in 0..=n * (n - 1) / 2 {
            number(&mut found, format!("{n}, {score}"), null.at_least(score));
        }
    }
    Ok(found)
}

/// `moves` and `replies` as times and levels, or as times and scores of which hostile ones are below 0; `window`, `end`.
fn answers(table: &Table) -> Result<Measures, String> {
    let levels = |name: &str| {
        let scores = list(table, &format!("{name}_scores"));
        scores.map(|all| all.into_iter().map(intensity).collect()).or_else(|_| list(table, &format!("{name}_levels")))
    };
    let deeds = |name: &str| -> Result<Vec<Deed>, String> {
        let (times, levels) = (list(table, &format!("{name}_times"))?, levels(name)?);
        Ok(times.into_iter().zip(levels).map(|(time, level)| Deed { time, level }).collect())
    };
    let replies: Vec<Reply> = deeds("reply")?.into_iter().map(|deed| Reply { deed, answers: None }).collect();
    let window = Window { length: one(table, "window")?, end: one(table, "end")? };
    let found = pair(&deeds("move")?, &replies, window);
    // Moves count from 1; 0 stands for none.
    let of = found.of_replies.iter().map(|to| to.map_or(0.0, |place| place as f64 + 1.0)).collect();
    Ok(vec![("answers of".to_owned(), Measure::List(of))])
}

/// `levels` of moves, and whether each was `answered`.
fn stepped(table: &Table) -> Result<Measures, String> {
    let (levels, answered) = (list(table, "levels")?, list(table, "answered")?);
    let moves: Vec<Tried> = levels
        .iter()
        .zip(answered)
        .map(|(level, answered)| Tried { level: *level, answered: answered > 0.0 })
        .collect();
    let found = step(&moves).ok_or("there is no move")?;
    let mut list = vec![
        ("wrong".to_owned(), Measure::List(found.candidates.iter().map(|one| f64::from(one.wrong)).collect())),
        ("best".to_owned(), Measure::List(found.best().iter().filter_map(|one| one.level).collect())),
        ("rates".to_owned(), Measure::List(found.rates.iter().map(|(_, rate)| *rate).collect())),
    ];
    number(&mut list, "lowest answered", found.between.map(|between| between.lowest_answered));
    number(&mut list, "highest unanswered", found.between.and_then(|between| between.highest_unanswered));
    number(&mut list, "p", found.chance);
    Ok(list)
}

/// `rate = [count, length]` with `window`, `hits = [k, n]`, `spans = [count, length, count, length]`, each as it is there.
fn coincidence(table: &Table) -> Result<Measures, String> {
    let mut found = Measures::new();
    let span = |of: &[f64]| Span { count: of[0] as u32, length: of[1] };
    let hits = list(table, "hits").ok().filter(|hits| hits.len() == 2).map(|hits| (hits[0] as u32, hits[1] as u32));
    if let Ok(rate) = list(table, "rate").and_then(|rate| if rate.len() == 2 { Ok(rate) } else { Err(String::new()) }) {
        let chance = by_chance(span(&rate), one(table, "window")?);
        number(&mut found, "by chance", chance);
        number(&mut found, "p", hits.zip(chance).map(|((k, n), chance)| at_least(k, n, chance)));
    }
    if let Some((k, n)) = hits {
        let bounds = clopper_pearson(k, n, 0.9);
        number(&mut found, "low", bounds.low);
        number(&mut found, "high", bounds.high);
    }
    if let Ok(spans) = list(table, "spans")
        && spans.len() == 4
    {
        number(&mut found, "rate rises p", rate_rise(span(&spans[..2]), span(&spans[2..])));
    }
    Ok(found)
}
