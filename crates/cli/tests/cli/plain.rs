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

/// A certificate holds its network: it can be checked alone, and one that was tampered with is refused.
#[test]
fn a_certificate_is_checked_alone() {
    let (folder, path) = table(TRIANGLE);
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    assert_eq!(detente(&["balance", &path, "--certificate", &proof]).status.code(), Some(0));
    let checked = detente(&["verify", "--certificate", &proof]);
    let text = out(&checked);
    assert!(text.contains("strong: proven, frustration 1") && text.contains("weak: proven, frustration 1"), "{text}");
    assert_eq!(checked.status.code(), Some(0));
    let sound = fs::read_to_string(&proof).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&sound).unwrap();
    json["strong"]["lower"] = 1_000.into();
    fs::write(&proof, json.to_string()).unwrap();
    assert_eq!(detente(&["verify", "--certificate", &proof]).status.code(), Some(1));
    let mut json: serde_json::Value = serde_json::from_str(&sound).unwrap();
    json["strong"]["leaves"][0]["decided"] = serde_json::json!([[0, 99, true]]);
    fs::write(&proof, json.to_string()).unwrap();
    assert_eq!(detente(&["verify", "--certificate", &proof]).status.code(), Some(1));
    fs::write(&proof, "[1").unwrap();
    assert_eq!(detente(&["verify", "--certificate", &proof]).status.code(), Some(2));
}

/// Three and more blocs are proven in the same file; a proof under another's name is refused.
#[test]
fn proofs_of_few_blocs_are_written_and_checked() {
    let enemies: String = (0..6).flat_map(|a| (a + 1..6).map(move |b| format!("S{a},S{b},-1\n"))).collect();
    let (folder, path) = table(&format!("source,target,sign\n{enemies}"));
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    assert_eq!(detente(&["balance", &path, "--certificate", &proof]).status.code(), Some(0));
    let checked = out(&detente(&["balance", &path, "--check", &proof]));
    for (blocs, cost) in [(3, 3), (4, 2), (5, 1), (6, 0)] {
        assert!(checked.contains(&format!("at most {blocs} blocs: proven, frustration {cost}\n")), "{checked}");
    }
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&proof).unwrap()).unwrap();
    file["weak"] = file["most"][0].clone();
    fs::write(&proof, file.to_string()).unwrap();
    let refused = detente(&["verify", "--certificate", &proof]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(out(&refused).contains("weak: not proven: the proof speaks of at most 3 blocs"), "{}", out(&refused));
}

#[test]
fn periods_heuristic_nulls_and_directed_triads() {
    let (_folder, path) = table(TRIANGLE);
    insta::assert_snapshot!("balance_over_time", out(&detente(&["balance", &path, "--by", "year", "--nulls", "20"])));
    let json = |args: &[&str]| -> serde_json::Value {
        let output = detente(&[&["balance", path.as_str(), "--format", "json"], args].concat());
        serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
    };
    let periods = json(&["--by", "year"]);
    assert_eq!(periods["periods"][1]["entered"], serde_json::json!(["D"]));
    // No search, yet the reductions prove so small a network.
    let upper = &json(&["--heuristic"])["weak"];
    assert_eq!((upper["frustration"].as_f64(), upper["proven"].as_bool()), (Some(1.0), Some(true)));
    assert_eq!(json(&["--nulls", "30"])["null_models"].as_array().map(Vec::len), Some(3));
    assert_eq!(json(&["--directed"])["triads"].as_array().map(Vec::len), Some(3));
    assert_eq!(detente(&["balance", &path, "--by", "month"]).status.code(), Some(2));
}

/// Two dozen actors, all tied, signs as good as random: enumerated, with every tolerance, and proven to whoever has the file.
#[test]
fn a_small_dense_network_is_proven_whole() {
    let mut state = 12_345u64;
    let mut sign = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if (state >> 40).is_multiple_of(2) { 1 } else { -1 }
    };
    let mut rows = "source,target,weight\n".to_owned();
    for a in 0..24 {
        for b in a + 1..24 {
            rows += &format!("n{a},n{b},{}\n", sign());
        }
    }
    let (folder, path) = table(&rows);
    let proof = folder.path().join("proof.json").to_string_lossy().into_owned();
    let told = detente(&["balance", &path, "--only", "strong", "--format", "json", "--certificate", &proof]);
    let told: serde_json::Value = serde_json::from_str(&out(&told)).unwrap();
    let strong = &told["strong"];
    assert_eq!((strong["proven"].as_bool(), strong["optimal_partitions"].is_u64()), (Some(true), true));
    assert!(strong["ties"].as_array().unwrap().iter().all(|tie| tie["tolerance"].is_number()));
    assert_eq!(detente(&["verify", "--certificate", &proof]).status.code(), Some(0));
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&proof).unwrap()).unwrap();
    let least = file["strong"]["leaves"][0]["chain"]["least"].as_array_mut().unwrap();
    let last = least.len() - 1;
    least[last] = (least[last].as_i64().unwrap() + 1).into();
    fs::write(&proof, file.to_string()).unwrap();
    let refused = detente(&["verify", "--certificate", &proof]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(out(&refused).contains("the least costs of leaf 0 do not hold"), "{}", out(&refused));
}

/// A ring of 101 actors with one hostile tie: the index alone, every tolerance when asked, and a budget that is not used up.
#[test]
fn no_more_is_worked_out_than_is_asked_for() {
    let sign = |actor: usize| if actor == 0 { -1 } else { 1 };
    let rows: String = (0..101).map(|actor| format!("n{actor},n{},{}\n", (actor + 1) % 101, sign(actor))).collect();
    let (_folder, path) = table(&format!("source,target,weight\n{rows}"));
    let json = |args: &[&str]| -> serde_json::Value {
        let output = detente(&[&["balance", path.as_str(), "--format", "json"], args].concat());
        serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
    };
    let index = json(&["--only", "index"]);
    assert_eq!((index["strong"]["frustration"].as_f64(), index["strong"]["proven"].as_bool()), (Some(1.0), Some(true)));
    assert!(index["weak"].is_null() && index["strong"]["margin"].is_null() && index["walk_balance"].is_null());
    let text = out(&detente(&["balance", &path, "--only", "index"]));
    assert!(
        text.contains("frustration 1.000 (proven)") && !text.contains("Triads") && !text.contains("best division(s)"),
        "{text}"
    );
    let known = |told: &serde_json::Value| {
        told["strong"]["ties"].as_array().unwrap().iter().filter(|tie| tie["tolerance"].is_number()).count()
    };
    assert_eq!(known(&json(&["--only", "strong", "--tolerances"])), 101);
    let start = std::time::Instant::now();
    assert_eq!(json(&["--budget", "600"])["strong"]["optimal_partitions"].as_u64(), Some(101));
    assert!(start.elapsed().as_secs() < 300, "the budget was used up");
}

/// The same network from three formats.
#[test]
fn formats_agree() {
    let (folder, path) = table(TRIANGLE);
    let expected = out(&detente(&["balance", &path, "--format", "json"]));
    let net = "*Vertices 4\n1 A\n2 B\n3 C\n4 D\n*Edges\n1 2 1\n2 3 1\n1 3 -1\n3 4 -0.5\n";
    let edges = [("A", "B", "1"), ("B", "C", "1"), ("A", "C", "-1"), ("C", "D", "-0.5")];
    let edge =
        |(a, b, w): &(&str, &str, &str)| format!("<edge source='{a}' target='{b}'><data key='w'>{w}</data></edge>");
    let nodes: String = ["A", "B", "C", "D"].map(|id| format!("<node id='{id}'/>")).concat();
    let graphml = format!(
        "<graphml><key id='w' for='edge' attr.name='weight' attr.type='double'/><graph>{nodes}{}</graph></graphml>",
        edges.iter().map(edge).collect::<String>()
    );
    for (name, text) in [("ties.net", net.to_owned()), ("ties.graphml", graphml)] {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        assert_eq!(out(&detente(&["balance", &file.to_string_lossy(), "--format", "json"])), expected, "{name}");
    }
    for (name, text) in [("broken.net", "*Vertices x\n1 2\n"), ("broken.graphml", "<graphml><edge/>")] {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        assert_eq!(detente(&["balance", &file.to_string_lossy()]).status.code(), Some(2), "{name}");
    }
}

#[test]
fn broken_tables_are_refused_with_every_line() {
    let (_folder, path) = table("source,target,weight\n,A,1\nA,B,x\nA,C\n");
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
