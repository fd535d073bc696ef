//! Models of a backtest: logits over the columns of a panel, and how every model is scored.

use std::collections::BTreeMap;

use detente_panel::{Design, Logit};
use detente_results::backtest::{Coefficient, Fitted, Gain, ModelScore, Together};

use super::Protocol;
use super::panel::{FEATURES, Row};
use super::scores::{Binary, Ranked, interval, resample, together};

/// A model's name and the probabilities of the rows of the test.
pub(super) type Model = (String, Vec<f64>);

/// A logit over some columns of the panel.
pub(super) struct Fit {
    logit: Logit,
    places: Vec<usize>,
}

impl Fit {
    /// Probabilities of the outcomes of a row.
    pub(super) fn of(&self, row: &Row) -> Vec<f64> {
        self.logit.predict(&self.places.iter().map(|place| row.features[*place]).collect::<Vec<f64>>())
    }
}

/// Fits a logit of two outcomes to columns of the panel by name, from an earlier fit where there is one.
pub(super) fn fit(
    train: &[&Row],
    outcome: impl Fn(&Row) -> u8,
    set: &str,
    model: &str,
    features: &[&str],
    start: Option<&Fit>,
) -> Option<(Fitted, Fit)> {
    let places: Vec<usize> = features.iter().filter_map(|name| FEATURES.iter().position(|of| of == name)).collect();
    let mut design = Design::new(places.len());
    train.iter().for_each(|row| design.push(places.iter().map(|place| row.features[*place])));
    let outcomes: Vec<u8> = train.iter().map(|row| outcome(row)).collect();
    let logit = Logit::fit_from(&design, &outcomes, 2, start.map(|fit| &fit.logit))?;
    let named = std::iter::once("const").chain(features.iter().copied()).zip(&logit.coefficients[0]);
    let fitted = Fitted {
        set: set.to_owned(),
        model: model.to_owned(),
        steps: logit.steps,
        converged: logit.converged,
        coefficients: named
            .map(|(feature, value)| Coefficient { feature: feature.to_owned(), value: *value })
            .collect(),
    };
    Some((fitted, Fit { logit, places }))
}

/// Scores every model, with intervals over resampled clusters; the first model is the base rate. A model `X + …` is set against `X`.
pub(super) fn score(
    happened: &[bool],
    (clusters, count): &(Vec<u32>, usize),
    models: &[Model],
    protocol: &Protocol,
) -> Vec<ModelScore> {
    let ranked: Vec<Ranked> = models.iter().map(|(_, p)| Ranked::new(p, happened, clusters)).collect();
    let ones = vec![1.0; *count];
    let whole: Vec<Option<Binary>> = ranked.iter().map(|ranked| ranked.scores(&ones)).collect();
    let draws: Vec<Vec<Option<Binary>>> = resample(*count, protocol.resamples, protocol.seed, |weights| {
        ranked.iter().map(|ranked| ranked.scores(weights)).collect()
    });
    let resampled: Vec<Vec<Option<Binary>>> =
        (0..models.len()).map(|model| draws.iter().map(|draw| draw[model]).collect()).collect();
    let base = whole.first().copied().flatten().map_or(f64::NAN, |scores| scores.brier);
    let mut gains = gains(models, &whole, &resampled);
    let mut found = Vec::new();
    for (((name, _), ranked), (scores, resampled)) in models.iter().zip(&ranked).zip(whole.iter().zip(&resampled)) {
        let Some(scores) = scores else { continue };
        let of = |pick: fn(&Binary) -> f64| interval(pick(scores), resampled.iter().flatten().map(pick).collect());
        let (precision_at_100, recall_at_100) = ranked.top(100);
        found.push(ModelScore {
            model: name.clone(),
            auc: of(|scores| scores.auc),
            auc_pr: of(|scores| scores.ap),
            brier: of(|scores| scores.brier),
            skill: 1.0 - scores.brier / base,
            log: of(|scores| scores.log),
            precision_at_100,
            recall_at_100,
            over: gains.remove(name.as_str()),
            calibration: ranked.calibration(),
        });
    }
    found
}

/// By model what it gains over the one it extends.
fn gains<'m>(
    models: &'m [Model],
    whole: &[Option<Binary>],
    resampled: &[Vec<Option<Binary>>],
) -> BTreeMap<&'m str, Gain> {
    let of = |name: &str| models.iter().position(|(model, _)| model == name);
    let pair = |(mine, (name, _)): (usize, &'m Model)| {
        let theirs = of(name.split_once(" + ")?.0)?;
        (whole[mine].is_some() && whole[theirs].is_some()).then_some((mine, theirs))
    };
    let pairs: Vec<(usize, usize)> = models.iter().enumerate().filter_map(pair).collect();
    let picks: [fn(&Binary) -> f64; 2] = [|of| of.ap, |of| of.log];
    let change = |(mine, theirs): (usize, usize), pick: fn(&Binary) -> f64| {
        let less = |x: &Option<Binary>, y: &Option<Binary>| Some(pick(x.as_ref()?) - pick(y.as_ref()?));
        let far = resampled[mine].iter().zip(&resampled[theirs]).map(|(x, y)| less(x, y)).collect();
        (less(&whole[mine], &whole[theirs]).unwrap_or(f64::NAN), far)
    };
    let differences: Vec<(f64, Vec<Option<f64>>)> =
        pairs.iter().flat_map(|pair| picks.map(|pick| change(*pair, pick))).collect();
    let all = together(&differences);
    let alone = |place: usize| {
        let (value, far) = &differences[place];
        interval(*value, far.iter().flatten().copied().collect())
    };
    let gain = |(place, (mine, theirs)): (usize, &(usize, usize))| {
        let (ap, log) = (2 * place, 2 * place + 1);
        let together = Together { comparisons: differences.len(), auc_pr: all[ap], log: all[log] };
        (
            models[*mine].0.as_str(),
            Gain { model: models[*theirs].0.clone(), auc_pr: alone(ap), log: alone(log), together },
        )
    };
    pairs.iter().enumerate().map(gain).collect()
}

/// The pair of each row, numbered from 0.
pub(super) fn by_pair(rows: &[&Row]) -> (Vec<u32>, usize) {
    let mut numbers = BTreeMap::new();
    for row in rows {
        numbers.insert((row.a, row.b), 0_u32);
    }
    numbers.values_mut().enumerate().for_each(|(number, of)| *of = number as u32);
    (rows.iter().map(|row| numbers[&(row.a, row.b)]).collect(), numbers.len())
}
