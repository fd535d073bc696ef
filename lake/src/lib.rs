//! Parquet files and ad-hoc SQL over archives of events, by DataFusion. The rest of the program never needs this: it is here for archives
//! that come as Parquet, and for questions that no command asks.
//!
//! One partition unless more threads are asked for, so that rows come in the order of the files and a question has one answer, byte for
//! byte. Nothing but queries is run: no statement may write, create or set anything.

mod query;
mod tables;
mod write;

pub use query::{Question, answer, lines};
pub use tables::{Kind, Table};
pub use write::{Form, parquet_of_csv};

use std::path::Path;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// DataFusion says why.
    #[error("{0}")]
    Query(String),
    /// The system says why.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl From<datafusion::error::DataFusionError> for LakeError {
    fn from(error: datafusion::error::DataFusionError) -> Self {
        Self::Query(error.strip_backtrace())
    }
}

impl From<datafusion::arrow::error::ArrowError> for LakeError {
    fn from(error: datafusion::arrow::error::ArrowError) -> Self {
        Self::Query(error.to_string())
    }
}

impl From<datafusion::parquet::errors::ParquetError> for LakeError {
    fn from(error: datafusion::parquet::errors::ParquetError) -> Self {
        Self::Query(error.to_string())
    }
}

/// Whether a file begins as Parquet files do.
pub fn is_parquet(path: &Path) -> bool {
    use std::io::Read;
    let mut magic = [0; 4];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && &magic == b"PAR1"
}
