//! Lines that end in carriage returns alone, as old programs write them, become lines of today while they are read.

use std::io::{self, BufRead, Read};

/// Whether the lines of a text end in carriage returns alone, by its beginning.
pub(super) fn ends_alone(start: &[u8]) -> bool {
    let last = start.len().saturating_sub(1);
    // One at the very end may have its line feed in the next block.
    start[..last].contains(&b'\r') && !start.contains(&b'\n')
}

/// The same text with line feeds for carriage returns.
pub(super) struct Fed<R> {
    inner: R,
    block: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Fed<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, block: Vec::new(), at: 0 }
    }
}

impl<R: BufRead> BufRead for Fed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() {
            let block = self.inner.fill_buf()?;
            self.block.clear();
            self.block.extend(block.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }));
            self.at = 0;
            let length = self.block.len();
            self.inner.consume(length);
        }
        Ok(&self.block[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.block.len().min(self.at + amount);
    }
}

impl<R: BufRead> Read for Fed<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(to)?;
        self.consume(count);
        Ok(count)
    }
}
