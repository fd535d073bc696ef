//! `detente balance`, `detente geometry` and what else reads ties: what they say where there is little to say, or no time to say it.

use std::fs;

use serde_json::Value;

use crate::{detente, err, out};

fn table(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ties.csv");
    fs::write(&path, text).unwrap();
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

fn json(args: &[&str]) -> Value {
    let output = detente(args);
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

/// A header alone is no network of 0 actors that is balanced.
#[test]
fn a_table_without_a_row_is_refused() {
    let (_folder, ties) = table("source,target,weight,year\n");
    let (_folder, figure) = table("a,b,closeness,firmness\n");
    let asked: [&[&str]; 5] = [
        &["balance", &ties],
        &["balance", &ties, "--by", "year"],
        &["balance", &ties, "--directed"],
        &["dynamics", "polarise", &ties],
        &["geometry", &figure],
    ];
    for args in asked {
        let refused = detente(args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(err(&refused).contains("there is no tie in this file"), "{args:?}: {}", err(&refused));
        assert_eq!(out(&refused), "", "{args:?}");
    }
}

/// Friends alone contradict nothing: that is said before "proven" is.
#[test]
fn ties_of_one_sign_are_called_so() {
    for (sign, name, words) in
        [("1", "none-hostile", "no tie is hostile"), ("-1", "none-friendly", "no tie is friendly")]
    {
        let rows = format!("A,B,{sign},1990\nB,C,{sign},1990\nA,C,{sign},1990\nA,B,1,1991\nB,C,-1,1991\n");
        let (_folder, all) = table(&format!("source,target,weight,year\n{rows}"));
        let one: String = rows.lines().take(3).map(|row| row.to_owned() + "\n").collect();
        let (_folder, path) = table(&format!("source,target,weight,year\n{one}"));
        let text = out(&detente(&["balance", &path]));
        let (said, proven) = (text.find(words).unwrap_or(usize::MAX), text.find("proven").unwrap_or(0));
        assert!(said < proven, "{text}");
        assert_eq!(json(&["balance", &path, "--format", "json"])["signs"], name);
        let text = out(&detente(&["balance", &all, "--by", "year"]));
        assert!(text.contains(words) && text.contains("(1990)"), "{text}");
        let periods = json(&["balance", &all, "--by", "year", "--format", "json"]);
        assert_eq!((&periods["periods"][0]["signs"], &periods["periods"][1]["signs"]), (&name.into(), &"both".into()));
    }
}

/// Every count has a limit: this one stopped the program for want of memory.
#[test]
fn too_many_null_networks_are_refused() {
    let (_folder, path) = table("source,target,weight\nA,B,1\n");
    let refused = detente(&["balance", &path, "--nulls", "1000000000"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("0..=100000"), "{}", err(&refused));
}

/// Weights fifty binary places apart are added as they are; rounded to steps of 4 they gave "4, proven" where 1 is right.
#[test]
fn weights_of_many_orders_are_added_as_they_are() {
    let (folder, path) = table("source,target,weight\nA,B,1e15\nB,C,-1e15\nA,C,1\n");
    let told = json(&["balance", &path, "--format", "json"]);
    assert_eq!((&told["strong"]["frustration"], &told["strong"]["proven"]), (&1.0.into(), &true.into()));
    assert_eq!(told["rounded_to"], Value::Null);
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    assert_eq!(detente(&["balance", &path, "--certificate", &proof]).status.code(), Some(0));
    let checked = detente(&["balance", &path, "--check", &proof]);
    assert!(out(&checked).contains("strong: proven, frustration 1\n"), "{}", out(&checked));
}

/// Those that do not fit side by side give bounds: nothing is proven, and no proof is written.
#[test]
fn weights_of_too_many_orders_give_bounds() {
    let (folder, path) = table("source,target,weight\nA,B,1e20\nB,C,-1e20\nA,C,1\n");
    let told = detente(&["balance", &path]);
    assert!(err(&told).contains("span too many orders of size"), "{}", err(&told));
    assert!(out(&told).contains("frustration between 1.000 and") && !out(&told).contains("(proven)"), "{}", out(&told));
    let told = json(&["balance", &path, "--format", "json"]);
    for reading in ["strong", "weak"] {
        let reading = &told[reading];
        assert_eq!(
            (&reading["proven"], &reading["margin"], &reading["normalised"]),
            (&false.into(), &Value::Null, &Value::Null)
        );
        assert!(reading["lower_bound"].as_f64() <= Some(1.0) && reading["frustration"].as_f64() >= Some(1.0));
    }
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    let refused = detente(&["balance", &path, "--certificate", &proof]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("no proof of the network") && !fs::exists(&proof).unwrap(), "{}", err(&refused));
}

/// Twenty-six actors, half of the pairs tied, signs as good as random: from a multiplicative generator.
fn dense() -> String {
    let mut state = 12_345u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 40
    };
    let mut rows = "source,target,weight\n".to_owned();
    for a in 0..26 {
        for b in a + 1..26 {
            if next() % 2 == 0 {
                rows += &format!("n{a},n{b},{}\n", if next() % 2 == 0 { 1 } else { -1 });
            }
        }
    }
    rows
}

/// A search that ends at its limit of steps gives bounds, says so, and gives the same bytes every time.
#[test]
fn a_limit_of_steps_leaves_bounds() {
    let (_folder, path) = table(&dense());
    let args = ["balance", &path, "--steps", "4", "--nulls", "5"];
    let (one, two) = (detente(&args), detente(&args));
    assert_eq!((one.status.code(), out(&one)), (Some(0), out(&two)));
    let text = out(&one);
    let blocs = text.split("Triads").next().unwrap();
    assert!(blocs.contains("frustration between") && !blocs.contains("proven)"), "{text}");
    assert!(text.contains("only bounded: the blocs below are those of the best division found"), "{text}");
    assert!(text.contains("not searched to the end") && text.contains("networks drawn by chance"), "{text}");
    let told = json(&[&args[..], &["--format", "json"]].concat());
    for reading in ["strong", "weak"] {
        let reading = &told[reading];
        assert!(reading["lower_bound"].as_f64() < reading["frustration"].as_f64());
        assert_eq!(reading["unfinished"], serde_json::json!(["index"]));
        for unknown in ["normalised", "margin", "radius", "optimal_partitions", "core", "overturned_by"] {
            assert_eq!(reading[unknown], Value::Null, "{unknown}");
        }
        assert!(
            reading["ties"].as_array().unwrap().iter().all(|tie| tie["tolerance"].is_null() && tie["status"].is_null())
        );
    }
    // The networks drawn by chance are read from tables and take no steps; what they are set beside is only bounded.
    let drawn = &told["null_models"][0];
    assert_eq!((&drawn["draws"], &drawn["bounded"], &drawn["p"]), (&5.into(), &0.into(), &Value::Null));
    assert!(drawn["p_bounds"][0].as_f64() < drawn["p_bounds"][1].as_f64(), "{drawn}");
    assert_eq!(detente(&["balance", &path, "--budget", "1e-9"]).status.code(), Some(0));
}

/// Skew, deltas and triangle inequalities of five actors with a pair that is not tied; every wrong row has its line.
#[test]
fn a_figure_of_any_size_has_skew_deltas_and_triangles() {
    let rows =
        "a,b,closeness,firmness\nA,B,0.9,1\nB,C,0.8,1\nA,C,-0.9,1\nA,D,0,1\nB,D,0,1\nC,D,0,1\nA,E,0.1,1\nB,E,0.2,1\n";
    let (_folder, path) = table(rows);
    let told = json(&["geometry", &path, "--format", "json"]);
    // Triples without the pairs C-E and D-E: A-B-C, A-B-D, A-C-D, B-C-D, A-B-E.
    assert_eq!((&told["triangle_violations"], &told["triangle_inequalities"]), (&1.into(), &15.into()));
    let far = &told["triangles_violated"][0];
    assert_eq!((&far["far"], &far["over"]), (&serde_json::json!(["A", "C"]), &"B".into()));
    assert!((far["shorter_by"].as_f64().unwrap() - 0.8).abs() < 1e-9);
    // Only A, B, C and D have six lengths.
    assert_eq!(told["mean_delta_by_actor"]["E"], Value::Null);
    assert_eq!(told["mean_delta_by_actor"]["A"], told["mean_delta"]);
    assert!(told["skew_cv_by_actor"]["D"].as_f64() == Some(0.0) && told["skew_cv_all_ties"].as_f64() > Some(0.0));
    let text = out(&detente(&["geometry", &path]));
    assert!(
        text.contains("1 of 15 triangle inequalities fail") && text.contains("A - C is longer than the way over B"),
        "{text}"
    );
    let (_folder, path) = table("a,b,closeness,firmness\nA,B,0.9,1\nB,C,1.5,1\nA,C,0.2,7\n");
    let refused = err(&detente(&["geometry", &path]));
    assert!(refused.contains(":3: B-C: affinity") && refused.contains(":4: A-C: affinity"), "{refused}");
}
