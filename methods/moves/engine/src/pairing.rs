//! Which event of one side answers which move of the other.

/// A move, or an event that may answer one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deed {
    /// When.
    pub time: f64,
    /// Its level on the scale.
    pub level: f64,
}

/// An event of the other side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reply {
    /// When, and at which level.
    pub deed: Deed,
    /// The move that it is said to answer, whatever the window.
    pub answers: Option<usize>,
}

/// The window in which an event counts as an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// How long after a move.
    pub length: f64,
    /// End of the record.
    pub end: f64,
}

/// What became of a move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// It was answered.
    Answered {
        /// The highest level of what answered it.
        level: f64,
        /// Time until the first of that.
        lag: f64,
    },
    /// It was not.
    Unanswered,
    /// Its window runs past the end of the record, and nothing has answered it yet.
    TooEarly,
}

/// Who answered what.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// For each event of the other side the move that it answers.
    pub of_replies: Vec<Option<usize>>,
    /// What became of each move.
    pub of_moves: Vec<Fate>,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who moves.
    Mover,
    /// Who answers.
    Answerer,
}

/// Gives every event of the other side to the highest move in whose window it lies, then the latest, then the first listed; what it is said to
/// answer goes before. An event answers one move at most.
pub fn pair(moves: &[Deed], replies: &[Reply], window: Window) -> Pairing {
    let of_replies: Vec<Option<usize>> = replies.iter().map(|reply| answered_by(moves, reply, window.length)).collect();
    let fate = |(place, made): (usize, &Deed)| {
        let own = of_replies.iter().zip(replies).filter(|(to, _)| **to == Some(place)).map(|(_, reply)| reply.deed);
        let level = own.clone().map(|deed| deed.level).reduce(f64::max);
        let first = own.map(|deed| deed.time).reduce(f64::min);
        match level.zip(first) {
            Some((level, first)) => Fate::Answered { level, lag: first - made.time },
            None if made.time + window.length > window.end => Fate::TooEarly,
            None => Fate::Unanswered,
        }
    };
    let of_moves = moves.iter().enumerate().map(fate).collect();
    Pairing { of_replies, of_moves }
}

fn answered_by(moves: &[Deed], reply: &Reply, length: f64) -> Option<usize> {
    if let Some(said) = reply.answers.filter(|place| *place < moves.len()) {
        return Some(said);
    }
    let time = reply.deed.time;
    let open = moves.iter().enumerate().filter(|(_, made)| made.time < time && time <= made.time + length);
    let first = |a: &(usize, &Deed), b: &(usize, &Deed)| {
        let by_level = a.1.level.total_cmp(&b.1.level);
        by_level.then(a.1.time.total_cmp(&b.1.time)).then(b.0.cmp(&a.0))
    };
    open.max_by(first).map(|(place, _)| place)
}

/// How many events of the other side lie in no window, and how long the record is outside all of them, from its start to its end: what that side
/// does without being moved.
pub fn answers_outside(moves: &[Deed], replies: &[Reply], window: Window, start: f64) -> crate::Span {
    let inside = |time: f64| moves.iter().any(|made| made.time < time && time <= made.time + window.length);
    let count = replies.iter().filter(|reply| !inside(reply.deed.time)).count();
    let mut spans: Vec<(f64, f64)> = moves
        .iter()
        .map(|made| (made.time.max(start), (made.time + window.length).min(window.end)))
        .filter(|(from, to)| from < to)
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut covered, mut reached) = (0.0, start);
    for (from, to) in spans {
        covered += (to - from.max(reached)).max(0.0);
        reached = reached.max(to);
    }
    crate::Span { count: count as u32, length: (window.end - start - covered).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn deed((time, level): (f64, f64)) -> Deed {
        Deed { time, level }
    }

    fn reply(time: f64) -> Reply {
        Reply { deed: deed((time, 1.0)), answers: None }
    }

    fn four() -> Vec<Deed> {
        [(0.0, 1.0), (5.0, 2.0), (9.0, 3.0), (20.0, 2.0)].map(deed).to_vec()
    }

    const WINDOW: Window = Window { length: 6.0, end: 60.0 };

    #[test]
    fn events_go_to_the_highest_move_in_whose_window_they_lie() {
        let found = pair(&four(), &[6.0, 10.0, 11.0, 30.0].map(reply), WINDOW);
        assert_eq!(found.of_replies, [Some(1), Some(2), Some(2), None]);
        assert_eq!((found.of_moves[0], found.of_moves[3]), (Fate::Unanswered, Fate::Unanswered));
        assert_eq!(found.of_moves[2], Fate::Answered { level: 1.0, lag: 1.0 });
        let early = pair(&four(), &[], Window { end: 22.0, ..WINDOW });
        assert_eq!(early.of_moves[3], Fate::TooEarly);
    }

    #[test]
    fn what_is_said_goes_before() {
        let said = Reply { answers: Some(3), ..reply(6.0) };
        let lost = Reply { answers: Some(9), ..reply(6.0) };
        assert_eq!(pair(&four(), &[said, lost], WINDOW).of_replies, [Some(3), Some(1)]);
    }

    #[test]
    fn time_outside_all_windows() {
        let found = answers_outside(&four(), &[6.0, 30.0, 40.0].map(reply), WINDOW, -2.0);
        assert_eq!((found.count, found.length), (2, 62.0 - 15.0 - 6.0));
    }

    proptest! {
        #[test]
        fn a_longer_window_loses_no_answer(
            moves in prop::collection::vec((0_u8..40, 1_u8..5), 0..8),
            replies in prop::collection::vec(0_u8..60, 0..8),
            length in 1_u8..20,
        ) {
            let moves: Vec<Deed> = moves.iter().map(|(time, level)| deed((f64::from(*time), f64::from(*level)))).collect();
            let replies: Vec<Reply> = replies.iter().map(|time| reply(f64::from(*time))).collect();
            let of = |length: u8| pair(&moves, &replies, Window { length: f64::from(length), end: 100.0 });
            let (short, long) = (of(length), of(2 * length));
            for (short, long) in short.of_replies.iter().zip(&long.of_replies) {
                prop_assert!(short.is_none() || long.is_some());
            }
            // An event outside all windows changes no pair.
            let mut more = replies.clone();
            more.push(reply(99.0));
            let later = pair(&moves, &more, Window { length: f64::from(length), end: 100.0 });
            prop_assert_eq!(&later.of_replies[..replies.len()], &short.of_replies[..]);
            prop_assert_eq!(later.of_moves, short.of_moves);
        }
    }
}
