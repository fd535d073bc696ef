//! Swings without looking at every coalition: by the weight of the others, or by how many of each class are in it.

use std::ops::{AddAssign, Mul};

use crate::rule::{Game, Rule};

/// Most cells of a table of counts.
const MOST_CELLS: usize = 4_000_000;

/// How often each player is decisive.
pub(crate) struct Swings<N> {
    /// By player and by the size of the coalition, the player in it.
    pub by_size: Vec<Vec<N>>,
    /// Winning coalitions.
    pub winning: N,
    /// Whether no two coalitions without a common member both win, where that was looked at.
    pub proper: Option<bool>,
    /// Whether of a coalition and the rest always one wins, where that was looked at.
    pub strong: Option<bool>,
}

/// A number of coalitions.
pub(crate) trait Tally: Copy + AddAssign + Mul<Output = Self> {
    const ZERO: Self;
    const ONE: Self;
}

impl Tally for u128 {
    const ZERO: Self = 0;
    const ONE: Self = 1;
}

impl Tally for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;
}

/// A rule in which every condition is one on a sum of weights.
pub(crate) struct Sums {
    /// Weights by condition and player.
    pub weights: Vec<Vec<u64>>,
    tree: Tree,
}

enum Tree {
    Reaches(usize, u64),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

impl Sums {
    /// The rule of a game in this form; none where players decide in blocks.
    pub fn of(game: &Game) -> Option<Self> {
        let mut weights = Vec::new();
        let tree = tree(game.rule(), game.players(), &mut weights)?;
        Some(Self { weights, tree })
    }

    /// Whether these sums of weights win.
    fn wins(&self, sums: &[u64]) -> bool {
        self.tree.wins(sums)
    }

    /// All weight, by condition.
    fn totals(&self) -> Vec<u64> {
        self.weights.iter().map(|weights| weights.iter().sum()).collect()
    }
}

fn tree(rule: &Rule, players: usize, weights: &mut Vec<Vec<u64>>) -> Option<Tree> {
    let mut leaf = |own: Vec<u64>, quota| {
        let place = weights.iter().position(|known| *known == own).unwrap_or_else(|| {
            weights.push(own);
            weights.len() - 1
        });
        Some(Tree::Reaches(place, quota))
    };
    match rule {
        Rule::Weighted { weights, quota } => leaf(weights.clone(), *quota),
        Rule::Holds(player) => leaf((0..players).map(|one| u64::from(one == *player)).collect(), 1),
        Rule::All(rules) => rules.iter().map(|rule| tree(rule, players, weights)).collect::<Option<_>>().map(Tree::All),
        Rule::Any(rules) => rules.iter().map(|rule| tree(rule, players, weights)).collect::<Option<_>>().map(Tree::Any),
        Rule::Compose { .. } => None,
    }
}

impl Tree {
    fn wins(&self, sums: &[u64]) -> bool {
        match self {
            Self::Reaches(place, quota) => sums[*place] >= *quota,
            Self::All(parts) => parts.iter().all(|part| part.wins(sums)),
            Self::Any(parts) => parts.iter().any(|part| part.wins(sums)),
        }
    }
}

/// How many cells a grid has with so many steps along each axis; none where there are too many.
fn cells(steps: impl IntoIterator<Item = u64>) -> Option<usize> {
    let all = steps.into_iter().try_fold(1usize, |all, steps| all.checked_mul(usize::try_from(steps).ok()? + 1));
    all.filter(|cells| *cells <= MOST_CELLS)
}

/// The place of a cell along each axis.
fn unfolded(mut cell: usize, steps: &[u64]) -> Vec<u64> {
    let along = steps.iter().map(|steps| {
        let (own, rest) = (cell as u64 % (steps + 1), cell / (*steps as usize + 1));
        cell = rest;
        own
    });
    along.collect()
}

/// Swings by the weight of the others: coalitions by size and weight are the coefficients of a product of `1 + x z^weight`, one factor a
/// player, and a player is taken out by dividing by its own. Several conditions are several axes, folded into one. None where the table
/// is too large.
pub(crate) fn by_weight(game: &Game) -> Option<Swings<u128>> {
    let sums = Sums::of(game)?;
    let totals = sums.totals();
    let width = cells(totals.iter().copied())?;
    let players = game.players();
    width.checked_mul(players + 1).filter(|cells| *cells <= MOST_CELLS)?;
    let won: Vec<bool> = (0..width).map(|cell| sums.wins(&unfolded(cell, &totals))).collect();
    let shifts: Vec<usize> = (0..players).map(|player| folded(&sums, &totals, player)).collect();
    let mut all = vec![vec![0u128; width]; players + 1];
    all[0][0] = 1;
    for (before, shift) in shifts.iter().enumerate() {
        for size in (0..=before).rev() {
            for cell in 0..width - shift {
                all[size + 1][cell + shift] += all[size][cell];
            }
        }
    }
    let winning = all.iter().flat_map(|row| row.iter().zip(&won)).filter(|(_, won)| **won).map(|(count, _)| *count);
    Some(Swings {
        winning: winning.sum(),
        by_size: shifts.iter().map(|shift| without(&all, *shift, &won)).collect(),
        proper: None,
        strong: None,
    })
}

/// The weights of a player along all axes as one shift in the folded table.
fn folded(sums: &Sums, totals: &[u64], player: usize) -> usize {
    let mut step = 1;
    let mut shift = 0;
    for (weights, total) in sums.weights.iter().zip(totals) {
        shift += weights[player] as usize * step;
        step *= *total as usize + 1;
    }
    shift
}

/// Swings by size of a player with this shift.
fn without(all: &[Vec<u128>], shift: usize, won: &[bool]) -> Vec<u128> {
    let width = won.len();
    let mut others = all[0].clone();
    let mut found = vec![0];
    for size in 0..all.len() - 1 {
        let swings = (0..width - shift).filter(|cell| !won[*cell] && won[cell + shift]);
        found.push(swings.map(|cell| others[cell]).sum());
        // What has the player in it goes, and sets of one more without it are left.
        let mut next = all[size + 1].clone();
        (0..width - shift).for_each(|cell| next[cell + shift] -= others[cell]);
        others = next;
    }
    found
}

/// Swings by how many players of each class are in it: players with the same weights everywhere are alike, as in chambers. None where
/// there are too many classes.
pub(crate) fn by_class<N: Tally>(game: &Game) -> Option<Swings<N>> {
    let sums = Sums::of(game)?;
    let players = game.players();
    let alike = |player: usize| -> Vec<u64> { sums.weights.iter().map(|weights| weights[player]).collect() };
    let mut classes: Vec<(Vec<u64>, Vec<usize>)> = Vec::new();
    for player in 0..players {
        let own = alike(player);
        match classes.iter_mut().find(|(weights, _)| *weights == own) {
            Some((_, members)) => members.push(player),
            None => classes.push((own, vec![player])),
        }
    }
    let sizes: Vec<u64> = classes.iter().map(|(_, members)| members.len() as u64).collect();
    let width = cells(sizes.iter().copied())?;
    let at = |cell: usize| unfolded(cell, &sizes);
    let wins = |counts: &[u64]| {
        let sum = |condition| counts.iter().zip(&classes).map(|(count, (weights, _))| count * weights[condition]).sum();
        sums.wins(&(0..sums.weights.len()).map(sum).collect::<Vec<u64>>())
    };
    let won: Vec<bool> = (0..width).map(|cell| wins(&at(cell))).collect();
    let choose: Vec<Vec<N>> = pascal(sizes.iter().copied().max().unwrap_or(0) as usize);
    let mut found = Swings { by_size: vec![Vec::new(); players], winning: N::ZERO, proper: None, strong: None };
    for cell in (0..width).filter(|cell| won[*cell]) {
        found.winning += product(&choose, &sizes, &at(cell));
    }
    let mut step = 1;
    for (class, (_, members)) in classes.iter().enumerate() {
        let by_size = of_class(class, step, &sizes, &won, &choose);
        members.iter().for_each(|player| found.by_size[*player].clone_from(&by_size));
        step *= sizes[class] as usize + 1;
    }
    Some(found)
}

/// Swings by size of a member of a class; one more of it is `step` cells further.
fn of_class<N: Tally>(class: usize, step: usize, sizes: &[u64], won: &[bool], choose: &[Vec<N>]) -> Vec<N> {
    let players: u64 = sizes.iter().sum();
    let mut found = vec![N::ZERO; players as usize + 1];
    let mut others = sizes.to_vec();
    others[class] -= 1;
    for cell in 0..won.len() {
        let counts = unfolded(cell, sizes);
        if counts[class] < sizes[class] && !won[cell] && won[cell + step] {
            found[counts.iter().sum::<u64>() as usize + 1] += product(choose, &others, &counts);
        }
    }
    found
}

/// In how many ways so many of each class can be chosen.
fn product<N: Tally>(choose: &[Vec<N>], sizes: &[u64], counts: &[u64]) -> N {
    sizes.iter().zip(counts).fold(N::ONE, |all, (size, count)| all * choose[*size as usize][*count as usize])
}

/// Pascal's triangle down to this row.
pub(crate) fn pascal<N: Tally>(last: usize) -> Vec<Vec<N>> {
    let mut rows = vec![vec![N::ONE]];
    for row in 1..=last {
        let above: &Vec<N> = &rows[row - 1];
        let mut next = above.clone();
        next.push(N::ONE);
        next[1..row].iter_mut().zip(above).for_each(|(sum, left)| *sum += *left);
        rows.push(next);
    }
    rows
}
