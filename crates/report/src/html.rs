//! The report: the web page with the assessment inside, and where it is to answer back the case and the engine.

use std::collections::BTreeMap;

use detente_case::{Date, Files};
use detente_page::{ENGINE, PAGE};
use detente_results::Assessment;
use serde::Serialize;

use crate::columns::Columns;
use crate::map::{Land, land_of};
use detente_results::json::tree;

/// How hard the data are pressed, out of ten.
const LEVEL: u8 = 9;
/// Significant digits of a number on the page, which shows four at most.
const DIGITS: usize = 6;

/// What a page holds: the assessment, and the land under its maps.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    assessment: &'a Assessment,
    #[serde(skip_serializing_if = "Option::is_none")]
    land: Option<Land>,
}

/// The case that a page asks, as its engine opens it.
#[derive(Serialize)]
struct Opening<'a> {
    files: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    horizon: Option<u32>,
}

/// A case that a page may ask.
#[derive(Clone, Copy)]
pub struct Askable<'a> {
    /// Its texts.
    pub files: &'a Files,
    /// The date as of which it was read, where that is not its own.
    pub as_of: Option<Date>,
    /// The period at which results were read, where that is not its own.
    pub horizon: Option<u32>,
}

impl<'a> Askable<'a> {
    /// Tables and scenarios: no document goes out with a page, and no answer needs one.
    fn opening(&self) -> Opening<'a> {
        let own = |name: &str| !name.starts_with("sources/") && (name.ends_with(".toml") || name.ends_with(".csv"));
        Opening {
            files: self.files.iter().filter(|(name, _)| own(name)).collect(),
            as_of: self.as_of.map(|date| date.to_string()),
            horizon: self.horizon,
        }
    }
}

/// One self-contained page. Its data are JSON in columns, pressed (zlib) and written in letters: no text of the case can end the
/// script. A page that carries the case carries the engine too, where the program was built with it.
pub fn page(assessment: &Assessment, askable: Option<Askable<'_>>) -> String {
    let data = serde_json::to_vec(&Columns::of(tree(&Page { assessment, land: land_of(assessment) }, DIGITS)))
        .unwrap_or_default();
    let askable = askable.filter(|_| !ENGINE.is_empty());
    let case = askable.map(|askable| serde_json::to_vec(&askable.opening()).unwrap_or_default());
    let parts = [
        ("__ASSESSMENT__", letters(&pressed(&data))),
        ("__CASE__", case.map(|case| letters(&pressed(&case))).unwrap_or_default()),
        ("__ENGINE__", askable.map(|_| letters(ENGINE)).unwrap_or_default()),
    ];
    parts.iter().fold(PAGE.to_owned(), |page, (place, part)| page.replacen(place, part, 1))
}

/// The same bytes on every machine, which faster packers do not promise.
fn pressed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL)
}

/// The 85 letters from `!` to `~` that end no script and no attribute, and begin neither JSON nor the name of a place of the page: all but
/// `\"`, `&`, `'`, `<`, `>`, `\\`, `_`, `` ` `` and `{`.
const LETTERS: &[u8; 85] = b"!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|}~";

/// Bytes in letters: four bytes are the digits of a number to the base of 85, the highest first; of fewer at the end, filled up with zeros, one
/// letter more than bytes. A quarter longer than the bytes, where base64 is a third.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(4) * 5);
    for four in bytes.chunks(4) {
        let mut number =
            (0..4).fold(0, |number, at| number << 8 | u64::from(four.get(at).copied().unwrap_or_default()));
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = LETTERS[(number % 85) as usize];
            number /= 85;
        }
        text.extend(digits[..=four.len()].iter().map(|digit| char::from(*digit)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page reads the same examples (`packed.test.ts`).
    #[test]
    fn bytes_are_written_in_letters() {
        let told = [&[][..], &[0], &[255, 255], &[1, 2, 3], &[134, 79, 210, 111], &[255; 5]].map(letters);
        assert_eq!(told, ["", "!!", "|;S", "!ASD", "Q299=", "|;]0!zz"]);
        let (all, text): (Vec<u8>, _) = ((0..=255).collect(), letters(&(0..=255).collect::<Vec<u8>>()));
        assert_eq!(text.len(), all.len() / 4 * 5);
        assert!(!text.contains(['<', '>', '&', '"', '\'', '\\', '_', '{']));
    }
}
