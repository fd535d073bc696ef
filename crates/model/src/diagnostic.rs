//! Findings about a case: what is wrong, where, why, and what to do.

use crate::codes::Code;
use crate::files::Place;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case must not be run.
    Error,
    /// It can be run, but an analyst should know.
    Warning,
    /// For information.
    Note,
}

impl Severity {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What kind; its essay is in `codes`.
    pub code: Code,
    /// One sentence, lower case, that names the thing.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// How bad it is: a property of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Most characters of a message and of a hint: texts of the case are quoted in them.
const LONGEST: usize = 600;

/// A message that can be read: the middle of what is too long is left out.
fn cut(text: String) -> String {
    if text.len() <= LONGEST || text.chars().count() <= LONGEST {
        return text;
    }
    let head: String = text.chars().take(LONGEST * 3 / 4).collect();
    let mut tail: Vec<char> = text.chars().rev().take(LONGEST / 4).collect();
    tail.reverse();
    format!("{head} … {}", String::from_iter(tail))
}

/// Gathers findings.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding without a hint.
    pub fn add(&mut self, code: Code, place: &Place, message: impl Into<String>) {
        self.add_with_hint(code, place, message, None);
    }

    /// Adds a finding with a hint.
    pub fn add_with_hint(
        &mut self,
        code: Code,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let (message, hint) = (cut(message.into()), hint.into().map(cut));
        self.list.push(Diagnostic { place: place.clone(), code, message, hint });
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// All findings in order of file, place and code, each once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort();
        self.list.dedup();
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_messages_are_cut_in_the_middle() {
        let mut findings = Findings::default();
        let text = format!("`{}` is no number", "é".repeat(100_000));
        findings.add_with_hint(crate::codes::NOT_A_NUMBER, &Place::default(), text.clone(), text);
        let found = findings.sorted().remove(0);
        assert!(found.message.chars().count() < 700 && found.message.ends_with("` is no number"));
        assert!(found.hint.is_some_and(|hint| hint.len() < 1_400));
    }
}
