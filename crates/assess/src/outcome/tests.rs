//! What a change does not reach is taken from the baseline, and is what would have been found.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use detente_case::{Case, Change, Files, Shape, load};
use detente_method::{GroundedChange, Silent};
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

const DRAWS: u32 = 40;

fn case(name: &str) -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let mut files = Files::default();
    for sub in ["", "scenarios/", "sources/"] {
        for entry in fs::read_dir(folder.join(sub)).into_iter().flatten().flatten() {
            if entry.file_type().unwrap().is_file() {
                let file = format!("{sub}{}", entry.file_name().to_string_lossy());
                files.insert(file, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    load(&files).case
}

fn run_of<'c>(case: &'c Case, changes: &[GroundedChange], against: Against<'_>) -> Outcome<'c> {
    let options = Options {
        draws: DRAWS,
        seed: 7,
        as_of: None,
        horizon: case.settings.horizon,
        standing: Vec::new(),
        scenarios: Vec::new(),
    };
    let what_if = WhatIf { id: "x".into(), title: String::new(), question: String::new(), changes: changes.to_vec() };
    Outcome::of(case, &what_if, &options, against, &Silent).unwrap()
}

/// The same baseline, of which nothing is remembered but its draws and the names of its findings.
fn forgetful(case: &Case) -> Outcome<'_> {
    let mut outcome = run_of(case, &[], Against::Nothing);
    (outcome.memos, outcome.beside.views) = (Vec::new(), Vec::new());
    outcome
}

/// Everything of a column, with the bits of its numbers.
fn told(column: &Column) -> impl PartialEq + Debug + use<> {
    let bits: Vec<u64> = column.draws.iter().map(|x| x.to_bits()).collect();
    (format!("{:?}", column.spec), column.at_mode.to_bits(), bits, format!("{:?}", column.bounded))
}

/// A scenario gives the same columns, views, reasons and trajectories with what the baseline remembers and without it.
fn agrees(case: &Case, changes: &[GroundedChange]) {
    let (baseline, forgetful) = (run_of(case, &[], Against::Nothing), forgetful(case));
    let [with, without] = [&baseline, &forgetful].map(|one| run_of(case, changes, Against::Baseline(one)));
    let ids = |outcome: &Outcome<'_>| outcome.columns.iter().map(|column| column.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&with), ids(&without));
    with.columns.iter().zip(&without.columns).for_each(|(one, other)| assert_eq!(told(one), told(other)));
    let beside = |outcome: &Outcome<'_>| (outcome.beside.views.clone(), outcome.beside.trajectory.clone());
    let json = |outcome: &Outcome<'_>| serde_json::to_string(&beside(outcome)).unwrap();
    assert_eq!(json(&with), json(&without));
    assert_eq!(format!("{:?}", with.reasons), format!("{:?}", without.reasons));
}

/// A change of any kind: of a quantity, or of the claims that count.
fn change(case: &Case, kind: usize, place: &Index, by: f64) -> Option<GroundedChange> {
    let quantities: Vec<_> = case.quantities.iter().collect();
    let quantity = quantities.get(place.index(quantities.len().max(1)))?;
    let (low, high) = quantity.range;
    let text = match kind {
        0 => format!("{}={}", quantity.path, low + by * (high - low)),
        1 => format!("{}+={}", quantity.path, (by - 0.5) * (high - low)),
        2 => format!("drop:id={}", &*case.claims.get(place.index(case.claims.len().max(1)))?.id),
        _ => "only:basis=explicit".to_owned(),
    };
    Change::parse(&text, Shape::Pert).ok().map(GroundedChange::from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_taken_from_the_baseline_is_what_would_be_found(
        kinds in prop::collection::vec((0..4_usize, any::<Index>(), 0.0..1.0f64), 1..3)
    ) {
        let case = case("triangle");
        let changes: Vec<_> = kinds.iter().filter_map(|(kind, place, by)| change(&case, *kind, place, *by)).collect();
        agrees(&case, &changes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn of_conflicts_too(kind in 0..4_usize, place in any::<Index>(), by in 0.0..1.0f64) {
        let case = case("cuba-1962");
        let changes: Vec<_> = change(&case, kind, &place, by).into_iter().collect();
        agrees(&case, &changes);
    }
}

#[test]
fn a_change_that_reaches_one_view_leaves_the_findings_of_others_shared() {
    let case = case("northeast-asia-2001");
    let baseline = run_of(&case, &[], Against::Nothing);
    let nothing = run_of(&case, &[], Against::Baseline(&baseline));
    let shared = |column: &&Column| {
        let before = baseline.by_id.get(&column.id).map(|place| &baseline.columns[*place]);
        before.is_some_and(|before| Arc::ptr_eq(&before.draws, &column.draws))
    };
    let views = [detente_case::Method::Balance, detente_case::Method::Geometry, detente_case::Method::Conflict];
    let of_views =
        nothing.columns.iter().filter(|column| views.iter().any(|word| column.id.is_of(*word, column.id.subject())));
    assert!(of_views.clone().count() > 0 && of_views.clone().all(|column| shared(&column)));
}

#[test]
fn rows_that_are_left_out_are_left_out_alike() {
    let case = case("cuba-1962");
    for text in ["only:basis=explicit", "drop:id=C12.1"] {
        let change = Change::parse(text, Shape::Pert).unwrap();
        agrees(&case, &[GroundedChange::from(change)]);
    }
}

/// A question is asked once more of the same columns, draws and pictures, whatever was taken from the run before.
#[test]
fn what_is_asked_once_more_is_the_same_with_a_run_before_it() {
    for (name, text) in [
        ("cuba-1962", "only:basis=explicit"),
        ("cuba-1962", "drop:id=C12.1"),
        ("northeast-asia-2001", "drop:channel=private"),
        ("northeast-asia-2001", "factor.shield=0.9"),
    ] {
        let case = case(name);
        let changes = [GroundedChange::from(Change::parse(text, Shape::Pert).unwrap())];
        let first = run_of(&case, &[], Against::OnceMore(None));
        let [with, without] = [Some(&first), None].map(|known| run_of(&case, &changes, Against::OnceMore(known)));
        let all = |outcome: &Outcome<'_>| outcome.columns.iter().map(told).collect::<Vec<_>>();
        assert!(all(&with) == all(&without), "{name} {text}");
        let beside = |outcome: &Outcome<'_>| serde_json::to_string(&outcome.beside).unwrap();
        assert_eq!(beside(&with), beside(&without), "{name} {text}");
        let drawn = |outcome: &Outcome<'_>| {
            let samples = &outcome.samples;
            samples
                .indices()
                .map(|index| (index, samples.mode(index), samples.column(index).to_vec()))
                .collect::<Vec<_>>()
        };
        assert!(drawn(&with) == drawn(&without), "{name} {text}");
        let (result, ranked) = first.result(&case, None);
        let known = Compared { outcome: &first, result: &result.result, ranked: &ranked, paired: false };
        let findings =
            |outcome: &Outcome<'_>, known| serde_json::to_string(&outcome.result(&case, known).0.result).unwrap();
        assert_eq!(findings(&with, Some(&known)), findings(&without, None), "{name} {text}");
    }
}

#[test]
fn a_thin_case_has_nothing_to_take() {
    let mut files = Files::default();
    files.insert("case.toml".to_owned(), "id = \"thin\"\ntitle = \"Thin\"\n".to_owned());
    agrees(&load(&files).case, &[]);
}
