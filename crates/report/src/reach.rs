//! Who is in whose reach, in a terminal and as CSV.

use detente_results::{ReachPlace, ReachResult, ReachRow, Within};
use detente_text::csv_row;

use crate::table::Table;

const WIDTH: usize = 100;

fn word(within: Within) -> &'static str {
    match within {
        Within::Low => "on the lowest estimate",
        Within::Mode => "on the most likely one",
        Within::High => "on the highest alone",
        Within::Out => "out of reach",
    }
}

fn place<'r>(found: &'r ReachResult, id: &str) -> Option<&'r ReachPlace> {
    found.places.iter().find(|place| place.id == id)
}

fn name(found: &ReachResult, id: &str) -> String {
    place(found, id).map_or_else(|| id.to_owned(), |place| place.name.clone())
}

/// Places and what reaches them as a person reads it.
pub fn reach_text(found: &ReachResult) -> String {
    let mut text = String::new();
    for base in found.places.iter().filter(|place| place.range_km.is_some()) {
        text += &base_text(found, base);
    }
    if !found.overlaps.is_empty() {
        let mut table =
            Table::new(&["zones of", "and of", ">km² in both", ">of the first", ">of the second", "in both"]);
        for row in &found.overlaps {
            let [a, b] = row.claimants.clone();
            let [of_a, of_b] = row.shares.map(|share| format!("{share:.3}"));
            let inside: Vec<String> = row.inside.iter().map(|id| name(found, id)).collect();
            table.row([a, b, format!("{:.0}", row.area_km2), of_a, of_b, inside.join(", ")]);
        }
        text += &format!("zones that two claim\n{}\n", table.render(WIDTH));
    }
    for route in &found.routes {
        text += &format!("{}: {:.0} km long\n", name(found, &route.route), route.km);
        let mut table = Table::new(&["passes", ">km"]);
        route.passes.iter().for_each(|row| table.row([name(found, &row.place), format!("{:.3}", row.km)]));
        text += &format!("{}\n", table.render(WIDTH));
    }
    if text.is_empty() {
        text += "nothing reaches from any of these places, and no two claim a zone\n";
    }
    text + "Distances are geodesics of WGS84. Shares are of the distribution of a range, and no likelihoods.\n"
}

fn base_text(found: &ReachResult, base: &ReachPlace) -> String {
    let [low, mode, high] = base.range_km.unwrap_or_default();
    let range = if low == high { format!("{mode} km") } else { format!("{low} to {high} km, most likely {mode}") };
    let status = if base.status == "standing" { String::new() } else { format!(" ({})", base.status) };
    let mut table = Table::new(&["place", ">km", "within reach", ">share"]);
    for row in found.reaches.iter().filter(|row| row.from == base.id) {
        let nominal = place(found, &row.to).is_some_and(|place| place.nominal);
        let mark = if nominal { " (one point of it)" } else { "" };
        let cells = [format!("{}{mark}", name(found, &row.to)), format!("{:.3}", row.km)];
        let [place, km] = cells;
        table.row([place, km, word(row.within).to_owned(), format!("{:.3}", row.share)]);
    }
    format!("{}{status}: {range}\n{}\n", base.name, table.render(WIDTH))
}

/// One row a reach and place.
pub fn reach_csv(found: &ReachResult) -> String {
    let header = ["from", "to", "km", "low_km", "mode_km", "high_km", "within", "share"].map(str::to_owned);
    let row = |row: &ReachRow| {
        let [low, mode, high] = place(found, &row.from).and_then(|place| place.range_km).unwrap_or_default();
        let numbers = [row.km, low, mode, high].map(|number| number.to_string());
        let [km, low, mode, high] = numbers;
        let within = format!("{:?}", row.within).to_lowercase();
        csv_row([row.from.clone(), row.to.clone(), km, low, mode, high, within, format!("{:.6}", row.share)])
    };
    csv_row(header) + &found.reaches.iter().map(row).collect::<String>()
}
