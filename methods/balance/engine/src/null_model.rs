//! Is a network more balanced than chance would have it? Null models keep some of it and draw the rest anew.

use std::collections::BTreeSet;

use detente_chance::Stream;
use schemars::JsonSchema;
use serde::Serialize;

use crate::elimination::{Elimination, Tables};
use crate::frustration::{Budget, frustration_until};
use crate::network::{SignedNetwork, Tie};
use crate::steps::Steps;

/// What a null model keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NullModel {
    /// Who is tied to whom, and all weights with their signs: these are dealt out anew.
    ShuffledSigns,
    /// How many friends and how many foes each actor has: who they are is drawn anew by swaps.
    SameDegrees,
    /// Who is tied to whom and each actor's expected number of hostile ties (maximum entropy; Gallo and others 2023).
    ExpectedHostility,
}

/// The index of a network among those of a null model.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NullSummary {
    /// The null model.
    pub model: NullModel,
    /// Networks drawn.
    pub draws: usize,
    /// Mean of their indices; `None` where one of them is only bounded.
    pub mean: Option<f64>,
    /// Standard deviation of their indices; `None` where one of them is only bounded.
    pub sd: Option<f64>,
    /// Smallest, 5 %, 50 %, 95 % and largest index; `None` where one of them is only bounded.
    pub quantiles: Option<[f64; 5]>,
    /// (observed - mean) / sd; `None` when all are equal, or an index is only bounded.
    pub z: Option<f64>,
    /// (1 + networks with an index no larger) / (1 + networks); `None` where bounds leave it open.
    pub p: Option<f64>,
    /// Networks whose index is only bounded, because the search ended at its limit.
    pub bounded: usize,
    /// What the mean is at least and at most, where an index is only bounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_bounds: Option<(f64, f64)>,
    /// What p is at least and at most, where bounds leave it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_bounds: Option<(f64, f64)>,
}

/// Where the frustration index of a network lies among those of networks drawn from a null model.
///
/// `observed` is the index of the network, or its two bounds, in the unit of its weights; `draws` networks are drawn, from streams that
/// hang on `seed` alone, and each may take an equal share of the `steps` that are left. `None` without ties or draws, or when the steps
/// are over before all are drawn.
pub fn null_model(
    network: &SignedNetwork,
    observed: (f64, f64),
    model: NullModel,
    draws: usize,
    seed: u64,
    steps: &Steps<'_>,
) -> Option<NullSummary> {
    let ties: Vec<Tie> = network.ties().iter().copied().filter(|tie| tie.weight != 0.0).collect();
    if ties.is_empty() || draws == 0 {
        return None;
    }
    let hostility = hostility(network.size(), &ties);
    // Where ties stay and only their weights are dealt out anew, one plan does for all.
    let stay = (model != NullModel::SameDegrees).then(|| SignedNetwork::new(network.size(), ties.clone()));
    let plan = stay.and_then(Result::ok).and_then(|network| Elimination::of(&network));
    let mut tables = Tables::default();
    let mut indices: Vec<(f64, f64)> = Vec::with_capacity(draws);
    for draw in 0..draws {
        if steps.is_over() {
            return None;
        }
        let stream = Stream::new(seed, &format!("null/{draw}"));
        let drawn = match model {
            NullModel::ShuffledSigns => shuffled(&ties, &stream),
            NullModel::SameDegrees => swapped(&ties, &stream),
            NullModel::ExpectedHostility => resigned(&ties, &hostility, &stream),
        };
        let drawn = SignedNetwork::new(network.size(), drawn).ok()?;
        if let Some(index) = plan.as_ref().and_then(|plan| plan.index(&drawn, &mut tables)) {
            indices.push((index, index));
            continue;
        }
        let budget = Budget { nodes: 60, ..Budget::default() };
        let share = steps.part((steps.left() / (draws - draw) as u64).max(1));
        let found = frustration_until(&drawn, false, budget, &share);
        indices.push(if found.proven { (found.upper, found.upper) } else { (found.lower, found.upper) });
    }
    Some(summary(model, &indices, observed))
}

/// What networks with an index within each of `indices` say of one with an index within `observed`.
fn summary(model: NullModel, indices: &[(f64, f64)], (least, most): (f64, f64)) -> NullSummary {
    const NOTHING: f64 = 1e-9;
    let draws = indices.len();
    let bounded = indices.iter().filter(|(lower, upper)| lower != upper).count();
    let mut sorted: Vec<f64> = indices.iter().map(|index| index.1).collect();
    sorted.sort_by(f64::total_cmp);
    let mean = sorted.iter().sum::<f64>() / draws as f64;
    let squares: f64 = sorted.iter().map(|index| (index - mean).powi(2)).sum();
    let sd = (squares / (draws as f64 - 1.0).max(1.0)).sqrt();
    let at = |share: f64| sorted[(share * (draws - 1) as f64).round() as usize];
    let exact = bounded == 0;
    let share = |no_larger: usize| (1 + no_larger) as f64 / (1 + draws) as f64;
    let surely = share(indices.iter().filter(|(_, upper)| *upper <= least + NOTHING).count());
    let perhaps = share(indices.iter().filter(|(lower, _)| *lower <= most + NOTHING).count());
    let lowest = indices.iter().map(|index| index.0).sum::<f64>() / draws as f64;
    NullSummary {
        model,
        draws,
        mean: exact.then_some(mean),
        sd: exact.then_some(sd),
        quantiles: exact.then(|| [at(0.0), at(0.05), at(0.5), at(0.95), at(1.0)]),
        z: (exact && sd > 0.0 && least == most).then(|| (most - mean) / sd),
        p: (surely == perhaps).then_some(surely),
        bounded,
        mean_bounds: (!exact).then_some((lowest, mean)),
        p_bounds: (surely != perhaps).then_some((surely, perhaps)),
    }
}

fn pick(stream: &Stream, number: u64, among: usize) -> usize {
    (stream.uniform(number) * among as f64) as usize
}

fn shuffled(ties: &[Tie], stream: &Stream) -> Vec<Tie> {
    let mut drawn = ties.to_vec();
    for last in (1..drawn.len()).rev() {
        let other = pick(stream, last as u64, last + 1);
        let weight = drawn[last].weight;
        drawn[last].weight = drawn[other].weight;
        drawn[other].weight = weight;
    }
    drawn
}

/// Swaps of end points between ties of one sign, ten for every tie; a swap that would tie a pair twice is left out.
fn swapped(ties: &[Tie], stream: &Stream) -> Vec<Tie> {
    let mut drawn = ties.to_vec();
    let pair = |a: usize, b: usize| (a.min(b), a.max(b));
    let mut tied: BTreeSet<(usize, usize)> = drawn.iter().map(|tie| pair(tie.a, tie.b)).collect();
    for step in 0..10 * drawn.len() as u64 {
        let (i, j) = (pick(stream, 3 * step, drawn.len()), pick(stream, 3 * step + 1, drawn.len()));
        let (one, mut two) = (drawn[i], drawn[j]);
        if stream.uniform(3 * step + 2) < 0.5 {
            (two.a, two.b) = (two.b, two.a);
        }
        let apart = one.a != two.b && two.a != one.b && i != j;
        let (first, second) = (pair(one.a, two.b), pair(two.a, one.b));
        if !apart
            || (one.weight > 0.0) != (two.weight > 0.0)
            || tied.contains(&first)
            || tied.contains(&second)
            || first == second
        {
            continue;
        }
        tied.remove(&pair(one.a, one.b));
        tied.remove(&pair(two.a, two.b));
        tied.extend([first, second]);
        drawn[i] = Tie { a: one.a, b: two.b, weight: one.weight };
        drawn[j] = Tie { a: two.a, b: one.b, weight: two.weight };
    }
    drawn
}

fn resigned(ties: &[Tie], hostility: &[f64], stream: &Stream) -> Vec<Tie> {
    let draw = |(place, tie): (usize, &Tie)| {
        let hostile = stream.uniform(place as u64) < chance(hostility, tie);
        Tie { weight: if hostile { -tie.weight.abs() } else { tie.weight.abs() }, ..*tie }
    };
    ties.iter().enumerate().map(draw).collect()
}

/// Probability that a tie is hostile.
fn chance(hostility: &[f64], tie: &Tie) -> f64 {
    1.0 / (1.0 + libm::exp(-(hostility[tie.a] + hostility[tie.b])))
}

/// Per actor a number such that its expected number of hostile ties is the observed one, by damped Newton steps on one at a time.
fn hostility(size: usize, ties: &[Tie]) -> Vec<f64> {
    const FAR: f64 = 12.0;
    let mut at: Vec<Vec<&Tie>> = vec![Vec::new(); size];
    for tie in ties {
        at[tie.a].push(tie);
        at[tie.b].push(tie);
    }
    let mut value = vec![0.0; size];
    for _ in 0..200 {
        let mut largest = 0.0f64;
        for actor in 0..size {
            let wanted = at[actor].iter().filter(|tie| tie.weight < 0.0).count() as f64;
            let (mut sum, mut slope) = (-wanted, 1e-9);
            for tie in &at[actor] {
                let chance = chance(&value, tie);
                sum += chance;
                slope += chance * (1.0 - chance);
            }
            let step = (sum / slope).clamp(-1.0, 1.0);
            let moved = (value[actor] - step).clamp(-FAR, FAR);
            largest = largest.max((moved - value[actor]).abs());
            value[actor] = moved;
        }
        if largest < 1e-9 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::pairs;

    fn network() -> Vec<Tie> {
        let stream = Stream::new(4, "network");
        let all = pairs(12).enumerate().filter(|(place, _)| stream.uniform(*place as u64) < 0.5);
        all.map(|(place, (a, b))| Tie {
            a,
            b,
            weight: if stream.uniform(500 + place as u64) < 0.4 { -1.0 } else { 1.0 },
        })
        .collect()
    }

    fn degrees(ties: &[Tie], hostile: bool) -> Vec<usize> {
        let of = |actor| {
            ties.iter().filter(|tie| (tie.weight < 0.0) == hostile && (tie.a == actor || tie.b == actor)).count()
        };
        (0..12).map(of).collect()
    }

    #[test]
    fn each_model_keeps_what_it_says() {
        let ties = network();
        let stream = Stream::new(1, "null/0");
        let swapped = swapped(&ties, &stream);
        assert!(SignedNetwork::new(12, swapped.clone()).is_ok() && swapped != ties);
        for hostile in [false, true] {
            assert_eq!(degrees(&swapped, hostile), degrees(&ties, hostile));
        }
        let shuffled = shuffled(&ties, &stream);
        assert_eq!(shuffled.iter().filter(|t| t.weight < 0.0).count(), ties.iter().filter(|t| t.weight < 0.0).count());
        let value = hostility(12, &ties);
        for (actor, wanted) in degrees(&ties, true).into_iter().enumerate() {
            let expected: f64 = ties.iter().filter(|t| t.a == actor || t.b == actor).map(|t| chance(&value, t)).sum();
            assert!((expected - wanted as f64).abs() < 1e-3, "{actor}: {expected} {wanted}");
        }
    }

    #[test]
    fn nothing_to_draw_gives_nothing() {
        let empty = SignedNetwork::new(3, Vec::new()).unwrap();
        assert_eq!(null_model(&empty, (0.0, 0.0), NullModel::ShuffledSigns, 10, 1, &Steps::endless()), None);
    }

    #[test]
    fn bounds_never_look_exact() {
        let of = |indices: &[(f64, f64)], observed| summary(NullModel::ShuffledSigns, indices, observed);
        let exact = of(&[(1.0, 1.0), (3.0, 3.0), (2.0, 2.0)], (1.0, 1.0));
        assert_eq!((exact.mean, exact.p, exact.z, exact.bounded), (Some(2.0), Some(0.5), Some(-1.0), 0));
        assert_eq!((exact.mean_bounds, exact.p_bounds), (None, None));
        let open = of(&[(1.0, 1.0), (0.0, 3.0), (2.0, 2.0)], (1.0, 1.0));
        assert_eq!((open.mean, open.sd, open.quantiles, open.z, open.p), (None, None, None, None, None));
        assert_eq!((open.mean_bounds, open.p_bounds), (Some((1.0, 2.0)), Some((0.5, 0.75))));
        // Bounds that lie on one side of what was observed leave p as it is.
        assert_eq!(of(&[(2.0, 3.0), (4.0, 4.0)], (1.0, 1.0)).p, Some(1.0 / 3.0));
        // An index that is itself only bounded.
        assert_eq!(of(&[(2.0, 2.0), (4.0, 4.0)], (1.0, 3.0)).p_bounds, Some((1.0 / 3.0, 2.0 / 3.0)));
    }

    #[test]
    fn few_steps_give_bounds() {
        let network = SignedNetwork::new(12, network()).unwrap();
        let found = null_model(&network, (3.0, 3.0), NullModel::ShuffledSigns, 5, 1, &Steps::of(1));
        assert!(found.is_none_or(|found| found.draws == 5));
    }
}
