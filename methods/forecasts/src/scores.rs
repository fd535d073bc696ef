//! Forecasts of a case against what came: scores by holder and by word, calibration, what is due.
//!
//! A forecast is scored at the most likely value of its likelihood (the mode), and at the ends of its band. Where a word of ICD 203 is
//! all that was said, its band stands in for the likelihood, with the middle of the band as the value.

use std::collections::BTreeMap;

use detente_case::case::{Case, Forecast};
use detente_case::{Date, likelihood};
use detente_chance::{Stream, brier, log_score};
use detente_results::{ForecastGroup, ForecastScores, OpenForecast, Unscored};

/// The logarithmic score takes probabilities no nearer to 0 and 1 than this: one certainty that fails would outweigh all else.
pub(crate) const CLIP: f64 = 0.001;
const RESAMPLES: u64 = 2_000;

struct Decided<'c> {
    forecast: &'c Forecast,
    band: [f64; 3],
    happened: bool,
}

impl Decided<'_> {
    fn at(&self, place: usize) -> f64 {
        brier(self.band[place], self.happened)
    }
}

/// Whether and how a forecast was decided, or why it has no score.
///
/// # Errors
/// Why it has none, in words.
pub fn decided(forecast: &Forecast) -> Result<([f64; 3], bool), &'static str> {
    match (band(forecast), forecast.resolution.as_str()) {
        (Some(band), "yes") => Ok((band, true)),
        (Some(band), "no") => Ok((band, false)),
        (_, "open" | "") => Err("still open"),
        (None, "yes" | "no") if without_band(forecast) => Err("its word says that it is possible, and not how likely"),
        (None, "yes" | "no") => Err("no likelihood is stated, and its words are no step of ICD 203"),
        _ => Err("cannot be decided"),
    }
}

/// Low, most likely and high likelihood: as stated, else the band of the word.
pub(crate) fn band(forecast: &Forecast) -> Option<[f64; 3]> {
    let stated = forecast.likelihood.map(|band| [band.low(), band.mode(), band.high()]);
    let of_word =
        || likelihood::step_of(term(forecast)).map(|step| [step.low, 0.5 * (step.low + step.high), step.high]);
    stated.or_else(of_word)
}

fn without_band(forecast: &Forecast) -> bool {
    likelihood::WITHOUT_BAND.contains(&term(forecast).to_lowercase().as_str())
}

/// The word of the scale, else the words themselves.
fn term(forecast: &Forecast) -> &str {
    forecast.scale.strip_prefix("ICD-203 ").unwrap_or(&forecast.words).trim()
}

/// Scores the forecasts of a case; what is open is due when its horizon is over at `on`.
pub fn forecast_scores(case: &Case, on: Option<Date>) -> ForecastScores {
    let mut scored: Vec<Decided<'_>> = Vec::new();
    let mut unscored = Vec::new();
    for forecast in &case.forecasts {
        match decided(forecast) {
            Ok((band, happened)) => scored.push(Decided { forecast, band, happened }),
            Err(why) => unscored.push(Unscored {
                id: forecast.id.text.clone(),
                statement: forecast.statement.clone(),
                why: why.to_owned(),
            }),
        }
    }
    let holder = |one: &Decided<'_>| one.forecast.holder.text.clone();
    let word = |one: &Decided<'_>| term(one.forecast).to_owned();
    let ids = |is: &dyn Fn(&Decided<'_>) -> bool| {
        scored.iter().filter(|one| is(one)).map(|one| one.forecast.id.text.clone()).collect::<Vec<String>>()
    };
    let clipped = ids(&|one| !(CLIP..=1.0 - CLIP).contains(&one.band[1]));
    let by_band_of_word = ids(&|one| one.forecast.likelihood.is_none());
    let said = |one: &Decided<'_>| {
        let band = (libm::ceil(one.band[1] * 5.0).clamp(1.0, 5.0)) as u8;
        format!("{:.1} to {:.1}", f64::from(band - 1) / 5.0, f64::from(band) / 5.0)
    };
    let all: Vec<&Decided<'_>> = scored.iter().collect();
    let all = (!all.is_empty()).then(|| group("all", &all));
    ForecastScores {
        base_rate_brier: all.as_ref().map(|all| all.came * (1.0 - all.came)),
        by_holder: groups(&scored, holder),
        by_word: groups(&scored, word),
        calibration: groups(&scored, said),
        all,
        unscored,
        open: open(case, on),
        clip: CLIP,
        clipped,
        by_band_of_word,
    }
}

fn open(case: &Case, on: Option<Date>) -> Vec<OpenForecast> {
    let mut found: Vec<(Option<Date>, OpenForecast)> = Vec::new();
    for forecast in case.forecasts.iter().filter(|forecast| matches!(forecast.resolution.as_str(), "open" | "")) {
        let horizon = Date::parse(&forecast.horizon);
        found.push((
            horizon,
            OpenForecast {
                id: forecast.id.text.clone(),
                question: forecast.question.clone(),
                holder: forecast.holder.text.clone(),
                horizon: forecast.horizon.clone(),
                due: horizon.zip(on).map(|(horizon, on)| horizon.last_day() < on.first_day()),
            },
        ));
    }
    found.sort_by_key(|(horizon, one)| (horizon.map_or((1, None), |date| (0, Some(date.last_day()))), one.id.clone()));
    found.into_iter().map(|(_, one)| one).collect()
}

fn groups(scored: &[Decided<'_>], key: impl Fn(&Decided<'_>) -> String) -> Vec<ForecastGroup> {
    let mut by: BTreeMap<String, Vec<&Decided<'_>>> = BTreeMap::new();
    scored.iter().for_each(|one| by.entry(key(one)).or_default().push(one));
    by.iter().map(|(name, of)| group(name, of)).collect()
}

fn group(name: &str, of: &[&Decided<'_>]) -> ForecastGroup {
    let count = of.len() as f64;
    let mean = |value: &dyn Fn(&Decided<'_>) -> f64| of.iter().map(|one| value(one)).sum::<f64>() / count;
    let best = |one: &Decided<'_>| one.at(0).min(one.at(2));
    let worst = |one: &Decided<'_>| one.at(0).max(one.at(2));
    let scores: Vec<f64> = of.iter().map(|one| one.at(1)).collect();
    ForecastGroup {
        name: name.to_owned(),
        forecasts: of.len(),
        said: mean(&|one| one.band[1]),
        came: mean(&|one| f64::from(u8::from(one.happened))),
        brier: mean(&|one| one.at(1)),
        brier_in_bands: [mean(&best), mean(&worst)],
        brier_interval: (of.len() >= 5).then(|| resampled(&scores)),
        log: mean(&|one| log_score(one.band[1].clamp(CLIP, 1.0 - CLIP), one.happened)),
        ids: of.iter().map(|one| one.forecast.id.text.clone()).collect(),
    }
}

/// 5 and 95 % of the mean over resampled scores.
pub(crate) fn resampled(scores: &[f64]) -> [f64; 2] {
    let stream = Stream::new(1, "forecasts/resamples");
    let count = scores.len() as u64;
    let pick = |place: u64| scores[((stream.uniform(place) * count as f64) as usize).min(scores.len() - 1)];
    let mean = |draw: u64| (0..count).map(|place| pick(draw * count + place)).sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..RESAMPLES).map(mean).collect();
    means.sort_by(f64::total_cmp);
    [means[(RESAMPLES / 20) as usize], means[(RESAMPLES - RESAMPLES / 20) as usize]]
}
