//! Data sets of states and pairs of states: what each is, how it is recognised and read, and what it holds as spells.

mod catalogue;
mod contradictions;
mod disputes;
mod doubt;
mod entry;
mod error;
mod file;
mod folder;
mod key;
mod marks;
mod memberships;
mod read;
mod releases;
mod spells;
mod times;
mod votes;
mod whole;

pub use catalogue::CATALOGUE;
pub use doubt::Lack;
pub use entry::{Holds, Set, SetEntry};
pub use error::SetError;
pub use file::{Reading, What, nearly, read_file, read_file_as};
pub use folder::{DataFile, Folder};
pub(crate) use memberships::{joint, untold};
pub use read::{Near, recognise};
pub use spells::{ONGOING, RowRef, Series, Spell};
pub use whole::{WholeFile, sources, sum};
