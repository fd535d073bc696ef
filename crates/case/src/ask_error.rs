//! Why a question has no answer, in words for the one who asked.

use crate::did_you_mean;

/// What kept a question from its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The question, or what it is asked of: asked again it fails again.
    Input,
    /// The wish of the one who asked to stop.
    Stopped,
}

/// Why a question has no answer: what is wrong, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AskError {
    /// What kept it from its answer.
    pub kind: ErrorKind,
    /// One sentence without a full stop.
    pub message: String,
    /// What helps, where something is known to.
    pub hint: Option<String>,
}

impl AskError {
    /// Something is wrong with the question, or with what it is asked of.
    pub fn input(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Input, message: message.into(), hint: None }
    }

    /// The one who asked wished to stop.
    pub fn stopped(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Stopped, message: message.into(), hint: None }
    }

    /// A name that nothing has, with the nearest of those that there are, or all of them.
    pub fn unknown(what: &str, name: &str, known: &[String]) -> Self {
        let near = did_you_mean(name, known.iter().map(String::as_str));
        let hint = near.unwrap_or_else(|| format!("there are: {}", known.join(", ")));
        Self::input(format!("no {what} is called `{name}`")).with_hint(hint)
    }

    /// The same with a hint, or with none.
    pub fn with_hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}
