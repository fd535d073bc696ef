//! Parquet and SQL.
