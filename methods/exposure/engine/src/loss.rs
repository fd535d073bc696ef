//! Losses by closure, before and after others stand in.

/// What one supplier sends on one way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// Who sends it.
    pub supplier: usize,
    /// The places that it passes.
    pub via: Vec<usize>,
    /// Its share of the buyer's total.
    pub share: f64,
    /// How much more it could carry, as a share of the buyer's total. Where the share is 0, it is another way for what its supplier sends already.
    pub spare: f64,
    /// Time until that is there.
    pub delay: f64,
}

/// What can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A supplier.
    Supplier(usize),
    /// A place.
    Place(usize),
}

/// Something that is closed, wholly or in part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closed {
    /// What.
    pub part: Part,
    /// How much of it, in [0, 1].
    pub degree: f64,
}

impl Closed {
    /// Closed wholly.
    pub fn wholly(part: Part) -> Self {
        Self { part, degree: 1.0 }
    }
}

/// What a closure takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loss {
    /// Share of the total on what is closed.
    pub gross: f64,
    /// Of that, what its own suppliers send on other ways.
    pub rerouted: f64,
    /// Of the rest, what others send in its place.
    pub replaced: f64,
}

impl Loss {
    /// What is lost after all.
    pub fn net(&self) -> f64 {
        (self.gross - self.rerouted - self.replaced).max(0.0)
    }
}

impl Flow {
    /// How much of it is closed: as much as of the part of it that is closed most.
    pub fn closed(&self, closed: &[Closed]) -> f64 {
        let meets = |part: &Part| match part {
            Part::Supplier(supplier) => *supplier == self.supplier,
            Part::Place(place) => self.via.contains(place),
        };
        closed.iter().filter(|one| meets(&one.part)).map(|one| one.degree).fold(0.0, f64::max)
    }

    /// Whether it is only another way for what its supplier sends already.
    fn is_detour(&self) -> bool {
        self.share == 0.0
    }
}

/// The share of the total on what is closed.
pub fn gross(flows: &[Flow], closed: &[Closed]) -> f64 {
    flows.iter().map(|flow| flow.share * flow.closed(closed)).sum()
}

/// What a closure takes so long after it: first, suppliers send what they are cut off from on other ways; then the others send more. A detour carries
/// no more than its own supplier is cut off from.
pub fn net(flows: &[Flow], closed: &[Closed], after: f64) -> Loss {
    let mut suppliers: Vec<usize> = flows.iter().map(|flow| flow.supplier).collect();
    suppliers.sort_unstable();
    suppliers.dedup();
    let ready = |flow: &&Flow| flow.delay <= after;
    let open = |flow: &Flow| 1.0 - flow.closed(closed);
    let (mut gross, mut rerouted) = (0.0, 0.0);
    for supplier in suppliers {
        let own = flows.iter().filter(|flow| flow.supplier == supplier);
        let cut: f64 = own.clone().map(|flow| flow.share * flow.closed(closed)).sum();
        let detours: f64 = own.filter(|flow| flow.is_detour()).filter(ready).map(|flow| flow.spare * open(flow)).sum();
        gross += cut;
        rerouted += cut.min(detours);
    }
    // A flow that is cut itself does not stand in for others.
    let untouched = |flow: &&Flow| !flow.is_detour() && flow.closed(closed) == 0.0;
    let spare: f64 = flows.iter().filter(untouched).filter(ready).map(|flow| flow.spare).sum();
    Loss { gross, rerouted, replaced: spare.min(gross - rerouted).max(0.0) }
}

/// Places of the flows that stand in for what is closed once all of it is there: other ways of suppliers that are cut off, and, where these leave
/// something missing, what flows that no closure meets could carry beside.
pub fn stand_ins(flows: &[Flow], closed: &[Closed]) -> Vec<usize> {
    let is_cut = |supplier: usize| {
        flows.iter().any(|flow| flow.supplier == supplier && flow.share > 0.0 && flow.closed(closed) > 0.0)
    };
    let others = net(flows, closed, f64::INFINITY).replaced > 1e-12;
    let stands_in = |flow: &Flow| match flow.is_detour() {
        true => flow.closed(closed) < 1.0 && is_cut(flow.supplier),
        false => flow.closed(closed) == 0.0 && others,
    };
    (0..flows.len()).filter(|place| flows[*place].spare > 0.0 && stands_in(&flows[*place])).collect()
}

/// Loss when everything that can stand in is there, and how long that takes.
pub fn at_rest(flows: &[Flow], closed: &[Closed]) -> (Loss, f64) {
    let mut delays: Vec<f64> = flows.iter().filter(|flow| flow.spare > 0.0).map(|flow| flow.delay).collect();
    delays.sort_by(f64::total_cmp);
    let last = net(flows, closed, f64::INFINITY);
    // The first delay by which nothing is missing any more that will be there at last.
    let there = |after: &f64| (net(flows, closed, *after).net() - last.net()).abs() < 1e-12;
    let after = std::iter::once(0.0).chain(delays).find(there).unwrap_or(0.0);
    (last, after)
}

/// By how much two closures together take more than each alone: negative where they meet the same flows, above 0 where each alone could be
/// borne.
pub fn interaction(flows: &[Flow], first: &[Closed], second: &[Closed]) -> f64 {
    let both: Vec<Closed> = first.iter().chain(second).copied().collect();
    let lost = |closed: &[Closed]| net(flows, closed, f64::INFINITY).net();
    lost(&both) - lost(first) - lost(second)
}

/// How long a stock lasts that would cover the whole of the buyer's need for `stock`: what is missing is taken from it, less and less as others
/// come to stand in. `None` where it is never used up.
pub fn lasts(flows: &[Flow], closed: &[Closed], stock: f64) -> Option<f64> {
    let mut steps: Vec<f64> = flows.iter().filter(|flow| flow.spare > 0.0).map(|flow| flow.delay).collect();
    steps.push(0.0);
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    let mut left = stock;
    for (place, from) in steps.iter().enumerate() {
        let missing = net(flows, closed, *from).net();
        let until = steps.get(place + 1).map_or(f64::INFINITY, |next| next - from);
        if missing > 0.0 && left / missing <= until {
            return Some(from + left / missing);
        }
        left -= if missing > 0.0 { missing * until } else { 0.0 };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STRAIT: usize = 0;

    fn flow(supplier: usize, share: f64, via: &[usize]) -> Flow {
        Flow { supplier, via: via.to_vec(), share, ..Flow::default() }
    }

    /// Seven suppliers, four of them through one strait.
    fn seven() -> Vec<Flow> {
        let rows = [(0.3, true), (0.25, true), (0.15, true), (0.1, false), (0.05, false), (0.1, true), (0.05, false)];
        let via = |through: bool| if through { vec![STRAIT] } else { Vec::new() };
        rows.iter().enumerate().map(|(who, (share, through))| flow(who, *share, &via(*through))).collect()
    }

    fn whole(parts: &[Part]) -> Vec<Closed> {
        parts.iter().copied().map(Closed::wholly).collect()
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn closures_alone_and_together() {
        let (first, strait, fifth) =
            (whole(&[Part::Supplier(0)]), whole(&[Part::Place(STRAIT)]), whole(&[Part::Supplier(4)]));
        near(gross(&seven(), &strait), 0.8);
        near(gross(&seven(), &[first.clone(), strait.clone()].concat()), 0.8);
        near(gross(&seven(), &[fifth, strait.clone()].concat()), 0.85);
        near(interaction(&seven(), &first, &strait), -0.3);
        let half = [Closed { part: Part::Place(STRAIT), degree: 0.5 }];
        near(gross(&seven(), &half), 0.4);
    }

    #[test]
    fn each_alone_can_be_borne() {
        let mut flows = vec![flow(0, 0.3, &[]), flow(1, 0.3, &[]), flow(2, 0.4, &[])];
        (flows[0].spare, flows[1].spare) = (0.3, 0.3);
        let (a, b) = (whole(&[Part::Supplier(0)]), whole(&[Part::Supplier(1)]));
        near(net(&flows, &a, 0.0).net(), 0.0);
        near(net(&flows, &b, 0.0).net(), 0.0);
        near(interaction(&flows, &a, &b), 0.6);
    }

    #[test]
    fn detours_carry_what_their_supplier_is_cut_off_from_and_no_more() {
        let detour = Flow { via: vec![1], spare: 0.5, delay: 4.0, ..flow(0, 0.0, &[]) };
        let flows = [flow(0, 0.3, &[STRAIT]), detour, flow(1, 0.2, &[STRAIT])];
        let strait = whole(&[Part::Place(STRAIT)]);
        near(net(&flows, &strait, 0.0).net(), 0.5);
        let (loss, after) = at_rest(&flows, &strait);
        near(loss.rerouted, 0.3);
        near(loss.net(), 0.2);
        near(after, 4.0);
        near(at_rest(&flows, &whole(&[Part::Place(STRAIT), Part::Place(1)])).0.net(), 0.5);
    }

    #[test]
    fn a_stock_lasts_longer_the_less_is_missing() {
        let detour = Flow { spare: 0.5, delay: 4.0, ..flow(0, 0.0, &[]) };
        let flows = [flow(0, 0.5, &[STRAIT]), detour, flow(1, 0.25, &[STRAIT])];
        let strait = whole(&[Part::Place(STRAIT)]);
        // Three quarters are missing for four days, a quarter afterwards.
        near(lasts(&flows, &strait, 2.0).unwrap_or(0.0), 2.0 / 0.75);
        near(lasts(&flows, &strait, 13.0).unwrap_or(0.0), 4.0 + 10.0 / 0.25);
        assert_eq!(lasts(&flows, &whole(&[Part::Supplier(7)]), 1.0), None);
    }

    prop_compose! {
        fn flows()(rows in prop::collection::vec((0_usize..4, 0_u8..20, prop::collection::vec(0_usize..4, 0..3), 0_u8..10), 1..8)) -> Vec<Flow> {
            rows.into_iter().map(|(supplier, share, via, spare)| Flow {
                supplier, via, share: f64::from(share) / 200.0, spare: f64::from(spare) / 100.0, delay: 0.0,
            }).collect()
        }
    }

    fn parts(mask: u8) -> Vec<Closed> {
        let all = (0..4).map(Part::Supplier).chain((0..4).map(Part::Place));
        all.enumerate().filter(|(place, _)| mask >> place & 1 == 1).map(|(_, part)| Closed::wholly(part)).collect()
    }

    proptest! {
        #[test]
        fn losses_grow_and_meet(flows in flows(), a: u8, b: u8) {
            let lost = |mask: u8| gross(&flows, &parts(mask));
            let near = 1e-12;
            prop_assert!(lost(a | b) >= lost(a) - near);
            prop_assert!(lost(a | b) + lost(a & b) <= lost(a) + lost(b) + near);
            let listed: f64 = flows.iter().map(|flow| flow.share).sum();
            prop_assert!((lost(0b1111) - listed).abs() < near);
            let net = |mask: u8| net(&flows, &parts(mask), 0.0).net();
            prop_assert!(net(a | b) >= net(a) - near && net(a) <= lost(a) + near);
            // What stands in is enough: the rest changes nothing.
            let standing = stand_ins(&flows, &parts(a));
            let mut only = flows.clone();
            (0..only.len()).filter(|place| !standing.contains(place)).for_each(|place| only[place].spare = 0.0);
            prop_assert!((super::net(&only, &parts(a), 0.0).net() - net(a)).abs() < near);
        }
    }
}
