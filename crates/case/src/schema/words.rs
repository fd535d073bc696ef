//! Closed lists of words in `case.toml`.

use detente_chance::Shape;
use detente_conflict::Direction;

use super::column::{Choice, choice};
use crate::document::Marker;
use crate::view::Combine;

/// Families of distributions.
pub(crate) static SHAPES: [Choice<Shape>; 3] = [
    choice(Shape::Pert.word(), "a beta distribution with weight 4 on the mode", Shape::Pert),
    choice(Shape::Triangular.word(), "a triangle with its tip at the mode", Shape::Triangular),
    choice(Shape::Uniform.word(), "every value between the ends equally likely", Shape::Uniform),
];

/// Where the number of a page stands.
pub(crate) static MARKERS: [Choice<Marker>; 2] = [
    choice("end", "the number stands at the end of its page", Marker::End),
    choice("start", "the number stands at the start of its page", Marker::Start),
];

/// How the rows of a pair become one number.
pub(crate) static COMBINE: [Choice<Combine>; 2] = [
    choice(Combine::Mean.word(), "mean within each dimension, then the weighted mean across dimensions", Combine::Mean),
    choice(Combine::Sum.word(), "the weighted sum over all rows", Combine::Sum),
];

/// Whether a rule looks for the tie behind all years and indicators.
pub(crate) static METHODS: [Choice<bool>; 2] = [
    choice("sum", "adds up the indicators of each year", false),
    choice("latent", "looks for the tie behind all years and indicators", true),
];

/// Which way an option can go.
pub(crate) static DIRECTIONS: [Choice<Direction>; 3] = [
    choice("both", "it can be taken and given up", Direction::Both),
    choice("on-only", "once taken it stays", Direction::OnOnly),
    choice("off-only", "once given up it is gone", Direction::OffOnly),
];

/// Whether the rungs of a scale of escalation are equally far apart.
pub(crate) static APART: [Choice<bool>; 2] =
    [choice("true", "as far from each other", true), choice("false", "only in an order", false)];

/// Whether nothing acts on a descriptor.
pub(crate) static FREE: [Choice<bool>; 2] =
    [choice("true", "nothing acts on it", true), choice("false", "others act on it", false)];
