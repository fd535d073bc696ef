use detente_balance::frustration::*;
use detente_balance::*;
use detente_chance::Stream;
use std::collections::BTreeSet;
use std::time::Instant;
fn planted(n: usize, m: usize, noise: f64, blocs: usize, real: bool, seed: u64, hubs: bool) -> SignedNetwork {
    let s = Stream::new(seed, "planted");
    let mut k = 0u64;
    let mut u = || {
        k += 1;
        s.uniform(k)
    };
    let mut seen = BTreeSet::new();
    let mut ties: Vec<Tie> = Vec::new();
    while ties.len() < m {
        let pick = |x: f64, ties: &Vec<Tie>, y: f64| {
            if hubs && !ties.is_empty() && x < 0.5 {
                let t = ties[(y * ties.len() as f64) as usize];
                if x < 0.25 { t.a } else { t.b }
            } else {
                (y * n as f64) as usize
            }
        };
        let a = pick(u(), &ties, u());
        let b = pick(u(), &ties, u());
        if a == b || !seen.insert((a.min(b), a.max(b))) {
            continue;
        }
        let same = a % blocs == b % blocs;
        let flip = u() < noise;
        let mag = if real { u() + 0.01 } else { 1.0 };
        ties.push(Tie { a, b, weight: if same != flip { mag } else { -mag } });
    }
    SignedNetwork::new(n, ties).unwrap()
}
fn main() {
    let a: Vec<f64> = std::env::args().skip(1).map(|x| x.parse().unwrap()).collect();
    let net = planted(a[0] as usize, a[1] as usize, a[2], a[3] as usize, a[4] > 0.0, a[5] as u64, a[6] > 0.0);
    for any in [false, true] {
        if a.len() > 7 && a[7] as usize == usize::from(!any) {
            continue;
        }
        let t = Instant::now();
        let b = frustration_until(&net, any, Budget::default(), &|| t.elapsed().as_secs_f64() > 60.0);
        println!(
            "any {any}: upper {} lower {} proven {} nodes {} {:.3}s",
            b.upper,
            b.lower,
            b.proven,
            b.nodes,
            t.elapsed().as_secs_f64()
        );
    }
}
