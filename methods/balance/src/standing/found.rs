//! What draws say of who stands with whom: core, sides, who is beside them, who is tied to both.

use detente_balance::{Core, PairShares, PartDivisions, SignedNetwork, best_divisions, core, pair_index, pairs};
use detente_case::measure::{STANDS_WITH, TOGETHER};
use detente_method::numbers::{NEAR, SURE};
use detente_method::{Column, RunError, ViewInput};
use detente_results::ScenarioResult;
use rayon::prelude::*;

use super::tally::Ties;

/// From this share of the draws on an actor beside the core leans to a side.
pub(crate) const LEANS: f64 = 0.8;

/// Where an actor stands that is not in the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// With a side in nearly all draws.
    With(usize),
    /// Undecided, with a side more often than with the other.
    Rather(usize),
    /// Undecided, with either about as often.
    Even,
}

impl Stand {
    /// Where an actor stands whose shares of draws with both sides are these.
    pub fn of([first, second]: [f64; 2]) -> Self {
        match first - second {
            _ if first > LEANS => Self::With(0),
            _ if second > LEANS => Self::With(1),
            more if more >= NEAR => Self::Rather(0),
            more if more <= -NEAR => Self::Rather(1),
            _ => Self::Even,
        }
    }
}

/// An actor that has ties and is not in the core.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Swing {
    /// It.
    pub actor: usize,
    /// Share of draws in which it stands with each side, in the mean of the members of that; with one side alone the second is that in which
    /// it stands against it.
    pub with: [f64; 2],
}

impl Swing {
    /// Where it stands.
    pub fn stand(&self) -> Stand {
        Stand::of(self.with)
    }

    /// The side with which it stands more often; of equal ones the first.
    pub fn nearer(&self) -> usize {
        usize::from(self.with[1] > self.with[0])
    }
}

/// Who stands with whom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The core: whoever is placed in all but a few draws.
    pub core: Core,
    /// Whether it is the same where every draw must agree.
    pub in_every: bool,
    /// Those beside it that have ties.
    pub swings: Vec<Swing>,
}

impl Found {
    /// After the shares of pairs; `firm` is the weight of each, `tied` says who has a tie.
    pub fn of(shares: &PairShares, firm: &[f64], tied: &[bool]) -> Self {
        let most = core(shares, 1.0 - SURE, firm);
        let strict = core(shares, 0.0, firm);
        let members = most.members();
        let beside = (0..shares.size()).filter(|actor| tied[*actor] && !members.contains(actor));
        let swings = beside.map(|actor| swing_of(&most.sides, shares, actor)).collect();
        Self { in_every: strict.sides == most.sides, swings, core: most }
    }

    /// Both sides.
    pub fn sides(&self) -> [&[usize]; 2] {
        [&self.core.sides[0], &self.core.sides[1]]
    }

    /// Whether its core stands in these shares as it does here.
    pub fn core_holds(&self, shares: &PairShares) -> bool {
        let Some(first) = self.core.sides[0].first() else { return false };
        let sure = |actor: &usize| shares.sure(*first, *actor, 1.0 - SURE);
        let same = |actor: &usize| actor == first || sure(actor) == Some(detente_balance::Relation::Same);
        let apart = |actor: &usize| sure(actor) == Some(detente_balance::Relation::Apart);
        self.core.sides[0].iter().all(same) && self.core.sides[1].iter().all(apart)
    }

    /// A swing of this core as these shares see it.
    pub fn seen(&self, swing: &Swing, shares: &PairShares) -> Swing {
        swing_of(&self.core.sides, shares, swing.actor)
    }
}

fn swing_of(sides: &[Vec<usize>; 2], shares: &PairShares, actor: usize) -> Swing {
    let [first, second] = sides;
    let against = || first.iter().map(|member| shares.apart(actor, *member)).sum::<f64>() / first.len().max(1) as f64;
    let with_second = if second.is_empty() { against() } else { shares.with(actor, second) };
    Swing { actor, with: [shares.with(actor, first), with_second] }
}

/// The weight of every pair at the most likely values, without its sign.
pub(crate) fn firm(affinity: &[Option<f64>]) -> Vec<f64> {
    affinity.iter().map(|weight| weight.map_or(0.0, f64::abs)).collect()
}

/// Who has a tie with a weight at the most likely values or in some draw: who has a row.
pub(crate) fn tied(input: &ViewInput<'_>) -> Vec<bool> {
    let mut tied = vec![false; input.actors.len()];
    for pair in input.pairs.iter().filter(|pair| pair.is_tied()) {
        (tied[pair.a], tied[pair.b]) = (true, true);
    }
    tied
}

/// Shares of pairs after the columns of a run.
pub(crate) fn of_columns(input: &ViewInput<'_>, columns: &[Column]) -> PairShares {
    let view = &input.view.id.text;
    let mut shares = PairShares::none(input.actors.len());
    let of = |id: detente_case::FindingId| columns.iter().find(|column| column.id == id);
    if input.is_large() {
        with_first(input, columns, &mut shares);
    }
    for (a, b) in pairs(input.actors.len()) {
        let Some(column) = of(TOGETHER.about(view, input.pair_name(a, b, "+"))) else { continue };
        let all = column.draws.len().max(1) as f64;
        let defined = column.draws.iter().filter(|share| !share.is_nan());
        let (same, count) = defined.fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
        shares.set(a, b, same / all, (count - same) / all);
    }
    shares
}

/// Pairs of a large view that are placed against its first actor.
fn with_first(input: &ViewInput<'_>, columns: &[Column], shares: &mut PairShares) {
    let view = &input.view.id.text;
    let first = input.actors.first().copied().unwrap_or_default();
    let of = |actor: &&str| {
        let id = STANDS_WITH.about(view, format_args!("{actor}+{first}"));
        columns.iter().find(|column| column.id == id).map(|column| column.draws.as_slice())
    };
    let stands: Vec<Option<&[f64]>> = input.actors.iter().map(of).collect();
    for (a, b) in pairs(input.actors.len()) {
        let ones = [a, b].map(|actor| stands[actor]);
        let Some(draws) = ones.iter().flatten().map(|column| column.len()).min() else { continue };
        let at = |place: usize, draw: usize| match ([a, b][place], ones[place]) {
            (0, _) => 1.0,
            (_, Some(column)) => column[draw],
            _ => f64::NAN,
        };
        let (mut same, mut apart) = (0usize, 0usize);
        for draw in 0..draws {
            let both = [at(0, draw), at(1, draw)];
            // Where several divisions are best, a share of them does not say who stands together in which.
            let known = both.iter().all(|value| *value == 0.0 || *value == 1.0);
            same += usize::from(known && both[0] == both[1]);
            apart += usize::from(known && both[0] != both[1]);
        }
        shares.set(a, b, same as f64 / draws.max(1) as f64, apart as f64 / draws.max(1) as f64);
    }
}

/// Shares of pairs after the findings of a scenario; of `draws` draws in all.
pub(crate) fn of_findings(view: &str, actors: &[&str], result: &ScenarioResult, draws: u32) -> PairShares {
    let mut shares = PairShares::none(actors.len());
    for finding in result.findings.iter().filter(|finding| finding.id.is(TOGETHER, view)) {
        let detente_case::Object::Pair(a, b) = finding.id.object() else { continue };
        let place = |id: &str| actors.iter().position(|actor| *actor == id);
        let (Some(a), Some(b), Some(found)) = (place(a), place(b), finding.probability) else { continue };
        let defined = found.draws as f64 / f64::from(draws.max(1));
        shares.set(a, b, found.probability * defined, (1.0 - found.probability) * defined);
    }
    shares
}

/// Shares of pairs over draws, from the ties of each.
///
/// # Errors
/// [`RunError::Problem`] where some draw is no network.
pub(crate) fn over(
    ties: &Ties,
    view: &str,
    size: usize,
    draws: u32,
    value: &(dyn Fn(usize, usize) -> f64 + Sync),
) -> Result<PairShares, RunError> {
    let divided: Result<Vec<Vec<PartDivisions>>, RunError> = (0..draws as usize)
        .into_par_iter()
        .map(|draw| {
            let network = ties.network(&|quantity| value(quantity, draw));
            network.and_then(|network| best_divisions(&network)).map_err(|error| RunError::problem("view", view, error))
        })
        .collect();
    Ok(PairShares::over(size, divided?.iter().map(Vec::as_slice)))
}

/// The share of the draws in which the whole core stands as it does; of a draw with several best divisions the least of its pairs.
pub(crate) fn core_share(input: &ViewInput<'_>, columns: &[Column], found: &Found) -> Option<f64> {
    let view = &input.view.id.text;
    let first = *found.core.sides[0].first()?;
    let of = |actor: usize| {
        let id = TOGETHER.about(view, input.pair_name(first, actor, "+"));
        columns.iter().find(|column| column.id == id).map(|column| column.draws.as_slice())
    };
    if input.is_large() {
        return None;
    }
    let same = found.core.sides[0].iter().skip(1).map(|actor| (of(*actor), true));
    let all: Vec<(Option<&[f64]>, bool)> =
        same.chain(found.core.sides[1].iter().map(|actor| (of(*actor), false))).collect();
    let all: Option<Vec<(&[f64], bool)>> = all.into_iter().map(|(column, same)| Some((column?, same))).collect();
    let all = all.filter(|all| !all.is_empty())?;
    let draws = all[0].0.len();
    let holds = |draw: usize| {
        let share = |(column, same): &(&[f64], bool)| match (column[draw], same) {
            (value, _) if value.is_nan() => 0.0,
            (value, true) => value,
            (value, false) => 1.0 - value,
        };
        all.iter().map(share).fold(1.0, f64::min)
    };
    Some((0..draws).map(holds).sum::<f64>() / draws.max(1) as f64)
}

/// The affinity of a pair in a network; 0 without a tie.
pub(crate) fn weight(network: &SignedNetwork, a: usize, b: usize) -> f64 {
    let size = network.size();
    let wanted = pair_index(size, a, b);
    network.ties().iter().find(|tie| pair_index(size, tie.a, tie.b) == wanted).map_or(0.0, |tie| tie.weight)
}
