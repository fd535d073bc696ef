//! The map of causes for system-dynamics programs.

use detente_formats::{Cause, CauseLevel, CauseModel, CauseVariable};
use detente_results::{Assessment, CausalMap};

/// The map of a case at its most likely values as an XMILE model; `None` without links. Outcomes of engines are presses of their own: no
/// engine runs there.
pub fn xmile(assessment: &Assessment, horizon: u32) -> Option<String> {
    let map = assessment.causes.as_ref()?;
    let variables = map.quantities.iter().map(|quantity| variable(assessment, map, quantity));
    Some(detente_formats::write_xmile(&CauseModel {
        title: &assessment.case.title,
        version: assessment.tool.version,
        unit: assessment.case.period.word(),
        periods: horizon,
        variables: variables.collect(),
    }))
}

fn variable<'m>(assessment: &'m Assessment, map: &'m CausalMap, quantity: &'m str) -> CauseVariable<'m> {
    let links = map.links.iter().filter(|link| link.effect == quantity);
    let (low, high) = map.ranges.get(quantity).copied().unwrap_or((0.0, 1.0));
    CauseVariable {
        name: quantity,
        causes: links.map(|link| Cause { name: &link.cause, gain: link.gain, lag: link.lag }).collect(),
        level: assessment.quantities.get(quantity).map(|info| CauseLevel {
            mode: info.mode,
            low,
            high,
            claims: &info.claims,
        }),
    }
}
