//! The smallest change of one number of one actor that puts a landing elsewhere.

use detente_bargain::{DOCUMENTED_ERROR, Handle, Lever, Stake, levers};
use detente_case::path::Stake as Number;
use detente_method::numbers::STEP;

use super::landing::{Group, MIDDLE, Placed, Ruled, SCALE, Side};
use crate::lower::CaseIssues;
use crate::model::Table;

/// A change, and what it does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Turn {
    /// The quantity.
    pub quantity: usize,
    /// Its value now.
    pub from: f64,
    /// The value that is needed.
    pub to: f64,
    /// What follows.
    pub then: Then,
}

/// What follows from a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Something passes under the rule.
    Passes,
    /// Nothing passes any more.
    NothingPasses,
    /// It moves further than the model's own error.
    Moves,
    /// It moves no further than that.
    Stays,
    /// It leans to the upper end.
    LeansUp,
    /// It leans to the lower end.
    LeansDown,
    /// It leans to neither.
    LeansNowhere,
}

/// The cheapest change of each number of each actor that turns what is said of an issue, the least effort first.
pub(crate) fn turns(issues: &CaseIssues<'_>, place: usize, mode: &Placed, stakes: &[Option<Stake>]) -> Vec<Turn> {
    if mode.ruled != Ruled::Open {
        return by_consent(issues, place, mode, stakes).into_iter().collect();
    }
    let issue = &issues.issues[place];
    let table = Table::of(&issue.deciding(stakes));
    let mut found: Vec<(f64, Turn)> = Vec::new();
    for (target, then) in targets(mode) {
        let by = (target - mode.landing) / SCALE;
        for lever in levers(&table.position, &table.salience, &table.capability, by) {
            let actor = table.who[lever.actor];
            found.extend(turn(issues, place, actor, &lever, then).map(|turn| (lever.effort(), turn)));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.quantity.cmp(&b.1.quantity)));
    found.into_iter().map(|(_, turn)| turn).collect()
}

/// Places on the scale at which something else would be said.
fn targets(mode: &Placed) -> Vec<(f64, Then)> {
    let step = STEP * SCALE;
    let all = match (mode.group(), mode.reference, mode.side()) {
        (Group::Moves, Some(stands), _) => {
            vec![(stands + DOCUMENTED_ERROR * (mode.landing - stands).signum(), Then::Stays)]
        }
        (Group::Stays, Some(stands), _) => {
            vec![(stands - DOCUMENTED_ERROR, Then::Moves), (stands + DOCUMENTED_ERROR, Then::Moves)]
        }
        (_, _, Side::Upper) => vec![(MIDDLE + step, Then::LeansNowhere)],
        (_, _, Side::Lower) => vec![(MIDDLE - step, Then::LeansNowhere)],
        (_, _, Side::Neither) => vec![(MIDDLE + step, Then::LeansUp), (MIDDLE - step, Then::LeansDown)],
    };
    all.into_iter().filter(|(target, _)| (0.0..=SCALE).contains(target)).collect()
}

/// A lever as a change of a quantity of the case, to the next whole number beyond what is needed; `None` where it cannot be set so far.
fn turn(issues: &CaseIssues<'_>, place: usize, actor: usize, lever: &Lever, then: Then) -> Option<Turn> {
    let (number, scale) = match lever.handle {
        Handle::Position => (Number::Position, SCALE),
        Handle::Salience => (Number::Salience, SCALE),
        Handle::Capability => (Number::Capability, 1.0),
    };
    let quantity = issues.issues[place].quantity(actor, number)?;
    let (from, needed) = (scale * lever.from, scale * lever.to);
    let to = if needed > from { (needed + 1e-6).ceil() } else { (needed - 1e-6).floor() };
    (0.0..=SCALE).contains(&to).then_some(Turn { quantity, from, to, then })
}

/// Under a rule: those whose consent decides come over to the side of what stands, or leave it.
fn by_consent(issues: &CaseIssues<'_>, place: usize, mode: &Placed, stakes: &[Option<Stake>]) -> Option<Turn> {
    let stands = mode.reference?;
    // Several at one point would all have to move.
    let [actor] = mode.must[..] else { return None };
    let quantity = issues.issues[place].quantity(actor, Number::Position)?;
    let from = stakes[actor]?.position;
    let beyond = if mode.landing >= stands { (stands + 1.0).floor() } else { (stands - 1.0).ceil() };
    match mode.ruled {
        Ruled::Stays => {
            (0.0..=SCALE).contains(&beyond).then_some(Turn { quantity, from, to: beyond, then: Then::Passes })
        }
        Ruled::Passes(_) => Some(Turn { quantity, from, to: stands, then: Then::NothingPasses }),
        Ruled::Open => None,
    }
}
