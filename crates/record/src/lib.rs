//! Data sets and events of states: rows into indicators with the rows behind them, ties and networks from indicators, rows of a case, forecasts
//! tried out.

pub mod backtest;
pub mod events;
pub mod files;
pub mod indicator;
pub mod into_case;
pub mod networks;
pub mod rule;
pub mod sets;
pub mod similarity;
pub mod states;
