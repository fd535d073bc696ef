//! Scores of probabilities against what happened, and their intervals by resampling clusters.

use detente_chance::Stream;
use detente_results::backtest::Scored;
use rayon::prelude::*;

/// Least and most probability that is scored.
const CLIP: f64 = 1e-5;

/// Scores of a model that says yes or no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Binary {
    /// P(a yes stands above a no), ties as half.
    pub auc: f64,
    /// Average precision: area under precision and recall, tied rows as one step.
    pub ap: f64,
    /// Mean squared error.
    pub brier: f64,
    /// Mean of minus the logarithm of what was said for what happened.
    pub log: f64,
}

/// Rows in the order of their probabilities, the highest first.
pub struct Ranked {
    rows: Vec<RankedRow>,
}

struct RankedRow {
    p: f64,
    happened: bool,
    /// Whether the next row has another probability.
    last: bool,
    cluster: u32,
    log: f64,
}

impl Ranked {
    /// Clips and sorts; each row belongs to a cluster.
    pub fn new(probabilities: &[f64], happened: &[bool], clusters: &[u32]) -> Self {
        let row = |((p, happened), cluster): ((&f64, &bool), &u32)| {
            let p = p.clamp(CLIP, 1.0 - CLIP);
            let log = -libm::log(if *happened { p } else { 1.0 - p });
            RankedRow { p, happened: *happened, last: true, cluster: *cluster, log }
        };
        let mut rows: Vec<RankedRow> = probabilities.iter().zip(happened).zip(clusters).map(row).collect();
        rows.sort_by(|a, b| b.p.total_cmp(&a.p));
        for place in 1..rows.len() {
            rows[place - 1].last = rows[place - 1].p != rows[place].p;
        }
        Self { rows }
    }

    /// Scores with a weight for each cluster; `None` where no row or every row happened.
    pub fn scores(&self, weights: &[f64]) -> Option<Binary> {
        let (mut yes, mut no, mut brier, mut log) = (0.0, 0.0, 0.0, 0.0);
        let (mut area, mut ap, mut up, mut down) = (0.0, 0.0, 0.0, 0.0);
        for row in &self.rows {
            let weight = weights[row.cluster as usize];
            let far = if row.happened { 1.0 - row.p } else { row.p };
            brier += weight * far * far;
            log += weight * row.log;
            if row.happened {
                up += weight;
            } else {
                down += weight;
            }
            if row.last {
                area += down * (yes + up / 2.0);
                yes += up;
                no += down;
                if up > 0.0 {
                    ap += up * yes / (yes + no);
                }
                (up, down) = (0.0, 0.0);
            }
        }
        let total = yes + no;
        (yes > 0.0 && no > 0.0).then(|| Binary {
            auc: area / (yes * no),
            ap: ap / yes,
            brier: brier / total,
            log: log / total,
        })
    }

    /// Precision and recall among the `count` rows that stand highest; rows tied at the end count by their share.
    pub fn top(&self, count: usize) -> (f64, f64) {
        let (mut hits, mut taken, mut place) = (0.0, 0, 0);
        while taken < count && place < self.rows.len() {
            let end = place + self.rows[place..].iter().position(|row| row.last).unwrap_or(0) + 1;
            let tied = &self.rows[place..end];
            let share = ((count - taken) as f64 / tied.len() as f64).min(1.0);
            hits += share * tied.iter().filter(|row| row.happened).count() as f64;
            taken += tied.len();
            place = end;
        }
        let all = self.rows.iter().filter(|row| row.happened).count() as f64;
        (hits / count.min(self.rows.len()).max(1) as f64, hits / all)
    }

    /// Calibration by tenths of the rows, the lowest first: mean probability, share that happened, rows.
    pub fn calibration(&self) -> Vec<(f64, f64, usize)> {
        let rows = self.rows.len();
        (0..10)
            .map(|tenth| {
                let of = &self.rows[rows * (9 - tenth) / 10..rows * (10 - tenth) / 10];
                let mean =
                    |value: &dyn Fn(&RankedRow) -> f64| of.iter().map(value).sum::<f64>() / of.len().max(1) as f64;
                (mean(&|row| row.p), mean(&|row| f64::from(u8::from(row.happened))), of.len())
            })
            .collect()
    }
}

/// How often each cluster is drawn in a resample: as many draws as clusters, with replacement.
pub fn resample<T: Send>(clusters: usize, resamples: u32, seed: u64, each: impl Fn(&[f64]) -> T + Sync) -> Vec<T> {
    let stream = Stream::new(seed, "backtest/resamples");
    let draw = |draw: u64| {
        let mut counts = vec![0.0; clusters];
        for place in 0..clusters as u64 {
            let picked = (stream.uniform(draw * clusters as u64 + place) * clusters as f64) as usize;
            counts[picked.min(clusters - 1)] += 1.0;
        }
        each(&counts)
    };
    (0..u64::from(resamples)).into_par_iter().map(draw).collect()
}

/// Resamples below which no interval is told: a fortieth must lie outside on either side.
pub const FEWEST_RESAMPLES: u32 = 40;

/// The interval of 95 % of resampled scores.
pub fn interval(value: f64, mut resampled: Vec<f64>) -> Scored {
    resampled.retain(|score| score.is_finite());
    resampled.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let last = resampled.len().checked_sub(FEWEST_RESAMPLES as usize)? + FEWEST_RESAMPLES as usize - 1;
        Some(resampled[(share * last as f64).round() as usize])
    };
    Scored { value, low: at(0.025), high: at(0.975) }
}

/// Intervals of several differences that hold all at once with 95 %: each reaches as many of its own standard errors to either side
/// as the farthest of them all strays in 95 % of the resamples (the max-statistic: Westfall & Young 1993, Romano & Wolf 2005). A
/// difference comes with its resamples, one a draw and `None` where it is not defined; without spread it has no interval.
pub fn together(differences: &[(f64, Vec<Option<f64>>)]) -> Vec<Scored> {
    let errors: Vec<Option<f64>> = differences.iter().map(|(_, resampled)| standard_error(resampled)).collect();
    let strays = |draw: usize| {
        let of = |((value, resampled), error): (&(f64, Vec<Option<f64>>), &Option<f64>)| {
            Some((resampled[draw]? - value).abs() / (*error)?)
        };
        differences.iter().zip(&errors).filter_map(of).reduce(f64::max)
    };
    let draws = differences.iter().map(|(_, resampled)| resampled.len()).min().unwrap_or(0);
    let mut farthest: Vec<f64> = (0..draws).filter_map(strays).collect();
    farthest.sort_by(f64::total_cmp);
    // The place at or above which a twentieth lies: rounded up, so that it covers 95 % and not less.
    let last = farthest.len().saturating_sub(1);
    let enough = farthest.len() >= FEWEST_RESAMPLES as usize;
    let reach = enough.then(|| farthest[((0.95 * farthest.len() as f64).ceil() as usize).min(last)]);
    let one = |((value, _), error): (&(f64, Vec<Option<f64>>), &Option<f64>)| {
        let wide = reach.zip(*error).map(|(reach, error)| reach * error);
        Scored { value: *value, low: wide.map(|wide| value - wide), high: wide.map(|wide| value + wide) }
    };
    differences.iter().zip(&errors).map(one).collect()
}

/// Standard deviation over the resamples; `None` where it is 0 or there are too few.
fn standard_error(resampled: &[Option<f64>]) -> Option<f64> {
    let there: Vec<f64> = resampled.iter().flatten().copied().filter(|x| x.is_finite()).collect();
    let count = there.len() as f64;
    let mean = there.iter().sum::<f64>() / count;
    let error = (there.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (count - 1.0)).sqrt();
    (there.len() >= FEWEST_RESAMPLES as usize && error > 0.0).then_some(error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn too_few_resamples_make_no_interval() {
        let scores = |count: u32| (0..count).map(f64::from).collect();
        assert_eq!((interval(3.0, scores(39)).low, interval(3.0, scores(0)).high), (None, None));
        assert_eq!((interval(3.0, scores(41)).low, interval(3.0, scores(41)).high), (Some(1.0), Some(39.0)));
    }

    /// Of differences that are nothing but noise one in twenty tables has one that excludes 0, and not one in twenty differences.
    #[test]
    fn intervals_together_hold_all_at_once() {
        let (tables, many, draws) = (400, 12, 400);
        let normal = |stream: &Stream, place: u64| detente_chance::normal_quantile(stream.uniform(place));
        let (mut alone, mut one_of_all) = (0, 0);
        for table in 0..tables {
            let stream = Stream::new(table, "together");
            let noise = |what: u64| normal(&stream, what);
            let differences: Vec<(f64, Vec<Option<f64>>)> = (0..many)
                .map(|k| {
                    let value = noise(k);
                    (value, (0..draws).map(|draw| Some(value + noise(1_000 + draw * many + k))).collect())
                })
                .collect();
            let outside = |found: &Scored| found.low.unwrap() > 0.0 || found.high.unwrap() < 0.0;
            let own =
                |(value, far): &(f64, Vec<Option<f64>>)| interval(*value, far.iter().flatten().copied().collect());
            alone += usize::from(differences.iter().any(|difference| outside(&own(difference))));
            one_of_all += usize::from(together(&differences).iter().any(outside));
        }
        // 1 - .95^12 = .46 of the tables have one by chance where each stands alone.
        assert!((140..230).contains(&alone), "{alone}");
        assert!((8..36).contains(&one_of_all), "{one_of_all}");
        let still = vec![(1.0, vec![Some(1.0); 100]), (2.0, vec![None; 100])];
        assert!(together(&still).iter().all(|found| found.low.is_none()));
        assert!(together(&[]).is_empty());
    }

    proptest! {
        /// Against the definitions, pair by pair and step by step.
        #[test]
        fn scores_are_those_of_the_definitions(
            rows in prop::collection::vec((1_u8..9, prop::bool::ANY, 0_u8..3), 2..40),
        ) {
            let p: Vec<f64> = rows.iter().map(|row| f64::from(row.0) / 10.0).collect();
            let y: Vec<bool> = rows.iter().map(|row| row.1).collect();
            let w: Vec<f64> = rows.iter().map(|row| f64::from(row.2)).collect();
            // Weights as repeated rows.
            let repeated: Vec<(f64, bool)> =
                rows.iter().enumerate().flat_map(|(i, row)| vec![(p[i], y[i]); usize::from(row.2)]).collect();
            let clusters: Vec<u32> = (0..p.len() as u32).collect();
            let found = Ranked::new(&p, &y, &clusters).scores(&w);
            let of = |happened: bool| repeated.iter().filter(|row| row.1 == happened).copied().collect::<Vec<_>>();
            let (yes, no) = (of(true), of(false));
            if yes.is_empty() || no.is_empty() {
                prop_assert!(found.is_none());
                return Ok(());
            }
            let found = found.unwrap();
            let mut above = 0.0;
            for a in &yes {
                for b in &no {
                    above += if a.0 > b.0 { 1.0 } else if a.0 == b.0 { 0.5 } else { 0.0 };
                }
            }
            prop_assert!((found.auc - above / (yes.len() * no.len()) as f64).abs() < 1e-12);
            let brier: f64 = repeated.iter().map(|(p, y)| (p - f64::from(u8::from(*y))).powi(2)).sum::<f64>() / repeated.len() as f64;
            prop_assert!((found.brier - brier).abs() < 1e-12);
            let ap: f64 = yes.iter().map(|a| {
                let reached = repeated.iter().filter(|row| row.0 >= a.0).count() as f64;
                yes.iter().filter(|row| row.0 >= a.0).count() as f64 / reached
            }).sum::<f64>() / yes.len() as f64;
            prop_assert!((found.ap - ap).abs() < 1e-12);
        }
    }
}
