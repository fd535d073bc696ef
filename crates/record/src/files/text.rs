//! Bytes as text.

use std::borrow::Cow;

/// Bytes as text: UTF-8, or Windows letters where they are not.
pub fn decoded(bytes: &[u8]) -> String {
    text(bytes).into_owned()
}

/// Bytes as text: UTF-8, or Windows letters where they are not.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(windows(bytes)),
    }
}

fn windows(bytes: &[u8]) -> String {
    let decoded = detente_text::decode(bytes, Some("windows-1252"));
    decoded.map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), |decoded| decoded.text)
}
