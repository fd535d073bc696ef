//! Conflicts of a case: options, states that cannot occur, and who prefers what.

use detente_chance::Estimate;
use detente_conflict::{Direction, Formula};

use crate::files::Place;
use crate::path::QuantityPath;
use crate::schema::Basis;
use crate::syntax::Word;

/// An option of a conflict; each level of a choice among several is one.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictOption {
    /// Its id; `choice:level` for a level.
    pub id: Word,
    /// Who can change it; nobody is the environment.
    pub owners: Vec<Word>,
    /// Which way it can be changed.
    pub direction: Direction,
    /// What it means.
    pub meaning: String,
    /// What is so where it is taken, as a clause; empty where nobody wrote it.
    pub taken: String,
    /// What is so where it is not taken; the same.
    pub not_taken: String,
    /// The claims it rests on.
    pub evidence: Vec<Word>,
}

/// A statement with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its id among the statements of its decision maker: its place from 1 unless it is given.
    pub id: Word,
    /// As written.
    pub text: Word,
    /// As read; `None` when it could not be.
    pub formula: Option<Formula>,
    /// Why.
    pub why: String,
    /// Probability of holding, in [0, 1].
    pub probability: Estimate,
    /// Whether that probability is the default of the format, 1.
    pub defaulted: bool,
    /// Its weight, where preferences are sums of weights.
    pub weight: Option<Estimate>,
    /// What must be so for the statement to count.
    pub when: Option<Condition>,
    /// What it rests on.
    pub basis: Basis,
    /// The claims it rests on.
    pub evidence: Vec<Word>,
}

/// `PATH > NUMBER` or `PATH < NUMBER`.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As written.
    pub text: Word,
    /// The quantity.
    pub path: QuantityPath,
    /// Whether it must lie above the bound, and not below.
    pub above: bool,
    /// The bound.
    pub bound: f64,
}

impl Condition {
    /// Reads `factor.alarm > 0.5`.
    pub fn parse(text: &Word) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let [path, sign, bound] = parts[..] else { return None };
        let path = QuantityPath::parse(path, true).filter(QuantityPath::is_number)?;
        let above = match sign {
            ">" => true,
            "<" => false,
            _ => return None,
        };
        let bound = bound.parse().ok().filter(|bound: &f64| bound.is_finite())?;
        Some(Self { text: text.clone(), path, above, bound })
    }

    /// Whether it is so at this value.
    pub fn holds(&self, value: f64) -> bool {
        if self.above { value > self.bound } else { value < self.bound }
    }
}

/// How a decision maker ranks the states.
#[derive(Debug, Clone, PartialEq)]
pub enum Preference {
    /// Statements, the most important first; sums of weights where every one has a weight.
    Statements(Vec<Statement>),
    /// Groups of states, best first.
    Ranking(Vec<RankedStates>),
}

/// States that are equally good.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedStates {
    /// The states: one digit an option each.
    pub states: Vec<Word>,
    /// Why.
    pub why: String,
    /// What it rests on.
    pub basis: Basis,
    /// The claims it rests on.
    pub evidence: Vec<Word>,
}

/// What one decision maker takes another (or, of itself, knows itself) to prefer.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Who sees it so.
    pub holder: Word,
    /// Whose preference it is.
    pub of: Word,
    /// It; its statements hold for certain.
    pub preference: Preference,
}

/// A conflict in the form of the graph model.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// The question to answer.
    pub question: String,
    /// Options in the order of a state's digits.
    pub options: Vec<ConflictOption>,
    /// Options of which exactly one is taken.
    pub choices: Vec<Vec<usize>>,
    /// States that meet one of these cannot occur.
    pub infeasible: Vec<Statement>,
    /// All states that meet one of these are one state, by the id of the statement.
    pub joined: Vec<Statement>,
    /// States that a decision maker does not see.
    pub hidden: Vec<(Word, Vec<Statement>)>,
    /// Preferences by decision maker.
    pub preferences: Vec<(Word, Preference)>,
    /// What one takes another to prefer, where that is not what stands in `preferences`.
    pub seen: Vec<Seen>,
    /// Doubt about the order of statements and groups, in [0, 1]: dispersion of Mallows' model.
    pub order_doubt: Estimate,
    /// Whether that doubt is the default of the format, 0.
    pub order_doubt_defaulted: bool,
    /// What the numbers of the conflict rest on unless they say otherwise.
    pub basis: Basis,
    /// The state at the start: one digit per option.
    pub status_quo: Option<Word>,
    /// Where it stands.
    pub place: Place,
}

impl Conflict {
    /// Every statement: preferences first, then what cannot occur, is joined or hidden.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        let preferred = self.preferences.iter().flat_map(|(_, preference)| preference.statements());
        let hidden = self.hidden.iter().flat_map(|(_, list)| list);
        let seen = self.seen.iter().flat_map(|seen| seen.preference.statements());
        preferred.chain(&self.infeasible).chain(&self.joined).chain(hidden).chain(seen)
    }

    /// Every claim that an option, a statement or a ranking names.
    pub fn evidence(&self) -> impl Iterator<Item = &Word> {
        let options = self.options.iter().flat_map(|option| &option.evidence);
        let seen = self.seen.iter().map(|seen| &seen.preference);
        let all = self.preferences.iter().map(|(_, preference)| preference).chain(seen);
        let ranked = all.flat_map(Preference::ranking);
        options
            .chain(self.statements().flat_map(|statement| &statement.evidence))
            .chain(ranked.flat_map(|group| &group.evidence))
    }

    /// The conflict as somebody sees it: its own reading of every preference where it has one, the common one otherwise.
    pub fn as_seen_by(&self, holder: &str) -> Self {
        let mut view = self.clone();
        for seen in self.seen.iter().filter(|seen| seen.holder.text == holder) {
            match view.preferences.iter_mut().find(|(actor, _)| actor.text == seen.of.text) {
                Some((_, preference)) => *preference = seen.preference.clone(),
                None => view.preferences.push((seen.of.clone(), seen.preference.clone())),
            }
        }
        view
    }

    /// Decision makers: whoever owns an option or has a preference, in order of id.
    pub fn decision_makers(&self) -> Vec<String> {
        let owners = self.options.iter().flat_map(|option| &option.owners);
        let mut all: Vec<String> =
            owners.chain(self.preferences.iter().map(|(actor, _)| actor)).map(|word| word.text.clone()).collect();
        all.sort();
        all.dedup();
        all
    }

    /// What rules states out: the statements, and every choice that is not exactly one.
    pub fn rules(&self) -> Vec<Formula> {
        let choices = self.choices.iter().filter_map(|choice| Formula::not_exactly_one(choice));
        choices.chain(self.infeasible.iter().filter_map(|rule| rule.formula.clone())).collect()
    }

    /// The combination of options that a text of digits means.
    pub fn mask(&self, text: &str) -> Option<u32> {
        let fits = text.chars().count() == self.options.len() && self.options.len() <= 32;
        let digits = text.chars().all(|digit| digit == '0' || digit == '1');
        (fits && digits).then(|| text.chars().rev().fold(0, |mask, digit| mask << 1 | u32::from(digit == '1')))
    }
}

impl Statement {
    /// A statement that somebody makes who codes nothing: it holds for certain and rests on no claim.
    pub fn plain(id: &str, formula: Formula) -> Self {
        let word = Word { text: id.to_owned(), place: Place::default() };
        Self {
            id: word.clone(),
            text: word,
            formula: Some(formula),
            why: String::new(),
            probability: Estimate::ONE,
            defaulted: true,
            weight: None,
            when: None,
            basis: Basis::default(),
            evidence: Vec::new(),
        }
    }
}

impl Preference {
    /// Its statements.
    pub fn statements(&self) -> &[Statement] {
        match self {
            Self::Statements(list) => list,
            Self::Ranking(_) => &[],
        }
    }

    /// Its groups of states.
    pub fn ranking(&self) -> &[RankedStates] {
        match self {
            Self::Ranking(groups) => groups,
            Self::Statements(_) => &[],
        }
    }
}
