//! The proof that enumeration leaves behind, and code apart from it that checks such a proof.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// For the first 0, 1, 2, ... actors of an order: what a division into two blocs of these alone costs at least, in units of the grid. Each is
/// proven with the help of those before; the last is a bound of all of them.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Chain {
    /// The actors.
    pub order: Vec<usize>,
    /// The least costs, one more than there are actors.
    pub least: Vec<i64>,
}

/// Places looked at before a proof is given up: some minutes. What takes longer is not believed.
const MOST_LOOKED: u64 = 4_000_000_000;
/// Actors of a chain at most.
const LONGEST: usize = 64;

impl Chain {
    /// Whether the chain holds of ties (actor, actor, weight in units) among `size` actors; those that leave the order are passed over.
    ///
    /// For every part of the order the sides of its actors are tried from the last to the first. A division is out as soon as what the actors
    /// placed so far cost, what each of the others adds at least, and what the chain says of those others alone reach the claim.
    pub(super) fn holds(&self, size: usize, ties: &[(usize, usize, i64)]) -> bool {
        let mut place = vec![usize::MAX; size];
        for (at, actor) in self.order.iter().enumerate() {
            match place.get_mut(*actor) {
                Some(free) if *free == usize::MAX => *free = at,
                _ => return false,
            }
        }
        if self.order.len() > LONGEST || self.least.len() != self.order.len() + 1 || self.least[0] != 0 {
            return false;
        }
        let mut weight = vec![vec![0i64; self.order.len()]; self.order.len()];
        for &(a, b, tie) in ties.iter().filter(|(a, b, _)| place[*a] != usize::MAX && place[*b] != usize::MAX) {
            weight[place[a].max(place[b])][place[a].min(place[b])] += tie;
        }
        let mut trial = Trial { weight, least: &self.least, left: MOST_LOOKED };
        (1..=self.order.len()).all(|places| !trial.is_cheaper(places))
    }

    /// The same of actors with other names; `None` where one has none.
    pub(super) fn renamed(&self, name: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let order = self.order.iter().map(|actor| name(*actor)).collect::<Option<_>>()?;
        Some(Self { order, least: self.least.clone() })
    }

    /// Whether both ends of a tie stand in the order.
    pub(super) fn covers(&self, a: usize, b: usize) -> bool {
        self.order.contains(&a) && self.order.contains(&b)
    }
}

struct Trial<'a> {
    /// Per place the ties to those before it.
    weight: Vec<Vec<i64>>,
    least: &'a [i64],
    left: u64,
}

/// Per actor that stands nowhere yet what either side would cost it.
type Costs = Vec<[i64; 2]>;

impl Trial<'_> {
    /// Whether some division of the first `places` costs less than the chain says.
    fn is_cheaper(&mut self, places: usize) -> bool {
        // More actors cost no less, and the last may stand on the first side.
        if self.least[places] <= self.least[places - 1] {
            return false;
        }
        let mut rows: Vec<Costs> = (0..places).map(|row| vec![[0; 2]; row]).collect();
        self.place(&vec![[0; 2]; places], 0, &mut rows);
        self.below(0, self.least[places], &mut rows)
    }

    /// The last of `rows` holds the costs of those that stand nowhere yet; the others cost `paid`.
    fn below(&mut self, paid: i64, claim: i64, rows: &mut [Costs]) -> bool {
        let Some((costs, rest)) = rows.split_last_mut() else { return true };
        self.left = self.left.saturating_sub(1);
        let adds: i64 = costs.iter().map(|[one, other]| one.min(other)).sum();
        if paid.saturating_add(adds).saturating_add(self.least[costs.len()]) >= claim {
            return false;
        }
        let Some(last) = costs.last().copied() else { return true };
        if self.left == 0 {
            return true;
        }
        let first = usize::from(last[1] < last[0]);
        [first, 1 - first].into_iter().any(|side| {
            self.place(costs, side, rest);
            self.below(paid + last[side], claim, rest)
        })
    }

    /// Puts the last actor of `costs` on a side: what the others then cost stands in the last of `rows`.
    fn place(&self, costs: &[[i64; 2]], side: usize, rows: &mut [Costs]) {
        let Some(new) = rows.last_mut() else { return };
        let ties = &self.weight[costs.len() - 1];
        for ((new, old), weight) in new.iter_mut().zip(costs).zip(ties) {
            *new = *old;
            new[side] -= weight.min(&0);
            new[1 - side] += weight.max(&0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four actors, all hostile: two in each bloc, so two ties at least.
    fn hostile() -> (Chain, Vec<(usize, usize, i64)>) {
        let ties = (0..4).flat_map(|a| (0..a).map(move |b| (a, b, -1))).collect();
        (Chain { order: vec![2, 0, 3, 1], least: vec![0, 0, 0, 1, 2] }, ties)
    }

    #[test]
    fn a_chain_holds_as_it_is_or_below_and_no_higher() {
        let (chain, ties) = hostile();
        assert!(chain.holds(4, &ties));
        for place in 0..5 {
            let mut raised = chain.clone();
            raised.least[place] += 1;
            assert!(!raised.holds(4, &ties), "{place}");
        }
        for place in 1..5 {
            let mut lowered = chain.clone();
            lowered.least[place] -= 1;
            // A weaker chain proves less, or is at least not wrong.
            lowered.least[4] = lowered.least[4].min(1);
            assert!(lowered.holds(4, &ties), "{place}");
        }
    }

    #[test]
    fn what_is_no_order_is_no_chain() {
        let (chain, ties) = hostile();
        for order in [vec![2, 0, 3], vec![2, 0, 3, 3], vec![2, 0, 3, 4]] {
            assert!(!Chain { order, ..chain.clone() }.holds(4, &ties));
        }
        assert!(!Chain { least: vec![0; 4], ..chain }.holds(4, &ties));
    }
}
