//! Seats at the tables that run: plain counts, no doubt.

use std::collections::{BTreeMap, BTreeSet};

use detente_model::QuantityPath;

use crate::columns::{Column, Spec};
use crate::reading::Reading;
use detente_model::FindingId;
use detente_model::measure::{PARTNERS, SEATS};

/// The status of a format in this reading.
pub(crate) fn status<'r>(reading: &'r Reading<'_>, id: &str, own: &'r str) -> &'r str {
    reading.word(&QuantityPath::FormatStatus { id: id.to_owned() }).unwrap_or(own)
}

/// Whether seats at a table of this status count.
fn runs(status: &str) -> bool {
    detente_model::status(status).is_some_and(|status| status.is)
}

/// Seats and partners per actor over the formats that run; the same number in every draw.
pub(crate) fn columns(reading: &Reading<'_>, draws: usize) -> Vec<Column> {
    let mut seats: BTreeMap<&str, usize> = BTreeMap::new();
    let mut partners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut claims: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for format in &reading.case.formats {
        for member in &format.members {
            seats.entry(member).or_default();
            partners.entry(member).or_default();
        }
        let in_force = reading.as_of.is_none_or(|at| detente_model::date::in_force(format.since, format.until, at));
        let evidence: Vec<String> = format.ground.evidence.iter().map(|word| word.text.clone()).collect();
        let kept = in_force && reading.keeps(format.ground.basis) && reading.has_support(&evidence);
        if !kept || !runs(status(reading, &format.id, &format.status)) {
            continue;
        }
        for member in &format.members {
            *seats.entry(member).or_default() += 1;
            claims.entry(member).or_default().extend(evidence.iter().cloned());
            partners.entry(member).or_default().extend(format.members.iter().map(|other| &**other));
        }
    }
    let column = |actor: &str, id: FindingId, label: String, count: usize| {
        let claims = claims.get(actor).cloned().unwrap_or_default();
        let spec = Spec { claims, ..Spec::value(id, label, BTreeSet::new()) };
        spec.with(count as f64, vec![count as f64; draws])
    };
    let seats = seats.into_iter().map(|(actor, count)| {
        column(actor, SEATS.about("", actor), format!("seats of {actor} at tables that run"), count)
    });
    let met = partners.into_iter().map(|(actor, others)| {
        let count = others.iter().filter(|other| **other != actor).count();
        column(actor, PARTNERS.about("", actor), format!("others that {actor} meets there"), count)
    });
    seats.chain(met).collect()
}
