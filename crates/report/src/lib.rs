//! Findings and results as text: terminal tables, JSON, CSV, graph formats, the HTML page. Nothing here prints.

mod answers;
mod bargain;
pub mod brief;
mod coalition;
mod columns;
mod conflict;
mod conflict_formats;
mod csv;
pub mod diagnostics;
mod dynamics;
mod explain;
mod figure;
mod graph;
mod hangs;
mod history;
mod html;
mod map;
mod network;
mod reach;
mod record;
mod show;
mod stopped;
mod table;
mod terminal;
mod xmile;

pub use answers::{answers_markdown, answers_text};
pub use bargain::{bargain_csv, exchanges_text, issues_text, joint_text, score_csv, score_text};
pub use coalition::coalition_text;
pub use conflict::{certificates_text, conflict_doubt_text, conflict_text, inverse_text, paths_text, steps_text};
pub use conflict_formats::{conflict_csv, conflict_efg, conflict_graphml, conflict_nfg};
pub use csv::findings_csv;
pub use detente_results::json::to_json;
pub use dynamics::{
    case_cross_impact_text, cross_impact_text, fcm_ends_csv, fcm_text, landscape_text, loops_text, polarisation_text,
    propagation_text, race_text,
};
pub use explain::explain;
pub use figure::figure_text;
pub use graph::{gexf, graphml};
pub use hangs::{box_text, levers_text, screened_text, sensitivity_text};
pub use history::{forecasts_csv, forecasts_text, over_time_csv, over_time_text};
pub use html::{Askable, page};
pub use network::{certificates_checked_text, directed_text, network_part, network_text, timeline_text};
pub use reach::{reach_csv, reach_text};
pub use record::{
    aggregate_csv, backtest_markdown, backtest_text, compared_text, data_files_text, data_info_text, events_text,
    indicators_text, likeness_csv_header, likeness_csv_row, networks_csv, networks_text, rule_ties_text, series_text,
    sources_text, tally_text, unknown_ties_text, value_text, values_csv,
};
pub use show::{Listing, findings_listed, fingerprints_csv, listing};
pub use stopped::stopped_sentences;
pub use table::Table;
pub use table::rows_text;
pub use terminal::{chapters, comparison, stopped, summary};
pub use xmile::xmile;
