//! Models of panels, which are many units seen year by year: a latent state behind several indicators, and the logit. They know
//! numbers and places, not states.

pub mod latent;
mod logit;

pub use logit::{Design, Logit};
