//! Cross-impacts of a case: descriptors with variants, and how they act on one another (Weimer-Jehle 2006).

use crate::files::Place;
use crate::path::QuantityPath;
use crate::syntax::Word;

/// Descriptors that are to hold each other up.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossImpactModel {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What can stand one way or another.
    pub descriptors: Vec<Descriptor>,
    /// Judged impacts. Where one descriptor acts on another by any of them, the links of the case do not speak for that pair.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub place: Place,
}

/// What can stand one way or another.
#[derive(Debug, Clone, PartialEq)]
pub struct Descriptor {
    /// Its id.
    pub id: Word,
    /// Title.
    pub title: String,
    /// The quantity whose levels its variants are; judged impacts alone act on a descriptor without one.
    pub quantity: Option<QuantityPath>,
    /// The ways it can stand, two at least; empty for low, as now and high of a quantity.
    pub variants: Vec<Variant>,
    /// Whether somebody outside decides it: nothing acts on it then.
    pub free: bool,
    /// Where it stands.
    pub place: Place,
}

/// One way a descriptor can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its id.
    pub id: Word,
    /// The level of the quantity.
    pub at: Option<f64>,
    /// What it means.
    pub meaning: String,
}

/// A judged impact of one variant on another.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// `DESCRIPTOR:VARIANT` that acts.
    pub from: Word,
    /// `DESCRIPTOR:VARIANT` that it acts on.
    pub on: Word,
    /// From -3 (strongly against) to 3 (strongly for).
    pub impact: f64,
    /// From 1 (a guess) to 5 (sure); without one the impact has no doubt.
    pub confidence: Option<u8>,
    /// Claims it rests on.
    pub evidence: Vec<Word>,
    /// A remark.
    pub note: String,
}

impl CrossImpactModel {
    /// Descriptor and variant, by place, that a word such as `shield:deployed` names.
    pub fn find(&self, word: &str) -> Option<(usize, usize)> {
        let (descriptor, variant) = word.rsplit_once(':')?;
        let place = self.descriptors.iter().position(|one| &*one.id == descriptor)?;
        let names = self.descriptors[place].names();
        names.iter().position(|name| name == variant).map(|variant| (place, variant))
    }
}

impl Descriptor {
    /// Variants of a quantity for which none is given.
    pub const LEVELS: [&'static str; 3] = ["low", "as-now", "high"];

    /// Names of the variants.
    pub fn names(&self) -> Vec<String> {
        if self.variants.is_empty() {
            Self::LEVELS.map(str::to_owned).to_vec()
        } else {
            self.variants.iter().map(|variant| variant.id.text.clone()).collect()
        }
    }
}
