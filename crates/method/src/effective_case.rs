//! A reading of the case: which rows count, which estimates they have, as of which date.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::case::{Basis, Case, Word};
use detente_case::change::{ClaimField, ClaimFilter};
use detente_case::{Change, Date, QuantityPath};
use detente_chance::Estimate;

use crate::options::GroundedChange;

/// The case under the changes of one scenario.
#[derive(Debug, Clone)]
pub struct EffectiveCase<'c> {
    /// The case.
    pub case: &'c Case,
    /// The date it is read as of.
    pub as_of: Option<Date>,
    dropped: BTreeSet<&'c str>,
    /// Data sets whose events are left out.
    left_sets: BTreeSet<&'c str>,
    only: Option<BTreeSet<Basis>>,
    estimates: BTreeMap<usize, Estimate>,
    evidence: BTreeMap<usize, Vec<String>>,
    words: BTreeMap<QuantityPath, String>,
    /// Quantities that changes have put somewhere: they stay there.
    held: BTreeSet<usize>,
    /// Changes of quantities and links in the order of their periods.
    operations: Vec<Operated>,
    /// Links that the changes add.
    added: Vec<AddedLink>,
    horizon: u32,
    /// Changes that found nothing to change, with the reason.
    pub remarks: Vec<String>,
}

/// A change of a quantity or a link, with the place of what it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Operated {
    /// From which period on.
    pub period: u32,
    /// What is done.
    pub what: Operation,
}

/// What is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// A quantity is pressed towards a value.
    Press(usize, Estimate),
    /// A quantity is held at a value.
    Clamp(usize, Estimate),
    /// A quantity is let go.
    Free(usize),
    /// A link is taken away.
    Cut(QuantityPath),
}

/// A link that a change adds.
#[derive(Debug, Clone, PartialEq)]
pub struct AddedLink {
    /// From which period on.
    pub period: u32,
    /// Its path.
    pub path: QuantityPath,
    /// Its gain.
    pub gain: Estimate,
    /// Its lag in years.
    pub lag: f64,
    /// Claims it rests on.
    pub evidence: Vec<String>,
}

/// Whether what a filter takes are all rows of a data set.
fn of_set(filter: &ClaimFilter, set: &str) -> bool {
    match filter.field {
        ClaimField::Source => filter.value == set,
        ClaimField::Basis => filter.value == Basis::Data.word(),
        _ => false,
    }
}

impl<'c> EffectiveCase<'c> {
    /// Applies `changes`: first what leaves rows out or looks from another date, then what moves quantities, each in order of
    /// period. What it says of quantities is how they stand at the horizon of the case, influences left aside.
    pub fn new(case: &'c Case, as_of: Option<Date>, changes: &[GroundedChange]) -> Self {
        let mut reading = Self {
            case,
            as_of: as_of.or(case.as_of),
            dropped: BTreeSet::new(),
            left_sets: BTreeSet::new(),
            only: None,
            estimates: BTreeMap::new(),
            evidence: BTreeMap::new(),
            words: BTreeMap::new(),
            held: BTreeSet::new(),
            operations: Vec::new(),
            added: Vec::new(),
            horizon: case.settings.horizon,
            remarks: Vec::new(),
        };
        let (mut moves, filters): (Vec<_>, Vec<_>) = changes.iter().partition(|change| !change.change.is_filter());
        // What claims say is turned round before a change moves or sets it.
        moves.sort_by_key(|change| (change.period, change.change.path().is_some()));
        filters.into_iter().chain(moves).for_each(|change| reading.apply(change));
        reading
    }

    /// The same with results read at another period than the case's horizon.
    pub fn until(case: &'c Case, as_of: Option<Date>, changes: &[GroundedChange], horizon: u32) -> Self {
        let (early, late): (Vec<_>, Vec<_>) = changes.iter().cloned().partition(|change| change.period <= horizon);
        let mut reading = Self::new(case, as_of, &early);
        reading.horizon = horizon;
        reading.remarks.extend(late.iter().map(|change| {
            format!(
                "`{}` comes after the horizon of {horizon} periods and is not looked at",
                change.change.timed(change.period)
            )
        }));
        reading
    }

    /// Changes of quantities and links, in the order of their periods.
    pub fn operations(&self) -> &[Operated] {
        &self.operations
    }

    /// Links that the changes add.
    pub fn added(&self) -> &[AddedLink] {
        &self.added
    }

    /// The period at which results are read.
    pub fn horizon(&self) -> usize {
        self.horizon as usize
    }

    /// Gives a quantity what influences have made of it, with the claims behind those.
    pub fn settle(&mut self, index: usize, estimate: Estimate, evidence: &BTreeSet<String>) {
        let mut all = self.evidence(index);
        all.extend(evidence.iter().filter(|claim| !all.contains(claim)).cloned().collect::<Vec<_>>());
        self.estimates.insert(index, estimate);
        self.evidence.insert(index, all);
    }

    /// The quantity with this path in this reading, where its row counts.
    pub fn find(&self, path: &QuantityPath) -> Option<usize> {
        self.case.quantities.in_force(path, self.as_of).filter(|index| self.counts(*index))
    }

    fn apply(&mut self, grounded: &GroundedChange) {
        match &grounded.change {
            Change::Set { path, estimate } | Change::Clamp { path, estimate } => {
                self.set(path, grounded, false, |_| *estimate);
            }
            Change::Free { path } => self.free(path, grounded),
            Change::Cut { path } => self.cut(path, grounded),
            Change::Add { path, gain, lag } => self.added.push(AddedLink {
                period: grounded.period,
                path: path.clone(),
                gain: self.case.settings.ends.of(*gain, (-1.0, 1.0)),
                lag: *lag,
                evidence: grounded.evidence.clone(),
            }),
            Change::Shift { path, by } => self.set(path, grounded, true, |estimate| estimate.shifted(*by)),
            Change::Scale { path, by } => self.set(path, grounded, true, |estimate| estimate.scaled(*by)),
            Change::SetWord { path, value } => {
                self.words.insert(path.clone(), value.clone());
            }
            Change::Drop(filter) => {
                let claims = self.case.claims.iter().filter(|claim| filter.takes(claim));
                self.dropped.extend(claims.map(|claim| &*claim.id));
                self.left_sets.extend(self.case.data_sets.iter().map(|set| &*set.id).filter(|set| of_set(filter, set)));
            }
            Change::Mirror(filter) => self.mirror(filter, grounded),
            Change::Only(basis) => {
                let kept = self.only.take().unwrap_or_else(|| Basis::ALL.into());
                self.only = Some(kept.into_iter().filter(|kept| kept == basis).collect());
            }
            Change::AsOf(date) => self.as_of = Some(*date),
        }
    }

    fn set(
        &mut self,
        path: &QuantityPath,
        grounded: &GroundedChange,
        builds_on: bool,
        new: impl Fn(Estimate) -> Estimate,
    ) {
        let change = &grounded.change;
        let Some(index) = self.case.quantities.in_force(path, self.as_of) else {
            let date = self.as_of.map(|date| date.to_string()).unwrap_or_default();
            self.remarks.push(format!("`{change}` changes nothing: no row with this path is in force at {date}"));
            return;
        };
        if !self.counts(index) {
            self.remarks.push(format!("`{change}` changes nothing: its row is left out by another change"));
        }
        let quantity = self.case.quantities.get(index);
        let (low, high) = quantity.range;
        let moved = new(self.estimate(index));
        let moved = if builds_on { moved } else { self.case.settings.ends.of(moved, quantity.range) };
        let inside = moved.clamped(low, high);
        if inside != moved {
            self.remarks.push(format!("`{change}` leads outside [{low}, {high}] and is cut there"));
        }
        let inside = if builds_on { inside } else { self.set_apart(index, inside) };
        self.estimates.insert(index, inside);
        if !builds_on {
            self.held.insert(index);
        }
        // What is set stays where it was put, and where it is moved from there.
        let held = self.held.contains(&index);
        let what = if held { Operation::Clamp(index, inside) } else { Operation::Press(index, inside) };
        self.operations.push(Operated { period: grounded.period, what });
        // A new number rests on the claims of the change; a moved one on those of its row as well.
        let mut evidence = if builds_on { self.evidence(index) } else { Vec::new() };
        evidence.extend(grounded.evidence.iter().cloned());
        self.evidence.insert(index, evidence);
    }

    /// Mirrors what the claims say about the neutral points of its scales. Defaults of the format are no claim's.
    fn mirror(&mut self, filter: &ClaimFilter, grounded: &GroundedChange) {
        let case = self.case;
        let said: BTreeSet<&str> =
            case.claims.iter().filter(|claim| filter.takes(claim)).map(|claim| &*claim.id).collect();
        let before = self.operations.len();
        for (index, quantity) in case.quantities.iter().enumerate() {
            let own = !quantity.defaulted || matches!(quantity.path, QuantityPath::Statement { .. });
            let rests = own && quantity.evidence.iter().any(|claim| said.contains(claim.as_str()));
            let Some(neutral) = quantity.neutral().filter(|_| rests && self.counts(index)) else { continue };
            let opposite = |estimate: Estimate| estimate.scaled(-1.0).shifted(2.0 * neutral);
            self.set(&quantity.path, grounded, true, opposite);
        }
        if self.operations.len() == before {
            let change = &grounded.change;
            self.remarks
                .push(format!("`{change}` changes nothing: no number that counts and has an opposite rests on it"));
        }
    }

    /// An estimate that is set has a draw of its own; one that says what was there already changes nothing.
    fn set_apart(&self, index: usize, estimate: Estimate) -> Estimate {
        let before = [self.case.quantities.get(index).estimate, self.estimate(index)];
        let same = before.into_iter().find(|before| before.says_same(&estimate));
        same.unwrap_or_else(|| estimate.drawn_apart())
    }

    fn free(&mut self, path: &QuantityPath, grounded: &GroundedChange) {
        match self.find(path).filter(|index| self.estimates.contains_key(index)) {
            None => self.remarks.push(format!("`{}` changes nothing: nothing holds the quantity", grounded.change)),
            Some(index) => {
                self.estimates.remove(&index);
                self.evidence.remove(&index);
                self.held.remove(&index);
                self.operations.push(Operated { period: grounded.period, what: Operation::Free(index) });
            }
        }
    }

    fn cut(&mut self, path: &QuantityPath, grounded: &GroundedChange) {
        if self.find(path).is_none() && !self.added.iter().any(|link| link.path == *path) {
            self.remarks.push(format!("`{}` changes nothing: no such link counts here", grounded.change));
            return;
        }
        self.operations.push(Operated { period: grounded.period, what: Operation::Cut(path.clone()) });
    }

    /// The claims that a quantity rests on in this reading: those of the change that set it, without dropped ones.
    pub fn evidence(&self, index: usize) -> Vec<String> {
        let own = || self.case.quantities.get(index).evidence.clone();
        let all = self.evidence.get(&index).cloned().unwrap_or_else(own);
        all.into_iter().filter(|claim| !self.dropped.contains(claim.as_str())).collect()
    }

    /// The estimate of a quantity in this reading.
    pub fn estimate(&self, index: usize) -> Estimate {
        self.estimates.get(&index).copied().unwrap_or(self.case.quantities.get(index).estimate)
    }

    /// Whether the row of a quantity counts: in force, of a kept basis, and not resting on dropped claims alone.
    pub fn counts(&self, index: usize) -> bool {
        let quantity = self.case.quantities.get(index);
        // Of several rows that a coarse date spans, the latest counts.
        let in_force = self.case.quantities.is_in_force(index, self.as_of);
        // A default goes with its row, whatever the basis of the default.
        let of_row = quantity.defaulted && !matches!(quantity.path, QuantityPath::Statement { .. });
        let basis_kept = of_row || self.only.as_ref().is_none_or(|only| only.contains(&quantity.basis));
        in_force && basis_kept && self.has_support(&quantity.evidence)
    }

    /// Whether some evidence is left, or there was none to begin with.
    pub fn has_support(&self, evidence: &[String]) -> bool {
        self.stands_on(evidence.iter().map(String::as_str))
    }

    /// Whether what rests on this basis and these claims counts, whatever the date.
    pub fn stands(&self, basis: Basis, evidence: &[Word]) -> bool {
        self.keeps(basis) && self.stands_on(evidence.iter().map(|word| &**word))
    }

    /// Whether events of a data set count.
    pub fn keeps_set(&self, set: &str) -> bool {
        self.keeps(Basis::Data) && !self.left_sets.contains(set)
    }

    fn stands_on<'e>(&self, mut evidence: impl ExactSizeIterator<Item = &'e str>) -> bool {
        self.dropped.is_empty() || evidence.len() == 0 || evidence.any(|claim| !self.dropped.contains(claim))
    }

    /// Whether rows of this basis count.
    pub fn keeps(&self, basis: Basis) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&basis))
    }

    /// The new value of a word or list, when a change gives one.
    pub fn word(&self, path: &QuantityPath) -> Option<&str> {
        self.words.get(path).map(String::as_str)
    }
}
