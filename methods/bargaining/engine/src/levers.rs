//! What would move the compromise: by whom, and how far.

use crate::forecast::compromise;

/// One number of one actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handle {
    /// Where it stands.
    Position,
    /// How much it cares.
    Salience,
    /// How much it can do.
    Capability,
}

/// A change of one number of one actor that moves the outcome by a given amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// The actor.
    pub actor: usize,
    /// The number.
    pub handle: Handle,
    /// Its value now.
    pub from: f64,
    /// The value that is needed.
    pub to: f64,
    /// The outcome then.
    pub outcome: f64,
}

impl Lever {
    /// How far the number moves, as a part of its range: of the scale, of full salience, of its own size for capability.
    pub fn effort(&self) -> f64 {
        match self.handle {
            Handle::Position | Handle::Salience => (self.to - self.from).abs(),
            Handle::Capability if self.from > 0.0 => (self.to - self.from).abs() / self.from,
            Handle::Capability => f64::INFINITY,
        }
    }
}

/// Every change of one number of one actor that moves the compromise by `by` (signed, in the unit of positions), the least effort first. One
/// position, salience (both in [0, 1]) and capability (0 or more) for each actor. Positions and saliences stay in [0, 1]; capabilities may
/// grow as far as it takes. In closed form: the outcome moves with a position by the share of the actor's weight; with a weight towards its
/// position. Empty when nobody has weight.
///
/// # Examples
/// Two equals at the ends: the first need give way by two tenths for the outcome to move one.
/// ```
/// use detente_bargain::{Handle, levers};
///
/// let found = levers(&[0.0, 1.0], &[1.0, 1.0], &[1.0, 1.0], 0.1);
/// assert_eq!((found[0].actor, found[0].handle), (0, Handle::Position));
/// assert!((found[0].to - 0.2).abs() < 1e-12);
/// ```
pub fn levers(position: &[f64], salience: &[f64], capability: &[f64], by: f64) -> Vec<Lever> {
    let weight = |actor: usize| salience[actor] * capability[actor];
    let line: Vec<(f64, f64)> = (0..position.len()).map(|actor| (position[actor], weight(actor))).collect();
    let (Some(now), total) = (compromise(&line), line.iter().map(|(_, w)| w).sum::<f64>()) else { return Vec::new() };
    let outcome = now + by;
    let mut found = Vec::new();
    for actor in 0..position.len() {
        let mut add = |handle, from: f64, to: f64, most: f64| {
            if (0.0..=most).contains(&to) && to != from {
                found.push(Lever { actor, handle, from, to, outcome });
            }
        };
        let (x, own) = (position[actor], weight(actor));
        if own > 0.0 {
            add(Handle::Position, x, x + by * total / own, 1.0);
        }
        // Without it the others would settle at `rest`; the weight that brings them to the outcome.
        let others = total - own;
        if others > 0.0 && x != outcome {
            let rest = (total * now - own * x) / others;
            let needed = others * (outcome - rest) / (x - outcome);
            if needed >= 0.0 && needed.is_finite() {
                if capability[actor] > 0.0 {
                    add(Handle::Salience, salience[actor], needed / capability[actor], 1.0);
                }
                if salience[actor] > 0.0 {
                    add(Handle::Capability, capability[actor], needed / salience[actor], f64::MAX);
                }
            }
        }
    }
    found.sort_by(|a, b| a.effort().total_cmp(&b.effort()).then((a.actor, a.handle).cmp(&(b.actor, b.handle))));
    found
}

/// Where the compromise of `line` would lie without each actor; `None` where nobody else has weight.
pub fn without(line: &[(f64, f64)]) -> Vec<Option<f64>> {
    let others = |actor: usize| -> Vec<(f64, f64)> {
        line.iter().enumerate().filter(|(other, _)| *other != actor).map(|(_, entry)| *entry).collect()
    };
    (0..line.len()).map(|actor| compromise(&others(actor))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_lever_moves_the_outcome_by_what_was_asked(
            rows in prop::collection::vec((0.0..=1.0f64, 0.01..=1.0f64, 0.1..100.0f64), 2..8),
            by in prop::sample::select(vec![-0.2, -0.05, 0.05, 0.2]),
        ) {
            let (x, (s, c)): (Vec<f64>, (Vec<f64>, Vec<f64>)) = rows.iter().map(|(x, s, c)| (*x, (*s, *c))).unzip();
            let outcome = |x: &[f64], s: &[f64], c: &[f64]| {
                compromise(&(0..x.len()).map(|i| (x[i], s[i] * c[i])).collect::<Vec<_>>()).unwrap()
            };
            let now = outcome(&x, &s, &c);
            let found = levers(&x, &s, &c, by);
            prop_assert!(found.windows(2).all(|pair| pair[0].effort() <= pair[1].effort()));
            for lever in &found {
                let (mut x, mut s, mut c) = (x.clone(), s.clone(), c.clone());
                let list = match lever.handle {
                    Handle::Position => &mut x,
                    Handle::Salience => &mut s,
                    Handle::Capability => &mut c,
                };
                list[lever.actor] = lever.to;
                let moved = outcome(&x, &s, &c);
                prop_assert!((moved - now - by).abs() < 1e-6, "{lever:?}: {moved} from {now}");
            }
        }
    }

    #[test]
    fn nobody_can_be_moved_beyond_the_scale() {
        let found = levers(&[0.0, 1.0], &[0.5, 0.5], &[1.0, 1.0], 0.4);
        assert!(found.iter().all(|lever| lever.handle != Handle::Position || (0.0..=1.0).contains(&lever.to)));
        assert_eq!(without(&[(0.0, 1.0), (1.0, 1.0)]), [Some(1.0), Some(0.0)]);
        assert_eq!(without(&[(0.0, 1.0), (1.0, 0.0)]), [None, Some(0.0)]);
    }
}
