//! The map of a case under a reading: which quantities move which, by which rows, and what the changes do to them.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::QuantityPath;
use detente_case::path::OutcomeOf;
use detente_chance::{Estimate, Stream};
use detente_dynamics::{Act, Edge, Influence, InfluenceMap, Node, Operation, components};

use crate::effective_case::{EffectiveCase, Operation as Change};

/// What a node of the map is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeOf {
    /// A quantity of the case, by its place.
    Quantity(usize),
    /// What an engine finds.
    Outcome(OutcomeOf, String),
}

impl NodeOf {
    /// The place of its quantity; `None` for an outcome.
    pub fn quantity(&self) -> Option<usize> {
        match self {
            Self::Quantity(index) => Some(*index),
            Self::Outcome(..) => None,
        }
    }
}

/// Where gain and lag of an influence come from.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkOf {
    /// Its id in links.csv, or its path where a change adds it.
    pub id: String,
    /// Its path.
    pub path: QuantityPath,
    /// Gain.
    pub gain: Number,
    /// Lag in years.
    pub lag: Number,
    /// Probability that it exists.
    pub probability: f64,
    /// Least lag in periods: 1 where the influence lies on a loop or starts from an outcome.
    pub least: usize,
    /// Claims it rests on.
    pub claims: Vec<String>,
}

/// A quantity of the case, or a number of a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// A quantity of the case, by its place.
    Quantity(usize),
    /// A number of a change.
    Given(Estimate),
}

impl Number {
    /// The place of its quantity; `None` for a number of a change.
    pub fn quantity(self) -> Option<usize> {
        match self {
            Self::Quantity(index) => Some(index),
            Self::Given(_) => None,
        }
    }

    /// Its most likely value under a reading.
    pub fn mode(self, reading: &EffectiveCase<'_>) -> f64 {
        match self {
            Self::Quantity(index) => reading.estimate(index).mode(),
            Self::Given(estimate) => estimate.mode(),
        }
    }
}

/// A change with the target it presses towards.
#[derive(Debug, Clone, PartialEq)]
pub struct Pressed {
    /// From which period on.
    pub period: usize,
    /// Node, or influence for a cut.
    pub on: usize,
    /// What is done.
    pub act: PressedAct,
}

/// What a change does; estimates are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PressedAct {
    /// Press towards a value.
    Press(Estimate),
    /// Clamp at a value.
    Clamp(Estimate),
    /// Let go.
    Free,
    /// Take an influence away.
    Cut,
    /// Put an influence in.
    Join,
}

/// The map with names.
pub struct CaseMap {
    /// The map, by places.
    pub map: InfluenceMap,
    /// What its nodes are.
    pub nodes: Vec<NodeOf>,
    /// Where its influences come from.
    pub links: Vec<LinkOf>,
    /// What the changes do, in the order of their periods.
    pub pressed: Vec<Pressed>,
    /// By node: whether it can differ from its baseline.
    pub affected: Vec<bool>,
    /// Periods followed: the horizon and now.
    pub periods: usize,
}

struct Row {
    cause: NodeOf,
    effect: NodeOf,
    link: LinkOf,
    at_once: bool,
    joins: Option<usize>,
}

impl CaseMap {
    /// The map of the links that count.
    pub fn of(reading: &EffectiveCase<'_>) -> Self {
        let rows = rows(reading);
        let mut set: BTreeSet<NodeOf> = rows.iter().flat_map(|row| [row.cause.clone(), row.effect.clone()]).collect();
        set.extend(reading.operations().iter().filter_map(|one| match one.what {
            Change::Press(index, _) | Change::Clamp(index, _) | Change::Free(index) => Some(NodeOf::Quantity(index)),
            Change::Cut(_) => None,
        }));
        set.retain(|node| match node {
            NodeOf::Quantity(index) => reading.case.quantities.get(*index).path.may_move(),
            NodeOf::Outcome(..) => true,
        });
        let nodes: Vec<NodeOf> = set.into_iter().collect();
        let place = |node: &NodeOf| nodes.binary_search(node).unwrap_or(0);
        let ends: Vec<(usize, usize)> = rows.iter().map(|row| (place(&row.cause), place(&row.effect))).collect();
        let (component, _) = components(nodes.len(), ends.iter().copied());
        let mut links = Vec::new();
        let mut influences = Vec::new();
        for (row, &(cause, effect)) in rows.iter().zip(&ends) {
            let on_loop = component[cause] == component[effect];
            let outcome = matches!(row.cause, NodeOf::Outcome(..));
            let least = usize::from((on_loop && !row.at_once) || outcome);
            influences.push(Influence { cause, effect, immediate: least == 0, active: row.joins.is_none() });
            links.push(LinkOf { least, ..row.link.clone() });
        }
        let infos = nodes.iter().map(|node| info(node, reading)).collect();
        let map = InfluenceMap::new(infos, influences).unwrap_or_else(|_| {
            // `check` reports circles without lag; one that a change adds waits a period.
            let slow = |one: (&(usize, usize), &mut LinkOf)| {
                one.1.least = 1;
                Influence { cause: one.0.0, effect: one.0.1, immediate: false, active: true }
            };
            let slowed = ends.iter().zip(&mut links).map(slow).collect();
            let infos = nodes.iter().map(|node| info(node, reading)).collect();
            InfluenceMap::new(infos, slowed).unwrap_or_else(|_| unreachable!("no influence is immediate"))
        });
        let mut pressed: Vec<Pressed> = Vec::new();
        for (influence, row) in rows.iter().enumerate() {
            pressed.extend(row.joins.map(|period| Pressed { period, on: influence, act: PressedAct::Join }));
        }
        for one in reading.operations() {
            let period = one.period as usize;
            let on = |index: usize| nodes.binary_search(&NodeOf::Quantity(index)).ok();
            match &one.what {
                Change::Press(index, to) => {
                    pressed.extend(on(*index).map(|on| Pressed { period, on, act: PressedAct::Press(*to) }));
                }
                Change::Clamp(index, to) => {
                    pressed.extend(on(*index).map(|on| Pressed { period, on, act: PressedAct::Clamp(*to) }));
                }
                Change::Free(index) => {
                    pressed.extend(on(*index).map(|on| Pressed { period, on, act: PressedAct::Free }))
                }
                Change::Cut(path) => {
                    let cut = (0..links.len()).filter(|place| links[*place].path == *path);
                    pressed.extend(cut.map(|on| Pressed { period, on, act: PressedAct::Cut }));
                }
            }
        }
        pressed.sort_by_key(|one| one.period);
        let affected = affected(nodes.len(), &nodes, &ends, &pressed);
        let map = map.following(&affected);
        Self { map, nodes, links, pressed, affected, periods: reading.horizon() + 1 }
    }

    /// Whether anything moves that influences carry on.
    pub fn is_still(&self) -> bool {
        let carried = |influence: &Influence| self.affected[influence.cause];
        !self.map.influences().iter().any(carried)
    }

    /// How many quantities influences move at most, whatever is changed.
    pub fn most_moved(&self) -> usize {
        let into: BTreeSet<usize> = self.map.influences().iter().map(|one| one.effect).collect();
        into.into_iter().filter(|place| self.nodes[*place].quantity().is_some()).count()
    }

    /// Quantities that influences move, by node.
    pub fn moved(&self) -> impl Iterator<Item = (usize, usize)> {
        let into: BTreeSet<usize> = self.map.influences().iter().map(|one| one.effect).collect();
        self.nodes.iter().enumerate().filter_map(move |(place, node)| match node {
            NodeOf::Quantity(index) if self.affected[place] && into.contains(&place) => Some((place, *index)),
            _ => None,
        })
    }

    /// Influences that carry something, by place.
    pub fn carrying(&self) -> impl Iterator<Item = usize> {
        (0..self.links.len()).filter(|place| self.affected[self.map.influences()[*place].cause])
    }

    /// By node the influences that lead to it from what is affected, over any number of steps.
    pub fn leading_to(&self, node: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for place in self.carrying() {
                let one = self.map.influences()[place];
                if one.effect == at && found.insert(place) {
                    open.push(one.cause);
                }
            }
        }
        found
    }

    /// Every quantity that it holds: levels, gains and lags.
    pub fn quantities(&self) -> BTreeSet<usize> {
        let numbers = self.links.iter().flat_map(|link| [link.gain, link.lag]).filter_map(Number::quantity);
        self.nodes.iter().filter_map(NodeOf::quantity).chain(numbers).collect()
    }

    /// Quantities from which influences lead to some of `to`.
    pub fn upstream(&self, to: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_in =
            |node: &NodeOf, set: &BTreeSet<usize>| matches!(node, NodeOf::Quantity(index) if set.contains(index));
        let mut reached = to.clone();
        loop {
            let new: Vec<usize> = self
                .map
                .influences()
                .iter()
                .filter(|one| is_in(&self.nodes[one.effect], &reached) && !is_in(&self.nodes[one.cause], &reached))
                .filter_map(|one| self.nodes[one.cause].quantity())
                .collect();
            if new.is_empty() {
                return reached.difference(to).copied().collect();
            }
            reached.extend(new);
        }
    }

    /// Outcomes that influences start from.
    pub fn outcomes<'s>(&'s self) -> Vec<(usize, &'s OutcomeOf, &'s str)> {
        let told = |(place, node): (usize, &'s NodeOf)| match node {
            NodeOf::Outcome(of, id) => Some((place, of, id.as_str())),
            NodeOf::Quantity(_) => None,
        };
        self.nodes.iter().enumerate().filter_map(told).collect()
    }

    /// The influences as edges with gains and lags at the most likely values.
    pub fn edges(&self, mode: &dyn Fn(Number) -> f64) -> Vec<Edge> {
        let edge = |(influence, link): (&Influence, &LinkOf)| Edge {
            from: influence.cause,
            to: influence.effect,
            gain: mode(link.gain),
            lag: lag_of(mode(link.lag), link.least) as f64,
        };
        self.map.influences().iter().zip(&self.links).map(edge).collect()
    }

    /// The operations with their targets, in order; `target` tells the value of the k-th.
    pub fn operations(&self, target: impl Fn(usize, Estimate) -> f64) -> Vec<Operation> {
        let operation = |(place, one): (usize, &Pressed)| Operation {
            period: one.period,
            on: one.on,
            act: match one.act {
                PressedAct::Press(to) => Act::Press(target(place, to)),
                PressedAct::Clamp(to) => Act::Clamp(target(place, to)),
                PressedAct::Free => Act::Free,
                PressedAct::Cut => Act::Cut,
                PressedAct::Join => Act::Join,
            },
        };
        self.pressed.iter().enumerate().map(operation).collect()
    }
}

/// In which draws a link exists; `None` where it does in all.
pub fn existence(link: &LinkOf, seed: u64, draws: u32) -> Option<Vec<bool>> {
    let stream = Stream::new(seed, &format!("links/{}/exists", link.id));
    (link.probability < 1.0)
        .then(|| (0..u64::from(draws)).map(|draw| stream.uniform(draw) < link.probability).collect())
}

/// A lag as a whole number of periods.
pub fn lag_of(lag: f64, least: usize) -> usize {
    ((lag + 0.5).floor().max(0.0) as usize).max(least)
}

fn info(node: &NodeOf, reading: &EffectiveCase<'_>) -> Node {
    match node {
        NodeOf::Outcome(OutcomeOf::Issue, _) => Node { low: 0.0, high: 100.0, inertia: 0.0 },
        NodeOf::Outcome(OutcomeOf::View, _) => Node { low: 0.0, high: 1.0, inertia: 0.0 },
        NodeOf::Quantity(index) => {
            let quantity = reading.case.quantities.get(*index);
            let inertia = match &quantity.path {
                QuantityPath::Factor { id } => {
                    reading.case.factors.iter().find(|factor| *factor.id == **id).map_or(0.0, |factor| factor.inertia)
                }
                _ => 0.0,
            };
            Node { low: quantity.range.0, high: quantity.range.1, inertia }
        }
    }
}

fn node_of(text: &str, reading: &EffectiveCase<'_>) -> Option<NodeOf> {
    node_at(&QuantityPath::parse(text, true)?, reading)
}

fn node_at(path: &QuantityPath, reading: &EffectiveCase<'_>) -> Option<NodeOf> {
    match path {
        QuantityPath::Outcome { of, id } => Some(NodeOf::Outcome(*of, id.clone())),
        path => reading.find(path).map(NodeOf::Quantity),
    }
}

fn rows(reading: &EffectiveCase<'_>) -> Vec<Row> {
    let mut found: BTreeMap<(NodeOf, NodeOf, String), Row> = BTreeMap::new();
    for (row, link) in reading.case.links.iter().enumerate() {
        let Some(numbers) = reading.case.quantities.of_link(row) else { continue };
        let (gain, lag) = (numbers.gain, numbers.lag);
        let node = |end: &Option<QuantityPath>| end.as_ref().and_then(|path| node_at(path, reading));
        let ends = node(&numbers.cause).zip(node(&numbers.effect));
        let Some((cause, effect)) = ends.filter(|_| reading.stands(link.ground.basis, &link.ground.evidence)) else {
            continue;
        };
        let path = QuantityPath::Link { cause: link.cause.text.clone(), effect: link.effect.text.clone(), lag: false };
        let of = LinkOf {
            id: link.id.text.clone(),
            path,
            gain: Number::Quantity(gain),
            lag: Number::Quantity(lag),
            probability: link.probability,
            least: 0,
            claims: reading.evidence(gain),
        };
        let at_once = reading.estimate(lag).high() == 0.0;
        found.insert(
            (cause.clone(), effect.clone(), of.id.clone()),
            Row { cause, effect, link: of, at_once, joins: None },
        );
    }
    for added in reading.added() {
        let QuantityPath::Link { cause, effect, .. } = &added.path else { continue };
        let Some((cause, effect)) = node_of(cause, reading).zip(node_of(effect, reading)) else { continue };
        let lag = Estimate::ZERO.shifted(added.lag);
        let of = LinkOf {
            id: added.path.to_string(),
            path: added.path.clone(),
            gain: Number::Given(added.gain),
            lag: Number::Given(lag),
            probability: 1.0,
            least: 0,
            claims: added.evidence.clone(),
        };
        let joins = Some(added.period as usize);
        let row = Row { cause: cause.clone(), effect: effect.clone(), link: of, at_once: false, joins };
        found.insert((cause, effect, row.link.id.clone()), row);
    }
    found.into_values().collect()
}

/// What can differ from its baseline: what is pressed, and everything that influences lead to from there; an outcome where anything
/// is pressed at all.
fn affected(count: usize, nodes: &[NodeOf], ends: &[(usize, usize)], pressed: &[Pressed]) -> Vec<bool> {
    let mut found = vec![false; count];
    let moves = |one: &&Pressed| matches!(one.act, PressedAct::Press(_) | PressedAct::Clamp(_));
    pressed.iter().filter(moves).for_each(|one| found[one.on] = true);
    if found.contains(&true) {
        let outcome = |node: &NodeOf| matches!(node, NodeOf::Outcome(..));
        nodes.iter().zip(&mut found).for_each(|(node, found)| *found |= outcome(node));
    }
    let mut grows = true;
    while grows {
        grows = false;
        for &(cause, effect) in ends {
            if found[cause] && !found[effect] {
                found[effect] = true;
                grows = true;
            }
        }
    }
    found
}
