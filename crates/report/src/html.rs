//! The report: the web page with the assessment inside.

use detente_page::PAGE;
use detente_results::Assessment;
use serde::Serialize;

use crate::columns::Columns;
use crate::json::tree;
use crate::map::{Land, land_of};

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

/// One self-contained page. Its data are JSON in columns, pressed (zlib) and written in letters (base64): no text of the case can end the
/// script.
pub fn page(assessment: &Assessment) -> String {
    let data = serde_json::to_vec(&Columns::of(tree(&Page { assessment, land: land_of(assessment) }, DIGITS)))
        .unwrap_or_default();
    // The same bytes on every machine, which faster packers do not promise.
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&data, LEVEL);
    PAGE.replacen("__ASSESSMENT__", &base64(&packed), 1)
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
