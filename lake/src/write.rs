//! Rows into CSV, JSON or Parquet.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::csv;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::json::ArrayWriter;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

use crate::{Kind, LakeError, Question, Table, answer};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated with a header.
    Csv,
    /// A JSON array of objects.
    Json,
    /// Parquet, packed with Snappy, which every reader of Parquet has.
    Parquet,
}

type Out<'o> = &'o mut (dyn Write + Send);

/// Writes batches.
pub(crate) enum Writer<'o> {
    /// With the schema while nothing was written: the header must not be lost where there is no row.
    Csv(csv::Writer<Out<'o>>, Option<Arc<Schema>>),
    Json(ArrayWriter<Out<'o>>),
    Parquet(Box<ArrowWriter<Out<'o>>>),
}

impl<'o> Writer<'o> {
    pub(crate) fn new(form: Form, schema: &Schema, out: Out<'o>) -> Result<Self, LakeError> {
        let schema = Arc::new(schema.clone());
        Ok(match form {
            Form::Csv => Self::Csv(csv::WriterBuilder::new().with_header(true).build(out), Some(schema)),
            Form::Json => Self::Json(ArrayWriter::new(out)),
            Form::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                Self::Parquet(Box::new(ArrowWriter::try_new(out, schema, Some(properties))?))
            }
        })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), LakeError> {
        match self {
            Self::Csv(writer, schema) => {
                *schema = None;
                writer.write(batch)?;
            }
            Self::Json(writer) => writer.write(batch)?,
            Self::Parquet(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), LakeError> {
        match self {
            Self::Csv(mut writer, schema) => {
                if let Some(schema) = schema {
                    writer.write(&RecordBatch::new_empty(schema))?;
                }
            }
            Self::Json(mut writer) => writer.finish()?,
            Self::Parquet(writer) => {
                writer.close()?;
            }
        }
        Ok(())
    }
}

/// A CSV file with a header as Parquet; the types of its columns are read off its first rows. Returns the number of rows.
///
/// # Errors
/// [`LakeError`].
pub fn parquet_of_csv(path: &Path, out: &mut (dyn Write + Send)) -> Result<usize, LakeError> {
    let kind = Kind::Cells { separator: b',', header: true, gzip: false, names: Vec::new() };
    let table = Table { name: "rows".to_owned(), path: path.to_path_buf(), kind };
    let question = Question { sql: "SELECT * FROM rows", tables: &[table], threads: std::num::NonZeroUsize::MIN };
    answer(&question, Form::Parquet, out)
}
