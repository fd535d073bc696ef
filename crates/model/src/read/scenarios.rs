//! `scenarios/*.toml`: named what-ifs.

use detente_chance::Shape;

use crate::case::{Basis, Ground, Scenario};
use crate::change::{Change, ClaimField, ClaimFilter};
use crate::codes;
use crate::diagnostic::Findings;
use crate::files::Place;
use crate::path::QuantityPath;
use crate::syntax::Record;
use crate::syntax::toml::Section;

pub(crate) fn read(file: &str, text: &str, shape: Shape, findings: &mut Findings) -> Option<Scenario> {
    let root = Section::parse(file, text, findings);
    root.only(&["title", "question", "change"], findings);
    let record = root.record(&["change"], findings);
    let title = record.required("title", findings).map(|word| word.text).unwrap_or_default();
    let id = file.strip_prefix("scenarios/")?.strip_suffix(".toml")?.to_owned();
    if id == "baseline" {
        let message = "`baseline` is the name of the case as it is; give the scenario another";
        findings.add(codes::SAME_ID, &root.place, message);
        return None;
    }
    let changes = root.list("change", findings).iter().filter_map(|section| change(section, shape, findings)).collect();
    Some(Scenario { id, title, question: record.text("question"), changes, place: Place::new(file, 0..0) })
}

const KEYS: [&str; 18] = [
    "op", "quantity", "low", "mode", "high", "value", "by", "id", "kind", "grade", "channel", "speaker", "source",
    "basis", "date", "evidence", "note", "grounds",
];

fn change(section: &Section<'_>, shape: Shape, findings: &mut Findings) -> Option<(Change, Ground)> {
    section.only(&KEYS, findings);
    let record = section.record(&[], findings);
    let op = record.required("op", findings)?;
    let made = match &*op {
        "set" => set(&record, shape, findings),
        "shift" | "scale" => {
            record.required("by", findings);
            let (path, by) = (path(&record, findings), record.number("by", findings));
            let (path, by) = (path?, by?);
            Some(if &*op == "shift" { Change::Shift { path, by } } else { Change::Scale { path, by } })
        }
        "drop" => drop_claims(&record, findings),
        "only" => {
            record.required("basis", findings);
            record.choice("basis", &Basis::ALL, findings).map(Change::Only)
        }
        "as_of" => {
            record.required("date", findings);
            record.date("date", findings).map(Change::AsOf)
        }
        other => {
            let hint = "use set, shift, scale, drop, only or as_of".to_owned();
            findings.add_with_hint(codes::BAD_CHANGE, &op.place, format!("`{other}` is no operation"), hint);
            None
        }
    }?;
    let ground = Ground {
        // The sizes of a what-if are the analyst's own unless the file says otherwise.
        basis: record.choice("grounds", &Basis::ALL, findings).unwrap_or(Basis::Assumed),
        evidence: record.words("evidence"),
        locators: Vec::new(),
        note: record.text("note"),
        place: if record.get("quantity").is_some() { record.place_of("quantity").clone() } else { op.place.clone() },
    };
    Some((made, ground))
}

fn path(record: &Record, findings: &mut Findings) -> Option<QuantityPath> {
    let word = record.required("quantity", findings)?;
    let path = QuantityPath::parse(&word, true);
    if path.is_none() {
        findings.add(codes::BAD_PATH, &word.place, format!("`{}` is no quantity path", word.text));
    }
    path
}

fn set(record: &Record, shape: Shape, findings: &mut Findings) -> Option<Change> {
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

fn drop_claims(record: &Record, findings: &mut Findings) -> Option<Change> {
    let given: Vec<(&str, ClaimField)> =
        ClaimField::ALL.into_iter().filter(|(name, _)| record.get(name).is_some()).collect();
    let [(name, field)] = given[..] else {
        let hint = "one change drops by one of id, kind, grade, channel, speaker, source, basis".to_owned();
        findings.add_with_hint(codes::BAD_CHANGE, &record.place, "it is not clear which claims to drop", hint);
        return None;
    };
    Some(Change::Drop(ClaimFilter { field, value: record.text(name) }))
}
