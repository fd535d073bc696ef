//! Data sets, indicators, events, ties from data, years, forecasts: on small tables of our own.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{detente, err, out};

/// A folder of small data sets in the columns of their releases.
fn data() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(place.path().join(name), text).unwrap();
    let years = |row: &dyn Fn(i32) -> String| (1990..=2002).map(row).collect::<String>();
    write(
        "atop.csv",
        "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n".to_owned()
            + &years(&|year| format!("2,740,{year},1,0,0,0,1\n365,710,{year},0,0,0,1,0\n")),
    );
    write(
        "gml.csv",
        "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,fatality1,fatality2\n".to_owned()
            + "5,2,365,1999,1,4,4,0,0\n6,2,710,2001,1,4,4,0,0\n7,2,740,1990,1,2,2,0,0\n8,2,710,2002,1,3,3,0,0\n",
    );
    write("tss.csv", "tssr_id,ccode1,ccode2,start,end,positional,spatial,ideological\n9,200,220,1494,1904,1,0,0\n1,2,710,1996,2020,1,0,0\n".to_owned());
    place
}

fn json(args: &[&str]) -> Value {
    let output = detente(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{args:?}: {}", err(&output)))
}

fn refused(args: &[&str], reason: &str) {
    let output = detente(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}{}", out(&output), err(&output));
    assert!(err(&output).contains(reason), "{args:?}: {}", err(&output));
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn networks_are_made_from_alliances_and_disputes_and_set_beside_others() {
    let place = data();
    let data = text(place.path());
    let years = ["record", "networks", "--from", "1999", "--to", "2002", "--window", "2", "--step", "2"];
    let made = out(&detente(&[&years[..], &["--data", &data]].concat()));
    assert_eq!(
        made,
        "window,source,target,sign,rows\n1999-2000,USA,RUS,-1,gml-mid:2\n1999-2000,USA,JPN,1,atop:20 atop:22\n\
         2001-2002,USA,CHN,-1,gml-mid:3 gml-mid:5\n2001-2002,USA,JPN,1,atop:24 atop:26\n"
    );
    // Force was used in 1999 and 2001 alone; with pacts of nonaggression Russia and China are friends.
    let strict = [&years[..], &["--hostility", "4", "--nonaggression", "--data", &data]].concat();
    let strict = json(&strict);
    assert_eq!(strict[1]["ties"][0]["rows"].as_array().unwrap().len(), 1, "{strict}");
    assert_eq!(strict[0]["ties"].as_array().unwrap().len(), 3, "{strict}");
    // What is made is what `balance` reads, and agrees with itself.
    let file = place.path().join("networks.csv");
    fs::write(&file, &made).unwrap();
    let file = text(&file);
    assert_eq!(json(&["balance", &file, "--by", "window"])["periods"].as_array().unwrap().len(), 2);
    let itself = json(&["record", "networks", "--compare", &file, "--data", &data]);
    assert_eq!((&itself["all"]["agreement"], &itself["all"]["same_hostile"]), (&1.0.into(), &2.into()));
    let other = place.path().join("other.csv");
    fs::write(&other, "window,source,target,sign\n99-00,Amerika,RUS,1\n99-00,JPN,USA,1\n99-00,Ruritania,USA,1\n")
        .unwrap();
    let names = place.path().join("names.csv");
    fs::write(&names, "name,state\nAmerika,2\n").unwrap();
    let (other, names) = (text(&other), text(&names));
    let both = json(&["record", "networks", "--compare", &other, "--names", &names, "--data", &data]);
    assert_eq!((&both["all"]["hostile_here_friendly_there"], &both["all"]["same_friendly"]), (&1.into(), &1.into()));
    assert_eq!(both["no_states"]["Ruritania"], 1);
    fs::write(&names, "name,state\nAmerika,Atlantis\n").unwrap();
    refused(&["record", "networks", "--compare", &other, "--names", &names, "--data", &data], "`Atlantis` is no state");
    fs::write(&other, "window,source,target,sign\nearly,USA,RUS,1\n").unwrap();
    refused(&["record", "networks", "--compare", &other, "--data", &data], "`early` is no window of years");
    fs::write(&other, "window,source,target,sign\n1999,USA,RUS,1\n1999,RUS,USA,-1\n").unwrap();
    refused(&["record", "networks", "--compare", &other, "--data", &data], "stands in line 2 already");
    fs::write(&other, "window,source,target,sign\n").unwrap();
    refused(&["record", "networks", "--compare", &other, "--data", &data], "has no ties");
    refused(&["record", "networks", "--compare", &other, "--step", "2", "--data", &data], "cannot be used with");
    refused(
        &["record", "networks", "--from", "1999", "--to", "2002", "--names", &names, "--data", &data],
        "need --compare",
    );
    refused(&["record", "networks", "--from", "2002", "--to", "2002", "--data", &data], "no window of 4 years");
    refused(&["record", "networks", "--from", "2001", "--to", "2010", "--data", &data], "covers 1990 to 2002");
}

#[test]
fn a_value_tells_the_rows_behind_it() {
    let place = data();
    let data = text(place.path());
    let found =
        json(&["record", "value", "atop_defense", "--pair", "JPN,United States", "--year", "2001", "--data", &data]);
    assert_eq!(found["value"], 1.0);
    assert_eq!(found["rows"][0]["line"], 2 + 2 * (2001 - 1990));
    assert_eq!(found["rows"][0]["file"], "atop.csv");
    let s = json(&["record", "similarity", "--measure", "s", "--pair", "2,740", "--year", "2001", "--data", &data]);
    assert!((0.0..=1.0).contains(&s["value"].as_f64().unwrap()) && s["measure"] == "s");
    let all = detente(&["record", "similarity", "--all", "--from", "2001", "--to", "2001", "--data", &data]);
    let members = 1 + (out(&all).lines().count() as f64 * 2.0).sqrt() as usize;
    assert!(members > 180, "{members}");
    refused(
        &["record", "similarity", "--all", "--from", "2003", "--to", "2004", "--data", &data],
        "covers 1990 to 2002",
    );
    refused(
        &["record", "value", "atop_defence", "--pair", "2,740", "--year", "2001", "--data", &data],
        "no indicator is called",
    );
    refused(&["record", "value", "atop_defense", "--pair", "2,Japn", "--year", "2001", "--data", &data], "is no state");
    refused(&["record", "value", "cinc", "--pair", "2", "--year", "2001", "--data", &data], "is the data set `nmc`");
    refused(&["record", "backtest", "dispute-onset", "--data", &data], "covers 1990 to 2002, and 1950 is needed");
}

#[test]
fn malformed_rows_have_places_and_an_exit_code() {
    let place = data();
    let path = place.path().join("bad.csv");
    fs::write(
        &path,
        "ccode1,ccode2,year,dyadigos\n2,740,2001,44\n2,740,two,44\n2,999,2001,44\n2,2,2001,4\n2,740,2001,45\n",
    )
    .unwrap();
    let output = detente(&["record", "check", &text(&path)]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    for line in [
        "line 3, column year: not a date",
        "line 4, column ccode2: no state",
        "line 5, column ccode2: a state with itself",
        "line 6: the key stands twice",
    ] {
        assert!(out(&output).contains(line), "{line}: {}", out(&output));
    }
    fs::write(&path, "ccode1,ccode2,year,flow1\n2,740,2001,44\n").unwrap();
    refused(&["record", "check", &text(&path)], "nearly the data set `trade`, but columns are missing: flow2");
    refused(&["record", "check", &text(place.path())], "is a folder");
    refused(&["record", "check", "/no/such/file"], "there is no file");
}

#[test]
fn events_are_added_up_and_read_back() {
    let place = data();
    let path = place.path().join("events.csv");
    fs::write(&path, "id,date,source,target,code,goldstein\n1,2001-03-05,JPN,RUS,042,1.9\n2,2001-03-06,JPN,RUS,190,-10\n3,2001-03-06,JPN,IGO,190,-10\n").unwrap();
    let months = place.path().join("months.csv");
    let output = detente(&[
        "record",
        "aggregate",
        &text(&path),
        "--by",
        "dyad-month",
        "--format",
        "csv",
        "--out",
        &text(&months),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("IGO 1"), "{}", err(&output));
    let written = fs::read_to_string(&months).unwrap();
    assert!(written.ends_with("JPN,RUS,2001-03,2,-8.1,2,1,0,0,1\n"), "{written}");
    let data = text(place.path());
    let found = json(&["record", "value", "goldstein_mean", "--pair", "RUS,JPN", "--year", "2001", "--data", &data]);
    assert_eq!(found["value"], -4.05);
    let faded = detente(&["record", "aggregate", &text(&path), "--half-life", "1000", "--out", &text(&months)]);
    assert_eq!(faded.status.code(), Some(0), "{}", err(&faded));
    // 26 and 25 days before the end of March, and 275 more to that of the year.
    let left = (1.9 * 0.982_140 - 10.0 * 0.982_821) * 0.826_472;
    let found = json(&["record", "value", "goldstein_left", "--pair", "RUS,JPN", "--year", "2001", "--data", &data]);
    assert!((found["value"].as_f64().unwrap() - left).abs() < 1e-3, "{found}");
    let refused = detente(&["record", "aggregate", &text(&path), "--half-life", "0"]);
    assert_eq!(refused.status.code(), Some(2));
}

/// What is missing, kept out or in the numbers of another system is said in every command that reads sets.
#[test]
fn what_is_not_known_is_said() {
    let place = tempfile::tempdir().unwrap();
    let data = text(place.path());
    let atop = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n";
    let rows = "2,740,2005,1,0,0,0,#N/A\n2,732,2005,1,0,0,0,NA\n2,255,2005,-9,0,0,0,0\n2,200,2005,TRUE,0,0,0,1\n2,740,2006,1,0,0,0,1\n";
    let file = place.path().join("atop.csv");
    fs::write(&file, atop.to_owned() + rows).unwrap();
    let gml = "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,fatality1,fatality2\n5,2,365,2005,1,4,4,0,0\n";
    fs::write(place.path().join("gml.csv"), gml).unwrap();
    let asked =
        |name: &str, pair: &str| json(&["record", "value", name, "--pair", pair, "--year", "2005", "--data", &data]);
    assert_eq!(asked("atop_defense", "USA,JPN")["value"], 1.0);
    let lost = asked("atop_defense", "USA,DEU");
    assert!(lost["value"].is_null() && lost["rows"][0]["line"] == 4, "{lost}");
    assert_eq!(lost["note"], "atop.csv line 4: atop_defense is missing");
    let plain = detente(&["record", "value", "atop_defense", "--pair", "USA,DEU", "--year", "2005", "--data", &data]);
    assert!(out(&plain).contains("unknown: atop.csv line 4"), "{}", out(&plain));
    let series = json(&[
        "record",
        "series",
        "atop_consul",
        "--pair",
        "USA,JPN",
        "--from",
        "2005",
        "--to",
        "2006",
        "--data",
        &data,
    ]);
    assert_eq!((&series[0]["value"], &series[1]["value"]), (&Value::Null, &1.0.into()));
    let s = json(&["record", "similarity", "--pair", "USA,JPN", "--year", "2005", "--data", &data]);
    assert!(s["value"].is_null() && s["note"].as_str().unwrap().contains("line 4"), "{s}");
    let all = detente(&["record", "similarity", "--all", "--from", "2005", "--to", "2005", "--data", &data]);
    assert!(err(&all).contains("2005: the obligations of 2 states are not known whole"), "{}", err(&all));
    assert!(out(&all).contains("\n2,255,USA,DEU,2005,\n"));
    let years = ["record", "networks", "--from", "2005", "--to", "2005", "--window", "1", "--data", &data];
    let found = json(&years);
    assert_eq!(found[0]["unknown"][0]["why"], "atop.csv line 4: atop_defense is missing");
    assert_eq!(found[0]["ties"].as_array().unwrap().len(), 4);
    assert!(err(&detente(&years)).contains("USA and DEU: atop.csv line 4"));
    // The file is told as it is: no release, cells by column.
    let info = json(&["record", "info", &text(&file)]);
    assert_eq!((&info["release"], &info["tested"]), (&Value::Null, &false.into()));
    assert!(!info["title"].as_str().unwrap().contains("5.1"), "{info}");
    assert_eq!(
        info["rows"]["cells"][0],
        serde_json::json!({ "column": "atop_consul", "missing": 2, "unreadable": 0, "first": [] })
    );
    // Two files that say the same twice.
    fs::write(place.path().join("other.csv"), atop.to_owned() + "2,740,2005,0,0,0,0,0\n").unwrap();
    let value = ["record", "value", "atop_defense", "--pair", "USA,JPN", "--year", "2005", "--data", &data];
    refused(&value, "atop.csv and other.csv are both the data set `atop`");
    assert_eq!(json(&[&value[..], &["--release", "other.csv"]].concat())["value"], 0.0);
    fs::remove_file(place.path().join("other.csv")).unwrap();
    // Numbers of Gleditsch and Ward; a file of which nothing is kept.
    fs::write(&file, atop.to_owned() + "2,260,2005,1,0,0,0,0\n").unwrap();
    refused(&value, "the file is in the numbers of Gleditsch and Ward");
    refused(&["record", "info", &text(&file)], "260 in 2005 is a state to Gleditsch and Ward (Germany)");
    let gw = json(&[
        "record",
        "value",
        "atop_defense",
        "--pair",
        "USA,DEU",
        "--year",
        "2005",
        "--data",
        &data,
        "--codes",
        "gw",
    ]);
    assert_eq!(gw["value"], 1.0);
    fs::write(&file, atop.to_owned() + "x,740,2005,1,0,0,0,0\n").unwrap();
    refused(&value, "no row of the data set `atop` could be kept: 1 kept out: no state of that year");
    refused(&["record", "info", &text(&file)], "no row of `atop` could be kept");
    refused(&["record", "check", &text(&file)], "no row of `atop` could be kept");
}

#[test]
fn events_of_which_none_is_kept_are_bad_input() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("events.csv");
    let head = "date;source;target;code;goldstein\n";
    let rows = "2001-03-14;USA;CHN;020;3,0\n2001-03-15;USA;CHN;042;1,9\n2001-03-16;USA;CHN;193;-10\n";
    fs::write(&file, head.to_owned() + rows).unwrap();
    let sums = detente(&["record", "aggregate", &text(&file)]);
    assert!(out(&sums).contains("USA,CHN,2001-03,3,-5.1,"), "{}{}", out(&sums), err(&sums));
    fs::write(&file, head).unwrap();
    refused(&["record", "aggregate", &text(&file)], "no event could be kept: it has no rows");
    fs::write(&file, head.to_owned() + "9/1990;USA;CHN;020;3,0\n").unwrap();
    refused(&["record", "aggregate", &text(&file)], "no event could be kept: 1 kept out: not a date");
}

#[test]
fn years_before_the_common_era_are_refused() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/triangle");
    refused(&["run", &text(&case), "--every", "year", "--from=-5", "--to=5"], "years lie from 1 to 9999");
}

/// A case with a rule, made from `init`.
fn case() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("case");
    assert!(detente(&["init", &text(&folder)]).status.success());
    for name in ["ties.csv", "claims.csv", "actors.csv", "sources.csv"] {
        let path = folder.join(name);
        let header = fs::read_to_string(&path).unwrap().lines().next().unwrap().to_owned();
        fs::write(&path, header + "\n").unwrap();
    }
    for entry in fs::read_dir(&folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".csv") && !["ties.csv", "claims.csv", "actors.csv", "sources.csv"].contains(&name.as_str()) {
            fs::remove_file(entry.path()).unwrap();
        } else if entry.path().is_dir() {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    fs::write(folder.join("actors.csv"), "id,name,basis,evidence\nUSA,United States,assumed,\nJPN,Japan,assumed,\nRUS,Russia,assumed,\nCHN,China,assumed,\n").unwrap();
    let manifest = r#"
[case]
id = "four"
title = "Four"
as_of = "2002"
[settings]
draws = 200
[[view]]
id = "record"
title = "From data"
actors = ["USA", "JPN", "RUS", "CHN"]
dimensions = ["record"]
[tie-rule.record]
dimension = "record"
actors = ["USA", "JPN", "RUS", "CHN"]
compare = "record"
firmness = 10
indicators = [
  { name = "alliance_commitment", weight = [0.5, 0.7, 0.9], least = 0.3 },
  { name = "dispute_pressure", weight = [-0.9, -0.7, -0.5] },
  { name = "rivalry", weight = [-0.5, -0.35, -0.2] },
]
"#;
    fs::write(folder.join("case.toml"), manifest).unwrap();
    (place, folder)
}

#[test]
fn latent_ties_are_fitted_told_and_written() {
    let (data, (_place, folder)) = (data(), case());
    let (data, case) = (text(data.path()), text(&folder));
    let manifest = fs::read_to_string(folder.join("case.toml")).unwrap();
    let latent = manifest
        .replace("firmness = 10", "method = \"latent\"")
        .replace("least = 0.3 }", "least = 0.3, cuts = [0.3, 0.75] }")
        .replace(
            "{ name = \"dispute_pressure\", weight = [-0.9, -0.7, -0.5] }",
            "{ name = \"gml_mid_max_hostility\", weight = [-0.9, -0.7, -0.5], unit = 5, cuts = [1, 4] }",
        );
    fs::write(folder.join("case.toml"), &latent).unwrap();
    let make = || detente(&["record", "ties", &case, "--from", "1990", "--data", &data]);
    let output = make();
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("latent affinity: 6 pairs, "), "{}", out(&output));
    let ties = fs::read_to_string(folder.join("data-ties.csv")).unwrap();
    let last = |pair: &str| ties.lines().rfind(|line| line.contains(pair)).unwrap_or_default().to_owned();
    assert!(last("USA,JPN").contains("friendly with probability 1.000"), "{}", last("USA,JPN"));
    assert!(
        last("USA,CHN").contains("rivalry 1996-2002 1.000 adds -") && last("USA,CHN").contains("D.tss.3"),
        "{ties}"
    );
    let check = detente(&["check", &case, "--format", "concise"]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
    let first = fs::read(folder.join("data-ties.csv")).unwrap();
    make();
    assert_eq!(fs::read(folder.join("data-ties.csv")).unwrap(), first);
    // One sign alone has no zero; cuts belong to latent rules, in order; a loading is not 0.
    let wrong = |from: &str, to: &str, reason: &str| {
        fs::write(folder.join("case.toml"), latent.replace(from, to)).unwrap();
        refused(&["record", "ties", &case, "--from", "1990", "--data", &data], reason);
    };
    let against = "  { name = \"gml_mid_max_hostility\", weight = [-0.9, -0.7, -0.5], unit = 5, cuts = [1, 4] },\n  { name = \"rivalry\", weight = [-0.5, -0.35, -0.2] },\n";
    wrong(against, "", "no affinity is neither");
    wrong("method = \"latent\"", "", "`cuts` is of rules with the method `latent`");
    wrong("method = \"latent\"", "method = \"hidden\"", "latent");
    wrong("cuts = [1, 4]", "cuts = [4, 1]", "each above the one before");
    wrong("weight = [-0.5, -0.35, -0.2]", "loading = 0", "is not 0");
    wrong("weight = [-0.5, -0.35, -0.2]", "weight = [-0.5, -0.35, -0.2], loading = 0.2", "`weight` beside `loading`");
    wrong("weight = [-0.5, -0.35, -0.2]", "weight = [-0.5, -0.35, 0.2]", "a weight of one sign");
    wrong("cuts = [1, 4]", "cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "9 numbers at most");
    wrong("name = \"rivalry\"", "name = \"gml_mid_max_hostility\"", "stands twice in the rule");
    wrong("name = \"rivalry\"", "name = \"cinc\"", "a tie is of both alike");
    wrong("name = \"rivalry\"", "name = \"rivalrie\"", "did you mean `rivalry`?");
    let rule_actors = "actors = [\"USA\", \"JPN\", \"RUS\", \"CHN\"]\ncompare";
    wrong(rule_actors, "actors = [\"USA\"]\ncompare", "two actors or more");
    wrong(rule_actors, "actors = [\"USA\", \"USA\"]\ncompare", "the actor `USA` stands twice");
    assert_eq!(fs::read(folder.join("data-ties.csv")).unwrap(), first);
    // Levels that nothing reaches are not told apart, and named.
    fs::write(folder.join("case.toml"), latent.replace("cuts = [1, 4]", "cuts = [1, 4, 5]")).unwrap();
    assert!(out(&make()).contains("gml_mid_max_hostility: the data do not tell apart what lies above and below 5.00"));
}

#[test]
fn ties_from_data_become_ties_and_claims_of_the_case() {
    let (data, (_place, folder)) = (data(), case());
    let (data, case) = (text(data.path()), text(&folder));
    let output = detente(&["record", "ties", &case, "--from", "1990", "--data", &data]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let ties = fs::read_to_string(folder.join("data-ties.csv")).unwrap();
    let tie = |pair: &str, year: &str| {
        ties.lines().find(|line| line.contains(pair) && line.contains(year)).unwrap_or_default().to_owned()
    };
    assert!(tie("USA,CHN", ",2001,2001,").contains("-1,-0.91,-0.6"), "a dispute and a rivalry: {ties}");
    assert!(tie("RUS,CHN", "").is_empty(), "nonaggression alone is no tie");
    assert_eq!(
        detente(&["check", &case]).status.code(),
        Some(0),
        "{}",
        out(&detente(&["check", &case, "--format", "concise"]))
    );
    let again = detente(&["record", "ties", &case, "--from", "1990", "--data", &data]);
    assert!(again.status.success());
    assert_eq!(ties, fs::read_to_string(folder.join("data-ties.csv")).unwrap(), "the same bytes");
    // Every number leads to a line of a file.
    let why = out(&detente(&["explain", "tie.USA-CHN.record", &case]));
    assert!(why.contains("gml-mid:¶") && why.contains("tss:¶3"), "{why}");
    let assessment = json(&["run", &case, "-q"]);
    let pair = assessment["records"][0]["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| pair["b"] == "CHN" && pair["a"] == "USA")
        .unwrap();
    assert_eq!(pair["verdict"], "agree");
    refused(&["record", "ties", &case, "--rule", "recrod", "--data", &data], "did you mean `record`?");
}

#[test]
fn years_tell_what_changed_and_on_which_rows() {
    let (data, (_place, folder)) = (data(), case());
    let (data, case) = (text(data.path()), text(&folder));
    assert!(detente(&["record", "ties", &case, "--from", "1990", "--data", &data]).status.success());
    let found = json(&["run", &case, "--every", "year", "--from", "1995", "--to", "2002", "-q"]);
    let periods = found[0]["periods"].as_array().unwrap();
    assert_eq!(periods.len(), 8);
    let changed = |year: &str| periods.iter().find(|period| period["period"] == year).unwrap()["changed"].clone();
    let dispute = changed("2001");
    assert!(
        dispute.as_array().unwrap().iter().any(|tie| tie["tie"] == "CHN-USA" && tie["new_claims"][0] == "D.gml-mid.3"),
        "{dispute}"
    );
    assert!(periods[0]["frustration"].is_null() && periods[0]["strong"]["proven"] == true);
    refused(&["run", &case, "--every", "year", "--from", "2002", "--to", "1995"], "ends before it begins");
}

#[test]
fn a_file_is_added_once_with_its_checksum_and_citation() {
    let (data, (_place, folder)) = (data(), case());
    let atop = text(&data.path().join("atop.csv"));
    for _ in 0..2 {
        let output = detente(&["record", "add", &atop, &text(&folder)]);
        assert!(output.status.success(), "{}", err(&output));
    }
    let table = fs::read_to_string(folder.join("datasets.csv")).unwrap();
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(
        table.contains("Leeds, Ritter") && table.contains("data/atop.csv") && table.contains(",26,0,1990,2002,"),
        "{table}"
    );
    // A file of the same name that is none of ours is not written over.
    let kept = folder.join("data/atop.csv");
    fs::write(&kept, "somebody's notes\n").unwrap();
    fs::remove_file(folder.join("datasets.csv")).unwrap();
    refused(&["record", "add", &atop, &text(&folder)], "is another file");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "somebody's notes\n");
    fs::remove_file(&kept).unwrap();
    assert!(detente(&["record", "add", &atop, &text(&folder)]).status.success());
    fs::write(folder.join("datasets.csv"), [0xff, 0xfe, b'x']).unwrap();
    refused(&["record", "add", &atop, &text(&folder)], "nothing was changed");
    refused(&["record", "add", &atop, &text(data.path())], "is no case folder");
}

#[test]
fn forecasts_are_scored_or_it_is_said_why_not() {
    let found = json(&["score", "--on", "2026-11-27"]);
    assert_eq!(found["all"]["forecasts"].as_u64().unwrap() as usize + found["unscored"].as_array().unwrap().len(), 24);
    let brier = found["all"]["brier"].as_f64().unwrap();
    assert!((0.0..0.25).contains(&brier));
    assert_eq!(found["open"][0]["due"], false);
    assert_eq!(json(&["score", "--on", "2051-01-01"])["open"][0]["due"], true);
    refused(&["score", "--on", "soon"], "is no date");
}

/// All pairs come in the form that was asked for.
#[test]
fn likeness_of_all_pairs_is_json_where_that_is_asked_for() {
    let place = data();
    let data = place.path().to_str().unwrap().to_owned();
    let years = ["record", "similarity", "--all", "--from", "2001", "--to", "2001", "--data", &data];
    let all = json(&years);
    let pair = all.as_array().unwrap().iter().find(|pair| pair["a"] == "USA" && pair["b"] == "JPN").unwrap();
    assert_eq!((&pair["ccode2"], &pair["year"], &pair["measure"]), (&740.into(), &2001.into(), &"s".into()));
    let table = detente(&[&years[..], &["--format", "table"]].concat());
    assert_eq!(table.status.code(), Some(2));
    assert!(err(&table).contains("CSV or JSON"), "{}", err(&table));
}

/// A table of events that were added up carries what was kept out of it.
#[test]
fn a_table_of_added_events_carries_its_doubt() {
    let place = tempfile::tempdir().unwrap();
    let (file, folder) = (place.path().join("b.csv"), place.path().join("data"));
    fs::create_dir(&folder).unwrap();
    let events = "date,source,target,code,goldstein\n03/14/2001,USA,JPN,43,2.8\n04/03/2001,USA,JPN,112,-2\n04/03/2002,USA,JPN,112,-2\n";
    fs::write(&file, events).unwrap();
    let table = folder.join("months.csv").to_str().unwrap().to_owned();
    let added = detente(&["record", "aggregate", file.to_str().unwrap(), "--out", &table]);
    assert!(added.status.success(), "{}", err(&added));
    assert!(fs::read_to_string(&table).unwrap().contains("USA,JPN,2001-03,0,0,0,0,0,0,0,1\n"));
    let ask = |years: &str| {
        let data = folder.to_str().unwrap();
        json(&["record", "value", "goldstein_sum", "--pair", "USA,JPN", "--year", years, "--data", data])
    };
    let open = ask("2001");
    assert!(open["value"].is_null() && open["note"].as_str().unwrap().contains("kept out of its sums"), "{open}");
    assert_eq!(ask("2002")["value"], -2.0);
    assert!(ask("2002-2005")["note"].as_str().unwrap().contains("ends in 2002"));
}

#[test]
fn events_between_actors_go_into_a_case_and_answer_a_question() {
    let (_place, folder) = case();
    fs::write(folder.join("case.toml"), "[case]\nid = \"x\"\ntitle = \"X\"\nas_of = \"2002\"\n").unwrap();
    let case = text(&folder);
    let file = folder.join("own-events.csv");
    let rows = "date,source,target,code,goldstein\n2000-01-10,CHN,JPN,112,-2\n2000-02-10,CHN,JPN,112,-3\n2000-03-10,CHN,JPN,130,-4.4\n\
        2000-04-10,CHN,JPN,138,-7\n2000-05-10,CHN,JPN,150,-7.2\n2000-05-20,JPN,CHN,190,-10\n2000-06-01,USA,CHN,112,-2\n2000-06-32,CHN,JPN,112,-2\n\
        1990-01-01,CHN,JPN,112,-2\n2000-06-02,XYZ,JPN,112,-2\n";
    fs::write(&file, rows).unwrap();
    let file = text(&file);
    let take = |more: &[&str]| detente(&[&["record", "events", &case, &file][..], more].concat());
    let refused = |more: &[&str], reason: &str| {
        let output = take(more);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(err(&output).contains(reason), "{}", err(&output));
        assert!(!folder.join("data-events.csv").exists());
    };
    refused(&["--between", "CHN,JPM"], "did you mean `JPN`?");
    refused(&["--between", "CHN,CHN"], "events are between two");
    refused(&["--between", "CHN"], "two actors with a comma");
    refused(&["--between", "CHN,JPN", "--from", "2001", "--to", "2000"], "the first date lies after the last");
    refused(&["--between", "CHN,JPN", "--from", "2010"], "no event is between these actors");
    let output = take(&["--between", "CHN,JPN", "--from", "2000"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let told = "6 events are in data-events.csv; left out: 1 an actor without a state, 1 between other states, 1 outside the dates that were asked for, 1 malformed or said twice";
    assert!(out(&output).contains(told), "{}", out(&output));
    let first = fs::read(folder.join("data-events.csv")).unwrap();
    assert_eq!(take(&["--between", "CHN,JPN", "--from", "2000"]).status.code(), Some(0));
    assert_eq!(fs::read(folder.join("data-events.csv")).unwrap(), first);
    fs::write(folder.join("questions.csv"), "id,question,kind,of\nM,Do they rise?,moves,CHN JPN events\n").unwrap();
    let output = detente(&["answer", &case, "--question", "M", "--draws", "200"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let told = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "rise, from weight 2.0 to weight 7.2",
        "The events are those of A table of events",
        "by the scores that stand in its rows",
        "Of the 10 rows of A table of events these were not taken: 1 an actor without a state",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
