//! Findings about a case as text.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use detente_case::{Code, Diagnostic, Files, Line, Place, Severity};
use detente_text::visible;
use schemars::JsonSchema;
use serde::Serialize;

use crate::table::wrap;
use detente_results::json::to_json;

/// Longest line of a file that is shown.
const LONGEST: usize = 2_000;

/// Every finding with its line underlined, its hint, and a count at the end.
pub fn full(findings: &[Diagnostic], files: &Files) -> String {
    let renderer = Renderer::styled().term_width(100);
    let mut text: String = findings.iter().map(|finding| rendered(finding, files, &renderer) + "\n\n").collect();
    text += &count(findings);
    text
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

/// One finding a line.
pub fn concise(findings: &[Diagnostic], files: &Files) -> String {
    let line = |finding: &Diagnostic| {
        let (line, column) = files.line_column(&finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({})", on_one_line(hint))).unwrap_or_default();
        let (file, message) = (on_one_line(&finding.place.file), on_one_line(&finding.message));
        format!("{file}:{line}:{column}: {}[{}]: {message}{hint}\n", finding.severity().word(), finding.code)
    };
    findings.iter().map(line).collect::<String>() + &count(findings)
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
}

/// The findings as a JSON list.
pub fn json(findings: &[Diagnostic], files: &Files) -> String {
    let records: Vec<DiagnosticResult<'_>> = findings
        .iter()
        .map(|finding| {
            let (line, column) = files.line_column(&finding.place);
            DiagnosticResult {
                code: finding.code.as_str(),
                severity: finding.severity().word(),
                file: &finding.place.file,
                line,
                column,
                message: &finding.message,
                hint: finding.hint.as_deref(),
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
