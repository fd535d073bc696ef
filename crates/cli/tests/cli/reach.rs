//! Who is in whose reach: of a table, of a case, as an answer.

use serde_json::Value;

use crate::{detente, err, file, out};

const TABLE: &str = "\
name,lat,lon,range_km_low,range_km_mode,range_km_high,claim_km,holder
Base,39.5,126.5,1000,1300,1500,,A
Tokyo,35.68,139.76,,,,,B
Pyongyang,,,,,,,A
West,25.74,123.47,,,,370.4,A
East,26.5,127.9,,,,370.4,B
";

fn json(args: &[&str]) -> Value {
    let output = detente(args);
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

#[test]
fn a_table_is_measured_and_a_capital_needs_no_point() {
    let (_folder, path) = file("places.csv", TABLE);
    let found = json(&["reach", &path, "--format", "json"]);
    let rows = found["reaches"].as_array().unwrap();
    // What lies in the same hands is no target.
    let to: Vec<&str> = rows.iter().filter_map(|row| row["to"].as_str()).collect();
    assert_eq!(to, ["Tokyo", "East"]);
    assert!((rows[0]["km"].as_f64().unwrap() - 1_244.011).abs() < 1e-3, "{}", rows[0]);
    assert_eq!(rows[0]["within"], "mode");
    let share = found["overlaps"][0]["shares"][0].as_f64().unwrap();
    assert!((share - 0.275_975).abs() < 1e-4, "{share}");
    assert!(found["notes"][0].as_str().unwrap().contains("Natural Earth"));
    let text = out(&detente(&["reach", &path]));
    assert!(text.contains("1244.011") && text.contains("on the most likely one"), "{text}");
    assert_eq!(out(&detente(&["reach", &path, "--format", "csv"])).lines().count(), 3);
}

#[test]
fn every_fault_of_a_table_is_told() {
    let (_folder, path) = file("places.csv", "name,lat,lon,range_km\nAtlantis,,,\nA,91,0,\nB,1,1,-5\n");
    let output = detente(&["reach", &path]);
    assert_eq!(output.status.code(), Some(2));
    let told = err(&output);
    assert!(told.contains(":3:") && told.contains(":4:") && told.contains("lat and lon"), "{told}");
    let (_folder, path) = file("places.csv", "name,lat,lon\nAtlantis,,\n");
    assert!(err(&detente(&["reach", &path])).contains("no capital is called so"));
    assert_eq!(detente(&["reach", "nowhere.csv"]).status.code(), Some(2));
}

#[test]
fn a_case_without_places_says_so() {
    let output = detente(&["reach", "cases/triangle"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("places.csv"), "{}", err(&output));
}

#[test]
fn the_embedded_case_is_measured_and_answered() {
    let found = json(&["reach", "--format", "json"]);
    let of = |from: &str, to: &str| {
        let rows = found["reaches"].as_array().unwrap();
        rows.iter().find(|row| row["from"] == from && row["to"] == to).unwrap_or_else(|| panic!("{from} {to}"))["km"]
            .as_f64()
            .unwrap()
    };
    for (from, to, km) in
        [("musudan-ri", "okinawa", 1_601.033), ("nodong-base", "tokyo", 1_244.011), ("df21", "taipei", 1_908.589)]
    {
        assert!((of(from, to) - km).abs() < 1e-3, "{from} {to}: {}", of(from, to));
    }
    let answer = json(&["answer", "--question", "S14", "--draws", "200", "--format", "json"]);
    assert_eq!(answer[0]["figure"]["shows"]["kind"], "map");
    assert_eq!(answer[0]["pattern"], "re.maybe");
}
