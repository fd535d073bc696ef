//! Rules of decision of a case as rules over votes.

use detente_case::case::Rule as Coded;
use detente_coalition::Rule;

/// Weights are rounded to so many parts of a point before they are compared.
const PARTS: f64 = 1e6;
/// A quota is that of the text, not of its rounded number.
const ROUNDED: f64 = 1e-3;

/// Weights as whole numbers of small parts.
pub fn whole(weights: &[f64]) -> Vec<u64> {
    weights.iter().map(|weight| (weight * PARTS).round().max(0.0) as u64).collect()
}

/// Votes under a coded rule; more than half of them where there is none, or where it says so.
pub fn by_votes(coded: Option<&Coded>, votes: &[f64]) -> Rule {
    let votes = whole(votes);
    let total: u64 = votes.iter().sum();
    match coded {
        // A majority passes one half.
        Some(rule) if rule.quota > 0.5 + 1e-6 || rule.quota <= 0.5 => {
            let quota = (total as f64 * rule.quota - ROUNDED).ceil().max(1.0) as u64;
            Rule::Weighted { weights: votes, quota }
        }
        _ => Rule::majority(votes),
    }
}
