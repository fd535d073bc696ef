//! Whether an actor with several parts is one: on which issues its parts stand on both sides, on which on one, where a single voice is
//! coded.

use std::collections::BTreeMap;

use detente_case::Case;
use detente_chance::Proportion;
use detente_method::EffectiveCase;

use crate::words::Topic;

/// From this share of the draws on an actor is told to be split.
const SPLIT: f64 = 0.5;

/// An actor with parts.
pub(crate) struct Oneness<'c> {
    pub actor: &'c str,
    /// Topics on which its parts stand on both sides, with the share of draws in which they do.
    pub split: Vec<(usize, Proportion)>,
    /// Topics on which they do not.
    pub united: Vec<usize>,
    /// Issues of the case on which one voice alone is coded.
    pub alone: Vec<&'c str>,
}

/// Every actor with several parts on one of the topics, the one with most of them first.
pub(crate) fn actors<'c>(topics: &[Topic<'_, 'c>], reading: &EffectiveCase<'c>) -> Vec<Oneness<'c>> {
    let mut found: Vec<(usize, Oneness<'c>)> = Vec::new();
    for (place, topic) in topics.iter().enumerate() {
        for (block, share) in topic.body.blocks.iter().zip(&topic.found.split).filter(|(block, _)| block.len() > 1) {
            let actor = topic.body.players[block[0]].root;
            let known = found.iter().position(|(_, one)| one.actor == actor).unwrap_or_else(|| {
                let alone = alone(reading.case, actor);
                found.push((0, Oneness { actor, split: Vec::new(), united: Vec::new(), alone }));
                found.len() - 1
            });
            let (parts, one) = &mut found[known];
            *parts += block.len();
            if share.probability >= SPLIT { one.split.push((place, *share)) } else { one.united.push(place) }
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.0));
    found.into_iter().map(|(_, one)| one).collect()
}

/// Issues on which a single part of an actor has a position.
fn alone<'c>(case: &'c Case, actor: &str) -> Vec<&'c str> {
    let mut voices: BTreeMap<&str, usize> = BTreeMap::new();
    for row in case.positions.iter().filter(|row| case.outermost(&row.actor) == actor) {
        *voices.entry(&row.issue).or_default() += 1;
    }
    let single = |issue: &&str| voices.get(issue) == Some(&1);
    case.issues.iter().map(|issue| issue.id.text.as_str()).filter(single).collect()
}
