//! `[cross-impact.ID]`: descriptors with variants, and judged impacts.

use crate::codes;
use crate::cross_impact::{Cell, CrossImpactModel, Descriptor, Variant};
use crate::diagnostic::Diagnostics;
use crate::path::QuantityPath;
use crate::renamed::no_path;
use crate::schema::keys;
use crate::schema::words::FREE;
use crate::syntax::toml::Section;

pub(crate) fn read(id: &str, section: &Section<'_>, findings: &mut Diagnostics) -> CrossImpactModel {
    section.only(&keys::CROSS_IMPACT, findings);
    let record = section.record(&["descriptors", "cells"], findings);
    CrossImpactModel {
        id: id.to_owned(),
        title: record.text("title"),
        descriptors: section.list("descriptors", findings).iter().filter_map(|one| descriptor(one, findings)).collect(),
        cells: section.list("cells", findings).iter().filter_map(|one| cell(one, findings)).collect(),
        place: section.place.clone(),
    }
}

fn descriptor(section: &Section<'_>, findings: &mut Diagnostics) -> Option<Descriptor> {
    section.only(&keys::DESCRIPTOR, findings);
    let record = section.record(&["variants"], findings);
    let id = record.id("id", false, findings);
    let quantity = record.get("quantity").and_then(|word| {
        let path = QuantityPath::parse(word, true).filter(QuantityPath::is_number);
        if path.is_none() {
            no_path(word, findings);
        }
        path
    });
    let free = record.choice("free", &FREE, findings).unwrap_or(false);
    let variants = section.list("variants", findings).iter().filter_map(|one| variant(one, findings)).collect();
    Some(Descriptor { id: id?, title: record.text("title"), quantity, variants, free, place: section.place.clone() })
}

fn variant(section: &Section<'_>, findings: &mut Diagnostics) -> Option<Variant> {
    section.only(&keys::VARIANT, findings);
    let record = section.record(&[], findings);
    let id = record.id("id", false, findings);
    Some(Variant { id: id?, at: record.number("at", findings), meaning: record.text("meaning") })
}

fn cell(section: &Section<'_>, findings: &mut Diagnostics) -> Option<Cell> {
    section.only(&keys::IMPACTS, findings);
    let record = section.record(&[], findings);
    let (from, on) = (record.required("from", findings), record.required("on", findings));
    record.required("impact", findings);
    let impact = record.number("impact", findings);
    let confidence = record.number("confidence", findings);
    if impact.is_some_and(|impact| !(keys::IMPACT.0..=keys::IMPACT.1).contains(&impact)) {
        findings.add(codes::OUT_OF_RANGE, record.place_of("impact"), "`impact` lies between -3 and 3");
        return None;
    }
    if confidence.is_some_and(|one| one.fract() != 0.0 || !(keys::CONFIDENCE.0..=keys::CONFIDENCE.1).contains(&one)) {
        let message = "`confidence` is a whole number from 1 (a guess) to 5 (sure)";
        findings.add(codes::OUT_OF_RANGE, record.place_of("confidence"), message);
        return None;
    }
    Some(Cell {
        from: from?,
        on: on?,
        impact: impact?,
        confidence: confidence.map(|one| one as u8),
        evidence: record.words("evidence"),
        note: record.text("note"),
    })
}
