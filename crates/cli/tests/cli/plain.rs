//! Plain tables of ties, without a case.

use std::fs;

use crate::{detente, err, out};

const TRIANGLE: &str = "source,target,weight,year\nA,B,1,1950\nB,C,1,1950\nA,C,-1,1950\nC,D,-0.5,1951\n";

fn table(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ties.csv");
    fs::write(&path, text).unwrap();
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

#[test]
fn balance_reads_an_edge_list() {
    let (_folder, path) = table(TRIANGLE);
    insta::assert_snapshot!("balance_table", out(&detente(&["balance", &path])));
    let json: serde_json::Value =
        serde_json::from_str(&out(&detente(&["balance", &path, "--format", "json"]))).unwrap();
    for reading in ["strong", "weak"] {
        let reading = &json[reading];
        assert_eq!((reading["frustration"].as_f64(), reading["proven"].as_bool()), (Some(1.0), Some(true)));
        assert_eq!((reading["optimal_partitions"].as_u64(), reading["margin"].as_f64()), (Some(3), Some(0.0)));
        assert_eq!(reading["ties"].as_array().unwrap().len(), 4);
    }
    assert_eq!(json["triads"]["++-"].as_u64(), Some(1));
}

#[test]
fn proofs_are_written_and_checked() {
    let (folder, path) = table(TRIANGLE);
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    assert_eq!(detente(&["balance", &path, "--certificate", &proof]).status.code(), Some(0));
    let checked = detente(&["balance", &path, "--check", &proof]);
    assert_eq!((checked.status.code(), out(&checked).contains("strong: proven, frustration 1")), (Some(0), true));
    let (_other, changed) = table(&TRIANGLE.replace("A,C,-1", "A,C,1"));
    let refused = detente(&["balance", &changed, "--check", &proof]);
    assert_eq!(refused.status.code(), Some(1), "{}", out(&refused));
    fs::write(&proof, "{}").unwrap();
    assert_eq!(detente(&["balance", &path, "--check", &proof]).status.code(), Some(2));
}

#[test]
fn broken_tables_are_refused_with_every_line() {
    let (_folder, path) = table("source,target,weight\nA,A,1\nA,B,x\nA,C\n");
    let output = detente(&["balance", &path]);
    assert_eq!(output.status.code(), Some(2));
    for line in [":2:", ":3:", ":4:"] {
        assert!(err(&output).contains(line), "{}", err(&output));
    }
    let (_folder, path) = table("source,target,weight\nA,B,1\nB,A,-2\n");
    assert_eq!(detente(&["balance", &path]).status.code(), Some(2));
    assert!(out(&detente(&["balance", &path, "--pairs", "sum"])).contains("frustration 0.000 (proven)"));
    for text in ["", "source,target,weight\n", "\n\n"] {
        let (_folder, path) = table(text);
        let output = detente(&["balance", &path]);
        assert!(output.status.code().is_some_and(|code| code != 3), "{}", err(&output));
    }
    assert_eq!(detente(&["balance", "no-such-file.csv"]).status.code(), Some(2));
    assert_eq!(detente(&["balance", &path, "--budget", "-1"]).status.code(), Some(2));
}

/// The worked square: names and values of the reference.
#[test]
fn geometry_reads_a_figure() {
    let square = "a,b,closeness,firmness,cost\nJP,US,0.8,0.9,1\nUS,CN,-0.2,0.4,3\nCN,RU,0.4,0.4,1\nJP,RU,-0.1,0.15,1\n\
                  JP,CN,-0.2,0.5,2\nUS,RU,-0.2,0.3,2\n";
    let (_folder, path) = table(square);
    insta::assert_snapshot!("geometry_table", out(&detente(&["geometry", &path])));
    let json: serde_json::Value =
        serde_json::from_str(&out(&detente(&["geometry", &path, "--format", "json"]))).unwrap();
    let near = |pointer: &str, expected: f64| {
        let found = json.pointer(pointer).and_then(serde_json::Value::as_f64).unwrap_or_else(|| panic!("no {pointer}"));
        assert!((found - expected).abs() < 1e-6, "{pointer}: {found}, expected {expected}");
    };
    for (pointer, expected) in [
        ("/skew_cv_ring_JP_US_CN_RU", 0.519_144_417_4),
        ("/lean_RU_JP_CN", 0.25),
        ("/frustration", 0.0),
        ("/margin", 0.7),
        ("/radius", 0.175),
        ("/tolerance/JP-US", 1.1),
        ("/box/alpha", 0.4),
        ("/box/delta", 0.0625),
        ("/lambda2", 0.502_149_858_9),
        ("/dlambda2_ds/US-RU", 0.205_616_941),
        ("/four_bar/dof", 1.0),
        ("/triads/stable marriage", 4.0),
        ("/splits/0/index", 0.4),
        ("/cuts/0/1", -0.7),
        ("/tighten/optimum", 0.9),
    ] {
        near(pointer, expected);
    }
    assert_eq!(json.pointer("/partitions/0/0").and_then(serde_json::Value::as_str), Some("JP+US|CN+RU"));
    for args in [["--ring", "JP,US"], ["--ring", "JP,US,XX"], ["--ring", "JP,US,JP"], ["--margin", "0"]] {
        assert_eq!(detente(&["geometry", &path, args[0], args[1]]).status.code(), Some(2), "{args:?}");
    }
}
