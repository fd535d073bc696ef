//! Maps of causes of any shape: combinations that hold, against a walk over all of them, and ways that add up.

#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;

use common::{draws, session};
use detente_assess::session::{Depth, Settings};
use detente_assess::{GroundedChange, Silent, WhatIf};
use detente_case::{Case, Change, Files, Severity, load};
use detente_method_cross_impact::cross_impacts_of;
use proptest::prelude::*;

const FACTORS: usize = 4;

#[derive(Debug, Clone)]
struct Drawn {
    modes: Vec<f64>,
    /// Cause, effect, gain, lag.
    links: Vec<(usize, usize, f64, u32)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let modes = prop::collection::vec(0.1..0.9f64, FACTORS);
    let link = (0..FACTORS, 0..FACTORS, -0.9..0.9f64, 1..4u32);
    (modes, prop::collection::vec(link, 0..7)).prop_map(|(modes, links)| {
        let mut kept: Vec<(usize, usize, f64, u32)> = Vec::new();
        for (from, to, gain, lag) in links {
            let known = kept.iter().any(|link| (link.0, link.1) == (from, to));
            if from != to && !known && gain.abs() > 0.05 {
                kept.push((from, to, (gain * 100.0).round() / 100.0, lag));
            }
        }
        Drawn { modes: modes.iter().map(|mode| (mode * 100.0).round() / 100.0).collect(), links: kept }
    })
}

fn case_of(drawn: &Drawn) -> Case {
    let mut files = Files::default();
    let mut factors =
        "id,name,range_low,range_high,low,mode,high,meaning_0,meaning_1,basis,evidence,locator\n".to_owned();
    for (place, mode) in drawn.modes.iter().enumerate() {
        writeln!(factors, "f{place},F{place},0,1,{mode},{mode},{mode},,,assumed,,").unwrap();
    }
    let mut links =
        "id,cause,effect,sign,low,mode,high,lag_low,lag_mode,lag_high,basis,evidence,locator,note\n".to_owned();
    for (place, (from, to, gain, lag)) in drawn.links.iter().enumerate() {
        let sign = if *gain > 0.0 { '+' } else { '-' };
        writeln!(links, "K{place},f{from},f{to},{sign},{gain},{gain},{gain},{lag},{lag},{lag},assumed,,,").unwrap();
    }
    let descriptors: Vec<String> =
        (0..FACTORS).map(|place| format!("{{ id = \"d{place}\", quantity = \"factor.f{place}\" }}")).collect();
    let manifest = format!(
        "[case]\nid = \"drawn\"\ntitle = \"Drawn\"\nas_of = \"2001\"\n[cross-impact.all]\ndescriptors = [{}]\n",
        descriptors.join(", ")
    );
    files.insert("case.toml", manifest);
    files.insert("factors.csv", factors);
    files.insert("links.csv", links);
    let loaded = load(&files);
    let errors: Vec<_> = loaded.findings.iter().filter(|found| found.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded.case
}

/// Variants of a factor as deviations from its mode.
fn deviations(mode: f64) -> [f64; 3] {
    [0.5 * mode - mode, 0.0, 0.5 * (mode + 1.0) - mode]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A combination holds exactly when every factor that something acts on stands at the level nearest to where the others press it.
    #[test]
    fn combinations_hold_where_every_level_is_nearest(drawn in drawn()) {
        let found = cross_impacts_of(&case_of(&drawn), 1_000, 1).remove(0);
        prop_assert_eq!(found.combinations, Some(81));
        prop_assert_eq!(found.none, 0.0);
        for code in 0..81usize {
            let variants: Vec<usize> = (0..FACTORS).map(|place| code / 3usize.pow(place as u32) % 3).collect();
            let level = |place: usize| deviations(drawn.modes[place])[variants[place]];
            let mut least = f64::INFINITY;
            for place in 0..FACTORS {
                let into: Vec<_> = drawn.links.iter().filter(|link| link.1 == place).collect();
                if into.is_empty() {
                    continue;
                }
                let press: f64 = into.iter().map(|link| link.2 * level(link.0)).sum();
                let all = deviations(drawn.modes[place]);
                let most = all.iter().map(|one| one.abs()).fold(0.0, f64::max);
                let far = |deviation: f64| (press - deviation).powi(2) * 1.5 / (most * most);
                let others = (0..3).filter(|variant| *variant != variants[place]);
                least = others.map(|variant| far(all[variant]) - far(all[variants[place]])).fold(least, f64::min);
            }
            if least.abs() < 0.02 {
                // Impacts are whole thousandths: what is this near may fall on either side.
                continue;
            }
            let names: Vec<&str> = variants.iter().map(|variant| ["low", "as-now", "high"][*variant]).collect();
            let told = found.scenarios.iter().any(|one| one.variants == names && one.consistency >= 0.0);
            prop_assert!(told == (least > 0.0) || (found.untold > 0 && !told), "{names:?} {least}");
        }
    }

    /// What the ways carry and the remainder make up the change, to the last digits, for any map.
    #[test]
    fn contributions_and_remainder_are_the_change(drawn in drawn(), to in 0.0..1.0f64) {
        let case = case_of(&drawn);
        let change = Change::parse(&format!("factor.f0={to}"), case.settings.shape).unwrap();
        let changes = vec![GroundedChange::from(change)];
        let what_if = WhatIf { id: "x".into(), title: "x".into(), question: String::new(), changes };
        let session = session(&case, Settings { horizon: Some(6), ..draws(2, 1) });
        let assessment = session.run(&[what_if], Depth::Findings, &Silent).unwrap();
        let Some(trajectory) = &assessment.scenarios["x"].trajectory else { return Ok(()) };
        for moved in &trajectory.moved {
            let ways: f64 = moved.paths.iter().map(|path| path.contribution).sum();
            prop_assert!((ways + moved.remainder - (moved.after - moved.before)).abs() < 1e-12, "{}", moved.quantity);
        }
    }
}
