//! What would open a package where there is none, and shut one where there is; the smallest change of each.

use detente_case::QuantityPath;
use detente_case::path::Stake;
use detente_method::{Measures, Phrase, names, numbers, say};
use detente_package::{Issue, Nearest, Shift, Shifted, Unit, in_points, nearest, shifts};
use detente_results::{Reason, Slot, Wording};

use crate::edits::{Edit, Edited, smallest};
use crate::outcomes::{Outcomes, Ranked, Standing};
use crate::points::{Points, SCALE};
use crate::words::Told;

/// Most changes that are told of a conflict, and of the issues.
const TOLD: usize = 2;

impl Told<'_, '_, '_> {
    pub fn turns(&self, measures: &mut Measures) -> Vec<Reason> {
        let mut found: Vec<Reason> = self.dealt.outcomes.iter().flat_map(|outcomes| self.orders(outcomes)).collect();
        found.extend(self.dealt.points.iter().flat_map(|points| self.moves(points, measures)));
        found
    }

    /// The smallest changes of an order that open or shut a conflict.
    fn orders(&self, outcomes: &Outcomes<'_>) -> Vec<Reason> {
        let open = !outcomes.mode.strict.is_empty();
        if open != (outcomes.standing() == Standing::Open) {
            return Vec::new();
        }
        let turned = |after: &Ranked| after.strict.is_empty() == open;
        let mut found: Vec<Reason> =
            smallest(outcomes, turned).iter().filter_map(|edited| self.order(outcomes, edited, open)).collect();
        if found.is_empty() {
            let slots = [("title", self.title(outcomes))];
            let pattern = if open {
                "In {title} no single change of an order of preference takes the package away."
            } else {
                "In {title} no single change of an order of preference opens a package."
            };
            found.push(self.asking.reason(say(pattern, &slots), []));
        }
        found.truncate(TOLD);
        found
    }

    fn order(&self, outcomes: &Outcomes<'_>, edited: &Edited, open: bool) -> Option<Reason> {
        let why = |dm: usize, place: usize| outcomes.conflict.why(self.asking.case, dm, place);
        let best = edited.after.efficient.iter().find(|state| edited.after.strict.contains(state));
        let then = match best.or(edited.after.strict.first()).filter(|_| !open) {
            Some(state) => {
                let slots = [("x", self.outcome(outcomes, *state))];
                Phrase::wording(say("all whose consent is needed would gain if {x}", &slots))
            }
            None => Phrase::text("there would no longer be a package by which all gain"),
        };
        let (pattern, mut slots, dm, statement) = match edited.edit {
            Edit::Drop { dm, statement } => {
                ("In {title}: if it no longer counted for {who} that {why}, {then}.", Vec::new(), dm, statement)
            }
            Edit::Move { dm, statement, below, other } => {
                let pattern = if below {
                    "In {title}: if it counted less for {who} that {why} than that {other}, {then}."
                } else {
                    "In {title}: if it counted more for {who} that {why} than that {other}, {then}."
                };
                (pattern, vec![("other", why(dm, other)?)], dm, statement)
            }
        };
        slots.extend([
            ("title", self.title(outcomes)),
            ("who", self.asking.actor(outcomes.name(dm))),
            ("why", why(dm, statement)?),
            ("then", then),
        ]);
        let path = outcomes.conflict.input.preferences[dm].statements().get(statement)?.path.clone();
        let changes = if matches!(edited.edit, Edit::Drop { .. }) { vec![format!("{path}=0")] } else { Vec::new() };
        let claims = outcomes.conflict.claims_of(dm, statement);
        Some(Reason { changes, ..self.asking.reason(say(pattern, &slots), claims) })
    }

    /// The smallest changes of a number that open a package of issues, and what would have to be paid.
    fn moves(&self, points: &Points<'_>, measures: &mut Measures) -> Vec<Reason> {
        if !points.mode.strict.is_empty() {
            return Vec::new();
        }
        let (table, problem) = (&points.mode.table, &points.mode.problem);
        let issues: Vec<Option<&Issue>> = points.mode.issues.iter().map(Some).collect();
        let found = shifts(table, problem, &issues, &points.mode.consent, SCALE);
        let says: Vec<Wording> = found.iter().take(TOLD).map(|shift| self.shifted(points, shift, measures)).collect();
        let mut reasons: Vec<Reason> = says.into_iter().map(|says| self.asking.reason(says, [])).collect();
        if let Some(near) = nearest(table, &points.mode.consent, Unit::Range) {
            reasons.push(self.asking.reason(self.paid(points, &near, measures), []));
        }
        reasons
    }

    fn shifted(&self, points: &Points<'_>, shift: &Shift, measures: &mut Measures) -> Wording {
        let issue = |part: usize| points.issues[part].issue.id.text.as_str();
        let actor = |place: usize| self.asking.name(&points.actors[place]);
        let (what, label) = match shift.of {
            Shifted::Position { actor: who, part } => {
                (format!("the position of {} on {}", actor(who), names::issue(self.asking.case, issue(part))), "points")
            }
            Shifted::Salience { actor: who, part } => {
                let name = names::issue(self.asking.case, issue(part));
                (format!("how much {} cares about {name}", actor(who)), "points of how much it cares")
            }
            Shifted::Reference { part } => {
                let name = names::issue(self.asking.case, issue(part));
                (format!("what holds without agreement on {name}"), "points")
            }
        };
        let value = measures.number(
            &format!("shift.{:?}", shift.of),
            &format!("{what}: by how many {label} it would have to move"),
            shift.by,
            numbers::level(shift.by.abs(), 100.0),
        );
        let slots = [
            ("what", Phrase::named(what, Slot::Quantity { path: self.path(points, shift.of) })),
            ("v", value),
            ("x", self.at(points, shift.opens, measures)),
        ];
        let pattern = match (shift.up, points.ruled.is_some()) {
            (true, false) => "If {what} lay more than {v} higher, all would gain by {x}.",
            (false, false) => "If {what} lay more than {v} lower, all would gain by {x}.",
            (true, true) => "If {what} lay more than {v} higher, enough would gain by {x}.",
            (false, true) => "If {what} lay more than {v} lower, enough would gain by {x}.",
        };
        say(pattern, &slots)
    }

    /// The quantity that would have to move.
    fn path(&self, points: &Points<'_>, of: Shifted) -> String {
        let issue = |part: usize| points.issues[part].issue.id.text.clone();
        let stake = |actor: usize, part: usize, stake: Stake| QuantityPath::Stake {
            issue: issue(part),
            actor: points.actors[actor].clone(),
            stake,
        };
        let path = match of {
            Shifted::Position { actor, part } => stake(actor, part, Stake::Position),
            Shifted::Salience { actor, part } => stake(actor, part, Stake::Salience),
            Shifted::Reference { part } => QuantityPath::Reference { issue: issue(part) },
        };
        path.to_string()
    }

    fn paid(&self, points: &Points<'_>, near: &Nearest, measures: &mut Measures) -> Wording {
        let mut parts = Vec::new();
        for (actor, lack) in points.voices.iter().zip(&near.shortfalls).filter(|(_, lack)| **lack > 0) {
            let id = &points.actors[*actor];
            let value = in_points(*lack) / 100.0;
            let label =
                format!("what {} would have to be paid, in points weighed by how much it cares", self.asking.name(id));
            let told = measures.number(&format!("paid.{id}"), &label, value, numbers::level(value, 10.0));
            parts.push(self.asking.actor(id).then(Phrase::text(" ")).then(told));
        }
        let slots = [("x", self.at(points, near.package, measures)), ("all", Phrase::list(parts))];
        let pattern = if points.ruled.is_some() {
            "The nearest is {x}; so that enough lose nothing by it somebody would have to be paid, in points weighed by how much each cares: {all}."
        } else {
            "The nearest is {x}; to lose nothing by it somebody would have to be paid, in points weighed by how much each cares: {all}."
        };
        say(pattern, &slots)
    }
}
