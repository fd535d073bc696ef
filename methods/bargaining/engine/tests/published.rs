//! Published and measured runs, where they are at hand (`shared/` is not shipped; `verify/` holds what may be).

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use detente_bargain::smp::{Compat, Detail, Params, run};
use detente_bargain::{Actors, Denominator, Eum, Offers, Stake, compromises, eum, feasible_exchanges};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/bargain");
    path.is_dir().then_some(path)
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn ktab(path: &Path) -> Actors {
    let text = fs::read_to_string(path).unwrap();
    let (mut capability, mut position, mut salience) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines().skip(2).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let numbers: Vec<f64> = cells[2..].iter().filter(|cell| !cell.is_empty()).map(|c| c.parse().unwrap()).collect();
        capability.push(numbers[0]);
        for pair in numbers[1..].chunks(2) {
            position.push(pair[0] / 100.0);
            salience.push(pair[1] / 100.0);
        }
    }
    Actors::new(capability, position, salience).unwrap()
}

#[test]
fn every_run_of_ktab_is_matched() {
    let Some(folder) = folder() else { return };
    let (mut matched, mut failed) = (0, Vec::new());
    for file in ["param_grid.json", "default_runs.json"] {
        for one in json(&folder.join("ktab").join(file))["runs"].as_array().unwrap() {
            let actors = ktab(&folder.join("ktab/inputs").join(one["input"].as_str().unwrap()));
            let mut params = Params { compat: Compat::ALL, ..Params::default() };
            for (name, value) in one["parameters"].as_object().unwrap() {
                params.set(name, value.as_str().unwrap()).unwrap();
            }
            let found = run(&actors, &params, 1, 0, Detail::Probabilities);
            let name = format!("{} {}", one["id"], one["input"]);
            if one["original_fails"] == Value::Bool(true) {
                if found.is_ok() {
                    failed.push(format!("{name} ends"));
                }
                continue;
            }
            if one["repeatable"] == Value::Bool(false) {
                continue;
            }
            let found = found.unwrap();
            if one["defects_involved"].as_array().is_some_and(Vec::is_empty) {
                let corrected =
                    run(&actors, &Params { compat: Compat::NONE, ..params }, 1, 0, Detail::Positions).unwrap();
                let apart = corrected.positions.iter().flatten().zip(found.positions.iter().flatten());
                if corrected.positions.len() != found.positions.len()
                    || apart.map(|(a, b)| (a - b).abs()).any(|d| d > 1e-8)
                {
                    failed.push(format!("{name}: the corrected model differs"));
                }
            }
            let turns = found.positions.len() - 1;
            let expected = one.get("positions").or(one.get("positions_first3_and_last")).unwrap().as_array().unwrap();
            let last = expected.len() - 1;
            let mut worst: f64 = 0.0;
            for (place, table) in expected.iter().enumerate() {
                let turn = if file == "default_runs.json" && place == last { turns } else { place };
                let Some(positions) = found.positions.get(turn) else { continue };
                let told = table.as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
                for (told, own) in told.zip(positions) {
                    worst = worst.max((told.as_f64().unwrap() - 100.0 * own).abs());
                }
            }
            let mut apart: f64 = 0.0;
            for (told, own) in one["prob4"].as_array().into_iter().flatten().zip(&found.probabilities) {
                for (told, own) in told.as_array().unwrap().iter().zip(own) {
                    apart = apart.max((told.as_f64().unwrap() - own).abs());
                }
            }
            if one["turns"].as_u64() != Some(turns as u64) || worst > 1e-6 || apart > 6e-5 {
                failed.push(format!(
                    "{name}: {turns} turns for {}, positions {worst:e}, probabilities {apart:e}; {}",
                    one["turns"], one["parameters"]
                ));
            } else {
                matched += 1;
            }
        }
    }
    assert!(failed.is_empty(), "{matched} matched; {}:\n{}", failed.len(), failed.join("\n"));
}

fn table(case: &Value) -> (Vec<(f64, f64)>, Vec<f64>) {
    let actors = case["actors"].as_array().unwrap();
    let number = |actor: &Value, name: &str| actor[name].as_f64().unwrap();
    let line =
        actors.iter().map(|a| (number(a, "position"), number(a, "capability") * number(a, "salience"))).collect();
    (line, actors.iter().map(|a| number(a, "salience")).collect())
}

#[test]
fn the_emission_standards_and_the_oil_price() {
    let Some(folder) = folder() else { return };
    let variant = Eum { denominator: Denominator::Scholz, offers: Offers::Scholz, ..Eum::default() };
    for file in ["ec-emission-standards.json", "oil-price-fixed-point.json"] {
        let case = json(&folder.join(file));
        let (line, salience) = table(&case);
        let rounds = eum(&line, &salience, &variant).unwrap();
        let expected = &case["expected"];
        for (place, mean) in expected["mean"].as_array().unwrap().iter().enumerate() {
            assert!((rounds[place].mean - mean.as_f64().unwrap()).abs() < 1e-6, "{file} round {place}");
        }
        for (place, row) in expected["positions"].as_array().into_iter().flatten().enumerate() {
            for (told, own) in row.as_array().unwrap().iter().zip(&rounds[place].positions) {
                assert!((told.as_f64().unwrap() - own).abs() < 1e-6, "{file} round {place}");
            }
        }
        for (place, median) in expected["median"].as_array().into_iter().flatten().enumerate() {
            assert!((rounds[place].median - median.as_f64().unwrap()).abs() < 1e-6, "{file} median {place}");
        }
    }
}

#[test]
fn the_constants_of_position_exchange() {
    let Some(folder) = folder() else { return };
    let case = json(&folder.join("exchange-constants.json"));
    let ranges = case["issues"].as_object().unwrap();
    let issues: Vec<&String> = ranges.keys().collect();
    let names: Vec<&str> = case["actors"].as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
    let mut stakes = vec![vec![None; names.len()]; issues.len()];
    for row in case["rows"].as_array().unwrap() {
        let issue = issues.iter().position(|issue| *issue == row[1].as_str().unwrap()).unwrap();
        let actor = names.iter().position(|name| *name == row[0].as_str().unwrap()).unwrap();
        let range = &ranges[issues[issue]];
        let (low, high) = (range[0].as_f64().unwrap(), range[1].as_f64().unwrap());
        let position = 100.0 * (row[2].as_f64().unwrap() - low) / (high - low);
        let (salience, capability) = (row[3].as_f64().unwrap(), row[4].as_f64().unwrap());
        stakes[issue][actor] = Some(Stake { position, salience, capability });
    }
    for (issue, outcome) in issues.iter().zip(compromises(&stakes)) {
        let (low, high) = (ranges[*issue][0].as_f64().unwrap(), ranges[*issue][1].as_f64().unwrap());
        let told = case["expected"]["compromise"][*issue].as_f64().unwrap();
        assert!((low + outcome.unwrap() * (high - low) / 100.0 - told).abs() < 1e-8, "{issue}");
    }
    let found = feasible_exchanges(&stakes);
    for (place, told) in
        case["expected"]["best_exchanges_before_any_is_executed"].as_array().unwrap().iter().enumerate()
    {
        let own = &found[place];
        let pairs = [
            (own.gain, "gain"),
            (own.shift_p, "outcome_shift_p"),
            (own.shift_q, "outcome_shift_q"),
            (own.move_i, "move_of_i_on_q"),
            (own.move_j, "move_of_j_on_p"),
        ];
        for (own, name) in pairs {
            assert!((own - told[name].as_f64().unwrap()).abs() < 1e-9, "{place} {name}: {own} {told}");
        }
        assert_eq!((names[own.i], names[own.j]), (told["i"].as_str().unwrap(), told["j"].as_str().unwrap()));
    }
}
