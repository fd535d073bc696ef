//! Whether what was found is what the sources conclude.

use detente_case::case::{Expectation, Expected};
use detente_chance::{Difference, Proportion};

use super::look_up::Found;
use crate::numbers::{NEAR, STEP, SURE, on_the_line};

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// In all draws but a few.
    Yes,
    /// In some draws, or to a lesser size.
    Partly,
    /// The contrary holds in all draws but a few.
    No,
    /// Nothing decides it.
    Untested,
}

/// Whether what was found is what a row expects.
pub(super) fn judged(row: &Expectation, found: &Found) -> Held {
    match (found, row.expected) {
        (Found::Unknown(_), _) => Held::Untested,
        (Found::Came(came), Expected::Fails) => yes(!came),
        (Found::Came(came), _) => yes(*came),
        (Found::Share { share, .. }, Expected::Holds) => so(share),
        (Found::Share { share, .. }, Expected::Fails) => otherwise(so(share)),
        (Found::Share { share, .. }, expected) => {
            beside(share.probability, [share.low, share.high], row.value.unwrap_or(0.5), expected != Expected::AtMost)
        }
        (Found::Level { at, ends, .. }, expected) => {
            let ends = ends.as_ref().map_or([at.value; 2], |[low, high]| [low.value, high.value]);
            beside(at.value, ends, row.value.unwrap_or_default(), expected != Expected::AtMost)
        }
        (Found::Change { by, frequency, range, .. }, expected) => {
            moves(by, expected == Expected::Rises, least(row, *range), *frequency)
        }
    }
}

/// The least change that counts.
pub(super) fn least(row: &Expectation, range: f64) -> f64 {
    row.value.map_or(STEP * range, f64::abs)
}

fn yes(so: bool) -> Held {
    if so { Held::Yes } else { Held::No }
}

fn otherwise(held: Held) -> Held {
    match held {
        Held::Yes => Held::No,
        Held::No => Held::Yes,
        other => other,
    }
}

/// Whether something is so in all draws but a few; near the threshold it is so in part.
fn so(share: &Proportion) -> Held {
    let rare = 1.0 - SURE;
    match share.probability {
        _ if on_the_line(share, SURE) || on_the_line(share, rare) => Held::Partly,
        often if often >= SURE => Held::Yes,
        seldom if seldom <= rare => Held::No,
        _ => Held::Partly,
    }
}

/// Whether a number lies above (below) another with both its ends.
fn beside(value: f64, [low, high]: [f64; 2], bound: f64, at_least: bool) -> Held {
    let right = |number: f64| if at_least { number >= bound } else { number <= bound };
    match (right(low) && right(high), right(low) || right(high) || right(value)) {
        (true, _) => Held::Yes,
        (_, false) => Held::No,
        _ => Held::Partly,
    }
}

/// Whether a scenario moves something this way by so much. Of a frequency the mean decides.
fn moves(by: &Difference, up: bool, least: f64, frequency: bool) -> Held {
    let below = 1.0 - by.above - by.equal;
    let (this_way, that_way) = if up { (by.above, below) } else { (below, by.above) };
    let size = if up { 1.0 } else { -1.0 } * if frequency { by.mean } else { by.p50 };
    let clear = frequency || this_way >= 1.0 - NEAR;
    // Within the Monte-Carlo error of the least size it is moved by it in part.
    match size {
        size if clear && size >= least + 2.0 * by.mc_error => Held::Yes,
        _ if by.equal >= 1.0 => Held::No,
        size if size < 0.0 && (frequency || that_way >= 1.0 - NEAR) => Held::No,
        _ => Held::Partly,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_so_in_most_draws_holds() {
        let of = |count| so(&Proportion::counted(count, 2_000));
        assert_eq!(
            [1_990, 1_900, 1_000, 100, 10].map(of),
            [Held::Yes, Held::Partly, Held::Partly, Held::Partly, Held::No]
        );
        assert_eq!(otherwise(of(10)), Held::Yes);
    }

    #[test]
    fn a_level_holds_with_both_its_ends() {
        assert_eq!(beside(0.6, [0.52, 0.7], 0.5, true), Held::Yes);
        assert_eq!(beside(0.6, [0.42, 0.7], 0.5, true), Held::Partly);
        assert_eq!(beside(0.6, [0.52, 0.7], 0.5, false), Held::No);
    }

    #[test]
    fn a_change_holds_by_sign_and_size() {
        let paired = |after: &[f64]| Difference::paired(&vec![0.0; after.len()], after).unwrap();
        assert_eq!(moves(&paired(&[0.2; 20]), true, 0.05, false), Held::Yes);
        assert_eq!(moves(&paired(&[0.02; 20]), true, 0.05, false), Held::Partly);
        assert_eq!(moves(&paired(&[-0.2; 20]), true, 0.05, false), Held::No);
        assert_eq!(moves(&paired(&[0.0; 20]), true, 0.05, false), Held::No);
    }
}
