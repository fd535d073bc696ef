//! `links.csv`.

use detente_chance::Estimate;

use super::cell::{Id, Number, OneOf, Path};
use super::column::{Choice, Range, choice};
use super::field::Reading;
use super::ground::Grounds;
use super::single::{maybe, needed, otherwise};
use super::size::{SizeBasis, size_basis};
use super::table;
use super::triple::{parts, triple};
use crate::codes;
use crate::diagnostic::Diagnostics;
use crate::ground::Ground;
use crate::syntax::record::Word;

/// What a gain may be.
pub(crate) const GAIN: Range = (-1.0, 1.0);

/// What a lag may be, in periods.
pub(crate) const LAG: Range = (0.0, f64::MAX);

/// What the probability of a link may be: above 0.
const PROBABILITY: Range = (1e-9, 1.0);

/// Which way an effect goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// With its cause.
    Plus,
    /// Against its cause.
    Minus,
}

static SIGNS: [Choice<Sign>; 2] =
    [choice("+", "the effect goes with its cause", Sign::Plus), choice("-", "it goes against its cause", Sign::Minus)];

table! {
    file: "links.csv",
    about: "how one quantity moves another",
    check: sign_agrees,
    /// A row of `links.csv`: how one quantity moves another.
    pub struct Link {
        /// Its id.
        pub id: Word = needed(Id, "id", "id").example("L1"),
        /// Path or factor id of the cause.
        pub cause: Word = needed(
            Path,
            "cause",
            "a factor id, a quantity path, or what an engine finds: outcome.issue.ID, outcome.view.ID.normalised-frustration",
        )
        .example("oil-price"),
        /// Path or factor id of the effect.
        pub effect: Word = needed(Path, "effect", "a factor id or quantity path").example("tie.JPN-RUS.economic"),
        /// The direction, repeated for reading.
        pub sign: Option<Sign> = maybe(OneOf(&SIGNS), "sign", "repeats the direction for reading").example("+"),
        /// Share of the effect's range per share of the cause's, in [-1, 1].
        pub gain: Estimate =
            triple(parts!(""), GAIN, "share of the effect's range per share of the cause's, -1 to 1: lower end")
                .needed()
                .example(["0.1", "0.2", "0.4"]),
        /// Lag in years (periods); absent, one is assumed.
        pub lag: Option<Estimate> =
            triple(parts!("lag_"), LAG, "lag in periods: lower end").default("1 period is assumed"),
        /// Probability that it exists at all, in (0, 1].
        pub probability: f64 = otherwise(
            (Number(PROBABILITY), 1.0, "1"),
            "probability",
            "probability that the link exists at all, above 0 to 1",
        )
        .example("0.8"),
        /// Why it is in the case.
        pub ground: Ground = Grounds,
        /// Where its numbers come from.
        pub size: Option<SizeBasis> = size_basis(),
    }
}

/// The column `sign` repeats the direction of the gain.
fn sign_agrees(reading: &mut Reading<'_>) -> bool {
    // What is wrong with either is told by its own column.
    let quiet = &mut Diagnostics::default();
    let sign = reading.record.choice("sign", &SIGNS, quiet);
    let gain = reading.record.estimate("", reading.context.shape, quiet);
    if let (Some(sign), Some(gain)) = (sign, gain) {
        let apart = match sign {
            Sign::Plus => gain.mode() < 0.0,
            Sign::Minus => gain.mode() > 0.0,
        };
        if apart {
            let text = reading.record.text("sign");
            let message = format!("the sign `{text}` disagrees with the mode {}", gain.mode());
            reading.findings.add(codes::SIGN_DISAGREES, reading.record.place_of("sign"), message);
        }
    }
    true
}
