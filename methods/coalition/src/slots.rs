//! What issues, sides and players are called in sentences.

use detente_chance::Proportion;
use detente_coalition::{Mask, Side, members};
use detente_method::{Phrase, names, numbers};
use detente_results::{EstimateField, NumberFrom, Slot};

use crate::words::{Told, Topic};

/// Longest name of an end of a scale that is quoted whole.
const LONGEST: usize = 60;

impl<'c> Told<'_, '_, 'c> {
    pub(crate) fn issue(&self, topic: &Topic<'_, 'c>) -> Phrase {
        self.issue_of(topic.body.id())
    }

    pub(crate) fn issue_of(&self, id: &str) -> Phrase {
        Phrase::named(names::issue(self.asking.case, id), Slot::Named { what: "issue".to_owned(), id: id.to_owned() })
    }

    /// What a side wants: the end of the scale on its side, in quotation marks.
    pub(crate) fn policy(&self, topic: &Topic<'_, 'c>, side: Side) -> Phrase {
        let issue = topic.body.issue;
        let (text, plain) = match side {
            Side::Above => (&issue.scale_100, "the upper end"),
            Side::Below => (&issue.scale_0, "the lower end"),
        };
        let text = match text.char_indices().nth(LONGEST) {
            _ if text.is_empty() => plain.to_owned(),
            None => format!("“{text}”"),
            Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
        };
        Phrase::named(text, Slot::Named { what: "issue".to_owned(), id: topic.body.id().to_owned() })
    }

    /// Players by name.
    pub(crate) fn players(&self, topic: &Topic<'_, 'c>, set: Mask) -> Phrase {
        let own = members(set).into_iter().map(|player| topic.body.players[player].actor().to_owned());
        self.asking.actors(&own.collect::<Vec<String>>())
    }

    /// Coalitions: `A with B; A with C and D`.
    pub(crate) fn coalitions(&self, topic: &Topic<'_, 'c>, sets: &[Mask]) -> Phrase {
        let one = |set: &Mask| {
            let first = *set & set.wrapping_neg();
            let (own, rest) = (self.players(topic, first), self.players(topic, *set & !first));
            if rest.is_empty() { own } else { own.then(Phrase::text(" with ")).then(rest) }
        };
        let all = sets.iter().map(one).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        all.unwrap_or_default()
    }

    /// A share of the draws.
    pub(crate) fn share(&mut self, topic: &Topic<'_, 'c>, what: &str, label: &str, found: Proportion) -> Phrase {
        let name = format!("coalition.{}.{what}", topic.body.id());
        self.measures.share(&name, label, found.probability, found.draws)
    }

    /// What stands without agreement, on the scale.
    pub(crate) fn reference(&self, topic: &Topic<'_, 'c>) -> Option<Phrase> {
        let index = topic.body.reference?;
        let (value, path) = (self.asking.samples.mode(index), &self.asking.case.quantities.get(index).path);
        let from = NumberFrom::Quantity { path: path.to_string(), field: EstimateField::Mode };
        Some(Phrase::number(numbers::level(value, 100.0), value, from))
    }
}
