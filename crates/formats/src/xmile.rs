//! A map of causes as an XMILE model of auxiliaries (OASIS 2015), for system-dynamics programs.

use std::fmt::Write;

use crate::xml::escape;

/// A map of causes as it is written.
#[derive(Debug, Clone)]
pub struct CauseModel<'m> {
    /// Its title.
    pub title: &'m str,
    /// Version of the program that writes it.
    pub version: &'m str,
    /// Years to follow.
    pub periods: u32,
    /// What a period is: `year`.
    pub unit: &'m str,
    /// Its variables.
    pub variables: Vec<CauseVariable<'m>>,
}

/// A variable of a map of causes.
#[derive(Debug, Clone)]
pub struct CauseVariable<'m> {
    /// Its name.
    pub name: &'m str,
    /// What moves it.
    pub causes: Vec<Cause<'m>>,
    /// Where it stands, where it has a level.
    pub level: Option<CauseLevel<'m>>,
}

/// A cause of a variable.
#[derive(Debug, Clone, Copy)]
pub struct Cause<'m> {
    /// Name of the variable that it is.
    pub name: &'m str,
    /// Share of the effect's range per share of the cause's.
    pub gain: f64,
    /// Lag in periods.
    pub lag: usize,
}

/// Where a variable stands.
#[derive(Debug, Clone, Copy)]
pub struct CauseLevel<'m> {
    /// When nothing is done.
    pub mode: f64,
    /// Lower end of its range.
    pub low: f64,
    /// Upper end of its range.
    pub high: f64,
    /// Ids of the claims behind it.
    pub claims: &'m [String],
}

/// The model: for every variable a press to change (0 as it stands), a deviation in shares of its range, and a level.
pub fn write_xmile(model: &CauseModel<'_>) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmile version=\"1.0\" xmlns=\"http://docs.oasis-open.org/xmile/ns/XMILE/v1.0\">\n\
         \x20 <header><vendor>detente</vendor><product version=\"{}\">detente</product><name>{}</name></header>\n\
         \x20 <sim_specs time_units=\"{}s\"><start>0</start><stop>{}</stop><dt>1</dt></sim_specs>\n  <model>\n    <variables>\n",
        model.version,
        escape(model.title),
        model.unit,
        model.periods
    );
    for variable in &model.variables {
        write_variable(&mut text, variable);
    }
    text + "    </variables>\n  </model>\n</xmile>\n"
}

fn write_variable(text: &mut String, variable: &CauseVariable<'_>) {
    let name = variable.name;
    aux(text, &format!("press {name}"), "0", "what is done to it, in shares of its range");
    aux(text, &format!("deviation {name}"), &deviation(variable), "");
    if let Some(CauseLevel { mode, low, high, claims }) = variable.level {
        let level = format!("MIN({high}, MAX({low}, {mode} + {} * \"deviation {name}\"))", high - low);
        let claims = if claims.is_empty() { String::new() } else { format!("claims {}", claims.join(" ")) };
        aux(text, name, &level, &claims);
    }
}

/// The equation of a deviation: the press, and what the causes push, bent so that it stays within the range.
fn deviation(variable: &CauseVariable<'_>) -> String {
    let mut pushes = vec![format!("\"press {}\"", variable.name)];
    for Cause { name, gain, lag } in &variable.causes {
        let cause = format!("\"deviation {name}\"");
        let seen = if *lag == 0 { cause } else { format!("DELAY({cause}, {lag}, 0)") };
        pushes.push(format!("({gain}) * {seen}"));
    }
    if pushes.len() == 1 { pushes.remove(0) } else { format!("TANH({})", pushes.join(" + ")) }
}

fn aux(text: &mut String, name: &str, equation: &str, doc: &str) {
    let doc = if doc.is_empty() { String::new() } else { format!("<doc>{}</doc>", escape(doc)) };
    let _ = writeln!(text, "      <aux name=\"{}\"><eqn>{}</eqn>{doc}</aux>", escape(name), escape(equation));
}
