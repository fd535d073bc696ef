//! How concentrated a supply is, by suppliers and by ways (Herfindahl 1950, Hirschman 1945). Shares that no row lists are neither left out nor counted as safe.

use std::collections::BTreeMap;

use crate::loss::Flow;

/// A sum of squared shares in its two readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Were what is not listed spread over very many.
    pub low: f64,
    /// Were it one.
    pub high: f64,
}

impl Spread {
    fn of(shares: impl Iterator<Item = f64>, unlisted: f64) -> Self {
        let low = shares.map(|share| share * share).sum();
        Self { low, high: low + unlisted * unlisted }
    }

    /// How many equal ones would be as concentrated: most and fewest.
    pub fn effective(&self) -> [f64; 2] {
        [1.0 / self.low, 1.0 / self.high]
    }
}

/// Concentration by suppliers and by ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// Share that no row lists.
    pub unlisted: f64,
    /// By suppliers.
    pub suppliers: Spread,
    /// By ways: flows that pass the same places are one, a flow that passes none is one of its own.
    pub ways: Spread,
}

/// Of the flows of one goods to one buyer.
pub fn concentration(flows: &[Flow]) -> Concentration {
    let listed: f64 = flows.iter().map(|flow| flow.share).sum();
    let unlisted = (1.0 - listed).max(0.0);
    let mut suppliers: BTreeMap<usize, f64> = BTreeMap::new();
    let mut ways: BTreeMap<(usize, Vec<usize>), f64> = BTreeMap::new();
    for (place, flow) in flows.iter().enumerate() {
        *suppliers.entry(flow.supplier).or_default() += flow.share;
        let own = if flow.via.is_empty() { place + 1 } else { 0 };
        *ways.entry((own, flow.via.clone())).or_default() += flow.share;
    }
    Concentration {
        unlisted,
        suppliers: Spread::of(suppliers.into_values(), unlisted),
        ways: Spread::of(ways.into_values(), unlisted),
    }
}

/// The place that most passes, with the share; of equals the first.
pub fn gate(flows: &[Flow]) -> Option<(usize, f64)> {
    let mut passes: BTreeMap<usize, f64> = BTreeMap::new();
    for flow in flows {
        let mut places = flow.via.clone();
        places.sort_unstable();
        places.dedup();
        places.into_iter().for_each(|place| *passes.entry(place).or_default() += flow.share);
    }
    passes.into_iter().reduce(|most, next| if next.1 > most.1 { next } else { most })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(supplier: usize, share: f64, via: &[usize]) -> Flow {
        Flow { supplier, via: via.to_vec(), share, ..Flow::default() }
    }

    fn seven() -> Vec<Flow> {
        let rows = [(0.3, true), (0.25, true), (0.15, true), (0.1, false), (0.05, false), (0.1, true), (0.05, false)];
        rows.iter()
            .enumerate()
            .map(|(who, (share, through))| flow(who, *share, if *through { &[0] } else { &[] }))
            .collect()
    }

    #[test]
    fn five_suppliers_and_one_way() {
        let found = concentration(&seven());
        assert!((found.suppliers.low - 0.2).abs() < 1e-12 && found.unlisted.abs() < 1e-12);
        assert!((found.suppliers.effective()[0] - 5.0).abs() < 1e-9);
        assert!(found.ways.low > 0.64);
        assert!(gate(&seven()).is_some_and(|(place, share)| place == 0 && (share - 0.8).abs() < 1e-12));
        assert_eq!(gate(&[flow(0, 1.0, &[])]), None);
    }

    #[test]
    fn what_is_not_listed_is_seen_in_two_readings() {
        let found = concentration(&[flow(0, 0.5, &[]), flow(1, 0.1, &[])]);
        assert!((found.suppliers.low - 0.26).abs() < 1e-12 && (found.suppliers.high - 0.42).abs() < 1e-12);
    }

    #[test]
    fn suppliers_that_merge_concentrate_and_ways_that_part_do_not() {
        let mut flows = seven();
        let before = concentration(&flows).suppliers.low;
        flows[1].supplier = 0;
        assert!(concentration(&flows).suppliers.low > before);
        let mut parted = seven();
        parted[0].share = 0.1;
        parted.push(flow(0, 0.2, &[1]));
        assert!((concentration(&parted).suppliers.low - before).abs() < 1e-12);
    }
}
