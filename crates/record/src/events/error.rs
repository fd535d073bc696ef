//! Why events cannot be read.

use crate::files::Unreadable;

/// A file of events that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// It cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// No format fits.
    #[error("{file}: {what}")]
    Layout {
        /// The file.
        file: String,
        /// What was tried.
        what: String,
    },
    /// Its codes, dates or numbers of states are one thing or another.
    #[error("{file}: {what}")]
    Doubt {
        /// The file.
        file: String,
        /// What is not known, and what to do.
        what: String,
    },
    /// It breaks off.
    #[error("{file}: {error}")]
    Broken {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
}
