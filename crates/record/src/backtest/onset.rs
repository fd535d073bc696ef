//! Will a dispute begin between two states this year? Baselines first, then logits.

use std::collections::BTreeMap;

use detente_results::backtest::{Onset, OnsetSet};

use super::Protocol;
use super::model::{Model, by_pair, fit, score};
use super::panel::{FEATURES, PEACE_MOST, Row, panel};
use crate::sets::{Folder, SetError};

/// The columns of a logit as a range of [`FEATURES`] and those left out.
const F3: &[&str] = FEATURES.split_at(14).0;

/// The protocol's columns with third states and blocs.
const NETWORK: &[&str] = FEATURES.split_at(19).0;

/// Logits: name, features, and those left out.
const LOGITS: [(&str, &[&str], &[&str]); 9] = [
    ("theory", &["land", "S", "capratio"], &[]),
    ("F2", FEATURES.split_at(9).0, &[]),
    ("F3", F3, &[]),
    ("F3 without S", F3, &["S"]),
    ("F3 + third states", NETWORK, &["apart", "margin"]),
    ("F3 + blocs", NETWORK, &["friends", "enemies", "mixed"]),
    ("F3 + strained", &FEATURES, &["friends", "enemies", "mixed", "apart", "margin", "tolerance"]),
    ("F3 + network", NETWORK, &[]),
    ("F3 + network without S", NETWORK, &["S"]),
];
/// What is fitted where the tolerance of every tie is asked for.
const TOLERANT: (&str, &[&str], &[&str]) =
    ("F3 + tolerance", &FEATURES, &["friends", "enemies", "mixed", "apart", "margin"]);

/// Fits and scores every model.
///
/// # Errors
/// [`SetError`] where a data set is missing.
pub fn onset(folder: &Folder, protocol: &Protocol) -> Result<Onset, SetError> {
    folder.covering(crate::sets::Set::GmlMids, (protocol.train.0, protocol.test.1))?;
    let panel = panel(folder, protocol.train.0, protocol.test.1, protocol.tolerance)?;
    let rows = &panel.rows;
    let mut found = Onset {
        target: "dispute onset",
        train: protocol.train,
        test: protocol.test,
        resamples: protocol.resamples,
        notes: vec![
            "A dispute begins (GML 2.2.1) between two states that are members this year and were the year before; all else is known the year before.".to_owned(),
            "Fitted once, to the years of training; intervals of 95 % over resampled pairs of states.".to_owned(),
            "Later codings of these years were not known then: the releases are of today.".to_owned(),
        ],
        sets: Vec::new(),
        coefficients: Vec::new(),
    };
    found.notes.extend(panel.note());
    for (set, meaning, keep) in SETS {
        let kept: Vec<&Row> = rows.iter().filter(|row| keep(row)).collect();
        one_set(&kept, set, meaning, protocol, &mut found);
    }
    Ok(found)
}

type Keep = fn(&Row) -> bool;
const SETS: [(&str, &str, Keep); 2] = [
    ("relevant", "pairs that are contiguous or of which one is a major power", |row| row.relevant),
    ("all", "all pairs of members", |_| true),
];

fn one_set(rows: &[&Row], set: &str, meaning: &'static str, protocol: &Protocol, found: &mut Onset) {
    let within = |years: (i16, i16)| move |row: &&Row| (years.0..=years.1).contains(&row.year);
    let train: Vec<&Row> = rows.iter().copied().filter(|row| within(protocol.train)(row)).collect();
    let test: Vec<&Row> = rows.iter().copied().filter(|row| within(protocol.test)(row)).collect();
    let mut models = baselines(&train, &test);
    for (name, features, without) in LOGITS.into_iter().chain(protocol.tolerance.then_some(TOLERANT)) {
        let features: Vec<&str> = features.iter().copied().filter(|feature| !without.contains(feature)).collect();
        let Some((fitted, logit)) = fit(&train, |row| u8::from(row.onset), set, name, &features, None) else {
            found.notes.push(format!("The logit {name} cannot be fitted to the set {set}."));
            continue;
        };
        found.coefficients.push(fitted);
        models.push((name.to_owned(), test.iter().map(|row| logit.of(row)[1]).collect()));
    }
    models.extend(refitted(rows, &test, set));
    let hard: Vec<usize> = (0..test.len()).filter(|row| test[*row].history == 0).collect();
    let everyone: Vec<usize> = (0..test.len()).collect();
    let trained = (train.len(), train.iter().filter(|row| row.onset).count());
    let hard_meaning = "of these, pairs without an onset in the ten years before; the models are the same";
    let parts = [(set.to_owned(), meaning, everyone), (format!("{set}, new"), hard_meaning, hard)];
    for (set, meaning, of) in parts {
        let part: Vec<&Row> = of.iter().map(|row| test[*row]).collect();
        let models: Vec<Model> =
            models.iter().map(|(name, p)| (name.clone(), of.iter().map(|row| p[*row]).collect())).collect();
        found.sets.push(OnsetSet {
            set,
            meaning,
            train_rows: trained.0,
            train_onsets: trained.1,
            test_rows: part.len(),
            test_onsets: part.iter().filter(|row| row.onset).count(),
            models: score(&happened(&part), &by_pair(&part), &models, protocol),
        });
    }
}

/// Base rate, persistence, count of ten years, years of peace.
fn baselines(train: &[&Row], test: &[&Row]) -> Vec<Model> {
    let lookup = |name: &str, key: &dyn Fn(&Row) -> u8, width: u8| {
        let rates = rates(train, key, width);
        let base = rates.1;
        let p = test.iter().map(|row| rates.0.get(&key(row)).copied().unwrap_or(base)).collect();
        (name.to_owned(), p)
    };
    vec![
        lookup("base rate", &|_| 0, 0),
        lookup("persistence", &|row| row.features[12] as u8, 0),
        lookup("10-year count", &|row| row.history.min(5), 0),
        lookup("peace years", &|row| row.peace.min(PEACE_MOST), 1),
    ]
}

/// Share of onsets by key, over keys at most `width` away; and over all.
fn rates(train: &[&Row], key: &dyn Fn(&Row) -> u8, width: u8) -> (BTreeMap<u8, f64>, f64) {
    let mut counts: BTreeMap<u8, (f64, f64)> = BTreeMap::new();
    let mut all = (0.0, 0.0);
    for row in train {
        let count = counts.entry(key(row)).or_default();
        count.0 += f64::from(u8::from(row.onset));
        count.1 += 1.0;
        all.0 += f64::from(u8::from(row.onset));
        all.1 += 1.0;
    }
    // The mean of neighbouring shares, each counting the same however many rows it has.
    let near = |at: u8| {
        let around = counts.range(at.saturating_sub(width)..=at.saturating_add(width));
        around.clone().map(|(_, count)| count.0 / count.1).sum::<f64>() / around.count() as f64
    };
    (counts.keys().map(|at| (*at, near(*at))).collect(), all.0 / all.1)
}

/// F3 fitted again every year to all the years before.
fn refitted(rows: &[&Row], test: &[&Row], set: &str) -> Option<Model> {
    let name = "F3, refitted every year";
    let mut probabilities = Vec::with_capacity(test.len());
    let mut last = None;
    for year in test.first()?.year..=test.last()?.year {
        let before: Vec<&Row> = rows.iter().copied().filter(|row| row.year < year).collect();
        let (_, logit) = fit(&before, |row| u8::from(row.onset), set, name, F3, last.as_ref())?;
        probabilities.extend(test.iter().filter(|row| row.year == year).map(|row| logit.of(row)[1]));
        last = Some(logit);
    }
    Some((name.to_owned(), probabilities))
}

fn happened(rows: &[&Row]) -> Vec<bool> {
    rows.iter().map(|row| row.onset).collect()
}
