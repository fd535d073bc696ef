//! Influences, cognitive maps, presses, races, polarisation, cross-impacts and sensitivity.

use detente_chance::{Design, Estimator, Index, Trajectories, effects, indices, prim};
use detente_dynamics::{
    Act, CrossImpact, Fcm, Influence, InfluenceMap, Levels, Node, Operation, Rule, Simulation, Transfer, polarisation,
    press, race,
};
use detente_formats::{MapAsked, read_cross_impacts, read_influences, read_map};
use toml::{Table, Value};

use crate::measure::{Measure, Measures};

/// The measures of a method of this room; `None` for a method that is not of it.
pub(crate) fn measures(method: &str, table: &Table) -> Option<Result<Measures, String>> {
    Some(match method {
        "influence" => influence(table),
        "fcm" => fcm(table),
        "press" => pressed(table),
        "race" => raced(table),
        "polarisation" => polarised(table),
        "cross-impact" => cross_impact(table),
        "sobol" => sobol(table),
        "sobol-function" => sobol_function(table),
        "morris" => morris(table),
        "prim" => peeled(table),
        _ => return None,
    })
}

/// The model of a file as the JSON that the readers take.
fn json(table: &Table) -> Result<String, String> {
    let mut table = table.clone();
    for key in ["method", "tolerance", "expected"] {
        let _ = table.remove(key);
    }
    serde_json::to_string(&table).map_err(|error| error.to_string())
}

fn told(flaws: &[detente_formats::Flaw]) -> String {
    flaws.iter().map(|flaw| format!("{}: {}", flaw.at, flaw.what)).collect::<Vec<_>>().join("; ")
}

fn influence(table: &Table) -> Result<Measures, String> {
    let model = read_influences(&json(table)?).map_err(|flaws| told(&flaws))?;
    let nodes = model.quantities.iter().map(|q| Node { low: q.2, high: q.3, inertia: q.4 }).collect();
    let influences = model.influences.iter();
    let influences =
        influences.map(|i| Influence { cause: i.0, effect: i.1, immediate: i.3 == 0, active: true }).collect();
    let map = InfluenceMap::new(nodes, influences).map_err(|error| error.to_string())?;
    let baseline: Vec<f64> = model.quantities.iter().map(|q| q.1).collect();
    let gain: Vec<f64> = model.influences.iter().map(|i| i.2).collect();
    let lag: Vec<usize> = model.influences.iter().map(|i| i.3).collect();
    let operation = |one: &detente_formats::PlainChange| {
        let act = match one.op.as_str() {
            "shift" => Act::Press(baseline[one.on] + one.value),
            _ => Act::Clamp(one.value),
        };
        Operation { period: one.period, on: one.on, act }
    };
    let operations: Vec<Operation> = model.changes.iter().map(operation).collect();
    let mut run = Simulation::default();
    let levels = Levels { baseline: &baseline, gain: &gain, lag: &lag };
    map.simulate(&levels, &operations, model.periods, &mut run, None);
    let trajectory = |node: usize| (0..model.periods).map(|period| run.value(period, node)).collect();
    Ok(model.quantities.iter().enumerate().map(|(node, q)| (q.0.clone(), Measure::List(trajectory(node)))).collect())
}

fn fcm(table: &Table) -> Result<Measures, String> {
    let map = read_map(&json(table)?, &MapAsked::default()).map_err(|flaws| told(&flaws))?;
    let size = map.names.len();
    let mut weights = vec![vec![0.0; size]; size];
    map.edges.iter().for_each(|(cause, effect, weight, _)| weights[*cause][*effect] = *weight);
    let start = map.run.start.clone().unwrap_or_else(|| vec![0.0; size]);
    let mut list = Measures::new();
    for rule in Rule::ALL {
        for transfer in Transfer::ALL {
            let name = |what: &str| format!("{} {} {what}", rule.word(), transfer.word());
            let text = |text: &str| Measure::Text(text.to_owned());
            let Ok(run) = Fcm::new(&weights, rule, transfer, map.run.lambda.unwrap_or(1.0), &map.run.clamp) else {
                list.push((name("outcome"), text("refused")));
                continue;
            };
            let rows = run.rows(&start, 1e-3, 5_000).map_err(|error| error.to_string())?;
            // Not under tanh with Kosko's rule, whose creeping run a peer cut at 50 steps.
            list.push((name("rows"), Measure::Number(rows.len() as f64)));
            list.push((name("row 3"), Measure::List(rows.get(3).cloned().unwrap_or_default())));
            list.push((name("last row"), Measure::List(rows[rows.len() - 1].clone())));
            if let Some(row) = rows.get(50) {
                list.push((name("row 50"), Measure::List(row.clone())));
            }
            let end = run.settle(&start, 5_000).map_err(|error| error.to_string())?;
            list.push((name("outcome"), text(end.outcome.word())));
            list.push((name("limit"), Measure::List(end.attractor[0].clone())));
            if let Some(bound) = run.contraction_bound() {
                list.push((name("contraction bound"), Measure::Number(bound)));
            }
        }
    }
    Ok(list)
}

/// Rows of numbers under a name.
fn rows(table: &Table, name: &str) -> Result<Vec<Vec<f64>>, String> {
    let missing = || format!("`{name}` is a list of rows of numbers");
    let list = table.get(name).and_then(Value::as_array).ok_or_else(missing)?;
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|n| n as f64)).ok_or_else(missing);
    list.iter().map(|row| row.as_array().ok_or_else(missing)?.iter().map(number).collect()).collect()
}

/// A list of numbers under a name.
fn list(table: &Table, name: &str) -> Result<Vec<f64>, String> {
    let mut alone = Table::new();
    let value = table.get(name).cloned().ok_or_else(|| format!("`{name}` is missing"))?;
    let _ = alone.insert(name.to_owned(), Value::Array(vec![value]));
    Ok(rows(&alone, name)?.remove(0))
}

fn pressed(table: &Table) -> Result<Measures, String> {
    let matrix: Vec<Vec<i64>> =
        rows(table, "community")?.iter().map(|row| row.iter().map(|x| *x as i64).collect()).collect();
    let found = press(&matrix).map_err(|error| error.to_string())?;
    let size = matrix.len();
    let flat = |rows: &Vec<Vec<i128>>| Measure::List(rows.iter().flatten().map(|x| *x as f64).collect());
    let numbers = |row: &Vec<i128>| Measure::List(row.iter().map(|x| *x as f64).collect());
    let weighted = (0..size).flat_map(|i| (0..size).map(move |j| (i, j))).filter_map(|(i, j)| found.weighted(i, j));
    let signs = |pressed: usize| (0..size).map(move |i| (pressed, i));
    let effects = (0..size).flat_map(signs).map(|(j, i)| found.adjoint[i][j].signum() as f64);
    Ok(vec![
        ("feedback by level".to_owned(), numbers(&found.feedback)),
        ("hurwitz".to_owned(), numbers(&found.hurwitz)),
        ("adjoint of -A".to_owned(), flat(&found.adjoint)),
        ("absolute feedback".to_owned(), found.absolute.as_ref().map_or(Measure::List(Vec::new()), flat)),
        ("weighted prediction".to_owned(), Measure::List(weighted.collect())),
        ("effects, rows pressed".to_owned(), Measure::List(effects.collect())),
        (
            "largest real part".to_owned(),
            found.largest_real_part.map_or_else(|| Measure::Text("unknown".to_owned()), Measure::Number),
        ),
        ("determinant of -A".to_owned(), Measure::Number(found.determinant as f64)),
        ("stable".to_owned(), Measure::Number(f64::from(u8::from(found.stable)))),
    ])
}

fn raced(table: &Table) -> Result<Measures, String> {
    let found = race(&rows(table, "reaction")?, &list(table, "cost")?, &list(table, "grievance")?);
    let found = found.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    Ok(vec![
        ("equilibrium".to_owned(), Measure::List(found.equilibrium.clone().unwrap_or_default())),
        ("eigenvalues".to_owned(), Measure::List(found.eigenvalues.clone().unwrap_or_default())),
        ("spectral abscissa".to_owned(), Measure::Number(found.abscissa)),
        ("sensitivity".to_owned(), Measure::List(found.sensitivity.clone().unwrap_or_default().concat())),
        ("stable".to_owned(), Measure::Number(f64::from(u8::from(found.is_stable())))),
    ])
}

fn polarised(table: &Table) -> Result<Measures, String> {
    let found = polarisation(&rows(table, "ties")?);
    let side = |side: &Option<bool>| side.map_or(0.0, |first| if first { 1.0 } else { -1.0 });
    Ok(vec![
        ("eigenvalues".to_owned(), Measure::List(found.eigenvalues.clone())),
        ("leading eigenvector".to_owned(), Measure::List(found.leading.clone())),
        ("factions".to_owned(), Measure::List(found.factions.iter().map(side).collect())),
    ])
}

fn cross_impact(table: &Table) -> Result<Measures, String> {
    let models = read_cross_impacts(&json(table)?).map_err(|flaws| told(&flaws))?;
    let model = models.first().ok_or("there is no matrix")?;
    let variants = model.descriptors.iter().map(|(_, variants)| variants.len()).collect();
    let matrix = CrossImpact::new(variants, model.matrix.clone()).map_err(|error| error.to_string())?;
    let mut found = matrix.consistent(u64::MAX).scenarios;
    found.sort_by(|a, b| a.variants.cmp(&b.variants));
    let numbers = |variants: &[usize]| variants.iter().map(|v| (v + 1).to_string()).collect::<Vec<_>>().join(" ");
    let mut measures = vec![
        ("scenarios".to_owned(), Measure::Number(matrix.combinations().unwrap_or(u64::MAX) as f64)),
        (
            "consistent".to_owned(),
            Measure::Text(found.iter().map(|one| numbers(&one.variants)).collect::<Vec<_>>().join("; ")),
        ),
        ("consistency".to_owned(), Measure::List(found.iter().map(|one| one.consistency as f64).collect())),
        ("total impact".to_owned(), Measure::List(found.iter().map(|one| one.total_impact as f64).collect())),
    ];
    if let Some(ends) = matrix.succession(100_000) {
        let told = |end: &detente_dynamics::Attractor| {
            let states: Vec<String> = end.scenarios.iter().map(|one| numbers(one)).collect();
            format!("{}: {}", states.join(", "), end.weight)
        };
        measures.push((
            "succession".to_owned(),
            Measure::Text(ends.attractors.iter().map(told).collect::<Vec<_>>().join("; ")),
        ));
    }
    Ok(measures)
}

/// Indices from outputs at given designs: A, B, AB by input, BA by input.
fn sobol(table: &Table) -> Result<Measures, String> {
    let (ab, ba) = (rows(table, "ab")?, rows(table, "ba")?);
    let found = indices(&list(table, "a")?, &list(table, "b")?, &ab, Some(&ba), Estimator::Saltelli, 0, 1)
        .map_err(|error| error.to_string())?;
    let share = |of: fn(&detente_chance::Share) -> f64| Measure::List(found.shares.iter().map(of).collect());
    Ok(vec![
        ("S1".to_owned(), share(|share| share.first.value)),
        ("ST".to_owned(), share(|share| share.total.value)),
        ("S2".to_owned(), Measure::List(found.pairs.iter().map(|pair| pair.2.value).collect())),
    ])
}

/// Exact indices of a known function, each found inside its interval (1) or not (0), and how far off the worst is.
fn sobol_function(table: &Table) -> Result<Measures, String> {
    let name = table.get("function").and_then(Value::as_str).ok_or("`function` is missing")?;
    let points = table.get("points").and_then(Value::as_integer).ok_or("`points` is missing")? as u32;
    let (first, total) = (list(table, "S1")?, list(table, "ST")?);
    let a = if name == "sobol-g" { list(table, "a")? } else { Vec::new() };
    let f = |x: &[f64]| -> f64 {
        if name == "sobol-g" {
            return x.iter().zip(&a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product();
        }
        let x: Vec<f64> = x.iter().map(|u| std::f64::consts::PI * (2.0 * u - 1.0)).collect();
        let sine = libm::sin(x[1]);
        libm::sin(x[0]) + 7.0 * sine * sine + 0.1 * x[2] * x[2] * x[2] * x[2] * libm::sin(x[0])
    };
    let inputs = first.len();
    let design = Design::sobol(inputs, points, 1).ok_or("too many points")?;
    let at = |swapped: Option<usize>, from_a: bool| -> Vec<f64> {
        let pick = |i: usize, point: usize| {
            if (swapped != Some(i)) == from_a { design.a[i][point] } else { design.b[i][point] }
        };
        (0..points as usize).map(|point| f(&(0..inputs).map(|i| pick(i, point)).collect::<Vec<f64>>())).collect()
    };
    let ab: Vec<Vec<f64>> = (0..inputs).map(|i| at(Some(i), true)).collect();
    let found = indices(&at(None, true), &at(None, false), &ab, None, Estimator::Saltelli, 500, 1)
        .map_err(|error| error.to_string())?;
    let inside = |index: &Index, exact: f64| index.low <= exact && exact <= index.high;
    let all = found.shares.iter().zip(first.iter().zip(&total));
    let apart =
        all.clone().flat_map(|(share, (s1, st))| [(share.first.value - s1).abs(), (share.total.value - st).abs()]);
    let outside = all.filter(|(share, (s1, st))| !inside(&share.first, **s1) || !inside(&share.total, **st)).count();
    Ok(vec![
        ("inputs outside their intervals".to_owned(), Measure::Number(outside as f64)),
        ("largest error".to_owned(), Measure::Number(apart.fold(0.0, f64::max))),
    ])
}

/// Effects from outputs along given trajectories, whose inputs span `width`.
fn morris(table: &Table) -> Result<Measures, String> {
    let width = table.get("width").and_then(Value::as_float).ok_or("`width` is missing")?;
    let points = rows(table, "points")?;
    let inputs = points.first().map_or(0, Vec::len);
    let points = points.into_iter().map(|point| point.into_iter().map(|x| x / width).collect()).collect();
    let found = effects(&Trajectories { points, inputs }, &list(table, "outputs")?);
    let of = |name: &str, of: fn(&detente_chance::Effects) -> Option<f64>| {
        let known: Option<Vec<f64>> = found.iter().map(of).collect();
        known.map(Measure::List).ok_or_else(|| format!("{name} of some input is unknown"))
    };
    Ok(vec![
        ("mu".to_owned(), of("mu", |effects| effects.mu)?),
        ("mu*".to_owned(), of("mu*", |effects| effects.mu_star)?),
        ("sigma".to_owned(), of("sigma", |effects| effects.sigma)?),
    ])
}

/// How many points of a reference trajectory (coverage, density) some box of ours is at least as good as.
fn peeled(table: &Table) -> Result<Measures, String> {
    let inputs = rows(table, "inputs")?;
    let cases: Vec<usize> = list(table, "cases")?.iter().map(|case| *case as usize).collect();
    let happens: Vec<bool> = (0..inputs.first().map_or(0, Vec::len)).map(|draw| cases.contains(&draw)).collect();
    let found = prim(&inputs, &happens, 0.05, 20).map_err(|error| error.to_string())?;
    let reference = rows(table, "reference")?;
    let beaten = |point: &&Vec<f64>| {
        found.iter().any(|ours| ours.coverage >= point[0] - 0.0055 && ours.density >= point[1] - 0.0055)
    };
    let sure = found.iter().filter(|one| one.density >= 0.999).max_by(|a, b| a.coverage.total_cmp(&b.coverage));
    let bounded = sure
        .map(|one| one.limits.iter().filter(|limit| limit.p < 1e-6).map(|l| l.input.to_string()).collect::<Vec<_>>());
    Ok(vec![
        ("reference points reached".to_owned(), Measure::Number(reference.iter().filter(beaten).count() as f64)),
        ("coverage at density 1".to_owned(), Measure::Number(sure.map_or(0.0, |one| one.coverage))),
        ("inputs that bound it".to_owned(), Measure::Text(bounded.unwrap_or_default().join(" "))),
    ])
}
