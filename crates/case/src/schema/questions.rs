//! `questions.csv`.

use super::cell::Id;
use super::column::{Kind, Target};
use super::lists::{locators, names, words};
use super::single::{needed, text};
use super::table;
use crate::files::Place;
use crate::locator::Locator;
use crate::syntax::record::Word;

table! {
    file: "questions.csv",
    about: "parts of the situation, as questions that the case should answer",
    /// A part of the situation, as a question that the case should answer.
    pub struct Question {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("alliances"),
        /// What it is.
        pub title: String = text("title", "what it is").needed().example("Alliances"),
        /// The question.
        pub question: String = text("question", "the question").needed().example("Who stands with whom?"),
        /// Where the sources speak of it.
        pub locators: Vec<(Locator, Place)> = locators("locator", "where the sources speak of it"),
        /// Diagnostics that answer it, by id; `*` stands for any text.
        pub findings: Vec<Word> = words(
            Kind::Form("finding ids, separated by spaces", ""),
            "findings",
            "ids of findings that answer it; `*` stands for any text",
        )
        .example("balance.main.*"),
        /// Scenarios in which to read them.
        pub scenarios: Vec<Word> =
            names(Target::Scenario, "scenarios", "scenarios in which to read them").example("closer"),
        /// What is still missing from the answer.
        pub missing: String = text("missing", "what is still missing from the answer"),
    }
}
