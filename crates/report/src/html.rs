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

/// One self-contained page. Its data are JSON in columns, pressed (zlib) and written in letters (base64): no text of the case can end the
/// script. A page that carries the case carries the engine too, where the program was built with it.
pub fn page(assessment: &Assessment, askable: Option<Askable<'_>>) -> String {
    let data = serde_json::to_vec(&Columns::of(tree(&Page { assessment, land: land_of(assessment) }, DIGITS)))
        .unwrap_or_default();
    let askable = askable.filter(|_| !ENGINE.is_empty());
    let case = askable.map(|askable| serde_json::to_vec(&askable.opening()).unwrap_or_default());
    let parts = [
        ("__ASSESSMENT__", base64(&pressed(&data))),
        ("__CASE__", case.map(|case| base64(&pressed(&case))).unwrap_or_default()),
        ("__ENGINE__", askable.map(|_| base64(ENGINE)).unwrap_or_default()),
    ];
    parts.iter().fold(PAGE.to_owned(), |page, (place, part)| page.replacen(place, part, 1))
}

/// The same bytes on every machine, which faster packers do not promise.
fn pressed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL)
}

/// Bytes in letters (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 4648, section 10.
    #[test]
    fn letters_are_those_of_the_standard() {
        let told = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(told, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
