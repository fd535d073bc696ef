//! What a run read of its case, for looking up.

use detente_case::case::Basis;
use schemars::JsonSchema;
use serde::Serialize;

/// A quantity, for looking up.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct QuantityEntry {
    /// Lower end.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Upper end.
    pub high: f64,
    /// Family of its distribution.
    pub shape: detente_chance::Shape,
    /// Basis of its row.
    pub basis: Basis,
    /// Whether the value is a default of the format and not the coder's.
    pub assumed_value: bool,
    /// Claims it rests on.
    pub claims: Vec<String>,
    /// File and id of its row.
    pub row: String,
    /// Remark of the coder.
    pub note: String,
}

/// A claim, for looking up.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ClaimEntry {
    /// Who holds it.
    pub speaker: String,
    /// From the speaker to the document.
    pub relay: Vec<String>,
    /// Own, attributed, public …
    pub channel: String,
    /// Fact, belief …
    pub kind: String,
    /// Admiralty grade.
    pub grade: String,
    /// Hedging words.
    pub hedges: Vec<String>,
    /// Basis.
    pub basis: Basis,
    /// The coder's paraphrase.
    pub text: String,
    /// Where it stands, with the page where it can be derived.
    pub locators: Vec<String>,
    /// Rows that rest on it.
    pub used_by: Vec<String>,
}

/// An actor.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ActorEntry {
    /// Its name.
    pub name: String,
    /// State, party …
    pub kind: String,
    /// What it is part of.
    pub within: Option<String>,
}

/// A source.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct SourceEntry {
    /// Its title.
    pub title: String,
    /// Article, notes, book, data set …
    pub kind: String,
    /// Its dates.
    pub dates: String,
    /// How page numbers are derived.
    pub pages: String,
    /// Remark.
    pub note: String,
}

/// A format.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ForumEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: Vec<String>,
    /// Leaders, official …
    pub level: String,
    /// Status.
    pub status: String,
    /// When it ran.
    pub dates: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// A forecast.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ForecastEntry {
    /// Its id.
    pub id: String,
    /// What is forecast.
    pub statement: String,
    /// The question that decides it.
    pub question: String,
    /// Who made it.
    pub holder: String,
    /// Until when.
    pub horizon: String,
    /// The words used.
    pub words: String,
    /// The band; absent when the words have none.
    pub likelihood: Option<[f64; 3]>,
    /// Yes, no, open, unresolvable.
    pub resolution: String,
    /// Brier score at its most likely value (of a word alone the middle of its band), where it was decided.
    pub brier: Option<f64>,
    /// Why it has no score.
    pub why_not: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// An event.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct EventEntry {
    /// Its id.
    pub id: String,
    /// When.
    pub dates: String,
    /// Who.
    pub actors: Vec<String>,
    /// Towards whom.
    pub targets: Vec<String>,
    /// What.
    pub action: String,
    /// PLOVER class.
    pub class: String,
    /// Claims it rests on.
    pub claims: Vec<String>,
}
