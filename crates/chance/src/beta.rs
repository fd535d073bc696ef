//! The beta distribution: regularised incomplete beta function and its inverse.

use libm::{exp, lgamma, log, pow};

const TINY: f64 = 1e-300;

/// A beta distribution on [0, 1] with both shape parameters at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
    log_norm: f64,
}

impl Beta {
    /// With both shape parameters, each at least 1.
    pub fn new(a: f64, b: f64) -> Self {
        Self { a, b, log_norm: lgamma(a + b) - lgamma(a) - lgamma(b) }
    }

    pub(crate) fn density(&self, x: f64) -> f64 {
        exp(self.log_norm) * pow(x, self.a - 1.0) * pow(1.0 - x, self.b - 1.0)
    }

    /// Derivative of the density.
    pub(crate) fn slope(&self, x: f64) -> f64 {
        self.density(x) * ((self.a - 1.0) / x - (self.b - 1.0) / (1.0 - x))
    }

    /// P(X <= x).
    pub fn cumulative(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let front = exp(self.log_norm + self.a * log(x) + self.b * log(1.0 - x));
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            front * continued_fraction(self.a, self.b, x) / self.a
        } else {
            1.0 - front * continued_fraction(self.b, self.a, 1.0 - x) / self.b
        }
    }

    /// The x with `cumulative(x) = u`.
    pub fn quantile(&self, u: f64) -> f64 {
        self.quantile_from(u, self.a / (self.a + self.b))
    }

    /// The x with `cumulative(x) = u`: Newton steps from `guess`, each kept inside the interval that still holds x.
    pub(crate) fn quantile_from(&self, u: f64, guess: f64) -> f64 {
        let (mut below, mut above) = (0.0, 1.0);
        let mut x = guess;
        for _ in 0..80 {
            let miss = self.cumulative(x) - u;
            if miss > 0.0 {
                above = x;
            } else {
                below = x;
            }
            let slope = self.density(x);
            let newton = x - miss / slope;
            let next = if slope > 0.0 && newton > below && newton < above { newton } else { 0.5 * (below + above) };
            if (next - x).abs() <= 1e-14 {
                return next;
            }
            x = next;
        }
        x
    }
}

/// Continued fraction of the incomplete beta function by the modified Lentz method (Thompson and Barnett 1986).
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..300 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cumulative_matches_closed_forms() {
        // Beta(3, 3): 10x^3 - 15x^4 + 6x^5; Beta(1, 5): 1 - (1 - x)^5.
        for x in [0.05, 0.2, 0.5, 0.77, 0.99] {
            let cubic = x * x * x * (10.0 - 15.0 * x + 6.0 * x * x);
            assert!((Beta::new(3.0, 3.0).cumulative(x) - cubic).abs() < 1e-13);
            assert!((Beta::new(1.0, 5.0).cumulative(x) - (1.0 - (1.0 - x).powi(5))).abs() < 1e-13);
        }
    }

    #[test]
    fn quantile_inverts_cumulative() {
        for a in [1.0, 1.4, 2.0, 3.7, 5.0] {
            let beta = Beta::new(a, 6.0 - a);
            for u in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999_999] {
                assert!((beta.cumulative(beta.quantile_from(u, 0.5)) - u).abs() < 1e-12, "a {a} u {u}");
            }
        }
    }
}
