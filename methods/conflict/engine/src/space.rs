//! States and moves: what can happen, and who can bring it about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bits::Bits;
use crate::formula::Formula;

/// Most options of which all combinations are looked at.
pub const MOST_OPTIONS: usize = 28;
/// Most decision makers.
pub const MOST_DECISION_MAKERS: usize = 32;
/// Most moves that are listed one by one.
const MOST_ARCS: u64 = 8_000_000;

detente_chance::words! {
    /// Which way an option can be changed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
    pub enum Direction {
        /// Taken and dropped again.
        Both = "both",
        /// Taken only: irreversible.
        OnOnly = "on only",
        /// Dropped only.
        OffOnly = "off only",
    }
}

/// An option: who can change it, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lever {
    /// Set of decision makers as bits; none is the environment, which stays as it is.
    pub owners: u32,
    /// Which way.
    pub direction: Direction,
}

/// Why there is no such space.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpaceError {
    /// Nobody decides.
    #[error("a conflict needs at least one decision maker and at most {MOST_DECISION_MAKERS}, not {0}")]
    DecisionMakers(usize),
    /// More options than are looked at.
    #[error("{options} options make 2^{options} states; at most {MOST_OPTIONS} options are looked at")]
    Options {
        /// How many there are.
        options: usize,
    },
    /// More memory than is allowed.
    #[error("{states} states need about {needed} MB of memory, more than the {allowed} MB allowed")]
    Memory {
        /// States.
        states: u64,
        /// Megabytes needed.
        needed: u64,
        /// Megabytes allowed.
        allowed: u64,
    },
    /// Every state is ruled out.
    #[error("no state can occur: the infeasible patterns rule out every one")]
    NoState,
    /// Moves of shared, hidden or joined states are listed one by one, and these are too many.
    #[error(
        "{arcs} moves would have to be listed one by one (shared options, hidden, joined or removed states); at most {MOST_ARCS} are"
    )]
    Arcs {
        /// How many there would be.
        arcs: u64,
    },
    /// Options that go one way make every combination of a decision maker's options count by itself.
    #[error(
        "decision maker {dm} has {options} options, some of which go one way: the {moves} combinations of states and moves would take too long"
    )]
    OneWay {
        /// The decision maker, counted from 1.
        dm: usize,
        /// Its options.
        options: u32,
        /// States times moves.
        moves: u64,
    },
    /// A state belongs to two joined states.
    #[error("state {0} belongs to two joined states")]
    JoinedTwice(usize),
}

/// The states of a conflict and the moves between them.
#[derive(Debug, Clone)]
pub struct Space {
    dms: usize,
    /// Megabytes that may be used.
    allowed: u64,
    levers: Vec<Lever>,
    masks: Vec<u32>,
    joined: Vec<Vec<u32>>,
    pub(crate) shape: Shape,
}

#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// Every option has one owner at most: moves follow from the options and are never listed.
    Cube { feasible: Option<Bits> },
    /// Moves one by one.
    Arcs(Arcs),
}

/// Moves by decision maker and state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arcs {
    rows: Vec<Rows>,
}

/// For each state the states reached, one row after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Rows {
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Rows {
    fn of(lists: impl IntoIterator<Item = Vec<u32>>) -> Self {
        let mut rows = Self { starts: vec![0], targets: Vec::new() };
        for mut list in lists {
            list.sort_unstable();
            list.dedup();
            rows.targets.extend(list);
            rows.starts.push(rows.targets.len() as u32);
        }
        rows
    }

    fn row(&self, state: usize) -> &[u32] {
        &self.targets[self.starts[state] as usize..self.starts[state + 1] as usize]
    }
}

impl Arcs {
    /// Moves from lists: `lists[dm][state]` holds the states that `dm` reaches.
    pub fn new(lists: Vec<Vec<Vec<u32>>>) -> Self {
        Self { rows: lists.into_iter().map(Rows::of).collect() }
    }

    /// Number of decision makers.
    pub fn decision_makers(&self) -> usize {
        self.rows.len()
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.rows.first().map_or(0, |rows| rows.starts.len() - 1)
    }

    /// Number of moves.
    pub fn len(&self) -> usize {
        self.rows.iter().map(|rows| rows.targets.len()).sum()
    }

    /// Whether nobody can move.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// States that `dm` reaches from `state` in one move.
    pub fn from(&self, dm: usize, state: usize) -> &[u32] {
        self.rows[dm].row(state)
    }

    /// The same moves backwards.
    pub(crate) fn reversed(&self) -> Self {
        let states = self.states();
        let turned = |rows: &Rows| {
            let mut lists = vec![Vec::new(); states];
            for state in 0..states {
                rows.row(state).iter().for_each(|target| lists[*target as usize].push(state as u32));
            }
            Rows::of(lists)
        };
        Self { rows: self.rows.iter().map(turned).collect() }
    }
}

/// Bytes a state needs in the engine for options with one owner each.
fn bytes_per_state(dms: usize) -> u64 {
    12 * dms as u64 + 48
}

/// Bytes that a move needs when moves are listed one by one: once in the making, once as kept, once backwards.
const BYTES_PER_ARC: u64 = 12;

impl Space {
    /// The states of `dms` decision makers who hold options: all combinations but those that meet one of `infeasible`, in ascending order of the
    /// number whose bit k is option k. A decision maker moves between two states that differ in its own options alone, each changed the way it
    /// may be (Fang, Hipel and Kilgour 1993). `allowed` megabytes may be used. O(2^options) in time and memory.
    ///
    /// # Errors
    /// [`SpaceError`]; memory is asked for only after `allowed` megabytes are known to be enough.
    ///
    /// # Examples
    /// ```
    /// use detente_conflict::{Direction, Formula, Lever, Space};
    ///
    /// let lever = Lever { owners: 1, direction: Direction::OnOnly };
    /// let both = Formula::all([(0, true), (1, true)]).expect("two options");
    /// let space = Space::of_options(1, vec![lever, lever], &[both], 100)?;
    /// assert_eq!((space.states(), space.moves(0, 0)), (3, vec![1, 2]));
    /// assert!(space.moves(0, 1).is_empty());
    /// # Ok::<(), detente_conflict::SpaceError>(())
    /// ```
    pub fn of_options(
        dms: usize,
        levers: Vec<Lever>,
        infeasible: &[Formula],
        allowed: u64,
    ) -> Result<Self, SpaceError> {
        if dms == 0 || dms > MOST_DECISION_MAKERS {
            return Err(SpaceError::DecisionMakers(dms));
        }
        let options = levers.len();
        if options > MOST_OPTIONS {
            return Err(SpaceError::Options { options });
        }
        let all = 1usize << options;
        let needed = (all as u64 * bytes_per_state(dms)).div_ceil(1_000_000);
        if needed > allowed {
            return Err(SpaceError::Memory { states: all as u64, needed, allowed });
        }
        one_way(dms, &levers)?;
        let mut feasible = Bits::all(all);
        infeasible.iter().for_each(|rule| feasible.remove(&rule.column(options)));
        if feasible.count() == 0 {
            return Err(SpaceError::NoState);
        }
        let masks = feasible.ones().map(|mask| mask as u32).collect();
        let feasible = (feasible.count() < all).then_some(feasible);
        let shared = levers.iter().any(|lever| lever.owners.count_ones() > 1);
        let mut space = Self { dms, allowed, levers, masks, joined: Vec::new(), shape: Shape::Cube { feasible } };
        if shared {
            space.shape = Shape::Arcs(space.arcs()?);
        }
        Ok(space)
    }

    /// A space whose moves are given one by one: `lists[dm][state]` holds the states, counted from 0, that `dm` reaches in one move.
    ///
    /// # Errors
    /// [`SpaceError`] for decision makers or states that are none or too many, and for moves that lead nowhere.
    pub fn of_arcs(states: usize, lists: Vec<Vec<Vec<u32>>>) -> Result<Self, SpaceError> {
        match (lists.len(), states) {
            (0, _) => Err(SpaceError::DecisionMakers(0)),
            (dms, _) if dms > MOST_DECISION_MAKERS => Err(SpaceError::DecisionMakers(dms)),
            (_, 0) => Err(SpaceError::NoState),
            (dms, _) => Ok(Self {
                dms,
                allowed: u64::MAX,
                levers: Vec::new(),
                masks: Vec::new(),
                joined: (0..states as u32).map(|state| vec![state]).collect(),
                shape: Shape::Arcs(Arcs::new(lists)),
            }),
        }
    }

    /// Without the moves for which `gone(dm, from, to)` holds.
    ///
    /// # Errors
    /// [`SpaceError::Arcs`].
    pub fn without(self, gone: impl Fn(usize, usize, usize) -> bool) -> Result<Self, SpaceError> {
        let arcs = self.arcs()?;
        let kept = |dm: usize, state: usize| -> Vec<u32> {
            arcs.from(dm, state).iter().copied().filter(|to| !gone(dm, state, *to as usize)).collect()
        };
        let lists = (0..self.dms).map(|dm| (0..self.states()).map(|state| kept(dm, state)).collect()).collect();
        Ok(Self { shape: Shape::Arcs(Arcs::new(lists)), ..self })
    }

    /// Without the moves that change `option`: it stays as it is. Of joined states a move is left when some of their members
    /// still lead there.
    ///
    /// # Errors
    /// [`SpaceError::Arcs`].
    pub fn frozen(&self, option: usize) -> Result<Self, SpaceError> {
        let mut left = self.clone();
        if let Some(lever) = left.levers.get_mut(option) {
            lever.owners = 0;
        }
        if matches!(self.shape, Shape::Cube { .. }) {
            return Ok(left);
        }
        let levers = left.levers.clone();
        let own: Vec<u32> = (0..self.dms).map(|dm| left.owned(dm)).collect();
        let leads = |dm: usize, from: u32, to: u32| {
            let one_way = |k: usize, lever: &Lever| match lever.direction {
                Direction::Both => true,
                Direction::OnOnly => to >> k & 1 == 1,
                Direction::OffOnly => to >> k & 1 == 0,
            };
            let changed = from ^ to;
            let mut options = levers.iter().enumerate().filter(|(k, _)| changed >> k & 1 == 1);
            changed != 0 && changed & !own[dm] == 0 && options.all(|(k, lever)| one_way(k, lever))
        };
        let gone = |dm: usize, from: usize, to: usize| {
            !self.members(from).iter().any(|a| self.members(to).iter().any(|b| leads(dm, *a, *b)))
        };
        left.without(gone)
    }

    /// Without the moves of each decision maker from or to the states that are hidden from it.
    ///
    /// # Errors
    /// [`SpaceError::Arcs`].
    pub fn unseen(self, hidden: &[Bits]) -> Result<Self, SpaceError> {
        if hidden.iter().all(|states| states.count() == 0) {
            return Ok(self);
        }
        self.without(|dm, from, to| hidden[dm].get(from) || hidden[dm].get(to))
    }

    /// Each group of states made one state, behind all others: a decision maker moves between two of the new states
    /// if it can between some of their members.
    ///
    /// # Errors
    /// [`SpaceError`].
    pub fn joined(self, groups: &[Bits]) -> Result<Self, SpaceError> {
        let arcs = self.arcs()?;
        let group_of = |state: usize| groups.iter().position(|group| group.get(state));
        if let Some(twice) = (0..self.states()).find(|s| groups.iter().filter(|group| group.get(*s)).count() > 1) {
            return Err(SpaceError::JoinedTwice(twice + 1));
        }
        let mut members: Vec<Vec<u32>> =
            (0..self.states()).filter(|s| group_of(*s).is_none()).map(|s| vec![s as u32]).collect();
        members.extend(groups.iter().map(|group| group.ones().map(|s| s as u32).collect::<Vec<_>>()));
        members.retain(|group| !group.is_empty());
        let mut place = BTreeMap::new();
        for (new, group) in members.iter().enumerate() {
            place.extend(group.iter().map(|old| (*old, new as u32)));
        }
        let reached = |dm: usize, new: usize| -> Vec<u32> {
            let all = members[new].iter().flat_map(|old| arcs.from(dm, *old as usize));
            all.map(|to| place[to]).filter(|to| *to as usize != new).collect()
        };
        let lists = (0..self.dms).map(|dm| (0..members.len()).map(|new| reached(dm, new)).collect()).collect();
        let joined = members.iter().map(|group| group.iter().map(|old| self.masks[*old as usize]).collect()).collect();
        Ok(Self { joined, masks: Vec::new(), shape: Shape::Arcs(Arcs::new(lists)), ..self })
    }

    /// Number of decision makers.
    pub fn decision_makers(&self) -> usize {
        self.dms
    }

    /// Number of states.
    pub fn states(&self) -> usize {
        self.masks.len().max(self.joined.len())
    }

    /// The options; none where moves were given one by one.
    pub fn levers(&self) -> &[Lever] {
        &self.levers
    }

    /// A measure of the work of one look at all states: states, or moves where they are listed one by one, times decision makers².
    pub fn effort(&self) -> u64 {
        let places = match &self.shape {
            Shape::Cube { .. } => self.states() as u64,
            Shape::Arcs(arcs) => arcs.len() as u64 + self.states() as u64,
        };
        places * (self.dms as u64).pow(2)
    }

    /// Refuses `columns` lists of one bit a state that would not fit beside the states.
    ///
    /// # Errors
    /// [`SpaceError::Memory`].
    pub fn room_for(&self, columns: usize) -> Result<(), SpaceError> {
        let states = self.states() as u64;
        let bytes = states * bytes_per_state(self.dms) + states.div_ceil(8) * columns as u64;
        let needed = bytes.div_ceil(1_000_000);
        if needed > self.allowed { Err(SpaceError::Memory { states, needed, allowed: self.allowed }) } else { Ok(()) }
    }

    /// The combination of options that a state is; `None` for joined states and where moves were given one by one.
    pub fn mask(&self, state: usize) -> Option<u32> {
        self.masks.get(state).copied()
    }

    /// Combinations of options inside a state: one, or several where states were joined.
    pub fn members(&self, state: usize) -> &[u32] {
        match self.joined.get(state) {
            Some(members) if !self.levers.is_empty() => members,
            Some(_) => &[],
            None => std::slice::from_ref(&self.masks[state]),
        }
    }

    /// The state with this combination of options.
    pub fn state_of(&self, mask: u32) -> Option<usize> {
        match &self.shape {
            Shape::Cube { feasible: None } => Some(mask as usize).filter(|state| *state < self.states()),
            _ if self.levers.is_empty() => None,
            _ if self.masks.is_empty() => self.joined.iter().position(|members| members.contains(&mask)),
            _ => self.masks.binary_search(&mask).ok(),
        }
    }

    /// The state that a text means: one `Y` or `1` for each option that is taken, one `N` or `0` for each other.
    pub fn state_written(&self, text: &str) -> Option<usize> {
        let fits = text.chars().count() == self.levers.len() && text.chars().all(|sign| "YN01".contains(sign));
        let on = text.chars().enumerate().filter(|(_, sign)| "Y1".contains(*sign));
        fits.then(|| on.fold(0, |mask, (option, _)| mask | 1 << option)).and_then(|mask| self.state_of(mask))
    }

    /// The states in which a statement holds; of joined states those in all of whose members it does.
    pub fn column(&self, formula: &Formula) -> Bits {
        match &self.shape {
            Shape::Cube { feasible } => numbered(feasible.as_ref(), &formula.column(self.levers.len())),
            Shape::Arcs(_) => Bits::of(self.states(), |state| {
                let members = self.members(state);
                !members.is_empty() && members.iter().all(|mask| formula.holds_in(*mask))
            }),
        }
    }

    /// The options that `dm` owns, as bits.
    pub fn owned(&self, dm: usize) -> u32 {
        let own = self.levers.iter().enumerate().filter(|(_, lever)| lever.owners >> dm & 1 == 1);
        own.fold(0, |mask, (option, _)| mask | 1 << option)
    }

    /// All parts of the options that `dm` owns, ascending, the empty one first.
    pub fn choices(&self, dm: usize) -> Vec<u32> {
        submasks(self.owned(dm)).collect()
    }

    /// States that `dm` reaches from `state` in one move, ascending.
    pub fn moves(&self, dm: usize, state: usize) -> Vec<u32> {
        match &self.shape {
            Shape::Arcs(arcs) => arcs.from(dm, state).to_vec(),
            Shape::Cube { .. } => {
                let from = self.masks[state];
                let moves = coset(&self.levers, self.owned(dm), from, true).filter(|to| *to != from);
                moves.filter_map(|mask| self.state_of(mask).map(|state| state as u32)).collect()
            }
        }
    }

    /// All moves, one by one.
    ///
    /// # Errors
    /// [`SpaceError::Arcs`] when there would be more than some eight million, [`SpaceError::Memory`] when they would not fit.
    pub fn arcs(&self) -> Result<Arcs, SpaceError> {
        if let Shape::Arcs(arcs) = &self.shape {
            return Ok(arcs.clone());
        }
        let per_state: u64 = (0..self.dms).map(|dm| 1u64 << self.owned(dm).count_ones()).sum();
        let arcs = per_state.saturating_mul(self.states() as u64);
        if arcs > MOST_ARCS {
            return Err(SpaceError::Arcs { arcs });
        }
        let states = self.states() as u64;
        let needed = (arcs * BYTES_PER_ARC + states * bytes_per_state(self.dms)).div_ceil(1_000_000);
        if needed > self.allowed {
            return Err(SpaceError::Memory { states, needed, allowed: self.allowed });
        }
        let of = |dm| (0..self.states()).map(|state| self.moves(dm, state)).collect();
        Ok(Arcs::new((0..self.dms).map(of).collect()))
    }
}

/// Bits by mask as bits by state number.
pub(crate) fn numbered(feasible: Option<&Bits>, cells: &Bits) -> Bits {
    let Some(feasible) = feasible else { return cells.clone() };
    let mut found = Bits::none(feasible.count());
    feasible.ones().enumerate().filter(|(_, mask)| cells.get(*mask)).for_each(|(state, _)| found.set(state));
    found
}

/// Refuses what would list more than some 34 thousand million moves of decision makers with one-way options.
fn one_way(dms: usize, levers: &[Lever]) -> Result<(), SpaceError> {
    const MOST: u64 = 1 << 35;
    for dm in 0..dms {
        let own = || levers.iter().filter(|lever| lever.owners >> dm & 1 == 1);
        let options = own().count() as u32;
        let moves = 1u64 << (levers.len() as u32 + options);
        if moves > MOST && own().any(|lever| lever.direction != Direction::Both) {
            return Err(SpaceError::OneWay { dm: dm + 1, options, moves });
        }
    }
    Ok(())
}

/// Combinations that the owner of the options `own` reaches from `mask` (`forward`), or from which `mask` is reached: whether they
/// can occur or not, `mask` itself among them, ascending.
pub(crate) fn coset(levers: &[Lever], own: u32, mask: u32, forward: bool) -> impl Iterator<Item = u32> + use<> {
    let (up, down) =
        if forward { (Direction::OnOnly, Direction::OffOnly) } else { (Direction::OffOnly, Direction::OnOnly) };
    // Options that must stay as they are, of those that go one way.
    let stays = |k: usize, lever: &Lever| {
        let on = mask >> k & 1 == 1;
        lever.direction == up && on || lever.direction == down && !on
    };
    let kept = levers.iter().enumerate().filter(|(k, lever)| stays(*k, lever));
    let loose = kept.fold(own, |loose, (k, _)| loose & !(1 << k));
    submasks(loose).map(move |part| mask & !loose | part)
}

/// All parts of a set of bits, ascending, the empty one first.
pub(crate) fn submasks(own: u32) -> impl Iterator<Item = u32> {
    let mut next = Some(0u32);
    std::iter::from_fn(move || {
        let part = next?;
        let following = part.wrapping_sub(own) & own;
        next = (following != 0).then_some(following);
        Some(part)
    })
}
