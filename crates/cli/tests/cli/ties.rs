//! Plain networks as other programs and people write them: each is read rightly, read with a word, or refused with the reason.

use std::fs;

use serde_json::Value;

use crate::{detente, err, file, out};

/// What `balance` says of a file, as JSON.
fn balance(name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Result<Value, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let path = path.to_string_lossy().into_owned();
    let output = detente(&[&["balance", path.as_str(), "--format", "json"], more].concat());
    match output.status.code() {
        Some(0) => Ok(serde_json::from_str(&out(&output)).unwrap()),
        Some(2) => Err(err(&output)),
        code => panic!("{code:?} {}", err(&output)),
    }
}

/// Actors, frustration of two blocs, and the best division where there is one alone.
fn told(found: &Value) -> (u64, f64, String) {
    let strong = &found["strong"];
    let bloc = |bloc: &Value| {
        let names: Vec<&str> = bloc.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        names.join("+")
    };
    let mut blocs: Vec<String> = strong["blocs"].as_array().unwrap().iter().map(bloc).collect();
    blocs.sort();
    let division = if strong["optimal_partitions"] == 1 { blocs.join("|") } else { String::new() };
    (found["actors"].as_u64().unwrap(), strong["frustration"].as_f64().unwrap(), division)
}

fn notes(found: &Value) -> String {
    found["notes"].as_array().cloned().unwrap_or_default().iter().map(|note| note.to_string() + "\n").collect()
}

fn graphml(keys: &str, graphs: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{keys}\n{graphs}\n</graphml>"
    )
}

const WEIGHT: &str = "<key id=\"v\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/><key id=\"e\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>";

fn node(id: &str, name: &str) -> String {
    format!("<node id=\"{id}\"><data key=\"v\">{name}</data></node>\n")
}

fn edge(a: &str, b: &str, weight: &str) -> String {
    format!("<edge source=\"{a}\" target=\"{b}\"><data key=\"e\">{weight}</data></edge>\n")
}

#[test]
fn actors_are_keyed_by_id_and_named_by_label() {
    let nodes = node("n0", "Georgia") + &node("n1", "Georgia") + &node("n2", "Russia") + &node("n3", "USA");
    let edges = edge("n0", "n2", "-1") + &edge("n1", "n3", "1") + &edge("n2", "n3", "1");
    let text = graphml(WEIGHT, &format!("<graph edgedefault=\"undirected\">{nodes}{edges}</graph>"));
    let found = balance("same.graphml", text, &[]).unwrap();
    assert_eq!(told(&found), (4, 0.0, "Georgia (n0)|Georgia (n1)+Russia+USA".to_owned()));
    assert!(notes(&found).contains("2 nodes are called `Georgia`"), "{}", notes(&found));

    let nodes = node("USA", " ") + &node("CHN", " ") + &node("JPN", "Japan") + &node("RUS", "Russia");
    let edges = edge("USA", "JPN", "1.0") + &edge("CHN", "RUS", "1.0") + &edge("JPN", "RUS", "-1.0");
    let text = graphml(WEIGHT, &format!("<graph edgedefault=\"undirected\">{nodes}{edges}</graph>"));
    let found = balance("blank.graphml", text, &[]).unwrap();
    assert_eq!(told(&found), (4, 0.0, "CHN+Russia|Japan+USA".to_owned()));
    assert!(notes(&found).contains("blank label"), "{}", notes(&found));
}

#[test]
fn several_graphs_of_a_file_are_told_apart() {
    let names =
        |names: [&str; 3]| ["n0", "n1", "n2"].iter().zip(names).map(|(id, name)| node(id, name)).collect::<String>();
    let one = names(["USA", "Japan", "China"]) + &edge("n0", "n1", "1") + &edge("n0", "n2", "-1");
    let other = names(["India", "Pakistan", "Nepal"]) + &edge("n1", "n2", "-1");
    let text = graphml(
        WEIGHT,
        &format!(
            "<graph id=\"y1950\" edgedefault=\"undirected\">{one}</graph>\n<graph id=\"y1990\" edgedefault=\"undirected\">{other}</graph>"
        ),
    );
    let why = balance("two.graphml", &text, &[]).unwrap_err();
    assert!(why.contains("y1950, y1990") && why.contains("--graph ID"), "{why}");
    assert_eq!(told(&balance("two.graphml", &text, &["--graph", "y1950"]).unwrap()).2, "China|Japan+USA");
    let over = balance("two.graphml", &text, &["--by", "graph"]).unwrap();
    let names: Vec<&str> =
        over["periods"].as_array().unwrap().iter().map(|period| period["period"].as_str().unwrap()).collect();
    assert_eq!(names, ["y1950", "y1990"]);
}

#[test]
fn defaults_signs_and_codes_of_graphml_are_read_or_told() {
    let keys = "<key id=\"s\" for=\"edge\" attr.name=\"sign\" attr.type=\"int\"><default>1</default></key>\
                <key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>";
    let three = "<node id=\"a\"/><node id=\"b\"/><node id=\"c\"/>";
    let graph = |edges: &str| {
        graphml(keys, &format!("<!-- x --><graph id=\"G\" edgedefault=\"undirected\">{three}{edges}</graph>"))
    };
    let by_default = "<edge source=\"a\" target=\"b\"/><edge source=\"b\" target=\"c\"><data key=\"s\">-1</data></edge><edge source=\"a\" target=\"c\"/>";
    let found = balance("default.graphml", graph(by_default), &[]).unwrap();
    assert_eq!((told(&found).0, told(&found).1, found["triads"]["++-"].as_u64()), (3, 1.0, Some(1)));
    let both = "<edge source=\"a\" target=\"b\"><data key=\"w\">4</data></edge><edge source=\"b\" target=\"c\"><data key=\"s\">-1</data><data key=\"w\">2</data></edge>\
                <edge source=\"a\" target=\"c\"><data key=\"w\">3</data></edge>";
    let found = balance("both.graphml", graph(both), &[]).unwrap();
    assert_eq!(told(&found).1, 2.0);
    assert!(notes(&found).contains("gives the sign of a tie"), "{}", notes(&found));

    let dna = graphml(
        WEIGHT,
        &format!(
            "<graph edgedefault=\"undirected\" id=\"DNA\">{}{}{}{}{}</graph>",
            node("n1", "Ministry"),
            node("n2", "Navy"),
            node("n3", "Lift the embargo"),
            edge("n1", "n3", "1.0"),
            edge("n2", "n3", "2.0")
        ),
    );
    assert!(notes(&balance("dna.graphml", dna, &[]).unwrap()).contains("no tie is hostile"));
}

#[test]
fn labels_of_pajek_run_to_their_coordinates() {
    let text = "*Vertices 5\n1 South Korea 0.1 0.2\n2 South Africa 0.3 0.4\n3 Japan 0.5 0.5\n4 Brazil 0.6 0.1\n5 China\n*Edges\n\
                1 3 1\n2 4 1\n1 5 -1\n3 5 -1\n4 5 1\n";
    let found = balance("labels.net", text, &[]).unwrap();
    assert_eq!(told(&found), (5, 0.0, "Brazil+China+South Africa|Japan+South Korea".to_owned()));
    let twice =
        balance("twice.net", "*Vertices 3\n1 \"a\"\n2 \"b\"\n2 \"c\"\n*Edges\n1 2 1\n2 3 -1\n", &[]).unwrap_err();
    assert!(twice.contains(":4: ") && twice.contains("stands twice"), "{twice}");
    let latin = b"*Vertices 3\r\n1 \"K\xf6ln\"\r\n2 \"B\"\r\n3 \"C\"\r\n*Edges\r\n1 2 1\r\n2 3 -1\r\n1 3 -1\r\n";
    let found = balance("latin.net", latin, &[]).unwrap();
    assert_eq!(told(&found), (3, 0.0, "B+K\u{f6}ln|C".to_owned()));
    assert!(notes(&found).contains("Windows letters"), "{}", notes(&found));
    assert!(balance("latin.net", latin, &["--encoding", "iso-8859-1"]).unwrap()["notes"].is_null());
}

#[test]
fn relations_of_pajek_are_asked_about() {
    let text = "*Vertices 3\n1 \"A\"\n2 \"B\"\n3 \"C\"\n*Edges :1 \"alliance\"\n1 2 1\n*Edges :2 \"rivalry\"\n2 3 1\n";
    let why = balance("multi.net", text, &[]).unwrap_err();
    assert!(why.contains("1 \"alliance\", 2 \"rivalry\"") && why.contains("--relation"), "{why}");
    assert_eq!(balance("multi.net", text, &["--relation", "2"]).unwrap()["ties"], 1);
}

/// Ties without a direction go both ways in a census of triads.
#[test]
fn undirected_ties_count_in_both_directions() {
    let triads = |name: &str, text: &str| balance(name, text, &["--directed"]).unwrap()["triads"].to_string();
    let net = "*Vertices 3\n1 \"A\"\n2 \"B\"\n3 \"C\"\n*Edges\n1 2 1\n2 3 1\n1 3 1\n";
    let xml = |direction: &str| {
        let nodes = node("a", "A") + &node("b", "B") + &node("c", "C");
        let edges = edge("a", "b", "1") + &edge("b", "c", "1") + &edge("a", "c", "1");
        graphml(WEIGHT, &format!("<graph edgedefault=\"{direction}\">{nodes}{edges}</graph>"))
    };
    let gephi = "Source,Target,Type,Weight\nA,B,Undirected,1\nB,C,Undirected,1\nA,C,Undirected,1\n";
    for found in [triads("a.net", net), triads("a.graphml", &xml("undirected")), triads("a.csv", gephi)] {
        assert!(found.contains("\"man\":\"300\""), "{found}");
    }
    for found in [triads("a.net", &net.replace("*Edges", "*Arcs")), triads("a.graphml", &xml("directed"))] {
        assert!(found.contains("\"man\":\"030T\"") || found.contains("\"man\":\"030\""), "{found}");
    }
    let twice = "source,target,weight\nA,B,1\nA,B,-2\nB,C,1\nA,C,1\n";
    assert!(balance("t.csv", twice, &["--directed"]).unwrap_err().contains("--pairs"));
    assert!(balance("t.csv", twice, &["--directed", "--pairs", "sum"]).is_ok());
}

#[test]
fn the_ends_of_ties_are_chosen_by_the_whole_header() {
    let citation = "from,to,weight,source\nUSA,JPN,1,Treaty 1951\nUSA,CHN,-1,Speech 1950\nJPN,CHN,-1,Note 1972\nCHN,PRK,1,Treaty 1961\n";
    assert_eq!(told(&balance("t.csv", citation, &[]).unwrap()), (4, 0.0, "CHN+PRK|JPN+USA".to_owned()));
    let spells = "a,b,from,to,weight\nUSA,JPN,1951,2018,1\nUSA,CHN,1949,1971,-1\nJPN,CHN,1950,1972,-1\n";
    let found = balance("t.csv", spells, &[]).unwrap();
    assert_eq!(told(&found), (3, 0.0, "CHN|JPN+USA".to_owned()));
    assert!(notes(&found).contains("`from` and `to` hold years"), "{}", notes(&found));
    let doubt = "a,b,from,to,weight\nx,y,USA,JPN,1\nz,y,USA,CHN,-1\n";
    let why = balance("t.csv", doubt, &[]).unwrap_err();
    assert!(why.contains("`a` and `b`") && why.contains("`from` and `to`"), "{why}");
    assert_eq!(told(&balance("t.csv", doubt, &["--columns", "from,to,weight"]).unwrap()).2, "CHN|JPN+USA");
}

/// One table in many habits of writing.
#[test]
fn tables_are_read_as_people_write_them() {
    let plain = "source,target,weight\nUSA,JPN,0.8\nUSA,CHN,-0.4\nJPN,CHN,-0.6\n";
    let expected = told(&balance("t.csv", plain, &[]).unwrap());
    assert_eq!(expected, (3, 0.0, "CHN|JPN+USA".to_owned()));
    let comma = plain.replace(',', ";").replace('.', ",");
    let wide: Vec<u8> = [0xfeff].into_iter().chain(comma.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let spaced = plain.replace(',', " , ");
    let quoted: String = plain
        .lines()
        .map(|line| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\r\n")
        .collect();
    let padded = plain.replace('\n', ",,\r\n") + ",,,,\r\n";
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("decimal commas", comma.clone().into()),
        ("semicolons with points", plain.replace(',', ";").into()),
        ("tabs", plain.replace(',', "\t").into()),
        ("UTF-16", wide),
        ("sep line", format!("sep=;\r\n{comma}").into()),
        ("spaces", spaced.into()),
        ("quotes", quoted.into()),
        ("padded", padded.into()),
        ("byte order mark", format!("\u{feff}{plain}").into()),
        ("from and to", plain.replace("source,target", "From,To").into()),
        ("actors", plain.replace("source,target", "Actor 1,Actor 2").into()),
        ("unicode minus", plain.replace('-', "\u{2212}").into()),
        ("value", plain.replace("weight", "Value").into()),
        ("sign and size", "source,target,sign,weight\nUSA,JPN,+,0.8\nUSA,CHN,-,0.4\nJPN,CHN,-,0.6\n".into()),
        ("matrix", ";USA;JPN;CHN\nUSA;0;0,8;-0,4\nJPN;0,8;0;-0,6\nCHN;-0,4;-0,6;0\n".into()),
        ("triangle", "x,USA,JPN,CHN\nUSA,,0.8,-0.4\nJPN,,,-0.6\nCHN,,,\n".into()),
    ];
    for (what, text) in files {
        let found = balance("t.csv", &text, &[]).unwrap_or_else(|why| panic!("{what}: {why}"));
        assert_eq!(told(&found), expected, "{what}");
    }
    let signs = ",A,B,C\nA,0,+,-\nB,+,0,-\nC,-,-,0\n";
    assert_eq!(told(&balance("t.csv", signs, &[]).unwrap()), (3, 0.0, "A+B|C".to_owned()));
    let doubt = balance("t.csv", "source;target;weight\nA;B;1,234\nA;C;2,500\n", &[]).unwrap_err();
    assert!(doubt.contains("--decimal comma"), "{doubt}");
    assert_eq!(
        balance("t.csv", "source;target;weight\nA;B;1,234\nA;C;2,500\n", &["--decimal", "comma"]).unwrap()["ties"],
        2
    );
    assert!(balance("t.csv", b"PK\x03\x04....", &[]).unwrap_err().contains("workbook"));
}

#[test]
fn months_stand_in_their_order() {
    let mut text = "source,target,weight,month\n".to_owned();
    for (month, signs) in [("9/1990", ["1", "1", "1"]), ("10/1990", ["1", "-1", "1"]), ("11/1990", ["1", "-1", "-1"])] {
        for (pair, sign) in ["USA,JPN", "USA,CHN", "JPN,CHN"].iter().zip(signs) {
            text += &format!("{pair},{sign},{month}\n");
        }
    }
    let found = balance("t.csv", &text, &["--by", "month"]).unwrap();
    let of = |key: &str| -> Vec<Value> {
        found["periods"].as_array().unwrap().iter().map(|period| period[key].clone()).collect()
    };
    assert_eq!(of("period"), ["9/1990", "10/1990", "11/1990"]);
    let index: Vec<f64> = found["periods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|period| period["strong"]["frustration"].as_f64().unwrap())
        .collect();
    assert_eq!(index, [0.0, 1.0, 0.0]);
    let mixed = balance("t.csv", text.replace("9/1990", "1990-09"), &["--by", "month"]).unwrap_err();
    assert!(mixed.contains("one form"), "{mixed}");
}

#[test]
fn missing_values_are_no_ties_of_zero() {
    let text = "source,target,weight\nUSA,JPN,1\nUSA,CHN,NA\nJPN,CHN,-1\nUSA,KOR,.\nKOR,CHN,-1\nKOR,JPN,1\n";
    let found = balance("t.csv", text, &[]).unwrap();
    assert_eq!((found["ties"].as_u64(), notes(&found).contains("lines 3, 5")), (Some(4), true), "{}", notes(&found));
    assert!(balance("t.csv", "source,target,weight\nA,B,1\nA,C,NA\nB,C,\n", &[]).unwrap_err().contains("missing"));
    let coded = "source,target,weight\nA,B,1\nA,C,-9\nB,C,-1\n";
    let why = balance("t.csv", coded, &[]).unwrap_err();
    assert!(why.contains(":3: ") && why.contains("--missing=-9") && why.contains("--missing=none"), "{why}");
    assert_eq!(balance("t.csv", coded, &["--missing=-9"]).unwrap()["ties"], 2);
    assert_eq!(balance("t.csv", coded, &["--missing", "none"]).unwrap()["ties"], 3);
}

#[test]
fn two_sources_of_one_value_are_refused_where_they_differ() {
    for (text, word) in [
        ("source,target,weight,sign\nA,B,2,1\nB,C,-3,1\n", "contradict"),
        ("source,target,weight,closeness\nA,B,2,0.5\nB,C,-3,-0.1\n", "--columns"),
        ("source,target,weight,Weight\nA,B,2,1\n", "twice"),
    ] {
        let why = balance("t.csv", text, &[]).unwrap_err();
        assert!(why.contains(word), "{text}: {why}");
    }
}

/// What the program writes it reads: the same actors and ties from GraphML and from GEXF, for every view of the cases.
#[test]
fn networks_that_the_program_writes_are_read_back() {
    let root = crate::root();
    for case in ["cases/triangle", "cases/northeast-asia-2001"] {
        let path = root.join(case).to_string_lossy().into_owned();
        let read = |format: &str| {
            let text = detente(&["export", format, &path, "--draws", "5"]);
            assert_eq!(text.status.code(), Some(0), "{}", err(&text));
            balance(&format!("x.{format}"), out(&text), &[]).unwrap_or_else(|why| panic!("{case} {format}: {why}"))
        };
        let (mut graphml, mut gexf) = (read("graphml"), read("gexf"));
        for found in [&mut graphml, &mut gexf] {
            found.as_object_mut().unwrap().remove("notes");
        }
        assert_eq!(graphml, gexf, "{case}");
    }
}

/// The same file is read the same way by the other commands.
#[test]
fn geometry_and_polarisation_read_what_balance_reads() {
    let (_folder, path) =
        file("t.csv", "from;to;closeness;firmness;source\nA;B;0,5;0,2;x\nB;C;-0,5;1;y\nA;C;-0,1;1;z\n");
    for command in [vec!["geometry", &path], vec!["dynamics", "polarise", &path], vec!["balance", &path]] {
        let output = detente(&command);
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", err(&output));
        assert!(err(&output).contains("decimal commas"), "{command:?}: {}", err(&output));
    }
    let (_folder, path) = file("t.csv", "a,b,closeness,firmness\nA,B,0.5,0.2\nB,C,-5,1\nA,C,-0.1,1\n");
    let output = detente(&["geometry", &path]);
    assert_eq!((output.status.code(), err(&output).contains("t.csv:3: ")), (Some(2), true), "{}", err(&output));
}

#[test]
fn tables_of_issues_and_scenarios_come_from_spreadsheets() {
    let scenario = "Harbour,desc,3,1,,,\r\nActor,Description,Influence,Run,Sal,,\r\nA,Mr A,100,20,60,,\r\nB,Ms B,55,65,60,,\r\nC,Ms C,80,20,40,,\r\n";
    let german = scenario.replace(',', ";").replace("65", "65,5");
    for text in [scenario.to_owned(), german] {
        let (_folder, path) = file("k.csv", &text);
        let output = detente(&["bargain", &path, "--model", "smp", "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let table = "issue;actor;position;salience;capability;;\nport;A;0,2;50;1;;\nport;B;0,9;60;2;;\n";
    let (_folder, path) = file("t.csv", table);
    let output = detente(&["bargain", &path, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(notes(&json).contains("scale from 0 to 1") && err(&output).contains("note: "), "{}", notes(&json));
    let (_folder, path) = file("t.csv", "issue,actor,position,salience,capability\nport,A,NA,50,1\nport,B,9,60,2\n");
    let output = detente(&["bargain", &path]);
    assert!(output.status.code() == Some(2) && err(&output).contains("missing"), "{}", err(&output));
}

#[test]
fn orders_by_hand_of_older_conflict_files_are_read() {
    let game = |more: &str, ranking: &str| {
        format!(
            r#"{{"options": [{{"name": "a"}}, {{"name": "b"}}], "infeasibles": [], "program": "gmcr-py", "version": "0.2", {more}
                "decisionMakers": [{{"name": "X", "options": [0], "preferences": [[[0, "N"]]], {ranking}: [4, [2, 3], 1]}},
                                   {{"name": "Y", "options": [1], "preferences": [], {ranking}: [1, 2, 3, 4]}}]}}"#
        )
    };
    let run = |text: &str| {
        let (_folder, path) = file("g.json", text);
        let output = detente(&["conflict", &path, "--format", "json"]);
        (output.status.code(), out(&output), err(&output))
    };
    let old = run(&game("\"useManualPreferenceVectors\": true,", "\"preferenceVector\""));
    let new = run(&game("\"useManualPreferenceRanking\": true,", "\"preferenceRanking\""));
    assert_eq!((old.0, &old.1), (Some(0), &new.1), "{}", old.2);
    let by_statements = run(&game("\"useManualPreferenceVectors\": false,", "\"preferenceVector\""));
    assert_ne!(by_statements.1, old.1);
    let joined = run(&game("\"useManualPreferenceVectors\": true, \"coalitions\": [[0, 1]],", "\"preferenceVector\""));
    assert!(joined.0 == Some(2) && joined.2.contains("coalitions[0]") && joined.2.contains("X and Y"), "{}", joined.2);
    let apart = run(&game("\"useManualPreferenceVectors\": true, \"coalitions\": [0, 1],", "\"preferenceVector\""));
    assert_eq!(apart.0, Some(0), "{}", apart.2);
    let lost = run(&game("\"useManualPreferenceVectors\": true,", "\"order\""));
    assert!(lost.0 == Some(2) && lost.2.contains("preferenceVector"), "{}", lost.2);
}

/// What is missing is neither 1 nor a period; what is coded is asked about in every form.
#[test]
fn missing_weights_periods_and_codes_are_no_numbers() {
    let pajek = "*Vertices 3\n1 A\n2 B\n3 C\n*Edges\n1 2 0.5\n2 3 NA\n1 3 -0.4\n";
    let found = balance("p.net", pajek, &[]).unwrap();
    assert_eq!((found["ties"].as_u64(), told(&found).1), (Some(2), 0.0));
    assert!(notes(&found).contains("1 tie(s) without a value"), "{}", notes(&found));
    let matrix = ",A,B,C,D\nA,0,1,-1,-9\nB,1,0,1,1\nC,-1,1,0,1\nD,-9,1,1,0\n";
    assert!(balance("m.csv", matrix, &[]).unwrap_err().contains("--missing=-9"));
    assert_eq!(balance("m.csv", matrix, &["--missing=-9"]).unwrap()["ties"], 5);
    let far = "source,target,weight\nA,B,999\nB,C,-1\nA,C,1\n";
    assert!(balance("t.csv", far, &[]).unwrap_err().contains("--missing=999"));
    assert_eq!(balance("t.csv", far, &["--missing=none"]).unwrap()["ties"], 3);
    let years = "source,target,weight,year\nA,B,1,1990.0\nB,C,-1,1990\nA,C,1,\nA,B,1,1991\nA,C,1,-9\nA,C,1,NA\n";
    let found = balance("y.csv", years, &["--by", "year"]).unwrap();
    let periods: Vec<&Value> = found["periods"].as_array().unwrap().iter().map(|period| &period["period"]).collect();
    assert_eq!(periods, ["1990", "1991"]);
    assert!(notes(&found).contains("lines 4, 6, 7"), "{}", notes(&found));
    assert!(balance("t.csv", "source,target,weight\nA,B,1e308\nB,C,-1\n", &[]).unwrap_err().contains("too large"));
}

/// A number is a place or a name, a first line names or tells, a point breaks or parts: what is in doubt is refused.
#[test]
fn headers_and_points_in_doubt_are_refused_or_told() {
    let columns = ["--columns", "1,2,3"];
    let found = balance("t.csv", "USA,JPN,-1\nJPN,CHN,2\nUSA,CHN,-1\n", &columns).unwrap();
    assert_eq!((found["actors"].as_u64(), found["ties"].as_u64()), (Some(3), Some(3)));
    assert!(notes(&found).contains("line 1: read as a tie"), "{}", notes(&found));
    let why = balance("t.csv", "id,a,b,2\n1,USA,JPN,1\n2,JPN,CHN,-1\n", &["--columns", "2,3,4"]).unwrap_err();
    assert!(why.contains("the name of column 4") && why.contains("number of column `a`"), "{why}");
    let points = "source;target;weight\nA;B;1.234\nB;C;950\nA;C;-2.500\n";
    assert!(balance("t.csv", points, &[]).unwrap_err().contains("--decimal point"));
    assert_eq!(told(&balance("t.csv", points, &["--decimal", "point"]).unwrap()).1, 1.234);
    let size = "source,target,sign,strength\nA,B,1,0.9\nB,C,-1,0.2\nA,C,1,0.1\n";
    assert_eq!(told(&balance("t.csv", size, &[]).unwrap()).1, 0.1);
    let spells = "source,target,from,to,weight\nA,B,1990,1995,1\nB,C,1990,NA,-1\nA,C,1990,present,-1\n";
    assert_eq!(told(&balance("t.csv", spells, &[]).unwrap()).0, 3);
}

/// A half of zeros is given, a tie of an actor to itself is none, whatever the form.
#[test]
fn halves_of_zeros_and_ties_to_oneself() {
    let arcs = |text: &str| balance("m.csv", text, &["--directed"]).unwrap()["arcs"].as_u64();
    assert_eq!(arcs(",A,B,C\nA,0,1,-1\nB,0,0,1\nC,0,0,0\n"), Some(3));
    assert_eq!(arcs(",A,B,C\nA,0,1,-1\nB,,0,1\nC,,,0\n"), Some(6));
    let graph = graphml(
        WEIGHT,
        &format!(
            "<graph edgedefault=\"undirected\">{}{}{}{}</graph>",
            node("a", "A"),
            node("b", "B"),
            edge("a", "a", "5"),
            edge("a", "b", "-1")
        ),
    );
    for (name, text) in [
        ("t.csv", "source,target,weight\nA,A,5\nA,B,-1\n"),
        ("m.csv", ",A,B\nA,5,-1\nB,-1,0\n"),
        ("t.net", "*Vertices 2\n1 A\n2 B\n*Edges\n1 1 5\n1 2 -1\n"),
        ("t.graphml", &graph),
    ] {
        let found = balance(name, text, &[]).unwrap();
        assert_eq!(found["ties"].as_u64(), Some(1), "{name}");
        assert!(notes(&found).contains("of an actor to itself"), "{name}: {}", notes(&found));
    }
}

/// Where all ties have one sign, that is said before anything else, in every command.
#[test]
fn one_sign_alone_is_told_everywhere() {
    let (_folder, path) = file("t.csv", "a,b,weight\nA,B,0.5\nB,C,0.25\nA,C,1\n");
    for command in [&["balance", "--directed"][..], &["geometry"], &["dynamics", "polarise"]] {
        let output = detente(&[command, &[path.as_str()]].concat());
        assert!(err(&output).contains("no tie is hostile"), "{command:?}: {}", err(&output));
    }
}

/// A file that is no table is called by its name, and what the option says is heard in every form.
#[test]
fn other_formats_are_named_and_options_hold_for_graphs() {
    for (name, text, word) in [
        ("t.dl", "dl n=3 format=edgelist1\nlabels:\nA,B,C\ndata:\n1 2 1\n", "UCINET"),
        ("t.gml", "graph [\n  node [ id 1 ]\n]\n", "GML"),
        ("t.json", "{\"nodes\": []}", "JSON"),
        ("t.txt", "source target weight\nA B 1\nB C -1\n", "spaces"),
        ("m.csv", ",A,B,C\nA,0,1,-1\nB,1,0,1\nD,-1,1,0\n", "row `D` and column `C`"),
        ("t.csv", "", ":1: there is no line"),
    ] {
        let why = balance(name, text, &[]).unwrap_err();
        assert!(why.contains(word) && !why.contains(":0:"), "{why}");
    }
    let comma = ["--decimal", "comma"];
    let pajek = "*Vertices 3\n1 A\n2 B\n3 C\n*Edges\n1 2 0,5\n2 3 -1\n1 3 1\n";
    assert_eq!(told(&balance("t.net", pajek, &comma).unwrap()).1, 0.5);
    let nodes = node("a", "A") + &node("b", "B");
    let text = graphml(WEIGHT, &format!("<graph edgedefault=\"undirected\">{nodes}{}</graph>", edge("a", "b", "0,5")));
    assert_eq!(balance("t.graphml", text, &comma).unwrap()["ties"], 1);
    let declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>\n<graphml><key id=\"v\" for=\"node\" attr.name=\"name\"/>\
                    <key id=\"e\" for=\"edge\" attr.name=\"weight\"/><graph edgedefault=\"undirected\"><node id=\"a\"><data key=\"v\">#esko</data>\
                    </node><node id=\"b\"/><edge source=\"a\" target=\"b\"><data key=\"e\">1</data></edge></graph></graphml>";
    let bytes: Vec<u8> = declared.bytes().map(|byte| if byte == b'#' { 0xc8 } else { byte }).collect();
    let found = balance("t.graphml", bytes, &[]).unwrap();
    assert!(found["strong"]["blocs"].to_string().contains("Česko"), "{}", found["strong"]["blocs"]);
}

#[test]
fn a_dash_is_standard_input() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["balance", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"source,target,weight\nA,B,1\nB,C,-1\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(serde_json::from_str::<Value>(&out(&output)).unwrap()["ties"], 2);
}
