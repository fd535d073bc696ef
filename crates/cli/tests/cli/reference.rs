//! The reference in `docs/reference/` is made from the program. `UPDATE_REFERENCE=1 cargo test` writes it anew.

use std::fmt::Write;
use std::fs;

use detente_case::CODES;
use detente_cli::schemas::{OUTPUTS, WITHOUT};

use crate::case_reference::OF_CASES;
use crate::root;

pub(crate) fn in_step(file: &str, text: &str) {
    let path = root().join("docs/reference").join(file);
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{file} is out of step: run `UPDATE_REFERENCE=1 cargo test -p detente-cli reference`");
}

#[test]
fn the_codes_of_findings() {
    let mut text = String::from(
        "# Findings of `detente check`\n\nMade from the program; `detente check --explain CODE` prints one.\n",
    );
    for entry in CODES {
        let _ = write!(text, "\n## {} {}\n\n*{}.* {}\n", entry.code, entry.title, entry.severity.word(), entry.essay);
    }
    in_step("diagnostics.md", &text);
}

/// Width of help, whatever the terminal is.
const WIDTH: usize = 100;

#[test]
fn the_commands() {
    let mut text = String::from(
        "# Commands\n\nMade from the program's own help. What a command prints with `--format json` has the form of the schema that is named \
         below it.\n",
    );
    let mut whole = detente_cli::command().term_width(WIDTH).disable_help_subcommand(true);
    whole.build();
    told(&mut text, &mut whole, "");
    in_step("commands.md", &text);
}

/// A command, then those below it.
fn told(text: &mut String, command: &mut clap::Command, path: &str) {
    let name = format!("detente {path}");
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(text, "\n## `{}`\n\n```\n{}\n```\n", name.trim(), lines.join("\n").trim_end());
    let mut schemas: Vec<&str> =
        OUTPUTS.iter().filter(|output| output.command == path).map(|output| output.name).collect();
    schemas.dedup();
    if !schemas.is_empty() {
        let links: Vec<String> = schemas.iter().map(|name| format!("[{name}](schemas/{name}.schema.json)")).collect();
        let _ = write!(text, "\nJSON: {}\n", links.join(", "));
    }
    for below in command.get_subcommands_mut() {
        let path = format!("{path} {}", below.get_name());
        told(text, below, path.trim());
    }
}

#[test]
fn the_schemas_of_all_outputs() {
    let folder = root().join("docs/reference/schemas");
    for output in OUTPUTS {
        let schema = serde_json::to_string_pretty(&output.schema()).unwrap();
        in_step(&format!("schemas/{}.schema.json", output.name), &(schema + "\n"));
    }
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().replace(".schema.json", "");
        if OF_CASES.contains(&name.as_str()) {
            continue;
        }
        assert!(OUTPUTS.iter().any(|output| output.name == name), "{name} is a schema of nothing; delete it");
    }
}

/// Commands that print JSON, wherever they stand in the tree.
fn printing_json(command: &clap::Command, path: &str, found: &mut Vec<String>) {
    let is_json = |arg: &clap::Arg| arg.get_possible_values().iter().any(|value| value.get_name() == "json");
    if command.get_arguments().any(is_json) {
        found.push(path.to_owned());
    }
    for below in command.get_subcommands() {
        printing_json(below, format!("{path} {}", below.get_name()).trim(), found);
    }
}

#[test]
fn every_command_that_prints_json_has_a_schema() {
    let mut found = Vec::new();
    printing_json(&detente_cli::command(), "", &mut found);
    let known = |path: &str| OUTPUTS.iter().any(|output| output.command == path);
    let without = |path: &str| WITHOUT.iter().any(|(command, _)| *command == path);
    for path in &found {
        assert!(known(path) != without(path), "`{path}` prints JSON: write its type into crates/cli/src/schemas.rs");
    }
    for output in OUTPUTS {
        assert!(found.iter().any(|path| path == output.command), "no command `{}` prints JSON", output.command);
    }
}
