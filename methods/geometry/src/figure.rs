//! One plain figure, without a case: sides, cleavages, balance, cohesion, rigidity, cheapest tightening.

use detente_balance::geometry::{
    CleavageBox, Cohesion, FirmTie, NoPlan, Plan, detours, frame, lean, length, mean_delta, mean_delta_by_actor, plane,
    skew, splits, tighten,
};
use detente_balance::{
    MAX_ACTORS, NetworkError, SignedNetwork, Tie, TriadClass, TwoBlocs, pair_index, signed_laplacian_bound, triads,
    two_blocs, weak_blocs,
};
use serde_json::{Map, Value, json};

/// Most actors of a figure. Beyond [`MAX_ACTORS`] what takes an exhaustive search (balance, the cheapest tightening) and the leans are left out.
pub const MOST_FIGURE: usize = 40;

/// A tie of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureTie {
    /// Place of one actor.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// Affinity in [-1, 1].
    pub affinity: f64,
    /// Firmness in [0, 1].
    pub firmness: f64,
    /// Cost of moving it by one unit.
    pub cost: f64,
}

/// Everything that geometry says of a figure, by name. Measures that are undefined are absent. The cheapest tightening puts the
/// division `target` (per actor its side) ahead of every other by `margin`.
///
/// # Errors
/// [`NetworkError`] when the figure is none.
pub fn figure(
    names: &[String],
    ties: &[FigureTie],
    ring: &[usize],
    target: &[bool],
    margin: f64,
) -> Result<Value, NetworkError> {
    let figure = Figure { names, ties };
    let signed = ties.iter().map(|tie| Tie { a: tie.a, b: tie.b, weight: tie.affinity }).collect();
    let network = SignedNetwork::new(names.len(), signed)?;
    let mut all = Map::new();
    figure.sides(ring, &mut all);
    let small = names.len() <= MAX_ACTORS;
    if small {
        figure.leans(&mut all);
        figure.balance(&network, &two_blocs(&network)?, &mut all);
    } else {
        let left_out =
            format!("more than {MAX_ACTORS} actors: balance, leans and the cheapest tightening are left out");
        all.insert("left_out".into(), json!(left_out));
        all.insert("tighten".into(), Value::Null);
    }
    figure.cleavages(&mut all);
    figure.cohesion(ring, &mut all);
    if small {
        figure.tightening(&network, target, margin, &mut all);
    }
    Ok(Value::Object(all))
}

struct Figure<'a> {
    names: &'a [String],
    ties: &'a [FigureTie],
}

impl Figure<'_> {
    fn pair(&self, tie: &FigureTie) -> String {
        format!("{}-{}", self.names[tie.a], self.names[tie.b])
    }

    /// A value for every tie, by its name.
    fn by_tie(&self, value: impl Fn(usize) -> Value) -> Value {
        Value::Object(self.ties.iter().enumerate().map(|(place, tie)| (self.pair(tie), value(place))).collect())
    }

    /// A value for every actor, by its name.
    fn by_actor(&self, value: impl Fn(usize) -> Value) -> Value {
        Value::Object(self.names.iter().enumerate().map(|(place, name)| (name.clone(), value(place))).collect())
    }

    /// Names of the two sides, in the order of the actors: `A+B|C`.
    fn sides_of(&self, inside: impl Fn(usize) -> bool) -> String {
        let side = |wanted: bool| {
            let members = (0..self.names.len()).filter(|actor| inside(*actor) == wanted);
            members.map(|actor| self.names[actor].as_str()).collect::<Vec<_>>().join("+")
        };
        format!("{}|{}", side(true), side(false))
    }

    fn length(&self, a: usize, b: usize) -> Option<f64> {
        let tie = self.ties.iter().find(|tie| (tie.a.min(tie.b), tie.a.max(tie.b)) == (a.min(b), a.max(b)));
        tie.map(|tie| length(tie.affinity))
    }

    fn firm(&self) -> Vec<FirmTie> {
        let firm = |tie: &FigureTie| FirmTie { a: tie.a, b: tie.b, affinity: tie.affinity, firmness: tie.firmness };
        self.ties.iter().map(firm).collect()
    }

    /// The ring asked for, or all three cyclic orders of four actors.
    fn rings(&self, ring: &[usize]) -> Vec<Vec<usize>> {
        match (ring.is_empty(), self.names.len()) {
            (false, _) => vec![ring.to_vec()],
            (true, 4) => vec![vec![0, 1, 2, 3], vec![0, 1, 3, 2], vec![0, 2, 1, 3]],
            _ => Vec::new(),
        }
    }

    fn sides(&self, ring: &[usize], all: &mut Map<String, Value>) {
        all.insert("actors".into(), json!(self.names));
        all.insert("lengths".into(), self.by_tie(|tie| json!(length(self.ties[tie].affinity))));
        for ring in self.rings(ring) {
            let next = ring.iter().cycle().skip(1);
            let sides: Option<Vec<f64>> = ring.iter().zip(next).map(|(a, b)| self.length(*a, *b)).collect();
            let order: Vec<&str> = ring.iter().map(|actor| self.names[*actor].as_str()).collect();
            if let Some(skew) = sides.and_then(|sides| skew(&sides)) {
                all.insert(format!("skew_cv_ring_{}", order.join("_")), json!(skew));
            }
        }
        let of = |mine: &dyn Fn(&FigureTie) -> bool| {
            skew(&self.ties.iter().filter(|tie| mine(tie)).map(|tie| length(tie.affinity)).collect::<Vec<_>>())
        };
        all.insert("skew_cv_all_ties".into(), json!(of(&|_| true)));
        let own = |actor: usize| json!(of(&|tie: &FigureTie| tie.a == actor || tie.b == actor));
        all.insert("skew_cv_by_actor".into(), self.by_actor(own));
    }

    fn leans(&self, all: &mut Map<String, Value>) {
        let n = self.names.len();
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                for k in (0..n).filter(|k| *k != i && *k != j) {
                    if let (Some(to_j), Some(to_k)) = (self.length(i, j), self.length(i, k)) {
                        let name = format!("lean_{}_{}_{}", self.names[i], self.names[j], self.names[k]);
                        all.insert(name, json!(lean(to_j, to_k)));
                    }
                }
            }
        }
    }

    fn balance(&self, network: &SignedNetwork, found: &TwoBlocs, all: &mut Map<String, Value>) {
        let n = network.size();
        let cost = |side: &dyn Fn(usize) -> bool| -> f64 {
            let against = |tie: &&Tie| (side(tie.a) == side(tie.b)) == (tie.weight < 0.0);
            network.ties().iter().filter(against).map(|tie| tie.weight.abs()).sum()
        };
        if n <= 8 {
            let hostile: f64 = network.ties().iter().map(|tie| tie.weight.min(0.0).abs()).sum();
            let masks = 0u32..1 << n.saturating_sub(1);
            let mut listed: Vec<(String, f64)> = masks
                .map(|mask| {
                    let side = move |actor: usize| (mask << 1) >> actor & 1 == 0;
                    (self.sides_of(side), (cost(&side) * 1e12).round() / 1e12)
                })
                .collect();
            listed.sort_by(|a, b| a.1.total_cmp(&b.1));
            let cuts = listed.iter().filter(|(name, _)| !name.ends_with('|'));
            all.insert(
                "cuts".into(),
                cuts.map(|(name, cost)| json!([name, ((cost - hostile) * 1e12).round() / 1e12])).collect(),
            );
            all.insert("partitions".into(), listed.iter().map(|(name, cost)| json!([name, cost])).collect());
        }
        all.insert("frustration".into(), json!(found.frustration));
        all.insert("total".into(), json!(found.total));
        all.insert("optimal_partitions".into(), json!(found.optima_count));
        all.insert("margin".into(), json!(found.margin));
        all.insert("radius".into(), json!(found.radius));
        all.insert("tolerance".into(), self.by_tie(|tie| json!(found.ties[tie].tolerance)));
        let bound = signed_laplacian_bound(network);
        all.insert("signed_laplacian_min".into(), json!(4.0 * bound / n.max(1) as f64));
        all.insert("frustration_lower_bound".into(), json!(bound));
        all.insert("weak_balance_min".into(), json!(weak_blocs(network).map(|weak| weak.frustration)));
        let triads = triads(network);
        let count = |class: TriadClass| triads.iter().filter(|triad| triad.class == Some(class)).count();
        let classes = [
            ("menage a trois", TriadClass::MenageATrois),
            ("romantic triangle", TriadClass::RomanticTriangle),
            ("stable marriage", TriadClass::StableMarriage),
            ("unit veto", TriadClass::UnitVeto),
        ];
        let counts: Map<String, Value> =
            classes.into_iter().map(|(name, class)| (name.into(), json!(count(class)))).collect();
        all.insert("triads".into(), Value::Object(counts));
        let balanced = triads.iter().filter(|triad| triad.class.is_some_and(TriadClass::is_balanced)).count();
        all.insert("balanced_triads".into(), json!(balanced));
    }

    fn cleavages(&self, all: &mut Map<String, Value>) {
        let n = self.names.len();
        let mut known: Vec<Option<f64>> = vec![None; n * n.saturating_sub(1) / 2];
        self.ties.iter().for_each(|tie| known[pair_index(n, tie.a, tie.b)] = Some(length(tie.affinity)));
        let of = |a: usize, b: usize| known[pair_index(n, a, b)];
        all.insert("mean_delta".into(), json!(mean_delta(n, of)));
        let deltas = mean_delta_by_actor(n, of);
        all.insert("mean_delta_by_actor".into(), self.by_actor(|actor| json!(deltas[actor])));
        self.triangles(&of, all);
        let Some(lengths) = known.iter().copied().collect::<Option<Vec<f64>>>() else { return };
        let at = |a: usize, b: usize| lengths[pair_index(n, a, b)];
        if let Ok(six) = <[f64; 6]>::try_from(lengths.as_slice()) {
            let found = CleavageBox::of(six);
            let split = |partner: usize| -> Value {
                let side = |wanted: bool| -> Vec<&str> {
                    let inside = (0..4).filter(|actor| (*actor == 0 || *actor == partner) == wanted);
                    inside.map(|actor| self.names[actor].as_str()).collect()
                };
                json!([side(true), side(false)])
            };
            let tails: Map<String, Value> =
                self.names.iter().zip(found.tails).map(|(name, tail)| (name.clone(), json!(tail))).collect();
            all.insert(
                "box".into(),
                json!({ "main": split(found.main), "alpha": found.alpha, "cross": split(found.cross), "beta": found.beta,
                    "delta": found.delta, "tails": tails }),
            );
        }
        let side = |split: &[bool], wanted: bool| -> Vec<&str> {
            (0..n).filter(|actor| split[*actor] == wanted).map(|actor| self.names[actor].as_str()).collect()
        };
        let listed = splits(n, at).into_iter();
        let listed = listed.map(|s| json!({ "index": s.index, "A": side(&s.side, true), "B": side(&s.side, false) }));
        all.insert("splits".into(), listed.collect());
    }

    /// Friends of friends who are far, the farthest beyond the way over the friend first.
    fn triangles(&self, of: &dyn Fn(usize, usize) -> Option<f64>, all: &mut Map<String, Value>) {
        let (mut found, looked_at) = detours(self.names.len(), of);
        found.sort_by(|a, b| b.shorter.total_cmp(&a.shorter).then((a.ends, a.over).cmp(&(b.ends, b.over))));
        all.insert("triangle_violations".into(), json!(found.len()));
        all.insert("triangle_inequalities".into(), json!(looked_at));
        let name = |actor: usize| self.names[actor].as_str();
        let told = found.iter().map(|detour| {
            json!({ "far": [name(detour.ends.0), name(detour.ends.1)], "over": name(detour.over), "shorter_by": detour.shorter })
        });
        all.insert("triangles_violated".into(), told.collect());
    }

    fn cohesion(&self, ring: &[usize], all: &mut Map<String, Value>) {
        let (n, ties) = (self.names.len(), self.firm());
        if let Some(found) = Cohesion::of(n, &ties) {
            all.insert("lambda2".into(), json!(found.lambda2));
            all.insert("lambda3".into(), json!(found.lambda3));
            let vector: Map<String, Value> =
                self.names.iter().zip(&found.fiedler).map(|(name, x)| (name.clone(), json!(x))).collect();
            all.insert("fiedler_abs_sign_fixed".into(), Value::Object(vector));
            if let Some(levers) = &found.levers {
                all.insert("dlambda2_dw".into(), self.by_tie(|tie| json!(levers[tie].stiffen)));
                all.insert("dlambda2_dk".into(), self.by_tie(|tie| json!(levers[tie].firm)));
                all.insert("dlambda2_ds".into(), self.by_tie(|tie| json!(levers[tie].warm)));
            }
            all.insert(
                "lambda2_gain_if_w_plus_0.1".into(),
                self.by_tie(|tie| json!(Cohesion::gain(n, &ties, tie, 0.1))),
            );
        }
        if let Some(found) = plane(n, &ties) {
            all.insert("mds_stress1".into(), json!(found.stress));
            all.insert("lambda4_2D".into(), json!(found.lambda4));
            all.insert("lambda5_2D".into(), json!(found.lambda5));
            all.insert("dlambda4_dk".into(), self.by_tie(|tie| json!(found.firm[tie])));
        }
        if let Some(ring) = self.rings(ring).first() {
            let next = ring.iter().cycle().skip(1);
            let bars: Vec<(usize, usize)> = ring.iter().zip(next).map(|(a, b)| (*a, *b)).collect();
            let found =
                frame(ring.len(), &bars.iter().map(|(a, b)| (place(ring, *a), place(ring, *b))).collect::<Vec<_>>());
            let name = if ring.len() == 4 { "four_bar" } else { "ring" };
            let mut told = json!({ "rank": found.rank, "dof": found.freedoms });
            if found.freedoms > 0 {
                // A frame that can move resists some motion not at all, however firm its bars.
                told["lambda4"] = json!(0.0);
            }
            all.insert(name.into(), told);
        }
        let bars: Vec<(usize, usize)> = self.ties.iter().map(|tie| (tie.a, tie.b)).collect();
        let found = frame(n, &bars);
        all.insert("all_ties".into(), json!({ "rank": found.rank, "dof": found.freedoms }));
    }

    fn tightening(&self, network: &SignedNetwork, target: &[bool], margin: f64, all: &mut Map<String, Value>) {
        let costs: Vec<f64> = self.ties.iter().map(|tie| tie.cost).collect();
        let named = if target.iter().all(|side| *side == target[0]) {
            "all together".to_owned()
        } else {
            self.sides_of(|actor| target[actor] == target[0])
        };
        let away = |others: &[usize]| self.sides_of(|actor| !others.contains(&actor));
        let told = match tighten(network, target, &costs, margin) {
            Ok(plan) => self.plan(&plan, named, margin, &away),
            Err(NoPlan::Impossible { against }) => {
                json!({ "target": named, "margin": margin, "impossible": format!("even full change cannot beat {}", away(&against)) })
            }
            Err(_) => Value::Null,
        };
        all.insert("tighten".into(), told);
    }

    fn plan(&self, plan: &Plan, target: String, margin: f64, away: &impl Fn(&[usize]) -> String) -> Value {
        let rounded = |amount: f64| (amount * 1e6).round() / 1e6 + 0.0;
        let mut told = json!({
            "target": target,
            "margin": margin,
            "optimum": plan.cost,
            "one_solution": self.by_tie(|tie| json!(rounded(plan.change[tie]))),
            "binding": plan.binding.iter().map(|others| away(others)).collect::<Vec<_>>(),
        });
        if let (Some(all), false) = (told.as_object_mut(), plan.ranges.is_empty()) {
            let decided = plan.ranges.iter().all(|(least, most)| most - least < 1e-4);
            all.insert("unique".into(), json!(decided));
            all.insert(
                "ranges".into(),
                self.by_tie(|tie| json!([rounded(plan.ranges[tie].0), rounded(plan.ranges[tie].1)])),
            );
            all.insert("switch_values".into(), self.by_tie(|tie| json!(plan.switches[tie])));
        }
        told
    }
}

fn place(ring: &[usize], actor: usize) -> usize {
    ring.iter().position(|other| *other == actor).unwrap_or(0)
}
