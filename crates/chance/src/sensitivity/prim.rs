//! Boxes of inputs in which something happens: patient rule induction (Friedman and Fisher 1999; scenario discovery, Bryant and
//! Lempert 2010). Peeling with the whole trajectory, so that the reader picks between covering much and being sure.

use schemars::JsonSchema;
use serde::Serialize;

/// Why no box can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrimError {
    /// Lengths differ or a number is missing.
    #[error("every input needs a number for every draw")]
    Shape,
    /// It happens always or never.
    #[error("it happens in every draw, or in none: there is no box to look for")]
    NoVariation,
}

/// A bound on an input.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Limit {
    /// The input.
    pub input: usize,
    /// Lowest value inside, where the box is bounded below.
    pub low: Option<f64>,
    /// Highest value inside, where it is bounded above.
    pub high: Option<f64>,
    /// Probability that chance alone would do as well without this bound (binomial); small means the bound matters.
    pub p: f64,
}

/// A box of the trajectory.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Peeled {
    /// Share of all cases that lie inside.
    pub coverage: f64,
    /// Share of the draws inside that are cases.
    pub density: f64,
    /// Draws inside.
    pub size: usize,
    /// Its bounds.
    pub limits: Vec<Limit>,
}

#[derive(Debug, Clone, PartialEq)]
struct Bounds {
    low: Vec<f64>,
    high: Vec<f64>,
}

/// Boxes of inputs in which something happens (patient rule induction; Friedman and Fisher 1999): `inputs[input][draw]`, and whether it happens
/// in each draw. Peels the share `alpha` (in (0, 1)) at a time from the side that raises the density most, down to `least` draws, then pastes
/// back what does not lower the density; boxes from the whole space to the last. Values that are equal stay together.
/// O(peels · inputs · draws · log draws).
///
/// # Errors
/// [`PrimError`].
///
/// # Examples
/// It happens where the first input is above a half; the second is not asked.
/// ```
/// use detente_chance::prim;
///
/// let draws = || (0..200).map(|draw| f64::from(draw));
/// let inputs = [draws().map(|draw| draw / 200.0).collect(), draws().map(|draw| draw * 7.0 % 11.0).collect::<Vec<f64>>()];
/// let happens: Vec<bool> = inputs[0].iter().map(|x| *x >= 0.5).collect();
/// let boxes = prim(&inputs, &happens, 0.05, 20)?;
/// let dense = boxes.iter().find(|one| one.density == 1.0).expect("a box of cases alone");
/// assert!(dense.limits.iter().any(|limit| limit.input == 0 && limit.low.is_some_and(|low| low >= 0.5)));
/// # Ok::<(), detente_chance::PrimError>(())
/// ```
pub fn prim(inputs: &[Vec<f64>], happens: &[bool], alpha: f64, least: usize) -> Result<Vec<Peeled>, PrimError> {
    let draws = happens.len();
    if inputs.iter().any(|column| column.len() != draws || column.iter().any(|x| x.is_nan())) || draws == 0 {
        return Err(PrimError::Shape);
    }
    let cases = happens.iter().filter(|happens| **happens).count();
    if cases == 0 || cases == draws {
        return Err(PrimError::NoVariation);
    }
    let search = Search { inputs, happens, cases, alpha };
    let mut bounds = Bounds { low: vec![f64::NEG_INFINITY; inputs.len()], high: vec![f64::INFINITY; inputs.len()] };
    let mut inside: Vec<usize> = (0..draws).collect();
    let mut found = vec![search.told(&bounds, &inside)];
    while let Some((next, left)) = search.peel(&bounds, &inside, least.max(1)) {
        (bounds, inside) = (next, left);
        found.push(search.told(&bounds, &inside));
    }
    while let Some((next, more)) = search.paste(&bounds, &inside) {
        (bounds, inside) = (next, more);
        found.push(search.told(&bounds, &inside));
    }
    Ok(found)
}

struct Search<'s> {
    inputs: &'s [Vec<f64>],
    happens: &'s [bool],
    cases: usize,
    alpha: f64,
}

impl Search<'_> {
    fn hits(&self, inside: &[usize]) -> usize {
        inside.iter().filter(|draw| self.happens[**draw]).count()
    }

    /// The peel that gains most density per draw given up; `None` when no peel leaves enough, or gains.
    fn peel(&self, bounds: &Bounds, inside: &[usize], least: usize) -> Option<(Bounds, Vec<usize>)> {
        let density = self.hits(inside) as f64 / inside.len() as f64;
        if density >= 1.0 {
            return None;
        }
        let mut best: Option<(f64, usize, usize, bool, f64)> = None;
        for (input, column) in self.inputs.iter().enumerate() {
            let mut values: Vec<f64> = inside.iter().map(|draw| column[*draw]).collect();
            values.sort_unstable_by(f64::total_cmp);
            let away = ((self.alpha * values.len() as f64) as usize).max(1);
            // Equal values stay together: where many share the end, all of them go.
            let last = values[(away - 1).min(values.len() - 1)];
            let first = values[values.len() - away.min(values.len())];
            let above = values.partition_point(|value| *value <= last);
            let below = values.partition_point(|value| *value < first);
            let (from_below, from_above) =
                (values.get(above).copied(), below.checked_sub(1).map(|place| values[place]));
            for (lower, bound) in [(true, from_below), (false, from_above)] {
                let Some(bound) = bound else { continue };
                let stays = |draw: &&usize| if lower { column[**draw] >= bound } else { column[**draw] <= bound };
                let left = inside.iter().filter(stays);
                let (count, hits) = left.fold((0, 0), |(n, k), draw| (n + 1, k + usize::from(self.happens[*draw])));
                if count < least || count == inside.len() {
                    continue;
                }
                // Gain in density by draws given up (the "lenient" objective of Friedman and Fisher, section 8).
                let gain = (hits as f64 / count as f64 - density) * count as f64 / (inside.len() - count) as f64;
                let better = best.is_none_or(|(known, size, ..)| gain > known || (gain == known && count > size));
                if better {
                    best = Some((gain, count, input, lower, bound));
                }
            }
        }
        let (gain, _, input, lower, bound) = best?;
        if gain < 0.0 {
            return None;
        }
        let mut next = bounds.clone();
        if lower {
            next.low[input] = bound;
        } else {
            next.high[input] = bound;
        }
        let column = &self.inputs[input];
        let left =
            inside.iter().copied().filter(|draw| if lower { column[*draw] >= bound } else { column[*draw] <= bound });
        Some((next, left.collect()))
    }

    /// The widening that keeps the density at least as it is and takes in most.
    fn paste(&self, bounds: &Bounds, inside: &[usize]) -> Option<(Bounds, Vec<usize>)> {
        let (size, hits) = (inside.len(), self.hits(inside));
        let add = ((self.alpha * size as f64) as usize).max(1);
        let mut best: Option<(f64, Bounds, Vec<usize>)> = None;
        for (input, column) in self.inputs.iter().enumerate() {
            for lower in [true, false] {
                if (lower && bounds.low[input] == f64::NEG_INFINITY) || (!lower && bounds.high[input] == f64::INFINITY)
                {
                    continue;
                }
                let mut open = bounds.clone();
                if lower {
                    open.low[input] = f64::NEG_INFINITY;
                } else {
                    open.high[input] = f64::INFINITY;
                }
                let mut beyond: Vec<f64> = (0..self.happens.len())
                    .filter(|draw| self.holds(&open, *draw) && !self.holds(bounds, *draw))
                    .map(|draw| column[draw])
                    .collect();
                beyond.sort_unstable_by(f64::total_cmp);
                if lower {
                    beyond.reverse();
                }
                let Some(&bound) = beyond.get((add - 1).min(beyond.len().saturating_sub(1))) else { continue };
                if lower {
                    open.low[input] = bound;
                } else {
                    open.high[input] = bound;
                }
                let now: Vec<usize> = (0..self.happens.len()).filter(|draw| self.holds(&open, *draw)).collect();
                let more = self.hits(&now);
                // Density must not fall: more hits a draw among those taken in than inside.
                let rises = more * size >= hits * now.len() && more > hits;
                let density = more as f64 / now.len() as f64;
                if rises && best.as_ref().is_none_or(|(known, ..)| density > *known) {
                    best = Some((density, open, now));
                }
            }
        }
        best.map(|(_, bounds, inside)| (bounds, inside))
    }

    fn holds(&self, bounds: &Bounds, draw: usize) -> bool {
        self.inputs
            .iter()
            .enumerate()
            .all(|(input, column)| (bounds.low[input]..=bounds.high[input]).contains(&column[draw]))
    }

    fn told(&self, bounds: &Bounds, inside: &[usize]) -> Peeled {
        let hits = self.hits(inside);
        let bounded = |input: &usize| bounds.low[*input] > f64::NEG_INFINITY || bounds.high[*input] < f64::INFINITY;
        let limit = |input: usize| Limit {
            input,
            low: Some(bounds.low[input]).filter(|low| low.is_finite()),
            high: Some(bounds.high[input]).filter(|high| high.is_finite()),
            p: self.by_chance(bounds, input, inside.len(), hits),
        };
        Peeled {
            coverage: hits as f64 / self.cases as f64,
            density: hits as f64 / inside.len() as f64,
            size: inside.len(),
            limits: (0..self.inputs.len()).filter(bounded).map(limit).collect(),
        }
    }

    /// Probability of at least `hits` cases in `size` draws at the density of the box without the bounds on one input.
    fn by_chance(&self, bounds: &Bounds, input: usize, size: usize, hits: usize) -> f64 {
        let mut open = bounds.clone();
        (open.low[input], open.high[input]) = (f64::NEG_INFINITY, f64::INFINITY);
        let without: Vec<usize> = (0..self.happens.len()).filter(|draw| self.holds(&open, *draw)).collect();
        let density = self.hits(&without) as f64 / without.len() as f64;
        at_least(size, hits, density)
    }
}

/// P(X >= hits) for X binomial.
fn at_least(size: usize, hits: usize, share: f64) -> f64 {
    if hits == 0 || share >= 1.0 {
        return 1.0;
    }
    if share <= 0.0 {
        return 0.0;
    }
    let (n, p) = (size as f64, share);
    let log_choose = |k: f64| libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    let term = |k: usize| libm::exp(log_choose(k as f64) + k as f64 * libm::log(p) + (n - k as f64) * libm::log1p(-p));
    (hits..=size).map(term).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::stream::Stream;

    #[test]
    fn a_planted_box_is_found_and_nothing_else_is_bounded() {
        let stream = |name: &str| Stream::new(5, name);
        let inputs: Vec<Vec<f64>> =
            (0..8).map(|input| (0..2_000).map(|draw| stream(&format!("x{input}")).uniform(draw)).collect()).collect();
        let noise = stream("noise");
        let happens: Vec<bool> = (0..2_000)
            .map(|draw| (inputs[2][draw] > 0.6 && inputs[5][draw] < 0.4) || noise.uniform(draw as u64) < 0.02)
            .collect();
        let found = prim(&inputs, &happens, 0.05, 20).unwrap();
        let good =
            found.iter().filter(|one| one.density > 0.95).max_by(|a, b| a.coverage.total_cmp(&b.coverage)).unwrap();
        assert!(good.coverage > 0.8, "{good:?}");
        let bounded: Vec<usize> = good.limits.iter().filter(|limit| limit.p < 1e-6).map(|limit| limit.input).collect();
        assert_eq!(bounded, [2, 5]);
        assert!(found.iter().zip(&found[1..]).all(|(a, b)| b.density >= a.density - 1e-12));
        assert_eq!(prim(&inputs, &vec![true; 2_000], 0.05, 20), Err(PrimError::NoVariation));
        // Values that are equal are peeled together or not at all.
        let ties = vec![happens.iter().map(|happens| f64::from(u8::from(*happens))).collect::<Vec<f64>>()];
        let found = prim(&ties, &happens, 0.05, 20).unwrap();
        assert_eq!((found[1].density, found[1].coverage), (1.0, 1.0));
    }
}
