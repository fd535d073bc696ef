//! Factors: the level of everything that is no tie, stake or preference, draw by draw.
//! What moves them: `docs/methods/influence.md`.

use std::collections::BTreeSet;

use detente_case::measure::LEVEL;
use detente_case::{Method as Word, QuantityPath};
use detente_method::{About, Asked, Column, EffectiveCase, Method, Numbers, Problem, RunError, Samples, Sought, Spec};

/// Levels of the factors of a case.
#[derive(Debug, Clone, Copy)]
pub struct Factors;

/// A factor whose level is known.
struct Level<'c> {
    id: &'c str,
    name: &'c str,
    quantity: usize,
}

/// The factors of a case, or the one that is asked for, by id.
struct Levels<'c>(Vec<Level<'c>>);

impl Method for Factors {
    fn words(&self) -> &'static [Word] {
        &[Word::Factors]
    }

    fn page(&self) -> &'static str {
        "docs/methods/influence.md"
    }

    fn lower<'c>(
        &self,
        reading: &EffectiveCase<'c>,
        sought: Option<Sought<'_>>,
    ) -> Result<Box<dyn Problem<'c> + 'c>, RunError> {
        let case = reading.case;
        let wanted = case.factors.iter().filter(|one| sought.is_none_or(|sought| sought.is_of(Word::Factors, &one.id)));
        let level = |factor: &'c detente_case::case::Factor| {
            let quantity = reading.find(&QuantityPath::Factor { id: factor.id.text.clone() })?;
            Some(Level { id: &factor.id.text, name: &factor.name, quantity })
        };
        let mut levels: Vec<Level<'c>> = wanted.filter_map(level).collect();
        levels.sort_by_key(|level| (level.id, level.name, level.quantity));
        Ok(Box::new(Levels(levels)))
    }
}

impl<'c> Problem<'c> for Levels<'c> {
    fn quantities(&self) -> BTreeSet<usize> {
        self.0.iter().map(|level| level.quantity).collect()
    }

    fn subjects(&self) -> Vec<About> {
        let subject = |level: &Level<'_>| About {
            word: Word::Factors,
            id: level.id.to_owned(),
            quantities: BTreeSet::from([level.quantity]),
        };
        self.0.iter().map(subject).collect()
    }

    fn columns(&self, asked: &Asked<'_>) -> Result<Vec<Column>, RunError> {
        let column = |level: &Level<'_>| {
            let Level { id, name, quantity } = level;
            let spec = Spec::value(LEVEL.of(id), format!("level of {id}: {name}"), BTreeSet::from([*quantity]));
            let draws = asked.samples.column(*quantity)[..asked.draws as usize].to_vec();
            spec.with(asked.samples.mode(*quantity), draws)
        };
        Ok(self.0.iter().map(column).collect())
    }

    fn numbers_a_draw(&self, _: &Samples, _: u32, _: u64) -> Numbers {
        Numbers { kept: self.0.len(), held: 0 }
    }
}
