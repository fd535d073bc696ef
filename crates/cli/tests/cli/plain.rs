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
