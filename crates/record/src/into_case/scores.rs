//! The table of backtests of a case.

use detente_case::Sheet;
use detente_case::case::KeptScore;
use detente_results::backtest::{Backtested, ModelScore, SignModel, SignSet};

/// The scores of a backtest as rows.
pub fn scores(found: &Backtested) -> Vec<KeptScore> {
    match found {
        Backtested::Onset(found) => {
            let of_set = found.sets.iter().flat_map(|set| {
                let of = Of { target: found.target, set: &set.set, rows: set.test_rows, events: set.test_onsets };
                set.models.iter().map(move |model| of.row(model))
            });
            of_set.collect()
        }
        Backtested::Formation(found) => {
            let of = Of { target: found.target, set: "all", rows: found.rows[2], events: found.rows[3] };
            found.models.iter().map(|model| of.row(model)).collect()
        }
        Backtested::Sign(found) => found.sets.iter().flat_map(|set| sign_rows(found.target, set)).collect(),
    }
}

/// The table with the scores of a backtest in the place of those of the same target.
pub fn replaced(mut sheet: Sheet, fresh: &[KeptScore]) -> Sheet {
    let Some(target) = fresh.first().map(|row| row.target.as_str()) else { return sheet };
    for row in (0..sheet.len()).rev() {
        if sheet.cell(row, "target") == target {
            sheet.remove(row);
        }
    }
    sheet.append(fresh);
    sheet
}

/// What models are scored on.
#[derive(Clone, Copy)]
struct Of<'a> {
    target: &'a str,
    set: &'a str,
    rows: usize,
    events: usize,
}

impl Of<'_> {
    fn row(self, model: &ModelScore) -> KeptScore {
        KeptScore {
            target: self.target.to_owned(),
            set: self.set.to_owned(),
            model: model.model.clone(),
            rows: Some(self.rows as f64),
            events: Some(self.events as f64),
            auc: known(model.auc.value),
            auc_pr: known(model.auc_pr.value),
            auc_pr_low: model.auc_pr.low.and_then(known),
            auc_pr_high: model.auc_pr.high.and_then(known),
            brier: known(model.brier.value),
            skill: known(model.skill),
            log: known(model.log.value),
        }
    }
}

/// Scores of three outcomes: events are the ties that changed, Brier scores add up the outcomes, nothing is ranked.
fn sign_rows(target: &str, set: &SignSet) -> Vec<KeptScore> {
    let base = set.models.first().map_or(f64::NAN, |model| model.brier.value);
    let row = |model: &SignModel| KeptScore {
        target: target.to_owned(),
        set: set.set.clone(),
        model: model.model.clone(),
        rows: Some(set.test_rows as f64),
        events: Some((set.changed * set.test_rows as f64).round()),
        brier: known(model.brier.value),
        skill: known(1.0 - model.brier.value / base),
        log: known(model.log.value),
        ..KeptScore::default()
    };
    set.models.iter().map(row).collect()
}

fn known(value: f64) -> Option<f64> {
    Some(value).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use detente_results::backtest::{Scored, Sign};

    use super::*;

    fn of(target: &str, model: &str) -> KeptScore {
        KeptScore { target: target.to_owned(), model: model.to_owned(), ..KeptScore::default() }
    }

    #[test]
    fn scores_of_the_same_target_are_replaced() {
        let mut sheet = Sheet::new::<KeptScore>();
        sheet.append(&[of("sign", "old"), of("dispute onset", "F1"), of("sign", "older")]);
        let sheet = replaced(sheet, &[of("sign", "new")]);
        let models: Vec<&str> = (0..sheet.len()).map(|row| sheet.cell(row, "model")).collect();
        assert_eq!(models, ["F1", "new"]);
        assert_eq!(replaced(sheet, &[]).len(), 2);
    }

    #[test]
    fn skill_of_signs_is_measured_against_the_first_model() {
        let scored = |value: f64| Scored { value, low: None, high: None };
        let model = |name: &str, brier: f64| SignModel {
            model: name.to_owned(),
            accuracy: scored(0.5),
            brier: scored(brier),
            rps: scored(0.1),
            log: scored(f64::INFINITY),
        };
        let set = SignSet {
            set: "all".to_owned(),
            train_rows: 10,
            test_rows: 40,
            changed: 0.1,
            transitions: [None; 3],
            models: vec![model("stays", 0.5), model("logit", 0.4)],
            notes: Vec::new(),
        };
        let (train, test, resamples) = ((1950, 2000), (2001, 2010), 0);
        let found = Sign { target: "sign", train, test, resamples, notes: Vec::new(), sets: vec![set] };
        let rows = scores(&Backtested::Sign(found));
        assert_eq!((rows[0].skill, rows[0].events, rows[0].log), (Some(0.0), Some(4.0), None));
        assert!(rows[1].skill.is_some_and(|skill| (skill - 0.2).abs() < 1e-12));
    }
}
