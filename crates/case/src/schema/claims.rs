//! `claims.csv`.

use detente_chance::Estimate;

use super::cell::{ClaimId, Name};
use super::column::{Choice, Column, Companion, Kind, Target, word};
use super::field::{Field, Reading, Single};
use super::ground::{self, Basis};
use super::lists::{locators, names, texts};
use super::single::{Kept, kept, needed, text};
use super::sources::GRADE;
use super::triple::{parts, triple};
use super::{LIKELIHOOD, table};
use crate::codes;
use crate::files::Place;
use crate::locator::Locator;
use crate::syntax::record::Word;

static CHANNELS: [Choice<()>; 9] = [
    word("own", "the speaker's own words in the document"),
    word("attributed", "the document says that the speaker said so"),
    word("public", "said where anybody could hear it"),
    word("official", "a statement of an office"),
    word("private", "said out of the public's sight"),
    word("closed", "said behind closed doors, to several"),
    word("press", "reported by the press"),
    word("coder", "the coder's own note"),
    word("data", "a row of a data set"),
];

static KINDS: [Choice<()>; 16] = [
    word("data", "a row of a data set"),
    word("fact", "something that is or was so"),
    word("judgement", "what the speaker makes of the facts"),
    word("belief", "what the speaker, or somebody else, takes to be so"),
    word("forecast", "what will come"),
    word("fear", "what the speaker hopes will not come"),
    word("wish", "what the speaker would like to come"),
    word("intention", "what somebody means to do"),
    word("policy", "what somebody does as a rule"),
    word("pledge", "what somebody binds itself to do"),
    word("demand", "what somebody asks of another"),
    word("argument", "a reason given for something"),
    word("complaint", "what somebody holds against another"),
    word("rhetoric", "words that are not meant to the letter"),
    word("statement", "words of an office that say nothing of the above"),
    word("notice", "an announcement"),
];

table! {
    file: "claims.csv",
    companion: Companion {
        file: "data-claims.csv",
        without: &[
            "relay", "grade", "hedges", "likelihood_term", "likelihood_low", "likelihood_mode", "likelihood_high",
        ],
    },
    about: "who said what, through whom, and how sure",
    /// What somebody says.
    pub struct Claim {
        /// Its id.
        pub id: Word = needed(ClaimId, "id", "never reused").example("C1"),
        /// Where it stands.
        pub locators: Vec<(Locator, Place)> = locators("locator", "where it stands: `source:¶35`").needed(),
        /// Who holds it.
        pub speaker: Word = needed(Name(Target::Actor), "speaker", "the actor who holds it").example("JPN"),
        /// From the speaker to the document, nearest first.
        pub relay: Vec<Word> = names(Target::Actor, "relay", "from the speaker to the document, nearest first"),
        /// Own, attributed, public, official, private, closed, press, coder.
        pub channel: String =
            kept(Kind::Word(&CHANNELS), "channel", "how it reached the document").example("official"),
        /// Fact, judgement, belief, forecast …
        pub kind: String = kept(Kind::Word(&KINDS), "kind", "what sort of statement it is").example("judgement"),
        /// Admiralty grade: source letter and information digit; empty when not graded.
        pub grade: String = Graded,
        /// Hedging words.
        pub hedges: Vec<String> = texts("hedges", "hedging words, separated by `;`").example("perhaps; it seems"),
        /// Word of likelihood.
        pub likelihood_term: String = text("likelihood_term", "word of likelihood").example("likely"),
        /// Its band.
        pub likelihood: Option<Estimate> =
            triple(parts!("likelihood_"), LIKELIHOOD, "its band as probabilities: lower end")
                .middle("middle")
                .example(["0.55", "0.675", "0.8"]),
        /// Explicit, or the coder's.
        pub basis: Basis = ground::basis(),
        /// The coder's paraphrase.
        pub text: String = text("text", "the coder's paraphrase").needed(),
    }
}

impl Claim {
    /// Whether the speaker spoke out of the public's sight.
    pub fn is_private(&self) -> bool {
        matches!(self.channel.as_str(), "private" | "closed")
    }
}

/// The grade of a claim: its own, or that of its source.
struct Graded;

fn own_grade() -> Single<Kept> {
    kept(GRADE, "grade", "Admiralty grade: letter A-F for the source, digit 1-6 for the information")
        .default("the `default_grade` of its source")
        .example("B2")
}

impl Field for Graded {
    type Value = String;

    fn columns(&self) -> Vec<Column> {
        own_grade().columns()
    }

    fn read(&self, reading: &mut Reading<'_>) -> Option<String> {
        let own = own_grade().read(reading)?;
        let grade = if own.is_empty() { of_source(reading) } else { own };
        if !is_grade(&grade) {
            let hint = "a letter A-F for the source and a digit 1-6 for the information".to_owned();
            let place = reading.record.place_of("grade");
            let message = format!("`{grade}` is no Admiralty grade");
            reading.findings.add_with_hint(codes::NOT_A_CHOICE, place, message, hint);
        }
        Some(grade)
    }

    fn write(&self, grade: &String) -> Vec<String> {
        own_grade().write(grade)
    }

    fn blank(&self) -> String {
        String::new()
    }
}

/// The grade that the source of the first locator gives its claims.
fn of_source(reading: &Reading<'_>) -> String {
    // What is wrong with locators is told by their own column.
    let words = reading.record.get("locator").map_or("", |cell| cell.text.as_str());
    let first = words.split(' ').find_map(|word| Locator::parse(word).ok());
    first.and_then(|locator| reading.context.grades.get(&locator.source).cloned()).unwrap_or_default()
}

fn is_grade(grade: &str) -> bool {
    let mut chars = grade.chars();
    grade.is_empty() || matches!((chars.next(), chars.next(), chars.next()), (Some('A'..='F'), Some('1'..='6'), None))
}
