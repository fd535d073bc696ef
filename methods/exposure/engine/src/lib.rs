//! How exposed a supply is: what is lost when a place or a supplier is closed, alone and with others, and what stands in for it.
//!
//! Shares of one buyer's total of one goods, in [0, 1]. Definitions and sources: `methods/exposure/page.md`.

mod concentration;
mod loss;
mod network;

pub use concentration::{Concentration, Spread, concentration, gate};
pub use loss::{Closed, Flow, Loss, Part, at_rest, gross, interaction, lasts, net, stand_ins};
pub use network::{Limit, carried};
