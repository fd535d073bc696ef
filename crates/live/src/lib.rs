//! A case in a web page that can be asked: texts in, JSON out, no network, no file, no clock.
//!
//! The page hands over the files of the case once and asks in the words of the command line; it gets the very bytes that
//! `detente whatif --format json` and `detente answer --format json` print. [`Page`] is all there is; `exports.rs` is its face in
//! WebAssembly, the one place of the workspace that needs `unsafe`.

#[cfg(target_family = "wasm")]
mod exports;
mod page;
mod request;

pub use page::{Opened, Page, Refused};
pub use request::{Opening, Request};
