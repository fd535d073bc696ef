//! Bargaining: from issues and stakes to where each lands, who moves whom, and how far the models agree.

mod answer;
mod columns;
mod exchange;
mod input;
mod joint;
mod lower;
mod model;
mod portrait;
mod score;

pub(crate) use answer::answers;
pub(crate) use columns::{Before, PROCESS_DRAWS, Slow, columns, columns_of, numbers_of_a_draw};
pub use exchange::exchanges_portrait;
pub use input::{BargainInput, IssueInput, NotJoint, RuleInput};
pub use joint::joint_portrait;
pub(crate) use lower::CaseIssues;
pub use lower::case_issues;
pub use model::Settings;
pub use portrait::{compare_forecasts, issue_portrait};
pub use score::{NoScore, score};
