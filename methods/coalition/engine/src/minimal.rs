//! Minimal winning and minimal blocking coalitions.

use crate::rule::{Game, MAX_LISTED, Mask, Rule, members};

/// Most coalitions that are listed.
pub const MOST_LISTED: usize = 10_000;
/// Most coalitions that are looked at on the way.
const MOST_STEPS: usize = 20_000_000;

/// A list of coalitions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Them: those of few players first, then in the order of the players.
    pub sets: Vec<Mask>,
    /// Whether there are more.
    pub truncated: bool,
}

impl Listed {
    /// Players who are in every one; nobody where there is none.
    pub fn in_all(&self) -> Mask {
        self.sets.iter().copied().reduce(|all, set| all & set).unwrap_or(0)
    }

    /// Players who are in one.
    pub fn in_some(&self) -> Mask {
        self.sets.iter().fold(0, |all, set| all | set)
    }
}

/// Coalitions that win and lose with any member less; none, and that there are more, for more than 64 players.
pub fn minimal_winning(game: &Game) -> Listed {
    minimal_within(game, game.everybody())
}

/// Minimal winning coalitions of these players alone: all the ways to carry something without anybody else.
pub fn minimal_within(game: &Game, within: Mask) -> Listed {
    if game.players() > MAX_LISTED {
        return Listed { sets: Vec::new(), truncated: true };
    }
    Search::of(&by_weight(game), within, &|set| game.wins(set))
}

/// Coalitions that block and do not with any member less: they are the minimal ones that meet every winning coalition.
pub fn minimal_blocking(game: &Game) -> Listed {
    if game.players() > MAX_LISTED {
        return Listed { sets: Vec::new(), truncated: true };
    }
    Search::of(&by_weight(game), game.everybody(), &|set| game.blocks(set))
}

/// Players by falling weight, under which a coalition that wins with its last member is minimal; in their order under other rules.
fn by_weight(game: &Game) -> Vec<usize> {
    let mut order = members(game.everybody());
    if let Rule::Weighted { weights, .. } = game.rule() {
        order.sort_by(|a, b| weights[*b].cmp(&weights[*a]));
    }
    order
}

/// Player by player, in or out, as long as the rest can still make it win.
struct Search<'s> {
    order: Vec<usize>,
    wins: &'s dyn Fn(Mask) -> bool,
    steps: usize,
    found: Listed,
}

impl<'s> Search<'s> {
    fn of(order: &[usize], within: Mask, wins: &'s dyn Fn(Mask) -> bool) -> Listed {
        let order = order.iter().copied().filter(|player| within >> player & 1 == 1).collect();
        let mut search = Self { order, wins, steps: 0, found: Listed::default() };
        search.visit(0, 0, within);
        let mut found = search.found;
        found.sets.sort_by_key(|set| (set.count_ones(), members(*set)));
        found
    }

    /// `rest`: who can still come in.
    fn visit(&mut self, place: usize, set: Mask, rest: Mask) {
        self.steps += 1;
        if self.found.sets.len() >= MOST_LISTED || self.steps >= MOST_STEPS {
            self.found.truncated = true;
            return;
        }
        if (self.wins)(set) {
            let minimal = members(set).into_iter().all(|player| !(self.wins)(set & !(1 << player)));
            self.found.sets.extend(minimal.then_some(set));
            return;
        }
        if !(self.wins)(set | rest) {
            return;
        }
        let Some(&player) = self.order.get(place) else { return };
        let rest = rest & !(1 << player);
        self.visit(place + 1, set | 1 << player, rest);
        self.visit(place + 1, set, rest);
    }
}
