//! Every number of a case as a quantity: path, estimate, range, basis, evidence, and the row it stands in.

use std::collections::BTreeMap;
use std::ops;

use detente_chance::Estimate;

use crate::case::{Case, Link, Tie};
use crate::date::{Date, in_force};
use crate::files::Place;
use crate::ground::Ground;
use crate::path::{QuantityPath, Stake};
use crate::row_id::{RowId, RowTable};
use crate::schema::actors::CAPABILITY;
use crate::schema::flows::FLOW;
use crate::schema::issues::SCALE;
use crate::schema::links::{GAIN, LAG};
use crate::schema::places::REACH;
use crate::schema::positions::SALIENCE;
use crate::schema::ties::{AFFINITY, FIRMNESS};
use crate::schema::{Basis, Range, SizeBasis};

/// A number that an engine may read.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Its name.
    pub path: QuantityPath,
    /// The row it stands in.
    pub row: RowId,
    /// Name of its random stream: the row and the field, so that renaming an actor leaves every draw as it was.
    pub stream: String,
    /// Its value and doubt.
    pub estimate: Estimate,
    /// What it may be.
    pub range: (f64, f64),
    /// What its row rests on; `Assumed` also where the value itself is a default of the format.
    pub basis: Basis,
    /// Ids of the claims it rests on.
    pub evidence: Vec<String>,
    /// Where that row stands.
    pub place: Place,
    /// First date in force.
    pub since: Option<Date>,
    /// Last date in force.
    pub until: Option<Date>,
    /// Whether the value is a default and not the coder's.
    pub defaulted: bool,
    /// Where the number comes from, as the case says.
    pub size: Option<SizeBasis>,
}

impl Quantity {
    /// The point of its scale that says neither this nor its opposite: the middle of its range, which is 0 for affinities and gains.
    /// `None` for numbers that only say how much, whose opposite is no other amount (how firm a tie is, how long a link takes, how far
    /// something reaches, how much a statement weighs, how doubtful an order is), and for scales without ends.
    pub fn neutral(&self) -> Option<f64> {
        let amount = match self.path {
            QuantityPath::Tie { firmness, .. } => firmness,
            QuantityPath::Link { lag, .. } => lag,
            QuantityPath::Statement { weight, .. } => weight,
            QuantityPath::Reach { .. } | QuantityPath::OrderDoubt { .. } => true,
            _ => false,
        };
        let (low, high) = self.range;
        let ends = low > f64::MIN && high < f64::MAX;
        (ends && !amount).then_some(low / 2.0 + high / 2.0)
    }
}

/// All quantities of a case, in order of path and date.
#[derive(Debug, Clone, Default)]
pub struct Quantities {
    list: Vec<Quantity>,
    /// By path the places of all with it, which stand beside one another.
    by_path: BTreeMap<QuantityPath, ops::Range<usize>>,
    /// The same by quantity.
    alike: Vec<ops::Range<usize>>,
    /// By row of ties its affinity and its firmness.
    ties: Vec<Option<TieNumbers>>,
    /// By row of links its numbers and its ends.
    links: Vec<Option<LinkNumbers>>,
}

/// Places of the numbers of a row of ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TieNumbers {
    /// Its affinity.
    pub affinity: usize,
    /// Its firmness.
    pub firmness: usize,
}

/// Places of the numbers of a row of links, and what its ends are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkNumbers {
    /// Its gain.
    pub gain: usize,
    /// Its lag.
    pub lag: usize,
    /// Where it starts; `None` where that is no path.
    pub cause: Option<QuantityPath>,
    /// Where it leads; `None` where that is no path.
    pub effect: Option<QuantityPath>,
}

impl Quantities {
    /// Collects the quantities of all rows.
    pub(crate) fn of(case: &Case) -> Self {
        let mut list = Vec::new();
        ties(case, &mut list);
        positions(case, &mut list);
        others(case, &mut list);
        statements(case, &mut list);
        list.iter_mut().for_each(|one| one.estimate = case.settings.ends.of(one.estimate, one.range));
        list.sort_by(|a, b| (&a.path, &a.stream).cmp(&(&b.path, &b.stream)));
        let (mut by_path, mut alike) = (BTreeMap::new(), Vec::with_capacity(list.len()));
        for same in list.chunk_by(|one: &Quantity, next| one.path == next.path) {
            let places = alike.len()..alike.len() + same.len();
            by_path.insert(same[0].path.clone(), places.clone());
            alike.extend(same.iter().map(|_| places.clone()));
        }
        let mut all = Self { list, by_path, alike, ties: Vec::new(), links: Vec::new() };
        all.ties = case.ties.iter().map(|tie| all.find_tie(tie)).collect();
        all.links = case.links.iter().map(|link| all.find_link(link)).collect();
        all
    }

    fn find_tie(&self, tie: &Tie) -> Option<TieNumbers> {
        let path = |firmness| QuantityPath::tie(&tie.from, &tie.to, tie.directed, &tie.dimension, firmness);
        let own = |firmness| self.of_row(&path(firmness), RowTable::Ties, &tie.id);
        Some(TieNumbers { affinity: own(false)?, firmness: own(true)? })
    }

    fn find_link(&self, link: &Link) -> Option<LinkNumbers> {
        let path = |lag| QuantityPath::Link { cause: link.cause.text.clone(), effect: link.effect.text.clone(), lag };
        let own = |lag| self.of_row(&path(lag), RowTable::Links, &link.id);
        let end = |text: &str| QuantityPath::parse(text, true);
        Some(LinkNumbers { gain: own(false)?, lag: own(true)?, cause: end(&link.cause), effect: end(&link.effect) })
    }

    /// The numbers of a row of ties, by its place in the case.
    pub fn of_tie(&self, place: usize) -> Option<TieNumbers> {
        self.ties.get(place).copied().flatten()
    }

    /// The numbers and ends of a row of links, by its place in the case.
    pub fn of_link(&self, place: usize) -> Option<&LinkNumbers> {
        self.links.get(place)?.as_ref()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Quantity> {
        self.list.iter()
    }

    /// The quantity at a place of the list.
    pub fn get(&self, index: usize) -> &Quantity {
        &self.list[index]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Places of the quantities with this path (several when they hold at different times).
    pub fn with_path(&self, path: &QuantityPath) -> ops::Range<usize> {
        self.by_path.get(path).cloned().unwrap_or_default()
    }

    /// Place of the quantity with this path that is in force at a date; the latest where a coarse date spans several.
    pub fn in_force(&self, path: &QuantityPath, at: Option<Date>) -> Option<usize> {
        self.latest(self.with_path(path), at)
    }

    /// Whether a quantity is the one of its path that is in force at a date.
    pub fn is_in_force(&self, index: usize, at: Option<Date>) -> bool {
        self.latest(self.alike[index].clone(), at) == Some(index)
    }

    fn latest(&self, all: impl Iterator<Item = usize>, at: Option<Date>) -> Option<usize> {
        let good = |index: &usize| {
            let quantity = &self.list[*index];
            at.is_none_or(|at| in_force(quantity.since, quantity.until, at))
        };
        let since = |index: &usize| self.list[*index].since.map(|date| date.first_day());
        all.filter(good).max_by_key(since)
    }

    /// The quantity of this path that stands in this row: several rows of other dates may have the same path.
    fn of_row(&self, path: &QuantityPath, table: RowTable, id: &str) -> Option<usize> {
        self.with_path(path).find(|index| self.list[*index].row.is(table, id))
    }
}

/// A quantity of a field of a row.
fn quantity(
    path: QuantityPath,
    (row, field): (&RowId, &str),
    estimate: Estimate,
    range: (f64, f64),
    ground: &Ground,
) -> Quantity {
    Quantity {
        path,
        row: row.clone(),
        stream: row.stream(field),
        estimate,
        range,
        basis: ground.basis,
        evidence: ground.evidence.iter().map(|word| word.text.clone()).collect(),
        place: ground.place.clone(),
        since: None,
        until: None,
        defaulted: false,
        size: None,
    }
}

fn ties(case: &Case, list: &mut Vec<Quantity>) {
    for tie in &case.ties {
        let path = |firmness| QuantityPath::tie(&tie.from, &tie.to, tie.directed, &tie.dimension, firmness);
        let row = RowId::new(RowTable::Ties, &tie.id);
        let dated = |quantity: Quantity| Quantity { since: tie.since, until: tie.until, size: tie.size, ..quantity };
        list.push(dated(quantity(path(false), (&row, "closeness"), tie.affinity, AFFINITY, &tie.ground)));
        let firmness = match tie.firmness {
            Some(firmness) => quantity(path(true), (&row, "firmness"), firmness, FIRMNESS, &tie.ground),
            None => Quantity {
                basis: Basis::Assumed,
                defaulted: true,
                ..quantity(path(true), (&row, "firmness"), absolute_mode(&tie.affinity), FIRMNESS, &tie.ground)
            },
        };
        list.push(dated(firmness));
    }
}

/// The default firmness of a tie: its absolute affinity at the mode, without doubt of its own.
fn absolute_mode(affinity: &Estimate) -> Estimate {
    let mode = affinity.mode().abs();
    let point = affinity.scaled(0.0).shifted(mode);
    debug_assert!(point.is_point());
    point
}

/// What an actor's stake in an issue may be.
fn stake_range(stake: Stake) -> Range {
    match stake {
        Stake::Position => SCALE,
        Stake::Salience => SALIENCE,
        Stake::Capability => CAPABILITY,
    }
}

fn positions(case: &Case, list: &mut Vec<Quantity>) {
    for issue in &case.issues {
        if let Some(reference) = issue.reference {
            let path = QuantityPath::Reference { issue: issue.id.text.clone() };
            let row = RowId::new(RowTable::Issues, &issue.id);
            list.push(quantity(path, (&row, "reference"), reference, SCALE, &issue.ground));
        }
    }
    for position in &case.positions {
        let stakes = [
            (Stake::Position, position.position),
            (Stake::Salience, Some(position.salience)),
            (Stake::Capability, position.capability),
        ];
        for (stake, estimate) in stakes {
            if let Some(estimate) = estimate {
                let path = QuantityPath::Stake {
                    issue: position.issue.text.clone(),
                    actor: position.actor.text.clone(),
                    stake,
                };
                let row = RowId::new(RowTable::Positions, &position.id);
                list.push(quantity(path, (&row, stake.word()), estimate, stake_range(stake), &position.ground));
            }
        }
    }
}

fn statements(case: &Case, list: &mut Vec<Quantity>) {
    for conflict in &case.conflicts {
        // Streams go by what is said and not by who says it: renaming an actor leaves the draws.
        let row = RowId::new(RowTable::Conflicts, &conflict.id);
        let mut said: BTreeMap<&str, usize> = BTreeMap::new();
        for (actor, preference) in &conflict.preferences {
            for statement in preference.statements() {
                let count = said.entry(&statement.text).or_default();
                *count += 1;
                let [holds, weight] =
                    ["holds", "weight"].map(|field| format!("{}#{count}/{field}", statement.text.text));
                let path = |weight| QuantityPath::Statement {
                    conflict: conflict.id.clone(),
                    actor: actor.text.clone(),
                    id: statement.id.text.clone(),
                    weight,
                };
                let ground = Ground {
                    basis: statement.basis,
                    evidence: statement.evidence.clone(),
                    locators: Vec::new(),
                    note: statement.why.clone(),
                    place: statement.text.place.clone(),
                };
                let holds = quantity(path(false), (&row, &holds), statement.probability, (0.0, 1.0), &ground);
                list.push(Quantity { defaulted: statement.defaulted, ..holds });
                if let Some(estimate) = statement.weight {
                    list.push(quantity(path(true), (&row, &weight), estimate, (-1e9, 1e9), &ground));
                }
            }
        }
        let path = QuantityPath::OrderDoubt { conflict: conflict.id.clone() };
        let ground = Ground {
            basis: Basis::Assumed,
            evidence: Vec::new(),
            locators: Vec::new(),
            note: String::new(),
            place: conflict.place.clone(),
        };
        let doubt = quantity(path, (&row, "order-doubt"), conflict.order_doubt, (0.0, 1.0), &ground);
        list.push(Quantity { defaulted: conflict.order_doubt_defaulted, ..doubt });
    }
}

fn others(case: &Case, list: &mut Vec<Quantity>) {
    for actor in &case.actors {
        if let Some(capability) = actor.capability {
            let path = QuantityPath::Capability { actor: actor.id.text.clone() };
            let row = RowId::new(RowTable::Actors, &actor.id);
            list.push(quantity(path, (&row, "capability"), capability, CAPABILITY, &actor.ground));
        }
    }
    for factor in &case.factors {
        let path = QuantityPath::Factor { id: factor.id.text.clone() };
        let row = RowId::new(RowTable::Factors, &factor.id);
        let level = quantity(path, (&row, "level"), factor.level, factor.range, &factor.ground);
        list.push(Quantity { stream: row.only_stream(), size: factor.size, ..level });
    }
    for place in &case.places {
        if let Some(reach) = place.range_km {
            let path = QuantityPath::Reach { place: place.id.text.clone() };
            let row = RowId::new(RowTable::Places, &place.id);
            list.push(quantity(path, (&row, "range"), reach, REACH, &place.ground));
        }
    }
    for flow in &case.flows {
        let path = QuantityPath::Flow { id: flow.id.text.clone() };
        let row = RowId::new(RowTable::Flows, &flow.id);
        let share = quantity(path, (&row, "share"), flow.share, FLOW, &flow.ground);
        list.push(Quantity { since: flow.since, until: flow.until, size: flow.size, ..share });
    }
    for link in &case.links {
        let path = |lag| QuantityPath::Link { cause: link.cause.text.clone(), effect: link.effect.text.clone(), lag };
        let row = RowId::new(RowTable::Links, &link.id);
        let gain = quantity(path(false), (&row, "gain"), link.gain, GAIN, &link.ground);
        list.push(Quantity { size: link.size, ..gain });
        let lag = quantity(path(true), (&row, "lag"), link.lag.unwrap_or(Estimate::ONE), LAG, &link.ground);
        list.push(match link.lag {
            Some(_) => lag,
            None => Quantity { basis: Basis::Assumed, defaulted: true, ..lag },
        });
    }
}
