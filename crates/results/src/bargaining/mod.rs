//! Bargaining: where each issue lands, who moves whom, and how far the models agree.

mod challenge;
mod exchange;
mod issue;
mod model;
mod score;

pub use challenge::{ChallengePortrait, JointPortrait, TurnPortrait};
pub use exchange::{ExchangePortrait, ExchangesPortrait};
pub use issue::{BargainAnswer, IssuePortrait, LeverPortrait, ProcedurePortrait, StakePortrait};
pub use model::Model;
pub use score::{ModelScore, ScorePortrait};
