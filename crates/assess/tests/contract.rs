//! What every registered method must keep, on both shipped cases: a new method is tested by standing in the registry.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{draws, files, session};
use detente_assess::session::Depth;
use detente_assess::{METHODS, Silent, WhatIf};
use detente_case::measure::MEASURES;
use detente_case::{Case, Method, QuantityPath, Unit, load};
use detente_results::{Assessment, BASELINE, Kind};

const DRAWS: u32 = 60;

fn case(name: &str) -> Case {
    load(&files(name)).case
}

/// The baseline, and a scenario without changes.
fn found(case: &Case) -> Assessment {
    let nothing =
        WhatIf { id: "nothing".to_owned(), title: String::new(), question: String::new(), changes: Vec::new() };
    session(case, draws(DRAWS, 7)).run(&[nothing], Depth::Findings, &Silent).unwrap()
}

#[test]
fn every_method_stands_once_with_a_page_that_defines_its_measures() {
    let mut known: BTreeSet<Method> = BTreeSet::new();
    for method in METHODS {
        let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(method.page())).unwrap();
        assert!(page.starts_with("# "), "{} has no title", method.page());
        for word in method.words() {
            assert!(known.insert(*word), "{} belongs to two methods", word.word());
            for measure in MEASURES.into_iter().filter(|measure| measure.method() == *word) {
                let name = [word.word(), measure.word()].join(".");
                let whole =
                    page.contains(&format!(".{}", measure.word())) || page.contains(&format!("`{}", measure.word()));
                assert!(whole, "{} does not define `{name}`", method.page());
            }
        }
        for word in method.builds_on() {
            assert!(known.contains(word), "{} must stand before what is made of it", word.word());
        }
    }
    assert_eq!(known, BTreeSet::from(Method::ALL), "a word of names without a method");
}

#[test]
fn every_path_of_a_case_is_read_back() {
    for name in ["triangle", "northeast-asia-2001"] {
        for quantity in case(name).quantities.iter() {
            let text = quantity.path.to_string();
            assert_eq!(QuantityPath::parse(&text, false).as_ref(), Some(&quantity.path), "{text}");
        }
    }
}

#[test]
fn every_finding_has_a_name_a_label_and_what_is_behind_it() {
    let mut seen = BTreeSet::new();
    for name in ["triangle", "northeast-asia-2001"] {
        let found = found(&case(name));
        for finding in found.findings(BASELINE) {
            let id = &finding.id;
            let measure = id.measure().unwrap_or_else(|| panic!("{id} is no measure"));
            seen.insert(measure.method());
            assert!(!finding.label.is_empty(), "{id} has no label");
            let frequency = finding.kind == Kind::Probability;
            assert_eq!(measure.unit() == Unit::Frequency, frequency, "{id} is counted otherwise than its measure says");
            let behind = found.behind(&finding);
            assert!(!behind.quantities.is_empty() || !behind.claims.is_empty(), "{id} rests on nothing");
            assert!(behind.quantities.iter().all(|path| found.quantities.contains_key(&path.to_string())), "{id}");
            assert!(behind.claims.iter().all(|claim| found.claims.contains_key(claim)), "{id}");
        }
    }
    // The shipped cases have no mutual threats.
    let missing: Vec<Method> = Method::ALL.into_iter().filter(|one| !seen.contains(one)).collect();
    assert!(missing.iter().all(|one| *one == Method::ArmsRace), "{missing:?} find nothing");
}

#[test]
fn a_scenario_without_changes_changes_nothing() {
    for name in ["triangle", "northeast-asia-2001"] {
        let found = found(&case(name));
        let nothing = &found.scenarios["nothing"];
        for finding in found.findings("nothing") {
            let same = finding.difference.as_ref().is_none_or(|difference| difference.equal == 1.0);
            assert!(same, "{}", finding.id);
        }
        assert!(nothing.conflicts.is_empty() && nothing.issues.is_empty() && nothing.cross_impacts.is_empty());
        assert!(nothing.race.is_none() && nothing.exchanges.is_none() && nothing.trajectory.is_none());
    }
}

#[test]
fn one_thread_and_two_find_the_same() {
    let case = case("northeast-asia-2001");
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        serde_json::to_string(&pool.install(|| found(&case))).unwrap()
    };
    assert!(with(1) == with(2), "the number of threads changes the result");
}
