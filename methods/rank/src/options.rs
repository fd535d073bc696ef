//! What is to be moved, and the options that could move it, each with its effect in every draw.

use std::collections::BTreeSet;

use std::sync::Arc;

use detente_case::case::Question;
use detente_case::measure::LEVEL;
use detente_case::{About, Change, FindingId, QuantityPath, SubjectKind};
use detente_chance::{rank_correlation, ranks};
use detente_method::{Asking, Cause, GroundedChange, Phrase, RunError, causes_of, levels, names, numbers, say};
use detente_results::Slot;

/// How far a factor, tie or stake is moved as an option, as a share of its range.
pub(crate) const PUSH: f64 = 0.1;
/// By how much the capability of an actor is multiplied as an option.
const STRONGER: f64 = 2.0;
/// Options that move the same and whose effects have a rank correlation above this are one.
const ALIKE: f64 = 0.95;
/// Words in column `by` that want less of it.
const DOWN: [&str; 5] = ["down", "less", "lower", "fall", "falls"];

/// What is to be moved.
pub(crate) struct Goal {
    /// The quantity, also of the level of a factor.
    pub quantity: Option<QuantityPath>,
    /// The finding.
    pub finding: Option<FindingId>,
    /// Width of its scale.
    pub range: f64,
    /// Whether more of it is wanted.
    pub up: bool,
}

/// An option.
pub(crate) struct Choice {
    /// Under its name.
    pub name: Phrase,
    /// A word for it in the names of numbers.
    pub key: String,
    /// Effect in the wanted direction in every draw, in units of the goal.
    pub effect: Vec<f64>,
    /// Claims behind it.
    pub claims: Vec<String>,
    /// Its changes, as they would be typed.
    pub changes: Vec<String>,
    /// The cause that it stands for, where causes are ranked.
    pub cause: Option<Cause>,
    /// Paths of what it moves.
    pub moves: BTreeSet<String>,
    /// What it costs, where the case says so.
    pub cost: Option<f64>,
    /// Names of options that are nearly the same, and do less.
    pub folded: Vec<Phrase>,
}

/// An option that is no lever.
pub(crate) struct LeftOut {
    /// Under its name.
    pub name: Phrase,
    /// A word for it.
    pub key: String,
    /// Why it is no lever.
    pub why: NoLever,
    /// What it does without that.
    pub without: Option<f64>,
}

/// Why an option is no lever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoLever {
    /// It sets the goal itself.
    SetsGoal,
    /// No link leads from it to the goal.
    NoWay,
    /// Nobody could move it.
    Fixed,
}

/// Options and what is left out.
#[derive(Default)]
pub(crate) struct Choices {
    pub choices: Vec<Choice>,
    pub left_out: Vec<LeftOut>,
}

/// Most draws of what is asked once more.
pub(crate) fn draws(asking: &Asking<'_, '_>) -> u32 {
    asking.options.draws.min(2_000)
}

impl Goal {
    /// The first that a question names; `None` where that is nothing that moves.
    pub fn of(asking: &Asking<'_, '_>) -> Option<Self> {
        let first = asking.about().into_iter().next()?;
        let level_of = |id: &FindingId| id.measure() == Some(LEVEL);
        let (quantity, finding) = match first {
            About::Quantity(path) => (Some(path), None),
            About::Finding(id) if level_of(&id) => (Some(QuantityPath::Factor { id: id.subject().to_owned() }), None),
            About::Finding(id) => (None, Some(id)),
            About::Named(..) => return None,
        };
        let index = quantity.as_ref().and_then(|path| asking.reading.find(path));
        let (level, range) = match (index, &finding) {
            (Some(index), _) => {
                let (low, high) = asking.case.quantities.get(index).range;
                (asking.reading.estimate(index).mode(), high - low)
            }
            (None, Some(id)) => (asking.column(id)?.at_mode, numbers::scale(id.measure())),
            (None, None) => return None,
        };
        let up = !wants_less(asking.question, level);
        let finding = match &quantity {
            Some(QuantityPath::Factor { id }) => Some(LEVEL.of(id)).filter(|id| asking.column(id).is_some()),
            _ => finding,
        };
        Some(Self { quantity, finding, range, up })
    }

    /// Under its name.
    pub fn name(&self, asking: &Asking<'_, '_>) -> Phrase {
        match (&self.quantity, &self.finding) {
            (Some(path), _) => quantity_named(asking, path),
            (None, Some(id)) => Phrase::named(
                names::finding(asking.case, id),
                Slot::Named { what: "finding".to_owned(), id: id.to_string() },
            ),
            (None, None) => Phrase::nothing(),
        }
    }

    /// Effect of changes in the wanted direction in every draw.
    fn effect(&self, asking: &Asking<'_, '_>, changes: &[GroundedChange]) -> Result<Option<Vec<f64>>, RunError> {
        let (count, sign) = (draws(asking), if self.up { 1.0 } else { -1.0 });
        let pairs = if let Some(id) = &self.finding {
            let after = asking.again.findings(changes, &[id], count)?.pop().flatten().map(|column| column.draws);
            after.zip(asking.column(id).map(|column| column.draws.clone()))
        } else {
            let (reading, samples) = asking.again.settled(changes, count)?;
            let places = self.quantity.as_ref().and_then(|path| reading.find(path).zip(asking.reading.find(path)));
            let seed = asking.options.seed;
            places.map(|(after, before)| {
                let before = levels(asking.reading, asking.samples, before, seed, count);
                (Arc::new(levels(&reading, &samples, after, seed, count)), Arc::new(before))
            })
        };
        Ok(pairs.map(|(after, before)| {
            after.iter().zip(before.iter()).map(|(after, before)| sign * (after - before)).collect()
        }))
    }
}

/// Whether a question wants less of what stands at a level: column `by` says so, or its threshold lies below.
pub(crate) fn wants_less(question: &Question, level: f64) -> bool {
    let said = question.by.to_lowercase().split_whitespace().any(|word| DOWN.contains(&word));
    said || question.threshold.is_some_and(|threshold| threshold < level)
}

/// A quantity under its name.
pub(crate) fn quantity_named(asking: &Asking<'_, '_>, path: &QuantityPath) -> Phrase {
    Phrase::named(names::quantity(asking.case, path), Slot::Quantity { path: path.to_string() })
}

/// The options of a question; the direct causes of the goal where it names none.
pub(crate) fn choices(asking: &Asking<'_, '_>, goal: &Goal) -> Result<Choices, RunError> {
    let named: Vec<About> = asking.about().into_iter().skip(1).collect();
    if named.is_empty() && asking.question.under.is_empty() {
        return Ok(Choices { choices: families(causes(asking, goal)), ..Choices::default() });
    }
    let mut found = Choices::default();
    for one in &named {
        found.add(asking, goal, one)?;
    }
    for word in &asking.question.under {
        found.scenario(asking, goal, &word.text)?;
    }
    found.choices = families(found.choices);
    Ok(found)
}

/// The links into the goal, each worth what its cause holds back.
pub(crate) fn causes(asking: &Asking<'_, '_>, goal: &Goal) -> Vec<Choice> {
    let Some(path) = &goal.quantity else { return Vec::new() };
    let found = causes_of(asking.reading, asking.samples, asking.options.seed, draws(asking), path);
    let choice = |cause: Cause| Choice {
        name: quantity_named(asking, &cause.from),
        key: cause.link.clone(),
        effect: cause.draws.iter().map(|carried| carried.holds_back(goal.up) * goal.range).collect(),
        claims: cause.claims.clone(),
        changes: Vec::new(),
        moves: BTreeSet::from([cause.from.to_string()]),
        cost: None,
        folded: Vec::new(),
        cause: Some(cause),
    };
    let mut all: Vec<Choice> = found.into_iter().map(choice).collect();
    let names: Vec<String> = all.iter().map(Choice::text).collect();
    // What bears the name of another is told by its link.
    for one in &mut all {
        let name = one.text();
        let path = one.cause.as_ref().map(|cause| cause.path.clone());
        if names.iter().filter(|other| **other == name).count() > 1 {
            one.name = path.map_or(Phrase::nothing(), |path| quantity_named(asking, &path));
        }
    }
    all
}

impl Choice {
    /// Its name as a text.
    pub fn text(&self) -> String {
        say("{name}", &[("name", self.name.clone())]).text
    }

    /// Whether it moves something that another moves, and does more where that does more, draw by draw.
    fn is_alike(&self, other: &Self) -> bool {
        let pairs = self.effect.iter().zip(&other.effect).filter(|(a, b)| !a.is_nan() && !b.is_nan());
        let (a, b): (Vec<f64>, Vec<f64>) = pairs.map(|(a, b)| (*a, *b)).unzip();
        let together = a == b || rank_correlation(&ranks(&a), &ranks(&b)).is_some_and(|found| found > ALIKE);
        !self.moves.is_disjoint(&other.moves) && together
    }
}

/// Options that are nearly the same as one: the one that does most, with the names of the others; in their order.
fn families(choices: Vec<Choice>) -> Vec<Choice> {
    let mut all: Vec<(usize, Choice)> = choices.into_iter().enumerate().collect();
    all.sort_by(|a, b| mean(&b.1.effect).total_cmp(&mean(&a.1.effect)));
    let mut kept: Vec<(usize, Choice)> = Vec::new();
    for (place, choice) in all {
        match kept.iter_mut().find(|(_, other)| choice.is_alike(other)) {
            Some((_, other)) => other.folded.push(choice.name),
            None => kept.push((place, choice)),
        }
    }
    kept.sort_by_key(|(place, _)| *place);
    kept.into_iter().map(|(_, choice)| choice).collect()
}

impl Choices {
    fn add(&mut self, asking: &Asking<'_, '_>, goal: &Goal, one: &About) -> Result<(), RunError> {
        match one {
            About::Named(SubjectKind::Scenario, id) => self.scenario(asking, goal, id),
            About::Named(SubjectKind::Link, id) => {
                match causes(asking, goal).into_iter().find(|choice| choice.key == *id) {
                    Some(choice) => self.choices.push(Choice { name: link_named(asking, id), ..choice }),
                    None => self.no_lever(link_named(asking, id), id, NoLever::NoWay),
                }
                Ok(())
            }
            About::Named(SubjectKind::Actor, id) => {
                let change = Change::Scale { path: QuantityPath::Capability { actor: id.clone() }, by: STRONGER };
                let name = Phrase::text("a stronger ").then(asking.actor(id));
                self.pushed(asking, goal, name, id, &[change])
            }
            About::Quantity(path) if Some(path) == goal.quantity.as_ref() => {
                self.no_lever(quantity_named(asking, path), &path.to_string(), NoLever::SetsGoal);
                Ok(())
            }
            About::Quantity(path) if !asking.case.may_be_moved(path) => {
                self.no_lever(quantity_named(asking, path), &path.to_string(), NoLever::Fixed);
                Ok(())
            }
            About::Quantity(path) => {
                let Some(index) = asking.reading.find(path) else { return Ok(()) };
                let (low, high) = asking.case.quantities.get(index).range;
                let by = PUSH * (high - low);
                let both = [by, -by].map(|by| Change::Shift { path: path.clone(), by });
                self.pushed(asking, goal, quantity_named(asking, path), &path.to_string(), &both)
            }
            About::Finding(id) => {
                let slot = Slot::Named { what: "finding".to_owned(), id: id.to_string() };
                self.no_lever(Phrase::named(names::finding(asking.case, id), slot), id.as_str(), NoLever::NoWay);
                Ok(())
            }
            About::Named(..) => Ok(()),
        }
    }

    fn no_lever(&mut self, name: Phrase, key: &str, why: NoLever) {
        self.left_out.push(LeftOut { name, key: key.to_owned(), why, without: None });
    }

    /// The best of some changes as an option.
    fn pushed(
        &mut self,
        asking: &Asking<'_, '_>,
        goal: &Goal,
        name: Phrase,
        key: &str,
        each: &[Change],
    ) -> Result<(), RunError> {
        let mut best: Option<(f64, Vec<f64>, &Change)> = None;
        for change in each {
            let Some(effect) = goal.effect(asking, &[GroundedChange::from(change.clone())])? else { continue };
            let mean = mean(&effect);
            if best.as_ref().is_none_or(|(most, ..)| mean > *most) {
                best = Some((mean, effect, change));
            }
        }
        match best {
            Some((_, effect, change)) => {
                let changes = vec![change.to_string()];
                let cost = asking.case.costs.iter().find(|cost| Some(&cost.path) == change.path());
                self.choices.push(Choice {
                    name,
                    key: key.to_owned(),
                    effect,
                    claims: Vec::new(),
                    changes,
                    cause: None,
                    moves: change.path().map(ToString::to_string).into_iter().collect(),
                    cost: cost.map(|cost| PUSH * cost.cost),
                    folded: Vec::new(),
                });
            }
            None => self.no_lever(name, key, NoLever::NoWay),
        }
        Ok(())
    }

    fn scenario(&mut self, asking: &Asking<'_, '_>, goal: &Goal, id: &str) -> Result<(), RunError> {
        let Some(what_if) = asking.what_ifs.iter().find(|one| one.id == id) else { return Ok(()) };
        let name =
            Phrase::named(format!("“{}”", names::scenario(asking.case, id)), Slot::Scenario { id: id.to_owned() });
        let sets =
            |change: &&GroundedChange| change.change.path().is_some_and(|path| Some(path) == goal.quantity.as_ref());
        let rest: Vec<GroundedChange> = what_if.changes.iter().filter(|one| !sets(one)).cloned().collect();
        if rest.len() < what_if.changes.len() {
            let effect = if rest.is_empty() { None } else { goal.effect(asking, &rest)? };
            self.left_out.push(LeftOut {
                name,
                key: id.to_owned(),
                why: NoLever::SetsGoal,
                without: effect.map(|effect| mean(&effect)),
            });
            return Ok(());
        }
        let Some(effect) = goal.effect(asking, &what_if.changes)? else { return Ok(()) };
        let mut claims: Vec<String> = what_if.changes.iter().flat_map(|one| one.evidence.iter().cloned()).collect();
        claims.sort();
        claims.dedup();
        let changes = what_if.changes.iter().map(|one| one.change.to_string()).collect();
        let moves = what_if.changes.iter().filter_map(|one| one.change.path()).map(ToString::to_string).collect();
        self.choices.push(Choice {
            name,
            key: id.to_owned(),
            effect,
            claims,
            changes,
            cause: None,
            moves,
            cost: None,
            folded: Vec::new(),
        });
        Ok(())
    }
}

fn link_named(asking: &Asking<'_, '_>, id: &str) -> Phrase {
    let link = asking.case.links.iter().find(|link| *link.id == *id);
    let path = link.map(|link| QuantityPath::Link {
        cause: link.cause.text.clone(),
        effect: link.effect.text.clone(),
        lag: false,
    });
    path.map_or_else(Phrase::nothing, |path| quantity_named(asking, &path))
}

/// Mean of the draws that have a value; 0 where none has.
pub(crate) fn mean(values: &[f64]) -> f64 {
    let defined: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    if defined.is_empty() { 0.0 } else { defined.iter().sum::<f64>() / defined.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(name: &str, moves: &str, effect: &[f64]) -> Choice {
        Choice {
            name: Phrase::text(name),
            key: name.to_owned(),
            effect: effect.to_vec(),
            claims: Vec::new(),
            changes: Vec::new(),
            cause: None,
            moves: BTreeSet::from([moves.to_owned()]),
            cost: None,
            folded: Vec::new(),
        }
    }

    #[test]
    fn what_is_nearly_the_same_is_folded_into_what_does_most() {
        let own = [0.1, 0.2, 0.3, 0.4, f64::NAN];
        let (twice, other) = (own.map(|value| 2.0 * value), [0.4, 0.1, 0.3, 0.2, 0.0]);
        let all =
            vec![choice("a", "x", &own), choice("b", "x", &twice), choice("c", "y", &twice), choice("d", "x", &other)];
        let found = families(all);
        let told: Vec<(&str, usize)> = found.iter().map(|one| (one.key.as_str(), one.folded.len())).collect();
        assert_eq!(told, [("b", 1), ("c", 0), ("d", 0)]);
    }
}
