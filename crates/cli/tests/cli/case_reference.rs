//! The reference of a case's tables: a page for people, and schemas for editors and for programs that read CSV. All are made from the
//! declarations of the tables; `UPDATE_REFERENCE=1 cargo test` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;

use detente_case::schema::{Choice, Column, Kind, Range, Table, Target};
use detente_case::{Row, TABLES};
use serde_json::{Map, Value, json};

use crate::reference::in_step;

/// Names in `docs/reference/schemas` that are of cases and not of what commands print.
pub(crate) const OF_CASES: [&str; 4] = ["case", "case-tables", "scenario", "tables"];

const PAGE: &str = "# The case format: tables

Made from the program. A case is a folder; what nests is in `case.toml` and `scenarios/*.toml` (see [case-format.md](case-format.md)), what is a list is in these CSV files. Columns in bold are needed; the others may be left out. What an empty cell stands for is told where it stands for something.

Other programs read the same from [schemas/tables](schemas/tables) (a Frictionless Table Schema each: `frictionless validate ties.csv --schema ties.json`) and from [schemas/case-tables.schema.json](schemas/case-tables.schema.json) (a JSON Schema of the rows).
";

#[test]
fn the_page_of_the_tables() {
    let shared = shared();
    let mut text = PAGE.to_owned() + "\n## Words that stand in several tables\n";
    for (name, words) in &shared {
        text += &vocabulary(name, words);
    }
    for table in TABLES.iter() {
        let _ = write!(text, "\n## `{}`\n\n{}", table.file, capital(table.about));
        if let Some(companion) = table.companion {
            let file = companion.file;
            let _ = write!(text, " `{file}`, which the program writes from data, has the same columns.");
        }
        text += "\n\n| column | meaning | holds | if empty | example |\n|---|---|---|---|---|\n";
        table.columns.iter().for_each(|column| text += &line(column));
        for column in &table.columns {
            if let Some(words) = long(column).filter(|_| !shared.contains_key(column.name)) {
                text += &vocabulary(column.name, &words);
            }
        }
    }
    in_step("tables.md", &text);
}

/// The words of a column that takes one of a closed list.
fn long(column: &Column) -> Option<Vec<Choice<()>>> {
    match column.kind {
        Kind::Word(words) => Some(words.words()),
        _ => None,
    }
}

/// Closed lists that columns of one name have in several tables.
fn shared() -> BTreeMap<&'static str, Vec<Choice<()>>> {
    let mut seen: BTreeMap<&'static str, Vec<Vec<Choice<()>>>> = BTreeMap::new();
    for column in TABLES.iter().flat_map(|table| &table.columns) {
        seen.entry(column.name).or_default().extend(long(column));
    }
    let same = |lists: &Vec<Vec<Choice<()>>>| lists.len() > 1 && lists.iter().all(|list| *list == lists[0]);
    seen.into_iter().filter(|(_, lists)| same(lists)).map(|(name, mut lists)| (name, lists.remove(0))).collect()
}

fn vocabulary(name: &str, words: &[Choice<()>]) -> String {
    let mut text = format!("\n`{name}`:\n\n");
    for choice in words {
        let _ = writeln!(text, "- `{}`: {}", choice.word, choice.means);
    }
    text
}

/// A column as a line of its table.
fn line(column: &Column) -> String {
    let name = if column.required { format!("**`{}`**", column.name) } else { format!("`{}`", column.name) };
    let empty = if column.filled { "an error" } else { column.default };
    let example = if column.example.is_empty() { String::new() } else { format!("`{}`", column.example) };
    let cells = [name, column.about.to_owned(), holds(column.kind), empty.to_owned(), example];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

/// What the cells of a kind hold, in words.
fn holds(kind: Kind) -> String {
    match kind {
        Kind::Id => "id: letters, digits, `_`, `-`".to_owned(),
        Kind::ActorId => "actor id: letters, digits, `_`, `.`".to_owned(),
        Kind::ClaimId => "claim id".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Texts => "texts with `;` between".to_owned(),
        Kind::Form(name, _) => name.to_owned(),
        Kind::Word(words) => match words.words().as_slice() {
            few if few.len() <= 3 => few.iter().map(|one| format!("`{}`", one.word)).collect::<Vec<_>>().join(" or "),
            many => format!("one of {} words", many.len()),
        },
        Kind::Number(range) | Kind::Part(range) => format!("number{}", between(range)),
        Kind::Whole(range) => format!("whole number{}", between(range)),
        Kind::Date => "date".to_owned(),
        Kind::Name(target) => format!("{} id", target.what()),
        Kind::Names(target) => format!("{} ids", target.what()),
        Kind::Locators => "locators".to_owned(),
        Kind::Path => "factor id or path".to_owned(),
    }
}

fn between((low, high): Range) -> String {
    match (low == f64::MIN, high == f64::MAX) {
        (true, _) => String::new(),
        (false, true) => format!(", {low} or more"),
        (false, false) if low > 0.0 && low < 1e-6 => format!(", above 0 to {high}"),
        (false, false) => format!(", {low} to {high}"),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>() + ".").unwrap_or_default()
}

/// A date as exact as it is known; ids, nearly: not every engine knows classes of letters.
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const ID: &str = r#"^(?!-)[^\s.,;:<>=|"]+(?<!-)$"#;
const ACTOR: &str = r#"^[^\s,;:<>=|"-]+$"#;

/// What a cell of a kind must look like, where that can be said.
fn pattern(kind: Kind) -> &'static str {
    match kind {
        Kind::Id => ID,
        Kind::ActorId => ACTOR,
        Kind::ClaimId => "^[^ ,;]+$",
        Kind::Form(_, pattern) => pattern,
        Kind::Date => DATE,
        Kind::Locators => "^[^:]+:¶[0-9]",
        _ => "",
    }
}

/// The columns that rows of no table may be without, and ranges, as JSON Schema says them.
fn cell(column: &Column) -> Value {
    let mut told = Map::new();
    told.insert("description".to_owned(), json!(told_of(column)));
    if !column.example.is_empty() {
        told.insert("examples".to_owned(), json!([value(column, column.example)]));
    }
    let name = match column.kind {
        Kind::Number(_) | Kind::Part(_) => "number",
        Kind::Whole(_) => "integer",
        _ => "string",
    };
    match column.kind {
        Kind::Word(words) => {
            let one = |choice: Choice<()>| json!({ "const": choice.word, "description": choice.means });
            let words: Vec<Value> = words.words().into_iter().map(one).collect();
            told.insert("oneOf".to_owned(), json!(words));
        }
        kind => {
            told.insert("type".to_owned(), json!(name));
            if !pattern(kind).is_empty() {
                told.insert("pattern".to_owned(), json!(pattern(kind)));
            }
        }
    }
    for (bound, number) in bounds(column.kind) {
        told.insert(bound.to_owned(), number);
    }
    Value::Object(told)
}

/// Meaning and default of a column.
fn told_of(column: &Column) -> String {
    let default = if column.default.is_empty() { String::new() } else { format!("; if empty: {}", column.default) };
    format!("{}{default}", column.about)
}

/// An example as what it is.
fn value(column: &Column, text: &str) -> Value {
    let number = column.kind.range().and_then(|_| text.parse::<f64>().ok());
    match (column.kind, number) {
        (Kind::Whole(_), Some(number)) => json!(number as i64),
        (_, Some(number)) => json!(number),
        (_, None) => json!(text),
    }
}

fn bounds(kind: Kind) -> Vec<(&'static str, Value)> {
    let Some((low, high)) = kind.range() else { return Vec::new() };
    let mut found = Vec::new();
    if low > f64::MIN {
        found.push(("minimum", json!(low)));
    }
    if high < f64::MAX {
        found.push(("maximum", json!(high)));
    }
    found
}

#[test]
fn the_schema_of_the_tables_for_editors() {
    let rows = |table: &Table| {
        let properties: Map<String, Value> =
            table.columns.iter().map(|column| (column.name.to_owned(), cell(column))).collect();
        let needed = table.columns.iter().filter(|column| column.filled).map(|column| column.name);
        json!({
            "type": "object",
            "description": capital(table.about),
            "properties": properties,
            "required": needed.collect::<Vec<_>>(),
            "additionalProperties": false,
        })
    };
    let defined: Map<String, Value> = TABLES.iter().map(|table| (name(table.file).to_owned(), rows(table))).collect();
    let lists: Map<String, Value> = TABLES
        .iter()
        .map(|table| {
            let of = format!("#/$defs/{}", name(table.file));
            (table.file.to_owned(), json!({ "type": "array", "items": { "$ref": of } }))
        })
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tables of a case of detente",
        "description": "Rows of the CSV files of a case, a file a key: an object a row, a key for each cell that is not empty, numbers as \
                        numbers. Editors with a view of CSV as JSON, and programs that make cases, check rows by `$defs`. Programs that \
                        read CSV itself take the table schemas in `tables/`.",
        "type": "object",
        "properties": lists,
        "$defs": defined,
    });
    in_step("schemas/case-tables.schema.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}

/// The name of a table without its ending.
fn name(file: &str) -> &str {
    file.trim_end_matches(".csv")
}

/// A column as a field of Frictionless Table Schema.
fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Number(_) | Kind::Part(_) => "number",
        Kind::Whole(_) => "integer",
        _ => "string",
    };
    let mut constraints: Map<String, Value> =
        bounds(column.kind).into_iter().map(|(bound, number)| (bound.to_owned(), number)).collect();
    if column.filled {
        constraints.insert("required".to_owned(), json!(true));
    }
    if matches!(column.kind, Kind::Id | Kind::ActorId | Kind::ClaimId) && column.name == "id" {
        constraints.insert("unique".to_owned(), json!(true));
    }
    if let Some(words) = long(column) {
        constraints.insert("enum".to_owned(), words.iter().map(|choice| json!(choice.word)).collect());
    }
    if !pattern(column.kind).is_empty() {
        constraints.insert("pattern".to_owned(), json!(pattern(column.kind)));
    }
    let mut field = json!({ "name": column.name, "type": kind, "description": told_of(column) });
    if !column.example.is_empty() {
        field["example"] = value(column, column.example);
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

#[test]
fn the_schemas_of_the_tables_for_readers_of_csv() {
    for table in TABLES.iter() {
        let fields: Vec<Value> = table.columns.iter().map(field).collect();
        let mut schema = json!({
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "description": capital(table.about),
            "fields": fields,
            "fieldsMatch": "partial",
            "missingValues": [""],
        });
        if table.columns[0].name == "id" {
            schema["primaryKey"] = json!(["id"]);
        }
        let keys: Vec<Value> = table.columns.iter().filter_map(foreign).collect();
        if !keys.is_empty() {
            schema["foreignKeys"] = json!(keys);
        }
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        in_step(&format!("schemas/tables/{}.json", name(table.file)), &text);
    }
    let folder = crate::root().join("docs/reference/schemas/tables");
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let file = entry.file_name().to_string_lossy().replace(".json", ".csv");
        assert!(TABLES.iter().any(|table| table.file == file), "{file} is no table; delete its schema");
    }
}

/// What a column points to, where its cells hold one name each.
fn foreign(column: &Column) -> Option<Value> {
    let Kind::Name(target) = column.kind else { return None };
    // The speaker of a claim may be a data set, which no key of the form can say.
    (column.name != "speaker" && target != Target::Scenario).then(
        || json!({ "fields": [column.name], "reference": { "resource": name(target.table()), "fields": ["id"] } }),
    )
}

#[test]
fn targets_are_tables() {
    let file = |target: Target| target.table();
    assert_eq!(file(Target::Actor), <detente_case::case::Actor as Row>::FILE);
    assert_eq!(file(Target::Claim), <detente_case::case::Claim as Row>::FILE);
    assert_eq!(file(Target::Issue), <detente_case::case::Issue as Row>::FILE);
    assert_eq!(file(Target::Source), <detente_case::case::Source as Row>::FILE);
}
