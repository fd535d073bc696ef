//! Who is taken out when, and which table is added to which.

use std::collections::BTreeMap;

use super::order::{SMALL, order};
use super::passes::Tables;
use super::projection::Projection;
use crate::grid::Grid;
use crate::network::{SignedNetwork, components};

/// Entries of all tables at most: some ten milliseconds a set of weights.
const MOST_ENTRIES: u64 = 1 << 21;
/// Networks of more actors are not tried: their tables are seldom small, and the order alone takes long.
const MOST_ACTORS: usize = 512;
/// Sums of weights in whole steps stay below this, so that they are whole numbers as floats too.
const LARGEST_SUM: f64 = (1u64 << 50) as f64;

/// The plan of one topology, for any weights on it.
///
/// # Examples
/// Two friends of one actor who are hostile to each other:
/// ```
/// use detente_balance::{Depth, Elimination, SignedNetwork, Tables, Tie, two_blocs};
///
/// let tie = |a, b, weight| Tie { a, b, weight };
/// let network = SignedNetwork::new(3, vec![tie(0, 1, 1.0), tie(0, 2, 0.7), tie(1, 2, -1.0)])?;
/// let plan = Elimination::of(&network).unwrap();
/// let found = plan.read(&network, Depth::Whole, &mut Tables::default());
/// assert_eq!(found, two_blocs(&network).ok());
/// # Ok::<(), detente_balance::NetworkError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Elimination {
    /// Number of actors.
    pub(super) size: usize,
    /// Ends of all ties of the network, in its order.
    ends: Vec<(usize, usize)>,
    /// Connected parts of two actors and more.
    pub(super) parts: Vec<Vec<usize>>,
    /// Whether ties of weight 0 are needed to hold the parts together, or lie between them.
    loose: bool,
    /// Steps in order.
    pub(super) steps: Vec<Step>,
    /// Entries of all tables.
    entries: usize,
}

/// One actor taken out.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub actor: usize,
    /// Its neighbours at that time, that which is taken out last first: bit i of an entry says that the i-th is turned.
    pub near: Vec<usize>,
    /// Its ties to them by bit.
    pub ties: Vec<(usize, usize)>,
    /// Its tie to the actor of the part that is fixed.
    pub to_fixed: Option<usize>,
    /// Earlier tables that have this actor as their highest bit.
    pub children: Vec<Child>,
    /// Where its own table begins.
    pub start: usize,
}

/// An earlier table, and where in one half of it the entries of the later one lie.
#[derive(Debug, Clone)]
pub(super) struct Child {
    pub step: usize,
    pub projection: Projection,
}

impl Step {
    pub fn entries(&self) -> usize {
        1 << self.near.len()
    }

    /// Where its table lies.
    pub fn table(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.entries()
    }
}

impl Elimination {
    /// A plan for networks with the ties of this one. `None` where its tables would be too large.
    pub fn of(network: &SignedNetwork) -> Option<Self> {
        Self::within(network, MOST_ENTRIES, SMALL)
    }

    /// With `enough` entries or fewer no better order is looked for; `None` where every order takes more than `most`.
    pub(crate) fn within(network: &SignedNetwork, most: u64, enough: u64) -> Option<Self> {
        if network.size() > MOST_ACTORS {
            return None;
        }
        let ends: Vec<(usize, usize)> = network.ties().iter().map(|tie| (tie.a, tie.b)).collect();
        let mut parts = network.components();
        let loose = parts != components(network.size(), ends.iter().copied());
        parts.retain(|part| part.len() > 1);
        let mut plan = Self { size: network.size(), ends, parts: Vec::new(), loose, steps: Vec::new(), entries: 0 };
        for part in &parts {
            plan.add(part, most, enough)?;
        }
        plan.parts = parts;
        Some(plan)
    }

    fn add(&mut self, part: &[usize], most: u64, enough: u64) -> Option<()> {
        let mut neighbours = vec![Vec::new(); part.len()];
        let mut tied: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (number, (a, b)) in self.ends.iter().enumerate() {
            if let (Ok(a), Ok(b)) = (part.binary_search(a), part.binary_search(b)) {
                neighbours[a].push(b);
                neighbours[b].push(a);
                tied.extend([((a, b), number), ((b, a), number)]);
            }
        }
        let order = order(&neighbours, most.saturating_sub(self.entries as u64), enough)?;
        let first = self.steps.len();
        let mut when = vec![usize::MAX; part.len()];
        order.taken.iter().enumerate().for_each(|(turn, (actor, _))| when[*actor] = turn);
        for (actor, near) in order.taken {
            let mut near = near;
            near.sort_by_key(|other| std::cmp::Reverse(when[*other]));
            let tie = |(bit, other): (usize, &usize)| Some((bit, *tied.get(&(actor, *other))?));
            self.steps.push(Step {
                actor: part[actor],
                ties: near.iter().enumerate().filter_map(tie).collect(),
                to_fixed: tied.get(&(actor, order.fixed)).copied(),
                near: near.iter().map(|other| part[*other]).collect(),
                children: Vec::new(),
                start: self.entries,
            });
            self.entries += 1 << near.len();
        }
        self.join(first);
        Some(())
    }

    /// Each table of the steps from `first` on goes to the step that takes out its highest actor.
    fn join(&mut self, first: usize) {
        let taken: BTreeMap<usize, usize> =
            self.steps.iter().enumerate().skip(first).map(|(number, step)| (step.actor, number)).collect();
        for number in first..self.steps.len() {
            let Some((parent, rest)) = self.steps[number].near.split_last() else { continue };
            let Some(parent) = taken.get(parent).copied() else { continue };
            let near = &self.steps[parent].near;
            let places: Vec<usize> =
                rest.iter().filter_map(|actor| near.iter().position(|other| other == actor)).collect();
            let projection = Projection::of(&places, near.len());
            self.steps[parent].children.push(Child { step: number, projection });
        }
    }

    /// Entries of all tables: time for one set of weights is in proportion.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// Ends of every tie.
    pub(super) fn ends(&self) -> &[(usize, usize)] {
        &self.ends
    }

    /// Whether a tie lies inside a part.
    pub(super) fn is_inside(&self, tie: usize) -> bool {
        let (a, b) = self.ends[tie];
        let inside = |part: &Vec<usize>| part.binary_search(&a).is_ok() && part.binary_search(&b).is_ok();
        !self.loose || self.parts.iter().any(inside)
    }

    /// Whether the plan is one for this network: the same ties, those of weight 0 where they make no difference.
    pub fn fits(&self, network: &SignedNetwork) -> bool {
        let ties = network.ties();
        if network.size() != self.size || ties.len() != self.ends.len() {
            return false;
        }
        if ties.iter().zip(&self.ends).any(|(tie, ends)| (tie.a, tie.b) != *ends) {
            return false;
        }
        if !self.loose && ties.iter().all(|tie| tie.weight != 0.0) {
            return true;
        }
        let parts = network.components();
        parts.iter().filter(|part| part.len() > 1).eq(&self.parts)
    }

    /// The index of a network that the plan fits: least sum of `|weight|` that any division into two blocs goes against.
    pub fn index(&self, network: &SignedNetwork, tables: &mut Tables) -> Option<f64> {
        let grid = self.grid(network)?;
        tables.weigh(&grid);
        let energy = tables.forward(self);
        Some(grid.value(tables.cost(energy)))
    }

    /// A best division for whole weights of its ties, by actor whether it is turned; `None` where sums are not exact as floats.
    pub(crate) fn best(&self, weights: impl Iterator<Item = i64>, tables: &mut Tables) -> Option<Vec<bool>> {
        tables.weigh_by(weights.map(|weight| weight as f64));
        if tables.total >= LARGEST_SUM {
            return None;
        }
        tables.forward(self);
        tables.listed(self, 0.0, 1).divisions.pop()
    }

    /// Its weights in whole steps, where their sums are exact as floats.
    pub(super) fn grid(&self, network: &SignedNetwork) -> Option<Grid> {
        let grid = if self.fits(network) { network.exact_grid().ok()? } else { return None };
        let sum: f64 = grid.weights.iter().map(|weight| weight.abs() as f64).sum();
        (sum < LARGEST_SUM).then_some(grid)
    }
}
