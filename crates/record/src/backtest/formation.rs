//! Will two states without any obligation conclude one this year?

use std::collections::BTreeSet;

use detente_results::backtest::Formation;

use super::Protocol;
use super::model::{Model, fit, score};
use super::panel::{Row, pacts, panel};
use crate::sets::{Folder, Set, SetError};
use crate::states::Known;

const LOGITS: [(&str, &[&str]); 4] = [
    ("geography and power", &["land", "contig", "maj", "bothmaj", "capratio", "capmin"]),
    ("geography and power + portfolios", &["land", "contig", "maj", "bothmaj", "capratio", "capmin", "S", "friends"]),
    (
        "geography and power + history",
        &["land", "contig", "maj", "bothmaj", "capratio", "capmin", "p1", "p2", "p3", "mid_lag", "mid10"],
    ),
    (
        "geography and power + network",
        &[
            "land", "contig", "maj", "bothmaj", "capratio", "capmin", "S", "friends", "enemies", "mixed", "apart",
            "margin",
        ],
    ),
];

/// Fits and scores every model.
///
/// # Errors
/// [`SetError`] where a data set is missing.
pub fn formation(folder: &Folder, protocol: &Protocol) -> Result<Formation, SetError> {
    let known = Known::new();
    let panel = panel(folder, protocol.train.0, protocol.test.1, false)?;
    let rows = &panel.rows;
    let atop = folder.covering(Set::Atop, (protocol.train.0, protocol.test.1))?;
    let mut new: BTreeSet<(i16, u16, u16)> = BTreeSet::new();
    let mut at_risk: Vec<&Row> = Vec::new();
    for of_year in rows.chunk_by(|row, next| row.year == next.year) {
        let year = of_year[0].year;
        let table = pacts(&known, atop, year);
        for row in of_year.iter().filter(|row| row.features[8] == 0.0) {
            let (Some(a), Some(b)) = (known.place(row.a), known.place(row.b)) else { continue };
            if table[a * known.len() + b] > 0 {
                new.insert((year, row.a.0, row.b.0));
            }
            at_risk.push(row);
        }
    }
    let formed = |row: &Row| new.contains(&(row.year, row.a.0, row.b.0));
    let within = |row: &Row, years: (i16, i16)| (years.0..=years.1).contains(&row.year);
    let train: Vec<&Row> = at_risk.iter().copied().filter(|row| within(row, protocol.train)).collect();
    let test: Vec<&Row> = at_risk.iter().copied().filter(|row| within(row, protocol.test)).collect();
    let count = |rows: &[&Row]| rows.iter().filter(|row| formed(row)).count();
    let base = count(&train) as f64 / train.len().max(1) as f64;
    let mut models: Vec<Model> = vec![("base rate".to_owned(), vec![base; test.len()])];
    let mut coefficients = Vec::new();
    let mut notes = vec![
        "Pairs without any obligation (ATOP 5.1) the year before; all else is known the year before.".to_owned(),
        "Alliances form in lumps, many pairs by one treaty: intervals of 95 % are over resampled years, and wide."
            .to_owned(),
    ];
    notes.extend(panel.note());
    for (name, features) in LOGITS {
        match fit(&train, |row| u8::from(formed(row)), "all", name, features, None) {
            Some((fitted, logit)) => {
                coefficients.push(fitted);
                models.push((name.to_owned(), test.iter().map(|row| logit.of(row)[1]).collect()));
            }
            None => notes.push(format!("The logit {name} cannot be fitted.")),
        }
    }
    let happened: Vec<bool> = test.iter().map(|row| formed(row)).collect();
    let years = test.iter().map(|row| (row.year - protocol.test.0) as u32).collect();
    let clusters = (years, usize::from((protocol.test.1 - protocol.test.0 + 1).unsigned_abs()));
    Ok(Formation {
        target: "alliance formation",
        train: protocol.train,
        test: protocol.test,
        resamples: protocol.resamples,
        notes,
        rows: [train.len(), count(&train), test.len(), count(&test)],
        models: score(&happened, &clusters, &models, protocol),
        coefficients,
    })
}
