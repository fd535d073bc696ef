//! The cases that come with the program.

use include_dir::{Dir, include_dir};

/// A case folder inside the program.
pub type Folder = Dir<'static>;

/// Japan between the United States, China, Russia and the Koreas, as an article of 2001 sees it.
pub static NORTHEAST_ASIA_2001: Folder = include_dir!("$CARGO_MANIFEST_DIR/northeast-asia-2001");

/// The Cuban missile crisis on 27 October 1962.
pub static CUBA_1962: Folder = include_dir!("$CARGO_MANIFEST_DIR/cuba-1962");

/// Three states that nobody knows: the smallest case with a story.
pub static TRIANGLE: Folder = include_dir!("$CARGO_MANIFEST_DIR/triangle");

/// A case with the name by which it is called.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The id of the case and the name of its folder here.
    pub name: &'static str,
    /// Its files.
    pub folder: &'static Folder,
}

/// All of them; the first is the one that is run where none is named.
pub static SHIPPED: [Shipped; 3] = [
    Shipped { name: "northeast-asia-2001", folder: &NORTHEAST_ASIA_2001 },
    Shipped { name: "cuba-1962", folder: &CUBA_1962 },
    Shipped { name: "triangle", folder: &TRIANGLE },
];

/// The case of a name.
pub fn shipped(name: &str) -> Option<&'static Folder> {
    SHIPPED.iter().find(|one| one.name == name).map(|one| one.folder)
}
