//! The reference in `docs/reference/` is made from the program. `UPDATE_REFERENCE=1 cargo test` writes it anew.

use std::fmt::Write;
use std::fs;

use detente_model::{CODES, TABLES};

use crate::{detente, out, root};

fn in_step(file: &str, text: &str) {
    let path = root().join("docs/reference").join(file);
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{file} is out of step: run `UPDATE_REFERENCE=1 cargo test -p detente-cli reference`");
}

#[test]
fn the_tables_of_the_case_format() {
    let mut text = String::from(
        "# The case format: tables\n\nMade from the program. A case is a folder; what nests is in `case.toml` and `scenarios/*.toml` \
         (see [case-format.md](case-format.md)), what is a list is in these CSV files. Columns in bold are needed.\n",
    );
    for table in TABLES {
        let _ = write!(text, "\n## `{}`\n\n{}\n\n| column | meaning |\n|---|---|\n", table.file, capital(table.about));
        for column in table.columns {
            let name = if column.required { format!("**`{}`**", column.name) } else { format!("`{}`", column.name) };
            let _ = writeln!(text, "| {name} | {} |", column.about.replace('|', "\\|"));
        }
    }
    in_step("tables.md", &text);
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>() + ".").unwrap_or_default()
}

#[test]
fn the_codes_of_findings() {
    let mut text = String::from(
        "# Findings of `detente check`\n\nMade from the program; `detente check --explain CODE` prints one.\n",
    );
    for entry in CODES {
        let _ = write!(text, "\n## {} {}\n\n*{}.* {}\n", entry.code, entry.title, entry.severity.word(), entry.essay);
    }
    in_step("findings.md", &text);
}

#[test]
fn the_commands() {
    let mut text = String::from("# Commands\n\nMade from the program's own help.\n");
    for command in
        ["", "init", "check", "run", "whatif", "show", "export", "explain", "balance", "geometry", "conflict", "verify"]
    {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let _ = write!(text, "\n## `detente {}`\n\n```\n{}```\n", command, out(&detente(&args)));
    }
    in_step("commands.md", &text.replace("`detente `", "`detente`"));
}

#[test]
fn the_schema_of_the_assessment() {
    let schema = serde_json::to_string_pretty(&detente_assess::schema()).unwrap();
    in_step("assessment.schema.json", &(schema + "\n"));
}
