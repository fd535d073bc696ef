//! Diagnostics about a case: what is wrong, where, why, and what to do.

use detente_text::cut;

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
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
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
        // Texts of the case are quoted in them.
        let cut = |text: String| cut(&text).into_owned();
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
        let mut findings = Diagnostics::default();
        let text = format!("`{}` is no number", "é".repeat(100_000));
        findings.add_with_hint(crate::codes::NOT_A_NUMBER, &Place::default(), text.clone(), text);
        let found = findings.sorted().remove(0);
        assert!(found.message.chars().count() < 700 && found.message.ends_with("` is no number"));
        assert!(found.hint.is_some_and(|hint| hint.len() < 1_400));
    }
}
