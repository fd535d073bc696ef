//! Whole numbers of different width: the narrowest in which nothing can overflow is the fastest.

use std::ops::{Add, Neg, Sub};

/// A signed whole number.
pub(super) trait Number:
    Copy + Ord + Default + Send + Sync + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self>
{
    /// The largest one.
    const MOST: Self;
    /// The nearest number to `value` of this width.
    fn near(value: i64) -> Self;
    /// As a wide number.
    fn wide(self) -> i64;
    /// Its size.
    fn size(self) -> Self;
}

macro_rules! number {
    ($kind:ty) => {
        impl Number for $kind {
            const MOST: Self = Self::MAX;
            fn near(value: i64) -> Self {
                value.clamp(i64::from(Self::MIN), i64::from(Self::MAX)) as Self
            }
            fn wide(self) -> i64 {
                i64::from(self)
            }
            fn size(self) -> Self {
                self.max(-self)
            }
        }
    };
}

number!(i16);
number!(i32);
number!(i64);
