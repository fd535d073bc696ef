//! Texts that `detente init` writes and that a case in use no longer has.

/// The texts of the empty case that stand for one's own.
pub const PLACEHOLDERS: [&str; 10] = [
    "my-case",
    "My case",
    "One sentence: which situation, which question.",
    "What is judgement here, and what the sources leave open.",
    "First state",
    "Second state",
    "Whoever codes this case",
    "My own notes and assumptions",
    "The two states are tied; replace this by claims with locators into your sources",
    "The two states come closer",
];
