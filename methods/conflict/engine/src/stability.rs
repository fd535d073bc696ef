//! Stability of every state for every decision maker, under each concept.
//!
//! A decision maker i may leave state s for a better one q (a unilateral improvement). The concepts differ in what
//! answers of the others hold it back: see `methods/conflict/page.md` for the definitions and their sources.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bits::Bits;
use crate::space::{Shape, Space};
use crate::{cube, simultaneous, walk};

detente_chance::words! {
    /// What is held to keep a decision maker from moving.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema, Serialize, Deserialize)]
    pub enum Concept {
        /// No improvement at all (Nash 1950, 1951).
        Nash = "nash",
        /// General metarationality (Howard 1971): every improvement can be answered so that the mover ends no better.
        Gmr = "gmr",
        /// Symmetric metarationality (Howard 1971): and the mover cannot get out of that answer.
        Smr = "smr",
        /// Sequential stability (Fraser and Hipel 1979, 1984): the answer consists of improvements of those who answer.
        Seq = "seq",
        /// Symmetric sequential stability (Rêgo and Vieira 2017): both.
        Sseq = "sseq",
        /// Simultaneous stability (Fraser and Hipel 1984): the others improve at the same moment.
        Sim = "sim",
    }
}

impl Concept {
    /// Its name in tables.
    pub fn title(self) -> &'static str {
        ["Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM"][self as usize]
    }
}

/// In the order of the words, as maps in JSON have it.
impl Ord for Concept {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word().cmp(other.word())
    }
}

impl PartialOrd for Concept {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Concept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// How long an answer of several may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize, Deserialize)]
pub enum Answers {
    /// Any sequence in which nobody moves twice in succession (Fang, Hipel and Kilgour 1993).
    #[default]
    #[serde(rename = "any sequence")]
    AnySequence,
    /// Each opponent once at most: not the definition, but what one program computes.
    #[serde(rename = "single pass")]
    SinglePass,
}

/// Stable states: `of(concept)[dm]` holds one bit per state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stability {
    cells: [Option<Vec<Bits>>; 6],
    states: usize,
}

impl Stability {
    pub(crate) fn new(states: usize) -> Self {
        Self { cells: Default::default(), states }
    }

    pub(crate) fn put(&mut self, concept: Concept, cells: Vec<Bits>) {
        self.cells[concept as usize] = Some(cells);
    }

    /// Stable states by decision maker; `None` where the concept was not asked for or is not defined.
    pub fn of(&self, concept: Concept) -> Option<&[Bits]> {
        self.cells[concept as usize].as_deref()
    }

    /// Whether a state is stable for a decision maker.
    pub fn is_stable(&self, concept: Concept, dm: usize, state: usize) -> Option<bool> {
        self.of(concept).map(|cells| cells[dm].get(state))
    }

    /// States that are stable for every decision maker.
    pub fn equilibria(&self, concept: Concept) -> Option<Bits> {
        let mut all = Bits::all(self.states);
        self.of(concept)?.iter().for_each(|cells| all.keep(cells));
        Some(all)
    }

    /// States in which every decision maker is held by SEQ or by SIM, each by one of the two.
    pub fn seq_or_sim(&self) -> Option<Bits> {
        let (seq, sim) = (self.of(Concept::Seq)?, self.of(Concept::Sim)?);
        Some(Bits::of(self.states, |state| seq.iter().zip(sim).all(|(a, b)| a.get(state) || b.get(state))))
    }
}

/// Which states hold which decision makers under which idea of foresight: the definitions and their sources stand at [`Concept`] and in
/// `methods/conflict/page.md`. `ranks[dm][state]` are whole numbers, larger is better, equal is equally good ([`crate::rank`] makes them);
/// a concept that is not among `concepts` is not looked at.
///
/// Options with one owner each: O(states · decision makers²) in time and O(states · decision makers) in memory, for the
/// four classic concepts and SSEQ, as long as options can be taken and dropped. Moves given one by one, shared options and
/// hidden states: O(moves · decision makers²). SIM looks at combinations of improvements and is left out (`None`) where
/// these are too many, where states are joined and where moves are given one by one.
///
/// # Examples
/// The prisoner's dilemma; option 0 (1) is that the first (second) cooperates. Defection alone is a Nash equilibrium, and cooperation holds
/// both who look at the answer of the other (SEQ; Fraser and Hipel 1979).
/// ```
/// use detente_conflict::{Answers, Concept, Direction, Lever, Space, stability};
///
/// let lever = |owners| Lever { owners, direction: Direction::Both };
/// let space = Space::of_options(2, vec![lever(0b01), lever(0b10)], &[], 100)?;
/// let ranks = [vec![1, 0, 3, 2], vec![1, 3, 0, 2]];
/// let found = stability(&space, &ranks, &[Concept::Nash, Concept::Seq], Answers::AnySequence);
/// let held = |concept| found.equilibria(concept).map(|states| states.ones().collect::<Vec<_>>());
/// assert_eq!(held(Concept::Nash), Some(vec![0b00]));
/// assert_eq!(held(Concept::Seq), Some(vec![0b00, 0b11]));
/// # Ok::<(), detente_conflict::SpaceError>(())
/// ```
pub fn stability(space: &Space, ranks: &[Vec<u32>], concepts: &[Concept], answers: Answers) -> Stability {
    let mut found = match (&space.shape, answers) {
        (Shape::Cube { feasible }, Answers::AnySequence) => cube::stability(space, feasible.as_ref(), ranks, concepts),
        (Shape::Arcs(arcs), _) => walk::Walk::new(arcs, space.states()).stability(ranks, concepts, answers),
        (Shape::Cube { .. }, Answers::SinglePass) => match space.arcs() {
            Ok(arcs) => walk::Walk::new(&arcs, space.states()).stability(ranks, concepts, answers),
            Err(_) => Stability::new(space.states()),
        },
    };
    if concepts.contains(&Concept::Sim)
        && let Some(cells) = simultaneous::stable(space, ranks)
    {
        found.put(Concept::Sim, cells);
    }
    found
}
