//! JSON with numbers to twelve significant digits (fewer on the page), so that the last bits of a sum do not show.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::finite::not_finite;

/// Significant digits of a number in JSON.
const DIGITS: usize = 12;

/// The JSON of `value`, pretty or on one line, with a newline at its end.
///
/// What is not known is `None` in `value`. A number that is infinite or none would become `null` without a word: that is a fault of
/// the program, at which builds for development stop.
pub fn to_json(value: &impl Serialize, pretty: bool) -> String {
    let tree = tree(value, DIGITS);
    let text = if pretty { serde_json::to_string_pretty(&tree) } else { serde_json::to_string(&tree) };
    written_out(text.unwrap_or_default()) + "\n"
}

/// `value` as a tree, its numbers to so many significant digits.
pub fn tree(value: &impl Serialize, digits: usize) -> Value {
    debug_assert_eq!(not_finite(value), None, "a number that JSON cannot say");
    let mut tree = serde_json::to_value(value).unwrap_or(Value::Null);
    round(&mut tree, digits);
    tree
}

/// JSON in which no character steers a terminal or hides: they can only stand inside its texts, where `\u009b` means the same.
fn written_out(text: String) -> String {
    let is_unsafe = |c: &char| *c != '\n' && detente_text::is_unsafe(*c);
    if !text.chars().any(|c| is_unsafe(&c)) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if is_unsafe(&c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe += &format!("\\u{unit:04x}"));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// To twelve significant digits; a negative zero, which would print as -0.0, becomes 0.
pub fn rounded(x: f64) -> f64 {
    to_digits(x, DIGITS)
}

fn to_digits(x: f64, digits: usize) -> f64 {
    format!("{x:.*e}", digits - 1).parse().unwrap_or(x) + 0.0
}

fn round(value: &mut Value, digits: usize) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let short = number.as_f64().map(|x| to_digits(x, digits));
            *value = short.and_then(Number::from_f64).map_or(Value::Null, Value::Number);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| round(item, digits)),
        Value::Object(fields) => fields.values_mut().for_each(|field| round(field, digits)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_steers_a_terminal() {
        let text = to_json(&["a\u{9b}2Jb\u{202e}\u{e0041}\u{1b}é"], false);
        assert_eq!(text, "[\"a\\u009b2Jb\\u202e\\udb40\\udc41\\u001bé\"]\n");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), ["a\u{9b}2Jb\u{202e}\u{e0041}\u{1b}é"]);
    }

    #[test]
    fn the_last_bits_of_a_sum_do_not_show() {
        assert_eq!(to_json(&[0.1 + 0.2, -0.0, 1e-300, 2.0], false), "[0.3,0.0,1e-300,2.0]\n");
    }
}
