//! What names in a result stand for.

use detente_case::{QuantityPath, did_you_mean, meant, renamed};
use detente_method::AskError;
use detente_results::{Assessment, BASELINE, ViewResult};

/// The name by which a result knows a finding, quantity or claim that was asked for: `tie.B-A.d` and `tie.A-B.d` are one quantity.
///
/// # Errors
/// [`AskError`] where nothing is called so, with the nearest name that there is.
pub fn name_in(assessment: &Assessment, typed: &str, scenario: &str) -> Result<String, AskError> {
    let name = QuantityPath::parse(typed, false).map_or(typed.to_owned(), |path| path.to_string());
    let quantities = assessment.quantities.keys().map(String::as_str);
    let claims = assessment.claims.keys().map(String::as_str);
    let is_there = assessment.finding(scenario, &name).is_some()
        || assessment.quantities.contains_key(&name)
        || assessment.claims.contains_key(&name);
    if is_there {
        return Ok(name);
    }
    let findings = assessment.findings(scenario);
    let names = findings.iter().map(|finding| finding.id.as_str()).chain(quantities).chain(claims);
    let hint = renamed(typed)
        .map(meant)
        .or_else(|| did_you_mean(typed, names))
        .unwrap_or_else(|| "`detente run --format csv` lists findings, `detente show quantities` paths".to_owned());
    Err(AskError::input(format!("nothing is called `{typed}`")).with_hint(hint))
}

/// The baseline's picture of a view; of the first one where none is named.
///
/// # Errors
/// [`AskError`] where the case has no such view, or none at all.
pub fn view_in<'a>(assessment: &'a Assessment, id: Option<&str>) -> Result<&'a ViewResult, AskError> {
    let views = assessment.scenarios.get(BASELINE).map(|result| result.views.as_slice()).unwrap_or_default();
    let Some(id) = id else { return views.first().ok_or_else(|| AskError::input("the case has no view")) };
    views.iter().find(|view| view.id == id).ok_or_else(|| {
        let hint = did_you_mean(id, views.iter().map(|view| view.id.as_str()));
        AskError::input(format!("the case has no view `{id}`")).with_hint(hint)
    })
}

/// The path of a quantity as it is typed.
///
/// # Errors
/// [`AskError`] where it is none.
pub fn path_of(typed: &str) -> Result<QuantityPath, AskError> {
    QuantityPath::parse(typed, true).ok_or_else(|| {
        let hint = "paths look like tie.A-B.dimension, factor.ID, issue.ISSUE.ACTOR.position".to_owned();
        AskError::input(format!("`{typed}` is no quantity path")).with_hint(hint)
    })
}
