//! Crossing: for each actor of a view the share of the weight of its ties that runs across the best blocs, draw by draw. An actor with
//! much of it is pulled both ways. Definition, sources and limits: `methods/crossing/page.md`.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::Method as Word;
use detente_case::measure::{AFFINITY, CROSSING, TOGETHER};
use detente_method::{
    About, Asked, Column, EffectiveCase, Memo, Method, Numbers, Options, Problem, RunError, Samples, Sought, Spec,
    ViewInput,
};

/// Ties across the blocs of the views of a case.
#[derive(Debug, Clone, Copy)]
pub struct Crossing;

/// The views of a case, or the one that is sought.
struct Views<'c>(Vec<ViewInput<'c>>);

impl Method for Crossing {
    fn words(&self) -> &'static [Word] {
        &[Word::Crossing]
    }

    fn page(&self) -> &'static str {
        "methods/crossing/page.md"
    }

    fn about(&self, _: &Options) -> Vec<String> {
        vec!["Crossing: the share of the weight of an actor's ties, friendly or hostile, to actors in the other bloc; where several divisions are best, their mean.".to_owned()]
    }

    fn builds_on(&self) -> &'static [Word] {
        &[Word::Balance, Word::Ties]
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        Ok(Box::new(Views(ViewInput::sought(self.words(), reading, sought))))
    }
}

impl<'c> Problem<'c> for Views<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().flat_map(ViewInput::affinity_quantities).collect()
    }

    fn subjects(&self) -> Vec<About> {
        self.0.iter().map(|input| input.subject(Word::Crossing, false)).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let found: BTreeMap<&str, &Column> = asked.found.iter().map(|column| (column.id.as_str(), column)).collect();
        let of = |input: &ViewInput<'_>| {
            input.again(asked, Crossing.words(), false).unwrap_or_else(|| columns(input, &found))
        };
        Ok(self.0.iter().flat_map(of).collect())
    }

    fn memo(&self, _: &Samples) -> Memo {
        ViewInput::memo(&self.0)
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        Numbers { kept: self.0.iter().map(|input| input.actors.len()).sum(), held: 0 }
    }
}

/// A tie of an actor: its affinity, and how far its two ends stand in one bloc.
struct Tie<'f> {
    affinity: &'f Column,
    together: &'f Column,
}

/// One column for each actor that has ties.
fn columns(input: &ViewInput<'_>, found: &BTreeMap<&str, &Column>) -> Vec<Column> {
    let view = &input.view.id.text;
    let behind = input.affinity_quantities();
    let column = |place: usize| {
        let actor = input.actors[place];
        let own = input.pairs.iter().filter(|pair| pair.a == place || pair.b == place);
        let tie = |pair: &detente_method::Pair| {
            let (a, b) = (input.actors[pair.a], input.actors[pair.b]);
            let affinity = found.get(AFFINITY.pair(view, a, b).as_str())?;
            Some(Tie { affinity, together: found.get(TOGETHER.pair(view, a, b).as_str())? })
        };
        let ties: Vec<Tie<'_>> = own.filter_map(tie).collect();
        let draws = ties.first()?.affinity.draws.len();
        let label = format!("share of the weight of {actor}'s ties that runs across the blocs");
        let at_mode = share(ties.iter().map(|tie| (tie.affinity.at_mode, tie.together.at_mode)));
        let drawn = |draw| share(ties.iter().map(|tie| (tie.affinity.draws[draw], tie.together.draws[draw])));
        let spec = Spec::value(CROSSING.about(view, actor), label, behind.clone());
        Some(spec.with(at_mode, (0..draws).map(drawn).collect()))
    };
    (0..input.actors.len()).filter_map(column).collect()
}

/// The share of weight that runs across, of ties with their affinity and how far the ends stand together (0 to 1); NaN without weight, and
/// where one is not known.
fn share(ties: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut all, mut across) = (0.0, 0.0);
    for (affinity, together) in ties {
        // A tie without weight says nothing, wherever its ends stand.
        let weight = affinity.abs();
        if weight != 0.0 {
            all += weight;
            across += weight * (1.0 - together);
        }
    }
    across / all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_of_weight_and_not_of_ties() {
        // One in the same bloc, one of weight 0.75 across; one whose ends stand together in half of the best divisions.
        assert_eq!(share([(0.25, 1.0), (-0.75, 0.0)].into_iter()), 0.75);
        assert_eq!(share([(0.5, 0.5), (0.5, 1.0)].into_iter()), 0.25);
        assert_eq!(share([(0.0, f64::NAN), (-0.5, 0.0)].into_iter()), 1.0);
        assert!(share(std::iter::empty()).is_nan());
        assert!(share([(0.5, f64::NAN)].into_iter()).is_nan());
    }
}
