//! The built web page: one file, with `__ASSESSMENT__` where the data go.

/// The page; one that shows the data as JSON where the other was not built.
pub const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/page.html"));
