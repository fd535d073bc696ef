//! UTF-16 into UTF-8 while it is read.

use std::io::{self, BufRead, Read};

/// Which byte of two comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// The order of the bytes of a file in UTF-16, by its mark, or by the zeros in it.
pub(super) fn order(start: &[u8]) -> Option<Order> {
    match start {
        [0xff, 0xfe, 0, 0, ..] => None,
        [0xff, 0xfe, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] => Some(Order::Big),
        _ => {
            let start = &start[..start.len().min(4_096) & !1];
            let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
            let most = |zeros: usize| start.len() >= 8 && zeros * 10 >= start.len() / 2 * 7;
            match (zeros(0), zeros(1)) {
                (0, low) if most(low) => Some(Order::Little),
                (high, 0) if most(high) => Some(Order::Big),
                _ => None,
            }
        }
    }
}

/// The same text in UTF-8.
pub(super) struct Narrow<R> {
    inner: R,
    order: Order,
    /// Bytes of the file so far.
    bytes: u64,
    /// The first half of a letter of two units, and a byte without its other.
    high: Option<u16>,
    odd: Option<u8>,
    text: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Narrow<R> {
    pub(super) fn new(inner: R, order: Order) -> Self {
        Self { inner, order, bytes: 0, high: None, odd: None, text: Vec::new(), at: 0 }
    }

    fn more(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        while self.text.is_empty() {
            let block = self.inner.fill_buf()?.to_vec();
            self.inner.consume(block.len());
            if block.is_empty() {
                let rest = self.high.take().is_some() || self.odd.take().is_some();
                return if rest { Err(self.wrong("it ends within a letter")) } else { Ok(()) };
            }
            for byte in block {
                self.bytes += 1;
                if let Some(before) = self.odd.take() {
                    self.unit(before, byte)?;
                } else {
                    self.odd = Some(byte);
                }
            }
        }
        Ok(())
    }

    fn unit(&mut self, one: u8, other: u8) -> io::Result<()> {
        let unit = match self.order {
            Order::Little => u16::from_le_bytes([one, other]),
            Order::Big => u16::from_be_bytes([one, other]),
        };
        let units = match (self.high.take(), unit) {
            (None, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                return Ok(());
            }
            (Some(high), _) => vec![high, unit],
            (None, _) => vec![unit],
        };
        for letter in char::decode_utf16(units) {
            let letter = letter.map_err(|_| self.wrong("no letter of UTF-16"))?;
            // The mark of the order is no text.
            if letter == '\u{feff}' && self.bytes == 2 {
                continue;
            }
            self.text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }

    fn wrong(&self, what: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, format!("byte {}: {what}; save it as UTF-8", self.bytes))
    }
}

impl<R: BufRead> BufRead for Narrow<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.text.len() {
            self.more()?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.text.len());
    }
}

impl<R: BufRead> Read for Narrow<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let count = from.len().min(to.len());
        to[..count].copy_from_slice(&from[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{BufReader, Cursor};

    use super::*;

    fn read(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        let found = order(bytes).unwrap();
        Narrow::new(BufReader::with_capacity(3, Cursor::new(bytes)), found).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn both_orders_with_and_without_a_mark() {
        let text = "ccode,name\n2,Côte d’Ivoire 𝄞\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&[b"\xff\xfe", &little[..]].concat()).unwrap(), text);
        assert_eq!(read(&[b"\xfe\xff", &big[..]].concat()).unwrap(), text);
        let plain: Vec<u8> = "ccode,year\n2,2001\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&plain).unwrap(), "ccode,year\n2,2001\n");
        assert!(read(&[b"\xff\xfe", &little[..7]].concat()).unwrap_err().to_string().contains("within a letter"));
        assert_eq!(order(text.as_bytes()), None);
    }
}
