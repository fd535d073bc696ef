//! Who can lead from a state to which others, step by step (status-quo analysis; Xu et al. 2010).

use crate::space::Arcs;

/// One move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Who moves.
    pub dm: usize,
    /// Where it leads.
    pub state: usize,
}

/// Who may move, and how.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// The movers as bits.
    pub movers: u32,
    /// With these ranks, only moves that improve the mover's rank; every move otherwise.
    pub improving: Option<&'a [Vec<u32>]>,
}

impl Rule<'_> {
    /// Whether `dm` may move from one state to another that it can reach.
    pub fn allows(&self, dm: usize, from: usize, to: usize) -> bool {
        self.movers >> dm & 1 == 1 && self.improving.is_none_or(|ranks| ranks[dm][to] > ranks[dm][from])
    }
}

/// In the place of a node where there is none.
const NONE: u32 = u32::MAX;

/// Everything that can be reached from a state by sequences of moves in which nobody moves twice in succession.
///
/// A node is a state with who moved last; its place is the state times the number of decision makers, and the mover.
#[derive(Debug, Clone)]
pub struct Reach {
    start: usize,
    dms: usize,
    /// For each node the number of moves to it; 0 where it is not reached.
    lengths: Vec<u32>,
    /// For each node the one before it on a shortest sequence.
    before: Vec<u32>,
    /// For each state the node by which it was reached first.
    first: Vec<u32>,
}

impl Reach {
    /// Searches from `start` along the moves that `rule` allows, shortest sequences first, nobody twice in succession (status-quo analysis; Xu and
    /// others 2010). O(moves · movers).
    ///
    /// # Examples
    /// In the prisoner's dilemma cooperation of both is two moves away from none.
    /// ```
    /// use detente_conflict::{Direction, Lever, Reach, Rule, Space};
    ///
    /// let lever = |owners| Lever { owners, direction: Direction::Both };
    /// let space = Space::of_options(2, vec![lever(0b01), lever(0b10)], &[], 100)?;
    /// let reach = Reach::from(&space.arcs()?, 0b00, Rule { movers: 0b11, improving: None });
    /// assert_eq!(reach.to(0b11).map(|steps| steps.len()), Some(2));
    /// # Ok::<(), detente_conflict::SpaceError>(())
    /// ```
    pub fn from(arcs: &Arcs, start: usize, rule: Rule<'_>) -> Self {
        Self::until(arcs, start, rule, |_| false)
    }

    /// The same, ended after the length at which the first state is met of which `enough` holds: every state of that length or less is
    /// found, and all there are where it holds of none.
    pub(crate) fn until(arcs: &Arcs, start: usize, rule: Rule<'_>, enough: impl Fn(usize) -> bool) -> Self {
        let (dms, states) = (arcs.decision_makers(), arcs.states());
        let none = vec![NONE; states * dms];
        let mut reach = Self { start, dms, lengths: vec![0; states * dms], before: none, first: vec![NONE; states] };
        let mut found: Vec<u32> = Vec::new();
        let mut most = reach.moved(arcs, rule, NONE, &mut found, &enough).unwrap_or(u32::MAX);
        let mut next = 0;
        while let Some(&node) = found.get(next).filter(|node| reach.lengths[**node as usize] < most) {
            most = most.min(reach.moved(arcs, rule, node, &mut found, &enough).unwrap_or(most));
            next += 1;
        }
        reach
    }

    /// Makes every move from a node, or from the start; the length of those that led to a new state of which `enough` holds.
    fn moved(
        &mut self,
        arcs: &Arcs,
        rule: Rule<'_>,
        node: u32,
        found: &mut Vec<u32>,
        enough: &impl Fn(usize) -> bool,
    ) -> Option<u32> {
        let (state, last, length) = match node {
            NONE => (self.start, None, 1),
            _ => (node as usize / self.dms, Some(node as usize % self.dms), self.lengths[node as usize] + 1),
        };
        let mut met = false;
        for dm in (0..self.dms).filter(|dm| Some(*dm) != last && rule.movers >> dm & 1 == 1) {
            for to in arcs.from(dm, state).iter().map(|to| *to as usize) {
                let new = to * self.dms + dm;
                if self.lengths[new] > 0 || !rule.allows(dm, state, to) {
                    continue;
                }
                (self.lengths[new], self.before[new]) = (length, node);
                if self.first[to] == NONE {
                    self.first[to] = new as u32;
                    met |= enough(to);
                }
                found.push(new as u32);
            }
        }
        met.then_some(length)
    }

    /// Where the search began.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Every (state, last mover) that is reached, ascending.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let reached = self.lengths.iter().enumerate().filter(|(_, length)| **length > 0);
        reached.map(|(node, _)| (node / self.dms, node % self.dms))
    }

    /// Every state that is reached in one move or more, ascending.
    pub fn states(&self) -> impl Iterator<Item = usize> + '_ {
        self.first.iter().enumerate().filter(|(_, node)| **node != NONE).map(|(state, _)| state)
    }

    /// The number of moves in which a state is first reached; `None` when it cannot be reached in one move or more.
    pub fn length(&self, state: usize) -> Option<usize> {
        let node = *self.first.get(state)?;
        self.lengths.get(node as usize).map(|length| *length as usize)
    }

    /// A shortest sequence of moves to a state; `None` when it cannot be reached in one move or more.
    pub fn to(&self, state: usize) -> Option<Vec<Step>> {
        let mut at = *self.first.get(state)?;
        let mut steps = Vec::new();
        while at != NONE {
            steps.push(Step { dm: at as usize % self.dms, state: at as usize / self.dms });
            at = self.before[at as usize];
        }
        steps.reverse();
        (!steps.is_empty()).then_some(steps)
    }

    /// States by the number of moves in which they are first reached: entry k holds those of k + 1 moves.
    pub fn by_length(&self) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        for (state, length) in self.states().filter_map(|state| Some((state, self.length(state)?))) {
            found.resize(found.len().max(length), Vec::new());
            found[length - 1].push(state);
        }
        found
    }
}
