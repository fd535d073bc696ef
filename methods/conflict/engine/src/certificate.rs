//! Why a state does or does not hold a decision maker, in a form that can be checked without searching.

use crate::paths::{Reach, Rule, Step};
use crate::space::{Arcs, Space};
use crate::stability::Concept;

/// A verdict with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The decision maker.
    pub dm: usize,
    /// The state.
    pub state: usize,
    /// The concept.
    pub concept: Concept,
    /// The verdict.
    pub verdict: Verdict,
}

/// A verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds: each improvement with what answers it; none at all where there is no improvement.
    Stable(Vec<Answer>),
    /// It does not hold: this improvement is not answered.
    Unstable {
        /// Where the decision maker goes.
        improvement: usize,
        /// Everything that the others can lead to from there, as (state, last mover); none of it deters.
        reached: Vec<(usize, usize)>,
    },
}

/// An improvement and what answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where the decision maker goes.
    pub improvement: usize,
    /// The moves of the others that follow; for SIM their improvements from the state itself, made at the same moment.
    pub path: Vec<Step>,
    /// Where it ends: no better for the decision maker.
    pub end: usize,
    /// Where the decision maker could go from there; asked by SMR and SSEQ, no better either.
    pub replies: Vec<usize>,
}

/// What a certificate is about.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The states.
    pub space: &'a Space,
    /// Their moves.
    pub arcs: &'a Arcs,
    /// Ranks by decision maker and state.
    pub ranks: &'a [Vec<u32>],
}

fn symmetric(concept: Concept) -> bool {
    matches!(concept, Concept::Smr | Concept::Sseq)
}

impl<'a> Case<'a> {
    fn improvements(&self, dm: usize, state: usize) -> Vec<usize> {
        let ranks = &self.ranks[dm];
        self.arcs.from(dm, state).iter().map(|to| *to as usize).filter(|to| ranks[*to] > ranks[state]).collect()
    }

    fn rule(&self, dm: usize, concept: Concept) -> Rule<'a> {
        let improving = matches!(concept, Concept::Seq | Concept::Sseq).then_some(self.ranks);
        Rule { movers: (u32::MAX >> (32 - self.ranks.len())) & !(1 << dm), improving }
    }

    /// Whether ending in `end` deters `dm` from leaving `state`.
    fn deters(&self, dm: usize, state: usize, concept: Concept, end: usize) -> bool {
        let ranks = &self.ranks[dm];
        let replies = || self.arcs.from(dm, end).iter().all(|to| ranks[*to as usize] <= ranks[state]);
        ranks[end] <= ranks[state] && (!symmetric(concept) || replies())
    }

    /// The verdict whether `state` holds `dm` under `concept`, with its proof: every improvement with a shortest answer to it, or one that nothing
    /// answers. [`crate::check`] follows it move by move, apart from the search.
    pub fn certify(&self, dm: usize, state: usize, concept: Concept) -> Certificate {
        let mut answers = Vec::new();
        for improvement in self.improvements(dm, state) {
            let found = match concept {
                Concept::Nash => Err(Vec::new()),
                Concept::Sim => self.joint_answer(dm, state, improvement).ok_or_else(Vec::new),
                _ => self.answer(dm, state, concept, improvement),
            };
            match found {
                Ok(answer) => answers.push(answer),
                Err(reached) => {
                    let verdict = Verdict::Unstable { improvement, reached };
                    return Certificate { dm, state, concept, verdict };
                }
            }
        }
        Certificate { dm, state, concept, verdict: Verdict::Stable(answers) }
    }

    fn answer(
        &self,
        dm: usize,
        state: usize,
        concept: Concept,
        improvement: usize,
    ) -> Result<Answer, Vec<(usize, usize)>> {
        let deters = |end: usize| self.deters(dm, state, concept, end);
        let reach = Reach::until(self.arcs, improvement, self.rule(dm, concept), deters);
        let nearest = reach.states().filter(|end| deters(*end)).min_by_key(|end| reach.length(*end));
        match nearest.and_then(|end| Some((reach.to(end)?, end))) {
            None => Err(reach.nodes().collect()),
            Some((path, end)) => {
                let replies = if symmetric(concept) { self.arcs.from(dm, end) } else { &[] };
                let replies = replies.iter().map(|to| *to as usize).collect();
                Ok(Answer { improvement, path, end, replies })
            }
        }
    }

    /// Improvements of others from `state` that, made together with the move, end no better.
    fn joint_answer(&self, dm: usize, state: usize, improvement: usize) -> Option<Answer> {
        let change = self.space.mask(improvement)? ^ self.space.mask(state)?;
        let others: Vec<usize> = (0..self.ranks.len()).filter(|other| *other != dm).collect();
        let (path, end) = self.join(dm, state, change, &others, Vec::new())?;
        Some(Answer { improvement, path, end, replies: Vec::new() })
    }

    fn join(
        &self,
        dm: usize,
        state: usize,
        change: u32,
        others: &[usize],
        steps: Vec<Step>,
    ) -> Option<(Vec<Step>, usize)> {
        let Some((&first, rest)) = others.split_first() else {
            let end = self.space.state_of(self.space.mask(state)? ^ change)?;
            return (!steps.is_empty() && self.deters(dm, state, Concept::Sim, end)).then_some((steps, end));
        };
        let without = self.join(dm, state, change, rest, steps.clone());
        without.or_else(|| {
            self.improvements(first, state).into_iter().find_map(|to| {
                let theirs = self.space.mask(to)? ^ self.space.mask(state)?;
                let mut steps = steps.clone();
                steps.push(Step { dm: first, state: to });
                if theirs & change == 0 { self.join(dm, state, change | theirs, rest, steps) } else { None }
            })
        })
    }
}
