//! What is reached, sorted for the sentences.

use detente_reach::Shape;
use detente_results::{ReachRow, Within};

use crate::ground::{Draws, share};
use crate::survey::Site;

/// Everything that reaches from the hands of one holder, and what it reaches.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Party {
    /// The holder; none for a base that nobody is said to hold.
    pub holder: Option<String>,
    /// Places in the list.
    pub bases: Vec<usize>,
    /// What they reach, or do not.
    pub targets: Vec<Reached>,
}

/// A place, as a party reaches it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reached {
    /// Its place in the list.
    pub place: usize,
    /// The least that any of the bases lies away, in km.
    pub km: f64,
    /// The best that any of them does.
    pub within: Within,
    /// The share of draws in which any of them reaches it.
    pub share: f64,
}

/// Whether a row is one that the question asks for: about the bases that it names, and the other places that it names.
pub(crate) fn asked(named: &[String], sites: &[Site], row: &ReachRow) -> bool {
    let is_base = |id: &String| sites.iter().any(|site| site.id == *id && site.range.is_some());
    let (bases, others): (Vec<&String>, Vec<&String>) = named.iter().partition(|id| is_base(id));
    (bases.is_empty() || bases.contains(&&row.from)) && (others.is_empty() || others.contains(&&row.to))
}

/// Parties in the order of their first base, over rows that are asked for. Lines and zones of which one point is known are left out.
pub(crate) fn parties(sites: &[Site], draws: &Draws, rows: &[ReachRow], counts: impl Fn(&Site) -> bool) -> Vec<Party> {
    let at = |id: &str| sites.iter().position(|site| site.id == id);
    let mut found: Vec<Party> = Vec::new();
    for (place, site) in sites.iter().enumerate().filter(|(_, site)| site.range.is_some() && counts(site)) {
        match found.iter_mut().find(|party| party.holder.is_some() && party.holder == site.holder) {
            Some(party) => party.bases.push(place),
            None => found.push(Party { holder: site.holder.clone(), bases: vec![place], targets: Vec::new() }),
        }
    }
    for party in &mut found {
        let mut inside: Vec<(Reached, Vec<bool>)> = Vec::new();
        for row in rows {
            let (Some(from), Some(to)) = (at(&row.from), at(&row.to)) else { continue };
            if !party.bases.contains(&from) || sites[to].is_nominal() || matches!(sites[to].shape, Shape::Line(_)) {
                continue;
            }
            let here = draws.inside(sites, from, to, row.km);
            match inside.iter_mut().find(|(reached, _)| reached.place == to) {
                Some((reached, before)) => {
                    (reached.km, reached.within) = (reached.km.min(row.km), reached.within.min(row.within));
                    before.iter_mut().zip(&here).for_each(|(one, other)| *one |= *other);
                }
                None => {
                    let reached = Reached { place: to, km: row.km, within: row.within, share: 0.0 };
                    inside.push((reached, here));
                }
            }
        }
        party.targets =
            inside.into_iter().map(|(reached, inside)| Reached { share: share(&inside), ..reached }).collect();
    }
    found.retain(|party| !party.targets.is_empty());
    found
}

impl Party {
    /// What is reached on the lowest estimate, the farthest first.
    pub fn sure(&self) -> Vec<&Reached> {
        let mut found: Vec<&Reached> = self.targets.iter().filter(|one| one.within == Within::Low).collect();
        found.sort_by(|a, b| b.km.total_cmp(&a.km));
        found
    }

    /// What the range decides, the more often reached first.
    pub fn open(&self) -> Vec<&Reached> {
        let is_open = |one: &&Reached| matches!(one.within, Within::Mode | Within::High);
        let mut found: Vec<&Reached> = self.targets.iter().filter(is_open).collect();
        found.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.km.total_cmp(&b.km)));
        found
    }

    /// What lies beyond the highest estimate, the nearest first.
    pub fn out(&self) -> Vec<&Reached> {
        let mut found: Vec<&Reached> = self.targets.iter().filter(|one| one.within == Within::Out).collect();
        found.sort_by(|a, b| a.km.total_cmp(&b.km));
        found
    }
}
