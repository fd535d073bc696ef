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

/// Gathers findings.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding without a hint.
    pub fn add(&mut self, code: Code, place: &Place, message: impl Into<String>) {
        self.list.push(Diagnostic { place: place.clone(), code, message: message.into(), hint: None });
    }

    /// Adds a finding with a hint.
    pub fn add_with_hint(
        &mut self,
        code: Code,
        place: &Place,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        self.list.push(Diagnostic { place: place.clone(), code, message: message.into(), hint: hint.into() });
    }

    /// All findings in order of file, place and code, each once.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort();
        self.list.dedup();
        self.list
    }
}
