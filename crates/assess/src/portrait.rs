//! One plain network, without a case: what balance says of it, with names and proofs.

use std::collections::BTreeMap;

use detente_balance::frustration::{
    BlocCost, Bounds, Budget, Certificate, Optima, Scope, TieCosts, alternatives, bloc_curve, frustration_until,
    heuristic, optima, radius,
};
use detente_balance::{
    Arc, Landscape, NullModel, NullSummary, SignedNetwork, Status, TriadCensus, directed_triads, landscape, man_label,
    null_model, signed_laplacian_bound, walk_balance,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Networks up to this many actors have the tolerance of every tie without being asked.
const MOST_ACTORS: usize = 100;
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
    /// Whether `stop` is a clock and alone ends the search: then the tolerance of every tie is asked for whatever the size.
    pub timed: bool,
    /// Networks drawn from each null model.
    pub nulls: usize,
    /// Seed of the null models.
    pub seed: u64,
}

/// What balance says of a network.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Portrait {
    /// Number of actors.
    pub actors: usize,
    /// Number of ties.
    pub ties: usize,
    /// The step to which weights are rounded before anything is proven of them; absent where they are kept as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<f64>,
    /// Two blocs; absent when only the other was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<BlocPortrait>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<BlocPortrait>,
    /// The index with at most 1, 2, ... blocs; empty when only one reading was asked for.
    pub blocs_curve: Vec<BlocCost>,
    /// The proofs of the curve from three blocs on; they go into certificates alone.
    #[serde(skip)]
    pub blocs_proofs: Vec<Certificate>,
    /// Triads by hostile ties.
    pub triads: BTreeMap<&'static str, usize>,
    /// Share of balanced triads; absent without any.
    pub triangle_index: Option<f64>,
    /// Walk balance at inverse temperature 1; absent for large networks.
    pub walk_balance: Option<f64>,
    /// Walk balance at one over the spectral radius, which does not depend on the scale of the weights.
    pub walk_balance_scaled: Option<f64>,
    /// Spectral radius of the absolute weights.
    pub spectral_radius: Option<f64>,
    /// Closed walks of 2, 3, ... ties: signed sum over sum.
    pub balance_by_length: BTreeMap<usize, f64>,
    /// Lower bound of the two-bloc index by the signed Laplacian.
    pub laplacian_bound: Option<f64>,
    /// Two camps by the leading eigenvector.
    pub polarisation: Option<CampPortrait>,
    /// Walk balance of each actor.
    pub local: Vec<(String, f64)>,
    /// Stable configurations (landscape theory); absent for larger networks.
    pub landscape: Option<LandscapePortrait>,
    /// The two-bloc index among those of null models.
    pub null_models: Vec<NullSummary>,
}

/// Two camps by the leading eigenvector (Bonchi and others 2019).
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct CampPortrait {
    /// Ties inside the camps minus ties between them, per actor.
    pub degree: f64,
    /// No camps can do better.
    pub bound: f64,
    /// One camp.
    pub camp: Vec<String>,
    /// The other.
    pub opponents: Vec<String>,
}

/// A landscape by names.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct LandscapePortrait {
    /// Number of configurations.
    pub configurations: u64,
    /// Minima, lowest first.
    pub minima: Vec<MinimumPortrait>,
}

/// A stable configuration.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct MinimumPortrait {
    /// One side.
    pub side: Vec<String>,
    /// The other.
    pub against: Vec<String>,
    /// Twice the sum of the ties across; the lower the better.
    pub energy: f64,
    /// Strict, plateau or shelf.
    pub rest: detente_balance::Rest,
    /// Configurations that run down to it.
    pub basin: u64,
    /// How far the energy must rise to leave it for one that is no higher.
    pub depth: Option<f64>,
}

/// One reading of a network into blocs.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct BlocPortrait {
    /// Cost of the best division found.
    pub frustration: f64,
    /// Proven lower bound.
    pub lower_bound: f64,
    /// Whether they are equal.
    pub proven: bool,
    /// 1 - 2 frustration / total weight; 1 is balanced.
    pub normalised: Option<f64>,
    /// Number of best divisions; absent where they were not counted.
    pub optimal_partitions: Option<u64>,
    /// A lower bound of that number where they were not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optimal_partitions_at_least: Option<u64>,
    /// Cost of the next best division beyond the best; absent where it was not computed.
    pub margin: Option<f64>,
    /// Largest error on every tie at once that the best division survives; absent where it was not computed.
    pub radius: Option<f64>,
    /// The smallest change that overturns the best division: one tie that moves by the margin towards the other sign.
    pub overturned_by: Option<(String, String)>,
    /// Finest blocs of the best division: actors joined by close ties that it keeps.
    pub blocs: Vec<Vec<String>>,
    /// Actors that stand together in every best division; absent where not all were listed.
    pub core: Option<Vec<Vec<String>>>,
    /// Per actor half the weight at its ties that best divisions go against: least and most.
    pub cost_share: BTreeMap<String, (f64, f64)>,
    /// The ties.
    pub ties: Vec<TiePortrait>,
    /// Single ties whose removal or turning lowers the index most, and whose turning raises it most.
    pub next_changes: Vec<ChangePortrait>,
    /// The proof of both bounds.
    pub certificate: Certificate,
}

/// A tie in a reading.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct TiePortrait {
    /// One actor.
    pub source: String,
    /// The other.
    pub target: String,
    /// Its weight.
    pub weight: f64,
    /// Whether the division shown goes against it.
    pub frustrated: bool,
    /// Whether all, some or no best divisions do; absent where they were not counted.
    pub status: Option<Status>,
    /// How far it alone may move before its ends change places; absent where it was not computed.
    pub tolerance: Option<f64>,
    /// Least cost of a division that satisfies it, and of one that goes against it.
    pub costs: Option<(f64, f64)>,
}

/// The index after one tie is changed, without a new search.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ChangePortrait {
    /// The tie.
    pub tie: (String, String),
    /// Its weight.
    pub weight: f64,
    /// The index without it.
    pub index_if_gone: f64,
    /// The index with its sign turned.
    pub index_if_turned: f64,
}

/// Signed triads of directed ties.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct DirectedPortrait {
    /// Number of actors.
    pub actors: usize,
    /// Number of directed ties.
    pub arcs: usize,
    /// Triads by type.
    pub triads: Vec<DirectedType>,
}

/// The triads of one type.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct DirectedType {
    /// The six arcs a→b b→a a→c c→a b→c c→b, each `+`, `-` or `0`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its mutual, asymmetric and null pairs (Holland and Leinhardt 1976).
    pub man: String,
    /// Triads of this type.
    pub count: usize,
}

impl DirectedPortrait {
    /// Counts the triads of `arcs` among `actors` actors.
    pub fn of(actors: usize, arcs: &[Arc]) -> Self {
        let told = |(kind, count): (String, usize)| DirectedType { man: man_label(&kind), kind, count };
        let triads = directed_triads(actors, arcs).into_iter().map(told).collect();
        Self { actors, arcs: arcs.len(), triads }
    }
}

/// The proofs of a portrait, as a file.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Certificates {
    /// The network that is proven of: actors in order, then ties by place; absent in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<ProvenNetwork>,
    /// Two blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<Certificate>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<Certificate>,
    /// At most three, four, ... blocs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub most: Vec<Certificate>,
}

/// A network inside a certificate, so that it can be checked without any other file.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct ProvenNetwork {
    /// Names of the actors.
    pub actors: Vec<String>,
    /// Place of one actor, of the other, weight.
    pub ties: Vec<(usize, usize, f64)>,
}

/// Draws the portrait; `stop` ends the search with the bounds reached.
pub fn portrait(names: &[String], network: &SignedNetwork, ask: &Ask, stop: &dyn Fn() -> bool) -> Portrait {
    let census = TriadCensus::count(network);
    let walks = (network.size() <= MOST_SPECTRAL).then(|| walk_balance(network)).flatten();
    let named = |actors: &[usize]| actors.iter().map(|actor| names[*actor].clone()).collect::<Vec<_>>();
    let local = walks.iter().flat_map(|walks| names.iter().cloned().zip(walks.local.iter().copied())).collect();
    let reading = Reading { names, network, ask, stop };
    let strong = ask.strong.then(|| reading.of(false));
    let weak = ask.weak.then(|| reading.of(true));
    let curve = match (&strong, &weak) {
        (Some(strong), Some(weak)) if !ask.heuristic && network.ties().len() <= MOST_TIES => {
            Some(bloc_curve(network, &strong.certificate, &weak.certificate, MOST_BLOCS, stop))
        }
        _ => None,
    };
    let (blocs_curve, blocs_proofs) = curve.map(|curve| (curve.costs, curve.proofs)).unwrap_or_default();
    let models = [NullModel::ShuffledSigns, NullModel::SameDegrees, NullModel::ExpectedHostility];
    let observed = strong.as_ref().map(|strong| strong.frustration);
    let null_models = observed.into_iter().flat_map(|observed| {
        models.into_iter().filter_map(move |model| null_model(network, observed, model, ask.nulls, ask.seed, stop))
    });
    let null_models = null_models.collect();
    let land = (network.size() <= MOST_LANDSCAPE && !ask.heuristic).then(|| landscape(network)).flatten();
    let by_length =
        walks.iter().flat_map(|walks| &walks.by_length).filter_map(|(length, share)| Some((*length, (*share)?)));
    Portrait {
        actors: network.size(),
        ties: network.ties().len(),
        rounded_to: network.rounded_to(),
        blocs_curve,
        blocs_proofs,
        triads: census.by_signs(),
        triangle_index: census.triangle_index(),
        walk_balance: walks.as_ref().map(|walks| walks.whole),
        walk_balance_scaled: walks.as_ref().map(|walks| walks.scaled),
        spectral_radius: walks.as_ref().map(|walks| walks.radius),
        balance_by_length: by_length.collect(),
        laplacian_bound: walks.is_some().then(|| signed_laplacian_bound(network)),
        polarisation: walks.as_ref().and_then(|walks| walks.polarisation.as_ref()).map(|camps| CampPortrait {
            degree: camps.degree,
            bound: camps.bound,
            camp: named(&camps.camp),
            opponents: named(&camps.opponents),
        }),
        local,
        landscape: land.map(|land| named_landscape(names, &land)),
        null_models,
        strong,
        weak,
    }
}

fn named_landscape(names: &[String], land: &Landscape) -> LandscapePortrait {
    let minima = land.minima.iter().map(|minimum| {
        let side = |wanted: bool| {
            names.iter().zip(&minimum.side).filter(|(_, side)| **side == wanted).map(|(name, _)| name.clone()).collect()
        };
        MinimumPortrait {
            side: side(true),
            against: side(false),
            energy: minimum.energy,
            rest: minimum.rest,
            basin: minimum.basin,
            depth: minimum.depth,
        }
    });
    LandscapePortrait { configurations: land.configurations, minima: minima.collect() }
}

struct Reading<'a> {
    names: &'a [String],
    network: &'a SignedNetwork,
    ask: &'a Ask,
    stop: &'a dyn Fn() -> bool,
}

impl Reading<'_> {
    fn of(&self, any_blocs: bool) -> BlocPortrait {
        if self.ask.heuristic {
            return self.shown(heuristic(self.network, any_blocs), None, None);
        }
        let budget = if self.ask.timed { Budget::timed() } else { Budget::default() };
        let bounds = frustration_until(self.network, any_blocs, budget, self.stop);
        if self.network.ties().len() > MOST_TIES {
            return self.shown(bounds, None, None);
        }
        let all = (bounds.proven && !(self.stop)()).then(|| optima(self.network, &bounds.certificate)).flatten();
        let several = all.as_ref().is_some_and(|all| all.count > 1);
        let every_tie = self.ask.timed || self.network.size() <= MOST_ACTORS;
        let scope = if every_tie { Scope::EveryTie } else { Scope::Margin };
        let other = alternatives(self.network, &bounds.certificate, several, scope, self.stop);
        let costs = other.as_ref().map(|other| other.ties.clone());
        let margin = other.and_then(|other| other.margin);
        let every = self.ask.timed || self.network.ties().len() <= MOST_RADIUS;
        let radius = if every || margin == Some(0.0) { radius(self.network, &bounds, margin, self.stop) } else { None };
        let mut shown = self.shown(bounds, all.as_ref(), costs.as_deref());
        let first = shown.ties.iter().find(|tie| margin.is_some() && tie.tolerance == margin && margin > Some(0.0));
        shown.overturned_by = first.map(|tie| (tie.source.clone(), tie.target.clone()));
        (shown.margin, shown.radius) = (margin, radius);
        shown
    }

    fn shown(&self, bounds: Bounds, all: Option<&Optima>, costs: Option<&[Option<TieCosts>]>) -> BlocPortrait {
        let (names, network) = (self.names, self.network);
        let together = |a: usize, b: usize| bounds.blocs[a] == bounds.blocs[b];
        let counted = all.filter(|all| all.complete);
        let listed = counted.filter(|all| all.frustrated.len() as u64 == all.count);
        let ties = network.ties().iter().enumerate().map(|(place, tie)| {
            let cost = costs.and_then(|costs| costs[place]);
            TiePortrait {
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
        BlocPortrait {
            frustration: bounds.upper,
            lower_bound: bounds.lower,
            proven: bounds.proven,
            normalised: (total > 0.0).then(|| 1.0 - 2.0 * bounds.upper / total),
            optimal_partitions: counted.map(|all| all.count),
            optimal_partitions_at_least: match all {
                Some(all) if all.complete => None,
                all => Some(all.map_or(1, |all| all.count)),
            },
            margin: None,
            radius: None,
            overturned_by: None,
            blocs: finest.iter().map(|bloc| named(bloc)).collect(),
            core: listed.map(|all| core(network, all, any_blocs).iter().map(|group| named(group)).collect()),
            cost_share: listed.map(|all| self.cost_share(all)).unwrap_or_default(),
            ties: ties.collect(),
            next_changes: costs.map(|costs| self.next_changes(costs)).unwrap_or_default(),
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
    fn next_changes(&self, costs: &[Option<TieCosts>]) -> Vec<ChangePortrait> {
        const SHOWN: usize = 5;
        let mut changes: Vec<ChangePortrait> = self
            .network
            .ties()
            .iter()
            .zip(costs)
            .filter_map(|(tie, costs)| {
                let costs = (*costs)?;
                Some(ChangePortrait {
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
