//! A build for web pages does without the semidefinite relaxation: dense networks are enumerated there, or bounded by cycles.

use super::graph::Graph;
use super::tree::Solved;
use crate::steps::Steps;

/// Nothing is.
pub(super) fn can_be_relaxed(_: &Graph) -> bool {
    false
}

/// Never anything.
pub(super) fn relax(_: &Graph, _: &[usize], _: &Steps<'_>) -> Option<Solved> {
    None
}
