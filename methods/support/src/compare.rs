//! Verdicts before and after: the same pattern and the same names, or not.

use std::collections::{BTreeMap, BTreeSet};

use detente_method::{WhatIf, numbers};
use detente_results::{Answer, Slot};

use crate::left_out::LeftOut;

/// What becomes of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is the same.
    Stands,
    /// It is another.
    Falls,
    /// It hangs on a share so near to a threshold that other draws could turn it.
    Open,
    /// It cannot be given any more.
    Lost,
    /// It could not be given before.
    NeverKnown,
}

/// The questions asked again under a scenario.
pub(crate) struct Again<'a> {
    /// The scenario.
    pub what_if: &'a WhatIf,
    /// What it leaves out.
    pub left_out: LeftOut,
    /// The answers.
    pub after: Vec<Answer>,
    /// What becomes of each verdict.
    pub fates: Vec<Fate>,
    /// The same where the claims of one channel alone are left out.
    pub by_channel: BTreeMap<String, Vec<Fate>>,
}

impl<'a> Again<'a> {
    pub(crate) fn new(
        what_if: &'a WhatIf,
        left_out: LeftOut,
        before: &[Answer],
        after: Vec<Answer>,
        draws: u32,
    ) -> Self {
        let fates = fates(before, &after, draws);
        Self { what_if, left_out, after, fates, by_channel: BTreeMap::new() }
    }

    /// Places of the questions with a fate.
    pub(crate) fn with(&self, fate: Fate) -> Vec<usize> {
        places(&self.fates, fate)
    }
}

/// Places with a fate.
pub(crate) fn places(fates: &[Fate], wanted: Fate) -> Vec<usize> {
    fates.iter().enumerate().filter(|(_, fate)| **fate == wanted).map(|(place, _)| place).collect()
}

/// What becomes of each verdict.
pub(crate) fn fates(before: &[Answer], after: &[Answer], draws: u32) -> Vec<Fate> {
    let fate = |(before, after): (&Answer, &Answer)| match (before.is_known(), after.is_known()) {
        (false, _) => Fate::NeverKnown,
        (_, false) => Fate::Lost,
        _ if on_the_line(after, draws) => Fate::Open,
        _ if headline(before) == headline(after) => Fate::Stands,
        _ => Fate::Falls,
    };
    before.iter().zip(after).map(fate).collect()
}

/// Whether a share of the draws in a headline lies so near to the threshold of what is sure that it may turn with the draws.
fn on_the_line(answer: &Answer, draws: u32) -> bool {
    let said = answer.verdict.first().into_iter().flat_map(|says| &says.parts);
    let shares = said.filter_map(|said| match said.slot {
        Some(Slot::Share { value, .. }) => Some(value),
        _ => None,
    });
    let near = |share: f64| numbers::on_the_line(&numbers::counted_share(share, draws), numbers::SURE);
    draws >= numbers::FEW_DRAWS as u32 && shares.into_iter().any(near)
}

/// The pattern of a verdict and the names in its headline; numbers and shares are left aside.
fn headline(answer: &Answer) -> (&str, BTreeSet<String>) {
    let said = answer.verdict.first().into_iter().flat_map(|says| &says.parts);
    let names = said.filter_map(|said| said.slot.as_ref()).filter_map(name).collect();
    (&answer.pattern, names)
}

/// What a slot names. A dimension or a source on which a verdict hangs is no part of what it says.
fn name(slot: &Slot) -> Option<String> {
    match slot {
        Slot::Named { what, .. } if what == "dimension" || what == "source" => None,
        Slot::Actor { id } | Slot::Claim { id } | Slot::Scenario { id } | Slot::Named { id, .. } => Some(id.clone()),
        Slot::Quantity { path } => Some(path.clone()),
        Slot::State { conflict, state } => Some(format!("{conflict}:{state}")),
        Slot::Date { date } => Some(date.clone()),
        Slot::Number { .. } | Slot::Share { .. } | Slot::Count { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_case::QuestionKind;
    use detente_method::{Phrase, say};
    use detente_results::NumberFrom;

    fn answer(pattern: &str, actor: &str, share: f64) -> Answer {
        let actor = Phrase::named("A", Slot::Actor { id: actor.to_owned() });
        let share = Phrase::share(share, 500, NumberFrom::Measure { name: "share".to_owned() });
        Answer {
            id: "Q".to_owned(),
            question: String::new(),
            kind: QuestionKind::Standing,
            unasked: None,
            pattern: pattern.to_owned(),
            verdict: vec![say("{actor} {share}", &[("actor", actor), ("share", share)])],
            how_sure: None,
            hangs_on: None,
            expected: Vec::new(),
            because: Vec::new(),
            change_if: Vec::new(),
            weak: Vec::new(),
            figure: None,
            findings: Vec::new(),
            claims: Vec::new(),
            measures: BTreeMap::new(),
        }
    }

    #[test]
    fn numbers_do_not_make_another_verdict() {
        let before = [answer("st.core", "A", 0.5), answer("st.core", "A", 0.5), answer("st.core", "A", 0.5)];
        let after = [answer("st.core", "A", 0.9), answer("st.core", "B", 0.5), answer("any.missing", "A", 0.5)];
        assert_eq!(fates(&before, &after, 500), [Fate::Stands, Fate::Falls, Fate::Lost]);
        assert_eq!(fates(&after[2..], &before[2..], 500), [Fate::NeverKnown]);
    }
}
