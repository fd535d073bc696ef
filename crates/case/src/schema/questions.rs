//! `questions.csv`.

use super::cell::{Cell, Id, Number, OneOf, Said};
use super::column::{Column, Kind, Target};
use super::field::{Field, Reading};
use super::lists::{names, words};
use super::single::{maybe, needed, text};
use super::{ANY, Reference, table};
use crate::codes;
use crate::question::{KINDS, QuestionKind};
use crate::rule::Decision;
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
        /// The rule by which packages of issues are accepted.
        pub rule: Option<Decision> = Decides,
        /// Claims in which the sources ask it, or answer it.
        pub evidence: Vec<Word> = names(Target::Claim, "evidence", "ids of the claims in which sources ask or answer it"),
        /// A remark.
        pub note: String = text("note", "a remark"),
    }
}

/// The rule of a question; one that cannot be read costs the row.
struct Decides;

impl Field for Decides {
    type Value = Option<Decision>;

    fn columns(&self) -> Vec<Column> {
        let kind = Kind::Form("rule of decision of several parts", "");
        let about = "for `package`: by which rule those with a say accept a package of issues, such as `majority of actors and quota 0.65`, `quota 2/3 and with USA or quota 0.9`, `factions first: majority`";
        vec![Column {
            example: "majority of actors",
            default: "all whose consent is needed",
            ..Column::optional("rule", about, kind)
        }]
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Option<Decision>> {
        let Some(word) = reading.record.get("rule") else { return Some(None) };
        let rule = Decision::parse(word);
        if rule.is_none() {
            let hint = "`majority`, `unanimity`, `quota 0.62` or `quota 2/3`, of capability or `of actors`; several joined by `and` or `or`; `with ID` for who must be among them; `factions first:` before all of it";
            let message = format!("`{}` is no rule of decision", word.text);
            reading.findings.add_with_hint(codes::BAD_RULE, &word.place, message, hint.to_owned());
        }
        rule.map(Some)
    }

    fn write(&self, rule: &Option<Decision>) -> Vec<String> {
        vec![rule.as_ref().map(|rule| Said.text(&rule.text)).unwrap_or_default()]
    }

    fn blank(&self) -> Option<Decision> {
        None
    }

    fn refer<'v>(&self, rule: &'v Option<Decision>, to: &mut Vec<Reference<'v>>) {
        let named = rule.iter().flat_map(|rule| &rule.routes).flat_map(|route| &route.with);
        to.extend(named.map(|word| Reference { target: Target::Actor, word }));
    }
}
