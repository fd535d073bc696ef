//! Opening a file: gzip by its first bytes, zip member by member, all else as it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::ahead::ahead;
use super::alone::{Fed, ends_alone};
use super::limits::{Guarded, Limits};
use super::text::decoded;
use super::wide::{Narrow, order};

/// Small, so that readers with a window of their own read past it without a copy.
const BUFFER: usize = 1 << 16;

/// A file that cannot be opened or unpacked.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The system says why.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A Parquet file, which only a build with the feature `lake` reads.
    #[error("{path}: a Parquet file; events in Parquet are read by a build with `--features lake`")]
    Parquet {
        /// The file.
        path: String,
    },
    /// A workbook, which is a zip archive of other things.
    #[error("{path}: a workbook of a spreadsheet; save the sheet as CSV UTF-8")]
    Workbook {
        /// The file.
        path: String,
    },
    /// A zip archive whose members share bytes: it would unpack to far more than there is in it.
    #[error("{path}: the members {one} and {other} of the archive share bytes; no program makes such archives of data")]
    Overlap {
        /// The file.
        path: String,
        /// A member.
        one: String,
        /// The one that begins within it.
        other: String,
    },
    /// A zip archive that is none.
    #[error("{path}: not a zip archive that can be read ({error})")]
    Zip {
        /// The file.
        path: String,
        /// Why.
        error: zip::result::ZipError,
    },
}

/// Hands every part of a file to `read`: the file itself, or each member of a zip archive, with its name. What is packed is unpacked
/// ahead by a thread of its own; UTF-16 becomes UTF-8.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be opened; what `read` returns.
pub fn parts<E: From<Unreadable>>(
    path: &Path,
    read: impl FnMut(&str, &mut dyn BufRead) -> Result<(), E>,
) -> Result<(), E> {
    parts_within(path, Limits::default(), read)
}

/// The same within limits: reading beyond them is an error of the reader.
///
/// # Errors
/// As [`parts`].
pub fn parts_within<E: From<Unreadable>>(
    path: &Path,
    limits: Limits,
    mut read: impl FnMut(&str, &mut dyn BufRead) -> Result<(), E>,
) -> Result<(), E> {
    let shown = path.display().to_string();
    let io = |error| Unreadable::Io { path: shown.clone(), error };
    let mut file = File::open(path).map_err(io)?;
    let about = file.metadata().map_err(io)?;
    if about.is_dir() {
        return Err(io(io::Error::other("this is a folder")).into());
    }
    let mut magic = Vec::new();
    (&mut file).take(4).read_to_end(&mut magic).map_err(io)?;
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut unpacked = 0;
    match magic.as_slice() {
        [0x1f, 0x8b, ..] => {
            let mut part = |reader: &mut dyn BufRead| {
                with_text(reader, limits, Some((about.len(), &mut unpacked)), |reader| read(&name, reader))
            };
            ahead(MultiGzDecoder::new(file), &mut part)
        }
        b"PK\x03\x04" => {
            let zip = |error| Unreadable::Zip { path: shown.clone(), error };
            let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(zip)?;
            apart(&mut archive, &shown)?;
            for place in 0..archive.len() {
                let member = archive.by_index(place).map_err(zip)?;
                if member.is_file() {
                    let name = format!("{name}!{}", member.name().map_err(zip)?);
                    let mut part = |reader: &mut dyn BufRead| {
                        with_text(reader, limits, Some((about.len(), &mut unpacked)), |reader| read(&name, reader))
                    };
                    ahead(member, &mut part)?;
                }
            }
            Ok(())
        }
        b"PAR1" => Err(Unreadable::Parquet { path: shown }.into()),
        b"\xd0\xcf\x11\xe0" => Err(Unreadable::Workbook { path: shown }.into()),
        _ => with_text(&mut BufReader::with_capacity(BUFFER, file), limits, None, |reader| read(&name, reader)),
    }
}

/// Hands on a reader of UTF-8 within limits; one that breaks at its beginning says so when it is read.
fn with_text<T>(
    reader: &mut dyn BufRead,
    limits: Limits,
    unpacked: Option<(u64, &mut u64)>,
    read: impl FnOnce(&mut dyn BufRead) -> T,
) -> T {
    let alone = reader.fill_buf().is_ok_and(ends_alone);
    match reader.fill_buf().map(order) {
        Ok(None) if alone => read(&mut Guarded::new(Fed::new(reader), limits, unpacked)),
        Ok(Some(wide)) => read(&mut Guarded::new(Narrow::new(reader, wide), limits, unpacked)),
        Ok(None) => read(&mut Guarded::new(reader, limits, unpacked)),
        Err(error) => read(&mut Broken(Some(error))),
    }
}

/// A reader that breaks before its first byte.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::Error::other("the file is broken")))
    }
}

impl BufRead for Broken {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Err(self.0.take().unwrap_or_else(|| io::Error::other("the file is broken")))
    }

    fn consume(&mut self, _: usize) {}
}

/// Whether the members of an archive lie apart, and it is no workbook.
fn apart(archive: &mut zip::ZipArchive<BufReader<File>>, path: &str) -> Result<(), Unreadable> {
    let mut members = Vec::new();
    for place in 0..archive.len() {
        let zip = |error| Unreadable::Zip { path: path.to_owned(), error };
        let member = archive.by_index_raw(place).map_err(zip)?;
        let name = member.name().map_err(zip)?.to_string();
        if matches!(name.as_str(), "[Content_Types].xml" | "mimetype") {
            return Err(Unreadable::Workbook { path: path.to_owned() });
        }
        let end = member.data_start().unwrap_or(member.header_start()) + member.compressed_size();
        members.push((member.header_start(), end, name));
    }
    members.sort();
    match members.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        Some(pair) => {
            let (one, other) = (pair[0].2.clone(), pair[1].2.clone());
            Err(Unreadable::Overlap { path: path.to_owned(), one, other })
        }
        None => Ok(()),
    }
}

/// SHA-256 of a file as it lies on the disk, in hexadecimal digits.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be read.
pub fn digest(path: &Path) -> Result<String, Unreadable> {
    let io = |error| Unreadable::Io { path: path.display().to_string(), error };
    let mut file = File::open(path).map_err(io)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        match file.read(&mut buffer).map_err(io)? {
            0 => break,
            count => hash.update(&buffer[..count]),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The text of a plain or packed file; of an archive, that of its first member. `None` for an archive without any.
///
/// # Errors
/// [`Unreadable`] where it cannot be opened.
pub fn text_of(path: &Path) -> Result<Option<String>, Unreadable> {
    let mut text = None;
    parts(path, |name, reader| {
        if text.is_none() {
            let mut whole = Vec::new();
            let read = reader.read_to_end(&mut whole);
            read.map_err(|error| Unreadable::Io { path: name.to_owned(), error })?;
            text = Some(decoded(&whole));
        }
        Ok::<(), Unreadable>(())
    })?;
    Ok(text)
}
