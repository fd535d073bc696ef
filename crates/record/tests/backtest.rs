//! The table of the protocol: baselines and logits of dispute onset, computed apart from this program.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

mod data;

use data::data;
use detente_record::backtest::{Protocol, formation, onset, sign};
use detente_record::sets::Folder;
use detente_results::backtest::{Onset, SignSet};

fn folder() -> Option<Folder> {
    data("").map(|path| Folder::open(&path).unwrap())
}

/// Set, model, AUC, AP, Brier, skill, log.
const TABLE: [(&str, &str, f64, f64, f64, f64, f64); 12] = [
    ("relevant", "base rate", 0.500, 0.0143, 0.01425, 0.0, 0.0777),
    ("relevant", "persistence", 0.6920, 0.1231, 0.01271, 0.1079, 0.0636),
    ("relevant", "10-year count", 0.8562, 0.1865, 0.01242, 0.1283, 0.0547),
    ("relevant", "peace years", 0.8754, 0.1854, 0.01258, 0.1166, 0.0554),
    ("relevant", "theory", 0.8417, 0.0723, 0.01375, 0.0346, 0.0659),
    ("relevant", "F2", 0.9038, 0.1229, 0.01332, 0.0649, 0.0591),
    ("relevant", "F3", 0.9412, 0.2677, 0.01183, 0.1696, 0.0483),
    ("relevant", "F3 without S", 0.9410, 0.2788, 0.01174, 0.1761, 0.0480),
    ("all", "persistence", 0.6837, 0.0915, 0.00138, 0.0896, 0.0093),
    ("all", "10-year count", 0.8566, 0.1589, 0.00135, 0.1100, 0.0074),
    ("all", "peace years", 0.8538, 0.1092, 0.00143, 0.0592, 0.0086),
    ("all", "F3", 0.9808, 0.2341, 0.00130, 0.1416, 0.0061),
];

const F3: [f64; 15] = [
    -1.06259, 0.60972, 0.78265, -0.15533, 0.19992, -0.98387, -0.05740, 0.21093, -0.02788, 0.10427, -0.18023, 0.51681,
    -0.47315, 0.35196, 0.24827,
];

fn rows(found: &Onset, set: &str) -> (usize, usize, usize, usize) {
    let set = found.sets.iter().find(|of| of.set == set).unwrap();
    (set.train_rows, set.train_onsets, set.test_rows, set.test_onsets)
}

#[test]
fn the_table_of_dispute_onset_is_reproduced() {
    let Some(folder) = folder() else { return };
    let found = onset(&folder, &Protocol { resamples: 0, ..Protocol::default() }).unwrap();
    assert_eq!(rows(&found, "relevant"), (53_846, 1_328, 17_846, 256));
    assert_eq!(rows(&found, "all"), (511_478, 1_624, 184_132, 279));
    assert_eq!(rows(&found, "relevant, new"), (53_846, 1_328, 16_251, 60));
    let mut wrong = Vec::new();
    for (set, model, auc, ap, brier, skill, log) in TABLE {
        let models = &found.sets.iter().find(|of| of.set == set).unwrap().models;
        let scores = models.iter().find(|of| of.model == model).unwrap();
        let wanted = [auc, ap, brier, skill, log];
        let have = [scores.auc.value, scores.auc_pr.value, scores.brier.value, scores.skill, scores.log.value];
        let tolerance = [0.0001, 0.0001, 0.00001, 0.0001, 0.0001];
        if have.iter().zip(wanted).zip(tolerance).any(|((have, wanted), far)| (have - wanted).abs() > far) {
            wrong.push(format!("{set} {model}: {wanted:?}, found {have:.5?}"));
        }
    }
    let fitted = found.coefficients.iter().find(|of| of.set == "relevant" && of.model == "F3").unwrap();
    assert!(fitted.converged);
    for (coefficient, wanted) in fitted.coefficients.iter().zip(F3) {
        if (coefficient.value - wanted).abs() > 0.00002 {
            wrong.push(format!("{}: {wanted}, found {:.5}", coefficient.feature, coefficient.value));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let new = &found.sets.iter().find(|of| of.set == "relevant, new").unwrap().models;
    let f3 = new.iter().find(|of| of.model == "F3").unwrap();
    assert!((f3.auc.value - 0.870).abs() < 0.001 && (f3.auc_pr.value - 0.038).abs() < 0.001, "{f3:?}");
}
#[test]
fn the_table_of_signs_in_five_years_is_reproduced() {
    let Some(folder) = folder() else { return };
    let found = sign(&folder, &Protocol { resamples: 0, ..Protocol::default() }).unwrap();
    let [relevant, all] = &found.sets[..] else { panic!("two sets") };
    assert_eq!((relevant.test_rows, all.test_rows), (8_882, 91_298));
    assert_eq!(relevant.train_rows, 44_765);
    let close =
        |found: f64, wanted: f64, what: &str| assert!((found - wanted).abs() < 6e-5, "{what}: {wanted}, found {found}");
    close(relevant.changed, 0.0954, "changed");
    close(all.changed, 0.0183, "changed");
    let wanted = [[0.5213, 0.2871, 0.1916], [0.0368, 0.9168, 0.0464], [0.0636, 0.0297, 0.9067]];
    for (row, wanted) in relevant.transitions.iter().zip(wanted) {
        row.unwrap().iter().zip(wanted).for_each(|(found, wanted)| close(*found, wanted, "transition"));
    }
    let of = |set: &SignSet, model: &str| {
        let model = set.models.iter().find(|of| of.model == model).unwrap();
        [model.accuracy.value, model.brier.value, model.rps.value, model.log.value]
    };
    for (model, wanted) in
        [("base rate", [0.5206, 0.5644, 0.1533, 0.8824]), ("Markov", [0.9046, 0.1523, 0.0520, 0.3235])]
    {
        of(relevant, model).into_iter().zip(wanted).for_each(|(found, wanted)| close(found, wanted, model));
    }
    close(of(all, "Markov")[0], 0.9817, "all");
    close(of(all, "Markov")[3], 0.0858, "all");
    assert!(of(relevant, "logit")[3] < 0.27);
}

#[test]
fn the_rows_of_alliance_formation_are_those_of_the_reference() {
    let Some(folder) = folder() else { return };
    let found = formation(&folder, &Protocol { resamples: 0, ..Protocol::default() }).unwrap();
    assert_eq!(found.rows[2..], [147_280, 917]);
}
