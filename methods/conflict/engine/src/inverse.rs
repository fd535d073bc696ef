//! The inverse question: what would have to be preferred otherwise for a state to hold everybody.

use std::collections::{BTreeMap, HashSet};

use crate::bits::Bits;
use crate::rank;
use crate::space::Space;
use crate::stability::{Answers, Concept, stability};

/// Most states for which changes are tried one by one.
const MOST_STATES: usize = 4096;
/// Efforts of looks at all states at most in one search for changes: some ten seconds.
const MOST_WORK: u64 = 100_000_000;
/// Lists that one step of that search may look at.
const MOST_LISTS: usize = 200_000;

/// A preference that can be changed piece by piece.
#[derive(Debug, Clone, PartialEq)]
pub enum List {
    /// Statements, the most important first, as the states that meet them.
    Statements(Vec<Bits>),
    /// Statements with weights, as the states that meet them.
    Weights(Vec<(Bits, f64)>),
    /// Groups of states, best first.
    Groups(Vec<Vec<usize>>),
}

impl List {
    /// Ranks by state.
    pub fn ranks(&self, states: usize) -> rank::Ranks {
        match self {
            Self::Statements(list) => rank::by_statements(states, &list.iter().collect::<Vec<_>>()),
            Self::Weights(list) => {
                rank::by_numbers(&rank::sums(states, list.iter().map(|(met, weight)| (met, *weight))))
            }
            Self::Groups(groups) => rank::of_groups(states, groups.iter()),
        }
    }
}

/// Ranks by decision maker and state.
fn ranks(lists: &[List], states: usize) -> Vec<rank::Ranks> {
    lists.iter().map(|list| list.ranks(states)).collect()
}

/// One change of a preference. Statements are named by their place in the list before any change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// A statement no longer counts.
    Drop {
        /// Whose.
        dm: usize,
        /// The statement.
        statement: usize,
    },
    /// A statement moves right above or right below another, the others keep their order.
    Move {
        /// Whose.
        dm: usize,
        /// The statement.
        statement: usize,
        /// The other statement.
        beside: usize,
        /// Whether it comes above it, and not below.
        above: bool,
    },
    /// An option is left as it is: nobody can change it.
    Freeze {
        /// The option.
        option: usize,
    },
}

/// How far a state must rise in one ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// Whose ranking.
    pub dm: usize,
    /// The states that it must draw level with.
    pub level: Vec<usize>,
    /// States ranked strictly between, which it passes.
    pub passed: usize,
}

/// What would have to be preferred otherwise for `state` to hold everybody under `concept`: a minimal set of rises of this one state, each
/// ranking left as it is but for it, none of which can be left out. `ranks[dm][state]`, larger is better. Where only the own ranking decides
/// who stays (Nash, GMR, SMR) no other change differs in fewer pairs; where others must want to answer (SEQ, SSEQ, SIM) a change of theirs
/// may: [`crate::fewest`]. `None` where there are too many states, or no rise does.
///
/// # Examples
/// Cooperation in the prisoner's dilemma: each must come to like it as much as defecting alone, the next better state.
/// ```
/// use detente_conflict::{Concept, Direction, Lever, Space, raises};
///
/// let lever = |owners| Lever { owners, direction: Direction::Both };
/// let space = Space::of_options(2, vec![lever(0b01), lever(0b10)], &[], 100)?;
/// let found = raises(&space, &[vec![1, 0, 3, 2], vec![1, 3, 0, 2]], 0b11, Concept::Nash).expect("two rises");
/// assert_eq!(found.iter().map(|rise| (rise.dm, &rise.level[..])).collect::<Vec<_>>(), [(0, &[0b10][..]), (1, &[0b01][..])]);
/// # Ok::<(), detente_conflict::SpaceError>(())
/// ```
pub fn raises(space: &Space, ranks: &[Vec<u32>], state: usize, concept: Concept) -> Option<Vec<Raise>> {
    if space.states() > MOST_STATES || space.effort() > MOST_WORK / 100 {
        return None;
    }
    let mut raised = ranks.to_vec();
    let at = |raised: &[Vec<u32>], dm: usize| -> Option<bool> {
        stability(space, raised, &[concept], Answers::AnySequence).is_stable(concept, dm, state)
    };
    // A rise of one changes which moves of its own improve, and with that what deters the others: once more until all hold.
    while let Some(dm) = (0..ranks.len()).find(|dm| at(&raised, *dm) == Some(false)) {
        let mut levels: Vec<u32> = ranks[dm].iter().copied().filter(|rank| *rank > raised[dm][state]).collect();
        levels.sort_unstable();
        levels.dedup();
        let mut trial = raised.clone();
        let enough = |level: &u32| {
            trial[dm][state] = *level;
            at(&trial, dm) != Some(true)
        };
        let least = levels.partition_point(enough);
        raised[dm][state] = *levels.get(least)?;
    }
    // A rise of one may do what an earlier rise of another was for.
    for dm in 0..ranks.len() {
        let kept = std::mem::replace(&mut raised[dm][state], ranks[dm][state]);
        if (0..ranks.len()).any(|dm| at(&raised, dm) != Some(true)) {
            raised[dm][state] = kept;
        }
    }
    let changed = (0..ranks.len()).filter(|dm| raised[*dm][state] != ranks[*dm][state]);
    Some(
        changed
            .map(|dm| {
                let (from, to) = (ranks[dm][state], raised[dm][state]);
                let level = (0..ranks[dm].len()).filter(|other| ranks[dm][*other] == to).collect();
                Raise { dm, level, passed: ranks[dm].iter().filter(|rank| (from + 1..to).contains(rank)).count() }
            })
            .collect(),
    )
}

/// What a search for changes found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The smallest sets of changes that do it, to be made in their order, one for each list of statements that they lead to;
    /// one empty set when nothing need change.
    pub sets: Vec<Vec<Edit>>,
    /// Every set of up to this many changes was tried.
    pub tried: usize,
}

/// The smallest sets of changes of statements (dropped, or moved to another place) after which `state` holds everybody under `concept`, of
/// at most `most` changes; each is made after the ones before it. `None` when a preference is no list of statements or there are too many
/// states. Exponential in `most`.
pub fn edits(space: &Space, lists: &[List], state: usize, concept: Concept, most: usize) -> Option<Found> {
    let statements: Vec<usize> = lists
        .iter()
        .map(|list| match list {
            List::Statements(list) => Some(list.len()),
            List::Weights(_) | List::Groups(_) => None,
        })
        .collect::<Option<_>>()?;
    if space.states() > MOST_STATES {
        return None;
    }
    let holds = |lists: &[List]| {
        let found = stability(space, &ranks(lists, space.states()), &[concept], Answers::AnySequence);
        found.equilibria(concept).is_some_and(|all| all.get(state))
    };
    if holds(lists) {
        return Some(Found { sets: vec![Vec::new()], tried: 0 });
    }
    let first: Orders = statements.iter().map(|len| (0..*len).collect()).collect();
    let mut seen = HashSet::from([first.clone()]);
    let mut level = vec![(first, Vec::new())];
    let mut work = 0u64;
    for size in 1..=most {
        let lists_next: usize =
            level.iter().map(|(orders, _)| orders.iter().map(|o| edits_of(o.len())).sum::<usize>()).sum();
        work = work.saturating_add(space.effort().saturating_mul(lists_next as u64));
        if work > MOST_WORK || lists_next > MOST_LISTS {
            return Some(Found { sets: Vec::new(), tried: size - 1 });
        }
        let (mut done, mut next) = (Vec::new(), Vec::new());
        for (orders, made) in &level {
            for edit in single_edits(orders) {
                let mut orders = orders.clone();
                apply(&mut orders, edit);
                if !seen.insert(orders.clone()) {
                    continue;
                }
                let made: Vec<Edit> = made.iter().copied().chain([edit]).collect();
                match holds(&ordered(lists, &orders)) {
                    true => done.push(made),
                    false => next.push((orders, made)),
                }
            }
        }
        if !done.is_empty() {
            return Some(Found { sets: done, tried: size });
        }
        level = next;
    }
    Some(Found { sets: Vec::new(), tried: most })
}

/// By decision maker the statements that still count, in their order.
type Orders = Vec<Vec<usize>>;

/// How many single changes a list of statements has.
fn edits_of(statements: usize) -> usize {
    statements + statements.saturating_sub(1).pow(2)
}

/// Every single change of lists of statements; a swap of neighbours stands once.
fn single_edits(orders: &Orders) -> Vec<Edit> {
    let mut found = Vec::new();
    for (dm, order) in orders.iter().enumerate() {
        found.extend(order.iter().map(|statement| Edit::Drop { dm, statement: *statement }));
        for (from, &statement) in order.iter().enumerate() {
            let others = order.iter().enumerate().filter(|(to, _)| *to != from && *to + 1 != from);
            found.extend(others.map(|(to, beside)| Edit::Move { dm, statement, beside: *beside, above: to < from }));
        }
    }
    found
}

/// Makes a change; one that speaks of a statement that no longer counts changes nothing.
fn apply(orders: &mut Orders, edit: Edit) {
    match edit {
        Edit::Drop { dm, statement } => orders[dm].retain(|kept| *kept != statement),
        Edit::Move { dm, statement, beside, above } => {
            let order = &mut orders[dm];
            if statement == beside || ![statement, beside].iter().all(|needed| order.contains(needed)) {
                return;
            }
            order.retain(|kept| *kept != statement);
            let place = order.iter().position(|kept| *kept == beside).unwrap_or_default();
            order.insert(place + usize::from(!above), statement);
        }
        Edit::Freeze { .. } => {}
    }
}

/// Preferences with their statements in these orders.
fn ordered(lists: &[List], orders: &Orders) -> Vec<List> {
    let one = |(list, order): (&List, &Vec<usize>)| match list {
        List::Statements(all) => List::Statements(order.iter().map(|statement| all[*statement].clone()).collect()),
        List::Weights(all) => List::Weights(order.iter().map(|statement| all[*statement].clone()).collect()),
        groups => groups.clone(),
    };
    lists.iter().zip(orders).map(one).collect()
}

/// The preferences after changes made one after the other.
pub fn edited(lists: &[List], edits: &[Edit]) -> Vec<List> {
    let all = |list: &List| match list {
        List::Statements(list) => (0..list.len()).collect(),
        List::Weights(list) => (0..list.len()).collect(),
        List::Groups(_) => Vec::new(),
    };
    let mut orders: Orders = lists.iter().map(all).collect();
    edits.iter().for_each(|edit| apply(&mut orders, *edit));
    ordered(lists, &orders)
}

/// What one change does to the equilibria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriticalEdit {
    /// The change.
    pub edit: Edit,
    /// The states that hold everybody after it.
    pub equilibria: BTreeMap<Concept, Bits>,
}

/// What each single change does to the equilibria under `concepts`: a statement dropped, two neighbouring statements in the other order, an
/// option left as it is. `None` where states and changes are too many to be looked at.
pub fn critical_preferences(space: &Space, lists: &[List], concepts: &[Concept]) -> Option<Vec<CriticalEdit>> {
    let changes = |list: &List| match list {
        List::Statements(list) => (2 * list.len()).saturating_sub(1),
        List::Weights(list) => list.len(),
        List::Groups(_) => 0,
    };
    let all = lists.iter().map(changes).sum::<usize>() + space.levers().len();
    if space.states() > MOST_STATES || space.effort().saturating_mul(all as u64) > MOST_WORK {
        return None;
    }
    let mut found = Vec::new();
    let after = |space: &Space, lists: &[List]| -> BTreeMap<Concept, Bits> {
        let stable = stability(space, &ranks(lists, space.states()), concepts, Answers::AnySequence);
        concepts.iter().filter_map(|concept| Some((*concept, stable.equilibria(*concept)?))).collect()
    };
    for (dm, list) in lists.iter().enumerate() {
        let (statements, ordered) = match list {
            List::Statements(list) => (list.len(), list.len()),
            List::Weights(list) => (list.len(), 0),
            List::Groups(_) => continue,
        };
        let drops = (0..statements).map(|statement| Edit::Drop { dm, statement });
        let swaps = (1..ordered).map(|beside| Edit::Move { dm, statement: beside - 1, beside, above: false });
        for edit in drops.chain(swaps) {
            found.push(CriticalEdit { edit, equilibria: after(space, &edited(lists, &[edit])) });
        }
    }
    for option in (0..space.levers().len()).filter(|option| space.levers()[*option].owners != 0) {
        if let Ok(frozen) = space.frozen(option) {
            found.push(CriticalEdit { edit: Edit::Freeze { option }, equilibria: after(&frozen, lists) });
        }
    }
    Some(found)
}
