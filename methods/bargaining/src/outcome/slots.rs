//! What stands in the sentences: who must be won, where it lands, what the ends of a scale mean.

use detente_bargain::DOCUMENTED_ERROR;
use detente_case::FindingId;
use detente_case::measure::COMPROMISE;
use detente_case::path::Stake as Number;
use detente_chance::Proportion;
use detente_method::numbers::{self, NEAR, shown};
use detente_method::{Phrase, names, say};
use detente_results::{BASELINE, EstimateField, FindingField, NumberFrom, Slot};

use super::landing::{Landing, Ruled, SCALE};
use super::words::Told;
use crate::lower::CaseIssue;

impl<'t, 'c> Told<'t, '_, 'c> {
    /// Those who must be won: the most frequent, and the next where it is near.
    pub(super) fn who(&self, landing: &Landing) -> Phrase {
        self.either(&first(landing))
    }

    /// `France or Italy`.
    pub(super) fn either(&self, actors: &[usize]) -> Phrase {
        let named = actors.iter().map(|actor| self.asking.actor(self.issues.actors[*actor]));
        named.reduce(|all, next| all.then(Phrase::text(" or ")).then(next)).unwrap_or_default()
    }

    pub(super) fn actors(&self, actors: &[usize]) -> Phrase {
        self.asking.actors(&actors.iter().map(|actor| self.issues.actors[*actor]).collect::<Vec<_>>())
    }

    /// ` (at 25, 13 points away)`: how far whoever alone must be won stands from where it would land; nothing for several.
    pub(super) fn away(&mut self, landing: &Landing) -> Phrase {
        let [actor] = first(landing)[..] else { return Phrase::nothing() };
        let mode = |index: usize| self.asking.samples.mode(index);
        let Some(stake) = self.issues.stakes(&mode)[landing.place][actor] else { return Phrase::nothing() };
        let target = if landing.stays() { landing.compromise.mean } else { landing.told() };
        let id = self.id(landing.place).to_owned();
        let far = (shown(stake.position, SCALE) - shown(target, SCALE)).abs();
        let at = match self.case_issue(landing.place).quantity(actor, Number::Position) {
            Some(index) => {
                let path = self.asking.case.quantities.get(index).path.to_string();
                let from = NumberFrom::Quantity { path, field: EstimateField::Mode };
                Phrase::number(numbers::level(stake.position, SCALE), stake.position, from)
            }
            None => self.measure(&format!("at.{id}"), "where whoever must be won stands", stake.position),
        };
        let away = self.points(&format!("away.{id}"), "how far whoever must be won stands from it", far);
        Phrase::wording(say(" (at {at}, {away} away)", &[("at", at), ("away", away)]))
    }

    /// The compromise of those who decide.
    pub(super) fn compromise(&mut self, landing: &Landing) -> Phrase {
        let name = format!("compromise.{}", self.id(landing.place));
        self.measure(&name, "the compromise of those who decide", landing.compromise.mean)
    }

    /// Where it lands: the finding where all decide and no rule does.
    pub(super) fn landing(&mut self, landing: &Landing) -> Phrase {
        let value = landing.lands.mean;
        let id = self.id(landing.place).to_owned();
        let plain = landing.mode.ruled == Ruled::Open && !self.case_issue(landing.place).has_onlookers();
        if !plain {
            return self.measure(&format!("lands.{id}"), "where it lands by those who decide", value);
        }
        Phrase::number(numbers::level(value, SCALE), value, self.finding(&COMPROMISE.of(&id), FindingField::Mean))
    }

    pub(super) fn reference(&self, landing: &Landing) -> Phrase {
        let Some((index, value)) = self.case_issue(landing.place).reference().zip(landing.mode.reference) else {
            return Phrase::nothing();
        };
        let path = self.asking.case.quantities.get(index).path.to_string();
        Phrase::number(numbers::level(value, SCALE), value, NumberFrom::Quantity { path, field: EstimateField::Mode })
    }

    pub(super) fn finding(&self, finding: &FindingId, field: FindingField) -> NumberFrom {
        NumberFrom::Finding { finding: finding.clone(), scenario: BASELINE.to_owned(), field }
    }

    /// The documented error, and the length of the scale.
    pub(super) fn error(&self) -> [(&'static str, Phrase); 2] {
        let number = |value: f64, name: &str| {
            Phrase::number(numbers::level(value, SCALE), value, NumberFrom::Threshold { name: name.to_owned() })
        };
        [("error", number(DOCUMENTED_ERROR, "model-error")), ("scale", number(SCALE, "scale-of-issues"))]
    }

    pub(super) fn measure(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        self.measures.number(name, label, value, numbers::level(value, SCALE))
    }

    /// The same as a distance: `12 points`.
    pub(super) fn points(&mut self, name: &str, label: &str, value: f64) -> Phrase {
        let text = numbers::level(value, SCALE);
        let unit = if text == "1" { "point" } else { "points" };
        self.measures.number(name, label, value, format!("{text} {unit}"))
    }

    pub(super) fn share(&mut self, name: &str, label: &str, share: &Proportion) -> Phrase {
        self.measures.share(name, label, share.probability, share.draws)
    }

    pub(super) fn id(&self, place: usize) -> &'c str {
        &self.case_issue(place).issue.id.text
    }

    pub(super) fn case_issue(&self, place: usize) -> &'t CaseIssue<'c> {
        &self.issues.issues[place]
    }

    pub(super) fn issue(&self, place: usize) -> Phrase {
        self.named(place, names::issue(self.asking.case, self.id(place)))
    }

    /// What an end of the scale means.
    pub(super) fn end(&self, place: usize, upper: bool) -> Phrase {
        let issue = self.case_issue(place).issue;
        let text = if upper { &issue.scale_100 } else { &issue.scale_0 };
        let plain = if upper { "the upper end" } else { "the lower end" };
        self.named(place, if text.is_empty() { plain.to_owned() } else { format!("“{text}”") })
    }

    pub(super) fn rule(&self, place: usize) -> Phrase {
        let rule = self.case_issue(place).issue.rule.as_ref();
        if rule.is_none() {
            return Phrase::text("the consent of ").then(self.actors(&self.case_issue(place).blockers()));
        }
        self.named(place, rule.map(|rule| rule.text.text.clone()).unwrap_or_default())
    }

    pub(super) fn named(&self, place: usize, text: String) -> Phrase {
        Phrase::named(text, Slot::Named { what: "issue".to_owned(), id: self.id(place).to_owned() })
    }
}

/// The most frequent of those who must be won, and the next where it is near.
pub(super) fn first(landing: &Landing) -> Vec<usize> {
    let most = landing.must.first().map_or(0.0, |(_, share)| share.probability);
    landing.must.iter().take(2).filter(|(_, share)| most - share.probability < NEAR).map(|(actor, _)| *actor).collect()
}
