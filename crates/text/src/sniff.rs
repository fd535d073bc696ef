//! Which mark separates the cells of a table.

use csv::{ReaderBuilder, StringRecord};

const MARKS: [char; 4] = [',', ';', '\t', '|'];
/// Rows looked at.
const LOOKED_AT: usize = 50;

/// The separator: that of a line `sep=;` at the start, as spreadsheets write it, or the mark that splits the first rows most evenly.
///
/// Gives the mark, and the bytes that such a line takes.
pub(crate) fn separator(text: &str) -> (char, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(mark) = first.trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.chars().next()) {
        let end = text.find('\n').map_or(text.len(), |end| end + 1);
        return (mark, end);
    }
    let (_, _, mark) = MARKS
        .iter()
        .rev()
        .map(|mark| {
            let (even, width) = evenness(text, *mark);
            (even, width, *mark)
        })
        .fold(
            (0, 1, ','),
            |best, found| if (found.0, found.1) >= (best.0, best.1) && found.1 > 1 { found } else { best },
        );
    (mark, 0)
}

/// Per mille of the first rows that have as many cells as the header, and how many those are; nothing where the header is one cell.
fn evenness(text: &str, mark: char) -> (usize, usize) {
    let mut reader =
        ReaderBuilder::new().delimiter(mark as u8).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let widths: Vec<usize> = reader.records().take(LOOKED_AT).flatten().map(|row: StringRecord| row.len()).collect();
    let width = widths.first().copied().unwrap_or(0);
    if width < 2 {
        return (0, 1);
    }
    let even = widths.iter().filter(|other| **other == width).count();
    (even * 1_000 / widths.len(), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_that_splits_evenly_is_the_separator() {
        for (text, mark) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\nx;y;0,5\n", ';'),
            ("a\tb\n\"x, y\"\t1\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("name,note\nx,a; b\ny,c\n", ','),
            ("name;note\nx;a, b, c\n", ';'),
            ("one\ntwo\n", ','),
            ("", ','),
        ] {
            assert_eq!(separator(text).0, mark, "{text}");
        }
        assert_eq!(separator("sep=;\na;b\n"), (';', 6));
    }
}
