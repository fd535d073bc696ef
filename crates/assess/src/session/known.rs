//! A change must speak of something that the case has.

use detente_case::{Case, Change, OutcomeOf, QuantityPath, did_you_mean};
use detente_method::AskError;

/// Whether the case has what a change speaks of.
///
/// # Errors
/// [`AskError`] with the nearest name that there is.
pub(super) fn known(case: &Case, change: &Change) -> Result<(), AskError> {
    match change {
        Change::Add { path: QuantityPath::Link { cause, effect, .. }, .. } => known_ends(case, cause, effect),
        Change::Add { .. } => Ok(()),
        Change::Drop(filter) | Change::Mirror(filter) if !case.claims.iter().any(|claim| filter.takes(claim)) => {
            Err(AskError::input(format!("`{change}` finds no claim")))
        }
        change => change.path().map_or(Ok(()), |path| known_path(case, path, change)),
    }
}

fn known_path(case: &Case, path: &QuantityPath, change: &Change) -> Result<(), AskError> {
    match path {
        QuantityPath::ForumStatus { id } => there("forum is called", id, case.forums.iter().map(|forum| &*forum.id)),
        QuantityPath::ViewDimensions { id } => {
            there("view is called", id, case.views.iter().map(|view| &*view.id))?;
            known_dimensions(case, change)
        }
        path if path.is_number() && case.quantities.with_path(path).is_empty() => {
            let near = nearest_path(case, &path.to_string());
            let hint = near.or_else(|| Some("`detente show quantities` lists them all".to_owned()));
            Err(AskError::input(format!("no quantity has the path `{path}`")).with_hint(hint))
        }
        _ => Ok(()),
    }
}

/// Every dimension that a view is to see must be one of some tie.
fn known_dimensions(case: &Case, change: &Change) -> Result<(), AskError> {
    let Change::SetWord { value, .. } = change else { return Ok(()) };
    let dimensions = || case.ties.iter().map(|tie| &*tie.dimension);
    let mut words = value.split_whitespace().filter(|word| *word != "all");
    words.try_for_each(|word| there("tie has the dimension", word, dimensions()))
}

/// Whether a name is one of those that there are.
fn there<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<(), AskError> {
    if known.clone().any(|one| one == name) {
        return Ok(());
    }
    Err(AskError::input(format!("no {what} `{name}`")).with_hint(did_you_mean(name, known)))
}

/// The ends of an added link must be there and able to carry an influence.
fn known_ends(case: &Case, cause: &str, effect: &str) -> Result<(), AskError> {
    for (end, is_cause) in [(cause, true), (effect, false)] {
        let found = QuantityPath::parse(end, true);
        if !found.as_ref().is_some_and(|path| is_end(case, path, is_cause)) {
            let name = found.map_or(end.to_owned(), |path| path.to_string());
            let hint = nearest_path(case, &name);
            return Err(AskError::input(format!("`{end}` cannot be an end of a link")).with_hint(hint));
        }
    }
    Ok(())
}

/// Whether a link may lead from here, or to here: outcomes are causes alone.
fn is_end(case: &Case, path: &QuantityPath, is_cause: bool) -> bool {
    match path {
        QuantityPath::Outcome { of: OutcomeOf::Issue, id } => {
            is_cause && case.issues.iter().any(|issue| *issue.id == **id)
        }
        QuantityPath::Outcome { of: OutcomeOf::View, id } => is_cause && case.views.iter().any(|view| *view.id == **id),
        path => path.may_move() && !case.quantities.with_path(path).is_empty(),
    }
}

/// The hint that names the quantity whose path is nearest.
fn nearest_path(case: &Case, path: &str) -> Option<String> {
    let all: Vec<String> = case.quantities.iter().map(|quantity| quantity.path.to_string()).collect();
    did_you_mean(path, all.iter().map(String::as_str))
}
