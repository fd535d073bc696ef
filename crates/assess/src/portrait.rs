//! One plain network, without a case: what balance says of it, with names and proofs.

use detente_balance::frustration::{Bounds, Budget, Certificate, Optima, frustration_until, optima};
use detente_balance::{
    MAX_ACTORS, SignedNetwork, Status, TriadCensus, TwoBlocs, WeakBlocs, two_blocs, walk_balance, weak_blocs,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What balance says of a network.
#[derive(Debug, Clone, Serialize)]
pub struct Portrait {
    /// Number of actors.
    pub actors: usize,
    /// Number of ties.
    pub ties: usize,
    /// Two blocs; absent when only the other was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<BlocPortrait>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<BlocPortrait>,
    /// Triads by hostile ties.
    pub triads: std::collections::BTreeMap<&'static str, usize>,
    /// Share of balanced triads; absent without any.
    pub triangle_index: Option<f64>,
    /// Walk balance at inverse temperature 1; absent for large networks.
    pub walk_balance: Option<f64>,
    /// Walk balance of each actor.
    pub local: Vec<(String, f64)>,
}

/// One reading of a network into blocs.
#[derive(Debug, Clone, Serialize)]
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
    /// Finest blocs of the best division: actors joined by close ties that it keeps.
    pub blocs: Vec<Vec<String>>,
    /// The ties.
    pub ties: Vec<TiePortrait>,
    /// The proof of both bounds.
    pub certificate: Certificate,
}

/// A tie in a reading.
#[derive(Debug, Clone, Serialize)]
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
}

/// The proofs of a portrait, as a file.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Certificates {
    /// Two blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strong: Option<Certificate>,
    /// Any number of blocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weak: Option<Certificate>,
}

/// Draws the portrait; `stop` ends the search with the bounds reached.
pub fn portrait(
    names: &[String],
    network: &SignedNetwork,
    (strong, weak): (bool, bool),
    stop: &dyn Fn() -> bool,
) -> Portrait {
    let census = TriadCensus::count(network);
    let walks = walk_balance(network);
    let local = walks.iter().flat_map(|walks| names.iter().cloned().zip(walks.local.iter().copied())).collect();
    Portrait {
        actors: network.size(),
        ties: network.ties().len(),
        strong: strong.then(|| {
            let bounds = frustration_until(network, false, Budget::default(), stop);
            strong_portrait(names, network, bounds)
        }),
        weak: weak.then(|| {
            let bounds = frustration_until(network, true, Budget::default(), stop);
            weak_portrait(names, network, bounds)
        }),
        triads: ["+++", "++-", "+--", "---"].into_iter().zip(census.by_hostile_ties).collect(),
        triangle_index: census.triangle_index(),
        walk_balance: walks.map(|walks| walks.whole),
        local,
    }
}

fn strong_portrait(names: &[String], network: &SignedNetwork, bounds: Bounds) -> BlocPortrait {
    let small = network.components().iter().all(|part| part.len() <= MAX_ACTORS);
    let exact: Option<TwoBlocs> = small.then(|| two_blocs(network).ok()).flatten();
    let Some(exact) = exact else { return counted(names, network, bounds) };
    let mut shown = base(names, network, bounds);
    shown.count(exact.optima_count, true);
    shown.margin = exact.margin;
    for (tie, reading) in shown.ties.iter_mut().zip(&exact.ties) {
        tie.status = Some(reading.status);
        tie.tolerance = reading.tolerance;
    }
    shown
}

fn weak_portrait(names: &[String], network: &SignedNetwork, bounds: Bounds) -> BlocPortrait {
    let exact: Option<WeakBlocs> = weak_blocs(network);
    let mut shown = counted(names, network, bounds);
    if let Some(exact) = exact {
        shown.count(exact.optima_count as u64, true);
        shown.margin = exact.margin;
    }
    shown
}

/// Optima from a tight packing, where there is one.
fn counted(names: &[String], network: &SignedNetwork, bounds: Bounds) -> BlocPortrait {
    let all = optima(network, &bounds.certificate).filter(|_| bounds.proven);
    let mut shown = base(names, network, bounds);
    let Some(Optima { count, complete, frustrated }) = all else { return shown };
    shown.count(count, complete);
    shown.margin = (count > 1).then_some(0.0);
    if complete && frustrated.len() as u64 == count {
        for (place, tie) in shown.ties.iter_mut().enumerate() {
            let against = frustrated.iter().filter(|division| division[place]).count();
            tie.status = Some(match against {
                0 => Status::Never,
                all if all == frustrated.len() => Status::Must,
                _ => Status::Can,
            });
        }
    }
    shown
}

impl BlocPortrait {
    fn count(&mut self, count: u64, complete: bool) {
        self.optimal_partitions = complete.then_some(count);
        self.optimal_partitions_at_least = (!complete).then_some(count);
    }
}

/// A reading without counts.
fn base(names: &[String], network: &SignedNetwork, bounds: Bounds) -> BlocPortrait {
    let together = |a: usize, b: usize| bounds.blocs[a] == bounds.blocs[b];
    let ties = network.ties().iter().map(|tie| TiePortrait {
        source: names[tie.a].clone(),
        target: names[tie.b].clone(),
        weight: tie.weight,
        frustrated: tie.weight != 0.0 && together(tie.a, tie.b) == (tie.weight < 0.0),
        status: None,
        tolerance: None,
    });
    let kept = network.ties().iter().filter(|tie| tie.weight > 0.0 && together(tie.a, tie.b));
    let close = SignedNetwork::new(network.size(), kept.copied().collect());
    let finest = close.map(|close| close.components()).unwrap_or_default();
    let total = network.total();
    BlocPortrait {
        frustration: bounds.upper,
        lower_bound: bounds.lower,
        proven: bounds.proven,
        normalised: (total > 0.0).then(|| 1.0 - 2.0 * bounds.upper / total),
        optimal_partitions: None,
        optimal_partitions_at_least: Some(1),
        margin: None,
        blocs: finest.iter().map(|bloc| bloc.iter().map(|actor| names[*actor].clone()).collect()).collect(),
        ties: ties.collect(),
        certificate: bounds.certificate,
    }
}
