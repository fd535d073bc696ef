//! The map of causes as an XMILE model of auxiliaries (OASIS 2015), for system-dynamics programs.

use std::fmt::Write;

use detente_results::{Assessment, CausalMap};

use crate::graph::escape;

/// The map of a case at its most likely values: for every quantity a press to change (0 as it stands), a deviation in shares of its
/// range, and a level; `None` without links. Outcomes of engines are presses of their own: no engine runs there.
pub fn xmile(assessment: &Assessment, horizon: u32) -> Option<String> {
    let map = assessment.causes.as_ref()?;
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmile version=\"1.0\" xmlns=\"http://docs.oasis-open.org/xmile/ns/XMILE/v1.0\">\n\
         \x20 <header><vendor>detente</vendor><product version=\"{}\">detente</product><name>{}</name></header>\n\
         \x20 <sim_specs time_units=\"years\"><start>0</start><stop>{horizon}</stop><dt>1</dt></sim_specs>\n  <model>\n    <variables>\n",
        assessment.tool.version,
        escape(&assessment.case.title)
    );
    for quantity in &map.quantities {
        variable(&mut text, assessment, map, quantity);
    }
    text += "    </variables>\n  </model>\n</xmile>\n";
    Some(text)
}

fn variable(text: &mut String, assessment: &Assessment, map: &CausalMap, quantity: &str) {
    let mut push = vec![format!("\"press {quantity}\"")];
    for link in map.links.iter().filter(|link| link.effect == quantity) {
        let cause = format!("\"deviation {}\"", link.cause);
        let seen = if link.lag == 0 { cause } else { format!("DELAY({cause}, {}, 0)", link.lag) };
        push.push(format!("({}) * {seen}", link.gain));
    }
    let deviation = if push.len() == 1 { push.remove(0) } else { format!("TANH({})", push.join(" + ")) };
    let mut aux = |name: &str, equation: &str, doc: &str| {
        let doc = if doc.is_empty() { String::new() } else { format!("<doc>{}</doc>", escape(doc)) };
        let _ = writeln!(text, "      <aux name=\"{}\"><eqn>{}</eqn>{doc}</aux>", escape(name), escape(equation));
    };
    aux(&format!("press {quantity}"), "0", "what is done to it, in shares of its range");
    aux(&format!("deviation {quantity}"), &deviation, "");
    if let Some(info) = assessment.quantities.get(quantity) {
        let (low, high) = map.ranges.get(quantity).copied().unwrap_or((0.0, 1.0));
        let level = format!("MIN({high}, MAX({low}, {} + {} * \"deviation {quantity}\"))", info.mode, high - low);
        let claims = if info.claims.is_empty() { String::new() } else { format!("claims {}", info.claims.join(" ")) };
        aux(quantity, &level, &claims);
    }
}
