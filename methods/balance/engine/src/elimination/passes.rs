//! The two passes through the tables.

use super::plan::{Elimination, Step};
use super::projection::{less, minimum};
use crate::grid::Grid;

/// Room for the tables of a plan, to be used again. Nothing of an earlier use is read.
///
/// Numbers are whole ones in floats. The energy of a division is the weight of the ties it goes against less that of the others.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Of every tie of the network.
    pub(super) weights: Vec<f64>,
    /// Sum of their sizes.
    pub(super) total: f64,
    /// By step and entry the least energy of what was taken out so far below it.
    pub(super) up: Vec<f64>,
    /// The least energy of all the rest of its tree.
    down: Vec<f64>,
    /// Energies with the actor of a step on the first side and on the second.
    sides: [Vec<f64>; 2],
    field: Vec<f64>,
    /// Of every tie what a division with its ends on one side, and on two, costs at least beyond the best.
    pub(super) beyond: Vec<(f64, f64)>,
}

impl Tables {
    pub(super) fn weigh(&mut self, grid: &Grid) {
        self.weigh_by(grid.weights.iter().map(|weight| *weight as f64));
    }

    pub(super) fn weigh_by(&mut self, weights: impl Iterator<Item = f64>) {
        self.weights.clear();
        self.weights.extend(weights);
        self.total = self.weights.iter().map(|weight| weight.abs()).sum();
    }

    /// What a division of this energy costs, in steps of the grid.
    pub(super) fn cost(&self, energy: f64) -> i64 {
        ((self.total + energy) / 2.0) as i64
    }

    /// Takes out one actor after another; the energy of the best division.
    pub(super) fn forward(&mut self, plan: &Elimination) -> f64 {
        self.up.resize(plan.entries(), 0.0);
        let mut least = 0.0;
        for step in &plan.steps {
            self.sides_of(plan, step, None);
            let [first, second] = &self.sides;
            let up = &mut self.up[step.table()];
            for (up, (first, second)) in up.iter_mut().zip(first.iter().zip(second)) {
                *up = less(*first, *second);
            }
            if step.near.is_empty() {
                least += up[0];
            }
        }
        least
    }

    /// Fills `sides`: what the tables below a step, and its own ties, say to each entry and each side of its actor; beginning with `down`.
    fn sides_of(&mut self, plan: &Elimination, step: &Step, down: Option<std::ops::Range<usize>>) {
        self.fill_field(step);
        let [first, second] = &mut self.sides;
        first.clear();
        second.clear();
        match down {
            Some(down) => {
                let down = &self.down[down];
                first.extend(down.iter().zip(&self.field).map(|(down, field)| down - field));
                second.extend(down.iter().zip(&self.field).map(|(down, field)| down + field));
            }
            None => {
                first.extend(self.field.iter().map(|field| -field));
                second.extend_from_slice(&self.field);
            }
        }
        for child in &step.children {
            let below = &self.up[plan.steps[child.step].table()];
            let (one, other) = below.split_at(below.len() / 2);
            child.projection.add(first, one);
            child.projection.add(second, other);
        }
    }

    /// What its neighbours pull an actor to the first side with, at every entry: each further neighbour doubles the entries.
    fn fill_field(&mut self, step: &Step) {
        let weight = |tie: &usize| self.weights[*tie];
        let whole = step.ties.iter().map(|(_, tie)| weight(tie)).sum::<f64>();
        self.field.clear();
        self.field.push(whole + step.to_fixed.as_ref().map_or(0.0, weight));
        let mut ties = step.ties.iter().peekable();
        for bit in 0..step.near.len() {
            let turned = ties.next_if(|(at, _)| *at == bit).map_or(0.0, |(_, tie)| 2.0 * self.weights[*tie]);
            let known = self.field.len();
            self.field.resize(2 * known, 0.0);
            let (known, new) = self.field.split_at_mut(known);
            new.iter_mut().zip(known).for_each(|(new, known)| *new = *known - turned);
        }
    }

    /// Goes back from the last actor to the first, after [`Self::forward`]: of every tie what either reading of it costs beyond the best.
    pub(super) fn backward(&mut self, plan: &Elimination) {
        self.down.resize(plan.entries(), 0.0);
        self.beyond.clear();
        self.beyond.resize(self.weights.len(), (0.0, 0.0));
        for step in plan.steps.iter().rev() {
            if step.near.is_empty() {
                // Counted from the best of its tree.
                self.down[step.start] = -self.up[step.start];
            }
            self.sides_of(plan, step, Some(step.table()));
            self.hand_down(plan, step);
            self.fold(step);
        }
    }

    /// What each table below a step hears of the rest: the whole without what it said itself.
    fn hand_down(&mut self, plan: &Elimination, step: &Step) {
        for child in &step.children {
            let table = plan.steps[child.step].table();
            let down = &mut self.down[table.clone()];
            down.fill(f64::INFINITY);
            let (one, other) = down.split_at_mut(table.len() / 2);
            child.projection.least(one, &self.sides[0]);
            child.projection.least(other, &self.sides[1]);
            down.iter_mut().zip(&self.up[table]).for_each(|(down, up)| *down -= up);
        }
    }

    /// Halves `sides` bit by bit from the highest on, and reads the ties of the actor on the way.
    fn fold(&mut self, step: &Step) {
        let [first, second] = &mut self.sides;
        let mut ties = step.ties.iter().rev().peekable();
        for bit in (0..step.near.len()).rev() {
            let half = 1 << bit;
            let (one, one_turned) = first[..2 * half].split_at_mut(half);
            let (two, two_turned) = second[..2 * half].split_at_mut(half);
            if let Some((_, tie)) = ties.next_if(|(at, _)| *at == bit) {
                let same = less(minimum(one), minimum(two_turned));
                self.beyond[*tie] = (same / 2.0, less(minimum(one_turned), minimum(two)) / 2.0);
            }
            one.iter_mut().zip(one_turned).for_each(|(one, turned)| *one = less(*one, *turned));
            two.iter_mut().zip(two_turned).for_each(|(two, turned)| *two = less(*two, *turned));
        }
        if let Some(tie) = step.to_fixed {
            self.beyond[tie] = (first[0] / 2.0, second[0] / 2.0);
        }
    }

    /// The energies of one entry with the actor of a step on the first side and on the second.
    pub(super) fn both(&self, plan: &Elimination, step: &Step, entry: usize) -> [f64; 2] {
        let pull = |(bit, tie): &(usize, usize)| match entry >> bit & 1 {
            0 => self.weights[*tie],
            _ => -self.weights[*tie],
        };
        let field = step.ties.iter().map(pull).sum::<f64>() + step.to_fixed.map_or(0.0, |tie| self.weights[tie]);
        let mut both = [-field, field];
        for child in &step.children {
            let table = &self.up[plan.steps[child.step].table()];
            let place = child.projection.place(entry);
            both[0] += table[place];
            both[1] += table[table.len() / 2 + place];
        }
        both
    }
}
