//! The built web page: one file, with `__ASSESSMENT__` where the data go, `__CASE__` and `__ENGINE__` where the case and the engine go of a page
//! that is to answer.

/// The page; one that shows the data as JSON where the other was not built.
pub const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/page.html"));

/// The engine, WebAssembly packed by LZMA; empty where it was not built.
pub const ENGINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine.wasm.lzma"));
