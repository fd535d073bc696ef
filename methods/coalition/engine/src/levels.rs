//! Two levels: factions decide inside their actor, then the actors decide; beside it what their factions would decide together.

use crate::line::{Decision, Line, Side};
use crate::rule::{Game, GameError, Rule, members};

/// Where an actor comes to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Beyond the threshold.
    Above,
    /// Short of it.
    Below,
    /// Neither side wins inside it: it counts for neither.
    Split,
}

/// What two levels make of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoLevels {
    /// Where each block comes to stand.
    pub stands: Vec<Stand>,
    /// What the blocks decide.
    pub decision: Decision,
    /// What all players would decide under the other rule.
    pub direct: Decision,
}

/// What blocks decide after they have decided inside, and what all players would decide under `direct`.
///
/// # Errors
/// [`GameError`] where a rule does not fit; [`GameError::NoParts`] where the game has no blocks.
pub fn two_levels(game: &Game, direct: &Rule, line: &Line) -> Result<TwoLevels, GameError> {
    let Rule::Compose { top, blocks } = game.rule() else { return Err(GameError::NoParts) };
    let all = Game::new(game.players(), direct.clone())?;
    let on = |side: Side, player: usize| line.side(side) >> player & 1 == 1;
    let stand = |block: usize| {
        let won = |side| blocks[block].inner.wins(&|place| on(side, blocks[block].members[place]));
        match Decision::of(won(Side::Above), won(Side::Below)) {
            Decision::Above => Stand::Above,
            Decision::Below => Stand::Below,
            Decision::Neither | Decision::Both => Stand::Split,
        }
    };
    let stands: Vec<Stand> = (0..blocks.len()).map(stand).collect();
    let decision = Decision::of(
        top.wins(&|block| stands[block] == Stand::Above),
        top.wins(&|block| stands[block] == Stand::Below),
    );
    let wins = |side| {
        let own = members(line.side(side));
        all.rule().wins(&|player| own.contains(&player))
    };
    Ok(TwoLevels { stands, decision, direct: Decision::of(wins(Side::Above), wins(Side::Below)) })
}
