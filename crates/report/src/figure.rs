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
    ];
    for (name, label) in labels {
        whole.row([label.to_owned(), at(name).unwrap_or_else(|| "undefined".to_owned())]);
    }
    for (name, value) in figure.as_object().into_iter().flatten().filter(|(name, _)| name.starts_with("skew_")) {
        let order = name.trim_start_matches("skew_cv_ring_").replace('_', "-");
        whole.row([format!("skew of the ring {order}"), value.as_f64().map(number).unwrap_or_default()]);
    }
    text += &whole.render(WIDTH);
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
    text += &match figure
        .get("tighten")
        .and_then(|plan| Some((plan.get("optimum")?.as_f64()?, plan.get("margin")?.as_f64()?)))
    {
        Some((cost, margin)) => format!(
            "\ncheapest change that puts all together ahead by {margin}: {} (one of several plans, --format json)",
            number(cost)
        ),
        None => "\nno change puts all together ahead by that margin".to_owned(),
    };
    text + "\n"
}
