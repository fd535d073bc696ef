//! What a finding hangs on, and levers, in a terminal.

use detente_chance::Index;
use detente_results::{BoxResult, LeversResult, Screened, SensitivityResult};

use crate::table::Table;
use crate::terminal::number;

const WIDTH: usize = 100;
/// Rows shown at most.
const ROWS: usize = 20;

/// Shares by group.
pub fn sensitivity_text(found: &SensitivityResult) -> String {
    let mut text = format!(
        "{} ({}): {} over the base points\n{} quantities behind it, {} runs of the model\n\n",
        found.label,
        found.finding,
        number(found.number),
        found.quantities,
        found.runs
    );
    if let Some(too_few) = &found.too_few {
        text += &format!("{too_few}\n\n");
    }
    let knocked = found.groups.iter().any(|group| group.without.is_some());
    let mut header = vec!["group"];
    if found.too_few.is_none() {
        header.extend([">total [95 %]", ">alone"]);
    }
    header.extend(knocked.then_some(">without"));
    header.push("what it is");
    let mut table = Table::new(&header);
    for group in found.groups.iter().take(ROWS) {
        let mut row = vec![group.group.clone()];
        if found.too_few.is_none() {
            let whole = |of: Index| format!("{} [{}, {}]", number(of.value), number(of.low), number(of.high));
            let none = || "cannot be told".to_owned();
            row.push(group.total.map_or_else(none, whole));
            row.push(group.first.map_or_else(none, |of| number(of.value)));
        }
        if knocked {
            row.push(group.without.as_ref().and_then(|without| without.number).map(number).unwrap_or_default());
        }
        row.push(group.text.clone());
        table.row(row);
    }
    text += &table.render(WIDTH);
    if found.groups.len() > ROWS {
        text += &format!("… and {} more (--format json has all)\n", found.groups.len() - ROWS);
    }
    if found.undefined > 0 {
        text += &format!("{} base points left out: the finding is undefined there\n", found.undefined);
    }
    for note in &found.notes {
        text += &format!("note: {note}\n");
    }
    text
}

/// Elementary effects.
pub fn screened_text(found: &[Screened]) -> String {
    let mut table = Table::new(&["quantity", ">mu*", ">mu", ">sigma"]);
    for one in found.iter().take(ROWS) {
        let told = |x: Option<f64>| x.map_or_else(|| "unknown".to_owned(), number);
        table.row([one.quantity.to_string(), told(one.mu_star), told(one.mu), told(one.sigma)]);
    }
    let mut text = table.render(WIDTH);
    for one in found.iter().take(ROWS) {
        text += &one.note.as_ref().map_or_else(String::new, |note| format!("note: {}: {note}\n", one.quantity));
    }
    text
}

/// Boxes.
pub fn box_text(found: &BoxResult) -> String {
    let mut text = format!(
        "{} ({}) lies above {} in {:.1} % of {} draws\n\n",
        found.label,
        found.finding,
        number(found.above),
        100.0 * found.share,
        found.draws
    );
    if let Some(step) = found.steps.get(found.chosen) {
        let percent = |x: f64| format!("{:.1} %", 100.0 * x);
        text += &format!(
            "a box that holds {} of these draws and in which {} are (held out: {} and {})\n",
            percent(step.coverage),
            percent(step.density),
            percent(step.held_out[0]),
            percent(step.held_out[1])
        );
        let mut table = Table::new(&["quantity", ">from", ">to", ">p", "claims"]);
        for limit in &step.limits {
            let end = |end: Option<f64>| end.map(number).unwrap_or_default();
            table.row([
                limit.quantity.to_string(),
                end(limit.low),
                end(limit.high),
                format!("{:.1e}", limit.p),
                limit.claims.join(" "),
            ]);
        }
        text += &table.render(WIDTH);
    }
    let mut table = Table::new(&[">coverage", ">density", ">held out", ">held out", "bounds"]);
    let every = found.steps.len().div_ceil(8).max(1);
    for (place, step) in
        found.steps.iter().enumerate().filter(|(place, _)| place % every == 0 || *place == found.chosen)
    {
        let bounds: Vec<String> = step.limits.iter().map(|limit| limit.quantity.to_string()).collect();
        let mark = if place == found.chosen { "(shown above) " } else { "" };
        let [coverage, density] = step.held_out;
        table.row([
            number(step.coverage),
            number(step.density),
            number(coverage),
            number(density),
            format!("{mark}{}", bounds.join(" ")),
        ]);
    }
    text += &format!("\nfrom the whole space to the densest of {} boxes:\n{}", found.steps.len(), table.render(WIDTH));
    text
}

/// Plans.
pub fn levers_text(found: &LeversResult) -> String {
    let goal = &found.goal;
    let mark = if goal.at_least { ">=" } else { "<=" };
    let mut text = format!(
        "goal: {} {mark} {} ({}); now {}\n\n",
        goal.finding,
        number(goal.bound),
        found.label,
        number(found.baseline)
    );
    if found.already {
        return text + "nothing needs to be done\n";
    }
    let mut table = Table::new(&["changes", ">cost", ">leads to", "kind", "claims"]);
    for plan in &found.plans {
        let changes: Vec<&str> = plan.moves.iter().map(|one| one.change.as_str()).collect();
        let mut claims: Vec<&str> = plan.moves.iter().flat_map(|one| &one.claims).map(String::as_str).collect();
        claims.dedup();
        let kind = if plan.exact { "exact" } else { "searched" };
        let mut changes = changes.join(" ");
        plan.alike.iter().for_each(|other| changes += &format!("\nor {other}"));
        table.row([changes, number(plan.cost), number(plan.number), kind.to_owned(), claims.join(" ")]);
    }
    if table.is_empty() {
        text += &format!("no plan of up to {} change(s) reaches it; what leads farthest:\n", found.budget);
        let mut table = Table::new(&["quantity", ">moved by up to", ">leads to"]);
        for one in &found.reach {
            table.row([one.quantity.to_string(), number(one.by), number(one.number)]);
        }
        text += &table.render(WIDTH);
    } else {
        text += &table.render(WIDTH);
    }
    if let Some(switch) = found.plans.first().and_then(|plan| plan.switch) {
        text += &format!(
            "the first is the cheapest of these as long as its whole range costs less than {}\n",
            number(switch)
        );
    }
    text +=
        &format!("{} quantities tried, {} runs of 300 draws; plans judged over all draws\n", found.tried, found.runs);
    if !found.complete {
        text += "not complete: see the notes\n";
    }
    for note in &found.notes {
        text += &format!("note: {note}\n");
    }
    text
}
