//! A conflict as an answer sees it: which outcomes hold in most draws, and the conflict at the most likely values.

use detente_case::conflict::Conflict;
use detente_case::{FindingId, Measure};
use detente_chance::Proportion;
use detente_conflict::{Answers, Bits, Case, Concept, Reach, Rule, SpaceError, Stability, stability};
use detente_method::{Asking, EffectiveCase};

use detente_method::conflicts::CaseConflict;

/// An outcome holds in most draws from this share on.
const MOST_DRAWS: f64 = 0.5;

/// Why an outcome holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Nobody can gain by a move (Nash).
    Alone,
    /// Who could gain fears an answer by which the others gain (SEQ).
    Fear,
}

impl Hold {
    pub fn concept(self) -> Concept {
        match self {
            Self::Alone => Concept::Nash,
            Self::Fear => Concept::Seq,
        }
    }
}

/// An outcome, and in how many draws it holds.
#[derive(Debug, Clone)]
pub(super) struct Outcome<'c> {
    pub conflict: &'c Conflict,
    pub state: usize,
    /// What the state is called in findings.
    pub label: String,
    pub hold: Hold,
    pub share: Proportion,
    pub finding: FindingId,
}

/// A conflict under the reading of a question.
pub(super) struct Held<'c> {
    pub conflict: CaseConflict<'c>,
    /// Ranks at the most likely values, larger is better.
    pub ranks: Vec<Vec<u32>>,
    /// Who holds still where at these.
    pub found: Stability,
    /// Outcomes that hold in most draws, those without fear first; the most frequent first.
    pub outcomes: Vec<Outcome<'c>>,
    /// Outcomes that hold in some draws without fear, but not in most.
    pub rare: Vec<Outcome<'c>>,
}

impl<'c> Held<'c> {
    /// # Errors
    /// [`SpaceError`].
    pub fn of(asking: &Asking<'_, 'c>, id: &str) -> Result<Option<Self>, SpaceError> {
        let Some(conflict) = asking.case.conflicts.iter().find(|one| one.id == id) else { return Ok(None) };
        let conflict = CaseConflict::of(conflict, asking.reading)?;
        let ranks = conflict.input.ranks();
        let found = stability(&conflict.input.space, &ranks, &[Concept::Nash, Concept::Seq], Answers::AnySequence);
        let all = |hold: Hold| outcomes(asking, &conflict, hold);
        let (alone, fear) = (all(Hold::Alone), all(Hold::Fear));
        let (mut outcomes, rare): (Vec<_>, Vec<_>) = alone.into_iter().partition(in_most_draws);
        let told: Vec<usize> = outcomes.iter().map(|one| one.state).collect();
        outcomes.extend(fear.into_iter().filter(|one| in_most_draws(one) && !told.contains(&one.state)));
        Ok(Some(Self { conflict, ranks, found, outcomes, rare }))
    }

    pub fn name(&self, dm: usize) -> &str {
        &self.conflict.input.decision_makers[dm]
    }

    pub fn label(&self, state: usize) -> String {
        self.conflict.input.label(state)
    }

    /// The state at the start.
    pub fn now(&self) -> Option<usize> {
        self.conflict.input.status_quo
    }

    pub fn case(&self) -> Case<'_> {
        Case { space: &self.conflict.input.space, arcs: &self.conflict.arcs, ranks: &self.ranks }
    }

    /// The first improvement of anybody from a state.
    pub fn leaver(&self, state: usize) -> Option<(usize, usize)> {
        let improving = |dm: &usize| {
            let moves = self.conflict.arcs.from(*dm, state).iter().map(|to| *to as usize);
            // Of its improvements the one that it likes best.
            let better = moves.filter(|to| self.ranks[*dm][*to] > self.ranks[*dm][state]);
            better.max_by_key(|to| (self.ranks[*dm][*to], std::cmp::Reverse(*to))).map(|to| (*dm, to))
        };
        (0..self.ranks.len()).find_map(|dm| improving(&dm))
    }

    /// Whether moves by which each mover gains lead from one state to another.
    pub fn leads(&self, from: usize, to: usize) -> bool {
        from == to || self.ways(from).states().any(|state| state == to)
    }

    /// Everything to which moves lead by which each mover gains.
    pub fn ways(&self, from: usize) -> Reach {
        Reach::from(&self.conflict.arcs, from, Rule { movers: u32::MAX, improving: Some(&self.ranks) })
    }

    /// A first step from one state, at the least loss to who takes it, after which the others lead to another state by moves that each gains by.
    pub fn tipping(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let steps = (0..self.ranks.len())
            .flat_map(|dm| self.conflict.arcs.from(dm, from).iter().map(move |first| (dm, *first as usize)));
        let leading = steps.filter(|(_, first)| self.leads(*first, to));
        leading.min_by_key(|(dm, first)| self.passed(*dm, *first, from))
    }

    /// How many outcomes one must pass in the ranking of a decision maker to be liked better than another.
    pub fn passed(&self, dm: usize, state: usize, better_than: usize) -> usize {
        let ranks = &self.ranks[dm];
        ranks.iter().filter(|rank| **rank > ranks[state] && **rank <= ranks[better_than]).count()
    }

    /// Of a pair of outcomes that hold without fear, of which one is what stands now, the other.
    pub fn other(&self) -> Option<usize> {
        let alone = self.outcomes.iter().filter(|one| one.hold == Hold::Alone).map(|one| one.state);
        let [a, b] = alone.collect::<Vec<usize>>()[..] else { return None };
        match self.now() {
            Some(now) if now == a => Some(b),
            Some(now) if now == b => Some(a),
            _ => None,
        }
    }

    /// States that hold everybody at the most likely values.
    pub fn at_mode(&self, concept: Concept) -> Bits {
        self.found.equilibria(concept).unwrap_or_else(|| Bits::none(self.conflict.input.space.states()))
    }
}

fn in_most_draws(outcome: &Outcome<'_>) -> bool {
    // Also where the number of draws could put it on the other side of the line.
    outcome.share.high >= MOST_DRAWS
}

/// Every outcome that holds in some draw, the most frequent first; of equals the first state.
fn outcomes<'c>(asking: &Asking<'_, '_>, conflict: &CaseConflict<'c>, hold: Hold) -> Vec<Outcome<'c>> {
    let measure = Measure::equilibrium(hold.concept());
    let one = |state: usize| {
        let label = conflict.input.label(state);
        let finding = measure.about(&conflict.conflict.id, &label);
        let share = asking.base.finding(&finding)?.probability.filter(|share| share.probability > 0.0)?;
        Some(Outcome { conflict: conflict.conflict, state, label, hold, share, finding })
    };
    let mut found: Vec<Outcome<'c>> = (0..conflict.input.space.states()).filter_map(one).collect();
    found.sort_by(|a, b| b.share.probability.total_cmp(&a.share.probability).then(a.state.cmp(&b.state)));
    found
}

/// The outcomes that hold at the most likely values, by concept, as a text; `None` where nothing is known of what somebody prefers.
pub(super) fn class(conflict: &Conflict, reading: &EffectiveCase<'_>) -> Option<String> {
    let conflict = CaseConflict::of(conflict, reading).ok()?;
    if !conflict.silent().is_empty() {
        return Some(format!("{}: not known", conflict.conflict.id));
    }
    let concepts = [Concept::Nash, Concept::Seq];
    let found = stability(&conflict.input.space, &conflict.input.ranks(), &concepts, Answers::AnySequence);
    let states = |concept: Concept| -> Vec<String> {
        let all = found.equilibria(concept);
        all.iter().flat_map(Bits::ones).map(|state| conflict.input.label(state)).collect()
    };
    Some(format!("{}: {:?} {:?}", conflict.conflict.id, states(Concept::Nash), states(Concept::Seq)))
}
