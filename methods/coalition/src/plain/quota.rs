//! Quotas: how much of which weight is enough.

use detente_coalition::{Fraction, GameError, Rule, integers};

/// A quota of some weights.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaAsk {
    /// Which weights; members are counted where it names none.
    pub column: Option<String>,
    /// How much of them.
    pub quota: Quota,
}

/// How much of the weight is enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quota {
    /// More than half.
    Majority,
    /// All.
    Unanimity,
    /// This share, or more than it.
    Share(Fraction, Strict),
    /// So much, or more than it.
    Weight(Fraction, Strict),
}

/// Whether the quota must be passed, and not only reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strict(pub bool);

impl QuotaAsk {
    /// Reads `[COLUMN:]QUOTA`: `majority`, `unanimity`, `2/3`, `65%`, `.62`, `255`, with `>` before it where it must be passed; the column
    /// `members` counts everybody once.
    ///
    /// # Errors
    /// A sentence on what it is not.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (column, quota) = text.rsplit_once(':').unwrap_or(("weight", text));
        let column = (column.trim() != "members").then(|| column.trim().to_owned());
        Ok(Self { column, quota: Quota::parse(quota)? })
    }
}

impl Quota {
    /// Reads a quota without its column.
    ///
    /// # Errors
    /// A sentence on what it is not.
    pub fn parse(text: &str) -> Result<Self, String> {
        let own = text.trim();
        match own {
            "majority" => return Ok(Self::Majority),
            "unanimity" => return Ok(Self::Unanimity),
            _ => {}
        }
        let (own, strict) = own.strip_prefix('>').map_or((own, Strict(false)), |rest| (rest.trim(), Strict(true)));
        let wrong = || format!("`{text}` is no quota: majority, unanimity, 2/3, 65%, .62 or a weight such as 255");
        let number = Fraction::parse(own).ok_or_else(wrong)?;
        let is_share = own.contains(['/', '%']) || number.value() < 1.0;
        Ok(if is_share { Self::Share(number, strict) } else { Self::Weight(number, strict) })
    }

    /// The rule over these weights. Weights and quota are whole numbers of the same unit before they are compared.
    pub(super) fn rule(self, weights: &[f64]) -> Result<Rule, GameError> {
        let unit = if let Self::Weight(quota, _) = self { quota.value() } else { 0.0 };
        let mut scaled = integers(&[weights, &[unit]].concat())?;
        let quota = scaled.pop().unwrap_or_default();
        Ok(match self {
            Self::Majority => Rule::majority(scaled),
            Self::Unanimity => Rule::unanimity(scaled.len()),
            Self::Weight(_, Strict(strict)) => Rule::Weighted { weights: scaled, quota: quota + u64::from(strict) },
            Self::Share(share, Strict(false)) => Rule::share(scaled, share),
            Self::Share(share, Strict(true)) => passed(scaled, share),
        })
    }

    pub(super) fn words(self) -> String {
        let passed = |strict: Strict| if strict.0 { "more than" } else { "at least" };
        match self {
            Self::Majority => "more than 1/2".to_owned(),
            Self::Unanimity => "all".to_owned(),
            Self::Share(share, strict) => format!("{} {share}", passed(strict)),
            Self::Weight(weight, strict) => format!("{} {}", passed(strict), weight.value()),
        }
    }
}

/// More than a share: one more than the largest whole number that is not above it.
fn passed(weights: Vec<u64>, share: Fraction) -> Rule {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let quota = total.saturating_mul(share.numerator) / share.denominator + 1;
    Rule::Weighted { quota: u64::try_from(quota).unwrap_or(u64::MAX), weights }
}
