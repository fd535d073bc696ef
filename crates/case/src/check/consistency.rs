//! Rows that say two things of one quantity, and claims that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, ClaimRelation, Tie};
use crate::check::grounds;
use crate::codes;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::path::QuantityPath;
use crate::quantity::Quantity;

pub(super) fn check(case: &Case, findings: &mut Diagnostics) {
    twice(case, findings);
    both_directions(case, findings);
    related_claims(case, findings);
}

/// From when to when a row holds; open ends hold for ever.
type Span = (Option<Date>, Option<Date>);

fn overlap((since, until): Span, (other_since, other_until): Span) -> bool {
    let before = |until: Option<Date>, since: Option<Date>| {
        until.zip(since).is_some_and(|(until, since)| until.last_day() < since.first_day())
    };
    !before(until, other_since) && !before(other_until, since)
}

fn twice(case: &Case, findings: &mut Diagnostics) {
    let mut by_path: BTreeMap<&QuantityPath, Vec<&Quantity>> = BTreeMap::new();
    for quantity in case.quantities.iter() {
        let earlier = by_path.entry(&quantity.path).or_default();
        let firmness = matches!(quantity.path, QuantityPath::Tie { firmness: true, .. });
        if !firmness
            && earlier.iter().any(|other| overlap((other.since, other.until), (quantity.since, quantity.until)))
        {
            let message = format!("`{}` has its number from another row already", quantity.path);
            findings.add(codes::SAME_QUANTITY, &quantity.place, message);
        }
        earlier.push(quantity);
    }
}

fn both_directions(case: &Case, findings: &mut Diagnostics) {
    let path = |tie: &Tie| QuantityPath::tie(&tie.from, &tie.to, false, &tie.dimension, false);
    let mut undirected: BTreeMap<QuantityPath, Vec<Span>> = BTreeMap::new();
    for tie in case.ties.iter().filter(|tie| !tie.directed) {
        undirected.entry(path(tie)).or_default().push((tie.since, tie.until));
    }
    for tie in case.ties.iter().filter(|tie| tie.directed) {
        let beside = undirected.get(&path(tie)).into_iter().flatten();
        if beside.into_iter().any(|span| overlap(*span, (tie.since, tie.until))) {
            let message = format!(
                "{} and {} have a directed and an undirected row of dimension `{}`",
                tie.from.text, tie.to.text, tie.dimension.text
            );
            findings.add(codes::BOTH_DIRECTIONS, &tie.id.place, message);
        }
    }
}

fn related_claims(case: &Case, findings: &mut Diagnostics) {
    let rows = grounds(case);
    let mut carried: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, ground) in &rows {
        let claims: BTreeSet<&str> = ground.evidence.iter().map(|word| &**word).collect();
        for claim in claims {
            carried.entry(claim).or_default().push(name);
        }
    }
    for link in &case.claim_links {
        let using = |claim: &str| carried.get(claim).cloned().unwrap_or_default();
        let (one, other) = (using(&link.from), using(&link.to));
        let both: Vec<&str> = one.iter().filter(|name| other.contains(name)).copied().collect();
        match link.relation {
            ClaimRelation::Contradicts if !one.is_empty() && !other.is_empty() => {
                let message = format!(
                    "claims `{}` and `{}` contradict each other and both carry rows",
                    link.from.text, link.to.text
                );
                let hint = format!(
                    "`{}` carries {}; `{}` carries {}",
                    link.from.text,
                    one.join(", "),
                    link.to.text,
                    other.join(", ")
                );
                findings.add_with_hint(codes::CONTRADICTION, &link.from.place, message, hint);
            }
            ClaimRelation::SameSource if !both.is_empty() => {
                let message = format!("claims `{}` and `{}` may go back to one source", link.from.text, link.to.text);
                let hint = format!("they do not confirm each other behind {}", both.join(", "));
                findings.add_with_hint(codes::SAME_ORIGIN, &link.from.place, message, hint);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_never_hold_at_once_do_not_overlap() {
        let span = |since: &str, until: &str| (Date::parse(since), Date::parse(until));
        let (before, after) = (span("", "1991-12-31"), span("1992", ""));
        assert!(!overlap(before, after) && !overlap(after, before));
        assert!(overlap(before, span("1991", "")), "the year in which the other ends");
        assert!(overlap((None, None), after), "for ever");
    }
}
