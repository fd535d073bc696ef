//! What a file may ask for: the longest line, the largest unpacked size and the greatest ratio of packing; and bytes that no text has.

use std::io::{self, BufRead, Read};

use memchr::{memchr, memchr_iter, memrchr};

/// Limits of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the longest line.
    pub line: u64,
    /// Bytes that a packed file may unpack to.
    pub unpacked: u64,
    /// How many bytes one packed byte may unpack to, once there are a gibibyte of them: text packs to a tenth, seldom to a hundredth.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line: 16 << 20, unpacked: 64 << 30, ratio: 1_000 }
    }
}

/// Bytes up to which the ratio does not matter.
const SUSPICIOUS: u64 = 1 << 30;

/// A reader that ends with an error where a limit is passed, or a byte is none of text.
pub(super) struct Guarded<'u, R> {
    inner: R,
    limits: Limits,
    /// Size of the packed file, and bytes unpacked of it so far.
    unpacked: Option<(u64, &'u mut u64)>,
    /// Bytes of the buffer that were looked at.
    seen: usize,
    /// Bytes and lines so far, and bytes of the line that is open.
    bytes: u64,
    lines: u64,
    open: u64,
}

impl<'u, R: BufRead> Guarded<'u, R> {
    pub(super) fn new(inner: R, limits: Limits, unpacked: Option<(u64, &'u mut u64)>) -> Self {
        Self { inner, limits, unpacked, seen: 0, bytes: 0, lines: 0, open: 0 }
    }
}

impl<R> Guarded<'_, R> {
    /// Looks at bytes that were not seen before.
    fn look(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(at) = memchr(0, bytes) {
            let line = self.lines + memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
            let byte = self.bytes + at as u64 + 1;
            return Err(wrong(format!(
                "byte {byte}, line {line}: a zero byte; this is no text (save it as text, UTF-8)"
            )));
        }
        let first = memchr(b'\n', bytes).unwrap_or(bytes.len()) as u64;
        let longest = if (bytes.len() as u64) < self.limits.line { self.open + first } else { self.longest(bytes) };
        if longest > self.limits.line {
            return Err(wrong(format!(
                "line {} or one soon after it is longer than {}; --max-line lets longer ones pass",
                self.lines + 1,
                size(self.limits.line)
            )));
        }
        self.open = memrchr(b'\n', bytes).map_or(self.open + bytes.len() as u64, |at| (bytes.len() - at - 1) as u64);
        self.lines += memchr_iter(b'\n', bytes).count() as u64;
        self.bytes += bytes.len() as u64;
        self.weigh(bytes.len() as u64)
    }

    /// The longest line of a block, with what is open before it.
    fn longest(&self, bytes: &[u8]) -> u64 {
        let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| line.len() as u64);
        let first = self.open + lines.next().unwrap_or(0);
        lines.fold(first, u64::max)
    }

    /// Counts unpacked bytes.
    fn weigh(&mut self, count: u64) -> io::Result<()> {
        let Some((packed, unpacked)) = &mut self.unpacked else { return Ok(()) };
        **unpacked += count;
        if **unpacked > self.limits.unpacked {
            return Err(wrong(format!(
                "it unpacks to more than {}; --max-unpacked lets larger ones pass",
                size(self.limits.unpacked)
            )));
        }
        let most = SUSPICIOUS.max(packed.saturating_mul(self.limits.ratio));
        if **unpacked > most {
            return Err(wrong(format!(
                "its {} unpack to more than {}, over {} to one, as hardly any data do; --max-unpacked lets it pass",
                size(*packed),
                size(most),
                self.limits.ratio
            )));
        }
        Ok(())
    }
}

fn wrong(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Bytes in words.
fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let whole = units.into_iter().find(|(shift, _)| bytes >> shift > 0);
    whole.map_or_else(|| format!("{bytes} bytes"), |(shift, unit)| format!("{} {unit}", bytes >> shift))
}

impl<R: BufRead> BufRead for Guarded<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let length = self.inner.fill_buf()?.len();
        if length > self.seen {
            let fresh = self.inner.fill_buf()?[self.seen..].to_vec();
            self.look(&fresh)?;
            self.seen = length;
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.seen = self.seen.saturating_sub(amount);
        self.inner.consume(amount);
    }
}

impl<R: BufRead> Read for Guarded<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        let seen = self.seen.min(count);
        self.look(&to[seen..count])?;
        self.seen -= seen;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{BufReader, Cursor};

    use super::*;

    fn read(text: &[u8], limits: Limits, packed: Option<u64>) -> io::Result<Vec<u8>> {
        let mut unpacked = 0;
        let packed = packed.map(|packed| (packed, &mut unpacked));
        let mut guarded = Guarded::new(BufReader::with_capacity(7, Cursor::new(text)), limits, packed);
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        guarded.read_until(b'\n', &mut first)?;
        guarded.read_to_end(&mut rest)?;
        first.extend(rest);
        Ok(first)
    }

    #[test]
    fn all_is_handed_on_and_limits_are_named() {
        let text = b"a,b\n1,2\n123456,7\nend";
        let limits = Limits { line: 8, unpacked: 20, ..Limits::default() };
        assert_eq!(read(text, limits, Some(20)).unwrap(), text);
        let short = read(text, Limits { line: 7, ..limits }, None).unwrap_err().to_string();
        assert!(short.contains("longer than 7 bytes; --max-line"), "{short}");
        let large = read(text, Limits { unpacked: 19, ..limits }, Some(20)).unwrap_err().to_string();
        assert!(large.contains("more than 19 bytes; --max-unpacked"), "{large}");
        let zero = read(b"a\nb\n\0c", limits, None).unwrap_err().to_string();
        assert!(zero.contains("byte 5, line 3: a zero byte"), "{zero}");
    }
}
