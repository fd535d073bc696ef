//! Rank correlation between draws.

/// Ranks of `values` (1 for the smallest); equal values share the mean of their ranks. NaN ranks above every number. O(n log n).
///
/// # Examples
/// ```
/// use detente_chance::{rank_correlation, ranks};
///
/// assert_eq!(ranks(&[10.0, 30.0, 20.0, 20.0]), [1.0, 4.0, 2.5, 2.5]);
/// assert_eq!(rank_correlation(&ranks(&[1.0, 2.0, 3.0]), &ranks(&[9.0, 5.0, 1.0])), Some(-1.0));
/// ```
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] == values[order[start]] {
            end += 1;
        }
        for &place in &order[start..end] {
            ranks[place] = (start + end + 1) as f64 / 2.0;
        }
        start = end;
    }
    ranks
}

/// Pearson correlation of two rank vectors of one length: Spearman's coefficient (Spearman 1904), in [-1, 1].
/// `None` where either vector does not vary.
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let middle = middle(a.len());
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        let (x, y) = (x - middle, y - middle);
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    (aa > 0.0 && bb > 0.0).then(|| (ab / (aa * bb).sqrt()).clamp(-1.0, 1.0))
}

/// Ranks about their mean, of one column that is compared with many others.
///
/// Ranks are halves of whole numbers, and so exact in single precision for up to 2^23 values; their products are quarters, and sums of those
/// exact in double precision for up to 2^17 values, in whatever order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranks {
    centred: Vec<f32>,
    squares: f64,
}

impl Ranks {
    /// Ranks as [`ranks`] gives them. O(n log n).
    ///
    /// # Examples
    /// ```
    /// use detente_chance::Ranks;
    ///
    /// let (rising, falling) = (Ranks::of(&[1.0, 2.0, 7.0]), Ranks::of(&[9.0, 5.0, 1.0]));
    /// assert_eq!(rising.correlation(&falling), Some(-1.0));
    /// assert_eq!(rising.among(&[0, 2]), Ranks::of(&[1.0, 7.0]));
    /// ```
    pub fn of(values: &[f64]) -> Self {
        Self::about_the_mean(ranks(values).into_iter(), values.len())
    }

    /// Ranks of some of the values among themselves. O(n).
    pub fn among(&self, places: &[usize]) -> Self {
        let middle = middle(self.centred.len());
        let doubled = |place: &usize| (2.0 * (f64::from(self.centred[*place]) + middle)) as usize;
        // How many have this rank, and then twice their mean rank among those in question.
        let mut by_rank = vec![0_u32; 2 * self.centred.len() + 1];
        places.iter().for_each(|place| by_rank[doubled(place)] += 1);
        let mut below = 0;
        for slot in &mut by_rank {
            let equal = std::mem::replace(slot, 2 * below + *slot + 1);
            below += equal;
        }
        let own = places.iter().map(|place| f64::from(by_rank[doubled(place)]) / 2.0);
        Self::about_the_mean(own, places.len())
    }

    fn about_the_mean(ranks: impl Iterator<Item = f64>, count: usize) -> Self {
        let middle = middle(count);
        let centred: Vec<f32> = ranks.map(|rank| (rank - middle) as f32).collect();
        let squares = products(&centred, &centred);
        Self { centred, squares }
    }

    /// Spearman's coefficient, as [`rank_correlation`] gives it.
    pub fn correlation(&self, other: &Self) -> Option<f64> {
        let varies = self.squares > 0.0 && other.squares > 0.0;
        let both = || products(&self.centred, &other.centred) / (self.squares * other.squares).sqrt();
        varies.then(|| both().clamp(-1.0, 1.0))
    }
}

/// Mean of the ranks of `count` values.
fn middle(count: usize) -> f64 {
    (count as f64 + 1.0) / 2.0
}

/// Sum of the products of two columns, side by side so that several are added at once.
fn products(a: &[f32], b: &[f32]) -> f64 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let product = |x: &f32, y: &f32| f64::from(*x) * f64::from(*y);
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| product(x, y)).sum();
    for (a, b) in a.zip(b) {
        for lane in 0..LANES {
            sums[lane] += product(&a[lane], &b[lane]);
        }
    }
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_kept_are_the_ranks() {
        let value = |seed: u64| move |place: u64| ((place * seed * 7919 + 13 * place * place) % 101) as f64;
        for count in [2, 3, 8, 17, 250] {
            let column = |seed| (0..count).map(value(seed)).collect::<Vec<f64>>();
            let (x, y) = (column(3), column(5));
            let plain = rank_correlation(&ranks(&x), &ranks(&y));
            assert_eq!(Ranks::of(&x).correlation(&Ranks::of(&y)), plain, "{count}");
            let places: Vec<usize> = (0..x.len()).filter(|place| place % 3 != 1).collect();
            let part: Vec<f64> = places.iter().map(|place| x[*place]).collect();
            assert_eq!(Ranks::of(&x).among(&places), Ranks::of(&part));
        }
    }

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn correlation_is_one_for_any_rising_relation() {
        let x = [0.1, 0.5, 0.2, 0.9];
        let cubed: Vec<f64> = x.iter().map(|v| v * v * v).collect();
        let falling: Vec<f64> = x.iter().map(|v| -v).collect();
        assert_eq!(rank_correlation(&ranks(&x), &ranks(&cubed)), Some(1.0));
        assert_eq!(rank_correlation(&ranks(&x), &ranks(&falling)), Some(-1.0));
        assert_eq!(rank_correlation(&ranks(&x), &ranks(&[1.0; 4])), None);
    }
}
