//! Doubt about preferences: orders at random around a reference order.

use detente_chance::Stream;

/// Random orders around the order 0, 1, 2 … (Mallows 1957): a pair of neighbours in the wrong order costs a factor of the
/// dispersion. Drawn by repeated insertion (Doignon, Pekeč and Regenwetter 2004).
#[derive(Debug, Clone)]
pub struct Orders {
    len: usize,
    streams: Vec<Stream>,
}

impl Orders {
    /// Orders of `len` things (65,535 at most) from the streams `name/1`, `name/2` …
    pub fn new(seed: u64, name: &str, len: usize) -> Self {
        Self { len, streams: (1..len).map(|item| Stream::new(seed, &format!("{name}/{item}"))).collect() }
    }

    /// The order of draw `draw`: places of the reference order, the first first. `dispersion` in [0, 1]: 0 leaves the reference order, 1 makes
    /// all orders equally likely. The same for the same seed, name and draw on every machine. O(len²).
    ///
    /// # Examples
    /// ```
    /// use detente_conflict::Orders;
    ///
    /// let orders = Orders::new(1, "a conflict/an actor", 4);
    /// assert_eq!(orders.draw(0, 0.0), [0, 1, 2, 3]);
    /// let mut any = orders.draw(7, 1.0);
    /// any.sort_unstable();
    /// assert_eq!(any, [0, 1, 2, 3]);
    /// ```
    pub fn draw(&self, draw: u64, dispersion: f64) -> Vec<u16> {
        if dispersion == 0.0 || self.len < 2 {
            return (0..self.len as u16).collect();
        }
        let mut order = vec![0];
        for (before, stream) in self.streams.iter().enumerate() {
            let item = before + 1;
            // `back` places from the end have weight dispersion^back.
            let total: f64 = (0..=item).map(|back| weight(dispersion, back)).sum();
            let mut left = stream.uniform(draw) * total;
            let mut back = 0;
            while back < item && left >= weight(dispersion, back) {
                left -= weight(dispersion, back);
                back += 1;
            }
            order.insert(item - back, item as u16);
        }
        order
    }
}

fn weight(dispersion: f64, back: usize) -> f64 {
    (0..back).fold(1.0, |product, _| product * dispersion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn orders_are_as_frequent_as_their_distance_says() {
        let orders = Orders::new(7, "t", 3);
        let mut counts: BTreeMap<Vec<u16>, f64> = BTreeMap::new();
        let draws = 40_000;
        (0..draws).for_each(|draw| *counts.entry(orders.draw(draw, 0.5)).or_default() += 1.0 / draws as f64);
        // 1 + 2·½ + 2·¼ + ⅛ by the number of pairs in the wrong order.
        for (order, inversions) in
            [([0, 1, 2], 0), ([1, 0, 2], 1), ([0, 2, 1], 1), ([1, 2, 0], 2), ([2, 0, 1], 2), ([2, 1, 0], 3)]
        {
            let expected = weight(0.5, inversions) / 2.625;
            assert!((counts[order.as_slice()] - expected).abs() < 0.01, "{order:?}");
        }
        assert_eq!(orders.draw(3, 0.0), [0, 1, 2]);
    }
}
