//! Plain files: their text, read the same way by every command, and what is said of them.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use detente_balance::Signs;
use detente_formats::{Form, Rows, TiesAsked, read_ties};
use detente_report as report;
use detente_text::{Note, Problem, cut};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::args::{EncodingOption, TieOptions};
use crate::failure::Failure;

/// Largest file that is read.
const LARGEST: u64 = 1 << 30;

/// The text of a file, and what was read with doubt.
pub struct Plain {
    /// The text, without a byte order mark.
    pub text: String,
    /// What was read with doubt.
    pub notes: Vec<String>,
}

/// The bytes of a file; `-` is what comes in on standard input.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let refuse = |error: io::Error| Failure::input(format!("cannot read `{}`: {error}", path.display()));
    let too_large = || Failure::input(format!("`{}` is larger than {} MiB", path.display(), LARGEST >> 20));
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(refuse)?;
        return if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) };
    }
    if fs::metadata(path).map_err(refuse)?.len() > LARGEST {
        return Err(too_large());
    }
    fs::read(path).map_err(refuse)
}

/// Reads a file, or standard input where it is `-`, as text: UTF-8, UTF-16, Windows letters where nothing else fits, or what `--encoding` says.
pub fn text_of(path: &Path, options: &EncodingOption) -> Result<Plain, Failure> {
    let bytes = bytes_of(path)?;
    let decoded = detente_text::decode_owned(bytes, options.encoding.as_deref()).map_err(|error| {
        let what = format!("{}:{}: byte {}: {}", path.display(), error.line, error.byte, error.what);
        Failure::input(what).with_hint(error.remedy)
    })?;
    Ok(Plain { text: decoded.text, notes: decoded.note.iter().map(Note::to_string).collect() })
}

/// The ties of a file in any of the forms that are read.
pub fn ties_of(path: &Path, options: &TieOptions, by: Option<&str>) -> Result<(Rows, Vec<String>), Failure> {
    let Plain { text, mut notes } = text_of(path, &options.text.encoding)?;
    let form = Form::of(&path.to_string_lossy(), &text);
    let codes = options.values.missing_codes()?;
    if ![0, 1, 3].contains(&options.values.columns.len()) {
        return Err(Failure::input(
            "--columns takes three: the two ends and the value; of a graph file the value alone",
        ));
    }
    let asked = TiesAsked {
        by,
        columns: &options.values.columns,
        graph: options.graph.as_deref(),
        relation: options.relation.as_deref(),
        missing: codes.as_deref(),
        table: options.text.table(),
    };
    let rows = read_ties(&text, form, &asked).map_err(|problems| refused(path, &problems, needed(form)))?;
    notes.extend(rows.notes().iter().map(Note::to_string));
    Ok((rows, notes))
}

fn needed(form: Form) -> &'static str {
    match form {
        Form::Csv => {
            "a table of ties has two columns for the ends (source and target, from and to, a and b, …) and one for the value \
             (weight, sign, affinity); docs/reference/plain-files.md has the rules"
        }
        Form::GraphMl | Form::Gexf | Form::Pajek => {
            "tables, matrices, GraphML, GEXF and Pajek networks are read; docs/reference/plain-files.md has the rules"
        }
    }
}

/// Every problem of a file at once.
pub fn refused(path: &Path, problems: &[Problem], needed: &str) -> Failure {
    let lines = problems.iter().map(|problem| format!(":{}: {}", problem.line, problem.what));
    Failure::problems(path, lines, needed)
}

/// Refuses a file that could be read and has nothing in it: 0 actors are no network without frustration.
pub fn some_ties(path: &Path, none: bool) -> Result<(), Failure> {
    let nothing = Problem::at(1, "there is no tie in this file");
    if none { Err(refused(path, &[nothing], needed(Form::Csv))) } else { Ok(()) }
}

/// What is to be said of ties that all have one sign: nothing could contradict them.
pub fn one_sign(weights: impl Iterator<Item = f64> + Clone) -> Option<String> {
    Signs::of(weights).remark().map(str::to_owned)
}

/// What was read with doubt, for people who wait.
pub fn tell(notes: &[String]) {
    notes.iter().for_each(|note| crate::output::tell(&format!("note: {}", cut(note))));
}

/// A result of a plain file as it is printed: what was found, and what was read with doubt.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Told<T> {
    /// What was found.
    #[serde(flatten)]
    pub found: T,
    /// What was read with doubt; absent where nothing was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A result as JSON, in the form of [`Told`]. Results that have notes of their own keep them before those of the reader.
pub fn json_with(found: &impl Serialize, notes: &[String]) -> String {
    let mut value = serde_json::to_value(found).unwrap_or(Value::Null);
    if let (Value::Object(object), false) = (&mut value, notes.is_empty())
        && let Value::Array(list) = object.entry("notes").or_insert_with(|| json!([]))
    {
        list.extend(notes.iter().map(|note| json!(cut(note))));
    }
    report::to_json(&value, true)
}
