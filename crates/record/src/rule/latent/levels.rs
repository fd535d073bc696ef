//! The levels of an indicator: where they begin, what each is worth.

use detente_panel::latent::Kind;

use super::Pair;
use crate::rule::{Rule, Term};

/// The level of a value: how many cuts it reaches.
pub(super) fn level(cuts: &[f64], value: f64) -> usize {
    cuts.iter().filter(|cut| value >= **cut).count()
}

/// The cuts of a term (those of the rule, else the value from which it counts for something) between whose levels the data tell, and
/// those between which they do not.
pub(super) fn reached(term: &Term, place: usize, pairs: &[Pair]) -> (Vec<f64>, Vec<f64>) {
    if term.loading.is_some() {
        return (Vec::new(), Vec::new());
    }
    let counts = if term.least > 0.0 { term.centre + term.least } else { term.centre.next_up() };
    let cuts = if term.cuts.is_empty() { vec![counts] } else { term.cuts.clone() };
    let mut seen = vec![false; cuts.len() + 1];
    for pair in pairs {
        (0..pair.found.len())
            .filter_map(|year| pair.value(year, place))
            .for_each(|value| seen[level(&cuts, value)] = true);
    }
    let (mut kept, mut unreached, mut below) = (Vec::new(), Vec::new(), seen[0]);
    for (cut, seen) in cuts.into_iter().zip(&seen[1..]) {
        if *seen && below {
            kept.push(cut)
        } else {
            unreached.push(cut)
        }
        below |= seen;
    }
    (kept, unreached)
}

pub(super) fn kind(term: &Term, cuts: &[f64]) -> Kind {
    match term.loading {
        Some(loading) => Kind::Distance { loading },
        None => Kind::Levels { levels: cuts.len() + 1, rises: (term.weight[1] > 0.0) == (term.unit > 0.0) },
    }
}

/// What a value counts for in units; nothing near the centre.
fn units(term: &Term, value: f64) -> f64 {
    if (value - term.centre).abs() < term.least { 0.0 } else { (value - term.centre) / term.unit }
}

/// Mean units of each level over all pairs and years.
pub(super) fn level_means(rule: &Rule, place: usize, cuts: &[Vec<f64>], pairs: &[Pair]) -> Vec<f64> {
    let term = &rule.terms[place];
    if term.loading.is_some() {
        return Vec::new();
    }
    let mut sums = vec![(0.0, 0.0); cuts[place].len() + 1];
    for value in pairs.iter().flat_map(|pair| (0..pair.found.len()).filter_map(|year| pair.value(year, place))) {
        let sum = &mut sums[level(&cuts[place], value)];
        sum.0 += units(term, value);
        sum.1 += 1.0;
    }
    // An indicator without any value has one level, which counts for nothing.
    sums.iter().map(|(sum, count): &(f64, f64)| sum / count.max(1.0)).collect()
}
