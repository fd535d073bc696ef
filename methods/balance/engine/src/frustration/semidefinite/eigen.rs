//! Eigenvalues of a symmetric matrix by Householder's reduction to three diagonals and the implicit QL method (Bowdler, Martin, Reinsch and
//! Wilkinson 1968); eigenvectors of one end of the spectrum by inverse iteration. An error here costs speed, never truth: what is proven is
//! checked in whole numbers.

use super::square::{Square, add_times, dot};

/// A matrix in three diagonals, with the reflections that brought it there.
pub(super) struct Tridiagonal {
    diagonal: Vec<f64>,
    /// Beside the diagonal, one entry less.
    beside: Vec<f64>,
    /// Row k holds the reflection that cleared row k, on its first k entries; its half norm.
    reflections: Square,
    halves: Vec<f64>,
}

impl Tridiagonal {
    /// From the last row up, on the lower half.
    pub fn of(mut matrix: Square) -> Self {
        let size = matrix.size;
        let mut halves = vec![0.0; size];
        let mut beside = vec![0.0; size.saturating_sub(1)];
        let mut image = vec![0.0; size];
        for k in (1..size).rev() {
            let mut arrow = matrix.row(k)[..k].to_vec();
            let length = libm::sqrt(dot(&arrow, &arrow));
            let tail = dot(&arrow[..k - 1], &arrow[..k - 1]);
            if k == 1 || tail <= f64::EPSILON * f64::EPSILON * length * length || length == 0.0 {
                beside[k - 1] = arrow[k - 1];
                continue;
            }
            let turned = if arrow[k - 1] > 0.0 { -length } else { length };
            beside[k - 1] = turned;
            arrow[k - 1] -= turned;
            let half = dot(&arrow, &arrow) / 2.0;
            multiply(&matrix, k, &arrow, &mut image);
            let image = &mut image[..k];
            image.iter_mut().for_each(|entry| *entry /= half);
            let share = dot(&arrow, image) / (2.0 * half);
            add_times(image, -share, &arrow);
            for row in 0..k {
                let (one, other) = (arrow[row], image[row]);
                let line = &mut matrix.row_mut(row)[..=row];
                for ((entry, a), b) in line.iter_mut().zip(&arrow).zip(&*image) {
                    *entry -= one * b + other * a;
                }
            }
            matrix.row_mut(k)[..k].copy_from_slice(&arrow);
            halves[k] = half;
        }
        let diagonal = (0..size).map(|at| matrix.at(at, at)).collect();
        Self { diagonal, beside, reflections: matrix, halves }
    }

    /// All eigenvalues, ascending; what the iteration leaves is taken as it is.
    pub fn values(&self) -> Vec<f64> {
        const MOST: usize = 60;
        let size = self.diagonal.len();
        let mut d = self.diagonal.clone();
        let mut e = self.beside.clone();
        e.push(0.0);
        for l in 0..size {
            for _ in 0..MOST {
                let small = |at: &usize| e[*at].abs() <= f64::EPSILON * (d[*at].abs() + d[*at + 1].abs());
                let m = (l..size - 1).find(small).unwrap_or(size - 1);
                if m == l {
                    break;
                }
                chase(&mut d, &mut e, l, m);
            }
        }
        d.sort_by(f64::total_cmp);
        d
    }

    /// Eigenvectors of these eigenvalues, ascending, one a row.
    pub fn vectors(&self, values: &[f64]) -> Vec<Vec<f64>> {
        let size = self.diagonal.len();
        let scale =
            self.diagonal.iter().chain(&self.beside).fold(f64::MIN_POSITIVE, |most: f64, entry| most.max(entry.abs()));
        let close = 1e-3 * scale;
        let mut found: Vec<Vec<f64>> = Vec::with_capacity(values.len());
        let mut first = 0;
        let mut before = f64::NEG_INFINITY;
        for (number, value) in values.iter().enumerate() {
            if number > 0 && value - values[number - 1] > close {
                first = number;
            }
            // Equal ones are told apart by a hair, that each gets a vector of its own.
            let shift = value.max(before + 4.0 * f64::EPSILON * scale);
            before = shift;
            let band = Band::of(&self.diagonal, &self.beside, shift, (f64::EPSILON * scale).max(f64::MIN_POSITIVE));
            let mut vector: Vec<f64> = (0..size).map(|at| start(number, at)).collect();
            for _ in 0..3 {
                band.solve(&mut vector);
                for _ in 0..2 {
                    for other in &found[first..] {
                        let share = dot(&vector, other);
                        add_times(&mut vector, -share, other);
                    }
                    normalise(&mut vector);
                }
            }
            found.push(vector);
        }
        for vector in &mut found {
            self.reflect(vector);
        }
        found
    }

    /// From the three diagonals back to the matrix.
    fn reflect(&self, vector: &mut [f64]) {
        for k in 1..vector.len() {
            if self.halves[k] > 0.0 {
                let arrow = &self.reflections.row(k)[..k];
                let share = dot(arrow, &vector[..k]) / self.halves[k];
                add_times(&mut vector[..k], -share, arrow);
            }
        }
    }
}

/// The product of the leading part of a matrix, of which the lower half is read, with a vector.
fn multiply(matrix: &Square, size: usize, vector: &[f64], image: &mut [f64]) {
    image[..size].iter_mut().for_each(|entry| *entry = 0.0);
    for row in 0..size {
        let line = &matrix.row(row)[..row];
        let sum = dot(line, &vector[..row]);
        add_times(&mut image[..row], vector[row], line);
        image[row] += sum + matrix.at(row, row) * vector[row];
    }
}

/// One implicit QL step on the block from `l` to `m`.
fn chase(d: &mut [f64], e: &mut [f64], l: usize, m: usize) {
    let half = (d[l + 1] - d[l]) / (2.0 * e[l]);
    let root = libm::sqrt(half * half + 1.0);
    let mut g = d[m] - d[l] + e[l] / (half + if half < 0.0 { -root } else { root });
    let (mut sine, mut cosine, mut moved) = (1.0, 1.0, 0.0);
    for at in (l..m).rev() {
        let f = sine * e[at];
        let b = cosine * e[at];
        let length = libm::sqrt(f * f + g * g);
        e[at + 1] = length;
        if length == 0.0 {
            d[at + 1] -= moved;
            e[m] = 0.0;
            return;
        }
        (sine, cosine) = (f / length, g / length);
        g = d[at + 1] - moved;
        let r = (d[at] - g) * sine + 2.0 * cosine * b;
        moved = sine * r;
        d[at + 1] = g + moved;
        g = cosine * r - b;
    }
    d[l] -= moved;
    e[l] = g;
    e[m] = 0.0;
}

/// Three diagonals less a shift, factored with exchanges of neighbouring rows.
struct Band {
    pivot: Vec<f64>,
    next: Vec<f64>,
    second: Vec<f64>,
    factor: Vec<f64>,
    exchanged: Vec<bool>,
}

impl Band {
    fn of(diagonal: &[f64], beside: &[f64], shift: f64, least: f64) -> Self {
        let size = diagonal.len();
        let none = || vec![0.0; size];
        let mut band =
            Self { pivot: none(), next: none(), second: none(), factor: none(), exchanged: vec![false; size] };
        let kept = |pivot: f64| if pivot.abs() < least { least } else { pivot };
        let (mut own, mut right) = (diagonal[0] - shift, beside.first().copied().unwrap_or(0.0));
        for at in 0..size - 1 {
            let (below, center) = (beside[at], diagonal[at + 1] - shift);
            let further = beside.get(at + 1).copied().unwrap_or(0.0);
            if below.abs() > own.abs() {
                band.exchanged[at] = true;
                (band.pivot[at], band.next[at], band.second[at]) = (below, center, further);
                let factor = own / below;
                band.factor[at] = factor;
                (own, right) = (right - factor * center, -factor * further);
            } else {
                (band.pivot[at], band.next[at]) = (kept(own), right);
                let factor = below / band.pivot[at];
                band.factor[at] = factor;
                (own, right) = (center - factor * right, further);
            }
        }
        band.pivot[size - 1] = kept(own);
        band
    }

    fn solve(&self, vector: &mut [f64]) {
        let size = vector.len();
        for at in 0..size - 1 {
            if self.exchanged[at] {
                vector.swap(at, at + 1);
            }
            vector[at + 1] -= self.factor[at] * vector[at];
        }
        for at in (0..size).rev() {
            let mut left = vector[at];
            if at + 1 < size {
                left -= self.next[at] * vector[at + 1];
            }
            if at + 2 < size {
                left -= self.second[at] * vector[at + 2];
            }
            vector[at] = left / self.pivot[at];
        }
        normalise(vector);
    }
}

/// To length 1, in two steps that nothing overflows.
fn normalise(vector: &mut [f64]) {
    let most = vector.iter().fold(0.0, |most: f64, entry| most.max(entry.abs()));
    if most > 0.0 && most.is_finite() {
        vector.iter_mut().for_each(|entry| *entry /= most);
        let length = libm::sqrt(dot(vector, vector));
        vector.iter_mut().for_each(|entry| *entry /= length);
    }
}

/// A vector that stands at right angles to nothing.
fn start(number: usize, at: usize) -> f64 {
    const STRIDE: usize = 7_919;
    const MODULUS: usize = 1_009;
    1.0 + ((at + 1) * (number * 31 + STRIDE) % MODULUS) as f64 / MODULUS as f64
}
