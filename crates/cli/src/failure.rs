//! Why a command ended early, and the exit code that says so.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use detente_assess::{AskError, ErrorKind};
use detente_record::events::EventError;
use detente_record::sets::SetError;
use detente_text::cut;

use crate::output;

/// A failure with its exit code.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// Diagnostics of error level.
    pub const FINDINGS: u8 = 1;
    /// Input that cannot be read, or bad usage.
    pub const BAD_INPUT: u8 = 2;
    /// A bug of ours.
    pub const BUG: u8 = 3;
    /// Stopped by Ctrl-C or a signal like it.
    pub const STOPPED: u8 = 130;

    /// Bad input or usage.
    pub fn input(message: impl Into<String>) -> Self {
        Self { code: Self::BAD_INPUT, message: message.into(), hint: None }
    }

    /// A file with problems: prints each behind the path, and fails with their number and what is `needed`.
    pub fn problems(path: &Path, lines: impl ExactSizeIterator<Item = String>, needed: &str) -> Self {
        const SHOWN: usize = 50;
        let count = lines.len();
        for line in lines.take(SHOWN) {
            output::tell(&format!("{}{}", path.display(), cut(&line)));
        }
        if count > SHOWN {
            output::tell(&format!("… and {} more", count - SHOWN));
        }
        Self::input(format!("{count} problem(s) in `{}`", path.display())).with_hint(needed.to_owned())
    }

    /// A name that nothing has, with the nearest of those that there are, or all of them.
    pub fn unknown(what: &str, name: &str, known: &[String]) -> Self {
        AskError::unknown(what, name, known).into()
    }

    /// The user stopped the run.
    pub fn stopped(message: impl Into<String>) -> Self {
        Self { code: Self::STOPPED, message: message.into(), hint: None }
    }

    /// The same with a hint.
    pub fn with_hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// A failed write; a reader that has gone away is no failure.
    pub fn write(what: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { code: 0, message: String::new(), hint: None };
        }
        Self::input(format!("cannot write {what}: {error}"))
    }

    /// Whether nothing is to be said of it.
    pub fn is_silent(&self) -> bool {
        self.message.is_empty()
    }

    /// Prints it and gives its exit code.
    pub fn report(self) -> ExitCode {
        if !self.message.is_empty() {
            output::tell(&format!("\u{1b}[1;31merror\u{1b}[0m: {}", cut(&self.message)));
        }
        if let Some(hint) = self.hint {
            output::tell(&format!("\u{1b}[1mhelp\u{1b}[0m: {}", cut(&hint)));
        }
        ExitCode::from(self.code)
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        let code = match error.kind {
            ErrorKind::Input => Self::BAD_INPUT,
            ErrorKind::Stopped => Self::STOPPED,
        };
        Self { code, message: error.message, hint: error.hint }
    }
}

impl From<SetError> for Failure {
    fn from(error: SetError) -> Self {
        AskError::from(error).into()
    }
}

impl From<EventError> for Failure {
    fn from(error: EventError) -> Self {
        AskError::from(error).into()
    }
}
