//! Speed measurements: see `benches/run.rs`; `make bench` prints them.
