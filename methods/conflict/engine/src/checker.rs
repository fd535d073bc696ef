//! The checker of certificates. It shares no search with the engines: it follows what the certificate says.

use std::collections::BTreeSet;

use crate::certificate::{Answer, Case, Certificate, Verdict};
use crate::stability::Concept;

/// Checks a certificate move by move.
///
/// # Errors
/// What does not hold, in a sentence; states are counted from 1 there.
pub fn check(case: Case<'_>, certificate: &Certificate) -> Result<(), String> {
    let Certificate { dm, state, concept, verdict } = certificate;
    let (dm, state) = (*dm, *state);
    if dm >= case.ranks.len() || state >= case.space.states() {
        return Err("it speaks of a decision maker or state that does not exist".to_owned());
    }
    let better: BTreeSet<usize> =
        targets(case, dm, state).filter(|to| rank(case, dm, *to) > rank(case, dm, state)).collect();
    match verdict {
        Verdict::Stable(answers) => {
            let answered: BTreeSet<usize> = answers.iter().map(|answer| answer.improvement).collect();
            if answered != better || answers.len() != better.len() {
                return Err(format!("the improvements from state {} are not those that are answered", state + 1));
            }
            if *concept == Concept::Nash && !answers.is_empty() {
                return Err("an improvement is no answer to Nash".to_owned());
            }
            answers.iter().try_for_each(|answer| follows(case, dm, state, *concept, answer))
        }
        Verdict::Unstable { improvement, .. } if !better.contains(improvement) => {
            Err(format!("state {} is no improvement from state {}", improvement + 1, state + 1))
        }
        Verdict::Unstable { improvement, reached } => match concept {
            Concept::Nash => Ok(()),
            Concept::Sim => no_joint_answer(case, dm, state, *improvement),
            _ => closed(case, dm, state, *concept, *improvement, reached),
        },
    }
}

fn rank(case: Case<'_>, dm: usize, state: usize) -> u32 {
    case.ranks[dm].get(state).copied().unwrap_or(u32::MAX)
}

fn targets<'a>(case: Case<'a>, dm: usize, state: usize) -> impl Iterator<Item = usize> + 'a {
    case.arcs.from(dm, state).iter().map(|to| *to as usize)
}

fn improving(concept: Concept) -> bool {
    matches!(concept, Concept::Seq | Concept::Sseq | Concept::Sim)
}

fn is_no_better(case: Case<'_>, dm: usize, state: usize, end: usize, concept: Concept) -> bool {
    let stays = !matches!(concept, Concept::Smr | Concept::Sseq)
        || targets(case, dm, end).all(|to| rank(case, dm, to) <= rank(case, dm, state));
    rank(case, dm, end) <= rank(case, dm, state) && stays
}

fn follows(case: Case<'_>, dm: usize, state: usize, concept: Concept, answer: &Answer) -> Result<(), String> {
    let simultaneous = concept == Concept::Sim;
    let (mut at, mut last) = (if simultaneous { state } else { answer.improvement }, dm);
    let mut movers = BTreeSet::new();
    let mut change = mask(case, state)? ^ mask(case, answer.improvement)?;
    for step in &answer.path {
        let (mover, to) = (step.dm, step.state);
        let moves = mover < case.ranks.len() && mover != dm && targets(case, mover, at).any(|target| target == to);
        if !moves || improving(concept) && rank(case, mover, to) <= rank(case, mover, at) {
            return Err(format!(
                "the move from state {} to {} is not open to decision maker {}",
                at + 1,
                to + 1,
                mover + 1
            ));
        }
        if simultaneous {
            let theirs = mask(case, state)? ^ mask(case, to)?;
            if !movers.insert(mover) || theirs & change != 0 {
                return Err("two who move at the same moment change one option, or one moves twice".to_owned());
            }
            change |= theirs;
        } else {
            if mover == last {
                return Err("a decision maker moves twice in succession".to_owned());
            }
            (at, last) = (to, mover);
        }
    }
    let end = if simultaneous { case.space.state_of(mask(case, state)? ^ change) } else { Some(at) };
    if answer.path.is_empty() || end != Some(answer.end) {
        return Err(format!("the answer does not end in state {}", answer.end + 1));
    }
    let replies: Vec<usize> = targets(case, dm, answer.end).collect();
    if matches!(concept, Concept::Smr | Concept::Sseq) && replies != answer.replies {
        return Err(format!("the replies from state {} are not complete", answer.end + 1));
    }
    if is_no_better(case, dm, state, answer.end, concept) {
        Ok(())
    } else {
        Err("the answer does not deter".to_owned())
    }
}

/// Options of a state; 0 where simultaneous moves are not defined anyway.
fn mask(case: Case<'_>, state: usize) -> Result<u32, String> {
    if state >= case.space.states() {
        return Err(format!("state {} does not exist", state + 1));
    }
    Ok(case.space.mask(state).unwrap_or(0))
}

/// The list of what is reached holds whatever one more move adds, and nothing on it deters.
fn closed(
    case: Case<'_>,
    dm: usize,
    state: usize,
    concept: Concept,
    improvement: usize,
    reached: &[(usize, usize)],
) -> Result<(), String> {
    let known: BTreeSet<(usize, usize)> = reached.iter().copied().collect();
    if known.len() < reached.len() || reached.iter().any(|(_, mover)| *mover == dm) {
        return Err(
            "the list of what is reached holds something twice, or a move of the decision maker itself".to_owned()
        );
    }
    let from_start = std::iter::once((improvement, dm));
    for (at, last) in from_start.chain(reached.iter().copied()) {
        if at >= case.space.states() {
            return Err(format!("state {} does not exist", at + 1));
        }
        for mover in (0..case.ranks.len()).filter(|mover| *mover != dm && *mover != last) {
            for to in targets(case, mover, at) {
                let counts = !improving(concept) || rank(case, mover, to) > rank(case, mover, at);
                if counts && !known.contains(&(to, mover)) {
                    return Err(format!("the others can also lead to state {}", to + 1));
                }
            }
        }
    }
    match reached.iter().find(|(end, _)| is_no_better(case, dm, state, *end, concept)) {
        Some((end, _)) => Err(format!("state {} deters after all", end + 1)),
        None => Ok(()),
    }
}

/// No set of improvements of others, made together with the move, ends no better.
fn no_joint_answer(case: Case<'_>, dm: usize, state: usize, improvement: usize) -> Result<(), String> {
    let start = mask(case, state)?;
    let mut joint = vec![(start ^ mask(case, improvement)?, false)];
    for other in (0..case.ranks.len()).filter(|other| *other != dm) {
        let own = targets(case, other, state).filter(|to| rank(case, other, *to) > rank(case, other, state));
        let changes: Vec<u32> = own.map(|to| mask(case, to).map(|mask| mask ^ start)).collect::<Result<_, _>>()?;
        let more: Vec<(u32, bool)> = joint
            .iter()
            .flat_map(|(sum, _)| changes.iter().filter(move |change| *change & sum == 0).map(move |c| (sum | c, true)))
            .collect();
        joint.extend(more);
    }
    let ends = joint.iter().filter(|(_, joined)| *joined).filter_map(|(sum, _)| case.space.state_of(start ^ sum));
    match ends.into_iter().find(|end| rank(case, dm, *end) <= rank(case, dm, state)) {
        Some(end) => Err(format!("state {} deters after all", end + 1)),
        None => Ok(()),
    }
}
