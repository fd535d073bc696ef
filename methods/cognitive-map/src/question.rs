//! A map that is asked in words: which concepts are held, and whether it can be run.

use detente_dynamics::MOST_CONCEPTS;
use detente_method::AskError;
use detente_results::FcmResult;

use crate::fcm::{Ends, FcmAsk, ends, fcm_result};

/// Concepts that are held, and what is to be said of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clamps {
    /// By place, on the scale of the map.
    pub held: Vec<(usize, f64)>,
    /// What the file holds otherwise.
    pub notes: Vec<String>,
}

impl Clamps {
    /// Those of a file, by place, and those that are typed as `CONCEPT=VALUE`, which win.
    ///
    /// # Errors
    /// [`AskError`]: words that are no clamp, a concept that is not there, and every value that is out of range or given twice at once.
    pub fn of(names: &[String], file: &[(usize, f64)], typed: &[String]) -> Result<Self, AskError> {
        let mut own: Vec<(usize, f64)> = Vec::new();
        let mut problems = Vec::new();
        for text in typed {
            let (concept, value) = clamp(names, text)?;
            match own.iter().find(|(known, other)| *known == concept && *other != value) {
                Some((_, other)) => {
                    problems.push(format!("`{}` is clamped twice, at {other} and at {value}", names[concept]));
                }
                None => own.push((concept, value)),
            }
        }
        let kept = file.iter().filter(|(concept, _)| !own.iter().any(|(known, _)| known == concept));
        let held: Vec<(usize, f64)> = kept.chain(&own).copied().collect();
        let over = file.iter().filter(|one| !held.contains(one)).map(|(concept, value)| {
            format!("the file holds `{}` at {value}; what is asked for goes before it", names[*concept])
        });
        let outside = held.iter().filter(|(_, value)| !(-1.0..=1.0).contains(value));
        problems.extend(outside.map(|(concept, value)| {
            format!("`{}` is held at {value:?}, but concepts lie between -1 and 1", names[*concept])
        }));
        if problems.is_empty() {
            return Ok(Self { notes: over.collect(), held });
        }
        let hint = "write one value a concept, on the scale of the map".to_owned();
        Err(AskError::input(problems.join("; ")).with_hint(hint))
    }
}

/// `CONCEPT=VALUE`; a name may hold `=` itself.
fn clamp(names: &[String], text: &str) -> Result<(usize, f64), AskError> {
    let wrong = || AskError::input(format!("`{text}` is no clamp: write CONCEPT=VALUE"));
    let (name, value) = text.rsplit_once('=').ok_or_else(wrong)?;
    let place = names.iter().position(|known| known == name.trim());
    let place = place.ok_or_else(|| AskError::unknown("concept", name, names))?;
    Ok((place, value.trim().parse().map_err(|_| wrong())?))
}

/// Runs a map of causes, effects, weights and lags, of which it takes no notice.
///
/// # Errors
/// [`AskError`]: too many concepts, a bound that is none, or what the engine does not take.
pub fn fcm(names: &[String], edges: &[(usize, usize, f64, f64)], ask: &FcmAsk) -> Result<FcmResult, AskError> {
    let weights = weights(names.len(), edges, ask)?;
    fcm_result(names, &weights, ask).map_err(|error| AskError::input(error.to_string()))
}

/// Where such a map ends from many starts, `starts[concept][start]`; where one says nothing the start of `ask` stands in.
///
/// # Errors
/// As [`fcm`].
pub fn fcm_ends(
    edges: &[(usize, usize, f64, f64)],
    ask: &FcmAsk,
    starts: &[Vec<Option<f64>>],
) -> Result<Ends, AskError> {
    let weights = weights(starts.len(), edges, ask)?;
    ends(&weights, ask, starts).map_err(|error| AskError::input(error.to_string()))
}

/// `weights[cause][effect]` of a map that can be run.
fn weights(count: usize, edges: &[(usize, usize, f64, f64)], ask: &FcmAsk) -> Result<Vec<Vec<f64>>, AskError> {
    if count > MOST_CONCEPTS {
        let hint = "loops are looked for in larger maps".to_owned();
        return Err(
            AskError::input(format!("{count} concepts: a map is run with up to {MOST_CONCEPTS}")).with_hint(hint)
        );
    }
    if !(ask.stop.is_finite() && ask.stop >= 0.0) {
        return Err(AskError::input("the change at which rows stop is a number from 0 on"));
    }
    let mut weights = vec![vec![0.0; count]; count];
    edges.iter().for_each(|(cause, effect, weight, _)| weights[*cause][*effect] = *weight);
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &[(usize, f64)], typed: &[&str]) -> Result<Clamps, AskError> {
        let names = ["oil", "arms=guns"].map(str::to_owned);
        Clamps::of(&names, file, &typed.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn many_starts_end_where_each_alone_does() {
        let ask = |start| FcmAsk {
            start,
            rule: detente_dynamics::Rule::Modified,
            transfer: detente_dynamics::Transfer::Tanh,
            lambda: 2.0,
            clamp: vec![(2, 0.25)],
            stop: 1e-6,
            seed: 1,
        };
        let edges = [(0, 1, 0.9, 0.0), (1, 0, 0.8, 0.0), (2, 0, 0.1, 0.0)];
        let starts = [vec![Some(0.5), Some(-0.5), None], vec![None, Some(-1.0), Some(0.75)], vec![None; 3]];
        let found = fcm_ends(&edges, &ask(None), &starts).unwrap();
        let names = ["a", "b", "c"].map(str::to_owned);
        for run in 0..3 {
            let own = starts.iter().map(|values| values[run].unwrap_or(0.0)).collect();
            let alone = fcm(&names, &edges, &ask(Some(own))).unwrap();
            let last = alone.states.last().unwrap();
            assert!(
                found.last.iter().zip(last).all(|(values, own)| (values[run] - own).abs() < 1e-9) && found.settled[run]
            );
        }
        assert!(found.last[0][1] < -0.5 && found.last[0][0] > 0.5);
        assert!(fcm_ends(&edges, &ask(None), &[vec![Some(1e9)], vec![None], vec![None]]).is_err());
    }

    #[test]
    fn what_is_typed_goes_before_the_file() {
        let found = of(&[(0, 0.5), (1, 0.2)], &["oil=1"]).unwrap();
        assert_eq!(found.held, [(1, 0.2), (0, 1.0)]);
        assert_eq!(found.notes, ["the file holds `oil` at 0.5; what is asked for goes before it"]);
        assert_eq!(of(&[], &["arms=guns=-0.5"]).unwrap().held, [(1, -0.5)]);
    }

    #[test]
    fn every_clamp_that_cannot_be_is_told_at_once() {
        let error = of(&[(1, 2.0)], &["oil=0.1", "oil=0.2"]).unwrap_err();
        let both =
            "`oil` is clamped twice, at 0.1 and at 0.2; `arms=guns` is held at 2.0, but concepts lie between -1 and 1";
        assert_eq!(error.message, both);
        assert_eq!(of(&[], &["oli=1"]).unwrap_err().hint.unwrap(), "did you mean `oil`?");
        assert_eq!(of(&[], &["oil"]).unwrap_err().message, "`oil` is no clamp: write CONCEPT=VALUE");
    }
}
