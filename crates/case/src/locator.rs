//! Locators: `source:¶35`, `source:¶39-41`, optionally `@start+length` in characters and `#fingerprint`.

use std::fmt;

/// A place in a source document: paragraphs are stored, pages are derived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locator {
    /// Source id.
    pub source: String,
    /// First paragraph, from 1.
    pub first: u32,
    /// Last paragraph, at least `first`.
    pub last: u32,
    /// Offset and length in Unicode scalar values inside the paragraphs joined by one newline.
    pub span: Option<(u32, u32)>,
    /// Fingerprint of the paragraphs when they were coded.
    pub fingerprint: Option<u64>,
}

impl Locator {
    /// Reads a locator; the error says what is expected.
    ///
    /// # Errors
    /// A sentence about the form.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str = "a locator has the form `source:¶35` or `source:¶39-41`";
        let (source, rest) = text.split_once(":¶").ok_or(FORM)?;
        let (rest, fingerprint) = match rest.split_once('#') {
            None => (rest, None),
            Some((rest, hex)) => {
                (rest, Some(u64::from_str_radix(hex, 16).map_err(|_| "a fingerprint is a hexadecimal number")?))
            }
        };
        let (rest, span) = match rest.split_once('@') {
            None => (rest, None),
            Some((rest, span)) => {
                let (start, length) = span.split_once('+').ok_or("a span has the form `@start+length`")?;
                let number = |text: &str| text.parse().map_err(|_| "a span has the form `@start+length`");
                (rest, Some((number(start)?, number(length)?)))
            }
        };
        let (first, last) = rest.split_once('-').unwrap_or((rest, rest));
        let number = |text: &str| text.parse::<u32>().ok().filter(|n| *n > 0).ok_or(FORM);
        let (first, last) = (number(first)?, number(last)?);
        if source.is_empty() || last < first {
            return Err(FORM);
        }
        Ok(Self { source: source.to_owned(), first, last, span, fingerprint })
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:¶{}", self.source, self.first)?;
        if self.last > self.first {
            write!(f, "-{}", self.last)?;
        }
        if let Some((start, length)) = self.span {
            write!(f, "@{start}+{length}")?;
        }
        if let Some(fingerprint) = self.fingerprint {
            write!(f, "#{fingerprint:016x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_read_and_written_back() {
        for text in ["article:¶35", "article:¶39-41", "a.b:¶3@10+25#00000000000000ff"] {
            assert_eq!(Locator::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "article", "article:35", ":¶3", "a:¶0", "a:¶5-3", "a:¶x", "a:¶3@5", "a:¶3#xyz", "a:¶-1"]
        {
            assert!(Locator::parse(bad).is_err(), "{bad}");
        }
    }
}
