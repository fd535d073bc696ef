//! Balance and geometry of four actors under noise: frequencies and quantiles over draws.

use std::collections::BTreeMap;

use detente_balance::geometry::{Cohesion, FirmTie};
use detente_balance::{SignedNetwork, Tie, TriadClass, triads, two_blocs};
use detente_chance::{Stream, Summary};
use toml::{Table, Value};

use crate::measure::{Measures, Model, number};

const CLASSES: [(TriadClass, &str); 4] = [
    (TriadClass::MenageATrois, "menage a trois"),
    (TriadClass::RomanticTriangle, "romantic triangle"),
    (TriadClass::StableMarriage, "stable marriage"),
    (TriadClass::UnitVeto, "unit veto"),
];

/// Frequencies of divisions, lines, first levers and triad classes; quantiles of margin and cohesion.
pub(crate) fn measures(model: &Model, table: &Table) -> Result<Measures, String> {
    let draws = table.get("draws").and_then(Value::as_integer).unwrap_or(20_000).clamp(1, 1_000_000) as u64;
    let noise: Vec<f64> =
        table.get("noise").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_float).collect();
    let [on_affinity, on_firmness] = noise[..] else { return Err("`noise` needs two numbers".to_owned()) };
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    let (mut margins, mut cohesions) = (Vec::new(), Vec::new());
    for draw in 0..draws {
        let ties: Vec<FirmTie> = model
            .ties
            .iter()
            .enumerate()
            .map(|(place, &(a, b, affinity, firmness))| FirmTie {
                a,
                b,
                affinity: (affinity + on_affinity * normal(2 * place, draw)).clamp(-1.0, 1.0),
                firmness: (firmness + on_firmness * normal(2 * place + 1, draw)).clamp(0.02, 1.0),
            })
            .collect();
        let mut count = |name: String, share: f64| *counts.entry(name).or_default() += share / draws as f64;
        let weighted = ties.iter().map(|tie| Tie { a: tie.a, b: tie.b, weight: tie.affinity }).collect();
        let network = SignedNetwork::new(model.actors.len(), weighted).map_err(|error| error.to_string())?;
        let found = two_blocs(&network).map_err(|error| error.to_string())?;
        let share = 1.0 / found.optima.len() as f64;
        for sides in &found.optima {
            count(format!("best {}", model.sides(|actor| sides[actor] == Some(true))), share);
        }
        for side in found.weakest_line.iter().flat_map(|line| &line.sides) {
            count(format!("weakest {}", model.sides(|actor| side[actor])), 1.0);
        }
        count("frustration 0".to_owned(), f64::from(u8::from(found.frustration == 0.0)));
        margins.extend(found.margin);
        for triad in triads(&network) {
            let names: Vec<&str> = triad.actors.iter().map(|actor| model.actors[*actor].as_str()).collect();
            // Every class is named, so that one that never occurs has frequency 0.
            for (class, name) in CLASSES {
                count(format!("{} {name}", names.join("-")), f64::from(u8::from(triad.class == Some(class))));
            }
        }
        let Some(cohesion) = Cohesion::of(model.actors.len(), &ties) else { continue };
        cohesions.push(cohesion.lambda2);
        let levers = cohesion.levers.unwrap_or_default();
        let gains: Vec<[f64; 3]> = levers.iter().map(|lever| [lever.stiffen, lever.firm, lever.warm]).collect();
        for (kind, name) in ["stiffen", "firm", "warm"].into_iter().enumerate() {
            let first = (0..gains.len()).max_by(|a, b| gains[*a][kind].total_cmp(&gains[*b][kind]));
            if let Some(first) = first {
                count(format!("first {name} {}", model.pair(ties[first].a, ties[first].b)), 1.0);
            }
        }
    }
    let mut list = Measures::new();
    counts.into_iter().for_each(|(name, share)| number(&mut list, name, share));
    for (name, draws) in [("margin", &margins), ("lambda2", &cohesions)] {
        let summary = Summary::of(draws);
        number(&mut list, format!("{name} 5 %"), summary.as_ref().map(|summary| summary.p05));
        number(&mut list, format!("{name} 50 %"), summary.as_ref().map(|summary| summary.p50));
        number(&mut list, format!("{name} 95 %"), summary.as_ref().map(|summary| summary.p95));
    }
    Ok(list)
}

/// A standard normal number (Box and Muller 1958).
fn normal(place: usize, draw: u64) -> f64 {
    let uniform = |part: &str| Stream::new(1, &format!("{place}/{part}")).uniform(draw);
    (-2.0 * libm::log(uniform("radius"))).sqrt() * libm::cos(std::f64::consts::TAU * uniform("angle"))
}
