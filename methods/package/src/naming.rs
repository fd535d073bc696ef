//! What issues, conflicts, packages and outcomes are called.

use detente_case::SubjectKind;
use detente_method::{Measures, Phrase, names, numbers, states};
use detente_results::Slot;

use crate::dealt::Named;
use crate::outcomes::Outcomes;
use crate::points::Points;
use crate::words::Told;

impl Told<'_, '_, '_> {
    /// `the islands at 15 and the seat at 20`.
    pub fn at(&self, points: &Points<'_>, package: usize, measures: &mut Measures) -> Phrase {
        let mut parts = Vec::new();
        for (moored, at) in points.issues.iter().zip(points.at(package)) {
            let id = &moored.issue.id.text;
            let name = format!("package.{package}.{id}");
            let label = format!("where a package puts {}", names::issue(self.asking.case, id));
            let value = measures.number(&name, &label, at, numbers::level(at, 100.0));
            parts.push(self.issue(id).then(Phrase::text(" at ")).then(value));
        }
        Phrase::list(parts)
    }

    pub fn issue(&self, id: &str) -> Phrase {
        let slot = Slot::Named { what: "issue".to_owned(), id: id.to_owned() };
        Phrase::named(names::issue(self.asking.case, id), slot)
    }

    pub fn named(&self, one: &Named) -> Phrase {
        match one.kind {
            SubjectKind::Conflict => {
                let slot = Slot::Named { what: "conflict".to_owned(), id: one.id.clone() };
                Phrase::named(format!("“{}”", names::conflict(self.asking.case, &one.id)), slot)
            }
            _ => self.issue(&one.id),
        }
    }

    pub fn title(&self, outcomes: &Outcomes<'_>) -> Phrase {
        self.named(&Named { kind: SubjectKind::Conflict, id: outcomes.conflict.conflict.id.clone() })
    }

    /// An outcome as what differs from now.
    pub fn outcome(&self, outcomes: &Outcomes<'_>, state: usize) -> Phrase {
        self.change(outcomes, outcomes.now, state)
    }

    /// What is so in one state and was not in another.
    pub fn change(&self, outcomes: &Outcomes<'_>, from: usize, to: usize) -> Phrase {
        let label = |state: usize| outcomes.conflict.input.label(state);
        states::change(self.asking.case, outcomes.conflict.conflict, &label(from), &label(to))
    }
}
