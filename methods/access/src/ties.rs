//! How close those at tables are to one another, in the view that has most of them.

use detente_case::case::View;
use detente_method::{EffectiveCase, ViewInput, weighed};

use crate::room::Room;

/// Affinity of pairs in a view, at one set of values.
pub(crate) struct Ties<'c> {
    /// The view; none where no view has two of them.
    pub view: Option<&'c View>,
    /// By pair of actors, the smaller place first; none where nothing ties them.
    affinity: Vec<Vec<Option<f64>>>,
}

impl<'c> Ties<'c> {
    /// At the most likely values.
    pub fn of(room: &Room<'c>, reading: &EffectiveCase<'c>) -> Self {
        let case = reading.case;
        let has = |view: &View| {
            room.actors.iter().filter(|actor| view.actors.iter().any(|word| &*word.text == **actor)).count()
        };
        let most = case.views.iter().filter(|view| has(view) > 1).max_by_key(|view| {
            // Of equals the first of the case.
            (has(view), std::cmp::Reverse(case.views.iter().position(|other| other.id.text == view.id.text)))
        });
        let mut affinity = vec![vec![None; room.actors.len()]; room.actors.len()];
        let Some(view) = most else { return Self { view: None, affinity } };
        let input = ViewInput::of(view, reading);
        let place = |place: usize| room.actors.iter().position(|actor| *actor == input.actors[place]);
        let values = weighed(&input, |pair| &pair.affinity, |index| reading.estimate(index).mode());
        for (pair, value) in input.pairs.iter().zip(values) {
            if let Some((a, b)) = place(pair.a).zip(place(pair.b)) {
                affinity[a][b] = value;
                affinity[b][a] = value;
            }
        }
        Self { view: Some(view), affinity }
    }

    /// Whether two are hostile to each other.
    pub fn hostile(&self, a: usize, b: usize) -> bool {
        self.affinity.get(a).and_then(|row| row.get(b)).copied().flatten().is_some_and(|affinity| affinity < 0.0)
    }
}
