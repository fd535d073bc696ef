//! Causal maps, cross-impacts, landscapes and influences in a terminal.

use detente_results::json::rounded;
use detente_results::{
    CaseCrossImpact, CrossImpactResult, FcmResult, LoopsResult, PolarisationResult, PropagationResult, RaceResult,
    ViewLandscapeResult,
};
use detente_text::csv_row;

use crate::table::Table;
use crate::terminal::number;

const WIDTH: usize = 80;
/// Rows shown at most.
const ROWS: usize = 30;

fn more(count: usize) -> String {
    if count > ROWS { format!("… and {} more (--format json has all)\n", count - ROWS) } else { String::new() }
}

fn noted(notes: &[String]) -> String {
    notes.iter().map(|note| format!("note: {note}\n")).collect()
}

/// A row for each start of a map: its number, whether it came to rest, and the last value of every concept, `last[concept][start]`.
pub fn fcm_ends_csv(names: &[String], last: &[Vec<f64>], settled: &[bool]) -> String {
    let head = ["start", "settled"].map(str::to_owned);
    let mut text = csv_row(head.into_iter().chain(names.iter().cloned()));
    for (run, settled) in settled.iter().enumerate() {
        let own = [(run + 1).to_string(), if *settled { "yes" } else { "no" }.to_owned()];
        let values = last.iter().map(|values| rounded(values[run]).to_string());
        text += &csv_row(own.into_iter().chain(values));
    }
    text
}

/// A cognitive map as a person reads it.
pub fn fcm_text(map: &FcmResult) -> String {
    let mut table = Table::new(&["concept", ">start", ">end"]);
    let (first, last) = (map.states.first(), map.attractor.first());
    for (place, name) in map.names.iter().enumerate().take(ROWS) {
        let cell = |state: Option<&Vec<f64>>| state.map(|state| number(state[place])).unwrap_or_default();
        table.row([name.clone(), cell(first), cell(last)]);
    }
    let mut text = table.render(WIDTH) + &more(map.names.len());
    text += &format!("\noutcome: {}", map.outcome);
    if let (Some(period), Some(entered)) = (map.period, map.entered) {
        text += &format!(" of {period} steps, entered at step {entered}");
    }
    if let (Some(amplitude), true) = (map.amplitude, map.outcome != "fixed point") {
        text +=
            &format!("; {} {}", if map.outcome == "cycle" { "swings by" } else { "last change" }, number(amplitude));
    }
    if map.threshold > 0.0 && map.outcome != "cycle" {
        text += &format!("; no change above {} after {} steps", map.threshold, map.states.len() - 1);
    }
    text += "\n";
    match map.contraction_bound {
        Some(bound) if map.unique => {
            text += &format!(
                "one equilibrium, whatever the start: each step leaves at most {} of the distance between any two states\n",
                number(bound)
            );
        }
        Some(bound) => {
            text += &format!("no certificate that the end is the only one (bound {} is not below 1)\n", number(bound))
        }
        None => {}
    }
    for one in map.attractors.iter().take(ROWS) {
        let state: Vec<String> = one.state.iter().take(8).map(|x| number(*x)).collect();
        let more = if one.state.len() > 8 { " …" } else { "" };
        text += &format!("  {:>5.1} % of starts: {} {}{more}\n", 100.0 * one.share, one.outcome, state.join(" "));
    }
    text + &noted(&map.notes)
}

/// Consistent scenarios as a person reads them.
pub fn cross_impact_text(model: &CrossImpactResult) -> String {
    let mut header = vec!["scenario"];
    header.extend([">consistency", ">total impact", ">weight"]);
    let mut table = Table::new(&header);
    for one in model.consistent.iter().take(ROWS) {
        let pairs = model.descriptors.iter().zip(&one.names);
        let named: Vec<String> = pairs.map(|((descriptor, _), variant)| format!("{descriptor}={variant}")).collect();
        let weight = one.weight.map(|weight| weight.to_string()).unwrap_or_default();
        table.row([named.join(" "), one.consistency.to_string(), one.total_impact.to_string(), weight]);
    }
    let of = model.n_scenarios.map(|count| format!(" of {count}")).unwrap_or_default();
    let all = if model.complete { "" } else { " found before the search was ended; there may be more" };
    let mut text = format!("{} consistent scenario(s){of}{all}\n", model.consistent.len());
    if !table.is_empty() {
        text += &table.render(WIDTH);
        text += &more(model.consistent.len());
    }
    if let Some(doubt) = &model.doubt {
        let mut table = Table::new(&["in draws of the impacts", ">share"]);
        for one in doubt.held.iter().take(ROWS) {
            let pairs = model.descriptors.iter().zip(&one.names);
            let named: Vec<String> =
                pairs.map(|((descriptor, _), variant)| format!("{descriptor}={variant}")).collect();
            table.row([named.join(" "), format!("{:.3}", one.share)]);
        }
        text += &format!("\n{} draws; in {:.1} % of them no scenario is consistent\n", doubt.draws, 100.0 * doubt.none);
        text += &table.render(WIDTH);
        text += &more(doubt.held.len());
        if doubt.cut > 0 {
            text += &format!("the search was ended early in {} draws\n", doubt.cut);
        }
    }
    let cycles = model.succession.iter().flatten().filter(|end| end.attractor.len() > 1);
    for cycle in cycles {
        text += &format!("a cycle of {} scenarios draws {} combinations\n", cycle.attractor.len(), cycle.weight);
    }
    text
}

/// Cross-impacts of a case as a person reads them.
pub fn case_cross_impact_text(model: &CaseCrossImpact) -> String {
    let title = if model.title.is_empty() { &model.id } else { &model.title };
    let mut text = format!("{title}\n");
    for one in &model.descriptors {
        let level = |at: Option<f64>| at.map(|at| format!(" ({})", number(at))).unwrap_or_default();
        let variants: Vec<String> =
            one.variants.iter().map(|variant| format!("{}{}", variant.id, level(variant.at))).collect();
        let free = if one.free { "; nothing acts on it" } else { "" };
        let of = one.quantity.as_ref().map(|path| format!(" {path}")).unwrap_or_default();
        text += &format!("  {}{of}: {}{free}\n", one.id, variants.join(", "));
    }
    let of = model.combinations.map(|count| format!(" of {count}")).unwrap_or_default();
    text += &format!("{} consistent combination(s){of} at the most likely impacts\n", model.consistent);
    let mut table = Table::new(&["combination", ">draws", ">consistency", ">total impact", ">weight"]);
    for one in model.scenarios.iter().take(ROWS) {
        let named: Vec<String> =
            model.descriptors.iter().zip(&one.variants).map(|(of, variant)| format!("{}={variant}", of.id)).collect();
        table.row([
            named.join(" "),
            format!("{:.3}", one.share),
            number(one.consistency),
            number(one.total_impact),
            one.weight.map(|weight| weight.to_string()).unwrap_or_default(),
        ]);
    }
    text += &table.render(WIDTH);
    let beyond = model.scenarios.len().saturating_sub(ROWS) + model.untold;
    if beyond > 0 {
        text += &format!("… and {beyond} more that hold, in some draws at least (--format json has the first 60)\n");
    }
    if model.none > 0.0 {
        text += &format!("no combination holds in {:.1} % of {} draws\n", 100.0 * model.none, model.draws);
    }
    for act in &model.acts {
        let by = match act.gain {
            Some(gain) => {
                let ways: Vec<String> = act.ways.iter().map(|way| way.join(" ")).collect();
                format!("gain {} by {}", number(gain), ways.join("; "))
            }
            None => "judged".to_owned(),
        };
        text += &format!("  {} acts on {}: {by}\n", act.from, act.on);
    }
    for note in &model.notes {
        text += &format!("note: {note}\n");
    }
    text
}

/// A landscape as a person reads it.
pub fn landscape_text(land: &ViewLandscapeResult) -> String {
    let mut table = Table::new(&["#", "sides", ">energy", ">basin", ">depth", "kind"]);
    for (place, one) in land.minima.iter().enumerate().take(ROWS) {
        let sides = format!("{} | {}", one.a.join(" "), one.b.join(" "));
        let depth = one.depth.map(number).unwrap_or_else(|| "–".to_owned());
        let kind = one.rest.word().to_owned();
        table.row([place.to_string(), sides, number(one.energy), one.basin.to_string(), depth, kind]);
    }
    let (strict, plateaus, shelves) = (land.strict, land.plateaus, land.shelves);
    let mut text = format!(
        "{} configurations: {strict} strict minima, {plateaus} plateaus, {shelves} shelves\n",
        land.configurations
    );
    text += &table.render(WIDTH);
    text += &more(strict + plateaus + shelves);
    for (pair, energy) in &land.saddle {
        text += &format!("pass {pair}: {}\n", number(*energy));
    }
    text
}

/// The trajectory of influences as a person reads it.
pub fn propagation_text(trajectory: &PropagationResult) -> String {
    let header: Vec<String> = std::iter::once("quantity".to_owned())
        .chain((0..trajectory.periods.min(11)).map(|period| format!(">{period}")))
        .collect();
    let mut table = Table::new(&header.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, values) in &trajectory.values {
        let numbers =
            values.as_array().into_iter().flatten().take(11).filter_map(serde_json::Value::as_f64).map(number);
        table.row(std::iter::once(name.clone()).chain(numbers));
    }
    let cut = if trajectory.saturated > 0 {
        format!("{} value(s) cut at an end of their range\n", trajectory.saturated)
    } else {
        String::new()
    };
    table.render(WIDTH.max(100)) + &cut
}

/// Loops as a person reads them.
pub fn loops_text(found: &LoopsResult) -> String {
    let mut text = if found.loops.is_empty() { "no loop\n".to_owned() } else { String::new() };
    let mut table = Table::new(&["loop", "through", ">gain", ">lag"]);
    for one in found.loops.iter().take(ROWS) {
        table.row([one.name.clone(), one.through.join(" > "), number(one.gain), number(one.lag)]);
    }
    if !table.is_empty() {
        text += &table.render(WIDTH);
        text += &more(found.loops.len());
    }
    if found.truncated {
        text += &format!(
            "there may be more: loops of up to {} links, {} at most, were looked for\n",
            found.limits[0], found.limits[1]
        );
    }
    if let Some(press) = &found.press {
        let stable = if press.stable {
            "a disturbance dies away"
        } else {
            "a disturbance grows: predictions of presses mean nothing"
        };
        let signs = if press.signs_only { "signs of the weights alone, " } else { "" };
        text += &format!("\n{signs}self-effects {}: {stable}\n", press.self_effects);
        if let Some(stable) = press.stable_with_weights {
            let told = if stable { "dies away" } else { "grows" };
            text += &format!("with the weights as they are a small disturbance {told}\n");
        }
        let mut table = Table::new(&["a press on", "raises", "lowers", "unreliable"]);
        for (pressed, name) in found.names.iter().enumerate().filter(|_| press.stable) {
            let of = |wanted: fn(f64, f64) -> bool| {
                let hit = |response: &usize| {
                    let weight = press.weighted_prediction.as_ref().map_or(1.0, |all| all[*response][pressed]);
                    *response != pressed && wanted(press.adjoint_of_minus_a[*response][pressed], weight)
                };
                let names: Vec<&str> =
                    (0..found.names.len()).filter(hit).map(|place| found.names[place].as_str()).collect();
                names.join(" ")
            };
            let [up, down, shaky] = [
                of(|sign, weight| sign > 0.0 && weight >= 0.5),
                of(|sign, weight| sign < 0.0 && weight >= 0.5),
                of(|sign, weight| sign != 0.0 && weight < 0.5),
            ];
            table.row([name.clone(), up, down, shaky]);
        }
        if !table.is_empty() {
            text += &table.render(WIDTH);
        }
    }
    if let Some(why) = &found.no_press {
        text += &format!("no press analysis: {why}\n");
    }
    text + &noted(&found.notes)
}

/// A race as a person reads it.
pub fn race_text(race: &RaceResult) -> String {
    let part = small(race.spectral_abscissa);
    let mut text = if race.stable {
        format!("the race comes to rest (largest real part {part})\n")
    } else if race.spectral_abscissa == 0.0 {
        "the race stands on the edge between rest and running away (largest real part 0)\n".to_owned()
    } else {
        let way = match race.escalates {
            Some(true) => ": from this start it goes up",
            Some(false) => ": from this start it goes down",
            None => "",
        };
        format!("the race does not come to rest (largest real part {part}){way}\n")
    };
    let mut table =
        Table::new(&["state", if race.stable { ">rests at" } else { ">point it leaves" }, ">cost", ">grievance"]);
    for (place, name) in race.names.iter().enumerate() {
        let rest = race.equilibrium.as_ref().map(|rest| number(rest[place])).unwrap_or_default();
        table.row([name.clone(), rest, number(race.cost[place]), number(race.grievance[place])]);
    }
    text += &table.render(WIDTH);
    if let Some((who, to)) = &race.decides {
        text += &format!("what decides: how strongly {who} reacts to {to}\n");
    }
    text + &noted(&race.notes)
}

/// A number whose sign matters however small it is.
fn small(x: f64) -> String {
    if x != 0.0 && x.abs() < 5e-4 { format!("{x:.1e}") } else { number(x) }
}

/// The direction of polarisation as a person reads it.
pub fn polarisation_text(found: &PolarisationResult) -> String {
    if let Some(why) = &found.refused {
        return format!("no direction: {why}\n");
    }
    let side = |wanted: i8| {
        let members = found.actors.iter().zip(&found.factions).filter(|(_, side)| **side == wanted);
        members.map(|(actor, _)| actor.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut text = format!("ties drift towards: {} | {}\n", side(1), side(-1));
    if !side(0).is_empty() {
        text += &format!("too near the middle to say: {}\n", side(0));
    }
    text
}
