//! Screening by elementary effects (Morris 1991; mu* of Campolongo, Cariboni and Saltelli 2007).

use schemars::JsonSchema;
use serde::Serialize;

use crate::stream::Stream;

/// Points along which one input changes at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectories {
    /// Points of the unit cube, `inputs + 1` for each trajectory.
    pub points: Vec<Vec<f64>>,
    /// Inputs.
    pub inputs: usize,
}

impl Trajectories {
    /// Points of the unit cube along which one input changes at a time (Morris 1991): `count` trajectories over `levels` (an even number from 2 on)
    /// levels an input; steps are levels / (2 (levels - 1)). The same for the same seed everywhere.
    pub fn new(inputs: usize, count: usize, levels: usize, seed: u64) -> Self {
        let levels = levels.max(2).next_multiple_of(2);
        let step = levels as f64 / (2.0 * (levels - 1) as f64);
        let mut points = Vec::with_capacity(count * (inputs + 1));
        for trajectory in 0..count {
            let stream = Stream::new(seed, &format!("morris/{trajectory}"));
            let pick = |draw: usize, of: usize| ((stream.uniform(draw as u64) * of as f64) as usize).min(of - 1);
            // The lower half of the levels, from which a step up stays inside; turned round for a step down.
            let mut point: Vec<f64> = (0..inputs).map(|i| pick(i, levels / 2) as f64 / (levels - 1) as f64).collect();
            let down: Vec<bool> = (0..inputs).map(|i| pick(inputs + i, 2) == 1).collect();
            point.iter_mut().zip(&down).for_each(|(x, down)| *x = if *down { 1.0 - *x } else { *x });
            let mut order: Vec<usize> = (0..inputs).collect();
            (1..inputs).rev().for_each(|i| order.swap(i, pick(2 * inputs + i, i + 1)));
            points.push(point.clone());
            for input in order {
                point[input] += if down[input] { -step } else { step };
                points.push(point.clone());
            }
        }
        Self { points, inputs }
    }
}

/// Effects of one input.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize)]
pub struct Effects {
    /// Mean of the elementary effects; absent where there is none.
    pub mu: Option<f64>,
    /// Mean of their sizes: how much the input matters; absent likewise.
    pub mu_star: Option<f64>,
    /// Their standard deviation (n - 1): how far that depends on the other inputs; absent for fewer than two.
    pub sigma: Option<f64>,
    /// Elementary effects behind these numbers.
    pub counted: usize,
    /// Those left out: the output is undefined (not finite) at one end of the step.
    pub undefined: usize,
}

/// Elementary effects of every input (Morris 1991; mu* of Campolongo, Cariboni and Saltelli 2007) from one output for each point of the
/// trajectories, per unit of the unit cube. Where an output is no finite number, the effects on either side of it are left out and counted.
/// O(points · inputs).
///
/// # Examples
/// Of a plane the effects are its slopes.
/// ```
/// use detente_chance::{Trajectories, effects};
///
/// let ways = Trajectories::new(2, 10, 4, 1);
/// let outputs: Vec<f64> = ways.points.iter().map(|x| 3.0 * x[0] - 2.0 * x[1]).collect();
/// let found = effects(&ways, &outputs);
/// let near = |number: Option<f64>, to: f64| (number.unwrap_or(f64::NAN) - to).abs() < 1e-9;
/// assert!(near(found[0].mu, 3.0) && near(found[1].mu, -2.0) && near(found[1].mu_star, 2.0));
/// ```
pub fn effects(trajectories: &Trajectories, outputs: &[f64]) -> Vec<Effects> {
    let inputs = trajectories.inputs;
    let mut found: Vec<Vec<f64>> = vec![Vec::new(); inputs];
    for (points, outputs) in trajectories.points.chunks(inputs + 1).zip(outputs.chunks(inputs + 1)) {
        for (pair, y) in points.windows(2).zip(outputs.windows(2)) {
            let changed = (0..inputs).find(|input| pair[0][*input] != pair[1][*input]);
            if let Some(input) = changed {
                found[input].push((y[1] - y[0]) / (pair[1][input] - pair[0][input]));
            }
        }
    }
    found.iter().map(|effects| Effects::of(effects)).collect()
}

impl Effects {
    fn of(all: &[f64]) -> Self {
        let known: Vec<f64> = all.iter().copied().filter(|effect| effect.is_finite()).collect();
        let count = known.len() as f64;
        let mean = |of: fn(f64) -> f64| (!known.is_empty()).then(|| known.iter().map(|x| of(*x)).sum::<f64>() / count);
        let mu = mean(|effect| effect);
        let squares = |mu: f64| known.iter().map(|effect| (effect - mu) * (effect - mu)).sum::<f64>();
        Self {
            mu,
            mu_star: mean(f64::abs),
            sigma: mu.filter(|_| known.len() > 1).map(|mu| (squares(mu) / (count - 1.0)).sqrt()),
            counted: known.len(),
            undefined: all.len() - known.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_has_its_slopes_as_effects_and_no_spread() {
        let trajectories = Trajectories::new(4, 12, 4, 7);
        assert!(trajectories.points.iter().flatten().all(|x| (-1e-12..=1.0 + 1e-12).contains(x)));
        let outputs: Vec<f64> = trajectories.points.iter().map(|x| 3.0 * x[0] - 2.0 * x[1] + 0.5 * x[3]).collect();
        let slopes = [3.0, -2.0, 0.0, 0.5];
        for (effects, slope) in effects(&trajectories, &outputs).iter().zip(slopes) {
            assert!((effects.mu.unwrap() - slope).abs() < 1e-9 && effects.sigma.unwrap() < 1e-9);
            assert!((effects.mu_star.unwrap() - slope.abs()).abs() < 1e-9);
            assert_eq!((effects.counted, effects.undefined), (12, 0));
        }
    }

    /// An output that is no number takes the effects beside it away, and no other; where none is left nothing is said.
    #[test]
    fn what_is_undefined_at_a_point_is_left_out_and_counted() {
        let trajectories = Trajectories::new(3, 10, 4, 7);
        let plane = |x: &Vec<f64>| 3.0 * x[0] - 2.0 * x[1];
        let mut outputs: Vec<f64> = trajectories.points.iter().map(plane).collect();
        outputs[1] = f64::NAN;
        let found = effects(&trajectories, &outputs);
        assert_eq!(found.iter().map(|one| one.undefined).sum::<usize>(), 2, "{found:?}");
        for (effects, slope) in found.iter().zip([3.0, -2.0, 0.0]) {
            assert!((effects.mu.unwrap() - slope).abs() < 1e-9 && effects.sigma.unwrap() < 1e-9);
            assert_eq!(effects.counted + effects.undefined, 10);
        }
        let nothing = effects(&trajectories, &vec![f64::NAN; outputs.len()]);
        let none = Effects { mu: None, mu_star: None, sigma: None, counted: 0, undefined: 10 };
        assert!(nothing.iter().all(|one| *one == none));
    }
}
