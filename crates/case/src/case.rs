//! What a case holds. Names stay words with places, so that every later finding can point at its row.

use std::collections::{BTreeMap, BTreeSet};

use detente_chance::Estimate;

use crate::change::Change;
use crate::conflict::Conflict;
use crate::cross_impact::CrossImpactModel;
use crate::date::Date;
use crate::escalation::{Escalation, EventScale};
use crate::files::Place;
use crate::goal::Goal;
pub use crate::ground::Ground;
use crate::left_out::LeftOut;
use crate::path::QuantityPath;
use crate::quantity::Quantities;
pub use crate::rule::{Decision, Route, Rule};
pub use crate::schema::actors::Actor;
pub use crate::schema::backtests::KeptScore;
pub use crate::schema::claim_links::{ClaimLink, ClaimRelation};
pub use crate::schema::claims::Claim;
pub use crate::schema::data_events::{DataEvent, EventQuarter};
pub use crate::schema::datasets::DataSet;
pub use crate::schema::events::Event;
pub use crate::schema::expects::{Expectation, Expected};
pub use crate::schema::factors::Factor;
pub use crate::schema::flows::Flow;
pub use crate::schema::forecasts::{Forecast, GivenBy};
pub use crate::schema::forums::Forum;
pub use crate::schema::issues::Issue;
pub use crate::schema::links::{Link, Sign};
pub use crate::schema::places::{PlaceOnMap, Readiness};
pub use crate::schema::positions::{Position, Standing};
pub use crate::schema::questions::Question;
pub use crate::schema::sources::Source;
pub use crate::schema::ties::Tie;
use crate::schema::{self, Reference};
pub use crate::schema::{Basis, SizeBasis};
pub use crate::settings::{Ends, Period, Settings, SharedBy};
pub use crate::syntax::record::Word;
pub use crate::view::{Combine, View};

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
    /// What one unit of it adds to affinity; 0 for those that know distance only.
    pub weight: Estimate,
    /// The value that counts for nothing; 0 by default.
    pub centre: f64,
    /// What counts as one unit; 1 by default.
    pub unit: f64,
    /// Values nearer to the centre than this count for nothing.
    pub least: f64,
    /// Values at which its levels begin, for latent ties.
    pub cuts: Vec<f64>,
    /// What a unit of latent affinity adds to it, where it knows distance only.
    pub loading: Option<f64>,
    /// Why it is in the rule.
    pub why: String,
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
    /// Whose view of the case it is.
    pub holder: Option<Word>,
    /// Its changes in order.
    pub changes: Vec<Step>,
    /// Where it stands.
    pub place: Place,
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
    /// The scale of escalation of its events, where it has one of its own.
    pub escalation: Option<Escalation>,
    /// The scale of events of data sets, where the case names one.
    pub event_scale: Option<EventScale>,
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
    /// Forums of talks.
    pub forums: Vec<Forum>,
    /// Forecasts.
    pub forecasts: Vec<Forecast>,
    /// Events.
    pub events: Vec<Event>,
    /// Places.
    pub places: Vec<PlaceOnMap>,
    /// Supplies.
    pub flows: Vec<Flow>,
    /// Events of data sets.
    pub data_events: Vec<DataEvent>,
    /// Conflicts.
    pub conflicts: Vec<Conflict>,
    /// Cross-impacts.
    pub cross_impacts: Vec<CrossImpactModel>,
    /// Scenarios, in order of id.
    pub scenarios: Vec<Scenario>,
    /// Questions.
    pub questions: Vec<Question>,
    /// What the sources conclude on them.
    pub expects: Vec<Expectation>,
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

    /// Whether somebody could move a quantity: a factor may say that nobody could.
    pub fn may_be_moved(&self, path: &QuantityPath) -> bool {
        let QuantityPath::Factor { id } = path else { return true };
        self.factors.iter().find(|factor| *factor.id == **id).is_none_or(|factor| factor.movable)
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
        self.forums.iter().for_each(|row| add("forum", "forums.csv", &row.id, &row.ground));
        self.forecasts.iter().for_each(|row| add("forecast", "forecasts.csv", &row.id, &row.ground));
        self.events.iter().for_each(|row| add("event", "events.csv", &row.id, &row.ground));
        self.places.iter().for_each(|row| add("place", "places.csv", &row.id, &row.ground));
        self.flows.iter().for_each(|row| add("flow", "flows.csv", &row.id, &row.ground));
        found
    }

    /// The names of other rows in the cells of all tables, by what they are names of.
    pub(crate) fn references(&self) -> Vec<Reference<'_>> {
        fn of<R: schema::Row>(rows: &[R]) -> impl Iterator<Item = Reference<'_>> {
            rows.iter().flat_map(R::references)
        }
        // A row of a data set is said by the set.
        let by_set = |claim: &&Claim| self.data_sets.iter().any(|set| set.id.text == claim.speaker.text);
        let said = self.claims.iter().filter(|claim| !by_set(claim)).flat_map(schema::Row::references);
        let who = of(&self.actors).chain(said).chain(of(&self.claim_links)).chain(of(&self.ties));
        let stakes = of(&self.issues).chain(of(&self.positions)).chain(of(&self.factors)).chain(of(&self.links));
        let trajectory = of(&self.forums).chain(of(&self.forecasts)).chain(of(&self.events)).chain(of(&self.places));
        who.chain(stakes)
            .chain(trajectory)
            .chain(of(&self.flows))
            .chain(of(&self.data_events))
            .chain(of(&self.questions))
            .chain(of(&self.expects))
            .collect()
    }

    /// The actor that an actor is part of in the end.
    pub fn outermost<'c>(&'c self, actor: &'c str) -> &'c str {
        let mut own = actor;
        for _ in 0..self.actors.len() {
            match self.actor(own).and_then(|known| known.within.as_deref()) {
                Some(larger) => own = larger,
                None => break,
            }
        }
        own
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
