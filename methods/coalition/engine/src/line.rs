//! Coalitions that carry a policy: players on a line, a threshold between two sides.

use crate::minimal::{Listed, minimal_within};
use crate::rule::{Game, Mask, members, set};

/// Most subsets of players at one point that are told apart at the end of a connected coalition.
const MOST_TIED: usize = 10;
/// Most subsets that are looked at for who must come over.
const MOST_STEPS: usize = 5_000_000;

/// Where the players stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Positions on the scale.
    pub positions: Vec<f64>,
    /// How much each cares, from 0 on.
    pub salience: Vec<f64>,
    /// The point between the two sides.
    pub threshold: f64,
}

/// A side of the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Beyond it.
    Above,
    /// Short of it.
    Below,
}

impl Line {
    /// Who stands on a side; on the threshold itself is nobody's.
    pub fn side(&self, side: Side) -> Mask {
        let is_on = |position: &f64| match side {
            Side::Above => *position > self.threshold,
            Side::Below => *position < self.threshold,
        };
        let own = self.positions.iter().enumerate().filter(|(_, position)| is_on(position));
        own.fold(0, |set, (player, _)| set | 1 << player)
    }

    /// What it takes to bring a player over the threshold.
    fn distance(&self, player: usize) -> f64 {
        (self.positions[player] - self.threshold).abs() * self.salience[player]
    }
}

/// Who carries what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// What lies beyond the threshold.
    Above,
    /// What lies short of it.
    Below,
    /// Nothing: what stands stays.
    Neither,
    /// Both: the rule contradicts itself.
    Both,
}

impl Decision {
    /// From whether each side wins.
    pub fn of(above: bool, below: bool) -> Self {
        match (above, below) {
            (true, true) => Self::Both,
            (true, false) => Self::Above,
            (false, true) => Self::Below,
            (false, false) => Self::Neither,
        }
    }
}

/// A side and what it can do.
#[derive(Debug, Clone, PartialEq)]
pub struct SideOf {
    /// Who is on it.
    pub members: Mask,
    /// Whether it wins.
    pub wins: bool,
    /// Whether nothing passes without it.
    pub blocks: bool,
    /// Minimal winning coalitions of its members: every way to carry it without anybody else.
    pub minimal: Listed,
    /// Whom it would have to win over; none where it wins, or where it never can.
    pub converts: Option<Converts>,
}

/// Whom a side would have to win over: the fewest, and of these who stand nearest, by how much they care.
#[derive(Debug, Clone, PartialEq)]
pub struct Converts {
    /// Who.
    pub players: Mask,
    /// Sum over them of distance to the threshold times salience.
    pub distance: f64,
    /// Others who would do as well.
    pub tied: Vec<Mask>,
    /// Whether every set was looked at.
    pub proven: bool,
}

/// What holds on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Carrying {
    /// Which side wins.
    pub decision: Decision,
    /// Beyond the threshold.
    pub above: SideOf,
    /// Short of it.
    pub below: SideOf,
    /// Who stands on the threshold.
    pub on_the_line: Mask,
}

/// Which coalitions carry which side of a threshold; of at most 64 players.
pub fn carrying(game: &Game, line: &Line) -> Carrying {
    let of = |side: Side| {
        let members = line.side(side);
        let wins = game.wins(members);
        let converts = if wins { None } else { converts(game, line, members) };
        SideOf { members, wins, blocks: game.blocks(members), minimal: minimal_within(game, members), converts }
    };
    let (above, below) = (of(Side::Above), of(Side::Below));
    let on_the_line = game.everybody() & !above.members & !below.members;
    Carrying { decision: Decision::of(above.wins, below.wins), above, below, on_the_line }
}

/// The fewest players outside a side with whom it wins, and of these the nearest.
fn converts(game: &Game, line: &Line, side: Mask) -> Option<Converts> {
    let mut others = members(game.everybody() & !side);
    others.sort_by(|a, b| line.distance(*a).total_cmp(&line.distance(*b)));
    if !game.wins(game.everybody()) {
        return None;
    }
    let mut search = Coming { game, line, others, best: Vec::new(), least: f64::INFINITY, steps: 0 };
    for size in 1..=search.others.len() {
        search.visit(0, side, size, 0.0);
        if !search.best.is_empty() {
            break;
        }
    }
    let mut best: Vec<Mask> = search.best.iter().map(|found| found & !side).collect();
    best.sort_by_key(|found| members(*found));
    let proven = search.steps < MOST_STEPS;
    let mut best = best.into_iter();
    best.next().map(|players| Converts { players, distance: search.least, tied: best.collect(), proven })
}

struct Coming<'s> {
    game: &'s Game,
    line: &'s Line,
    others: Vec<usize>,
    best: Vec<Mask>,
    least: f64,
    steps: usize,
}

impl Coming<'_> {
    /// Sets of `more` players from a place on, beside those in `set`.
    fn visit(&mut self, place: usize, set: Mask, more: usize, distance: f64) {
        const EQUAL: f64 = 1e-9;
        self.steps += 1;
        if self.steps >= MOST_STEPS || distance > self.least + EQUAL {
            return;
        }
        if more == 0 {
            if self.game.wins(set) {
                if distance < self.least - EQUAL {
                    self.best.clear();
                    self.least = distance;
                }
                self.best.push(set);
            }
            return;
        }
        let rest = self.others[place..].iter().fold(set, |all, player| all | 1 << player);
        if self.others.len() - place < more || !self.game.wins(rest) {
            return;
        }
        let player = self.others[place];
        self.visit(place + 1, set | 1 << player, more - 1, distance + self.line.distance(player));
        self.visit(place + 1, set, more, distance);
    }
}

/// Coalitions that win, leave nobody out who stands between their members, and lose where a member at an end goes (Axelrod 1970). Of
/// players at one point all or some may be in it at its ends.
pub fn connected(game: &Game, positions: &[f64]) -> Vec<Mask> {
    let groups = points(positions);
    let mut found: Vec<Mask> = Vec::new();
    for (first, low) in groups.iter().enumerate() {
        for (last, high) in groups.iter().enumerate().skip(first) {
            let inside = groups[first + 1..last.max(first + 1)].iter().fold(0, |all, group| all | set(group));
            let ends = if first == last { vec![0] } else { parts(high) };
            for (low, high) in parts(low).into_iter().flat_map(|low| ends.iter().map(move |high| (low, *high))) {
                let whole = low | inside | high;
                let ends = members(low | high);
                if game.wins(whole) && ends.iter().all(|player| !game.wins(whole & !(1 << player))) {
                    found.push(whole);
                }
            }
        }
    }
    found.sort_by_key(|set| (set.count_ones(), members(*set)));
    found.dedup();
    found
}

/// Players by position.
fn points(positions: &[f64]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by(|a, b| positions[*a].total_cmp(&positions[*b]));
    order.chunk_by(|a, b| positions[*a] == positions[*b]).map(<[usize]>::to_vec).collect()
}

/// The subsets of a group that are not empty; the whole group alone where it is large.
fn parts(group: &[usize]) -> Vec<Mask> {
    if group.len() > MOST_TIED {
        return vec![set(group)];
    }
    let part = |which: Mask| members(which).into_iter().fold(0, |all, place| all | 1 << group[place]);
    (1..1 << group.len()).map(part).collect()
}

/// Who stands between members of a coalition and is not in it.
pub fn left_out(coalition: Mask, positions: &[f64]) -> Vec<usize> {
    let own = || members(coalition).into_iter().map(|player| positions[player]);
    let (low, high) = (own().fold(f64::INFINITY, f64::min), own().fold(f64::NEG_INFINITY, f64::max));
    let between =
        |player: &usize| coalition >> player & 1 == 0 && low < positions[*player] && positions[*player] < high;
    (0..positions.len()).filter(between).collect()
}
