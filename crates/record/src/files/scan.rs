//! Lines and cells of large files without a copy: a window over the file, line ends and separators found with `memchr`.

use std::io::{self, BufRead};

use memchr::{memchr, memchr_iter, memchr2};

/// Cells of one line as places in it.
pub(crate) struct Line<'a> {
    bytes: &'a [u8],
    /// Where each cell ends; a cell begins one after the end before it.
    ends: &'a [u32],
    /// Whether every quotation mark that opens a cell is closed; if not, its cells are what stands between separators.
    pub(crate) closed: bool,
}

impl<'a> Line<'a> {
    /// A line without quotation marks.
    pub(super) fn of(bytes: &'a [u8], ends: &'a [u32]) -> Self {
        Self { bytes, ends, closed: true }
    }

    /// A line of which no cell can be told.
    pub(crate) fn illegible() -> Line<'static> {
        Line { bytes: &[], ends: &[], closed: false }
    }

    /// All its bytes, without quotation marks around cells.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Number of cells.
    pub(crate) fn width(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty beyond the last.
    #[inline]
    pub(crate) fn cell(&self, place: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(place) else { return &[] };
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize + 1 };
        &self.bytes[start..*end as usize]
    }
}

/// Hands every line to `take` with its number, from 1; lines between quotation marks are handed on without the marks.
pub(crate) fn lines(
    reader: &mut dyn BufRead,
    (separator, quoted): (u8, bool),
    first: u64,
    mut take: impl FnMut(u64, &Line<'_>),
) -> io::Result<()> {
    const WINDOW: usize = 1 << 20;
    let mut window: Vec<u8> = vec![0; WINDOW];
    let (mut held, mut number) = (0, first);
    let mut ends: Vec<u32> = Vec::with_capacity(64);
    let mut whole: Vec<u8> = Vec::new();
    loop {
        if held == window.len() {
            // One line longer than the window.
            window.resize(window.len() * 2, 0);
        }
        // Filled to its end: what is unpacked comes in small blocks, and a line longer than many of them would be looked at again for each.
        let filled = fill(reader, &mut window, held)?;
        let text = &window[..filled];
        let marked = quoted && memchr(b'"', text).is_some();
        let last = filled < window.len();
        let mut start = 0;
        if marked {
            while start < filled {
                let Some((length, closed)) = line_end(&text[start..], separator, last) else { break };
                let end = start + length;
                let line = &text[start..end];
                let trimmed = line.strip_suffix(b"\r").unwrap_or(line);
                if !trimmed.is_empty() {
                    match closed {
                        true => unquote(trimmed, separator, &mut whole, &mut ends),
                        // What its places hold may still tell of whom it is; that it is broken is told with it.
                        false => plain_cells(trimmed, separator, &mut whole, &mut ends),
                    }
                    take(number, &Line { bytes: &whole, ends: &ends, closed });
                }
                number += 1 + memchr_iter(b'\n', line).count() as u64;
                start = end + 1;
            }
        } else {
            ends.clear();
            let mut line = |start: usize, end: usize, ends: &mut Vec<u32>| {
                let end = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
                if end > start {
                    ends.push((end - start) as u32);
                    take(number, &Line::of(&text[start..end], ends));
                }
                ends.clear();
                number += 1;
            };
            each_mark(text, separator, |place, breaks| {
                if breaks {
                    line(start, place, &mut ends);
                    start = place + 1;
                } else {
                    ends.push((place - start) as u32);
                }
            });
            if last && start < filled {
                line(start, filled, &mut ends);
                start = filled;
            }
        }
        if last {
            return Ok(());
        }
        let start = start.min(filled);
        window.copy_within(start..filled, 0);
        held = filled - start;
    }
}

/// Reads until the window is full or the file ends; how far it is filled.
pub(super) fn fill(reader: &mut dyn BufRead, window: &mut [u8], mut filled: usize) -> io::Result<usize> {
    while filled < window.len() {
        match reader.read(&mut window[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// Hands on every separator and line break, eight bytes at a time: cells are so short that a search for each of them takes longer.
pub(super) fn each_mark(text: &[u8], separator: u8, mut take: impl FnMut(usize, bool)) {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let (separators, breaks) = (u64::from_ne_bytes([separator; 8]), u64::from_ne_bytes([b'\n'; 8]));
    // The highest bit of every byte that is 0, of no other.
    let zeros = |word: u64| !(((word & LOW) + LOW) | word | LOW);
    let (words, rest) = text.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let ends = zeros(word ^ breaks);
        let mut marks = zeros(word ^ separators) | ends;
        while marks != 0 {
            let bit = marks.trailing_zeros();
            take(8 * number + bit as usize / 8, ends >> bit & 1 == 1);
            marks &= marks - 1;
        }
    }
    for (place, byte) in rest.iter().enumerate().filter(|(_, byte)| **byte == separator || **byte == b'\n') {
        take(8 * words.len() + place, *byte == b'\n');
    }
}

/// Longest cell between quotation marks; a mark that is not closed within it is not closed at all.
const LONGEST_QUOTED: usize = 1 << 16;

/// Where a line ends, and whether all its quotation marks are closed: at the first line break outside a cell between marks. A mark
/// opens a cell only at its beginning; elsewhere it is a sign like any other. Lines whose mark is never closed end at their break.
fn line_end(text: &[u8], separator: u8, last: bool) -> Option<(usize, bool)> {
    let first_break = memchr(b'\n', text);
    let mut place = 0;
    loop {
        if text.get(place) == Some(&b'"') {
            let start = place;
            place += 1;
            loop {
                let close = memchr(b'"', &text[place..]).map(|far| place + far);
                match close {
                    Some(close) if close - start > LONGEST_QUOTED => return first_break.map(|end| (end, false)),
                    Some(close) if text.get(close + 1) == Some(&b'"') => place = close + 2,
                    Some(close) => {
                        place = close + 1;
                        break;
                    }
                    None if last || text.len() - start > LONGEST_QUOTED => {
                        return first_break.or(last.then_some(text.len())).map(|end| (end, false));
                    }
                    None => return None,
                }
            }
        }
        // What follows up to the next separator or the end of the line.
        match memchr2(separator, b'\n', &text[place..]).map(|far| place + far) {
            Some(at) if text[at] == b'\n' => return Some((at, true)),
            Some(at) => place = at + 1,
            None => return last.then_some((text.len(), true)),
        }
    }
}

/// Cells between separators, whatever their marks.
fn plain_cells(line: &[u8], separator: u8, whole: &mut Vec<u8>, ends: &mut Vec<u32>) {
    whole.clear();
    ends.clear();
    whole.extend_from_slice(line);
    ends.extend(memchr_iter(separator, line).map(|end| end as u32).chain([line.len() as u32]));
}

/// Takes the marks off: a doubled mark inside is one, separators inside belong to the cell.
fn unquote(line: &[u8], separator: u8, whole: &mut Vec<u8>, ends: &mut Vec<u32>) {
    whole.clear();
    ends.clear();
    let (mut inside, mut fresh) = (false, true);
    let mut place = 0;
    while place < line.len() {
        let byte = line[place];
        match byte {
            b'"' if inside && line.get(place + 1) == Some(&b'"') => {
                whole.push(b'"');
                place += 1;
            }
            b'"' if inside => inside = false,
            b'"' if fresh => inside = true,
            _ if byte == separator && !inside => {
                ends.push(whole.len() as u32);
                whole.push(byte);
            }
            _ => whole.push(byte),
        }
        fresh = byte == separator && !inside;
        place += 1;
    }
    ends.push(whole.len() as u32);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8], size: usize) -> Vec<(u64, Vec<Vec<u8>>)> {
        let mut found = Vec::new();
        let mut reader = io::BufReader::with_capacity(size, text);
        lines(&mut reader, (b',', true), 1, |number, line| {
            found.push((number, (0..line.width()).map(|place| line.cell(place).to_vec()).collect()));
        })
        .unwrap();
        found
    }

    #[test]
    fn marks_line_breaks_and_ends() {
        let found = read(b"a,\"b,\n\"\"x\"\"\",c\r\n1,2,3", 3);
        assert_eq!(found[0], (1, vec![b"a".to_vec(), b"b,\n\"x\"".to_vec(), b"c".to_vec()]));
        assert_eq!(found[1], (3, vec![b"1".to_vec(), b"2".to_vec(), b"3".to_vec()]));
    }

    #[test]
    fn marks_inside_cells_are_signs_and_open_ones_cost_one_line() {
        let found = read(b"a 5\" gun,b\n\"open,2\n3,4\n", 2);
        assert_eq!(found[0].1, vec![b"a 5\" gun".to_vec(), b"b".to_vec()]);
        assert_eq!(found[1], (2, vec![b"\"open".to_vec(), b"2".to_vec()]));
        assert_eq!(found[2], (3, vec![b"3".to_vec(), b"4".to_vec()]));
    }

    proptest! {
        /// The same cells as the csv crate reads, for any cells and any window.
        #[test]
        fn cells_are_those_of_the_csv_crate(
            rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n ]{0,4}", 3), 1..8), size in 1_usize..9,
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let found: Vec<Vec<Vec<u8>>> = read(&text, size).into_iter().map(|(_, cells)| cells).collect();
            let wanted: Vec<Vec<Vec<u8>>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.as_bytes().to_vec()).collect()).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
