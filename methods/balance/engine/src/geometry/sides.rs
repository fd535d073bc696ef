//! Lengths of ties, skew of a figure, lean of an actor.

/// Length of a tie with affinity `s` in [-1, 1]: `(1 - s) / 2`, 0 for the closest, 1 for the most hostile.
///
/// # Examples
/// ```
/// use detente_balance::geometry::length;
///
/// assert_eq!([1.0, 0.0, -1.0].map(length), [0.0, 0.5, 1.0]);
/// ```
pub fn length(affinity: f64) -> f64 {
    (1.0 - affinity) / 2.0
}

/// Coefficient of variation of side lengths (population standard deviation over mean); 0 when all are equal.
/// `None` without sides or when all lengths are 0.
pub fn skew(lengths: &[f64]) -> Option<f64> {
    let n = lengths.len() as f64;
    let mean = lengths.iter().sum::<f64>() / n;
    let variance = lengths.iter().map(|l| (l - mean) * (l - mean)).sum::<f64>() / n;
    (mean > 0.0).then(|| variance.sqrt() / mean)
}

/// Lean of an actor between two others from its lengths to them: positive when it stands nearer to the second.
pub fn lean(to_first: f64, to_second: f64) -> f64 {
    to_first - to_second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_no_skew_and_a_point_no_shape() {
        assert_eq!(skew(&[0.5; 4]), Some(0.0));
        assert_eq!(skew(&[0.0; 4]), None);
        assert_eq!(skew(&[]), None);
        assert_eq!((length(1.0), length(-1.0)), (0.0, 1.0));
    }
}
