//! Seats at the tables that run: plain counts, no doubt.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::measure::{PARTNERS, SEATS};
use detente_case::{FindingId, Method as Word, QuantityPath};
use detente_method::{
    About, Analysis, Asked, Column, EffectiveCase, Method, Numbers, Problem, RunError, Samples, Sought, Spec,
};
use detente_results::ScenarioResult;

/// Seats at the tables of a case.
#[derive(Debug, Clone, Copy)]
pub struct Forums;

/// Seats under a reading: every count with its finding and claims, and the status of each table.
struct Seats {
    counts: Vec<(Spec, usize)>,
    status: BTreeMap<String, String>,
}

impl Method for Forums {
    fn words(&self) -> &'static [Word] {
        &[Word::Forums]
    }

    fn page(&self) -> &'static str {
        "docs/methods/forums.md"
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let wanted = sought.is_none_or(|sought| sought.is_by(Word::Forums));
        let own = |forum: &detente_case::case::Forum| {
            (forum.id.text.clone(), status(reading, &forum.id, &forum.status).to_owned())
        };
        Ok(Box::new(Seats {
            counts: if wanted { counts(reading) } else { Vec::new() },
            status: reading.case.forums.iter().map(own).collect(),
        }))
    }
}

impl<'c> Problem<'c> for Seats {
    fn quantities(&self) -> BTreeSet<usize> {
        BTreeSet::new()
    }

    fn subjects(&self) -> Vec<About> {
        vec![About { word: Word::Forums, id: String::new(), quantities: BTreeSet::new() }]
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let column =
            |(spec, count): &(Spec, usize)| spec.clone().with(*count as f64, vec![*count as f64; asked.draws as usize]);
        Ok(self.counts.iter().map(column).collect())
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        Numbers { kept: self.counts.len(), held: 0 }
    }

    fn analyse(&self, _: &Analysis<'_, 'c>, into: &mut ScenarioResult) {
        into.forums.clone_from(&self.status);
    }
}

/// The status of a forum in this effective case.
fn status<'r>(reading: &'r EffectiveCase<'_>, id: &str, own: &'r str) -> &'r str {
    reading.word(&QuantityPath::ForumStatus { id: id.to_owned() }).unwrap_or(own)
}

/// Whether seats at a table of this status count.
fn runs(status: &str) -> bool {
    detente_case::status(status).is_some_and(|status| status.is)
}

/// Seats and partners per actor over the forums that run; the same number in every draw.
fn counts(reading: &EffectiveCase<'_>) -> Vec<(Spec, usize)> {
    let mut seats: BTreeMap<&str, usize> = BTreeMap::new();
    let mut partners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut claims: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for forum in &reading.case.forums {
        for member in &forum.members {
            seats.entry(member).or_default();
            partners.entry(member).or_default();
        }
        let in_force = reading.as_of.is_none_or(|at| detente_case::date::in_force(forum.since, forum.until, at));
        let evidence: Vec<String> = forum.ground.evidence.iter().map(|word| word.text.clone()).collect();
        let kept = in_force && reading.keeps(forum.ground.basis) && reading.has_support(&evidence);
        if !kept || !runs(status(reading, &forum.id, &forum.status)) {
            continue;
        }
        for member in &forum.members {
            *seats.entry(member).or_default() += 1;
            claims.entry(member).or_default().extend(evidence.iter().cloned());
            partners.entry(member).or_default().extend(forum.members.iter().map(|other| &**other));
        }
    }
    let counted = |actor: &str, id: FindingId, label: String, count: usize| {
        let claims = claims.get(actor).cloned().unwrap_or_default();
        (Spec { claims, ..Spec::value(id, label, BTreeSet::new()) }, count)
    };
    let seats = seats.into_iter().map(|(actor, count)| {
        counted(actor, SEATS.about("", actor), format!("seats of {actor} at tables that run"), count)
    });
    let met = partners.into_iter().map(|(actor, others)| {
        let count = others.iter().filter(|other| **other != actor).count();
        counted(actor, PARTNERS.about("", actor), format!("others that {actor} meets there"), count)
    });
    seats.chain(met).collect()
}
