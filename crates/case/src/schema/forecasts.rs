//! `forecasts.csv`.

use detente_chance::Estimate;

use super::cell::{Day, Id, Name, OneOf};
use super::column::{Choice, Kind, Target, choice, word};
use super::ground::Grounds;
use super::lists::names;
use super::single::{kept, maybe, needed, text};
use super::triple::{parts, triple};
use super::{LIKELIHOOD, table};
use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::likelihood;
use crate::names::did_you_mean;
use crate::syntax::record::Word;

static RESOLUTIONS: [Choice<()>; 4] = [
    word("yes", "it came true"),
    word("no", "it did not"),
    word("open", "nobody can tell yet"),
    word("unresolvable", "nobody will be able to tell"),
];

/// Who put a number or a date to a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenBy {
    /// Whoever made the forecast, in numbers or in words of a scale.
    Holder,
    /// The coder, before the outcome was known.
    Coder,
    /// The coder, when the outcome was known.
    CoderAfter,
}

static GIVEN_BY: [Choice<GivenBy>; 3] = [
    choice("holder", "whoever made the forecast, in numbers or in words of a scale", GivenBy::Holder),
    choice("coder", "the coder, before it was known what came", GivenBy::Coder),
    choice("coder-after", "the coder, when it was known what came", GivenBy::CoderAfter),
];

table! {
    file: "forecasts.csv",
    about: "forecasts that somebody made, and what came of them",
    /// A forecast that somebody made.
    pub struct Forecast {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("F1"),
        /// What is forecast.
        pub statement: String = text("statement", "what is forecast").needed().example("A treaty is signed"),
        /// The question that decides it.
        pub question: String = text("question", "the question that decides it")
            .column_needed()
            .example("Will both have signed a treaty by the end of 2002?"),
        /// Who made it.
        pub holder: Word = needed(Name(Target::Actor), "holder", "actor id").example("JPN"),
        /// The chain from the holder to the document.
        pub relay: Vec<Word> = names(Target::Actor, "relay", "from the holder to the document, nearest first"),
        /// On which condition.
        pub condition: String = text("condition", "on which condition"),
        /// Until when.
        pub horizon: String = text("horizon", "until when").example("2002-12"),
        /// The words used.
        pub words: String = text("words", "the words used").example("likely"),
        /// The band.
        pub likelihood: Option<Estimate> = triple(parts!("likelihood_"), LIKELIHOOD, "band: lower end")
            .middle("middle")
            .example(["0.55", "0.675", "0.8"]),
        /// Which scale gives the band.
        pub scale: String =
            text("scale", "the scale that gives the band").looked_at(word_of_scale).example("ICD-203 likely"),
        /// Who gave the likelihood.
        pub likelihood_by: Option<GivenBy> = maybe(
            OneOf(&GIVEN_BY),
            "likelihood_by",
            "who gave the likelihood; the holder where `scale` is one of words, else the coder",
        )
        .example("holder"),
        /// Who gave the horizon.
        pub horizon_by: Option<GivenBy> =
            maybe(OneOf(&GIVEN_BY), "horizon_by", "who gave the horizon that decides").example("holder"),
        /// Yes, no, open, unresolvable.
        pub resolution: String =
            kept(Kind::Word(&RESOLUTIONS), "resolution", "what came of it").default("open").example("open"),
        /// When it was decided.
        pub resolved_on: Option<Date> = maybe(Day, "resolved_on", "date").example("2002-12-31"),
        /// Where it stands what came of it.
        pub resolution_source: String = text("resolution_source", "where it stands what came of it"),
        /// How reliable that is.
        pub resolution_grade: String =
            text("resolution_grade", "how reliable that is: an Admiralty grade").example("B2"),
        /// Forecasts of one subject.
        pub cluster: Option<Word> =
            maybe(Id, "cluster", "a name shared by forecasts of one subject, which are no separate evidence"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
    }
}

impl Forecast {
    /// Who gave the likelihood: as the case says, else the holder where words of a scale were read, and the coder otherwise.
    pub fn likelihood_given_by(&self) -> GivenBy {
        let of_words = self.likelihood.is_none() || self.scale.starts_with("ICD-203");
        self.likelihood_by.unwrap_or(if of_words { GivenBy::Holder } else { GivenBy::Coder })
    }
}

/// A scale `ICD-203 WORD` must name a word of that scale.
fn word_of_scale(word: &Word, findings: &mut Diagnostics) {
    let Some(term) = word.strip_prefix("ICD-203 ").filter(|term| likelihood::step_of(term).is_none()) else { return };
    if likelihood::WITHOUT_BAND.contains(&term.to_lowercase().as_str()) {
        return;
    }
    let words: Vec<&str> = likelihood::ICD_203.iter().flat_map(|step| step.words).copied().collect();
    let hint = did_you_mean(term, words.iter().copied()).unwrap_or_else(|| format!("one of {}", words.join(", ")));
    findings.add_with_hint(codes::NOT_A_CHOICE, &word.place, format!("`{term}` is no word of ICD 203"), hint);
}
