//! One plain network, without a case: what balance says of it, with names and proofs.

use std::collections::BTreeMap;

use detente_balance::frustration::{
    Bounds, Budget, Optima, Scope, TieCosts, alternatives, bloc_curve, frustration_until, heuristic, optima, radius,
};
use detente_balance::{
    Arc, Landscape, NullModel, SignedNetwork, Signs, Status, Steps, TriadCensus, directed_triads, landscape, man_label,
    null_model, signed_laplacian_bound, walk_balance,
};
use detente_results::{
    BlocKind, BlocResult, CampResult, ChangeResult, DirectedResult, DirectedType, LandscapeResult, MinimumResult,
    NetworkResult, TieResult, Unfinished,
};

/// Steps that the searches of one network take together unless other is said: a minute or so.
pub const STEPS: u64 = 60_000;
/// Shares of the steps: the index of either kind, the count of its best divisions, the margin and tolerances, the uniform error, the curve by
/// number of blocs, a null model. Each part has its own, so that what is found of it does not hang on what else is asked.
pub(crate) const INDEX: u64 = 4;
pub(crate) const COUNT: u64 = 40;
const MARGIN: u64 = 8;
const RADIUS: u64 = 16;
const CURVE: u64 = 8;
pub(crate) const NULLS: u64 = 8;
/// Networks up to this many actors have the tolerance of every tie without being asked.
const MOST_ACTORS: usize = 100;
/// Steps that tolerances and uniform error take at most without being asked for: some eight seconds.
const UNASKED_TOLERANCES: u64 = 6_400;
/// Steps that each part of the weak reading and the curve take at most where nobody asked for them: half a second.
const UNASKED_WEAK: u64 = 400;
/// Networks up to this many ties have their best divisions counted and their alternatives searched.
const MOST_TIES: usize = 4_000;
/// Networks up to this many ties have the uniform error worked out without being asked.
const MOST_RADIUS: usize = 300;
/// Number of blocs to which the curve goes.
const MOST_BLOCS: usize = 6;
/// Landscapes are drawn up to this size without being asked.
const MOST_LANDSCAPE: usize = 16;
/// Networks up to this size have their spectrum told.
const MOST_SPECTRAL: usize = 600;

/// What is asked of a network.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// Two blocs.
    pub strong: bool,
    /// Any number of blocs.
    pub weak: bool,
    /// A good division without proof, counts or tolerances.
    pub heuristic: bool,
    /// The index and its proof, and nothing beside.
    pub index_alone: bool,
    /// The same of any number of blocs alone.
    pub weak_index_alone: bool,
    /// The tolerance of every tie, whatever the size.
    pub every_tie: bool,
    /// Whether any number of blocs is asked for by name, or a limit is: then it is searched as far as two blocs are, else as far as is cheap.
    pub by_name: bool,
    /// Whether `stop` is a clock and alone ends the search.
    pub timed: bool,
    /// Steps that all searches may take; [`STEPS`] unless other is said.
    pub steps: u64,
    /// The null models that are drawn from.
    pub null_models: &'static [NullModel],
    /// Networks drawn from each null model.
    pub nulls: usize,
    /// Seed of the null models.
    pub seed: u64,
}

impl Ask {
    /// Both readings with proofs, and no null model.
    pub const WHOLE: Self = Self {
        strong: true,
        weak: true,
        heuristic: false,
        index_alone: false,
        weak_index_alone: false,
        every_tie: false,
        by_name: true,
        timed: false,
        steps: STEPS,
        null_models: &[NullModel::ShuffledSigns, NullModel::SameDegrees, NullModel::ExpectedHostility],
        nulls: 0,
        seed: 1,
    };

    /// The same within so many steps; where a clock ends the search, all the steps that there are, unless so many are asked for.
    pub fn within(self, timed: bool, steps: Option<u64>) -> Self {
        Self { timed, steps: steps.unwrap_or(if timed { u64::MAX } else { STEPS }), ..self }
    }

    /// The steps of a part.
    pub(crate) fn part<'s>(&self, steps: &'s Steps<'_>, share: u64) -> Steps<'s> {
        steps.part((self.steps / share).max(1))
    }

    /// The steps of a part of one reading.
    fn part_of<'s>(&self, kind: BlocKind, steps: &'s Steps<'_>, share: u64) -> Steps<'s> {
        let cheap = kind == BlocKind::Weak && !self.by_name;
        self.at_most(steps, share, if cheap { UNASKED_WEAK } else { u64::MAX })
    }

    /// The steps of a part that takes no more than `most`.
    fn at_most<'s>(&self, steps: &'s Steps<'_>, share: u64, most: u64) -> Steps<'s> {
        steps.part((self.steps / share).clamp(1, most))
    }

    /// The most that tolerances and uniform error of a reading take.
    fn tolerances<'s>(&self, kind: BlocKind, steps: &'s Steps<'_>, share: u64) -> Steps<'s> {
        match (self.every_tie, kind, self.by_name) {
            (true, ..) => self.part(steps, share),
            (false, BlocKind::Weak, false) => self.at_most(steps, share, UNASKED_WEAK),
            (false, ..) => self.at_most(steps, share, UNASKED_TOLERANCES),
        }
    }

    /// The limits of one index: as many nodes as its steps allow for.
    pub(crate) fn budget(&self) -> Budget {
        let whole = Budget::default();
        let of = |most: u64| (u128::from(most) * u128::from(self.steps) / u128::from(STEPS)).max(1);
        match self.timed {
            true => Budget::unbounded(),
            false => Budget {
                nodes: usize::try_from(of(whole.nodes as u64)).unwrap_or(usize::MAX),
                work: u64::try_from(of(whole.work)).unwrap_or(u64::MAX),
                ..whole
            },
        }
    }
}

/// How far a result is drawn when it is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Number and signs of the ties.
    Ties,
    /// The index of two blocs, or of any number.
    Index(BlocKind),
    /// How many divisions are best.
    Count(BlocKind),
    /// How far the next best is, and how far each tie may move.
    Margin(BlocKind),
    /// The uniform error.
    Radius(BlocKind),
    /// Triads, walks and camps.
    Triads,
    /// The index by number of blocs.
    Curve,
    /// Stable configurations.
    Landscape,
    /// Null models.
    Nulls,
}

/// Counts the triads of `arcs` among `actors` actors.
pub fn directed_result(actors: usize, arcs: &[Arc]) -> DirectedResult {
    let told = |(kind, count): (String, usize)| DirectedType { man: man_label(&kind), kind, count };
    let triads = directed_triads(actors, arcs).into_iter().map(told).collect();
    DirectedResult { actors, arcs: arcs.len(), triads }
}

/// Draws the result within the steps; `told` hears of it whenever a part of it is there.
pub fn network_result(
    names: &[String],
    network: &SignedNetwork,
    ask: &Ask,
    steps: &Steps<'_>,
    told: &mut dyn FnMut(&NetworkResult, Drawn),
) -> NetworkResult {
    let mut result = of_ties(network);
    told(&result, Drawn::Ties);
    let reading = EffectiveCase { names, network, ask, steps };
    if ask.strong {
        reading.draw(&mut result, BlocKind::Strong, told);
    }
    if ask.weak {
        reading.draw(&mut result, BlocKind::Weak, told);
    }
    if !ask.index_alone {
        reading.draw_beside(&mut result, told);
    }
    reading.draw_nulls(&mut result);
    told(&result, Drawn::Nulls);
    result
}

/// Before anything is searched for.
fn of_ties(network: &SignedNetwork) -> NetworkResult {
    NetworkResult {
        actors: network.size(),
        ties: network.ties().len(),
        signs: network.signs(),
        rounded_to: network.rounded_to(),
        strong: None,
        weak: None,
        blocs_curve: Vec::new(),
        blocs_proofs: Vec::new(),
        triads: BTreeMap::new(),
        triangle_index: None,
        walk_balance: None,
        walk_balance_scaled: None,
        spectral_radius: None,
        balance_by_length: BTreeMap::new(),
        laplacian_bound: None,
        polarisation: None,
        local: Vec::new(),
        landscape: None,
        null_models: Vec::new(),
        unfinished: Vec::new(),
    }
}

/// Draws what triads and closed walks say.
fn draw_triads(result: &mut NetworkResult, names: &[String], network: &SignedNetwork) {
    let census = TriadCensus::count(network);
    (result.triads, result.triangle_index) = (census.by_signs(), census.triangle_index());
    let Some(walks) = (network.size() <= MOST_SPECTRAL).then(|| walk_balance(network)).flatten() else { return };
    let named = |actors: &[usize]| actors.iter().map(|actor| names[*actor].clone()).collect::<Vec<_>>();
    result.walk_balance = Some(walks.whole);
    result.walk_balance_scaled = Some(walks.scaled);
    result.spectral_radius = Some(walks.radius);
    result.balance_by_length =
        walks.by_length.iter().filter_map(|(length, share)| Some((*length, (*share)?))).collect();
    result.laplacian_bound = Some(signed_laplacian_bound(network));
    result.polarisation = walks.polarisation.as_ref().map(|camps| CampResult {
        degree: camps.degree,
        bound: camps.bound,
        camp: named(&camps.camp),
        opponents: named(&camps.opponents),
    });
    result.local = names.iter().cloned().zip(walks.local.iter().copied()).collect();
}

fn named_landscape(names: &[String], land: &Landscape) -> LandscapeResult {
    let minima = land.minima.iter().map(|minimum| {
        let side = |wanted: bool| {
            names.iter().zip(&minimum.side).filter(|(_, side)| **side == wanted).map(|(name, _)| name.clone()).collect()
        };
        MinimumResult {
            side: side(true),
            against: side(false),
            energy: minimum.energy,
            rest: minimum.rest,
            basin: minimum.basin,
            depth: minimum.depth,
        }
    });
    LandscapeResult { configurations: land.configurations, minima: minima.collect() }
}

struct EffectiveCase<'a> {
    names: &'a [String],
    network: &'a SignedNetwork,
    ask: &'a Ask,
    steps: &'a Steps<'a>,
}

impl EffectiveCase<'_> {
    /// What is told beside the readings.
    fn draw_beside(&self, result: &mut NetworkResult, told: &mut dyn FnMut(&NetworkResult, Drawn)) {
        draw_triads(result, self.names, self.network);
        told(result, Drawn::Triads);
        self.draw_curve(result);
        told(result, Drawn::Curve);
        if self.network.size() <= MOST_LANDSCAPE && !self.ask.heuristic {
            result.landscape = landscape(self.network).map(|land| named_landscape(self.names, &land));
        }
        told(result, Drawn::Landscape);
    }

    /// One reading, part by part.
    fn draw(&self, result: &mut NetworkResult, kind: BlocKind, told: &mut dyn FnMut(&NetworkResult, Drawn)) {
        let any_blocs = kind == BlocKind::Weak;
        let bounds = match self.ask.heuristic {
            true => heuristic(self.network, any_blocs),
            false => {
                let steps = self.ask.part_of(kind, self.steps, INDEX);
                frustration_until(self.network, any_blocs, self.ask.budget(), &steps)
            }
        };
        let mut shown = self.shown(bounds.clone(), None, None);
        if !bounds.proven && !self.ask.heuristic {
            shown.unfinished.push(Unfinished::Index);
        }
        let mut tell = |shown: &BlocResult, drawn: Drawn| {
            let place = if any_blocs { &mut result.weak } else { &mut result.strong };
            *place = Some(shown.clone());
            told(result, drawn);
        };
        tell(&shown, Drawn::Index(kind));
        if self.ask.index_alone || (any_blocs && self.ask.weak_index_alone) {
            // How many are best and how far others are is not asked: division and ties close the text.
            return tell(&shown, Drawn::Radius(kind));
        }
        let searched = bounds.proven && !self.ask.heuristic && self.network.ties().len() <= MOST_TIES;
        let count = || optima(self.network, &bounds.certificate, &self.ask.part_of(kind, self.steps, COUNT));
        let all = searched.then(count).flatten();
        if let Some(all) = &all {
            shown = self.shown(bounds.clone(), Some(all), None);
        }
        if searched && all.is_none() {
            shown.unfinished.push(Unfinished::BestDivisions);
        }
        tell(&shown, Drawn::Count(kind));
        if searched {
            self.alternatives(kind, &bounds, all.as_ref(), &mut shown);
        }
        tell(&shown, Drawn::Margin(kind));
        if searched {
            self.uniform_error(kind, &bounds, &mut shown);
        }
        tell(&shown, Drawn::Radius(kind));
    }

    /// Margin and tolerances.
    fn alternatives(&self, kind: BlocKind, bounds: &Bounds, all: Option<&Optima>, shown: &mut BlocResult) {
        let several = all.is_some_and(|all| all.count > 1);
        let every_tie = self.ask.every_tie || self.network.size() <= MOST_ACTORS;
        let scope = if every_tie { Scope::EveryTie } else { Scope::Margin };
        let steps = match scope {
            Scope::EveryTie => self.ask.tolerances(kind, self.steps, MARGIN),
            Scope::Margin => self.ask.part_of(kind, self.steps, MARGIN),
        };
        let Some(other) = alternatives(self.network, &bounds.certificate, several, scope, &steps) else { return };
        let unfinished = std::mem::take(&mut shown.unfinished);
        *shown = self.shown(bounds.clone(), all, Some(&other.ties));
        shown.unfinished = unfinished;
        (shown.margin, shown.margin_bounds) = (other.margin, other.margin_bounds);
        if other.margin_bounds.is_some() {
            shown.unfinished.push(Unfinished::Margin);
        }
        if every_tie && !other.complete {
            shown.unfinished.push(Unfinished::Tolerances);
        }
        let margin = other.margin;
        let first = shown.ties.iter().find(|tie| margin.is_some() && tie.tolerance == margin && margin > Some(0.0));
        shown.overturned_by = first.map(|tie| (tie.source.clone(), tie.target.clone()));
    }

    fn uniform_error(&self, kind: BlocKind, bounds: &Bounds, shown: &mut BlocResult) {
        let every = self.ask.every_tie || self.network.ties().len() <= MOST_RADIUS;
        if every || shown.margin == Some(0.0) {
            let steps = self.ask.tolerances(kind, self.steps, RADIUS);
            shown.radius = radius(self.network, bounds, shown.margin, &steps);
            if shown.radius.is_none() && (shown.margin_bounds.is_some() || steps.is_over()) {
                shown.unfinished.push(Unfinished::UniformError);
            }
        }
    }

    /// The index by number of blocs, where both readings were asked for.
    fn draw_curve(&self, result: &mut NetworkResult) {
        let (Some(strong), Some(weak)) = (&result.strong, &result.weak) else { return };
        if self.ask.heuristic || self.network.ties().len() > MOST_TIES {
            return;
        }
        let steps = self.ask.part_of(BlocKind::Weak, self.steps, CURVE);
        let curve = bloc_curve(self.network, &strong.certificate, &weak.certificate, MOST_BLOCS, &steps);
        (result.blocs_curve, result.blocs_proofs) = (curve.costs, curve.proofs);
        if result.blocs_curve.iter().any(|cost| !cost.proven) {
            result.unfinished.push(Unfinished::Curve);
        }
    }

    fn draw_nulls(&self, result: &mut NetworkResult) {
        let Some(strong) = result.strong.as_ref().filter(|_| self.ask.nulls > 0) else { return };
        let observed = (strong.lower_bound, strong.frustration);
        for model in self.ask.null_models {
            let steps = self.ask.part(self.steps, NULLS);
            let found = null_model(self.network, observed, *model, self.ask.nulls, self.ask.seed, &steps);
            let open = found.as_ref().is_none_or(|found| found.bounded > 0) && result.signs != Signs::None;
            if open && result.unfinished.last() != Some(&Unfinished::NullModels) {
                result.unfinished.push(Unfinished::NullModels);
            }
            result.null_models.extend(found);
        }
    }

    fn shown(&self, bounds: Bounds, all: Option<&Optima>, costs: Option<&[Option<TieCosts>]>) -> BlocResult {
        let (names, network) = (self.names, self.network);
        let together = |a: usize, b: usize| bounds.blocs[a] == bounds.blocs[b];
        let counted = all.filter(|all| all.complete);
        let listed = counted.filter(|all| all.frustrated.len() as u64 == all.count);
        let ties = network.ties().iter().enumerate().map(|(place, tie)| {
            let cost = costs.and_then(|costs| costs[place]);
            TieResult {
                source: names[tie.a].clone(),
                target: names[tie.b].clone(),
                weight: tie.weight,
                frustrated: tie.weight != 0.0 && together(tie.a, tie.b) == (tie.weight < 0.0),
                status: counted.map(|all| status_of(all.share[place])).or(cost.map(status_by_cost)),
                tolerance: cost.map(|cost| cost.tolerance()),
                costs: cost.map(|cost| (cost.satisfied, cost.frustrated)),
            }
        });
        let kept = network.ties().iter().filter(|tie| tie.weight > 0.0 && together(tie.a, tie.b));
        let close = SignedNetwork::new(network.size(), kept.copied().collect());
        let finest = close.map(|close| close.components()).unwrap_or_default();
        let named = |actors: &[usize]| actors.iter().map(|actor| names[*actor].clone()).collect::<Vec<_>>();
        let total = network.total();
        let any_blocs = bounds.certificate.any_blocs;
        let normal = |cost: f64| 1.0 - 2.0 * cost / total;
        BlocResult {
            frustration: bounds.upper,
            lower_bound: bounds.lower,
            proven: bounds.proven,
            normalised: (total > 0.0 && bounds.proven).then(|| normal(bounds.upper)),
            normalised_bounds: (total > 0.0 && !bounds.proven).then(|| (normal(bounds.upper), normal(bounds.lower))),
            optimal_partitions: counted.map(|all| all.count),
            optimal_partitions_at_least: match all {
                Some(all) if all.complete => None,
                all => Some(all.map_or(1, |all| all.count)),
            },
            margin: None,
            margin_bounds: None,
            radius: None,
            overturned_by: None,
            blocs: finest.iter().map(|bloc| named(bloc)).collect(),
            core: listed.map(|all| core(network, all, any_blocs).iter().map(|group| named(group)).collect()),
            cost_share: listed.map(|all| self.cost_share(all)).unwrap_or_default(),
            ties: ties.collect(),
            next_changes: costs.map(|costs| self.next_changes(costs)).unwrap_or_default(),
            unfinished: Vec::new(),
            certificate: bounds.certificate,
        }
    }

    fn cost_share(&self, all: &Optima) -> BTreeMap<String, (f64, f64)> {
        let mut share = vec![(f64::INFINITY, 0.0f64); self.names.len()];
        for division in &all.frustrated {
            let mut cost = vec![0.0; self.names.len()];
            for (tie, _) in self.network.ties().iter().zip(division).filter(|(_, against)| **against) {
                cost[tie.a] += tie.weight.abs() / 2.0;
                cost[tie.b] += tie.weight.abs() / 2.0;
            }
            for ((least, most), cost) in share.iter_mut().zip(cost) {
                (*least, *most) = (least.min(cost), most.max(cost));
            }
        }
        self.names.iter().cloned().zip(share).filter(|(_, (_, most))| *most > 0.0).collect()
    }

    /// The five ties whose change lowers the index most, and the five whose turning raises it most.
    fn next_changes(&self, costs: &[Option<TieCosts>]) -> Vec<ChangeResult> {
        const SHOWN: usize = 5;
        // Which of them do most is known only where all are.
        if self.network.ties().iter().zip(costs).any(|(tie, costs)| tie.weight != 0.0 && costs.is_none()) {
            return Vec::new();
        }
        let mut changes: Vec<ChangeResult> = self
            .network
            .ties()
            .iter()
            .zip(costs)
            .filter_map(|(tie, costs)| {
                let costs = (*costs)?;
                Some(ChangeResult {
                    tie: (self.names[tie.a].clone(), self.names[tie.b].clone()),
                    weight: tie.weight,
                    index_if_gone: costs.index_with(tie.weight, 0.0),
                    index_if_turned: costs.index_with(tie.weight, -tie.weight),
                })
            })
            .collect();
        changes.sort_by(|a, b| a.index_if_turned.total_cmp(&b.index_if_turned).then(a.tie.cmp(&b.tie)));
        if changes.len() > 2 * SHOWN {
            changes.drain(SHOWN..changes.len() - SHOWN);
        }
        changes
    }
}

/// From the share of the best divisions that go against a tie: those of none and of all are exactly 0 and 1.
fn status_of(share: f64) -> Status {
    match share {
        0.0 => Status::Never,
        1.0 => Status::Must,
        _ => Status::Can,
    }
}

fn status_by_cost(costs: TieCosts) -> Status {
    match costs.satisfied.total_cmp(&costs.frustrated) {
        std::cmp::Ordering::Less => Status::Never,
        std::cmp::Ordering::Equal => Status::Can,
        std::cmp::Ordering::Greater => Status::Must,
    }
}

/// Where every actor stands in a best division: two blocs by part and side, else by its finest bloc.
pub(crate) fn places(network: &SignedNetwork, frustrated: &[bool], any_blocs: bool) -> Vec<(usize, bool)> {
    let mut at: Vec<Vec<(usize, bool)>> = vec![Vec::new(); network.size()];
    for (tie, against) in network.ties().iter().zip(frustrated).filter(|(tie, _)| tie.weight != 0.0) {
        let together = (tie.weight > 0.0) != *against;
        if !any_blocs || (together && tie.weight > 0.0) {
            at[tie.a].push((tie.b, together));
            at[tie.b].push((tie.a, together));
        }
    }
    let mut place: Vec<Option<(usize, bool)>> = vec![None; network.size()];
    for start in 0..network.size() {
        if place[start].is_some() {
            continue;
        }
        place[start] = Some((start, true));
        let mut waiting = vec![(start, true)];
        while let Some((actor, side)) = waiting.pop() {
            for (other, together) in &at[actor] {
                if place[*other].is_none() {
                    place[*other] = Some((start, side == *together));
                    waiting.push((*other, side == *together));
                }
            }
        }
    }
    place.into_iter().flatten().collect()
}

/// Groups of two actors or more that stand together in every best division, the largest first.
fn core(network: &SignedNetwork, all: &Optima, any_blocs: bool) -> Vec<Vec<usize>> {
    let stand: Vec<Vec<(usize, bool)>> =
        all.frustrated.iter().map(|division| places(network, division, any_blocs)).collect();
    let mut groups: BTreeMap<Vec<(usize, bool)>, Vec<usize>> = BTreeMap::new();
    for actor in 0..network.size() {
        groups.entry(stand.iter().map(|stand| stand[actor]).collect()).or_default().push(actor);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    groups
}
