//! A figure that is asked in words: the ring and the division by the names of actors.

use detente_case::did_you_mean;
use detente_method::AskError;
use serde_json::Value;

use crate::figure::{FigureTie, MOST_FIGURE, figure};

/// What is asked of a figure.
#[derive(Debug, Clone, Copy)]
pub struct FigureAsk<'a> {
    /// Actors in the order of the sides; all orders of four where there are none.
    pub ring: &'a [String],
    /// Division that the cheapest tightening makes the best, as `A+B|C+D`; all together otherwise.
    pub target: Option<&'a str>,
    /// Lead that it must reach, above 0.
    pub margin: f64,
}

impl FigureAsk<'_> {
    /// Measures of a figure of these actors.
    ///
    /// # Errors
    /// [`AskError`]: too many actors, a margin, ring or division that is none, or what the engine does not take.
    pub fn answer(&self, actors: &[String], ties: &[FigureTie]) -> Result<Value, AskError> {
        if actors.len() > MOST_FIGURE {
            let count = actors.len();
            return Err(AskError::input(format!("{count} actors are more than the {MOST_FIGURE} that can be done")));
        }
        if !(self.margin.is_finite() && self.margin > 0.0) {
            return Err(AskError::input("the margin must be a number above 0"));
        }
        let (ring, target) = (ring(self.ring, actors)?, target(self.target, actors)?);
        figure(actors, ties, &ring, &target, self.margin).map_err(|error| AskError::input(error.to_string()))
    }
}

fn place(actors: &[String], name: &str) -> Result<usize, AskError> {
    actors.iter().position(|actor| actor == name).ok_or_else(|| {
        let hint = did_you_mean(name, actors.iter().map(String::as_str));
        AskError::input(format!("no actor is called `{name}`")).with_hint(hint)
    })
}

/// Places of the actors of a ring.
fn ring(names: &[String], actors: &[String]) -> Result<Vec<usize>, AskError> {
    let mut ring = Vec::new();
    for name in names {
        let place = place(actors, name)?;
        if ring.contains(&place) {
            return Err(AskError::input(format!("`{name}` stands twice in the ring")));
        }
        ring.push(place);
    }
    if (1..3).contains(&ring.len()) {
        return Err(AskError::input("a ring needs three actors or more"));
    }
    Ok(ring)
}

/// The side of each actor in a division such as `A+B|C+D`.
fn target(text: Option<&str>, actors: &[String]) -> Result<Vec<bool>, AskError> {
    let Some(text) = text else { return Ok(vec![true; actors.len()]) };
    let blocs: Vec<&str> = text.split('|').map(str::trim).filter(|bloc| !bloc.is_empty()).collect();
    let mut side: Vec<Option<bool>> = vec![None; actors.len()];
    for (number, bloc) in blocs.iter().enumerate() {
        for name in bloc.split('+').map(str::trim) {
            if side[place(actors, name)?].replace(number == 0).is_some() {
                return Err(AskError::input(format!("`{name}` stands twice in the target")));
            }
        }
    }
    let all = side.into_iter().collect::<Option<Vec<bool>>>().filter(|_| (1..=2).contains(&blocs.len()));
    all.ok_or_else(|| {
        AskError::input(format!("`{text}` does not divide all actors into two blocs"))
            .with_hint("for example `A+B|C+D`".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors() -> Vec<String> {
        ["A", "B", "C", "Dora"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_ring_is_of_three_different_actors() {
        let of = |names: &[&str]| ring(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &actors());
        assert_eq!(of(&["C", "A", "Dora"]).unwrap(), [2, 0, 3]);
        assert!(of(&[]).unwrap().is_empty());
        assert_eq!(of(&["A", "B"]).unwrap_err().message, "a ring needs three actors or more");
        assert_eq!(of(&["A", "B", "A"]).unwrap_err().message, "`A` stands twice in the ring");
        assert_eq!(of(&["A", "B", "Dore"]).unwrap_err().hint.unwrap(), "did you mean `Dora`?");
    }

    #[test]
    fn a_division_has_every_actor_once() {
        let of = |text| target(Some(text), &actors());
        assert_eq!(of("A+B | C+Dora").unwrap(), [true, true, false, false]);
        assert_eq!(of("A+B+C+Dora").unwrap(), [true; 4]);
        assert_eq!(target(None, &actors()).unwrap(), [true; 4]);
        assert!(of("A+B|C").unwrap_err().message.ends_with("does not divide all actors into two blocs"));
        assert!(of("A+B|C+Dora|A").unwrap_err().message.contains("twice in the target"));
    }
}
