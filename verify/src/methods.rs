//! The methods that verification files can call, and the measures that each gives.

use detente_balance::frustration::{Budget, Scope, alternatives, bloc_curve, frustration, frustration_until, optima};
use detente_balance::geometry::{CleavageBox, Cohesion, FirmTie, SPLITS, frame, length, plane, skew, tighten};
use detente_balance::{
    MAX_WEAK_ACTORS, NullModel, Rest, SignedNetwork, Steps, Tie, TriadCensus, TwoBlocs, landscape, null_model,
    pair_index, signed_laplacian_bound, two_blocs, walk_balance, weak_blocs,
};
use toml::{Table, Value};

use crate::measure::{Measure, Measures, Model, number};
use crate::{
    Check, access, bargain, coalition, conflict, doubt, dynamics, exposure, hypergame, moves, package, reach, record,
};

/// Runs the model of a file and compares.
pub(crate) fn check(table: &Table) -> Result<Vec<Check>, String> {
    let method = table.get("method").and_then(Value::as_str).ok_or("`method` is missing")?;
    let tolerance = table.get("tolerance").and_then(Value::as_float).unwrap_or(1e-9);
    let expected = table.get("expected").and_then(Value::as_table).ok_or("`[expected]` is missing")?;
    // Probabilities that were printed with few digits.
    let printed = table.get("probability_tolerance").and_then(Value::as_float).unwrap_or(tolerance);
    let measures = match method {
        "conflict" => conflict::measures(table)?,
        "bargain" => bargain::measures(table)?,
        "hypergame" => hypergame::measures(table)?,
        "package" => package::measures(table)?,
        "coalition" => coalition::measures(table)?,
        "reach" => reach::measures(table)?,
        _ => match dynamics::measures(method, table)
            .or_else(|| record::measures(method, table))
            .or_else(|| moves::measures(method, table))
            .or_else(|| exposure::measures(method, table))
            .or_else(|| access::measures(method, table))
        {
            Some(measures) => measures?,
            None => of_ties(method, table)?,
        },
    };
    expected
        .iter()
        .map(|(name, value)| {
            let found = measures.iter().find(|(measure, _)| measure == name).map(|(_, value)| value);
            let found = found.ok_or_else(|| format!("the method `{method}` has no measure `{name}`"))?;
            Ok(compare(name, value, found, if name.contains("probabilities") { printed } else { tolerance }))
        })
        .collect()
}

/// Methods whose model is a list of ties.
fn of_ties(method: &str, table: &Table) -> Result<Measures, String> {
    let model = Model::read(table)?;
    Ok(match method {
        "balance" => balance(&model)?,
        "geometry" => geometry(&model)?,
        "tighten" => tightened(&model, table)?,
        "landscape" => landscape_of(&model, table)?,
        "null-model" => null_of(&model, table)?,
        "geometry-doubt" => doubt::measures(&model, table)?,
        other => return Err(format!("no method is called `{other}`")),
    })
}

fn compare(name: &str, expected: &Value, found: &Measure, tolerance: f64) -> Check {
    let as_number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
    let number = as_number(expected);
    if let Measure::List(found) = found {
        let list: Vec<f64> = expected.as_array().into_iter().flatten().filter_map(as_number).collect();
        let apart = list.iter().zip(found).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        let reproduced = list.len() == found.len() && apart <= tolerance;
        let shown = format!("{} numbers, {apart:.1e} apart at most", found.len());
        return Check {
            measure: name.to_owned(),
            expected: format!("{} numbers", list.len()),
            found: shown,
            reproduced,
        };
    }
    let (reproduced, shown) = match (number, found) {
        (Some(number), Measure::Number(found)) => ((number - found).abs() <= tolerance, format!("{found}")),
        (_, Measure::Text(found)) => (expected.as_str() == Some(found), found.clone()),
        (None, Measure::Number(found)) => (false, format!("{found}")),
        (_, Measure::List(_)) => (false, String::new()),
    };
    let text = expected.as_str().map(str::to_owned);
    let expected = text.or(number.map(|n| n.to_string())).unwrap_or_default();
    Check { measure: name.to_owned(), expected, found: shown, reproduced }
}

fn balance(model: &Model) -> Result<Measures, String> {
    let network = model.network()?;
    let mut list = Measures::new();
    if let Ok(found) = two_blocs(&network) {
        exhaustive(model, &network, &found, &mut list);
    }
    let census = TriadCensus::count(&network);
    for (name, count) in census.by_signs() {
        number(&mut list, format!("triads {name}"), count as f64);
    }
    number(&mut list, "triangle_index", census.triangle_index());
    number(&mut list, "walk_balance", walk_balance(&network).map(|walks| walks.whole));
    for (any_blocs, name) in [(false, ""), (true, "weak_")] {
        certified(model, &network, any_blocs, name, &mut list);
    }
    few_blocs(&network, &mut list);
    if network.size() <= MAX_WEAK_ACTORS
        && let Some(weak) = weak_blocs(&network)
    {
        number(&mut list, "weak_frustration", weak.frustration);
        number(&mut list, "weak_optimal_partitions", weak.optima_count as f64);
        number(&mut list, "weak_margin", weak.margin);
    }
    Ok(list)
}

/// Measures of the exhaustive search.
fn exhaustive(model: &Model, network: &SignedNetwork, found: &TwoBlocs, list: &mut Measures) {
    number(list, "frustration", found.frustration);
    number(list, "total", found.total);
    number(list, "normalised", found.normalised());
    number(list, "optimal_partitions", found.optima_count as f64);
    number(list, "margin", found.margin);
    number(list, "radius", found.radius);
    number(list, "signed_laplacian_bound", signed_laplacian_bound(network));
    if let Some(line) = &found.weakest_line {
        number(list, "weakest_line_sum", line.sum);
        list.push(("weakest_line".into(), Measure::Text(model.sides(|actor| line.sides[0][actor]))));
    }
    if let [sides] = &found.optima[..] {
        list.push(("blocs".into(), Measure::Text(model.sides(|actor| sides[actor] == Some(true)))));
        let first = sides.iter().filter(|side| **side == Some(true)).count();
        let (large, small) = (first.max(sides.len() - first), first.min(sides.len() - first));
        list.push(("bloc_sizes".into(), Measure::Text(format!("{large}+{small}"))));
    }
    for (&(a, b, ..), tie) in model.ties.iter().zip(&found.ties) {
        number(list, format!("tolerance {}", model.pair(a, b)), tie.tolerance);
    }
}

fn geometry(model: &Model) -> Result<Measures, String> {
    let n = model.actors.len();
    let ties: Vec<FirmTie> =
        model.ties.iter().map(|&(a, b, affinity, firmness)| FirmTie { a, b, affinity, firmness }).collect();
    let mut list = Measures::new();
    let mut lengths = vec![None; n * n.saturating_sub(1) / 2];
    for tie in &ties {
        lengths[pair_index(n, tie.a, tie.b)] = Some(length(tie.affinity));
        number(&mut list, format!("length {}", model.pair(tie.a, tie.b)), length(tie.affinity));
    }
    let at = |a: usize, b: usize| lengths[pair_index(n, a, b)];
    sides_and_leans(model, &at, &mut list);
    if let (4, Some(known)) = (n, lengths.iter().copied().collect::<Option<Vec<f64>>>()) {
        cleavages(model, known, &mut list);
    }
    if let Some(found) = Cohesion::of(n, &ties) {
        number(&mut list, "lambda2", found.lambda2);
        number(&mut list, "lambda3", found.lambda3);
        for (place, (tie, lever)) in ties.iter().zip(found.levers.iter().flatten()).enumerate() {
            let pair = model.pair(tie.a, tie.b);
            number(&mut list, format!("stiffen {pair}"), lever.stiffen);
            number(&mut list, format!("firm {pair}"), lever.firm);
            number(&mut list, format!("warm {pair}"), lever.warm);
            number(&mut list, format!("gain of a tenth {pair}"), Cohesion::gain(n, &ties, place, 0.1));
        }
        for (actor, value) in model.actors.iter().zip(&found.fiedler) {
            number(&mut list, format!("fiedler |{actor}|"), value.abs());
        }
    }
    if let Some(found) = plane(n, &ties) {
        number(&mut list, "stress", found.stress);
        number(&mut list, "lambda4", found.lambda4);
        for (tie, firm) in ties.iter().zip(&found.firm) {
            number(&mut list, format!("plane firm {}", model.pair(tie.a, tie.b)), *firm);
        }
    }
    Ok(list)
}

/// Least cost of each `[[programme]]`: `target` (blocs such as `A+B|C`, all together otherwise), `margin`, `cost` by tie.
/// The engine for networks of any size: index, optima, margin and tolerances, each only where its certificate is accepted.
fn certified(model: &Model, network: &SignedNetwork, any_blocs: bool, name: &str, list: &mut Measures) {
    let bounds = frustration_until(network, any_blocs, Budget::default(), &Steps::endless());
    if !bounds.proven || bounds.certificate.check(network).is_err() {
        return;
    }
    number(list, format!("certified_{name}frustration"), bounds.upper);
    let Some(all) = optima(network, &bounds.certificate, &Steps::endless()).filter(|all| all.complete) else { return };
    number(list, format!("certified_{name}optima"), all.count as f64);
    let Some(other) = alternatives(network, &bounds.certificate, all.count > 1, Scope::EveryTie, &Steps::endless())
    else {
        return;
    };
    number(list, format!("certified_{name}margin"), other.margin);
    for (&(a, b, ..), costs) in model.ties.iter().zip(&other.ties) {
        number(list, format!("certified_{name}tolerance {}", model.pair(a, b)), costs.map(|costs| costs.tolerance()));
    }
}

/// The index with at most 1 to 6 blocs, each only where it is proven and its certificate accepted.
fn few_blocs(network: &SignedNetwork, list: &mut Measures) {
    let index =
        |any_blocs: bool| frustration_until(network, any_blocs, Budget::default(), &Steps::endless()).certificate;
    let curve = bloc_curve(network, &index(false), &index(true), 6, &Steps::endless());
    if curve.proofs.iter().all(|proof| proof.check(network).is_ok()) {
        for cost in curve.costs.iter().filter(|cost| cost.proven) {
            number(list, format!("certified_frustration_{}_blocs", cost.blocs), cost.frustration);
        }
    }
}

/// Minima of the landscape whose ties are size times size times propensity, in their order.
fn landscape_of(model: &Model, table: &Table) -> Result<Measures, String> {
    let sizes = table.get("size").and_then(Value::as_table).ok_or("`[size]` is missing")?;
    let size = |actor: usize| {
        let value = sizes.get(&model.actors[actor]);
        value.and_then(|v| v.as_float().or(v.as_integer().map(|n| n as f64))).ok_or("an actor has no size")
    };
    let tie = |&(a, b, propensity, _): &(usize, usize, f64, f64)| {
        // Sizes of two decimals: their products have four.
        let weight = (size(a)? * size(b)? * propensity * 1e4).round() / 1e4;
        Ok(Tie { a, b, weight })
    };
    let ties = model.ties.iter().map(tie).collect::<Result<Vec<Tie>, &str>>()?;
    let network = SignedNetwork::new(model.actors.len(), ties).map_err(|error| error.to_string())?;
    let land = landscape(&network).ok_or("the landscape is too large")?;
    let mut list = Measures::new();
    number(&mut list, "configurations", land.configurations as f64);
    let strict = land.minima.iter().filter(|minimum| minimum.rest == Rest::Strict);
    number(&mut list, "strict_minima", strict.count() as f64);
    number(&mut list, "minima", land.minima.len() as f64);
    for (place, minimum) in land.minima.iter().enumerate() {
        let which = place + 1;
        list.push((format!("sides {which}"), Measure::Text(model.sides(|actor| minimum.side[actor]))));
        number(&mut list, format!("energy {which}"), minimum.energy);
        number(&mut list, format!("basin {which}"), minimum.basin as f64);
        number(&mut list, format!("depth {which}"), minimum.depth);
    }
    Ok(list)
}

/// The index among those of networks with the signs dealt out anew.
fn null_of(model: &Model, table: &Table) -> Result<Measures, String> {
    let network = model.network()?;
    let draws = table.get("draws").and_then(Value::as_integer).unwrap_or(1_000) as usize;
    let observed = frustration(&network, Budget::default());
    let (bounds, steps) = ((observed.lower, observed.upper), Steps::endless());
    let found = null_model(&network, bounds, NullModel::ShuffledSigns, draws, 1, &steps).ok_or("nothing to draw")?;
    let mut list = Measures::new();
    let observed = observed.proven.then_some(observed.upper);
    for (name, value) in [("mean", found.mean), ("sd", found.sd), ("observed", observed), ("p", found.p)] {
        number(&mut list, name, value);
    }
    number(&mut list, "bounded", found.bounded as f64);
    Ok(list)
}

fn tightened(model: &Model, table: &Table) -> Result<Measures, String> {
    let network = model.network()?;
    let programmes = table.get("programme").and_then(Value::as_array).ok_or("`[[programme]]` is missing")?;
    let mut list = Measures::new();
    for (place, programme) in programmes.iter().enumerate() {
        let target = programme.get("target").and_then(Value::as_str).unwrap_or("");
        let first = target.split('|').next().unwrap_or_default();
        let wanted: Vec<bool> =
            model.actors.iter().map(|actor| target.is_empty() || first.split('+').any(|name| name == actor)).collect();
        let float = |value: &Value| value.as_float().or(value.as_integer().map(|n| n as f64));
        let cost = |a: usize, b: usize| {
            let costs = programme.get("cost")?;
            costs.get(model.pair(a, b)).or_else(|| costs.get(model.pair(b, a))).and_then(float)
        };
        let costs: Vec<f64> = model.ties.iter().map(|&(a, b, ..)| cost(a, b).unwrap_or(1.0)).collect();
        let margin = programme.get("margin").and_then(float).ok_or("a programme needs a margin")?;
        let plan = tighten(&network, &wanted, &costs, margin);
        let Ok(plan) = plan else { continue };
        let which = place + 1;
        number(&mut list, format!("optimum {which}"), Some(plan.cost));
        for (tie, &(a, b, ..)) in model.ties.iter().enumerate().filter(|_| !plan.ranges.is_empty()) {
            let pair = model.pair(a, b);
            number(&mut list, format!("least {pair} {which}"), Some(plan.ranges[tie].0));
            number(&mut list, format!("most {pair} {which}"), Some(plan.ranges[tie].1));
            let costs: Vec<String> = plan.switches[tie].iter().map(|switch| format!("{:.4}", switch.cost)).collect();
            list.push((format!("switches {pair} {which}"), Measure::Text(costs.join(" "))));
        }
    }
    Ok(list)
}

fn sides_and_leans(model: &Model, at: &impl Fn(usize, usize) -> Option<f64>, list: &mut Measures) {
    let next = model.ring.iter().cycle().skip(1);
    let bars: Vec<(usize, usize)> = model.ring.iter().zip(next).map(|(a, b)| (*a, *b)).collect();
    if let Some(sides) = bars.iter().map(|&(a, b)| at(a, b)).collect::<Option<Vec<f64>>>() {
        number(list, "skew", skew(&sides));
    }
    if !bars.is_empty() {
        let found = frame(model.actors.len(), &bars);
        number(list, "ring freedoms", found.freedoms as f64);
        number(list, "ring rank", found.rank as f64);
    }
    let names = &model.actors;
    for i in 0..names.len() {
        for j in (0..names.len()).filter(|j| *j != i) {
            for k in (0..names.len()).filter(|k| *k != i && *k != j) {
                let lean = at(i, j).zip(at(i, k)).map(|(to_j, to_k)| to_j - to_k);
                number(list, format!("lean {} {} {}", names[i], names[j], names[k]), lean);
            }
        }
    }
}

fn cleavages(model: &Model, known: Vec<f64>, list: &mut Measures) {
    let Ok(known) = known.try_into() else { return };
    let found = CleavageBox::of(known);
    number(list, "alpha", found.alpha);
    number(list, "beta", found.beta);
    number(list, "delta", found.delta);
    number(list, "triangle_violations", found.triangle_violations as f64);
    for (actor, tail) in model.actors.iter().zip(found.tails) {
        number(list, format!("tail {actor}"), tail);
    }
    for (name, partner) in [("main", found.main), ("cross", found.cross)] {
        debug_assert!(SPLITS.contains(&partner));
        list.push((name.into(), Measure::Text(model.sides(|actor| actor == 0 || actor == partner))));
    }
}
