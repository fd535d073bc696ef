//! Brokers: who stands between two that are not tied, and in which role (Gould and Fernandez 1989).

/// A tie in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// From whom.
    pub from: usize,
    /// To whom.
    pub to: usize,
}

/// What a broker is to the two between whom it stands, by the groups of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// All are of one group.
    Coordinator,
    /// The two are of one group, the broker of another.
    Itinerant,
    /// It speaks for its own group to another.
    Representative,
    /// It lets another group into its own.
    Gatekeeper,
    /// All are of different groups.
    Liaison,
}

/// How often an actor is a broker, by role.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Brokerage {
    /// Pairs between which it stands, in the order of [`Role`].
    pub raw: [u32; 5],
    /// The same, each pair shared among all its brokers.
    pub shared: [f64; 5],
}

impl Role {
    fn of(first: usize, broker: usize, last: usize) -> Self {
        match (first == broker, broker == last, first == last) {
            (true, true, _) => Self::Coordinator,
            (_, _, true) => Self::Itinerant,
            (true, false, _) => Self::Representative,
            (false, true, _) => Self::Gatekeeper,
            (false, false, false) => Self::Liaison,
        }
    }
}

/// Brokers between all pairs that are not tied, by the group of each actor.
pub fn brokerage(groups: &[usize], arcs: &[Arc]) -> Vec<Brokerage> {
    let count = groups.len();
    let mut tied = vec![false; count * count];
    arcs.iter().filter(|arc| arc.from != arc.to).for_each(|arc| tied[arc.from * count + arc.to] = true);
    let is = |from: usize, to: usize| tied[from * count + to];
    let mut found = vec![Brokerage::default(); count];
    for (first, last) in (0..count).flat_map(|first| (0..count).map(move |last| (first, last))) {
        if first == last || is(first, last) {
            continue;
        }
        let brokers: Vec<usize> = (0..count).filter(|broker| is(first, *broker) && is(*broker, last)).collect();
        for broker in &brokers {
            let role = Role::of(groups[first], groups[*broker], groups[last]) as usize;
            found[*broker].raw[role] += 1;
            found[*broker].shared[role] += 1.0 / brokers.len() as f64;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups a b c = 1, d e = 2, f = 3; arcs ab bc bd de ea df fa ad ce.
    #[test]
    fn brokers_of_three_groups() {
        let arcs = [(0, 1), (1, 2), (1, 3), (3, 4), (4, 0), (3, 5), (5, 0), (0, 3), (2, 4)];
        let arcs: Vec<Arc> = arcs.into_iter().map(|(from, to)| Arc { from, to }).collect();
        let found = brokerage(&[0, 0, 0, 1, 1, 2], &arcs);
        let raw: Vec<[u32; 5]> = found.iter().map(|one| one.raw).collect();
        assert_eq!(
            raw,
            [[0, 1, 0, 2, 1], [1, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 2, 2], [0, 1, 1, 0, 0], [0, 0, 0, 0, 1]]
        );
        assert_eq!(found[2].shared, [0.0, 0.0, 0.5, 0.0, 0.0]);
        assert_eq!(found[3].shared, [0.0, 0.0, 0.0, 1.5, 2.0]);
        assert_eq!(found[4].shared, [0.0, 1.0, 0.5, 0.0, 0.0]);
        assert_eq!(found[5].shared, [0.0, 0.0, 0.0, 0.0, 0.5]);
    }
}
