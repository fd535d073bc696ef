//! Results to stdout or to a file that is never half-written.

use std::io::{self, Write};
use std::path::Path;

use crate::failure::Failure;

/// Prints a result; colours are dropped where they do not belong.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| Failure::write("the result", &error))
}

/// Writes to a temporary file beside `path` and renames it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    stream(Some(path), |out| out.write_all(text.as_bytes()))
}

/// Lets `fill` write to a temporary file beside `path` and renames it, or to stdout; nothing is held in memory.
pub fn stream(
    path: Option<&Path>,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
        return fill(&mut out).and_then(|()| out.flush()).map_err(|error| Failure::write("the result", &error));
    };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let attempt = || -> io::Result<()> {
        let file = tempfile::Builder::new().prefix(".detente-").tempfile_in(folder)?;
        let mut out = io::BufWriter::with_capacity(1 << 16, file);
        fill(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        readable_by_others(&file)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|error| Failure::write(&path.display().to_string(), &error))
}

/// Copies a file to a temporary file beside `to` and renames it; nothing where it is there already.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if same(from, to) {
        return Ok(());
    }
    let mut source = std::fs::File::open(from).map_err(|error| Failure::write(&from.display().to_string(), &error))?;
    stream(Some(to), |out| io::copy(&mut source, out).map(drop))
}

/// Temporary files are private; a report is a file like any other.
#[cfg(unix)]
fn readable_by_others(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_others(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
