//! `questions.csv`.

use super::cell::{Id, Number, OneOf};
use super::column::{Kind, Target};
use super::lists::{names, words};
use super::single::{maybe, needed, text};
use super::{ANY, table};
use crate::question::{KINDS, QuestionKind};
use crate::syntax::record::Word;

table! {
    file: "questions.csv",
    about: "what the case is asked",
    /// A question that the case should answer.
    pub struct Question {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("alliances"),
        /// The question.
        pub question: String = text("question", "the question, as it is answered on page one").needed().example("Who stands with whom?"),
        /// What is asked.
        pub kind: QuestionKind = needed(OneOf(&KINDS), "kind", "what is asked").example("standing"),
        /// What it is about.
        pub of: Vec<Word> = words(
            Kind::Form("names of what it is about, separated by spaces", ""),
            "of",
            "what it is about: views, issues, conflicts, quantities, findings, actors …, as the kind says",
        )
        .example("main"),
        /// By when.
        pub by: String = text("by", "a date or a horizon by which, in words"),
        /// Scenarios under which it is answered.
        pub under: Vec<Word> = names(Target::Scenario, "under", "scenarios under which it is answered").example("closer"),
        /// A value that decides.
        pub threshold: Option<f64> = maybe(Number(ANY), "threshold", "a value that decides, where the kind has one"),
        /// Claims in which the sources ask it, or answer it.
        pub evidence: Vec<Word> = names(Target::Claim, "evidence", "ids of the claims in which sources ask or answer it"),
        /// A remark.
        pub note: String = text("note", "a remark"),
    }
}
