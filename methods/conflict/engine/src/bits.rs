//! A set of states as bits.

/// A fixed number of bits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// `len` bits, all off.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// `len` bits, all on.
    pub fn all(len: usize) -> Self {
        Self::from_words(vec![u64::MAX; len.div_ceil(64)], len)
    }

    /// The bits for which `on` says so.
    pub fn of(len: usize, mut on: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(len);
        (0..len).filter(|at| on(*at)).for_each(|at| bits.set(at));
        bits
    }

    pub(crate) fn from_words(mut words: Vec<u64>, len: usize) -> Self {
        if let (Some(last), rest @ 1..) = (words.last_mut(), len % 64) {
            *last &= (1 << rest) - 1;
        }
        Self { words, len }
    }

    /// How many bits there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no bit at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether a bit is on.
    pub fn get(&self, at: usize) -> bool {
        self.words[at / 64] >> (at % 64) & 1 == 1
    }

    /// Turns a bit on.
    pub fn set(&mut self, at: usize) {
        self.words[at / 64] |= 1 << (at % 64);
    }

    /// Turns a bit off.
    pub fn unset(&mut self, at: usize) {
        self.words[at / 64] &= !(1 << (at % 64));
    }

    /// Turns every bit off that is on in `other`.
    pub fn remove(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Keeps the bits that are on in `other`.
    pub fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Turns every bit on that is on in `other`; whether any was off.
    pub fn join(&mut self, other: &Self) -> bool {
        let mut new = 0;
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| {
            new |= other & !*word;
            *word |= other;
        });
        new != 0
    }

    /// Whether some bit is on in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(word, other)| word & other != 0)
    }

    /// Whether every bit that is on here is on in `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).all(|(word, other)| word & !other == 0)
    }

    /// How many bits are on.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The bits that are on, ascending.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(64 * at + bit)
            })
        })
    }

    /// One character per bit, `1` where it is on.
    pub fn digits(&self) -> String {
        (0..self.len).map(|at| if self.get(at) { '1' } else { '0' }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_listed_and_cut_at_their_number() {
        assert_eq!(Bits::all(70).count(), 70);
        let bits = Bits::of(130, |at| at % 64 == 1);
        assert_eq!(bits.ones().collect::<Vec<_>>(), [1, 65, 129]);
        let mut rest = Bits::all(130);
        rest.remove(&bits);
        assert_eq!(rest.count(), 127);
        rest.keep(&bits);
        assert!(bits.meets(&Bits::all(130)) && bits.is_within(&Bits::all(130)) && !Bits::all(130).is_within(&bits));
        let mut more = Bits::none(130);
        assert!(!bits.meets(&more) && more.join(&bits) && !more.join(&bits));
        assert_eq!((more, rest.count(), Bits::of(3, |at| at == 1).digits()), (bits, 0, "010".to_owned()));
    }
}
