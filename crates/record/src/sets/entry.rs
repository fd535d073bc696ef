//! What is said of a data set: what it is about, how it is cited, and how its columns stand in the releases that we know.

use crate::files::Column;
use crate::states::CodeSystem;

/// A data set of states or pairs of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Set {
    Atop,
    AtopDirected,
    GmlMids,
    CowMids,
    CowMidParticipants,
    Capabilities,
    Majors,
    Contiguity,
    Trade,
    JointIgos,
    IgoMemberships,
    Distance,
    Rivalry,
    UnAgreement,
    UnVotes,
    UnIdeal,
    Democracy,
    Wars,
    EventMonths,
    NetMonths,
    Gdp,
    PeaceScale,
    Influence,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One state.
    States,
    /// A pair, whichever stands first.
    Pairs,
    /// A pair, the first towards the second.
    Directed,
}

/// When a row is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// In the year of its column 0 after the states.
    Year,
    /// From the year of one column to that of the next; dates and YYYYMM count by their year. An end in `open` or none goes on.
    Span {
        /// Last year of the release, which means that the spell goes on.
        open: i16,
    },
    /// A month, `2014-02`; rows count in its year.
    Month,
}

/// A value that a row holds.
#[derive(Debug, Clone, Copy)]
pub struct Value {
    /// The column.
    pub column: Column,
    /// Least and most that the layout allows.
    pub range: (f64, f64),
    /// Codes that mean missing.
    pub missing: &'static [f64],
    /// Whether it says yes or no, so that `TRUE` and `FALSE` are 1 and 0.
    pub yes_no: bool,
}

/// Columns of one release.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The state, and the other of a pair.
    pub states: &'static [Column],
    /// How they are written.
    pub code: CodeSystem,
    /// When it holds.
    pub when: &'static [Column],
    /// The same.
    pub time: Time,
    /// Values that a set can do without and this layout cannot, by the first name of their column.
    pub must: &'static [&'static str],
    /// Whether each organisation has a column of its own, to be counted: [`super::memberships`].
    pub wide: bool,
    /// Whether rows of a set of pairs are of the first towards the second.
    pub directed: bool,
}

/// Everything about a data set.
#[derive(Debug, Clone, Copy)]
pub struct SetEntry {
    /// The set.
    pub set: Set,
    /// What it is called on the command line and in a case.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// How its makers ask to be cited.
    pub citation: &'static str,
    /// On what terms it may be used.
    pub terms: &'static str,
    /// Where it is obtained.
    pub home: &'static str,
    /// The release that we tested.
    pub tested: &'static str,
    /// SHA-256 of the files that we tested.
    pub sha256: &'static [&'static str],
    /// What a row is about.
    pub holds: Holds,
    /// Layouts, in the order in which they are tried.
    pub layouts: &'static [Layout],
    /// Values of a row.
    pub values: &'static [Value],
    /// Places of two values that change over when the pair is turned.
    pub turned: Option<(usize, usize)>,
    /// A value of place 0 that says nothing and is dropped.
    pub filler: Option<f64>,
}

impl SetEntry {
    /// Its title without the number of a release: for files whose checksum does not tell which they are.
    pub fn title_of_any_release(&self) -> String {
        let number = |word: &str| {
            let plain = word.trim_end_matches([':', ')']);
            let parts = || plain.split(['.', '-']);
            parts().count() > 1
                && parts().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let mut title = String::new();
        for word in self.title.split(' ') {
            if number(word) {
                title.extend(word.chars().filter(|sign| matches!(sign, ':' | ')')));
            } else {
                title += if title.is_empty() { "" } else { " " };
                title += word;
            }
        }
        title
    }
}

impl Layout {
    pub(super) const fn new(states: &'static [Column], code: CodeSystem, when: &'static [Column], time: Time) -> Self {
        Self { states, code, when, time, must: &[], wide: false, directed: false }
    }

    pub(super) const fn with(self, must: &'static [&'static str]) -> Self {
        Self { must, ..self }
    }

    pub(super) const fn counted(self) -> Self {
        Self { wide: true, ..self }
    }

    pub(super) const fn in_both_directions(self) -> Self {
        Self { directed: true, ..self }
    }
}
