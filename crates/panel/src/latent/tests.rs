//! The grid against a Kalman smoother and against every path; the fit against models of which everything is known.
#![allow(clippy::unwrap_used)]

use detente_chance::{normal_cdf, normal_quantile};
use proptest::prelude::*;

use super::grid::{STEP, at};
use super::*;

/// Means and variances of closeness by the recursions of Kalman and of Rauch, Tung & Striebel, for values alone.
fn kalman(seen: &Sightings, walk: f64, link: &Link) -> Vec<(f64, f64)> {
    let Link::Distance { intercept, loading, sd } = link else { panic!("values alone") };
    let (mut filtered, mut ahead) = (Vec::new(), Vec::new());
    let mut next = (0.0, 1.0);
    for row in seen {
        ahead.push(next);
        let (mut mean, mut variance) = next;
        if let Seen::Value(value) = row[0] {
            let gain = variance * loading / (loading * loading * variance + sd * sd);
            mean += gain * (value - intercept - loading * mean);
            variance *= 1.0 - gain * loading;
        }
        filtered.push((mean, variance));
        next = (mean, variance + walk * walk);
    }
    let mut smooth = filtered.clone();
    for year in (0..seen.len() - 1).rev() {
        let gain = filtered[year].1 / ahead[year + 1].1;
        smooth[year].0 += gain * (smooth[year + 1].0 - ahead[year + 1].0);
        smooth[year].1 += gain * gain * (smooth[year + 1].1 - ahead[year + 1].1);
    }
    smooth
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn values_alone_are_smoothed_as_kalman_smooths_them(
        values in prop::collection::vec(prop::option::weighted(0.8, -2.0..2.0_f64), 2..25),
        walk in 0.1..0.5_f64, loading in 0.3..1.5_f64, sd in 0.4..1.5_f64,
    ) {
        let link = Link::Distance { intercept: 0.1, loading, sd };
        let seen: Sightings = values.iter().map(|value| vec![value.map_or(Seen::Nothing, Seen::Value)]).collect();
        let posterior = Model { walk, links: vec![link.clone()] }.ready().posterior(&seen);
        let wanted = kalman(&seen, walk, &link);
        // The far ends of a long walk fall off the grid.
        prop_assume!(wanted.iter().all(|(mean, variance)| mean.abs() + 4.5 * variance.sqrt() < REACH));
        for (year, (mean, variance)) in wanted.into_iter().enumerate() {
            let found = posterior.moments(year);
            prop_assert!((found.0 - mean).abs() < 4e-3 && (found.1 - variance).abs() < 1e-2 * variance, "{year}: {found:?}, {mean} {variance}");
            prop_assert!((posterior.above(year, mean) - 0.5).abs() < 5e-3);
            prop_assert!((posterior.quantile(year, 0.95) - mean - 1.645 * variance.sqrt()).abs() < 2e-2);
        }
    }

    #[test]
    fn levels_give_what_every_path_of_two_years_gives(
        levels in prop::collection::vec((0..3_usize, 0..2_usize), 2), walk in 0.06..0.8_f64, b in 0.3..3.0_f64,
    ) {
        let links = vec![
            Link::Levels { loading: b, thresholds: vec![0.4, 1.5] },
            Link::Levels { loading: -0.8, thresholds: vec![1.0] },
        ];
        let seen: Sightings = levels.iter().map(|(x, y)| vec![Seen::Level(*x), Seen::Level(*y)]).collect();
        let model = Model { walk, links };
        let posterior = model.ready().posterior(&seen);
        let of = |year: usize, point: usize| model.links[0].level(levels[year].0, at(point)) * model.links[1].level(levels[year].1, at(point));
        let (mut mass, mut mean, mut square) = (0.0, [0.0; 2], 0.0);
        for one in 0..POINTS {
            let step = |other: usize| {
                let far = (at(other) - at(one)) / walk;
                if far.abs() > 6.5 { 0.0 } else { libm::exp(-0.5 * far * far) }
            };
            let all: f64 = (0..POINTS).map(step).sum();
            for other in 0..POINTS {
                let both = libm::exp(-0.5 * at(one) * at(one)) * of(0, one) * step(other) / all * of(1, other);
                mass += both;
                mean[0] += both * at(one);
                mean[1] += both * at(other);
                square += both * (at(one) - at(other)) * (at(one) - at(other));
            }
        }
        for (year, mean) in mean.into_iter().enumerate() {
            prop_assert!((posterior.moments(year).0 - mean / mass).abs() < 1e-5, "{year}");
        }
        prop_assert!((posterior.squares - square / mass).abs() < 1e-5);
    }
}

/// Values that contradict each other flatly are still weighed as Kalman weighs them.
#[test]
fn flat_contradictions_have_no_heavy_tails() {
    let link = Link::Distance { intercept: 0.1, loading: 1.306_508_879_055_91, sd: 0.4 };
    let seen: Sightings = vec![vec![Seen::Value(-1.962_418_411_397_479_2)], vec![Seen::Value(1.890_377_051_288_634_4)]];
    let posterior = Model { walk: 0.1, links: vec![link.clone()] }.ready().posterior(&seen);
    for (year, (mean, variance)) in kalman(&seen, 0.1, &link).into_iter().enumerate() {
        let found = posterior.moments(year);
        assert!(
            (found.0 - mean).abs() < 1e-4 && (found.1 - variance).abs() < 1e-4,
            "{year}: {found:?}, {mean} {variance}"
        );
    }
}

/// Numbers in (0, 1) that look random.
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

/// Closeness of pairs by a model, and what is seen of it.
fn drawn(model: &Model, pairs: usize, years: usize, seed: u64) -> (Vec<Vec<f64>>, Vec<Sightings>) {
    let mut state = seed;
    let mut normal = || normal_quantile(uniform(&mut state));
    let mut told = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        let (mut closeness, mut seen) = (Vec::new(), Vec::new());
        let mut now = normal();
        for _ in 0..years {
            let row = model.links.iter().map(|link| match link {
                Link::Levels { loading, thresholds } => {
                    let u = loading * now + normal();
                    Seen::Level(thresholds.iter().filter(|threshold| u > **threshold).count())
                }
                Link::Distance { intercept, loading, sd } => Seen::Value(intercept + loading * now + sd * normal()),
            });
            seen.push(row.collect());
            closeness.push(now);
            now += model.walk * normal();
        }
        told.0.push(closeness);
        told.1.push(seen);
    }
    told
}

#[test]
fn a_known_model_is_found_again_and_its_intervals_cover() {
    let truth = Model {
        walk: 0.2,
        links: vec![
            Link::Levels { loading: 1.8, thresholds: vec![0.8, 2.0] },
            Link::Levels { loading: -1.2, thresholds: vec![1.2] },
            Link::Distance { intercept: 0.5, loading: 0.3, sd: 0.7 },
        ],
    };
    let kinds = [
        Kind::Levels { levels: 3, rises: true },
        Kind::Levels { levels: 2, rises: false },
        Kind::Distance { loading: 0.3 },
    ];
    let (closeness, seen) = drawn(&truth, 60, 50, 7);
    let (found, how) = fit(&kinds, &seen);
    assert!(how.settled && (found.walk - 0.2).abs() < 0.04, "{how:?} {}", found.walk);
    let [
        Link::Levels { loading: first, thresholds },
        Link::Levels { loading: second, .. },
        Link::Distance { intercept, sd, .. },
    ] = &found.links[..]
    else {
        panic!("{found:?}")
    };
    assert!((first - 1.8).abs() < 0.3 && (second + 1.2).abs() < 0.2 && (thresholds[1] - 2.0).abs() < 0.3, "{found:?}");
    assert!((intercept - 0.5).abs() < 0.05 && (sd - 0.7).abs() < 0.03, "{found:?}");
    let ready = found.ready();
    let (mut inside, mut all, mut signs) = (0, 0, [0.0, 0.0]);
    for (closeness, seen) in closeness.iter().zip(&seen) {
        let posterior = ready.posterior(seen);
        for (year, closeness) in closeness.iter().enumerate() {
            let band = (posterior.quantile(year, 0.05), posterior.quantile(year, 0.95));
            inside += usize::from((band.0..=band.1).contains(closeness));
            all += 1;
            signs[0] += posterior.above(year, 0.0);
            signs[1] += f64::from(u8::from(*closeness > 0.0));
        }
    }
    let share = f64::from(inside as u32) / f64::from(all);
    assert!((0.86..=0.94).contains(&share), "90 % intervals cover {share}");
    assert!((signs[0] - signs[1]).abs() / f64::from(all) < 0.04, "{signs:?}");
}

#[test]
fn nothing_seen_is_what_was_known_beforehand() {
    let kinds = [Kind::Levels { levels: 2, rises: true }];
    let seen: Sightings = vec![vec![Seen::Nothing]; 10];
    let (model, _) = fit(&kinds, std::slice::from_ref(&seen));
    let posterior = model.ready().posterior(&seen);
    let (mean, variance) = posterior.moments(9);
    assert!(mean.abs() < 1e-9 && (variance - 1.0 - 9.0 * model.walk * model.walk).abs() < 0.01, "{mean} {variance}");
    assert!((posterior.above(0, 1.0) - normal_cdf(-1.0)).abs() < STEP * STEP);
    assert!(fit(&kinds, &[]).1.settled);
}

#[test]
fn what_is_left_out_no_longer_counts() {
    let links = vec![Link::Levels { loading: 2.0, thresholds: vec![0.5] }];
    let model = Model { walk: 0.1, links };
    let seen: Sightings = vec![vec![Seen::Level(1)], vec![Seen::Level(1)], vec![Seen::Level(0)]];
    let fewer: Sightings = vec![vec![Seen::Level(1)], vec![Seen::Nothing], vec![Seen::Level(0)]];
    assert_eq!(model.ready().without(&seen, |year, _| year == 1), model.ready().posterior(&fewer));
    assert!(
        model.ready().without(&seen, |year, _| year == 1).moments(1).0 < model.ready().posterior(&seen).moments(1).0
    );
}
