//! Conflicts: of files, of other programs, of a case.

use std::fs;

use serde_json::{Value, json};

use crate::{detente, err, file, finding, out};

fn chicken() -> Value {
    json!({
        "format": "conflict-case/1", "name": "chicken", "form": "option",
        "options": [
            { "name": "defect_A", "owners": ["A"], "direction": "both" },
            { "name": "defect_B", "owners": ["B"], "direction": "both" }
        ],
        "decision_makers": ["A", "B"], "infeasible": [], "states": ["NN", "YN", "NY", "YY"],
        "rankings": { "A": [[2], [1], [3], [4]], "B": [[3], [1], [2], [4]] }
    })
}

fn answer(args: &[&str]) -> Value {
    let output = detente(&[&["conflict"], args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

#[test]
fn a_conflict_file_is_answered() {
    let (_folder, path) = file("chicken.json", &chicken().to_string());
    insta::assert_snapshot!("conflict_table", out(&detente(&["conflict", &path])));
    let found = answer(&[&path]);
    assert_eq!(found["equilibria"]["nash"], json!([2, 3]));
    assert_eq!(found["equilibria"]["gmr"], json!([1, 2, 3]));
    assert_eq!(found["stability"]["seq"], json!({ "A": "0110", "B": "0110" }));
    assert_eq!(found["stability"]["sim"], json!({ "A": "1110", "B": "1110" }));
    let nash = answer(&[&path, "--concept", "nash"]);
    assert_eq!(nash["equilibria"], json!({ "nash": [2, 3] }));
}

#[test]
fn proofs_are_written_and_checked() {
    let (folder, path) = file("chicken.json", &chicken().to_string());
    let mut found = answer(&[&path, "--why"]);
    assert_eq!(found["certificates"].as_array().map(Vec::len), Some(6 * 2 * 4));
    let proofs = folder.path().join("proofs.json").to_string_lossy().into_owned();
    fs::write(&proofs, found.to_string()).unwrap();
    let checked = detente(&["conflict", &path, "--check", &proofs]);
    assert_eq!((checked.status.code(), out(&checked)), (Some(0), "48 proofs hold\n".to_owned()));
    found["certificates"][0]["stable"] = json!(!found["certificates"][0]["stable"].as_bool().unwrap());
    fs::write(&proofs, found.to_string()).unwrap();
    assert_eq!(detente(&["conflict", &path, "--check", &proofs]).status.code(), Some(1));
    fs::write(&proofs, "[]").unwrap();
    assert_eq!(detente(&["conflict", &path, "--check", &proofs]).status.code(), Some(2));
}

#[test]
fn questions_of_a_mediator() {
    let (_folder, path) = file("chicken.json", &chicken().to_string());
    let wanted = answer(&[&path, "--want", "NN", "--concept", "nash"]);
    assert_eq!((wanted["state"].as_u64(), wanted["holds"].as_bool()), (Some(1), Some(false)));
    assert_eq!(wanted["rises"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer(&[&path, "--want", "2", "--concept", "nash"])["holds"], json!(true));
    let from = answer(&[&path, "--from", "1"]);
    assert_eq!(from["moves"], json!([[2, 3], [4]]));
    assert_eq!(from["improvements"], json!([[2, 3]]));
    insta::assert_snapshot!("conflict_wanted", out(&detente(&["conflict", &path, "--want", "YY"])));
    assert_eq!(detente(&["conflict", &path, "--want", "5"]).status.code(), Some(2));
    assert_eq!(detente(&["conflict", &path, "--want", "1", "--concept", "fear"]).status.code(), Some(2));
}

/// The same game as a GMCR+ file: statements, compound statements, directions, what cannot occur, what is not seen.
#[test]
fn gmcr_files_are_read() {
    let gmcr = json!({
        "program": "gmcr-py", "version": "0.3",
        "options": [{ "name": "stay out", "permittedDirection": "both" }, { "name": "strike", "permittedDirection": "fwd" }],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "decisionMakers": [
            { "name": "A", "options": [0], "preferences": [[[1, "N"]], [[0, "N"]]] },
            { "name": "B", "options": [1], "preferences": [{ "compound": true, "members": [[[0, "Y"]], [[1, "N"]]] }] }
        ]
    });
    let own = json!({
        "format": "conflict-case/1", "name": "same", "decision_makers": ["A", "B"],
        "options": [
            { "name": "stay out", "owners": ["A"], "direction": "both" },
            { "name": "strike", "owners": ["B"], "direction": "on_only" }
        ],
        "infeasible": ["\"stay out\" and strike"],
        "preferences": {
            "A": { "statements": ["not strike", "not \"stay out\""] },
            "B": { "statements": ["\"stay out\" or not strike"] }
        }
    });
    let (_one, gmcr) = file("game.gmcr", &gmcr.to_string());
    let (_two, own) = file("game.json", &own.to_string());
    let (gmcr, own) = (answer(&[&gmcr]), answer(&[&own]));
    for part in ["equilibria", "stability", "moves", "states"] {
        assert_eq!(gmcr[part], own[part], "{part}");
    }
    assert_eq!(gmcr["states"], json!(["NN", "YN", "NY"]));
}

#[test]
fn levels_weights_utilities_and_joined_states() {
    let text = json!({
        "format": "conflict-case/1", "name": "levels", "decision_makers": ["A", "B"], "status_quo": "YNNN",
        "options": [
            { "name": "arms", "owners": ["A"], "levels": ["none", "some", "many"] },
            { "name": "talk", "owners": ["B"] }
        ],
        "preferences": {
            "A": { "weights": { "arms:many": 2, "arms:some": 1, "talk": 3 } },
            "B": { "utilities": [5, 2, 0, 6, 3, 1] }
        }
    });
    let (_folder, path) = file("levels.json", &text.to_string());
    let found = answer(&[&path]);
    assert_eq!(found["states"], json!(["YNNN", "NYNN", "NNYN", "YNNY", "NYNY", "NNYY"]));
    assert_eq!(found["equilibria"]["nash"], json!([6]));
    assert_eq!(found["preferences"][0]["ranking"], json!([[6], [5], [4], [3], [2], [1]]));
    let mut joined = chicken();
    joined["coalesce"] = json!(["Y-"]);
    joined["states"] = json!(["NN", "NY", "Y-"]);
    joined["rankings"] = json!({ "A": [[3], [1], [2]], "B": [[2], [1], [3]] });
    let (_folder, path) = file("joined.json", &joined.to_string());
    let found = answer(&[&path]);
    assert!(found["stability"].get("sim").is_none(), "SIM is not defined for joined states");
    assert_eq!(found["equilibria"]["nash"], json!([3]));
}

#[test]
fn draws_are_the_same_at_any_number_of_threads_and_doubt_shows() {
    let mut text = chicken();
    text.as_object_mut().unwrap().remove("rankings");
    text["status_quo"] = json!("NN");
    text["preferences"] = json!({
        "A": { "statements": [{ "statement": "not (defect_A and defect_B)", "probability": 0.7 }, "defect_A", "not defect_B"] },
        "B": { "statements": ["not (defect_A and defect_B)", "defect_B", "not defect_A"] }
    });
    let (_folder, path) = file("doubt.json", &text.to_string());
    let args = ["conflict", &path, "--draws", "4000", "--dispersion", "0.2", "--format", "json"];
    let one = std::process::Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(args)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    let found: Value = serde_json::from_str(&out(&detente(&args))).unwrap();
    assert_eq!(found, serde_json::from_slice::<Value>(&one.stdout).unwrap());
    let nash = found["doubt"]["equilibria"]["nash"].as_array().unwrap();
    let often = |state: u64| {
        let one = nash.iter().find(|chance| chance["state"] == json!(state));
        one.map_or(0.0, |chance| chance["probability"]["probability"].as_f64().unwrap())
    };
    // Where A does not mind the crash it defects whatever B does: that side of the game becomes the likelier one.
    assert!(often(2) > often(3) + 0.1 && often(3) > 0.4 && often(4) > 0.0 && often(1) < 0.05, "{nash:?}");
    assert_eq!(found["doubt"]["statements"].as_array().map(Vec::len), Some(1));
    assert_eq!(detente(&["conflict", &path, "--draws", "10", "--dispersion", "2"]).status.code(), Some(2));
}

#[test]
fn other_formats() {
    let (_folder, path) = file("chicken.json", &chicken().to_string());
    let text = |format: &str| out(&detente(&["conflict", &path, "--format", format]));
    insta::assert_snapshot!("conflict_nfg", text("nfg"));
    insta::assert_snapshot!("conflict_efg", text("efg"));
    insta::assert_snapshot!("conflict_csv", text("csv"));
    let graph = text("graphml");
    assert_eq!((graph.matches("<node ").count(), graph.matches("<edge ").count()), (4, 8));
    let explicit = json!({
        "format": "conflict-case/1", "name": "g", "form": "graph", "decision_makers": ["A"], "states": ["here", "there"],
        "moves": { "A": [[2], []] }, "rankings": { "A": [[2], [1]] }
    });
    let (_folder, path) = file("graph.json", &explicit.to_string());
    assert_eq!(answer(&[&path])["equilibria"]["nash"], json!([2]));
    assert_eq!(detente(&["conflict", &path, "--format", "nfg"]).status.code(), Some(2));
}

#[test]
fn broken_files_are_refused_with_every_flaw() {
    let mut wrong = chicken();
    wrong["options"][0]["owners"] = json!(["C"]);
    wrong["options"][1]["direction"] = json!("sideways");
    wrong["infeasible"] = json!(["YYY", "defect_C", "--"]);
    let (_folder, path) = file("wrong.json", &wrong.to_string());
    let output = detente(&["conflict", &path]);
    assert_eq!(output.status.code(), Some(2));
    for place in ["options[0].owners", "options[1].direction", "infeasible[0]", "infeasible[1]", "infeasible[2]"] {
        assert!(err(&output).contains(place), "{}", err(&output));
    }
    let with = |change: &dyn Fn(&mut Value)| {
        let mut text = chicken();
        change(&mut text);
        text.to_string()
    };
    let texts = [
        String::new(),
        "[1]".to_owned(),
        "{}".to_owned(),
        with(&|text| text["rankings"]["A"] = json!([[1], [2], [2], [9]])),
        with(&|text| text["rankings"] = json!({ "A": [[1], [2], [3], [4]], "Z": [] })),
        with(&|text| text["states"] = json!(["NN", "YN"])),
        with(&|text| text["decision_makers"] = json!([])),
        with(&|text| text["infeasible"] = json!(["Y-", "N-"])),
        with(&|text| text["status_quo"] = json!("YYY")),
        with(&|text| text["coalesce"] = json!(["Y-", "-Y"])),
        with(&|text| text["form"] = json!("tree")),
        with(&|text| text["hidden_states"] = json!({ "Q": ["Y-"] })),
        with(&|text| text["infeasable"] = json!(["YY"])),
        with(&|text| text["decision_makers"] = json!(["A", "B", 3])),
        with(&|text| text["options"][0]["direction"] = json!(7)),
        with(&|text| text["options"][1]["name"] = json!("defect_A")),
        with(&|text| text["options"][1]["name"] = json!("")),
        with(&|text| text["removed_moves"] = json!([{ "dm": "A", "from": "NN" }])),
        with(&|text| text["removed_moves"] = json!([{ "dm": "A", "from": "NN", "to": true }])),
        with(&|text| text["rankings"] = json!([1])),
        with(&|text| stated(text, json!([{ "statement": "defect_A", "probability": "0.1" }]))),
        with(&|text| stated(text, json!([{ "statment": "defect_A" }]))),
        with(&|text| {
            stated(text, json!(["defect_B"]));
            text["coalesce"] = json!(["Y-"]);
        }),
        with(&|text| text["form"] = json!("graph")),
        with(&|text| text["options"][0]["levels"] = json!((0..4000).map(|k| format!("l{k}")).collect::<Vec<_>>())),
        with(&|text| {
            text.as_object_mut().unwrap().remove("rankings");
            let heavy = json!({ "weights": { "defect_A": 1e308, "defect_B": 1e308 } });
            text["preferences"] = json!({ "A": heavy, "B": heavy });
        }),
        json!({
            "format": "conflict-case/1", "form": "graph", "decision_makers": ["A"], "states": ["a", "b"],
            "moves": { "A": [2, []] }, "rankings": { "A": [[1], [2]] }
        })
        .to_string(),
        json!({ "decisionMakers": [{ "name": "A", "options": [7] }], "options": [] }).to_string(),
    ];
    for text in texts {
        let (_folder, path) = file("broken.json", &text);
        let output = detente(&["conflict", &path]);
        assert_eq!(output.status.code(), Some(2), "{text}: {}", err(&output));
    }
}

/// Statements of A instead of a ranking; B finds everything equally good.
fn stated(text: &mut Value, statements: Value) {
    text.as_object_mut().unwrap().remove("rankings");
    text.as_object_mut().unwrap().remove("states");
    text["preferences"] = json!({ "A": { "statements": statements }, "B": { "statements": [] } });
}

/// Only what the question can use is taken with it.
#[test]
fn questions_that_do_not_go_together() {
    let mut text = chicken();
    stated(&mut text, json!(["not defect_B", "defect_A"]));
    let (_folder, path) = file("chicken.json", &text.to_string());
    for other in ["--why", "--want=1", "--from=1", "--draws=5"] {
        assert_eq!(detente(&["conflict", &path, "--single-pass", other]).status.code(), Some(2), "{other}");
    }
    let single = answer(&[&path, "--single-pass"]);
    assert_eq!(
        (single["answers"].as_str(), single["verdicts"].as_array().map(Vec::len)),
        (Some("single pass"), Some(0))
    );
    // A way back is a strategy only for what can go back.
    text["options"][0]["direction"] = json!("on_only");
    let (_folder, path) = file("chicken.json", &text.to_string());
    assert_eq!(detente(&["conflict", &path, "--format", "nfg"]).status.code(), Some(2));
    text["status_quo"] = json!("YN");
    let (_folder, path) = file("chicken.json", &text.to_string());
    let game = out(&detente(&["conflict", &path, "--format", "nfg"]));
    assert!(game.contains("{ \"defect_A\" }"), "{game}");
}

/// Sums of whole weights are exact, and a weighted statement that matters is told.
#[test]
fn weights_are_compared_exactly() {
    let mut text = chicken();
    stated(&mut text, json!([]));
    let weights = json!({ "weights": { "defect_A": 1e12, "defect_B": 1 } });
    text["preferences"] = json!({ "A": weights, "B": weights });
    let (_folder, path) = file("weights.json", &text.to_string());
    assert_eq!(answer(&[&path])["equilibria"]["nash"], json!([4]));
    let (_folder, path) = case(CASE);
    let critical_preferences = answer(&[&path, "--conflict", "strait"])["critical_preferences"].clone();
    assert!(
        critical_preferences
            .as_array()
            .unwrap()
            .iter()
            .any(|critical| critical["change"].as_str().unwrap().contains("drops")),
        "{critical_preferences}"
    );
}

/// What a condition asks of is not in force: nothing is known of that preference, and no command makes one up.
#[test]
fn a_conflict_without_an_answer_has_none_anywhere() {
    let unknown = CASE.replace(
        "{ statement = \"not mine\", weight = 2 },\n  { statement = \"arms:some\", weight = [0.5, 1, 1.5] },\n  ",
        "",
    );
    let (folder, path) = case(&unknown);
    let ties = fs::read_to_string(folder.path().join("ties.csv")).unwrap();
    let dated = ties.replace("evidence\n", "evidence,since\n").replace("assumed,\n", "assumed,,2030\n");
    fs::write(folder.path().join("ties.csv"), dated).unwrap();
    let toml = fs::read_to_string(folder.path().join("case.toml")).unwrap();
    fs::write(folder.path().join("case.toml"), toml.replace("factor.calm", "tie.A-B.political")).unwrap();
    let alone = detente(&["conflict", &path, "--conflict", "strait"]);
    assert!(alone.status.code() == Some(2) && err(&alone).contains("has no answer"), "{}{}", out(&alone), err(&alone));
    let run = detente(&["run", &path, "--quiet", "--scenario", "baseline"]);
    assert!(out(&run).contains("nothing is known of what is preferred"), "{}{}", out(&run), err(&run));
}

/// Two changes of one decision maker are told relative to statements, in the order in which they are made.
#[test]
fn two_changes_of_one_list() {
    const LIST: [&str; 5] = ["a", "b", "not a", "not b", "c"];
    let mut text = chicken();
    text["options"] = json!([
        { "name": "a", "owners": ["A"] }, { "name": "b", "owners": ["A"] }, { "name": "c", "owners": ["A"] }
    ]);
    stated(&mut text, json!(LIST));
    let (_folder, path) = file("lists.json", &text.to_string());
    let found = answer(&[&path, "--want", "NNY", "--concept", "nash", "--changes", "2"]);
    let sets = found["changes"].as_array().unwrap();
    assert!(!sets.is_empty() && sets.iter().all(|set| set.as_array().map(Vec::len) == Some(2)), "{found}");
    // Made by hand in the file, each does what it says.
    for set in sets {
        let mut list = LIST.to_vec();
        for change in set.as_array().unwrap() {
            let told = change.as_str().unwrap();
            let named: Vec<&str> = told.split(['\u{201c}', '\u{201d}']).skip(1).step_by(2).collect();
            list.retain(|statement| *statement != named[0]);
            if let Some(beside) = named.get(1) {
                let place = list.iter().position(|statement| statement == beside).unwrap();
                list.insert(place + usize::from(told.contains(" right below ")), named[0]);
            }
        }
        let mut changed = text.clone();
        stated(&mut changed, json!(list));
        let (_folder, path) = file("changed.json", &changed.to_string());
        assert_eq!(answer(&[&path, "--want", "NNY", "--concept", "nash"])["holds"], json!(true), "{set}");
    }
}

/// Refused by its size before any memory is asked for.
#[test]
fn too_large_a_conflict_is_refused() {
    let options: Vec<Value> = (0..28).map(|k| json!({ "name": format!("o{k}"), "owners": ["A"] })).collect();
    let mut text = chicken();
    text["options"] = json!(options);
    text.as_object_mut().unwrap().remove("states");
    let (_folder, path) = file("large.json", &text.to_string());
    let output = detente(&["conflict", &path]);
    assert!(output.status.code() == Some(2) && err(&output).contains("MB"), "{}", err(&output));
    text["options"] = json!((0..40).map(|k| json!({ "name": format!("o{k}"), "owners": ["A"] })).collect::<Vec<_>>());
    let (_folder, path) = file("larger.json", &text.to_string());
    assert_eq!(detente(&["conflict", &path]).status.code(), Some(2));
}

/// The five conflicts of the embedded case, against results of direct enumeration that came with their coding.
#[test]
fn the_conflicts_of_the_case() {
    let expected = [
        ("shield", "nash", vec!["000", "111"]),
        ("shield", "gmr", vec!["000", "001", "010", "111"]),
        ("shield", "seq", vec!["000", "111"]),
        ("loan", "nash", vec!["111"]),
        ("loan", "seq", vec!["001", "111"]),
        ("loan", "smr", vec!["001", "111"]),
        ("normalisation", "nash", vec!["000"]),
        ("normalisation", "seq", vec!["000", "110"]),
        ("normalisation", "gmr", vec!["000", "100", "110", "111"]),
        ("korean-table", "nash", vec!["000"]),
        ("korean-table", "smr", vec!["000"]),
        ("korean-table", "gmr", vec!["000", "001"]),
        ("kurils", "nash", vec!["100001", "111011"]),
        ("kurils", "seq", vec!["100001", "111011"]),
    ];
    for (id, concept, labels) in expected {
        let found = answer(&["--conflict", id]);
        let mut named: Vec<&str> = found["equilibria"][concept]
            .as_array()
            .unwrap()
            .iter()
            .map(|state| found["states"][state.as_u64().unwrap() as usize - 1].as_str().unwrap())
            .collect();
        named.sort_unstable();
        assert_eq!(named, labels, "{id} {concept}");
    }
    assert_eq!(answer(&[])["cases"].as_array().map(Vec::len), Some(5));
    let output = detente(&["conflict", "--conflict", "sheild"]);
    assert!(output.status.code() == Some(2) && err(&output).contains("did you mean `shield`"), "{}", err(&output));
}

const CASE: &str = r#"
[case]
id = "t"
title = "Test"
as_of = "2001"
[settings]
draws = 500
[[view]]
id = "v"
title = "V"
actors = ["A", "B"]
[conflict.strait]
title = "The strait"
basis = "assumed"
status_quo = "1000"
order_doubt = 0.1
options = [
  { id = "arms", owner = "A", levels = ["none", "some"], meaning = "arms of A" },
  { id = "mine", owner = "B", direction = "on-only", meaning = "lay mines" },
  { id = "rain", meaning = "the season" },
]
infeasible = [{ statement = "mine and rain", why = "no ship leaves port" }]
joined = [{ id = "war", statement = "arms:some and mine" }]
[conflict.strait.hidden]
A = [{ statement = "rain" }]
[conflict.strait.preferences]
A = [
  { statement = "not mine", weight = 2 },
  { statement = "arms:some", weight = [0.5, 1, 1.5] },
  { id = "alarm", statement = "arms:none", weight = 5, when = "factor.calm > 0.5" },
]
B = [{ states = ["1000", "1001"] }, { states = ["0100", "0101"] }, { states = ["1010"] }, { states = ["0110"] }]
"#;

fn case(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("case.toml", text);
    write("actors.csv", "id,name,kind,basis,evidence\nA,Aland,state,assumed,\nB,Beland,state,assumed,\n");
    let columns = "low,mode,high,basis,evidence";
    write("ties.csv", &format!("id,from,to,directed,dimension,{columns}\nT1,A,B,no,political,0.1,0.2,0.3,assumed,\n"));
    write("factors.csv", &format!("id,name,{columns}\ncalm,Calm,0.1,0.2,0.3,assumed,\n"));
    let path = folder.path().to_string_lossy().into_owned();
    (folder, path)
}

/// Levels, one-way options, joined and hidden states, weights, rankings and conditions, through a run and a what-if.
#[test]
fn a_case_may_hold_every_kind_of_conflict() {
    let (_folder, path) = case(CASE);
    let checked = detente(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", out(&checked), err(&checked));
    let found = answer(&[&path, "--conflict", "strait"]);
    assert_eq!(found["states"], json!(["1000", "0100", "1010", "1001", "0101", "war"]));
    assert_eq!(found["preferences"][0]["statements"][2]["counts"], json!(false));
    let run = detente(&["run", &path, "--format", "json", "--quiet"]);
    let armed = finding(&run, "conflict.strait.equilibrium.nash:0100", "baseline");
    assert_eq!(armed["at_mode"], json!(1.0), "{armed}");
    // The factor passes the bound, the statement counts, and A no longer arms.
    let calm = detente(&["whatif", "factor.calm=0.8", &path, "--quiet", "--format", "json"]);
    assert!(out(&calm).contains("\"conflict.strait.equilibrium.nash:1000\""), "{}", out(&calm));
    // Drawn alone, a conflict of a case is drawn as in a run.
    let drawn = answer(&[&path, "--conflict", "strait", "--draws", "500", "--seed", "7"]);
    let run = detente(&["run", &path, "--format", "json", "--quiet", "--seed", "7"]);
    for chance in drawn["doubt"]["equilibria"]["nash"].as_array().unwrap() {
        let id = format!("conflict.strait.equilibrium.nash:{}", chance["label"].as_str().unwrap());
        assert_eq!(finding(&run, &id, "baseline")["probability"], chance["probability"], "{id}");
    }
    assert_eq!(detente(&["conflict", &path, "--draws", "9", "--dispersion", "0.5"]).status.code(), Some(2));
    let wrong = [
        ("mine and rain", "mine and rein"),
        ("status_quo = \"1000\"", "status_quo = \"0011\""),
        ("factor.calm > 0.5", "factor.calm = 0.5"),
        ("factor.calm > 0.5", "factor.clam > 0.5"),
        ("weight = 2 }", "why = \"x\" }"),
        ("{ states = [\"1010\"] }", "{ states = [\"1011\"] }"),
        ("order_doubt = 0.1", "order_doubt = 3"),
        ("\"on-only\"", "\"upwards\""),
        ("arms:some and mine", "rain and mine"),
        ("id = \"war\"", "id = \"0110\""),
    ];
    for (good, bad) in wrong {
        let (_folder, path) = case(&CASE.replace(good, bad));
        let checked = detente(&["check", &path]);
        assert_eq!(checked.status.code(), Some(1), "{bad}: {}", out(&checked));
    }
}

/// What a filter leaves out is not known: of statements the others count, a ranking with a hole is none.
#[test]
fn filters_reach_statements_conditions_and_rankings() {
    let first = "{ statement = \"not mine\", weight = 2 }";
    let ranked = "{ states = [\"1010\"] }";
    let told = |text: &str, change: &str| {
        let (_folder, path) = case(text);
        let output = detente(&["whatif", change, &path, "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
        out(&output)
    };
    let weighted = CASE.replace(first, "{ statement = \"not mine\", weight = 2, basis = \"general-knowledge\" }");
    assert!(!told(&weighted, "only:assumed").contains("no answer"));
    let all = weighted.replace("\n  { statement = \"arms:some\", weight = [0.5, 1, 1.5] },", "");
    let (_folder, path) = case(
        &all.replace("when = \"factor.calm > 0.5\"", "when = \"factor.calm > 0.5\", basis = \"general-knowledge\""),
    );
    let output = detente(&["whatif", "only:assumed", &path, "--quiet"]);
    assert!(out(&output).contains("no answer here"), "{}{}", out(&output), err(&output));
    let hole = CASE.replace(ranked, "{ states = [\"1010\"], basis = \"general-knowledge\" }");
    assert!(told(&hole, "only:assumed").contains("no answer here"));
}
