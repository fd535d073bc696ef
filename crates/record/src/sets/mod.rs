//! Data sets of states and pairs of states: what each is, how it is recognised and read, and what it holds as spells.

mod catalogue;
mod disputes;
mod folder;
mod memberships;
mod read;
mod spells;
mod votes;

pub use catalogue::{CATALOGUE, Holds, Set, SetEntry};
pub use folder::{DataFile, Folder, SetError, What, nearly, read_file};
pub(crate) use memberships::joint;
pub use read::{ONGOING, recognise};
pub use spells::{RowRef, Series, Spell};
