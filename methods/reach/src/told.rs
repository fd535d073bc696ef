//! Kilometres and areas as they are read.

/// `1,244 km`.
pub(crate) fn kilometres(km: f64) -> String {
    format!("{} km", thousands(km))
}

/// A whole number with commas between thousands.
pub(crate) fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_have_commas() {
        assert_eq!([7.0, 1_244.4, 430_893.0, 1e6].map(thousands), ["7", "1,244", "430,893", "1,000,000"]);
    }
}
