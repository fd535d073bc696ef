//! Issues: of tables, of KTAB, of a case; scores against outcomes.

use std::fs;

use serde_json::{Value, json};

use crate::{detente, err, file, finding, out};

const TABLE: &str = "\
issue,actor,position,salience,capability,reference
tax,A,0,80,10,10
tax,B,60,40,20,10
tax,C,100,90,15,10
law,A,90,30,10,50
law,C,20,60,15,50
";

const KTAB: &str = "\
Small, a test,3,2,
Actor,Description,Power,Tax,Sal,Law,Sal,
A,first,100,10,40,80,30,
B,second,60,90,50,20,20,
C,\"third, last\",80,50,30,60,60,
";

fn answer(args: &[&str]) -> Value {
    let output = detente(&[&["bargain"], args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

fn near(value: &Value, expected: f64) {
    assert!((value.as_f64().unwrap() - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn a_table_is_forecast_by_every_model() {
    let (_folder, path) = file("table.csv", TABLE);
    let found = answer(&[&path, "--model", "all"]);
    // Weights 8, 8 and 13.5 on 0, 60 and 100.
    near(&found["forecast"]["tax"]["compromise"], (8.0 * 60.0 + 13.5 * 100.0) / 29.5);
    near(&found["forecast"]["tax"]["median"], 60.0);
    near(&found["forecast"]["tax"]["mean"], 160.0 / 3.0);
    // A stands below the reference point, the others above: nothing is better for all.
    near(&found["forecast"]["tax"]["nash"], 10.0);
    near(&found["forecast"]["law"]["compromise"], (3.0 * 90.0 + 9.0 * 20.0) / 12.0);
    for model in ["smp", "eum", "exchange"] {
        let x = found["forecast"]["tax"][model].as_f64().unwrap();
        assert!((0.0..=100.0).contains(&x), "{model} {x}");
    }
    assert_eq!(found["exchanges"]["done"].as_array().map(Vec::len), Some(1));
    let one = answer(&[&path, "--issue", "law", "--model", "smp"]);
    assert_eq!(found["smp"]["law"]["positions_by_turn"], one["positions_by_turn"]);
    assert_eq!(one["final_positions"].as_array().map(Vec::len), Some(2), "those with a stake");
    assert_eq!(one["positions_by_turn"].as_array().map(Vec::len), Some(one["turns"].as_u64().unwrap() as usize + 1));
    assert_eq!(answer(&[&path])["forecast"]["law"].as_object().map(serde_json::Map::len), Some(1));
    insta::assert_snapshot!("bargain_table", out(&detente(&["bargain", &path, "--model", "all"])));
    insta::assert_snapshot!("bargain_csv", out(&detente(&["bargain", &path, "--model", "all", "--format", "csv"])));
}

#[test]
fn a_scenario_of_ktab_is_one_bargain_over_its_dimensions() {
    let (_folder, path) = file("ktab.csv", KTAB);
    let found = answer(&[&path, "--model", "smp"]);
    assert_eq!(found["positions_by_turn"][0], json!([[10.0, 80.0], [90.0, 20.0], [50.0, 60.0]]));
    assert_eq!(found["final_positions"][0].as_array().map(Vec::len), Some(2));
    let sum: f64 = found["prob4"][0].as_array().unwrap().iter().map(|p| p.as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    // The same as a table of two issues, taken together.
    let table = "issue,actor,position,salience,capability\n\
        Tax,A,10,40,100\nLaw,A,80,30,100\nTax,B,90,50,60\nLaw,B,20,20,60\nTax,C,50,30,80\nLaw,C,60,60,80\n";
    let (_folder, other) = file("table.csv", table);
    assert_eq!(answer(&[&other, "--model", "smp", "--joint"])["positions_by_turn"], found["positions_by_turn"]);
    let changed = answer(&[&path, "--model", "smp", "--param", "VotingRule=Cubic", "--param", "max_turns=3"]);
    assert!(changed["turns"].as_u64().unwrap() <= 3 && changed["prob4"][0] != found["prob4"][0]);
    // A defect that does not matter here, and one that stops the original.
    assert_eq!(answer(&[&path, "--model", "smp", "--ktab-compat=1,4"])["turns"], found["turns"]);
    let full = ["bargain", &path, "--model", "smp", "--param", "BigRAdjust=Full"];
    assert_eq!(detente(&full).status.code(), Some(0));
    assert_eq!(detente(&[&full[..], &["--ktab-compat"]].concat()).status.code(), Some(2));
}

#[test]
fn chance_is_the_same_at_any_number_of_threads() {
    let (_folder, path) = file("ktab.csv", KTAB);
    let args = [
        "bargain",
        &path,
        "--model",
        "smp",
        "--param",
        "StateTransitions=Stochastic",
        "--seed",
        "7",
        "--format",
        "json",
    ];
    let one = std::process::Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(args)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    assert_eq!(out(&detente(&args)), String::from_utf8_lossy(&one.stdout));
}

#[test]
fn bad_input_is_refused_with_its_line() {
    let refused = |text: &str, args: &[&str], says: &str| {
        let (_folder, path) = file("bad.csv", text);
        let output = detente(&[&["bargain", &path], args].concat());
        assert!(
            output.status.code() == Some(2) && err(&output).contains(says),
            "{says}: {}{}",
            out(&output),
            err(&output)
        );
    };
    refused(&KTAB.replace("60,60,", "60,80,"), &["--model", "smp"], ":5: the saliences of `C` add up to 110");
    refused(&KTAB.replace("A,first,100", "A,first,-1"), &[], ":3: the capability -1");
    refused(&TABLE.replace("tax,B,60", "tax,B,160"), &[], ":3: the position 160");
    refused(&TABLE.replace("law,C,20,60,15,50\n", ""), &[], ":5: issue `law` has 1 actor(s)");
    refused("issue,actor,position,salience,capability\n", &[], "there is no issue");
    refused("<Scenario><Actors/></Scenario>", &[], "no issue");
    refused(TABLE, &["--model", "smp", "--joint"], ":2: the saliences of `A` add up to 110");
    let calm = TABLE.replace("A,0,80", "A,0,50").replace("C,100,90", "C,100,30");
    refused(&calm, &["--model", "smp", "--joint"], "no stake in some issue");
    refused(TABLE, &["--issue", "laws"], "did you mean `law`");
    refused(TABLE, &["--model", "smp", "--param", "VotingRule=Loud"], "Prop, Binary");
    refused(TABLE, &["--param", "VotingRule=Cubic"], "which is not looked at");
    refused(TABLE, &["--joint"], "--model smp");
    refused(TABLE, &["--model", "smp", "--param", "max_turns=2.5"], "a whole number");
    refused(&TABLE.replace(",10\n", ",\n"), &["--model", "nash", "--issue", "tax"], "no model has an answer");
    refused(TABLE, &["--param", "Voting"], "NAME=VALUE");
    refused(TABLE, &["--model", "smp", "--ktab-compat=9"], "1 to 8");
    refused(TABLE, &["--reference", "101"], "between 0 and 100");
    refused(TABLE, &["--model", "guess"], "compromise, median");
}

#[test]
fn models_are_scored_against_outcomes() {
    let mut text = "dossier,issue,actor,position,salience,capability,outcome\n".to_owned();
    for (dossier, issue, outcome) in [("D1", "a", 50), ("D1", "b", 58), ("D2", "c", 20), ("D3", "d", 90)] {
        for (actor, position) in [("X", 0), ("Y", 100), ("Z", 50)] {
            text += &format!("{dossier},{issue},{actor},{position},50,1,{outcome}\n");
        }
    }
    let (_folder, path) = file("known.csv", &text);
    let output = detente(&["score", &path, "--format", "json"]);
    let found: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    assert_eq!((found["issues"].as_u64(), found["dossiers"].as_u64()), (Some(4), Some(3)));
    let compromise = &found["models"]["compromise"];
    near(&compromise["mae"], (0.0 + 8.0 + 30.0 + 40.0) / 4.0);
    near(&compromise["within_10"], 0.5);
    near(&compromise["difference"], 0.0);
    near(&found["models"]["always 50"]["difference"], 0.0);
    let (low, high) = (compromise["difference_low"].as_f64().unwrap(), compromise["difference_high"].as_f64().unwrap());
    assert_eq!((low, high), (0.0, 0.0), "paired with itself");
    assert!(found["models"].get("nash").is_none(), "no reference point, no answer");
    insta::assert_snapshot!("score_table", out(&detente(&["score", &path])));
    let (_folder, none) = file("unknown.csv", TABLE);
    assert_eq!(detente(&["score", &none]).status.code(), Some(2));
    let (_folder, ktab) = file("ktab.csv", KTAB);
    assert_eq!(detente(&["score", &ktab]).status.code(), Some(2));
}

const CASE: &str = r#"
[case]
id = "t"
title = "Test"
as_of = "2001"
[settings]
draws = 400
[[view]]
id = "v"
title = "V"
actors = ["A", "B"]
"#;

const POSITIONS: &str = "\
id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,capability_low,capability_mode,capability_high,from,veto,basis,evidence
P1,loan,A,,,,60,70,80,50,60,70,inner,,assumed,
P2,loan,B,80,90,100,40,50,60,20,30,40,,,assumed,
P3,loan,C,0,10,20,40,50,60,20,30,40,,yes,assumed,
P4,inner,A.X,0,20,40,60,70,80,20,30,40,,,assumed,
P5,inner,A.Y,60,80,100,60,70,80,20,30,40,,,assumed,
P6,other,B,0,10,20,60,70,80,,,,,,assumed,
P7,other,C,60,80,100,60,70,80,20,30,40,,,assumed,
";

fn case(change: impl Fn(&str, &str) -> String) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), change(name, text)).unwrap();
    write("case.toml", CASE);
    write(
        "actors.csv",
        "id,name,kind,within,capability_low,capability_mode,capability_high,basis,evidence\nA,A,state,,,,,assumed,\nB,B,state,,10,20,30,assumed,\n\
         C,C,state,,,,,assumed,\nA.X,X,faction,A,,,,assumed,\nA.Y,Y,faction,A,,,,assumed,\n",
    );
    let columns = "low,mode,high,basis,evidence";
    write("ties.csv", &format!("id,from,to,directed,dimension,{columns}\nT1,A,B,no,political,0.1,0.2,0.3,assumed,\n"));
    write(
        "issues.csv",
        "id,question,scale_0,scale_100,reference_low,reference_mode,reference_high,rule,agenda,basis,evidence\n\
         loan,How much?,none,all,20,30,40,quota 0.6,B,assumed,\ninner,What does A want?,none,all,,,,,,assumed,\nother,What else?,none,all,,,,,,assumed,\n",
    );
    write("positions.csv", POSITIONS);
    fs::create_dir(folder.path().join("scenarios")).unwrap();
    for (name, quantity, value) in
        [("faction", "issue.inner.A.X.position", 60), ("fallback", "issue.loan.reference", 5)]
    {
        let change = format!(
            "title = \"{name}\"\n[[change]]\nop = \"set\"\nquantity = \"{quantity}\"\nvalue = {value}.0\nbasis = \"assumed\"\n"
        );
        write(&format!("scenarios/{name}.toml"), &change);
    }
    let path = folder.path().to_string_lossy().into_owned();
    (folder, path)
}

fn same(_: &str, text: &str) -> String {
    text.to_owned()
}

/// Two levels, a reference point, a rule with veto and agenda, a capability of the actor's own; through a run and a what-if.
#[test]
fn a_case_may_bargain_on_two_levels() {
    let (_folder, path) = case(same);
    let checked = detente(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", out(&checked), err(&checked));
    let found = answer(&[&path, "--model", "all", "--issue", "loan"]);
    near(&found["issues"][0]["actors"][0]["position"], 50.0);
    let rule = &found["issues"][0]["procedure"];
    assert_eq!(rule["win_set"], json!([]), "C, who stands below the reference point, can veto");
    near(&rule["proposal"], 30.0);
    let run = detente(&["run", &path, "--quiet", "--format", "json"]);
    // A faction moves, and with it its state's position on the other level.
    let loan = finding(&run, "bargain.loan.compromise", "faction");
    assert!(loan["difference"]["mean"].as_f64().unwrap() > 5.0, "{loan}");
    assert!(loan["quantities"].as_array().unwrap().contains(&json!("issue.inner.A.X.position")), "{loan}");
    // What does not rest on it stays as it is, draw by draw.
    let other = finding(&run, "bargain.other.compromise", "faction");
    assert_eq!((other["difference"]["mean"].as_f64(), other["difference"]["equal"].as_f64()), (Some(0.0), Some(1.0)));
    let passes = finding(&run, "bargain.loan.passes", "fallback");
    assert!(passes["probability"]["probability"].as_f64().unwrap() > 0.3, "{passes}");
    let wrong = [
        ("positions.csv", "inner,,assumed", "nowhere,,assumed"),
        ("positions.csv", "P4,inner,A.X,0,20,40,60,70,80,20,30,40,,,", "P4,inner,A.X,,,,60,70,80,20,30,40,loan,,"),
        ("positions.csv", "P1,loan,A,,,,", "P1,loan,A,1,2,3,"),
        ("positions.csv", "P3,loan,C,0,10,20,40,50,60,20,30,40,", "P3,loan,C,0,10,20,40,50,60,,,,"),
        ("positions.csv", ",yes,", ",perhaps,"),
        ("issues.csv", "quota 0.6", "quota 6"),
        ("issues.csv", "quota 0.6,B", "quota 0.6,A.X"),
        ("positions.csv", "P7,other,C,60,80,100,60,70,80,20,30,40,,,assumed,\n", ""),
    ];
    for (file, good, bad) in wrong {
        let (_folder, path) = case(|name, text| if name == file { text.replace(good, bad) } else { text.to_owned() });
        let checked = detente(&["check", &path]);
        assert_eq!(checked.status.code(), Some(1), "{bad}: {}", out(&checked));
    }
    let (_folder, path) =
        case(
            |name, text| {
                if name == "issues.csv" { text.replace("20,30,40,quota", ",,,quota") } else { text.to_owned() }
            },
        );
    assert!(out(&detente(&["check", &path])).contains("M614"), "a rule without a reference point");
}

/// The nine issues of the embedded case: what the command and a run say at the most likely values is the same.
#[test]
fn the_issues_of_the_case() {
    let found = answer(&["--model", "all"]);
    let run = detente(&["run", "--quiet", "--format", "json", "--scenario", "baseline", "--draws", "200"]);
    let all: Value = serde_json::from_str(&out(&run)).unwrap_or_else(|_| panic!("{}", err(&run)));
    let list = all["scenarios"]["baseline"]["findings"].as_array().unwrap();
    let mut compared = 0;
    for (issue, models) in found["forecast"].as_object().unwrap() {
        for (model, forecast) in models.as_object().unwrap() {
            let id = format!("bargain.{issue}.{model}");
            let finding = list.iter().find(|finding| finding["id"] == json!(id)).unwrap_or_else(|| panic!("{id}"));
            near(&finding["at_mode"], forecast.as_f64().unwrap());
            compared += 1;
        }
    }
    assert_eq!(compared, 9 * 7, "nine issues, each with what stands without agreement");
    assert_eq!(all["issue_answers"].as_array().map(Vec::len), Some(9));
}

/// Two issues of one package are dimensions of one bargain: what the command and a run say is what `--joint` says of a table.
#[test]
fn issues_of_a_package_are_bargained_together() {
    let issues = "id,question,scale_0,scale_100,package,basis,evidence\n\
        tax,Tax?,none,all,deal,assumed,\nlaw,Law?,none,all,deal,assumed,\n";
    let head = "id,issue,actor,position_low,position_mode,position_high,salience_low,salience_mode,salience_high,basis,evidence\n";
    let row = |id: &str, issue: &str, actor: &str, x: u32, s: u32| {
        format!("{id},{issue},{actor},{x},{x},{x},{s},{s},{s},assumed,\n")
    };
    let stakes = [
        ("P1", "tax", "A", 10, 40),
        ("P2", "law", "A", 80, 30),
        ("P3", "tax", "B", 90, 50),
        ("P4", "law", "B", 20, 20),
        ("P5", "tax", "C", 50, 30),
        ("P6", "law", "C", 60, 60),
    ];
    let positions: String = stakes.iter().map(|(id, issue, actor, x, s)| row(id, issue, actor, *x, *s)).collect();
    let actors = "id,name,kind,capability_low,capability_mode,capability_high,basis,evidence\n\
        A,A,state,100,100,100,assumed,\nB,B,state,60,60,60,assumed,\nC,C,state,80,80,80,assumed,\n";
    let make = |positions: &str| {
        case(|name, text| match name {
            "issues.csv" => issues.to_owned(),
            "positions.csv" => format!("{head}{positions}"),
            "actors.csv" => actors.to_owned(),
            name if name.starts_with("scenarios") => "title = \"none\"\n".to_owned(),
            _ => text.to_owned(),
        })
    };
    let (_folder, path) = make(&positions);
    let checked = detente(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", out(&checked), err(&checked));
    // Issues of a case go by their ids.
    let table = "issue,actor,position,salience,capability\n\
        law,A,80,30,100\ntax,A,10,40,100\nlaw,B,20,20,60\ntax,B,90,50,60\nlaw,C,60,60,80\ntax,C,50,30,80\n";
    let (_other, plain) = file("table.csv", table);
    let joint = answer(&[&plain, "--model", "smp", "--joint"]);
    let of_case = answer(&[&path, "--model", "smp", "--issue", "tax"]);
    assert_eq!(of_case["smp"]["tax"]["positions_by_turn"], joint["positions_by_turn"]);
    near(&of_case["forecast"]["tax"]["smp"], joint["forecast"]["tax"]["smp"].as_f64().unwrap());
    let run = detente(&["run", &path, "--quiet", "--format", "json", "--scenario", "baseline"]);
    near(&finding(&run, "bargain.tax.smp", "baseline")["at_mode"], joint["forecast"]["tax"]["smp"].as_f64().unwrap());
    let behind = finding(&run, "bargain.tax.smp", "baseline")["quantities"].clone();
    assert!(behind.as_array().unwrap().contains(&json!("issue.law.C.salience")), "{behind}");
    for (good, bad) in
        [("P6,law,C,60,60,60,60,60,60", "P6,law,C,60,60,60,80,80,80"), ("P6,law,C,60,60,60,60,60,60,assumed,\n", "")]
    {
        let (_folder, path) = make(&positions.replace(good, bad));
        assert!(out(&detente(&["check", &path])).contains("M618"), "{bad}");
    }
}

/// Headings of a scenario say what its columns hold; a tenth of the scale is told.
#[test]
fn columns_are_not_read_crosswise_and_small_scales_are_told() {
    for headings in ["Influence,Salience,Position", "Position,Salience,Influence"] {
        let text = format!("Test,desc,2,1,\nActor,Description,{headings}\nA,x,50,10,70\nB,y,50,20,20\n");
        let (_folder, path) = crate::file("w.csv", &text);
        let output = detente(&["bargain", &path]);
        assert_eq!(output.status.code(), Some(2), "{headings}");
        assert!(err(&output).contains(":2: column 4 is called `Salience`"), "{}", err(&output));
    }
    let rows = "issue,actor,position,salience,capability\ntax,USA,10,8,5\ntax,JPN,2,6,3\ntax,CHN,0,9,4\n";
    let (_folder, path) = crate::file("z.csv", rows);
    let output = detente(&["bargain", &path]);
    assert!(err(&output).contains("all positions lie from 0 to 10"), "{}", err(&output));
}
