//! The JSON Schema of every output of every command, as they are written.

use detente_report::diagnostics::DiagnosticResult;
use detente_results as results;
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
pub const OUTPUTS: [Output; 48] = [
    of::<Vec<DiagnosticResult<'_>>>("check", "check", ""),
    of::<results::Assessment>("run", "run", ""),
    of::<Vec<results::OverTime>>("run-every", "run", "--every"),
    of::<results::Assessment>("run", "export", "json"),
    of::<Vec<results::Answer>>("answer", "answer", ""),
    of::<results::WhatIfAnswers>("whatif", "whatif", ""),
    of::<Told<results::NetworkResult>>("balance", "balance", ""),
    of::<Told<results::Timeline>>("balance-by", "balance", "--by"),
    of::<Told<results::DirectedResult>>("balance-directed", "balance", "--directed"),
    of::<Told<results::FigureForm>>("geometry", "geometry", ""),
    of::<results::ConflictAnswer>("conflict", "conflict", ""),
    of::<results::ConflictAnswers>("conflict-several", "conflict", ""),
    of::<results::InverseQuestion>("conflict-want", "conflict", "--want"),
    of::<results::FromResult>("conflict-from", "conflict", "--from"),
    of::<Told<results::BargainAnswer>>("bargain", "bargain", ""),
    of::<Told<results::ReachResult>>("reach", "reach", ""),
    of::<Told<results::CoalitionAnswer>>("coalition", "coalition", ""),
    of::<results::ForecastScores>("score-forecasts", "score", ""),
    of::<Told<results::ScoreResult>>("score-models", "score", ""),
    of::<Told<results::FcmResult>>("dynamics-fcm", "dynamics fcm", ""),
    of::<Told<results::CrossImpactResult>>("dynamics-cib", "dynamics cib", ""),
    of::<Told<results::CrossImpacts>>("dynamics-cib-several", "dynamics cib", ""),
    of::<Vec<results::CaseCrossImpact>>("dynamics-cib-case", "dynamics cib", ""),
    of::<Told<results::ViewLandscapeResult>>("dynamics-landscape", "dynamics landscape", ""),
    of::<Told<results::PropagationResult>>("dynamics-propagate", "dynamics propagate", ""),
    of::<Told<results::PolarisationResult>>("dynamics-polarise", "dynamics polarise", ""),
    of::<results::RaceResult>("dynamics-race", "dynamics race", ""),
    of::<Told<results::LoopsResult>>("dynamics-loops", "dynamics loops", ""),
    of::<results::LeversResult>("levers", "levers", ""),
    of::<results::SensitivityResult>("sensitivity", "sensitivity", ""),
    of::<Vec<results::Screened>>("sensitivity-screen", "sensitivity", "--screen"),
    of::<results::BoxResult>("sensitivity-box", "sensitivity", "--box"),
    of::<Vec<results::SourceResult>>("record-sources", "record sources", ""),
    of::<results::FolderResult>("record-list", "record list", ""),
    of::<results::FileEntry>("record-info", "record info", ""),
    of::<Vec<results::FileChecked>>("record-check", "record check", ""),
    of::<results::ValueResult>("record-value", "record value", ""),
    of::<Vec<results::IndicatorResult>>("record-indicators", "record value", ""),
    of::<Vec<results::ValueResult>>("record-series", "record series", ""),
    of::<results::ValueResult>("record-similarity", "record similarity", ""),
    of::<Vec<results::LikenessResult>>("record-similarity-all", "record similarity", "--all"),
    of::<Vec<results::WindowResult>>("record-networks", "record networks", ""),
    of::<results::ComparisonResult>("record-networks-compare", "record networks", "--compare"),
    of::<results::EventsResult>("record-aggregate", "record aggregate", ""),
    of::<results::backtest::Onset>("record-backtest-onset", "record backtest", "dispute-onset"),
    of::<results::backtest::Formation>("record-backtest-formation", "record backtest", "alliance-formation"),
    of::<results::backtest::Sign>("record-backtest-sign", "record backtest", "sign"),
    of::<results::Certificates>("balance-certificate", "balance", "--certificate"),
];

/// Commands whose JSON has no schema here, and why.
pub const WITHOUT: [(&str, &str); 1] =
    [("record query", "its columns are those that the question names; the page on the format is `record.md`")];
