//! Opening a file: gzip by its first bytes, zip member by member, all else as it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::ahead::ahead;

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
/// ahead by a thread of its own.
///
/// # Errors
/// [`Unreadable`] for a file that cannot be opened; what `read` returns.
pub fn parts<E: From<Unreadable>>(
    path: &Path,
    mut read: impl FnMut(&str, &mut dyn BufRead) -> Result<(), E>,
) -> Result<(), E> {
    let shown = path.display().to_string();
    let io = |error| Unreadable::Io { path: shown.clone(), error };
    let mut file = File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.is_dir() {
        return Err(io(io::Error::other("this is a folder")).into());
    }
    let mut magic = Vec::new();
    (&mut file).take(4).read_to_end(&mut magic).map_err(io)?;
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match magic.as_slice() {
        [0x1f, 0x8b, ..] => ahead(MultiGzDecoder::new(file), |reader| read(&name, reader)),
        b"PK\x03\x04" => {
            let zip = |error| Unreadable::Zip { path: shown.clone(), error };
            let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(zip)?;
            for place in 0..archive.len() {
                let member = archive.by_index(place).map_err(zip)?;
                if member.is_file() {
                    let name = format!("{name}!{}", member.name().map_err(zip)?);
                    ahead(member, |reader| read(&name, reader))?;
                }
            }
            Ok(())
        }
        b"PAR1" => Err(Unreadable::Parquet { path: shown }.into()),
        _ => read(&name, &mut BufReader::with_capacity(BUFFER, file)),
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
