//! Golden outputs: what every command prints on small inputs and on both cases, byte for byte.
//!
//! `UPDATE_GOLDEN=1 cargo test -p detente-cli --test cli golden` writes them anew into `crates/cli/tests/golden/`. Small outputs lie
//! there whole. Of large ones there is a tree of digests that says where a difference lies; the whole of what was printed is then in
//! `target/tmp/golden/`. Of an assessment the whole is kept, with what it does not repeat (`whole.rs`).

mod digest;
mod schema;
mod table;
pub mod whole;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use detente_cli::schemas::{OUTPUTS, Output};
use serde_json::Value;
use table::{GROUPS, Golden};

use crate::{detente, err, out, root};

/// Longest output that is kept whole, in bytes.
const WHOLE: usize = 16_000;

fn folder() -> PathBuf {
    root().join("crates/cli/tests/golden")
}

/// A word of the table: a `@` at its beginning is the folder of inputs.
fn word(word: &str) -> String {
    word.strip_prefix('@').map_or_else(|| word.to_owned(), |file| format!("crates/cli/tests/golden/inputs/{file}"))
}

/// Runs of one line of the table: the arguments, and the ending of the golden file.
fn runs(golden: &Golden) -> Vec<(Vec<String>, String)> {
    let words: Vec<String> = golden.args.split(' ').map(word).collect();
    let of = |format: &&str| {
        // What is exported is an argument of its own.
        let asked: &[&str] = if *format == "text" || words[0] == "export" { &[] } else { &["--format", format] };
        let ending = match *format {
            "table" | "text" | "full" | "concise" => "txt",
            format => format,
        };
        (words.iter().cloned().chain(asked.iter().map(|word| (*word).to_owned())).collect(), ending.to_owned())
    };
    golden.formats.iter().map(of).collect()
}

/// Commands that run on several threads.
const THREADED: [&str; 6] = ["run", "whatif", "export", "explain", "levers", "sensitivity"];

/// What a run says beside its result: an exit code other than 0, and notes.
fn beside(output: &std::process::Output) -> String {
    let code = output.status.code().unwrap_or(-1);
    let code = if code == 0 { String::new() } else { format!("exit code {code}\n") };
    code + &err(output)
}

/// The output of a run as its golden file has it.
fn kept(text: &str, ending: &str) -> String {
    if text.len() <= WHOLE {
        return text.to_owned();
    }
    match serde_json::from_str::<Value>(text) {
        Ok(value) if ending == "json" => digest::of_json(&whole::of(value)),
        _ => digest::of_lines(text),
    }
}

/// Compares with a golden file, or writes it; what differs, in words.
fn compared(file: &str, text: &str, whole: &str) -> Option<String> {
    let path = folder().join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        if text.is_empty() {
            let _ = fs::remove_file(&path);
        } else {
            fs::write(&path, text).unwrap();
        }
        return None;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return None;
    }
    let printed = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    fs::create_dir_all(&printed).unwrap();
    fs::write(printed.join(file), whole).unwrap();
    let (old, new): (Vec<&str>, Vec<&str>) = (golden.lines().collect(), text.lines().collect());
    let first = (0..).find(|at| old.get(*at) != new.get(*at)).unwrap_or_default();
    let line = |lines: &[&str]| lines.get(first).map_or("(ends)", |line| line).to_owned();
    Some(format!("{file}:{}\n  golden {}\n  now    {}\n", first + 1, line(&old), line(&new)))
}

/// Fails where a text is not what a golden file has, which is never written anew from here.
pub fn is_golden(file: &str, text: &str) {
    let ending = file.rsplit('.').next().unwrap_or_default();
    let golden = fs::read_to_string(folder().join(file)).unwrap();
    assert!(golden == kept(text, ending), "{file}: the command line prints something else");
}

/// The outputs that a command may print with these arguments.
fn outputs(args: &[String]) -> Vec<&'static Output> {
    let of = |words: usize| args[..words.min(args.len())].join(" ");
    let mut all: Vec<&Output> =
        OUTPUTS.iter().filter(|output| output.command == of(1) || output.command == of(2)).collect();
    let asked = |output: &&Output| args.iter().any(|word| word == output.with);
    let special = all.iter().any(asked);
    all.retain(|output| if special { asked(output) } else { output.with.is_empty() });
    all
}

/// What the nearest of the schemas of a command finds wrong with its JSON.
fn breaks(args: &[String], text: &str) -> Vec<String> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return vec![format!("no JSON: {error}")],
    };
    let tried = outputs(args).into_iter().map(|output| schema::faults(&output.schema(), &value));
    tried.min_by_key(Vec::len).unwrap_or_else(|| vec![format!("`{}` has no schema", args.join(" "))])
}

fn check(golden: &Golden) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut said = BTreeSet::new();
    for (args, ending) in runs(golden) {
        let threaded = THREADED.contains(&args[0].as_str());
        let with = |threads: &str| {
            let more: &[&str] = if threaded { &["--threads", threads, "-q"] } else { &[] };
            detente(&args.iter().map(String::as_str).chain(more.iter().copied()).collect::<Vec<_>>())
        };
        let output = with("2");
        let text = out(&output).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        if threaded && ending == "json" && !golden.slow {
            let one = out(&with("1")).replace(env!("CARGO_PKG_VERSION"), "VERSION");
            wrong.extend((one != text).then(|| format!("{}: one thread and two give different bytes\n", golden.name)));
        }
        if ending == "json" && !text.is_empty() {
            let broken = breaks(&args, &text);
            wrong.extend(broken.iter().take(20).map(|fault| format!("{} breaks its schema: {fault}\n", golden.name)));
        }
        wrong.extend(compared(&format!("{}.{ending}", golden.name), &kept(&text, &ending), &text));
        if output.status.code() == Some(3) {
            wrong.push(format!("{}: {}", golden.name, err(&output)));
        }
        said.insert(beside(&output));
    }
    let said: String = said.into_iter().collect();
    wrong.extend(compared(&format!("{}.err", golden.name), &said, &said));
    wrong
}

fn all_hold(group: &str) {
    let (_, list) = GROUPS.iter().find(|(name, _)| *name == group).unwrap();
    let wrong: Vec<String> = list.iter().flat_map(check).collect();
    let hint =
        "look at each difference; where it is meant, `UPDATE_GOLDEN=1 cargo test -p detente-cli --test cli golden`";
    assert!(wrong.is_empty(), "{}{hint}; what was printed is in target/tmp/golden", wrong.concat());
}

#[test]
fn the_golden_outputs_of_the_triangle() {
    all_hold("triangle");
}

#[test]
fn the_golden_outputs_of_north_east_asia() {
    all_hold("north-east asia");
}

#[test]
fn the_golden_outputs_of_questions_about_north_east_asia() {
    all_hold("questions");
}

#[test]
fn the_golden_outputs_of_plain_files() {
    all_hold("plain");
}

#[test]
fn the_golden_outputs_of_causal_files() {
    all_hold("dynamics");
}

#[test]
fn the_golden_outputs_of_the_record() {
    all_hold("record");
}

/// Golden file of the form in which an assessment is stored.
const STORED: &str = "run-triangle-stored.json";

/// The other golden files of assessments hold them whole.
#[test]
fn an_assessment_has_the_form_in_which_it_is_stored() {
    let text = out(&detente(&["run", "cases/triangle", "--draws", "20", "--format", "json"]));
    let mut value: Value = serde_json::from_str(&text).unwrap();
    let stored =
        serde_json::json!({ "provenance": value["provenance"].take(), "scenarios": value["scenarios"].take() });
    let short = serde_json::to_string_pretty(&pruned(stored)).unwrap() + "\n";
    let wrong = compared(STORED, &short, &text);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

/// Sets and findings by their names alone, and where they stand.
fn pruned(mut stored: Value) -> Value {
    for scenario in stored["scenarios"].as_object_mut().unwrap().values_mut() {
        let finding = |finding: &Value| format!("{} {}", finding["id"].as_str().unwrap(), finding["provenance"]);
        let findings: Vec<String> = scenario["findings"].as_array().unwrap().iter().map(finding).collect();
        let places = scenario["unchanged"].to_string();
        *scenario = serde_json::json!({ "findings": findings, "unchanged": places });
    }
    stored
}

/// A schema that nothing is checked against says what it likes.
#[test]
fn every_schema_has_a_golden_output() {
    let lines = GROUPS.iter().flat_map(|(_, list)| list.iter());
    let json: Vec<Vec<String>> =
        lines.flat_map(runs).filter(|(_, ending)| ending == "json").map(|(args, _)| args).collect();
    for output in OUTPUTS {
        let used = |args: &Vec<String>| outputs(args).iter().any(|one| one.name == output.name);
        let of_file = output.name == "balance-certificate";
        assert!(of_file || json.iter().any(used), "no line of the table prints `{}`", output.name);
    }
}

#[test]
fn a_certificate_has_the_form_that_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("proof.json").to_string_lossy().into_owned();
    assert!(detente(&["balance", &word("@network.csv"), "--certificate", &path]).status.success());
    let args = ["balance", "--certificate"].map(str::to_owned);
    assert_eq!(breaks(&args, &fs::read_to_string(&path).unwrap()), Vec::<String>::new());
}

/// Commands that write files, with the tests that look at those, and one that other tests run.
const ELSEWHERE: [&str; 4] = ["init", "record add", "record events", "record ties"];

#[test]
fn every_command_has_a_golden_output() {
    let lines: Vec<&str> = GROUPS.iter().flat_map(|(_, list)| list.iter()).map(|golden| golden.args).collect();
    let mut missing = Vec::new();
    leaves(&detente_cli::command(), "", &mut missing);
    missing.retain(|path| {
        !ELSEWHERE.contains(&path.as_str()) && !lines.iter().any(|args| args.starts_with(path.as_str()))
    });
    assert_eq!(missing, Vec::<String>::new(), "write lines into crates/cli/tests/cli/golden/table.rs");
}

/// The commands without others below them.
fn leaves(command: &clap::Command, path: &str, found: &mut Vec<String>) {
    if !command.has_subcommands() {
        found.push(path.to_owned());
    }
    for below in command.get_subcommands() {
        leaves(below, format!("{path} {}", below.get_name()).trim(), found);
    }
}

/// A golden file that no line of the table makes would never be compared.
#[test]
fn every_golden_file_is_of_the_table() {
    let all = GROUPS.iter().flat_map(|(_, list)| list.iter());
    let mut known: BTreeSet<String> = all.clone().map(|golden| format!("{}.err", golden.name)).collect();
    known
        .extend(all.flat_map(|golden| runs(golden).into_iter().map(|(_, ending)| format!("{}.{ending}", golden.name))));
    known.insert(STORED.to_owned());
    for entry in fs::read_dir(folder()).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "{name} is a golden file of nothing; delete it");
    }
}
