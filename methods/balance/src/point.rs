//! What balance says of a view in one draw.

/// Sides of a partition as bits: (known, on the side of the first actor of its part).
pub(crate) type Pattern = (u32, u32);

/// What one draw says: fixed measures in the order of their names in `network.rs` or `large.rs`, optimal partitions, weakest line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Point {
    pub measures: Vec<f64>,
    pub optima: Vec<Pattern>,
    pub lines: Vec<Pattern>,
    /// What the index lies between, where its search ended at the limit: then measures are those of the best division found.
    pub bounds: Option<(f64, f64)>,
}
