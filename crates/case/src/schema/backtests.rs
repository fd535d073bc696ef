//! `backtests.csv`.

use super::cell::{Cell, Count};
use super::column::{Column, Kind};
use super::single::{maybe, text};
use super::{ANY, table};
use crate::diagnostic::Diagnostics;
use crate::syntax::Record;

table! {
    file: "backtests.csv",
    about: "scores of forecasts made as if it were earlier (`detente record backtest --keep` writes it)",
    /// Scores of one model in a backtest.
    pub struct KeptScore {
        /// What is forecast.
        pub target: String = text("target", "what is forecast").needed().example("dispute-onset"),
        /// Which pairs.
        pub set: String = text("set", "which pairs of states").needed().example("all"),
        /// The model.
        pub model: String = text("model", "model").needed().example("base rate"),
        /// Rows forecast.
        pub rows: Option<f64> = maybe(Count, "rows", "rows forecast").example("125000"),
        /// How many of them happened.
        pub events: Option<f64> = maybe(Count, "events", "how many of them happened").example("310"),
        /// Area under the curve of hits over false alarms.
        pub auc: Option<f64> = maybe(Score, "auc", "area under the curve"),
        /// Average precision.
        pub auc_pr: Option<f64> =
            maybe(Score, "auc_pr", "average precision").column_needed().example("0.104000"),
        /// Its lower end at 95 %.
        pub auc_pr_low: Option<f64> = maybe(Score, "auc_pr_low", "95 %: lower end"),
        /// Its upper end.
        pub auc_pr_high: Option<f64> = maybe(Score, "auc_pr_high", "upper end"),
        /// Brier score.
        pub brier: Option<f64> = maybe(Score, "brier", "Brier score"),
        /// Share of the base rate's Brier score that is saved.
        pub skill: Option<f64> = maybe(Score, "skill", "share of the base rate's Brier score that is saved"),
        /// Logarithmic score.
        pub log: Option<f64> = maybe(Score, "log", "logarithmic score"),
    }
}

/// A score; six digits of it are kept.
struct Score;

impl Cell for Score {
    type Value = f64;

    fn kind(&self) -> Kind {
        Kind::Number(ANY)
    }

    fn read(&self, column: &Column, record: &Record, findings: &mut Diagnostics) -> Option<f64> {
        record.number(column.name, findings)
    }

    fn text(&self, value: &f64) -> String {
        format!("{value:.6}")
    }
}
