//! How the models did on issues with a known outcome.

use std::collections::BTreeMap;

use detente_bargain::compromise;
use detente_chance::{Stream, crps};
use detente_results::{Model, ModelScore, ScoreResult};

use crate::exchange::exchanges_result;
use crate::input::{BargainInput, IssueInput};
use crate::model::{Settings, Table};

/// Why there is nothing to score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoScore {
    /// No issue has an outcome.
    #[error("no issue has an outcome to compare with")]
    Nothing,
}

/// Why a model is not compared.
const NOT_SHARED: &str = "no difference: the compromise model has no answer on any of the issues on which this one has";

/// Baselines beside the models.
const BASELINES: [(&str, Baseline); 4] = [
    ("unweighted median", |table, _| {
        let flat: Vec<(f64, f64)> = table.position.iter().map(|x| (*x, 1.0)).collect();
        detente_bargain::weighted_median(&flat).map(|median| 50.0 * (median.low + median.high))
    }),
    ("mean by capability", |table, _| {
        let line: Vec<(f64, f64)> = table.position.iter().copied().zip(table.capability.iter().copied()).collect();
        compromise(&line).map(|x| 100.0 * x)
    }),
    ("reference point", |_, issue| issue.reference),
    ("always 50", |_, _| Some(50.0)),
];

type Baseline = fn(&Table, &IssueInput) -> Option<f64>;

/// Scores every model and some baselines against `outcomes` (0 to 100, by issue). The difference from the compromise is drawn by
/// dossier: issues of one dossier are not independent.
///
/// # Errors
/// [`NoScore`].
pub fn score(
    input: &BargainInput,
    outcomes: &[Option<f64>],
    settings: &Settings,
    resamples: u32,
    seed: u64,
) -> Result<ScoreResult, NoScore> {
    let known: Vec<usize> = (0..input.issues.len()).filter(|issue| outcomes[*issue].is_some()).collect();
    if known.is_empty() {
        return Err(NoScore::Nothing);
    }
    let mut forecasts: BTreeMap<(usize, &str), Vec<Option<f64>>> = BTreeMap::new();
    let came: Vec<f64> = known.iter().map(|issue| outcomes[*issue].unwrap_or_default()).collect();
    let exchanged = exchanges_result(input).map(|exchanges| exchanges.outcomes).unwrap_or_default();
    for &issue in &known {
        let told = &input.issues[issue];
        let table = Table::of_issue(input, told);
        let models = Model::ALL.into_iter().map(|model| {
            let found = match model {
                Model::Exchange => exchanged.iter().find(|(id, ..)| *id == told.id).map(|(_, _, after)| *after),
                model => table.forecast(model, told.reference, settings, 0),
            };
            (model.word(), found)
        });
        let baselines = BASELINES.into_iter().map(|(name, of)| (name, of(&table, told)));
        for (place, (name, found)) in models.chain(baselines).enumerate() {
            forecasts.entry((place, name)).or_default().push(found);
        }
    }
    let apart = |own: &Vec<Option<f64>>| -> Vec<Option<f64>> {
        own.iter().zip(&came).map(|(found, outcome)| Some(((*found)? - outcome).abs())).collect()
    };
    let errors: BTreeMap<(usize, &str), Vec<Option<f64>>> =
        forecasts.iter().map(|(model, own)| (*model, apart(own))).collect();
    let groups = dossiers(input, &known);
    let of_dossier: Vec<usize> = known
        .iter()
        .map(|issue| groups.iter().position(|members| members.contains(issue)).unwrap_or_default())
        .collect();
    let base = errors.values().next().cloned().unwrap_or_default();
    // Of a single dossier every resample is the same.
    let weights = if groups.len() > 1 { resampled(&groups, known.len(), resamples, seed) } else { Vec::new() };
    let scored = errors.iter().filter_map(|(model, own)| {
        let crps = ranked_score(&forecasts[model], &came, &of_dossier);
        Some((model.1.to_owned(), ModelScore { crps, ..model_score(own, &base, &weights)? }))
    });
    let models: BTreeMap<String, ModelScore> = scored.collect();
    let mut ranking: Vec<String> = models.keys().cloned().collect();
    ranking.sort_by(|a, b| models[a].mae.total_cmp(&models[b].mae));
    Ok(ScoreResult { issues: known.len(), dossiers: groups.len(), resamples, seed, models, ranking })
}

/// Issues by dossier; an issue without one stands by itself.
fn dossiers(input: &BargainInput, issues: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for &issue in issues {
        let dossier = input.issues[issue].dossier.as_str();
        match groups.iter_mut().find(|(name, _)| !dossier.is_empty() && *name == dossier) {
            Some((_, members)) => members.push(issue),
            None => groups.push((dossier, vec![issue])),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

/// Mean continuous ranked probability score of a model's forecasts, each with the model's errors on other dossiers as its doubt.
fn ranked_score(forecasts: &[Option<f64>], came: &[f64], of_dossier: &[usize]) -> Option<f64> {
    let known: Vec<(f64, f64, usize)> = forecasts
        .iter()
        .zip(came)
        .zip(of_dossier)
        .filter_map(|((found, came), dossier)| Some(((*found)?, *came, *dossier)))
        .collect();
    let score = |(found, outcome, dossier): &(f64, f64, usize)| {
        let others = known.iter().filter(|other| other.2 != *dossier);
        let sample: Vec<f64> = others.map(|(of, came, _)| (found + came - of).clamp(0.0, 100.0)).collect();
        crps(&sample, *outcome)
    };
    let scores: Option<Vec<f64>> = known.iter().map(score).collect();
    scores.filter(|scores| !scores.is_empty()).map(|scores| scores.iter().sum::<f64>() / scores.len() as f64)
}

/// For each resample how often each known issue counts.
fn resampled(groups: &[Vec<usize>], issues: usize, resamples: u32, seed: u64) -> Vec<Vec<f64>> {
    let stream = Stream::new(seed, "score/dossiers");
    // Known issues are numbered in the order of their groups' members.
    let mut all: Vec<usize> = groups.iter().flatten().copied().collect();
    all.sort_unstable();
    let place = |issue: usize| all.binary_search(&issue).unwrap_or_default();
    let count = groups.len() as u64;
    (0..u64::from(resamples))
        .map(|resample| {
            let mut weights = vec![0.0; issues];
            for draw in 0..count {
                let group = (stream.uniform(resample * count + draw) * count as f64) as usize;
                groups[group.min(groups.len() - 1)].iter().for_each(|issue| weights[place(*issue)] += 1.0);
            }
            weights
        })
        .collect()
}

fn model_score(own: &[Option<f64>], base: &[Option<f64>], weights: &[Vec<f64>]) -> Option<ModelScore> {
    let mut sorted: Vec<f64> = own.iter().flatten().copied().collect();
    if sorted.is_empty() {
        return None;
    }
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let apart: Vec<Option<f64>> = own.iter().zip(base).map(|(own, base)| Some((*own)? - (*base)?)).collect();
    let mean = |weights: &dyn Fn(usize) -> f64| -> Option<f64> {
        let (sum, total) = apart
            .iter()
            .enumerate()
            .filter_map(|(issue, apart)| Some((weights(issue) * (*apart)?, weights(issue))))
            .fold((0.0, 0.0), |(sum, total), (value, weight)| (sum + value, total + weight));
        (total > 0.0).then(|| sum / total)
    };
    let difference = mean(&|_| 1.0);
    let mut drawn: Vec<f64> = weights.iter().filter_map(|weights| mean(&|issue| weights[issue])).collect();
    drawn.sort_by(f64::total_cmp);
    // Fewer resamples leave no fortieth on either side.
    let quantile = |p: f64| {
        let last = drawn.len().checked_sub(40)? + 39;
        Some(drawn[(last as f64 * p).round() as usize])
    };
    let middle = sorted.len() / 2;
    Some(ModelScore {
        issues: sorted.len(),
        mae: sorted.iter().sum::<f64>() / count,
        median_error: if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 },
        crps: None,
        within_10: sorted.iter().filter(|error| **error <= 10.0).count() as f64 / count,
        difference,
        difference_low: quantile(0.025),
        difference_high: quantile(0.975),
        note: difference.is_none().then(|| NOT_SHARED.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::model_score;

    /// Two that answer different issues cannot be compared, and nothing is said of it that looks like a number.
    #[test]
    fn models_without_a_shared_issue_have_no_difference() {
        let (own, base) = ([Some(3.0), None], [None, Some(5.0)]);
        let found = model_score(&own, &base, &vec![vec![1.0, 1.0]; 80]).unwrap();
        assert_eq!((found.issues, found.mae), (1, 3.0));
        assert_eq!((found.difference, found.difference_low, found.difference_high), (None, None, None));
        assert!(found.note.is_some_and(|note| note.contains("no answer")));
        let shared = model_score(&own, &[Some(1.0), Some(5.0)], &[]).unwrap();
        assert_eq!((shared.difference, shared.note), (Some(2.0), None));
    }
}
