//! Texts into records with places: CSV rows and TOML tables look alike to the readers.

pub(crate) mod characters;
pub(crate) mod csv;
pub(crate) mod record;
pub(crate) mod toml;

pub(crate) use record::{Record, Word};
