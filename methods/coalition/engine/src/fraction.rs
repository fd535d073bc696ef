//! Exact fractions.

use std::cmp::Ordering;
use std::fmt;

/// A fraction that is not negative, in its lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u128,
    /// Below it; never 0.
    pub denominator: u128,
}

impl Fraction {
    /// The fraction in its lowest terms; `None` over 0.
    pub fn new(numerator: u128, denominator: u128) -> Option<Self> {
        let common = greatest_common_divisor(numerator, denominator);
        (denominator > 0).then(|| Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// A whole number.
    pub fn whole(number: u128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// Reads `2/3`, `0.62`, `.5`, `62%` or a whole number; at most nine digits on either side of the point.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(hundredths) = text.strip_suffix('%') {
            let part = Self::parse(hundredths)?;
            return Self::new(part.numerator, part.denominator.checked_mul(100)?);
        }
        if let Some((above, below)) = text.split_once('/') {
            return Self::new(digits(above.trim())?, digits(below.trim())?);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let whole = if whole.is_empty() && !part.is_empty() { 0 } else { digits(whole)? };
        let scale = 10u128.pow(part.len().min(9) as u32);
        Self::new(whole * scale + if part.is_empty() { 0 } else { digits(part)? }, scale)
    }

    /// Its value.
    pub fn value(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// Up to nine digits.
fn digits(text: &str) -> Option<u128> {
    let fits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { greatest_common_divisor(b, a % b) }
}

impl fmt::Display for Fraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(out, "{}", self.numerator),
            below => write!(out, "{}/{below}", self.numerator),
        }
    }
}

/// A number that is known exactly where there are few enough players.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// It as a floating-point number.
    pub value: f64,
    /// It exactly.
    pub exact: Option<Fraction>,
}

impl Value {
    /// An exact number.
    pub fn exactly(fraction: Fraction) -> Self {
        Self { value: fraction.value(), exact: Some(fraction) }
    }

    /// This part of a whole; 0 of nothing.
    pub(crate) fn over(self, whole: Self) -> Self {
        let exact = self.exact.zip(whole.exact).and_then(|(a, b)| {
            let above = a.numerator.checked_mul(b.denominator)?;
            Fraction::new(above, a.denominator.checked_mul(b.numerator)?)
        });
        let value = if whole.value == 0.0 { 0.0 } else { self.value / whole.value };
        exact.map_or(Self { value, exact: None }, Self::exactly)
    }

    /// How it lies to another.
    pub fn compare(self, other: Self) -> Ordering {
        self.value.total_cmp(&other.value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn fractions_are_read_and_reduced() {
        let read = |text: &str| Fraction::parse(text).map(|fraction| fraction.to_string());
        let texts = ["2/3", "4/6", "0.62", ".5", "62%", "65.5%", "12", "1/0", "", ".", "-1", "1e3", "0.1234567891"];
        let found = texts.map(|text| read(text).unwrap_or_default());
        assert_eq!(found, ["2/3", "2/3", "31/50", "1/2", "31/50", "131/200", "12", "", "", "", "", "", ""]);
        assert_eq!(Fraction::new(3, 12).unwrap().value(), 0.25);
        assert_eq!(Value::exactly(Fraction::whole(3)).over(Value::exactly(Fraction::whole(0))).value, 0.0);
    }
}
