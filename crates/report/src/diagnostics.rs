//! Findings about a case as text.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use detente_model::{Code, Diagnostic, Files, Severity};
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::to_json;
use crate::table::wrap;

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
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str())
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    let (line, column) = files.line_column(&finding.place);
    let origin = format!("{}:{line}:{column}", finding.place.file);
    let shown = snippet(finding, files);
    match &shown {
        Some((source, start, end)) => {
            let source = Snippet::source(source.as_str()).line_start(line).path(finding.place.file.as_str());
            group = group.element(source.annotation(AnnotationKind::Primary.span(*start..*end)));
        }
        None => group = group.element(annotate_snippets::Origin::path(origin)),
    }
    if let Some(hint) = &finding.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// The line of the finding and the bytes of it to underline; nothing for empty files and very long lines.
fn snippet(finding: &Diagnostic, files: &Files) -> Option<(String, usize, usize)> {
    let text = files.get(&finding.place.file)?;
    let start = floor(text, finding.place.start.min(text.len()));
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let line = text[from..to].trim_end_matches('\r');
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let end = floor(text, finding.place.end.clamp(start, from + line.len()));
    let begin = (start - from).min(line.len().saturating_sub(1));
    Some((line.to_owned(), floor(line, begin), (end - from).max(begin).min(line.len())))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One finding a line.
pub fn concise(findings: &[Diagnostic], files: &Files) -> String {
    let line = |finding: &Diagnostic| {
        let (line, column) = files.line_column(&finding.place);
        let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        let word = finding.severity().word();
        format!("{}:{line}:{column}: {word}[{}]: {}{hint}\n", finding.place.file, finding.code, finding.message)
    };
    findings.iter().map(line).collect::<String>() + &count(findings)
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
pub struct DiagnosticTold<'a> {
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
    let records: Vec<DiagnosticTold<'_>> = findings
        .iter()
        .map(|finding| {
            let (line, column) = files.line_column(&finding.place);
            DiagnosticTold {
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
