//! Findings about a case as text.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use detente_case::{Code, Diagnostic, Files, Line, Place, Severity};
use detente_text::visible;
use schemars::JsonSchema;
use serde::Serialize;

use crate::table::wrap;
use detente_results::json::to_json;

/// Longest line of a file that is shown.
const LONGEST: usize = 2_000;

/// Findings of one kind that are listed; a file in which one thing is wrong a thousand times has one thing wrong.
const MOST_OF_A_KIND: usize = 20;

/// A finding that is listed.
struct Listed<'f> {
    finding: &'f Diagnostic,
    /// Findings of the same code that come after it and are not listed; of the last one alone.
    more: usize,
}

/// The first findings of every kind, in their order; all where `all` says so.
fn listed(findings: &[Diagnostic], all: bool) -> Vec<Listed<'_>> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut places: BTreeMap<Code, usize> = BTreeMap::new();
    let mut list = Vec::new();
    for finding in findings {
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        if all || *count <= MOST_OF_A_KIND {
            places.insert(finding.code, list.len());
            list.push(Listed { finding, more: 0 });
        }
    }
    for (code, place) in places.into_iter().filter(|_| !all) {
        list[place].more = counts[&code].saturating_sub(MOST_OF_A_KIND);
    }
    list
}

impl Listed<'_> {
    /// That there are more of its kind, where there are.
    fn and_more(&self) -> Option<String> {
        let count = (self.more > 0).then(|| with_commas(self.more))?;
        Some(format!("and {count} more of the same kind ({}); --all lists them", self.finding.code))
    }
}

/// `99,979`.
fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|part| str::from_utf8(part).ok()).collect();
    parts.join(",")
}

/// Findings with their lines underlined and their hints, of each kind the first ones unless `all` are asked for, and a count of all at the end.
pub fn full(findings: &[Diagnostic], files: &Files, all: bool) -> String {
    let renderer = Renderer::styled().term_width(100);
    let mut text = String::new();
    for listed in listed(findings, all) {
        text += &rendered(listed.finding, files, &renderer);
        text += "\n\n";
        text += &listed.and_more().map(|more| format!("… {more}\n\n")).unwrap_or_default();
    }
    text + &count(findings)
}

fn rendered(finding: &Diagnostic, files: &Files, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&finding.message);
    let hint = finding.hint.as_deref().map(visible);
    let file = visible(&finding.place.file);
    let mut group = level
        .primary_title(&*message)
        .id(finding.code.as_str())
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    let (line, column) = files.line_column(&finding.place);
    let origin = format!("{file}:{line}:{column}");
    let shown = files.line(&finding.place).and_then(|line| Underlined::of(&line, &finding.place));
    match &shown {
        Some(shown) => {
            let source = Snippet::source(shown.line.as_str()).line_start(line).path(&*file);
            group = group.element(source.annotation(AnnotationKind::Primary.span(shown.start..shown.end)));
        }
        None => group = group.element(annotate_snippets::Origin::path(origin)),
    }
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(&**hint));
    }
    renderer.render(&[group])
}

/// A line as it is shown, and the bytes of it to underline.
struct Underlined {
    line: String,
    start: usize,
    end: usize,
}

impl Underlined {
    /// Nothing for empty and very long lines.
    fn of(line: &Line<'_>, place: &Place) -> Option<Self> {
        if line.text.is_empty() || line.text.len() > LONGEST {
            return None;
        }
        let covered = line.covered(place);
        // Behind the last letter there is nothing to underline: the letter itself is.
        let last = line.text.floor_char_boundary(line.text.len() - 1);
        let shown = |text: &str| visible(text).replace('\r', "\\r");
        let begin = covered.start.min(last);
        let before = shown(&line.text[..begin]);
        let (within, after) = (shown(&line.text[begin..covered.end]), shown(&line.text[covered.end..]));
        let (start, end) = (before.len(), before.len() + within.len());
        Some(Self { line: format!("{before}{within}{after}"), start, end })
    }
}

/// One finding a line, of each kind the first ones unless `all` are asked for.
pub fn concise(findings: &[Diagnostic], files: &Files, all: bool) -> String {
    let line = |listed: Listed<'_>| {
        let finding = listed.finding;
        let (line, column) = files.line_column(&finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({})", on_one_line(hint))).unwrap_or_default();
        let (file, message) = (on_one_line(&finding.place.file), on_one_line(&finding.message));
        let more = listed.and_more().map(|more| format!("… {more}\n")).unwrap_or_default();
        format!("{file}:{line}:{column}: {}[{}]: {message}{hint}\n{more}", finding.severity().word(), finding.code)
    };
    listed(findings, all).into_iter().map(line).collect::<String>() + &count(findings)
}

fn on_one_line(text: &str) -> String {
    visible(text).replace(['\n', '\r'], " ")
}

fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!(
        "{}, {}, {}\n",
        plural(of(Severity::Error), "error"),
        plural(of(Severity::Warning), "warning"),
        plural(of(Severity::Note), "note")
    )
}

/// A finding of `check`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiagnosticResult<'a> {
    /// Its code.
    pub code: &'a str,
    /// Error, warning or note.
    pub severity: &'a str,
    /// The file.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, or to be known.
    pub message: &'a str,
    /// What to do about it.
    pub hint: Option<&'a str>,
    /// How many more findings of the same code there are that are not listed; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
}

/// The findings as a JSON list, of each kind the first ones unless `all` are asked for.
pub fn json(findings: &[Diagnostic], files: &Files, all: bool) -> String {
    let records: Vec<DiagnosticResult<'_>> = listed(findings, all)
        .into_iter()
        .map(|Listed { finding, more }| {
            let (line, column) = files.line_column(&finding.place);
            DiagnosticResult {
                code: finding.code.as_str(),
                severity: finding.severity().word(),
                file: &finding.place.file,
                line,
                column,
                message: &finding.message,
                hint: finding.hint.as_deref(),
                more: (more > 0).then_some(more),
            }
        })
        .collect();
    to_json(&records, true)
}

/// The essay of a code.
pub fn essay(code: Code) -> String {
    let entry = code.entry();
    format!("{} ({}): {}\n\n{}\n", entry.code, entry.severity.word(), entry.title, wrap(entry.essay, 80).join("\n"))
}
