//! The sign of a tie in five years: hostile, none, friendly.

use detente_panel::{Design, Logit};
use detente_results::backtest::{Sign, SignModel, SignSet};

use super::Protocol;
use super::disputes::Disputes;
use super::gaps::{Gaps, told};
use super::panel::{Row, pacts, panel};
use super::scores::{interval, resample};
use crate::sets::{Folder, Set, SetError};
use crate::states::{Known, State, Year, states};

/// Years ahead, and years in which a dispute makes a tie hostile.
const AHEAD: Year = 5;

/// Names of the signs, in their order.
pub const SIGNS: [&str; 3] = ["hostile", "none", "friendly"];

struct Case<'a> {
    /// The row of the origin.
    row: &'a Row,
    /// The row of the year after, which knows what was known at the origin.
    known: &'a Row,
    /// 0, 1, 2 for hostile, none, friendly.
    now: u8,
    then: u8,
}

/// Fits and scores every model. Origins of fitting end so that what they forecast is known at the first origin of the test.
///
/// # Errors
/// [`SetError`] where a data set is missing.
pub fn sign(folder: &Folder, protocol: &Protocol) -> Result<Sign, SetError> {
    let known = Known::new();
    let train = (protocol.train.0, protocol.test.0 - AHEAD - 1);
    let test = (protocol.test.0, protocol.test.1 - AHEAD);
    let panel = panel(folder, train.0, test.1 + 1, false)?;
    let rows = &panel.rows;
    let mids = folder.covering(Set::GmlMids, (train.0, protocol.test.1))?;
    let disputes = Disputes::of(mids, &known);
    let atop = folder.covering(Set::Atop, (train.0, protocol.test.1))?;
    let pacts: Vec<Vec<u8>> = (train.0..=protocol.test.1).map(|year| pacts(&known, atop, year)).collect();
    let sign = |row: &Row, year: Year| -> u8 {
        let (Some(a), Some(b)) = (known.place(row.a), known.place(row.b)) else { return 1 };
        let hostile = disputes.within((a, b), year - AHEAD + 1, year).next().is_some();
        match hostile {
            true => 0,
            false => 1 + u8::from(pacts[(year - train.0) as usize][a * known.len() + b] > 0),
        }
    };
    let gaps = [Gaps::of_alliances(atop), Gaps::of_disputes(mids)];
    let known_then = |row: &Row| {
        let years = (row.year - AHEAD, row.year + AHEAD);
        !gaps.iter().any(|gaps| gaps.touch((row.a, row.b), years))
    };
    let left_out = panel.left_out + rows.iter().filter(|row| !known_then(row)).count();
    let cases: Vec<Case<'_>> = rows
        .iter()
        .filter(|row| row.year <= test.1 && known_then(row))
        .filter(|row| stays(row.a, row.year + AHEAD) && stays(row.b, row.year + AHEAD))
        .map(|row| Case { row, known: next(rows, row), now: sign(row, row.year), then: sign(row, row.year + AHEAD) })
        .collect();
    let mut sets = Vec::new();
    for (set, keep) in [("relevant", true), ("all", false)] {
        let within = |case: &&Case<'_>, years: (Year, Year)| {
            (!keep || case.row.relevant) && (years.0..=years.1).contains(&case.row.year)
        };
        let before: Vec<&Case<'_>> = cases.iter().filter(|case| within(case, train)).collect();
        let after: Vec<&Case<'_>> = cases.iter().filter(|case| within(case, test)).collect();
        sets.push(one_set(set, &before, &after, protocol));
    }
    Ok(Sign {
        target: "sign of the tie in five years",
        train,
        test,
        resamples: protocol.resamples,
        notes: [
            "Hostile: a dispute (GML 2.2.1) in the five years up to then; else friendly: any obligation (ATOP 5.1); else none.".to_owned(),
            "Nonaggression pacts count as friendly here, as in the reference table; rules for ties of a case do not count them.".to_owned(),
        ]
        .into_iter()
        .chain(told(left_out))
        .collect(),
        sets,
    })
}

/// Whether a state is a member in a year and in the year before, as pairs of the panel are: not so Syria in 1961.
fn stays(state: State, year: Year) -> bool {
    states().member(state, year) && states().member(state, year - 1)
}

/// The row of the same pair a year later; its own where a state leaves the system in between.
fn next<'a>(rows: &'a [Row], row: &'a Row) -> &'a Row {
    rows.binary_search_by_key(&(row.year + 1, row.a, row.b), |row| (row.year, row.a, row.b)).map_or(row, |at| &rows[at])
}

type Probabilities = [f64; 3];

/// Shares of the signs that came among what was seen; `None` where nothing was.
fn shares(came: impl Iterator<Item = u8>) -> Option<Probabilities> {
    let mut counts = [0.0; 3];
    came.for_each(|sign| counts[usize::from(sign)] += 1.0);
    let total: f64 = counts.iter().sum();
    (total > 0.0).then(|| counts.map(|count| count / total))
}

/// What is said of signs that no tie had in the years of fitting.
fn unseen(transitions: &[Option<Probabilities>; 3], base: Option<Probabilities>) -> Vec<String> {
    if base.is_none() {
        let none = "There is no tie in the years of fitting: base rate, Markov and logit are unknown, and left out.";
        return vec![none.to_owned()];
    }
    let told = |(sign, row): (&str, &Option<Probabilities>)| {
        let note = format!(
            "No tie is {sign} in the years of fitting: what follows on that is unknown, and Markov says the base rate there."
        );
        row.is_none().then_some(note)
    };
    SIGNS.into_iter().zip(transitions).filter_map(told).collect()
}

fn one_set(set: &str, train: &[&Case<'_>], test: &[&Case<'_>], protocol: &Protocol) -> SignSet {
    let base = shares(train.iter().map(|case| case.then));
    let transitions = [0, 1, 2].map(|now| shares(train.iter().filter(|case| case.now == now).map(|case| case.then)));
    let sure = |now: u8| [0_u8, 1, 2].map(|sign| f64::from(u8::from(sign == now)));
    let each = |of: &dyn Fn(&Case<'_>) -> Probabilities| test.iter().map(|case| of(case)).collect::<Vec<_>>();
    let mut models = vec![("persistence", each(&|case| sure(case.now)))];
    if let Some(base) = base {
        models.insert(0, ("base rate", each(&|_| base)));
        models.push(("Markov", each(&|case| transitions[usize::from(case.now)].unwrap_or(base))));
    }
    for (name, columns) in [("logit", 14), ("logit + network", 19)] {
        models.extend(logit(train, test, columns).map(|probabilities| (name, probabilities)));
    }
    let changed = test.iter().filter(|case| case.now != case.then).count() as f64 / test.len().max(1) as f64;
    SignSet {
        set: set.to_owned(),
        train_rows: train.len(),
        test_rows: test.len(),
        changed,
        transitions,
        models: score(test, &models, protocol),
        notes: unseen(&transitions, base),
    }
}

/// A multinomial logit over the first columns of the panel and the sign at the origin.
fn logit(train: &[&Case<'_>], test: &[&Case<'_>], columns: usize) -> Option<Vec<Probabilities>> {
    let features = |case: &Case<'_>| {
        let now = [f64::from(u8::from(case.now == 0)), f64::from(u8::from(case.now == 2))];
        case.known.features[..columns].iter().copied().chain(now).collect::<Vec<f64>>()
    };
    let mut design = Design::new(columns + 2);
    train.iter().for_each(|case| design.push(features(case)));
    // The most frequent sign, none, is the outcome whose coefficients are 0.
    let turned = |sign: u8| [1, 0, 2][usize::from(sign)];
    let outcomes: Vec<u8> = train.iter().map(|case| turned(case.then)).collect();
    let logit = Logit::fit(&design, &outcomes, 3)?;
    let predict = |case: &&Case<'_>| {
        let p = logit.predict(&features(case));
        [p[1], p[0], p[2]]
    };
    Some(test.iter().map(predict).collect())
}

fn score(test: &[&Case<'_>], models: &[(&str, Vec<Probabilities>)], protocol: &Protocol) -> Vec<SignModel> {
    let mut numbers = std::collections::BTreeMap::new();
    for case in test {
        let next = numbers.len();
        numbers.entry((case.row.a, case.row.b)).or_insert(next);
    }
    let cluster: Vec<usize> = test.iter().map(|case| numbers[&(case.row.a, case.row.b)]).collect();
    // Four scores of every row; means over clusters are sums of their rows.
    let scores = |probabilities: &[Probabilities]| -> Vec<[f64; 4]> {
        test.iter().zip(probabilities).map(|(case, p)| one(p, usize::from(case.then))).collect()
    };
    models
        .iter()
        .map(|(name, probabilities)| {
            let rows = scores(probabilities);
            let mut sums = vec![[0.0; 5]; numbers.len()];
            for (row, cluster) in rows.iter().zip(&cluster) {
                row.iter().zip(&mut sums[*cluster]).for_each(|(score, sum)| *sum += score);
                sums[*cluster][4] += 1.0;
            }
            let mean = |weight: &dyn Fn(usize) -> f64| {
                let mut total = [0.0; 5];
                for (place, sum) in sums.iter().enumerate() {
                    sum.iter().zip(&mut total).for_each(|(sum, total)| *total += weight(place) * sum);
                }
                [0, 1, 2, 3].map(|score| total[score] / total[4])
            };
            let whole = mean(&|_| 1.0);
            let draws =
                resample(numbers.len(), protocol.resamples, protocol.seed, |weights| mean(&|place| weights[place]));
            let [accuracy, brier, rps, log] = [0, 1, 2, 3].map(|score| draws.iter().map(|draw| draw[score]).collect());
            SignModel {
                model: (*name).to_owned(),
                accuracy: interval(whole[0], accuracy),
                brier: interval(whole[1], brier),
                rps: interval(whole[2], rps),
                log: interval(whole[3], log),
            }
        })
        .collect()
}

/// Accuracy, Brier, ranked probability and logarithmic score of one forecast.
fn one(p: &Probabilities, came: usize) -> [f64; 4] {
    let likeliest = (0..3).max_by(|x, y| p[*x].total_cmp(&p[*y])).unwrap_or(1);
    let hit = |sign: usize| f64::from(u8::from(sign == came));
    let brier = (0..3).map(|sign| (p[sign] - hit(sign)) * (p[sign] - hit(sign))).sum();
    let below = [p[0] - hit(0), p[0] + p[1] - hit(0) - hit(1)];
    let log = -libm::log(p[came].max(1e-5));
    [hit(likeliest), brier, (below[0] * below[0] + below[1] * below[1]) / 2.0, log]
}

#[cfg(test)]
mod tests {
    use super::{shares, unseen};

    /// A sign that no tie had before is not followed by nothing with certainty: what follows is unknown, and said to be.
    #[test]
    fn what_follows_a_sign_never_seen_is_unknown() {
        assert_eq!(shares(std::iter::empty()), None);
        let seen = shares([1, 1, 2, 1].into_iter());
        assert_eq!(seen, Some([0.0, 0.75, 0.25]));
        let notes = unseen(&[None, seen, seen], seen);
        assert!(notes.len() == 1 && notes[0].starts_with("No tie is hostile"), "{notes:?}");
        assert!(unseen(&[seen; 3], seen).is_empty());
        assert!(unseen(&[None; 3], None)[0].contains("no tie in the years of fitting"));
    }
}
