//! The texts of a case folder, and places in them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The file every case has.
pub(crate) const MANIFEST: &str = "case.toml";

/// A place in a file of the case: which file, and which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// File name relative to the case folder, with `/`; one text in memory for all places of a table.
    pub file: Arc<str>,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Place {
    /// The bytes `span` of `file`.
    pub fn new(file: &str, span: Range<usize>) -> Self {
        Self::within(&Arc::from(file), span)
    }

    /// The same of a file whose name is there already.
    pub(crate) fn within(file: &Arc<str>, span: Range<usize>) -> Self {
        Self { file: Arc::clone(file), start: span.start, end: span.end.max(span.start) }
    }
}

/// A text without byte order mark, its lines ended by `\n`.
#[derive(Debug, Clone, Default)]
struct Text {
    text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

impl Text {
    fn new(text: String) -> Self {
        let text = plain_line_ends(text);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, lines }
    }

    fn line(&self, at: usize) -> Line<'_> {
        let number = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[number - 1];
        let end = self.lines.get(number).map_or(self.text.len(), |next| next - 1);
        Line { number, start, text: &self.text[start..end] }
    }
}

/// The text with `\n` alone at the ends of its lines. A carriage return inside a line stays unless the file has no other
/// line ends, as those of old Macs.
fn plain_line_ends(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    match (text.contains('\r'), text.contains('\n')) {
        (false, _) => text,
        (true, true) => text.replace("\r\n", "\n"),
        (true, false) => text.replace('\r', "\n"),
    }
}

/// A line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'t> {
    /// Its number, from 1.
    pub number: usize,
    /// The byte of the file at which it begins.
    pub start: usize,
    /// Its text without the end of the line.
    pub text: &'t str,
}

impl Line<'_> {
    /// The bytes of this line that `place` covers: inside the line, between letters.
    pub fn covered(&self, place: &Place) -> Range<usize> {
        let inside = |at: usize| self.text.floor_char_boundary(at.saturating_sub(self.start).min(self.text.len()));
        let start = inside(place.start);
        start..inside(place.end).max(start)
    }
}

/// The files of a case by name relative to its folder. A byte order mark is no part of a text, and lines end with `\n`
/// however the file ends them: places count the bytes of the text as it is here.
#[derive(Debug, Clone, Default)]
pub struct Files {
    texts: BTreeMap<String, Text>,
    unread: BTreeSet<String>,
}

impl Files {
    /// Adds or replaces a file.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(name.into(), Text::new(text.into()));
    }

    /// A file that is there and cannot be read: what it says is not missing.
    pub fn insert_unread(&mut self, name: impl Into<String>) {
        self.unread.insert(name.into());
    }

    /// Names of files that are there and cannot be read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &str> {
        self.unread.iter().map(String::as_str)
    }

    /// The byte at which a line, from 1, begins.
    pub(crate) fn start_of_line(&self, name: &str, line: u64) -> usize {
        let lines = self.texts.get(name).map(|text| text.lines.as_slice()).unwrap_or_default();
        lines.get(line.saturating_sub(1) as usize).or(lines.last()).copied().unwrap_or(0)
    }

    /// The text of a file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|text| text.text.as_str())
    }

    /// Names and texts in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.text.as_str()))
    }

    /// Names and texts of the files directly inside `folder` (with its `/`) that end with `ending`.
    pub fn inside<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(name, _)| {
            name.strip_prefix(folder).is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
        })
    }

    /// The line in which `place` starts.
    pub fn line(&self, place: &Place) -> Option<Line<'_>> {
        self.texts.get(&*place.file).map(|text| text.line(place.start))
    }

    /// Line and column (both from 1, columns in characters) where `place` starts.
    pub fn line_column(&self, place: &Place) -> (usize, usize) {
        let Some(line) = self.line(place) else { return (1, 1) };
        (line.number, line.text[..line.covered(place).start].chars().count() + 1)
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for Files {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(files: I) -> Self {
        let texts = files.into_iter().map(|(name, text)| (name.into(), Text::new(text.into()))).collect();
        Self { texts, unread: BTreeSet::new() }
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

    #[test]
    fn a_text_is_the_same_however_its_lines_end() {
        let plain = "id,name\nA,é\n\nB,y";
        for ends in ["\n", "\r\n", "\r"] {
            for mark in ["", "\u{feff}"] {
                let files: Files = [("a.csv", mark.to_owned() + &plain.replace('\n', ends))].into_iter().collect();
                assert_eq!(files.get("a.csv"), Some(plain), "{ends:?}");
            }
        }
        // Where lines end otherwise, a carriage return inside a cell is a letter like any other.
        assert_eq!(Text::new("a\rb\r\nc".to_owned()).text, "a\rb\nc");
    }

    #[test]
    fn what_is_covered_lies_inside_the_line() {
        let files: Files = [("a.csv", "né,\r\nx\r\n")].into_iter().collect();
        let line = |place: Range<usize>| {
            let place = Place::new("a.csv", place);
            let line = files.line(&place).unwrap();
            (line.number, line.text, line.covered(&place))
        };
        assert_eq!(line(4..4), (1, "né,", 4..4));
        assert_eq!(line(2..900), (1, "né,", 1..4));
        assert_eq!(line(5..6), (2, "x", 0..1));
        assert_eq!(line(900..901), (3, "", 0..0));
    }
}
