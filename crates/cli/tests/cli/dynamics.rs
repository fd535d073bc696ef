//! What-ifs with reasons, levers, what a finding hangs on, and causal maps of plain files.

use std::fs;

use serde_json::{Value, json};

use crate::{detente, err, file, out, root};

fn answer(args: &[&str]) -> Value {
    let output = detente(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

fn refused(args: &[&str], reason: &str) {
    let output = detente(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
    assert!(err(&output).contains(reason), "{args:?}: {}", err(&output));
}

fn near(value: &Value, expected: f64) {
    assert!((value.as_f64().unwrap() - expected).abs() < 1e-9, "{value} is not {expected}");
}

const QUICK: [&str; 3] = ["--draws", "400", "-q"];

#[test]
fn a_what_if_tells_before_after_ways_and_claims() {
    let found = answer(&[&["whatif", "factor.shield=0.9", "/", "shield-deployed", "freer-japan"], &QUICK[..]].concat());
    let one = &found["what_ifs"][0];
    let missiles = one["findings"].as_array().unwrap().iter().find(|f| f["id"] == "factors.cn-missiles").unwrap();
    let (before, after) = (missiles["baseline"].as_f64().unwrap(), missiles["scenario"].as_f64().unwrap());
    near(&missiles["difference"]["mean"], after - before);
    assert_eq!(missiles["difference"]["above"], 1.0);
    assert_eq!(missiles["paths"][0]["links"], json!(["K19"]));
    assert!(missiles["claims"].as_array().unwrap().contains(&json!("C21.4")));
    assert_eq!(missiles["without"][0]["link"], "K19");
    assert_eq!(found["what_ifs"][1]["changes"].as_array().unwrap().len(), 4);
    refused(&["whatif", "shield-deploid"], "not a change");
    refused(&["whatif", "cut:shield>moon"], "no quantity");
    refused(&["whatif", "add:shield>view.x.dimensions=0.2"], "cannot be an end");
    refused(&["whatif", "drop:id=C1.1@3"], "period");
    refused(&["whatif", "factor.shield=1@9999"], "period");
    let text = detente(&[&["whatif", "factor.shield=0.9"], &QUICK[..]].concat());
    assert!(out(&text).contains("Chinese missile build-up rises"), "{}", out(&text));
}

#[test]
fn a_lever_does_what_it_says() {
    let found = answer(&["levers", "issue.loan<=55", "--draws", "500", "-q"]);
    let plan = &found["plans"][0];
    let change = plan["moves"][0]["change"].as_str().unwrap();
    assert!(plan["number"].as_f64().unwrap() <= 55.0);
    let applied = answer(&["whatif", change, "--draws", "500", "-q"]);
    let findings = applied["what_ifs"][0]["findings"].as_array().unwrap();
    let loan = findings.iter().find(|f| f["id"] == "bargain.loan.compromise").unwrap();
    assert!((loan["scenario"].as_f64().unwrap() - plan["number"].as_f64().unwrap()).abs() < 1e-6, "{loan}");
    assert_eq!(answer(&["levers", "conflict.shield:000 stable", "-q"])["already"], true);
    // What the goal is about is no lever for it.
    let own = answer(&["levers", "factor.cn-missiles>=0.9", "--draws", "300", "-q"]);
    assert!(own["notes"].to_string().contains("`factor.cn-missiles` is what the goal is about"), "{own}");
    let moves = |plan: &Value| plan["moves"].to_string().contains("\"factor.cn-missiles\"");
    assert!(!own["plans"].as_array().unwrap().iter().any(moves) && !own["reach"].to_string().contains("cn-missiles"));
    refused(&["sensitivity", "shield.compromise"], "did you mean `bargain.shield.compromise`");
    refused(&["sensitivity", "bargain.shield.compromise", "--box", "1e9"], "one side");
    refused(&["sensitivity", "bargain.shield.compromise", "--box", "nan"], "number");
    refused(&["levers", "loan"], "no goal");
    refused(&["levers", "bargain.lona.compromise<=3"], "no finding");
    refused(&["levers", "issue.loan<=x"], "no number");
}

#[test]
fn what_a_finding_hangs_on_agrees_with_dropping_it() {
    let finding = "balance.state-network.normalised-frustration";
    let found = answer(&["sensitivity", finding, "--points", "256", "-q"]);
    let groups = found["groups"].as_array().unwrap();
    assert!(groups[0]["total"]["value"].as_f64().unwrap() > 0.1);
    let first = groups.iter().find(|group| group["without"]["change"].as_f64().is_some_and(|by| by != 0.0)).unwrap();
    let claim = first["group"].as_str().unwrap();
    // Base points are doubled until the greatest shares are known well enough.
    let points = found["points"].as_u64().unwrap().to_string();
    let dropped = answer(&["whatif", &format!("drop:id={claim}"), "--draws", &points, "-q"]);
    let findings = dropped["what_ifs"][0]["findings"].as_array().unwrap();
    let without = findings.iter().find(|f| f["id"] == finding).unwrap();
    near(&first["without"]["number"], without["scenario"].as_f64().unwrap());
    for by in ["source", "speaker", "channel", "quantity", "tie", "actor", "part"] {
        let found = answer(&["sensitivity", finding, "--by", by, "--points", "64", "-q"]);
        assert!(!found["groups"].as_array().unwrap().is_empty(), "{by}");
    }
    let screened = answer(&["sensitivity", "bargain.loan.compromise", "--screen", "8", "-q"]);
    assert!(screened[0]["mu_star"].as_f64() >= screened[1]["mu_star"].as_f64());
    let boxes =
        answer(&["sensitivity", "balance.state-network.together:KOR+PRK", "--box", "0.5", "--draws", "1000", "-q"]);
    assert!(boxes["steps"].as_array().unwrap().len() > 1);
    refused(&["sensitivity", "balance.state-network.strian"], "did you mean");
    refused(&["sensitivity", finding, "--by", "colour"], "group by");
}

/// What is rarely so: no number that no share can have, nothing that is no number, and too few draws are called too few.
#[test]
fn shares_of_what_is_rarely_so_are_told_or_left_unsaid() {
    for draws in ["16", "256", "1024"] {
        let finding = ["sensitivity", "balance.states.together:ARL+CAR", "cases/triangle", "--by", "quantity"];
        let found = answer(&[&finding[..], &["--points", draws, "-q"]].concat());
        let notes = found["notes"].to_string();
        for group in found["groups"].as_array().unwrap() {
            if found["too_few"].is_string() {
                assert!(group["total"].is_null() && group["first"].is_null(), "{group}");
                continue;
            }
            let (total, first) = (group["total"]["value"].as_f64().unwrap(), group["first"]["value"].as_f64().unwrap());
            assert!((-0.05..1.05).contains(&total) && (-0.2..1.05).contains(&first), "{draws}: {group}");
            let beyond = !(0.0..=1.0).contains(&total) || first < 0.0;
            assert!(!beyond || notes.contains("noise of the draws"), "{group} {notes}");
            assert!(group["total"]["low"].is_f64() && group["first"]["high"].is_f64(), "{group}");
        }
    }
}

/// The data that the methods are checked with beside the program, where it is there.
fn shared(name: &str) -> Option<Value> {
    let path = root().join("../shared/data/dynamics").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        #[allow(clippy::print_stderr)]
        {
            eprintln!("skipped: {} is not there", path.display());
        }
        return None;
    };
    serde_json::from_str(&text).ok()
}

#[test]
fn influences_of_a_file_follow_the_worked_numbers() {
    let Some(data) = shared("propagation_example.json") else { return };
    // What is set stays where it is put; these numbers are those of a move, which links push on.
    let mut moved = data.clone();
    for change in moved["changes"].as_array_mut().unwrap() {
        let from = data["quantities"][change["id"].as_str().unwrap()]["q0"].as_f64().unwrap();
        let to = change["value"].as_f64().unwrap();
        (change["op"], change["value"]) = ("shift".into(), (to - from).into());
    }
    let (_folder, path) = file("p.json", &moved.to_string());
    let found = answer(&["dynamics", "propagate", &path]);
    for (name, values) in data["expected"].as_object().unwrap() {
        for (period, expected) in values.as_array().unwrap().iter().enumerate() {
            near(&found["values"][name][period], expected.as_f64().unwrap());
        }
    }
}

#[test]
fn many_starts_of_a_map_are_a_table() {
    let (_one, map) = file("m.csv", ",a,b\na,0,0.9\nb,0.9,0\n");
    let (_two, starts) = file("s.csv", "b,a\n0.1,1\n,-1\n-0.3,\n");
    let output = detente(&["dynamics", "fcm", &map, "--rule", "modified", "--transfer", "tanh", "--starts", &starts]);
    let rows: Vec<Vec<String>> = out(&output).lines().map(|row| row.split(',').map(str::to_owned).collect()).collect();
    assert_eq!(rows[0], ["start", "settled", "a", "b"]);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[1..].iter().all(|row| row[1] == "yes"), "{rows:?}");
    let a: Vec<f64> = rows[1..].iter().map(|row| row[2].parse().unwrap()).collect();
    assert!(a[0] > 0.5 && a[1] < -0.5 && a[2] < -0.5, "{a:?}");
    let (_three, strange) = file("t.csv", "a,c\n1,1\n");
    let output = detente(&["dynamics", "fcm", &map, "--starts", &strange]);
    assert!(err(&output).contains("`c` is no concept of the map"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn maps_and_matrices_are_answered_from_matrix_list_and_json() {
    let (_one, matrix) = file("m.csv", ",a,b\na,0,0.5\nb,-0.8,0\n");
    let (_two, list) = file("l.csv", "source,target,weight\na,b,0.5\nb,a,-0.8\n");
    let (_three, json) = file(
        "m.json",
        r#"{"weights_row_causes_column": [[0, 0.5], [-0.8, 0]], "names": ["a", "b"], "start": [0.5, 0.5]}"#,
    );
    let found: Vec<Value> = [&matrix, &list, &json].map(|path| answer(&["dynamics", "fcm", path])).into();
    assert_eq!(found[0]["attractor"], found[1]["attractor"]);
    assert_eq!(found[0]["attractor"], found[2]["attractor"]);
    assert_eq!((&found[0]["outcome"], &found[0]["unique"]), (&json!("fixed point"), &json!(true)));
    let loops = answer(&["dynamics", "loops", &matrix]);
    assert_eq!(loops["loops"][0]["polarity"], "balancing");
    near(&loops["loops"][0]["gain"], -0.4);
    assert_eq!(loops["press"]["stable"], true);
    let scw = "$\nTwo\n&A\n-x\n-y\n&B\n-x\n-y\n#\n0,0,1,-1\n0,0,-1,1\n1,-1,0,0\n-1,1,0,0\n";
    let (_four, scw) = file("two.scw", scw);
    let cib = answer(&["dynamics", "cib", &scw]);
    assert_eq!(cib["consistent"].as_array().unwrap().len(), 2);
    let (_five, land) = file("l.json", r#"{"size": [3, 2, 1], "propensity": [[0, 1, -1], [1, 0, -1], [-1, -1, 0]]}"#);
    let land = answer(&["dynamics", "landscape", &land]);
    assert_eq!((&land["minima"][0]["side"], land["configurations"].as_u64()), (&json!([0, 0, 1]), Some(4)));
    near(&land["minima"][0]["energy"], 2.0 * (-3.0 - 2.0));
    let (_six, race) = file("r.json", r#"{"reaction": [[0, 0.8], [0.8, 0]], "cost": [1, 1], "grievance": [1, 1]}"#);
    let race = answer(&["dynamics", "race", &race]);
    near(&race["equilibrium"][0], 5.0);
    near(&race["spectral_abscissa"], -0.2);
}

#[test]
fn the_map_of_a_case_and_plain_ties_are_read_too() {
    let case = root().join("cases/northeast-asia-2001").to_string_lossy().into_owned();
    let loops = answer(&["dynamics", "loops", &case]);
    let strongest = &loops["loops"][0];
    assert_eq!(strongest["through"], json!(["factor.cn-missiles", "factor.jp-shield-demand", "factor.shield"]));
    assert!(loops["no_press"].as_str().unwrap().contains("20"));
    let (_folder, ties) =
        file("t.csv", "source,target,weight\nA,B,0.8\nA,C,-0.2\nA,D,-0.1\nB,C,-0.2\nB,D,-0.2\nC,D,0.4\n");
    let found = answer(&["dynamics", "polarise", &ties]);
    assert_eq!(found["factions"], json!([1, 1, -1, -1]));
    assert!((found["eigenvalues"][0].as_f64().unwrap() - 1.004_752_044).abs() < 1e-8);
}

#[test]
fn broken_maps_are_refused_with_every_flaw() {
    let cases = [
        ("fcm", ",a,b\na,0,x\nc,0,0\n", "not a finite number"),
        ("fcm", ",a,b\na,0,x\nc,0,0\n", "no column of that name"),
        ("fcm", "", "no line in this file"),
        ("fcm", r#"{"weights_row_causes_column": [[0, 1]], "start": [1]}"#, "columns"),
        ("fcm", r#"{"weights_row_causes_column": [[0]], "rule": "cosko"}"#, "rules are"),
        ("fcm", r#"{"weights_row_causes_column": [[0]], "lambda": -1}"#, "lambda"),
        ("loops", "source,target,weight\na,,1\n", "an end is missing"),
        ("cib", r#"{"variants": [2, 0], "matrix_row_acts_on_column": [[0]]}"#, "variants"),
        ("cib", "&A\n-x\n#\n1,2\n", "rows of"),
        ("landscape", r#"{"size": [1, -1], "propensity": [[0, 1], [2, 0]]}"#, "above 0"),
        ("landscape", r#"{"size": [1, -1], "propensity": [[0, 1], [2, 0]]}"#, "both ways"),
        ("propagate", r#"{"periods": 0, "quantities": {"a": {"q0": 2}}}"#, "periods"),
        (
            "propagate",
            r#"{"periods": 3, "quantities": {"a": {"q0": 0.2}}, "influences": [["a", "a", 0.1, 0]]}"#,
            "circle",
        ),
        ("race", r#"{"reaction": [[0, -1], [0, 0]], "cost": [1, 1]}"#, "at least 0"),
        ("race", "{", "no JSON"),
        ("race", r#"{"reaction": [[0, 1], [1, 0]], "cost": [0, -1]}"#, "cost[0] is 0.0"),
        ("race", r#"{"reaction": [[0, 1], [1, 0]], "cost": [0, -1]}"#, "cost[1] is -1.0"),
        ("race", r#"{"reaction": [[0, 1e308], [1e308, 0]], "cost": [1, 1]}"#, "reaction[1][0] is 1e308"),
        ("fcm", r#"{"weights_row_causes_column": [[0, 1e308], [1, 0]]}"#, "weights lie between"),
        ("fcm", r#"{"weights_row_causes_column": [[0, 1], [1, 0]], "lags": [[0, -1], [1, 0]]}"#, "lags lie between"),
        (
            "fcm",
            r#"{"weights_row_causes_column": [[0, 1], [1, 0]], "clamp": {"1": 7}}"#,
            "concept 1 counted from 1, or the one of index 1 counted from 0",
        ),
        ("fcm", r#"{"weights_row_causes_column": [[0, 1], [1, 0]], "clamp": {"2": 7}}"#, "between -1 and 1"),
        (
            "propagate",
            r#"{"periods": 3, "quantities": {"a": {"q0": 0.2}}, "changes": [{"op": "shift", "id": "a", "value": 7}]}"#,
            "outside [0, 1]",
        ),
        (
            "propagate",
            r#"{"periods": 3, "quantities": {"a": {"q0": 0.2}}, "changes": [{"op": "cut", "cause": "a", "effect": "a"}]}"#,
            "no such influence",
        ),
    ];
    for (what, text, reason) in cases {
        let (_folder, path) = file("broken.json", text);
        refused(&["dynamics", what, &path], reason);
    }
    refused(&["dynamics", "fcm", "nowhere.csv"], "cannot read");
}

#[test]
fn states_that_react_alike_come_to_rest_or_do_not() {
    // Ten states of which each reacts with a hundredth to every other: (10 - 1) 0.01 - 1.
    let alike = |size: usize, k: f64| -> Vec<Vec<f64>> {
        (0..size).map(|i| (0..size).map(|j| if i == j { 0.0 } else { k }).collect()).collect()
    };
    for (size, k, expected) in [(10, 0.01, -0.91), (17, 1.0, 15.0), (20, 0.5, 8.5), (3, 0.5, 0.0)] {
        let text = json!({"reaction": alike(size, k), "cost": vec![1; size], "grievance": vec![1; size]});
        let (_folder, path) = file("r.json", &text.to_string());
        let found = answer(&["dynamics", "race", &path]);
        near(&found["spectral_abscissa"], expected);
        assert_eq!((&found["stable"], &found["decides"]), (&json!(expected < 0.0), &Value::Null));
        let told = out(&detente(&["dynamics", "race", &path]));
        assert!(told.contains("reactions matter most and alike") && !told.contains("NaN"), "{told}");
        assert_eq!(told.contains("on the edge"), expected == 0.0, "{told}");
    }
}

#[test]
fn what_lies_off_the_scale_of_a_map_is_told() {
    let (_folder, path) = file("percent.csv", ",Rain,River,Fish\nRain,0,80,0\nRiver,0,0,50\nFish,0,-30,0\n");
    let found = detente(&["dynamics", "fcm", &path]);
    let note = "3 of 3 weights lie beyond -1 to 1, the scale of cognitive maps (Rain > River: 80)";
    assert!(out(&found).contains(note) && err(&found).contains(note) && err(&found).contains("divide them by 100"));
    assert!(answer(&["dynamics", "fcm", &path])["notes"][0].as_str().unwrap().contains(note));
    let (_folder, path) = file("map.csv", ",Rain,River\nRain,0,0.8\nRiver,0,0\n");
    assert_eq!(answer(&["dynamics", "fcm", &path, "--clamp", "Rain=0.5"])["notes"], json!([]));
    let below = answer(&["dynamics", "fcm", &path, "--clamp", "Rain=-0.5"]);
    assert!(below["notes"][0].as_str().unwrap().contains("`Rain` is held at -0.5, which lies outside 0 to 1"));
    refused(&["dynamics", "fcm", &path, "--clamp", "Rain=5"], "`Rain` is held at 5.0");
    refused(&["dynamics", "fcm", &path, "--clamp", "Rain=1e308"], "between -1 and 1");
    refused(&["dynamics", "fcm", &path, "--clamp", "Rain=1", "--clamp", "Rain=0"], "clamped twice, at 1 and at 0");
    let text = r#"{"weights_row_causes_column": [[0, 0.8], [0, 0]], "names": ["Rain", "3"], "clamp": {"Rain": 0.2, "3": 0.1}}"#;
    let (_folder, path) = file("held.json", text);
    let found = answer(&["dynamics", "fcm", &path, "--clamp", "Rain=0.7"]);
    near(&found["attractor"][0][0], 0.7);
    near(&found["attractor"][0][1], 0.1);
    assert!(
        found["notes"][0].as_str().unwrap().contains("the file holds `Rain` at 0.2; what is asked for goes before it")
    );
}

#[test]
fn a_header_without_end_is_refused_at_once() {
    let header: String = (0..200_000).map(|place| format!(",c{place}")).collect();
    let (_folder, path) = file("wide.csv", &(header + "\n"));
    for what in ["fcm", "loops"] {
        refused(&["dynamics", what, &path], "200000 columns, but a map has up to 20000 concepts");
    }
    let chain: String = (0..5_000).map(|place| format!("c{place},c{},1\n", place + 1)).collect();
    let (_folder, path) = file("chain.csv", &format!("source,target,weight\n{chain}"));
    refused(&["dynamics", "fcm", &path], "5001 concepts: a map is run with up to 2000");
    assert_eq!(answer(&["dynamics", "loops", &path])["loops"], json!([]));
}

#[test]
fn the_map_goes_out_as_xmile() {
    let output = detente(&["export", "xmile"]);
    let text = out(&output);
    assert!(text.contains("<aux name=\"deviation factor.cn-missiles\"><eqn>TANH("), "{}", err(&output));
    assert!(text.contains("DELAY(&quot;deviation factor.shield&quot;, 3, 0)"));
}

/// A map is read as a network is: the same options, the same signs, the same doubts.
#[test]
fn maps_are_read_as_networks_are() {
    let (_folder, coded) = file("coded.csv", "from,to,weight\nRain,Crop,0.8\nRain,Price,-9\nCrop,Price,-0.6\n");
    refused(&["dynamics", "fcm", &coded], "--missing=-9");
    let found = answer(&["dynamics", "loops", &coded, "--missing=-9"]);
    assert!(found["notes"].to_string().contains("without a value"), "{}", found["notes"]);
    let (_folder, two) = file("two.csv", "statea,stateb,ccode1,ccode2,weight\nUSA,USSR,2,365,-1\nUSA,Russia,2,365,1\n");
    refused(&["dynamics", "fcm", &two], "--columns A,B,VALUE");
    answer(&["dynamics", "fcm", &two, "--columns", "statea,stateb,weight"]);
    let (_folder, signs) = file("signs.csv", ",USA,JPN,CHN\nUSA,-,+,-\nJPN,+,-,-\nCHN,-,-,-\n");
    assert!(answer(&["dynamics", "fcm", &signs])["notes"].to_string().contains("diagonal"));
    let (_folder, lag) = file("lag.csv", "cause,effect,weight,lag\nRain,Crop,0.8,1\nCrop,Rain,-0.6,NA\n");
    refused(&["dynamics", "loops", &lag], "the lag is missing");
    let twice = r#"{"variants":[["lo","lo"],["x","y"]],"descriptors":["A","A"],"matrix_row_acts_on_column":[[0,0,1,-1],[0,0,-1,1],[1,-1,0,0],[-1,1,0,0]]}"#;
    let (_folder, cib) = file("cib.json", twice);
    refused(&["dynamics", "cib", &cib], "`A` stands twice");
    refused(&["dynamics", "cib", &cib], "`lo` stands twice");
}
