//! Changes of a what-if, from scenario files and from the command line.

use std::fmt;

use detente_chance::{Estimate, Shape};

use crate::date::Date;
use crate::path::QuantityPath;
use crate::renamed::renamed;
use crate::schema::Basis;
use crate::schema::claims::Claim;
use crate::schema::forums;

/// One change of a what-if.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Give a quantity a new estimate: it is there and stays there, influences do nothing to it.
    Set {
        /// Which quantity.
        path: QuantityPath,
        /// Its new estimate.
        estimate: Estimate,
    },
    /// Give a word or a list of words a new value.
    SetWord {
        /// Which one.
        path: QuantityPath,
        /// The new value.
        value: String,
    },
    /// Move a quantity; influences go on pushing it.
    Shift {
        /// Which quantity.
        path: QuantityPath,
        /// By how much, in its own unit.
        by: f64,
    },
    /// Multiply a quantity.
    Scale {
        /// Which quantity.
        path: QuantityPath,
        /// By how much.
        by: f64,
    },
    /// As [`Change::Set`], of which it is an older name.
    Clamp {
        /// Which quantity.
        path: QuantityPath,
        /// The value it is held at.
        estimate: Estimate,
    },
    /// Let go of what was set.
    Free {
        /// Which quantity.
        path: QuantityPath,
    },
    /// Take a link away.
    Cut {
        /// Which link.
        path: QuantityPath,
    },
    /// Add a link.
    Add {
        /// Its path.
        path: QuantityPath,
        /// Its gain.
        gain: Estimate,
        /// Its lag in periods.
        lag: f64,
    },
    /// Leave claims out, and with them every row that rests on such claims alone.
    Drop(ClaimFilter),
    /// Read claims as if they said the opposite: every number that rests on one of them lies as far on the other side of the
    /// neutral point of its scale ([`crate::quantity::Quantity::neutral`]); influences go on pushing it.
    Mirror(ClaimFilter),
    /// Keep rows of one basis only.
    Only(Basis),
    /// Read the case as of another date.
    AsOf(Date),
}

/// Which claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFilter {
    /// The property looked at.
    pub field: ClaimField,
    /// Its value.
    pub value: String,
}

/// A property of claims by which they are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimField {
    /// The claim itself.
    Id,
    /// Fact, judgement, belief …
    Kind,
    /// Admiralty grade.
    Grade,
    /// Own, private, press …
    Channel,
    /// Who holds it.
    Speaker,
    /// The document.
    Source,
    /// Explicit, assumed …
    Basis,
}

impl ClaimField {
    /// All of them with their words.
    pub const ALL: [(&'static str, Self); 7] = [
        ("id", Self::Id),
        ("kind", Self::Kind),
        ("grade", Self::Grade),
        ("channel", Self::Channel),
        ("speaker", Self::Speaker),
        ("source", Self::Source),
        ("basis", Self::Basis),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, field)| *field == self).map_or("", |(word, _)| word)
    }
}

impl fmt::Display for ClaimFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.field.word(), self.value)
    }
}

impl ClaimFilter {
    /// Reads `FIELD=VALUE`; `text` is the whole change, for its error.
    fn parse(filter: &str, text: &str) -> Result<Self, ChangeError> {
        let (field, value) = filter.split_once('=').ok_or_else(|| ChangeError::Form(text.to_owned()))?;
        let found = ClaimField::ALL.iter().find(|(name, _)| *name == field);
        let field = found.ok_or_else(|| ChangeError::Field(field.to_owned()))?.1;
        Ok(Self { field, value: value.to_owned() })
    }

    /// Whether the filter takes the claim.
    pub fn takes(&self, claim: &Claim) -> bool {
        match self.field {
            ClaimField::Id => *claim.id == self.value,
            ClaimField::Kind => claim.kind == self.value,
            ClaimField::Grade => claim.grade == self.value,
            ClaimField::Channel => claim.channel == self.value,
            ClaimField::Speaker => *claim.speaker == self.value,
            ClaimField::Source => claim.locators.iter().any(|(locator, _)| locator.source == self.value),
            ClaimField::Basis => claim.basis.word() == self.value,
        }
    }
}

/// What an old name is called now, behind what is wrong with it.
fn now(name: &str) -> String {
    renamed(name).map(|new| format!(": it is called `{new}` now")).unwrap_or_default()
}

/// Why a text is no change.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ChangeError {
    /// It has none of the forms.
    #[error(
        "`{0}` is no change: write PATH=VALUE, PATH+=BY, PATH*=BY, clamp:PATH=VALUE, free:PATH, cut:CAUSE>EFFECT, add:CAUSE>EFFECT=GAIN/LAG, drop:FIELD=VALUE, mirror:FIELD=VALUE, only:BASIS or as_of:DATE; @PERIOD behind it says from when on"
    )]
    Form(String),
    /// The path is not one.
    #[error("`{path}` is no quantity path{now}", path = .0, now = now(.0))]
    Path(String),
    /// The value is not one.
    #[error("`{0}` is no value: write a number, or LOW,MODE,HIGH")]
    Value(String),
    /// A word is set to nothing.
    #[error("`{0}` is set to nothing: write a word, or several between commas (`all` for all dimensions)")]
    Nothing(String),
    /// A status that formats do not have.
    #[error(
        "`{0}` is no status of a format: use running, in-force, proposed, idea, refused, stalled, suspended, ended or unknown"
    )]
    Status(String),
    /// A property that claims do not have.
    #[error("claims cannot be chosen by `{0}`: use id, kind, grade, channel, speaker, source or basis")]
    Field(String),
    /// A basis that does not exist.
    #[error("`{0}` is no basis: use explicit, inferred, general-knowledge, assumed or data")]
    Basis(String),
    /// A lag that does not exist.
    #[error("`{0}` is no lag: write a number of periods from 0 to 1000 behind the gain, as in add:A>B=0.4/2")]
    Lag(String),
    /// A period that does not exist, or where none can be given.
    #[error("`{0}` is no period: write @0 to @1000 behind a change of a quantity or a link")]
    Period(String),
    /// A date that does not exist.
    #[error("`{0}` is no date: write 2001, 2001-02 or 2001-02-28")]
    Date(String),
}

impl Change {
    /// Whether a word of the command line is meant as a change, right or wrong.
    pub fn is_meant_by(word: &str) -> bool {
        let starts = ["as_of:", "only:", "drop:", "mirror:", "cut:", "free:", "clamp:", "add:"];
        word.contains('=') || starts.iter().any(|start| word.starts_with(start))
    }

    /// Whether it leaves the numbers of the case as they are, and only says which of them count.
    pub fn is_filter(&self) -> bool {
        matches!(self, Self::Drop(_) | Self::Only(_) | Self::AsOf(_))
    }

    /// The quantity or word that it sets or moves.
    pub fn target(&self) -> Option<&QuantityPath> {
        match self {
            Self::Set { path, .. }
            | Self::SetWord { path, .. }
            | Self::Shift { path, .. }
            | Self::Scale { path, .. }
            | Self::Clamp { path, .. } => Some(path),
            Self::Free { .. } | Self::Cut { .. } | Self::Add { .. } => None,
            Self::Drop(_) | Self::Mirror(_) | Self::Only(_) | Self::AsOf(_) => None,
        }
    }

    /// Reads a change with the period from which on it holds, as typed on the command line: `CHANGE` or `CHANGE@PERIOD`.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn parse_timed(text: &str, shape: Shape) -> Result<(Self, u32), ChangeError> {
        let Some((change, period)) = text.rsplit_once('@') else { return Ok((Self::parse(text, shape)?, 0)) };
        let change = Self::parse(change, shape)?;
        let wrong = || ChangeError::Period(period.to_owned());
        let period: u32 = period.parse().ok().filter(|period| *period <= 1_000).ok_or_else(wrong)?;
        let timed = period == 0 || change.may_wait();
        if timed { Ok((change, period)) } else { Err(wrong()) }
    }

    /// Reads a change as typed on the command line; estimates get `shape`.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn parse(text: &str, shape: Shape) -> Result<Self, ChangeError> {
        if let Some(rest) = text.strip_prefix("drop:") {
            return ClaimFilter::parse(rest, text).map(Self::Drop);
        }
        if let Some(rest) = text.strip_prefix("mirror:") {
            return ClaimFilter::parse(rest, text).map(Self::Mirror);
        }
        if let Some(word) = text.strip_prefix("only:") {
            let word = word.strip_prefix("basis=").unwrap_or(word);
            let found = Basis::ALL.into_iter().find(|basis| basis.word() == word);
            return found.map(Self::Only).ok_or_else(|| ChangeError::Basis(word.to_owned()));
        }
        if let Some(date) = text.strip_prefix("as_of").and_then(|rest| rest.strip_prefix([':', '='])) {
            return Date::parse(date).map(Self::AsOf).ok_or_else(|| ChangeError::Date(date.to_owned()));
        }
        if let Some(rest) = text.strip_prefix("clamp:") {
            let (path, value) = rest.split_once('=').ok_or_else(|| ChangeError::Form(text.to_owned()))?;
            return Ok(Self::Clamp { path: number_path(path)?, estimate: estimate(value, shape)? });
        }
        if let Some(path) = text.strip_prefix("free:") {
            return Ok(Self::Free { path: number_path(path)? });
        }
        if let Some(link) = text.strip_prefix("cut:") {
            return Ok(Self::Cut { path: link_path(link)? });
        }
        if let Some(rest) = text.strip_prefix("add:") {
            let (link, value) = rest.split_once('=').ok_or_else(|| ChangeError::Form(text.to_owned()))?;
            let (gain, lag) = value.split_once('/').unwrap_or((value, "1"));
            let periods = number(lag).ok().filter(|lag| (0.0..=1_000.0).contains(lag));
            let lag = periods.ok_or_else(|| ChangeError::Lag(lag.to_owned()))?;
            return Ok(Self::Add { path: link_path(link)?, gain: estimate(gain, shape)?, lag });
        }
        for (mark, sign) in [("+=", 1.0), ("-=", -1.0)] {
            if let Some((path, by)) = text.split_once(mark) {
                return Ok(Self::Shift { path: number_path(path)?, by: sign * number(by)? });
            }
        }
        if let Some((path, by)) = text.split_once("*=") {
            return Ok(Self::Scale { path: number_path(path)?, by: number(by)? });
        }
        let (path, value) = text.split_once('=').ok_or_else(|| ChangeError::Form(text.to_owned()))?;
        let parsed = parse_path(path)?;
        if parsed.is_number() {
            Ok(Self::Set { path: parsed, estimate: estimate(value, shape)? })
        } else {
            let value = value.replace(',', " ");
            if value.trim().is_empty() {
                return Err(ChangeError::Nothing(path.to_owned()));
            }
            let status = matches!(parsed, QuantityPath::ForumStatus { .. });
            if status && forums::status(&value).is_none() {
                return Err(ChangeError::Status(value));
            }
            Ok(Self::SetWord { path: parsed, value })
        }
    }

    /// The quantity it changes, when it changes one.
    pub fn path(&self) -> Option<&QuantityPath> {
        match self {
            Self::Set { path, .. }
            | Self::SetWord { path, .. }
            | Self::Shift { path, .. }
            | Self::Scale { path, .. }
            | Self::Clamp { path, .. }
            | Self::Free { path }
            | Self::Cut { path }
            | Self::Add { path, .. } => Some(path),
            Self::Drop(_) | Self::Mirror(_) | Self::Only(_) | Self::AsOf(_) => None,
        }
    }
}

impl Change {
    /// Whether it can hold from a later period on; what leaves rows out, or reads the case otherwise, holds for the whole trajectory.
    pub fn may_wait(&self) -> bool {
        self.path().is_some() && !matches!(self, Self::SetWord { .. })
    }

    /// The change with its period, as it would be typed.
    pub fn timed(&self, period: u32) -> String {
        if period == 0 { self.to_string() } else { format!("{self}@{period}") }
    }
}

/// The path of a link, `link.` before it or not.
fn link_path(text: &str) -> Result<QuantityPath, ChangeError> {
    let bare = text.strip_prefix("link.").unwrap_or(text);
    let path = QuantityPath::parse(&format!("link.{bare}"), false);
    path.filter(|path| matches!(path, QuantityPath::Link { lag: false, .. }))
        .ok_or_else(|| ChangeError::Path(text.to_owned()))
}

fn parse_path(text: &str) -> Result<QuantityPath, ChangeError> {
    QuantityPath::parse(text.trim(), true).ok_or_else(|| ChangeError::Path(text.to_owned()))
}

fn number_path(text: &str) -> Result<QuantityPath, ChangeError> {
    parse_path(text).and_then(|path| if path.is_number() { Ok(path) } else { Err(ChangeError::Path(text.to_owned())) })
}

fn number(text: &str) -> Result<f64, ChangeError> {
    text.trim().parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| ChangeError::Value(text.to_owned()))
}

fn estimate(text: &str, shape: Shape) -> Result<Estimate, ChangeError> {
    let parts: Vec<f64> = text.split(',').map(number).collect::<Result<_, _>>()?;
    let made = match parts[..] {
        [value] => Estimate::point(value),
        [low, mode, high] => Estimate::new(low, mode, high, shape),
        _ => return Err(ChangeError::Value(text.to_owned())),
    };
    made.map_err(|_| ChangeError::Value(text.to_owned()))
}

struct Typed<'e>(&'e Estimate);

impl fmt::Display for Typed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let estimate = self.0;
        if estimate.is_point() {
            return write!(f, "{}", estimate.mode());
        }
        write!(f, "{},{},{}", estimate.low(), estimate.mode(), estimate.high())
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { path, estimate } => write!(f, "{path}={}", Typed(estimate)),
            Self::Clamp { path, estimate } => write!(f, "clamp:{path}={}", Typed(estimate)),
            Self::Free { path } => write!(f, "free:{path}"),
            Self::Cut { path } => write!(f, "cut:{}", path.link_name()),
            Self::Add { path, gain, lag } => write!(f, "add:{}={}/{lag}", path.link_name(), Typed(gain)),
            Self::SetWord { path, value } => write!(f, "{path}={}", value.replace(' ', ",")),
            Self::Shift { path, by } if *by < 0.0 => write!(f, "{path}-={}", -by),
            Self::Shift { path, by } => write!(f, "{path}+={by}"),
            Self::Scale { path, by } => write!(f, "{path}*={by}"),
            Self::Drop(filter) => write!(f, "drop:{filter}"),
            Self::Mirror(filter) => write!(f, "mirror:{filter}"),
            Self::Only(basis) => write!(f, "only:{}", basis.word()),
            Self::AsOf(date) => write!(f, "as_of:{date}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_and_written_back() {
        for text in [
            "factor.shield=1",
            "tie.JPN-RUS.political=0.5,0.65,0.8",
            "tie.JPN-RUS.political+=0.4",
            "tie.JPN-RUS.political-=0.1",
            "factor.shield*=2",
            "forum.six-party.status=running",
            "view.states.dimensions=political,economic",
            "drop:channel=private",
            "mirror:id=C45.4",
            "mirror:speaker=JPN",
            "only:explicit",
            "as_of:1998",
            "clamp:factor.shield=0.2,0.3,0.4",
            "free:factor.shield",
            "cut:shield>cn-missiles",
            "cut:tie.CHN>JPN.threat>factor.x",
            "add:shield>tie.A-B.x=0.1,0.2,0.3/2",
        ] {
            assert_eq!(Change::parse(text, Shape::Pert).map(|change| change.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Change::parse("shield=1", Shape::Pert), Change::parse("factor.shield=1", Shape::Pert));
        let timed = |text| Change::parse_timed(text, Shape::Pert).map(|(change, period)| change.timed(period));
        assert_eq!(timed("factor.a=1@3").as_deref(), Ok("factor.a=1@3"));
        assert!(
            timed("factor.a=1@x").is_err() && timed("mirror:id=C1@2").is_err() && timed("factor.a=1@2000").is_err()
        );
        for bad in [
            "",
            "x",
            "cut:shield",
            "add:a>b",
            "add:a>b=0.1/-1",
            "clamp:factor.a",
            "factor.a=",
            "factor.a=b",
            "factor.a=2,1,3",
            "factor.a=NaN",
            "factor.a=1,2",
            "tie.A=1",
            "drop:colour=red",
            "mirror:colour=red",
            "mirror:C1",
            "drop:kind",
            "only:true",
            "as_of:soon",
            "forum.x.status+=1",
            "forum.x.status=",
            "forum.x.status=in force",
            "view.states.dimensions=",
            "view.states.dimensions=,",
            "factor.a+=inf",
        ] {
            assert!(Change::parse(bad, Shape::Pert).is_err(), "{bad}");
        }
    }
}
