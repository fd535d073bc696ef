//! Which inputs a number hangs on: Sobol' indices, Morris screening, and boxes of inputs in which something happens (PRIM).

mod morris;
mod prim;
mod sobol;

pub use morris::{Effects, Trajectories, effects};
pub use prim::{Limit, Peeled, PrimError, prim};
pub use sobol::{Design, Estimator, Index, IndexError, Indices, Share, indices};
