//! Quantity paths: the stable names by which scenarios, links and the command line speak of numbers.

use std::cmp::Ordering;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

detente_chance::words! {
    /// Which number of an actor's stand on an issue.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
    pub enum Stake {
        /// Where on the scale it stands.
        Position = "position",
        /// How much it cares.
        Salience = "salience",
        /// How much weight it has on this issue.
        Capability = "capability",
    }
}

/// What can be an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeOf {
    /// Where an issue lands by the compromise model.
    Issue,
    /// Strain of a view: share of its weight that goes against the best two blocs.
    View,
}

/// A parsed path. Two spellings of one quantity (`tie.A-B.d`, `tie.B-A.d`) give equal values. In JSON it is its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityPath {
    /// Affinity or firmness of a tie.
    Tie {
        /// The two actors; in alphabetical order when undirected.
        ends: (String, String),
        /// Whether the tie runs from the first to the second.
        directed: bool,
        /// The dimension.
        dimension: String,
        /// Whether it is the firmness.
        firmness: bool,
    },
    /// Position, salience or capability of an actor on an issue.
    Stake {
        /// The issue.
        issue: String,
        /// The actor.
        actor: String,
        /// Which number.
        stake: Stake,
    },
    /// What stands on an issue without a decision.
    Reference {
        /// The issue.
        issue: String,
    },
    /// General capability of an actor.
    Capability {
        /// The actor.
        actor: String,
    },
    /// A factor.
    Factor {
        /// Its id.
        id: String,
    },
    /// Share of a flow in what its buyer gets.
    Flow {
        /// Its row.
        id: String,
    },
    /// Size or lag of a link.
    Link {
        /// Path or factor id of the cause.
        cause: String,
        /// Path or factor id of the effect.
        effect: String,
        /// Whether it is the lag.
        lag: bool,
    },
    /// What an engine finds, as a cause: where an issue lands (0 to 100), or the strain of a view (0 to 1).
    Outcome {
        /// `issue` or `view`.
        of: OutcomeOf,
        /// Its id.
        id: String,
    },
    /// Probability or weight of a preference statement of a conflict.
    Statement {
        /// The conflict.
        conflict: String,
        /// Whose statement.
        actor: String,
        /// Its id.
        id: String,
        /// Whether it is the weight.
        weight: bool,
    },
    /// Doubt about the order of preferences in a conflict.
    OrderDoubt {
        /// The conflict.
        conflict: String,
    },
    /// How far something at a place reaches, in km.
    Reach {
        /// The place.
        place: String,
    },
    /// Status of a forum of talks (a word, not a number).
    ForumStatus {
        /// The format.
        id: String,
    },
    /// Dimensions of a view (a list of words, not a number).
    ViewDimensions {
        /// The view.
        id: String,
    },
}

impl QuantityPath {
    /// Reads a path; a bare id is a factor when `bare_factor`.
    pub fn parse(text: &str, bare_factor: bool) -> Option<Self> {
        let Some((head, rest)) = text.split_once('.').filter(|(_, rest)| !rest.is_empty()) else {
            return (bare_factor && is_id(text)).then(|| Self::Factor { id: text.to_owned() });
        };
        match head {
            "tie" => Self::parse_tie(rest),
            "issue" => {
                let (issue, rest) = rest.split_once('.')?;
                if rest == "reference" && is_id(issue) {
                    return Some(Self::Reference { issue: issue.into() });
                }
                let (actor, word) = rest.rsplit_once('.')?;
                let stake = Stake::ALL.into_iter().find(|stake| stake.word() == word)?;
                (is_id(issue) && is_actor(actor)).then(|| Self::Stake {
                    issue: issue.into(),
                    actor: actor.into(),
                    stake,
                })
            }
            "actor" => {
                let actor = rest.strip_suffix(".capability").filter(|actor| is_actor(actor))?;
                Some(Self::Capability { actor: actor.to_owned() })
            }
            "outcome" => {
                let (of, rest) = match rest.split_once('.')? {
                    ("issue", id) => (OutcomeOf::Issue, id),
                    ("view", rest) => (OutcomeOf::View, rest.strip_suffix(".normalised-frustration")?),
                    _ => return None,
                };
                is_id(rest).then(|| Self::Outcome { of, id: rest.to_owned() })
            }
            "flow" => is_id(rest).then(|| Self::Flow { id: rest.to_owned() }),
            "factor" => is_id(rest).then(|| Self::Factor { id: rest.to_owned() }),
            "link" => {
                let (rest, lag) = match rest.strip_suffix(".lag") {
                    Some(rest) => (rest, true),
                    None => (rest.strip_suffix(".gain").unwrap_or(rest), false),
                };
                let (cause, effect) = link_ends(rest)?;
                Some(Self::Link { cause: cause.to_owned(), effect: effect.to_owned(), lag })
            }
            "conflict" => {
                let (conflict, rest) = rest.split_once('.').filter(|(conflict, _)| is_id(conflict))?;
                if rest == "order-doubt" {
                    return Some(Self::OrderDoubt { conflict: conflict.to_owned() });
                }
                let (rest, weight) = match rest.strip_suffix(".weight") {
                    Some(rest) => (rest, true),
                    None => (rest, false),
                };
                let (actor, id) = rest.rsplit_once('.').filter(|(actor, id)| is_actor(actor) && is_id(id))?;
                Some(Self::Statement { conflict: conflict.into(), actor: actor.into(), id: id.into(), weight })
            }
            "place" => {
                let id = rest.strip_suffix(".range").filter(|id| is_id(id))?;
                Some(Self::Reach { place: id.to_owned() })
            }
            "forum" => {
                let id = rest.strip_suffix(".status").filter(|id| is_id(id))?;
                Some(Self::ForumStatus { id: id.to_owned() })
            }
            "view" => {
                let id = rest.strip_suffix(".dimensions").filter(|id| is_id(id))?;
                Some(Self::ViewDimensions { id: id.to_owned() })
            }
            _ => None,
        }
    }

    fn parse_tie(rest: &str) -> Option<Self> {
        let (rest, firmness) = match rest.strip_suffix(".firmness") {
            Some(rest) => (rest, true),
            None => (rest.strip_suffix(".affinity").unwrap_or(rest), false),
        };
        let split = rest.find(['-', '>'])?;
        let directed = rest.as_bytes()[split] == b'>';
        let (from, to) = (&rest[..split], &rest[split + 1..]);
        let (to, dimension) = to.rsplit_once('.')?;
        if !(is_actor(from) && is_actor(to) && is_id(dimension)) {
            return None;
        }
        Some(Self::tie(from, to, directed, dimension, firmness))
    }

    /// The path of a tie, ends in canonical order.
    pub fn tie(from: &str, to: &str, directed: bool, dimension: &str, firmness: bool) -> Self {
        let (from, to) = if !directed && to < from { (to, from) } else { (from, to) };
        Self::Tie { ends: (from.to_owned(), to.to_owned()), directed, dimension: dimension.to_owned(), firmness }
    }

    /// The order of their texts, in which lists for readers stand: without regard to what kind of quantity they name.
    pub fn cmp_text(&self, other: &Self) -> Ordering {
        self.to_string().cmp(&other.to_string())
    }

    /// Whether influences can move it and start from it: a number that is no part of the map of causes itself.
    pub fn may_move(&self) -> bool {
        matches!(
            self,
            Self::Tie { .. }
                | Self::Stake { .. }
                | Self::Reference { .. }
                | Self::Capability { .. }
                | Self::Factor { .. }
        )
    }

    /// `CAUSE>EFFECT` of a link.
    pub(crate) fn link_name(&self) -> String {
        let text = self.to_string();
        text.strip_prefix("link.").map(str::to_owned).unwrap_or(text)
    }

    /// Whether the quantity is a number (and not a word or a list).
    pub fn is_number(&self) -> bool {
        !matches!(self, Self::ForumStatus { .. } | Self::ViewDimensions { .. } | Self::Outcome { .. })
    }
}

/// The cause and effect of `cause>effect`, either of which may be a directed tie path with a `>` of its own.
fn link_ends(text: &str) -> Option<(&str, &str)> {
    text.match_indices('>').map(|(at, _)| (&text[..at], &text[at + 1..])).find(|(cause, effect)| {
        QuantityPath::parse(cause, true).is_some() && QuantityPath::parse(effect, true).is_some()
    })
}

/// Ids begin and end with a letter, digit or `_`: a hyphen at the end would read as `-=` in a change.
pub(crate) fn is_id(text: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.chars().all(inside) && !text.starts_with('-') && !text.ends_with('-')
}

/// Actor ids are dotted and hold no hyphen.
pub(crate) fn is_actor(text: &str) -> bool {
    text.split('.').all(|part| is_id(part) && !part.contains('-'))
}

impl fmt::Display for QuantityPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tie { ends: (a, b), directed, dimension, firmness } => {
                let mark = if *directed { '>' } else { '-' };
                write!(f, "tie.{a}{mark}{b}.{dimension}{}", if *firmness { ".firmness" } else { "" })
            }
            Self::Stake { issue, actor, stake } => write!(f, "issue.{issue}.{actor}.{}", stake.word()),
            Self::Reference { issue } => write!(f, "issue.{issue}.reference"),
            Self::Capability { actor } => write!(f, "actor.{actor}.capability"),
            Self::Factor { id } => write!(f, "factor.{id}"),
            Self::Flow { id } => write!(f, "flow.{id}"),
            Self::Link { cause, effect, lag } => write!(f, "link.{cause}>{effect}{}", if *lag { ".lag" } else { "" }),
            Self::Outcome { of: OutcomeOf::Issue, id } => write!(f, "outcome.issue.{id}"),
            Self::Outcome { of: OutcomeOf::View, id } => write!(f, "outcome.view.{id}.normalised-frustration"),
            Self::Statement { conflict, actor, id, weight } => {
                write!(f, "conflict.{conflict}.{actor}.{id}{}", if *weight { ".weight" } else { "" })
            }
            Self::OrderDoubt { conflict } => write!(f, "conflict.{conflict}.order-doubt"),
            Self::Reach { place } => write!(f, "place.{place}.range"),
            Self::ForumStatus { id } => write!(f, "forum.{id}.status"),
            Self::ViewDimensions { id } => write!(f, "view.{id}.dimensions"),
        }
    }
}

impl Serialize for QuantityPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for QuantityPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text, false).ok_or_else(|| D::Error::custom(format_args!("`{text}` is no path of a quantity")))
    }
}

impl JsonSchema for QuantityPath {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "string".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::value::StrDeserializer;

    use super::*;

    #[test]
    fn paths_are_read_and_written_back() {
        for path in [
            "tie.JPN-RUS.political",
            "tie.CHN.NAVY>JPN.military",
            "tie.JPN-RUS.political.firmness",
            "issue.loan.JPN.GOV.position",
            "issue.loan.reference",
            "actor.JPN.capability",
            "factor.shield",
            "flow.oil-1",
            "link.shield>arms_race",
            "link.tie.CHN>JPN.threat>factor.x.lag",
            "forum.six-party.status",
            "view.states.dimensions",
            "conflict.loan.JPN.GOV.2",
            "conflict.loan.JPN.GOV.no-ships.weight",
            "conflict.loan.order-doubt",
            "outcome.issue.loan",
            "outcome.view.states.normalised-frustration",
            "link.outcome.issue.loan>factor.x",
        ] {
            assert_eq!(QuantityPath::parse(path, false).map(|path| path.to_string()).as_deref(), Some(path));
        }
        for other in ["factor.b", "actor.B.capability"] {
            let paths = ["tie.A-B.x", other].map(|path| QuantityPath::parse(path, false).unwrap());
            assert_eq!(paths[0].cmp_text(&paths[1]), Ordering::Greater, "{other}");
        }
        assert_eq!(QuantityPath::parse("tie.RUS-JPN.x", false), QuantityPath::parse("tie.JPN-RUS.x", false));
        assert_eq!(QuantityPath::parse("shield", true), QuantityPath::parse("factor.shield", false));
        for bad in [
            "",
            "shield",
            "tie.JPN",
            "tie.JPN-RUS",
            "issue.loan.JPN",
            "tie.-B.x",
            "colour.x",
            "factor.",
            "view.x",
            "factor.a-",
            "tie.A-B.x-",
        ] {
            assert_eq!(QuantityPath::parse(bad, false), None, "{bad}");
        }
    }

    #[test]
    fn a_text_in_results_that_is_no_path_is_refused() {
        let read = |text| QuantityPath::deserialize(StrDeserializer::<serde::de::value::Error>::new(text));
        assert_eq!(read("factor.shield").ok(), QuantityPath::parse("factor.shield", false));
        assert_eq!(read("shield").unwrap_err().to_string(), "`shield` is no path of a quantity");
    }
}
