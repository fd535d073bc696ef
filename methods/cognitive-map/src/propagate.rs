//! Influences of a plain file, period by period.

use detente_dynamics::{Act, Influence, InfluenceMap, Levels, LoopError, Node, Operation, Simulation};
use detente_method::AskError;
use detente_results::PropagationResult;
use serde_json::Value;

/// What is done to a quantity, or to a link.
#[derive(Debug, Clone, PartialEq)]
pub enum PropagationChange {
    /// Be at a value and stay there.
    Set(f64),
    /// Move by an amount from the baseline; influences still push.
    Shift(f64),
    /// Multiply the baseline.
    Scale(f64),
    /// Let go.
    Free,
    /// Take the links from the quantity to this one away.
    CutTo(usize),
}

/// Follows `quantities` (name, baseline, low, high, inertia) under `influences` (cause, effect, gain, lag) and `changes` (period,
/// quantity, what).
///
/// # Errors
/// [`AskError`] with the quantities of a loop without lag.
pub fn propagation_result(
    quantities: &[(String, f64, f64, f64, f64)],
    influences: &[(usize, usize, f64, usize)],
    changes: &[(usize, usize, PropagationChange)],
    periods: usize,
) -> Result<PropagationResult, AskError> {
    let nodes = quantities.iter().map(|(_, _, low, high, inertia)| Node { low: *low, high: *high, inertia: *inertia });
    let told = influences.iter().map(|(cause, effect, _, lag)| Influence {
        cause: *cause,
        effect: *effect,
        immediate: *lag == 0,
        active: true,
    });
    let map = InfluenceMap::new(nodes.collect(), told.collect()).map_err(|LoopError(round)| {
        let names: Vec<&str> = round.into_iter().map(|node| quantities[node].0.as_str()).collect();
        AskError::input(format!("influences without lag go round in a circle: {}", names.join(" > ")))
            .with_hint("give one of them a lag of 1".to_owned())
    })?;
    let baseline: Vec<f64> = quantities.iter().map(|quantity| quantity.1).collect();
    let gain: Vec<f64> = influences.iter().map(|influence| influence.2).collect();
    let lag: Vec<usize> = influences.iter().map(|influence| influence.3).collect();
    let mut operations = Vec::new();
    for &(period, on, ref change) in changes {
        let act = match change {
            PropagationChange::Set(value) => Act::Clamp(*value),
            PropagationChange::Shift(by) => Act::Press(baseline[on] + by),
            PropagationChange::Scale(by) => Act::Press(baseline[on] * by),
            PropagationChange::Free => Act::Free,
            PropagationChange::CutTo(effect) => {
                let cut =
                    (0..influences.len()).filter(|place| (influences[*place].0, influences[*place].1) == (on, *effect));
                operations.extend(cut.map(|on| Operation { period, on, act: Act::Cut }));
                continue;
            }
        };
        operations.push(Operation { period, on, act });
    }
    let mut run = Simulation::default();
    map.simulate(&Levels { baseline: &baseline, gain: &gain, lag: &lag }, &operations, periods, &mut run, None);
    let trajectory =
        |node: usize| (0..periods).map(|period| Value::from(run.value(period, node))).collect::<Vec<Value>>();
    Ok(PropagationResult {
        periods,
        values: quantities
            .iter()
            .enumerate()
            .map(|(node, quantity)| (quantity.0.clone(), Value::Array(trajectory(node))))
            .collect(),
        saturated: run.saturated,
    })
}
