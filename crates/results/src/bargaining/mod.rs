//! Bargaining: where each issue lands, who moves whom, and how far the models agree.

mod challenge;
mod exchange;
mod issue;
mod model;
mod score;

pub use challenge::{ChallengeResult, JointResult, TurnResult};
pub use exchange::{ExchangeResult, ExchangesResult};
pub use issue::{BargainAnswer, IssueResult, LeverResult, ProcedureResult, StakeResult};
pub use model::Model;
pub use score::{ModelScore, ScoreResult};
