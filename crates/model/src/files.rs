//! The texts of a case folder, and places in them.

use std::collections::BTreeMap;
use std::ops::Range;

/// A place in a file of the case: which file, and which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// File name relative to the case folder, with `/`.
    pub file: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Place {
    /// The bytes `span` of `file`.
    pub fn new(file: &str, span: Range<usize>) -> Self {
        Self { file: file.to_owned(), start: span.start, end: span.end.max(span.start) }
    }
}

/// The files of a case by name relative to its folder.
#[derive(Debug, Clone, Default)]
pub struct Files {
    texts: BTreeMap<String, String>,
}

impl Files {
    /// Adds or replaces a file.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(name.into(), text.into());
    }

    /// The text of a file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Names and texts in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Names and texts of the files directly inside `folder` (with its `/`) that end with `ending`.
    pub fn inside<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(name, _)| {
            name.strip_prefix(folder).is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
        })
    }

    /// Line and column (both from 1, columns in characters) where `place` starts.
    pub fn line_column(&self, place: &Place) -> (usize, usize) {
        let text = self.get(&place.file).unwrap_or("");
        let mut start = place.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for Files {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(files: I) -> Self {
        Self { texts: files.into_iter().map(|(name, text)| (name.into(), text.into())).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_in_lines_and_characters() {
        let files: Files = [("a.csv", "id\nné,x\n")].into_iter().collect();
        assert_eq!(files.line_column(&Place::new("a.csv", 7..8)), (2, 4));
        assert_eq!(files.line_column(&Place::new("a.csv", 900..901)), (3, 1));
        assert_eq!(files.line_column(&Place::new("absent", 3..4)), (1, 1));
    }
}
