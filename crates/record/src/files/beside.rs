//! Lines of a file without quotation marks, each step by a thread of its own: this one reads blocks, others find their lines and cells, and
//! one takes the lines in their order. What is taken is the same whatever the number of threads.

use std::io::{self, BufRead};
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use memchr::memrchr;

use super::scan::{Line, each_mark, fill, lines};

/// Bytes of a block.
const BLOCK: usize = 1 << 20;
/// Threads that find lines: beyond these the one that takes them is the slowest.
const MOST_SCANNERS: usize = 4;

/// The same as [`lines`] for a file without quotation marks, with as many threads as there are.
pub(crate) fn lines_beside(
    reader: &mut dyn BufRead,
    separator: u8,
    first: u64,
    take: impl FnMut(u64, &Line<'_>) + Send,
) -> io::Result<()> {
    match rayon::current_num_threads() {
        1 => lines(reader, (separator, false), first, take),
        threads => beside(reader, separator, (threads - 1).min(MOST_SCANNERS), BLOCK, Taker { number: first, take }),
    }
}

fn beside<T: FnMut(u64, &Line<'_>) + Send>(
    reader: &mut dyn BufRead,
    separator: u8,
    scanners: usize,
    size: usize,
    taker: Taker<T>,
) -> io::Result<()> {
    thread::scope(|scope| {
        let (empty, used) = sync_channel::<Block>(2 * scanners + 2);
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..scanners {
            let (filled, blocks) = sync_channel::<Block>(1);
            let (found, scanned) = sync_channel::<Block>(1);
            scope.spawn(move || scan_all(separator, &blocks, &found));
            to.push(filled);
            from.push(scanned);
        }
        scope.spawn(move || taker.take_all(&from, &empty));
        let mut rest = Vec::new();
        // Block after block to scanner after scanner, as they are taken up again.
        for scanner in to.iter().cycle() {
            let mut block = used.try_recv().unwrap_or_default();
            let last = block.fill(reader, &mut rest, size)?;
            if scanner.send(block).is_err() || last {
                break;
            }
        }
        Ok(())
    })
}

fn scan_all(separator: u8, blocks: &Receiver<Block>, found: &SyncSender<Block>) {
    for mut block in blocks {
        block.scan(separator);
        if found.send(block).is_err() {
            return;
        }
    }
}

/// Who takes the lines.
struct Taker<T> {
    number: u64,
    take: T,
}

impl<T: FnMut(u64, &Line<'_>)> Taker<T> {
    /// Takes the lines of all blocks, in the order in which they were read.
    fn take_all(mut self, from: &[Receiver<Block>], empty: &SyncSender<Block>) {
        for scanned in from.iter().cycle() {
            let Ok(block) = scanned.recv() else { return };
            for place in &block.found.lines {
                if !place.bytes.is_empty() {
                    let ends = &block.found.ends[place.cells.clone()];
                    (self.take)(self.number, &Line::of(&block.text[place.bytes.clone()], ends));
                }
                self.number += 1;
            }
            // A block more or less to write into again makes no difference.
            let _ = empty.try_send(block);
        }
    }
}

/// A part of a file that ends with a line.
#[derive(Default)]
struct Block {
    /// As much as there is room for; what counts ends where it is filled to.
    text: Vec<u8>,
    filled: usize,
    found: Found,
}

/// The lines of a block, and their cells.
#[derive(Default)]
struct Found {
    /// Where each cell ends in its line.
    ends: Vec<u32>,
    lines: Vec<LinePlace>,
}

/// Where a line stands in a block, and its cells among the ends.
struct LinePlace {
    bytes: Range<usize>,
    cells: Range<usize>,
}

impl Found {
    /// Notes the last cell of a line, and the line.
    fn end_line(&mut self, text: &[u8], start: usize, end: usize) {
        let end = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
        self.ends.push((end - start) as u32);
        let first = self.lines.last().map_or(0, |line| line.cells.end);
        self.lines.push(LinePlace { bytes: start..end, cells: first..self.ends.len() });
    }
}

impl Block {
    /// Begins with the rest of the block before, reads on, and leaves the rest of its last line to the next; whether the file is at its end.
    fn fill(&mut self, reader: &mut dyn BufRead, rest: &mut Vec<u8>, size: usize) -> io::Result<bool> {
        self.filled = rest.len();
        self.text.resize(self.text.len().max(size).max(rest.len() + 1), 0);
        self.text[..rest.len()].copy_from_slice(rest);
        rest.clear();
        loop {
            self.filled = fill(reader, &mut self.text, self.filled)?;
            if self.filled < self.text.len() {
                return Ok(true);
            }
            if let Some(end) = memrchr(b'\n', &self.text) {
                rest.extend_from_slice(&self.text[end + 1..]);
                self.filled = end + 1;
                return Ok(false);
            }
            // One line longer than a block.
            self.text.resize(2 * self.text.len(), 0);
        }
    }

    /// Finds its lines and cells.
    fn scan(&mut self, separator: u8) {
        let Self { text, filled, found } = self;
        let text = &text[..*filled];
        found.ends.clear();
        found.lines.clear();
        let mut start = 0;
        each_mark(text, separator, |place, breaks| {
            if breaks {
                found.end_line(text, start, place);
                start = place + 1;
            } else {
                found.ends.push((place - start) as u32);
            }
        });
        if start < text.len() {
            found.end_line(text, start, text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{BufReader, Read};

    use proptest::prelude::*;

    use super::*;

    type Found = Vec<(u64, Vec<Vec<u8>>)>;

    fn of(number: u64, line: &Line<'_>) -> (u64, Vec<Vec<u8>>) {
        (number, (0..line.width()).map(|place| line.cell(place).to_vec()).collect())
    }

    fn side_by_side(text: &[u8], scanners: usize, size: usize) -> Found {
        let mut found = Vec::new();
        let take = |number: u64, line: &Line<'_>| found.push(of(number, line));
        beside(&mut BufReader::with_capacity(3, text), b'\t', scanners, size, Taker { number: 1, take }).unwrap();
        found
    }

    proptest! {
        #[test]
        fn lines_are_those_of_one_thread(text in "[a\t\r\n\"]{0,60}", scanners in 1_usize..4, size in 1_usize..12) {
            let mut found = Vec::new();
            lines(&mut text.as_bytes(), (b'\t', false), 1, |number, line| found.push(of(number, line))).unwrap();
            prop_assert_eq!(side_by_side(text.as_bytes(), scanners, size), found);
        }
    }

    #[test]
    fn a_break_comes_after_what_was_before_it() {
        struct Breaks;
        impl Read for Breaks {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let mut found = 0;
        let text = b"a\tb\nc\td\n".repeat(100);
        let mut reader = BufReader::new((&text[..]).chain(Breaks));
        let take = |_: u64, _: &Line<'_>| found += 1;
        let error = beside(&mut reader, b'\t', 2, 16, Taker { number: 1, take }).unwrap_err();
        assert_eq!((error.to_string().as_str(), found), ("broken", 200));
    }
}
