//! The inverse question: what would have to be preferred otherwise for a state to hold everybody.

use std::collections::BTreeMap;

use crate::bits::Bits;
use crate::rank;
use crate::space::Space;
use crate::stability::{Answers, Concept, stability};

/// Most states for which changes are tried one by one.
const MOST_STATES: usize = 4096;
/// States times trials at most in one search for changes.
const MOST_WORK: usize = 20_000_000;

/// A preference that can be changed piece by piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// Statements, the most important first, as the states that meet them.
    Statements(Vec<Bits>),
    /// Groups of states, best first.
    Groups(Vec<Vec<usize>>),
}

impl List {
    /// Ranks by state.
    pub fn ranks(&self, states: usize) -> rank::Ranks {
        match self {
            Self::Statements(list) => rank::by_statements(states, &list.iter().collect::<Vec<_>>()),
            Self::Groups(groups) => rank::of_groups(states, groups.iter()),
        }
    }
}

/// Ranks by decision maker and state.
fn ranks(lists: &[List], states: usize) -> Vec<rank::Ranks> {
    lists.iter().map(|list| list.ranks(states)).collect()
}

/// One change of a preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// A statement no longer counts.
    Drop {
        /// Whose.
        dm: usize,
        /// Its place in the list.
        place: usize,
    },
    /// A statement moves to another place, the others keep their order.
    Move {
        /// Whose.
        dm: usize,
        /// From which place.
        from: usize,
        /// To which place.
        to: usize,
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

/// The least rises, decision maker by decision maker, after which `state` holds everybody: each ranking is left as it is
/// but for this one state. For the ranking of one decision maker without ties no other change reverses fewer pairs.
pub fn raises(space: &Space, ranks: &[Vec<u32>], state: usize, concept: Concept) -> Option<Vec<Raise>> {
    if space.states() > MOST_STATES {
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
    /// All smallest sets of changes that do it; one empty set when nothing need change.
    pub sets: Vec<Vec<Edit>>,
    /// Every set of up to this many changes was tried.
    pub tried: usize,
}

/// The smallest sets of changes of statements (dropped, or moved to another place) after which `state` holds everybody
/// under `concept`, of at most `most` changes; `None` when a preference is no list of statements or there are too many states.
pub fn edits(space: &Space, lists: &[List], state: usize, concept: Concept, most: usize) -> Option<Found> {
    let statements: Vec<usize> = lists
        .iter()
        .map(|list| match list {
            List::Statements(list) => Some(list.len()),
            List::Groups(_) => None,
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
    let single = single_edits(&statements);
    let mut level: Vec<Vec<usize>> = vec![Vec::new()];
    let mut work = 0usize;
    for size in 1..=most {
        let next: Vec<Vec<usize>> = level
            .iter()
            .flat_map(|set| {
                let start = set.last().map_or(0, |last| last + 1);
                (start..single.len()).map(move |edit| set.iter().copied().chain([edit]).collect())
            })
            .collect();
        work = work.saturating_add(next.len().saturating_mul(space.states()));
        if work > MOST_WORK {
            return Some(Found { sets: Vec::new(), tried: size - 1 });
        }
        let set = |places: &Vec<usize>| -> Vec<Edit> { places.iter().map(|place| single[*place]).collect() };
        let done: Vec<Vec<Edit>> = next.iter().map(set).filter(|set| holds(&edited(lists, set))).collect();
        if !done.is_empty() {
            return Some(Found { sets: done, tried: size });
        }
        level = next;
    }
    Some(Found { sets: Vec::new(), tried: most })
}

/// Every single change; a swap of neighbours stands once.
fn single_edits(statements: &[usize]) -> Vec<Edit> {
    let mut found = Vec::new();
    for (dm, &len) in statements.iter().enumerate() {
        found.extend((0..len).map(|place| Edit::Drop { dm, place }));
        for from in 0..len {
            let others = (0..len).filter(|to| *to != from && *to + 1 != from);
            found.extend(others.map(|to| Edit::Move { dm, from, to }));
        }
    }
    found
}

/// The preferences after changes; places are those before any change.
pub fn edited(lists: &[List], edits: &[Edit]) -> Vec<List> {
    let mut found = lists.to_vec();
    for (dm, list) in found.iter_mut().enumerate() {
        let List::Statements(statements) = list else { continue };
        let mut order: Vec<usize> = (0..statements.len()).collect();
        for edit in edits {
            match *edit {
                Edit::Drop { dm: whose, place } if whose == dm => order.retain(|kept| *kept != place),
                Edit::Move { dm: whose, from, to } if whose == dm => {
                    let before = order.len();
                    order.retain(|kept| *kept != from);
                    if order.len() < before {
                        order.insert(to.min(order.len()), from);
                    }
                }
                _ => {}
            }
        }
        *statements = order.into_iter().map(|place| statements[place].clone()).collect();
    }
    found
}

/// What one change does to the equilibria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hinge {
    /// The change.
    pub edit: Edit,
    /// The states that hold everybody after it.
    pub equilibria: BTreeMap<Concept, Bits>,
}

/// What each single change does: a statement dropped, two neighbouring statements in the other order, an option left as it
/// is. Empty for more states than are looked at.
pub fn hinges(space: &Space, lists: &[List], concepts: &[Concept]) -> Vec<Hinge> {
    if space.states() > MOST_STATES {
        return Vec::new();
    }
    let mut found = Vec::new();
    let after = |space: &Space, lists: &[List]| -> BTreeMap<Concept, Bits> {
        let stable = stability(space, &ranks(lists, space.states()), concepts, Answers::AnySequence);
        concepts.iter().filter_map(|concept| Some((*concept, stable.equilibria(*concept)?))).collect()
    };
    for (dm, list) in lists.iter().enumerate() {
        let List::Statements(statements) = list else { continue };
        let drops = (0..statements.len()).map(|place| Edit::Drop { dm, place });
        let swaps = (1..statements.len()).map(|to| Edit::Move { dm, from: to - 1, to });
        for edit in drops.chain(swaps) {
            found.push(Hinge { edit, equilibria: after(space, &edited(lists, &[edit])) });
        }
    }
    for option in (0..space.levers().len()).filter(|option| space.levers()[*option].owners != 0) {
        let changes = |_: usize, from: usize, to: usize| match (space.members(from), space.members(to)) {
            ([from], [to]) => (from ^ to) >> option & 1 == 1,
            (from, to) => from.iter().all(|a| to.iter().all(|b| (a ^ b) >> option & 1 == 1)),
        };
        if let Ok(frozen) = space.clone().without(changes) {
            found.push(Hinge { edit: Edit::Freeze { option }, equilibria: after(&frozen, lists) });
        }
    }
    found
}
