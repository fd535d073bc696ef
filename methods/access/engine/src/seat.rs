//! What a seat is worth: where those at a table meet, with somebody and without.

/// Somebody at a table: a position on a scale, and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice {
    /// Where it stands.
    pub position: f64,
    /// What it weighs, from 0 on.
    pub weight: f64,
}

/// A seat on one issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seat {
    /// Where the table meets with it.
    pub with: f64,
    /// Where it meets without it.
    pub without: f64,
    /// By how much its loss is smaller with the seat, in units of the scale; 0 for somebody in the middle, who need not be powerless.
    pub worth: f64,
}

/// Where those at a table meet: the mean of their positions by weight. None where nobody has weight.
pub fn outcome(voices: impl IntoIterator<Item = Voice>) -> Option<f64> {
    let (sum, all) = voices
        .into_iter()
        .fold((0.0, 0.0), |(sum, all), voice| (sum + voice.weight * voice.position, all + voice.weight));
    (all > 0.0).then(|| sum / all)
}

/// What the seat of one of them is worth to it; none where the table meets nowhere without it: then it exists through it.
pub fn seat(voices: &[Voice], own: usize) -> Option<Seat> {
    let others = voices.iter().enumerate().filter(|(place, _)| *place != own).map(|(_, voice)| *voice);
    seated(&others.collect::<Vec<Voice>>(), voices[own])
}

/// What a seat would be worth to somebody who has none; none where the table meets nowhere without it.
pub fn seated(others: &[Voice], own: Voice) -> Option<Seat> {
    let without = outcome(others.iter().copied())?;
    let with = outcome(others.iter().copied().chain([own]))?;
    Some(Seat { with, without, worth: loss(without, own.position) - loss(with, own.position) })
}

impl Seat {
    /// What the seat is worth to somebody else, who stands here: less than 0 where it loses by it.
    pub fn for_another(&self, position: f64) -> f64 {
        loss(self.without, position) - loss(self.with, position)
    }
}

fn loss(outcome: f64, position: f64) -> f64 {
    (outcome - position).abs()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn voice(position: f64, weight: f64) -> Voice {
        Voice { position, weight }
    }

    /// A 100/40, B 0/40, C 50/20 (position/weight).
    #[test]
    fn seats_at_a_table_of_three() {
        let table = [voice(100.0, 40.0), voice(0.0, 40.0), voice(50.0, 20.0)];
        let found: Vec<Seat> = (0..3).map(|own| seat(&table, own).unwrap()).collect();
        assert_eq!(found[0].with, 50.0);
        assert!((found[0].without - 50.0 / 3.0).abs() < 1e-12);
        assert!((found[0].worth - 100.0 / 3.0).abs() < 1e-12 && (found[1].worth - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!(found[2].worth, 0.0);
        assert!((found[0].for_another(0.0) + 100.0 / 3.0).abs() < 1e-12);
    }

    /// `O(-i) - O = w (O - x)/(W - w)`.
    #[test]
    fn the_closed_form_is_the_same() {
        for shift in 0..50 {
            let part = f64::from(shift);
            let table =
                [voice(2.0 * part, 1.0 + part), voice(100.0 - part, 3.0), voice(part * part % 100.0, 50.0 - part)];
            let all: f64 = table.iter().map(|voice| voice.weight).sum();
            for (own, voice) in table.iter().enumerate() {
                let found = seat(&table, own).unwrap();
                let closed = voice.weight * (found.with - voice.position) / (all - voice.weight);
                assert!((found.without - found.with - closed).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_table_that_exists_through_one_has_no_outcome_without_it() {
        assert_eq!(seat(&[voice(10.0, 5.0), voice(90.0, 0.0)], 0), None);
        assert_eq!(seat(&[voice(10.0, 5.0)], 0), None);
        assert_eq!(outcome([]), None);
    }
}
