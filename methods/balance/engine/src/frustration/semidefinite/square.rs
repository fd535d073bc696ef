//! Symmetric matrices, all entries kept. Sums run in one order on every machine.

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    pub size: usize,
    entries: Vec<f64>,
}

impl Square {
    pub fn zero(size: usize) -> Self {
        Self { size, entries: vec![0.0; size * size] }
    }

    pub fn one(size: usize) -> Self {
        let mut one = Self::zero(size);
        (0..size).for_each(|at| one.row_mut(at)[at] = 1.0);
        one
    }

    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.entries[row * self.size + column]
    }

    pub fn row(&self, row: usize) -> &[f64] {
        &self.entries[row * self.size..(row + 1) * self.size]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.entries[row * self.size..(row + 1) * self.size]
    }

    /// Adds to an entry and to its mirror image.
    pub fn add(&mut self, row: usize, column: usize, by: f64) {
        self.entries[row * self.size + column] += by;
        self.entries[column * self.size + row] += by;
    }

    /// Copies the lower half onto the upper.
    pub fn mirror(&mut self) {
        for row in 0..self.size {
            for column in 0..row {
                self.entries[column * self.size + row] = self.entries[row * self.size + column];
            }
        }
    }

    pub fn entries(&self) -> &[f64] {
        &self.entries
    }

    pub fn entries_mut(&mut self) -> &mut [f64] {
        &mut self.entries
    }
}

/// The inner product, in four sums side by side.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (mut fours, mut others) = (a.chunks_exact(4), b.chunks_exact(4));
    for (one, other) in fours.by_ref().zip(others.by_ref()) {
        for lane in 0..4 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    let rest: f64 = fours.remainder().iter().zip(others.remainder()).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// Adds `by` times `b` to `a`.
pub(super) fn add_times(a: &mut [f64], by: f64, b: &[f64]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += by * b);
}
