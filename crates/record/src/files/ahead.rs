//! Unpacking ahead: a thread unpacks the next blocks of a file while this one reads those before.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes of a block.
const BLOCK: usize = 1 << 18;
/// Blocks that may wait: what is unpacked is held nowhere else.
const WAITING: usize = 4;

type Block = io::Result<Vec<u8>>;

/// Hands what `packed` unpacks to `read`, in its order; reading may end before the file does.
pub(super) fn ahead<R: Read + Send, T>(packed: R, read: impl FnOnce(&mut dyn BufRead) -> T) -> T {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        scope.spawn(move || unpack(packed, &sender));
        let mut unpacked = Unpacked { receiver, block: Vec::new(), at: 0, ended: false };
        read(&mut unpacked)
    })
}

/// Sends block after block until the file ends, breaks, or nobody reads any more.
fn unpack(mut packed: impl Read, sender: &SyncSender<Block>) {
    loop {
        let mut block = Vec::with_capacity(BLOCK);
        let read = packed.by_ref().take(BLOCK as u64).read_to_end(&mut block);
        let last = read.is_err() || block.is_empty();
        // What was unpacked before a break is still read.
        if !block.is_empty() && sender.send(Ok(block)).is_err() {
            return;
        }
        if let Err(error) = read {
            let _ = sender.send(Err(error));
        }
        if last {
            return;
        }
    }
}

/// Blocks as one stream.
struct Unpacked {
    receiver: Receiver<Block>,
    block: Vec<u8>,
    at: usize,
    ended: bool,
}

impl BufRead for Unpacked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() && !self.ended {
            match self.receiver.recv() {
                Ok(Ok(block)) => (self.block, self.at) = (block, 0),
                Ok(Err(error)) => {
                    self.ended = true;
                    return Err(error);
                }
                Err(_) => self.ended = true,
            }
        }
        Ok(&self.block[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.block.len());
    }
}

impl Read for Unpacked {
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

    /// Breaks after so many bytes.
    struct Breaks(usize);

    impl Read for Breaks {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("broken"));
            }
            let count = self.0.min(to.len()).min(1_000);
            to[..count].fill(b'x');
            self.0 -= count;
            Ok(count)
        }
    }

    #[test]
    fn all_bytes_come_in_their_order() {
        let bytes: Vec<u8> =
            (0..3 * BLOCK as u32 + 17).map(|place| (place.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut found = Vec::new();
        ahead(BufReader::new(Cursor::new(&bytes)), |reader| reader.read_to_end(&mut found)).unwrap();
        assert_eq!(found, bytes);
        assert_eq!(ahead(Cursor::new(b""), |reader| reader.read_until(b'\n', &mut Vec::new())).unwrap(), 0);
    }

    #[test]
    fn reading_may_end_early_and_a_break_comes_after_what_was_before_it() {
        let many = vec![b'\n'; 20 * BLOCK];
        assert_eq!(ahead(Cursor::new(&many), |reader| reader.read_until(b'\n', &mut Vec::new())).unwrap(), 1);
        let mut found = Vec::new();
        let error = ahead(Breaks(BLOCK + 5), |reader| reader.read_to_end(&mut found)).unwrap_err();
        assert_eq!((found.len(), error.to_string().as_str()), (BLOCK + 5, "broken"));
    }
}
