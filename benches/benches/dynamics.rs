//! Causal maps, sensitivity, landscapes and cross-impacts on one thread, and what each part of a case costs a draw.

use detente_balance::{SignedNetwork, Tie, landscape, pairs};
use detente_chance::{Design, Estimator, Stream, indices, prim};
use detente_dynamics::{
    Act, CrossImpact, Fcm, Influence, InfluenceMap, Levels, Node, Operation, Rule, Simulation, Transfer,
};

use crate::timed;

pub fn dynamics() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        maps();
        sensitivities();
        landscapes();
        cross_impacts();
        influences();
    });
}

fn number(name: &str, place: usize) -> f64 {
    Stream::new(1, name).uniform(place as u64)
}

/// Fifty concepts, one pair in five linked; 10,000 starts until no concept changes by more than a thousandth.
fn maps() {
    let weight = |cause: usize, effect: usize| {
        let place = cause * 50 + effect;
        let linked = cause != effect && number("linked", place) < 0.2;
        if linked { 2.0 * number("weight", place) - 1.0 } else { 0.0 }
    };
    let weights: Vec<Vec<f64>> = (0..50).map(|cause| (0..50).map(|effect| weight(cause, effect)).collect()).collect();
    let map = Fcm::new(&weights, Rule::Kosko, Transfer::Sigmoid, 1.0, &[]).unwrap();
    let start: Vec<Vec<f64>> =
        (0..50).map(|concept| (0..10_000).map(|draw| number(&format!("start/{concept}"), draw)).collect()).collect();
    let seconds = timed(|| map.batch(&start, 1e-3, 50));
    println!(
        "| cognitive map, 50 concepts × 10,000 draws, one thread; numpy, eight lines 0.061 s, FCMpy 33 s | {seconds:.4} |"
    );
}

/// Thirty inputs, 1,024 base points, second order with intervals: design and analysis without the model itself.
fn sensitivities() {
    let (inputs, points) = (30, 1_024);
    let f = |x: &dyn Fn(usize) -> f64| {
        (0..inputs).map(|i| ((4.0 * x(i) - 2.0).abs() + i as f64) / (1.0 + i as f64)).product::<f64>()
    };
    let design = Design::sobol(inputs, points, 1).unwrap();
    let at = |swapped: Option<usize>, from_a: bool| -> Vec<f64> {
        (0..points as usize)
            .map(|p| f(&|i| if (swapped != Some(i)) == from_a { design.a[i][p] } else { design.b[i][p] }))
            .collect()
    };
    let (a, b) = (at(None, true), at(None, false));
    let ab: Vec<Vec<f64>> = (0..inputs).map(|i| at(Some(i), true)).collect();
    let ba: Vec<Vec<f64>> = (0..inputs).map(|i| at(Some(i), false)).collect();
    let seconds = timed(|| {
        let _ = Design::sobol(inputs, points, 1);
        indices(&a, &b, &ab, Some(&ba), Estimator::Saltelli, 100, 1).unwrap()
    });
    println!("| Sobol', 30 inputs, N = 1,024, second order and intervals, one thread; SALib 1.14 s | {seconds:.4} |");
    let columns: Vec<Vec<f64>> =
        (0..20).map(|i| (0..10_000).map(|draw| number(&format!("x{i}"), draw)).collect()).collect();
    let happens: Vec<bool> = (0..10_000).map(|draw| columns[0][draw] > 0.6 && columns[1][draw] < 0.4).collect();
    let seconds = timed(|| prim(&columns, &happens, 0.05, 100).unwrap());
    println!("| PRIM, 10,000 draws × 20 inputs, one thread; EMA Workbench 0.59 s | {seconds:.4} |");
}

fn landscapes() {
    for (size, goal) in [(17, 0.02), (20, 0.1), (24, 3.0)] {
        let weight = |place: usize| 2.0 * number("propensity", place) - 1.0;
        let ties = pairs(size).enumerate().map(|(place, (a, b))| Tie { a, b, weight: weight(place) }).collect();
        let network = SignedNetwork::new(size, ties).unwrap();
        let seconds = timed(|| landscape(&network).unwrap());
        println!(
            "| landscape of {size} actors, all minima, basins and passes, one thread; goal {goal} s | {seconds:.4} |"
        );
    }
}

/// Fifteen descriptors of three variants and one of two: 28.7 million combinations.
fn cross_impacts() {
    let variants: Vec<usize> = std::iter::repeat_n(3, 15).chain([2]).collect();
    let all: usize = variants.iter().sum();
    let cell = |place: usize| (7.0 * number("impact", place)).floor() as i64 - 3;
    let matrix = (0..all).map(|row| (0..all).map(|column| cell(row * all + column)).collect()).collect();
    let model = CrossImpact::new(variants, matrix).unwrap();
    let count = model.combinations().unwrap();
    let found = model.consistent(u64::MAX);
    let seconds = timed(|| model.consistent(u64::MAX));
    println!(
        "| cross-impacts, {count} combinations, all {} consistent, {} branches, one thread | {seconds:.4} |",
        found.scenarios.len(),
        found.nodes
    );
}

/// Eighty quantities, 120 links, ten periods: 10,000 draws.
fn influences() {
    let node = Node { low: 0.0, high: 1.0, inertia: 0.0 };
    let ends = |place: usize| ((number("from", place) * 80.0) as usize, (number("to", place) * 80.0) as usize);
    let links: Vec<Influence> =
        (0..120).map(ends).map(|(cause, effect)| Influence { cause, effect, immediate: false, active: true }).collect();
    let map = InfluenceMap::new(vec![node; 80], links).unwrap();
    let gain: Vec<f64> = (0..120).map(|place| 2.0 * number("gain", place) - 1.0).collect();
    let lag: Vec<usize> = (0..120).map(|place| 1 + (3.0 * number("lag", place)) as usize).collect();
    let baseline = vec![0.5; 80];
    let levels = Levels { baseline: &baseline, gain: &gain, lag: &lag };
    let operations: Vec<Operation> = (0..5).map(|on| Operation { period: 0, on, act: Act::Press(0.9) }).collect();
    let mut run = Simulation::default();
    let seconds = timed(|| {
        for _ in 0..10_000 {
            map.simulate(&levels, &operations, 11, &mut run, None);
        }
        run.value(10, 7)
    });
    println!("| influences, 80 quantities, 120 links, 10 periods × 10,000 draws, one thread | {seconds:.4} |");
}
