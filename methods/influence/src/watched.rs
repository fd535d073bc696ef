//! What a question about effects watches: quantities and findings, under their names and on their scales.

use std::collections::BTreeSet;

use detente_case::measure::LEVEL;
use detente_case::{About, FindingId, QuantityPath};
use detente_method::{Asking, Phrase, names, numbers};
use detente_results::{Finding, Slot};

/// Most things that are watched where a question names none.
const MOST: usize = 3;

/// Something watched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Watched {
    /// The quantity; of a factor beside the finding of its level.
    pub quantity: Option<QuantityPath>,
    /// The finding.
    pub finding: Option<FindingId>,
    /// Width of its scale.
    pub range: f64,
    /// What the ends of the scale mean, where the case says.
    pub ends: Option<(String, String)>,
}

impl Watched {
    fn quantity(asking: &Asking<'_, '_>, path: &QuantityPath) -> Option<Self> {
        let index = asking.reading.find(path)?;
        let (low, high) = asking.case.quantities.get(index).range;
        let factor = match path {
            QuantityPath::Factor { id } => asking.case.factors.iter().find(|factor| *factor.id == **id),
            _ => None,
        };
        let ends = factor.map(|factor| factor.ends.clone()).filter(|(low, high)| !low.is_empty() && !high.is_empty());
        let finding = factor.map(|factor| LEVEL.of(&factor.id)).filter(|id| asking.base.finding(id).is_some());
        Some(Self { quantity: Some(path.clone()), finding, range: high - low, ends })
    }

    fn finding(asking: &Asking<'_, '_>, id: &FindingId) -> Option<Self> {
        asking.base.finding(id)?;
        if id.measure() == Some(LEVEL) {
            return Self::quantity(asking, &QuantityPath::Factor { id: id.subject().to_owned() });
        }
        Some(Self { quantity: None, finding: Some(id.clone()), range: numbers::scale(id.measure()), ends: None })
    }

    /// Under its name.
    pub fn name(&self, asking: &Asking<'_, '_>) -> Phrase {
        match (&self.quantity, &self.finding) {
            (Some(path), _) => quantity_named(asking, path),
            (None, Some(id)) => {
                let slot = Slot::Named { what: "finding".to_owned(), id: id.to_string() };
                Phrase::named(names::finding(asking.case, id), slot)
            }
            (None, None) => Phrase::nothing(),
        }
    }

    /// A word for it in the names of numbers.
    pub fn key(&self) -> String {
        let path = self.quantity.as_ref().map(ToString::to_string);
        path.or_else(|| self.finding.as_ref().map(ToString::to_string)).unwrap_or_default()
    }
}

/// A quantity under its name.
pub(crate) fn quantity_named(asking: &Asking<'_, '_>, path: &QuantityPath) -> Phrase {
    Phrase::named(names::quantity(asking.case, path), Slot::Quantity { path: path.to_string() })
}

/// What a question watches; where it names nothing, the findings that its scenarios change most.
pub(crate) fn watched(asking: &Asking<'_, '_>) -> Vec<Watched> {
    let about = asking.about();
    let mut found: Vec<Watched> = Vec::new();
    for one in &about {
        let more: Vec<Watched> = match one {
            About::Quantity(path) => Watched::quantity(asking, path).into_iter().collect(),
            About::Finding(pattern) => matching(asking, pattern),
            About::Named(..) => Vec::new(),
        };
        found.extend(more);
    }
    if about.is_empty() {
        found = most_changed(asking);
    }
    let mut seen = BTreeSet::new();
    found.retain(|one| seen.insert(one.key()));
    found
}

/// Findings of the base after a pattern, in which `*` stands for any text.
fn matching(asking: &Asking<'_, '_>, pattern: &FindingId) -> Vec<Watched> {
    let fits = |finding: &&Finding| fits(pattern.as_str(), finding.id.as_str());
    asking.base.findings.iter().filter(fits).filter_map(|finding| Watched::finding(asking, &finding.id)).collect()
}

fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(left) = text.strip_prefix(start) else { return false };
    (0..=left.len()).filter(|at| left.is_char_boundary(*at)).any(|at| fits(rest, &left[at..]))
}

/// Numbers that the scenarios of the question change most, as shares of their scales.
fn most_changed(asking: &Asking<'_, '_>) -> Vec<Watched> {
    let mut found: Vec<(f64, Watched)> = Vec::new();
    for (what_if, result) in asking.under() {
        let set = |path: &QuantityPath| what_if.changes.iter().any(|one| one.change.path() == Some(path));
        let changed = result.findings.iter().filter(|one| {
            let followed = one.id.measure().is_some_and(|measure| measure.is_followed() || measure == LEVEL);
            followed && one.difference.as_ref().is_some_and(|difference| difference.equal < 1.0)
        });
        for finding in changed {
            let Some(watched) = Watched::finding(asking, &finding.id) else { continue };
            if watched.quantity.as_ref().is_some_and(set) || watched.range <= 0.0 {
                continue;
            }
            let mean = finding.difference.as_ref().map_or(0.0, |difference| difference.mean);
            found.push((mean.abs() / watched.range, watched));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.key().cmp(&b.1.key())));
    found.truncate(MOST);
    found.into_iter().map(|(_, watched)| watched).collect()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(fits("geometry.v.*", "geometry.v.skew") && fits("a*c*e", "abcde") && fits("x", "x"));
        assert!(!fits("a*c", "abd") && !fits("x", "xy") && fits("*", ""));
    }
}
