//! What a case holds. Names stay words with places, so that every later finding can point at its row.

use std::collections::{BTreeMap, BTreeSet};

use detente_chance::{Estimate, Shape};

use crate::change::Change;
use crate::conflict::Conflict;
use crate::cross_impact::CrossImpactModel;
use crate::date::Date;
use crate::document::PageMap;
use crate::files::Place;
use crate::goal::Goal;
use crate::left_out::LeftOut;
use crate::locator::Locator;
use crate::path::QuantityPath;
use crate::quantity::Quantities;
pub use crate::syntax::record::Word;

/// What a row's existence and direction rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A source says it.
    Explicit,
    /// It follows from what a source says, by a step of the coder's.
    Inferred,
    /// Commonly known; not looked up.
    GeneralKnowledge,
    /// The coder's assumption.
    Assumed,
    /// A row of a data set.
    Data,
}

impl Basis {
    /// All of them with their words.
    pub const ALL: [(&'static str, Self); 5] = [
        ("explicit", Self::Explicit),
        ("inferred", Self::Inferred),
        ("general-knowledge", Self::GeneralKnowledge),
        ("assumed", Self::Assumed),
        ("data", Self::Data),
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// Whether rows with this basis must name evidence.
    pub fn needs_evidence(self) -> bool {
        matches!(self, Self::Explicit | Self::Inferred | Self::Data)
    }
}

/// Why a row is in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// What it rests on.
    pub basis: Basis,
    /// The claims it rests on.
    pub evidence: Vec<Word>,
    /// The locators written beside it, which repeat those of the claims.
    pub locators: Vec<(Locator, Place)>,
    /// A remark.
    pub note: String,
    /// The row.
    pub place: Place,
}

/// Settings of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Draws of a run.
    pub draws: u32,
    /// Seed of a run.
    pub seed: u64,
    /// Distribution of estimates.
    pub shape: Shape,
    /// What low and high of estimates mean.
    pub ends: Ends,
    /// Periods that a simulation looks ahead.
    pub horizon: u32,
    /// Share of the doubt that quantities of one source, speaker or claim have in common, in [0, 1].
    pub shared_doubt: f64,
    /// What it is that they have in common.
    pub shared_by: SharedBy,
}

/// What moving a quantity costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// The quantity.
    pub path: QuantityPath,
    /// What moving it over its whole range costs, above 0, in any unit that is the same for all.
    pub cost: f64,
    /// Where it stands.
    pub place: Place,
}

/// What somebody would like to see: the report tells which changes would bring it about.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Its id.
    pub id: Word,
    /// Title.
    pub title: String,
    /// The finding and the bound it is to reach.
    pub goal: Goal,
    /// Most changes in a plan.
    pub changes: usize,
}

/// What low and high of an estimate mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ends {
    /// 5 per cent of the doubt lie below, 5 above, within the scale of the quantity.
    #[default]
    Points,
    /// Nothing lies beyond.
    Absolute,
}

impl Ends {
    /// All of them with their words.
    pub const ALL: [(&'static str, Self); 2] = [("5-95", Self::Points), ("absolute", Self::Absolute)];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Points => "5-95",
            Self::Absolute => "absolute",
        }
    }

    /// An estimate of a quantity with this range.
    pub fn of(self, estimate: Estimate, (low, high): (f64, f64)) -> Estimate {
        match self {
            Self::Points => estimate.within(low, high),
            Self::Absolute => estimate,
        }
    }
}

/// What quantities may have in common that makes their errors go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedBy {
    /// The document.
    #[default]
    Source,
    /// Who holds the first claim behind them.
    Speaker,
    /// The first claim behind them.
    Claim,
}

impl SharedBy {
    /// All of them with their words.
    pub const ALL: [(&'static str, Self); 3] =
        [("source", Self::Source), ("speaker", Self::Speaker), ("claim", Self::Claim)];
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            draws: 10_000,
            seed: 1,
            shape: Shape::Pert,
            ends: Ends::Points,
            horizon: 10,
            shared_doubt: 0.0,
            shared_by: SharedBy::Source,
        }
    }
}

/// A document or data set.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: Word,
    /// File name inside `sources/`; empty when there is none.
    pub file: String,
    /// Article, notes, book, data set …
    pub kind: String,
    /// Title.
    pub title: String,
    /// Earliest date.
    pub from: Option<Date>,
    /// Latest date.
    pub to: Option<Date>,
    /// Language.
    pub language: String,
    /// Remark.
    pub note: String,
    /// Page marks.
    pub pages: PageMap,
    /// Stored fingerprints of its paragraphs, by number.
    pub fingerprints: BTreeMap<u32, u64>,
}

/// A data set that rows of the case rest on. It is a source too.
#[derive(Debug, Clone, PartialEq)]
pub struct DataSet {
    /// Its id.
    pub id: Word,
    /// File in the folder of the case; empty when it is kept elsewhere.
    pub file: String,
    /// Which data set it is.
    pub set: String,
    /// Title.
    pub title: String,
    /// Checksum of the file.
    pub sha256: String,
    /// Terms of use.
    pub terms: String,
    /// How to cite it.
    pub citation: String,
}

/// A rule that makes ties from indicators of data sets.
#[derive(Debug, Clone, PartialEq)]
pub struct TieRule {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Dimension of the ties that it makes.
    pub dimension: Word,
    /// Between whom.
    pub actors: Vec<Word>,
    /// The view whose ties the report sets beside them.
    pub compare: Option<Word>,
    /// Years after which a tie that has kept its sign is half firm.
    pub firmness: Option<f64>,
    /// Whether it looks for the tie behind all years and indicators instead of adding up those of each year.
    pub latent: bool,
    /// What it adds up, or what sees a latent tie.
    pub terms: Vec<RuleTerm>,
    /// Where it stands.
    pub place: Place,
}

/// One indicator of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTerm {
    /// Name of the indicator.
    pub name: Word,
    /// What one unit of it adds to closeness; 0 for those that know distance only.
    pub weight: Estimate,
    /// The value that counts for nothing; 0 by default.
    pub centre: f64,
    /// What counts as one unit; 1 by default.
    pub unit: f64,
    /// Values nearer to the centre than this count for nothing.
    pub least: f64,
    /// Values at which its levels begin, for latent ties.
    pub cuts: Vec<f64>,
    /// What a unit of latent closeness adds to it, where it knows distance only.
    pub loading: Option<f64>,
    /// Why it is in the rule.
    pub why: String,
}

/// Scores of one model in a backtest.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptScore {
    /// What is forecast.
    pub target: String,
    /// Which pairs.
    pub set: String,
    /// The model.
    pub model: String,
    /// Numbers by column, where they are given: rows, events, auc, auc_pr, auc_pr_low, auc_pr_high, brier, skill, log.
    pub numbers: [Option<f64>; 9],
}

/// A state, an organ, a faction, a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Its id, dotted, without hyphen.
    pub id: Word,
    /// Its name.
    pub name: String,
    /// State, government, party, person …
    pub kind: String,
    /// The actor it is part of.
    pub within: Option<Word>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether the sources name it; a claim of an unnamed speaker weighs differently.
    pub named: bool,
    /// General capability, in [0, 100].
    pub capability: Option<Estimate>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// What somebody says.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: Word,
    /// Where it stands.
    pub locators: Vec<(Locator, Place)>,
    /// Who holds it.
    pub speaker: Word,
    /// From the speaker to the document, nearest first.
    pub relay: Vec<Word>,
    /// Own, attributed, public, official, private, closed, press, coder.
    pub channel: String,
    /// Fact, judgement, belief, forecast …
    pub kind: String,
    /// Admiralty grade: source letter and information digit; empty when not graded.
    pub grade: String,
    /// Hedging words.
    pub hedges: Vec<String>,
    /// Word of likelihood.
    pub likelihood_term: String,
    /// Its band.
    pub likelihood: Option<Estimate>,
    /// Explicit, or the coder's.
    pub basis: Basis,
    /// The coder's paraphrase.
    pub text: String,
}

impl Claim {
    /// Whether the speaker spoke out of the public's sight.
    pub fn is_private(&self) -> bool {
        matches!(self.channel.as_str(), "private" | "closed")
    }
}

/// How two claims hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimRelation {
    /// The first supports the second.
    Supports,
    /// They cannot both be true.
    Contradicts,
    /// The first is the more special one.
    Refines,
    /// They may go back to one source.
    SameSource,
}

/// A relation between two claims.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimLink {
    /// The first claim.
    pub from: Word,
    /// The second.
    pub to: Word,
    /// The relation.
    pub relation: ClaimRelation,
    /// Remark.
    pub note: String,
}

/// A row of `ties.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Its id.
    pub id: Word,
    /// One end; the one it runs from when directed.
    pub from: Word,
    /// The other end.
    pub to: Word,
    /// Whether it runs one way.
    pub directed: bool,
    /// Security, economic, territorial …
    pub dimension: Word,
    /// Closeness, in [-1, 1].
    pub closeness: Estimate,
    /// How hard it is to bend, in [0, 1]; when absent, the absolute closeness is assumed.
    pub firmness: Option<Estimate>,
    /// First date in force.
    pub since: Option<Date>,
    /// Last date in force.
    pub until: Option<Date>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// How the rows of a pair become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combine {
    /// Weighted mean over dimensions; the rows of one dimension (both directions, say) are averaged first.
    #[default]
    Mean,
    /// Weighted sum over all rows.
    Sum,
}

/// Actors and dimensions looked at together.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: String,
    /// Its actors.
    pub actors: Vec<Word>,
    /// Dimensions looked at; none listed means every one.
    pub dimensions: Vec<Word>,
    /// Weights of dimensions; 1 where none is given.
    pub weights: Vec<(Word, f64)>,
    /// How rows of a pair are combined.
    pub combine: Combine,
    /// Its actors in the order of the sides of a figure; empty when there is none.
    pub ring: Vec<Word>,
    /// Where it stands.
    pub place: Place,
}

/// A question with a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Its id.
    pub id: Word,
    /// The question.
    pub question: String,
    /// What 0 means.
    pub scale_0: String,
    /// What 100 means.
    pub scale_100: String,
    /// What stands without a decision, in [0, 100].
    pub reference: Option<Estimate>,
    /// How the group decides, where it does by a rule.
    pub rule: Option<Rule>,
    /// Who proposes under the rule.
    pub agenda: Option<Word>,
    /// Issues of one package are dimensions of one bargain in the spatial challenge model.
    pub package: Option<Word>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A rule by which a group decides: the share of votes that must prefer a point to the reference point.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// As written: `majority`, `unanimity` or `quota 0.62`, each of capability unless `of actors` follows.
    pub text: Word,
    /// The share, in (0, 1]; a majority is more than one half.
    pub quota: f64,
    /// Whether every actor has one vote, and not its capability.
    pub of_actors: bool,
}

impl Rule {
    /// Reads a rule; a majority must pass one half, so that one half alone is not enough.
    pub fn parse(text: &Word) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let (parts, of_actors) = match parts.as_slice() {
            [rest @ .., "of", "actors"] => (rest, true),
            all => (all, false),
        };
        let quota = match parts {
            ["majority"] => 0.5 + 1e-9,
            ["unanimity"] => 1.0,
            ["quota", share] => share.parse().ok().filter(|share: &f64| *share > 0.0 && *share <= 1.0)?,
            _ => return None,
        };
        Some(Self { text: text.clone(), quota, of_actors })
    }
}

/// A row of `positions.csv`: an actor's stand on an issue, all in [0, 100].
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Its id.
    pub id: Word,
    /// The issue.
    pub issue: Word,
    /// The actor.
    pub actor: Word,
    /// Where it stands; absent when its position is the outcome of another issue.
    pub position: Option<Estimate>,
    /// The issue whose outcome is its position: what its factions bargain over among themselves.
    pub from: Option<Word>,
    /// Whether nothing passes without it under the rule of the issue.
    pub veto: bool,
    /// How much it cares.
    pub salience: Estimate,
    /// Its weight on this issue.
    pub capability: Option<Estimate>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A cause or effect that is neither tie nor position.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Its id.
    pub id: Word,
    /// Its name.
    pub name: String,
    /// Its range.
    pub range: (f64, f64),
    /// Its level.
    pub level: Estimate,
    /// What the ends mean.
    pub ends: (String, String),
    /// Share of a deviation that stays from one period to the next, in [0, 1).
    pub inertia: f64,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A row of `links.csv`: how one quantity moves another.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: Word,
    /// Path or factor id of the cause.
    pub cause: Word,
    /// Path or factor id of the effect.
    pub effect: Word,
    /// Share of the effect's range per share of the cause's, in [-1, 1].
    pub gain: Estimate,
    /// Lag in years (periods); absent, one is assumed.
    pub lag: Option<Estimate>,
    /// Probability that it exists at all, in (0, 1].
    pub probability: f64,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A table of talks, a treaty, a forum.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Its id.
    pub id: Word,
    /// Its name.
    pub name: String,
    /// Who sits there.
    pub members: Vec<Word>,
    /// Leaders, official, working …
    pub level: String,
    /// Running, proposed, refused …
    pub status: String,
    /// First date.
    pub since: Option<Date>,
    /// Last date.
    pub until: Option<Date>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A forecast that somebody made.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Its id.
    pub id: Word,
    /// What is forecast.
    pub statement: String,
    /// The question that decides it.
    pub question: String,
    /// Who made it.
    pub holder: Word,
    /// The chain from the holder to the document.
    pub relay: Vec<Word>,
    /// On which condition.
    pub condition: String,
    /// Until when.
    pub horizon: String,
    /// The words used.
    pub words: String,
    /// The band.
    pub likelihood: Option<Estimate>,
    /// Which scale gives the band.
    pub scale: String,
    /// Yes, no, open, unresolvable.
    pub resolution: String,
    /// When it was decided.
    pub resolved_on: Option<Date>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: Word,
    /// Earliest date.
    pub from: Option<Date>,
    /// Latest date.
    pub to: Option<Date>,
    /// How exact the source is.
    pub precision: String,
    /// Who acted.
    pub actors: Vec<Word>,
    /// Towards whom.
    pub targets: Vec<Word>,
    /// What was done.
    pub action: String,
    /// CAMEO root class.
    pub cameo_root: String,
    /// PLOVER class.
    pub plover: String,
    /// Quadrant.
    pub quad: String,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceOnMap {
    /// Its id.
    pub id: Word,
    /// Its name.
    pub name: String,
    /// City, disputed island, missile site …
    pub kind: String,
    /// Latitude in degrees.
    pub latitude: f64,
    /// Longitude in degrees.
    pub longitude: f64,
    /// How far something there reaches, in km.
    pub range_km: Option<Estimate>,
    /// Why it is in the case.
    pub ground: Ground,
}

/// A change of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What changes.
    pub change: Change,
    /// From which period on; 0 is now.
    pub period: u32,
    /// What it rests on.
    pub ground: Ground,
}

/// A named what-if.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its id: the name of its file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// Its changes in order.
    pub changes: Vec<Step>,
    /// Where it stands.
    pub place: Place,
}

/// A part of the situation, as a question that the case should answer.
#[derive(Debug, Clone, PartialEq)]
pub struct System {
    /// Its id.
    pub id: Word,
    /// What it is.
    pub title: String,
    /// The question.
    pub question: String,
    /// Where the sources speak of it.
    pub locators: Vec<(Locator, Place)>,
    /// Findings that answer it, by id; `*` stands for any text.
    pub findings: Vec<Word>,
    /// Scenarios in which to read them.
    pub scenarios: Vec<Word>,
    /// What is still missing from the answer.
    pub missing: String,
}

/// A row of a table, by what it is and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Row<'c> {
    /// Tie, position, factor …
    pub kind: &'static str,
    /// Its file.
    pub table: &'static str,
    /// Its id.
    pub id: &'c Word,
    /// What it rests on.
    pub ground: &'c Ground,
}

/// A complete situation.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Remarks for whoever reads its results: what is judgement, what the sources leave open.
    pub notes: Vec<String>,
    /// The date it speaks of.
    pub as_of: Option<Date>,
    /// Its settings.
    pub settings: Settings,
    /// What moving quantities costs, where the case says so.
    pub costs: Vec<Cost>,
    /// Goals for which the report looks for levers.
    pub goals: Vec<Wanted>,
    /// Documents and data sets.
    pub sources: Vec<Source>,
    /// The data sets among them.
    pub data_sets: Vec<DataSet>,
    /// Rules that make ties from them.
    pub tie_rules: Vec<TieRule>,
    /// Scores of backtests.
    pub backtests: Vec<KeptScore>,
    /// Actors.
    pub actors: Vec<Actor>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Relations between claims.
    pub claim_links: Vec<ClaimLink>,
    /// Ties.
    pub ties: Vec<Tie>,
    /// Views, the main one first.
    pub views: Vec<View>,
    /// Issues.
    pub issues: Vec<Issue>,
    /// Positions.
    pub positions: Vec<Position>,
    /// Factors.
    pub factors: Vec<Factor>,
    /// Links.
    pub links: Vec<Link>,
    /// Negotiation formats.
    pub formats: Vec<Format>,
    /// Forecasts.
    pub forecasts: Vec<Forecast>,
    /// Events.
    pub events: Vec<Event>,
    /// Places.
    pub places: Vec<PlaceOnMap>,
    /// Conflicts.
    pub conflicts: Vec<Conflict>,
    /// Cross-impacts.
    pub cross_impacts: Vec<CrossImpactModel>,
    /// Scenarios, in order of id.
    pub scenarios: Vec<Scenario>,
    /// Questions.
    pub systems: Vec<System>,
    /// Every number by path.
    pub quantities: Quantities,
    /// Ids by file, those of rows that could not be read among them: who is named is known.
    pub ids: BTreeMap<&'static str, BTreeSet<String>>,
    /// What rows that were left out speak of.
    pub left_out: LeftOut,
}

impl Case {
    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| &*actor.id == id)
    }

    /// The claim with this id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| &*claim.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| &*source.id == id)
    }

    /// Every row of a table that rests on evidence.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut found = Vec::new();
        let mut add = |kind, table, id, ground| found.push(Row { kind, table, id, ground });
        self.actors.iter().for_each(|row| add("actor", "actors.csv", &row.id, &row.ground));
        self.ties.iter().for_each(|row| add("tie", "ties.csv", &row.id, &row.ground));
        self.issues.iter().for_each(|row| add("issue", "issues.csv", &row.id, &row.ground));
        self.positions.iter().for_each(|row| add("position", "positions.csv", &row.id, &row.ground));
        self.factors.iter().for_each(|row| add("factor", "factors.csv", &row.id, &row.ground));
        self.links.iter().for_each(|row| add("link", "links.csv", &row.id, &row.ground));
        self.formats.iter().for_each(|row| add("format", "formats.csv", &row.id, &row.ground));
        self.forecasts.iter().for_each(|row| add("forecast", "forecasts.csv", &row.id, &row.ground));
        self.events.iter().for_each(|row| add("event", "events.csv", &row.id, &row.ground));
        self.places.iter().for_each(|row| add("place", "places.csv", &row.id, &row.ground));
        found
    }

    /// Whether the actor is another one or inside it.
    pub fn is_within(&self, actor: &str, outer: &str) -> bool {
        let mut at = Some(actor);
        for _ in 0..=self.actors.len() {
            match at {
                Some(id) if id == outer => return true,
                Some(id) => at = self.actor(id).and_then(|actor| actor.within.as_deref()),
                None => return false,
            }
        }
        false
    }
}
