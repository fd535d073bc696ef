//! Questions in SQL, and Parquet files line by line.

use std::io::{self, BufReader, PipeReader, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use datafusion::arrow::csv::WriterBuilder;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SQLOptions, SessionConfig, SessionContext, col};
use futures::StreamExt;
use tokio::runtime::{Builder, Runtime};

use crate::write::Writer;
use crate::{Form, LakeError, Table};

/// A question.
#[derive(Debug, Clone)]
pub struct Question<'q> {
    /// The query in SQL; one statement.
    pub sql: &'q str,
    /// The tables that it may speak of.
    pub tables: &'q [Table],
    /// Threads. With more than one the order of rows is sure only where the query orders them.
    pub threads: NonZeroUsize,
}

fn runtime(threads: usize) -> Result<Runtime, LakeError> {
    Ok(Builder::new_multi_thread().worker_threads(threads).build()?)
}

fn context(threads: usize) -> SessionContext {
    SessionContext::new_with_config(SessionConfig::new().with_target_partitions(threads))
}

/// Answers a question into `out`; rows are handed on as they come. Returns their number.
///
/// # Errors
/// [`LakeError`] for a query that cannot be run, a file that cannot be read, or an `out` that cannot be written.
pub fn answer(question: &Question<'_>, form: Form, out: &mut (dyn Write + Send)) -> Result<usize, LakeError> {
    let threads = question.threads.get();
    runtime(threads)?.block_on(async {
        let context = context(threads);
        for table in question.tables {
            table.register(&context).await?;
        }
        let only = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let frame = context.sql_with_options(question.sql, only).await?;
        let mut writer = Writer::new(form, frame.schema().as_arrow(), out)?;
        let mut rows = 0;
        each(frame, |batch| {
            rows += batch.num_rows();
            writer.write(batch)
        })
        .await?;
        writer.finish()?;
        Ok(rows)
    })
}

/// Hands every batch of a frame to `take`.
async fn each(frame: DataFrame, mut take: impl FnMut(&RecordBatch) -> Result<(), LakeError>) -> Result<(), LakeError> {
    let mut stream = frame.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        take(&batch?)?;
    }
    Ok(())
}

/// A Parquet file as lines of cells between tabs, the names of its columns first, and the thread that writes them: ask it whether all
/// went well once the lines are read. Columns whose name `wanted` refuses are not read from the disk.
///
/// # Errors
/// [`LakeError`] where there is no pipe.
pub fn lines(
    path: &Path,
    wanted: fn(&str) -> bool,
) -> Result<(BufReader<PipeReader>, JoinHandle<Result<(), LakeError>>), LakeError> {
    let (reader, writer) = io::pipe()?;
    let path = path.to_path_buf();
    let thread = std::thread::spawn(move || written(path, wanted, writer));
    Ok((BufReader::with_capacity(1 << 20, reader), thread))
}

fn written(path: PathBuf, wanted: fn(&str) -> bool, out: impl Write) -> Result<(), LakeError> {
    runtime(1)?.block_on(async {
        let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let options = ParquetReadOptions { file_extension: &ending, ..ParquetReadOptions::default() };
        let frame = context(1).read_parquet(path.display().to_string(), options).await?;
        let names: Vec<String> = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
        let kept = names.iter().filter(|name| wanted(name)).map(|name| col(format!("\"{name}\"")));
        let kept: Vec<_> = kept.collect();
        // A file without any of them is handed on as it is: whoever reads it says what is missing.
        let frame = if kept.is_empty() { frame } else { frame.select(kept)? };
        let out = io::BufWriter::with_capacity(1 << 20, out);
        let mut writer = WriterBuilder::new().with_header(true).with_delimiter(b'\t').build(out);
        each(frame, |batch| Ok(writer.write(batch)?)).await
    })
}
