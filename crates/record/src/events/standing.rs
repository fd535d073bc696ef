//! What is left of scores that fade.

use super::parse::month_days;
use crate::states::Year;

/// What is left of a pair's scores.
pub(super) struct Standing {
    half_life: Option<f64>,
    /// Months of a period.
    months: u32,
    left: f64,
    /// Day to which it is left.
    day: i64,
}

impl Standing {
    pub(super) fn new(half_life: Option<f64>, months: u32) -> Self {
        Self { half_life, months, left: 0.0, day: 0 }
    }

    /// Adds what is left at the end of a month of its own scores; what is left of all at the end of its period.
    pub(super) fn add(&mut self, faded: Option<f64>, month: u32) -> Option<f64> {
        let half = self.half_life?;
        let after = |days: i64| libm::exp2(-(days as f64) / half);
        let end = first_day(month + 1);
        self.left = self.left * after(end - self.day) + faded?;
        self.day = end;
        Some(self.left * after(first_day((month / self.months + 1) * self.months) - end))
    }
}

/// The first day of a month since the year 0, counted from a day in the past.
fn first_day(month: u32) -> i64 {
    let (year, month) = (i64::from(month / 12), month % 12);
    let before = year - 1;
    let days: i64 = (1..=month).map(|month| i64::from(month_days(year as Year, month as u8))).sum();
    365 * before + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + days
}
