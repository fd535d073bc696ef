//! The seam: what a method is to everything above it. A new method is one that implements these two traits and stands in the registry.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use detente_case::{FindingId, Method as Word, OutcomeOf};
use detente_results::{ScenarioResult, ViewResult, ViewTieResult};
use rayon::prelude::*;

use crate::columns::Column;
use crate::effective_case::EffectiveCase;
use crate::observer::{Observer, RunError};
use crate::options::{GroundedChange, Options};
use crate::sample::Samples;

/// A method: what it is called, and how a case becomes a problem that it can answer.
pub trait Method: Sync {
    /// What the names of its findings begin with.
    fn words(&self) -> &'static [Word];

    /// Its page in the repository, where every measure is defined.
    fn page(&self) -> &'static str;

    /// What a reader of its results must know: definition, assumptions, limits; one sentence or two each.
    fn about(&self, _options: &Options) -> Vec<String> {
        Vec::new()
    }

    /// The findings to look at first.
    fn headlines(&self, _scenarios: &BTreeMap<String, ScenarioResult>) -> Vec<FindingId> {
        Vec::new()
    }

    /// Methods whose findings it is made of; they stand before it in the registry.
    fn builds_on(&self) -> &'static [Word] {
        &[]
    }

    /// The case under a reading as a problem; with the one subject that is sought, where it is not everything, and then empty where it is
    /// another method's.
    ///
    /// # Errors
    /// [`RunError::Problem`] where the engine does not take it.
    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError>;
}

/// What is sought, where it is not everything.
#[derive(Debug, Clone, Copy)]
pub enum Sought<'a> {
    /// The findings of some methods about one subject.
    One {
        /// The methods.
        words: &'a [Word],
        /// A view, conflict, issue, factor.
        subject: &'a str,
    },
    /// The findings of methods about subjects.
    Some(&'a BTreeMap<Word, BTreeSet<String>>),
}

impl Sought<'_> {
    /// Whether a method is asked.
    pub fn is_by(&self, word: Word) -> bool {
        match self {
            Self::One { words, .. } => words.contains(&word),
            Self::Some(all) => all.contains_key(&word),
        }
    }

    /// Whether a method is asked about this subject.
    pub fn is_of(&self, word: Word, id: &str) -> bool {
        match self {
            Self::One { words, subject } => words.contains(&word) && *subject == id,
            Self::Some(all) => all.get(&word).is_some_and(|ids| ids.contains(id)),
        }
    }
}

/// What a method finds something out about by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The method.
    pub word: Word,
    /// A view, conflict, issue, factor.
    pub id: String,
    /// Every quantity that is read for it.
    pub quantities: BTreeSet<usize>,
}

/// A case as one method sees it: everything that it finds something out about, with names.
pub trait Problem<'c>: Send + Sync {
    /// Every quantity that it reads.
    fn quantities(&self) -> BTreeSet<usize>;

    /// What its findings are about: where none of the quantities of a subject differs in any draw, its findings do not either, as long as the
    /// same rows count.
    fn subjects(&self) -> Vec<About>;

    /// Its findings in every draw; without draws at the most likely values alone.
    ///
    /// # Errors
    /// [`RunError`].
    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError>;

    /// How many numbers of each draw its findings keep, and how many more it holds while it works.
    fn numbers_a_draw(&self, samples: &Samples, draws: u32, seed: u64) -> Numbers;

    /// Multiplications, or what takes as long, that these findings cost in one draw, where that is many; else 0.
    fn work_a_draw(&self, _samples: &Samples, _findings: &[&FindingId]) -> u64 {
        0
    }

    /// What an outcome is at the values of quantities, in shares of its range; `None` where it is not one of this method's or has no answer.
    fn outcome(&self, _of: OutcomeOf, _id: &str, _value: &dyn Fn(usize) -> f64) -> Option<f64> {
        None
    }

    /// Every quantity that an outcome is read from; none where it is not one of this method's.
    fn behind_outcome(&self, _of: OutcomeOf, _id: &str) -> BTreeSet<usize> {
        BTreeSet::new()
    }

    /// What is kept of a scenario so that another can be compared with it.
    fn memo(&self, _samples: &Samples) -> Memo {
        Box::new(())
    }

    /// Puts what it finds beside the draws, at the most likely values, into the results: networks, verdicts, remarks.
    fn analyse(&self, _at: &Analysis<'_, 'c>, _into: &mut ScenarioResult) {}
}

/// What a method keeps of a scenario, in a form of its own.
pub type Memo = Box<dyn Any + Send + Sync>;

/// Numbers of a draw, for the estimate of memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// In findings.
    pub kept: usize,
    /// While the method works.
    pub held: usize,
}

/// How much work a question is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort<'a> {
    /// Everything, as in a run.
    All,
    /// What is quick: what takes long stays undefined.
    Quick,
    /// What these findings need.
    For(&'a [&'a FindingId]),
}

/// A question to a method over draws.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Draws of all quantities that it reads.
    pub samples: &'a Samples,
    /// How many of them.
    pub draws: u32,
    /// Seed of what the method draws itself.
    pub seed: u64,
    /// Findings of the baseline, which keep their column even where they never come true.
    pub compared: &'a BTreeSet<FindingId>,
    /// What the methods before it have found in the same draws.
    pub found: &'a [Column],
    /// What is known already.
    pub before: Option<Before<'a>>,
    /// Place of the method in the registry, by which its memo is found.
    pub place: usize,
    /// How much work it is worth.
    pub effort: Effort<'a>,
    /// Who watches.
    pub observer: &'a dyn Observer,
}

impl<'a> Asked<'a> {
    /// What is known already, with what the method kept of it.
    pub fn known<T: 'static>(&self) -> Option<(Before<'a>, &'a T)> {
        let before = self.before?;
        Some((before, before.memos.get(self.place)?.downcast_ref()?))
    }

    /// The findings of some of these methods about a subject as they are known already, where none of the quantities that it reads differs
    /// in any draw; `None` where it must be looked at. Whether it reads them in the same way is for the method to tell from its memo.
    pub fn again(&self, words: &[Word], id: &str, reads: impl IntoIterator<Item = usize>) -> Option<Vec<Column>> {
        let before = self.before?;
        let same = reads.into_iter().all(|index| self.samples.shares(index, before.samples));
        if !same || matches!(self.effort, Effort::For(_)) {
            return None;
        }
        let own = |column: &&Column| words.iter().any(|word| column.id.is_of(*word, id));
        before.columns.iter().filter(own).map(|column| column.first(self.draws as usize)).collect()
    }

    /// What `at` finds in each of some draws, told to who watches.
    ///
    /// # Errors
    /// The first error of `at`; [`RunError::Stopped`] where the observer asks to stop.
    pub fn over<T: Send>(
        &self,
        draws: Range<usize>,
        at: &(dyn Fn(usize) -> Result<T, RunError> + Sync),
    ) -> Result<Vec<T>, RunError> {
        let done = AtomicUsize::new(draws.start);
        let one = |draw: usize| {
            self.observer.drawn(done.fetch_add(1, Ordering::Relaxed), self.draws as usize);
            self.go_on().and_then(|()| at(draw))
        };
        draws.into_par_iter().map(one).collect()
    }

    /// The same where `at` finds something of `together` draws at once, fewer at the end.
    ///
    /// # Errors
    /// As of [`Self::over`].
    pub fn over_some<T: Send>(
        &self,
        draws: Range<usize>,
        together: usize,
        at: &(dyn Fn(Range<usize>) -> Result<Vec<T>, RunError> + Sync),
    ) -> Result<Vec<T>, RunError> {
        let (done, end) = (AtomicUsize::new(draws.start), draws.end);
        let starts: Vec<usize> = draws.step_by(together).collect();
        let some = |first: usize| {
            let draws = first..end.min(first + together);
            self.observer.drawn(done.fetch_add(draws.len(), Ordering::Relaxed), self.draws as usize);
            self.go_on().and_then(|()| at(draws))
        };
        let found: Result<Vec<Vec<T>>, RunError> = starts.into_par_iter().map(some).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// Ends the work where the observer asks to stop.
    ///
    /// # Errors
    /// [`RunError::Stopped`].
    pub fn go_on(&self) -> Result<(), RunError> {
        if self.observer.stopped() { Err(RunError::Stopped) } else { Ok(()) }
    }
}

/// What another scenario, or the same one before, has found: what has the same draws is not looked at again.
#[derive(Clone, Copy)]
pub struct Before<'b> {
    /// Its draws.
    pub samples: &'b Samples,
    /// Its findings, of all methods.
    pub columns: &'b [Column],
    /// What each method kept of it, in the order of the registry.
    pub memos: &'b [Memo],
}

impl<'b> Before<'b> {
    /// Its findings of a method about one subject.
    pub fn of(&self, word: Word, id: &str) -> impl Iterator<Item = &'b Column> {
        self.columns.iter().filter(move |column| column.id.is_of(word, id))
    }
}

/// A scenario at its most likely values.
#[derive(Clone, Copy)]
pub struct Analysis<'a, 'c> {
    /// The case under the scenario, influences followed.
    pub reading: &'a EffectiveCase<'c>,
    /// The draws, for the most likely values.
    pub samples: &'a Samples,
    /// How the run was asked for.
    pub options: &'a Options,
    /// Changes of the scenario.
    pub changes: &'a [GroundedChange],
    /// What each method kept of the baseline; `None` in the baseline itself.
    pub baseline: Option<&'a [Memo]>,
    /// What was found beside the draws of another scenario.
    pub before: Option<&'a ScenarioResult>,
    /// Whether what only the figures of a report show is worked out too: the years before, what would tighten a figure.
    pub shown: bool,
    /// Whether it is asked of large views what chance alone would give.
    pub by_chance: bool,
    /// Place of the method in the registry, by which its memo is found.
    pub place: usize,
}

impl<'a> Analysis<'a, '_> {
    /// What the method kept of the baseline; `None` in the baseline itself.
    pub fn kept<T: 'static>(&self) -> Option<&'a T> {
        self.baseline?.get(self.place)?.downcast_ref()
    }

    /// The view as another scenario has it, where its ties have the same ends and the very same affinities, and with `firmness` the very same
    /// firmness: then what follows from these is the same too.
    pub fn same_view(&self, id: &str, ties: &[ViewTieResult], firmness: bool) -> Option<&'a ViewResult> {
        let key = |tie: &ViewTieResult| (tie.affinity.to_bits(), if firmness { tie.firmness.to_bits() } else { 0 });
        let same = |a: &ViewTieResult, b: &ViewTieResult| (&a.a, &a.b) == (&b.a, &b.b) && key(a) == key(b);
        let known = self.before?.views.iter().find(|known| known.id == id)?;
        let all = known.ties.len() == ties.len() && known.ties.iter().zip(ties).all(|(a, b)| same(a, b));
        all.then_some(known)
    }
}
