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
    let n = a.len() as f64;
    let middle = (n + 1.0) / 2.0;
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        let (x, y) = (x - middle, y - middle);
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }
    (aa > 0.0 && bb > 0.0).then(|| (ab / (aa * bb).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

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
