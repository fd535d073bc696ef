//! Events added up, as they are printed.

use detente_case::AskError;
use detente_results::{EventFile, EventGroup, EventsResult};

use super::{Aggregate, EventError, EventLayout, Group, Scale};
use crate::files::tally_told;
use crate::states::states;

impl Aggregate {
    /// Everything as it is printed, with the scores of a scale.
    pub fn result(&self, scale: Scale) -> EventsResult {
        let file = |(file, layout): &(String, EventLayout)| EventFile { file: file.clone(), format: layout.id() };
        EventsResult {
            files: self.files.iter().map(file).collect(),
            scale: scale.word(),
            rows: tally_told(&self.tally),
            unmapped: self.unmapped.clone(),
            groups: self.groups().iter().map(|group| self.group(group)).collect(),
        }
    }

    fn group(&self, group: &Group) -> EventGroup {
        EventGroup {
            source: states().letters(group.source),
            target: states().letters(group.target),
            period: self.period(group.month),
            n: group.n,
            goldstein_sum: group.sum,
            weight: group.weight,
            goldstein_mean: (group.weight > 0).then(|| group.sum / group.weight as f64),
            quads: group.quads,
            goldstein_left: group.faded,
        }
    }

    /// Refuses files of which no event could be kept.
    ///
    /// # Errors
    /// [`AskError`] with the reasons, counted.
    pub fn some(&self) -> Result<(), AskError> {
        if self.tally.kept > 0 {
            return Ok(());
        }
        Err(AskError::input(format!("no event could be kept: {}", self.tally.why_nothing()))
            .with_hint("`detente record check` lists the rows with their reasons".to_owned()))
    }
}

impl From<EventError> for AskError {
    fn from(error: EventError) -> Self {
        Self::input(error.to_string()).with_hint("`detente record sources` lists the formats of events".to_owned())
    }
}
