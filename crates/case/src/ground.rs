//! Why a row is in the case: basis, evidence, locators.

use crate::files::Place;
use crate::locator::Locator;
use crate::schema::Basis;
use crate::syntax::record::Word;

/// Why a row is in the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
