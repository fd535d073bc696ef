//! The keys of `case.toml` and of scenarios: what each section may have, declared once for readers, the reference and the schemas.

use super::column::{Choice, Range, Vocabulary, word};
pub(crate) use super::data_events::SCORE;
use super::words::{COMBINE, DIRECTIONS, MARKERS, METHODS, SHAPES};
use super::{Basis, LIKELIHOOD};
use crate::settings::SharedBy;
use crate::settings::{Ends, Period};

/// What stands behind a key.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A text.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// Ids in a list, or in a text with spaces between.
    Ids,
    /// A word of a closed list.
    Word(&'static dyn Vocabulary),
    /// Yes or no.
    Flag,
    /// A date, as exact as it is known.
    Date,
    /// A number.
    Number(Range),
    /// A whole number.
    Whole(Range),
    /// Numbers in rising order.
    Numbers,
    /// A number, or `[low, mode, high]`.
    Estimate(Range),
    /// A number or a word: what a quantity is set to.
    Value,
    /// A section.
    Section(&'static Keys),
    /// A list of sections.
    List(&'static Keys),
    /// A section for each name.
    Named(&'static Keys),
    /// For each name a list of sections, all of one of these kinds.
    NamedLists(&'static [&'static Keys]),
    /// A number for each name.
    NamedNumbers(Range),
}

/// A key of a section.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it tells.
    pub about: &'static str,
    /// What stands behind it.
    pub holds: Holds,
    /// Whether the section needs it.
    pub required: bool,
    /// What counts where it is not there; nothing where that is nothing.
    pub default: &'static str,
}

impl Key {
    const fn needed(mut self) -> Self {
        self.required = true;
        self
    }

    const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
}

const fn key(name: &'static str, holds: Holds, about: &'static str) -> Key {
    Key { name, about, holds, required: false, default: "" }
}

/// The keys of a section, in the order in which they are told.
#[derive(Debug)]
pub struct Keys(pub &'static [Key]);

impl Keys {
    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|key| key.name)
    }
}

/// Draws of a run.
pub(crate) const DRAWS: Range = (1.0, 5e5);
/// Seeds: whole numbers that every program holds exactly.
pub(crate) const SEED: Range = (0.0, 9_007_199_254_740_992.0);
/// Periods that a run looks ahead.
pub(crate) const HORIZON: Range = (0.0, 1_000.0);
/// Shares.
pub(crate) const SHARE: Range = (0.0, 1.0);
/// Rungs of a scale of escalation.
pub(crate) const RUNG: Range = (0.0, 100.0);
/// Weights of hostile events.
pub(crate) const WEIGHT_OF_EVENT: Range = (0.0, 10.0);
/// Changes in a plan.
pub(crate) const CHANGES: Range = (1.0, 4.0);
/// Weights of dimensions.
pub(crate) const DIMENSION_WEIGHT: Range = (0.0, 1e6);
/// Weights of preference statements.
pub(crate) const STATEMENT_WEIGHT: Range = (-1e9, 1e9);
/// What one unit of an indicator adds to an affinity.
pub(crate) const INDICATOR_WEIGHT: Range = (-10.0, 10.0);
/// What a unit of latent affinity adds to an indicator.
pub(crate) const LOADING: Range = (-5.0, 5.0);
/// Judged impacts.
pub(crate) const IMPACT: Range = (-3.0, 3.0);
/// Confidence in them.
pub(crate) const CONFIDENCE: Range = (1.0, 5.0);
/// Lags of links that a scenario adds, in periods.
pub(crate) const ADDED_LAG: Range = (0.0, 1_000.0);
const ABOVE_0: Range = (0.0, f64::MAX);
const ANY: Range = super::ANY;

use Holds::{
    Date, Estimate, Flag, Ids, List, Named, NamedLists, NamedNumbers, Number, Numbers, Section, Text, Texts, Value,
    Whole, Word,
};

const EVIDENCE: Key = key("evidence", Ids, "claims that it rests on");
const BASIS: Key = key("basis", Word(Basis::CHOICES), "what it rests on");
const WHY: Key = key("why", Text, "why");
const TITLE: Key = key("title", Text, "title");
const ID: Key = key("id", Text, "id").needed();

/// `case.toml`.
pub static CASE: Keys = Keys(&[
    key("case", Section(&HEAD), "what the case is called and of which date it is").needed(),
    key("settings", Section(&SETTINGS), "how a run draws"),
    key("costs", NamedNumbers(ABOVE_0), "what moving a quantity (a path) over its whole range costs").default("1 each"),
    key("pages", Named(&PAGES), "pages of a source, by its id"),
    key("view", List(&VIEW), "actors and dimensions looked at together; the first is the main one"),
    key("goal", List(&GOAL), "a goal for which the report looks for levers"),
    key("conflict", Named(&CONFLICT), "a conflict, by its id"),
    key("cross-impact", Named(&CROSS_IMPACT), "judged impacts between descriptors, by the id of the model"),
    key("tie-rule", Named(&TIE_RULE), "a rule that makes ties from data, by its id"),
    key("escalation", Section(&ESCALATION), "the scale on which events of `events.csv` have their rung"),
    key(
        "event-scale",
        Section(&EVENT_SCALE),
        "scores by code for events of data sets, in place of those in their rows",
    ),
]);

pub(crate) static HEAD: Keys = Keys(&[
    ID,
    TITLE.needed(),
    key("as_of", Date, "the date it speaks of").needed(),
    key("summary", Text, "one sentence: which situation, which question"),
    key("notes", Texts, "remarks for whoever reads the results"),
]);

pub(crate) static SETTINGS: Keys = Keys(&[
    key("draws", Whole(DRAWS), "draws of a run").default("10000"),
    key("seed", Whole(SEED), "seed of a run").default("1"),
    key("shape", Word(&SHAPES), "distribution of estimates").default("pert"),
    key("ends", Word(&Ends::CHOICES), "what low and high of estimates mean").default("5-95"),
    key("horizon", Whole(HORIZON), "period at which results are read").default("10"),
    key("period", Word(&Period::CHOICES), "how long a period is, in which lags and the horizon are counted")
        .default("year"),
    key("shared_doubt", Number(SHARE), "how much of the doubt quantities have in common").default("0"),
    key("shared_by", Word(&SharedBy::ALL), "what those quantities have in common").default("source"),
]);

/// `[escalation]`.
pub(crate) static ESCALATION: Keys = Keys(&[
    key("rungs", Texts, "what each rung is, from the lowest, which is no step of escalation").needed(),
    key("words", Whole(RUNG), "the highest rung that is only words, counted from 0").default("1, of two rungs 0"),
    key("interval", Flag, "whether the rungs are equally far apart, so that slopes mean something").default("false"),
]);

/// `[event-scale]`.
pub(crate) static EVENT_SCALE: Keys = Keys(&[
    key("title", Text, "whose scores they are, as they are cited").needed(),
    key("words", Number(WEIGHT_OF_EVENT), "the largest weight against the other that is only words").default("7"),
    key("weights", NamedNumbers(SCORE), "score of each code, or of all codes that begin with it; below 0 is hostile")
        .needed(),
]);

pub(crate) static PAGES: Keys = Keys(&[
    key("marker", Word(&MARKERS), "where the number of a page stands").default("end"),
    key("marks", List(&MARK), "paragraphs that are numbers of pages"),
]);

pub(crate) static MARK: Keys = Keys(&[
    key("paragraph", Whole(ABOVE_0), "number of the paragraph").needed(),
    key("page", Whole(ABOVE_0), "number of the page").needed(),
]);

pub(crate) static VIEW: Keys = Keys(&[
    ID,
    TITLE,
    key("actors", Ids, "its actors").needed(),
    key("dimensions", Ids, "dimensions looked at").default("all"),
    key("weights", NamedNumbers(DIMENSION_WEIGHT), "weights of dimensions").default("1 each"),
    key("combine", Word(&COMBINE), "how the rows of a pair become one number").default("mean"),
    key("ring", Ids, "actors in the order of the sides of a figure"),
]);

pub(crate) static GOAL: Keys = Keys(&[
    ID,
    TITLE,
    key("reach", Text, "a finding and its bound, such as `p(bloc:A+B)>=0.5`").needed(),
    key("changes", Whole(CHANGES), "most changes in a plan").default("1"),
]);

/// `[conflict.ID]`.
pub(crate) static CONFLICT: Keys = Keys(&[
    TITLE,
    key("text", Text, "what it is about"),
    key("question", Text, "the question"),
    key("basis", Word(Basis::CHOICES), "what its statements rest on").default("inferred"),
    key("status_quo", Text, "one 0 or 1 for each option"),
    key("order_doubt", Estimate(LIKELIHOOD), "doubt about the order of preferences"),
    key("options", List(&OPTION), "what can be done, and by whom"),
    key("infeasible", List(&RULE), "states that meet one cannot occur"),
    key("joined", List(&JOINED), "all states that meet one are one state"),
    key("hidden", NamedLists(&[&RULE]), "states that an actor does not see"),
    key("preferences", NamedLists(&[&PREFERENCE, &RANKING]), "what an actor prefers, heaviest or best first"),
    key("seen", NamedLists(&[&RULE, &RANKING]), "what one takes another to prefer where that differs, as `ONE>OTHER`"),
]);

pub(crate) static OPTION: Keys = Keys(&[
    ID,
    key("owner", Ids, "who decides it").default("the environment"),
    key("levels", Ids, "exactly one of several, each an option `id:level`"),
    key("direction", Word(&DIRECTIONS), "which way it can go").default("both"),
    key("meaning", Text, "what it means"),
    key("taken", Text, "what is so where it is taken, as a clause: `Japan deploys the shield`")
        .default("made from `meaning`"),
    key("not_taken", Text, "what is so where it is not: `Japan keeps to the study`").default("made from `meaning`"),
    EVIDENCE,
]);

const STATEMENT: Key = key("statement", Text, "a formula over options: `not a`, `a and b`, `a if b` …").needed();

pub(crate) static RULE: Keys = Keys(&[STATEMENT, WHY, BASIS, EVIDENCE]);
pub(crate) static JOINED: Keys =
    Keys(&[STATEMENT, WHY, BASIS, EVIDENCE, key("id", Text, "what the joined state is called")]);

pub(crate) static PREFERENCE: Keys = Keys(&[
    key("id", Text, "its name in paths").default("its place from 1"),
    STATEMENT,
    WHY,
    key("probability", Estimate(LIKELIHOOD), "probability that it holds").default("1"),
    key("weight", Estimate(STATEMENT_WEIGHT), "its weight; all statements of an actor have one, or none has"),
    key("when", Text, "`PATH > NUMBER` or `PATH < NUMBER`: it counts then"),
    BASIS,
    EVIDENCE,
]);

pub(crate) static RANKING: Keys =
    Keys(&[key("states", Ids, "states that are equally good").needed(), WHY, BASIS, EVIDENCE]);

/// `[cross-impact.ID]`.
pub(crate) static CROSS_IMPACT: Keys = Keys(&[
    TITLE,
    key("descriptors", List(&DESCRIPTOR), "what there is"),
    key("cells", List(&IMPACTS), "how each variant acts on others"),
]);

pub(crate) static DESCRIPTOR: Keys = Keys(&[
    ID,
    TITLE,
    key("quantity", Text, "the quantity (a path) whose levels its variants are"),
    key("free", Flag, "whether nothing acts on it").default("false"),
    key("variants", List(&VARIANT), "levels").default("low, as-now, high"),
]);

pub(crate) static VARIANT: Keys =
    Keys(&[ID, key("at", Number(ANY), "level of the quantity"), key("meaning", Text, "what it means")]);

pub(crate) static IMPACTS: Keys = Keys(&[
    key("from", Text, "`DESCRIPTOR:VARIANT` that acts").needed(),
    key("on", Text, "`DESCRIPTOR:VARIANT` on which it acts").needed(),
    key("impact", Number(IMPACT), "how").needed(),
    key("confidence", Whole(CONFIDENCE), "from 1 (a guess) to 5 (sure)"),
    EVIDENCE,
    key("note", Text, "a remark"),
]);

/// `[tie-rule.ID]`.
pub(crate) static TIE_RULE: Keys = Keys(&[
    TITLE,
    key("dimension", Text, "dimension of the ties that it makes").needed(),
    key("actors", Ids, "between whom").needed(),
    key("compare", Text, "view whose ties the report sets beside them"),
    key("method", Word(&METHODS), "how indicators become ties").default("sum"),
    key("firmness", Number(ABOVE_0), "years after which a tie that has kept its sign is half firm"),
    key("indicators", List(&INDICATOR), "what it adds up").needed(),
]);

pub(crate) static INDICATOR: Keys = Keys(&[
    key("name", Text, "name of the indicator").needed(),
    key("weight", Estimate(INDICATOR_WEIGHT), "what one unit of it adds to an affinity"),
    key("centre", Number(ANY), "the value that counts for nothing").default("0"),
    key("unit", Number(ANY), "what counts as one unit").default("1"),
    key("least", Number(ABOVE_0), "values nearer to the centre count for nothing").default("0"),
    key("cuts", Numbers, "values at which its levels begin, of latent rules"),
    key("loading", Number(LOADING), "what a unit of latent affinity adds to it, of latent rules"),
    WHY,
]);

/// `scenarios/NAME.toml`.
pub static SCENARIO: Keys = Keys(&[
    TITLE.needed(),
    key("question", Text, "the question it answers"),
    key("holder", Text, "the actor whose view of the case it is").default("nobody's"),
    key("change", List(&CHANGE), "changes in order"),
]);

pub(crate) static OPERATIONS: [Choice<()>; 11] = [
    word("set", "`quantity` is there and stays there: links into it do nothing"),
    word("shift", "`quantity` moves by `by`, and links go on pushing it"),
    word("scale", "`quantity` is multiplied by `by`, and links go on pushing it"),
    word("clamp", "another word for `set`"),
    word("free", "lets go of a `quantity` that was set"),
    word("cut", "takes a `link` out"),
    word("add", "adds a `link` with a gain in `low`, `mode`, `high`"),
    word("drop", "leaves out claims by one of id, kind, grade, channel, speaker, source, basis"),
    word("mirror", "turns round the numbers that rest on claims, chosen as for `drop`: as if they said the opposite"),
    word("only", "leaves out all rows but those of a `basis`"),
    word("as_of", "looks from another `date`"),
];

pub(crate) static CHANGE: Keys = Keys(&[
    key("period", Whole(HORIZON), "from which period on it holds").default("0, now"),
    key("link", Text, "`CAUSE>EFFECT`"),
    key("lag", Number(ADDED_LAG), "lag of an added link, in periods").default("1"),
    key("op", Word(&OPERATIONS), "what is done").needed(),
    key("quantity", Text, "path of the quantity"),
    key("low", Number(ANY), "lower end of what it is set to, or of the gain"),
    key("mode", Number(ANY), "most likely value"),
    key("high", Number(ANY), "upper end"),
    key("value", Value, "what it is set to, without doubt; of formats the status, of views the dimensions"),
    key("by", Number(ANY), "by how much"),
    key("id", Text, "drops or mirrors the claim of this id"),
    key("kind", Text, "drops or mirrors claims of this kind"),
    key("grade", Text, "drops or mirrors claims of this grade"),
    key("channel", Text, "drops or mirrors claims of this channel"),
    key("speaker", Text, "drops or mirrors claims of this speaker"),
    key("source", Text, "drops or mirrors claims of this source"),
    key("basis", Word(Basis::CHOICES), "keeps rows of this basis only, or drops claims of it"),
    key("date", Date, "the other date"),
    EVIDENCE,
    key("note", Text, "a remark"),
    key("grounds", Word(Basis::CHOICES), "what the change itself rests on").default("assumed"),
]);
