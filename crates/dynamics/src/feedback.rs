//! Whether what goes round in loops grows or dies away.
//!
//! With gains `w`, whole lags and inertia, deviations near 0 follow `z(t) = sum_l W_l z(t-l) + diag(rho) z(t-1)`. Its root of the
//! greatest modulus decides: below 1 a push dies away, above 1 it feeds itself. Far from 0 ranges bend what grows.

use crate::loops::Edge;
use crate::scc::components;
use crate::spectrum::complex_roots;

/// Halvings of an interval.
const HALVINGS: usize = 60;
/// Squarings of a matrix: what is left of a constant is its 2^48th root.
const SQUARINGS: i32 = 48;
/// A rate nearer to 1 than this in logarithm holds its level.
const HOLDS: f64 = 1e-9;
/// Ends and steps of the scale on which a turning factor is looked for.
const SCALES: (f64, usize) = (16.0, 64);
/// Step of a derivative, and how far its two sides may lie apart.
const SLOPE: (f64, f64) = (1e-6, 1e-3);

/// A strongly connected part of a map of causes: its links, and what of a deviation stays by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    inertia: Vec<f64>,
    edges: Vec<Edge>,
}

/// How fast something grows or dies away, in periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pace {
    /// It holds its level.
    Holds,
    /// After so many periods half is left.
    Halves(f64),
    /// After so many periods it is twice as much.
    Doubles(f64),
}

impl Pace {
    /// The pace of a growth by period.
    pub fn of(growth: f64) -> Self {
        let log = libm::log(growth);
        match log {
            _ if log.abs() < HOLDS => Self::Holds,
            _ if log < 0.0 => Self::Halves(-core::f64::consts::LN_2 / log),
            _ => Self::Doubles(core::f64::consts::LN_2 / log),
        }
    }
}

impl Feedback {
    /// The part of a map that goes round through a vertex, and the places of its edges in the list; lags are whole numbers.
    pub fn around(edges: &[Edge], inertia: &[f64], subject: usize) -> (Self, Vec<usize>) {
        let live = edges.iter().filter(|edge| edge.gain != 0.0).map(|edge| (edge.from, edge.to));
        let (component, _) = components(inertia.len(), live);
        let inside = |vertex: usize| component[vertex] == component[subject];
        let members: Vec<usize> = (0..inertia.len()).filter(|vertex| inside(*vertex)).collect();
        let own = |vertex: usize| members.binary_search(&vertex).unwrap_or(0);
        let kept = |place: &usize| inside(edges[*place].from) && inside(edges[*place].to);
        let places: Vec<usize> = (0..edges.len()).filter(kept).collect();
        let moved = |place: &usize| Edge { from: own(edges[*place].from), to: own(edges[*place].to), ..edges[*place] };
        let edges = places.iter().map(moved).collect();
        (Self { inertia: members.iter().map(|vertex| inertia[*vertex]).collect(), edges }, places)
    }

    /// Its edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The same with other gains and lags, edge by edge.
    pub fn with(&self, numbers: impl Iterator<Item = (f64, f64)>) -> Self {
        let edges = self.edges.iter().zip(numbers).map(|(edge, (gain, lag))| Edge { gain, lag, ..*edge }).collect();
        Self { edges, ..self.clone() }
    }

    /// The same with all gains so many times as large.
    pub fn scaled(&self, by: f64) -> Self {
        self.with(self.edges.iter().map(|edge| (edge.gain * by, edge.lag)))
    }

    /// The same with another gain of one edge.
    pub fn with_gain(&self, place: usize, gain: f64) -> Self {
        let mut other = self.clone();
        other.edges[place].gain = gain;
        other
    }

    /// Growth by period: the greatest modulus of a root. O(n^3) for each of some sixty steps.
    pub fn growth(&self) -> f64 {
        let plain = self.edges.iter().all(|edge| edge.gain >= 0.0);
        if plain { self.growth_of_plain() } else { radius(self.companion()) }
    }

    /// Without negative gains the greatest root is real, and what lies above it is what elimination meets with positive pivots alone.
    fn growth_of_plain(&self) -> f64 {
        let rows = self.edges.iter().fold(self.inertia.clone(), |mut rows, edge| {
            rows[edge.to] += edge.gain;
            rows
        });
        let at_once = self.edges.iter().filter(|edge| edge.lag == 0.0).map(|edge| 1.0 + edge.gain).product::<f64>();
        let (mut low, mut high) = (0.0, at_once * rows.into_iter().fold(1.0, f64::max) * (1.0 + 1e-9));
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if self.is_above(middle) { high = middle } else { low = middle }
        }
        if high < 1e-12 { 0.0 } else { (low + high) / 2.0 }
    }

    fn is_above(&self, root: f64) -> bool {
        let size = self.inertia.len();
        let mut left = vec![0.0; size * size];
        for (vertex, inertia) in self.inertia.iter().enumerate() {
            left[vertex * size + vertex] = 1.0 - inertia / root;
        }
        for edge in &self.edges {
            left[edge.to * size + edge.from] -= edge.gain * libm::pow(root, -edge.lag);
        }
        (0..size).all(|k| {
            let pivot = left[k * size + k];
            for i in k + 1..size {
                let factor = left[i * size + k] / pivot;
                (k..size).for_each(|j| left[i * size + j] -= factor * left[k * size + j]);
            }
            pivot > 0.0
        })
    }

    /// Longest lag, 1 at least.
    fn longest(&self) -> usize {
        self.edges.iter().map(|edge| edge.lag as usize).max().unwrap_or(0).max(1)
    }

    /// The matrix that leads from the last periods to the next, row by row.
    fn companion(&self) -> Square {
        let (size, longest) = (self.inertia.len(), self.longest());
        let at_once = self.at_once();
        let mut all = Square::zero(size * longest);
        let mut add = |to: usize, from: usize, lag: usize, gain: f64| {
            for row in 0..size {
                all.0[row][(lag - 1) * size + from] += at_once.0[row][to] * gain;
            }
        };
        self.edges.iter().filter(|edge| edge.lag > 0.0).for_each(|edge| {
            add(edge.to, edge.from, edge.lag as usize, edge.gain);
        });
        self.inertia.iter().enumerate().for_each(|(vertex, inertia)| add(vertex, vertex, 1, *inertia));
        for row in size..size * longest {
            all.0[row][row - size] = 1.0;
        }
        all
    }

    /// What links without lag make of a deviation: they go nowhere round, so that their powers end.
    fn at_once(&self) -> Square {
        let size = self.inertia.len();
        let mut sum = Square::one(size);
        let mut links = Square::zero(size);
        self.edges.iter().filter(|edge| edge.lag == 0.0).for_each(|edge| links.0[edge.to][edge.from] += edge.gain);
        let mut power = Square::one(size);
        for _ in 1..size {
            power = power.times(&links);
            sum.0.iter_mut().flatten().zip(power.0.iter().flatten()).for_each(|(sum, more)| *sum += more);
        }
        sum
    }

    /// The period of its swings; `None` where the root that decides is real and positive, and where it is not found.
    pub fn swings(&self) -> Option<f64> {
        let roots = complex_roots(&self.companion().0)?;
        let most = roots.iter().map(|(re, im)| libm::hypot(*re, *im)).fold(0.0, f64::max);
        let decides = roots.iter().filter(|(re, im)| libm::hypot(*re, *im) > most * (1.0 - 1e-6));
        let angle = decides.map(|(re, im)| libm::atan2(im.abs(), *re)).fold(f64::INFINITY, f64::min);
        (angle.is_finite() && angle > 1e-6).then(|| 2.0 * core::f64::consts::PI / angle)
    }

    /// How many times as large all gains must be for growth to begin or end: the nearest such factor on either side of 1; `None` between a sixteenth and sixteen.
    pub fn turning(&self) -> Option<f64> {
        turning(&|by| self.scaled(by).growth() - 1.0)
    }

    /// The same for the gain of one edge alone.
    pub fn turning_of(&self, place: usize) -> Option<f64> {
        turning(&|by| self.with_gain(place, self.edges[place].gain * by).growth() - 1.0)
    }

    /// By how much growth changes with the gain of an edge; `None` where its two sides differ, as at a repeated root.
    pub fn sensitivity(&self, place: usize) -> Option<f64> {
        let gain = self.edges[place].gain;
        let at = |by: f64| self.with_gain(place, gain + by).growth();
        let (step, apart) = SLOPE;
        let (up, down) = ((at(step) - at(0.0)) / step, (at(0.0) - at(-step)) / step);
        ((up - down).abs() <= apart * (up.abs() + down.abs()).max(1e-3)).then_some((up + down) / 2.0)
    }

    /// What a push of 1 on a vertex of an edge's start in period 0 leaves there, period by period.
    pub fn pulse(&self, vertex: usize, periods: usize) -> Vec<f64> {
        let size = self.inertia.len();
        let at_once = self.at_once();
        let mut states: Vec<Vec<f64>> = Vec::new();
        for period in 0..periods {
            let mut push = vec![0.0; size];
            if period == 0 {
                push[vertex] = 1.0;
            } else {
                self.inertia.iter().enumerate().for_each(|(own, rho)| push[own] += rho * states[period - 1][own]);
            }
            for edge in self.edges.iter().filter(|edge| edge.lag > 0.0 && edge.lag as usize <= period) {
                push[edge.to] += edge.gain * states[period - edge.lag as usize][edge.from];
            }
            let row = |row: &Vec<f64>| row.iter().zip(&push).map(|(share, push)| share * push).sum();
            states.push(at_once.0.iter().map(row).collect());
        }
        states.into_iter().map(|state| state[vertex]).collect()
    }

    /// The vertex of this part that an edge of it starts from.
    pub fn start_of(&self, place: usize) -> usize {
        self.edges[place].from
    }
}

/// The factor nearest to 1, in logarithm, at which a measure of distance crosses 0.
fn turning(distance: &dyn Fn(f64) -> f64) -> Option<f64> {
    let (most, steps) = SCALES;
    let step = libm::log(most) / (steps / 2) as f64;
    let at = |place: i32| libm::exp(f64::from(place) * step);
    let now = distance(1.0);
    if now.abs() < HOLDS {
        return Some(1.0);
    }
    let crosses = |inner: i32, outer: i32| (distance(at(inner)) > 0.0) != (distance(at(outer)) > 0.0);
    for place in 0..(steps / 2) as i32 {
        for sign in [1, -1] {
            let (inner, outer) = (sign * place, sign * (place + 1));
            if crosses(inner, outer) {
                return Some(bisected(distance, at(inner), at(outer)));
            }
        }
    }
    None
}

fn bisected(distance: &dyn Fn(f64) -> f64, mut inner: f64, mut outer: f64) -> f64 {
    let above = distance(inner) > 0.0;
    for _ in 0..HALVINGS {
        let middle = (inner + outer) / 2.0;
        if (distance(middle) > 0.0) == above { inner = middle } else { outer = middle }
    }
    (inner + outer) / 2.0
}

/// A square matrix by rows. Sums run in one order, so that every machine gives the same bits.
struct Square(Vec<Vec<f64>>);

impl Square {
    fn zero(size: usize) -> Self {
        Self(vec![vec![0.0; size]; size])
    }

    fn one(size: usize) -> Self {
        let mut one = Self::zero(size);
        (0..size).for_each(|place| one.0[place][place] = 1.0);
        one
    }

    fn times(&self, other: &Self) -> Self {
        let mut product = Self::zero(self.0.len());
        for (row, into) in self.0.iter().zip(&mut product.0) {
            for (entry, second) in row.iter().zip(&other.0).filter(|(entry, _)| **entry != 0.0) {
                into.iter_mut().zip(second).for_each(|(sum, other)| *sum += entry * other);
            }
        }
        product
    }

    fn greatest(&self) -> f64 {
        self.0.iter().flatten().fold(0.0, |most, entry| entry.abs().max(most))
    }
}

/// Spectral radius as the limit of roots of norms of powers (Gelfand 1941), by squaring.
fn radius(mut matrix: Square) -> f64 {
    let (mut log, mut weight) = (0.0, 1.0);
    for _ in 0..SQUARINGS {
        let size = matrix.greatest();
        if size == 0.0 {
            return 0.0;
        }
        matrix.0.iter_mut().flatten().for_each(|entry| *entry /= size);
        log += libm::log(size) * weight;
        weight /= 2.0;
        matrix = matrix.times(&matrix);
    }
    libm::exp(log)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn ring(gains: &[f64], lags: &[f64], rho: f64) -> Feedback {
        let count = gains.len();
        let edge = |place: usize| Edge { from: place, to: (place + 1) % count, gain: gains[place], lag: lags[place] };
        Feedback { inertia: vec![rho; count], edges: (0..count).map(edge).collect() }
    }

    fn two_ways(first: f64, second: f64) -> Feedback {
        let edge = |from, to, gain| Edge { from, to, gain, lag: 1.0 };
        let edges = vec![edge(0, 1, first), edge(1, 0, 1.0), edge(0, 2, second), edge(2, 0, 1.0)];
        Feedback { inertia: vec![0.0; 3], edges }
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 2e-6, "{a} is not {b}");
    }

    #[test]
    fn one_loop_dies_away_by_the_root_of_its_gain() {
        let shield = ring(&[0.6, 0.6, 0.4], &[3.0; 3], 0.0);
        close(shield.growth(), 0.806_277_8);
        assert_eq!(shield.swings(), None);
        assert!(matches!(Pace::of(shield.growth()), Pace::Halves(half) if (half - 3.219_046).abs() < 1e-5));
        let pulse = shield.pulse(0, 19);
        assert_eq!((pulse[0], pulse[5]), (1.0, 0.0));
        close(pulse[9], 0.144);
        close(pulse[18], 0.020_736);
        close(shield.turning().unwrap(), libm::cbrt(1.0_f64 / 0.144));
        let growing = ring(&[1.5, 1.0, 1.0], &[1.0, 2.0, 3.0], 0.0);
        close(growing.growth(), 1.069_913_2);
        assert!(matches!(Pace::of(growing.growth()), Pace::Doubles(twice) if (twice - 10.257_068).abs() < 1e-4));
    }

    #[test]
    fn inertia_makes_a_small_gain_grow() {
        let slow = ring(&[0.6, 0.6, 0.4], &[3.0; 3], 0.5);
        close(slow.growth(), 1.011_896_4);
        close(slow.turning().unwrap(), libm::cbrt(0.125_f64 / 0.144));
        let held = ring(&[0.5; 3], &[1.0; 3], 0.5);
        close(held.growth(), 1.0);
        assert_eq!(Pace::of(1.0), Pace::Holds);
        close(held.turning().unwrap(), 1.0);
    }

    #[test]
    fn negative_loops_swing() {
        let swing = ring(&[-0.6, 0.6, 0.4], &[3.0; 3], 0.0);
        close(swing.growth(), 0.806_277_8);
        close(swing.swings().unwrap(), 18.0);
        let with_inertia = ring(&[1.0, -0.75], &[1.0; 2], 0.5);
        close(with_inertia.growth(), 1.0);
    }

    #[test]
    fn loops_that_share_a_quantity_turn_together() {
        // Each way is a loop of its own through the shared quantity: one of .5, one of .4 or .6.
        let damped = two_ways(0.5, 0.4);
        close(damped.growth(), 0.948_683_3);
        assert!(matches!(Pace::of(damped.growth()), Pace::Halves(half) if (half - 13.157_63).abs() < 1e-4));
        let grows = two_ways(0.6, 0.5);
        close(grows.growth(), 1.048_808_8);
        close(grows.with_gain(0, 0.0).growth(), 0.5_f64.sqrt());
        close(grows.with_gain(2, 0.0).growth(), 0.6_f64.sqrt());
        close(grows.sensitivity(0).unwrap(), 0.476_731);
    }

    #[test]
    fn without_a_loop_inertia_alone_is_left() {
        let chain = Feedback { inertia: vec![0.3, 0.7], edges: vec![Edge { from: 0, to: 1, gain: 0.9, lag: 2.0 }] };
        close(chain.growth(), 0.7);
        close(radius(chain.companion()), 0.7);
        let none = Feedback { inertia: vec![0.0; 2], edges: chain.edges };
        assert_eq!((none.growth(), radius(none.companion())), (0.0, 0.0));
        assert_eq!(none.turning(), None);
    }

    #[test]
    fn a_part_is_what_goes_round_through_its_vertex() {
        let edge = |from, to| Edge { from, to, gain: 0.5, lag: 1.0 };
        let edges = [edge(4, 0), edge(0, 2), edge(2, 0), edge(2, 3), edge(3, 1), edge(1, 3)];
        let (part, places) = Feedback::around(&edges, &[0.0; 5], 2);
        assert_eq!(places, [1, 2]);
        assert_eq!(part.edges(), [edge(0, 1), edge(1, 0)]);
    }

    proptest! {
        #[test]
        fn both_ways_to_the_root_agree(numbers in proptest::collection::vec((0.0..1.2f64, 0..3u8), 9), rho in 0.0..0.9f64) {
            let edges: Vec<Edge> = (0..9).filter(|i| i / 3 != i % 3)
                .map(|i| Edge { from: i / 3, to: i % 3, gain: numbers[i].0, lag: f64::from(numbers[i].1 + 1) })
                .collect();
            let system = Feedback { inertia: vec![rho, 0.0, rho / 2.0], edges };
            let (growth, other) = (system.growth(), radius(system.companion()));
            prop_assert!((growth - other).abs() < 1e-8 * growth.max(1.0), "{} {}", growth, other);
            // Turned round it has the same root, and one more link never lowers it.
            let turned = system.edges.iter().map(|edge| Edge { from: edge.to, to: edge.from, ..*edge }).collect();
            let turned = Feedback { edges: turned, ..system.clone() };
            prop_assert!((turned.growth() - growth).abs() < 1e-9 * growth.max(1.0));
            let mut more = system.clone();
            more.edges.push(Edge { from: 0, to: 2, gain: 0.3, lag: 2.0 });
            prop_assert!(more.growth() >= growth - 1e-9);
            // Time refined: without inertia every root is taken to the same part.
            let refined = system.edges.iter().map(|edge| Edge { lag: 3.0 * edge.lag, ..*edge }).collect();
            let refined = Feedback { inertia: vec![0.0; 3], edges: refined };
            let plain = Feedback { inertia: vec![0.0; 3], ..system };
            prop_assert!((libm::pow(refined.growth(), 3.0) - plain.growth()).abs() < 1e-8);
        }
    }
}
