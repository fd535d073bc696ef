//! Coalitions of plain tables.

use serde_json::Value;

use crate::{detente, err, file, out};

const COUNCIL: &str = "\
member,weight,inhabitants
France,4,46
Germany,4,54
Italy,4,49
Belgium,2,9
Netherlands,2,11
Luxembourg,1,0.3
";

const LINE: &str = "\
member,weight,position
N,20,90
M,25,70
S,30,45
B,25,20
";

fn answer(args: &[&str]) -> Value {
    let output = detente(&[&["coalition"], args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

fn exactly(found: &Value, what: &str) -> Vec<String> {
    let members = found["members"].as_array().unwrap();
    members.iter().map(|member| member[what]["exact"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_council_of_six() {
    let (_folder, path) = file("council.csv", COUNCIL);
    let found = answer(&[&path, "--quota", "12"]);
    assert_eq!(exactly(&found, "shapley"), ["7/30", "7/30", "7/30", "3/20", "3/20", "0"]);
    assert_eq!(found["members"][5]["dummy"], true);
    assert_eq!(found["minimal_winning"]["sets"].as_array().map(Vec::len), Some(4));
    // Without a proposal of the Commission four members at least.
    let double = answer(&[&path, "--quota", "12", "--quota", "members:4"]);
    assert_eq!(exactly(&double, "shapley"), ["13/60", "13/60", "13/60", "1/6", "1/6", "1/60"]);
    let people = answer(&[&path, "--quota", "inhabitants:2/3", "--or", "15"]);
    assert_eq!(people["members"][0]["weights"].as_array().map(Vec::len), Some(2));
    let table = out(&detente(&["coalition", &path, "--quota", "12"]));
    assert!(table.contains("never decides") && table.contains("7/30"), "{table}");
}

#[test]
fn who_carries_what_on_a_line() {
    let (_folder, path) = file("line.csv", LINE);
    let found = answer(&[&path, "--quota", "51", "--at", "50"]);
    let line = &found["line"];
    assert_eq!((&line["decision"], &line["above"]["converts"]["members"][0]), (&"below".into(), &"S".into()));
    assert_eq!(line["jumps"][0]["leaves_out"][0], "S");
    let output = detente(&["coalition", &path]);
    assert!(err(&output).contains("positions are not looked at"), "{}", err(&output));
    let with = out(&detente(&["coalition", &path, "--at", "50", "--veto", "N"]));
    assert!(with.contains("not without N") && with.contains("Carried: neither"), "{with}");
}

#[test]
fn factions_decide_before_their_actor() {
    let text = "member,weight,position,within\nA1,30,80,A\nA2,16,20,A\nA3,15,20,A\nB,20,80,\n";
    let (_folder, path) = file("levels.csv", text);
    let found = answer(&[&path, "--at", "50"]);
    assert_eq!((&found["levels"]["decision"], &found["levels"]["direct"]), (&"below".into(), &"above".into()));
}

#[test]
fn what_is_no_body_is_refused_with_a_remedy() {
    let told = |text: &str, args: &[&str]| {
        let (_folder, path) = file("table.csv", text);
        let output = detente(&[&["coalition", &path], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        err(&output)
    };
    assert!(told(LINE, &["--quota", "101"]).contains("no coalition wins"));
    assert!(told(LINE, &["--quota", "many"]).contains("is no quota"));
    assert!(told(LINE, &["--quota", "votes:3"]).contains("no column `votes`"));
    assert!(told(LINE, &["--veto", "Z"]).contains("no member is called `Z`"));
    assert!(told("member,weight\nA,-1\nA,2\n", &[]).contains("problem(s)"));
    assert!(told("", &[]).contains("member"));
    assert!(told("member,weight\nA,0\n", &[]).contains("no coalition wins"));
}
