//! Who can lead from a state to which others, step by step (status-quo analysis; Xu et al. 2010).

use std::collections::{BTreeMap, VecDeque};

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

/// A state and who moved last.
type Node = (usize, usize);

/// Everything that can be reached from a state by sequences of moves in which nobody moves twice in succession.
#[derive(Debug, Clone)]
pub struct Reach {
    start: usize,
    /// For each node the number of moves to it, and what came before.
    nodes: BTreeMap<Node, (usize, Option<Node>)>,
    first: BTreeMap<usize, Node>,
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
        let mut nodes = BTreeMap::new();
        let mut first = BTreeMap::new();
        let mut queue: VecDeque<(usize, Option<usize>, usize)> = VecDeque::from([(start, None, 0)]);
        while let Some((state, last, length)) = queue.pop_front() {
            for dm in (0..arcs.decision_makers()).filter(|dm| Some(*dm) != last && rule.movers >> dm & 1 == 1) {
                for to in arcs.from(dm, state).iter().map(|to| *to as usize) {
                    if !rule.allows(dm, state, to) || nodes.contains_key(&(to, dm)) {
                        continue;
                    }
                    nodes.insert((to, dm), (length + 1, last.map(|last| (state, last))));
                    first.entry(to).or_insert((to, dm));
                    queue.push_back((to, Some(dm), length + 1));
                }
            }
        }
        Self { start, nodes, first }
    }

    /// Where the search began.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Every (state, last mover) that is reached, ascending.
    pub fn nodes(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.nodes.keys().copied()
    }

    /// Every state that is reached in one move or more, ascending.
    pub fn states(&self) -> impl Iterator<Item = usize> + '_ {
        self.first.keys().copied()
    }

    /// A shortest sequence of moves to a state; `None` when it cannot be reached in one move or more.
    pub fn to(&self, state: usize) -> Option<Vec<Step>> {
        let mut at = Some(*self.first.get(&state)?);
        let mut steps = Vec::new();
        while let Some(node) = at {
            steps.push(Step { dm: node.1, state: node.0 });
            at = self.nodes[&node].1;
        }
        steps.reverse();
        Some(steps)
    }

    /// States by the number of moves in which they are first reached: entry k holds those of k + 1 moves.
    pub fn by_length(&self) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        for (&state, node) in &self.first {
            let length = self.nodes[node].0;
            found.resize(found.len().max(length), Vec::new());
            found[length - 1].push(state);
        }
        found
    }
}
