//! Speed measurements.
