//! Parquet files and SQL, in a build with the feature `lake`; refused with the reason in one without.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::args::Query;
use crate::failure::Failure;
use crate::output::Target;

fn ends_in_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

/// Rows of a table as CSV to a file or stdout; as Parquet where the file's name ends so.
pub(super) fn rows(
    target: Option<&Target>,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    match target {
        Some(target) if ends_in_parquet(target.named()) => build::parquet(target, fill),
        Some(target) => target.stream(fill),
        None => Target::stdout().stream(fill),
    }
}

pub(super) use build::{ended, feeds};

/// Asks in SQL.
pub fn query(args: &Query) -> Result<ExitCode, Failure> {
    build::query(args)
}

#[cfg(not(feature = "lake"))]
mod build {
    use std::path::PathBuf;

    use detente_record::events::Feed;

    use super::*;

    fn absent(what: &str) -> Failure {
        Failure::input(format!("{what} needs a build with the feature `lake`; this one is without it"))
            .with_hint("cargo build --release --package detente-cli --features lake (many minutes, and a C compiler); plain CSV is read and written by every build".to_owned())
    }

    pub fn parquet(_: &Target, _: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Failure> {
        Err(absent("writing Parquet"))
    }

    pub fn feeds(files: &[PathBuf]) -> Result<(Vec<Feed<'_>>, ()), Failure> {
        Ok((files.iter().map(|path| Feed::File(path)).collect(), ()))
    }

    pub fn ended((): ()) -> Result<(), Failure> {
        Ok(())
    }

    pub fn query(_: &Query) -> Result<ExitCode, Failure> {
        Err(absent("`detente record query`"))
    }
}

#[cfg(feature = "lake")]
mod build {
    use std::fs::File;
    use std::io::{BufRead, BufReader, Read};
    use std::path::PathBuf;
    use std::thread::JoinHandle;

    use detente_lake::{Form, Kind, LakeError, Question, Table, answer, is_parquet, lines, parquet_of_csv};
    use detente_record::events::{Feed, names_of_places, reads_column};
    use detente_record::files::Header;
    use detente_report as report;

    use super::*;
    use crate::args::TableFormat;
    use crate::commands::record::existing;
    use crate::output::{self, Inputs};
    use crate::progress::Spinner;

    /// Rows and columns of a terminal.
    const ROWS: usize = 40;
    const WIDTH: usize = 120;

    type Reader = (PathBuf, JoinHandle<Result<(), LakeError>>);

    fn wrong(error: LakeError) -> Failure {
        Failure::input(error.to_string()).with_hint(
            "tables are called by the names of their files; `SELECT * FROM NAME LIMIT 5` shows one".to_owned(),
        )
    }

    /// Lets `fill` write CSV to a temporary file, and makes Parquet of it.
    pub fn parquet(
        target: &Target,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let shown = target.named().display().to_string();
        let between = || -> io::Result<tempfile::NamedTempFile> {
            let file = tempfile::Builder::new().prefix("detente-").suffix(".csv").tempfile()?;
            let mut out = io::BufWriter::with_capacity(1 << 16, file);
            fill(&mut out)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)
        };
        let file = between().map_err(|error| Failure::write(&shown, &error))?;
        target.stream(|out| parquet_of_csv(file.path(), out).map(drop).map_err(io::Error::other))
    }

    /// Files of events; Parquet files line by line, with the threads that make the lines.
    pub fn feeds(files: &[PathBuf]) -> Result<(Vec<Feed<'_>>, Vec<Reader>), Failure> {
        let (mut feeds, mut readers) = (Vec::new(), Vec::new());
        for path in files {
            if is_parquet(path) {
                let (reader, thread) = lines(path, reads_column).map_err(wrong)?;
                feeds.push(Feed::Lines(path.display().to_string(), Box::new(reader)));
                readers.push((path.clone(), thread));
            } else {
                feeds.push(Feed::File(path));
            }
        }
        Ok((feeds, readers))
    }

    /// Whether the threads came to their ends.
    pub fn ended(readers: Vec<Reader>) -> Result<(), Failure> {
        for (path, thread) in readers {
            match thread.join() {
                // Whoever read the lines stopped first, and says why.
                Ok(Err(LakeError::Io(error))) if error.kind() == io::ErrorKind::BrokenPipe => {}
                Ok(Err(LakeError::Query(error))) if error.contains("Broken pipe") => {}
                Ok(done) => done.map_err(|error| Failure::input(format!("{}: {error}", path.display())))?,
                Err(_) => return Err(Failure::input(format!("{}: its reader broke off", path.display()))),
            }
        }
        Ok(())
    }

    /// `NAME=FILE`, or a file under its own name.
    fn table(word: &str) -> Result<Table, Failure> {
        let (name, path) = match word.split_once('=') {
            Some((name, path)) if !Path::new(word).exists() => (name.to_owned(), PathBuf::from(path)),
            _ => {
                let path = PathBuf::from(word);
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let stem = name.split('.').next().unwrap_or_default();
                let letter = |sign: char| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { '_' };
                (stem.chars().map(letter).collect(), path)
            }
        };
        existing(&path)?;
        let kind = if is_parquet(&path) { Kind::Parquet } else { cells(&path)? };
        Ok(Table { name, path, kind })
    }

    fn cells(path: &Path) -> Result<Kind, Failure> {
        let failed = |error: io::Error| Failure::input(format!("{}: {error}", path.display()));
        let mut magic = Vec::new();
        File::open(path).map_err(failed)?.take(2).read_to_end(&mut magic).map_err(failed)?;
        if magic == b"PK" {
            return Err(Failure::input(format!("{}: zip archives are not asked in SQL", path.display()))
                .with_hint("unpack it, or add its events up with `detente record aggregate`".to_owned()));
        }
        let gzip = magic == [0x1f, 0x8b];
        let mut first = Vec::new();
        let file = File::open(path).map_err(failed)?;
        let reader: Box<dyn Read> =
            if gzip { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
        BufReader::new(reader).read_until(b'\n', &mut first).map_err(failed)?;
        let names = names_of_places(&first);
        let header = names.is_none();
        let names = names.unwrap_or_default().into_iter().map(|(place, name)| (place, name.to_owned())).collect();
        Ok(Kind::Cells { separator: Header::of(&first).separator, header, gzip, names })
    }

    pub fn query(args: &Query) -> Result<ExitCode, Failure> {
        let tables: Vec<Table> = args.files.iter().map(|word| table(word)).collect::<Result<_, _>>()?;
        for (place, table) in tables.iter().enumerate() {
            if tables[..place].iter().any(|other| other.name == table.name) {
                return Err(Failure::input(format!("two tables are called `{}`", table.name))
                    .with_hint("give one another name: NAME=FILE".to_owned()));
            }
        }
        let question = Question { sql: &args.sql, tables: &tables, threads: args.threads };
        let spinner = Spinner::new("asking");
        let done = match (&args.out, args.format) {
            (Some(path), _) if path != Path::new("-") => to_file(&question, path),
            (_, TableFormat::Table) => {
                let mut csv = Vec::new();
                answer(&question, Form::Csv, &mut csv).map_err(wrong).and_then(|_| {
                    let rows = detente_formats::csv_rows(&String::from_utf8_lossy(&csv)).map_err(Failure::input)?;
                    output::print(&report::rows_text(&rows, ROWS, WIDTH))
                })
            }
            (_, format) => {
                let form = if format == TableFormat::Json { Form::Json } else { Form::Csv };
                streamed(&question, form, &Target::stdout())
            }
        };
        drop(spinner);
        done.map(|()| ExitCode::SUCCESS)
    }

    fn to_file(question: &Question<'_>, path: &Path) -> Result<(), Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let form = match ending.as_str() {
            "csv" => Form::Csv,
            "json" => Form::Json,
            "parquet" => Form::Parquet,
            _ => {
                return Err(Failure::input(format!("`{}` ends in no form that is written", path.display()))
                    .with_hint("name a file that ends in .csv, .json or .parquet".to_owned()));
            }
        };
        streamed(question, form, &Target::of(path, &Inputs::of(question.tables.iter().map(|table| &table.path)))?)
    }

    /// Rows as they come; a query that cannot be run is told as what it is, not as a file that cannot be written.
    fn streamed(question: &Question<'_>, form: Form, target: &Target) -> Result<(), Failure> {
        let mut told = None;
        let written = target.stream(|out| {
            answer(question, form, out).map(drop).map_err(|error| match error {
                LakeError::Io(error) => error,
                error => {
                    let text = error.to_string();
                    told = Some(error);
                    io::Error::other(text)
                }
            })
        });
        match told {
            Some(error) => Err(wrong(error)),
            None => written,
        }
    }
}
