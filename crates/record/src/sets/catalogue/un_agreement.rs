//! Votes of pairs in the United Nations General Assembly: common, identical, opposite.

use super::columns::{CITE, FOREVER, PAIR_YEAR, value};
use crate::sets::entry::{Holds, Set, SetEntry};

/// What is said of it.
pub(super) const ENTRY: SetEntry = SetEntry {
    set: Set::UnAgreement,
    id: "un-agreement",
    title: "Votes of pairs in the United Nations General Assembly: common, identical, opposite",
    citation: "Voeten, Strezhnev & Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
    terms: CITE,
    home: "https://doi.org/10.7910/DVN/LEJUQZ",
    tested: "1946-2019, counted from roll calls",
    sha256: &["7740d25bde2fa0bf6f452e1125e294864ff63905d961cb1767c88b0e6040be52"],
    holds: Holds::Pairs,
    layouts: &[PAIR_YEAR],
    values: &[value(&["n"], 0.0, FOREVER), value(&["same"], 0.0, FOREVER), value(&["opposite"], 0.0, FOREVER)],
    turned: None,
    filler: None,
};
