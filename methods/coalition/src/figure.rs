//! The figure: who stands where on each issue, and who carries it.

use detente_coalition::{Mask, Side, members};
use detente_method::{names, say};
use detente_results::{AnswerFigure, Shown};

use crate::words::{Told, Topic, side_of};

impl<'c> Told<'_, '_, 'c> {
    pub(crate) fn figure(&self, topics: &[Topic<'_, 'c>]) -> AnswerFigure {
        let columns =
            ["issue", "above the middle", "below it", "on it", "carried", "smallest coalitions with the weight"];
        AnswerFigure {
            caption: say("Who stands on which side of each issue, and who carries it.", &[]),
            shows: Shown::Table {
                columns: columns.map(str::to_owned).to_vec(),
                rows: topics.iter().map(|topic| self.row(topic)).collect(),
            },
        }
    }

    fn row(&self, topic: &Topic<'_, 'c>) -> Vec<String> {
        let carrying = &topic.found.typical.carrying;
        let name = |player: usize| self.asking.name(topic.body.players[player].actor());
        let listed = |set: Mask| members(set).into_iter().map(name).collect::<Vec<_>>().join(", ");
        let joined = |set: Mask| members(set).into_iter().map(name).collect::<Vec<_>>().join(" + ");
        let carried = match side_of(topic.found.decisions[0].0) {
            Some(Side::Above) => topic.body.issue.scale_100.clone(),
            Some(Side::Below) => topic.body.issue.scale_0.clone(),
            None => "nothing".to_owned(),
        };
        let sets: Vec<String> = topic.found.typical.strongest.iter().map(|set| joined(*set)).collect();
        vec![
            names::issue(self.asking.case, topic.body.id()),
            listed(carrying.above.members),
            listed(carrying.below.members),
            listed(carrying.on_the_line),
            carried,
            sets.join("; "),
        ]
    }
}
