//! Influences over time, from JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{PlainChange, PlainInfluences, unread};
use crate::json::{Flaws, place};

pub(super) fn influences_of_json(root: &Map<String, Value>, flaws: &mut Flaws) -> PlainInfluences {
    let mut found = PlainInfluences {
        notes: unread(root, &["periods", "quantities", "influences", "changes"]),
        ..Default::default()
    };
    let periods = root.get("periods").and_then(Value::as_u64).filter(|periods| (1..=10_000).contains(periods));
    match periods {
        Some(periods) => found.periods = periods as usize,
        None => flaws.add("periods", "a whole number from 1 to 10000 is expected"),
    }
    let empty = Map::new();
    let quantities = match root.get("quantities") {
        Some(value) => flaws.object("quantities", value).unwrap_or(&empty),
        None => {
            flaws.add("quantities", "this is missing: an object of quantities with `q0`, `lo`, `hi`");
            &empty
        }
    };
    for (name, value) in quantities {
        let at = format!("quantities.{name}");
        let Some(object) = flaws.object(&at, value) else { continue };
        flaws.known(&at, object, &["q0", "lo", "hi", "rho"]);
        let mut number = |key: &str, default: Option<f64>| match object.get(key) {
            Some(value) => flaws.number(&place(&at, key), value),
            None => {
                if default.is_none() {
                    flaws.add(place(&at, key), "this is missing");
                }
                default
            }
        };
        let (q0, low, high, rho) =
            (number("q0", None), number("lo", Some(0.0)), number("hi", Some(1.0)), number("rho", Some(0.0)));
        if let (Some(q0), Some(low), Some(high), Some(rho)) = (q0, low, high, rho) {
            if !(low < high && (low..=high).contains(&q0)) {
                flaws.add(&at, format!("the baseline {q0} must lie in a range, here [{low}, {high}]"));
            }
            if !(0.0..1.0).contains(&rho) {
                flaws.add(&at, "`rho` lies from 0 to below 1");
            }
            found.quantities.push((name.clone(), q0, low, high, rho));
        }
    }
    let names: BTreeMap<String, usize> = found.quantities.iter().enumerate().map(|(i, q)| (q.0.clone(), i)).collect();
    let known = |at: &str, value: Option<&Value>, flaws: &mut Flaws| -> Option<usize> {
        let name = value.and_then(Value::as_str);
        let found = name.and_then(|name| names.get(name)).copied();
        if found.is_none() {
            flaws.add(at, format!("no quantity is called `{}`", name.unwrap_or_default()));
        }
        found
    };
    for (i, row) in flaws.list("", root, "influences").into_iter().enumerate() {
        let at = format!("influences[{i}]");
        let cells = row.as_array().map(Vec::as_slice).unwrap_or_default();
        let [cause, effect, gain, lag] = cells else {
            flaws.add(at, "four entries are expected: cause, effect, gain, lag");
            continue;
        };
        let (cause, effect) = (known(&at, Some(cause), flaws), known(&at, Some(effect), flaws));
        let gain = flaws.number(&at, gain).filter(|gain| gain.is_finite());
        let lag = lag.as_u64().filter(|lag| *lag <= 10_000);
        if lag.is_none() {
            flaws.add(&at, "the lag is a whole number of periods from 0 on");
        }
        if let (Some(cause), Some(effect), Some(gain), Some(lag)) = (cause, effect, gain, lag) {
            if found.influences.iter().any(|one| (one.0, one.1) == (cause, effect)) {
                flaws.add(&at, "this influence stands above already");
            }
            found.influences.push((cause, effect, gain, lag as usize));
        }
    }
    for (i, row) in flaws.list("", root, "changes").into_iter().enumerate() {
        let at = format!("changes[{i}]");
        let Some(object) = flaws.object(&at, row) else { continue };
        flaws.known(&at, object, &["period", "op", "id", "value", "cause", "effect"]);
        let op = flaws.word(&at, object, "op").unwrap_or_default();
        let period = object.get("period").map_or(Some(0), Value::as_u64);
        if period.is_none() {
            flaws.add(place(&at, "period"), "a whole number from 0 on is expected");
        }
        let link = op == "cut";
        let takes = ["set", "shift", "scale", "clamp"].contains(&op.as_str());
        if !takes && !link && op != "free" {
            flaws.add(place(&at, "op"), format!("`{op}` is no operation: set, shift, scale, clamp, free, cut"));
        }
        let on = known(&at, object.get(if link { "cause" } else { "id" }), flaws);
        let effect = if link { known(&at, object.get("effect"), flaws) } else { None };
        let value = match object.get("value") {
            Some(value) => flaws.number(&place(&at, "value"), value).unwrap_or(0.0),
            None => {
                if takes {
                    flaws.add(place(&at, "value"), "this is missing");
                }
                0.0
            }
        };
        if let Some(on) = on.filter(|_| takes) {
            let (name, q0, low, high, _) = &found.quantities[on];
            let to = match op.as_str() {
                "shift" => q0 + value,
                "scale" => q0 * value,
                _ => value,
            };
            if !(*low..=*high).contains(&to) {
                flaws.add(&at, format!("`{name}` would come to {to}, outside [{low}, {high}]"));
            }
        }
        if let (true, Some(cause), Some(effect)) = (link, on, effect)
            && !found.influences.iter().any(|one| (one.0, one.1) == (cause, effect))
        {
            flaws.add(&at, "there is no such influence to cut");
        }
        if let (Some(on), Some(period)) = (on, period) {
            found.changes.push(PlainChange { period: period as usize, op, on, effect, value });
        }
    }
    found
}
