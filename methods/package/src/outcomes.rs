//! The outcomes of a conflict as packages: who would accept which in the place of what stands now, draw by draw. Ranks are ordinal: they are
//! compared, and never added up.

use std::collections::BTreeMap;

use detente_case::conflict::Conflict;
use detente_conflict::SpaceError;
use detente_conflict::rank::Ranks;
use detente_method::conflicts::{CaseConflict, Counting, Counts, Listed};
use detente_method::{EffectiveCase, Samples};
use detente_package::{Consent, Part, Problem, Table, blockers, efficient, improving, strictly};
use rayon::prelude::*;

/// In most draws: from this share on.
pub(crate) const MOST_DRAWS: f64 = 0.5;
/// States times draws that are looked at, at most.
const MOST_WORK: usize = 8_000_000;

/// A conflict as a deal.
pub(crate) struct Outcomes<'c> {
    pub conflict: CaseConflict<'c>,
    /// The state at the start: what holds without agreement.
    pub now: usize,
    /// Whose consent is needed: whoever owns an option.
    pub must: Vec<usize>,
    pub mode: Ranked,
    pub drawn: Drawn,
}

/// Ranks of every decision maker, and what follows.
#[derive(Debug, Clone)]
pub(crate) struct Ranked {
    pub ranks: Vec<Ranks>,
    /// States by which nobody loses and somebody gains; those by which all gain.
    pub improving: Vec<usize>,
    pub strict: Vec<usize>,
    /// Of the improving ones those that are efficient.
    pub efficient: Vec<usize>,
    /// Where nothing is better for all: whose consent is lacking.
    pub blockers: Vec<Vec<usize>>,
}

/// How often what came to be in the draws.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawn {
    pub draws: usize,
    /// By state.
    pub improving: Vec<usize>,
    pub strict: Vec<usize>,
    pub efficient: Vec<usize>,
    /// Draws in which something is better for all; in which only some gain and nobody loses.
    pub open: usize,
    pub weak: usize,
    pub blockers: BTreeMap<Vec<usize>, usize>,
}

/// Whether there is a package in most draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// One by which all gain.
    Open,
    /// One by which nobody loses, and not all gain.
    Weak,
    /// None.
    Shut,
}

impl<'c> Outcomes<'c> {
    /// A conflict at the most likely values; `None` where it is not coded what stands now.
    ///
    /// # Errors
    /// [`SpaceError`].
    pub fn of(conflict: &'c Conflict, reading: &EffectiveCase<'c>) -> Result<Option<Self>, SpaceError> {
        let conflict = CaseConflict::of(conflict, reading)?;
        let Some(now) = conflict.input.status_quo else { return Ok(None) };
        let owns = |dm: &usize| conflict.input.space.owned(*dm) != 0;
        let must: Vec<usize> = (0..conflict.input.decision_makers.len()).filter(owns).collect();
        let mode = Ranked::of(conflict.input.ranks(), now, &must);
        Ok(Some(Self { conflict, now, must, mode, drawn: Drawn::default() }))
    }

    /// Looks at the draws.
    pub fn draw(&mut self, samples: &Samples, draws: u32, seed: u64) {
        let states = self.conflict.input.space.states();
        let draws = (draws as usize).min(MOST_WORK / states.max(1)).max(1);
        let lists: Vec<Listed<'_>> = self.conflict.input.preferences.iter().map(Listed::of).collect();
        let counts = Counts::new(&self.conflict, &lists, seed);
        let ranks = |counting: Counting| -> Vec<Ranks> {
            let weights = |dm: usize| counting.weights.as_ref().map(|all| all[dm].as_slice());
            (0..lists.len()).map(|dm| lists[dm].ranks(states, &counting.parts[dm], weights(dm))).collect()
        };
        let one = |draw: usize| Ranked::of(ranks(counts.drawn(samples, draw)), self.now, &self.must);
        let all: Vec<Ranked> = (0..draws).into_par_iter().map(one).collect();
        self.drawn = Drawn::of(&all, states);
    }

    pub fn standing(&self) -> Standing {
        let share = |count: usize| count as f64 / self.drawn.draws.max(1) as f64;
        match (share(self.drawn.open), share(self.drawn.open + self.drawn.weak)) {
            (open, _) if open >= MOST_DRAWS => Standing::Open,
            (_, any) if any >= MOST_DRAWS => Standing::Weak,
            _ => Standing::Shut,
        }
    }

    /// The states that are accepted most often and are efficient most often among these; rivals lie within a fixed distance.
    pub fn best(&self, near: f64) -> Vec<usize> {
        let counts = if self.standing() == Standing::Open { &self.drawn.strict } else { &self.drawn.improving };
        let room = near * self.drawn.draws as f64;
        let most = |of: &[usize], by: &[usize]| -> Vec<usize> {
            let largest = of.iter().map(|state| by[*state]).max().unwrap_or_default();
            of.iter().copied().filter(|state| by[*state] > 0 && by[*state] as f64 >= largest as f64 - room).collect()
        };
        let mut found = most(&most(&(0..counts.len()).collect::<Vec<usize>>(), counts), &self.drawn.efficient);
        found.sort_by_key(|state| std::cmp::Reverse(counts[*state]));
        found
    }

    /// Whose consent alone is lacking in most of the draws in which nothing is better for all; where there is nobody, the smallest set that is
    /// lacking most often.
    pub fn blocking(&self) -> Vec<Vec<usize>> {
        let shut = (self.drawn.draws - self.drawn.open) as f64;
        let single = self.drawn.blockers.iter().filter(|(set, count)| set.len() == 1 && **count as f64 >= 0.5 * shut);
        let alone: Vec<Vec<usize>> = single.map(|(set, _)| set.clone()).collect();
        if !alone.is_empty() {
            return alone;
        }
        let sets = self.drawn.blockers.iter();
        sets.max_by(|a, b| a.1.cmp(b.1).then(b.0.len().cmp(&a.0.len())).then(b.0.cmp(a.0)))
            .map(|(set, _)| set.clone())
            .into_iter()
            .collect()
    }

    /// At the most likely values: the package that the consent of some alone would open; of several an efficient one that they like best.
    pub fn opened_by(&self, blockers: &[usize]) -> Option<usize> {
        let others: Vec<usize> = self.must.iter().copied().filter(|dm| !blockers.contains(dm)).collect();
        let table = table_of(&self.mode.ranks, self.now)?;
        let open = strictly(&table, &Consent::of_all(others.clone()));
        let front = efficient(&table, &others, &open).packages;
        front.into_iter().max_by_key(|state| {
            let liked: Vec<u32> = blockers.iter().map(|dm| self.mode.ranks[*dm][*state]).collect();
            (liked, std::cmp::Reverse(*state))
        })
    }

    pub fn name(&self, dm: usize) -> &str {
        &self.conflict.input.decision_makers[dm]
    }

    /// What all could accept at the most likely values, and who blocks, as a text.
    pub fn class(&self) -> String {
        let label = |states: &[usize]| states.iter().map(|state| self.conflict.input.label(*state)).collect::<Vec<_>>();
        let names = |set: &Vec<usize>| set.iter().map(|dm| self.name(*dm)).collect::<Vec<_>>().join("+");
        let blockers: Vec<String> = self.mode.blockers.iter().map(names).collect();
        let (strict, weak) = (!self.mode.strict.is_empty(), label(&self.mode.efficient));
        format!("{}: {strict} {weak:?} {blockers:?}", self.conflict.conflict.id)
    }
}

fn table_of(ranks: &[Ranks], now: usize) -> Option<Table> {
    let states = ranks.first().map_or(0, Vec::len);
    let gain = |dm: &Ranks, state: usize| i64::from(dm[state]) - i64::from(dm[now]);
    let row = |state: usize| ranks.iter().map(|dm| gain(dm, state)).collect();
    let part = Part::of_gains((0..states).map(row).collect());
    Table::of(&Problem::new(ranks.len(), vec![part]).ok()?)
}

impl Ranked {
    pub fn of(ranks: Vec<Ranks>, now: usize, must: &[usize]) -> Self {
        let Some(table) = table_of(&ranks, now) else {
            return Self {
                ranks,
                improving: Vec::new(),
                strict: Vec::new(),
                efficient: Vec::new(),
                blockers: Vec::new(),
            };
        };
        let consent = Consent::of_all(must.to_vec());
        let (weak, strict) = (improving(&table, &consent), strictly(&table, &consent));
        let front = efficient(&table, must, &weak).packages;
        let blockers = if strict.is_empty() { blockers(&table, &consent) } else { Vec::new() };
        Self { ranks, improving: weak, strict, efficient: front, blockers }
    }
}

impl Drawn {
    fn of(all: &[Ranked], states: usize) -> Self {
        let count = |of: fn(&Ranked) -> &Vec<usize>| {
            let mut counts = vec![0; states];
            all.iter().flat_map(of).for_each(|state| counts[*state] += 1);
            counts
        };
        let mut blockers = BTreeMap::new();
        for set in all.iter().flat_map(|one| &one.blockers) {
            *blockers.entry(set.clone()).or_insert(0) += 1;
        }
        let open = all.iter().filter(|one| !one.strict.is_empty()).count();
        let weak = all.iter().filter(|one| one.strict.is_empty() && !one.improving.is_empty()).count();
        Self {
            draws: all.len(),
            improving: count(|one| &one.improving),
            strict: count(|one| &one.strict),
            efficient: count(|one| &one.efficient),
            open,
            weak,
            blockers,
        }
    }
}
