//! A plain network's balance in a terminal.

use detente_assess::{BlocPortrait, Portrait};
use serde_json::Value;

use crate::table::{Table, wrap};
use crate::terminal::number;

const WIDTH: usize = 80;
/// Ties shown; JSON has them all.
const MOST_TIES: usize = 20;

/// The portrait as a person reads it.
pub fn portrait_text(portrait: &Portrait) -> String {
    let mut text = format!("{} actors, {} ties\n", portrait.actors, portrait.ties);
    let readings =
        [("Two blocs (strong balance)", &portrait.strong), ("Any number of blocs (weak balance)", &portrait.weak)];
    for (title, reading) in readings {
        if let Some(reading) = reading {
            text += &format!("\n\u{1b}[1m{title}\u{1b}[0m\n{}", reading_text(reading));
        }
    }
    text += "\n\u{1b}[1mTriads\u{1b}[0m\n";
    let counts: Vec<String> = portrait.triads.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    text += &format!("{}\n", counts.join("   "));
    text += &portrait.triangle_index.map(|share| format!("{:.1} % balanced\n", 100.0 * share)).unwrap_or_default();
    if let Some(walks) = portrait.walk_balance {
        text += &format!("walk balance {walks:.4} (1 is balanced; it depends on the scale of the weights)\n");
    }
    text
}

fn reading_text(reading: &BlocPortrait) -> String {
    let mut text = if reading.proven {
        format!("frustration {} (proven)", number(reading.frustration))
    } else {
        format!("frustration between {} and {}", number(reading.lower_bound), number(reading.frustration))
    };
    text += &reading.normalised.map(|normal| format!(", normalised {}", number(normal))).unwrap_or_default();
    text += &match reading.optimal_partitions {
        Some(1) => "; one best division".to_owned(),
        Some(count) => format!("; {count} best divisions"),
        None => format!("; at least {} best division(s)", reading.optimal_partitions_at_least.unwrap_or(1)),
    };
    text += &reading.margin.map(|margin| format!(", margin {}", number(margin))).unwrap_or_default();
    text.push('\n');
    let mut blocs: Vec<&Vec<String>> = reading.blocs.iter().filter(|bloc| bloc.len() > 1).collect();
    blocs.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    for bloc in blocs {
        let lines = wrap(&bloc.join(" "), WIDTH - 7).join("\n       ");
        text += &format!("{:>5}  {lines}\n", bloc.len());
    }
    let alone = reading.blocs.iter().filter(|bloc| bloc.len() == 1).count();
    if alone > 0 {
        text += &format!("  {alone} actor(s) without a close tie that is kept\n");
    }
    let against: Vec<_> = reading.ties.iter().filter(|tie| tie.frustrated).collect();
    if !against.is_empty() {
        let mut table = Table::new(&["goes against the blocs", ">weight", ">tolerance", "in the best divisions"]);
        for tie in against.iter().take(MOST_TIES) {
            let status = tie.status.map(|status| format!("{status:?}").to_lowercase()).unwrap_or_default();
            let tolerance = tie.tolerance.map(number).unwrap_or_default();
            table.row([format!("{} - {}", tie.source, tie.target), number(tie.weight), tolerance, status]);
        }
        text += &table.render(WIDTH);
        if against.len() > MOST_TIES {
            text += &format!("… and {} more (--format json)\n", against.len() - MOST_TIES);
        }
    }
    text
}

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
