//! Every coalition of a game, bit by bit.

use crate::count::Swings;
use crate::rule::Game;

/// Games are looked at coalition by coalition up to so many players.
pub const MAX_TABLE: usize = 24;

/// Which coalitions win.
struct Table {
    words: Vec<u64>,
}

impl Table {
    fn of(game: &Game) -> Self {
        let mut words = vec![0u64; ((1usize << game.players()) >> 6).max(1)];
        for set in 0..1u64 << game.players() {
            if game.wins(set) {
                words[(set >> 6) as usize] |= 1 << (set & 63);
            }
        }
        Self { words }
    }

    fn wins(&self, set: u64) -> bool {
        self.words[(set >> 6) as usize] >> (set & 63) & 1 == 1
    }
}

/// Swings by player and size of the coalition in which they are, in a single pass over a table of all coalitions; whether two coalitions
/// without a common member can both win, and whether of a coalition and the rest always one does.
pub(crate) fn swings(game: &Game) -> Swings<u128> {
    let players = game.players();
    let table = Table::of(game);
    let all = game.everybody();
    let mut found =
        Swings { by_size: vec![vec![0; players + 1]; players], winning: 0, proper: Some(true), strong: Some(true) };
    for set in 0..=all {
        let (wins, others) = (table.wins(set), table.wins(all & !set));
        if !wins {
            if !others {
                found.strong = Some(false);
            }
            continue;
        }
        found.winning += 1;
        if others {
            found.proper = Some(false);
        }
        let size = set.count_ones() as usize;
        for (player, by_size) in found.by_size.iter_mut().enumerate() {
            let swings = set >> player & 1 == 1 && !table.wins(set & !(1 << player));
            by_size[size] += u128::from(swings);
        }
    }
    found
}
