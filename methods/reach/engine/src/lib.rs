//! Distances on the Earth, reach, and areas that circles and zones share. Definitions and sources: `methods/reach/page.md`.

mod course;
mod earth;
mod gazetteer;
mod inside;
mod overlap;
mod plane;
mod slabs;

pub use course::{Crossing, Near, Shape, apart, leg_length, nearest, passes};
pub use earth::{Leg, Point, PointError};
pub use gazetteer::{cities, city};
pub use inside::{displaced, share_inside};
pub use overlap::{AreaError, RING, Zone, area, circle, shared_area};
