//! The cases that come with the program.

use include_dir::{Dir, include_dir};

/// A case folder inside the program.
pub type Folder = Dir<'static>;

/// Japan between the United States, China, Russia and the Koreas, as an article of 2001 sees it.
pub static NORTHEAST_ASIA_2001: Folder = include_dir!("$CARGO_MANIFEST_DIR/northeast-asia-2001");
