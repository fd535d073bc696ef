//! A plain figure in a terminal.

use serde_json::Value;

use crate::table::Table;
use crate::terminal::number;

const WIDTH: usize = 80;

/// A plain figure as a person reads it: one table for the figure, one for its ties.
pub fn figure_text(figure: &Value) -> String {
    let at = |name: &str| figure.get(name).and_then(Value::as_f64).map(number);
    let mut text = String::new();
    let mut whole = Table::new(&["measure", ">value"]);
    let labels = [
        ("frustration", "frustration: weight against the best two blocs"),
        ("margin", "margin to the next best division"),
        ("radius", "largest error on every tie that the best division survives"),
        ("lambda2", "cohesion (structural analogy)"),
        ("lambda4_2D", "rigidity in the plane (structural analogy)"),
        ("mds_stress1", "stress of the picture in the plane"),
        ("mean_delta", "delta: 0 one clean cleavage, 1 two equal ones"),
        ("skew_cv_all_ties", "skew of all ties"),
    ];
    for (name, label) in labels {
        whole.row([label.to_owned(), at(name).unwrap_or_else(|| "undefined".to_owned())]);
    }
    for (name, value) in figure.as_object().into_iter().flatten().filter(|(name, _)| name.starts_with("skew_cv_ring_"))
    {
        let order = name.trim_start_matches("skew_cv_ring_").replace('_', "-");
        whole.row([format!("skew of the ring {order}"), value.as_f64().map(number).unwrap_or_default()]);
    }
    text += &whole.render(WIDTH);
    text += &triangles(figure);
    text += &actors(figure);
    let pairs: Vec<&String> =
        figure.get("lengths").and_then(Value::as_object).into_iter().flat_map(|map| map.keys()).collect();
    let mut ties = Table::new(&["tie", ">length", ">tolerance", ">firm: gain", ">warm: gain", ">stiffen: gain"]);
    for pair in pairs {
        let of = |measure: &str| {
            figure.get(measure).and_then(|map| map.get(pair)).and_then(Value::as_f64).map(number).unwrap_or_default()
        };
        ties.row(
            std::iter::once(pair.clone())
                .chain(["lengths", "tolerance", "dlambda2_dk", "dlambda2_ds", "dlambda2_dw"].map(of)),
        );
    }
    text += &format!("\n{}", ties.render(WIDTH));
    let first = |name: &str| figure.get(name).and_then(Value::as_array).and_then(|list| list.first()).cloned();
    for (name, label) in [("partitions", "best division"), ("cuts", "weakest line")] {
        if let Some(Value::Array(pair)) = first(name) {
            let blocs =
                pair.first().and_then(Value::as_str).unwrap_or_default().trim_end_matches('|').replace('|', " | ");
            let cost = pair.get(1).and_then(Value::as_f64).map(number).unwrap_or_default();
            text += &format!("\n{label}: {blocs} ({cost})");
        }
    }
    if let Some(ring) =
        figure.get("four_bar").or(figure.get("ring")).and_then(|ring| ring.get("dof")).and_then(Value::as_u64)
    {
        text += &format!("\nthe sides alone keep {ring} free motion(s) however firm they are");
    }
    text + "\n" + &tightening(figure)
}

/// Triangle inequalities that fail.
fn triangles(figure: &Value) -> String {
    const SHOWN: usize = 3;
    let count = |name: &str| figure.get(name).and_then(Value::as_u64).unwrap_or_default();
    let (fail, all) = (count("triangle_violations"), count("triangle_inequalities"));
    if fail == 0 {
        return format!("no friend of a friend is far: all {all} triangle inequalities hold\n");
    }
    let mut text = format!("a friend of a friend is far: {fail} of {all} triangle inequalities fail\n");
    let listed = figure.get("triangles_violated").and_then(Value::as_array).into_iter().flatten();
    for detour in listed.take(SHOWN) {
        let name = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let end = |place: usize| name(detour.get("far").and_then(|far| far.get(place)));
        let by = detour.get("shorter_by").and_then(Value::as_f64).map(number).unwrap_or_default();
        text +=
            &format!("  {} - {} is longer than the way over {} by {by}\n", end(0), end(1), name(detour.get("over")));
    }
    text
}

/// Skew and delta of each actor.
fn actors(figure: &Value) -> String {
    let mut table = Table::new(&["actor", ">skew of its ties", ">delta"]);
    for name in figure.get("actors").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        let of = |measure: &str| {
            let value = figure.get(measure).and_then(|map| map.get(name)).and_then(Value::as_f64);
            value.map_or("undefined".to_owned(), number)
        };
        table.row([name.to_owned(), of("skew_cv_by_actor"), of("mean_delta_by_actor")]);
    }
    format!("\n{}", table.render(WIDTH))
}

/// The cheapest change, how far it is decided, and where the choice switches.
fn tightening(figure: &Value) -> String {
    if let Some(left_out) = figure.get("left_out").and_then(Value::as_str) {
        return format!("{left_out}\n");
    }
    let Some(plan) = figure.get("tighten").filter(|plan| plan.is_object()) else {
        return "no cheapest change was computed\n".to_owned();
    };
    let target = plan.get("target").and_then(Value::as_str).unwrap_or_default();
    let margin = plan.get("margin").and_then(Value::as_f64).unwrap_or_default();
    let Some(cost) = plan.get("optimum").and_then(Value::as_f64) else {
        let why = plan.get("impossible").and_then(Value::as_str).unwrap_or_default();
        return format!("no change puts {target} ahead by {margin}: {why}\n");
    };
    let mut text = format!("cheapest change that puts {target} ahead by {margin}: {}", number(cost));
    text += match plan.get("unique").and_then(Value::as_bool) {
        Some(true) => " (one plan)\n",
        Some(false) => " (several plans cost the same)\n",
        None => " (one of the plans: --format json)\n",
    };
    let ranges = plan.get("ranges").and_then(Value::as_object);
    let mut table = Table::new(&["tie", ">moves at least", ">at most", "its choice switches where a unit costs"]);
    for (tie, range) in ranges.into_iter().flatten() {
        let end = |place: usize| range.get(place).and_then(Value::as_f64).unwrap_or_default();
        let switches = plan.get("switch_values").and_then(|all| all.get(tie)).and_then(Value::as_array);
        let told = switches.into_iter().flatten().map(|switch| {
            let of = |name: &str| switch.get(name).and_then(Value::as_f64).map(number).unwrap_or_default();
            format!("{} (moves {} below, {} above)", of("cost"), of("below"), of("above"))
        });
        let told: Vec<String> = told.collect();
        if end(1) > 1e-6 || !told.is_empty() {
            table.row([tie.clone(), number(end(0)), number(end(1)), told.join("; ")]);
        }
    }
    if table.is_empty() { text } else { text + &table.render(WIDTH) }
}
