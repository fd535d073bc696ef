//! Which of a scenario's effects a verdict has room for.

use crate::effect::{Effect, Size};

/// Most things told of one scenario where there are several, and most that hardly move.
const MOST_TOLD: usize = 3;

/// What of a scenario's effects the verdict tells, and how.
#[derive(Default)]
pub(crate) struct Told<'e, 'a> {
    /// What moves, the largest first.
    pub moves: Vec<&'e Effect<'a>>,
    /// What hardly moves.
    pub small: Vec<&'e Effect<'a>>,
    /// What does not move.
    pub still: Vec<&'e Effect<'a>>,
    /// What is set by hand.
    pub set: Vec<&'e Effect<'a>>,
    /// What it has no room for.
    pub left: Vec<&'e Effect<'a>>,
}

impl<'e, 'a> Told<'e, 'a> {
    /// Beside other scenarios the largest effects alone; what hardly moves where nothing else does.
    pub fn of(of: &'e [Effect<'a>], several: bool) -> Self {
        let with = |wanted: fn(Size) -> bool| of.iter().filter(|effect| wanted(effect.size())).collect::<Vec<_>>();
        let mut moves = with(|size| size < Size::Hardly);
        moves.sort_by(|a, b| b.share().abs().total_cmp(&a.share().abs()));
        let mut small = with(|size| size == Size::Hardly);
        let mut still = with(|size| size == Size::None);
        let mut left = if several { moves.split_off(moves.len().min(MOST_TOLD)) } else { Vec::new() };
        let room = if several && !moves.is_empty() { 0 } else { MOST_TOLD };
        left.extend(small.split_off(small.len().min(room)));
        if several && !(moves.is_empty() && small.is_empty()) {
            left.append(&mut still);
        }
        Self { moves, small, still, set: with(|size| size == Size::ByHand), left }
    }
}
