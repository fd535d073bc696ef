//! Doubt that quantities of one source have in common: one hidden number a source moves all of them.

use detente_case::Case;
use detente_case::case::SharedBy;
use detente_chance::{Stream, normal_cdf, normal_quantile};

/// The hidden number that a quantity shares with others.
pub struct Common {
    stream: Stream,
    share: f64,
}

impl Common {
    /// `None` where the case says that errors are independent, or nothing is known of where the quantity comes from.
    pub fn of(case: &Case, index: usize, seed: u64) -> Option<Self> {
        let share = case.settings.shared_doubt;
        let name = group(case, index).filter(|_| share > 0.0)?;
        Some(Self { stream: Stream::new(seed, &format!("common/{name}")), share })
    }

    /// A uniform number of which the share of variance `share` (on the normal scale) is the group's.
    pub fn mix(&self, own: &Stream, draw: u64) -> f64 {
        let of = |stream: &Stream| normal_quantile(stream.uniform(draw));
        normal_cdf(self.share.sqrt() * of(&self.stream) + (1.0 - self.share).sqrt() * of(own))
            .clamp(f64::EPSILON, 1.0 - f64::EPSILON)
    }
}

/// What a quantity shares its doubt with: its source, the speaker of its first claim, or that claim.
pub fn group(case: &Case, index: usize) -> Option<String> {
    let claim = case.quantities.get(index).evidence.first()?;
    let found = case.claim(claim)?;
    Some(match case.settings.shared_by {
        SharedBy::Claim => format!("claim/{claim}"),
        SharedBy::Speaker => format!("speaker/{}", found.speaker.text),
        SharedBy::Source => format!("source/{}", found.locators.first()?.0.source),
    })
}
