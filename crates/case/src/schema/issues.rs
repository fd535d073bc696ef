//! `issues.csv`.

use detente_chance::Estimate;

use super::cell::{Cell, Id, Name, Said};
use super::column::{Column, Kind, Range, Target};
use super::field::{Field, Reading};
use super::ground::Grounds;
use super::single::{maybe, needed, text};
use super::table;
use super::triple::{parts, triple};
use crate::codes;
use crate::ground::Ground;
use crate::rule::Rule;
use crate::syntax::record::Word;

/// The scale of an issue.
pub(crate) const SCALE: Range = (0.0, 100.0);

table! {
    file: "issues.csv",
    about: "questions that actors bargain over",
    /// A question with a scale.
    pub struct Issue {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("treaty"),
        /// What it is called in a sentence.
        pub title: String = text("title", "what it is called in a sentence; its id where this is empty").example("the treaty"),
        /// The question.
        pub question: String = text("question", "the question").needed().example("How far does the treaty go?"),
        /// What 0 means.
        pub scale_0: String = text("scale_0", "what 0 on the scale means").column_needed().example("no treaty"),
        /// What 100 means.
        pub scale_100: String = text("scale_100", "what 100 means").column_needed().example("full treaty"),
        /// What stands without a decision, in [0, 100].
        pub reference: Option<Estimate> =
            triple(parts!("reference_"), SCALE, "what stands without a decision: lower end"),
        /// How the group decides, where it does by a rule.
        pub rule: Option<Rule> = Decided,
        /// Who proposes under the rule.
        pub agenda: Option<Word> = maybe(Name(Target::Actor), "agenda", "actor that proposes under the rule"),
        /// Issues of one package are dimensions of one bargain in the spatial challenge model.
        pub package: Option<Word> = maybe(
            Said,
            "package",
            "name shared by issues that are dimensions of one bargain in the spatial challenge model",
        ),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}

/// The rule of an issue; one that cannot be read costs the row.
struct Decided;

impl Field for Decided {
    type Value = Option<Rule>;

    fn columns(&self) -> Vec<Column> {
        let kind = Kind::Form("rule of decision", "^(majority|unanimity|quota [0-9./]+)( of actors)?$");
        let about =
            "how the group decides: `majority`, `unanimity`, `quota 0.62` or `quota 2/3`, of capability or `of actors`";
        vec![Column { example: "majority", default: "no rule", ..Column::optional("rule", about, kind) }]
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<Option<Rule>> {
        let Some(word) = reading.record.get("rule") else { return Some(None) };
        let rule = Rule::parse(word);
        if rule.is_none() {
            let hint =
                "`majority`, `unanimity`, `quota 0.62` or `quota 2/3`; `of actors` behind it gives each actor one vote"
                    .to_owned();
            let message = format!("`{}` is no rule of decision", word.text);
            reading.findings.add_with_hint(codes::BAD_RULE, &word.place, message, hint);
        }
        rule.map(Some)
    }

    fn write(&self, rule: &Option<Rule>) -> Vec<String> {
        vec![rule.as_ref().map(|rule| Said.text(&rule.text)).unwrap_or_default()]
    }

    fn blank(&self) -> Option<Rule> {
        None
    }
}
