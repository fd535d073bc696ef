//! `scenarios/*.toml`: named what-ifs.

use detente_chance::Shape;

use crate::case::{Basis, Ground, Scenario, Step};
use crate::change::{Change, ClaimField, ClaimFilter};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::files::Place;
use crate::path::QuantityPath;
use crate::renamed::no_path;
use crate::schema::keys;
use crate::syntax::toml::Section;
use crate::syntax::{Record, characters};

pub(crate) fn read(file: &str, text: &str, shape: Shape, findings: &mut Diagnostics) -> Option<Scenario> {
    let root = Section::parse(file, text, findings);
    root.only(&keys::SCENARIO, findings);
    let record = root.record(&["change"], findings);
    let title = record.required("title", findings).map(|word| word.text).unwrap_or_default();
    characters::check(file, &root.place, findings);
    let id = file.strip_prefix("scenarios/")?.strip_suffix(".toml")?.to_owned();
    if id == "baseline" {
        let message = "`baseline` is the name of the case as it is; give the scenario another";
        findings.add(codes::SAME_ID, &root.place, message);
        return None;
    }
    let changes = root.list("change", findings).iter().filter_map(|section| change(section, shape, findings)).collect();
    let (question, holder) = (record.text("question"), record.get("holder").cloned());
    Some(Scenario { id, title, question, holder, changes, place: Place::new(file, 0..0) })
}

fn change(section: &Section<'_>, shape: Shape, findings: &mut Diagnostics) -> Option<Step> {
    section.only(&keys::CHANGE, findings);
    let record = section.record(&[], findings);
    let op = record.required("op", findings)?;
    let made = match &*op {
        "set" => set(&record, shape, findings),
        "clamp" => match set(&record, shape, findings)? {
            Change::Set { path, estimate } => Some(Change::Clamp { path, estimate }),
            _ => {
                let hint = "words are set, not held".to_owned();
                findings.add_with_hint(codes::BAD_CHANGE, &op.place, "only numbers can be held", hint);
                None
            }
        },
        "free" => path(&record, findings).map(|path| Change::Free { path }),
        "cut" => link(&record, findings).map(|path| Change::Cut { path }),
        "add" => {
            let (path, gain) = (link(&record, findings), record.estimate("", shape, findings));
            let lag = record.number("lag", findings).unwrap_or(1.0);
            record.required("mode", findings);
            if (keys::ADDED_LAG.0..=keys::ADDED_LAG.1).contains(&lag) {
                Some(Change::Add { path: path?, gain: gain?, lag })
            } else {
                findings.add(codes::OUT_OF_RANGE, record.place_of("lag"), "a lag is at least 0 and at most 1000");
                None
            }
        }
        "shift" | "scale" => {
            record.required("by", findings);
            let (path, by) = (path(&record, findings), record.number("by", findings));
            let (path, by) = (path?, by?);
            Some(if &*op == "shift" { Change::Shift { path, by } } else { Change::Scale { path, by } })
        }
        "drop" => claims(&record, findings).map(Change::Drop),
        "mirror" => claims(&record, findings).map(Change::Mirror),
        "only" => {
            record.required("basis", findings);
            record.choice("basis", Basis::CHOICES, findings).map(Change::Only)
        }
        "as_of" => {
            record.required("date", findings);
            record.date("date", findings).map(Change::AsOf)
        }
        other => {
            let hint = "use set, shift, scale, clamp, free, cut, add, drop, mirror, only or as_of".to_owned();
            findings.add_with_hint(codes::BAD_CHANGE, &op.place, format!("`{other}` is no operation"), hint);
            None
        }
    }?;
    let ground = Ground {
        // The sizes of a what-if are the analyst's own unless the file says otherwise.
        basis: record.choice("grounds", Basis::CHOICES, findings).unwrap_or(Basis::Assumed),
        evidence: record.words("evidence"),
        locators: Vec::new(),
        note: record.text("note"),
        place: ["quantity", "link"]
            .into_iter()
            .find(|name| record.get(name).is_some())
            .map_or(op.place.clone(), |name| record.place_of(name).clone()),
    };
    let period = record.number("period", findings).unwrap_or(0.0);
    let whole = period.fract() == 0.0 && (keys::HORIZON.0..=keys::HORIZON.1).contains(&period);
    if !whole || (period > 0.0 && !made.may_wait()) {
        let message = if whole {
            format!("`{}` holds for the whole trajectory and takes no `period`", op.text)
        } else {
            "a `period` is a whole number from 0 (now) to 1000".to_owned()
        };
        findings.add(codes::OUT_OF_RANGE, record.place_of("period"), message);
    }
    Some(Step { change: made, period: period as u32, ground })
}

/// The path of a link, `link.` before it or not.
fn link(record: &Record, findings: &mut Diagnostics) -> Option<QuantityPath> {
    let word = record.required("link", findings)?;
    let bare = word.text.strip_prefix("link.").unwrap_or(&word.text);
    let path = QuantityPath::parse(&format!("link.{bare}"), false);
    let path = path.filter(|path| matches!(path, QuantityPath::Link { lag: false, .. }));
    if path.is_none() {
        findings.add(codes::BAD_PATH, &word.place, format!("`{}` is no link: write CAUSE>EFFECT", word.text));
    }
    path
}

fn path(record: &Record, findings: &mut Diagnostics) -> Option<QuantityPath> {
    let word = record.required("quantity", findings)?;
    let path = QuantityPath::parse(&word, true);
    if path.is_none() {
        no_path(&word, findings);
    }
    path
}

fn set(record: &Record, shape: Shape, findings: &mut Diagnostics) -> Option<Change> {
    let path = path(record, findings)?;
    if !path.is_number() {
        return Some(Change::SetWord { path, value: record.required("value", findings)?.text });
    }
    let place = record.place_of("quantity").clone();
    match (record.number("value", findings), record.estimate("", shape, findings)) {
        (Some(value), None) => {
            detente_chance::Estimate::point(value).ok().map(|estimate| Change::Set { path, estimate })
        }
        (None, Some(estimate)) => Some(Change::Set { path, estimate }),
        (None, None) if record.get("value").is_some() || record.get("mode").is_some() => None,
        _ => {
            let hint = "give `value`, or `low`, `mode` and `high`".to_owned();
            findings.add_with_hint(codes::BAD_CHANGE, &place, format!("`{path}` is set to nothing, or twice"), hint);
            None
        }
    }
}

/// Which claims a change is about.
fn claims(record: &Record, findings: &mut Diagnostics) -> Option<ClaimFilter> {
    let given: Vec<(&str, ClaimField)> =
        ClaimField::ALL.into_iter().filter(|(name, _)| record.get(name).is_some()).collect();
    let [(name, field)] = given[..] else {
        let hint = "one change takes claims by one of id, kind, grade, channel, speaker, source, basis".to_owned();
        findings.add_with_hint(codes::BAD_CHANGE, &record.place, "it is not clear which claims are meant", hint);
        return None;
    };
    Some(ClaimFilter { field, value: record.text(name) })
}
