//! What changes can reach: the subjects whose findings may differ from the baseline.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::{Case, Change, Method as Word};
use detente_method::{CaseMap, GroundedChange, Options, RunError, WhatIf};

use crate::problems::Problems;
use crate::registry::METHODS;

/// By method the subjects that can be reached.
pub(crate) type Reached = BTreeMap<Word, BTreeSet<String>>;

/// What some what-ifs together can reach; `None` where one of them does more than move values, so that anything may differ.
///
/// A subject can be reached where it reads a quantity that a change names or influences may carry one to.
///
/// # Errors
/// [`RunError`].
pub(crate) fn reached(case: &Case, options: &Options, what_ifs: &[WhatIf]) -> Result<Option<Reached>, RunError> {
    let mut changes = what_ifs.iter().flat_map(|what_if| &what_if.changes);
    if !changes.all(|change| is_of_a_value(&change.change)) {
        return Ok(None);
    }
    let mut moved = moved(case, options, &[]);
    what_ifs.iter().for_each(|what_if| moved.extend(self::moved(case, options, &what_if.changes)));
    let mut found = Reached::new();
    for subject in Problems::of(&options.reading(case, &[]), None)?.subjects() {
        if !subject.quantities.is_disjoint(&moved) {
            found.entry(subject.word).or_default().insert(subject.id);
        }
    }
    for method in METHODS {
        let ids: BTreeSet<String> =
            method.words().iter().filter_map(|word| found.get(word)).flatten().cloned().collect();
        for word in method.builds_on().iter().filter(|_| !ids.is_empty()) {
            found.entry(*word).or_default().extend(ids.iter().cloned());
        }
    }
    Ok(Some(found))
}

/// Whether a change leaves every row and every link where it is.
fn is_of_a_value(change: &Change) -> bool {
    matches!(change, Change::Set { .. } | Change::Clamp { .. } | Change::Shift { .. } | Change::Scale { .. })
}

/// The quantities that changes name, and those that influences move under them.
fn moved(case: &Case, options: &Options, changes: &[GroundedChange]) -> BTreeSet<usize> {
    let named = changes.iter().filter_map(|change| change.change.path());
    let named = named.flat_map(|path| case.quantities.with_path(path));
    let map = CaseMap::of(&options.reading(case, changes));
    named.chain(map.moved().map(|(_, index)| index)).collect()
}
