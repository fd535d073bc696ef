//! Files as tables.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::datasource::file_format::file_compression_type::FileCompressionType;
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionContext, col};

use crate::LakeError;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Parquet.
    Parquet,
    /// Cells between separators.
    Cells {
        /// What stands between cells.
        separator: u8,
        /// Whether the first line names the columns.
        header: bool,
        /// Whether it is packed with gzip.
        gzip: bool,
        /// Names of the columns of a file without a header; the others are `column_N`.
        names: Vec<(usize, String)>,
    },
}

/// A file under the name by which a query speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

impl Table {
    /// Makes the table known.
    pub(crate) async fn register(&self, context: &SessionContext) -> Result<(), LakeError> {
        let path = self.path.display().to_string();
        let ending = self.path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        match &self.kind {
            Kind::Parquet => {
                let options = ParquetReadOptions { file_extension: &ending, ..ParquetReadOptions::default() };
                Ok(context.register_parquet(&self.name, path, options).await?)
            }
            Kind::Cells { separator, header, gzip, names } => {
                let packed = if *gzip { FileCompressionType::GZIP } else { FileCompressionType::UNCOMPRESSED };
                let options = CsvReadOptions::new()
                    .delimiter(*separator)
                    .has_header(*header)
                    .file_extension(&ending)
                    .file_compression_type(packed)
                    .schema_infer_max_records(LOOKED_AT);
                let schema = with_texts(context, &path, &options).await?;
                let options = options.schema(&schema);
                if names.is_empty() {
                    return Ok(context.register_csv(&self.name, path, options).await?);
                }
                let frame = context.read_csv(path, options).await?;
                let fields: Vec<String> = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
                let column = |(place, field): (usize, &String)| {
                    let name = names.iter().find(|(at, _)| *at == place).map_or(field, |(_, name)| name);
                    col(format!("\"{field}\"")).alias(name)
                };
                let named = frame.select(fields.iter().enumerate().map(column).collect::<Vec<_>>())?;
                context.register_table(self.name.as_str(), named.into_view())?;
                Ok(())
            }
        }
    }
}

/// Rows by which the types of columns are told.
const LOOKED_AT: usize = 10_000;

/// The columns of a file with their types; those with numbers that begin with a zero are texts, for such numbers are codes: event code
/// `040` is not 40.
async fn with_texts(context: &SessionContext, path: &str, options: &CsvReadOptions<'_>) -> Result<Schema, LakeError> {
    let read = context.read_csv(path, options.clone()).await?;
    let inferred = read.schema().as_arrow().clone();
    let text = |field: &Arc<Field>| Field::new(field.name(), DataType::Utf8, true);
    let texts = Schema::new(inferred.fields().iter().map(text).collect::<Vec<_>>());
    let rows =
        context.read_csv(path, options.clone().schema(&texts)).await?.limit(0, Some(LOOKED_AT))?.collect().await?;
    let code = |column: usize| {
        let cells = rows.iter().map(|batch| batch.column(column).as_string::<i32>());
        cells
            .flat_map(|cells| cells.iter().flatten().collect::<Vec<_>>())
            .any(|cell| cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let fields = inferred.fields().iter().enumerate();
    let fields = fields.map(|(place, field)| if code(place) { text(field) } else { field.as_ref().clone() });
    Ok(Schema::new(fields.collect::<Vec<_>>()))
}
