//! Depth first over the sides of the last actors, each time with a bound on what the first ones add.

use std::sync::atomic::{AtomicU64, Ordering};

use super::couplings::{Couplings, LANES, in_lanes};
use super::low::{Low, Sums};
use super::number::Number;

/// A place in the search: the sides of the actors from `places` on are known.
#[derive(Debug, Clone)]
pub(super) struct Node<F> {
    /// Energy of the ties between those.
    pub base: F,
    /// Their sides.
    pub mask: u64,
    /// What they pull each of the others by, filled up with zeros to whole lanes.
    pub fields: Vec<F>,
}

/// What is done where the search reaches its floor.
pub(super) trait Floor<F> {
    /// What a node there takes beside others, in nodes.
    const TAKES: u64;
    /// Energies above this are of no interest.
    fn reach(&self) -> F;
    /// A node at the floor.
    fn reached(&mut self, base: F, mask: u64, fields: &[F]);
}

/// The search above one floor.
pub(super) struct Descent<'a, F, R> {
    pub couplings: &'a Couplings<F>,
    /// For the first 0, 1, ... places: the least energy of them alone.
    pub least: &'a [i64],
    /// Places that are left at the floor.
    pub floor: usize,
    pub at_floor: R,
    pub count: Count<'a>,
}

/// The nodes of a search in parts, and after how many all parts give up. They do so exactly where together they would look at more, whichever
/// goes first.
pub(super) struct Count<'a> {
    /// Nodes of all parts.
    all: &'a AtomicU64,
    most: u64,
    /// Nodes of this part that are not among them yet.
    own: u64,
    over: bool,
}

/// Nodes that a part counts for itself.
const OWN: u64 = 1 << 14;

impl<'a> Count<'a> {
    pub fn of(all: &'a AtomicU64, most: u64) -> Self {
        Self { all, most, own: 0, over: false }
    }

    /// So many nodes more; whether that is too many.
    fn add(&mut self, nodes: u64) -> bool {
        self.own += nodes;
        if self.own >= OWN {
            self.tell();
        }
        self.over
    }

    /// Adds what is left to the nodes of all parts.
    pub fn tell(&mut self) {
        let own = std::mem::take(&mut self.own);
        self.over |= self.all.fetch_add(own, Ordering::Relaxed).saturating_add(own) > self.most;
    }
}

impl<F: Number, R: Floor<F>> Descent<'_, F, R> {
    /// Everything below `node`, in which `places` are open.
    pub fn below(&mut self, places: usize, node: &Node<F>) {
        let mut rows: Vec<Vec<F>> = (0..=places).map(|row| vec![F::default(); in_lanes(row)]).collect();
        rows[places].copy_from_slice(&node.fields);
        let sum = node.fields.iter().fold(F::default(), |sum, field| sum + field.size());
        self.descend(node.base, sum, node.mask, &mut rows);
    }

    /// The last of `rows` holds the fields of the open places, `sum` their sizes.
    fn descend(&mut self, base: F, sum: F, mask: u64, rows: &mut [Vec<F>]) {
        let places = rows.len() - 1;
        let over = self.count.add(1);
        let bound = base + F::near(self.least[places]) - sum;
        if over || bound > self.at_floor.reach() {
            return;
        }
        let Some((fields, below)) = rows.split_last_mut() else { return };
        if places == self.floor {
            self.count.add(R::TAKES);
            self.at_floor.reached(base, mask, fields);
            return;
        }
        let actor = places - 1;
        // Who is no longer open pulls nobody in what fills the lanes up.
        let field = std::mem::take(&mut fields[actor]);
        // The side that the field pulls to comes first.
        for with in [true, false] {
            let on = with == (field >= F::default());
            let sum = turned(&mut below[actor], fields, self.couplings.before(actor), on);
            let base = if with { base - field.size() } else { base + field.size() };
            self.descend(base, sum, mask | u64::from(on) << actor, below);
        }
    }
}

/// The fields once an actor with these ties stands on a side; and the sum of their sizes.
fn turned<F: Number>(new: &mut [F], fields: &[F], ties: &[F], on: bool) -> F {
    let mut sums = [F::default(); LANES];
    let (new, fields, ties) =
        (new.as_chunks_mut::<LANES>().0, fields.as_chunks::<LANES>().0, ties.as_chunks::<LANES>().0);
    for ((new, fields), ties) in new.iter_mut().zip(fields).zip(ties) {
        for lane in 0..LANES {
            new[lane] = if on { fields[lane] + ties[lane] } else { fields[lane] - ties[lane] };
            sums[lane] = sums[lane] + new[lane].size();
        }
    }
    sums.into_iter().fold(F::default(), |sum, lane| sum + lane)
}

/// Who hears of divisions.
pub(super) trait Seen: Send + Sync {
    /// The same, for a part of the search.
    fn for_part(&self) -> Self;
    /// Energies above this are of no interest.
    fn reach(&self) -> i64;
    /// A division of such an energy.
    fn sees(&mut self, energy: i64, mask: u64);
    /// What another part of the same search saw, from the same beginning.
    fn merge(&mut self, other: Self);
    /// Whether so many were seen that the search should end.
    fn is_full(&self) -> bool {
        false
    }
}

/// Floors of the first kind: nodes are kept, to be searched apart.
pub(super) struct Kept<F> {
    pub reach: F,
    pub nodes: Vec<Node<F>>,
}

impl<F: Number> Floor<F> for Kept<F> {
    const TAKES: u64 = 0;

    fn reach(&self) -> F {
        self.reach
    }

    fn reached(&mut self, base: F, mask: u64, fields: &[F]) {
        self.nodes.push(Node { base, mask, fields: fields.to_vec() });
    }
}

/// Floors of the second kind: all divisions of the first actors are looked at together.
pub(super) struct Blocks<'a, L, S> {
    pub low: &'a Low<L>,
    pub sums: Sums<L>,
    pub seen: S,
    pub reach: i64,
}

impl<F: Number, L: Number, S: Seen> Floor<F> for Blocks<'_, L, S> {
    const TAKES: u64 = 16;

    fn reach(&self) -> F {
        F::near(self.reach)
    }

    fn reached(&mut self, base: F, mask: u64, fields: &[F]) {
        let (low, base) = (self.low, base.wide());
        if self.sums.least(low, fields).wide() + base > self.reach {
            return;
        }
        for number in 0..1usize << low.size {
            let energy = self.sums.energy(low, number).wide() + base;
            if energy <= self.reach {
                self.seen.sees(energy, mask | number as u64);
                self.reach = if self.seen.is_full() { i64::MIN } else { self.seen.reach() };
            }
        }
    }
}
