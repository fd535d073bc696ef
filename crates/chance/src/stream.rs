//! Counter-based random streams: the draw of a quantity depends on (seed, draw, name of the stream) and on nothing else.
//!
//! Generator: Philox4x32 with ten rounds (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
//! 1, 2, 3"). The seed is the generator's key; its counter holds the draw and a 64-bit hash of the stream's name.

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// One block of Philox4x32-10: the four random words of `counter` under `key`.
pub fn philox4x32_10(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let left = u64::from(MULTIPLIERS[0]) * u64::from(counter[0]);
        let right = u64::from(MULTIPLIERS[1]) * u64::from(counter[2]);
        counter = [high(right) ^ counter[1] ^ key[0], low(right), high(left) ^ counter[3] ^ key[1], low(left)];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

fn low(word: u64) -> u32 {
    word as u32
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): the same number for the same text everywhere. Not for secrets.
pub fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The random numbers of one quantity under one seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    seed: u64,
    name: u64,
}

impl Stream {
    /// The stream called `name` under `seed`.
    pub fn new(seed: u64, name: &str) -> Self {
        Self { seed, name: fnv1a(name) }
    }

    /// The uniform number of draw `draw`, strictly between 0 and 1, with 53 random bits (Philox4x32-10): it hangs on seed, name and draw alone, in
    /// whatever order draws are asked for.
    ///
    /// # Examples
    /// ```
    /// use detente_chance::Stream;
    ///
    /// let stream = Stream::new(1, "ties/T01/closeness");
    /// let later = stream.uniform(9);
    /// assert_eq!((0..10).map(|draw| stream.uniform(draw)).last(), Some(later));
    /// assert_ne!(Stream::new(1, "ties/T02/closeness").uniform(9), later);
    /// ```
    pub fn uniform(&self, draw: u64) -> f64 {
        let counter = [low(draw), high(draw), low(self.name), high(self.name)];
        let words = philox4x32_10(counter, [low(self.seed), high(self.seed)]);
        let bits = (u64::from(words[0]) << 32 | u64::from(words[1])) >> 11;
        (bits as f64 + 0.5) / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers published with the generator (Random123, `kat_vectors`).
    #[test]
    fn philox_gives_its_published_known_answers() {
        let table = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in table {
            assert_eq!(philox4x32_10(counter, key), expected);
        }
    }

    #[test]
    fn fnv1a_gives_its_published_known_answers() {
        assert_eq!(fnv1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_draw_depends_on_seed_draw_and_name_alone() {
        let stream = Stream::new(7, "tie.A-B.political");
        assert_eq!(stream.uniform(3), Stream::new(7, "tie.A-B.political").uniform(3));
        assert_ne!(stream.uniform(3), stream.uniform(4));
        assert_ne!(stream.uniform(3), Stream::new(8, "tie.A-B.political").uniform(3));
        assert_ne!(stream.uniform(3), Stream::new(7, "tie.A-C.political").uniform(3));
    }

    #[test]
    fn uniform_numbers_fill_the_open_unit_interval_evenly() {
        let stream = Stream::new(1, "evenness");
        let draws: Vec<f64> = (0..100_000).map(|draw| stream.uniform(draw)).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        assert!(draws.iter().all(|u| (0.0..1.0).contains(u) && *u > 0.0));
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0f64 / 100_000.0).sqrt());
    }
}
