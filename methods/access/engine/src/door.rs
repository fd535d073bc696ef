//! Access through partners: how far an outsider reaches into a table through those at it, and whose hand opens most.

/// A partner at a table, from outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// How close the outsider is to it, in [0, 1]; 0 where nothing ties them or where it is not known.
    pub closeness: f64,
    /// How close it could come to be, in [`closeness`, 1].
    pub attainable: f64,
    /// Its part in the table, in [0, 1]; the parts of all add up to 1 or less.
    pub part: f64,
}

/// What opens through a partner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Door {
    /// What the outsider gains in access, weighed with what it has at stake there.
    pub gain: f64,
    /// The partner's part in the table.
    pub part: f64,
    /// The room left in the tie to it.
    pub room: f64,
}

/// How far an outsider reaches into a table: it has access unless every way fails.
pub fn access(ways: &[Way]) -> f64 {
    1.0 - ways.iter().map(|way| 1.0 - way.closeness * way.part).product::<f64>()
}

/// What the outsider gains where its tie to one of the partners comes as close as it can, its stake there being this part of all that it
/// has at stake. The model is one of this program.
pub fn gain(ways: &[Way], own: usize, stake: f64) -> Door {
    let way = ways[own];
    let room = (way.attainable - way.closeness).max(0.0);
    let open = 1.0 - way.closeness * way.part;
    // Whoever is as close as can be to the only one there has the whole table already.
    let gain = if open > 0.0 { stake * (1.0 - access(ways)) * way.part * room / open } else { 0.0 };
    Door { gain, part: way.part, room }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P .2, Q .5, R .3; closeness .5, .2, 0; attainable .7, .6, .3.
    #[test]
    fn the_partner_that_opens_most() {
        let way = |part, closeness, attainable| Way { closeness, attainable, part };
        let ways = [way(0.2, 0.5, 0.7), way(0.5, 0.2, 0.6), way(0.3, 0.0, 0.3)];
        assert!((access(&ways) - 0.19).abs() < 1e-12);
        for (own, expected) in [0.036, 0.18, 0.0729].into_iter().enumerate() {
            let found = gain(&ways, own, 1.0).gain;
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
            let mut risen = ways;
            risen[own].closeness = risen[own].attainable;
            assert!((access(&risen) - access(&ways) - found).abs() < 1e-12);
        }
        let whole = [Way { closeness: 1.0, attainable: 1.0, part: 1.0 }];
        assert_eq!((access(&whole), gain(&whole, 0, 1.0).gain, access(&[])), (1.0, 0.0, 0.0));
    }
}
