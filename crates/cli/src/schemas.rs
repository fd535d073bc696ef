//! The JSON Schema of every output of every command, as they are written.

use detente_assess as assess;
use detente_record::{backtest, results};
use detente_report::diagnostics::DiagnosticTold;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::plain::Told;

/// What a command prints with `--format json`.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Name of the schema's file in `docs/reference/schemas/`.
    pub name: &'static str,
    /// The command with its subcommand.
    pub command: &'static str,
    /// The argument that asks for this output; none for what is printed without.
    pub with: &'static str,
    make: fn() -> Value,
}

impl Output {
    /// Its schema.
    pub fn schema(&self) -> Value {
        (self.make)()
    }
}

const fn of<T: JsonSchema>(name: &'static str, command: &'static str, with: &'static str) -> Output {
    Output { name, command, with, make: schema::<T> }
}

/// Of what is written, not of what would be read: what is always there is required.
fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// All outputs. Where a command has several for the same arguments, what is printed depends on the file.
pub const OUTPUTS: [Output; 44] = [
    of::<Vec<DiagnosticTold<'_>>>("check", "check", ""),
    of::<assess::Assessment>("run", "run", ""),
    of::<Vec<assess::OverTime>>("run-every", "run", "--every"),
    of::<assess::Assessment>("run", "export", "json"),
    of::<assess::WhatIfAnswers>("whatif", "whatif", ""),
    of::<Told<assess::Portrait>>("balance", "balance", ""),
    of::<Told<assess::Timeline>>("balance-by", "balance", "--by"),
    of::<Told<assess::DirectedPortrait>>("balance-directed", "balance", "--directed"),
    of::<Told<assess::FigureForm>>("geometry", "geometry", ""),
    of::<assess::ConflictAnswer>("conflict", "conflict", ""),
    of::<assess::ConflictAnswers>("conflict-several", "conflict", ""),
    of::<assess::WantedPortrait>("conflict-want", "conflict", "--want"),
    of::<assess::FromPortrait>("conflict-from", "conflict", "--from"),
    of::<Told<assess::BargainAnswer>>("bargain", "bargain", ""),
    of::<assess::ForecastScores>("score-forecasts", "score", ""),
    of::<Told<assess::ScorePortrait>>("score-models", "score", ""),
    of::<Told<assess::FcmPortrait>>("dynamics-fcm", "dynamics fcm", ""),
    of::<Told<assess::CrossImpactPortrait>>("dynamics-cib", "dynamics cib", ""),
    of::<Told<assess::CrossImpacts>>("dynamics-cib-several", "dynamics cib", ""),
    of::<Vec<assess::CaseCrossImpact>>("dynamics-cib-case", "dynamics cib", ""),
    of::<Told<assess::LandscapeTold>>("dynamics-landscape", "dynamics landscape", ""),
    of::<Told<assess::PropagationPortrait>>("dynamics-propagate", "dynamics propagate", ""),
    of::<Told<assess::PolarisationPortrait>>("dynamics-polarise", "dynamics polarise", ""),
    of::<assess::RacePortrait>("dynamics-race", "dynamics race", ""),
    of::<Told<assess::LoopsPortrait>>("dynamics-loops", "dynamics loops", ""),
    of::<assess::LeversPortrait>("levers", "levers", ""),
    of::<assess::SensitivityPortrait>("sensitivity", "sensitivity", ""),
    of::<Vec<assess::Screened>>("sensitivity-screen", "sensitivity", "--screen"),
    of::<assess::BoxPortrait>("sensitivity-box", "sensitivity", "--box"),
    of::<Vec<results::SourceTold>>("record-sources", "record sources", ""),
    of::<results::FolderTold>("record-list", "record list", ""),
    of::<results::FileInfo>("record-info", "record info", ""),
    of::<Vec<results::FileChecked>>("record-check", "record check", ""),
    of::<results::ValueTold>("record-value", "record value", ""),
    of::<Vec<results::IndicatorTold>>("record-indicators", "record value", ""),
    of::<Vec<results::ValueTold>>("record-series", "record series", ""),
    of::<results::ValueTold>("record-similarity", "record similarity", ""),
    of::<Vec<results::NetworkTold>>("record-networks", "record networks", ""),
    of::<results::ComparisonTold>("record-networks-compare", "record networks", "--compare"),
    of::<results::EventsTold>("record-aggregate", "record aggregate", ""),
    of::<backtest::Onset>("record-backtest-onset", "record backtest", "dispute-onset"),
    of::<backtest::Formation>("record-backtest-formation", "record backtest", "alliance-formation"),
    of::<backtest::Sign>("record-backtest-sign", "record backtest", "sign"),
    of::<assess::Certificates>("balance-certificate", "balance", "--certificate"),
];

/// Commands whose JSON has no schema here, and why.
pub const WITHOUT: [(&str, &str); 1] =
    [("record query", "its columns are those that the question names; the page on the format is `record.md`")];
