//! Cross-impacts: names that are there, levels inside their ranges, nothing twice.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::check::twice;
use crate::codes;
use crate::cross_impact::{CrossImpactModel, Descriptor};
use crate::diagnostic::Diagnostics;
use crate::names::did_you_mean;

pub(crate) fn check(case: &Case, findings: &mut Diagnostics) {
    for model in &case.cross_impacts {
        if model.descriptors.len() < 2 {
            let message = format!("the cross-impacts `{}` need two descriptors at least", model.id);
            findings.add(codes::EMPTY, &model.place, message);
        }
        twice(model.descriptors.iter().map(|one| &one.id), "descriptor", findings);
        for (place, one) in model.descriptors.iter().enumerate().filter(|(_, one)| one.quantity.is_some()) {
            if let Some(other) = model.descriptors[..place].iter().find(|other| other.quantity == one.quantity) {
                let message = format!("`{}` and `{}` are levels of one quantity", other.id.text, one.id.text);
                findings.add_with_hint(
                    codes::SAME_ID,
                    &one.place,
                    message,
                    "make them variants of one descriptor".to_owned(),
                );
            }
        }
        model.descriptors.iter().for_each(|one| descriptor(case, one, findings));
        cells(model, findings);
    }
}

fn descriptor(case: &Case, one: &Descriptor, findings: &mut Diagnostics) {
    twice(one.variants.iter().map(|variant| &variant.id), "variant", findings);
    let name = &one.id.text;
    if one.variants.len() == 1 || (one.variants.is_empty() && one.quantity.is_none()) {
        let message = format!("descriptor `{name}` needs two variants at least, or a quantity");
        findings.add(codes::EMPTY, &one.place, message);
    }
    let Some(path) = &one.quantity else {
        if let Some(variant) = one.variants.iter().find(|variant| variant.at.is_some()) {
            let message = format!("variant `{}` has a level, but `{name}` has no quantity", variant.id.text);
            findings.add(codes::MISSING_KEY, &variant.id.place, message);
        }
        return;
    };
    // A path that is not there is reported with the other names.
    let found = case.quantities.with_path(path).next();
    let Some(quantity) = found.map(|index| case.quantities.get(index)) else { return };
    if !path.may_move() {
        findings.add(codes::BAD_PATH, &one.place, format!("influences do not carry to or from `{path}`"));
    }
    let (low, high) = quantity.range;
    for variant in &one.variants {
        match variant.at {
            None => {
                let message = format!("variant `{}` needs the level `at` which `{path}` stands", variant.id.text);
                findings.add(codes::MISSING_KEY, &variant.id.place, message);
            }
            Some(at) if !(low..=high).contains(&at) => {
                let message = format!("{at} lies outside the range [{low}, {high}] of `{path}`");
                findings.add(codes::OUT_OF_RANGE, &variant.id.place, message);
            }
            Some(_) => {}
        }
    }
}

fn cells(model: &CrossImpactModel, findings: &mut Diagnostics) {
    let all: Vec<String> = model
        .descriptors
        .iter()
        .flat_map(|one| one.names().into_iter().map(|name| format!("{}:{name}", one.id.text)).collect::<Vec<_>>())
        .collect();
    let mut seen = BTreeSet::new();
    for cell in &model.cells {
        for word in [&cell.from, &cell.on] {
            if model.find(word).is_none() {
                let hint = did_you_mean(word, all.iter().map(String::as_str));
                let hint = hint.unwrap_or_else(|| "write DESCRIPTOR:VARIANT".to_owned());
                let message = format!("no variant is called `{}`", word.text);
                findings.add_with_hint(codes::UNKNOWN_NAME, &word.place, message, hint);
            }
        }
        if !seen.insert((cell.from.text.clone(), cell.on.text.clone())) {
            let message = format!("the impact of `{}` on `{}` stands twice", cell.from.text, cell.on.text);
            findings.add(codes::SAME_ID, &cell.from.place, message);
        }
        let free = |(descriptor, _): (usize, usize)| model.descriptors[descriptor].free;
        if model.find(&cell.on).is_some_and(free) {
            let message = format!("`{}` belongs to a descriptor that is free: nothing acts on it", cell.on.text);
            findings.add(codes::UNKNOWN_NAME, &cell.on.place, message);
        }
        if model.find(&cell.from).zip(model.find(&cell.on)).is_some_and(|(from, on)| from.0 == on.0) {
            let message = format!("`{}` acts on a variant of its own descriptor", cell.from.text);
            findings.add(codes::UNKNOWN_NAME, &cell.from.place, message);
        }
    }
}
