//! The missing table in words.

use std::collections::BTreeSet;

use detente_method::{Phrase, numbers, say};
use detente_results::{NumberFrom, Reason, Slot, Wording};

use crate::rules::ENOUGH;
use crate::words::{CLAIMS, MOST, Told};

impl Told<'_, '_, '_> {
    /// The table that is missing.
    pub(crate) fn table(&mut self) -> Option<Wording> {
        let all = self.gaps.ranked.clone();
        let (first, rest) = all.split_first()?;
        let issues = |places: &[usize]| Phrase::list(places.iter().map(|place| self.issue(*place)).collect());
        let mut slots = vec![("who", self.actors(&first.actors)), ("issues", issues(&first.issues))];
        let next = |one: &detente_access::Missing| {
            let slots = [("who", self.actors(&one.actors)), ("issues", issues(&one.issues))];
            Phrase::wording(say("{who} on {issues}", &slots))
        };
        let next = rest.iter().take(MOST - 1).map(next).reduce(|all, next| all.then(Phrase::text("; ")).then(next));
        let nearest = self.gaps.nearest[first.issues[0]];
        if let Some(table) = nearest {
            let seated = &self.room.tables[table].members;
            let lacks: Vec<usize> = first.actors.iter().copied().filter(|actor| !seated.contains(actor)).collect();
            slots.extend([("near", self.table_name(table)), ("lacks", self.actors(&lacks))]);
        }
        let share = self.measures.share(
            "table.first",
            "share of draws in which this table is missed most",
            self.first.probability,
            self.first.draws,
        );
        slots.extend([("share", share), ("next", next.clone().unwrap_or_default())]);
        let pattern = match (nearest.is_some(), next.is_some()) {
            (true, true) => {
                "No table that runs joins {who}, who together decide {issues}: {near} lacks {lacks}; it is missed most {share}; then {next}."
            }
            (true, false) => "No table that runs joins {who}, who together decide {issues}: {near} lacks {lacks}.",
            (false, true) => {
                "No table that runs joins {who}, who together decide {issues}; it is missed most {share}; then {next}."
            }
            (false, false) => "No table that runs joins {who}, who together decide {issues}.",
        };
        Some(say(pattern, &slots))
    }

    /// A missing table: what there is to settle.
    pub(crate) fn of_gap(&mut self, one: &detente_access::Missing) -> Reason {
        let enough =
            Phrase::number(numbers::fraction(ENOUGH), ENOUGH, NumberFrom::Threshold { name: "enough".to_owned() });
        let score = self.points("table.score", "what there is to settle, in points", one.score);
        let slots = [
            ("who", self.actors(&one.actors)),
            ("enough", enough),
            ("issues", Phrase::list(one.issues.iter().map(|issue| self.issue(*issue)).collect())),
            ("score", score),
        ];
        let ruled = one.issues.iter().any(|issue| self.room.issues[*issue].rule.is_some());
        let says = Phrase::wording(say(
            if ruled {
                "{who} decide {issues} by the rule that is coded, else by {enough} or more of the weight, with everybody without whom nothing passes; their positions lie {score} points apart, by weight"
            } else {
                "{who} have {enough} or more of the weight of those with a say on {issues}, and everybody without whom nothing passes; their positions lie {score} points apart, by weight"
            },
            &slots,
        ));
        let says = say("{says}{price}.", &[("says", says), ("price", self.price(one))]);
        let stakes = one.actors.iter().flat_map(|actor| self.room.behind(*actor, one.issues[0]));
        let claims: BTreeSet<String> = stakes.flat_map(|index| self.asking.reading.evidence(index)).collect();
        self.asking.reason(says, claims.into_iter().take(CLAIMS))
    }

    /// Pairs of a missing table that are hostile to each other: what it would have to bear.
    fn price(&self, one: &detente_access::Missing) -> Phrase {
        let Some(view) = self.ties.view.filter(|_| one.hostile > 0) else { return Phrase::nothing() };
        let pairs =
            one.actors.iter().enumerate().flat_map(|(place, a)| one.actors[place + 1..].iter().map(|b| (*a, *b)));
        let hostile: Vec<String> =
            pairs.filter(|(a, b)| self.ties.hostile(*a, *b)).map(|(a, b)| self.room.named(&[a, b])).collect();
        let name = detente_method::names::view(self.asking.case, &view.id);
        let slot = Slot::Named { what: "view".to_owned(), id: view.id.text.clone() };
        let slots = [("count", Phrase::count(&hostile)), ("view", Phrase::named(format!("“{name}”"), slot))];
        let pattern = match hostile.len() {
            1 => "; {count} pair of them is hostile in {view}",
            _ => "; {count} pairs of them are hostile in {view}",
        };
        Phrase::wording(say(pattern, &slots))
    }

    /// A table for the missing set would close the gap.
    pub(crate) fn changes(&mut self) -> Vec<Reason> {
        let Some(first) = self.gaps.ranked.first() else { return Vec::new() };
        let waiting = self.room.tables.iter().find(|table| {
            !table.runs
                && first.actors.iter().all(|actor| table.members.contains(actor))
                && table.issues.contains(&first.issues[0])
        });
        let slots = [("who", self.actors(&first.actors))];
        match waiting {
            None => vec![self.asking.reason(
                say("A table of {who} that runs would close the gap; none is coded that could.", &slots),
                Vec::new(),
            )],
            Some(table) => {
                let forum = table.forum;
                let name = Phrase::named(
                    format!("“{}”", forum.name),
                    Slot::Named { what: "forum".to_owned(), id: forum.id.text.clone() },
                );
                let slots = [slots[0].clone(), ("forum", name)];
                let says =
                    say("{forum}, which joins {who} and does not run now, would close the gap if it did.", &slots);
                let changes = vec![format!("forum.{}.status=running", forum.id.text)];
                vec![Reason { says, claims: Vec::new(), changes }]
            }
        }
    }
}
